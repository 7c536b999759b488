"""The marks of a query: words, phrases, parentheses, operators; and what is no query of ours."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NoReturn

import attrs

from .._errors import InvalidQuery
from .field_names import FIELDS, field_meant

# Blanks as Python and JavaScript both see them, and what has no width.
_BLANK = r"\s\x00-\x20\x7f-\xa0\u200b\ufeff"
_QUOTES = '"“”„‟«»＂〝〞'
_MARK = re.compile(
    rf"[{_BLANK}]+|[(（]|[)）]|[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](\**)|[{_QUOTES}]"
    rf"|[^{_BLANK}()（）{_QUOTES}]+"
)
_ONLY_BLANK = re.compile(f"[{_BLANK}]+")
OPERATORS = ("AND", "OR", "NOT")
_MINUS = "-−–—‐‑－"  # Of every keyboard, so that none of them finds what is to be left out.
FIELD = re.compile(r"([^\W\d_][\w-]*)[:：](?!//)(.*)", re.DOTALL)
_COMPARED = re.compile(r"([^\W\d_][\w-]*)[<>=]+.")

# What other databases read and we do not: a pattern of a word, what it is, what to write instead.
_FOREIGN = (
    (
        r".*\[[^\W\d_].*|.*[^\W\d_]\].*",
        "[…] is a tag of PubMed",
        "write the field in front, as in title:jailbreak or author:carlini",
    ),
    (
        r"(?:NEAR|ONEAR|ADJ|W|N|PRE|WITHIN|SAME|near|adj|w|n|pre|within)/\d+|NEAR\d*|ADJ\d*|adj\d+|XOR",
        "it is an operator of another database",
        "write a phrase in quotes, or AND",
    ),
    (
        r"(?:TI|TS|AB|AU|AK|KP|SO|PY|DO|ALL|WC|CF|DT)=.*",
        "it is a field of Web of Science",
        "write the field with a colon, as in title:jailbreak; without one, all are searched",
    ),
    (
        r".*[^\W_*]\.(?:ti|ab|tw|kw|mp|af|au|so)(?:,\w\w)*\.",
        "it is a field of Ovid",
        "write the field in front, as in title:jailbreak",
    ),
    (
        "TITLE-ABS-KEY(?:-AUTH)?|TITLE-ABS|PUBYEAR|AUTHKEY|SRCTITLE|DOCTYPE|LIMIT-TO|SUBJAREA",
        "it is a field of Scopus",
        "write title:(…), year:2024-2026 and the like; without a field, all are searched",
    ),
    ("ANDNOT", "it is an operator of arXiv", "write AND NOT"),
    (
        r"[\w.]+\.search:.*",
        "it is a filter of OpenAlex",
        "write the field in front, as in title:jailbreak",
    ),
    (
        "[<>=]+",
        "nothing is compared here",
        "write year:2024-2026, or a field with a colon, as in title:jailbreak",
    ),
    (
        r"[:：][^\W_].*",
        "no field stands before the colon",
        "write it in front, as in title:jailbreak",
    ),
    (r"#\d+", "there are no numbered searches here", "write the search itself, in parentheses"),
    (r".*[{}].*", "{…} is a phrase of Scopus", "write it in double quotes"),
    (
        r".*\w~\d*|~\d*|~[^\W\d_].*",
        "words cannot be searched for by likeness here",
        "`rank` corrects what is misspelt",
    ),
    (r".*\w\^[\d.]+", "words have no weights here", "`rank` puts what is nearest first"),
    (r".*\w\?\w.*", "? does not stand for a letter", "write both spellings with OR"),
    (
        r"[^\W\d_]{3,}\$[^\W\d_]*",
        "$ does not stand for a letter",
        "endings are found without it, other spellings with OR",
    ),
    (r"[!¬]+[^\W_].*", "! is no operator here", "write NOT, or the word in quotes"),
    (r"\|+", "it is no operator here", "write OR"),
    (r"&&+", "it is no operator here", "write AND"),
)
_FOREIGN_PATTERNS = tuple((re.compile(one), what, instead) for one, what, instead in _FOREIGN)
_FUNCTIONS = frozenset(
    "TITLE-ABS-KEY TITLE-ABS-KEY-AUTH TITLE-ABS TITLE ABS KEY AUTH AUTHKEY ALL SRCTITLE CONFNAME "
    "DOI PUBYEAR DOCTYPE LANGUAGE LIMIT-TO EXCLUDE AFFIL SUBJAREA INDEXTERMS REF ISSN "
    "ti ab au su noft".split()
)


@attrs.frozen
class Token:
    """A mark of a query.

    Attributes:
        sort: `word`, `phrase`, `(`, `)`, `AND`, `OR` or `NOT`.
        text: What it says; of a phrase without its quotes, of a word without `*`.
        field: The field that stands in front of it, or None.
        prefix: Whether a `*` stands behind it.
        raw: It as it was typed, for messages.
    """

    sort: str
    text: str = ""
    field: str | None = None
    prefix: bool = False
    raw: str = ""


def refuse(raw: str, why: str, instead: str) -> NoReturn:
    """Raise the error for something that is not understood.

    Raises:
        InvalidQuery: Always.
    """
    shown = raw if len(raw) <= 60 else f"{raw[:59]}…"
    raise InvalidQuery(f"{shown!r} is not understood: {why}; {instead}.", value=raw)


def tokens(query: str) -> Iterator[Token]:
    """Cut a query into its marks.

    Raises:
        InvalidQuery: A quote is not closed, or something is the language of another database.
    """
    marks = _MARK.finditer(query)
    mark = next(marks, None)
    while mark is not None:
        following = next(marks, None)
        made = list(_made_of(mark, following[0] if following else ""))
        if following and made and made[-1].field is not None and not made[-1].text:
            # `title:` right before a quote or a parenthesis, which it is about.
            field = made.pop().field
            made += [attrs.evolve(token, field=field) for token in _made_of(following, "")]
            following = next(marks, None)
        yield from made
        mark = following


def _made_of(mark: re.Match[str], following: str) -> Iterator[Token]:
    """The marks that a run of characters makes; one that is blank makes none."""
    raw = mark[0]
    if raw[0] in "(（":
        yield Token("(", raw=raw)
    elif raw[0] in ")）":
        yield Token(")", raw=raw)
    elif mark[1] is not None:
        yield _phrase(mark[1], raw, mark[2])
    elif raw in _QUOTES:
        raise InvalidQuery(
            f"A quote is not closed before {mark.string[mark.end() :][:40]!r}: write one on either "
            "side of the phrase.",
            value=mark.string,
        )
    elif not _ONLY_BLANK.fullmatch(raw):
        yield from _word(raw, following)


def _phrase(text: str, raw: str, stars: str) -> Token:
    inside = text.strip()
    ends = inside.endswith("*")
    inside = inside.rstrip("*")
    if "*" in inside:
        refuse(raw, "* stands only at the end of a phrase", 'write "voice clon*"')
    return Token("phrase", inside, prefix=ends or bool(stars), raw=raw)


def _word(raw: str, following: str) -> Iterator[Token]:
    """The marks that a run of characters without a blank makes."""
    text = raw.lstrip(_MINUS)
    before_more = following[:1] and following[0] in f"(（{_QUOTES}"
    if text != raw and (text or before_more):
        yield Token("NOT", raw="-")
    if not text:
        if not before_more:
            yield Token("word", raw, raw=raw)
        return
    if text in OPERATORS:
        yield Token(text, raw=text)
        return
    if text in _FUNCTIONS and following[:1] == "(":
        refuse(
            f"{text}(",
            "it is a field of another database",
            "write title:(…) or abstract:(…); without a field, all are searched",
        )
    _check_native(text)
    yield _fielded(text, following, bool(before_more))


def _check_native(text: str) -> None:
    """Refuse a word that only another database understands."""
    beginning = text.rstrip("*")
    if "*" in beginning or (beginning != text and beginning[-1:] in ("", ":")):
        refuse(text, "* stands only at the end of a word", "write its beginning, as in jail*")
    compared = _COMPARED.match(text)
    if compared and field_meant(compared[1]):
        refuse(
            text, "nothing is compared here", f"write a colon, as in {field_meant(compared[1])}:…"
        )
    for pattern, what, instead in _FOREIGN_PATTERNS:
        if pattern.fullmatch(text):
            refuse(text, what, instead)


def is_operator(text: str) -> bool:
    """Whether a word is an operator, here or elsewhere, unless it stands in quotes."""
    ours = unicodedata.normalize("NFKC", text).upper() in OPERATORS
    return ours or any(pattern.fullmatch(text) for pattern, _, _ in _FOREIGN_PATTERNS)


def _fielded(text: str, following: str, before_more: bool) -> Token:
    """A word with the field in front of it; a colon before a blank is text."""
    prefix = text.endswith("*")
    found = FIELD.fullmatch(text)
    if found is None or not (found[2] or before_more):
        return Token("word", text.rstrip("*"), prefix=prefix, raw=text)
    raw = f"{found[1]}:{found[2]}"
    return Token("word", found[2].rstrip("*"), field=found[1], prefix=prefix, raw=raw)


def check_value(token: Token) -> None:
    """Refuse behind the colon of a field what would mean something in front of it, or alone.

    Raises:
        InvalidQuery: It is an operator, the name of a field, or what leaves out.
    """
    text, field = token.text, token.field
    if token.sort != "word" or field is None:
        return
    if text in OPERATORS:
        refuse(token.raw, "an operator stands right behind the colon", "write it in front")
    if text[:1] in (*_MINUS, "!", "¬") and field.lower() != "year":
        instead = f"write it in front, as in -{field}:jailbreak"
        refuse(token.raw, "what is left out is marked behind the colon", instead)
    inner = FIELD.fullmatch(text)
    if inner and inner[2] and inner[1].lower() in FIELDS:
        refuse(token.raw, f"a field stands inside {field}:…", "write it on its own")
