"""How much the cache keeps, and what has to go when it is more."""

from collections.abc import Mapping, Sequence

from .origins import Origin, records_name

MAX_SNAPSHOTS = 2000
"""The most snapshots that are kept: those of five years in which a list changes every day."""

MAX_TOTAL_BYTES = 2**30
"""The most bytes of their files; two thousand of the list's own take a third of it."""

_KEPT = 0.9
"""The share of a bound that is kept once it is reached, so that not every fetch removes some."""


def surplus(origins: Sequence[Origin], sizes: Mapping[str, int]) -> list[Origin]:
    """What goes beyond the bounds: what was fetched longest ago. The first always stays.

    Args:
        origins: The origins of all snapshots, the last fetched first.
        sizes: The size of each file, by name. Several origins may share their records.
    """
    total = 0
    counted: set[str] = set()
    for number, origin in enumerate(origins):
        total += sizes.get(origin.file_name, 0)
        if origin.digest not in counted:
            counted.add(origin.digest)
            total += sizes.get(records_name(origin.digest), 0)
        if number and (number >= MAX_SNAPSHOTS * _KEPT or total > MAX_TOTAL_BYTES * _KEPT):
            return list(origins[number:])
    return []
