"""Spans: the text of a line with its links, and the tables and lists that are written in HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trustworthy_audio_llms._lists.spans import (
    Span,
    SpanLine,
    href_of,
    html_rows,
    plain,
    spans_by_line,
)


def lines(markdown: str) -> list[SpanLine]:
    """The lines of a paragraph."""
    (token,) = MarkdownIt("commonmark").parseInline(markdown)
    return spans_by_line(token.children or [])[0]


def texts(markdown: str) -> list[str]:
    """Their texts."""
    return [plain(line.spans) for line in lines(markdown)]


def links(markdown: str) -> dict[str, str]:
    """The targets in a paragraph, by the text that leads to them."""
    spans = [span for line in lines(markdown) for span in line.spans]
    return {span.text: span.link for span in spans if span.link and span.text}


class TestPlainText:
    """`plain` is what a reader sees of spans."""

    def test_markup_is_gone_and_blanks_are_one(self) -> None:
        """Neither emphasis nor a link changes the text."""
        spans = [Span("  A "), Span("bold", strong=True), Span("\u00a0\n link ", link="x")]

        assert plain(spans) == "A bold link"

    def test_images_are_no_text(self) -> None:
        """What a badge says about itself is no part of the line."""
        assert plain([Span("logo", image=True), Span("A title")]) == "A title"


class TestLines:
    """`spans_by_line` tells the lines of a paragraph apart."""

    def test_offsets_follow_the_source(self) -> None:
        """Also over a link that goes on in the next line, which stays one."""
        found = lines("one\n[two\nthree](x)\nfour")

        assert [(line.offset, plain(line.spans)) for line in found] == [
            (0, "one"),
            (1, "two three"),
            (3, "four"),
        ]

    @pytest.mark.parametrize("end", ["  ", "\\", "<br>", "<br/>", "<BR />", "<br> ", "</br>"])
    def test_hard_breaks_are_remembered(self, end: str) -> None:
        """Two blanks, a backslash and `<br>` end a line for good; a mere line end does not."""
        found = lines(f"one{end}\ntwo\nthree")

        assert [line.after_break for line in found] == [False, True, False]

    def test_a_break_inside_a_line_ends_nothing(self) -> None:
        """Text that follows on the same line belongs to it."""
        assert texts("one<br>two\nthree") == ["one two", "three"]
        assert [line.after_break for line in lines("one<br>two\nthree")] == [False, False]

    def test_a_break_before_a_date_ends_a_line(self) -> None:
        """Where the end of the line was forgotten, both works stand on the same one."""
        found = lines("2025/01/02 one<br>2025/01/03 two<br>three")

        assert [(line.offset, plain(line.spans)) for line in found] == [
            (0, "2025/01/02 one"),
            (0, "2025/01/03 two three"),
        ]

    def test_ends_of_lines_that_tokens_hide_are_missing_from_the_count(self) -> None:
        """The caller can tell that offsets cannot be trusted."""
        (seen,) = MarkdownIt("commonmark").parseInline("a\n[b](c\n'd') e")
        (code,) = MarkdownIt("commonmark").parseInline("a `b\nc`\nd")

        assert spans_by_line(seen.children or [])[1] == 1
        assert spans_by_line(code.children or [])[1] == 1

    def test_emphasis_and_code_are_told(self) -> None:
        """Bold and italic text is marked, code is text like any other."""
        (line,) = lines("a **b *c*** `d`")

        assert line.spans == (
            Span("a "),
            Span("b ", strong=True),
            Span("c", strong=True, emphasis=True),
            Span(" "),
            Span("d"),
        )

    def test_two_links_to_one_place_stay_two(self) -> None:
        """They differ by number."""
        (line,) = lines("[a](x)[b](x)")

        assert [(s.text, s.link, s.link_number) for s in line.spans if s.text] == [
            ("a", "x", 1),
            ("b", "x", 2),
        ]

    def test_an_image_in_a_link_is_both(self) -> None:
        """A badge keeps its target."""
        (line,) = lines("[![arXiv](https://a.example/badge.svg)](https://b.example)")

        assert line.spans[-1] == Span("arXiv", "https://b.example", image=True, link_number=1)

    def test_a_link_without_text_is_there(self) -> None:
        """`[](x)` has a target that nothing else would tell."""
        (line,) = lines("[](x)")

        assert line.spans == (Span("", "x", image=True, link_number=1),)


class TestHtmlLinks:
    """Links in HTML count like those in Markdown."""

    @pytest.mark.parametrize(
        "tag",
        [
            '<a href="https://a.example/?x=1&amp;y=2">',
            "<a class=big href='https://a.example/?x=1&amp;y=2'>",
            '<A HREF = "https://a.example/?x=1&amp;y=2" >',
            '<a\nhref="https://a.example/?x=1&amp;y=2">',
        ],
    )
    def test_every_way_to_write_the_target(self, tag: str) -> None:
        """Quotes may be double or single, and entities stand for characters."""
        assert links(f"{tag}A title</a> and more") == {"A title": "https://a.example/?x=1&y=2"}

    def test_quotes_may_be_missing(self) -> None:
        """Up to the next blank, that is."""
        assert links("<a class=x href=https://a.example/b id=y>A title</a>") == {
            "A title": "https://a.example/b"
        }

    def test_a_link_that_never_ends_is_none(self) -> None:
        """It would swallow every line below it."""
        assert texts('</a> one <a href="x">two\nthree') == ["one two", "three"]
        assert links('</a> one <a href="x">two\nthree') == {}
        assert links('<a href="x">') == {}

    def test_an_anchor_leads_nowhere(self) -> None:
        """Without `href` there is no target."""
        assert href_of(' id="top"') == ""
        assert href_of("") == ""

    def test_other_tags_are_passed_over(self) -> None:
        """Their text stays, and line ends inside them count."""
        found = lines("<b\nid=x>one</b>\ntwo")

        assert [(line.offset, plain(line.spans)) for line in found] == [(0, "one"), (2, "two")]


def rows(content: str) -> list[tuple[int, list[str], tuple[str, ...] | None]]:
    """The rows in a piece of HTML, with the texts of their cells."""
    return [
        (line, [plain(cell) for cell in cells], head) for line, cells, head in html_rows(content)
    ]


HEAD = ("Year", "Title")


class TestHtmlTables:
    """`html_rows` reads the tables that Markdown leaves alone."""

    def test_rows_with_header_and_line(self) -> None:
        """The row of `<th>` is the header of those below it."""
        content = (
            "<table>\n<thead><tr><th>Year</th><th>Title</th></tr></thead>\n<tbody>\n"
            "<tr><td>2025</td><td>One</td></tr>\n<tr>\n<td>2024</td>\n<td>Two</td>\n</tr>\n"
        )

        assert rows(content) == [(3, ["2025", "One"], HEAD), (4, ["2024", "Two"], HEAD)]

    def test_end_tags_may_be_missing(self) -> None:
        """HTML lets them out, and so do authors."""
        content = "<table><tr><th>Year<th>Title\n<tr><td>2025<td>One\n<tr><td>2024<td>Two"

        assert rows(content) == [(1, ["2025", "One"], HEAD), (2, ["2024", "Two"], HEAD)]

    def test_a_header_is_for_its_own_table(self) -> None:
        """The next one starts without."""
        content = "<table><tr><th>Year<tr><td>1</table><table><tr><td>2</table>"

        assert rows(content) == [(0, ["1"], ("Year",)), (0, ["2"], ())]

    def test_a_heading_beside_cells_is_a_cell(self) -> None:
        """So is a second row of headings."""
        content = "<table><tr><th>Year<th>Title<tr><th>2025<td>One<tr><th>More<th>Works</table>"

        assert rows(content) == [(0, ["2025", "One"], HEAD), (0, ["More", "Works"], HEAD)]

    def test_rows_without_text_are_left_out(self) -> None:
        """Tables also arrange logos."""
        assert rows("<table><tr><td><img src=x></td><td> </td></tr><tr></tr></table>") == []

    def test_links_bold_text_and_entities(self) -> None:
        """Cells are spans like those of Markdown."""
        ((_, (cell,), _),) = html_rows(
            "<table><tr><td><b>A</b><br>&amp; <a href='x'>B</a></b><a href='y'><img></a></table>"
        )

        assert cell == (
            Span("A", strong=True),
            Span(" "),
            Span("& "),
            Span("B", "x", link_number=1),
            Span(" ", "y", image=True, link_number=3),
        )

    def test_a_link_ends_with_its_row(self) -> None:
        """One that is never closed takes no other row along, and neither does bold text."""
        found = html_rows("<table><tr><td><b><a href='x'>A<tr><td>B</table>")

        assert [cells for _, cells, _ in found] == [
            ((Span("A", "x", strong=True, link_number=1),),),
            ((Span("B"),),),
        ]


class TestHtmlLists:
    """`html_rows` reads the items of lists as rows of one cell without a header."""

    def test_items(self) -> None:
        """Also nested ones, those without end tags, and text outside of them left alone."""
        content = "<ul>\n<li>One</li> no\n<li>Two\n<ol><li>Three</ol></ul>\nno"

        assert rows(content) == [(1, ["One"], None), (2, ["Two"], None), (3, ["Three"], None)]

    @given(st.text(alphabet="<>/aAtrdhliu \n=\"'x&", max_size=80))
    def test_any_text_is_read(self, content: str) -> None:
        """Nothing raises, and every row stands on a line of the text."""
        for line, cells, _ in html_rows(content):
            assert 0 <= line <= content.count("\n")
            assert any(map(plain, cells))
