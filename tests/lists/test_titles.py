"""Titles that no link is: in bold, in italics, in quotation marks, or text."""

import pytest
from lists import URL

from trustworthy_audio_llms import parse_list
from trustworthy_audio_llms._lists.titles import title_in_text


class TestMarkedTitles:
    """A title beside its links is told by emphasis, where there is any."""

    @pytest.mark.parametrize(
        ("markdown", "title"),
        [
            ("**A *very* fine title**. Ann Author", "A very fine title"),
            ("Ann Author. **A title**", "A title"),
            ("*A title*, Ann Author", "A title"),
            ("A title. *Some Journal*", "A title"),
            ("**[ICLR 2026]** *A title*", "A title"),
            ("**ICLR 2026** **A title**", "A title"),
            ("**2025/05/22** **A title**", "A title"),
            ("**2025 Challenge on Voices**. Ann Author", "2025 Challenge on Voices"),
            ("**VoiceGuard**: A title", "A title"),
            ("**VoiceGuard：** A title", "A title"),
            ("A title, plainly", "A title, plainly"),
        ],
    )
    def test_bold_or_first_in_italics(self, markdown: str, title: str) -> None:
        """Neither dates, venues nor the name before a colon are the title."""
        (found,) = parse_list(f"- {markdown} [paper]({URL})")
        assert found.title == title

    @pytest.mark.parametrize(
        ("markdown", "authors"),
        [
            ("<i>Teacups That Listen</i>", ()),
            ("*Teacups That Listen*, *Ann Lee, Bo Ito*", ("Ann Lee", "Bo Ito")),
        ],
    )
    def test_a_title_in_italics_names_no_authors(
        self, markdown: str, authors: tuple[str, ...]
    ) -> None:
        """Although its words begin with capitals, as names do."""
        (found,) = parse_list(f"- {markdown} [paper]({URL})")
        assert (found.title, found.authors) == ("Teacups That Listen", authors)


class TestTexts:
    """A title in a text is what the names, authors and facts around it leave."""

    @pytest.mark.parametrize(
        ("text", "title", "name"),
        [
            ("Kettles That Whistle", "Kettles That Whistle", None),
            ("Kettles That Whistle, ICLR 2024", "Kettles That Whistle", None),
            ("ICLR 2024, Kettles That Whistle", "Kettles That Whistle", None),
            ("(KTW) Kettles That Whistle", "Kettles That Whistle", "KTW"),
            ("Ann Lee and Bo Ito, “Kettles That Whistle”, 2024", "Kettles That Whistle", None),
            ("《会唱歌的水壶》，2024", "会唱歌的水壶", None),
        ],
    )
    def test_what_is_left(self, text: str, title: str, name: str | None) -> None:
        """Before it a venue, a name or authors, behind it a venue or a year."""
        assert title_in_text(text)[:2] == (title, name)

    def test_what_stands_around_it(self) -> None:
        """It is not lost."""
        facts = title_in_text("Ann Lee and Bo Ito, “Kettles That Whistle”, ICLR 2024")[2]

        assert (facts.authors.names, facts.venue) == (("Ann Lee", "Bo Ito"), "ICLR 2024")
