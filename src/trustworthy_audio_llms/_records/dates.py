"""Dates as the literature states them: a year, a month or a day."""

import datetime
import functools
import re
from typing import Self

import attrs

from .._public import public

_WRITTEN = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?")


def _days_in(year: int, month: int) -> int:
    """The days of a month; `calendar` knows them too, but takes the locale along."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _check_year(_date: "PartialDate", _field: "attrs.Attribute[int]", year: int) -> None:
    if not (_is_whole(year) and 1 <= year <= 9999):
        raise ValueError(f"`year` must be a whole number from 1 to 9999, not {year!r}.")


def _check_month(
    _date: "PartialDate", _field: "attrs.Attribute[int | None]", month: int | None
) -> None:
    if month is not None and not (_is_whole(month) and 1 <= month <= 12):
        raise ValueError(f"`month` must be a whole number from 1 to 12, not {month!r}.")


def _check_day(date: "PartialDate", _field: "attrs.Attribute[int | None]", day: int | None) -> None:
    if day is None:
        return
    if date.month is None:
        raise ValueError(f"`day` needs a `month`: day {day!r} of the year {date.year} is no date.")
    last = _days_in(date.year, date.month)
    if not (_is_whole(day) and 1 <= day <= last):
        raise ValueError(
            f"`day` must be a whole number from 1 to {last} in {date.year:04}-{date.month:02}, "
            f"not {day!r}."
        )


@public
@attrs.frozen
class PartialDate:
    """A date known to the year, the month or the day.

    Dates are ordered; a date known less exactly comes before the days it may mean, so that
    `PartialDate(2025) < PartialDate(2025, 1, 1)`.

    Attributes:
        year: From 1 to 9999.
        month: From 1 to 12, or None where only the year is known.
        day: A day of that month, or None.

    Raises:
        ValueError: A part is out of range, or a day stands without its month.
    """

    year: int = attrs.field(validator=_check_year)
    month: int | None = attrs.field(default=None, validator=_check_month)
    day: int | None = attrs.field(default=None, validator=_check_day)

    @classmethod
    @functools.lru_cache(maxsize=4096)  # A catalogue has far fewer dates than works.
    def parse(cls, text: str) -> Self:
        """Read a date.

        Args:
            text: The date, as `2025`, `2025-03`, `2025/3/9` or `2025.03.09`.

        Raises:
            ValueError: The text is no such date.
        """
        found = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
        if found is None:
            raise ValueError(
                f"`date` must be written like 2025, 2025-03 or 2025-03-09, not {text!r}."
            )
        year, _, month, day = found.groups()
        try:
            return cls(int(year), int(month) if month else None, int(day) if day else None)
        except ValueError as error:
            raise ValueError(f"`date` must be a day there is, not {text!r}: {error}") from None

    @property
    def earliest(self) -> datetime.date:
        """The first day this date may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day this date may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or _days_in(self.year, month))

    def __str__(self) -> str:
        """The date in ISO 8601: `2025`, `2025-03` or `2025-03-09`."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, PartialDate) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._key() <= other._key() if isinstance(other, PartialDate) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._key() > other._key() if isinstance(other, PartialDate) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._key() >= other._key() if isinstance(other, PartialDate) else NotImplemented
