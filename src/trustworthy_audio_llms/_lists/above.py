"""Titles that stand above the lines about them: in bold or as headings, with labelled lines below.

**Title**                                   ### Title

- Paper: https://…                          **Venue**: ICLR 2024
- Code: https://…                           **Paper**: [arXiv](https://…)
"""

import re
from collections.abc import Iterator, Sequence

from .._records.skipping import SkipReason
from .._text import is_web_link
from .beside import NOTHING, Facts, announced_facts, facts_in, facts_of, is_labelled, parts_of
from .blocks import Judged, may_link
from .joining import Block, is_bold
from .judging import as_work, is_template
from .lines import Said, read_line
from .links import Link, links_in, links_of, role_of, targets_of
from .markdown import Line
from .spans import Span, plain
from .titles import WORDS_OF_A_TITLE
from .wording import clean_title, is_generic, without_number, without_title_label

_BLANK = Span(" ")
_MOST_BELOW = 40
"""How many blocks may be about one title; the longest of real lists have some twenty links."""

_LONGEST = 300  # Characters of a line about a title.
_LONGEST_TITLE = 300
_WORDS_OF_A_WORK = 5  # Headings of sections have fewer.
_LONGEST_REMARK = 150
_LOWEST_HEADING = 6
_MOST_WORDS = 2  # Of what may stand beside the links, or alone: "Oral", "Best Paper".
_ANNOUNCED = re.compile(r"\W{0,4}[\w-]+(?: [\w-]+){0,2}\s?(?:[(（][^()（）]*[)）])?\s?[:：]")
_TITLE = re.compile(r"\W{0,4}(?:paper(?: title)?|title|论文(?:标题|题目)?|标题|题目)\s?[:：]", re.I)
_UNFOLDS = re.compile(r"\W*(?:click|expand|show|see|view|more|unfold|点击|展开|查看)\b", re.I)
_URL = re.compile(r"https?://\S+")
_REMARK = re.compile(r"\s?[(（][^()（）]*[)）]$")  # "Code (coming soon)"


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
    if _is_aside(block[0]):  # "Abstract", and what it holds.
        return True
    if block[0].kind not in ("item", "text") or (len(block) > 1 and is_bold(block[0])):
        return False
    if any(map(_is_bold_title, block)):
        return False  # It is about that.
    if may_stand_above(block) and not _facts(block[0]):
        return False  # The next title.
    return all(_says(line) for line in block) or _is_below_title(block, blocks)


def _is_bold_title(line: Line) -> bool:
    """Whether an item is a title in bold, which a colon in it does not make an announcement."""
    if line.kind != "item" or not is_bold(line) or may_link(line):
        return False
    text = plain(line.spans)
    return len(text.split()) >= WORDS_OF_A_TITLE and not is_labelled(text) and not _facts(line)


def _is_below_title(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a short paragraph below a long heading is its translation, or a remark on it."""
    heading, line = blocks[0][0], block[0]
    if heading.kind != "heading" or line.kind != "text" or len(block) > 1 or len(blocks) > 2:
        return False
    is_long = len(plain(heading.spans).split()) >= _WORDS_OF_A_WORK
    return is_long and len(plain(line.spans)) <= _LONGEST_REMARK and not may_link(line)


def _is_aside(line: Line) -> bool:
    """Whether a line is a summary of a word or two, or stands inside its details."""
    if line.kind == "summary":
        return not may_link(line) and len(line.text.split()) <= _MOST_WORDS
    level, text = line.headings[-1] if line.headings else (0, "")
    return level > _LOWEST_HEADING and len(text.split()) <= _MOST_WORDS


def _says(line: Line) -> bool:
    """Whether a line has links that are announced or labelled, or a fact, and nothing else."""
    text = plain(line.spans)
    if len(text) > _LONGEST:
        return False
    links = _links(line)
    if links:
        is_told = any(is_web_link(link.target) for link in links) and all(map(_is_told, links))
        return is_told and _has_nothing_else(line, links)
    is_short = line.kind == "item" and len(text.split()) <= _MOST_WORDS
    is_announced = _ANNOUNCED.match(text) is not None and not is_bold(line)  # That is a title.
    return is_short or is_announced or bool(_facts(line))


def _is_told(link: Link) -> bool:
    return bool(link.announced) or (bool(link.label) and is_generic(_REMARK.sub("", link.label)))


def _has_nothing_else(line: Line, links: Sequence[Link]) -> bool:
    text = plain([span for span in line.spans if span.link is None])
    text = _URL.sub("", text)
    is_label = text.rstrip(" [(<").endswith((":", "：")) and text == text.lower()
    if (links[0].announced or is_label) and _ANNOUNCED.match(text):
        return True
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if line.kind == "item" and words and not is_generic(" ".join(words)):
        return False  # A name beside its links is rather a work of its own.
    if len(words) <= _MOST_WORDS:
        return True
    # An item that begins with a venue and has a link is rather a work of its own.
    return line.kind == "text" and _is_all_facts(text)


def _is_all_facts(text: str) -> bool:
    """Whether a text says when, where or by whom a work is, and nothing else."""
    parts = [part for part, _ in parts_of(text) if any(map(str.isalnum, part))]
    return all(facts_of(part, marked=True, alone=False) for part in parts)


def _links(line: Line) -> list[Link]:
    bare = links_in(plain([span for span in line.spans if span.link is None]))
    return [*links_of(line.spans), *bare]


def titled_parts(block: Block) -> list[list[Block]]:
    """The works of a paragraph whose titles stand each above lines that announce what they hold.

    Args:
        block: A paragraph.

    Returns:
        For each its title and what is about it, as `read_titled` takes them; what stands above the
        first title is a part of one block. Nothing where there are no such lines.
    """
    lines = [line for line in block if plain(line.spans)]
    if any(map(_is_labelled_title, lines)):
        return []  # The labels tell where each work begins.
    told = [_is_announced(line) for line in lines]
    starts = [start for start, _ in _titles_above(lines, told)]
    if not starts or any(map(_is_no_plain_title, (lines[start] for start in starts))):
        return []
    parts: list[list[Block]] = [[lines[: starts[0]]]] if starts[0] else []
    ends = [*starts[1:], len(lines)]
    for (start, first), end in zip(_titles_above(lines, told), ends, strict=True):
        parts.append([[_joined(lines[start:first])], lines[first:end]])
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
    return may_link(line) or is_bold(line) or bool(_facts(line))


def _is_labelled_title(line: Line) -> bool:
    text = plain(line.spans)
    return without_title_label(text) is not text


def _is_announced(line: Line) -> bool:
    text = plain(line.spans)
    label = _ANNOUNCED.match(text) if len(text) < _LONGEST else None
    return label is not None and (is_labelled(text) or is_generic(label[0].rstrip(" :：")))


def _joined(lines: Sequence[Line]) -> Line:
    spans = [span for line in lines for span in (*line.spans, _BLANK)]
    return lines[0]._replace(spans=tuple(spans))


def read_titled(blocks: Sequence[Block]) -> Iterator[Judged]:
    """Read a title with the blocks about it.

    Args:
        blocks: The title's, and at least one about it.

    Yields:
        The work, in doubt where only others like it can tell, and the lines that say nothing of
        it; or nothing if they are no work.
    """
    title = blocks[0][0]
    lines = [line for block in blocks[1:] for line in block if not _is_aside(line)]
    said = read_line(title.spans, in_list=True)
    links = [link for line in lines for link in _links(line)]
    if not links or is_template(said.title) or not _is_title(said):
        return
    roles = [(role_of(link), link.target) for link in links]
    facts = said.all_facts
    for line in lines:
        facts = facts.filled(_facts(line))
    written = next(filter(None, map(_title_below, lines)), "")
    written = written or without_number(said.title)
    said = said._replace(roles=tuple(roles), title=written, written=written, facts=facts)
    work = as_work(said, facts=facts, doubt=_doubt(title, said))
    yield title, work._replace(targets=targets_of(roles))
    for line in lines:
        if line.kind == "item" and not _links(line) and not _facts(line):
            yield line, SkipReason.BELOW_ENTRY


def _is_title(said: Said) -> bool:
    return any(map(str.isalpha, said.title)) and not is_generic(said.title)


def _facts(line: Line) -> Facts:
    """What a line says but its links; only what announces authors names them."""
    text = plain(line.spans)
    if is_labelled(text):
        return announced_facts(text)
    if _links(line):
        outside = plain([span for span in line.spans if span.link is None])
        is_told = line.kind == "text" and _is_all_facts(outside)
        return facts_in(outside, marked=True, alone=False) if is_told else NOTHING
    if label := _ANNOUNCED.match(text):
        facts = facts_in(text[label.end() :], marked=True, alone=False)
        return facts._replace(authors=NOTHING.authors)
    return facts_of(text, marked=True, alone=False)


def _title_below(line: Line) -> str:
    """The title that a line below a headline announces, or an empty text."""
    text = plain(line.spans)
    label = _TITLE.match(text) if not _links(line) else None
    title = clean_title(text[label.end() :]) if label else ""
    return title if len(title.split()) >= WORDS_OF_A_TITLE else ""


def _doubt(title: Line, said: Said) -> SkipReason | None:
    """Why a title may be none: a section of links looks alike, and a page of one work."""
    if title.kind in ("heading", "summary"):
        return SkipReason.OUTSIDE_LIST
    has_words = len(said.title.split()) > 1 or not said.title.isascii()
    if not is_bold(title) and not (said.has_paper and said.all_facts.authors.names):
        return SkipReason.OUTSIDE_LIST
    return None if said.has_paper and has_words else SkipReason.NO_LINK_TO_WORK
