"""Items as trees."""

from trustworthy_audio_llms._lists.markdown import Line, read_lines
from trustworthy_audio_llms._lists.nesting import Node, tree_of
from trustworthy_audio_llms._lists.spans import plain


def tree(text: str) -> list[object]:
    """The texts of a node, and those nested in it as lists of their own."""
    return _texts(tree_of(list(read_lines(text))))


def _texts(node: Node) -> list[object]:
    return [*map(_text, node.lines), *map(_texts, node.nested)]


def _text(line: Line) -> str:
    return plain(line.spans)


class TestTrees:
    """Which item holds which."""

    def test_items_in_items(self) -> None:
        """At any depth; a line that goes on with an item is one of its own."""
        text = "- a\n  b\n  - c\n    - d\n  - e\n    f\n"

        assert tree(text) == ["a", "b", ["c", ["d"]], ["e", "f"]]

    def test_a_line_of_an_item_behind_those_nested_in_it(self) -> None:
        """Is still one of its lines."""
        assert tree("- a\n  - b\n\n  c\n") == ["a", "c", ["b"]]

    def test_items_below_a_paragraph(self) -> None:
        """Are nested in it, and all its lines are its own."""
        assert tree("a\nb\n- c\n- d\n  - e\n") == ["a", "b", ["c"], ["d", ["e"]]]
