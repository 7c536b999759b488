"""What becomes of the facts of several records of one work."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from .citekeys import citekey_for
from .dates import PartialDate
from .entries import Entry, Paper

_UNITED = frozenset({"aliases", "topics", "keywords", "evidence", "rests_on", "mentions"})

OF_VENUE = ("published", "volume", "number", "pages")
"""What says where in a venue a work stands, and holds for that venue alone."""


def merged(records: Sequence[Entry]) -> Entry:
    """Merge the records of one work.

    Titles that differ become aliases; topics, keywords, evidence and mentions are united; the
    date is the most exact one, among these the earliest; of all else the first that is known
    counts.

    Args:
        records: At least one record.
    """
    title = _title(records)
    facts: dict[str, Any] = {
        "id": "",  # It follows from the other facts.
        "title": title,
        "citekey": _own_citekey(records),
        "date": _most_exact_date(records),
        "authors_complete": _has_all_authors(records),
    }
    of_venue = _of_first_venue(records)
    for field in attrs.fields(type(records[0])):
        if field.name not in facts:
            said = _said(field.name, of_venue if field.name in OF_VENUE else records)
            if said:  # What nobody says is left to be what it is by default.
                facts[field.name] = said
    titles = dict.fromkeys([*(record.title for record in records), *facts.get("aliases", ())])
    facts["aliases"] = tuple(other for other in titles if other != title)
    return _built(records, facts)


def _title(records: Sequence[Entry]) -> str:
    """The first title that is not all in capitals, else the first."""
    for record in records:
        if not record.title.isupper():
            return record.title
    return records[0].title


def _most_exact_date(records: Iterable[Entry]) -> PartialDate | None:
    dates = [record.date for record in records if record.date]
    return min(dates, key=_exactness, default=None)


def _has_all_authors(records: Sequence[Entry]) -> bool:
    """Whether the authors are all: as the record says whose authors are taken."""
    for record in records:
        if record.authors:
            return record.authors_complete
    return records[0].authors_complete


def _of_first_venue(records: Sequence[Entry]) -> list[Entry]:
    """The records that name no other venue than the first that is named."""
    venues = [record.venue for record in records if record.venue]
    first = venues[0] if venues else None
    return [record for record in records if record.venue in (None, first)]


def _said(name: str, records: Iterable[Entry]) -> Any:
    """What the records say in a field: all of it, or the first where only one can be."""
    # Records may be of other kinds, which have not all fields.
    known = [value for record in records if (value := getattr(record, name, None))]
    if name in _UNITED:
        return tuple(dict.fromkeys(itertools.chain.from_iterable(known)))
    return known[0] if known else None


def _built(records: Sequence[Entry], facts: dict[str, Any]) -> Entry:
    """Build the entry as the first kind that says more than `paper`."""
    cls = next((type(r) for r in records if type(r) is not Paper), Paper)
    if cls is not type(records[0]):
        source = next((value for r in records if (value := getattr(r, "source", None))), None)
        facts.pop("source", None)
        if source and "source" in {field.name for field in attrs.fields(cls)}:
            facts["source"] = source
    return cls(**facts)


def _exactness(date: PartialDate) -> tuple[bool, bool, PartialDate]:
    return date.month is None, date.day is None, date


def _own_citekey(records: Iterable[Entry]) -> str:
    """The first citation key that somebody chose, or none, so that it follows from the facts."""
    return next(
        (r.citekey for r in records if r.citekey != citekey_for(r.authors, r.date, r.title)), ""
    )
