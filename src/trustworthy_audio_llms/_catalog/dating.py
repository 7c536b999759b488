"""The criteria of `Catalog.where` that are about dates.

Like all of them, each takes the values that were given, of which any will do, and the entries.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Any

from .._errors import InvalidQuery
from .._records.dates import PartialDate
from .._records.entries import Entry
from .keys import month_of

Date = int | str | datetime.date | PartialDate
"""What a date may be given as."""

Test = Callable[[Entry], bool]
"""What a criterion becomes."""

# Where no value is given at all, as in `since=()`, none will do: nothing is so late, or so early.
_NEVER = (datetime.MAXYEAR + 1,)
_BEFORE_ALL = ()

_SPAN = re.compile(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*")


def _date(criterion: str, value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.date):
        return PartialDate(value.year, value.month, value.day)
    try:
        # A number like 2025.10 would be the text "2025.1".
        return PartialDate.parse("" if isinstance(value, float) else str(value))
    except ValueError:
        raise InvalidQuery(
            f"`{criterion}` must be a date like 2025, '2025-03' or '2025-03-09', not {value!r}.",
            value=value,
        ) from None


def month(values: Sequence[Any], _entries: Sequence[Entry]) -> Test:
    """The month of its date is one of these."""
    months = frozenset(map(_as_month, values))
    return lambda entry: month_of(entry) in months


def _as_month(value: object) -> str:
    date = _date("month", value)
    if date.month is None:
        raise InvalidQuery(f"`month` must be a month like '2025-03', not {value!r}.", value=value)
    return f"{date.year:04}-{date.month:02}"


def year(values: Sequence[Any], _entries: Sequence[Entry]) -> Test:
    """The year of its date is one of these, or within a span like `2024-2026`."""
    try:
        years = frozenset(year for value in values for year in _years(value))
    except (TypeError, ValueError, OverflowError):
        raise InvalidQuery(
            f"`year` must be a year like 2025, or several, not {values!r}. A span is '2024-2026'.",
            value=values,
        ) from None
    return lambda entry: entry.date is not None and entry.date.year in years


def _years(value: Any) -> range:
    """A year, or the years of a span like `2024-2026`."""
    span = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if span:
        return range(int(span[1]), int(span[2]) + 1)
    year = int(value)
    return range(year, year + 1)


def since(values: Sequence[Any], _entries: Sequence[Entry]) -> Test:
    """Its date may lie on the earliest of these days, or later."""
    first = min((_first_day(_date("since", value)) for value in values), default=_NEVER)
    return lambda entry: entry.date is not None and _last_day(entry.date) >= first


def until(values: Sequence[Any], _entries: Sequence[Entry]) -> Test:
    """Its date may lie on the latest of these days, or earlier."""
    last = max((_last_day(_date("until", value)) for value in values), default=_BEFORE_ALL)
    return lambda entry: entry.date is not None and _first_day(entry.date) <= last


def _first_day(date: PartialDate) -> tuple[int, ...]:
    return date.year, date.month or 1, date.day or 1


def _last_day(date: PartialDate) -> tuple[int, ...]:
    """A day no earlier than the last one a date may mean, and earlier than any day after that."""
    return date.year, date.month or 12, date.day or 31
