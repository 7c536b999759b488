"""What the shape of a text tells: whether it may be a title, or cites one."""

import re
from typing import Literal

from .._records.venues import find_venue
from .beside import facts_of

TitledBy = Literal["link", "mark", "text", ""]
"""What tells a title: the label of a link, bold or italic text, text, or nothing."""

WORDS_OF_A_TITLE = 3
"""Shorter labels of links are mostly names of people and places."""
FUNCTION_WORDS = frozenset(
    "the a an of in on by see from to and with for our this is at via as like e.g. i.e. using into "
    "than that their its extends follows unlike also or".split()
)
"""Words that no title ends with, and that lead to a link in a sentence."""

_TITLE_AND_YEAR = re.compile(r"(.*?)\s?[(（](?:19|20)\d\d[)）]")  # "Kettles That Whistle (2023)"
# "Ippolito et al. (2023)", "Doe & Roe (2021)": how a text cites a work, not its title.
_SHORT_CITATION = re.compile(
    r"(?:.{0,60}\bet\.? al\b.{0,20}"
    r"|[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+)? ?\((?:19|20)\d\d[a-z]?\))"
)


def is_long(text: str) -> bool:
    """Whether a text has as many words as most titles; Chinese has no blanks between them.

    Args:
        text: The text, without decoration.
    """
    return len(text.split()) >= WORDS_OF_A_TITLE or (not text.isascii() and len(text) > 7)


def is_title_and_year(text: str) -> bool:
    """Whether a text is a title with a year in brackets, rather than a venue with one.

    Args:
        text: `Kettles That Whistle (2023)`.
    """
    found = _TITLE_AND_YEAR.fullmatch(text)
    return found is not None and is_long(found[1]) and find_venue(text) is None


def is_citation(label: str) -> bool:
    """Whether a label is how a text cites a work: "Ippolito et al. (2023)".

    Args:
        label: The label of a link, or any short text.
    """
    return len(label) < 80 and _SHORT_CITATION.fullmatch(label) is not None


def may_be_title(text: str, *, has_links: bool) -> bool:
    """Whether a text may be a title: not a label that announces something, nor a fact.

    Args:
        text: The text.
        has_links: Whether links stand behind it, to which a sentence may lead.
    """
    if text.rstrip().endswith((":", "：")) or text[:1] == "【" or is_citation(text):
        return False
    if has_links and text[-12:].rpartition(" ")[2].lower() in FUNCTION_WORDS:
        return False
    return not facts_of(text, marked=True, alone=False)
