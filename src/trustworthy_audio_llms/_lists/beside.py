"""What stands beside a title: dates, venues, authors, told apart by how each looks.

The rules stay in one module, because a text is what the first of them takes it for, and what a
label announces, or brackets hold, may have parts of which the same is asked again.
"""

import itertools
import re
from collections.abc import Iterable

from .._records.dates import PartialDate
from .._records.identifiers import identify
from .._records.venues import find_venue
from .authors import find_authors, read_authors
from .dating import whole_date, year_in
from .facts import NOTHING, Facts
from .labelled import announces_fact, labelled_facts
from .remembering import remembered
from .text_parts import BRACKETS, parts_of, unwrapped
from .venue_texts import LONGEST_VENUE, venue_facts

_HAN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s?[,，、]\s?[\u4e00-\u9fff]{2,4}){0,9}")
_DIGIT = re.compile(r"\d")
_LONGEST_OTHERS = 600  # Characters within which authors end in "et al.".
_LONGEST_READ = 20_000  # Characters of a text whose parts are looked at, as of a list of authors.
_MOST_PARTS_READ = 60  # Parts of a text in which facts are looked for; then it is prose.
_MOST_IN_BRACKETS, _LONGEST_PART = 3, 4
"""Parts between commas of what stands in brackets, and words of such a part; more are a note."""
_AND_OTHERS = re.compile(r"\bet al\b\.?")
_EMPTY_BRACKETS = re.compile(r"[\[(（]\s?[\])）]")  # What stood in them was a link.
_FAMILY = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_CITED = re.compile(
    rf"(?P<authors>[A-ZÀ-Þ][\w'’,. -]{{0,30}}? ?et\.? ?al\.?|{_FAMILY} (?:and|&) {_FAMILY}"
    rf"|(?:De|Di|Da|Van|Von) {_FAMILY}),?\s{{1,2}}[(（]?(?P<year>(?:19|20)\d\d)[a-z]?[)）]?"
)
_LONGEST_CITATION = 80


def announced_facts(text: str) -> Facts:
    """What a text says that announces a date, a venue or authors.

    Args:
        text: `Authors: Ann Example`, `Venue: ICLR 2024`.

    Returns:
        That; nothing where the text does not begin with such a label.
    """
    return facts_of(text, marked=True) if announces_fact(text) else NOTHING


@remembered
def facts_of(text: str, *, marked: bool = False, alone: bool | None = None) -> Facts:
    """What a part of a line says, if it is a date, a venue or authors and nothing else.

    Args:
        text: The part.
        marked: Whether it stands apart: in brackets, in italics, as code, or on its own line.
        alone: Whether it may be one author, which no text in brackets is; else as `marked`.

    Returns:
        That; nothing where it says anything else.
    """
    text = unwrapped(text)
    if not text or identify(text) is not None:
        return NOTHING
    if labelled := labelled_facts(text):
        facts, others = labelled
        return facts.filled(facts_in(others, marked=True)) if others else facts
    if text[:3] in ("by ", "By "):
        return _by(text[3:])
    alone = marked if alone is None else alone
    return _date_or_venue(text, marked=marked) or _with_authors(text, alone=alone)


def _date_or_venue(text: str, *, marked: bool) -> Facts:
    if date := whole_date(text):
        return Facts(date)
    # A journal may be called as two authors are: "Pots & Pans, 2020".
    if marked and (facts := cited(text)) and find_venue(text) is None:
        return facts
    return venue_facts(text, marked=marked)


def _with_authors(text: str, *, alone: bool) -> Facts:
    """Authors, and perhaps where and when their work appeared."""
    ends_in_year = year_in(text[-12:]) is not None
    if ends_in_year and (facts := _authors_and_venue(text)):
        return facts
    authors = find_authors(text, marked=alone)
    if authors is not None:
        return Facts(authors=authors)
    return NOTHING if ends_in_year else _authors_and_venue(text)


def _by(text: str) -> Facts:
    """Authors, also a single one, and perhaps a venue or date: "by Ann Example, 2020"."""
    if facts := _authors_and_venue(text, marked=True):
        return facts
    return Facts(authors=find_authors(text, marked=True) or NOTHING.authors)


def _authors_and_venue(text: str, *, marked: bool = False) -> Facts:
    """Authors, a comma, and a venue or date: "Ann Example, Bob Sample, ICASSP 2020".

    Args:
        text: Such a text.
        marked: Whether one author will do.
    """
    at = text.rfind(",", -LONGEST_VENUE)
    if at < 0:
        return NOTHING
    for cut in (text.rfind(",", 0, at), at):
        said = _venue_or_date(text[cut + 1 :]) if cut > 0 else NOTHING
        if said:
            is_han = _HAN_NAMES.fullmatch(text[:cut].strip()) is not None
            authors = find_authors(text[:cut], marked=marked or is_han)
            return said._replace(authors=authors) if authors else NOTHING
    return NOTHING


def _venue_or_date(text: str) -> Facts:
    return venue_facts(text, marked=False) or Facts(whole_date(text.strip()))


def cited(text: str) -> Facts:
    """What a text says that cites a work by its authors: "Doe et al., 2024", "Doe & Roe, 2024a".

    Args:
        text: Such a text, perhaps in brackets.

    Returns:
        The authors and the year; nothing where it says anything else.
    """
    found = _CITED.fullmatch(unwrapped(text)) if len(text) < _LONGEST_CITATION else None
    if found is None:
        return NOTHING
    return Facts(PartialDate(int(found["year"])), authors=read_authors(found["authors"]))


@remembered
def facts_in(text: str, *, marked: bool = False, alone: bool | None = None) -> Facts:
    """What the parts of a text say, those that are nothing of all this passed over.

    Args:
        text: What stands behind a title, or before it.
        marked: Whether it stands apart.
        alone: Whether it may be one author; else as `marked`.

    Returns:
        What the first part says that says anything of it, for each of date, venue and authors.
    """
    alone = marked if alone is None else alone
    text = _EMPTY_BRACKETS.sub(" ", text.replace("，", ", "))
    whole = facts_of(text, marked=marked, alone=alone)
    is_one = whole.date or not whole.authors.names or not _DIGIT.search(text)
    if whole and is_one and text.lstrip()[:1] not in BRACKETS:
        return whole  # Neither "[2023-ICLR] Ann Example" nor "Ann Example, Bob Sample (2023)".
    facts, text = _authors_and_others(text)
    parts = itertools.islice(parts_of(text[:_LONGEST_READ]), _MOST_PARTS_READ)
    facts = facts.filled(_facts_of_parts(parts, marked=marked, alone=alone))
    if facts.date is None and "," in text:
        facts = facts._replace(date=_date_at_ends(text))
    return facts.filled(whole)


def _facts_of_parts(parts: Iterable[tuple[str, bool]], *, marked: bool, alone: bool) -> Facts:
    """What each part says that none before it said; a venue takes the place of a preprint."""
    facts = NOTHING
    for part, in_brackets in parts:
        said = (
            facts_in_brackets(part) if in_brackets else facts_of(part, marked=marked, alone=alone)
        )
        if facts.status == "preprint" and said.venue and not said.status:
            facts = facts._replace(venue=None, status=None)  # "arXiv; ICML 2020": it has appeared.
        facts = facts.filled(said)
    return facts


def _date_at_ends(text: str) -> PartialDate | None:
    """The date behind or before words of which nobody knows what they say: "…, pp. 1-5, 2020"."""
    text = text.lstrip(" ,.").rstrip(" ,.;[(")
    behind = whole_date(text[text.rfind(",") + 1 :]) if text[-1:].isdigit() else None
    return behind or (whole_date(text[: text.find(",")]) if text[:1].isdigit() else None)


def _authors_and_others(text: str) -> tuple[Facts, str]:
    """The authors that end in "et al.", wherever these say where they work.

    Returns:
        Them, and the text, in which they are set apart from what follows.
    """
    end = _AND_OTHERS.search(text, 0, _LONGEST_OTHERS) if "et al" in text else None
    if end is None:
        return NOTHING, text
    authors = find_authors(text[: end.end()].lstrip(" ,;([（"), marked=False)
    if authors is None:
        return NOTHING, text
    return Facts(authors=authors), f"{text[: end.end()]}\n{text[end.end() :]}"


def facts_in_brackets(text: str) -> Facts:
    """What stands in brackets; where that is nothing, the date or venue that is a part of it.

    Args:
        text: What they hold: `ICLR 2024`, `2023-01, Somewhere`.
    """
    facts = facts_of(text, marked=True, alone=False)
    if facts or not _DIGIT.search(text):
        return facts
    parts = re.split(r"[,;]", text)[: _MOST_IN_BRACKETS + 1]
    said = [facts_of(part, alone=False)._replace(authors=NOTHING.authors) for part in parts]
    if not said[0] and (len(parts) > _MOST_IN_BRACKETS or any(map(_is_remark, parts, said))):
        return NOTHING
    for one in said:  # "(2023-01, Somewhere)"
        facts = facts.filled(one)
    return facts


def _is_remark(part: str, said: Facts) -> bool:
    """Whether a part of what stands in brackets is more than a name: "Volume 6"."""
    return not said and (len(part.split()) > _LONGEST_PART or _DIGIT.search(part) is not None)
