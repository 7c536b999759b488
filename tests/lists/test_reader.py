"""Reading lists: every form that entries have been written in, and what must not become one."""

import itertools
import tracemalloc
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from growth import in_proportion, steps
from hypothesis import given
from hypothesis import strategies as st
from lists import (
    EMOJI,
    OTHER,
    OTHER_URL,
    PATH,
    THIRD,
    TITLE,
    URL,
    dates,
    emoji,
    entry,
    joined,
    news,
    read,
    skipped,
    table,
    titles,
    urls,
)

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._lists.wording import clean_title
from trustworthy_audio_llms._records.dates import PartialDate
from trustworthy_audio_llms._records.entries import Entry
from trustworthy_audio_llms._records.mentions import Mention, NewsItem
from trustworthy_audio_llms._records.skipping import SkipReason

DAY = "2025-05-22"
NO_LINK = SkipReason.NO_LINK_TO_WORK
LINK_WITHIN = SkipReason.LINK_WITHIN
BELOW = SkipReason.BELOW_ENTRY
NOT_ALONE = SkipReason.ANOTHER_WORK


def only(text: str, path: str = PATH) -> Entry:
    """The only work of a list."""
    (found,) = read_list_files([(path, text)]).entries
    return found


class TestForms:
    """Every form of the list that this library was made for."""

    @pytest.mark.parametrize(
        "form",
        [
            "- **{d}** | {e} [**{t}**]({u}) {e}",
            "- **{d}** | {e} [**{t}**]({u}){e}",
            "- **{d}** |[**{t}**]({u})",
            "- {d} [*{t}*]({u})",
            "- {d} [{t}]({u})",
            "- {d}[*{t}*]({u})",
            "- {e}{d}[*{t}*]({u})",
            "-{d} [*{t}*]({u})",
        ],
    )
    def test_dated_items(self, form: str) -> None:
        """Whatever the emoji, with blanks, a backslash or a break at the end."""
        for mark, end in itertools.product(EMOJI, ["", " ", "  ", "\\", " <br>"]):
            line = form.format(d="2025/05/22", t=TITLE, u=URL, e=mark) + end

            assert read(line) == [entry(1, TITLE, URL, DAY)], line

    @pytest.mark.parametrize("mark", ["\u00a0", "\t", "  ", "\u3000", " \u200d "])
    def test_blanks_of_any_kind(self, mark: str) -> None:
        """Between all parts, several at once."""
        line = f"-{mark}**2025/05/22**{mark}|{mark}🔓{mark}[**A{mark}Title**]({URL}){mark}🔓{mark}"

        assert [(one.kind, one.url, one.date) for one in read(line)] == [("entry", URL, DAY)]

    def test_a_year_and_an_empty_target(self) -> None:
        """The year is the date, and there is no link."""
        assert read(f"- 2025   [*{TITLE}*]()") == [entry(1, TITLE, None, "2025")]

    @pytest.mark.parametrize(
        "line", [f"- [*{TITLE}*]({URL})", f"- 🏆 [{TITLE}]({URL})", f"-[{TITLE}]({URL})"]
    )
    def test_undated_items(self, line: str) -> None:
        """The link says what they name."""
        assert read(line) == [entry(1, TITLE, URL)]

    def test_tables(self) -> None:
        """Of works, benchmarks and data sets."""
        papers = table("| Year | Title | Venue | Keywords |", f"| 2025 | *{TITLE}* | ICLR | Echo |")
        tests = table(
            "| Benchmark | Description | Focus |", "| **Parrot (2024)** | Tests. | Echo |"
        )
        data = table("| Dataset | Description | Source |", "| **Birds_long** | Songs. | Custom |")

        assert read(f"{papers}\n\n{tests}\n\n{data}") == [
            entry(3, TITLE, None, "2025"),
            entry(7, "Parrot", None, "2024"),
            entry(11, "Birds_long"),
        ]

    def test_news(self) -> None:
        """With month or day, with and without emoji."""
        text = joined(
            [
                "## 🗞️ Recent News",
                "- **[2025.11]** We *began*.",
                "- **[2025.11.12]** 🐣We are here!!!",
                "- **[2025.12.1]** 🆕 More",
            ]
        )

        assert read(text) == [
            news(2, "We began.", "2025-11"),
            news(3, "We are here!!!", "2025-11-12"),
            news(4, "More", "2025-12-01"),
        ]

    @given(dates, titles, urls, emoji, st.sampled_from(["{0}", " {0} ", " | {0} ", ""]))
    def test_whatever_the_title(
        self, date: tuple[str, str], title: str, url: str, mark: str, around: str
    ) -> None:
        """All forms say the same."""
        written, day = date
        decoration = around.format(mark)
        forms = [
            f"- **{written}** | {decoration}[**{title}**]({url}){decoration}",
            f"- {written} {decoration}[{title}]({url})",
            f"- {mark}{written}[*{title}*]({url})",
            f"-{written} [{title}]({url})",
            f"| {written} | {title} | [paper]({url}) | |",
        ]
        expected = entry(1, clean_title(title), url, day)

        assert read(forms[0]) == read(forms[1]) == read(forms[2]) == read(forms[3]) == [expected]
        assert [one.date for one in read(forms[4])] == [day]
        assert read(f"{written} {title}<br>") == [entry(1, clean_title(title), None, day)]


class TestOtherLists:
    """Forms that are customary elsewhere."""

    @pytest.mark.parametrize(
        "text",
        [
            f"- 2025/05/22 [{TITLE}] ({URL})",
            f"- 2025/05/22 ［{TITLE}］（{URL}）",
            f"- 2025/05/22：[{TITLE}]({URL})",
            f"1. 2025/05/22 [{TITLE}]({URL})",
            f"* 2025/05/22 [{TITLE}]({URL})",
            f"• 2025/05/22 [{TITLE}]({URL})",
            f"> - 2025/05/22 [{TITLE}]({URL})",
            f"- [x] 2025/05/22 [{TITLE}]({URL})",
            f"- 2025/05/22 [{TITLE}][1]\n\n[1]: {URL}",
            f"- 2025/05/22 <a href='{URL}'>{TITLE}</a>",
            f"- 2025/05/22 {TITLE} <{URL}>",
            f"- 2025/05/22 [{TITLE}]({URL}) [[code]](https://github.com/a/b)",
            f"- 2025/05/22 {TITLE} [paper]({URL}) [code](https://github.com/a/b)",
            f"<ul><li>2025/05/22 <a href='{URL}'>{TITLE}</a></ul>",
            (
                "<table><tr><th>Date<th>Title<tr><td>2025/05/22"
                f"<td><a href='{URL}'>{TITLE}</a></table>"
            ),
        ],
    )
    def test_one_work(self, text: str) -> None:
        """Blanks and wide brackets, other bullets, references, HTML, several links."""
        assert [one._replace(line=1) for one in read(text)] == [entry(1, TITLE, URL, DAY)]

    def test_plain_http(self) -> None:
        """The link is kept as it is."""
        url = "http://arxiv.org/abs/2501.00001"

        assert read(f"- [{TITLE}]({url})") == [entry(1, TITLE, url)]

    def test_nested_lists(self) -> None:
        """Groups are no works; those in them are, at any depth."""
        text = (
            f"- Group\n  - [{TITLE}]({URL})\n    1. [{OTHER}]({OTHER_URL})\n  - 2025/05/22 {THIRD}"
        )

        assert read(text) == [
            skipped(1, NO_LINK),
            entry(2, TITLE, URL),
            entry(3, OTHER, OTHER_URL),
            entry(4, THIRD, None, DAY),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            f"- 2025/05/22\n  [{TITLE}]({URL})",
            f"- 2025/05/22 [Whistling in the Dark:\n  Covert Channels in Spoken Assistants]({URL})",
            f"- 2025/05/22\n\n  [{TITLE}]({URL})",
            f"- 2025/05/22 **{TITLE}**\n  [[paper]({URL})]",
            f"- 2025/05/22 **{TITLE}**<br>\n  Ann Author<br>\n  [paper]({URL}) / [code](x)",
        ],
    )
    def test_items_of_several_lines(self, text: str) -> None:
        """They stand where they begin."""
        assert read(text) == [entry(1, TITLE, URL, DAY)]

    def test_a_title_over_two_lines(self) -> None:
        """Undated, with its link behind it."""
        text = f"- Whistling in the Dark: Covert Channels\n  in Spoken Assistants [paper]({URL})"

        assert read(text) == [entry(1, TITLE, URL)]

    def test_several_lines_without_a_work(self) -> None:
        """Are skipped by their first; the others are prose, unless marked like items."""
        found = read("- Words\n  of [two](#x)\n-- lines")

        assert found == [skipped(1, LINK_WITHIN), skipped(3, BELOW)]

    def test_an_item_that_is_folded_into_another(self) -> None:
        """Without a blank behind its mark it is text to Markdown, and keeps its own line."""
        text = f"- Papers\n-[{TITLE}]({URL})\n-2025/05/22 [{OTHER}]({OTHER_URL})"

        assert read(text) == [
            skipped(1, NO_LINK),
            entry(2, TITLE, URL),
            entry(3, OTHER, OTHER_URL, DAY),
        ]

    def test_links_in_a_description_below_are_not_the_works(self) -> None:
        """Only lines of nothing but labels give a link to the work above."""
        text = f"- 2025/05/22 {TITLE}\n  We extend earlier [code](https://github.com/a/b)."

        assert read(text) == [entry(1, TITLE, None, DAY)]

    @pytest.mark.parametrize("tag", ["div", "p", "details"])
    def test_items_right_below_html(self, tag: str) -> None:
        """Where the blank line is missing that would part them."""
        text = f"<{tag} align='center'>\nAn abstract.\n</{tag}>\n- 2025/05/22 [{TITLE}]({URL})"

        assert read(text) == [entry(4, TITLE, URL, DAY)]

    @pytest.mark.parametrize(
        "form",
        [
            "- {d} [{t}]({u}) {e} [{o}]({v})",
            "- **{d}** | 🔓 [**{t}**]({u}) [code](https://github.com/a/b), **{e}** | [*{o}*]({v})",
            "-{d}[{t}]({u})-{e}[{o}]({v})",
            "{d} [{t}]({u}) and {e} [{o}]({v})",
            "- {d} [{t}]({u}) [{e}] ![a](b.svg) [{o}]({v})",
            "- {d} [{t}]({u})<br>{e} [{o}]({v})",
            "* [{d}] [{t}]({u}) {THIRD} 2025/01/01 or {e}: [{o}]({v})",
        ],
    )
    def test_several_dated_works_on_one_line(self, form: str) -> None:
        """Are as many entries, each with its day."""
        dated = {"d": "2025/05/22", "e": "2025/05/23"}
        line = form.format(t=TITLE, u=URL, o=OTHER, v=OTHER_URL, THIRD=THIRD, **dated)

        assert read(f"# Voices\n{line}") == sorted(
            [entry(2, TITLE, URL, DAY), entry(2, OTHER, OTHER_URL, "2025-05-23")],
            key=lambda one: one.text,
        )

    @pytest.mark.parametrize(
        "line",
        [
            f"- [{TITLE}]({URL}), [{OTHER}]({OTHER_URL})",
            f"- 2025/05/22 [{TITLE}]({URL}) extends [{OTHER}]({OTHER_URL})",
            f"- [{TITLE}]({URL}) (2025/05/22), [{OTHER}]({OTHER_URL}) (2025/05/23)",
            f"- [{TITLE}]({URL}) 2025/05/22 [{OTHER}]({OTHER_URL}) 2025/05/23",
            f"-[{TITLE}]({URL}) [{OTHER}]({OTHER_URL})",
            f"- 2025/05/22 [{TITLE}]({URL}) [{OTHER}]({OTHER_URL}) [a](missing.md)",
        ],
    )
    def test_a_second_work_on_one_line(self, line: str) -> None:
        """Is told, where no day of its own parts it from the first: it may be but named there."""
        found = read_list_files([(PATH, line), ("README.md", "")])

        assert [one.title for one in found.entries] == [TITLE]
        assert [one.code for one in found.skipped if one.path == PATH] == [NOT_ALONE]

    @pytest.mark.parametrize(
        "link",
        [
            f"[code]({OTHER_URL})",
            f"[ICLR 2026]({OTHER_URL})",
            f"[ICML]({OTHER_URL})",
            f"[{TITLE.upper()}]({OTHER_URL})",
            f"[The same paper as above]({URL}v2)",
            "[Ann Author](https://a.example/ann)",
            "2025/05/23 [paper](https://a.example/b)",
            "(2025/05/23)",
        ],
    )
    def test_links_beside_a_work_that_are_none(self, link: str) -> None:
        """Labels, venues, the same work and pages that are no works leave nothing to look at."""
        assert read(f"- 2025/05/22 [{TITLE}]({URL}) {link}") == [entry(1, TITLE, URL, DAY)]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("start", ["", "\ufeff"])
    @pytest.mark.parametrize("last", [True, False])
    def test_files_from_anywhere(self, start: str, end: str, last: bool) -> None:
        """Any line ends, a byte order mark, no line end at the end."""
        text = f"# Voices\n\n- 2025/05/22 [{TITLE}]({URL})\n- [{OTHER}]({OTHER_URL})\n"
        text = start + (text if last else text.rstrip()).replace("\n", end)

        assert read(text) == [entry(3, TITLE, URL, DAY), entry(4, OTHER, OTHER_URL)]

    def test_invalid_utf_8_that_was_replaced(self) -> None:
        """The mark for it stays in the title, and costs nothing else."""
        title = b"Caf\xc3 Voices".decode("utf-8", "replace")

        assert read(f"- 2025/05/22 [{title}]({URL}) \ufffd") == [entry(1, title, URL, DAY)]


class TestNoEntries:
    """What stands in lists beside works."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\n",
            "Words about voices.",
            "<p align='center'>\n<a href='https://a.example'> <img src='b.svg'></a>\n</p>",
            f"<p>\n<a href='{URL}'><img src='b.svg' alt='arXiv'></a>\n</p>",
            f"[![arXiv](https://a.example/b.svg)]({URL})",
            "[Group](./group.jpg) | [Mine](./mine.jpg)",
            "[Group](./group.jpg)\n\n[Discord: us](./resource/discord.md)",
            "https://discord.gg/abc",
            "[![Star History Chart]()",
            "[![Star History Chart](https://a.example/x)](https://a.example/y)",
            "*We welcome **you**! Write to a@a.example.*",
            "## 2025/05/22 Meeting",
            "## [Our page](https://a.example)",
            "## [A Page About Voices](https://a.example/b)",
            "---",
        ],
    )
    def test_prose(self, text: str) -> None:
        """Says nothing of works and leaves nothing to look at."""
        assert read(text, "README.md") in ([], [skipped(1, SkipReason.EMPTY_SECTION)])

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("- 🛡️ **Safety**", NO_LINK),
            ("- 🧩 **Fairness** - ⚔️ **Hallucination** - 🛡️ **Privacy** - 📊 **Tests**", NO_LINK),
            ("- [🧭 Research Collections](#-research-collections)", SkipReason.LINK_WITHIN),
            (
                "- 🚀 [Technical Reports of All Kinds](collections/reports.md)",
                SkipReason.LINK_WITHIN,
            ),
            ("- [![badge](https://a.example/b.svg)](https://a.example/c)", NO_LINK),
            ("- ![badge](https://a.example/b.svg)", NO_LINK),
            ("-", SkipReason.EMPTY_ITEM),
            (
                "- Organizers: [Ann (安娜)](https://a.example/ann), [Bo](https://b.example)",
                SkipReason.SEVERAL_LINKS,
            ),
            ("- Thanks to all.", NO_LINK),
        ],
    )
    def test_lists_of_something_else(self, line: str, reason: str) -> None:
        """Are skipped, with the reason."""
        assert read(line, "README.md") == [skipped(1, reason)]

    @pytest.mark.parametrize(
        ("below", "left"),
        [
            ("-- An abstract.\ngoes on.", [skipped(2, BELOW)]),
            ("  -An abstract.", [skipped(2, BELOW)]),
            ("  -- An abstract.", [skipped(2, BELOW)]),
            ("An abstract.", []),
            ("  An abstract with [a link](https://a.example/b).", []),
            ("<p align='justify'>\nAn abstract.\n</p>", []),
            ("\n<p align='justify'>\nAn abstract.\n</p>\n", []),
            ("<div>An abstract with <a href='x'>a link</a></div>", []),
            ("\n-- An abstract.", []),
        ],
    )
    def test_abstracts(self, below: str, left: list[object]) -> None:
        """What follows an entry is no other one, and changes nothing about it."""
        text = f"- 2025/05/22 [{TITLE}]({URL})\n{below}\n\n- [{OTHER}]({OTHER_URL})"
        last = text.count("\n") + 1

        assert read(text) == [entry(1, TITLE, URL, DAY), *left, entry(last, OTHER, OTHER_URL)]

    @pytest.mark.parametrize("fence", ["```", "~~~", "```markdown"])
    def test_a_fence_that_is_never_closed(self, fence: str) -> None:
        """All below it is code; what looks like entries is told."""
        text = (
            f"- [{OTHER}]({OTHER_URL})\n{fence}\n| 2025 | Paper Title | Venue | Keywords |\n\n- x"
        )

        assert read(text) == [
            entry(1, OTHER, OTHER_URL),
            skipped(3, SkipReason.IN_CODE),
            skipped(5, SkipReason.IN_CODE),
        ]

    def test_brackets_that_are_never_closed(self) -> None:
        """They take no line along."""
        text = f"[![Chart]()\n\n[\n- [{TITLE}]({URL})\n- [x\n- 2025/05/22 [{OTHER}](\n"

        assert read(text) == [
            entry(4, TITLE, URL),
            skipped(5, NO_LINK),
            entry(6, OTHER, None, DAY),
        ]

    def test_comments(self) -> None:
        """What was taken out of the list is not in it."""
        assert read(f"<!--\n- [{TITLE}]({URL})\n-->\n") == [skipped(2, SkipReason.IN_COMMENT)]


class TestPlaces:
    """An entry knows where it stands, and what that says about it."""

    def test_mentions(self) -> None:
        """Path, line and section, with title, link and date as they are written there."""
        found = only(f"# Voices\n## 🎙️ Parrots：\n### 📅 2025\n- 2025/05/22 [{TITLE}]({URL})")

        assert found.mentions == (
            Mention(PATH, 4, "Parrots", title=TITLE, url=URL, date=PartialDate(2025, 5, 22)),
        )

    @pytest.mark.parametrize(
        "heading",
        ["2025", "📅 2025", "2025-05", "May 2025", "**2025年**", "2025：", "🔓", f"x({URL})"],
    )
    def test_headings_that_are_no_sections(self, heading: str) -> None:
        """Years, mere emoji and links; then the file is the section."""
        (found,) = [
            one
            for one in read_list_files([(PATH, f"## {heading}\n- [{OTHER}]({OTHER_URL})")]).entries
            if one.title == OTHER
        ]

        assert found.mentions[0].section == "papers/safety/jailbreak"

    def test_topics_and_kind_come_from_the_path(self) -> None:
        """Whatever the headings say."""
        jailbreak = only(f"# Any\n- [{TITLE}]({URL})", "papers/safety/jailbreak.md")
        survey = only(f"- [{TITLE}]({URL})", "collections/survey.md")
        older = only(f"- [{TITLE}]({URL})", "collections/traditional_models.md")

        assert (jailbreak.topics, jailbreak.kind) == (("safety/jailbreak",), "paper")
        assert survey.kind == "survey"
        assert (older.scope, jailbreak.scope) == ("speech", None)

    def test_topics_come_from_headings_and_keywords_in_one_readme(self) -> None:
        """The line's own words first."""
        header = "| Year | Title | Venue | Focus |"
        found = only(
            "# A List\n## Attacks & Risks\n"
            + table(header, f"| 2025 | {TITLE} | ICLR | Backdoor |"),
            "README.md",
        )

        assert found.topics == ("security/backdoor",)
        assert found.mentions[0].section == "Attacks & Risks"

    def test_new_files_need_no_new_release(self) -> None:
        """Their names become topics."""
        found = only(f"- [{TITLE}]({URL})", "papers/safety/ventriloquism.md")

        assert found.topics == ("safety/ventriloquism",)

    def test_tables_tell_the_kind(self) -> None:
        """A data set has its source."""
        data = only(table("| Dataset | Source |", "| Birds | Custom |"), "README.md")
        paper = only(table("| Title | Source |", "| Birds | Custom |"), "README.md")

        assert (data.kind, getattr(data, "source", None)) == ("dataset", "Custom")
        assert (paper.kind, hasattr(paper, "source")) == ("paper", False)

    @pytest.mark.parametrize(
        ("heading", "featured"),
        [
            ("🎒 Good Papers", True),
            ("Recent Good Papers", True),
            ("Excelllent papers", True),
            ("Highlights", True),
            ("Papers", False),
        ],
    )
    def test_sections_that_single_out(self, heading: str, featured: bool) -> None:
        """What stands in them is featured."""
        assert only(f"## {heading}\n- [{TITLE}]({URL})", "README.md").featured is featured

    def test_identifiers_come_from_the_links_to_the_work(self) -> None:
        """From all of them, and from no others; the link is kept as a link only if it is one."""
        found = only(
            f"- 2025/05/22 [{TITLE}](https://openreview.net/forum?id=abcDEF12_3#discussion) "
            f"[arXiv](arxiv.org/pdf/2501.00001v2) [pdf]({URL}) [{OTHER}](https://doi.org/10.1000/1)"
        )
        plain = only(f"- [{TITLE}](arxiv.org/abs/2501.00001)")

        assert (found.openreview, found.arxiv, found.doi) == ("abcDEF12_3", "2501.00001", None)
        assert found.id == "arxiv:2501.00001"
        assert (plain.arxiv, plain.url) == ("2501.00001", None)
        assert plain.mentions[0].url == "arxiv.org/abs/2501.00001"

    @pytest.mark.parametrize(
        "heading", ["Recent News", "🗞️ News", "Updates", "Changelog", "What's New", "Announcements"]
    )
    def test_headings_for_news(self, heading: str) -> None:
        """Dates below them are news, also where a year stands between."""
        assert read(f"## {heading}\n### 2025\n- 2025/05/22 [{TITLE}]({URL}) is out") == [
            news(3, f"{TITLE} is out", DAY)
        ]
        assert read(f"## {heading}\nNone.\n## Papers\n- 2025/05/22 [{TITLE}]({URL})") == [
            entry(4, TITLE, URL, DAY)
        ]


class TestSeveralFiles:
    """A list is all its files together."""

    def test_one_work_in_several_files(self) -> None:
        """Has several mentions, and the topics of all."""
        reading = read_list_files(
            [
                ("papers/safety/jailbreak.md", f"- 2025/05/22 [{TITLE}]({URL})"),
                ("papers/fairness/general.md", f"- 2025/05/20 [{TITLE.upper()}]({URL}v2)"),
                ("collections/new.md", f"2025/05/21 {TITLE.lower()}<br>"),
            ]
        )

        (found,) = reading.entries
        assert [mention.path for mention in found.mentions] == [
            "papers/safety/jailbreak.md",
            "papers/fairness/general.md",
            "collections/new.md",
        ]
        assert found.topics == ("safety/jailbreak", "fairness")
        assert (found.title, found.aliases) == (TITLE, (TITLE.upper(), TITLE.lower()))
        assert str(found.date) == "2025-05-20"

    def test_the_same_news_twice(self) -> None:
        """Is one item with two mentions."""
        files = [
            ("README.md", "# News\n- [2025.11] We began"),
            ("NEWS.md", "\n- **[2025.11]** We *began*"),
        ]

        assert read_list_files(files).news == (
            NewsItem(
                "2025-11",
                "We began",
                mentions=[
                    Mention("README.md", 2, "News", date="2025-11"),
                    Mention("NEWS.md", 2, "NEWS", date="2025-11"),
                ],
            ),
        )

    @given(
        st.permutations(
            [
                ("a.md", f"- 2025/05/22 [{TITLE}]({URL})\n- [{OTHER}]({OTHER_URL})"),
                ("b.md", f"2025/05/20 {OTHER}<br>\n2025/01/01 {THIRD}"),
                ("c.md", f"- [{TITLE} (v2)](https://openreview.net/forum?id=abcDEF12_3)"),
                ("d.md", f"- {THIRD} [paper](https://openreview.net/forum?id=abcDEF12_3)"),
                ("e.md", f"- [{OTHER}](https://arxiv.org/abs/2501.00003)"),
            ]
        )
    )
    def test_the_order_of_files_does_not_change_the_works(
        self, files: list[tuple[str, str]]
    ) -> None:
        """Nor their identifiers and the number of mentions."""
        found = read_list_files(files).entries

        assert {one.id for one in found} == {
            "arxiv:2501.00001",
            "arxiv:2501.00002",
            "arxiv:2501.00003",
            "openreview:abcDEF12_3",
        }
        assert sum(len(one.mentions) for one in found) == 7
        assert len({one.citekey.lower() for one in found}) == len(found)


PIECES = st.sampled_from(
    [
        *(
            "- ",
            "* ",
            "1. ",
            "  ",
            "    ",
            "\t",
            "> ",
            "# ",
            "## ",
            "---",
            "===",
            "\\",
            "\n",
            "\n\n",
        ),
        *("\r\n", "\r", "<br>", "`", "```", "~~~", "**", "*", "_", "[", "]", "](", ")", "![", "|"),
        *(
            "|--|--|",
            "| Year | Title |\n|--|--|\n",
            "| Dataset | Paper |\n|--|--|\n| a | [b]() |\n",
        ),
        *(
            "<div>",
            "</div>",
            "<p>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "<ul>",
            "<li>",
            "<!--",
            "-->",
        ),
        *(
            '<a href="https://a.example/b">',
            "<a href=x>",
            "</a>",
            "［",
            "］",
            "（",
            "）",
            "&amp;",
            "<",
        ),
        *(
            "2025/05/22 ",
            "2025",
            "[2025.11] ",
            TITLE,
            "A",
            f"]({URL})",
            "]()",
            "[a]: x",
            URL,
            "x.md",
        ),
        *(
            "🔓",
            "1️⃣",
            "\u3000",
            "\u00a0",
            "\ufeff",
            "\x00",
            "\u2028",
            "\x0b",
            "\ud800",
            "$",
            '"',
            "-",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=50).map("".join), st.text(max_size=120))


class TestAnyText:
    """Whatever a file holds, it is read, and nothing is counted twice."""

    @given(TEXTS, st.sampled_from([PATH, "README.md", "News.md", "a"]))
    def test_every_line_is_counted_once(self, text: str, path: str) -> None:
        """A line is a mention, news or skipped, or else prose; two of them only if it says so."""
        reading = read_list_files([(path, text), ("b.md", "")])
        ends = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        mentioned = {m.line for one in reading.entries for m in one.mentions if m.path == path}
        told = {m.line for one in reading.news for m in one.mentions}
        left = Counter(
            one.line for one in reading.skipped if one.path == path and one.code is not NOT_ALONE
        )

        assert not (mentioned | told) & left.keys()
        assert not [line for line, times in left.items() if times > 1]
        assert all(1 <= line <= ends + 1 for line in (*mentioned, *told, *left))

    @given(TEXTS)
    def test_line_ends_and_byte_order_mark_change_nothing(self, text: str) -> None:
        """Files from Windows say the same."""
        unix = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
        reading = read_list_files([(PATH, unix)])

        assert read_list_files([(PATH, "\ufeff" + unix.replace("\n", "\r\n"))]) == reading
        assert read_list_files([(PATH, unix.replace("\n", "\r"))]) == reading

    @given(
        st.lists(
            st.tuples(st.sampled_from(["- ", "1. ", "-", "", "> - "]), titles),
            min_size=1,
            max_size=9,
        )
    )
    def test_lines_are_numbered_rightly(self, items: list[tuple[str, str]]) -> None:
        """The title of a mention stands in the line that it names."""
        lines = [f"{mark}2025/05/22 [{title}]({URL})" for mark, title in items]
        for one in read("\n\n".join(lines)):
            assert one.kind == "entry"
            assert one.text in lines[(one.line - 1) // 2]

    @given(
        st.lists(
            st.tuples(dates, titles, urls, st.sampled_from(["<br>", "  ", ""])),
            min_size=1,
            max_size=9,
        ),
        st.sampled_from(["- {0} [{1}]({2})", "{0} {1}", "-{0}[*{1}*]({2})", "* {0} **{1}** {2}"]),
    )
    def test_each_line_of_a_list_is_read_by_itself(
        self, works: list[tuple[tuple[str, str], str, str, str]], form: str
    ) -> None:
        """However many there are, and however they end."""
        lines = [form.format(date, title, url) + end for (date, _), title, url, end in works]
        alone = [read(line)[0]._replace(line=n) for n, line in enumerate(lines, 1)]

        assert read("\n".join(lines)) == alone


HOSTILE: dict[str, Callable[[int], str]] = {
    "a word": lambda n: "a" * n,
    "words": lambda n: "- 2025/05/22 " + "word " * n,
    "opening brackets": lambda n: "- 2025/05/22 " + "[" * n + "](x",
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested links": lambda n: "[" * n + "a" + "](https://a.example)" * n,
    "unclosed links": lambda n: "- " + "[a](" * n,
    "unclosed images": lambda n: "![" * n,
    "unclosed emphasis": lambda n: "- " + "*a " * n,
    "unclosed strong": lambda n: "- " + "**a" * n,
    "mixed emphasis": lambda n: "a**b_" * n,
    "full-width brackets": lambda n: "- ［a］（https://a.example " * n,
    "blanks before parentheses": lambda n: "]      (" * n,
    "less-than signs": lambda n: "<" * n,
    "unclosed tags": lambda n: "x <a href=" * n,
    "unclosed HTML links": lambda n: "- " + "<a href='x'>a " * n,
    "unclosed comments": lambda n: "x <!-- " * n,
    "comments in HTML": lambda n: "<div>\n" + "<!-- \n- a\n" * n,
    "tables that never close": lambda n: "<table><tr><td>" * n,
    "items that never close": lambda n: "<ul><li>" * n,
    "a list in HTML": lambda n: "<div>\n" + "- <div>\n" * n,
    "backticks": lambda n: "`a" * n,
    "code over lines": lambda n: "2025/05/22 `a\n" * n,
    "nested quotes": lambda n: "> " * n + "a",
    "nested items": lambda n: "- " * n + "a",
    "items": lambda n: f"- 2025/05/22 [A Title]({URL})\n" * n,
    "one title, many works": lambda n: "".join(
        f"- [One Title of Many](https://arxiv.org/abs/2501.{k:05})\n" for k in range(n)
    ),
    "bare lines": lambda n: "2025/05/22 A Title<br>\n" * n,
    "folded lines": lambda n: "- a\n" + "b\n" * n,
    "rows": lambda n: "| Title | b |\n|--|--|\n" + "| a | b |\n" * n,
    "columns": lambda n: f"{'|a' * n}|\n{'|-' * n}|\n{'|b' * n}|\n",
    "rows without a table": lambda n: "| 2025 | a | b | c |\n" * n,
    "news": lambda n: "- [2025.11] We began\n" * n,
    "headings": lambda n: "# a\n## b\n- [A Title]()\n" * n,
    "setext headings": lambda n: "a\n" * n + "---",
    "references": lambda n: "".join(f"[{k}]: x\n" for k in range(n)) + "[a] " * n,
    "addresses": lambda n: "- 2025/05/22 a " + "https://" * n,
    "parentheses behind an address": lambda n: "- a https://a.example/" + "(" * n,
    "dates": lambda n: "- " + "2025/05/22 " * n,
    "dated works on one line": lambda n: "- " + f"2025/05/22 [A Title]({URL}) " * n,
    "works on one line": lambda n: f"- 2025/05/22 [A Title]({URL}) " + f"[B C]({OTHER_URL}) " * n,
    "emoji": lambda n: "- " + "🔓1️⃣" * n,
    "blanks": lambda n: "- 2025" + " " * n + "a",
}


def executed(text: str) -> int:
    """How many lines of Python are executed while a text is read."""
    return steps(partial(read_list_files, [(PATH, text)]))


class TestCost:
    """Time and memory grow with the size of the text, and no faster."""

    @pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
    def test_work_is_linear(self, make: Callable[[int], str]) -> None:
        """Four times the text takes four times the steps; with the square, it would be sixteen."""
        read(make(4))

        small, large = executed(make(80)), executed(make(320))

        assert large < 5.5 * small

    @pytest.mark.parametrize(
        "name",
        [
            "less-than signs",
            "unclosed tags",
            "unclosed comments",
            "comments in HTML",
            "full-width brackets",
            "blanks before parentheses",
            "addresses",
            "dated works on one line",
            "works on one line",
            "emoji",
        ],
    )
    def test_time_is_linear(self, name: str) -> None:
        """Also what regular expressions and slices do, which steps of Python do not show."""
        assert in_proportion(lambda n: partial(read, HOSTILE[name](n)), 2_000, times=8)

    @pytest.mark.parametrize(
        "form", ["- 2025/05/22 {}", "{}", "|Year|Title|\n|-|-|\n| 2025 | {} |", "# {}"]
    )
    def test_a_long_line_takes_memory_in_proportion(self, form: str) -> None:
        """As an item, a paragraph, a row and a heading."""
        text = form.format("word " * 12_000)
        tracemalloc.start()
        try:
            reading = read_list_files([(PATH, text)])
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        assert peak < 60 * len(text)
        assert len(reading.entries) == (form[0] in "-|")

    def test_a_line_of_5_mebibytes(self) -> None:
        """Is told, and not read: its markup would take a hundred times its memory."""
        assert read("- " + "word " * 2**20) == [skipped(1, SkipReason.TOO_LONG)]

    def test_many_items(self) -> None:
        """Each is counted."""
        text = joined(f"- 2025/05/22 [Title {n}](https://a.example/{n})" for n in range(5000))

        assert len(read_list_files([(PATH, text)]).entries) == 5000

    def test_many_cells(self) -> None:
        """Each row is counted."""
        text = table(
            "| Title | a | b | c | d |", *(f"| Title {n} | a | b | c | d |" for n in range(2000))
        )

        assert len(read_list_files([(PATH, text)]).entries) == 2000
