"""The picture and the list of wings in the page on the code, made from the code itself."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import house

PICTURE = "_build/house.svg"

_WIDTH, _BOX_WIDTH, _BOX_HEIGHT, _STEP = 560, 150, 26, 48
_TOP = 12

# The wings by floor, the highest first; single modules at the bottom share one box.
_GROUND = ", ".join(house.LAYERS[0])


def _floors() -> list[tuple[str, ...]]:
    there = house.wings()
    floors = [tuple(wing for wing in layer if wing in there) for layer in house.LAYERS[1:]]
    return [*reversed(floors), (_GROUND,)]


def _direct(uses: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """The imports that do not follow from others: a picture of all of them would be a thicket."""
    for wing, used in uses.items():
        through = {further for other in used for further in _reached(other, uses)}
        yield from ((wing, other) for other in sorted(used - through))


def _reached(wing: str, uses: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [wing]
    while waiting:
        new = uses[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _uses() -> dict[str, set[str]]:
    """Who uses whom, the single modules at the bottom as one."""
    ground = set(house.LAYERS[0])
    found = {wing: used - ground for wing, used in house.uses().items() if wing not in ground}
    for wing, used in house.uses().items():
        if wing not in ground and used & ground:
            found[wing].add(_GROUND)
    return found | {_GROUND: set()}


def picture() -> str:
    """The wings as boxes, floor above floor, each with lines to those it stands on."""
    floors = _floors()
    centres: dict[str, tuple[float, float]] = {}
    for level, floor in enumerate(floors):
        for number, wing in enumerate(floor):
            x = _WIDTH * (2 * number + 1) / (2 * len(floor))
            centres[wing] = (x, _TOP + level * _STEP + _BOX_HEIGHT / 2)
    height = 2 * _TOP + (len(floors) - 1) * _STEP + _BOX_HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"',
        f'width="{_WIDTH}" height="{height}" font-family="monospace" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for upper, lower in sorted(_direct(_uses())):
        lines.append(_line(centres[upper], centres[lower]))
    for wing, centre in centres.items():
        lines += _box(wing, centre, _WIDTH - 8 if wing == _GROUND else _BOX_WIDTH)
    return "\n".join([*lines, "</svg>", ""])


def _line(upper: tuple[float, float], lower: tuple[float, float]) -> str:
    """A straight line to the next floor; from side to side, and bent, where boxes stand between."""
    (x1, y1), (x2, y2) = upper, lower
    floors = round((y2 - y1) / _STEP)
    if floors == 1:
        path = f"M{x1:.0f} {y1 + _BOX_HEIGHT / 2:.0f} L{x2:.0f} {y2 - _BOX_HEIGHT / 2:.0f}"
    else:
        x1, x2 = x1 + _BOX_WIDTH / 2, x2 + _BOX_WIDTH / 2
        aside = max(x1, x2) + 14 * floors
        path = f"M{x1:.0f} {y1:.0f} C{aside:.0f} {y1:.0f}, {aside:.0f} {y2:.0f}, {x2:.0f} {y2:.0f}"
    return f'<path d="{path}" fill="none" stroke="#8a97a6"/>'


def _box(wing: str, centre: tuple[float, float], width: float) -> list[str]:
    x, y = centre
    return [
        f'<rect x="{x - width / 2:.0f}" y="{y - _BOX_HEIGHT / 2:.0f}" width="{width}"',
        f'height="{_BOX_HEIGHT}" rx="4" fill="#eef3f8" stroke="#1d4f7c"/>',
        f'<text x="{x:.0f}" y="{y + 4:.0f}" text-anchor="middle" fill="#10243a">{wing}</text>',
    ]


class Wings(SphinxDirective):
    """`{wings}` lists the wings from the ground up, each with what it is for."""

    def run(self) -> list[nodes.Node]:
        """Give the list."""
        there = house.wings()
        names = [wing for layer in house.LAYERS for wing in layer if wing in there]
        return self.parse_text_to_nodes(
            "\n".join(f"- `{wing}` {house.purpose(wing)}" for wing in names)
        )


def draw(app: Sphinx) -> None:
    """Draw the picture before the pages are read."""
    path = Path(app.srcdir, PICTURE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(picture(), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and the hook."""
    app.add_directive("wings", Wings)
    app.connect("builder-inited", draw)
    return {"parallel_read_safe": True}
