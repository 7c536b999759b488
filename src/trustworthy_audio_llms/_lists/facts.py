"""What a list says of a work beside its title."""

from typing import NamedTuple

from .._records.dates import PartialDate
from .authors import Authors

_MOST_YEARS_BEFORE = 2  # That a work may be public before it appears at its venue.


class Facts(NamedTuple):
    """What is said of a work beside its title.

    Attributes:
        date: When it was public.
        venue: Where it appeared, as it is written there.
        status: What became of it, where that is no plain publication: `preprint`, `accepted`.
        authors: Whose it is.
    """

    date: PartialDate | None = None
    venue: str | None = None
    status: str | None = None
    authors: Authors = Authors()

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.date or self.venue or self.status or self.authors.names)

    def filled(self, other: "Facts") -> "Facts":
        """These, and for what they leave blank another's.

        Args:
            other: What is said elsewhere of the same work.

        Returns:
            Both; these win, but for a date with a month where this is but the year of the venue.
        """
        if self is NOTHING:
            return other
        return Facts(
            self._finer_date(other) or other.date,
            self.venue or other.venue,
            self.status or other.status,
            self.authors if self.authors.names else other.authors,
        )

    def _finer_date(self, other: "Facts") -> PartialDate | None:
        """This date, or another's with a month where this is but the year of the venue."""
        if self.date is None or other.date is None or self.venue is None:
            return self.date
        is_finer = self.date.month is None and other.date.month is not None
        is_first = 0 <= self.date.year - other.date.year <= _MOST_YEARS_BEFORE
        return other.date if is_finer and is_first and other.venue is None else self.date


NOTHING = Facts()
"""What a text says that says nothing of a work."""
