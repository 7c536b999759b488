"""Which cell of a row has its title, by the header or else by what the cells have."""

import pytest
from lists import OTHER, TITLE, URL
from table_rows import facts, row

from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.rows import read_row
from trustworthy_audio_llms._lists.works import Work
from trustworthy_audio_llms._records.skipping import SkipReason

CODE = "https://github.com/somebody/something"


class TestByHeader:
    """A heading says where the titles are, if what stands there may be one."""

    def test_the_first_of_two_columns_of_one_name_counts(self) -> None:
        """Also where the names only mean the same."""
        assert facts("| Title | Paper |", f"| {TITLE} | {OTHER} |")["title"] == TITLE

    def test_papers_of_which_only_the_venue_is_told(self) -> None:
        """It is no title; as a name it may be one, of what was made for it."""
        assert row("| Codec | Paper |", "| Parrot | CVPR 2021 |") == SkipReason.NO_TITLE
        assert facts("| Dataset | Year |", "| Interspeech 2021 | 2021 |")["kind"] == "dataset"

    def test_a_word_that_says_what_is_new_is_no_title(self) -> None:
        """Beside the link to the paper, in a column of its own."""
        found = facts("| Name | Paper |", f"| **{TITLE}** | :fire: NEW! [Paper]({URL}) |")

        assert (found["title"], found["url"]) == (TITLE, URL)

    def test_labels_of_links_without_a_name(self) -> None:
        """Nothing else has the title then."""
        assert facts("| Year | Link |", f"| 2025 | [{TITLE}]({URL}) |")["title"] == TITLE

    @pytest.mark.parametrize(
        ("header", "label"),
        [
            ("| Dataset | Link |", "Open Archive"),
            ("| Dataset | Paper Link |", "Kettle Site"),
            ("| Model | Year | arXiv |", "Ours"),
            ("| Dataset | Paper |", "ICML 2024"),
        ],
    )
    def test_labels_of_links_beside_a_name(self, header: str, label: str) -> None:
        """They say where a link leads, or where the work appeared."""
        cells = f"| Parrot |{' 2025 |' if 'Year' in header else ''} [{label}]({URL}) |"
        found = facts(header, cells)

        assert (found["title"], found["url"]) == ("Parrot", URL)

    def test_a_chinese_title(self) -> None:
        """Has no blanks, so that its words are no headings."""
        assert (
            facts("| 题目 | 年份 |", "| 语音大模型安全综述 | 2023 |")["title"]
            == "语音大模型安全综述"
        )

    @pytest.mark.parametrize("heading", ["作者", "Venue"])
    def test_a_table_on_its_side(self, heading: str) -> None:
        """Has headings down its first column, which are no titles."""
        assert row("| 论文名称 | Whistling |", f"| {heading} | Ann Author |") == SkipReason.NO_TITLE

    @pytest.mark.parametrize("cell", ["", "🔓", "**", f"[🔓]({URL})"])
    def test_a_row_without_a_title(self, cell: str) -> None:
        """Names nothing."""
        assert row("| Year | Title |", f"| 2025 | {cell} |") == SkipReason.NO_TITLE

    @pytest.mark.parametrize("name", ["video-Kettle", "code-Parrot"])
    def test_a_name_with_a_word_of_headings_in_it(self, name: str) -> None:
        """Is a name: a heading has no hyphen."""
        found = row("| Model | Paper |", f"| {name} | https://arxiv.org/abs/2406.15704 |")

        assert isinstance(found, Work)
        assert found.title == name

    @pytest.mark.parametrize("name", ["Method", "Codec"])
    @pytest.mark.parametrize("label", ["Author et al., 2025", "Author et al. (2025)"])
    def test_papers_that_are_but_cited(self, name: str, label: str) -> None:
        """The row is then called by its name, and the citation says who and when."""
        found = facts(f"| {name} | Paper |", f"| Parrot | [{label}]({URL}) |")

        assert (found["title"], found["url"], found["date"]) == ("Parrot", URL, "2025")
        assert found["authors"] == ("Author",)


class TestWithoutHeading:
    """A link to a work, or the subject of the row, makes up for a heading."""

    @pytest.mark.parametrize(
        "cells",
        [
            f"| Parrot | 2 | [paper]({URL}) |",
            f"| Parrot [paper]({URL}) | 2 | |",
            f"| Parrot | {URL} | |",
        ],
    )
    def test_a_first_column_that_nobody_knows(self, cells: str) -> None:
        """It is what the row is about, where that has a paper."""
        found = facts("| Codec | Rate | Where |", cells)

        assert (found["title"], found["url"]) == ("Parrot", URL)

    @pytest.mark.parametrize(
        ("header", "cells"),
        [
            ("| Codec | Where |", f"| Parrot | [code]({CODE}) |"),
            ("| Codec | Where |", f"| Code | [paper]({URL}) |"),
            ("| Task | Where |", f"| Talking | [paper]({URL}) |"),
            ("| | Codec |", f"| [paper]({URL}) |"),
        ],
    )
    def test_a_first_column_that_names_none(self, cells: str, header: str) -> None:
        """Without a paper, or with a word that sorts the rows."""
        assert row(header, cells) == SkipReason.NO_TITLE_COLUMN

    def test_a_link_to_a_work_makes_up_for_a_header(self) -> None:
        """Such as one in another language, or none, as HTML has it."""
        assert facts("| Datum | Aufsatz |", f"| 2025 | [{TITLE}]({URL}) |") == {
            "title": TITLE,
            "url": URL,
            "links": (URL,),
        }
        (line,) = read_lines(f"<table><tr><td>1<td><a href='{URL}'>{TITLE}</a></table>")
        (found,) = read_row(line.cells, line.header)
        assert isinstance(found, Work)
        assert found.title == TITLE

    def test_a_citation_in_a_column_that_nobody_knows(self) -> None:
        """It stands for the title that nothing tells."""
        found = facts("| Study | Rate |", f"| [Author et al., 2025]({URL}) | 2 |")

        assert (found["title"], found["url"]) == ("Author et al., 2025", URL)

    @pytest.mark.parametrize(
        ("header", "cells"),
        [
            ("| # | Feature |", "| 1 | Fast |"),
            ("| Rank | Model | Score |", "| 1 | [Parrot](https://parrot.example/b) | 3 |"),
            ("| Month | Count |", "| 2025/05 | 12 |"),
            ("| 标签 | 论文数量 | 论文列表 |", "| 越狱 | 2 | Parrot, Kettle |"),
        ],
    )
    def test_tables_of_something_else(self, header: str, cells: str) -> None:
        """Rankings and counts name no works."""
        assert row(header, cells) == SkipReason.NO_TITLE_COLUMN
