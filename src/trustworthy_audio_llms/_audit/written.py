"""What a list says of an entry, place by place: its titles and dates as they are written there."""

from collections.abc import Iterable

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.mentions import Mention

MOST_NAMED = 5
"""How many titles, or dates, a finding names."""


def titles(entry: Entry) -> list[tuple[str, Mention | None]]:
    """The titles of an entry as its list writes them, or else its own."""
    return [(m.title, m) for m in entry.mentions if m.title] or [(entry.title, None)]


def dates(entry: Entry) -> list[tuple[PartialDate, Mention | None]]:
    """The dates of an entry as its list writes them, or else its own."""
    dated: list[tuple[PartialDate, Mention | None]] = [
        (m.date, m) for m in entry.mentions if m.date
    ]
    return dated or ([(entry.date, None)] if entry.date else [])


def places(said: Iterable[tuple[object, Mention | None]]) -> list[Mention]:
    """The places where something is said."""
    return [mention for _, mention in said if mention]
