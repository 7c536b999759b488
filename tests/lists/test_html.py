"""HTML in Markdown: its tables, lists, headings, summaries and paragraphs as lines."""

from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._lists.html import HtmlReader
from trustworthy_audio_llms._lists.links import links_of
from trustworthy_audio_llms._lists.spans import BREAK, Span, plain


def rows(content: str) -> list[tuple[int, list[str], tuple[str, ...] | None]]:
    """The rows in a piece of HTML, with the texts of their cells."""
    return [
        (
            one.line,
            [plain(cell) for cell in one.cells],
            one.header if one.kind == "row" else None,
        )
        for one in HtmlReader(1000).read(content)
    ]


HEAD = ("Year", "Title")


class TestHtmlTables:
    """`HtmlReader` reads the tables that Markdown leaves alone."""

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
        (found,) = HtmlReader(1000).read(
            "<table><tr><td><b>A</b><br>&amp; <a href='x'>B</a></b><a href='y'><img></a></table>"
        )
        (cell,) = found.cells

        assert cell == (
            Span("A", strong=True),
            BREAK,
            Span("& "),
            Span("B", "x", link_number=1),
            Span("", "y", image=True, link_number=3),
        )

    def test_a_link_ends_with_its_row(self) -> None:
        """One that is never closed takes no other row along, and neither does bold text."""
        found = HtmlReader(1000).read("<table><tr><td><b><a href='x'>A<tr><td>B</table>")

        assert [one.cells for one in found] == [
            ((Span("A", "x", strong=True, link_number=1),),),
            ((Span("B"),),),
        ]


class TestHtmlLists:
    """`HtmlReader` reads the items of lists as rows of one cell without a header."""

    def test_items(self) -> None:
        """Also nested ones, those without end tags, and text outside of them left alone."""
        content = "<ul>\n<li>One</li> no\n<li>Two\n<ol><li>Three</ol></ul>\nno"

        assert rows(content) == [(1, ["One"], None), (2, ["Two"], None), (3, ["Three"], None)]

    @given(st.text(alphabet="<>/aAtrdhliu \n=\"'x&", max_size=80))
    def test_any_text_is_read(self, content: str) -> None:
        """Nothing raises, and every row stands on a line of the text."""
        for one in HtmlReader(1000).read(content):
            assert 0 <= one.line <= content.count("\n")
            assert any(map(plain, one.cells))


class TestDress:
    """Bold, italic and code tell what a text is."""

    def test_nested_and_unclosed(self) -> None:
        """Each counts until it is closed, and at the longest to the end of its block."""
        content = "<li><b>A</b> <em>B <i>C</i></em> <code>D</code></b> <i>E<li>F"
        spans = [span for one in HtmlReader(10).read(content) for span in one.cells[0]]
        assert [
            (span.text, span.strong, span.emphasis, span.code) for span in spans if span.text != " "
        ] == [
            ("A", True, False, False),
            ("B ", False, True, False),
            ("C", False, True, False),
            ("D", False, False, True),
            ("E", False, True, False),
            ("F", False, False, False),
        ]

    def test_a_paragraph_below_a_heading(self) -> None:
        """May be about it; any other without a link is prose."""
        kinds = [one.kind for one in HtmlReader(10).read("<p>A<h3>B</h3><p>C<p>D")]
        assert kinds == ["heading", "text"]


class TestSpanningCells:
    """A cell that spans rows or columns is read in each of them."""

    def test_rows_and_columns(self) -> None:
        """A year beside three works is the year of all of them."""
        content = (
            "<table><tr><th>Year<th>Title<th colspan=2>Scores"
            "<tr><td rowspan='2'>2024<td>One<td>1<td>2<tr><td>Two<td colspan='2'>3"
            "<tr><td>2023<td>Three<td>4<td>5</table>"
        )

        assert [cells for _, cells, _ in rows(content)] == [
            ["2024", "One", "1", "2"],
            ["2024", "Two", "3", "3"],
            ["2023", "Three", "4", "5"],
        ]

    def test_a_header_of_two_rows_in_plain_cells(self) -> None:
        """The rows above those that have links."""
        content = (
            "<table><tr><td rowspan=2>Paper<td colspan=2>Detection<tr><td>Feature<td>Loss"
            "<tr><td>One <a href=x>Paper</a><td>LFCC<td>CE</table>"
        )

        assert rows(content) == [(0, ["One Paper", "LFCC", "CE"], ("Paper", "Feature", "Loss"))]

    def test_a_table_goes_on_in_the_next_block(self) -> None:
        """Markdown ends a block of HTML at a blank line."""
        reader = HtmlReader(1000)
        reader.read("<table><tr><th>Year<th>Title<tr><td>2024<td>One")
        (found,) = reader.read("<tr><td>2023<td>Two</table>")

        assert found.header == HEAD

    def test_a_budget_bounds_what_spans(self) -> None:
        """A few bytes can not become any number of cells."""
        reader = HtmlReader(60)
        row = "<tr><td colspan=50 rowspan=50>a"
        found = reader.read(f"<table>{row * 40}</table>")

        assert sum(len(one.cells) for one in found) < 60 + 50 + 50 * 40


class TestBlocks:
    """Summaries, headings and paragraphs of HTML are lines as well."""

    def test_each_kind(self) -> None:
        """Paragraphs only where one of them has a link."""
        content = (
            "<h2 align=center>Papers</h2>\n<details><summary>One (2023) [<a href=x>Paper</a>]"
            "</summary>\n<p>words</p>\n<p><a href=y>Two</a><br>words<p>words</details>"
        )

        assert [
            (one.kind, one.line, plain(one.cells[0]), one.level)
            for one in HtmlReader(1000).read(content)
        ] == [
            ("heading", 0, "Papers", 2),
            ("summary", 1, "One (2023) [Paper]", 0),
            ("text", 2, "words", 0),
            ("text", 3, "Two", 0),
            ("text", 3, "words", 0),
            ("text", 3, "words", 0),
            ("end", 3, "", 0),
        ]

    def test_blocks_inside_a_cell_are_breaks(self) -> None:
        """They part what stands in it."""
        (found,) = HtmlReader(1000).read("<ul><li><h3>A</h3><p>b</p></ul>")

        assert [span for span in found.cells[0] if span != BREAK] == [Span("A"), Span("b")]

    def test_text_without_a_paragraph(self) -> None:
        """What stands in a `<div>`, in details or nowhere is a paragraph too."""
        content = (
            "<center><a href=x>One</a>, words</center>\n<div>words</div><div>\nTwo <a href=y>Paper"
            "</a><div><a href=z>Three</a></div></div>\n<details>\n<a href=u>Four</a></details>"
        )

        assert [
            (one.line, plain(one.cells[0]))
            for one in HtmlReader(1000).read(content)
            if one.kind == "text"
        ] == [(0, "One, words"), (1, "words"), (2, "Two Paper"), (2, "Three"), (4, "Four")]

    def test_breaks_part_the_lines_of_a_paragraph(self) -> None:
        """Only the first begins it; in an item or a heading they stay inside the line."""
        content = "<p><a href=x>One</a><br>\nAnn Example\n<br><br>2024</p><h2>A<br>b</h2><li>C<br>d"

        found = HtmlReader(1000).read(content)

        assert [(one.line, plain(one.cells[0]), one.first) for one in found] == [
            (0, "One", True),
            (1, "Ann Example", False),
            (2, "2024", False),
            (2, "A b", True),
            (2, "C d", True),
        ]

    def test_terms_with_what_is_said_of_them(self) -> None:
        """Each is an item, though no end tag be there."""
        content = "<dl><dt><a href=x>One</a></dt>\n<dd>2023</dd>\n<dt>Two\n<dd>2024</dl>"

        found = HtmlReader(1000).read(content)

        assert [(one.kind, plain(one.cells[0])) for one in found] == [
            ("item", "One 2023"),
            ("item", "Two 2024"),
        ]

    def test_the_written_number_of_an_item_is_none_of_its_text(self) -> None:
        """A year is no such number."""
        found = HtmlReader(1000).read("<ul><li>\n1. One<li>2024 Two<li>12) Three</ul>")

        assert [plain(one.cells[0]) for one in found] == ["One", "2024 Two", "Three"]

    def test_a_link_over_several_lines(self) -> None:
        """Is one link to the same page, unless it is labelled there."""
        one = "<a href=x>One</a><br><a href=x>two <b>three</b></a><br> <a href=x>four</a>"
        other = "<br><a href=x>PDF</a><br><a href=y>Two</a> <a href=y>three</a>"
        (found,) = HtmlReader(1000).read(f"<table><tr><td>{one}{other}</table>")

        assert [(link.label, link.target) for link in links_of(found.cells[0])] == [
            ("One two three four", "x"),
            ("PDF", "x"),
            ("Two", "y"),
            ("three", "y"),
        ]

    def test_items_inside_items(self) -> None:
        """Are deeper; a heading ends lists that nothing else ends."""
        content = "<li>A<ul><li>B<ol><li>C</ol><li>D</ul><ul><li>E</li><h2>F</h2><ul><li>G</ul>"

        assert [
            (plain(one.cells[0]), one.level)
            for one in HtmlReader(1000).read(content)
            if one.kind == "item"
        ] == [("A", 0), ("B", 1), ("C", 2), ("D", 1), ("E", 1), ("G", 1)]
