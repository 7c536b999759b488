"""Lines that are read with regard to those above them in the file."""

import pytest
from lists import OTHER, THIRD, TITLE, URL, entry, joined, read, skipped

from trustworthy_audio_llms._records.skipping import SkipReason

DAY = "2025-05-22"
BELOW = SkipReason.BELOW_ENTRY


class TestBareLines:
    """Dated titles without links, one a line."""

    @pytest.mark.parametrize("end", ["<br>", "<br/>", "<br> ", "  ", "\\"])
    def test_bare_lines(self, end: str) -> None:
        """A paragraph of dated titles; the last may be undated."""
        text = f"2025/05/22 {TITLE}{end}\n2025/05/21 {OTHER}{end}\n{THIRD}"

        assert read(text) == [
            entry(1, TITLE, None, DAY),
            entry(2, OTHER, None, "2025-05-21"),
            entry(3, THIRD),
        ]

    def test_bare_lines_without_breaks(self) -> None:
        """Then an undated line may be the end of the title above it."""
        assert read(f"2025/05/22 {TITLE}\n2025/05/21 {OTHER}\nand so on") == [
            entry(1, TITLE, None, DAY),
            entry(2, OTHER, None, "2025-05-21"),
            skipped(3, SkipReason.UNDATED),
        ]

    @pytest.mark.parametrize("rule", ["---", "===", "***"])
    def test_bare_lines_above_a_rule(self, rule: str) -> None:
        """They are no heading, be it one or several."""
        one = read(f"2025/05/22 {TITLE}\n{rule}")
        two = read(f"2025/05/22 {TITLE}<br>\n{THIRD}\n{rule}")

        assert one == [entry(1, TITLE, None, DAY)]
        assert two == [entry(1, TITLE, None, DAY), entry(2, THIRD)]

    def test_many_lines_in_one_paragraph(self) -> None:
        """CommonMark takes them for one; each keeps its number."""
        text = joined(f"2025/05/22 {TITLE}, Part {n}<br>" for n in range(1, 148))

        assert read(text) == [entry(n, f"{TITLE}, Part {n}", None, DAY) for n in range(1, 148)]

    def test_abstracts_below_bare_lines(self) -> None:
        """A mark tells them from titles; decoration alone is nothing."""
        text = f"2025/05/22 {TITLE}<br>\n–An abstract<br>\n🔓<br>\n"

        assert read(text) == [
            entry(1, TITLE, None, DAY),
            skipped(2, BELOW),
            skipped(3, SkipReason.NO_TITLE),
        ]

    def test_text_below_a_linked_line_is_prose(self) -> None:
        """Only a paragraph of bare titles may end in one without a date."""
        assert read(f"-2025/05/22 [{TITLE}]({URL})  \nAn abstract.") == [entry(1, TITLE, URL, DAY)]
