"""Drawing a flow diagram as PRISMA does: boxes in two columns, phases at the side, as SVG.

The drawing needs nothing but itself: no script, no style sheet, no font. Since nobody knows which
font will show it, the widths of letters are estimated, on the generous side.
"""

import html
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from .._text import terminal_line

# All lengths are in pixels of the drawing's own grid.
_WIDTH = 760
_MARGIN = 12
_PHASE_WIDTH = 30
_LEFT, _LEFT_WIDTH = 58, 300
_RIGHT, _RIGHT_WIDTH = 408, 340
_PADDING = 12
_INDENT = 14
_HANGING = 10
_GAP = 30
_LINE = 1.35  # The distance of lines, in sizes of the font.
_TEXT, _TITLE, _NOTE = 13, 16, 10
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"


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
        left: What is left in it.
        right: What leaves it, or None.
    """

    phase: str
    left: Box
    right: Box | None = None


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


def draw(
    *, title: str, description: str, heading: str, rows: Sequence[Row], notes: Sequence[str]
) -> str:
    """Draw a flow diagram.

    Args:
        title: What stands above it; may be empty.
        description: What a screen reader says, as lines.
        heading: What stands in the bar above the boxes.
        rows: The boxes from above to below; those of one phase stand together.
        notes: What stands below, each from a new line.

    Returns:
        One `<svg>` element that stands alone; all text in it is escaped.
    """
    parts: list[str] = []
    y = float(_MARGIN)
    for line in wrapped(title, _WIDTH - 2 * _MARGIN, size=_TITLE):
        parts.append(_text(_MARGIN, y + _TITLE, line, size=_TITLE, bold=True))
        y += _TITLE * _LINE
    y += _PADDING if title else 0
    parts.append(_rectangle(_LEFT, y, _RIGHT + _RIGHT_WIDTH - _LEFT, 34, fill="#e6e6e6", radius=8))
    middle = (_LEFT + _RIGHT + _RIGHT_WIDTH) / 2
    parts.append(_text(middle, y + 22, heading, bold=True, anchor="middle"))
    placed = list(_place(rows, y + 34 + _GAP / 2))
    parts += _phases(rows, placed)
    parts += _arrows(placed)
    for pair in placed:
        for box in pair:
            parts += _box(box)
    y = _bottom(placed[-1]) + _GAP
    for note in notes:
        for line in wrapped(note, _WIDTH - _LEFT - _MARGIN, size=_NOTE):
            parts.append(_text(_LEFT, y, line, size=_NOTE))
            y += _NOTE * _LINE
    height = round(y - _NOTE * _LINE + _MARGIN)
    spoken = "\n".join(map(terminal_line, description.splitlines()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" font-family="{_FONT}">\n'
        f"<title>{_escaped(title or heading)}</title>\n<desc>{html.escape(spoken)}</desc>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def wrapped(text: str, width: float, *, size: float, last: str = "") -> list[str]:
    """Break a text into lines.

    Args:
        text: The text.
        width: How long a line may be, in pixels.
        size: The size of the font, in pixels.
        last: What is to stand after the text and is not to be broken.

    Returns:
        Lines, broken between words, and within a word only where it is longer than a line.
    """
    lines: list[str] = []
    current = ""
    for word in filter(None, (*terminal_line(text).split(), last)):
        for piece in _pieces(word, width, size):
            longer = f"{current} {piece}" if current else piece
            if _measured(longer, size) <= width:
                current = longer
            else:
                lines.append(current)
                current = piece
    return [*lines, current] if current else lines


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """A word, in as many parts as it takes for each to fit into a line."""
    start, long = 0, 0.0
    for place, char in enumerate(word):
        long += size * _advance(char)
        if long > width and place > start:
            yield word[start:place]
            start, long = place, size * _advance(char)
    yield word[start:]


def _measured(text: str, size: float) -> float:
    return size * sum(map(_advance, text))


def _advance(char: str) -> float:
    """About how wide a character is, in sizes of the font; seldom less than it turns out to be."""
    if char in "ijl'|.,:;! ":
        return 0.32
    if char in 'ftrI()[]{}/\\-"*':
        return 0.42
    if char in "mwMW@%—":
        return 0.95
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.72 if char.isupper() else 0.6


def _place(rows: Sequence[Row], y: float) -> Iterator[tuple[_Placed, ...]]:
    """Give every box its place; the boxes of a row begin on one line."""
    for row in rows:
        pair = [(row.left, _LEFT, _LEFT_WIDTH)]
        if row.right:
            pair.append((row.right, _RIGHT, _RIGHT_WIDTH))
        broken = [tuple(_broken(box, width - 2 * _PADDING)) for box, _, width in pair]
        height = max(map(_height, broken))
        yield tuple(
            _Placed(box, x, y, width, lines)
            for (box, x, width), lines in zip(pair, broken, strict=True)
        )
        y += height + _GAP


def _height(lines: Sequence[object]) -> float:
    return len(lines) * _TEXT * _LINE + 2 * _PADDING - (_LINE - 1) * _TEXT


def _bottom(placed: Iterable[_Placed]) -> float:
    return max(box.y + box.height for box in placed)


def _broken(box: Box, width: float) -> Iterator[tuple[int, str]]:
    """The lines of a box as they are shown, each with its indentation."""
    for line in box.lines:
        number = "" if line.number is None else f"(n = {line.number})"
        room = width - line.level * _INDENT - _HANGING
        for place, text in enumerate(wrapped(line.text, room, size=_TEXT, last=number)):
            yield line.level * _INDENT + (_HANGING if place else 0), text
    if box.empty:
        yield 0, "(not recorded)"


def _box(placed: _Placed) -> Iterator[str]:
    dashed = placed.box.empty
    yield _rectangle(placed.x, placed.y, placed.width, placed.height, dashed=dashed)
    y = placed.y + _PADDING + 0.8 * _TEXT
    for indent, line in placed.lines:
        yield _text(placed.x + _PADDING + indent, y, line)
        y += _TEXT * _LINE


def _phases(rows: Sequence[Row], placed: Sequence[Sequence[_Placed]]) -> Iterator[str]:
    """The bars at the side, each as long as the rows of its phase."""
    for phase, members in groupby(zip(rows, placed, strict=True), key=lambda pair: pair[0].phase):
        boxes = [box for _, pair in members for box in pair]
        top = min(box.y for box in boxes)
        height = _bottom(boxes) - top
        yield _rectangle(_MARGIN, top, _PHASE_WIDTH, height, fill="#e6e6e6", radius=6)
        x, y = _MARGIN + _PHASE_WIDTH / 2 + 0.35 * _TEXT, top + height / 2
        turned = f' transform="rotate(-90 {_number(x)} {_number(y)})"'
        yield _text(x, y, phase, bold=True, anchor="middle", more=turned)


def _arrows(placed: Sequence[tuple[_Placed, ...]]) -> Iterator[str]:
    """From each box on the left to what leaves it, and to what is left."""
    for place, (left, *right) in enumerate(placed):
        for box in right:
            y = left.y + min(left.height, box.height) / 2
            yield _arrow(left.x + left.width, y, box.x, y)
        if place + 1 < len(placed):
            below = placed[place + 1][0]
            x = left.x + left.width / 2
            yield _arrow(x, left.y + left.height, x, below.y)


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    """A line with a head: a shape of its own, since markers need names, which could clash."""
    across = to_x > x
    wings = [(-8, -4), (-8, 4)] if across else [(-4, -8), (4, -8)]
    head = " ".join(f"{_number(to_x + dx)},{_number(to_y + dy)}" for dx, dy in ((0, 0), *wings))
    end_x, end_y = (to_x - 8, to_y) if across else (to_x, to_y - 8)
    return (
        f'<path d="M{_number(x)} {_number(y)}L{_number(end_x)} {_number(end_y)}" stroke="#000"/>'
        f'<polygon points="{head}"/>'
    )


def _rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "#fff",
    radius: int = 0,
    dashed: bool = False,
) -> str:
    rounded = f' rx="{radius}"' if radius else ""
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" '
        f'height="{_number(height)}"{rounded} fill="{fill}" stroke="#000"{dashes}/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    size: int = _TEXT,
    bold: bool = False,
    anchor: str = "",
    more: str = "",
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    place = f'x="{_number(x)}" y="{_number(y)}" font-size="{size}"{weight}{anchored}{more}'
    return f"<text {place}>{_escaped(text)}</text>"


def _escaped(text: str) -> str:
    return html.escape(terminal_line(text))


def _number(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")
