"""Blocks of HTML as the lines of a list: tables, items, summaries, headings and paragraphs."""

import html
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from .spans import BREAK, Span, attribute, collapsed, plain

# A tokenizer rather than html.parser, whose time grows with the square of what never closes. Only
# what makes up blocks, links and the dress of a text is told apart; every other tag is passed over.
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>|[^<]+|<", re.IGNORECASE)

_Kind = Literal["row", "item", "summary", "heading", "text"]
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, _Kind] = {
    "td": "row",
    "th": "row",
    "li": "item",
    "summary": "summary",
    "p": "text",
    "dt": "text",
    "dd": "text",
    **dict.fromkeys(_HEADINGS, "heading"),
}
# Bold, italic and code, in the order in which a span has them.
_DRESS = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "code": "code"}
_ENDS_ROW = frozenset(("table", "tr", "ul", "ol", "li", "summary", "details", *_HEADINGS))
_INLINE = frozenset(("p", "dt", "dd", "div", "br", *_HEADINGS))  # Inside a cell they are breaks.
_WIDEST = 50  # Columns that one cell may span, and rows: HTML allows any number.
_MOST_HEADER_ROWS = 2


class HtmlLine(NamedTuple):
    """A row, item, summary, heading or paragraph of HTML.

    Attributes:
        kind: Which of them.
        line: Its line in the block, counted from 0.
        cells: The cells of a row; anything else is one cell.
        header: The texts of the header of its table.
        level: The level of a heading.
    """

    kind: _Kind
    line: int
    cells: tuple[tuple[Span, ...], ...]
    header: tuple[str, ...] = ()
    level: int = 0


class _Cell(NamedTuple):
    spans: list[Span]
    width: int
    height: int
    is_head: bool


class HtmlReader:
    """Reads the blocks of HTML of one file; a table may go on in the next block.

    Args:
        budget: How many cells all tables may have: cells that span rows are read in each of them,
            so that a few bytes could become any number.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._header: tuple[str, ...] = ()
        self._spanning: dict[int, tuple[int, _Cell]] = {}
        self._start_block()
        self._start_table()

    def read(self, content: str) -> list[HtmlLine]:
        """Read one block of HTML; end tags may be missing.

        Args:
            content: The block.

        Returns:
            Its lines, in order, those without any text left out.
        """
        self._start_block()
        for token in _TOKEN.finditer(content):
            if token[2]:
                self._tag(token[2].lower(), token[3], ends=bool(token[1]))
            else:
                self._text(html.unescape(token[0]))
            self._line += token[0].count("\n")
        self._end()
        self._flush_rows()
        return self._lines

    def _start_block(self) -> None:
        self._lines: list[HtmlLine] = []
        self._line = self._started = self._row_line = 0
        self._kind: _Kind | None = None
        self._level = 0
        self._cells: list[_Cell] = []
        self._in_cell = False
        self._link: str | None = None
        self._links = 0
        self._open = dict.fromkeys(_DRESS.values(), 0)

    def _start_table(self) -> None:
        self._rows: list[tuple[int, tuple[_Cell, ...]]] = []
        self._header = ()
        self._spanning = {}

    def _text(self, text: str, *, image: bool = False) -> None:
        if self._in_cell:
            number = self._links if self._link is not None else 0
            strong, emphasis, code = [depth > 0 for depth in self._open.values()]
            span = Span(collapsed(text), self._link, strong, emphasis, image, number, code)
            self._cells[-1].spans.append(span)

    def _tag(self, name: str, attributes: str, *, ends: bool) -> None:
        if self._in_cell and name in _INLINE and self._kind not in ("text", "heading"):
            self._cells[-1].spans.append(BREAK)
            return
        if name in _ENDS_ROW or (name == "p" and self._kind in ("text", None)):
            self._end()  # Where an end tag is missing, what comes next ends it.
        if name in ("tr", "table"):
            self._row_line = self._line
        if name == "table":
            self._flush_rows()
            self._start_table()
        elif name in _KINDS:
            self._open_cell(name, attributes, ends=ends)
        else:
            self._inline(name, attributes, ends=ends)

    def _open_cell(self, name: str, attributes: str, *, ends: bool) -> None:
        self._in_cell = not ends
        if ends:
            return
        if not self._cells:
            self._started = self._row_line if _KINDS[name] == "row" else self._line
            self._kind = _KINDS[name]
            self._level = _HEADINGS.get(name, 0)
        width, height = _number(attributes, "colspan"), _number(attributes, "rowspan")
        self._cells.append(_Cell([], width, height, name == "th"))

    def _inline(self, name: str, attributes: str, *, ends: bool) -> None:
        if name == "a":
            self._link = None if ends else attribute(attributes, "href")
            self._links += 1
        elif name in _DRESS:
            dress = _DRESS[name]
            self._open[dress] = max(0, self._open[dress] + (-1 if ends else 1))
        elif name == "br" and self._in_cell:
            self._cells[-1].spans.append(BREAK)
        elif name == "img":
            self._text(attribute(attributes, "alt"), image=True)

    def _end(self) -> None:
        if self._cells:
            if self._kind == "row":
                self._rows.append((self._started, tuple(self._cells)))
            elif self._kind and self._says_something():
                spans = tuple(self._cells[0].spans)
                line = HtmlLine(self._kind, self._started, (spans,), level=self._level)
                self._flush_rows()
                self._lines.append(line)
        self._cells, self._in_cell, self._kind = [], False, None
        self._link = None
        self._open = dict.fromkeys(_DRESS.values(), 0)

    def _says_something(self) -> bool:
        """Whether there is text; of a paragraph only one with a link, or right below a heading."""
        spans = self._cells[0].spans
        is_below = bool(self._lines) and self._lines[-1].kind == "heading"
        counts = self._kind != "text" or is_below or any(span.link is not None for span in spans)
        return counts and bool(plain(spans))

    def _flush_rows(self) -> None:
        rows, self._rows = self._rows, []
        heads = 0 if self._header else _header_rows([cells for _, cells in rows])
        for number, (line, own) in enumerate(rows):
            cells = self._with_spanning(own)
            texts = tuple(map(plain, cells))
            if number < heads:
                self._header = texts
            elif any(texts):
                self._lines.append(HtmlLine("row", line, cells, self._header))

    def _with_spanning(self, own: Sequence[_Cell]) -> tuple[tuple[Span, ...], ...]:
        """The cells of a row, with those that reach into it from rows above and from the left."""
        cells: list[tuple[Span, ...]] = []
        following: dict[int, tuple[int, _Cell]] = {}
        for cell in own:
            self._take_spanning(cells, following)
            for _ in range(cell.width if self._budget > 0 else 1):
                if cell.height > 1:
                    following[len(cells)] = cell.height - 1, cell
                cells.append(tuple(cell.spans))
                self._budget -= 1
        self._take_spanning(cells, following)
        self._spanning = following if self._budget > 0 else {}
        return tuple(cells)

    def _take_spanning(
        self, cells: list[tuple[Span, ...]], following: dict[int, tuple[int, _Cell]]
    ) -> None:
        while len(cells) in self._spanning:
            left, cell = self._spanning[len(cells)]
            if left > 1:
                following[len(cells)] = left - 1, cell
            cells.append(tuple(cell.spans))
            self._budget -= len(cell.spans)


def _number(attributes: str, name: str) -> int:
    """How many columns or rows a cell spans."""
    stated = attribute(attributes, name).strip() if name in attributes.lower() else ""
    return min(max(int(stated[:4]), 1), _WIDEST) if stated.isdecimal() else 1


def _header_rows(rows: Sequence[Sequence[_Cell]]) -> int:
    """How many rows at the top of a table are its header.

    Those in `th`; where there are none, those without a link above rows that have some.
    """
    heads = 0
    for row in rows[:_MOST_HEADER_ROWS]:
        if not all(cell.is_head for cell in row):
            break
        heads += 1
    if heads:
        return heads
    linked = [any(span.link is not None for cell in row for span in cell.spans) for row in rows]
    first = linked.index(True) if True in linked else 0
    return first if first <= _MOST_HEADER_ROWS else 0
