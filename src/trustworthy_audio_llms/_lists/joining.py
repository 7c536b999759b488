"""Which lines are one block: an item and what it holds, a paragraph, a title above its links."""

from collections.abc import Sequence

from .links import links_of
from .markdown import Line
from .spans import plain
from .titles import marked_titles
from .wording import is_generic

_FEWEST_WORDS = 2
"""Of bold text above links, which else is a heading of theirs."""


def goes_on(block: Sequence[Line], line: Line) -> bool:
    """Whether a line belongs to a block.

    It does where an item holds it, where it is the next line of a paragraph, and where it is an
    item of nothing but links below a paragraph with a bold title.

    Args:
        block: The lines of the block so far.
        line: The next line.
    """
    if not block or line.kind not in ("item", "text"):
        return False
    if block[0].kind == "item":
        return line.kind == "item" and (not line.first or line.depth > block[0].depth)
    if line.kind == "text":
        return not line.first and block[-1].kind == "text"
    return _is_links(line) and (block[-1].kind == "item" or _is_title(block))


def _is_links(line: Line) -> bool:
    links = links_of(line.spans)
    outside = plain([span for span in line.spans if span.link is None])
    is_bare = not any(map(str.isalnum, outside))
    return bool(links) and is_bare and all(is_generic(link.label) for link in links)


def _is_title(block: Sequence[Line]) -> bool:
    """Whether a paragraph begins with a bold title, which it does not link."""
    if any(span.link is not None for line in block for span in line.spans):
        return False
    title, after = next(marked_titles(block[0].spans), ("", ""))
    is_first = bool(title) and block[0].spans[0].strong and not after.startswith((":", "："))
    is_named = len(title.split()) >= _FEWEST_WORDS and not title.endswith((":", "："))
    return is_first and is_named and not is_generic(title)
