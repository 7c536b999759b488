"""Scanning: plain Markdown read at one go, as the library reads it piece by piece."""

from functools import partial

import pytest
from growth import in_proportion
from hypothesis import example, given
from hypothesis import strategies as st

from trustworthy_audio_llms._lists.parsing import inline_parser
from trustworthy_audio_llms._lists.scanning import scan_lines
from trustworthy_audio_llms._lists.spans import SpanLine, plain, spans_by_line

PIECES = (
    *"[]()!*_`<>&\\~#$%+-:=@^{}|\"'.,/? \n\t", "a", "Ab 1", "é", "\u3000", "**", "__", "~~", "](",
    "![", "[a](b)", "[**A b**](https://a.example/c_d_e)", "![a](b)", "![](b)", "[![a](b)](c)",
    "[a]( b )", "[a]()", "[a](b(c))", "[a](<b>)", '[a](b "c")', "[a][b]", "&amp;", "&",
    "[a](b?c&d=e)", "![a](https://img.shields.io/badge/a-b-c?d&e)", "\\*", "`a`", "**a\nb**",
    "<b>", "</b>", "<br>", "<br/>", '<img alt="a">', "<http://a.b>", '<a href="b">', "</a>", "*a*",
    "**A b.**", "_a_", "  \n", "2024/1", "\x1c", "\u2028",
)  # fmt: skip

PLAIN = (
    "2024/05/01 | [**Teacups That Listen: A Study**](https://arxiv.org/abs/2405.12345) 🔓",
    "**[Teacups & Saucers](https://a.example/b_c(d)e), ICLR 2024** `Oral` by snake_case~5!",
    "[[Paper](https://a.example)] [[Code](https://b.example)] [2024/04] [no link]",
    "[![arXiv](https://img.example/a.svg)](https://arxiv.org/abs/2405.12345) ![](b.png)",
    "_Ann Example_, __Bob Sample__<br><b>ICASSP</b> <img src=\"x.png\" alt='no'>",
    "One line  \n  and one\nand a last one",
)
"""Lines as lists have them; the fifth has a tag that is not written in the usual way."""


def as_the_library_reads_it(text: str) -> tuple[list[SpanLine], int]:
    """The lines of a text that markdown-it-py has read."""
    (inline,) = inline_parser().parseInline(text)
    return spans_by_line(inline.children or [])


class TestScanning:
    """`scan_lines` reads what leaves no question open."""

    @given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
    @example("[a [b](c)](d) *[e*](f) [g\nh](i) [j](k\nl) ![m*n*](o) *![p*](q)")
    @example("a *b **c* d** **e** _f_ (__g__), *h*i* *j k*. [*l*](m)_ *[**n**](o)*")
    @example("one<br>2024/1 two<br>`2024/1` three<br> \nfour\n  \n five")
    @example("[[a](b)] [[a](b)](c) [[a] [b](c) ![[a](b)](c) [a](b)](c) `[a`](b)")
    def test_what_is_read_is_as_the_library_reads_it(self, text: str) -> None:
        """Spans, links, marks, lines and their ends are the same, whatever stands there."""
        found = scan_lines(text)

        assert found is None or found == as_the_library_reads_it(text)

    @pytest.mark.parametrize("text", [*PLAIN[:4], PLAIN[5], "", " ", "a_b ~ c & d! e"])
    def test_what_lists_have_is_read(self, text: str) -> None:
        """Links, badges, bold and italic text, code and brackets are plain."""
        assert scan_lines(text) == as_the_library_reads_it(text)

    @pytest.mark.parametrize(
        "text",
        [
            PLAIN[4],
            "\\*a",
            "a &amp; b",
            "a*",
            "**a*",
            "**[a** b] c",
            "[**a](b)**",
            "[a `b](c)`",
            "[a\nb](c)",
            '[a](b "c")',
            "[a](\\b)",
            "<https://a.example>",
            '<a href="b">c</a>',
            "<br>`2024/1`",
            "~~a~~",
            "x\0",
        ],
    )
    def test_all_else_is_left_to_the_library(self, text: str) -> None:
        """Escapes, entities, marks that may mean either, and links in HTML need a closer look."""
        assert scan_lines(text) is None

    def test_lines_and_breaks(self) -> None:
        """Two blanks end a line for good; a break before a date ends one that goes on."""
        lines, ends = scan_lines("one  \n two\nthree<br>2024/05/01 four") or ([], 0)

        assert [(line.offset, plain(line.spans), line.after_break) for line in lines] == [
            (0, "one", False),
            (1, "two", True),
            (2, "three", False),
            (2, "2024/05/01 four", True),
        ]
        assert ends == 2

    @pytest.mark.parametrize(
        "piece",
        ["[a] ", "**a ", "[[a] ", "[ [a] ", "`a", "[a](b", "![", "_a", "[a](", "[**a** ", "<b a=",
         "**[a](b) ", "[![a](b) ", "*[a](b)", "[a](b(c)d", "[a_a", "[a](b) "],
    )  # fmt: skip
    def test_time_grows_with_the_text(self, piece: str) -> None:
        """What begins again and again, and never ends, is looked at a few times only."""
        assert in_proportion(lambda n: partial(scan_lines, "**[" + piece * n), 500, times=8)

    @pytest.mark.parametrize(
        "piece", ["<br>a ", "<b>a</b> ", "**a** ", "[a](b) ", "`a` ", "a_b & "]
    )
    def test_time_grows_with_what_is_read(self, piece: str) -> None:
        """Each piece is looked at once."""
        assert scan_lines(piece * 9) is not None
        assert in_proportion(lambda n: partial(scan_lines, piece * n), 1_000)
