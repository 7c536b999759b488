"""Where on a line the facts stand: before its title, at the end of it, or behind it."""

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from .._records.venues import find_venue
from .beside import facts_in, facts_of
from .dating import whole_date
from .facts import NOTHING, Facts
from .labels import LONGEST_LABEL, YEAR, label_facts
from .links import Link
from .marking import marked_runs, text_set_apart
from .shapes import FUNCTION_WORDS, WORDS_OF_A_TITLE, is_long
from .spans import Span
from .trimming import trimmed_title
from .venue_texts import cell_venue, venue_facts
from .wording import without_decoration

_BEFORE_TITLE = re.compile(r"[\[(（【]([^\[\]()（）【】]{2,60})[\])）】]")
_BEHIND_VENUE = re.compile(r"[,:：|]\s?|\s[-–—]\s")
# Volume, number and pages of a journal, and a bare URL: ", 3(2), 1-10. https://doi.org/…".
_VOLUME = re.compile(r"[\s,.;:()\d–-]*(?:pp?\.[\s\d.–-]*)?(?:https?://\S*)?")
_AROUND_LINKS = " .,;:-[(|"
_CLOSING = frozenset(")）]】")
_GAP = Span("\n")  # Where a title was: what stands before it and behind it is not one thing.


def without_facts_before(text: str, spans: Sequence[Span] = ()) -> tuple[str, Facts]:
    """A text without the venue or date before it: "[ICLR 2024] Title", "ICLR 2024, Title".

    Args:
        text: The text.
        spans: What stands on its line, of which the first may be set apart in bold or as code.

    Returns:
        What is left of the text, and what stood before it.
    """
    text = text.lstrip()
    apart = _BEFORE_TITLE.match(text)
    shown = apart[0] if apart else text_set_apart(spans)
    if not shown or not text.startswith(shown):
        return _without_venue_before(text)
    rest = without_decoration(text[len(shown) :], end=False)
    said = apart[1] if apart else shown
    facts = facts_of(said, marked=True, alone=False) if is_long(rest) else NOTHING
    return (rest, facts) if facts else (text, NOTHING)


def _without_venue_before(text: str) -> tuple[str, Facts]:
    """A text without the venue and year that a mark parts from it: "ICLR 2024, Title"."""
    mark = _BEHIND_VENUE.search(text[:LONGEST_LABEL])
    if mark is None or not YEAR.search(text[: mark.start()]):
        return text, NOTHING
    rest = without_decoration(text[mark.end() :], end=False)
    edition = find_venue(text[: mark.start()]) if is_long(rest) else None
    # The names of challenges have years, too: "ASVspoof 2021: The Fourth of Its Kind".
    if edition is None or edition.venue.kind == "workshop":
        return text, NOTHING
    facts = facts_of(text[: mark.start()])
    return (rest, facts) if facts.date else (text, NOTHING)


def without_facts_inside(label: str) -> tuple[str, Facts]:
    """A label without the venue or year in brackets at its end: `[Title (ICLR 2024)](…)`.

    Args:
        label: The label of a link, or a text that is a title.

    Returns:
        What is left of it, and what stood at its end.
    """
    is_cited = "et al" in label[-24:]  # "Kettles That Whistle, Doe et al., 2017"
    if (label[-1:] not in _CLOSING and not is_cited) or not any(map(str.isdigit, label[-12:])):
        return label, NOTHING
    title, facts = trimmed_title(label)
    is_sure = len(title.split()) >= WORDS_OF_A_TITLE or facts.venue is not None
    return (title, facts) if is_sure and title else (label, NOTHING)


def without_italic_facts(spans: Sequence[Span], text: str) -> tuple[str, Facts]:
    """A text without the authors or the venue set apart at its end: "Title, *A Journal* 2021".

    Args:
        spans: What stands on the line.
        text: The text of it before its links.

    Returns:
        What is left of the text, and what stood at its end.
    """
    outside = list(itertools.takewhile(lambda span: span.link is None, spans))
    codes = {span.text.strip() for span in outside if span.code}
    runs = list(marked_runs(outside, _is_set_apart))
    for is_apart, venue, after in reversed(runs[1:]):
        year = whole_date(after) if after.strip(_AROUND_LINKS) else None
        is_placed = year is not None or _VOLUME.fullmatch(after) is not None
        if not is_apart or (after.strip(_AROUND_LINKS) and not is_placed):
            continue
        before, found, _ = text.rpartition(venue)
        if found and (facts := facts_in(venue, marked=True, alone=False)).authors.names:
            return before, Facts(year).filled(facts)
        if found and (_is_parted(before, venue, codes) or _is_edition(before, venue)):
            behind = after if year else ""
            facts = cell_venue(f"{venue} {behind}".strip(_AROUND_LINKS))
            return before, Facts(year).filled(facts)
    return text, NOTHING


def _is_set_apart(span: Span) -> bool:
    return span.emphasis or span.code


def _is_parted(before: str, venue: str, codes: Container[str]) -> bool:
    """Whether a mark ends the title before italics; code may be any keyword."""
    return venue not in codes and before.rstrip().endswith((",", ".", "-", "–", "?", "!"))


def _is_edition(before: str, venue: str) -> bool:
    """Whether a text is a venue with its year, to which no word leads: "In *ICML 2020*"."""
    is_led = before[-8:].rstrip().rpartition(" ")[2].lower() in FUNCTION_WORDS
    return not is_led and venue_facts(venue, marked=False).date is not None


def facts_behind(spans: Sequence[Span], titled: Link | None) -> Facts:
    """What stands behind the title, part by part, badges last.

    Args:
        spans: What stands on the line.
        titled: The link that is the title; None where everything outside of links is asked for.
    """
    passed = titled is None
    behind: list[Span] = []
    badges: list[Span] = []
    for span in spans:
        if span.image and span.text:
            badges.append(span)
        elif passed and span.link is None and not span.image:
            behind.append(span)
        passed = passed or (span.link is not None and not span.image)
    facts = NOTHING
    for text, marked, alone in _chunks(behind):
        facts = facts.filled(facts_in(text, marked=marked, alone=alone))
    for badge in badges:
        facts = facts.filled(label_facts(badge.text))
    return facts


def _chunks(spans: Sequence[Span]) -> Iterator[tuple[str, bool, bool]]:
    """Texts that are marked in one way, what ends in a colon with what it announces.

    Yields:
        The text, whether it is italic or code, and whether it is italic.
    """
    announced = ""
    for marked, run in itertools.groupby(spans, lambda span: (span.emphasis, span.code)):
        text = announced + "".join([span.text for span in run])
        if text.rstrip().endswith((":", "：")) and len(text) < 40:
            announced = text
            continue
        announced = ""
        yield text, any(marked), marked[0]


def facts_around(spans: Sequence[Span], title: str) -> Facts:
    """What stands outside a title in bold or italics, before it and behind it.

    Args:
        spans: What stands on the line.
        title: The title, as it is written.
    """
    around = [_GAP if _is_of_title(span, title) else span for span in spans]
    return facts_behind(around, None)


def _is_of_title(span: Span, title: str) -> bool:
    text = span.text.strip()
    if span.strong and text not in title and facts_of(text, marked=True, alone=False):
        return False
    return span.strong or (span.emphasis and bool(text) and text in title)


def behind_links(spans: Sequence[Span]) -> list[Span]:
    """What stands on a line from its first link on.

    Args:
        spans: What stands on the line.
    """
    return list(itertools.dropwhile(lambda span: span.link is None or span.image, spans))
