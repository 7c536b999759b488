"""Dates as reference files write them, from `{2024}, month = may` to `2018 Mar 1` and `2014//`."""

import functools
import re
from collections.abc import Sequence

from .._records.dates import PartialDate

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR = re.compile(r"(?<![\d.])(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![\d])")
# ISO 8601 as BibLaTeX and everybody else writes it; only the beginning of a range counts, and
# 21 to 41 are seasons. RIS and ASReview have slashes with empty parts.
_NUMERIC = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d))?")
_MONTH = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*", re.I)
_DAY = re.compile(r"(?<![\d/-])([0-3]?\d)(?![\d:])")


@functools.lru_cache(maxsize=4096)  # Files have far fewer dates than records.
def read_date(text: str) -> PartialDate | None:
    """The date a text begins with, as exact as it is given, or None where it has no year.

    Args:
        text: A date in digits (`2024-05-17`, `2024/05//`, `1998-03/1999`) or with the name of a
            month (`2018 Mar 1`, `17 May 2024`, `4-8 Aug. 2020`).
    """
    numeric = _NUMERIC.match(text)
    if numeric and (found := _checked(*numeric.groups())):
        if found.month is None and (month := _MONTH.search(text)):
            return with_month(found, text[month.start() :])
        return found
    year = _YEAR.search(text)
    if year is None:
        return None
    return with_month(PartialDate(int(year[1])), text[: year.start()] + " " + text[year.end() :])


def with_month(year: PartialDate, text: str) -> PartialDate:
    """A year, with the month and the day that a text names.

    Args:
        year: The year.
        text: A month by its name or number, perhaps with a day: `may`, `5`, `16 July`.
    """
    named = _MONTH.search(text)
    if named is None:
        number = re.match(r"\s*(\d{1,2})\s*$", text)
        return (_checked(str(year.year), number[1]) if number else None) or year
    month = _MONTHS.index(named[1].lower()) + 1
    days = _DAY.findall(text[: named.start()])[-1:] or _DAY.findall(text[named.end() :])[:1]
    # Of days from one to another, only the month is the publication's.
    is_range = len(_DAY.findall(text)) > 1 or "-" in text or "–" in text
    if days and not is_range and (exact := _checked(str(year.year), str(month), days[0])):
        return exact
    return PartialDate(year.year, month)


def first_date(texts: Sequence[str]) -> PartialDate | None:
    """The date of the first text that has one; more exact where a later one agrees.

    Args:
        texts: What the fields of a record say, the one that counts first.
    """
    dates = [date for date in map(read_date, filter(None, texts)) if date]
    if not dates:
        return None
    first = dates[0]
    for date in dates[1:]:
        if first.month is None and date.year == first.year and date.month:
            return date
    return first


def _checked(year: str, month: str | None = None, day: str | None = None) -> PartialDate | None:
    """A date, less exact where a part is none; None where the year is none."""
    if not 1000 <= int(year) <= 2199:
        return None
    if not month or not 1 <= int(month) <= 12:
        return PartialDate(int(year))
    try:
        return PartialDate(int(year), int(month), int(day) if day and int(day) else None)
    except ValueError:
        return PartialDate(int(year), int(month))
