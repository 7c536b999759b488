"""Items and paragraphs of several lines: which of them are one work."""

from lists import TITLE, URL, entry, joined, read, skipped

from trustworthy_audio_llms._records.skipping import SkipReason

OUTSIDE = SkipReason.OUTSIDE_LIST


class TestItems:
    """An item of several lines."""

    def test_a_link_above_the_title(self) -> None:
        """Is the link of the work."""
        assert read(f"- [paper]({URL})\n  {TITLE}\n") == [entry(1, TITLE, URL)]

    def test_a_title_that_is_in_italics_at_its_end(self) -> None:
        """What is in italics there is no venue, as no mark parts it from the title."""
        assert read(f"- Kettles That *Whistle* [Paper]({URL})") == [
            entry(1, "Kettles That Whistle", URL)
        ]

    def test_a_link_whose_label_is_an_emoji(self) -> None:
        """There is no title."""
        assert read(f"- [:fire:]({URL})") == [skipped(1, SkipReason.NO_TITLE)]


class TestParagraphs:
    """A paragraph of several lines."""

    def test_an_undated_link_below_a_dated_line(self) -> None:
        """Each is judged by itself."""
        assert read(f"2025/05/22\n[{TITLE}]({URL})") == [
            skipped(1, SkipReason.NO_TITLE),
            skipped(2, OUTSIDE),
        ]

    def test_authors_between_two_works(self) -> None:
        """Belong to the work above them."""
        lines = [
            f"[{TITLE}]({URL})",
            "*Ann Example, Bob Sample*",
            "[Pots That Listen Closely](https://arxiv.org/abs/2501.00002)",
            "*Cy Demo, Di Trial*",
        ]

        assert read(joined(lines)) == [
            entry(1, TITLE, URL),
            entry(3, "Pots That Listen Closely", "https://arxiv.org/abs/2501.00002"),
        ]

    def test_a_title_in_chinese(self) -> None:
        """Where no blanks part the words, its length tells."""
        assert read(f"[会说话的水壶与杯子]({URL}) ICLR 2024") == [
            entry(1, "会说话的水壶与杯子", URL, "2024")
        ]

    def test_a_title_that_is_to_come(self) -> None:
        """A paper without a title is no work."""
        assert read(f"TBD [paper]({URL})") == [skipped(1, OUTSIDE)]
