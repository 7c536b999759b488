"""Entries with citation keys that are unique in their collection."""

from collections import Counter
from collections.abc import Sequence

import attrs

from .citekeys import Claim, citekey_for, distinct_citekeys
from .entries import Entry
from .identifiers import title_identity


def with_distinct_citekeys(entries: Sequence[Entry], *, settled: int = 0) -> tuple[Entry, ...]:
    """The same entries, with citation keys that are unique without regard to case.

    Of works that would share a key, one that somebody cites by it keeps it: the first of the
    settled ones, of those that are verified (which a released catalogue holds), or of those whose
    key was chosen and does not follow from their facts. All others get letters behind it.

    Args:
        entries: The works.
        settled: How many of the first ones keep their keys in any case.
    """
    counts = Counter(entry.citekey.lower() for entry in entries)
    if len(counts) == len(entries):
        return tuple(entries)
    keys = distinct_citekeys(
        _claim(entry, is_settled=number < settled, is_shared=counts[entry.citekey.lower()] > 1)
        for number, entry in enumerate(entries)
    )
    return tuple(
        entry if entry.citekey == key else attrs.evolve(entry, citekey=key)
        for entry, key in zip(entries, keys, strict=True)
    )


def _claim(entry: Entry, *, is_settled: bool, is_shared: bool) -> Claim:
    if not is_shared:  # As most keys are: nothing else is asked about them.
        return Claim(entry.citekey, ())
    sources = (title_identity(entry.title), entry.id)
    return Claim(entry.citekey, sources, is_settled or entry.verified or _is_chosen(entry))


def _is_chosen(entry: Entry) -> bool:
    return entry.citekey != citekey_for(entry.authors, entry.date, entry.title)
