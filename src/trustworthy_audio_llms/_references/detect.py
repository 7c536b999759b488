"""What format a file of references has: by what it holds, where its name says something else.

Exports of Web of Science are called `.ris`, those of PubMed `.txt`, and what is called `.json` may
hold an object a line.
"""

import re

from .._errors import InvalidQuery, near_misses

FORMATS = ("bibtex", "ris", "nbib", "endnote", "wos", "csl", "csv", "tsv", "jsonl")
"""The formats, by the words for them."""

SUFFIXES = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".ris": "ris",
    ".nbib": "nbib",
    ".enw": "endnote",
    ".ciw": "wos",
    ".json": "csl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""The formats by the ends of files' names."""

_OTHER_WORDS = {
    "bib": "bibtex",
    "biblatex": "bibtex",
    "pubmed": "nbib",
    "medline": "nbib",
    "enw": "endnote",
    "ciw": "wos",
    "csl.json": "csl",
    "csl-json": "csl",
    "json": "csl",
    "ndjson": "jsonl",
}
_BIBTEX = re.compile(r"(?:^|(?<=[\r\n]))[ \t\ufeff]*@[ \t]*[A-Za-z]\w*\s*[{(]", re.M)
_MARKS = (
    ("ris", re.compile(r"(?:^|(?<=[\r\n]))[ \t\ufeff]?TY[ \t]{0,4}-[ \t]*[A-Z]", re.M)),
    ("nbib", re.compile(r"(?:^|(?<=[\r\n]))\ufeff?PMID ?- ?\d", re.M)),
    ("endnote", re.compile(r"(?:^|(?<=[\r\n]))\ufeff?%0 [A-Z]", re.M)),
    ("wos", re.compile(r"(?:^|(?<=[\r\n]))\ufeff?PT [A-Z]\r?$", re.M)),
    ("bibtex", _BIBTEX),
)
"""What only files of a format hold; the first in a text says what it is."""

_OBJECT_A_LINE = re.compile(r"\s*\{[^\r\n]*\}[ \t]*[\r\n]+\s*\{")


def format_named(word: str) -> str:
    """The format that a person names: `bibtex`, `bib`, `.bib`, `csl.json`.

    Raises:
        InvalidQuery: There is none of this name.
    """
    name = word.lower().lstrip(".") if isinstance(word, str) else word
    name = _OTHER_WORDS.get(name, name)
    if name not in FORMATS:
        raise InvalidQuery(
            f"`format` must be one of {', '.join(FORMATS)}, not {word!r}."
            f"{near_misses(str(word), FORMATS)}",
            value=word,
        )
    return name


def format_of(text: str, name: str = "") -> str | None:
    """The format of a text, or None where it is none of references.

    Args:
        text: The text.
        name: The file's name, whose end says what it should be.
    """
    suffixes = (end for end in SUFFIXES if name.lower().endswith(end))
    named = SUFFIXES.get(next(suffixes, ""))
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start and start in "[{":
        return _json_format(text, start, named)
    # Cells and values may hold what begins a line elsewhere.
    if named in ("csv", "tsv") or (named == "bibtex" and _BIBTEX.search(text)):
        return named
    found = [(place.start(), word) for word, known in _MARKS if (place := known.search(text))]
    return min(found)[1] if found else named or _table_format(text)


def _json_format(text: str, start: str, named: str | None) -> str:
    is_lines = start == "{" and (named == "jsonl" or _OBJECT_A_LINE.match(text) is not None)
    return "jsonl" if is_lines else "csl"


def _table_format(text: str) -> str | None:
    """Whether a text without a telling name is a table."""
    head = text[:10_000].lstrip("\ufeff")
    first = re.split(r"[\r\n]", head, maxsplit=1)[0]
    if "\t" in first:
        return "tsv"
    return "csv" if re.search(r"(?:^|[,;])\W{0,3}(?:\w+ )?title\b", first, re.I) else None
