"""LaTeX as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._exports.latex import title_to_latex, to_latex
from trustworthy_audio_llms._references.latex import from_latex, verbatim


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"Vall{\'e}e", "Vallée"),
        (r"B\"uhler, M{\"{u}}ller, \"{\i}", "Bühler, Müller, ï"),
        (r"{\v S}mith \v{c}, \c c, \c{c}", "Šmith č, ç, ç"),
        (r"\H{o} \k{a} \r{u} \d{a} \b{b}", "ő ą ů ạ ḇ"),
        (r"\'{\i}\~n \^{\j}", "íñ ĵ"),
        (r"\ss \o{}re {\O} \aa{} {\L}", "ßøre Ø å Ł"),
        (r"\'{\^e}", "ế"),
        (r"\~{} \^{}", "~ ^"),
        (r"\`{}x \'~e", "`x é"),
        (r"50\% of A\&B \$5 \#1 a\_b \{x\}", "50% of A&B $5 #1 a_b {x}"),
        (r"\textbackslash{} \textasciitilde{} \textasciicircum{}", r"\ ~ ^"),
        ("``a''--b---c", "“a”–b—c"),
        (r"P.\,G.~van\ G\-om\/pel\\x", "P. G. van Gompel x"),
        ("{{Double {BERT}}}", "Double BERT"),
        (r"\emph{x} \textbf{\textit{y}} {\em z} \mbox{w}", "x y z w"),
        (r"$\alpha$-\textmu{}, $10^{-5}$, H$_2$O, $x^{ab}$", "α-µ, 10⁻⁵, H₂O, x^ab"),
        (r"$\hat{x}$ and $\mathbf{y}$ $\to$", "x̂ and y →"),
        (r"$\hat x$", "x̂"),
        ("cost $5", "cost $5"),
        (r"The \LALM benchmark, \ourmodel{} and \foo{bar}", "The LALM benchmark, ourmodel and bar"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (r"\noopsort {x{y}\'{z} {}}a", "a"),
        (r"\noopsort\relax {b}", "b"),
        ("AT&amp;T", "AT&T"),
        ("a\n   b\tc", "a b c"),
        ("x}y{z", "xyz"),
        ("trailing \\", "trailing"),
        ("a -- b", "a – b"),
        ("no ' mark", "no ' mark"),
    ],
)
def test_says_what_a_person_reads(written: str, meant: str) -> None:
    """Accents, symbols and formulas are characters; what changes the look is gone."""
    assert from_latex(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"10.1000/a{\_}b{\textunderscore}c", "10.1000/a_b_c"),
        (r"\url{http://x.org/\~{}me}", "http://x.org/~me"),
        (r"http://x.org/\%20\&y\#z", "http://x.org/%20&y#z"),
        (r"http://x.org/{\textasciitilde}me", "http://x.org/~me"),
        ("http://x.org/a--b", "http://x.org/a--b"),
    ],
)
def test_links_keep_their_characters(written: str, meant: str) -> None:
    """Only what must be escaped differs."""
    assert verbatim(written) == meant


@given(st.text(alphabet="abÄéøłß &%$#_^~\\{}'-<>.", max_size=40))
def test_what_our_exports_write_comes_back(text: str) -> None:
    """What is written as LaTeX is read as it was, but for lone braces and typographic marks."""
    plain = " ".join(text.replace("{", "").replace("}", "").split())
    plain = " ".join(plain.replace("$", "").split())
    while "--" in plain or "''" in plain:
        plain = plain.replace("--", "-").replace("''", "'")
    for ascii in (True, False):
        assert from_latex(to_latex(plain, ascii=ascii)) == plain
        assert from_latex(title_to_latex(plain, ascii=ascii)) == plain


@given(st.text(alphabet="a\\{}$~^_'\"`-& n", max_size=60))
def test_no_text_raises_and_letters_stay(text: str) -> None:
    """Whatever it holds, what is read is one line, and every plain letter a of it is there."""
    read = from_latex(text)
    assert read == " ".join(read.split())
    verbatim(text)


@given(st.text(alphabet="aB{}'`-&; é\xa0", max_size=40))
def test_words_in_braces_are_read_as_all_others(text: str) -> None:
    """The short way gives what reading word by word gives: a command that says nothing is there."""
    assert from_latex(text) == from_latex(text + "{\\relax}")
