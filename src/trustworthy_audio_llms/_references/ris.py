"""RIS, in the dialects that databases and reference managers write."""

import functools
import re
from collections.abc import Iterator

from .._records.names import Name
from .dates import first_date
from .names import full_name
from .record import Form, RawRecord
from .tagged import Dialect, Stray, TaggedRecord, read_tagged
from .web_text import from_web

# Two letters or digits, blanks, a hyphen. Some write tabs, one blank or none; values may be empty.
# The end of a record has no value, and may have lost its hyphen with the blanks behind it.
_DIALECT = Dialect(
    tag=re.compile(
        r"[ \ufeff]?([A-Z][A-Z0-9])(?:[ \t]{0,4}-(?=[ \t]|$)|(?<=ER)(?=\s*$))[ \t]*(.*)", re.S
    ),
    titles=frozenset(("TI", "T1")),
    begins="TY".__eq__,
    ends="ER".__eq__,
    is_continued=lambda text: bool(text.strip()),
)
_FORMS: dict[str, Form] = {
    "JOUR": "article",
    "JFULL": "article",
    "EJOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "ABST": "article",
    "INPR": "article",
    "CONF": "paper",
    "CPAPER": "paper",
    "CHAP": "paper",
    "ECHAP": "paper",
    "MANSCPT": "preprint",
    "UNPB": "preprint",
    "UNPD": "preprint",
    "DATA": "dataset",
    "DBASE": "dataset",
    "COMP": "software",
}
"""The forms of types; https://en.wikipedia.org/wiki/RIS_(file_format) has them all."""

# What stands for authors where there are none; databases put it in brackets.
_NOBODY = frozenset(
    ("others", "et al", "and others", "anonymous", "no author name available", "no authors listed")
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV|2nd|3rd|4th)")
_SUFFIX_BEHIND = re.compile(rf"(.*\S)\s+({_SUFFIX.pattern})")


def read_ris(text: str) -> Iterator[RawRecord | Stray]:
    """Read RIS, whatever wrote it.

    Args:
        text: The file. What stands before the first `TY` or behind an `ER` is told line by line,
            but for the numbers that some put above a record.
    """
    for found in read_tagged(text, _DIALECT):
        if isinstance(found, TaggedRecord):
            yield _raw(found)
        elif _is_lost(found.text):
            yield found


def _is_lost(line: str) -> bool:
    """Whether a line outside the records is one of a record, and no number, heading or comment."""
    return _DIALECT.tag.match(line) is not None


def _raw(record: TaggedRecord) -> RawRecord:
    first_of = record.first_of
    type_ = first_of("TY").upper()
    authors = record.all("AU") or record.all("A1")
    names = tuple([name for author in authors if (name := read_name(author))])
    complete = not any(map(says_others, authors))
    return RawRecord(
        line=record.line,
        text=record.first,
        type=first_of("TY"),
        form=_FORMS.get(type_, "other"),
        key=first_of("ID"),
        fields=tuple([field for field in record.fields if field[0] != "TY"]),
        title=from_web(first_of("TI", "T1", "CT", "BT")),
        authors=names,
        authors_complete=complete,
        date=first_date([first_of("PY"), first_of("Y1"), first_of("DA")]),
        venue=from_web(_venue(record)),
        volume=first_of("VL", "VO"),
        number=first_of("IS"),
        pages=page_range(first_of("SP"), first_of("EP")) or first_of("C7"),
        abstract=from_web(first_of("AB", "N2")),
        keywords=_keywords(record.all("KW")),
        url=next(
            (url for url in record.all("UR", "L2", "LK") if url.lower().startswith("http")), ""
        ),
        identifiers=tuple(record.all("DO", "AN", "L3", "M3", "UR")),
        remarks=tuple(record.all("N1")),
    )


def _venue(record: TaggedRecord) -> str:
    """What it appeared in; a journal's abbreviated title says it only where nothing else does."""
    tags = ("T2", "JF", "JO", "BT", "JA", "J2")
    if record.first_of("TY").upper() in ("BOOK", "WHOLE", "THES", "RPRT", "DATA", "COMP"):
        return ""
    title = record.first_of("TI", "T1", "CT", "BT")
    return next((text for text in record.all(*tags) if text != title), "")


@functools.lru_cache(maxsize=1 << 14)  # Most authors have more than one work.
def read_name(text: str) -> str | None:
    """A name as RIS writes it: `Family, Given, Suffix`, or the name of an organisation.

    Returns:
        The full name (see `names.full_name`), or None where it names nobody (`others`).
    """
    text = text.strip(" ;").replace(". -", ".-")  # IEEE Xplore writes `H. -P. Müller`.
    if not text.strip(",.") or text.lower().strip(".[]") in _NOBODY:
        return None
    if "," not in text:
        return text
    parts = [part for part in map(str.strip, text.split(",")) if part]
    if not parts:
        return None
    family, *given = parts
    if len(given) == 1 and (behind := _SUFFIX_BEHIND.fullmatch(given[0])):
        given = [behind[1], behind[2]]  # As PubMed writes it: `Smith, John Q Jr`.
    suffix = next((part for part in given[1:] if _SUFFIX.fullmatch(part)), "")
    return full_name(Name(family, " ".join(part for part in given if part is not suffix), suffix))


def group_name(text: str) -> str | None:
    """The name of a group, which is one name whatever words it has."""
    return full_name(Name(text.strip(" ;"), "", "")) if text.strip(" ;") else None


def says_others(author: str) -> bool:
    """Whether a line for an author says that there are more."""
    return author.strip(" ,;").lower().strip(".[]") in ("others", "et al", "and others")


def _keywords(texts: list[str]) -> tuple[str, ...]:
    """Keywords, one a line or several with semicolons between them."""
    words = (word.strip("* ") for text in texts for word in text.split(";"))
    return tuple(dict.fromkeys(filter(None, words)))


def page_range(first: str, last: str) -> str:
    """Pages from their first and last one; `pp.` and the like are left out.

    Args:
        first: The first page, or both (`377-86`), or the number of an article.
        last: The last page, or nothing.
    """
    first = re.sub(r"^p{1,2}\.?\s+", "", first)
    if last and first and last != first and not re.search(r"\d\s*[-–]+\s*\d", first):
        return f"{first}–{last}"
    return re.sub(r"(?<=\d)\s*-{1,3}\s*(?=\d)", "–", first or last)
