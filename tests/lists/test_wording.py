"""Wording: emoji, titles and labels as authors of lists write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import EMOJI, emoji, titles

from trustworthy_audio_llms._lists.wording import (
    bare_urls,
    clean_title,
    is_generic,
    section_title,
    title_beside_urls,
    unclosed_bracket,
    web_link,
    without_decoration,
    without_full_stop,
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


class TestLabels:
    """A label names a work, or says what a link leads to."""

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

    def test_addresses_in_a_text(self) -> None:
        """Brackets of either width end them."""
        text = f"a {SITE}) b（{ARXIV}） c <{SITE}>"

        assert [text[start:] for _, start in bare_urls(text)] == [
            text[2:],
            text[text.index(ARXIV) :],
            f"{SITE}>",
        ]
        assert [url for url, _ in bare_urls(text)] == [SITE, ARXIV, SITE]


class TestFullStops:
    """A title outside a link may end as a sentence does."""

    @pytest.mark.parametrize(
        ("title", "without"),
        [
            ("Kettles That Whistle.", "Kettles That Whistle"),
            ("Kettles That Whistle,", "Kettles That Whistle"),
            ("Kettles (and Pots).", "Kettles (and Pots)"),
            ("Kettles vs.", "Kettles vs."),
            ("Kettles of Plan B.", "Kettles of Plan B."),
            ("Kettles...", "Kettles..."),
            ("", ""),
        ],
    )
    def test_what_ends_a_word(self, title: str, without: str) -> None:
        """Not what belongs to an initial or an abbreviation."""
        assert without_full_stop(title) == without
