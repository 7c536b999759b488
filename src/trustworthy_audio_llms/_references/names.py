"""Names as BibTeX writes them: parted at `and`, each split into its parts.

The rules are those of BibTeX (Oren Patashnik, "BibTeXing", 1988, section 4), with the extended
format of BibLaTeX (`family=…, given=…`) beside them. What is in braces is one word.
"""

import functools
import re
from collections.abc import Sequence

from .._records.names import EAST_ASIAN, Name, plain_name, split_name
from .latex import from_latex

# Blanks before the word are taken only as a whole, lest a long run of them be searched from each.
_AND = re.compile(r"(?<!\s)\s++and\s++", re.I)
# A blank or a tie parts words, a comma parts names; a brace is followed to its partner.
_PIECE = re.compile(
    r"(?P<blank>[\s~]++)|(?P<brace>[{}])|(?P<comma>,)|(?P<text>(?:\\.|[^\s~{},\\])++|\\)", re.S
)
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|id|[a-z]+-i|useprefix)\s*=\s*(.*)", re.S)
_MARKED = re.compile(r"[{}\\~$&]|--|``|''")
_OTHERS = re.compile(r"others|et\.? al\.?|and others", re.I)
_OTHERS_IN_CAPITALS = frozenset(("et al", "and others"))
_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV")
# DBLP tells namesakes apart by it.
_NAMESAKE = re.compile(r"(?<=\S)[\s~]+0\d{3}$")


def read_names(text: str) -> tuple[tuple[str, ...], bool]:
    """The names in a field such as `author`.

    Args:
        text: The field's value, as LaTeX.

    Returns:
        Each name as a full name (see `full_name`), and whether they are all (no "and others").
    """
    names = []
    complete = True
    for written in part_names(text):
        if plain := _plain_full_name(written):
            names.append(plain)
        elif _OTHERS.fullmatch(written.strip("{} ")):
            complete = False
        elif name := _name(written):
            names.append(name)
    return tuple(names), complete


def part_names(text: str) -> list[str]:
    """The names of a field as they are written, parted at `and` outside braces."""
    text = text.strip()
    parts = _AND.split(text) if text else []
    if "{" not in text:
        return parts
    joined: list[str] = []
    depth = 0
    for part, separator in zip(parts, [*_AND.findall(text), ""], strict=True):
        if depth > 0:
            joined[-1] += part
        else:
            joined.append(part)
        depth += part.count("{") - part.count("}")
        if depth > 0:
            joined[-1] += separator
    return joined


def _plain_full_name(written: str) -> str | None:
    """The full name where nothing needs to be known to split it, as in nine names of ten.

    Args:
        written: A name, as LaTeX.

    Returns:
        What reading it word by word would give, or None where that may be something else.
    """
    family, comma, given = written.partition(", ")
    natural = f"{given} {family}" if comma else written
    parts = plain_name(natural)
    if parts is None or (comma and parts != (family, given)):
        return None
    # Two hyphens are a dash in LaTeX.
    return None if "--" in natural or natural.lower() in _OTHERS_IN_CAPITALS else natural


@functools.lru_cache(maxsize=1 << 14)  # Most authors have more than one work.
def _name(written: str) -> str | None:
    name = split_bibtex_name(written)
    return full_name(name) if name.family or name.given else None


def full_name(name: Name) -> str:
    """A name as text that keeps its split.

    Args:
        name: The name in its parts.

    Returns:
        `Given Family` where that is split into the same parts again, as nearly every name is; else
        `Family, Given`; in braces what has no parts and would be split.
    """
    natural = " ".join(filter(None, (name.given, name.family, name.suffix)))
    if split_name(natural) == name:
        return natural
    if not name.given and not name.suffix:
        return f"{{{name.family}}}"
    return ", ".join(filter(None, (name.family, name.suffix, name.given)))


def split_bibtex_name(written: str) -> Name:
    """Split a name by BibTeX's rules: `First von Last`, `von Last, First` or `von Last, Jr, First`.

    Args:
        written: The name, as LaTeX.
    """
    if not written.isascii() and EAST_ASIAN.fullmatch(written.strip()):
        return Name(written.strip())  # The family name stands first, where BibTeX has none.
    if written[-1:].isdecimal():
        written = _NAMESAKE.sub("", written)
    extended = _extended(written) if "=" in written else None
    if extended is not None:
        return extended
    return _split_marked(written) if _MARKED.search(written) else _split_plain(written)


def _split_plain(written: str) -> Name:
    """Split a name without any command, brace or tie, as most names are."""
    parts = [part.split() for part in written.split(",") if part and not part.isspace()]
    if len(parts) > 1:
        return _split_at_commas([" ".join(words) for words in parts])
    words = parts[0] if parts else []
    return _split_words(words, [word[0].islower() for word in words])


def _split_marked(written: str) -> Name:
    """Split a name that is to be read as LaTeX, word by word."""
    parts = _words_by_comma(written)
    if len(parts) > 1:
        return _split_at_commas([from_latex(" ".join(words)) for words in parts])
    words = parts[0]
    return _split_words([from_latex(word) for word in words], [_is_small(word) for word in words])


def _split_at_commas(texts: Sequence[str]) -> Name:
    """Put `von Last, First` or `von Last, Jr, First` together; `First Last, Jr` is read too."""
    family, *between, given = texts
    if not between and _SUFFIX.fullmatch(given) and " " in family:
        return _split_words([*family.split(), given], [False] * (family.count(" ") + 2))
    return Name(family, given, " ".join(filter(None, between)))


def _split_words(words: list[str], small: list[bool]) -> Name:
    """Split `First von Last`: the particles are the words with a small first letter.

    Args:
        words: The words of the name.
        small: Which of them begin with a small letter.
    """
    words = list(words)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2:
        return Name(" ".join(words), "", suffix)
    particles = [place for place in range(len(words) - 1) if small[place]]
    first = particles[0] if particles else len(words) - 1
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _words_by_comma(written: str) -> list[list[str]]:
    """The words of a name between its commas; braces hold together what they enclose."""
    parts: list[list[str]] = [[]]
    word = ""
    depth = 0
    for piece in _PIECE.finditer(written):
        kind = piece.lastgroup
        if kind == "brace":
            depth += 1 if piece[0] == "{" else -1
        if depth > 0 or kind in ("brace", "text"):
            word += piece[0]
            continue
        if word:
            parts[-1].append(word)
            word = ""
        if kind == "comma":
            parts.append([])
    if word:
        parts[-1].append(word)
    return [words for words in parts if words] or [[]]


def _is_small(word: str) -> bool:
    r"""Whether the first letter of a word outside braces is a small one; `{\'e}` is a letter."""
    shown = from_latex(word) if word.startswith("{\\") else re.sub(r"\{[^{}]*\}?|\\.", "", word)
    return next((char.islower() for char in shown if char.isalpha()), False)


def _extended(written: str) -> Name | None:
    """A name in BibLaTeX's extended format, or None where it is none."""
    facts: dict[str, str] = {}
    parts = _words_by_comma(written)
    for words in parts:
        found = _EXTENDED.fullmatch(" ".join(words).strip())
        if found is None:
            return None
        facts.setdefault(found[1], from_latex(found[2].strip().strip('"')))
    family = " ".join(filter(None, (facts.get("prefix"), facts.get("family"))))
    return Name(family, facts.get("given", ""), facts.get("suffix", ""))
