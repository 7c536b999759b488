"""Dates as lists write them: with numbers, with names of months, in Chinese, in two digits."""

import functools
import re

from .._records.dates import PartialDate

# No pattern begins with an unbounded run of blanks: searched for in a long run, each would take
# time that grows with its square.
DATE = re.compile(
    r"(?:(?P<open>[\[【(（])\s?)?(?P<year>(?:19|20)\d\d)"
    r"(?:\s?[-‐‑/.／．年]\s?(?P<month>\d{1,2})(?:\s?[-‐‑/.／．月]\s?(?P<day>\d{1,2})日?)?月?)?年?"
    r"(?:\s?(?P<close>[\]】)）]))?(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_NAMED = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH}\s?,?\s?{_YEAR}", re.I),
    re.compile(rf"\b{_MONTH}\s?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b)?\s?,?\s?{_YEAR}", re.I),
    re.compile(rf"{_YEAR}[\s,.-]{{1,2}}{_MONTH}(?P<day>)", re.I),
)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})\s?[-‐‑/.]\s?(?P<year>(?:19|20)\d\d)(?P<day>)")
# A column of dates may have `25.06`, which anywhere else is a number.
_SHORT = re.compile(r"['’]?(?P<year>\d\d)[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?")
# The month in the number of a preprint is no year: 2003.01234.
_ARXIV_NUMBER = re.compile(r"\b\d{4}\.\d{4,5}(?!\d)")
_SHORT_YEAR = re.compile(r"['’‘](?P<year>\d\d)\b")
_GLUED_YEAR = re.compile(r"[A-Za-z](?P<year>[0-3]\d)")  # Of a venue that is one: ICCV23.
_DIGIT = re.compile(r"\d")
_AROUND = " \t\n[]()（）【】{}.,;:，；：|*_`~-–—"
_LONGEST = 40
"""Characters of a text that may be a date and nothing else."""


def read_date(found: "re.Match[str]") -> PartialDate:
    """A date as it is written; where a month or day is none, as much of it as is one."""
    year, month, day = (
        int(found[part]) if found[part] else None for part in ("year", "month", "day")
    )
    return _as_much(year or 0, month, day)


@functools.lru_cache(maxsize=4096)  # A list has far fewer dates than works.
def _as_much(year: int, month: int | None, day: int | None) -> PartialDate:
    for known in ((month, day), (month, None)):
        try:
            return PartialDate(year, *known)
        except ValueError:
            continue
    return PartialDate(year)


def _named(found: "re.Match[str]") -> PartialDate:
    month = _MONTHS.index(found["name"][:3].lower()) + 1
    return _as_much(int(found["year"]), month, int(found["day"]) if found["day"] else None)


def _without_numbers(text: str) -> str:
    return _ARXIV_NUMBER.sub(" ", text) if "." in text else text


def find_date(text: str) -> PartialDate | None:
    """The first date in a text, one with the name of a month before one in numbers."""
    text = _without_numbers(text)
    for pattern in _NAMED:
        if found := pattern.search(text):
            return _named(found)
    numbers = DATE.search(text)
    return read_date(numbers) if numbers else None


def date_in_cell(text: str) -> PartialDate | None:
    """The date in a cell of a column of dates, where `25.06` and `'24` are dates too."""
    if date := whole_date(text) or find_date(text):
        return date
    text = text.strip(_AROUND)
    if found := _SHORT.fullmatch(text):
        month = int(found["month"])
        if 1 <= month <= 12:
            return _as_much(2000 + int(found["year"]), month, int(found["day"] or 0) or None)
    year = _SHORT_YEAR.search(text)
    return PartialDate(2000 + int(year["year"])) if year else None


def whole_date(text: str) -> PartialDate | None:
    """The date that a text is, but for brackets and marks around it; else None."""
    text = text.strip(_AROUND)
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    for pattern in _NAMED:
        if found := pattern.fullmatch(text):
            return _named(found)
    numbers = DATE.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    return read_date(numbers) if numbers else None


def year_in(text: str) -> int | None:
    """The year in the name of a venue: `ICLR 2024`, `NDSS'25`."""
    if found := DATE.search(_without_numbers(text)):
        return int(found["year"])
    short = _SHORT_YEAR.search(text)
    return 2000 + int(short["year"]) if short else None


def glued_year(venue: str) -> int | None:
    """The year at the end of a venue that is known to be one: `ICCV23`."""
    found = _GLUED_YEAR.fullmatch(venue[-3:])
    return 2000 + int(found["year"]) if found else None
