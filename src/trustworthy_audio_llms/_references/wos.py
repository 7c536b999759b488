"""Web of Science's tagged format: `PT` to `ER`, values go on with three blanks before them."""

import re
from collections.abc import Iterator

from .dates import first_date, read_date, with_month
from .record import Form, RawRecord
from .ris import group_name, page_range, read_name
from .tagged import Dialect, Stray, TaggedRecord, read_tagged
from .web_text import from_web

_DIALECT = Dialect(
    tag=re.compile(r"\ufeff?([A-Z][A-Z0-9])(?= |$) ?(.*)", re.S),
    titles=frozenset(("TI",)),
    begins="PT".__eq__,
    ends="ER".__eq__,
    is_continued=lambda text: text.startswith("  ") and bool(text.strip()),
    several=frozenset(("AU", "AF", "CR", "BA", "BF", "ED", "CA", "C1")),
)
_AROUND = ("FN", "VR", "EF")
_FORMS: dict[str, Form] = {"J": "article", "B": "other", "S": "paper", "C": "paper", "P": "other"}


def read_wos(text: str) -> Iterator[RawRecord | Stray]:
    """Read the records of Web of Science.

    Args:
        text: The file.
    """
    for found in read_tagged(text, _DIALECT):
        if isinstance(found, TaggedRecord):
            yield wos_record(found)
        elif not found.text.lstrip("\ufeff").startswith(_AROUND):
            yield found


def wos_record(record: TaggedRecord) -> RawRecord:
    """What a record of Web of Science says, by its tags."""
    first_of = record.first_of
    document = first_of("DT")
    form = _FORMS.get(first_of("PT"), "other")
    if "proceedings" in document.lower():
        form = "paper"
    keywords = [word.strip() for text in record.all("DE", "ID") for word in text.split(";")]
    url = f"https://www.webofscience.com/wos/woscc/full-record/{first_of('UT')}"
    year = read_date(first_of("PY"))
    people = record.all("AF") or record.all("AU")
    groups = record.all("CA")
    return RawRecord(
        line=record.line,
        text=record.first,
        type=document or first_of("PT"),
        form=form,
        fields=record.fields,
        title=from_web(first_of("TI")),
        authors=tuple(filter(None, (*map(read_name, people), *map(group_name, groups)))),
        date=with_month(year, first_of("PD")) if year else first_date([first_of("EA")]),
        venue=from_web(first_of("SO")),
        volume=first_of("VL"),
        number=first_of("IS"),
        pages=page_range(first_of("BP"), first_of("EP")) or first_of("AR"),
        abstract=from_web(first_of("AB")),
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
        url=url if first_of("UT") else "",
        identifiers=tuple(record.all("DI", "D2")),
    )
