"""Titles in bold or as headings, with labelled lines below that are about them."""

import pytest
from lists import OTHER, OTHER_URL, THIRD, TITLE, URL, entry, news, read, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._records.entries import Entry
from trustworthy_audio_llms._records.skipping import SkipReason

CODE = "https://github.com/kettle/whistle"
LABELS = f"- Paper: {URL}\n- Code: {CODE}\n"


def only(text: str) -> Entry:
    """The only entry of a list."""
    (one,) = read_list_files([("README.md", text)]).entries
    return one


class TestBoldTitles:
    """A paragraph that is bold, and items or paragraphs below it."""

    def test_what_follows(self) -> None:
        """The next title, or an item with a title of its own, is no part of it."""
        text = f"**{TITLE}**\n\n{LABELS}\n**{OTHER}: A Study**\n\n- Paper: {OTHER_URL}\n"
        text += f"\n- [{THIRD}](https://arxiv.org/abs/2501.00003)\n"

        assert read(text) == [
            entry(1, TITLE, URL),
            entry(6, f"{OTHER}: A Study", OTHER_URL),
            entry(10, THIRD, "https://arxiv.org/abs/2501.00003"),
        ]

    def test_a_work_without_a_paper(self) -> None:
        """Is one where others beside it have papers."""
        works = f"**{TITLE}**\n\n{LABELS}\n**{THIRD}**\n\n- Paper: {OTHER_URL}\n\n"
        coded = f"**{OTHER}**\n\n- Paper: to come\n- Code: {CODE}\n"

        assert read(works + coded)[2:] == [
            entry(10, OTHER, CODE),
            skipped(12, SkipReason.BELOW_ENTRY),
        ]
        assert read(coded) == [
            skipped(1, SkipReason.NO_LINK_TO_WORK),
            skipped(3, SkipReason.BELOW_ENTRY),
        ]

    @pytest.mark.parametrize("title", ["Title", "Paper", "🔥🔥", "论文"])
    def test_what_is_no_title(self, title: str) -> None:
        """A label or a placeholder: then its lines stand for themselves."""
        assert [one.kind for one in read(f"**{title}**\n\n{LABELS}")] == ["skipped", "skipped"]

    @pytest.mark.parametrize(
        "below",
        [
            f"- {TITLE} [paper]({URL})\n",
            f"- [{TITLE}](https://a.example/b) ICLR 2024 [paper]({URL})\n",
            f"- {OTHER}: {URL}\n",
            f"- [Paper](#papers)\n- [Code](#code)\n- [{TITLE}]({URL})\n",
        ],
    )
    def test_a_section_in_bold(self, below: str) -> None:
        """The works below it are not about it."""
        assert {one.text for one in read(f"**Tea and Kettles**\n\n{below}")} & {TITLE, OTHER}

    def test_more_lines_than_any_work_has(self) -> None:
        """Are no longer about it."""
        text = f"**{TITLE}**\n\n" + f"[code]({CODE})\n\n" * 60

        assert read(text) == [skipped(1, SkipReason.NO_LINK_TO_WORK)]

    def test_news_in_bold_above_it(self) -> None:
        """End at the title."""
        text = f"**News**\n\n- 2025/01/01 Kettles.\n\n**{OTHER}**\n\n{LABELS}\n"

        assert read(f"{text}\n[{TITLE}]({OTHER_URL}) 2025\n\n- 2025/01/02 [{THIRD}]({URL})") == [
            news(3, "Kettles.", "2025-01-01"),
            entry(5, OTHER, URL),
            entry(11, TITLE, OTHER_URL, "2025"),
            entry(13, THIRD, URL, "2025-01-02"),
        ]


class TestHeadings:
    """A heading with such lines below it is a work where others look alike."""

    def test_two_of_them(self) -> None:
        """Vouch for each other."""
        works = f"## {TITLE}\n\n{LABELS}\n## {OTHER}\n\n*Ann Example, Bob Sample*\n\n"
        works += f"**Venue**: ICLR 2024\n\n[[Paper]({OTHER_URL})]\n"

        assert read(works) == [entry(1, TITLE, URL), entry(6, OTHER, OTHER_URL, "2024")]

    def test_one_of_them(self) -> None:
        """Is as well a section of links."""
        assert read(f"# Tea\n\n## Where to Find It\n\n{LABELS}") == [
            skipped(3, SkipReason.OUTSIDE_LIST)
        ]

    def test_the_title_of_a_page_of_notes(self) -> None:
        """Is that of its work, if the page names no other."""
        notes = (
            f"# {TITLE}\n\n> Paper: {URL}\n>\n> 发布时间：2024年3月\n\n## Notes\n\nIt whistles.\n"
        )

        assert read(notes) == [entry(1, TITLE, URL, "2024-03")]
        assert read(f"{notes}\n- [{OTHER}]({OTHER_URL})\n") == [
            skipped(1, SkipReason.OUTSIDE_LIST),
            entry(11, OTHER, OTHER_URL),
        ]

    def test_a_page_whose_link_leads_to_no_known_identifier(self) -> None:
        """May be that of anything."""
        text = f"# {TITLE}\n\n- Paper: https://a.example/b.pdf\n"

        assert read(text) == [skipped(1, SkipReason.OUTSIDE_LIST)]

    def test_a_number_before_it_and_a_translation_below(self) -> None:
        """Are no part of the title, as in lists that a program writes every day."""
        first, second = (
            f"## **{number}. {title}**\n\n水壶: 如何在黑暗中低语\n\n12 pages, 5 figures,\n\n"
            f"**SubmitDate**: 2025-01-16    [abs]({url}) [paper-pdf]({url})\n\n"
            "**Authors**: Ann Example, Bob Sample\n\n**Abstract**: They whistle.\n\n"
            for number, title, url in ((1, TITLE, URL), (2, THIRD, OTHER_URL))
        )
        found = read_list_files([("README.md", first + second)]).entries

        assert [(one.title, str(one.date)) for one in found] == [
            (TITLE, "2025-01-16"),
            (THIRD, "2025-01-16"),
        ]
        assert [one.authors for one in found if isinstance(one, Entry)] == [
            ("Ann Example", "Bob Sample")
        ] * 2

    @pytest.mark.parametrize("title", [TITLE, f"Kettle: {TITLE}", "Pots That Listen: A Study"])
    def test_works_in_nested_items(self, title: str) -> None:
        """Are works of their own below the heading of a section: a title in bold is no label."""
        one = only(
            f"# Kettles\n- `【2025-06】-【KET】-【Nowhere University】`\n  - **{title}**\n"
            f"  - **Authors:** Ada Example, Bo Sample\n  - [Paper]({URL}) / [Code]({CODE})\n"
        )

        assert (one.title.endswith(title[-9:]), one.url, one.mentions[0].line) == (True, URL, 2)

    def test_prose_below_a_short_heading(self) -> None:
        """Parts it from what follows: the heading is that of a section."""
        labels = LABELS.replace(URL, OTHER_URL)
        text = f"# Tea\n\n## Where It Is\n\nHere.\n\n{LABELS}\n## What It Is\n\nThis.\n\n{labels}"

        assert not read_list_files([("README.md", text)]).entries


class TestLabelledLines:
    """A paragraph of plain titles, each above lines that announce what they hold."""

    PLAIN = (
        "And now:\n\n12.{}<br>\nAuthors: Ann Example, Bob Sample<br>\nPaper: {}<br>\n<br>\n"
        "11. {}\n<br>\n作者：Ann Example<br>\n论文链接：{} <br>\n源码链接：{}\n<br><br>\n"
    )

    def test_several_in_one_paragraph(self) -> None:
        """In English or Chinese, with the number before the title apart, breaks wherever."""
        text = self.PLAIN.format(TITLE, URL, OTHER, OTHER_URL, CODE)
        found = read_list_files([("README.md", text)])

        assert [(one.title, one.url, one.code, one.authors) for one in found.entries] == [
            (TITLE, URL, None, ("Ann Example", "Bob Sample")),
            (OTHER, OTHER_URL, CODE, ("Ann Example",)),
        ]
        assert not found.skipped

    def test_over_the_end_of_a_line(self) -> None:
        """A title goes on where no break ends its line; what stands above it is prose."""
        first, last = TITLE.rsplit(" ", 1)
        one = only(f"See these:<br>\n{first}\n{last}<br>\n作者：Ann Example<br>\n论文：{URL}\n")

        assert (one.title, one.url) == (TITLE, URL)

    def test_one_alone_without_authors(self) -> None:
        """May be a sentence, and is told; two of them are works."""
        line = f"{TITLE}<br>\nPaper: {URL}\n\n"

        assert read(line) == [skipped(1, SkipReason.OUTSIDE_LIST)]
        assert len(read(line + line.replace(URL, OTHER_URL).replace(TITLE, OTHER))) == 2

    def test_what_is_no_title(self) -> None:
        """What begins a work by itself, authors, and what announces a link."""
        bold = f"**{TITLE}**<br>\nAnn Example, Bob Sample<br>\narXiv: {URL}\n"

        assert read(bold) == [entry(1, TITLE, URL)]
        assert read(f"论文汇总：{OTHER_URL}<br>\nPaper lists:<br>\n") == [
            skipped(1, SkipReason.OUTSIDE_LIST)
        ]


class TestAbstracts:
    """Details with an abstract may stand between a title and its links."""

    ABSTRACT = "<details><summary><b>Abstract</b></summary>\n{}words about it.\n{}</details>\n\n"

    @pytest.mark.parametrize("blank", ["", "\n"])
    def test_between_a_heading_and_its_links(self, blank: str) -> None:
        """Whether a blank line makes Markdown of it or not."""
        abstract = self.ABSTRACT.format(blank, blank)
        work = "### {}. {}\n**Authors**: Ann Example, Bob Sample\n" + abstract
        links = "[📄 Paper]({}) | [💻 Code (not yet)]({})\n\n"
        text = "## 2024\n" + "".join(
            work.format(number, title) + links.format(url, CODE)
            for number, (title, url) in enumerate([(TITLE, URL), (OTHER, OTHER_URL)], start=1)
        )
        found = read_list_files([("README.md", text)]).entries

        assert [(one.title, one.url, one.code, str(one.date)) for one in found] == [
            (TITLE, URL, CODE, "2024"),
            (OTHER, OTHER_URL, CODE, "2024"),
        ]
        assert {one.authors for one in found} == {("Ann Example", "Bob Sample")}

    def test_a_longer_summary_is_none(self) -> None:
        """It may be the next work, or a section."""
        text = (
            f"**{TITLE}**\n\n<details><summary>All about this work</summary></details>\n\n{LABELS}"
        )

        assert read(text)[0] == skipped(5, SkipReason.NO_TITLE)


class TestSummaries:
    """A summary may be a title, and its details hold its links."""

    def test_what_says_that_it_unfolds(self) -> None:
        """Is no title, however many there are."""
        text = f"<details>\n<summary>Click to see links</summary>\n\n- Paper: {URL}\n</details>\n\n"

        assert {one.kind for one in read(text * 2)} == {"skipped"}

    DETAILS = "<details><summary>{} (ICML 2024)</summary>\n\n{}\n</details>\n\n"

    @pytest.mark.parametrize(
        "links", ["[Paper]({}) | [Code]({})\n", "- Paper: {}\n- Code: {}\n- Authors: Ann Example\n"]
    )
    def test_two_of_them(self, links: str) -> None:
        """As lists are written whose details nobody need open."""
        text = "".join(
            self.DETAILS.format(title, links.format(url, CODE))
            for title, url in ((TITLE, URL), (OTHER, OTHER_URL))
        )
        found = read_list_files([("README.md", text)]).entries

        assert [(one.title, one.url, one.code, one.venue) for one in found] == [
            (TITLE, URL, CODE, "ICML 2024"),
            (OTHER, OTHER_URL, CODE, "ICML 2024"),
        ]

    def test_links_behind_its_details(self) -> None:
        """Are none of its."""
        text = (self.DETAILS.format(TITLE, "") + LABELS) * 2

        assert not any(one.kind == "entry" for one in read(text))


def test_facts_beside_the_links_below_a_heading() -> None:
    """Are read, where there are no other words."""
    text = "".join(
        f"### {title}\n\nAnn Example, Bob Sample. ICML 2024. [[pdf]({url})]\n\n"
        for title, url in ((TITLE, URL), (OTHER, OTHER_URL))
    )
    found = read_list_files([("README.md", text)]).entries

    assert [(one.title, one.url, one.venue, len(one.authors)) for one in found] == [
        (TITLE, URL, "ICML 2024", 2),
        (OTHER, OTHER_URL, "ICML 2024", 2),
    ]


def test_a_paragraph_that_begins_in_bold_is_a_work_of_its_own() -> None:
    """Though its title looks as if it announced something."""
    text = f"## Kettles\n<p><b>TEA: {TITLE}</b><br>ICML 2024 <a href='{URL}'>[paper]</a></p>\n"

    one = only(text)
    assert (one.title, one.venue, one.mentions[0].line) == (f"TEA: {TITLE}", "ICML 2024", 2)
