r"""Text as LaTeX: what bibliography programs and everything else that reads `.bib` files agree on.

The renderings are the ones that come back as the same character from BibTeX, biber, LaTeX, pandoc,
pybtex, bibtexparser, pylatexenc, citation-js and Zotero, or from as many of them as possible.

No library does this. The one that is kept up, pylatexenc, encodes character by character: it
writes `{\'\i}` for í and `''` for a straight quote, which some readers give back as something
else, and a lone brace as `\{`, with which the entry never ends for those that count braces; it
takes `$k$` for two dollar signs, and protects no capitals. With rules that fix all that, it would
be this module's table, and take a hundred times as long.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from .proper_nouns import PROPER_NOUNS

_ESCAPED = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\{",
    "}": r"\}",
}
_MARKS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
    "\u0328": "k",
}


def _accented(letter: str) -> str | None:
    r"""The macro of a letter with one accent, in the spelling that most readers know."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if len(marks) != 1 or marks[0] not in _MARKS or not base.isascii():
        return None
    macro = _MARKS[marks[0]]
    if macro == "H":
        return f"{{\\H {base}}}"  # Zotero does not know {\H{o}}.
    return f"{{\\{macro}{{{base}}}}}" if macro.isalpha() else f"{{\\{macro}{base}}}"


@functools.cache
def _macros() -> dict[str, str]:
    r"""Macros for the letters of Latin-1 and Latin Extended-A; beyond, readers know too few.

    What is left out stays UTF-8: `\DJ`, `\TH`, `\NG` vanish in pandoc, `{\oe}` is `øe` to
    bibtexparser, a breve on i or an accent on j depend on the font.
    """
    letters = (chr(code) for code in range(0xC0, 0x180))
    found = {letter: macro for letter in letters if (macro := _accented(letter))}
    for letter in "ĭĵ":
        del found[letter]
    plain = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE", "ı": "i"}
    found |= {letter: f"{{\\{macro}}}" for letter, macro in plain.items()}
    # bibtexparser 1 loses the second of two of these without braces around their base.
    for letter in "ńĀāĆćĈĉĊċĒēĜĝĠġĤĥĨĪİŌōŚśŜŝŨũŪūŴŵŶŷŸŹźŻż":
        base, mark = list(unicodedata.normalize("NFD", letter))
        found[letter] = f"{{\\{_MARKS[mark]}{{{base}}}}}"
    return found


# Mathematics that may stand as it is. Everything else between two dollar signs is escaped: a title
# must not run commands in somebody's document, nor stop it with a formula that does not compile.
_SYMBOL = (
    r"\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu"
    r"|nu|xi|pi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi"
    r"|Sigma|Upsilon|Phi|Psi|Omega|times|cdot|pm|mp|to|rightarrow|leftarrow|leq|geq|le|ge|neq|ne"
    r"|approx|sim|equiv|infty|ell|in|subset|cup|cap|log|exp|min|max|ll|gg|partial|nabla|sum|prod"
    r"|star|ast|circ|dagger|prime|ldots|dots)(?![A-Za-z])"
)
_GROUP = rf"\{{(?: ?(?:[A-Za-z0-9+*/=<>.,:()|-]|{_SYMBOL}))++ ?\}}"
_STYLED = rf"\\(?:mathbf|mathrm|mathcal|mathbb|mathit|mathsf|hat|tilde|bar|sqrt) ?{_GROUP}"
_SCRIPT = rf"(?:[A-Za-z0-9+*-]|{_SYMBOL}|{_STYLED}|{_GROUP})"
_SCRIPTS = rf"(?:_{_SCRIPT}(?:\^{_SCRIPT})?|\^{_SCRIPT}(?:_{_SCRIPT})?)"
_TERM = rf"(?:[A-Za-z0-9.!()\[\]]|{_SYMBOL} ?|{_STYLED}|{_GROUP})"
_MATH = (
    rf"\$(?! ){_SCRIPTS}?+(?:(?: ?[+*/=<>,:|-] ?|{_TERM}){_SCRIPTS}?+)*+(?<![ $])\$(?![\d$])"
    # With a command in it, blanks make it no sum of money.
    rf"|\$(?=[^$]*\\[A-Za-z]) ?{_SCRIPTS}?+(?:(?:[+*/=<>,:|-]|{_TERM}){_SCRIPTS}?+ ?)++\$(?![\d$])"
)
# A word with what holds its parts together, so that AV-Deepfake1M++, Q&A and GPT-4o's are one.
_WORD = r"[^\W_](?:[\w\u0300-\u036f'’.+&/-]*[\w\u0300-\u036f+])?"

_SPECIAL = re.compile(r"[\\{}$&%#_~^]")
_TOKEN = re.compile(rf"(?P<math>{_MATH})|(?P<word>{_WORD})|[\\{{}}$&%#_~^]|[^\x00-\x7f]")


@functools.cache
def _escapes(ascii: bool) -> dict[int, str]:
    return str.maketrans(_ESCAPED | _macros() if ascii else _ESCAPED)


def without_lone_braces(text: str) -> str:
    r"""Take out the braces that have no partner.

    Programs that read .bib files count braces, also those behind a backslash, and what balances
    them out of sight (`\vphantom{\}}`) citation-js shows.

    Args:
        text: Plain text that has passed `clean_line`.

    Returns:
        The text, clean as before; round brackets where nothing else would be left.
    """
    if "{" not in text and "}" not in text:
        return text
    opened: list[int] = []
    lone: set[int] = set()
    for found in re.finditer("[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            lone.add(found.start())
    lone.update(opened)
    if not lone:
        return text
    kept = "".join(char for place, char in enumerate(text) if place not in lone)
    return " ".join(kept.split()) or "()"


def to_latex(text: str, *, ascii: bool) -> str:
    r"""Render text as LaTeX.

    Args:
        text: Plain text that has passed `clean_line`. Simple mathematics between dollar signs is
            taken for mathematics.
        ascii: Whether to write Latin letters with accents as macros, for classic BibTeX, which
            reads bytes. What has no macro that most readers know stays as it is.

    Returns:
        LaTeX text with balanced braces.
    """
    if not _SPECIAL.search(text) and (text.isascii() or not ascii):
        return text
    return _render(text, ascii=ascii, title=False)


def title_to_latex(title: str, *, ascii: bool) -> str:
    """Render a title as LaTeX, its capitals protected.

    Styles lower titles, so a word stands in braces if it has a capital behind its first letter, is
    a capital itself (`C`, `F0`) or a proper noun; in a title that is written like a sentence, also
    every later word with a capital.

    Args:
        title: Plain text that has passed `clean_line`.
        ascii: As in `to_latex`.

    Returns:
        LaTeX text with balanced braces.
    """
    # What signs and braces enclose may span words; what is that long is no title to remember.
    if "$" in title or "{" in title or "}" in title or len(title) > 1000:
        return _render(title, ascii=ascii, title=True)
    words = list(map(_title_word_in_ascii if ascii else _title_word_in_utf8, title.split(" ")))
    before = words.pop(0)
    written = [before.at_beginning]
    like_a_sentence = _is_like_a_sentence(words)
    for word in words:
        is_own = before.ends_a_part or (like_a_sentence and not before.ends_with_colon)
        written.append(word.in_sentence if is_own else word.in_capitals)
        before = word
    return " ".join(written)


# Behind these a part of a title begins, with a capital that styles leave alone only behind a colon.
_ENDS_OF_PARTS = (".", "?", "!", "–", "—")
_ABBREVIATIONS = ("vs.", "v.", "etc.", "al.", "e.g.", "i.e.", "cf.", "St.", "Dr.", "No.")


# The words of more than three letters that stay small where a title is written in capitals.
_SMALL_IN_TITLES = frozenset(
    "about across after against along among amid before behind below beneath beside between beyond "
    "during from into like near onto over since than that through toward towards under until upon "
    "versus what when where which while with within without".split()
)


class _TitleWord(NamedTuple):
    """What is to be known of a word to write a title with it.

    Attributes:
        at_beginning: How it is written at the beginning of a title.
        in_capitals: How it is written where a title's words begin with capitals.
        in_sentence: How it is written where a capital at its beginning is its own.
        ends_a_part: Whether a part of a title ends with it.
        ends_with_colon: Whether it ends with a colon.
        tells: Whether it is one that a title would write with a capital.
        is_small: Whether it tells, and has none.
    """

    at_beginning: str
    in_capitals: str
    in_sentence: str
    ends_a_part: bool
    ends_with_colon: bool
    tells: bool
    is_small: bool


def _is_like_a_sentence(words: Sequence[_TitleWord]) -> bool:
    """Whether a title has capitals only where a sentence has them.

    Args:
        words: The words behind the first. Of the longer ones, which a title would write with
            capitals, two or more must be there, and half of them small.
    """
    telling = [word.is_small for word in words if word.tells]
    return len(telling) > 1 and sum(telling) * 2 >= len(telling)


# Words recur from title to title, so each is looked at once in either alphabet.
@functools.lru_cache(maxsize=1 << 15)
def _title_word_in_ascii(word: str) -> _TitleWord:
    return _title_word(word, ascii=True)


@functools.lru_cache(maxsize=1 << 15)
def _title_word_in_utf8(word: str) -> _TitleWord:
    return _title_word(word, ascii=False)


def _title_word(word: str, *, ascii: bool) -> _TitleWord:
    bare = word.strip(".,:;?!()\"'")
    tells = len(bare) > 3 and bare.isalpha() and bare.lower() not in _SMALL_IN_TITLES
    in_capitals = _render(word, ascii=ascii, title=True)
    is_letter = len(word) == 1 and word.isascii() and word.isalpha()
    return _TitleWord(
        at_beginning=word if is_letter else in_capitals,  # Styles leave its first letter alone.
        in_capitals=in_capitals,
        in_sentence=_render(word, ascii=ascii, title=True, any_capital=True),
        ends_a_part=word.endswith(_ENDS_OF_PARTS) and not word.endswith(_ABBREVIATIONS),
        ends_with_colon=word.endswith(":"),
        tells=tells,
        is_small=tells and bare.islower(),
    )


def _render(text: str, *, ascii: bool, title: bool, any_capital: bool = False) -> str:
    is_plain = text.isascii() and text.isalnum()
    if is_plain and not (title and _keeps_capitals(text, any_capital)):
        return text
    text = without_lone_braces(text)
    escapes = _escapes(ascii)

    def render(found: re.Match[str]) -> str:
        token = found[0]
        if token == "{" and text[found.end()] in _ESCAPED:
            return r"\{{}"  # To BibTeX, {\ starts a letter with an accent, whose case it changes.
        rendered = token if found.lastgroup == "math" else token.translate(escapes)
        is_word = title and found.lastgroup is not None
        return f"{{{rendered}}}" if is_word and _keeps_capitals(token, any_capital) else rendered

    return _TOKEN.sub(render, text)


def _keeps_capitals(word: str, any_capital: bool) -> bool:
    """Whether the capitals of a word are its own, and no title's.

    Args:
        word: A word with what holds its parts together.
        any_capital: Whether a capital at its beginning is one.
    """
    if word[1:] != word[1:].lower():
        return True
    if not word[0].isupper():
        return False
    if any_capital or (len(word) == 1 and word != "A"):
        return True
    parts = re.split(r"['’.+&/-]", word)
    return any(char.isdecimal() for char in word) or parts[0] in PROPER_NOUNS
