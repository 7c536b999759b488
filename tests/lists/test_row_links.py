"""What the links of a row lead to, by their labels and their columns."""

import pytest
from lists import OTHER, OTHER_URL, TITLE, URL
from table_rows import facts

CODE = "https://github.com/somebody/something"
SITE = "https://proceedings.example/2025/17.html"


class TestColumns:
    """A column says what its links lead to, unless their labels say something else."""

    def test_names_with_bare_urls(self) -> None:
        """They lead to what their columns say."""
        found = facts("| Model | Year | Code | Paper |", f"| Parrot | 2025 | {CODE} | {URL} |")

        assert (found["title"], found["code"], found["url"]) == ("Parrot", CODE, URL)

    @pytest.mark.parametrize("label", ["Project", "project page", "Demo"])
    def test_a_page_in_a_column_of_code(self, label: str) -> None:
        """Its label says that it is none."""
        assert "code" not in facts("| Title | Code |", f"| [{TITLE}]({URL}) | [{label}]({SITE}) |")

    def test_a_link_that_says_nothing_in_the_column_of_code(self) -> None:
        """It leads to code."""
        assert facts("| Title | Code |", f"| [{TITLE}]({URL}) | [link]({SITE}) |")["code"] == SITE

    def test_a_link_to_code_in_the_column_of_papers(self) -> None:
        """Its label says so, and the other link is the paper's."""
        found = facts("| Title | Paper |", f"| {TITLE} | [code]({CODE}) [link]({SITE}) |")

        assert (found["url"], found["code"]) == (SITE, CODE)

    def test_an_identifier_that_is_no_link(self) -> None:
        """Leads to the work as a link does, and is no title."""
        found = facts("| 标题 | 链接 |", f"| {TITLE} | arXiv:2501.01234 |")
        named = facts("| Model | Link |", "| Parrot | arXiv:2501.01234 |")

        assert found["links"] == ("arXiv:2501.01234",)
        assert (named["title"], named["name"]) == ("Parrot", "Parrot")

    @pytest.mark.parametrize(
        "links",
        [
            f"[code]({CODE}) [arXiv]({URL})",
            f"[ICLR 2026]({SITE}) [link]({URL})",
            f"{URL}",
            f"[OpenReview]({URL})",
        ],
    )
    def test_links_in_another_column(self, links: str) -> None:
        """The one that names an identifier is the work's."""
        assert facts("| Title | Links |", f"| {TITLE} | {links} |")["url"] == URL

    def test_a_link_that_names_the_venue_is_better_than_none(self) -> None:
        """Where no other is there."""
        assert facts("| Title | Venue |", f"| {TITLE} | [ICLR 2026]({SITE}) |")["url"] == SITE

    def test_a_title_that_links_to_a_repository(self) -> None:
        """That is where the work is, not its code; a link in the column of code is that."""
        paper = "https://github.com/somebody/something/blob/main/paper.pdf"
        found = facts("| Title | Code |", f"| [{TITLE}]({paper}) | [GitHub]({CODE}) |")

        assert (found["url"], found["code"]) == (paper, CODE)
        assert "code" not in facts("| Title |", f"| [{TITLE}]({CODE}) |")


class TestOthers:
    """Links may be about something else than the work of the row."""

    def test_data_sets_with_names(self) -> None:
        """Are others, unless they are called like the work."""
        data = "https://birds.example/data"
        header = "| Title | Dataset |"
        other = facts(header, f"| [Parrot]({URL}) | [Birds]({data}) |")
        label = facts(header, f"| [Parrot]({URL}) | [link]({data}) |")
        named = facts(header, f"| [Parrot: A Voice]({URL}) | [Parrot]({data}) |")

        assert (other.get("data"), label["data"], named["data"]) == (None, data, data)

    def test_links_to_another_work(self) -> None:
        """Are not the row's, where it has its own."""
        found = facts("| Title | Related |", f"| [{TITLE}]({URL}) | [{OTHER}]({OTHER_URL}) |")

        assert (found["url"], found["links"]) == (URL, (URL,))

    def test_a_link_labelled_like_the_work(self) -> None:
        """It is the work's own, in whatever column; others are not."""
        header = "| Dataset | Description |"
        found = facts(header, f"| Parrot (large) | Talking [Parrot]({SITE}) |")
        other = facts(header, f"| Parrot | Talking [Magpie]({SITE}) |")

        assert found["url"] == SITE
        assert "url" not in other

    @pytest.mark.parametrize(
        ("cells", "url"),
        [
            (f"| {TITLE} | [Proof]({SITE}) |", SITE),
            (f"| {TITLE} | [[Proof]({SITE}).] |", SITE),
            (f"| {TITLE} | [Proof]({SITE}) [Scores]({CODE}) |", None),
            (f"| {TITLE} | as in [Proof]({SITE}) |", None),
            (f"| {TITLE} | [{OTHER}]({SITE}) |", None),
        ],
    )
    def test_the_only_link_of_a_row(self, cells: str, url: str | None) -> None:
        """Alone in its cell, it leads to the work, whatever its label is; else nobody knows."""
        assert facts("| Title | Materials |", cells).get("url") == url
