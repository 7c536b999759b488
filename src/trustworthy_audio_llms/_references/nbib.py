"""PubMed's format (`.nbib`, MEDLINE): tags of up to four letters."""

import re
from collections.abc import Iterable, Iterator

from .dates import first_date
from .record import RawRecord
from .ris import group_name, page_range, read_name
from .tagged import Dialect, Stray, TaggedRecord, read_tagged
from .web_text import from_web

_DIALECT = Dialect(
    tag=re.compile(r"\ufeff?([A-Z]{2,4}) {0,2}- ?(.*)", re.S),
    titles=frozenset(("TI",)),
    begins="PMID".__eq__,
    ends=lambda _tag: False,
    is_continued=lambda text: text.startswith((" ", "\t")),
)
_IDENTIFIER = re.compile(r"(.*?)\s*\[(doi|pii)\]", re.I)


def read_nbib(text: str) -> Iterator[RawRecord | Stray]:
    """Read the records of PubMed.

    Args:
        text: The file.
    """
    for found in read_tagged(text, _DIALECT):
        yield _raw(found) if isinstance(found, TaggedRecord) else found


def _raw(record: TaggedRecord) -> RawRecord:
    first_of = record.first_of
    authors = record.all("FAU") or [_abbreviated(author) for author in record.all("AU")]
    groups = record.all("CN")
    is_preprint = "preprint" in (type_.lower() for type_ in record.all("PT"))
    url = f"https://pubmed.ncbi.nlm.nih.gov/{first_of('PMID')}/"
    return RawRecord(
        line=record.line,
        text=record.first,
        type=first_of("PT"),
        form="preprint" if is_preprint else "article",
        fields=record.fields,
        title=from_web(first_of("TI", "BTI", "CTI")),
        authors=tuple(filter(None, (*map(read_name, authors), *map(group_name, groups)))),
        date=first_date([first_of("DP"), first_of("DEP")]),
        venue=from_web(first_of("JT", "TA")),
        volume=first_of("VI"),
        number=first_of("IP"),
        pages=page_range(first_of("PG"), ""),
        abstract=from_web(first_of("AB")),
        keywords=tuple(dict.fromkeys(word.strip("* ") for word in record.all("OT", "MH"))),
        url=url if first_of("PMID").isdecimal() else "",
        identifiers=tuple(_dois(record.all("LID", "AID"))),
    )


def _dois(texts: Iterable[str]) -> Iterator[str]:
    """The DOIs among identifiers that are written `10.1000/182 [doi]`."""
    for text in texts:
        found = _IDENTIFIER.fullmatch(text)
        if found and found[2].lower() == "doi":
            yield found[1]


def _abbreviated(author: str) -> str:
    """`Shruthi BS`, family name first, as `Shruthi, BS`."""
    family, _, initials = author.rpartition(" ")
    return f"{family}, {initials}" if family and initials.isupper() else author
