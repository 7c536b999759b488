"""Clearing the cache: nothing is in it that the network does not bring back."""

import datetime
from collections.abc import Iterable

from .._errors import InvalidQuery
from .._public import public
from .._records.dates import PartialDate
from .._snapshots.snapshot import Snapshot, parse_pin
from .answers import Answers
from .cache import Cache
from .origins import Origin


@public
def clear_cache(
    *, keep: Iterable[str | Snapshot] = (), before: str | datetime.date | None = None
) -> list[Snapshot]:
    """Remove fetched snapshots, and what `resolve` was answered, from the cache.

    Files that are not the library's stay where they are. `fetch(pin=…)` brings a snapshot back, as
    long as its repository is there and the same release of the library reads it.

    Args:
        keep: Snapshots, or their pins, that stay.
        before: Only what was fetched before this day (`"2026-06"`, `"2026-06-10"`) goes.

    Returns:
        The snapshots that were removed, the last fetched first.

    Raises:
        InvalidQuery: `keep` names what is no pin, or `before` is no date.
        OSError: The cache folder cannot be written.
    """
    day = _day(before)
    kept = {_digest_and_commit(item) for item in keep}
    cache = Cache.default()
    gone = [origin for origin in cache.origins() if _goes(origin, kept, day)]
    cache.remove(gone)
    cache.forget()
    Answers(cache).clear(day)
    return [origin.snapshot for origin in gone]


def _goes(origin: Origin, kept: set[tuple[str, str | None]], day: datetime.date | None) -> bool:
    is_kept = (origin.digest, origin.commit) in kept
    return not is_kept and (day is None or origin.fetched.date() < day)


def _day(before: str | datetime.date | None) -> datetime.date | None:
    if not isinstance(before, str):
        return before
    try:
        return PartialDate.parse(before).earliest
    except ValueError as error:
        raise InvalidQuery(f"`before` is no day: {error}", value=before) from error


def _digest_and_commit(item: str | Snapshot) -> tuple[str, str | None]:
    pin = parse_pin(item.pin if isinstance(item, Snapshot) else item)
    if pin is None:
        raise InvalidQuery(
            f"`keep` takes snapshots and pins as `catalog.snapshot.pin` gives them, not {item!r}.",
            value=item,
        )
    return pin.digest, pin.commit
