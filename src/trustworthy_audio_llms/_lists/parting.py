"""Lines that name several works: parted where a day tells where each begins, or else told."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from .dating import DATE
from .markdown import Line
from .spans import Span, plain
from .wording import is_generic, without_decoration


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
        yield line._replace(spans=first) if others else line
        yield from (line._replace(spans=part, first=False) for part in others)


def _dated_parts(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """The parts of a line that name a work each; the whole line where there are no two."""
    titled = _titled_links(spans)
    if len(titled) < 2:
        return [spans]
    starts = list(_days_of_titles(spans, titled))
    if len(starts) < 2:
        return [spans]
    lead = plain(_cut(spans, (0, 0), starts[0]))
    if without_decoration(lead) or lead.startswith("|"):  # That is the row of a table.
        return [spans]
    bounds = itertools.pairwise([(0, 0), *starts[1:], (len(spans), 0)])
    return [_cut(spans, start, end) for start, end in bounds]


def _titled_links(spans: Sequence[Span]) -> set[int]:
    """The numbers of the links whose label may be a title, or of the only link."""
    labels: dict[int, list[str]] = {}
    for span in spans:
        if span.link is not None and not span.image:
            labels.setdefault(span.link_number, []).append(span.text)
    if len(labels) < 2:
        return set(labels)  # As on most lines, which name one work at the most.
    return {number for number, parts in labels.items() if not is_generic("".join(parts).strip())}


def _days_of_titles(spans: Sequence[Span], titled: set[int]) -> Iterator[tuple[int, int]]:
    """Where the days stand that have a title behind them: each a span's number, and where in it."""
    day: tuple[int, int] | None = None
    for number, span in enumerate(spans):
        if span.link is not None:
            if day and span.link_number in titled:
                yield day
                day = None
        elif not span.image:
            found = _day_at_end(span.text)
            if found:
                day = number, found.start()
            elif without_decoration(span.text):
                day = None


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
