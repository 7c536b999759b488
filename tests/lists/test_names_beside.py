"""Short names of works: before their titles, or in brackets behind them."""

import pytest
from lists import TITLE, URL

from trustworthy_audio_llms import parse_list
from trustworthy_audio_llms._lists.names_beside import (
    name_before,
    name_behind,
    name_in_brackets,
)


class TestNames:
    """A name is a word that titles do not have: in capitals, with a digit, or set apart."""

    @pytest.mark.parametrize(
        ("lead", "name"),
        [
            ("**VoiceGuard**: ", "VoiceGuard"),
            ("🛡️ *VoiceGuard* | ", "VoiceGuard"),
            ("VoiceGuard: ", "VoiceGuard"),
            ("Voices: ", "Voices"),
            ("VoiceGuard ", "VoiceGuard"),
            ("Voices ", None),
            ("**[ICLR 2026]** ", None),
            ("**VoiceGuard** by Ann: ", None),
            ("", None),
        ],
    )
    def test_words_before_a_link(self, lead: str, name: str | None) -> None:
        """Marked as one, and alone before the link."""
        (found,) = parse_list(f"- {lead}[{TITLE}]({URL})")

        assert (found.title, found.name) == (TITLE, name)

    @pytest.mark.parametrize(
        ("text", "name", "title"),
        [
            ("(TEA) Teacups That Listen", "TEA", "Teacups That Listen"),
            ("[TEA] Teacups That Listen", "TEA", "Teacups That Listen"),
            ("【TEA】Teacups That Listen", "TEA", "Teacups That Listen"),
            ("[Loud Teacups] Teacups That Listen", None, "Teacups That Listen"),
            ("[ICLR 2024] Teacups That Listen", None, "[ICLR 2024] Teacups That Listen"),
            ("(Un)certain Teacups Listen", None, "(Un)certain Teacups Listen"),
            ("[TEA] Teacups", None, "[TEA] Teacups"),
        ],
    )
    def test_brackets_before_a_title(self, text: str, name: str | None, title: str) -> None:
        """They have a name, or a subject, which is no name; other things stay."""
        assert name_before(text) == (name, title)

    @pytest.mark.parametrize(
        ("text", "title", "name"),
        [
            ("Corpus of Many Whistles (CMW)", "Corpus of Many Whistles", "CMW"),
            ("Corpus of Many Whistles (large)", "Corpus of Many Whistles (large)", None),
            ("Many Whistles (CMW)", "Many Whistles (CMW)", None),
        ],
    )
    def test_brackets_behind_a_title(self, text: str, title: str, name: str | None) -> None:
        """They have a name where it has capitals, and enough words stand before it."""
        assert name_behind(text) == (title, name)

    def test_one_of_several_brackets(self) -> None:
        """The first that is neither a date, nor a venue, nor where the authors work."""
        assert name_in_brackets("【2025-06】-【TEA】-【Kettles】") == "TEA"
        assert name_in_brackets("【2025-06】-【ICLR 2024】") is None
        assert name_in_brackets("【2025-06】-【Kettle University】-【TEA】") == "TEA"
