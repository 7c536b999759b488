"""What is in doubt, decided by what stands beside it: works stand among their like."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .._records.identifiers import identify
from .._records.skipping import SkipReason
from .around import facts_behind
from .beside import facts_in
from .facts import NOTHING, Facts
from .labelled import is_labelled
from .links import role_of_target
from .markdown import Line
from .sections import section_of
from .spans import plain
from .works import Judged, News, Verdict, Work

_FEWEST = 2
"""How many works without a doubt must stand beside one in doubt, of which there may be as many."""

_MOST_BELOW = 8
"""How many lines below a work that is a heading may say when and by whom it is."""

_LONGEST_BELOW = 300  # Characters of such a line.
_LOWEST_HEADING = 6
_MARKS_BEFORE = 14
"""Characters of a date and of bullets, which may stand before a title."""


def decide(judged: Iterable[Judged]) -> list[Judged]:
    """Take what is in doubt for works where as many others of its form beside it are some.

    Lines inside what a heading or a summary says of a work are about that work, unless they begin
    with the title of another.

    Args:
        judged: The lines of a file, in order, with what each says.
    """
    found = list(judged)
    sure: Counter[object] = Counter()
    doubtful: Counter[object] = Counter()
    within: Counter[object] = Counter()
    for line, verdict in found:
        if isinstance(verdict, Work):
            (sure if verdict.doubt is None else doubtful)[_place(line)] += 1
        elif verdict is SkipReason.LINK_WITHIN:
            within[_place(line)] += 1
    if within:
        found = [(line, _in_contents(line, verdict, sure, within)) for line, verdict in found]
    if sum(doubtful.values()) == 1 and not sure:
        found = [(line, _only_one(line, verdict)) for line, verdict in found]
    decided = [
        (line, _without_posts(line, _decided(line, verdict, sure, doubtful)))
        for line, verdict in found
    ]
    return list(_without_notes(_with_facts_below(decided)))


def _in_contents(
    line: Line, verdict: Verdict, sure: Counter[object], within: Counter[object]
) -> Verdict:
    """What a line says among more links to the list's own sections: a page, unless it is known."""
    if not isinstance(verdict, Work) or line.kind != "item":
        return verdict
    place = _place(line)
    is_contents = within[place] >= _FEWEST and within[place] > sure[place]
    is_known = any(map(identify, verdict.links)) or verdict.facts
    return SkipReason.UNKNOWN_LINK if is_contents and not is_known else verdict


def _only_one(line: Line, verdict: Verdict) -> Verdict:
    """What a line of a file says that names no other work: its title may be that of a page."""
    if isinstance(verdict, Work) and line.kind == "heading" and line.level == 1 and verdict.links:
        is_known = any(map(identify, verdict.links))
        return verdict._replace(doubt=None) if is_known else verdict
    return verdict


def _place(line: Line) -> object:
    """Where a line stands among its like: under the same headings, in the same kind of block."""
    return line.kind, line.level, line.headings


def _decided(
    line: Line, verdict: Verdict, sure: Counter[object], doubtful: Counter[object]
) -> Verdict:
    if not isinstance(verdict, Work) or verdict.doubt is None:
        return verdict
    place = _place(line)
    beside = sure[place]
    if verdict.doubt is SkipReason.OUTSIDE_LIST:  # Paragraphs that look alike vouch for each other.
        beside += doubtful[place]
        return verdict._replace(doubt=None) if beside >= _FEWEST else verdict.doubt
    if beside >= max(_FEWEST, doubtful[place]):
        return verdict._replace(doubt=None)
    if line.kind in ("heading", "summary") and not beside:
        return None  # A section, of which the heading is a link.
    return verdict.doubt


def _without_posts(line: Line, verdict: Verdict) -> Verdict:
    """What a line says, unless it has but a page under a heading for posts or events."""
    if not isinstance(verdict, Work) or line.kind not in ("item", "text"):
        return verdict
    if not section_of(line.headings).is_beside:
        return verdict
    is_paper = any(role_of_target(target) == "paper" for target in verdict.links)
    return verdict if is_paper else SkipReason.POST_OR_EVENT


def _with_facts_below(found: Sequence[Judged]) -> Iterator[Judged]:
    """Works that are headings with what the first lines below them say, which are no notes then."""
    said_of_it: set[int] = set()
    for number, (line, verdict) in enumerate(found):
        if line.kind in ("heading", "summary") and isinstance(verdict, Work):
            below = list(_facts_below(found[number + 1 : number + 1 + _MOST_BELOW]))
            said_of_it.update(number + 1 + place for place, _ in below)
            facts = verdict.facts
            for _, more in below:
                facts = facts.filled(more)
            verdict = verdict._replace(facts=facts)
        elif number in said_of_it:
            verdict = None
        yield line, verdict


def _facts_below(found: Iterable[Judged]) -> Iterator[tuple[int, Facts]]:
    """The facts on lines that announce them, and on a paragraph of nothing else right below."""
    for place, (line, verdict) in enumerate(found):
        if line.kind not in ("item", "text") or isinstance(verdict, Work | News):
            return
        text = plain(line.spans)
        if len(text) > _LONGEST_BELOW:
            return
        if is_labelled(text):
            facts = facts_in(text, marked=True)
        else:
            facts = (
                facts_behind(line.spans, None) if place == 0 and line.kind == "text" else NOTHING
            )
        if facts:
            yield place, facts


def _without_notes(found: Iterable[Judged]) -> Iterator[Judged]:
    works: set[tuple[int, str]] = set()
    for line, verdict in found:
        if line.kind in ("heading", "summary") and isinstance(verdict, Work):
            works.add((line.level, line.text))
        below = bool(line.headings) and line.headings[-1] in works
        is_note = line.kind == "item" or line.headings[-1:] >= ((_LOWEST_HEADING + 1, ""),)
        if below and is_note and verdict is not None and not _begins_with_title(line, verdict):
            yield line, SkipReason.BELOW_ENTRY
        else:
            yield line, verdict


def _begins_with_title(line: Line, verdict: Verdict) -> bool:
    """Whether a line below a work is another: it begins with a title that leads to it."""
    if line.headings[-1][0] > _LOWEST_HEADING or not isinstance(verdict, Work):
        return False
    title = verdict.written or verdict.title
    is_known = verdict.date or (verdict.url is not None and identify(verdict.url))
    return (
        bool(is_known) and len(title.split()) > 2 and title[:40] in line.text[: 40 + _MARKS_BEFORE]
    )
