"""Dates as lists write them."""

import pytest

from trustworthy_audio_llms._lists.dating import (
    DATE,
    date_in_cell,
    find_date,
    glued_year,
    read_date,
    whole_date,
    year_in,
)


class TestDates:
    """A date is read as it is written, as far as it is one."""

    @pytest.mark.parametrize("text", ["12/2024", "12-2024", "12.2024", "(12/2024)"])
    def test_months_first(self, text: str) -> None:
        """Where nothing else stands beside it."""
        assert str(whole_date(text)) == str(date_in_cell(text)) == "2024-12"
        assert str(find_date(text)) == "2024"

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("2025/05/22", "2025-05-22"),
            ("2025-5-2", "2025-05-02"),
            ("2025.12.1", "2025-12-01"),
            ("2025.11", "2025-11"),
            ("2025 / 05 / 22", "2025-05-22"),
            ("2025／05／22", "2025-05-22"),
            ("2025\u201105", "2025-05"),
            ("2025\u201005\u201022", "2025-05-22"),
            ("2025年5月22日", "2025-05-22"),
            ("2025年5月", "2025-05"),
            ("2025年", "2025"),
            ("[2025.11]", "2025-11"),
            ("【2025.11】", "2025-11"),
            ("(2025)", "2025"),
            ("（ 2025 ）", "2025"),
            ("1999", "1999"),
            ("2025/13/22", "2025"),
            ("2025/02/31", "2025-02"),
            ("2025/00/00", "2025"),
            ("2025/05/22/", "2025-05-22"),
            ("2025/05/223", "2025-05"),
        ],
    )
    def test_dates(self, text: str, date: str) -> None:
        """Where a month or a day is none, what stands before it is kept."""
        found = DATE.match(text)

        assert found is not None
        assert str(read_date(found)) == date

    @pytest.mark.parametrize("text", ["1850", "20250522", "25/05/22", "3025", "v2025", ""])
    def test_what_is_no_date(self, text: str) -> None:
        """Other centuries, and numbers that go on."""
        assert DATE.match(text) is None

    def test_a_title_that_begins_like_a_unit_is_not_cut(self) -> None:
        """The sign for a day belongs to a date only where it follows at once."""
        found = DATE.match("2025/05/22 日本語の題")

        assert found is not None
        assert found.string[found.end() :].strip() == "日本語の題"


class TestMoreForms:
    """Lists write dates in more forms than numbers."""

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("(Apr. 30, 2024)", "2024-04-30"),
            ("30 April 2024", "2024-04-30"),
            ("2nd Sept. 2023", "2023-09-02"),
            ("May 2024", "2024-05"),
            ("Dec, 2024", "2024-12"),
            ("2024 March", "2024-03"),
            ("2024-Jun", "2024-06"),
            ("Feb 31, 2024", "2024-02"),
            ("[2023.09]", "2023-09"),
            ("2023.", "2023"),
            ("2024年5月1日", "2024-05-01"),
        ],
    )
    def test_whole_texts(self, text: str, date: str) -> None:
        """With the name of a month before or behind, brackets and marks around."""
        assert str(whole_date(text)) == date
        assert str(find_date(f"seen {text} there")) == date

    @pytest.mark.parametrize(
        "text", ["", "in May 2024", "ICLR 2024", "Maybe", "May", "25.06", "a" * 50 + " 2024"]
    )
    def test_what_is_more_than_a_date(self, text: str) -> None:
        """Or less."""
        assert whole_date(text) is None

    @pytest.mark.parametrize(
        ("cell", "date"),
        [
            ("arXiv:2003.01234 2021", "2021"),
            ("arXiv:2003.01234", "None"),
            ("25.06", "2025-06"),
            ("25-06-03", "2025-06-03"),
            ("'24", "2024"),
            ("Updated May 2024", "2024-05"),
            ("2019 ICCV", "2019"),
            ("25.13", "None"),
            ("soon", "None"),
        ],
    )
    def test_cells(self, cell: str, date: str) -> None:
        """A column of dates has them in two digits too."""
        assert str(date_in_cell(cell)) == date

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("ICLR 2024", 2024),
            ("NDSS'25", 2025),
            ("NDSS’25", 2025),
            ("ACL", None),
            ("arXiv preprint arXiv:2302.12095 2023", 2023),
        ],
    )
    def test_years_of_venues(self, text: str, year: int | None) -> None:
        """In four digits, or in two behind an apostrophe."""
        assert year_in(text) == year


@pytest.mark.parametrize(
    ("venue", "year"), [("ICCV23", 2023), ("NIPS98", None), ("ICLR 23", None), ("AI", None)]
)
def test_a_year_at_the_end_of_a_venue(venue: str, year: int | None) -> None:
    """In two digits, of this century."""
    assert glued_year(venue) == year
