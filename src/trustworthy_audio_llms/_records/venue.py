"""A venue, and one of its editions: what they are called, and how a reference names them."""

from typing import Literal

import attrs

from .._public import public
from .venue_words import ordinal, ordinal_word

VenueKind = Literal["conference", "journal", "workshop", "repository"]


@public
@attrs.frozen(kw_only=True)
class Venue:
    """A conference, journal, workshop or repository, under the name of one period.

    Attributes:
        series: The short name by which its editions go: `ICASSP`.
        kind: `conference`, `journal`, `workshop` or `repository`. A repository holds what was
            posted and publishes nothing.
        title: Its full title, without year and number.
        publisher: Who publishes it, or None.
        issn: The ISSN of the journal or the proceedings, or None.
        aliases: Other spellings of it.
        since: The first year of this name, or None where nothing says.
        until: The last year of this name, or None where it goes on.
        part_of: The series with which it is held, of which it is no part of the main
            proceedings (`ACL` for `Findings of ACL`), or None.
        proceedings: What its proceedings are called, with `{year}`, `{yy}`, `{nth}` and `{Nth}`
            for the year, its last two digits and the number of the edition; None for journals.
        first_edition: The year in which a count of its editions would begin: with 2000, the 26th
            is that of 2025. None where they are not counted, or not one a year.
        first_volume: The same for the volumes that stand in its title.
        evidence: Where these facts stand.
    """

    series: str
    kind: VenueKind
    title: str
    publisher: str | None = None
    issn: str | None = None
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple, repr=False)
    since: int | None = None
    until: int | None = None
    part_of: str | None = None
    proceedings: str | None = attrs.field(default=None, repr=False)
    first_edition: int | None = attrs.field(default=None, repr=False)
    first_volume: int | None = attrs.field(default=None, repr=False)
    evidence: tuple[str, ...] = attrs.field(default=(), converter=tuple, repr=False)

    def __str__(self) -> str:
        """The short name."""
        return self.series

    def covers(self, year: int | None) -> bool:
        """Whether it had this name in a year.

        Args:
            year: The year; None for today.
        """
        if year is None:
            return self.until is None
        return (self.since or year) <= year <= (self.until or year)


@public
@attrs.frozen
class Edition:
    """A venue in a year: `str()` is the way to write it, `ICASSP 2026`.

    Attributes:
        venue: The venue.
        year: The year, or None where nothing says.
    """

    venue: Venue
    year: int | None = None

    def __str__(self) -> str:
        """The series and the year."""
        return f"{self.venue.series} {self.year}" if self.year else self.venue.series

    @property
    def series(self) -> str:
        """The short name of the venue."""
        return self.venue.series

    @property
    def title(self) -> str:
        """What a reference names: the title of the journal, or of this year's proceedings."""
        pattern = self.venue.proceedings
        if pattern is None:
            return self.venue.title
        number = self._number()
        if (self.year is None and "{y" in pattern) or (number is None and "th}" in pattern):
            return f"Proceedings of the {self.venue.title}"
        year = self.year or 0
        counted = {"nth": ordinal(number or 0), "Nth": ordinal_word(number or 0)}
        return pattern.format(year=year, yy=f"{year % 100:02}", **counted)

    def _number(self) -> int | None:
        first = self.venue.first_edition
        return None if first is None or self.year is None else self.year - first + 1
