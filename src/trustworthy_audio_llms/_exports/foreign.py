"""What a reference file said besides, written back: the fields and types that no export owns.

A bibliography that was read, narrowed and written again keeps its publishers, editors, ISBNs and
everything its users put there. What an entry says in fields of its own is written from these; what
would be said twice, or would name the record of another file, is left out.
"""

import re
from collections.abc import Collection, Iterator

from .._records.entries import Entry
from .._text import clean_line

# The same thing in three formats; of several names in one, the first is written.
_SAME = (
    ("publisher", "PB", "publisher"),
    ("address", "CY", "publisher-place"),
    ("location", "CY", "publisher-place"),
    ("isbn", "SN", "ISBN"),
    ("issn", "SN", "ISSN"),
    ("edition", "ET", "edition"),
    ("language", "LA", "language"),
    ("series", "T3", "collection-title"),
    ("volume", "VL", "volume"),
    ("number", "IS", "issue"),
    ("pages", "SP", "page"),
)
_BIBTEX, _RIS, _CSL = range(3)

# What entries say themselves, in whichever field; and what points at other records of a file.
_SAID_OTHERWISE = frozenset(
    "entrytype title subtitle titleaddon shorttitle author date year month day journal "
    "journaltitle journalsubtitle booktitle booksubtitle eventtitle eprint eprinttype eprintclass "
    "archiveprefix primaryclass arxiv arxivid doi url ee link abstract keywords keyword key note "
    "pubstate howpublished ids crossref xref xdata options openreview".split()
)
_TAGS_SAID_OTHERWISE = frozenset(
    "TY ER ID TI T1 CT BT AU A1 PY Y1 DA T2 JF JO JA J2 AN DO UR KW N1 AB N2 DP L2 L3".split()
)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9-]*")
_TAG = re.compile(r"[A-Z][A-Z0-9]")

# Types of works for which the library has no kind; whatever else is an article, a paper or `misc`.
_BIBTEX_TYPES = frozenset(
    "book booklet inbook incollection manual mastersthesis phdthesis proceedings techreport".split()
)
_RIS_TYPES = frozenset("BOOK CHAP EBOOK ECHAP RPRT STAND STAT THES PAT MGZN NEWS HEAR BILL".split())


# How the types of an article and of a paper in proceedings are called, format by format.
_ARTICLES = frozenset("article jour ejour inpr article-journal journal-article review".split())
_PAPERS = frozenset(
    "inproceedings conference conf cpaper paper-conference proceedings-article".split()
)


def is_from_file(entry: Entry) -> bool:
    """Whether an entry was read from a reference file."""
    return bool(entry.extra) and entry.extra[0][0] == "entrytype"


def is_article(entry: Entry) -> bool | None:
    """Whether the file calls a work an article in a journal; None where it says nothing."""
    type_ = entry.extra[0][1].lower() if is_from_file(entry) else ""
    return True if type_ in _ARTICLES else False if type_ in _PAPERS else None


def bibtex_type(entry: Entry) -> str | None:
    """The type that a `.bib` file gave a work, where it says more than the library would."""
    return _type(entry, _BIBTEX_TYPES)


def ris_type(entry: Entry) -> str | None:
    """The type that a `.ris` file gave a work, where it says more than the library would."""
    return _type(entry, _RIS_TYPES)


def _type(entry: Entry, known: Collection[str]) -> str | None:
    type_ = entry.extra[0][1] if is_from_file(entry) else ""
    return type_ if type_ in known else None


def bibtex_fields(entry: Entry, written: Collection[str]) -> Iterator[tuple[str, str]]:
    """The fields to write back into a `.bib` file, with their values as plain text.

    Args:
        entry: The work.
        written: The names of the fields that it has there already, in lower case.
    """
    names = {row[_RIS]: row[_BIBTEX] for row in reversed(_SAME)}
    yield from _fields(entry, names, _FIELD_NAME, {*_SAID_OTHERWISE, *written})


def ris_tags(entry: Entry, written: Collection[str]) -> Iterator[tuple[str, str]]:
    """The tags to write back into a `.ris` file.

    Args:
        entry: The work.
        written: The tags that it has there already.
    """
    names = {row[_BIBTEX]: row[_RIS] for row in _SAME}
    yield from _fields(entry, names, _TAG, {*_TAGS_SAID_OTHERWISE, *written}, several=True)


def csl_fields(entry: Entry, written: Collection[str]) -> Iterator[tuple[str, str]]:
    """The fields to write back into CSL-JSON, as far as its schema knows them.

    Args:
        entry: The work.
        written: The fields that it has there already.
    """
    known = {row[_CSL] for row in _SAME}
    names = {row[_BIBTEX]: row[_CSL] for row in _SAME} | {row[_RIS]: row[_CSL] for row in _SAME}
    pattern = re.compile("|".join(known))
    yield from _fields(entry, names, pattern, written)


def _fields(
    entry: Entry,
    names: dict[str, str],
    pattern: re.Pattern[str],
    left_out: Collection[str],
    *,
    several: bool = False,
) -> Iterator[tuple[str, str]]:
    if not is_from_file(entry):
        return
    seen: set[str] = set()
    for own, value in entry.extra[1:]:
        name = names.get(own, own)
        text = clean_line(value)
        if not pattern.fullmatch(name) or name in left_out or not text:
            continue
        if name not in seen or (several and name == own):
            seen.add(name)
            yield name, text
