"""The rows of tables: which column says what, in whatever order and under whatever name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import OTHER, OTHER_URL, TITLE, URL, table
from table_rows import facts, row

from trustworthy_audio_llms import parse_list
from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.rows import read_row
from trustworthy_audio_llms._lists.works import Work
from trustworthy_audio_llms._records.skipping import SkipReason

CODE = "https://github.com/somebody/something"
SITE = "https://proceedings.example/2025/17.html"


class TestLaunchedTables:
    """The tables of the list as it was launched, each column in its field."""

    @pytest.mark.parametrize("keywords", ["Keywords", "Focus", "Strategy"])
    def test_papers(self, keywords: str) -> None:
        """Year, title, venue, and terms under three names."""
        assert facts(
            f"| Year | Title | Venue | {keywords} |",
            f"| 2025 | *{TITLE}* | Some Conference | Backdoor, Poisoning |",
        ) == {
            "title": TITLE,
            "date": "2025",
            "venue": "Some Conference",
            "keywords": ("Backdoor", "Poisoning"),
        }

    def test_bold_titles_are_featured(self) -> None:
        """The list singles them out; those in italics are as all others."""
        assert facts("| Title |", f"| **{TITLE}** |") == {"title": TITLE, "featured": True}
        assert facts("| Title |", f"| *{TITLE}* |") == {"title": TITLE}

    @pytest.mark.parametrize(
        ("cell", "name", "date"),
        [
            ("**Parrot (2025)**", "Parrot", "2025"),
            ("**Parrot（2025）**", "Parrot", "2025"),
            ("**Parrot**", "Parrot", None),
            ("**Parrot / Magpie++**", "Parrot / Magpie++", None),
            ("**Parrot_2 (hard)**", "Parrot_2 (hard)", None),
        ],
    )
    def test_benchmarks(self, cell: str, name: str, date: str | None) -> None:
        """The name is the title too; a year behind it is the date."""
        expected = {
            "title": name,
            "name": name,
            "kind": "benchmark",
            "description": "Tests whether a voice is one.",
            "keywords": ("Safety Evaluation",),
            "featured": True,
        }
        assert facts(
            "| Benchmark | Description | Focus |",
            f"| {cell} | Tests whether a voice is one. | Safety Evaluation |",
        ) == expected | ({"date": date} if date else {})

    def test_a_linked_name_with_a_year(self) -> None:
        """The year is the date there too."""
        found = facts("| Dataset |", f"| [Parrot (2025)]({URL}) |")

        assert (found["title"], found["date"], found["url"]) == ("Parrot", "2025", URL)

    def test_datasets(self) -> None:
        """With the word for where the data come from."""
        assert facts(
            "| Dataset | Description | Source |", "| Birds_long | Songs of birds. | Custom |"
        ) == {
            "title": "Birds_long",
            "name": "Birds_long",
            "kind": "dataset",
            "description": "Songs of birds.",
            "source": "Custom",
        }

    @pytest.mark.parametrize(
        "title", ["Paper Title", "*paper title*", "[Paper Title](https://x.y)"]
    )
    def test_the_row_for_contributors_is_no_work(self, title: str) -> None:
        """It shows them what to fill in."""
        assert row("| Year | Title |", f"| 2025 | {title} |") == SkipReason.TEMPLATE


class TestColumns:
    """Columns are known by their headers, wherever they stand."""

    def test_any_order_and_decoration(self) -> None:
        """Emoji, emphasis, capitals and colons in a header do not matter."""
        assert facts(
            "| 🔗 Links | **AUTHORS**: | Paper | Published | Conference |",
            f"| [pdf]({URL}) [code]({CODE}) | Ann Author, Bo Li & Carl Third and Dora | {TITLE} "
            "| 2025-05 | ACL |",
        ) == {
            "title": TITLE,
            "url": URL,
            "date": "2025-05",
            "links": (URL,),
            "code": CODE,
            "authors": ("Ann Author", "Bo Li", "Carl Third", "Dora"),
            "venue": "ACL",
        }

    def test_sentences_are_no_keywords(self) -> None:
        """They describe the work, if nothing else does."""
        sentence = "A study of how kettles whistle, and of why nobody hears it when they do so."
        found = facts("| Title | Topics |", f"| {TITLE} | {sentence} |")
        both = facts("| Title | Topics | Summary |", f"| {TITLE} | {sentence} | Kettles. |")

        assert (found["description"], found.get("keywords")) == (sentence, None)
        assert (both["description"], both.get("keywords")) == ("Kettles.", None)

    def test_keywords_end_at_any_comma(self) -> None:
        """Or semicolon, also of full width; empty ones are none."""
        found = facts("| Title | Tags |", f"| {TITLE} | a b, c; d，e、 f；,| ")

        assert found["keywords"] == ("a b", "c", "d", "e", "f")

    def test_chinese_keywords_are_parted_by_blanks(self) -> None:
        """Their words have none inside them, but may have one beside a foreign word."""
        found = facts("| 标题 | 标签 |", f"| {TITLE} | 综述 攻击 GCG，防御 | ")

        assert found["keywords"] == ("综述", "攻击 GCG", "防御")

    def test_columns_nobody_knows_are_passed_over(self) -> None:
        """They may say anything."""
        assert facts("| Rating | Title |", f"| 10/10 | {TITLE} |") == {"title": TITLE}

    def test_a_data_set_behind_the_title_is_not_the_work(self) -> None:
        """It is what the work uses; before the title, it is what the table is about."""
        used = facts("| Title | Dataset |", f"| {TITLE} | Birds |")
        introduced = facts("| Dataset | Paper |", f"| Birds | [{TITLE}]({URL}) |")

        assert used == {"title": TITLE}
        assert introduced["kind"] == "dataset"
        assert (introduced["title"], introduced["name"]) == (TITLE, "Birds")

    @pytest.mark.parametrize(
        ("header", "cells", "title", "name"),
        [
            ("| Name | Paper |", f"| Parrot | [{TITLE}]({URL}) |", TITLE, "Parrot"),
            ("| Model | Paper |", f"| Parrot | [paper]({URL}) |", "Parrot", "Parrot"),
            ("| Toolkit | Link |", f"| [Parrot]({URL}) | |", "Parrot", "Parrot"),
            ("| Paper | Method |", f"| [{TITLE}]({URL}) | by hand |", TITLE, None),
            ("| 名称 | 作者 |", f"| [{TITLE}]({URL}) | Ann Kettle |", TITLE, None),
        ],
    )
    def test_names(self, header: str, cells: str, title: str, name: str | None) -> None:
        """A name before the title is the artefact's, and stands in for a title that is none."""
        found = facts(header, cells)

        assert (found["title"], found.get("name")) == (title, name)

    @pytest.mark.parametrize(
        ("cell", "authors"),
        [
            (f'Author et al., "{TITLE}"', ("Author",)),
            (f"Ann Author & Bo Li, “{TITLE}”", ("Ann Author", "Bo Li")),
            (f'**Author & Li** — "{TITLE}"', ("Author", "Li")),
            (f'Author, van Li & Third — "{TITLE}"', ("Author", "van Li", "Third")),
            (f'Author et al. — "{TITLE}"', ("Author",)),
            (f'Author, "{TITLE}"', ("Author",)),
        ],
    )
    def test_titles_as_they_are_cited(self, cell: str, authors: tuple[str, ...]) -> None:
        """Authors or their family names first, the title in quotation marks."""
        found = facts("| Paper | Year |", f"| {cell} | 2025 |")

        assert (found["title"], found["authors"]) == (TITLE, authors)

    @pytest.mark.parametrize(
        "cell", ['Parrot "Loud" Birds', 'PKS, "Loud" Birds', 'Loud — "Birds" Sing']
    )
    def test_words_in_quotation_marks(self, cell: str) -> None:
        """They may be some of a title."""
        assert facts("| Paper | Year |", f"| {cell} | 2025 |")["title"] == cell

    def test_names_that_may_be_those_of_people(self) -> None:
        """Beside affiliations one word, a date or a link to a paper tells that they are none."""
        header = "| Name | Affiliation | Homepage |"

        assert facts(header, f"| KettleSet | Nowhere | {SITE} |")["title"] == "KettleSet"
        assert facts(header, f"| Hard Kettles | Nowhere | {URL} |")["title"] == "Hard Kettles"
        dated = facts(
            "| Name | Year | Institution | Link |", f"| Hard Kettles | 2024 | Here | {SITE} |"
        )
        assert dated["title"] == "Hard Kettles"

    def test_a_report_on_a_model(self) -> None:
        """What its link is called is no title."""
        found = facts("| Model | Paper |", f"| KettleNet | [Tech Report]({URL}) |")

        assert found["title"] == "KettleNet"

    def test_names_that_are_linked_beside_one_that_is_not(self) -> None:
        """They name the works, and the other what these have in common."""
        header = "| Short Name | Modality | Representative Model |"
        several = f"[KettleNet]({URL}), [PotNet]({OTHER_URL})"
        (line,) = read_lines(table(header, f"| I+K | image | {several} |"))

        assert [
            one.title for one in read_row(line.cells, line.header) if isinstance(one, Work)
        ] == ["KettleNet", "PotNet"]
        found = facts(header, f"| I+K | image | [KettleNet]({URL}) |")
        assert (found["title"], found["name"]) == ("KettleNet", "KettleNet")

    def test_names_with_data(self) -> None:
        """Where those may be had is as good as a paper."""
        data = "https://huggingface.co/datasets/a/parrot"
        found = facts("| Name | Task | Url |", f"| Parrot | Talking | [link]({data} ) |")

        assert (found["title"], found["url"]) == ("Parrot", data)

    def test_a_short_name_behind_a_long_one(self) -> None:
        """Is the name."""
        found = facts("| Name | Paper |", f"| Corpus of Many Parrots (CMP) | [{TITLE}]({URL}) |")

        assert (found["title"], found["name"]) == (TITLE, "CMP")

    def test_an_empty_row(self) -> None:
        """Waits for a work, and is nothing yet."""
        (line,) = read_lines(table("| Year | Title |", "| | |"))

        assert read_row(line.cells, line.header) == []

    @pytest.mark.parametrize("nothing", ["N/A", "none", "TBD"])
    def test_nothing_to_say(self, nothing: str) -> None:
        """Is neither a name, nor a venue, nor a title."""
        found = facts("| Name | Paper | Venue |", f"| {nothing} | [{TITLE}]({URL}) | {nothing} |")

        assert "name" not in found
        assert "venue" not in found
        named = facts("| Name | Paper |", f"| Parrot | {nothing} [paper]({URL}) |")
        assert named["title"] == "Parrot"


class TestTitlesWithLinks:
    """The cell of the title may hold links, to the work and to other things."""

    @pytest.mark.parametrize(
        ("cell", "title", "url"),
        [
            (f"[{TITLE}]({URL})", TITLE, URL),
            (f"[**{TITLE}**]({URL}) <br> Ann Author", TITLE, URL),
            (f"{TITLE} [[paper]({URL})] [[code]({CODE})]", TITLE, URL),
            (f"{TITLE} ([code]({CODE}))", TITLE, CODE),
            (f"{TITLE} {URL}", TITLE, URL),
            (f"[Parrot]({URL}): A Title", "Parrot: A Title", URL),
            (f"Parrots That Keep Secrets [PKS]({URL})", "Parrots That Keep Secrets", URL),
            (f"![badge](x.svg) [{TITLE}]({URL})", TITLE, URL),
            (f"[![badge](x.svg)]({URL}) {TITLE}", TITLE, URL),
            (f"[{TITLE}](arxiv.org/abs/2501.00001)", TITLE, "arxiv.org/abs/2501.00001"),
            (f"[{TITLE}]()", TITLE, None),
            ("A [b] \\| $c$ `d` &amp; e", "A [b] | $c$ d & e", None),
        ],
    )
    def test_titles(self, cell: str, title: str, url: str | None) -> None:
        """A labelled link is the title; labels such as `paper` are no part of it."""
        found = row("| Title |", f"| {cell} |")

        assert isinstance(found, Work)
        assert (found.title, found.url) == (title, url)

    @pytest.mark.parametrize(
        ("cell", "title", "said"),
        [
            (f"[{TITLE}]({URL})<br>Ann Author, Bo Li", TITLE, ("Ann Author", "Bo Li")),
            (f"[{TITLE}]({URL})<br>Ann Author", TITLE, ("Ann Author",)),
            (f"**{TITLE}**<br>Ann Author, Bo Li", TITLE, ("Ann Author", "Bo Li")),
            (f"{TITLE}<br>[paper]({URL})", TITLE, ()),
            ("Parrots That<br>Keep Secrets", "Parrots That Keep Secrets", ()),
        ],
    )
    def test_authors_below_the_title(self, cell: str, title: str, said: tuple[str, ...]) -> None:
        """A break parts them from it; any other only wraps it."""
        found = facts("| Title & Authors | Links |", f"| {cell} | |")

        assert (found["title"], found.get("authors", ())) == (title, said)

    @pytest.mark.parametrize(
        ("cell", "title", "name"),
        [
            ("[PKS] Parrots That Keep Secrets", "Parrots That Keep Secrets", "PKS"),
            ("[**PKS**]Parrots That Keep Secrets", "Parrots That Keep Secrets", "PKS"),
            ("[Talking Birds] Parrots That Keep Secrets", "Parrots That Keep Secrets", None),
            ("(PKS) Parrots That Keep Secrets", "Parrots That Keep Secrets", "PKS"),
            ("(Un)Certain Parrots That Whistle", "(Un)Certain Parrots That Whistle", None),
            ("[all] Parrots That Whistle", "[all] Parrots That Whistle", None),
            ("Parrots That Whistle(@Nowhere University)", "Parrots That Whistle", None),
            ("Parrots @ Home (of Clay)", "Parrots @ Home (of Clay)", None),
        ],
    )
    def test_what_is_set_apart_from_a_title(self, cell: str, title: str, name: str | None) -> None:
        """Its name or subject in brackets before it, whose it is behind it."""
        found = facts("| Title | Paper |", f"| {cell} | [pdf]({URL}) |")

        assert (found["title"], found.get("name")) == (title, name)

    @pytest.mark.parametrize(
        ("label", "title", "date"),
        [
            (f"{TITLE} [ICML'25]", TITLE, "2025"),
            (f"[ICML 2025] {TITLE}", TITLE, "2025"),
            ("Parrot (Author et al., 2025)", "Parrot", "2025"),
            ("Author et al. (2025)", "Author et al. (2025)", "2025"),
        ],
    )
    def test_facts_in_the_label(self, label: str, title: str, date: str | None) -> None:
        """In brackets, they are no part of the title; a citation alone stands for one."""
        found = facts("| Paper |", f"| [{label}]({URL}) |")

        assert (found["title"], found.get("date")) == (title, date)

    def test_publications_of_a_network(self) -> None:
        """The site of its researchers has papers; the network has none."""
        where = "facebook.com/publications/parrots"

        assert facts("| Paper |", f"| [{TITLE}](https://research.{where}) |")["title"] == TITLE
        assert row("| Paper |", f"| [{TITLE}](https://www.{where}) |") == SkipReason.UNKNOWN_LINK


class TestAnyRow:
    """Whatever stands in a table, its rows are read."""

    @given(
        st.lists(
            st.sampled_from(["Title", "Year", "Dataset", "Name", "Links", "x", ""]), max_size=5
        ),
        st.lists(st.text(alphabet="ab2025 []()*|\\`<>/:.🔓", max_size=12), max_size=6),
    )
    def test_nothing_raises(self, header: list[str], cells: list[str]) -> None:
        """A work has a title with a letter or digit."""
        for line in read_lines(table(f"|{'|'.join(header)}|", f"|{'|'.join(cells)}|")):
            for found in read_row(line.cells, line.header):
                assert found
                if isinstance(found, Work):
                    assert any(map(str.isalpha, found.title))


class TestWithoutHeader:
    """A table that arranges works beside their pictures has no header."""

    WORK = "<td><b>{}</b><br>Ann Example, Bob Sample<br>ICLR 2024<br>[<a href='{}'>Paper</a>]</td>"

    def test_each_cell_is_read_like_an_item(self) -> None:
        """Though several stand in a row."""
        cells = self.WORK.format(TITLE, URL), self.WORK.format(OTHER, OTHER_URL)
        found = parse_list(f"<table><tr><td><img src='a.png'></td>{''.join(cells)}</tr></table>")

        assert [(one.title, one.url, one.venue, len(one.authors)) for one in found] == [
            (TITLE, URL, "ICLR 2024", 2),
            (OTHER, OTHER_URL, "ICLR 2024", 2),
        ]

    def test_cells_beside_a_work_say_more_of_it(self) -> None:
        """Its year and its code; a year without a link makes no work of a text."""
        work = f"<td>2024</td><td><a href='{URL}'>{TITLE}</a></td>"
        code = "<td><a href='https://github.com/tea/cups'>code</a></td>"
        note = "<tr><td>2024</td><td>2024 Words about something else</td></tr>"
        (found,) = parse_list(f"<table><tr>{work}{code}</tr>{note}</table>")

        assert (found.title, str(found.date), found.code) == (
            TITLE,
            "2024",
            "https://github.com/tea/cups",
        )


class TestPublications:
    """A column of publications has titles, or says where they are published."""

    @pytest.mark.parametrize(
        ("header", "row", "venue"),
        [
            ("Publication | Year", f"[{TITLE}]({URL}) | 2024", None),
            ("Paper | Publication", f"[{TITLE}]({URL}) | Journal of Cups", "Journal of Cups"),
            ("Publication | Paper", f"{TITLE} | [pdf]({URL})", None),
        ],
    )
    def test_beside_a_title_or_not(self, header: str, row: str, venue: str | None) -> None:
        """The other column tells."""
        (found,) = parse_list(f"| {header} |\n|-|-|\n| {row} |\n")

        assert (found.title, found.url, found.venue) == (TITLE, URL, venue)


def test_a_badge_in_the_cell_of_a_title() -> None:
    """It says where the work was published."""
    badge = "![](https://img.shields.io/badge/Conference-ICML'24-blue)"
    (found,) = parse_list(f"| Title | Link |\n|-|-|\n| {badge} [{TITLE}]({URL}) | [pdf]({URL}) |")

    assert (found.title, found.venue) == (TITLE, "ICML'24")
