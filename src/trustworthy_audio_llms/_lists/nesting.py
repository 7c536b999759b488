"""Items as trees: an item of a list with its lines, and the items nested in it."""

from collections.abc import Sequence
from typing import NamedTuple

from .markdown import Line

_ABOVE_ITEMS = -1  # The depth of a paragraph that items belong to.


class Node(NamedTuple):
    """An item of a list, or a paragraph that items belong to.

    Attributes:
        lines: Its lines, in order.
        nested: The items in it.
    """

    lines: list[Line]
    nested: "list[Node]"


def tree_of(lines: Sequence[Line]) -> Node:
    """Put the lines of a block into a tree, by their depth.

    Args:
        lines: The lines, in order; the first is an item's own, or else all of a paragraph, below
            which the items are then.

    Returns:
        The item or the paragraph with all that is nested in it.
    """
    top = Node([lines[0]], [])
    open_nodes = [(lines[0].depth if lines[0].kind == "item" else _ABOVE_ITEMS, top)]
    for line in lines[1:]:
        if line.kind == "text":
            top.lines.append(line)
            continue
        while len(open_nodes) > 1 and (
            open_nodes[-1][0] > line.depth or (line.first and open_nodes[-1][0] == line.depth)
        ):
            open_nodes.pop()
        depth, node = open_nodes[-1]
        if line.first and line.depth > depth:
            node.nested.append(Node([line], []))
            open_nodes.append((line.depth, node.nested[-1]))
        else:
            node.lines.append(line)
    return top
