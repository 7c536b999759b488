"""Markdown as lines: what stands on each, under which headings, with which links.

A line here is what an author of a list would call one: a list item, a table row, a heading, a
summary, or a line of a paragraph.

It is long, because each kind of token that Markdown gives has a method of its own.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from .._records.skipping import SkipReason
from .html import HtmlLine, HtmlReader
from .parsing import (
    LIST_LIKE,
    LONGEST_HEADING,
    LONGEST_LINE,
    RULE,
    as_usual,
    inline_parser,
    parser,
)
from .scanning import scan_lines
from .spans import Span, SpanLine, plain, spans_by_line

Kind = Literal["item", "row", "text", "heading", "summary", "opaque"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# How what stands in tables and lists begins, where blank lines make it look like code.
_HTML_START = re.compile(r"\s*</?(?:li|tr|td|th|dt|dd|ul|ol|p|a|table|tbody)\b", re.IGNORECASE)
_BELOW_HEADINGS = 7
"""The level of a summary among headings: HTML has six."""


class Line(NamedTuple):
    """One line of a list, as its author would count it.

    Attributes:
        kind: `item` of a list, table `row`, line of a paragraph (`text`), `heading`, `summary`, or
            `opaque` (a line that looks like a list's, or is too long, and cannot be read).
        number: The line in the file, counted from 1.
        spans: What stands on it; of a row, all its cells one after the other.
        headings: The headings above it, outermost first, with their levels; a summary is one of
            level 7 for what it holds.
        cells: The cells of a row.
        header: The texts of the header of the row's table.
        first: Whether it is the first line of its item or paragraph.
        after_break: Whether the line before it ended in a hard break.
        depth: How many items of lists are open around it.
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
    depth: int = 0
    level: int = 0
    reason: SkipReason = SkipReason.OTHER

    @property
    def text(self) -> str:
        """What stands on it as plain text, as far as lines below a heading carry it along."""
        return plain(self.spans)[:LONGEST_HEADING]


def read_lines(text: str, *, check: Callable[[], None] | None = None) -> Iterator[Line]:
    """Read Markdown into its lines, in order.

    Takes time and memory linear in the size of the text, and raises on no content.

    Args:
        text: A Markdown file; a byte order mark and any line ends do no harm.
        check: What is called before each block, and may raise where time is over.

    Yields:
        The lines, with every line that looks like one of a list among them.
    """
    text = as_usual(text)
    source = text.split("\n")
    read = bytearray(len(source) + 1)
    references: dict[str, Any] = {}
    walker = _Walker(source, references)
    tokens = parser().parse(text, references)
    tokens.reverse()
    while tokens:  # What was read is let go: of a long list, the tokens are most of what is held.
        token = tokens.pop()
        if check is not None:
            check()
        if token.map and (token.content or token.type in ("table_open", "fence", "code_block")):
            for number in range(token.map[0], min(token.map[1], len(read))):
                read[number] = 1
        for line in walker.take(token):
            read[line.number - 1] = 1
            yield line
    for number, raw in enumerate(source):
        if not read[number] and LIST_LIKE.match(raw) and raw.strip(RULE):
            yield Line("opaque", number + 1, reason=SkipReason.TOO_DEEP)


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
        self._html = HtmlReader(sum(map(len, source)) // 4 + 10_000)
        self._headings: list[tuple[int, str]] = []
        self._items: list[list[int]] = []  # For each open list item: its line, lines given.
        self._heading: Token | None = None
        self._header: tuple[str, ...] = ()
        self._in_head = False
        self._row: list[tuple[Span, ...]] | None = None
        self._row_number = 0
        self._handlers: dict[str, Callable[[Token], Iterable[Line]]] = {
            "inline": self._inline,
            "list_item_open": self._list_item_open,
            "list_item_close": self._list_item_close,
            "heading_open": self._heading_open,
            "heading_close": self._heading_close,
            "thead_open": self._thead_open,
            "thead_close": self._thead_close,
            "tr_open": self._tr_open,
            "tr_close": self._tr_close,
            "fence": self._fence,
            "code_block": self._code_block,
            "html_block": self._html_block,
        }

    def take(self, token: Token) -> Iterable[Line]:
        handle = self._handlers.get(token.type)
        return handle(token) if handle else ()

    def _list_item_open(self, token: Token) -> Iterable[Line]:
        self._items.append([token.map[0] if token.map else 0, 0])
        return ()

    def _list_item_close(self, _token: Token) -> Iterator[Line]:
        depth = len(self._items)
        start, given = self._items.pop()
        if not given:
            yield Line("item", start + 1, headings=tuple(self._headings), depth=depth)

    def _heading_open(self, token: Token) -> Iterable[Line]:
        self._heading = token
        return ()

    def _heading_close(self, _token: Token) -> Iterable[Line]:
        self._heading = None
        return ()

    def _thead_open(self, _token: Token) -> Iterable[Line]:
        self._in_head = True
        return ()

    def _thead_close(self, _token: Token) -> Iterable[Line]:
        self._in_head = False
        return ()

    def _tr_open(self, token: Token) -> Iterable[Line]:
        self._row = []
        self._row_number = token.map[0] + 1 if token.map else self._row_number + 1
        return ()

    def _tr_close(self, _token: Token) -> Iterator[Line]:
        cells, self._row = tuple(self._row or ()), None
        self._give()
        if self._in_head:
            self._header = tuple(plain(cell)[:LONGEST_HEADING] for cell in cells)
            return
        yield self._table_row(self._row_number, cells, self._header)
        yield from self._beyond_header(self._row_number, len(cells))

    def _table_row(
        self, number: int, cells: tuple[tuple[Span, ...], ...], header: tuple[str, ...]
    ) -> Line:
        spans = tuple(span for cell in cells for span in cell)
        return Line("row", number, spans, tuple(self._headings), cells, header)

    def _beyond_header(self, number: int, width: int) -> Iterator[Line]:
        """The cells that GitHub drops, because the header has fewer: another row, as it seems."""
        raw = self._source[number - 1]
        if raw.count("|") <= width + 1 or len(raw) > LONGEST_LINE:
            return
        cells = escapedSplit(raw.strip().removeprefix("|"))[width:]
        texts = [text.strip() for text in cells if text.strip()]
        for start in range(0, len(texts), max(width, 1)):
            row = tuple(self._cell(text) for text in texts[start : start + width])
            yield self._table_row(number, row, self._header)

    def _cell(self, text: str) -> tuple[Span, ...]:
        spans = [span for line in self._inline_lines(text)[0] for span in line.spans]
        return (*spans, Span(" "))

    def _give(self) -> None:
        """Take note that the innermost list item has something in it."""
        if self._items:
            self._items[-1][1] += 1

    def _inline(self, token: Token) -> Iterator[Line]:
        if self._row is not None:
            self._row.append(self._cell(token.content))
            return
        start = token.map[0] if token.map else 0
        if self._heading is not None and not self._is_rule_below(self._heading, token):
            yield from self._heading_line(self._heading, token, start)
            return
        kind: Kind = "item" if self._items else "text"
        is_new = not self._items or not self._items[-1][1]
        headings, depth = tuple(self._headings), len(self._items)
        self._give()
        for offset, spans, after_break in self._lines_of(token):
            number = start + offset + 1
            if spans is _TOO_LONG:
                yield Line("opaque", number, headings=headings, reason=SkipReason.TOO_LONG)
                continue
            first = is_new and offset == 0
            yield Line(
                kind,
                number,
                spans,
                headings,
                first=first,
                after_break=after_break,
                depth=depth,
            )

    def _lines_of(self, token: Token) -> list[SpanLine]:
        content = token.content
        if len(content) <= LONGEST_LINE:
            lines, ends = self._inline_lines(content)
            if ends == content.count("\n"):
                return lines
        # Code or a link's target goes over the end of a line, or the paragraph is very long: then
        # each line is read by itself.
        apart: list[SpanLine] = []
        for offset, text in enumerate(content.split("\n")):
            if len(text) > LONGEST_LINE:
                apart.append(SpanLine(offset, _TOO_LONG, after_break=False))
            else:
                lines = self._inline_lines(text)[0]
                apart.extend(line._replace(offset=offset) for line in lines)
        return apart

    def _inline_lines(self, text: str) -> tuple[list[SpanLine], int]:
        if len(text) > LONGEST_LINE:
            return [], 0
        if not self._references.get("references"):
            found = scan_lines(text)
            if found is not None:
                return found
        (inline,) = inline_parser().parseInline(text, self._references)
        return spans_by_line(inline.children or [])

    def _is_rule_below(self, heading: Token, token: Token) -> bool:
        """Whether a heading is but a paragraph, or a line of a list, right above a rule."""
        if heading.markup not in ("-", "="):
            return False
        start = token.map[0] if token.map else 0
        return "\n" in token.content or LIST_LIKE.match(self._source[start]) is not None

    def _heading_line(self, heading: Token, token: Token, start: int) -> Iterator[Line]:
        spans = tuple(span for line in self._lines_of(token) for span in line.spans)
        self._give()
        yield self._headed(start + 1, int(heading.tag[1:]), spans)

    def _headed(self, number: int, level: int, spans: tuple[Span, ...]) -> Line:
        """A heading's line, which then stands above those that follow."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        kind: Kind = "summary" if level == _BELOW_HEADINGS else "heading"
        line = Line(kind, number, spans, tuple(self._headings), level=level)
        self._headings.append((level, plain(spans)[:LONGEST_HEADING]))
        return line

    def _fence(self, token: Token) -> Iterator[Line]:
        return self._opaque(token, SkipReason.IN_CODE)

    def _code_block(self, token: Token) -> Iterator[Line]:
        if self._html.is_open and _HTML_START.match(token.content):
            return self._html_block(token)
        return self._opaque(token, SkipReason.IN_CODE)

    def _html_block(self, token: Token) -> Iterator[Line]:
        start = token.map[0] + 1 if token.map else 1
        content = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), token.content)
        self._give()
        lines = zip(token.content.split("\n"), content.split("\n"), strict=True)
        listed = {number: text for number, (raw, text) in enumerate(lines) if LIST_LIKE.match(raw)}
        if not self._in_html:
            yield from self._lines_of_html(content, start, listed)
        headings = tuple(self._headings)
        for number, text in listed.items():
            if number in self._html.linked:
                continue
            for line in self._lines_in_html(text.strip()):
                yield line._replace(number=start + number, headings=headings)

    def _lines_of_html(self, content: str, start: int, listed: Collection[int]) -> Iterator[Line]:
        for line in self._html.read(content, apart=listed):
            if line.kind != "end":
                yield self._html_line(line, start + line.line)
            elif self._headings and self._headings[-1][0] == _BELOW_HEADINGS:
                self._headings.pop()  # What a summary holds ends with its details.

    def _html_line(self, line: HtmlLine, number: int) -> Line:
        if line.kind == "row":
            return self._table_row(number, line.cells, line.header)
        if line.kind == "summary" and self._is_for_details(line.cells[0]):
            headings, depth = tuple(self._headings), len(self._items)
            return Line("item", number, line.cells[0], headings, first=False, depth=depth)
        if line.kind in ("heading", "summary"):
            return self._headed(number, line.level or _BELOW_HEADINGS, line.cells[0])
        if line.kind == "item":
            depth = len(self._items) + max(1, line.level)
            return Line("item", number, line.cells[0], tuple(self._headings), depth=depth)
        first, spans = line.first, line.cells[0]
        headings = tuple(self._headings)
        return Line("text", number, spans, headings, first=first, after_break=not first)

    def _is_for_details(self, spans: tuple[Span, ...]) -> bool:
        """Whether a summary in an item that has a title says no more than "Details"."""
        is_beside = bool(self._items) and self._items[-1][1] > 1
        return is_beside and not any(span.link for span in spans)

    def _lines_in_html(self, text: str) -> Iterator[Line]:
        """A list's line among HTML: GitHub shows it as it is written, but it was meant as one."""
        if not LIST_LIKE.match(text):
            yield Line("opaque", 1, reason=SkipReason.IN_COMMENT)
            return
        found = False
        walker = _Walker([text], self._references, in_html=True)
        for token in () if self._in_html else parser().parse(text, self._references):
            for line in walker.take(token):
                found = True
                yield line
        if not found and text.strip(RULE):
            yield Line("opaque", 1, reason=SkipReason.IN_HTML)

    def _opaque(self, token: Token, reason: SkipReason) -> Iterator[Line]:
        self._give()
        start, end = token.map or [0, 0]
        for number in range(start, min(end, len(self._source))):
            if LIST_LIKE.match(self._source[number]):
                yield Line("opaque", number + 1, headings=tuple(self._headings), reason=reason)


_TOO_LONG: tuple[Span, ...] = (Span(""),)
"""What stands for a line that is too long to be read."""
