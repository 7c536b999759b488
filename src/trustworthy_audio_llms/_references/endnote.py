"""EndNote's tagged format (`.enw`), as ACM, the ACL Anthology and Google Scholar write it."""

import re
from collections.abc import Iterator

from .dates import read_date, with_month
from .record import Form, RawRecord
from .ris import page_range, read_name, says_others
from .tagged import Dialect, Stray, TaggedRecord, read_tagged
from .web_text import from_web

_DIALECT = Dialect(
    tag=re.compile(r"\ufeff?%([0-9A-Z?@!#$&()*+<>=\[\]^~])(?=[ \t]|$)[ \t]*(.*)", re.S),
    titles=frozenset("T"),
    begins="0".__eq__,
    ends=lambda _tag: False,
    is_continued=lambda text: bool(text.strip()),
)
# https://en.wikipedia.org/wiki/EndNote has the tags; the types are those of the program's menus.
_FORMS: dict[str, Form] = {
    "journal article": "article",
    "electronic article": "article",
    "magazine article": "article",
    "newspaper article": "article",
    "conference paper": "paper",
    "conference proceedings": "paper",
    "book section": "paper",
    "electronic book section": "paper",
    "manuscript": "preprint",
    "unpublished work": "preprint",
    "dataset": "dataset",
    "computer program": "software",
}
_WHOLE = frozenset(("book", "edited book", "thesis", "report", "dataset", "computer program"))


def read_endnote(text: str) -> Iterator[RawRecord | Stray]:
    """Read the records of an EndNote file.

    Args:
        text: The file.
    """
    for found in read_tagged(text, _DIALECT):
        yield _raw(found) if isinstance(found, TaggedRecord) else found


def _raw(record: TaggedRecord) -> RawRecord:
    first_of = record.first_of
    type_ = first_of("0")
    authors = record.all("A")
    year = read_date(first_of("D"))
    words = (word.strip() for text in record.all("K") for word in text.split(";"))
    return RawRecord(
        line=record.line,
        text=record.first,
        type=type_,
        form=_FORMS.get(type_.lower(), "other"),
        key=first_of("F"),
        fields=record.fields,
        title=from_web(first_of("T")),
        authors=tuple(filter(None, map(read_name, authors))),
        authors_complete=not any(map(says_others, authors)),
        date=with_month(year, first_of("8")) if year else read_date(first_of("8")),
        venue="" if type_.lower() in _WHOLE else from_web(first_of("J", "B", "S")),
        volume=first_of("V"),
        number=first_of("N"),
        pages=page_range(first_of("P"), ""),
        abstract=from_web(first_of("X")),
        keywords=tuple(dict.fromkeys(filter(None, words))),
        url=next((url for url in record.all("U", ">") if url.lower().startswith("http")), ""),
        identifiers=tuple(record.all("R", "M", "U")),
        remarks=tuple(record.all("Z")),
    )
