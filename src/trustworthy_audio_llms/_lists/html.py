"""Blocks of HTML as the lines of a list: tables, items, summaries, headings and paragraphs.

It is long, because what a tag means depends on what it stands in.
"""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from .badges import badges_of
from .spans import BREAK, Span, attribute, collapsed, plain
from .wording import is_generic

# A tokenizer rather than html.parser, whose time grows with the square of what never closes. Only
# what makes up blocks, links and the dress of a text is told apart; every other tag is passed over.
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>|[^<]+|<", re.IGNORECASE)

_Kind = Literal["row", "item", "summary", "heading", "text", "end"]
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, _Kind] = {
    "td": "row",
    "th": "row",
    "li": "item",
    "dt": "item",
    "summary": "summary",
    "p": "text",
    **dict.fromkeys(_HEADINGS, "heading"),
}
# Bold, italic and code, in the order in which a span has them.
_DRESS = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "code": "code"}
_ENDS_ROW = frozenset(
    ("table", "tr", "ul", "ol", "dl", "li", "dt", "summary", "details", *_HEADINGS)
)
_INLINE = frozenset(("p", "dd", "div", "br", *_HEADINGS))  # Inside a cell they are breaks.
_ENDS_TEXT = frozenset("p div dd center section article main header footer blockquote hr".split())
_LISTS = frozenset(("ul", "ol", "dl"))
_HOLDERS = frozenset(("table", "ul", "ol", "dl", "section"))
_NUMBER = re.compile(r"\s?\d{1,4}[.)]\s")  # Of an item, written out.
_WIDEST = 50  # Columns that one cell may span, and rows: HTML allows any number.
_MOST_HEADER_ROWS = 2


class HtmlLine(NamedTuple):
    """A row, item, summary, heading or line of a paragraph of HTML, or the end of details.

    Attributes:
        kind: Which of them.
        line: Its line in the block, counted from 0.
        cells: The cells of a row; anything else is one cell.
        header: The texts of the header of its table.
        level: The level of a heading, or how many lists are open around an item.
        first: Whether it is not a further line of a paragraph, behind a break.
    """

    kind: _Kind
    line: int
    cells: tuple[tuple[Span, ...], ...]
    header: tuple[str, ...] = ()
    level: int = 0
    first: bool = True


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

    Attributes:
        linked: The lines of the last block, counted from 0, on which a link was read.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._header: tuple[str, ...] = ()
        self._spanning: dict[int, tuple[int, _Cell]] = {}
        self._holders = self._depth = 0
        self._start_block()
        self._start_table()

    @property
    def is_open(self) -> bool:
        """Whether a table or list goes on in the next block."""
        return self._holders > 0

    def read(self, content: str, *, apart: Collection[int] = ()) -> list[HtmlLine]:
        """Read one block of HTML; end tags may be missing.

        Args:
            content: The block.
            apart: The lines, counted from 0, that are no HTML where they stand outside of all
                items, rows and paragraphs.

        Returns:
            Its lines, in order, those without any text left out.
        """
        self._start_block()
        self._apart = apart
        for token in _TOKEN.finditer(content):
            if token[2]:
                self._tag(token[2].lower(), token[3], ends=bool(token[1]))
            else:
                self._text(html.unescape(token[0]))
            self._line += token[0].count("\n")
        self._end()
        self._flush_rows()
        return list(_without_prose(self._lines))

    def _start_block(self) -> None:
        self._lines: list[HtmlLine] = []
        self.linked: set[int] = set()
        self._line = self._started = self._row_line = 0
        self._kind: _Kind | None = None
        self._level = 0
        self._cells: list[_Cell] = []
        self._above: list[
            tuple[int, tuple[Span, ...]]
        ] = []  # Of a paragraph, above its last break.
        self._in_cell = False
        self._link: str | None = None
        self._links = 0
        self._open = dict.fromkeys(_DRESS.values(), 0)

    def _start_table(self) -> None:
        self._rows: list[tuple[int, tuple[_Cell, ...]]] = []
        self._header = ()
        self._spanning = {}

    def _text(self, text: str, *, image: bool = False) -> None:
        if not self._cells and any(map(str.isalnum, text)):
            self._start_text(self._line_of(text))
        if self._in_cell:
            if self._kind == "text" and not self._cells[-1].spans and self._above:
                self._started = self._line_of(text)
            number = self._links if self._link is not None else 0
            strong, emphasis, code = [depth > 0 for depth in self._open.values()]
            spans = self._cells[-1].spans
            if self._kind == "item" and not spans:
                text = _NUMBER.sub("", text, count=1)
            span = Span(collapsed(text), self._link, strong, emphasis, image, number, code)
            spans.append(span)

    def _line_of(self, text: str) -> int:
        """The line on which a text begins that is read next."""
        return self._line + text[: len(text) - len(text.lstrip())].count("\n")

    def _start_text(self, line: int) -> None:
        """Begin a paragraph that has no tag of its own."""
        if line not in self._apart:
            self._kind, self._started, self._in_cell = "text", line, True
            self._cells.append(_Cell([], 1, 1, is_head=False))

    def _tag(self, name: str, attributes: str, *, ends: bool) -> None:
        if self._is_break(name, ends=ends):
            self._cells[-1].spans.append(BREAK)
            return
        if name in _ENDS_ROW or (name in _ENDS_TEXT and self._kind in ("text", None)):
            self._end()  # Where an end tag is missing, what comes next ends it.
        if name in _HOLDERS:
            self._holders = max(0, self._holders + (-1 if ends else 1))
        if name in _LISTS:
            self._depth = max(0, self._depth + (-1 if ends else 1))
        elif name in _HEADINGS:
            self._depth = 0  # Where an end tag is missing, it ends the lists.
        if name == "details" and ends:
            self._flush_rows()
            self._lines.append(HtmlLine("end", self._line, ((),)))
        if name in ("tr", "table"):
            self._row_line = self._line
        if name == "table":
            self._flush_rows()
            self._start_table()
        elif name in _KINDS:
            self._open_cell(name, attributes, ends=ends)
        else:
            self._inline(name, attributes, ends=ends)

    def _is_break(self, name: str, *, ends: bool) -> bool:
        """Whether a tag parts what stands in a cell, as a term from what is said of it."""
        if not self._in_cell or self._kind in ("text", "heading"):
            return False
        return name in _INLINE or (name == "dt" and ends)

    def _open_cell(self, name: str, attributes: str, *, ends: bool) -> None:
        self._in_cell = not ends
        if ends:
            return
        if not self._cells:
            self._started = self._row_line if _KINDS[name] == "row" else self._line
            self._kind = _KINDS[name]
            self._level = self._depth if self._kind == "item" else _HEADINGS.get(name, 0)
        width, height = _number(attributes, "colspan"), _number(attributes, "rowspan")
        self._cells.append(_Cell([], width, height, name == "th"))

    def _inline(self, name: str, attributes: str, *, ends: bool) -> None:
        if name == "a":
            self._link = None if ends else attribute(attributes, "href")
            self._links += 1
            if not ends and not self._cells:
                self._start_text(self._line)
            if self._in_cell:
                self.linked.add(self._line)
        elif name in _DRESS:
            dress = _DRESS[name]
            self._open[dress] = max(0, self._open[dress] + (-1 if ends else 1))
        elif name == "br" and self._in_cell:
            self._break()
        elif name == "img":
            self._image(attribute(attributes, "alt"), attribute(attributes, "src"))

    def _image(self, text: str, source: str) -> None:
        for badge in badges_of(text, source):
            if badge.repository and self._link is None:
                self._link, self._links = badge.repository, self._links + 1
                self._text(badge.text, image=True)
                self._link = None
            else:
                self._text(badge.text, image=True)

    def _break(self) -> None:
        """Begin the next line of a paragraph; in a heading a break is but a blank."""
        spans = self._cells[-1].spans
        if self._kind == "text":
            self._above.append((self._started, tuple(spans)))
            spans.clear()
        else:
            spans.append(BREAK)

    def _end(self) -> None:
        for cell in self._cells:
            _rejoin(cell.spans)
        if self._cells and self._kind == "row":
            self._rows.append((self._started, tuple(self._cells)))
        elif self._cells and self._kind:
            self._add_lines(
                self._kind, [*self._above, (self._started, tuple(self._cells[0].spans))]
            )
        self._cells, self._in_cell, self._kind, self._above = [], False, None, []
        self._link = None
        self._open = dict.fromkeys(_DRESS.values(), 0)

    def _add_lines(self, kind: _Kind, lines: Sequence[tuple[int, tuple[Span, ...]]]) -> None:
        told = [(line, spans) for line, spans in lines if plain(spans)]
        if told:
            self._flush_rows()
        self._lines += [
            HtmlLine(kind, line, (spans,), level=self._level, first=number == 0)
            for number, (line, spans) in enumerate(told)
        ]

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


def _without_prose(lines: Sequence[HtmlLine]) -> Iterator[HtmlLine]:
    """The lines of a block without paragraphs that say nothing of works.

    They do where one of them has a link, or right below a heading.
    """
    has_links = any(line.kind == "text" and _has_link(line.cells[0]) for line in lines)
    above: _Kind | None = None
    for line in lines:
        if line.kind != "text" or has_links or above == "heading":
            yield line
        above = line.kind


def _rejoin(spans: list[Span]) -> None:
    """Make one link of those that lead to the same page and stand in lines below each other.

    So a title is written that is too long for its cell.
    """
    numbers: dict[int, int] = {}
    last = -1
    for place, span in enumerate(spans):
        if not span.link or span.image:
            continue
        between = spans[last + 1 : place]
        if BREAK in between and _goes_on(spans[last], span) and not plain(between):
            spans[last + 1 : place] = [spans[last]._replace(text=" ")] * len(between)
            numbers[span.link_number] = spans[last].link_number
        spans[place] = span._replace(link_number=numbers.get(span.link_number, span.link_number))
        last = place


def _goes_on(first: Span, second: Span) -> bool:
    is_same = first.link == second.link
    return is_same and not is_generic(first.text.strip()) and not is_generic(second.text.strip())


def _has_link(spans: Sequence[Span]) -> bool:
    return any(span.link is not None for span in spans)


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
    linked = [any(_has_link(cell.spans) for cell in row) for row in rows]
    first = linked.index(True) if True in linked else 0
    return first if first <= _MOST_HEADER_ROWS else 0
