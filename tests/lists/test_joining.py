"""Lines that are put together."""

from trustworthy_audio_llms._lists.joining import blocks_of, joined
from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.spans import plain


def blocks(text: str) -> list[list[str]]:
    """The texts of the lines of each block."""
    return [[plain(line.spans) for line in block] for block in blocks_of(read_lines(text))]


class TestBlocks:
    """Which lines are one block."""

    def test_an_item_with_those_nested_in_it(self) -> None:
        """The next item of its depth is the next block."""
        assert blocks("- a\n  - b\n- c\n") == [["a", "b"], ["c"]]

    def test_paragraphs(self) -> None:
        """Each is one; so is a heading."""
        assert blocks("# a\nb\nc\n\nd\n") == [["a"], ["b", "c"], ["d"]]

    def test_links_below_a_bold_title(self) -> None:
        """Belong to it, though Markdown parts them; below other words they do not."""
        links = "\n\n- [paper](https://a.example/b)\n"

        assert blocks(f"**Tea Pots** whistle{links}") == [["Tea Pots whistle", "paper"]]
        assert blocks(f"Tea Pots whistle{links}") == [["Tea Pots whistle"], ["paper"]]


def test_joined_lines() -> None:
    """A blank stands for each break, and the first says where they stand."""
    first, second, third = read_lines("a\n*b*\nc\n")
    line = joined([first, second, third])

    assert (plain(line.spans), line.number) == ("a b c", 1)
    assert joined([second]) == second
