"""Paragraphs of several lines: which of them are one work, and which are prose."""

# The lines of lists are long.

import pytest
from lists import OTHER, OTHER_URL, THIRD, TITLE, URL, entry, read, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._records.skipping import SkipReason

OUTSIDE = SkipReason.OUTSIDE_LIST


class TestCitations:
    """A paragraph that cites a work."""

    @pytest.mark.parametrize(
        "line",
        [
            '**[4]** Example, Ann B., Bob Sample, et al. "**Loud Pots**." Nature 5.7 (2015): 4-9.',
            '[4] Example, Ann B., Bob Sample, et al. "Loud Pots." Nature 5.7. 2015.',
        ],
    )
    def test_its_parts(self, line: str) -> None:
        """Quotation marks around the title are no part of what stands beside it."""
        text = f"{line} [[pdf]](https://a.example/b.pdf) **(Kettles)** :star::star:\n"
        (one,) = read_list_files([("README.md", text)]).entries

        assert (one.title, str(one.date)) == ("Loud Pots", "2015")
        assert str(one.venue).startswith("Nature")
        assert (one.authors, one.authors_complete) == (("Ann B. Example", "Bob Sample"), False)


class TestParagraphs:
    """A paragraph of several lines."""

    def test_a_title_above_its_links(self) -> None:
        """Need not be bold; several may stand in one paragraph."""
        text = f"[2] {TITLE} <br>\n[paper]({URL}) | [code](https://github.com/a/b)<br>\n"
        text += f"[1] Kettles That Whistle at Night<br>\n[paper]({OTHER_URL})<br><br>\n"

        assert read(text) == [
            entry(1, TITLE, URL),
            entry(3, "Kettles That Whistle at Night", OTHER_URL),
        ]

    def test_prose_between_a_title_and_its_links(self) -> None:
        """Parts them: what leads to the paper is told."""
        assert read(f"{TITLE}<br>\nAnd so they whistle at night.<br>\n{URL}\n") == [
            skipped(3, OUTSIDE)
        ]

    def test_words_above_a_title_and_its_links(self) -> None:
        """Are no part of it: the title is right above the links."""
        text = f"Some words above<br>\nWe made these kettles whistle at night<br>\n{URL}\n"

        assert read(text) == [entry(2, "We made these kettles whistle at night", URL)]

    def test_facts_and_links_without_a_paper_below_a_title(self) -> None:
        """Do not tell it from prose."""
        assert read(f"{TITLE}<br>\nICLR 2024<br>\n[website](https://a.example/b)\n") == []

    @pytest.mark.parametrize(
        "line", ["We made some kettles whistle.", "Our kettles, with links:", "Two kettles"]
    )
    def test_prose_above_links(self, line: str) -> None:
        """Is no title."""
        assert read(f"{line}<br>\n[paper]({URL})") == [skipped(2, OUTSIDE)]

    def test_a_title_without_a_break_behind_it(self) -> None:
        """Is one where others look alike."""
        one, two = (
            f"{title}\n[paper]({url})\n" for title, url in ((TITLE, URL), (OTHER, OTHER_URL))
        )

        assert read(one) == [skipped(1, OUTSIDE)]
        assert read(f"{one}\n{two}") == [entry(1, TITLE, URL), entry(4, OTHER, OTHER_URL)]

    def test_a_bold_title_with_a_link_that_is_no_paper(self) -> None:
        """Is a work among others of its form, and else told."""
        bold = (
            "**Kettles: A Loud Simulator (2017)** [[Link]](https://github.com/a/b)\nIt whistles.\n"
        )
        papers = f"**{TITLE}** [[Paper]]({URL}) 2017\n\n**{THIRD}** [[Paper]]({OTHER_URL}) 2017\n"

        assert read(bold) == [skipped(1, SkipReason.NO_LINK_TO_WORK)]
        assert read(f"{papers}\n{bold}")[2] == entry(
            5, "Kettles: A Loud Simulator", "https://github.com/a/b", "2017"
        )

    def test_a_label_in_brackets_beside_a_paper(self) -> None:
        """Is one label of several, and no title."""
        text = f"**[[The Website of Our Kettles]](https://a.example/b), [[arXiv]]({URL})**"

        assert read(text) == [skipped(1, OUTSIDE)]

    def test_an_undated_link_below_a_dated_line(self) -> None:
        """Each is judged by itself."""
        assert read(f"2025/05/22\n[{TITLE}]({URL})") == [
            skipped(1, SkipReason.NO_TITLE),
            skipped(2, OUTSIDE),
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
