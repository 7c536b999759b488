"""Markdown as lines: what stands on each, under which headings, with which links.

The syntax is CommonMark with GitHub's tables, read by markdown-it-py. A line here is what an
author of a list would call one: a list item, a table row, a heading, or a line of a paragraph.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .._records.skipping import SkipReason
from .spans import Span, SpanLine, html_rows, plain, spans_by_line

Kind = Literal["item", "row", "text", "heading", "opaque"]

# What GitHub shows as a link only when it is written without blanks and in ASCII brackets; other
# lists have `[T] (U)` and `［T］（U）`. No two matches try the same text, so this is linear.
_UNUSUAL = re.compile(r"[［］（）]|\][ \t]+\(")
_LINK = re.compile(
    r"(?:[\[［]([^\n\[\]［］]*)[\]］]|\])[ \t]*[(（](?=[ \t]*https?://)"
    r"(?:[ \t]*([^\s()（）<>]*)[ \t]*）)?"
)

_LIST_LIKE = re.compile(
    r"\s*(?:[-+•–—](?![-+>])\s*\S|\*\s+\S|\*{1,2}\d|\d{1,9}[.)]\s|\||\d{4}[/.-]\d)"
)
_RULE = " \t-*_|:+"  # What rules, the lines below tables' headers and empty items consist of.
_LONGEST_HEADING = 240  # Every line below it carries it along; so it is with a column's header.
_LONGEST_TARGET = 1000  # Of a reference, which any number of lines may name.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Line(NamedTuple):
    """One line of a list, as its author would count it.

    Attributes:
        kind: `item` of a list, table `row`, line of a paragraph (`text`), `heading`, or `opaque`
            (a line that looks like a list's inside a code block or HTML).
        number: The line in the file, counted from 1.
        spans: What stands on it; of a row, all its cells one after the other.
        headings: The headings above it, outermost first, with their levels.
        cells: The cells of a row.
        header: The texts of the header of the row's table.
        first: Whether it is the first line of its block.
        after_break: Whether the line before it ended in a hard break.
        level: The level of a heading.
        reason: Why an opaque line cannot be read.
    """

    kind: Kind
    number: int
    spans: tuple[Span, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    cells: tuple[tuple[Span, ...], ...] = ()
    header: tuple[str, ...] = ()
    first: bool = True
    after_break: bool = False
    level: int = 0
    reason: SkipReason = SkipReason.OTHER


class _LinksAsWritten(MarkdownIt):
    """A parser that leaves targets of links as they are written, also where they lead nowhere."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


@functools.cache
def _parser() -> MarkdownIt:
    made = _LinksAsWritten("commonmark").enable(["table", "strikethrough"])
    made.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    made.core.ruler.after("block", "short_references", _drop_long_references)
    return made


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, as long as the cells of all tables are in proportion to the text.

    Short rows are filled up with empty cells: a few bytes a row would become any number of them.
    Rows beyond that are lines like others.
    """
    delimiters = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]] if start < end else ""
    width = delimiters.count("|") + 1
    left = state.env.setdefault("cells", len(state.src) // 4 + 10_000)
    found = table(state, start, min(end, start + 2 + left // width), silent)
    if found and not silent:
        state.env["cells"] = left - (state.line - start) * width
    return found


def _drop_long_references(state: StateCore) -> None:
    references = state.env.get("references", {})
    for label in [key for key, to in references.items() if len(to["href"]) > _LONGEST_TARGET]:
        del references[label]


def read_lines(text: str) -> Iterator[Line]:
    """Read Markdown into its lines, in order.

    Takes time and memory linear in the size of the text, and raises on no content.

    Args:
        text: A Markdown file; a byte order mark and any line ends do no harm.

    Yields:
        The lines, with every line that looks like one of a list among them.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _UNUSUAL.search(text):
        text = _LINK.sub(_usual_link, text)
    source = text.split("\n")
    read = bytearray(len(source) + 1)
    references: dict[str, Any] = {}
    tokens = _parser().parse(text, references)
    walker = _Walker(source, references)
    for token in tokens:
        if token.map and (token.content or token.type in ("table_open", "fence", "code_block")):
            for number in range(token.map[0], min(token.map[1], len(read))):
                read[number] = 1
        for line in walker.take(token):
            read[line.number - 1] = 1
            yield line
    for number, raw in enumerate(source):
        if not read[number] and _LIST_LIKE.match(raw) and raw.strip(_RULE):
            yield Line("opaque", number + 1, reason=SkipReason.TOO_DEEP)


def _usual_link(found: "re.Match[str]") -> str:
    label, target = found.groups()
    return ("" if label is None else f"[{label}") + "](" + ("" if target is None else f"{target})")


class _Walker:
    """Turns the stream of markdown-it's tokens into lines.

    Args:
        source: The lines of the text.
        references: What markdown-it found out about the text's references.
        in_html: Whether the text is a line of HTML, so that no more HTML is looked for in it.
    """

    def __init__(
        self, source: list[str], references: dict[str, Any], *, in_html: bool = False
    ) -> None:
        self._source = source
        self._references = references
        self._in_html = in_html
        self._headings: list[tuple[int, str]] = []
        self._items: list[list[int]] = []  # For each open list item: its line, lines given.
        self._heading: Token | None = None
        self._header: tuple[str, ...] = ()
        self._in_head = False
        self._row: list[tuple[Span, ...]] | None = None
        self._row_number = 0

    def take(self, token: Token) -> Iterator[Line]:
        handle = getattr(self, f"_{token.type}", None)
        return handle(token) if handle else iter(())

    def _list_item_open(self, token: Token) -> Iterator[Line]:
        self._items.append([token.map[0] if token.map else 0, 0])
        return iter(())

    def _list_item_close(self, _token: Token) -> Iterator[Line]:
        start, given = self._items.pop()
        if not given:
            yield Line("item", start + 1, headings=tuple(self._headings))

    def _heading_open(self, token: Token) -> Iterator[Line]:
        self._heading = token
        return iter(())

    def _heading_close(self, _token: Token) -> Iterator[Line]:
        self._heading = None
        return iter(())

    def _thead_open(self, _token: Token) -> Iterator[Line]:
        self._in_head = True
        return iter(())

    def _thead_close(self, _token: Token) -> Iterator[Line]:
        self._in_head = False
        return iter(())

    def _tr_open(self, token: Token) -> Iterator[Line]:
        self._row = []
        self._row_number = token.map[0] + 1 if token.map else self._row_number + 1
        return iter(())

    def _tr_close(self, _token: Token) -> Iterator[Line]:
        cells, self._row = tuple(self._row or ()), None
        self._give()
        if self._in_head:
            self._header = tuple(plain(cell)[:_LONGEST_HEADING] for cell in cells)
            return
        yield self._table_row(self._row_number, cells, self._header)

    def _table_row(
        self, number: int, cells: tuple[tuple[Span, ...], ...], header: tuple[str, ...]
    ) -> Line:
        spans = tuple(span for cell in cells for span in cell)
        return Line("row", number, spans, tuple(self._headings), cells, header)

    def _give(self) -> None:
        """Take note that the innermost list item has something in it."""
        if self._items:
            self._items[-1][1] += 1

    def _inline(self, token: Token) -> Iterator[Line]:
        if self._row is not None:
            cell = [span for line in self._lines_of(token) for span in line.spans]
            self._row.append((*cell, Span(" ")))
            return
        start = token.map[0] if token.map else 0
        if self._heading is not None and not self._is_rule_below(self._heading, token):
            yield from self._heading_line(self._heading, token, start)
            return
        kind: Kind = "item" if self._items else "text"
        for offset, spans, after_break in self._lines_of(token):
            first = offset == 0 and (not self._items or not self._items[-1][1])
            self._give()
            yield Line(
                kind,
                start + offset + 1,
                spans,
                tuple(self._headings),
                first=first,
                after_break=after_break,
            )

    def _lines_of(self, token: Token) -> list[SpanLine]:
        lines, ends = spans_by_line(token.children or [])
        if ends == token.content.count("\n"):
            return lines
        # Code or a link's target goes over the end of a line: then each line is read by itself.
        return [
            line._replace(offset=offset)
            for offset, text in enumerate(token.content.split("\n"))
            for inline in _parser().parseInline(text, self._references)
            for line in spans_by_line(inline.children or [])[0]
        ]

    def _is_rule_below(self, heading: Token, token: Token) -> bool:
        """Whether a heading is but a paragraph, or a line of a list, right above a rule."""
        if heading.markup not in ("-", "="):
            return False
        start = token.map[0] if token.map else 0
        return "\n" in token.content or _LIST_LIKE.match(self._source[start]) is not None

    def _heading_line(self, heading: Token, token: Token, start: int) -> Iterator[Line]:
        level = int(heading.tag[1:])
        spans = tuple(span for line in self._lines_of(token) for span in line.spans)
        self._give()
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        yield Line("heading", start + 1, spans, tuple(self._headings), level=level)
        self._headings.append((level, plain(spans)[:_LONGEST_HEADING]))

    def _fence(self, token: Token) -> Iterator[Line]:
        return self._opaque(token, SkipReason.IN_CODE)

    _code_block = _fence

    def _html_block(self, token: Token) -> Iterator[Line]:
        start = token.map[0] + 1 if token.map else 1
        content = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), token.content)
        headings = tuple(self._headings)
        self._give()
        for offset, cells, header in () if self._in_html else html_rows(content):
            if header is None:
                yield Line("item", start + offset, cells[0], headings)
            else:
                yield self._table_row(start + offset, cells, header)
        lines = zip(token.content.split("\n"), content.split("\n"), strict=True)
        for number, (raw, shown) in enumerate(lines, start):
            if _LIST_LIKE.match(raw):
                for line in self._lines_in_html(shown.strip()):
                    yield line._replace(number=number, headings=headings)

    def _lines_in_html(self, text: str) -> Iterator[Line]:
        """A list's line among HTML: GitHub shows it as it is written, but it was meant as one."""
        if not _LIST_LIKE.match(text):
            yield Line("opaque", 1, reason=SkipReason.IN_COMMENT)
            return
        found = False
        walker = _Walker([text], self._references, in_html=True)
        for token in () if self._in_html else _parser().parse(text, self._references):
            for line in walker.take(token):
                found = True
                yield line
        if not found and text.strip(_RULE):
            yield Line("opaque", 1, reason=SkipReason.IN_HTML)

    def _opaque(self, token: Token, reason: SkipReason) -> Iterator[Line]:
        self._give()
        start, end = token.map or [0, 0]
        for number in range(start, min(end, len(self._source))):
            if _LIST_LIKE.match(self._source[number]):
                yield Line("opaque", number + 1, headings=tuple(self._headings), reason=reason)
