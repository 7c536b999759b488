"""Lines that name several works: parted where a day tells where each begins, or else told."""

import itertools
import re
from collections.abc import Iterable, Iterator

from .._records.identifiers import identify, slug
from .markdown import Line
from .spans import Span, plain
from .wording import DATE, VENUE, Link, is_generic, without_decoration


def part_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Part each line that names several works with their days, so that it is as many.

    A work is a day there, and behind it a link with a title. A line that does not begin with one
    stays whole: nobody knows then which day belongs to which title.

    Args:
        lines: Lines as `read_lines` gives them.
    """
    for line in lines:
        if line.kind not in ("item", "text"):
            yield line
            continue
        first, *others = _dated_parts(line.spans)
        yield line._replace(spans=first)
        yield from (line._replace(spans=part, first=False) for part in others)


def _dated_parts(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """The parts of a line that name a work each; the whole line where there are no two."""
    labels: dict[int, list[str]] = {}
    for span in spans:
        if span.link is not None and not span.image:
            labels.setdefault(span.link_number, []).append(span.text)
    if len(labels) < 2:
        return [spans]
    titled = {number for number, parts in labels.items() if not is_generic("".join(parts).strip())}
    starts: list[tuple[int, int]] = []
    day: tuple[int, int] | None = None
    for place, span in enumerate(spans):
        if span.link is not None:
            if day and span.link_number in titled:
                starts.append(day)
                day = None
        elif not span.image:
            if found := _day_at_end(span.text):
                day = place, found.start()
            elif without_decoration(span.text):
                day = None
    if len(starts) < 2:
        return [spans]
    lead = plain(_cut(spans, (0, 0), starts[0]))
    if without_decoration(lead) or lead.startswith("|"):  # That is the row of a table.
        return [spans]
    bounds = itertools.pairwise([(0, 0), *starts[1:], (len(spans), 0)])
    return [_cut(spans, start, end) for start, end in bounds]


def _day_at_end(text: str) -> "re.Match[str] | None":
    """The day that a text ends with, but for decoration."""
    last = None
    for found in DATE.finditer(text):
        last = found if found["day"] else last
    return last if last and not without_decoration(text[last.end() :]) else None


def _cut(spans: tuple[Span, ...], start: tuple[int, int], end: tuple[int, int]) -> tuple[Span, ...]:
    """The spans from one place to another: each a span's number, and where in its text."""
    cut = list(spans[start[0] : end[0] + 1])
    if end[0] < len(spans):
        cut[-1] = cut[-1]._replace(text=cut[-1].text[: end[1]])
    cut[0] = cut[0]._replace(text=cut[0].text[start[1] :])
    return tuple(cut)


def names_another_work(links: Iterable[Link], title: str, urls: Iterable[str | None]) -> bool:
    """Whether one of a work's links leads to an identifier of another work.

    Words such as "paper", a venue, a single word or the same title are but a label.

    Args:
        links: The links beside the work.
        title: Its title.
        urls: The links to the work.
    """
    own = {identify(url) for url in urls if url}
    return any(
        len(link.label.split()) > 1
        and not VENUE.fullmatch(link.label)
        and not is_generic(link.label)
        and slug(link.label) != slug(title)
        and identify(link.target) not in {None, *own}
        for link in links
    )
