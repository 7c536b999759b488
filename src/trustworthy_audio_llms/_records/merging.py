"""What becomes of the facts of several records of one work."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from .citekeys import citekey_for
from .dates import PartialDate
from .entries import Entry, Paper

_UNITED = ("aliases", "topics", "keywords", "evidence", "rests_on", "mentions")

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
    first = records[0]
    title = next((r.title for r in records if not r.title.isupper()), first.title)
    facts: dict[str, Any] = {"id": "", "title": title, "citekey": _own_citekey(records)}
    facts["date"] = min((r.date for r in records if r.date), key=_exactness, default=None)
    venue = next((record.venue for record in records if record.venue), None)
    of_venue = [record for record in records if record.venue in (None, venue)]
    for field in attrs.fields(type(first)):
        name = field.name
        if name in facts:
            continue
        speaking = of_venue if name in OF_VENUE else records
        values = [value for record in speaking if (value := getattr(record, name, field.default))]
        if name in _UNITED:
            facts[name] = tuple(dict.fromkeys(item for value in values for item in value))
        else:
            facts[name] = values[0] if values else field.default
    named = next((record for record in records if record.authors), first)
    facts["authors_complete"] = named.authors_complete
    titles = dict.fromkeys((*(r.title for r in records), *facts["aliases"]))
    facts["aliases"] = tuple(other for other in titles if other != title)
    return _kind(records, facts)


def _kind(records: Sequence[Entry], facts: dict[str, Any]) -> Entry:
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
