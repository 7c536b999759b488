"""Which snapshot an entry was loaded from, so that `Catalog([entry])` keeps its pin.

It stands in a slot that is no field: what is changed by `attrs.evolve`, merged or enriched is no
longer the record of that snapshot, and in a copy the slot is empty.
"""

from collections.abc import Sequence

from .._records.entries import Entry
from .._snapshots.snapshot import Snapshot

_NAMED = 10
"""A trail names no more works than these."""


def set_origin(entries: Sequence[Entry], snapshot: Snapshot) -> None:
    """Say of entries that they were loaded from a snapshot."""
    for entry in entries:
        object.__setattr__(entry, "_origin", snapshot)


def origin_of(entries: Sequence[Entry]) -> Snapshot | None:
    """The snapshot that all of some entries were loaded from; None where there is no such one."""
    found = [getattr(entry, "_origin", None) for entry in entries]
    first = found[0] if found else None
    if not isinstance(first, Snapshot) or any(one != first for one in found):
        return None
    return first


def picked(entries: Sequence[Entry]) -> str:
    """What a trail says of entries that somebody picked out of a snapshot."""
    named = ", ".join(entry.id for entry in entries[:_NAMED])
    more = len(entries) - _NAMED
    return f"picked {named} and {more} more" if more > 0 else f"picked {named}"
