"""Texts that announce what they say: "Authors: …", "Venue: …", "发表日期：…"."""

import re

from .authors import read_authors
from .dating import date_in_cell
from .facts import Facts
from .venue_texts import short_venue, venue_facts
from .wording import without_decoration

_LABELS = re.compile(
    r"(?:(?P<authors>authors?(?:\s?\(s\))?|by|(?:第一)?作者(?:[/、]?\w{2})?|著者|저자)"
    r"|(?P<venue>venue|conference|journal|published (?:in|at)|publication|publisher"
    r"|(?:发表)?(?:会议|期刊)(?:[/、]\w{2})?|发表于?|出处|来源|学会|학회)"
    r"|(?P<date>year|date|published|time|(?:publish(?:ed)?|submit(?:ted)?)\s?date"
    r"|(?:发布|发表|提交|出版)?(?:日期|时间|年份)|日付|날짜))\s?[:：]",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"[;；。|](?=\s?\w{2,12}\s?[:：])")
_ANNOUNCED = re.compile(
    rf"(?:{_LABELS.pattern}"
    r"|(?:institutions?(?:\s?\(s\))?|affiliations?|organi[sz]ations?|keywords?|topics?"
    r"|机构|单位|团队|关键词|所属|소속)\s?[:：])",
    re.IGNORECASE,
)


def is_labelled(text: str) -> bool:
    """Whether a text begins with what it says: "Authors: …", "Venue: …", "Institution: …".

    Args:
        text: A text, perhaps with decoration before it.
    """
    return _ANNOUNCED.match(without_decoration(text[:40])) is not None


def announces_fact(text: str) -> bool:
    """Whether a text begins with a label of a date, a venue or authors.

    Args:
        text: A text, perhaps with decoration before it.
    """
    return _LABELS.match(without_decoration(text)) is not None


def labelled_facts(text: str) -> tuple[Facts, str] | None:
    """What a text says behind the label of a date, a venue or authors that it begins with.

    Args:
        text: `Venue: ICLR 2024`, `作者：张三；会议：ICLR 2024`.

    Returns:
        That, and what further labels announce; None where no such label begins it.
    """
    label = _LABELS.match(text)
    if label is None:
        return None
    said, *others = _NEXT_LABEL.split(text[label.end() :])
    return _said_behind(label, said), "；".join(others)


def _said_behind(label: "re.Match[str]", text: str) -> Facts:
    if label["authors"]:
        return Facts(authors=read_authors(text))
    if label["venue"]:
        return venue_facts(text, marked=True) or Facts(venue=short_venue(text))
    return Facts(date_in_cell(text))
