"""Parsing: the Markdown of the library, with short ways for what is plain."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from trustworthy_audio_llms._lists.parsing import inline_parser

LIBRARY = type(inline_parser())("commonmark").enable("strikethrough")
PIECES = (
    *"[]()!*_`<>&\\~#$%+-:=@^{}|\"'.,/? \n\t", "a", "Ab 1", "é", "\u3000", "**", "~~", "](", "![",
    "[a](b)", "[**A b**](https://a.example/c_d_e)", "![a](b)", "[![a](b)](c)", "[a]( b )", "[a]()",
    "[a](b (c))", "[a](<b>)", '[a](b "c")', "[a][b]", "&amp;", "\\*", "`a`", "<b>", "<http://a.b>",
    "*a*", "**A b.**",
)  # fmt: skip


def shown(tokens: list[Token]) -> list[tuple[object, ...]]:
    """What the reader looks at: no empty text, and of an image not where it leads."""
    return [
        (one.type, one.content, one.attrs.get("href"), one.nesting, one.level, one.markup)
        for one in tokens
        if one.type != "text" or one.content
    ]


class TestInline:
    """What stands in a block is read as the library reads it."""

    @given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
    @example("[a [b](c)](d) *[e*](f) [g\nh](i) [j](k\nl) ![m*n*](o) *![p*](q)")
    @example("[a`](b)` [c<d e=](f)> [g\\](h) [i](j\\)k) [l](<m) [n](o&amp;p) [q&lt;](r)")
    @example("[a!](b) [!](b) ![!](b) [a]](b) [a](b]c) [**a](b)** ![a[b](c)](d)")
    @example("*a **b* c** d* **e x**f** g* *h** *i* *j*k*l* ***m** n* (*o*), **p**. [*q*](r)s*")
    @example("\\**a** \\*b* *c\\* d* *e `f*` *g <h i=*> ~~*l~~ m* [**n](o)** *o _p_ q* *q\n*")
    def test_as_the_library_reads_it(self, text: str) -> None:
        """Links, images and emphasis that are read in a short way are the same as without it."""
        (ours,) = inline_parser().parseInline(text)
        (theirs,) = LIBRARY.parseInline(text)
        assert shown(ours.children or []) == shown(theirs.children or [])

    @pytest.mark.parametrize("text", ["[a](javascript:b)", "[a](b%zz)", "[a](ü)"])
    def test_targets_as_they_are_written(self, text: str) -> None:
        """Where a link leads is not encoded, nor refused."""
        (inline,) = inline_parser().parseInline(text)
        assert (inline.children or [])[0].attrs["href"] == text[4:-1]
