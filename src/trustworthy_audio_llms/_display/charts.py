"""How counts are drawn with matplotlib: bars, stacked bars and tables with coloured cells.

Texts are drawn as they are: `$` starts no formula in them, also where everything else is set by
LaTeX. What has no colour of its own takes that of the user's style, light or dark.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._extras import load_extra
from .._text import terminal_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
"""Colours that colour-blind readers can tell apart: Okabe and Ito, https://jfly.uni-koeln.de/color/,
without the black."""
REST = "#DDDDDD"
"""The colour of what has no colour of its own: a grey that is none of the others to anybody."""

_HATCHING = "#777777"
_PLAIN: dict[str, Any] = {"parse_math": False, "usetex": False}
_LONGEST = 48  # Characters of a label.
_PALE = 10  # A table without larger counts stays pale.


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


def stacked_bars(
    ax: "Axes",
    parts: Mapping[str, Sequence[int]],
    ticks: Mapping[int, str],
    *,
    legend: str,
    grey: Mapping[str, str],
) -> None:
    """Draw upright bars, each of parts that lie upon each other.

    Args:
        ax: Where.
        parts: For each part, its count in each bar; the first part lies at the bottom.
        ticks: What stands below which bar.
        legend: What the parts are.
        grey: The parts that have no colour, each with matplotlib's pattern to hatch it with.
    """
    bottom = [0] * len(next(iter(parts.values())))
    for place, (name, counts) in enumerate(parts.items()):
        hatch = grey.get(name, "")
        ax.bar(
            range(len(counts)),
            counts,
            bottom=bottom,
            width=0.9,
            label=_label(name),
            color=REST if name in grey else COLOURS[place],
            hatch=hatch,
            edgecolor=_HATCHING if hatch else ax.get_facecolor(),
            linewidth=0.4,
        )
        bottom = [below + count for below, count in zip(bottom, counts, strict=True)]
    ax.set_xticks(list(ticks), labels=list(ticks.values()), **_PLAIN)
    ax.set_xlim(-0.6, len(bottom) - 0.4)
    ax.locator_params(axis="y", integer=True)
    ax.spines[["top", "right"]].set_visible(False)
    handles, labels = ax.get_legend_handles_labels()
    box = ax.legend(handles[::-1], labels[::-1], title=legend, frameon=False, fontsize="small")
    for text in (box.get_title(), *box.get_texts()):
        text.set(**_PLAIN)


def table(
    ax: "Axes",
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Mapping[tuple[int, int], int],
    *,
    plain: Mapping[tuple[int, int], int] | None = None,
) -> None:
    """Draw a table of counts in cells that are the darker the more they hold.

    A cell's shade goes by the root of its count, so that one large count leaves others theirs.

    Args:
        ax: Where.
        rows: The labels of the rows, the first one on top.
        columns: The labels of the columns; long ones are slanted.
        counts: By row and column; cells without any stay empty.
        plain: Counts of another sort, for cells that have no colour.
    """
    colours = load_extra("matplotlib.colors", "plot", purpose="plot")
    blank = math.nan
    cells = [[counts.get((y, x)) or blank for x in range(len(columns))] for y in range(len(rows))]
    norm = colours.PowerNorm(0.5, vmin=0, vmax=max((*counts.values(), _PALE)))
    mesh = ax.pcolormesh(cells, cmap="cividis_r", norm=norm)
    mesh.set(edgecolor=ax.get_facecolor(), linewidth=1)
    for (y, x), count in counts.items():
        if count:
            shade = mesh.cmap(norm(count))
            _write(ax, x, y, count, color=text_colour(shade[:3]))
    for (y, x), count in (plain or {}).items():
        _write(ax, x, y, count, alpha=0.8)
    slanted: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
    long = any(len(name) > 5 for name in columns)
    ax.set_xticks(
        _middles(columns), labels=map(_label, columns), **_PLAIN, **(slanted if long else {})
    )
    ax.set_yticks(_middles(rows), labels=list(map(_label, rows)), **_PLAIN)
    ax.tick_params(length=0)
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)


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
