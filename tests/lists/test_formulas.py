"""Formulas: mathematics in titles becomes plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import URL

from trustworthy_audio_llms import parse_list
from trustworthy_audio_llms._lists.formulas import without_formulas


class TestFormulas:
    """What stands between dollars, and what is raised."""

    @pytest.mark.parametrize(
        ("written", "plain"),
        [
            (r"$\alpha$-Tone", "α-Tone"),
            (r"$\Lambda$ and $\lambda$", "Λ and λ"),
            (r"Tone $\rightarrow$ Voice", "Tone → Voice"),
            (r"A $\beta \to \gamma$ B", "A β→γ B"),
            ("V$^{2}$A", "V²A"),
            ("V$^2$A", "V²A"),
            ("V$^{10}$A, V$^10$A", "V¹⁰A, V¹⁰A"),
            ("A$^*$ Search", "A^* Search"),
            ("A$^{ab}$", "A^ab"),
            ("In $O(n^2)$", "In O(n²)"),
            ("Of $x_i$ and $L$", "Of x_i and L"),
            (r"Tone\textsuperscript{2}, Tone\textsuperscript2", "Tone², Tone²"),
            (r"$\unknown$ Tone", r"\unknown Tone"),
        ],
    )
    def test_is_plain(self, written: str, plain: str) -> None:
        """Greek letters, arrows and superscripts are characters; what is not known stays."""
        assert without_formulas(written) == plain

    @pytest.mark.parametrize(
        "text",
        ["From $5 to $6", "US$ and A$", "$", "$$", "$ x_i $", "$50/month$", "Tone_2^3", r"\alpha"],
    )
    def test_is_no_formula(self, text: str) -> None:
        """Prices, and what stands between no dollars."""
        assert without_formulas(text) == text

    def test_the_mention_has_the_title_as_it_is_written(self) -> None:
        """In items as in tables."""
        title = r"$\alpha$-Tone: Orders in V$^2$A"
        table = f"| Date | Title |\n|---|---|\n| 2025/01/10 | [{title}]({URL}) |"
        for text in (f"- 2025/01/10 [{title}]({URL})", table):
            (work,) = parse_list(text)
            assert work.title == "α-Tone: Orders in V²A"
            assert work.mentions[0].title == title

    @given(st.text("$^_{}\\\\ab2* ", max_size=40))
    def test_it_takes_any_text(self, text: str) -> None:
        """And leaves no more dollars than there were."""
        assert without_formulas(text).count("$") <= text.count("$")
