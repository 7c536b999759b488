"""Entries with citation keys that are unique in their collection."""

from collections.abc import Sequence

import attrs

from .citekeys import distinct_citekeys
from .entries import Entry


def with_distinct_citekeys(entries: Sequence[Entry], *, settled: int = 0) -> tuple[Entry, ...]:
    """The same entries, with citation keys that are unique without regard to case.

    Of works that would share a key the oldest keeps it (see `distinct_citekeys`).

    Args:
        entries: The works.
        settled: How many of the first ones keep their keys in any case.
    """
    if len({entry.citekey.lower() for entry in entries}) == len(entries):
        return tuple(entries)
    keys = distinct_citekeys(
        (entry.citekey, (place >= settled, str(entry.date or "9999"), entry.id))
        for place, entry in enumerate(entries)
    )
    return tuple(
        entry if entry.citekey == key else attrs.evolve(entry, citekey=key)
        for entry, key in zip(entries, keys, strict=True)
    )
