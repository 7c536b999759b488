"""The grammar: what one line says of a work, as news, or why it says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import OTHER, OTHER_URL, THIRD, TITLE, URL

from trustworthy_audio_llms._lists.judging import judge
from trustworthy_audio_llms._lists.lines import is_marked, read_line
from trustworthy_audio_llms._lists.links import Targets
from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.works import News, Verdict, Work
from trustworthy_audio_llms._records.skipping import SkipReason

CODE = "https://github.com/somebody/something"
DATA = "https://huggingface.co/datasets/somebody/something"
SITE = "https://proceedings.example/2025/17.html"

NO_LINK = SkipReason.NO_LINK_TO_WORK
WORDS_FIRST = SkipReason.WORDS_BEFORE_LINK
UNKNOWN = SkipReason.UNKNOWN_LINK


def sure(verdict: Verdict) -> Verdict:
    """What a line alone is, without others like it that could vouch for it."""
    return verdict.doubt if isinstance(verdict, Work) and verdict.doubt else verdict


def item(markdown: str, *, news: bool = False) -> Verdict:
    """Read a list item of one line."""
    (line,) = read_lines(f"- {markdown}")
    return sure(judge(read_line(line.spans, in_list=True), in_list=True, news=news))


def text(markdown: str, *, news: bool = False) -> Verdict:
    """Read a line of a paragraph."""
    (line,) = read_lines(markdown)
    said = read_line(line.spans, in_list=False)
    marked = is_marked(line.spans)
    return sure(judge(said, in_list=marked, news=news)) if marked or said.titled else None


def work(markdown: str) -> tuple[str, str | None, str | None]:
    """Title, link and date of an item that must be a work."""
    found = item(markdown)
    assert isinstance(found, Work), found
    return found.title, found.url, str(found.date) if found.date else None


class TestDatedItems:
    """An item with a date and a title names a work."""

    @pytest.mark.parametrize(
        "markdown",
        [
            f"**2025/05/22** | 🔓 [**{TITLE}**]({URL}) 🔓",
            f"**2025/05/22** |[**{TITLE}**]({URL})🔓",
            f"2025/05/22 [*{TITLE}*]({URL})  ",
            f"2025/05/22[{TITLE}]({URL})\\",
            f"🔓2025/05/22[*{TITLE}*]({URL})",
            f"[ ] 2025/05/22 [{TITLE}]({URL})",
            f"[x] 2025/05/22 [{TITLE}]({URL})",
            f"`2025-05-22`: [`{TITLE}`]({URL})",
            f"（2025.05.22） [{TITLE}]({URL})",
            f"2025/05/22 密 [{TITLE}]({URL}) 密",
            f"2025/05/22 {TITLE} {URL}",
            f"2025/05/22 {TITLE} ({URL})",
            f"2025/05/22 **{TITLE}**. Ann Author. *Some Journal*. [[paper]({URL})]",
            f"2025/05/22 [![badge](https://a.example/b.svg)]({URL}) {TITLE}",
            f"2025/05/22 []({URL}) {TITLE}",
            f"2025/05/22 [code]({CODE}) [{TITLE}]({URL})",
            f"2025/05/22 [ICLR 2026](https://iclr.example/2026) [{TITLE}]({URL})",
        ],
    )
    def test_marks_between_the_parts_do_not_matter(self, markdown: str) -> None:
        """Emoji, bars, emphasis, brackets and labels come in every order."""
        assert work(markdown) == (TITLE, URL, "2025-05-22")

    @pytest.mark.parametrize(
        ("markdown", "url"),
        [
            (f"2025/05/22 [{TITLE}]()", None),
            (f"2025/05/22 {TITLE}", None),
            (f"2025/05/22 [{TITLE}]", None),
            (f"2025/05/22 [{TITLE}](./a.md)", "./a.md"),
            (f"2025/05/22 [{TITLE}](arxiv.org/abs/2501.00001)", "arxiv.org/abs/2501.00001"),
            (f"2025/05/22 [{TITLE}](https://a.example/b c)", "https://a.example/b c"),
            (f"2025/05/22 [{TITLE}]({URL}", URL),
            (f"2025/05/22 [{TITLE}({URL})", URL),
            (f"2025/05/22 {TITLE}]({URL})", URL),
            (f"2025/05/22 {TITLE} [paper](x.pdf)", "x.pdf"),
        ],
    )
    def test_the_link_is_kept_as_it_is_written(self, markdown: str, url: str | None) -> None:
        """Also one that leads nowhere, or is none to Markdown; an empty one is none."""
        assert work(markdown) == (TITLE, url, "2025-05-22")

    @pytest.mark.parametrize(
        ("label", "title"),
        [
            ("A [b] title", "A [b] title"),
            ("A \\[half title", "A [half title"),
            ("A | b", "A | b"),
            ("Costs $5 and $x_1$", "Costs $5 and $x_1$"),
            ("Back\\slash and \\_under_", "Back\\slash and _under"),
            ("R&amp;D &lt;b&gt;", "R&D <b>"),
            ("“Curly” titles’ end.", "“Curly” titles’ end."),
            ("A *star* and `code`", "A star and code"),
            ("~~Gone~~", "Gone"),
        ],
    )
    def test_titles_keep_their_characters(self, label: str, title: str) -> None:
        """Brackets, bars, dollars and backslashes; entities are what they stand for."""
        assert work(f"2025/05/22 🔓 [{label}]({URL})") == (title, URL, "2025-05-22")

    def test_a_bracket_that_is_never_closed_cuts_no_title(self) -> None:
        """Markdown takes only what follows it for the label."""
        assert work(f"**2025/05/22** | 🔓 [**A [half title**]({URL})")[0] == "A [half title"

    def test_words_after_the_link_are_passed_over(self) -> None:
        """Authors and venues stand there, in no order that could be relied on."""
        assert work(f"2025/05/22 [{TITLE}]({URL}), Ann Author et al., ICASSP 2025")[0] == TITLE

    @pytest.mark.parametrize("markdown", ["2025/05/22", "2025/05/22 🔓", f"2025/05/22 [🔓]({URL})"])
    def test_a_date_without_a_title(self, markdown: str) -> None:
        """Names nothing."""
        assert item(markdown) == SkipReason.NO_TITLE


class TestYearsAlone:
    """A year without a month is a date only where nothing else can be meant."""

    @pytest.mark.parametrize(
        "markdown",
        [
            f"2025   [*{TITLE}*]({URL})",
            f"2025: [{TITLE}]({URL})",
            f"2025：{TITLE} [paper]({URL})",
            f"2025: {TITLE} [paper]({URL})",
            f"(2025) [{TITLE}]({URL})",
            f"[2025] [{TITLE}]({URL})",
            f"2025 | {TITLE} [paper]({URL})",
        ],
    )
    def test_a_year_and_a_mark(self, markdown: str) -> None:
        """Right before a link, in brackets, or before a bar."""
        assert work(markdown) == (TITLE, URL, "2025")

    def test_a_year_that_begins_a_title(self) -> None:
        """Stays a part of it."""
        assert work(f"2025 Challenge on Voices [paper]({URL})") == (
            "2025 Challenge on Voices",
            URL,
            None,
        )
        assert work(f"[2025 Challenge on Voices]({URL})")[0] == "2025 Challenge on Voices"

    def test_a_year_and_words(self) -> None:
        """Without a link are no work."""
        assert item("2025: we began") == NO_LINK
        assert item("2025 was a good year") == NO_LINK
        assert text("2025 was a good year") is None


class TestUndatedItems:
    """An item without a date names a work if it links to one."""

    @pytest.mark.parametrize(
        "markdown",
        [
            f"[{TITLE}]({URL})",
            f"🏆 [*{TITLE}*]({URL})",
            f"[x] [{TITLE}]({URL})",
            f"(oral) [{TITLE}]({URL})",
            f"{TITLE}, [paper]({URL}), [code]({CODE})",
            f"**{TITLE}**. Ann Author. *ICASSP*. [[paper]]({URL})",
            f"*{TITLE}*. Ann Author, Bo Li [paper]({URL})",
            f"{TITLE} {URL}",
            f"<a href='{URL}'>{TITLE}</a>",
            f"[![paper](https://a.example/b.svg)]({URL}) {TITLE}",
        ],
    )
    def test_links_to_known_identifiers(self, markdown: str) -> None:
        """Whether the title is the link or stands beside it."""
        assert work(markdown) == (TITLE, URL, None)

    def test_links_to_other_sites(self) -> None:
        """With a title for a label, and nothing before it."""
        assert work(f"[{TITLE}]({SITE})") == (TITLE, SITE, None)
        assert work(f"[A Speech Toolkit]({CODE})") == ("A Speech Toolkit", CODE, None)
        assert item(f"Also [{TITLE}]({SITE})") == WORDS_FIRST

    @pytest.mark.parametrize(
        ("markdown", "reason"),
        [
            ("**Safety**", NO_LINK),
            ("...", NO_LINK),
            ("🧩 **Fairness** - ⚔️ **Privacy** - 🛡️ **Robustness** of voices", NO_LINK),
            (f"{TITLE} [code]({CODE})", NO_LINK),
            (f"[paper]({URL})", SkipReason.NO_TITLE),
            (f"<{URL}>", SkipReason.NO_TITLE),
            (f"Paper: [arXiv]({URL})", SkipReason.NO_TITLE),
            (f"[2501.00001]({URL})", SkipReason.NO_TITLE),
            (f"[***]({URL})", SkipReason.NO_TITLE),
            ("[Overview of it all](#overview)", SkipReason.LINK_WITHIN),
            ("[📖 A1. General topics](./papers/safety/general.md)", SkipReason.LINK_WITHIN),
            ("[A Title Without Target]()", SkipReason.LINK_WITHIN),
            ("[Write to us, please](mailto:a@a.example)", SkipReason.LINK_WITHIN),
            (
                f"Organizers: [Ann Author]({SITE}), [Bo Li](https://b.example)",
                SkipReason.SEVERAL_LINKS,
            ),
            ("[Ann Author](https://a.example/ann/cv)", UNKNOWN),
            ("[Home Page of Ann](https://a.example/)", UNKNOWN),
            ("[Home Page of Ann](https://a.example)", UNKNOWN),
            ("[Ann Author's GitHub Page](https://github.com/ann)", UNKNOWN),
            (f"[Tell us about mistakes]({CODE}/issues)", UNKNOWN),
            (f"[Technical Reports of Others]({CODE}/blob/main/a.md)", UNKNOWN),
            ("[Join our Discord Server](https://discord.gg/abc)", UNKNOWN),
            ("[Follow us on X](https://x.com/somebody)", UNKNOWN),
            ("[Ann Author (安娜)](https://scholar.google.com/citations?user=x)", UNKNOWN),
            ("[A Broken Web Address](https://[a.example/b)", UNKNOWN),
            ("[Awesome Lists of Voices](https://github.com/a/b)", SkipReason.OTHER_LIST),
            (
                f"[Ann Author (安娜)]({SITE}), [Bo Li the Second]({SITE}/1)",
                SkipReason.SEVERAL_LINKS,
            ),
        ],
    )
    def test_what_names_no_work(self, markdown: str, reason: str) -> None:
        """Tables of contents, contacts, people, other lists, introductions."""
        assert item(markdown) == reason

    @pytest.mark.parametrize(
        "url", ["http://a.example/b/c", "https\\://a.example", "www.a.example/b"]
    )
    def test_what_was_meant_for_the_web_is_no_link_within(self, url: str) -> None:
        """However it is written."""
        assert item(f"[Ann Author]({url})") == UNKNOWN


class TestSeveralLinks:
    """The links of a line are told by their labels."""

    def test_code_and_data(self) -> None:
        """They are kept beside the link to the work."""
        found = item(f"[{TITLE}]({URL}) [[Code]({CODE})] [[Dataset]({DATA})] [[Blog]({SITE})]")

        assert isinstance(found, Work)
        assert found.targets == Targets(URL, CODE, DATA, (URL,))

    def test_another_work_on_the_line(self) -> None:
        """Its links are not those of the first."""
        found = item(f"2025/05/22 [{TITLE}]({SITE}), see [{OTHER}]({URL}) and {OTHER_URL}")

        assert isinstance(found, Work)
        assert (found.title, found.url, found.links) == (TITLE, SITE, (SITE,))

    def test_the_paper_of_a_title_that_is_no_link(self) -> None:
        """Comes before code, pages and videos, whatever their order."""
        found = item(f"2025/05/22 {TITLE} [code]({CODE}) [page]({SITE}) [pdf]({URL})")

        assert isinstance(found, Work)
        assert (found.url, found.targets.code) == (URL, CODE)

    def test_only_web_links_are_links(self) -> None:
        """Others are of no use for identifying a work."""
        found = item(f"2025/05/22 [{TITLE}](a.pdf) [code](../code)")

        assert isinstance(found, Work)
        assert (found.url, found.links, found.targets.code) == ("a.pdf", (), None)


class TestParagraphs:
    """Outside of lists, only what is dated or marked like an item names a work."""

    @pytest.mark.parametrize("mark", ["-", "•", "– ", "*", "12.&nbsp;", ""])
    def test_dated_lines(self, mark: str) -> None:
        """With or without the mark of an item, which is text to Markdown without its blank."""
        for markdown in (f"{mark}2025/05/22 [{TITLE}]({URL})", f"{mark}2025/05/22 {TITLE}"):
            found = text(markdown)

            assert isinstance(found, Work)
            assert (found.title, str(found.date)) == (TITLE, "2025-05-22")

    @pytest.mark.parametrize("date", ["2025.05.22", "2025-05-22", "2025/5/22", "2025年5月22日"])
    def test_every_way_to_write_the_date(self, date: str) -> None:
        """The year with a full stop is no number of an item."""
        for markdown in (f"{date} [{TITLE}]({URL})", f"-{date}[{TITLE}]({URL})", f"{date} {TITLE}"):
            found = text(markdown)

            assert isinstance(found, Work)
            assert (found.title, str(found.date)) == (TITLE, "2025-05-22")

    def test_items_without_a_blank(self) -> None:
        """Are read as items, and skipped as such."""
        found = text(f"-[{TITLE}]({URL})")

        assert isinstance(found, Work)
        assert found.title == TITLE
        assert text("-[Overview of it all](#overview)") == SkipReason.LINK_WITHIN
        assert text("-[ ] words") is None

    @pytest.mark.parametrize(
        "markdown",
        [
            "Some words.",
            f"[paper]({URL})",
            "[Group](./group.jpg) | [Mine](./mine.jpg)",
            "[![Star History Chart]()",
            f"[![arXiv](https://a.example/b.svg)]({URL})",
            "https://discord.gg/abc",
            "1",
            "-- an abstract, dashed",
            "In 2025, we began.",
        ],
    )
    def test_prose(self, markdown: str) -> None:
        """Is nothing at all."""
        assert text(markdown) is None

    def test_a_link_to_a_work_alone_on_a_line(self) -> None:
        """Looks like an entry and is no item: somebody should have a look."""
        assert text(f"[{TITLE}]({URL})") == SkipReason.OUTSIDE_LIST
        assert text(f"🏆 [{TITLE}]({URL})") == SkipReason.OUTSIDE_LIST
        assert text(f"See [{TITLE}]({URL}) for more.") == SkipReason.OUTSIDE_LIST
        assert text(f"[{TITLE}]({URL}), [{OTHER}]({OTHER_URL})") == SkipReason.OUTSIDE_LIST
        assert text(f"[{TITLE}]({SITE})") is None


class TestNews:
    """A date in brackets before words, or any date under a heading for news, makes news."""

    @pytest.mark.parametrize(
        ("markdown", "date", "words"),
        [
            ("**[2025.11]** We *began* today.", "2025-11", "We began today."),
            ("**[2025.11.12]** 🐣We began!!!", "2025-11-12", "We began!!!"),
            ("**[2025.12.1]** 🐣 We began", "2025-12-01", "We began"),
            ("[2025/12/01]: We began", "2025-12-01", "We began"),
            (f"【2025.12】 Our [survey]({URL}) is out", "2025-12", "Our survey is out"),
            (f"[2025.12] Our [long version]({URL}) is out", "2025-12", "Our long version is out"),
            (f"[2025.12] See [this]({SITE}), all", "2025-12", "See this, all"),
            (f"[2025.12] [Version 2]({CODE}) is out", "2025-12", "Version 2 is out"),
        ],
    )
    def test_dates_in_brackets(self, markdown: str, date: str, words: str) -> None:
        """The words of links are among the text, emoji before it are not."""
        found = item(markdown, news=True)

        assert isinstance(found, News)
        assert (str(found.date), found.text) == (date, words)
        assert not isinstance(item(markdown), News)

    @pytest.mark.parametrize(
        "markdown",
        [
            f"[2025.12] [{TITLE}]({URL})",
            f"[2025.12] [{TITLE}]({SITE})",
            f"[2025.12] **VoiceGuard** [{TITLE}]({URL})",
        ],
    )
    def test_a_date_in_brackets_before_a_title(self, markdown: str) -> None:
        """Is a work's, unless the heading says otherwise."""
        assert isinstance(item(markdown), Work)
        assert isinstance(item(markdown, news=True), News)

    def test_a_year_in_brackets(self) -> None:
        """Is not exact enough for news."""
        assert work(f"[2025] {TITLE}") == (TITLE, None, "2025")
        assert work(f"[2025] {TITLE} [paper]({URL})") == (TITLE, URL, "2025")

    @pytest.mark.parametrize("date", ["2025/11/12", "**2025.11**:", "(2025-11)"])
    def test_any_date_under_a_heading_for_news(self, date: str) -> None:
        """Also in a paragraph."""
        for found in (item(f"{date} We began", news=True), text(f"{date} We began", news=True)):
            assert isinstance(found, News)
            assert found.text == "We began"

    def test_a_date_without_words(self) -> None:
        """Says nothing."""
        assert item("[2025.12.1]") == SkipReason.NEWS_ELSEWHERE
        assert item("2025/12/01 🐣", news=True) == SkipReason.NEWS_WITHOUT_TEXT

    def test_items_without_date_are_no_news(self) -> None:
        """Under whatever heading."""
        assert item("We began", news=True) == NO_LINK

    def test_words_that_are_repeated_are_not_lost(self) -> None:
        """The text begins behind its date, wherever the same words occur."""
        found = item("![a](b) **[2025.11]** [2025.11] a", news=True)

        assert isinstance(found, News)
        assert found.text == "[2025.11] a"


class TestAnyLine:
    """Whatever stands on a line, it is read."""

    @given(
        st.lists(
            st.sampled_from(
                [
                    *(TITLE, THIRD, URL, "2025/05/22", "2025", "paper", "🔓", " ", "-", "|", ":"),
                    *("**", "*", "[", "]", "](", ")", "`", "[code](https://a.example/b)"),
                    *("<a href=x>", "</a>"),
                ]
            ),
            max_size=14,
        ).map("".join),
        st.booleans(),
        st.booleans(),
    )
    def test_nothing_raises_and_titles_are_texts(
        self, markdown: str, in_list: bool, news: bool
    ) -> None:
        """A work has a title with a letter or digit, news have a text."""
        for line in read_lines(markdown):
            found = judge(read_line(line.spans, in_list=in_list), in_list=in_list, news=news)

            assert found is None or found
            if isinstance(found, Work):
                assert any(map(str.isalnum, found.title))
                assert found.title == " ".join(found.title.split())
