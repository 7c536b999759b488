"""Titles, trimmed of the facts that stand right behind them: "Title, ICLR 2024 (oral)"."""

import re

from .beside import facts_in_brackets, facts_of
from .facts import NOTHING, Facts
from .text_parts import BRACKETS, CLOSING, last_opening

_COMMAS = (", ", "，")
_MARKS = (". ", "? ", "! ", '" ', "” ", " - ", " – ", " — ", " | ", "。", "\n")
_ENDS_OF_TITLES = '?!"”'  # Marks that belong to the title before them.
_LONGEST_TAIL = 600  # Characters of a line in which the last thing beside its title is looked for.
_MOST_PARTS = 6  # Things that stand behind a title: venue, year, authors, each perhaps twice.
_AFTER_TITLE = " \t\n,;:-–—|/.[("
# A venue of capitals whose year stands behind a comma of its own: "…, TEAC, 2020".
_CAPITALS_AND_YEAR = re.compile(r", [A-Z]{3,9}(?:[ /-][A-Z]{2,9}){0,2}, (?:19|20)\d\d")
_NOTE_BEHIND = re.compile(r"[.。?!]\s?\[[^\[\]]*\]$")  # "Title. [Oral]"
# By whom a work is, where that is marked: "(@Nowhere University)".
_AFFILIATION = re.compile(r"\s?[(（]@[^()（）]{2,80}[)）]\s*$")
_LONGEST_AFFILIATION = 80


def trimmed_title(text: str) -> tuple[str, Facts]:
    """A title without the venue, year and authors behind it, and these.

    Args:
        text: A title as it stands before its links.

    Returns:
        The title, perhaps with a mark or blanks at its end, and what was said behind it.
    """
    facts = NOTHING
    if "@" in text[-_LONGEST_AFFILIATION:]:
        text = _AFFILIATION.sub("", text)
    for _ in range(_MOST_PARTS):
        text = text.rstrip(_AFTER_TITLE)
        cut, said = _last_fact(text)
        if cut <= 0 and text[-1:] in CLOSING:  # A note may stand behind a venue: ICML 2020 (oral).
            cut, said = _last_fact(_without_brackets_behind(text).rstrip(_AFTER_TITLE))
        if cut < 0 and _NOTE_BEHIND.search(text):
            cut = text.rfind("[")
        if cut <= 0:
            break
        text, facts = text[:cut], facts.filled(said)
    return text, facts


def trimmed_label(text: str) -> tuple[str, Facts]:
    """The label of a link without the facts in brackets at its end: "Title [CCS'21]", and these.

    Args:
        text: A label that is a title, of which commas and stops part nothing.

    Returns:
        The title, and what its last brackets say; the whole label where they say nothing of it.
    """
    if text[-1:] not in CLOSING:
        return text, NOTHING
    cut, said = _last_fact(text)
    return (text[:cut].rstrip(), said) if cut > 0 else (text, NOTHING)


def _without_brackets_behind(text: str) -> str:
    return text[: max(0, last_opening(text))]


def _last_fact(text: str) -> tuple[int, Facts]:
    """Where the last part of a text begins that says something beside the title, and what."""
    window = text[-_LONGEST_TAIL:]
    offset = len(text) - len(window)
    for at in _last_parts(window):
        part = window[at:].lstrip(' ,;-–—|.\n，。?!"”')
        in_brackets = window[at] in BRACKETS
        said = facts_in_brackets(part[1:-1]) if in_brackets else facts_of(part, alone=False)
        if said:
            if said.date and not said.venue and (above := _venue_before(window, at)) >= 0:
                return offset + above, facts_of(window[above + 2 :], alone=False)
            return offset + at + (window[at] in _ENDS_OF_TITLES), said
    return -1, NOTHING


def _venue_before(text: str, at: int) -> int:
    """Where a venue begins whose year stands behind a comma of its own, or -1."""
    before = text.rfind(", ", 0, at)
    return before if before >= 0 and _CAPITALS_AND_YEAR.match(text, before) else -1


def _last_parts(text: str) -> list[int]:
    """Where the last part of a text may begin: at its bracket, or at its last marks."""
    if text[-1:] in CLOSING:
        at = last_opening(text)
        return [at] if at >= 0 else []
    commas = max(text.rfind(mark) for mark in _COMMAS)
    marks = max(text.rfind(mark) for mark in _MARKS)
    return [at for at in dict.fromkeys((max(commas, marks), marks)) if at >= 0]
