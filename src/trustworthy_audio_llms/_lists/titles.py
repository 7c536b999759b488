"""The title on a line, and what stands around it: by links, bold text, names and venues."""

import itertools
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from .._records.venues import find_venue
from .beside import (
    NOTHING,
    Facts,
    cell_venue,
    facts_in,
    facts_of,
    is_name,
    parts_of,
    trimmed_label,
    trimmed_title,
)
from .citing import quoted_title, title_before_kind, without_authors_before
from .dating import whole_date
from .links import Link
from .remembering import remembered
from .spans import Span
from .wording import (
    begins_with_colon,
    is_generic,
    title_beside_urls,
    without_decoration,
)

TitledBy = Literal["link", "mark", "text", ""]

WORDS_OF_A_TITLE = 3
"""Shorter labels of links are mostly names of people and places."""

_LONGEST_LABEL = 40  # Characters of a label that may be but a venue or a date.
# No date is without a year: in full, behind an apostrophe, or in short as in a column: 25.06.
_YEAR = re.compile(r"(?:19|20)\d\d|['’‘]\d\d|\d[./-]\d")
_VENUE_LABEL = re.compile(r"[\[(（【][^\])）】]*[\])）】]|.*\b(?:19|20)\d\d\W*")

_TITLE_AND_YEAR = re.compile(r"(.*?)\s?[(（](?:19|20)\d\d[)）]")  # "Kettles That Whistle (2023)"

# "Ippolito et al. (2023)", "Doe & Roe (2021)": how a text cites a work, not its title.
_SHORT_CITATION = re.compile(
    r"(?:.{0,60}\bet\.? al\b.{0,20}"
    r"|[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+)? ?\((?:19|20)\d\d[a-z]?\))"
)

_REMARK = re.compile(r"(?<=\S)\s?[(（][^()（）]{1,40}[)）]$")  # "ICLR 2025 Workshop (TEA)"

# Chinese marks around titles of works; what stands behind them is no part of it.
_OPENING = frozenset("[(（【")
_QUOTES = ('"', "“", "'", "‘")
_BEFORE_TITLE = re.compile(r"[\[(（【]([^\[\]()（）【】]{2,60})[\])）】]")
_IN_TITLE_MARKS = re.compile(r"\s*《([^《》]{2,200})》(?=[\s,，.。;；|]|$)")
_BEHIND_VENUE = re.compile(r"[,:：|]\s?|\s[-–—]\s")
_NAME_BEHIND = re.compile(r"\s*[(（]\s?([A-Za-z][\w+.-]{1,24})\s?[)）]$")

_INSTITUTION = re.compile(
    r"\b(?:Universit\w+|Institut\w+|College|Academy|Laborator\w+|Labs?)\b|大学|研究院"
)

# A name in brackets, in square ones of up to three words; "(Un)certain" begins with none.
_NAME_BEFORE = re.compile(
    r"(?:[\[【]\s?([^\[\]【】:：]{2,40})\s?[\]】]\s*|[(（]\s?([A-Za-z][\w+.-]{1,24})\s?[)）]\s+)(?=\S)"
)

_AROUND_LINKS = " .,;:-[(|"

FUNCTION_WORDS = frozenset(
    "the a an of in on by see from to and with for our this is at via as like e.g. i.e. using into "
    "than that their its extends follows unlike also or".split()
)


def is_venue_label(label: str) -> bool:
    """Whether a label says where a work appeared, or when, and nothing else."""
    if _VENUE_LABEL.fullmatch(label):
        return not _is_title_and_year(label)
    if len(label) >= _LONGEST_LABEL or not _YEAR.search(label):
        return False  # As most titles, which spares a closer look at them.
    return facts_of(_REMARK.sub("", label), marked=True).date is not None


def _is_title_and_year(text: str) -> bool:
    """Whether a text is a title with a year in brackets, rather than a venue with one."""
    found = _TITLE_AND_YEAR.fullmatch(text)
    return found is not None and is_long(found[1]) and find_venue(text) is None


def name_behind(title: str) -> tuple[str, str | None]:
    """A title without the short name in brackets at its end, and that name."""
    found = _NAME_BEHIND.search(title[-40:])
    if found is None or sum(map(str.isupper, found[1])) < 2:
        return title, None
    before = title[: len(title) - len(found[0])].rstrip()
    return (before, found[1]) if len(before.split()) >= WORDS_OF_A_TITLE else (title, None)


def is_citation(label: str) -> bool:
    """Whether a label is how a text cites a work: "Ippolito et al. (2023)"."""
    return len(label) < 80 and _SHORT_CITATION.fullmatch(label) is not None


def facts_of_labels(links: Sequence[Link]) -> Facts:
    """What the labels and badges of links say: `[ICLR 2024](…)`, `![ICML'25](…)`."""
    facts = NOTHING
    for link in links:
        for text in filter(None, (link.label, link.badge)):
            facts = facts.filled(_label_facts(text))
    return facts


@remembered
def _label_facts(text: str) -> Facts:
    """What a label or badge says; "arXiv" alone says where the link leads."""
    is_label = is_generic(text)
    if is_label and text.endswith(")"):  # Such as "Paper (ICLR 2024)".
        text = text[:-1].partition("(")[2]
    text = text.replace("_", " ")
    facts = facts_of(text, marked=True, alone=False)
    facts = facts or facts_of(_REMARK.sub("", text), marked=True, alone=False)
    return facts if facts.date or not is_label else NOTHING


def facts_behind(spans: Sequence[Span], titled: Link | None) -> Facts:
    """What stands behind the title, part by part, badges last."""
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
        facts = facts.filled(_label_facts(badge.text))
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


def marked_titles(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The bold texts outside links, and the italic one at the start, each with what follows it."""
    outside = [span for span in spans if span.link is None and not span.image]
    for is_bold, text, after in _runs(outside, operator.attrgetter("strong")):
        if is_bold:
            yield text, after
    before = ""
    for is_italic, text, after in _runs(outside, operator.attrgetter("emphasis")):
        if is_italic:
            yield text, after
        before += text
        if not _says_only_facts(before):
            break


def _says_only_facts(text: str) -> bool:
    """Whether every part of a text says something beside a title, so that it may still come."""
    parts = (part for part, _ in parts_of(text) if without_decoration(part))
    return all(facts_of(part, marked=True, alone=False) for part in parts)


def _runs(spans: Sequence[Span], mark: Callable[[Span], bool]) -> Iterator[tuple[bool, str, str]]:
    """The texts that are marked or not, each with the text that follows it."""
    runs = [
        (is_marked, text)
        for is_marked, run in itertools.groupby(spans, mark)
        if (text := "".join([span.text for span in run]).strip())
    ]
    for (is_marked, text), (_, after) in itertools.pairwise([*runs, (False, "")]):
        yield is_marked, text, after


def may_be_title(text: str, *, has_links: bool) -> bool:
    """Whether a text may be a title: not a label that announces something, nor a fact."""
    if text.rstrip().endswith((":", "：")) or text[:1] == "【" or is_citation(text):
        return False
    if has_links and text[-12:].rpartition(" ")[2].lower() in FUNCTION_WORDS:
        return False
    return not facts_of(text, marked=True, alone=False)


def name_in_brackets(text: str) -> str | None:
    """The first of several bracketed parts that is a name: `【2025-06】-【TEA】-【…】`."""
    parts = re.findall(r"【([^【】]{1,60})】", text[:400])
    names = (part.strip() for part in parts if not facts_of(part, marked=True, alone=False))
    return next((name for name in names if is_name(name) and not _INSTITUTION.search(name)), None)


def title_of(
    spans: Sequence[Span], rest: str, *, has_links: bool
) -> tuple[str, str | None, TitledBy, Facts]:
    """The title on a line without a link that is one; the name before it, and facts beside it."""
    if has_links or any(span.strong for span in spans):
        behind, before = without_facts_before(rest, spans)
        for text, after in marked_titles(spans):
            if begins_with_colon(after) or text.endswith((":", "：")):
                title, name, by, facts = _named_text(spans, behind, text)
                return title, name, by, before.filled(facts)
            if not _is_title_text(text) or _is_inside(text, behind):
                continue
            if (without := _before_aside(text, rest)) is None:
                title, inside = trimmed_label(text)
                facts = inside.filled(_facts_around(spans, text))
                name, title = name_before(title)
                return title, name, "mark", facts
            rest = without
    text, set_apart = _without_italic_facts(spans, rest)
    title, name, facts = title_in_text(text, spans, set_apart)
    return title, name, "text", facts.filled(facts_behind(_after_links(spans), None))


def title_in_text(
    text: str, spans: Sequence[Span] = (), set_apart: Facts = NOTHING
) -> tuple[str, str | None, Facts]:
    """The title in a text, the name before it, and the facts before and behind it.

    Args:
        text: The text.
        spans: What stands on its line, of which the first may be set apart in bold or as code.
        set_apart: What is known to stand beside it.
    """
    text, before = without_facts_before(text, spans)
    text, authors = without_authors_before(text)
    facts = before.filled(authors).filled(set_apart)
    quoted = _in_title_marks(text) or title_before_kind(text)
    if quoted := quoted or quoted_title(text, cited=bool(authors)):
        name, title, said = quoted
        return title, name, facts.filled(said)
    title, said = trimmed_title(title_beside_urls(text))
    name, title = name_before(title)
    return title, name, facts.filled(said)


def _before_aside(marked: str, text: str) -> str | None:
    """The text before a word or two in bold, where it is rather the title: "Title. **oral**"."""
    before, found, _ = text.partition(marked)
    is_short = len(marked.split()) < WORDS_OF_A_TITLE and marked.isascii()
    is_quoted = before.endswith(_QUOTES)
    if not found or not is_short or is_quoted or len(before.split()) < WORDS_OF_A_TITLE:
        return None
    return before if len(trimmed_title(before)[0].split()) >= WORDS_OF_A_TITLE else None


def _in_title_marks(text: str) -> tuple[None, str, Facts] | None:
    """The title in Chinese marks that a text begins with, and what is said behind it."""
    found = _IN_TITLE_MARKS.match(text)
    return (None, found[1], facts_in(text[found.end() :], marked=True)) if found else None


def _without_italic_facts(spans: Sequence[Span], text: str) -> tuple[str, Facts]:
    """A text without the authors or the venue in italics at its end: "Title, *A Journal* 2021"."""
    outside = itertools.takewhile(lambda span: span.link is None, spans)
    runs = list(_runs(list(outside), operator.attrgetter("emphasis")))
    for is_italic, venue, after in reversed(runs[1:]):
        year = whole_date(after) if after.strip(_AROUND_LINKS) else None
        if not is_italic or (after.strip(_AROUND_LINKS) and year is None):
            continue
        before, found, _ = text.rpartition(venue)
        if found and (facts := facts_in(venue, marked=True, alone=False)).authors.names:
            return before, Facts(year).filled(facts)
        if found and before.rstrip().endswith((",", ".", "-", "–", "?", "!")):
            facts = cell_venue(f"{venue} {after}".strip(_AROUND_LINKS))
            return before, Facts(year).filled(facts)
    return text, NOTHING


def without_facts_before(text: str, spans: Sequence[Span] = ()) -> tuple[str, Facts]:
    """A text without the venue or date before it: "[ICLR 2024] Title", "ICLR 2024, Title".

    Args:
        text: The text.
        spans: What stands on its line, of which the first may be set apart in bold or as code.
    """
    text = text.lstrip()
    apart = _BEFORE_TITLE.match(text)
    shown = apart[0] if apart else _dressed_start(spans)
    if not shown or not text.startswith(shown):
        return _without_venue_before(text)
    rest = without_decoration(text[len(shown) :], end=False)
    said = apart[1] if apart else shown
    facts = facts_of(said, marked=True, alone=False) if is_long(rest) else NOTHING
    return (rest, facts) if facts else (text, NOTHING)


def _without_venue_before(text: str) -> tuple[str, Facts]:
    """A text without the venue and year that a mark parts from it: "ICLR 2024, Title"."""
    mark = _BEHIND_VENUE.search(text[:_LONGEST_LABEL])
    if mark is None or not _YEAR.search(text[: mark.start()]):
        return text, NOTHING
    rest = without_decoration(text[mark.end() :], end=False)
    edition = find_venue(text[: mark.start()]) if is_long(rest) else None
    # The names of challenges have years, too: "ASVspoof 2021: The Fourth of Its Kind".
    if edition is None or edition.venue.kind == "workshop":
        return text, NOTHING
    facts = facts_of(text[: mark.start()])
    return (rest, facts) if facts.date else (text, NOTHING)


def is_long(text: str) -> bool:
    """Whether a text has as many words as most titles; Chinese has no blanks between them."""
    return len(text.split()) >= WORDS_OF_A_TITLE or (not text.isascii() and len(text) > 7)


def _is_inside(text: str, whole: str) -> bool:
    """Whether a few words are but stressed within running text: "The **dark kettle** at night"."""
    if len(text.split()) >= WORDS_OF_A_TITLE:
        return False
    before, found, _ = whole.partition(text)
    return bool(found) and before.rstrip()[-1:].isalpha() and not facts_in(before)


def _dressed_start(spans: Sequence[Span]) -> str:
    """The text in bold or code that a line begins with, or nothing."""
    first = next((span for span in spans if span.text.strip()), None)
    return first.text.strip() if first and (first.strong or first.code) else ""


def _is_title_text(text: str) -> bool:
    if not any(map(str.isalnum, text)) or is_venue_label(text) or is_citation(text):
        return False
    if _is_title_and_year(text):
        return True
    return not facts_of(text, marked=True, alone=False) and not is_generic(text)


def _named_text(
    spans: Sequence[Span], rest: str, name: str
) -> tuple[str, str | None, TitledBy, Facts]:
    """A name in bold, a colon, and the title: "**UADFV**: Exposing Deep Fakes. [Paper](…)"."""
    before, found, after = rest.partition(name)
    after = after.lstrip(" :：")
    name = name.rstrip(" :：")
    if found and len(name.split()) >= WORDS_OF_A_TITLE and name.isascii() and not after.isascii():
        return name, None, "mark", facts_behind(_after_links(spans), None)  # And in Chinese.
    if not found or without_decoration(before) or not is_name(name) or not after.strip(" .|-"):
        title, facts = trimmed_title(title_beside_urls(rest))
        return title, None, "text", facts
    title, facts = trimmed_title(title_beside_urls(after))
    return title, name, "mark", facts.filled(facts_behind(_after_links(spans), None))


def name_before(text: str) -> tuple[str | None, str]:
    """The name in brackets before a title, and the title: "(TEA) Teacups That Listen".

    Of several words it is rather what the work is about: "[Runtime Performance] A Study of …".
    """
    found = _NAME_BEFORE.match(text) if text[:1] in _OPENING else None
    if found is None or len(text[found.end() :].split()) < 2:
        return None, text
    name = found[1] or found[2]
    if not is_name(name) or facts_of(name, marked=True, alone=False):
        return None, text
    return None if " " in name else name, text[found.end() :]


def _after_links(spans: Sequence[Span]) -> list[Span]:
    return list(itertools.dropwhile(lambda span: span.link is None or span.image, spans))


_GAP = Span("\n")  # Where a title was: what stands before it and behind it is not one thing.


def _facts_around(spans: Sequence[Span], title: str) -> Facts:
    """What stands outside a title in bold or italics, before it and behind it."""
    around = [_GAP if _is_of_title(span, title) else span for span in spans]
    return facts_behind(around, None)


def _is_of_title(span: Span, title: str) -> bool:
    text = span.text.strip()
    if span.strong and text not in title and facts_of(text, marked=True, alone=False):
        return False
    return span.strong or (span.emphasis and bool(text) and text in title)
