"""Titles that stand above the lines about them: in bold or as headings, with labelled lines below.

**Title**                                   ### Title

- Paper: https://…                          **Venue**: ICLR 2024
- Code: https://…                           **Paper**: [arXiv](https://…)
"""

import re
from collections.abc import Iterator, Sequence

from .._records.skipping import SkipReason
from .announcing import (
    begins_with_label,
    facts_below,
    is_announcing,
    is_aside,
    is_labelled_title,
    links_below,
    title_below,
)
from .joining import Block, is_bold, joined, may_link
from .judging import as_work, is_template
from .labelled import is_labelled
from .lines import read_line
from .links import Link, role_of, targets_of
from .markdown import Line
from .saying import Said
from .shapes import WORDS_OF_A_TITLE
from .spans import plain
from .wording import is_generic, without_number
from .works import Judged

_MOST_BELOW = 40
"""How many blocks may be about one title; the longest of real lists have some twenty links."""

_LONGEST_TITLE = 300
_WORDS_OF_A_WORK = 5  # Headings of sections have fewer.
_LONGEST_REMARK = 150
_UNFOLDS = re.compile(r"\W*(?:click|expand|show|see|view|more|unfold|点击|展开|查看)\b", re.I)


def may_stand_above(block: Block) -> bool:
    """Whether a block may be a title that the blocks below it are about: of bold text or a heading.

    Args:
        block: Any block.
    """
    line = block[0]
    if len(block) > 1 or line.kind not in ("text", "heading", "summary") or may_link(line):
        return False
    text = plain(line.spans)
    if line.kind == "summary":
        is_title = len(text.split()) >= WORDS_OF_A_TITLE and len(text) <= _LONGEST_TITLE
        return is_title and not _UNFOLDS.match(text)
    if not 0 < len(text) <= _LONGEST_TITLE or text.endswith((":", "：")):
        return False
    return line.kind == "heading" or is_bold(line)


def is_about(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block is about the title above it: its lines announce what they hold.

    Args:
        block: The next block.
        blocks: The title's, and those about it.
    """
    top = blocks[0][0]
    if len(blocks) > _MOST_BELOW:
        return False
    if top.kind == "summary" and top.text not in [text for _, text in block[0].headings[-1:]]:
        return False  # Its details have ended.
    if is_aside(block[0]):  # "Abstract", and what it holds.
        return True
    if block[0].kind not in ("item", "text") or (len(block) > 1 and is_bold(block[0])):
        return False
    if any(map(_is_bold_title, block)):
        return False  # It is about that.
    if may_stand_above(block) and not facts_below(block[0]):
        return False  # The next title.
    return all(is_announcing(line) for line in block) or _is_below_title(block, blocks)


def _is_bold_title(line: Line) -> bool:
    """Whether an item is a title in bold, which a colon in it does not make an announcement."""
    if line.kind != "item" or not is_bold(line) or may_link(line):
        return False
    text = plain(line.spans)
    return len(text.split()) >= WORDS_OF_A_TITLE and not is_labelled(text) and not facts_below(line)


def _is_below_title(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a short paragraph below a long heading is its translation, or a remark on it."""
    heading, line = blocks[0][0], block[0]
    if heading.kind != "heading" or line.kind != "text" or len(block) > 1 or len(blocks) > 2:
        return False
    is_long = len(plain(heading.spans).split()) >= _WORDS_OF_A_WORK
    return is_long and len(plain(line.spans)) <= _LONGEST_REMARK and not may_link(line)


def titled_parts(block: Block) -> list[list[Block]]:
    """The works of a paragraph whose titles stand each above lines that announce what they hold.

    Args:
        block: A paragraph.

    Returns:
        For each its title and what is about it, as `read_titled` takes them; what stands above the
        first title is a part of one block. Nothing where there are no such lines.
    """
    lines = [line for line in block if plain(line.spans)]
    if any(map(is_labelled_title, lines)):
        return []  # The labels tell where each work begins.
    told = [begins_with_label(line) for line in lines]
    starts = [start for start, _ in _titles_above(lines, told)]
    if not starts or any(map(_is_no_plain_title, (lines[start] for start in starts))):
        return []
    parts: list[list[Block]] = [[lines[: starts[0]]]] if starts[0] else []
    ends = [*starts[1:], len(lines)]
    for (start, first), end in zip(_titles_above(lines, told), ends, strict=True):
        parts.append([[joined(lines[start:first])], lines[first:end]])
    return parts


def _titles_above(lines: Sequence[Line], told: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where a title begins right above lines that announce something, and where these begin."""
    for first in range(1, len(lines)):
        if told[first] and not told[first - 1]:
            start = first - 1
            while start > 0 and not told[start - 1] and not lines[start].after_break:
                start -= 1
            yield start, first


def _is_no_plain_title(line: Line) -> bool:
    """Whether a line begins a work by itself, or is no title."""
    return may_link(line) or is_bold(line) or bool(facts_below(line))


def read_titled(blocks: Sequence[Block]) -> Iterator[Judged]:
    """Read a title with the blocks about it.

    Args:
        blocks: The title's, and at least one about it.

    Yields:
        The work, in doubt where only others like it can tell, and the lines that say nothing of
        it; or nothing if they are no work.
    """
    title = blocks[0][0]
    lines = [line for block in blocks[1:] for line in block if not is_aside(line)]
    said = read_line(title.spans, in_list=True)
    links = [link for line in lines for link in links_below(line)]
    if not links or is_template(said.title) or not _is_title(said):
        return
    said = _with_lines(said, lines, links)
    work = as_work(said, facts=said.facts, doubt=_doubt(title, said))
    yield title, work._replace(targets=targets_of(said.roles))
    for line in lines:
        if line.kind == "item" and not links_below(line) and not facts_below(line):
            yield line, SkipReason.BELOW_ENTRY


def _with_lines(said: Said, lines: Sequence[Line], links: Sequence[Link]) -> Said:
    """What a title and the lines about it say together."""
    facts = said.all_facts
    for line in lines:
        facts = facts.filled(facts_below(line))
    announced = next(filter(None, map(title_below, lines)), "")
    title = announced or without_number(said.title)
    roles = tuple((role_of(link), link.target) for link in links)
    return said._replace(roles=roles, title=title, written=title, facts=facts)


def _is_title(said: Said) -> bool:
    return any(map(str.isalpha, said.title)) and not is_generic(said.title)


def _doubt(title: Line, said: Said) -> SkipReason | None:
    """Why a title may be none: a section of links looks alike, and a page of one work."""
    if title.kind in ("heading", "summary"):
        return SkipReason.OUTSIDE_LIST
    has_words = len(said.title.split()) > 1 or not said.title.isascii()
    if not is_bold(title) and not (said.has_paper and said.all_facts.authors.names):
        return SkipReason.OUTSIDE_LIST
    return None if said.has_paper and has_words else SkipReason.NO_LINK_TO_WORK
