"""Items and paragraphs of several lines: which of them are one work."""

from lists import TITLE, URL, entry, joined, read, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
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

    def test_an_emoji_by_its_name_behind_a_title(self) -> None:
        """Is no part of it."""
        assert read(f"- [{TITLE} :fire:]({URL})") == [entry(1, TITLE, URL)]

    def test_a_short_label_of_a_link_to_a_site_that_nobody_knows(self) -> None:
        """Without works beside it nothing says that it is one."""
        assert read("- [Two Pots](https://a.example/b)") == [skipped(1, SkipReason.UNKNOWN_LINK)]

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

    def test_titles_before_their_links(self) -> None:
        """Paragraphs that look alike vouch for each other."""
        paragraph = "Kettles That Whistle {} [paper](https://arxiv.org/abs/2501.0000{})\n\n"

        assert [one.kind for one in read(paragraph.format("A", 1))] == ["skipped"]
        assert [one.kind for one in read("".join(paragraph.format(n, n) for n in range(3)))] == (
            ["entry"] * 3
        )

    def test_a_title_and_a_venue_without_a_link(self) -> None:
        """Are prose."""
        assert read("**Kettles That Whistle**\nICLR 2024") == []

    def test_a_link_to_a_site_that_nobody_knows(self) -> None:
        """Is prose too."""
        assert read("[Kettles That Whistle](https://a.example/b)\nand more") == []


class TestHeadings:
    """A heading may be a link."""

    def test_to_a_site_that_nobody_knows(self) -> None:
        """Then it is a section like others."""
        text = f"# [Kettles That Whistle](https://a.example/b)\n\n- [{TITLE}]({URL})\n"

        assert read(text) == [entry(3, TITLE, URL)]


def test_a_link_to_another_file_of_the_list() -> None:
    """It is not dead, and no work."""
    files = [("README.md", "- [Kettles and Pots](b.md)\n"), ("b.md", "x\n")]

    (skipped_line,) = read_list_files(files).skipped
    assert skipped_line.code is SkipReason.LINK_WITHIN
