"""Spans of text with their links: of lines of Markdown, and of tables and lists in HTML."""

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

# A tokenizer rather than html.parser, whose time grows with the square of what never closes. Only
# what makes up tables, lists, links and bold text is told apart; every other tag is passed over.
_HTML = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>|[^<]+|<", re.I)
_DATED = re.compile(r"\s*\d{4}[/.-]\d")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""", re.I)


class Span(NamedTuple):
    """A run of text of one kind: plain, emphasised, or part of a link.

    Attributes:
        text: The text, without markup.
        link: The target of the link it belongs to (it may be empty), or None.
        strong: Whether it is bold.
        emphasis: Whether it is italic.
        image: Whether it is an image's text.
        link_number: Which link of its block it belongs to, so that two links stay two.
    """

    text: str
    link: str | None = None
    strong: bool = False
    emphasis: bool = False
    image: bool = False
    link_number: int = 0


def plain(spans: Sequence[Span]) -> str:
    """The text of spans, without markup and images, blanks collapsed."""
    return " ".join("".join([span.text for span in spans if not span.image]).split())


def href_of(attributes: str) -> str:
    """The target in the attributes of an HTML link, or an empty text."""
    found = _HREF.search(attributes)
    return html.unescape(next((group for group in found.groups() if group), "")) if found else ""


HtmlRow = tuple[int, tuple[tuple[Span, ...], ...], tuple[str, ...] | None]
"""The line of a row, counted from 0, its cells, and the header of its table (of an item None)."""


def html_rows(content: str) -> list[HtmlRow]:
    """The rows of HTML tables and the items of HTML lists, those without any text left out.

    Args:
        content: A block of HTML; end tags may be missing.

    Returns:
        For each its line, its cells, and the header of its table; an item is one cell, and has
        None for a header.
    """
    reader = _HtmlRows()
    for token in _HTML.finditer(content):
        if token[2]:
            reader.tag(token[2].lower(), token[3], ends=bool(token[1]))
        else:
            reader.text(html.unescape(token[0]))
        reader.line += token[0].count("\n")
    reader.end_row()
    return reader.rows


class _HtmlRows:
    """Collects rows and items while the tags and texts around them go by."""

    def __init__(self) -> None:
        self.rows: list[HtmlRow] = []
        self.line = 0
        self._start = 0
        self._header: tuple[str, ...] = ()
        self._cells: list[list[Span]] = []
        self._tags: set[str] = set()  # Of the cells: td, th or li.
        self._in_cell = False
        self._link: str | None = None
        self._links = 0
        self._strong = 0

    def text(self, text: str, *, image: bool = False) -> None:
        if self._in_cell:
            number = self._links if self._link is not None else 0
            span = Span(text, self._link, self._strong > 0, image=image, link_number=number)
            self._cells[-1].append(span)

    def tag(self, name: str, attributes: str, *, ends: bool) -> None:
        if name in ("table", "tr", "ul", "ol", "li"):
            # Where an end tag is missing, what comes next ends a row or an item.
            self.end_row()
            if name == "table":
                self._header = ()
        if name in ("td", "th", "li"):
            self._in_cell = not ends
            if self._in_cell:
                self._cells.append([])
                self._tags.add(name)
        elif name == "a":
            self._link = None if ends else href_of(attributes)
            self._links += 1
        elif name in ("b", "strong"):
            self._strong = max(0, self._strong + (-1 if ends else 1))
        elif name in ("br", "img"):
            self.text(" ", image=name == "img")

    def end_row(self) -> None:
        cells = tuple(map(tuple, self._cells))
        texts = tuple(map(plain, cells))
        if any(texts):
            if self._tags == {"th"} and not self._header:
                self._header = texts
            else:
                header = None if self._tags == {"li"} else self._header
                self.rows.append((self._start, cells, header))
        self._cells, self._tags, self._in_cell = [], set(), False
        self._link, self._strong = None, 0
        self._start = self.line


class SpanLine(NamedTuple):
    """A line of inline Markdown.

    Attributes:
        offset: Its number in its block, counted from 0.
        spans: What stands on it; a link that goes on below stands where it begins.
        after_break: Whether the line before it ended in a hard break.
    """

    offset: int
    spans: tuple[Span, ...]
    after_break: bool


def spans_by_line(children: "Sequence[Token]") -> tuple[list[SpanLine], int]:
    """Split inline Markdown into lines.

    Args:
        children: The tokens of one block.

    Returns:
        The lines, and how many ends of lines were seen: tokens hide those inside code and targets.
    """
    lines: list[SpanLine] = []
    spans: list[Span] = []
    offset = at = links = strong = emphasis = 0
    broke = ends_in_break = False
    link: str | None = None
    last_end: int | None = None  # Where the last link ends that is written in HTML.
    for place, token in enumerate(children):
        kind = token.type
        current = links if link is not None else 0
        if kind == "text" or kind == "code_inline":
            if token.content:
                spans.append(Span(token.content, link, strong > 0, emphasis > 0, False, current))
                ends_in_break = ends_in_break and not token.content.strip()
        elif kind == "link_open":
            link = str(token.attrs.get("href", ""))
            links += 1
            spans.append(Span("", link, image=True, link_number=links))  # It may have no text.
        elif kind == "link_close":
            link = None
        elif kind == "strong_open":
            strong += 1
        elif kind == "strong_close":
            strong -= 1
        elif kind == "em_open":
            emphasis += 1
        elif kind == "em_close":
            emphasis -= 1
        elif kind == "image":
            spans.append(Span(token.content, link, False, False, True, current))
        elif kind in ("softbreak", "hardbreak"):
            at += 1
            if link is not None:
                spans.append(Span(" ", link, strong > 0, emphasis > 0, False, current))
                continue
            lines.append(SpanLine(offset, tuple(spans), broke))
            broke = ends_in_break or kind == "hardbreak"
            ends_in_break = False
            spans, offset = [], at
        elif kind == "html_inline":
            tag = token.content.lower()
            at += tag.count("\n")
            if tag.startswith(("<br", "</br")):
                after = children[place + 1].content if place + 1 < len(children) else ""
                if link is None and _DATED.match(after):  # The end of the line was forgotten.
                    lines.append(SpanLine(offset, tuple(spans), broke))
                    broke, spans = True, []
                else:
                    ends_in_break = True
                    spans.append(Span(" "))
            elif tag.startswith(("<a ", "<a\n")):
                if last_end is None:
                    last_end = max(
                        (i for i, t in enumerate(children) if t.content[:3].lower() == "</a"),
                        default=0,
                    )
                if place < last_end:  # One that never ends is none.
                    link = href_of(token.content)
                    links += 1
                    spans.append(Span("", link, image=True, link_number=links))
            elif tag.startswith("</a"):
                link = None
    lines.append(SpanLine(offset, tuple(spans), broke))
    return lines, at
