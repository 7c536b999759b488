"""Wording: emoji, dates, titles and labels as authors of lists write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import EMOJI, emoji, titles

from trustworthy_audio_llms._lists.spans import Span
from trustworthy_audio_llms._lists.wording import (
    CODE,
    DATA,
    DATE,
    Link,
    bare_urls,
    clean_title,
    is_generic,
    labelled,
    links_of,
    paper_link,
    read_date,
    section_title,
    title_beside_urls,
    unclosed_bracket,
    web_link,
    without_decoration,
)

ARXIV = "https://arxiv.org/abs/2501.00001"
SITE = "https://a.example/b"


class TestDecoration:
    """Emoji and separators around a text are none of it."""

    @pytest.mark.parametrize("mark", EMOJI)
    def test_emoji(self, mark: str) -> None:
        """Whatever they are made of: joiners, selectors, flags, keycaps, tags, a wavy dash."""
        assert without_decoration(f"{mark}A title{mark}"[: -len(mark)]) == "A title"
        assert without_decoration(f" {mark} {mark}A title") == "A title"
        assert without_decoration(f"{mark} | A title", end=False) == "A title"

    @pytest.mark.parametrize("mark", [mark for mark in EMOJI if not mark[0].isascii()])
    def test_emoji_at_the_end(self, mark: str) -> None:
        """They go as well, if that is asked for."""
        assert without_decoration(f"A title {mark}{mark} ") == "A title"
        assert without_decoration(f"A title {mark} ", end=False) == f"A title {mark} "

    @pytest.mark.parametrize(
        "text",
        ["| A", "： A", "- A", " – A", "— A", "~ A", "· A", "\u00a0A", "\u3000A", "> A", ". A"],
    )
    def test_separators(self, text: str) -> None:
        """What stands between the parts of a line, of any width."""
        assert without_decoration(text) == "A"

    @pytest.mark.parametrize(
        "text",
        [
            "A title.",
            "A title…",
            "A title?",
            "A title!",
            "A title (short)",
            "“A title”",
            "A title™",
            "C++",
            "A study in B♭",
            ".NET, heard",
            "~100 voices",
            "#1 voice",
            "100 voices",
            "語",
        ],
    )
    def test_what_belongs_to_a_text_stays(self, text: str) -> None:
        """Its own punctuation, and signs that are part of a word."""
        assert without_decoration(text) == text

    @given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
    def test_letters_and_digits_stay(self, text: str) -> None:
        """Nothing but decoration is taken away, other than the digits of keycaps."""
        kept = without_decoration(text)

        assert kept in text
        if "\u20e3" not in text:
            assert list(filter(str.isalnum, kept)) == list(filter(str.isalnum, text))

    @pytest.mark.parametrize(
        ("heading", "title"),
        [
            ("🧾 Surveys & Overviews", "Surveys & Overviews"),
            ("📅 2025", "2025"),
            ("Qwen：", "Qwen"),
            ("**Kimi:**", "Kimi"),
            ("🚀Surveys for ALLM!!!", "Surveys for ALLM!!!"),
            ("_Voices_ 🎧 ", "Voices"),
            ("🎧", ""),
        ],
    )
    def test_titles_of_sections(self, heading: str, title: str) -> None:
        """A section is called as its heading is, without emoji, emphasis and a colon."""
        assert section_title(heading) == title


class TestDates:
    """A date is read as it is written, as far as it is one."""

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("2025/05/22", "2025-05-22"),
            ("2025-5-2", "2025-05-02"),
            ("2025.12.1", "2025-12-01"),
            ("2025.11", "2025-11"),
            ("2025 / 05 / 22", "2025-05-22"),
            ("2025／05／22", "2025-05-22"),
            ("2025年5月22日", "2025-05-22"),
            ("2025年5月", "2025-05"),
            ("2025年", "2025"),
            ("[2025.11]", "2025-11"),
            ("【2025.11】", "2025-11"),
            ("(2025)", "2025"),
            ("（ 2025 ）", "2025"),
            ("1999", "1999"),
            ("2025/13/22", "2025"),
            ("2025/02/31", "2025-02"),
            ("2025/00/00", "2025"),
            ("2025/05/22/", "2025-05-22"),
            ("2025/05/223", "2025-05"),
        ],
    )
    def test_dates(self, text: str, date: str) -> None:
        """Where a month or a day is none, what stands before it is kept."""
        found = DATE.match(text)

        assert found is not None
        assert str(read_date(found)) == date

    @pytest.mark.parametrize("text", ["1850", "20250522", "25/05/22", "3025", "v2025", ""])
    def test_what_is_no_date(self, text: str) -> None:
        """Other centuries, and numbers that go on."""
        assert DATE.match(text) is None

    def test_a_title_that_begins_like_a_unit_is_not_cut(self) -> None:
        """The sign for a day belongs to a date only where it follows at once."""
        found = DATE.match("2025/05/22 日本語の題")

        assert found is not None
        assert found.string[found.end() :].strip() == "日本語の題"


class TestTitles:
    """A title is kept as it is written, without what surrounds it."""

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("  A \n title ", "A title"),
            ("“A title”", "A title"),
            ('"A title"', "A title"),
            ("《A title》", "A title"),
            ("“A” and “B”", "“A” and “B”"),
            ('"A" and "B"', '"A" and "B"'),
            ("“A title", "“A title"),
            ("**A title**", "A title"),
            ("🔓 A title 🔓", "A title"),
            ("A title -", "A title"),
            ('""', '""'),
            ("", ""),
        ],
    )
    def test_clean_titles(self, text: str, title: str) -> None:
        """Quotes around the whole go, those inside stay; emphasis that is not closed goes."""
        assert clean_title(text) == title

    @given(titles)
    def test_clean_titles_stay(self, title: str) -> None:
        """Cleaning twice is cleaning once, and words are never lost."""
        once = clean_title(title)

        assert clean_title(once) == once
        assert list(filter(str.isalnum, once)) == list(filter(str.isalnum, title))

    @given(titles, emoji)
    def test_emoji_around_a_title_change_nothing(self, title: str, mark: str) -> None:
        """With and without blanks."""
        assert clean_title(f"{mark}{title} {mark}"[: -len(mark)]) == clean_title(title)

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("A title", "A title"),
            (f"A title {SITE}", "A title"),
            (f"A title ({SITE})", "A title"),
            (f"A title: <{SITE}>", "A title"),
            (f"{SITE} A title", "A title"),
            (f"[{SITE}] A title", "A title"),
            (f"A title {SITE} and words", "A title"),
            ("[A title]", "A title"),
            ("［A title］", "A title"),
            ("[A title][1]", "A title"),
            (f"[A title]({SITE}", "A title"),
            (f"[A title({SITE})", "A title"),
            (f"A title]({SITE})", "A title"),
            (f"［A title］（{SITE}）", "A title"),
            ("[A [b] title](", "A [b] title"),
            ("[A] title", "[A] title"),
            ("A [b] title [c]", "A [b] title [c]"),
            ("A title [b", "A title [b"),
            (SITE, ""),
            ("[", ""),
            ("[]", ""),
        ],
    )
    def test_titles_beside_links_that_are_none(self, text: str, title: str) -> None:
        """Addresses and the brackets of broken links are no part of the title."""
        assert title_beside_urls(text) == title

    @pytest.mark.parametrize(
        ("text", "place"),
        [("", None), ("a [b] c", None), ("a [b", 2), ("a ] [b", 4), ("[a [b] c", 0), ("[[a]", 0)],
    )
    def test_unclosed_brackets(self, text: str, place: int | None) -> None:
        """The first that nothing closes."""
        assert unclosed_bracket(text) == place


class TestLinks:
    """The links of a line are its labelled targets."""

    def test_parts_of_a_label_make_one_link(self) -> None:
        """Text outside of links is passed over."""
        spans = [
            Span("a "),
            Span("b ", SITE, link_number=1),
            Span("c", SITE, strong=True, link_number=1),
        ]

        assert links_of(spans) == [Link("b c", SITE)]

    def test_badges_have_no_label(self) -> None:
        """An image is none; where it leads is known all the same."""
        assert links_of([Span("logo", SITE, image=True, link_number=1)]) == [Link("", SITE)]

    def test_links_without_label_and_target_are_none(self) -> None:
        """An anchor, or an image that was meant to be a link."""
        assert links_of(
            [Span("", "", image=True, link_number=1), Span("a", "", link_number=2)]
        ) == [Link("a", "")]

    def test_links_of_several_cells_stay_apart(self) -> None:
        """Their numbers begin anew in each cell of a row."""
        spans = [Span("a", SITE, link_number=1), Span("b", ARXIV, link_number=1)]

        assert links_of(spans) == [Link("a", SITE), Link("b", ARXIV)]

    @pytest.mark.parametrize(
        "label",
        [
            "",
            "🔓",
            "paper",
            "[PDF]",
            "📄 Paper",
            "Project Page",
            "Official Code & Data",
            "code 2",
            "arXiv:2501.00001",
            "arXiv 2025",
            "2501.00001v2",
            "10.1000/abc",
            "https://a.example/some/very/long/address/that/goes/on/and/on",
            "www.a.example",
        ],
    )
    def test_labels_that_name_no_work(self, label: str) -> None:
        """They say what a link leads to."""
        assert is_generic(label)

    @pytest.mark.parametrize(
        "label",
        ["AudioTrust", "A title", "Paper Trails", "Code-Switching", "The Voice", "語", "C++ code"],
    )
    def test_labels_that_may(self, label: str) -> None:
        """One word that says more is enough."""
        assert not is_generic(label)

    def test_web_links(self) -> None:
        """Others are of no use to anybody else."""
        assert web_link(SITE) == SITE
        assert web_link("./a.md") is None

    def test_the_link_to_a_paper(self) -> None:
        """One that names an identifier comes first, then one that says so, then any web link."""
        code, page, pdf = Link("code", SITE), Link("page", SITE + "/1"), Link("pdf", ARXIV)
        other = Link("official code of the paper", SITE + "/2")

        def best(*links: Link) -> str | None:
            return paper_link(list(links), [link.target for link in links])

        assert best(code, page, pdf) == ARXIV
        assert best(code, page) == page.target
        assert best(other, page) == page.target
        assert best(code) == SITE
        assert best() is None

    def test_a_broken_link_to_a_paper_is_better_than_none(self) -> None:
        """Then it can be mended."""
        broken = [Link("paper", "arxiv.example/x"), Link("code", "b c")]

        assert paper_link(broken, ["arxiv.example/x", "b c"]) == "arxiv.example/x"
        assert paper_link([Link("code", "b c")], ["b c"]) is None

    def test_links_to_code_and_data(self) -> None:
        """The first whose label says so, if it is a web link and no title."""
        links = [
            Link("Code-Switching in Speech", ARXIV),
            Link("code", "./code"),
            Link("Source Code", SITE),
            Link("HF Dataset", SITE + "/1"),
        ]

        assert labelled(links, CODE) == SITE
        assert labelled(links, DATA) == SITE + "/1"
        assert labelled(links[:2], CODE) is None

    def test_addresses_in_a_text(self) -> None:
        """Brackets of either width end them."""
        assert bare_urls(f"a {SITE}) b（{ARXIV}） c <{SITE}>") == [SITE, ARXIV, SITE]
