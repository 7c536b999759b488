"""A drawing as SVG, which needs nothing but itself: no script, no style sheet, no font."""

import html

from .._text import terminal_line
from .shapes import Arrow, Drawing, Label, Rectangle

_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"


def to_svg(drawing: Drawing) -> str:
    """A drawing as one `<svg>` element that stands alone; all text in it is escaped."""
    spoken = "\n".join(map(terminal_line, drawing.description.splitlines()))
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} '
        f'viewBox="0 0 {drawing.width} {drawing.height}" font-family="{_FONT}">\n'
        f"<title>{_escaped(drawing.title)}</title>\n<desc>{html.escape(spoken)}</desc>\n"
        f'<rect {size} fill="#fff"/>\n' + "\n".join(map(_element, drawing.shapes)) + "\n</svg>\n"
    )


def _element(shape: Rectangle | Label | Arrow) -> str:
    if isinstance(shape, Rectangle):
        return _rectangle(shape)
    return _label(shape) if isinstance(shape, Label) else _arrow(shape)


def _rectangle(shape: Rectangle) -> str:
    rounded = f' rx="{shape.radius}"' if shape.radius else ""
    dashes = ' stroke-dasharray="5 4"' if shape.dashed else ""
    fill = "#e6e6e6" if shape.grey else "#fff"
    return (
        f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}" '
        f'height="{_number(shape.height)}"{rounded} fill="{fill}" stroke="#000"{dashes}/>'
    )


def _label(shape: Label) -> str:
    x, y = _number(shape.x), _number(shape.y)
    weight = ' font-weight="bold"' if shape.bold else ""
    anchor = ' text-anchor="middle"' if shape.centred else ""
    turned = f' transform="rotate(-90 {x} {y})"' if shape.turned else ""
    place = f'x="{x}" y="{y}" font-size="{shape.size}"{weight}{anchor}{turned}'
    return f"<text {place}>{_escaped(shape.text)}</text>"


def _arrow(shape: Arrow) -> str:
    """A line with a head: a shape of its own, since markers need names, which could clash."""
    path = "L".join(f"{_number(x)} {_number(y)}" for x, y in shape.line)
    head = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.head)
    return f'<path d="M{path}" fill="none" stroke="#000"/><polygon points="{head}"/>'


def _escaped(text: str) -> str:
    return html.escape(terminal_line(text))


def _number(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")
