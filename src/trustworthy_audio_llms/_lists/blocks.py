"""Blocks of a list: an item with all that is nested in it, or a paragraph, read as a whole.

A person sees that the bullet with the title, the one with the authors and the one with the links
are one work, because none of them is one alone. That is the rule here too.

Items and paragraphs stay together, because a list may write the same work as either.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import identify
from .._records.skipping import SkipReason
from .beside import Facts, facts_in, facts_of
from .judging import as_work, judge
from .lines import Said, is_marked, read_line
from .links import targets_of
from .markdown import Line
from .parsing import BULLETS
from .spans import Span, plain
from .titles import FUNCTION_WORDS, WORDS_OF_A_TITLE, is_long
from .wording import is_generic
from .works import Verdict, Work

_BLANK = Span(" ")
_ITEM_MARK = re.compile(rf"[{BULLETS}]|\d{{1,4}}[.)]")
_ABOVE_ITEMS = -1  # The depth of a paragraph that items belong to.
_ENDS_OF_PROSE = (".", "。", ":", "：", ",", "，")
_MOST_WORDS_BESIDE_LINKS = 2
"""Of a line of links; where there are more words, the links belong to a description."""
_MOST_WORDS_OF_A_NAME = 8
"""Of a line that names a work once more: "TeaNet [[paper](…)] (no code) [cited=3]"."""


class Node(NamedTuple):
    """An item of a list: its lines, and the items nested in it."""

    lines: list[Line]
    nested: "list[Node]"


Judged = tuple[Line, Verdict]
"""A line with what it says."""

Part = tuple[Line, Said]
"""A line of an item with its parts."""


def read_item(lines: Sequence[Line], *, news: bool) -> Iterator[Judged]:
    """Read an item with all that is nested in it.

    Args:
        lines: Its lines, in order; the first is the item's own, or else all of a paragraph, below
            which the items are then.
        news: Whether it stands under a heading for news.

    Yields:
        The lines that say something, in order, with what they say.
    """
    yield from _read_node(_tree(lines), news=news)


def _tree(lines: Sequence[Line]) -> Node:
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


def _read_node(node: Node, *, news: bool) -> Iterator[Judged]:
    node = _with_joined_title(node)
    own = [read_line(line.spans, in_list=number == 0) for number, line in enumerate(node.lines)]
    verdict = judge(own[0], in_list=True, news=news)
    if news or not node.lines[0].spans:
        yield from _one_by_one(node, own, verdict, news=news)
        return
    own_parts = list(zip(node.lines, own, strict=True))
    nested = list(_fact_parts(node.nested))
    if _hold_works(own_parts[1:], nested):
        yield from _one_by_one(node, own, verdict, news=news)
        return
    parts = [*own_parts, *itertools.chain.from_iterable(nested)]
    work = _whole(verdict, parts)
    if work is None:
        yield from _one_by_one(node, own, verdict, news=news)
        return
    yield node.lines[0], work
    for line, said in parts[1:]:
        is_note = line.first and not _adds_to(work, line, said)
        if is_note or _ITEM_MARK.match(plain(line.spans)):
            yield line, SkipReason.BELOW_ENTRY


def _with_joined_title(node: Node) -> Node:
    """An item whose title runs over the end of its first line, with the two lines joined."""
    if len(node.lines) < 2 or not _goes_on(node.lines[0], node.lines[1]):
        return node
    first, second, *others = node.lines
    joined = first._replace(spans=(*first.spans, _BLANK, *second.spans))
    return Node([joined, *others], node.nested)


def _goes_on(first: Line, second: Line) -> bool:
    if any(span.link is not None for span in first.spans):
        return False
    return plain(first.spans)[-1:].isalnum() and plain(second.spans)[:1].islower()


def _fact_parts(nodes: Sequence[Node]) -> Iterator[Sequence[Part]]:
    """The lines of each nested item, with what they say."""
    for node in nodes:
        yield [
            (line, read_line(line.spans, in_list=number == 0))
            for number, line in enumerate(node.lines)
        ]
        yield from _fact_parts(node.nested)


def _hold_works(below: Sequence[Part], nested: Sequence[Sequence[Part]]) -> bool:
    """Whether works of their own begin in an item: on a marked line, or nested in it."""
    if any(is_marked(line.spans) and _begins_work(line, said) for line, said in below):
        return True
    return any(
        _is_work_of_lines(item) or any(_begins_work(line, said) for line, said in item)
        for item in nested
    )


def _is_work_of_lines(item: Sequence[Part]) -> bool:
    """Whether an item has its title in bold, and below it, but not nested, the link to a paper."""
    first = item[0][1]
    is_titled = first.by == "mark" and len(first.title.split()) >= WORDS_OF_A_TITLE
    return is_titled and any(said.has_paper for _, said in item[1:])


def _begins_work(line: Line, said: Said) -> bool:
    """Whether a line inside an item is a work of its own: title and link, and nothing before."""
    if said.by == "link":
        is_work = isinstance(judge(said, in_list=True, news=False), Work)
        is_first = not said.lead or bool(said.date or said.facts) or is_generic(said.lead)
        return is_work and not said.is_prose and is_first
    return said.by == "mark" and said.has_paper and bool(line.spans)


def _whole(verdict: Verdict, parts: Sequence[Part]) -> Work | None:
    """The work that the lines of an item name together, if they name one."""
    first = parts[0][1]
    if len(parts) == 1:
        return verdict if isinstance(verdict, Work) else None
    if isinstance(verdict, Work) and verdict.doubt is None and _is_complete(first):
        return _with_parts(first, parts, verdict)
    titled = _best_title([said for _, said in parts])
    if titled is None:
        return None
    work = _with_parts(titled, parts, as_work(titled))
    has_paper = any(said.has_paper for _, said in parts)
    if has_paper or _is_told(work) or (work.date and titled.by == "mark"):
        return work._replace(name=work.name or first.name, doubt=None)
    return None


def _is_told(work: Work) -> bool:
    """Whether a title has a link, and a venue or authors beside it."""
    return bool(work.url) and bool(work.facts.venue or work.facts.authors.names)


def _is_complete(said: Said) -> bool:
    """Whether a line needs no others: it has a title and a link, or a day."""
    return bool(said.targets.url) or bool(said.date and said.title)


def _best_title(parts: Sequence[Said]) -> Said | None:
    """The line with the title: a link's label, else the first bold text, else the first line."""
    for said in parts:
        if said.by == "link" and isinstance(judge(said, in_list=True, news=False), Work):
            return said
    for said in parts:
        is_name = parts[0].date is not None and said.title == parts[0].name
        if said.by == "mark" and (len(said.title.split()) > 1 or is_name):
            return said
    if parts[0].facts.authors.names and not parts[0].title:
        parts = parts[1:]  # The authors stand above the title.
    return parts[0] if parts and parts[0].title and not parts[0].targets.url else None


def _with_parts(titled: Said, parts: Sequence[Part], work: Work) -> Work:
    """A work with what further lines say of it than the one with its title."""
    facts = titled.all_facts
    roles = list(titled.roles)
    alone = any(said.has_paper for _, said in parts)
    for line, said in parts:
        if said is titled or said.by == "link" or said.is_prose:
            continue
        facts = _with_facts(facts, line, said, alone=alone)
        has_own = titled.titled is not None or any(role == "paper" for role, _ in roles)
        if _is_line_of_links(line, said) or (not has_own and _may_lead_to_work(line, said)):
            roles += said.roles
    target = titled.titled.target or None if titled.titled else None
    return work._replace(facts=facts, targets=targets_of(roles, target))


def _with_facts(facts: Facts, line: Line, said: Said, *, alone: bool) -> Facts:
    """Facts, and what a further line says of the same work."""
    may_be_author = alone and not said.roles  # No label of a link is one.
    facts = facts.filled(said.all_facts)
    if alone and said.by == "mark" and not line.first:
        facts = facts.filled(facts_of(said.title, marked=True, alone=True))
    if not (said.all_facts and (facts.authors.names or not may_be_author)):
        facts = facts.filled(facts_in(_outside(line), marked=True, alone=may_be_author))
    return facts


def _adds_to(work: Work, line: Line, said: Said) -> bool:
    """Whether a line inside an item is a part of its work, rather than a note about it."""
    if said.title and said.title == work.title:
        return True
    if said.is_prose or said.by == "link":
        return False
    if any(target == work.url for _, target in said.roles):
        return True
    return bool(said.facts) or (bool(said.roles) and _is_line_of_links(line, said))


def _is_line_of_links(line: Line, said: Said) -> bool:
    """Whether a line below a title has its links: nearly nothing else, or facts about it."""
    told = (word for word in _outside(line).split() if "://" not in word)
    words = [word for word in told if any(map(str.isalnum, word))]
    return len(words) <= _MOST_WORDS_BESIDE_LINKS or bool(said.facts)


def _may_lead_to_work(line: Line, said: Said) -> bool:
    """Whether a line below a title without a link names it in short, and links the paper."""
    words = _outside(line).split()
    is_short = len(words) <= _MOST_WORDS_OF_A_NAME and FUNCTION_WORDS.isdisjoint(words)
    return is_short and said.has_paper and all(is_generic(link.label) for link in said.others)


def _have_line_of_links(parts: Sequence[Part]) -> bool:
    return any(said.roles and _is_line_of_links(line, said) for line, said in parts)


def _outside(line: Line) -> str:
    """The text of a line outside its links."""
    return plain([span for span in line.spans if span.link is None])


def _one_by_one(
    node: Node, own: Sequence[Said], verdict: Verdict, *, news: bool
) -> Iterator[Judged]:
    """The lines of an item, and the items in it, each for itself."""
    first, *below = node.lines
    if not first.spans:
        yield first, SkipReason.EMPTY_ITEM
        return
    folded = [_folded(line, said, news=news) for line, said in zip(below, own[1:], strict=True)]
    if below and isinstance(verdict, SkipReason) and not _any_work(folded):
        whole = _joined(node, news=news)
        if not isinstance(whole, SkipReason):
            verdict, below, folded = whole, [], []
    date = None if news else _date_above(node, own[0])
    yield first, None if date else verdict
    for line, said in zip(below, folded, strict=True):
        if said is None and _ITEM_MARK.match(plain(line.spans)):
            said = SkipReason.BELOW_ENTRY
        if said is not None:
            yield line, said
    for nested in node.nested:
        for line, said in _read_node(nested, news=news):
            yield line, _dated(said, date) if date else said


def _date_above(node: Node, said: Said) -> PartialDate | None:
    """The date that an item is and nothing else, which those nested in it are of."""
    is_alone = bool(node.nested) and not any(map(str.isalnum, said.after_date))
    return said.date if is_alone else None


def _dated(verdict: Verdict, date: PartialDate) -> Verdict:
    """A work with the date of the item above it, unless it has a month of its own."""
    if not isinstance(verdict, Work) or (verdict.date and verdict.date.month):
        return verdict
    return verdict._replace(facts=Facts(date).filled(verdict.facts))


def _folded(line: Line, said: Said, *, news: bool) -> Verdict:
    """What a line says that Markdown folds into the item above it."""
    marked = is_marked(line.spans)
    return judge(said, in_list=marked, news=news) if marked or said.titled else None


def _joined(node: Node, *, news: bool) -> Verdict:
    """What the lines of an item say, read as one."""
    spans = [span for line in node.lines for span in (*line.spans, _BLANK)]
    return judge(read_line(spans, in_list=True), in_list=True, news=news)


def _any_work(verdicts: Sequence[Verdict]) -> bool:
    return any(verdict is not None and not isinstance(verdict, SkipReason) for verdict in verdicts)


def read_paragraph(lines: Sequence[Line], *, news: bool) -> Iterator[Judged]:
    """Read a paragraph: dated lines, each a work; or works of several lines each; or prose.

    Args:
        lines: Its lines, in order.
        news: Whether it stands under a heading for news.

    Yields:
        The lines that say something, in order, with what they say.
    """
    marked = [is_marked(line.spans) for line in lines]
    if not any(marked) and not any(map(may_link, lines)):
        for line in lines:
            yield line, None  # Prose, which is most of what many files hold.
        return
    said = [read_line(line.spans, in_list=False) for line in lines]
    if any(marked):
        yield from _marked_lines(lines, said, marked, news=news)
        return
    starts = _starts_of_works(lines, said)
    if not starts:
        for line, one in zip(lines, said, strict=True):
            yield line, judge(one, in_list=False, news=False) if one.titled else _prose(one)
        return
    for titled, (start, end) in zip(starts, _segments(said, starts), strict=True):
        yield from _segment(lines[start:end], said[start:end], titled - start)


def _starts_of_works(lines: Sequence[Line], said: Sequence[Said]) -> list[int]:
    """The lines with the titles of works: linked or bold, or else above lines of links."""
    starts = [number for number, one in enumerate(said) if _starts_paragraph_work(one)]
    if starts:
        return starts
    return [number for number in range(len(said) - 1) if _stands_above_links(lines, said, number)]


def may_link(line: Line) -> bool:
    """Whether a link stands on a line, or a bare URL."""
    return any(span.link is not None or "://" in span.text for span in line.spans)


def _prose(said: Said) -> Verdict:
    """A line of a paragraph without a link that may be a title."""
    if said.has_paper and said.title:
        verdict = judge(said, in_list=True, news=False)
        if isinstance(verdict, Work):
            is_sure = said.by == "mark" or bool(said.facts)
            return verdict if is_sure else verdict._replace(doubt=SkipReason.OUTSIDE_LIST)
    is_badge = bool(said.others) and not any(link.label for link in said.others)
    return SkipReason.OUTSIDE_LIST if said.has_paper and not is_badge else None


def _marked_lines(
    lines: Sequence[Line], said: Sequence[Said], marked: Sequence[bool], *, news: bool
) -> Iterator[Judged]:
    for line, one, is_item in zip(lines, said, marked, strict=True):
        if is_item or one.date:
            yield line, judge(one, in_list=is_item, news=news)
        elif one.titled:
            yield line, judge(one, in_list=False, news=news)
        else:
            yield line, _prose(one)


def _starts_paragraph_work(said: Said) -> bool:
    if said.is_prose or (said.lead and said.by == "link" and not (said.facts or said.name)):
        return False
    return said.by in ("link", "mark") and len(said.title.split()) >= WORDS_OF_A_TITLE


def _stands_above_links(lines: Sequence[Line], said: Sequence[Said], number: int) -> bool:
    """Whether a line without links is a title: below it are but facts, and links of a paper."""
    title = said[number]
    is_title = title.by == "text" and is_long(title.title) and not title.roles
    if not is_title or plain(lines[number].spans).endswith(_ENDS_OF_PROSE):
        return False
    for below, links in zip(lines[number + 1 :], said[number + 1 :], strict=True):
        if links.title or not (links.facts or links.roles):
            return False
        if links.has_paper and _is_line_of_links(below, links):
            return True
    return False


def _segments(said: Sequence[Said], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each work of a paragraph begins and ends; a venue right above a title belongs to it."""
    begins = []
    for start in starts:
        above = start - 1
        while above >= 0 and above not in starts and not said[above].title:
            if not said[above].facts or said[above].facts.authors.names:
                break
            above -= 1
        begins.append(above + 1)
    begins[0] = 0
    yield from zip(begins, [*begins[1:], len(said)], strict=True)


def _segment(lines: Sequence[Line], said: Sequence[Said], titled: int) -> Iterator[Judged]:
    """The work that some lines of a paragraph are, in doubt where it may be prose.

    Args:
        lines: The lines.
        said: What they say.
        titled: The number of the one with the title.
    """
    parts = list(zip(lines, said, strict=True))
    work = _with_parts(said[titled], parts, as_work(said[titled]))
    has_paper = any(one.has_paper for one in said)
    is_told = bool(work.facts or work.targets.code)
    is_parted = identify(work.url or "") is not None and any(line.after_break for line in lines)
    if has_paper and (is_told or is_parted or _has_sure_title(lines[titled], said, titled)):
        yield lines[titled], work
    elif has_paper or (work.url and work.facts.venue):
        yield lines[titled], work._replace(doubt=SkipReason.OUTSIDE_LIST)
    elif said[titled].by == "mark" and _have_line_of_links(parts):
        yield lines[titled], work._replace(doubt=SkipReason.NO_LINK_TO_WORK)


def _has_sure_title(line: Line, said: Sequence[Said], titled: int) -> bool:
    """Whether a title is labelled as one, or is a link beside one that leads to the paper."""
    own = said[titled].titled
    if own is not None and identify(own.target):
        return _is_labelled_paper(said)
    # "Title: …" leaves no doubt.
    is_dressed = any(span.strong or span.emphasis for span in line.spans)
    return said[titled].by == "mark" and not is_dressed


def _is_labelled_paper(said: Sequence[Said]) -> bool:
    """Whether a link beside a title that is one leads to the paper as well."""
    return any(role == "paper" for one in said for role, _ in one.roles)
