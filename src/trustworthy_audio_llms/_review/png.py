"""A drawing as PNG, for word processors that show no SVG (extra `plot`)."""

import io
from typing import TYPE_CHECKING

from .._extras import load_extra
from .._text import terminal_line
from .shapes import Arrow, Drawing, Label, Rectangle

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOTS = 72
"""Points an inch: a pixel of the drawing is one point, so that fonts have the size they should."""


def to_png(drawing: Drawing, *, scale: float = 2) -> bytes:
    """A drawing as the bytes of a PNG file.

    Args:
        drawing: The drawing.
        scale: How many pixels of the file a pixel of the drawing has.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    load_extra("matplotlib", "plot")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    size = (drawing.width / _DOTS, drawing.height / _DOTS)
    figure = Figure(figsize=size, dpi=_DOTS * scale, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    axes.set_axis_off()
    for shape in drawing.shapes:
        _draw(axes, shape)
    file = io.BytesIO()
    title = terminal_line(drawing.title)
    # matplotlib writes its version and the time otherwise, and equal flows give equal files.
    about = {"Title": title.encode("latin-1", "replace").decode("latin-1"), "Software": None}
    FigureCanvasAgg(figure).print_figure(file, format="png", metadata=about)
    return file.getvalue()


def _draw(axes: "Axes", shape: Rectangle | Label | Arrow) -> None:
    if isinstance(shape, Rectangle):
        _rectangle(axes, shape)
    elif isinstance(shape, Label):
        _label(axes, shape)
    else:
        axes.plot(*zip(*shape.line, strict=True), color="black", linewidth=1)
        axes.fill(*zip(*shape.head, strict=True), color="black", linewidth=0)


def _rectangle(axes: "Axes", shape: Rectangle) -> None:
    from matplotlib.patches import FancyBboxPatch

    patch = FancyBboxPatch(
        (shape.x + shape.radius, shape.y + shape.radius),
        shape.width - 2 * shape.radius,
        shape.height - 2 * shape.radius,
        boxstyle=f"round,pad={shape.radius},rounding_size={shape.radius}"
        if shape.radius
        else "square,pad=0",
        facecolor="#e6e6e6" if shape.grey else "white",
        edgecolor="black",
        linestyle=(0, (5, 4)) if shape.dashed else "solid",
    )
    axes.add_patch(patch)


def _label(axes: "Axes", shape: Label) -> None:
    # A dollar sign would start a formula.
    text = terminal_line(shape.text)
    axes.text(
        shape.x,
        shape.y,
        text,
        fontsize=shape.size,
        fontweight="bold" if shape.bold else "normal",
        ha="center" if shape.centred else "left",
        va="center" if shape.turned else "baseline",
        rotation=90 if shape.turned else 0,
        rotation_mode="anchor",
        parse_math=False,
        fontfamily="sans-serif",
    )
