"""Dates as reference files write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._references.dates import first_date, read_date, with_month


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-17", "2024-05-17"),
        ("2024/05/17/", "2024-05-17"),
        ("2024/05//", "2024-05"),
        ("2014//", "2014"),
        ("2020//", "2020"),
        ("1998-03/1999", "1998-03"),
        ("1922/2003", "1922"),
        ("2004-21", "2004"),
        ("2009-02-31", "2009-02"),
        ("2009-02-00", "2009-02"),
        ("2018 Mar 1", "2018-03-01"),
        ("2018 Mar-Apr", "2018-03"),
        ("17 May 2024", "2024-05-17"),
        ("May 17, 2024", "2024-05-17"),
        ("4-8 Aug. 2020", "2020-08"),
        ("Mar. 2017", "2017-03"),
        ("c. 1990", "1990"),
        ("2019a", "2019"),
        ("[2019]", "2019"),
        ("in press", None),
        ("10 15", None),
        ("Start date: 20170812", None),
        ("0476", None),
        ("", None),
    ],
)
def test_are_read_as_exactly_as_they_are_given(written: str, meant: str | None) -> None:
    """A date is never more exact than what is written."""
    date = read_date(written)
    assert (None if date is None else str(date)) == meant


@pytest.mark.parametrize(
    ("month", "meant"),
    [
        ("may", "2024-05"),
        ("September", "2024-09"),
        ("5", "2024-05"),
        (" 12 ", "2024-12"),
        ("13", "2024"),
        ("16 July", "2024-07-16"),
        ("10 January", "2024-01-10"),
        ("31 Feb", "2024-02"),
        ("AUG 15", "2024-08-15"),
        ("spring", "2024"),
        ("", "2024"),
    ],
)
def test_a_year_takes_a_month(month: str, meant: str) -> None:
    """By its name or number, perhaps with a day."""
    assert str(with_month(PartialDate(2024), month)) == meant


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["2024", "2024/05/17"], "2024-05-17"),
        (["2024", "2023/05/17"], "2024"),
        (["", "2023/05"], "2023-05"),
        (["2024-02", "2024-03"], "2024-02"),
        (["none"], None),
    ],
)
def test_the_first_date_counts(texts: list[str], meant: str | None) -> None:
    """A later one makes it more exact where they agree."""
    date = first_date(texts)
    assert (None if date is None else str(date)) == meant


@given(st.text(alphabet="0123456789-/. MarJune", max_size=20))
def test_no_text_raises(text: str) -> None:
    """Whatever stands where a date should be."""
    read_date(text)
    with_month(PartialDate(2024), text)
