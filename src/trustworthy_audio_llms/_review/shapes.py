"""What a drawing is made of, before it is known whether it becomes SVG or PNG.

All lengths are in pixels of the drawing's own grid, from its upper left corner.
"""

import attrs


@attrs.frozen
class Rectangle:
    """A rectangle with a black line around it.

    Attributes:
        x: Its left.
        y: Its top.
        width: How wide it is.
        height: How high it is.
        grey: Whether it is grey, and not white.
        radius: How round its corners are.
        dashed: Whether its line is dashed.
    """

    x: float
    y: float
    width: float
    height: float
    grey: bool = False
    radius: int = 0
    dashed: bool = False


@attrs.frozen
class Label:
    """A line of text.

    Attributes:
        x: Where it begins, or its middle where it is centred.
        y: Its base line.
        text: What it says.
        size: The size of the font.
        bold: Whether it is bold.
        centred: Whether it is centred.
        turned: Whether it is to be read from below.
    """

    x: float
    y: float
    text: str
    size: int
    bold: bool = False
    centred: bool = False
    turned: bool = False


@attrs.frozen
class Arrow:
    """A line through points, across or down, with a head at its end.

    Attributes:
        points: Where it begins, turns and ends.
    """

    points: tuple[tuple[float, float], ...]

    @property
    def head(self) -> tuple[tuple[float, float], ...]:
        """The triangle at its end."""
        (from_x, from_y), (x, y) = self.points[-2:]
        across = (x > from_x) - (x < from_x)
        down = (y > from_y) - (y < from_y)
        if across:
            return (x, y), (x - 8 * across, y - 4), (x - 8 * across, y + 4)
        return (x, y), (x - 4, y - 8 * down), (x + 4, y - 8 * down)

    @property
    def line(self) -> tuple[tuple[float, float], ...]:
        """The points up to the head."""
        _, (one_x, one_y), (other_x, other_y) = self.head
        return (*self.points[:-1], ((one_x + other_x) / 2, (one_y + other_y) / 2))


@attrs.frozen
class Drawing:
    """A drawing: what lies below comes first.

    Attributes:
        width: How wide it is.
        height: How high it is.
        title: What it is called.
        description: What a screen reader says of it, as lines.
        shapes: What it shows.
    """

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Rectangle | Label | Arrow, ...]
