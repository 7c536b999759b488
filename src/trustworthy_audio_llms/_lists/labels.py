"""What the labels of links and the texts of badges say: where and when a work appeared."""

import re
from collections.abc import Sequence

from .beside import facts_of
from .facts import NOTHING, Facts
from .links import Link
from .remembering import remembered
from .shapes import is_title_and_year
from .wording import is_generic

LONGEST_LABEL = 40
"""Characters of a label that may be but a venue or a date."""

YEAR = re.compile(r"(?:19|20)\d\d|['’‘]\d\d|\d[./-]\d")
"""No date is without a year: in full, behind an apostrophe, or in short as in a column: 25.06."""

_VENUE_LABEL = re.compile(r"[\[(（【][^\])）】]*[\])）】]|.*\b(?:19|20)\d\d\W*")
_REMARK = re.compile(r"(?<=\S)\s?[(（][^()（）]{1,40}[)）]$")  # "ICLR 2025 Workshop (TEA)"


def is_venue_label(label: str) -> bool:
    """Whether a label says where a work appeared, or when, and nothing else.

    Args:
        label: The label of a link, or a text that is set apart like one.
    """
    if _VENUE_LABEL.fullmatch(label):
        return not is_title_and_year(label)
    if len(label) >= LONGEST_LABEL or not YEAR.search(label):
        return False  # As most titles, which spares a closer look at them.
    return facts_of(_REMARK.sub("", label), marked=True).date is not None


def is_label(text: str) -> bool:
    """Whether a text says what a link leads to, or where a work appeared, and names no work.

    Args:
        text: The label of a link; an empty one says no more than its target.
    """
    return is_generic(text) or is_venue_label(text)


def facts_of_labels(links: Sequence[Link]) -> Facts:
    """What the labels and badges of links say: `[ICLR 2024](…)`, `![ICML'25](…)`.

    Args:
        links: The links beside a title.
    """
    facts = NOTHING
    for link in links:
        for text in filter(None, (link.label, link.badge)):
            facts = facts.filled(label_facts(text))
    return facts


@remembered
def label_facts(text: str) -> Facts:
    """What a label or badge says; "arXiv" alone says where the link leads.

    Args:
        text: The label, or the text of the badge.
    """
    is_label = is_generic(text)
    if is_label and text.endswith(")"):  # Such as "Paper (ICLR 2024)".
        text = text[:-1].partition("(")[2]
    text = text.replace("_", " ")
    facts = facts_of(text, marked=True, alone=False)
    facts = facts or facts_of(_REMARK.sub("", text), marked=True, alone=False)
    return facts if facts.date or not is_label else NOTHING
