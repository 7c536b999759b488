"""Which lines are one block: an item and what it holds, a paragraph, a title above its links."""

from collections.abc import Iterable, Iterator, Sequence

from .links import links_of
from .markdown import Line
from .marking import marked_titles
from .spans import Span, plain
from .wording import is_generic

_FEWEST_WORDS = 2
"""Of bold text above links, which else is a heading of theirs."""

_BLANK = Span(" ")

Block = Sequence[Line]


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Put together the lines that are one block, and give each other line for itself.

    A line goes on with the block where an item holds it, where it is the next line of a paragraph,
    and where it has nothing but links and stands below a bold title without any: an item below a
    paragraph, or a paragraph below an item.

    Args:
        lines: The lines of a file, in order.
    """
    block: list[Line] = []
    for line in lines:
        if _goes_on(block, line):
            block.append(line)
        else:
            if block:
                yield block
            block = [line]
    if block:
        yield block


def joined(lines: Block) -> Line:
    """The first of some lines with the text of all, as if no break parted them.

    Args:
        lines: At least one line.
    """
    first, *others = lines
    spans = list(first.spans)
    for line in others:
        spans += (_BLANK, *line.spans)
    return first._replace(spans=tuple(spans))


def may_link(line: Line) -> bool:
    """Whether a link stands on a line, or a bare URL.

    Args:
        line: Any line.
    """
    return any(span.link is not None or "://" in span.text for span in line.spans)


def text_outside_links(line: Line) -> str:
    """The text of a line outside its links, as it is shown.

    Args:
        line: Any line.
    """
    return plain([span for span in line.spans if span.link is None])


def is_bold(line: Line) -> bool:
    """Whether all the words of a line are bold.

    Args:
        line: Any line.
    """
    return all(span.strong or not any(map(str.isalnum, span.text)) for span in line.spans)


def _goes_on(block: Block, line: Line) -> bool:
    if not block or line.kind not in ("item", "text"):
        return False
    if block[0].kind == "item" and line.kind == "item":
        return not line.first or line.depth > block[0].depth
    if block[0].kind == "item":
        return line.first and _is_links(line) and _begins_with_title(block)
    if block[0].kind != "text":
        return False
    if line.kind == "text":
        return not line.first and block[-1].kind == "text"
    return _is_links(line) and (block[-1].kind == "item" or _is_title(block))


def _is_links(line: Line) -> bool:
    links = links_of(line.spans)
    is_bare = not any(map(str.isalnum, text_outside_links(line)))
    return bool(links) and is_bare and all(is_generic(link.label) for link in links)


def _is_title(block: Sequence[Line]) -> bool:
    """Whether a paragraph begins with a bold title, which it does not link, and goes on."""
    if len(block) == 1 and is_bold(block[0]):
        return False  # Then all the lines about it are looked for.
    return _begins_with_title(block)


def _begins_with_title(block: Block) -> bool:
    if any(span.link is not None for line in block for span in line.spans):
        return False
    title, after = next(marked_titles(block[0].spans), ("", ""))
    is_first = bool(title) and block[0].spans[0].strong and not after.startswith((":", "："))
    is_named = len(title.split()) >= _FEWEST_WORDS and not title.endswith((":", "："))
    return is_first and is_named and not is_generic(title)
