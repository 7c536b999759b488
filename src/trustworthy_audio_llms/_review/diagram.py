"""Laying out a flow diagram as PRISMA does: boxes in lanes, phases at the side, arrows between.

Since nobody knows which font will show it, the widths of letters are estimated, on the generous
side.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from .lettering import wrapped
from .shapes import Arrow, Drawing, Label, Rectangle

# All lengths are in pixels of the drawing's own grid.
_MARGIN = 12
_PHASE_WIDTH = 30
_START = 58
_PADDING = 12
_INDENT = 14
_HANGING = 10
_GAP = 30
_LINE = 1.35  # The distance of lines, in sizes of the font.
_TEXT, _TITLE, _NOTE = 13, 16, 10

LANES = {
    "previous": (190, 30),
    "left": (300, 50),
    "right": (340, 30),
    "other": (250, 40),
    "other right": (270, 0),
}
"""The lanes from left to right, each with its width and its distance from the next one."""


@attrs.frozen
class Line:
    """A line of a box, as long as it may be.

    Attributes:
        text: What it says.
        number: The count to stand after it, or None.
        level: How deep it stands below another.
    """

    text: str
    number: int | None = None
    level: int = 0


@attrs.frozen
class Box:
    """A box of the diagram.

    Attributes:
        lines: What stands in it.
        empty: Whether nothing is known of it; it is then dashed.
    """

    lines: tuple[Line, ...]
    empty: bool = False


@attrs.frozen
class Row:
    """What stands side by side.

    Attributes:
        phase: The phase of the review.
        boxes: The boxes, by their lanes.
    """

    phase: str
    boxes: dict[str, Box]


Place = tuple[int, str]
"""Where a box stands: the number of its row, and its lane."""


@attrs.frozen(kw_only=True)
class Diagram:
    """A flow diagram, before it has a size.

    Attributes:
        title: What stands above it; may be empty.
        description: What a screen reader says, as lines.
        headings: What stands in the bars above the boxes, each over these lanes.
        rows: The boxes from above to below; those of one phase stand together.
        arrows: From which box to which.
        notes: What stands below, each from a new line.
    """

    title: str
    description: str
    headings: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[Row, ...]
    arrows: tuple[tuple[Place, Place], ...]
    notes: tuple[str, ...] = ()


@attrs.frozen
class _Placed:
    """A box with its place and its lines as they are broken."""

    box: Box
    x: float
    y: float
    width: float
    lines: tuple[tuple[int, str], ...]

    @property
    def height(self) -> float:
        return _height(self.lines)

    @property
    def bottom(self) -> float:
        return self.y + self.height


def lay_out(diagram: Diagram) -> Drawing:
    """Give everything in a diagram its place.

    Args:
        diagram: What it shows.

    Returns:
        A drawing, to be made into SVG or PNG.
    """
    lanes = _lanes(diagram)
    width = max(x + lane_width for x, lane_width in lanes.values()) + _MARGIN
    shapes: list[Rectangle | Label | Arrow] = []
    y = float(_MARGIN)
    for line in wrapped(diagram.title, width - 2 * _MARGIN, size=_TITLE):
        shapes.append(Label(_MARGIN, y + _TITLE, line, _TITLE, bold=True))
        y += _TITLE * _LINE
    y += _PADDING if diagram.title else 0
    height, bars = _headings(diagram, lanes, y)
    shapes += bars
    placed = dict(_place(diagram.rows, lanes, y + height + _GAP / 2))
    shapes += _phases(diagram.rows, placed)
    shapes += (_arrow(placed, start, end) for start, end in diagram.arrows)
    for box in placed.values():
        shapes += _box(box)
    y = max(box.bottom for box in placed.values()) + _GAP
    for note in diagram.notes:
        for line in wrapped(note, width - _START - _MARGIN, size=_NOTE):
            shapes.append(Label(_START, y, line, _NOTE))
            y += _NOTE * _LINE
    title = diagram.title or diagram.headings[0][0]
    bottom = round(y - _NOTE * _LINE + _MARGIN)
    return Drawing(round(width), bottom, title, diagram.description, tuple(shapes))


def _lanes(diagram: Diagram) -> dict[str, tuple[float, float]]:
    """Where each lane that has a box begins, and how wide it is."""
    used = {lane for row in diagram.rows for lane in row.boxes}
    lanes: dict[str, tuple[float, float]] = {}
    x = float(_START)
    for lane, (width, distance) in LANES.items():
        if lane in used:
            lanes[lane] = (x, width)
            x += width + distance
    return lanes


def _headings(
    diagram: Diagram, lanes: dict[str, tuple[float, float]], y: float
) -> tuple[float, list[Rectangle | Label]]:
    """The bars above the boxes, all as high as the highest."""
    spans = []
    for text, over in diagram.headings:
        known = [lanes[lane] for lane in over if lane in lanes]
        left, right = known[0][0], known[-1][0] + known[-1][1]
        spans.append((left, right, wrapped(text, right - left - 2 * _PADDING, size=_TEXT)))
    height = 34 + (max(len(lines) for _, _, lines in spans) - 1) * _TEXT * _LINE
    shapes: list[Rectangle | Label] = []
    for left, right, lines in spans:
        shapes.append(Rectangle(left, y, right - left, height, grey=True, radius=8))
        base = y + 22 + (height - 34 - (len(lines) - 1) * _TEXT * _LINE) / 2
        for number, line in enumerate(lines):
            middle = (left + right) / 2
            below = base + number * _TEXT * _LINE
            shapes.append(Label(middle, below, line, _TEXT, bold=True, centred=True))
    return height, shapes


def _place(
    rows: Sequence[Row], lanes: dict[str, tuple[float, float]], y: float
) -> Iterator[tuple[Place, _Placed]]:
    """Give every box its place; the boxes of a row begin on one line."""
    for number, row in enumerate(rows):
        height = 0.0
        for lane, box in row.boxes.items():
            x, width = lanes[lane]
            placed = _Placed(box, x, y, width, tuple(_broken(box, width - 2 * _PADDING)))
            height = max(height, placed.height)
            yield (number, lane), placed
        y += height + _GAP


def _height(lines: Sequence[object]) -> float:
    return len(lines) * _TEXT * _LINE + 2 * _PADDING - (_LINE - 1) * _TEXT


def _broken(box: Box, width: float) -> Iterator[tuple[int, str]]:
    """The lines of a box as they are shown, each with its indentation."""
    for line in box.lines:
        number = "" if line.number is None else f"(n = {line.number})"
        room = width - line.level * _INDENT - _HANGING
        for index, text in enumerate(wrapped(line.text, room, size=_TEXT, last=number)):
            yield line.level * _INDENT + (_HANGING if index else 0), text
    if box.empty:
        yield 0, "(not recorded)"


def _box(placed: _Placed) -> Iterator[Rectangle | Label]:
    dashed = placed.box.empty
    yield Rectangle(placed.x, placed.y, placed.width, placed.height, dashed=dashed)
    y = placed.y + _PADDING + 0.8 * _TEXT
    for indent, line in placed.lines:
        yield Label(placed.x + _PADDING + indent, y, line, _TEXT)
        y += _TEXT * _LINE


def _phases(rows: Sequence[Row], placed: dict[Place, _Placed]) -> Iterator[Rectangle | Label]:
    """The bars at the side, each as long as the rows of its phase."""
    for phase, members in groupby(enumerate(rows), key=lambda numbered: numbered[1].phase):
        boxes = list(_boxes_of(members, placed))
        top = min(box.y for box in boxes)
        height = max(box.bottom for box in boxes) - top
        yield Rectangle(_MARGIN, top, _PHASE_WIDTH, height, grey=True, radius=6)
        x = _MARGIN + _PHASE_WIDTH / 2 + 0.35 * _TEXT
        yield Label(x, top + height / 2, phase, _TEXT, bold=True, centred=True, turned=True)


def _boxes_of(rows: Iterable[tuple[int, Row]], placed: dict[Place, _Placed]) -> Iterator[_Placed]:
    for number, row in rows:
        for lane in row.boxes:
            yield placed[number, lane]


def _arrow(placed: dict[Place, _Placed], start: Place, end: Place) -> Arrow:
    """Across within a row, down within a lane, else down and then across."""
    first, second = placed[start], placed[end]
    x = first.x + first.width / 2
    if start[0] == end[0]:
        y = first.y + min(first.height, second.height) / 2
        return Arrow(((first.x + first.width, y), (second.x, y)))
    if start[1] == end[1]:
        return Arrow(((x, first.bottom), (x, second.y)))
    y = second.y + second.height / 2
    side = second.x if x < second.x else second.x + second.width
    return Arrow(((x, first.bottom), (x, y), (side, y)))
