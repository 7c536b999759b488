"""Spans: the text of a line with its links."""

import pytest
from markdown_it import MarkdownIt

from trustworthy_audio_llms._lists.spans import (
    Span,
    SpanLine,
    attribute,
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

    def test_bold_text_that_goes_on_stays_one(self) -> None:
        """As a link does; not behind a link, a colon or a break."""
        assert texts("**one\ntwo**\nthree") == ["one two", "three"]
        assert texts("**[one](x)\ntwo** *a,\nb*") == ["one", "two a, b"]
        assert texts("**one:\ntwo<br>\nthree\\\nfour**") == ["one:", "two", "three", "four"]

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
        """Bold and italic text is marked, and so is code."""
        (line,) = lines("a **b *c*** `d`")

        assert line.spans == (
            Span("a "),
            Span("b ", strong=True),
            Span("c", strong=True, emphasis=True),
            Span(" "),
            Span("d", code=True),
        )

    @pytest.mark.parametrize("tag", ["i", "em", "I"])
    def test_emphasis_in_html(self, tag: str) -> None:
        """Is the same; an end without a beginning changes nothing."""
        (line,) = lines(f"</{tag}>a <{tag}>b</{tag}> c")

        assert [span.text for span in line.spans if span.emphasis] == ["b"]

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
        assert attribute(' id="top"', "href") == ""
        assert attribute("", "href") == ""

    def test_other_tags_are_passed_over(self) -> None:
        """Their text stays, and line ends inside them count."""
        found = lines("<b\nid=x>one</b>\ntwo")

        assert [(line.offset, plain(line.spans)) for line in found] == [(0, "one"), (2, "two")]
