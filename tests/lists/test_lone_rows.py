"""Rows that stand without their table."""

from lists import TITLE, read, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._records.skipping import SkipReason


class TestLoneRows:
    """Rows as the launched list invited contributors to write them."""

    def test_a_row_without_a_table(self) -> None:
        """As the list invites contributors to write it."""
        (found,) = read_list_files(
            [("README.md", f"| 2025 | **{TITLE}** | ICLR (under review) | Echo, Jailbreak |")]
        ).entries

        assert (found.title, str(found.date), found.venue) == (TITLE, "2025", "ICLR")
        assert (found.status, found.keywords) == ("under-review", ("Echo", "Jailbreak"))
        assert found.featured
        assert read("| 2025 | Paper Title | Venue | Keywords |") == [
            skipped(1, SkipReason.TEMPLATE)
        ]
        assert read("| a | b | c |\n| 2025 | | d |") == [
            skipped(1, SkipReason.ROW_WITHOUT_YEAR),
            skipped(2, SkipReason.NO_TITLE),
        ]
        assert read("|||") == [skipped(1, SkipReason.EMPTY_SECTION)]

    def test_a_long_row_without_a_table(self) -> None:
        """Nobody invites such: it is told, and not read a second time."""
        row = f"| 2025 | **{TITLE}** | ICLR | {{}} |"
        assert read(row.format("Echo, " * 600))[0].kind == "entry"
        assert read(row.format("Echo, " * 700)) == [skipped(1, SkipReason.TOO_LONG)]
