"""Months and years as they are counted and named in plots, and which of them are not over."""

from .._records.dates import PartialDate
from .._records.entries import Entry

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def months_not_over(months: range, known: PartialDate | None) -> range:
    """Which of some months, counted from the first, were not over on a day up to which is known."""
    first = _open_month(known) if known else None
    return range(0) if first is None else range(max(first - months.start, 0), len(months))


def years_not_over(years: range, known: PartialDate | None) -> range:
    """Likewise for years."""
    return range(max(_open_year(known) - years.start, 0), len(years)) if known else range(0)


def _open_month(known: PartialDate) -> int | None:
    """The first month that was not over on a day, counted from the year 0, as far as it is said."""
    if known.month is None:
        return None
    ended = known.day == PartialDate(known.year, known.month).latest.day
    return known.year * 12 + known.month - 1 + ended


def _open_year(known: PartialDate) -> int:
    """The first year that was not over on a day."""
    month = _open_month(known)
    return known.year if month is None else month // 12


def year_of(entry: Entry) -> int | None:
    """The year of an entry's date."""
    return entry.year


def month_of(entry: Entry) -> int | None:
    """The month of an entry's date, counted from the year 0."""
    if entry.date is None or entry.date.month is None:
        return None
    return entry.date.year * 12 + entry.date.month - 1


def month_name(month: int) -> str:
    """A month as in ISO 8601."""
    return f"{month // 12}-{month % 12 + 1:02}"


def month_ticks(months: range) -> dict[int, str]:
    """What stands below which bar: months, or where there are many, some Januaries."""
    apart = next((n for n in (1, 3, 12) if len(months) <= 14 * n), 12 * (len(months) // 144))
    chosen = [month for month in months if month % apart == 0] or [months.start]
    ticks: dict[int, str] = {}
    for month in chosen:
        year = f"\n{month // 12}" if month % 12 == 0 or not ticks else ""
        ticks[month - months.start] = f"{_MONTHS[month % 12]}{year}"
    return ticks
