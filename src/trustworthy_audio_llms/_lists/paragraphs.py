"""Paragraphs: dated lines, each a work; or works of several lines each; or prose."""

from collections.abc import Iterator, Sequence

from .._records.identifiers import identify
from .._records.skipping import SkipReason
from .composing import Part, is_line_of_links, with_parts
from .joining import may_link
from .judging import as_work, judge
from .lines import is_marked, read_line
from .markdown import Line
from .saying import Said
from .shapes import WORDS_OF_A_TITLE, is_long
from .spans import plain
from .works import Judged, Verdict, Work

_ENDS_OF_PROSE = (".", "。", ":", "：", ",", "，")


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


def _prose(said: Said) -> Verdict:
    """A line of a paragraph without a link that may be a title."""
    if said.has_paper and said.title:
        verdict = judge(said, in_list=True, news=False)
        if isinstance(verdict, Work) and not _is_within_sentence(said):
            is_sure = said.by == "mark" or bool(said.facts)
            return verdict if is_sure else verdict._replace(doubt=SkipReason.OUTSIDE_LIST)
    is_badge = bool(said.others) and not any(link.label for link in said.others)
    return SkipReason.OUTSIDE_LIST if said.has_paper and not is_badge else None


def _is_within_sentence(said: Said) -> bool:
    """Whether a text begins with a word in lower case that is no name, as "wav2vec" is."""
    first = said.title.partition(" ")[0]
    return said.by == "text" and not said.facts and first.isalpha() and first.islower()


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
        if links.has_paper and is_line_of_links(below, links):
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
    title = said[titled]
    work = with_parts(title, parts, as_work(title))
    has_paper = any(one.has_paper for one in said)
    if has_paper and (_is_told(work, lines) or _has_sure_title(lines[titled], said, titled)):
        yield lines[titled], work
    elif has_paper or (work.url and work.facts.venue):
        yield lines[titled], work._replace(doubt=SkipReason.OUTSIDE_LIST)
    elif title.by == "mark" and _have_line_of_links(parts):
        yield lines[titled], work._replace(doubt=SkipReason.NO_LINK_TO_WORK)


def _is_told(work: Work, lines: Sequence[Line]) -> bool:
    """Whether a paragraph says more of a work than prose does, or has breaks between its lines."""
    if work.facts or work.targets.code:
        return True
    return identify(work.url or "") is not None and any(line.after_break for line in lines)


def _have_line_of_links(parts: Sequence[Part]) -> bool:
    return any(said.roles and is_line_of_links(line, said) for line, said in parts)


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
