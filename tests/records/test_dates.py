"""Dates known to the year, the month or the day."""

import calendar
import copy
import datetime
import pickle
import re

import attrs
import pytest
from hypothesis import given
from made_up import dates

from trustworthy_audio_llms import PartialDate


class TestMaking:
    """A date is made of parts that the calendar has."""

    @pytest.mark.parametrize(
        ("parts", "field", "value"),
        [
            ((0,), "year", "0"),
            ((10000,), "year", "10000"),
            (("2025",), "year", "'2025'"),
            ((2025.0,), "year", "2025.0"),
            ((True,), "year", "True"),
            ((None,), "year", "None"),
            ((2025, 0), "month", "0"),
            ((2025, 13), "month", "13"),
            ((2025, "3"), "month", "'3'"),
            ((2025, True), "month", "True"),
            ((2025, 3, 0), "day", "0"),
            ((2025, 3, 32), "day", "32"),
            ((2025, 2, 29), "day", "29"),
            ((2025, 3, True), "day", "True"),
            ((2025, 3, "9"), "day", "'9'"),
            ((2025, None, 9), "day", "9"),
        ],
    )
    def test_refuses_what_is_no_date(self, parts: tuple[int, ...], field: str, value: str) -> None:
        """The message names the part and shows the value."""
        with pytest.raises(ValueError, match=rf"^`{field}` .* {re.escape(value)}[. ]"):
            PartialDate(*parts)

    @pytest.mark.parametrize("year", [1, 1900, 2000, 2023, 2024, 2100, 2400])
    @pytest.mark.parametrize("month", range(1, 13))
    def test_knows_the_calendar(self, year: int, month: int) -> None:
        """The last day of a month depends on its year."""
        last = calendar.monthrange(year, month)[1]
        assert PartialDate(year, month, last).day == PartialDate(year, month).latest.day == last
        with pytest.raises(ValueError, match=f"`day` must be .* from 1 to {last} in"):
            PartialDate(year, month, last + 1)

    def test_is_frozen(self) -> None:
        """A date is a value: equal ones are one key in a dictionary."""
        date = PartialDate(2025, 3)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            date.year = 2026  # type: ignore[misc]
        assert {date: 1}[PartialDate(2025, 3)] == 1

    @given(dates)
    def test_survives_pickle_and_copy(self, date: PartialDate) -> None:
        """A copy is equal."""
        assert pickle.loads(pickle.dumps(date)) == copy.deepcopy(date) == date


class TestParsing:
    """`parse` reads the spellings of lists."""

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("2025", PartialDate(2025)),
            ("2025-03", PartialDate(2025, 3)),
            ("2025-3", PartialDate(2025, 3)),
            ("2025-03-09", PartialDate(2025, 3, 9)),
            ("2025/3/9", PartialDate(2025, 3, 9)),
            ("2025.03.09", PartialDate(2025, 3, 9)),
            (" 2025-03\n", PartialDate(2025, 3)),
        ],
    )
    def test_reads(self, text: str, date: PartialDate) -> None:
        """Hyphens, slashes and dots part the same date; blanks around it do not count."""
        assert PartialDate.parse(text) == date

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "25",
            "20251",
            "2025-",
            "2025-03-",
            "2025-03/09",
            "2025-03-09T00:00",
            "March 2025",
            "2025-13",
            "2025-00",
            "2025-02-30",
            "0000",
            "-2025",
            "2025 03",
        ],
    )
    def test_refuses(self, text: str) -> None:
        """What is no date is a ValueError that shows it, also where only a part is wrong."""
        with pytest.raises(ValueError, match=rf"^`date` .*'{text}'"):
            PartialDate.parse(text)

    def test_says_which_part_is_wrong(self) -> None:
        """The message says what the part must be."""
        with pytest.raises(ValueError, match="`month` must be a whole number from 1 to 12, not 13"):
            PartialDate.parse("2025-13")

    @given(dates)
    def test_reads_what_it_writes(self, date: PartialDate) -> None:
        """`str()` is ISO 8601, and comes back as the same date."""
        assert PartialDate.parse(str(date)) == date


class TestWriting:
    """`str()` is the date in ISO 8601, as exactly as it is known."""

    @pytest.mark.parametrize(
        ("date", "text"),
        [
            (PartialDate(2025), "2025"),
            (PartialDate(2025, 3), "2025-03"),
            (PartialDate(2025, 3, 9), "2025-03-09"),
            (PartialDate(33), "0033"),
            (PartialDate(33, 4, 3), "0033-04-03"),
        ],
    )
    def test_writes(self, date: PartialDate, text: str) -> None:
        """Years have four digits, months and days two."""
        assert str(date) == text


class TestOrder:
    """Dates are ordered; one that is known less exactly comes before the days it may mean."""

    def test_less_exact_comes_first(self) -> None:
        """A year comes before its months, a month before its days."""
        exact = PartialDate(2025, 1, 1)
        assert PartialDate(2024, 12, 31) < PartialDate(2025) < PartialDate(2025, 1) < exact

    @given(dates, dates)
    def test_is_total(self, one: PartialDate, other: PartialDate) -> None:
        """Of two dates exactly one is before, equal or after; the four signs agree."""
        assert [one < other, one == other, one > other].count(True) == 1
        assert (one <= other) == (not one > other)
        assert (one >= other) == (not one < other)

    @given(dates, dates)
    def test_is_that_of_the_texts(self, one: PartialDate, other: PartialDate) -> None:
        """Texts in ISO 8601 sort in the same way."""
        assert (one < other) == (str(one) < str(other))

    @pytest.mark.parametrize("sign", ["__lt__", "__le__", "__gt__", "__ge__"])
    def test_compares_with_dates_only(self, sign: str) -> None:
        """A number is no date."""
        assert getattr(PartialDate(2025), sign)(2025) is NotImplemented
        with pytest.raises(TypeError):
            PartialDate(2025) < 2025  # type: ignore[operator]  # noqa: B015


class TestRange:
    """A date means any day from `earliest` to `latest`."""

    @pytest.mark.parametrize(
        ("date", "earliest", "latest"),
        [
            (PartialDate(2025), (2025, 1, 1), (2025, 12, 31)),
            (PartialDate(2024, 2), (2024, 2, 1), (2024, 2, 29)),
            (PartialDate(2025, 3, 9), (2025, 3, 9), (2025, 3, 9)),
        ],
    )
    def test_bounds(
        self,
        date: PartialDate,
        earliest: tuple[int, int, int],
        latest: tuple[int, int, int],
    ) -> None:
        """A year means any of its days, a month any of its own."""
        assert date.earliest == datetime.date(*earliest)
        assert date.latest == datetime.date(*latest)
