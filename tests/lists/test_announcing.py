"""Lines about the title above them, which announce or label what they hold."""

import pytest
from lists import OTHER, OTHER_URL, TITLE, URL, entry, read, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._records.skipping import SkipReason

CODE = "https://github.com/kettle/whistle"
LABELS = f"- Paper: {URL}\n- Code: {CODE}\n"


class TestLines:
    """What such lines say of the title."""

    @pytest.mark.parametrize(
        "below",
        [
            LABELS,
            f"- Paper: {URL}\n\n- Code: {CODE}\n",
            f"- arxiv: [{URL}]({URL})\n- github(official): [{CODE}]({CODE})\n",
            f"Paper: {URL}\n\nCode: {CODE}\n",
            f"- 论文：{URL}\n- 代码（已开源）：{CODE}\n- 解读：https://a.example/b\n",
            f"- [paper]({URL})\n- [code]({CODE})\n",
            f"[[Paper]({URL})] [[Code]({CODE})]\n",
            f"- Paper: [link]({URL})\n- Code: [here]({CODE})\n",
            f"- loud demo: [https://a.example/b](https://a.example/b)\n{LABELS}",
            f"- **Slides**: https://a.example/s.pdf\n- **Paper**: <{URL}>\n- **Code**: {CODE}\n",
        ],
    )
    def test_links_that_are_announced_or_labelled(self, below: str) -> None:
        """Are the links of the work."""
        text = f"## Kettles\n\n**{TITLE}**\n\n{below}\n**An end**\n"
        (one,) = read_list_files([("README.md", text)]).entries

        assert (one.title, one.url, one.code) == (TITLE, URL, CODE)

    def test_facts_among_them(self) -> None:
        """Are read as well; of what they announce else only the date and venue."""
        text = (
            f"**{TITLE}**\n\n- intro: ICLR 2024\n- Authors: Ann Example, Bob Sample\n"
            f"- keywords: Prompt Leaks, Tea Pots\n{LABELS}"
        )
        (one,) = read_list_files([("README.md", text)]).entries

        assert (one.authors, one.venue, str(one.date)) == (
            ("Ann Example", "Bob Sample"),
            "ICLR 2024",
            "2024",
        )

    def test_lines_that_say_nothing_of_it(self) -> None:
        """Are told as text below it, if they are items."""
        assert read(f"**{TITLE}**\n\n- Oral\n{LABELS}\n") == [
            entry(1, TITLE, URL),
            skipped(3, SkipReason.BELOW_ENTRY),
        ]

    def test_a_long_line_among_them(self) -> None:
        """Is a text."""
        text = f"**{TITLE}**\n\n- Paper: {URL}\n- Summary: {'tea ' * 100}\n"

        assert read(text) == [entry(1, TITLE, URL), skipped(4, SkipReason.NO_LINK_TO_WORK)]

    def test_facts_beside_the_links(self) -> None:
        """Are read, if nothing else stands there."""
        one, two = (
            f"### {title}\n*Ann Example, Bob Sample* - ICLR 2024 - [PDF]({url})\n\nIt whistles.\n\n"
            for title, url in ((TITLE, URL), (OTHER, OTHER_URL))
        )
        entries = read_list_files([("README.md", one + two)]).entries

        assert [(e.venue, e.authors) for e in entries] == [
            ("ICLR 2024", ("Ann Example", "Bob Sample"))
        ] * 2

    def test_a_headline_above_the_title(self) -> None:
        """The title is what the lines below announce as such."""
        notes = f"# Kettles that talk too much\n\n> Title: *{TITLE}*\n>\n> [arXiv]({URL})\n"

        assert read(notes) == [entry(1, TITLE, URL)]
