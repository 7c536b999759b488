"""When, where and by whom a row of a table says that a work appeared."""

import pytest
from lists import TITLE, URL
from table_rows import facts, row

from trustworthy_audio_llms._lists.works import Work


class TestDates:
    """Columns of dates, months and years say when."""

    @pytest.mark.parametrize(
        ("cell", "date"),
        [
            ("2025", "2025"),
            ("2025/5/2", "2025-05-02"),
            ("May 2025", "2025-05"),
            ("soon", None),
            ("", None),
        ],
    )
    def test_dates(self, cell: str, date: str | None) -> None:
        """As far as there is one."""
        assert facts("| Title | Date |", f"| {TITLE} | {cell} |").get("date") == date

    @pytest.mark.parametrize(
        ("header", "cells", "date"),
        [
            ("| Year | Month | Title |", f"| 2025 | February | {TITLE} |", "2025-02"),
            ("| Year | Month | Title |", f"| 2025 | 2 | {TITLE} |", "2025-02"),
            ("| Year | Month | Title |", f"| 2025 | soon | {TITLE} |", "2025"),
            ("| Year | Month | Title |", f"| 2025 | | {TITLE} |", "2025"),
            ("| Month | Title |", f"| 2025/02 | {TITLE} |", "2025-02"),
            ("| Year | Date | Title |", f"| 2025 | 2025/02/03 | {TITLE} |", "2025-02-03"),
            ("| Date | Month | Title |", f"| 2025/03 | 2 | {TITLE} |", "2025-03"),
        ],
    )
    def test_dates_in_several_columns(self, header: str, cells: str, date: str) -> None:
        """Year and month may stand apart, or a date beside its year."""
        assert facts(header, cells)["date"] == date


class TestVenues:
    """Columns of venues, and others beside them, say where."""

    @pytest.mark.parametrize(
        ("cell", "venue", "status"),
        [
            ("KDD (under review)", "KDD", "under-review"),
            ("KDD（Under Review）", "KDD", "under-review"),
            ("(under review)", None, "under-review"),
            ("arXiv", "arXiv", "preprint"),
            ("KDD", "KDD", None),
            ("", None, None),
        ],
    )
    def test_status(self, cell: str, venue: str | None, status: str | None) -> None:
        """What stands in parentheses behind the venue, or follows from it."""
        found = row("| Title | Venue |", f"| {TITLE} | {cell} |")

        assert isinstance(found, Work)
        assert (found.facts.venue, found.facts.status) == (venue, status)

    def test_a_venue_in_a_column_of_dates(self) -> None:
        """A work is published somewhere as well as some day."""
        found = facts("| Title | Date | Published |", f"| {TITLE} | 2025/02/03 | ICML 2026 |")

        assert (found["date"], found["venue"]) == ("2025-02-03", "ICML 2026")

    @pytest.mark.parametrize(
        ("cell", "venue"), [("ICLR 2024", "ICLR 2024"), ("Interspeech", "Interspeech")]
    )
    def test_the_source_of_a_paper_is_its_venue(self, cell: str, venue: str) -> None:
        """Where it is one; that of a data set may be anything."""
        assert facts("| 来源 | 标题 |", f"| {cell} | {TITLE} |")["venue"] == venue
        assert "venue" not in facts("| 来源 | 标题 |", f"| 自建 | {TITLE} |")

    def test_a_year_is_no_venue(self) -> None:
        """Though it stands in a column of venues and years."""
        found = facts("| 论文 | 会议/年份 |", f"| [{TITLE}]({URL}) | 2025 |")

        assert (found["date"], found.get("venue")) == ("2025", None)

    def test_a_venue_with_an_emoji(self) -> None:
        """Which is no part of it."""
        assert facts("| Title | Venue |", f"| {TITLE} | Nest :bird: |")["venue"] == "Nest"
