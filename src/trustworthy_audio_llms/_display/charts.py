"""How counts are drawn with matplotlib: bars, stacked bars and tables with coloured cells.

Texts are drawn as they are: `$` starts no formula in them, also where everything else is set by
LaTeX. What has no colour of its own takes that of the user's style, light or dark.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from .._extras import load_extra
from .._text import terminal_line
from .looks import COLOURS, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HATCHING = "#777777"
_PLAIN: dict[str, Any] = {"parse_math": False, "usetex": False}
_LONGEST = 48  # Characters of a label.
_PALE = 10  # A table without larger counts stays pale.
_SHADES = "Blues"
"""matplotlib's map for the cells of a table: one hue, from nearly white to dark."""
_MARK = 9
"""The side of the mark beside a label, in points."""
_INCOMPLETE = 0.4  # How opaque the bars are of what is not over.


def new_axes(width: float, height: float) -> "Axes":
    """The axes of a new pyplot figure, which grows no smaller for its labels.

    Args:
        width: Of the figure, in inches.
        height: Likewise.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    plt = load_extra("matplotlib.pyplot", "plot", purpose="plot")
    figure = plt.figure(figsize=(width, height))
    figure.set_layout_engine("constrained", w_pad=0.1, h_pad=0.1)
    axes: Axes = figure.subplots()
    return axes


def entitle(ax: "Axes", title: str, notes: Sequence[str]) -> None:
    """Write a title over a chart, and notes in smaller type below it, a line each."""
    text = ax.annotate(
        "\n".join(map(terminal_line, notes)),
        (0, 1),
        xytext=(0, 6),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        size="small",
        linespacing=1.3,
        alpha=0.8,
        **_PLAIN,
    )
    height = 1.4 * float(text.get_fontsize()) * len(notes)
    ax.set_title(title, loc="left", pad=12 + height, **_PLAIN)


def nothing(ax: "Axes") -> None:
    """Say in the middle of empty axes that there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, "Nothing to show", ha="center", va="center", transform=ax.transAxes)


def bars(ax: "Axes", counts: Mapping[str, int]) -> None:
    """Draw a horizontal bar for each label, the first one on top, with its count at its end."""
    places = range(len(counts))
    drawn = ax.barh(places, list(counts.values()), color=COLOURS[4])
    ax.bar_label(drawn, padding=3)
    ax.set_yticks(places, labels=list(map(_label, counts)), **_PLAIN)
    ax.invert_yaxis()
    ax.margins(x=0.1, y=0.02)
    ax.xaxis.set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "bottom"]].set_visible(False)


@attrs.frozen
class Part:
    """A part of stacked bars.

    Attributes:
        name: What the legend calls it.
        look: How it is filled.
        counts: How much of it each bar has.
    """

    name: str
    look: Look
    counts: Sequence[int]


def stacked_bars(
    ax: "Axes",
    parts: Sequence[Part],
    ticks: Mapping[int, str],
    *,
    legend: str,
    paler: Sequence[int] = (),
    because: str = "",
) -> None:
    """Draw upright bars, each of parts that lie upon each other.

    Args:
        ax: Where.
        parts: The parts, that at the bottom first.
        ticks: What stands below which bar.
        legend: What the parts are.
        paler: The bars that are drawn paler.
        because: What the legend says of these.
    """
    bottom = [0] * len(parts[0].counts)
    for part in parts:
        places = range(len(bottom))
        filled = {"width": 0.9, "label": _label(part.name), **_filled(ax, part.look)}
        drawn = ax.bar(places, part.counts, bottom=bottom, **filled)
        for index in paler:
            drawn[index].set_alpha(_INCOMPLETE)
        bottom = [below + count for below, count in zip(bottom, part.counts, strict=True)]
    ax.set_xticks(list(ticks), labels=list(ticks.values()), **_PLAIN)
    ax.set_xlim(-0.6, len(bottom) - 0.4)
    ax.locator_params(axis="y", integer=True)
    ax.spines[["top", "right"]].set_visible(False)
    handles, labels = ax.get_legend_handles_labels()
    handles, labels = handles[::-1], labels[::-1]
    if paler:
        handles.append(_patch(facecolor=_HATCHING, alpha=_INCOMPLETE))
        labels.append(because)
    box = ax.legend(handles, labels, title=legend, frameon=False, fontsize="small")
    for text in (box.get_title(), *box.get_texts()):
        text.set(**_PLAIN)


def _filled(ax: "Axes", look: Look) -> dict[str, Any]:
    """How matplotlib fills something: patterns are in the colour of what lies behind all."""
    grey = look.colour not in COLOURS
    edge = _HATCHING if look.pattern and grey else ax.get_facecolor()
    return {"facecolor": look.colour, "hatch": look.pattern, "edgecolor": edge, "linewidth": 0.4}


def _patch(side: float = 1, **how: Any) -> Any:
    """A square, as it stands in a legend or beside a label."""
    patches = load_extra("matplotlib.patches", "plot", purpose="plot")
    return patches.Rectangle((0, 0), side, side, **how)


def table(
    ax: "Axes",
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Mapping[tuple[int, int], int],
    *,
    plain: Mapping[tuple[int, int], int] | None = None,
    looks: Sequence[Look] = (),
    hatched: Sequence[int] = (),
) -> None:
    """Draw a table of counts in cells that are the darker the more they hold.

    A cell's shade goes by the root of its count, so that one large count leaves others theirs.

    Args:
        ax: Where.
        rows: The labels of the rows, the first one on top.
        columns: The labels of the columns; long ones are slanted.
        counts: By row and column; cells without any stay empty.
        plain: Counts of another sort, for cells that have no colour.
        looks: Of the first rows; a mark beside them shows it.
        hatched: The columns that are hatched, because more will come.
    """
    colours = load_extra("matplotlib.colors", "plot", purpose="plot")
    blank = math.nan
    cells = [[counts.get((y, x)) or blank for x in range(len(columns))] for y in range(len(rows))]
    norm = colours.PowerNorm(0.5, vmin=0, vmax=max((*counts.values(), _PALE)))
    mesh = ax.pcolormesh(cells, cmap=_SHADES, norm=norm)
    mesh.set(edgecolor=ax.get_facecolor(), linewidth=1)
    for (y, x), count in counts.items():
        if count:
            shade = mesh.cmap(norm(count))
            _write(ax, x, y, count, color=text_colour(shade[:3]))
    for (y, x), count in (plain or {}).items():
        _write(ax, x, y, count, alpha=0.8)
    _label_sides(ax, rows, columns)
    ax.tick_params(length=0)
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)
    for index in hatched:
        _hatch_column(ax, index, len(rows))
    _mark_rows(ax, looks)


def _label_sides(ax: "Axes", rows: Sequence[str], columns: Sequence[str]) -> None:
    """Label the rows and the columns of a table; long labels of columns are slanted."""
    slanted: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
    long = any(len(name) > 5 for name in columns)
    ax.set_xticks(
        _middles(columns), labels=map(_label, columns), **_PLAIN, **(slanted if long else {})
    )
    ax.set_yticks(_middles(rows), labels=list(map(_label, rows)), **_PLAIN)


def _hatch_column(ax: "Axes", column: int, height: int) -> None:
    """Hatch the cells of a column, thinly, so that the counts in them can be read."""
    box = _patch(fill=False, linewidth=0, hatch="//", edgecolor=_HATCHING, alpha=0.35)
    box.set_bounds(column, 0, 1, height)
    ax.add_patch(box)


def _mark_rows(ax: "Axes", looks: Sequence[Look]) -> None:
    """Put a small mark before each row, in the colour that its label has elsewhere."""
    boxes = load_extra("matplotlib.offsetbox", "plot", purpose="plot")
    ax.tick_params(axis="y", pad=_MARK + 8)
    for index, look in enumerate(looks):
        area = boxes.DrawingArea(_MARK, _MARK)
        area.add_artist(_patch(_MARK, **_filled(ax, look)))
        # In points, so that it is a square in a figure of any size.
        how = {"xybox": (-4 - _MARK / 2, 0), "boxcoords": "offset points"}
        shown = {"frameon": False, "pad": 0, "annotation_clip": False}
        ax.add_artist(boxes.AnnotationBbox(area, (0, index + 0.5), **how, **shown))


def text_colour(background: Sequence[float]) -> str:
    """Black or white, whichever reads better on a background.

    The contrast is that of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.

    Args:
        background: Red, green and blue, from 0 to 1.
    """
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in background]
    luminance = sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), light, strict=True))
    return "black" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "white"


def _write(ax: "Axes", x: int, y: int, count: int, **how: Any) -> None:
    ax.text(x + 0.5, y + 0.5, str(count), ha="center", va="center", size="small", **how)


def _middles(labels: Sequence[str]) -> list[float]:
    return [place + 0.5 for place in range(len(labels))]


def _label(text: str) -> str:
    line = terminal_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
