"""Items of a list, each read with all that is nested in it.

A person sees that the bullet with the title, the one with the authors and the one with the links
are one work, because none of them is one alone. That is the rule here too.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from .._records.dates import PartialDate
from .._records.skipping import SkipReason
from .beside import facts_of
from .composing import Part, adds_to, with_parts
from .facts import Facts
from .joining import joined
from .judging import as_work, judge
from .lines import is_marked, read_line
from .markdown import Line
from .nesting import Node, tree_of
from .parsing import BULLETS
from .saying import Said
from .shapes import WORDS_OF_A_TITLE
from .spans import plain
from .wording import is_generic
from .works import Judged, News, Verdict, Work

_MARK = re.compile(rf"[{BULLETS}]|\d{{1,4}}[.)]")


def read_item(lines: Sequence[Line], *, news: bool) -> Iterator[Judged]:
    """Read an item with all that is nested in it.

    Args:
        lines: Its lines, in order; the first is the item's own, or else all of a paragraph, below
            which the items are then.
        news: Whether it stands under a heading for news.

    Yields:
        The lines that say something, in order, with what they say.
    """
    yield from _read_node(tree_of(lines), news=news)


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
        is_note = line.first and not adds_to(work, line, said)
        if is_note or _MARK.match(plain(line.spans)):
            yield line, SkipReason.BELOW_ENTRY


def _with_joined_title(node: Node) -> Node:
    """An item whose title runs over the end of its first line, with the two lines joined."""
    if len(node.lines) < 2 or not _goes_on(node.lines[0], node.lines[1]):
        return node
    return Node([joined(node.lines[:2]), *node.lines[2:]], node.nested)


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
        return with_parts(first, parts, verdict)
    titled = _best_title([first, *_may_be_titled(first, parts[1:])])
    if titled is None:
        return None
    work = with_parts(titled, parts, as_work(titled))
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


def _may_be_titled(first: Said, below: Sequence[Part]) -> list[Said]:
    """The lines below the first that may have the title."""
    return [said for line, said in below if not _names_authors(first, line, said)]


def _names_authors(first: Said, line: Line, said: Said) -> bool:
    """Whether a line has names in italics, below a bold title."""
    is_italic = any(span.emphasis and not span.strong for span in line.spans)
    if not is_italic or said.by != "mark" or first.by != "mark" or not first.title:
        return False
    return bool(facts_of(said.title, marked=True, alone=True).authors.names)


def _best_title(parts: Sequence[Said]) -> Said | None:
    """The line with the title: a link's label, else the first bold text, else the first line."""
    first = parts[0]
    for said in parts:
        if said.by == "link" and isinstance(judge(said, in_list=True, news=False), Work):
            return said
    for said in parts:
        is_name = first.date is not None and said.title == first.name
        if said.by == "mark" and (len(said.title.split()) > 1 or is_name):
            return said
    return _first_title(parts)


def _first_title(parts: Sequence[Said]) -> Said | None:
    """The first line, if it has a title without a link; authors may stand above it."""
    if parts[0].facts.authors.names and not parts[0].title:
        parts = parts[1:]
    return parts[0] if parts and parts[0].title and not parts[0].targets.url else None


def _one_by_one(
    node: Node, own: Sequence[Said], verdict: Verdict, *, news: bool
) -> Iterator[Judged]:
    """The lines of an item, and the items in it, each for itself."""
    first = node.lines[0]
    if not first.spans:
        yield first, SkipReason.EMPTY_ITEM
        return
    date = None if news else _date_above(node, own[0])
    for line, said in _own_lines(node, own, verdict, news=news):
        yield line, None if date and line is first else said
    for nested in node.nested:
        for line, said in _read_node(nested, news=news):
            yield line, _dated(said, date) if date else said


def _own_lines(
    node: Node, own: Sequence[Said], verdict: Verdict, *, news: bool
) -> Iterator[Judged]:
    """The lines of an item but those nested in it: each for itself, or all as one."""
    first, *below = node.lines
    folded = [_folded(line, said, news=news) for line, said in zip(below, own[1:], strict=True)]
    if below and isinstance(verdict, SkipReason) and not _any_work(folded):
        whole = read_line(joined(node.lines).spans, in_list=True)
        of_all = judge(whole, in_list=True, news=news)
        if not isinstance(of_all, SkipReason):
            yield first, of_all
            return
    yield first, verdict
    for line, said in zip(below, folded, strict=True):
        if said is not None:
            yield line, said
        elif _MARK.match(plain(line.spans)):
            yield line, SkipReason.BELOW_ENTRY


def _any_work(verdicts: Sequence[Verdict]) -> bool:
    return any(isinstance(verdict, Work | News) for verdict in verdicts)


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
