r"""Text as LaTeX that every reader of .bib files gives back."""

import re

import pytest
from hostile import TITLES
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._exports.latex import title_to_latex, to_latex, without_lone_braces
from trustworthy_audio_llms._text import clean_line

LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F)).map(clean_line)
TEXT = st.text().map(clean_line) | st.text("${}\\_^%#&~ aB9*(){}").map(clean_line) | LATIN


def depths(latex: str) -> list[int]:
    """How many braces are open after each, a backslash before it or not: as BibTeX counts."""
    depth, found = 0, []
    for brace in re.findall("[{}]", latex):
        depth += 1 if brace == "{" else -1
        found.append(depth)
    return found


class TestEscapes:
    """What means something to LaTeX is escaped."""

    @pytest.mark.parametrize(
        ("text", "latex"),
        [
            ("R&D at 95% of $5 for #1 a_b", r"R\&D at 95\% of \$5 for \#1 a\_b"),
            ("a \\ b ~ c ^ d", r"a \textbackslash{} b \textasciitilde{} c \textasciicircum{} d"),
            ("the end\\", r"the end\textbackslash{}"),
            ("{braces}", r"\{braces\}"),
            ("<b> \"q\" 'q' `q` - | @ = * [x]", "<b> \"q\" 'q' `q` - | @ = * [x]"),
            ("🎧 王小明 – “x” × é", "🎧 王小明 – “x” × é"),
        ],
    )
    def test_renders(self, text: str, latex: str) -> None:
        """In the spelling that comes back from most readers."""
        assert to_latex(text, ascii=False) == latex

    @given(TEXT)
    def test_braces_balance(self, text: str) -> None:
        """However they are counted, or the entry ends too early or never."""
        for latex in (to_latex(text, ascii=True), title_to_latex(text, ascii=True)):
            assert all(depth >= 0 for depth in depths(latex))
            assert depths(latex)[-1:] in ([], [0])

    @given(TEXT)
    def test_nothing_special_is_left_raw(self, text: str) -> None:
        """But for mathematics, which is taken out here as the dollar signs show it."""
        latex = re.sub(r"(?<!\\)\$.+?(?<!\\)\$", "", to_latex(text, ascii=False))

        assert not re.search(r"(?<!\\)[$&%#_]|[~^]", latex)


class TestLoneBraces:
    """A brace without a partner is left out."""

    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("a { b", "a b"),
            ("} a } b", "a b"),
            ("{a {b}", "a {b}"),
            ("{a}} b {", "{a} b"),
            ("{a {b} c}", "{a {b} c}"),
            ("{", "()"),
        ],
    )
    def test_only_lone_ones_go(self, text: str, left: str) -> None:
        """The last `{` that is open is the partner of the next `}`."""
        assert without_lone_braces(text) == left


class TestMathematics:
    """What reads like mathematics between dollar signs stays."""

    @pytest.mark.parametrize(
        "text",
        [
            *("$k$", "$x_i$", "$x_{i}^{t+1}$", "$10^{-3}$", "$L_p$", "$a + b = c$", "$^2$"),
            *(
                r"$ \alpha $-x",
                r"$\beta $",
                r"$O(n \log n)$",
                r"$\mathcal{ L }$",
                r"$\mathcal {L}$",
            ),
            r"$\mathbf{x} \in \mathbb{R}^{d}$",
            *(r"$\alpha$", r"$\mathcal{O}(n^2)$", r"$\epsilon_{\max}$", r"$p < 0.05$", "$[0,1]$"),
        ],
    )
    def test_formulas_stay(self, text: str) -> None:
        """Simple ones, with the commands that only print a sign."""
        assert to_latex(text, ascii=True) == text

    @pytest.mark.parametrize(
        "text",
        [
            *("$5 and $10", "US$ 5$", "$ x $", "$$", "5$", "$a__b$", "$a_b_c$", "$x_$", "$x$1"),
            *(r"$\input{/etc/passwd}$", r"$\write18{rm}$", r"$\def\x{}$", "$two words$", "$a&b$"),
            *(r"$5 for \input{x} $", r"$ \alpha and 50% $", r"$ \alpha $5", r"$\beta_ $"),
            *("$50%$", r"$\alphabet$", "$x_{a_b}$", "$é$"),
        ],
    )
    def test_everything_else_is_escaped(self, text: str) -> None:
        """A title must not run commands, nor stop somebody's document."""
        assert "$" not in to_latex(text, ascii=True).replace(r"\$", "")


class TestAscii:
    """For classic BibTeX, Latin letters with accents are macros."""

    @pytest.mark.parametrize(
        ("letter", "macro"),
        [
            *[("é", r"{\'e}"), ("ö", r"{\"o}"), ("ç", r"{\c{c}}"), ("š", r"{\v{s}}")],
            *[("ñ", r"{\~n}"), ("ů", r"{\r{u}}"), ("ğ", r"{\u{g}}"), ("ā", r"{\={a}}")],
            *[("ą", r"{\k{a}}"), ("í", r"{\'i}"), ("î", r"{\^i}"), ("å", r"{\r{a}}")],
            *[("ő", r"{\H o}"), ("ż", r"{\.{z}}"), ("ń", r"{\'{n}}"), ("è", r"{\`e}")],
            *[("ø", r"{\o}"), ("Ł", r"{\L}"), ("ß", r"{\ss}"), ("æ", r"{\ae}"), ("ı", r"{\i}")],
        ],
    )
    def test_macros(self, letter: str, macro: str) -> None:
        """In the spelling that most readers know."""
        assert to_latex(f"x{letter}y", ascii=True) == f"x{macro}y"

    @pytest.mark.parametrize("letter", "œđþðŋĭĵạ–’×王م🎧")
    def test_what_has_no_safe_macro_stays(self, letter: str) -> None:
        r"""`\DJ` and the like vanish in some reader."""
        assert to_latex(letter, ascii=True) == letter

    @given(LATIN)
    def test_utf8_has_no_macros(self, text: str) -> None:
        """In the other mode every letter stays itself."""
        letters = [char for char in text if not char.isascii()]

        assert [char for char in to_latex(text, ascii=False) if not char.isascii()] == letters


class TestTitles:
    """In titles, capitals that styles would lower are protected."""

    @pytest.mark.parametrize(
        ("title", "latex"),
        [
            ("Defending Audio LLMs with GPT-4o", "Defending Audio {LLMs} with {GPT-4o}"),
            ("AudioGuard-X: (LALMs), 3D", "{AudioGuard-X}: ({LALMs}), {3D}"),
            ("AV-Deepfake1M++ and Q&A", r"{AV-Deepfake1M++} and {Q\&A}"),
            ("a GPT_4 _under_SCORE", r"a {GPT\_4} \_{under\_SCORE}"),
            ("ÉCOLE Étude", r"{{\'E}COLE} {\'E}tude"),
            ("A is a Word of a Title", "A is a Word of a Title"),
        ],
    )
    def test_words_with_capitals_inside(self, title: str, latex: str) -> None:
        """A capital at the start is left to the style."""
        assert title_to_latex(title, ascii=True) == latex

    def test_mathematics_is_braced_as_a_whole(self) -> None:
        """A brace inside would be a part of the formula."""
        assert title_to_latex("$K$-means of $k$", ascii=False) == "{$K$}-means of $k$"

    def test_a_literal_brace_starts_no_accent(self) -> None:
        r"""To BibTeX, `{\` starts a letter with an accent, and what follows loses its capitals."""
        assert title_to_latex("{%GPT} {GPT}", ascii=True) == r"\{{}\%{GPT}\} \{{GPT}\}"

    def test_long_titles_are_rendered_in_one_piece(self) -> None:
        """To the same text; they are only not remembered word by word."""
        words = ["GPT-4o &", "naïve"] * 100

        assert title_to_latex(" ".join(words), ascii=False) == " ".join(
            title_to_latex(word, ascii=False) for word in words
        )

    @pytest.mark.parametrize("title", TITLES)
    def test_without_its_protection_it_is_the_text(self, title: str) -> None:
        """Capitals are all that the two differ in."""
        line = clean_line(title)
        latex = title_to_latex(line, ascii=True).replace("{$", "$").replace("$}", "$")

        assert bare(latex) == bare(to_latex(line, ascii=True))


def bare(latex: str) -> str:
    """LaTeX without the braces that are not printed."""
    return re.sub(r"(?<!\\)[{}]", "", latex)


class TestCapitals:
    """What keeps its capital in a style that lowers titles stands in braces."""

    @pytest.mark.parametrize(
        ("title", "latex"),
        [
            ("Attacks on Whisper with Noise", "Attacks on {Whisper} with Noise"),
            ("Mandarin Speech Models", "{Mandarin} Speech Models"),
            (
                "Markov's Chains on Android-based Systems",
                "{Markov's} Chains on {Android-based} Systems",
            ),
            ("Option C of F0 Models", "Option {C} of {F0} Models"),
            ("A/B Tests and I", "{A/B} Tests and {I}"),
            ("Vitamin A for a Model", "Vitamin A for a Model"),
            ("Chebyshev Filters in the Pacific", "{Chebyshev} Filters in the {Pacific}"),
            ("Pardon? Hearing a Word", "Pardon? {Hearing} a Word"),
            ("Stop! A Study – Part of It", "Stop! {A} Study – {Part} of It"),
            ("Ears vs. Noise: Hearing", "Ears vs. Noise: Hearing"),
            (
                "How users of it judge voices in Hamburg",
                "How users of it judge voices in {Hamburg}",
            ),
            ("How models fail: Evidence from Hamburg", "How models fail: Evidence from {Hamburg}"),
            ("Deep Learning for Speech", "Deep Learning for Speech"),
            ("Speech without Words", "Speech without Words"),
            ("D", "D"),
        ],
    )
    def test_are_protected(self, title: str, latex: str) -> None:
        """Proper nouns, single capitals, and in a sentence every later capital."""
        assert title_to_latex(title, ascii=True) == latex
