"""Drawing: nothing overlaps, nothing leaves its box, and nothing from outside is needed."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import any_text

from trustworthy_audio_llms._review.diagram import Box, Diagram, Line, Place, Row, lay_out
from trustworthy_audio_llms._review.svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows: Row, title: str = "Title", notes: tuple[str, ...] = ("A note.",)) -> ET.Element:
    """The root of a drawing, with an arrow to each box on the right and to each below."""
    arrows: list[tuple[Place, Place]] = []
    for number, row in enumerate(rows):
        if "right" in row.boxes:
            arrows.append(((number, "left"), (number, "right")))
        if number:
            arrows.append(((number - 1, "left"), (number, "left")))
    diagram = Diagram(
        title=title,
        description="What it shows.",
        headings=(("Heading", ("left", "right")),),
        rows=rows,
        arrows=tuple(arrows),
        notes=notes,
    )
    return ET.fromstring(to_svg(lay_out(diagram)))


def row(left: int = 1, right: int | None = 1, phase: str = "Screening") -> Row:
    """A row whose boxes have so many lines."""
    return Row(
        phase, {lane: box(lines) for lane, lines in (("left", left), ("right", right)) if lines}
    )


def box(lines: int) -> Box:
    """A box of so many lines."""
    return Box(tuple(Line(f"line {number}", number) for number in range(lines)))


@attrs.frozen
class Area:
    """Where a rectangle lies."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Area") -> bool:
        """Whether two rectangles have a point in common."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        inside = self.x <= x <= self.x + self.width
        return inside and self.y <= y <= self.y + self.height


def areas(root: ET.Element) -> list[Area]:
    """The rectangles of a drawing, its ground first."""
    return [
        Area(*(float(rectangle.get(name, "0")) for name in ("x", "y", "width", "height")))
        for rectangle in root.iter(f"{SVG}rect")
    ]


class TestLayout:
    """Boxes lie where they should."""

    @given(
        st.lists(
            st.builds(row, st.integers(1, 9), st.integers(1, 9) | st.none()), min_size=1, max_size=6
        )
    )
    def test_nothing_overlaps(self, rows: list[Row]) -> None:
        """Bars and boxes keep their distance, and lie within the drawing."""
        ground, *boxes = areas(drawn(*rows))
        for place, box in enumerate(boxes):
            assert ground.holds(box.x, box.y)
            assert ground.holds(box.x + box.width, box.y + box.height)
            assert not any(box.overlaps(other) for other in boxes[:place])

    def test_a_phase_of_several_rows(self) -> None:
        """It has one bar, as long as they are together."""
        bars = [box for box in areas(drawn(row(), row(), row(phase="Included"))) if box.x == 12]
        boxes = [box for box in areas(drawn(row(), row(), row(phase="Included"))) if box.x > 300]
        assert len(bars) == 2
        assert bars[0].y == boxes[0].y
        assert bars[0].y + bars[0].height == pytest.approx(boxes[1].y + boxes[1].height, abs=0.2)

    def test_every_line_stands_in_a_box(self) -> None:
        """Lines of text begin within the boxes they belong to."""
        root = drawn(row(3, 7), row(9, 2), title="", notes=())
        boxes = areas(root)[1:]
        for text in root.iter(f"{SVG}text"):
            x, y = float(text.get("x", "0")), float(text.get("y", "0"))
            assert any(box.holds(x, y) and box.holds(x, y - 10) for box in boxes)

    def test_arrows(self) -> None:
        """One to each box on the right, and one to each box below."""
        assert len(list(drawn(row(), row(), row(1, None)).iter(f"{SVG}polygon"))) == 2 + 2

    @pytest.mark.parametrize(("lines", "others"), [(1, 9), (9, 1)])
    def test_an_arrow_meets_both_boxes(self, lines: int, others: int) -> None:
        """It lies as high as the lower of the two has its middle."""
        root = drawn(row(lines, others))
        _, _, _, left, right = areas(root)
        ends = [float(part) for part in re.findall(r"[\d.]+", path_of(root))]
        assert ends[0] == left.x + left.width
        assert ends[2] == right.x - 8
        assert left.holds(left.x, ends[1])
        assert right.holds(right.x, ends[3])

    def test_notes_stand_below(self) -> None:
        """Each begins a line, and the drawing is long enough for them."""
        root = drawn(row(), notes=("One.", "Two. " * 60))
        notes = [text for text in root.iter(f"{SVG}text") if text.get("font-size") == "10"]
        assert notes[0].text == "One."
        assert len(notes) > 2
        assert float(notes[-1].get("y", "0")) < float(root.get("height", "0"))


def path_of(root: ET.Element) -> str:
    """Where the first line of a drawing goes."""
    path = root.find(f"{SVG}path")
    assert path is not None
    return path.get("d", "")


class TestStandingAlone:
    """A drawing needs nothing from outside, and prints in black and white."""

    def test_it_has_no_links_scripts_or_styles(self) -> None:
        """Not even an id, which could clash with others on a page."""
        for element in drawn(row(), row(1, None)).iter():
            assert element.tag.removeprefix(SVG) not in {"script", "style", "image", "a", "use"}
            assert not {"id", "href", "class", "style"} & set(element.attrib)

    def test_its_colours_are_grey(self) -> None:
        """Red, green and blue are the same everywhere."""
        text = ET.tostring(drawn(row()), encoding="unicode")
        colours = set(re.findall(r'"#([0-9a-f]+)"', text))
        assert colours == {"000", "fff", "e6e6e6"}

    def test_it_says_what_it_is(self) -> None:
        """A screen reader gets title and description; without a title, the heading."""
        root = drawn(row())
        assert root.get("role") == "img"
        assert [root[0].tag, root[0].text] == [f"{SVG}title", "Title"]
        assert [root[1].tag, root[1].text] == [f"{SVG}desc", "What it shows."]
        assert drawn(row(), title="")[0].text == "Heading"


def test_the_lines_of_a_box_hang() -> None:
    """What continues a line is set in, so that reasons can be told apart."""

    def lefts(level: int) -> Iterator[float]:
        root = drawn(Row("P", {"left": Box((Line("word " * 20, 5, level=level),))}), notes=())
        for text in root.iter(f"{SVG}text"):
            if str(text.text).startswith("word"):
                yield float(text.get("x", "0"))

    first, *more = lefts(0)
    assert set(more) == {first + 10}
    assert next(lefts(1)) == first + 14


@given(any_text)
def test_any_text_can_be_drawn(text: str) -> None:
    """Nothing that a text holds breaks the drawing."""
    boxes = {"left": Box((Line(text, 1),)), "right": Box((Line(text),), empty=True)}
    drawn(Row(text, boxes), title=text)
