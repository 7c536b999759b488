"""The short name of a work beside its title: before it, or in brackets behind it."""

import re
from collections.abc import Sequence

from .beside import facts_of
from .marking import marked_titles
from .naming import is_name
from .shapes import FUNCTION_WORDS, WORDS_OF_A_TITLE
from .spans import Span
from .wording import clean_title, is_generic

_OPENING = frozenset("[(（【")
_NAME_BEHIND = re.compile(r"\s*[(（]\s?([A-Za-z][\w+.-]{1,24})\s?[)）]$")
# A name in brackets, in square ones of up to three words; "(Un)certain" begins with none.
_NAME_BEFORE = re.compile(
    r"(?:[\[【]\s?([^\[\]【】:：]{2,40})\s?[\]】]\s*|[(（]\s?([A-Za-z][\w+.-]{1,24})\s?[)）]\s+)(?=\S)"
)
# Where the authors work, which stands in brackets as well.
_INSTITUTION = re.compile(
    r"\b(?:Universit\w+|Institut\w+|College|Academy|Laborator\w+|Labs?)\b|大学|研究院"
)
ENDS_OF_NAMES = frozenset(":：|-–—.]】)）")
"""What may stand between a name and its title, and ends no sentence."""


def name_before(text: str) -> tuple[str | None, str]:
    """The name in brackets before a title, and the title: "(TEA) Teacups That Listen".

    Of several words it is rather what the work is about: "[Runtime Performance] A Study of …".

    Args:
        text: What may begin with a name.

    Returns:
        The name, or None, and the text without the brackets.
    """
    found = _NAME_BEFORE.match(text) if text[:1] in _OPENING else None
    if found is None or len(text[found.end() :].split()) < 2:
        return None, text
    name = found[1] or found[2]
    if not is_name(name) or facts_of(name, marked=True, alone=False):
        return None, text
    return None if " " in name else name, text[found.end() :]


def name_behind(title: str) -> tuple[str, str | None]:
    """A title without the short name in brackets at its end, and that name.

    Args:
        title: `Corpus of Many Whistles (CMW)`.

    Returns:
        The title as it is, and no name, where what is left would be too short for a title.
    """
    found = _NAME_BEHIND.search(title[-40:])
    if found is None or sum(map(str.isupper, found[1])) < 2:
        return title, None
    before = title[: len(title) - len(found[0])].rstrip()
    return (before, found[1]) if len(before.split()) >= WORDS_OF_A_TITLE else (title, None)


def name_in_brackets(text: str) -> str | None:
    """The first of several bracketed parts that is a name: `【2025-06】-【TEA】-【…】`.

    Args:
        text: What stands before the links of a line.
    """
    parts = re.findall(r"【([^【】]{1,60})】", text[:400])
    names = (part.strip() for part in parts if not facts_of(part, marked=True, alone=False))
    return next((name for name in names if is_name(name) and not _INSTITUTION.search(name)), None)


def name_leading_to(spans: Sequence[Span], rest: str, lead: str) -> str | None:
    """The short name that the words before a title are: "CPC:", "(TEA)", "**TEA**".

    Args:
        spans: What stands on the line.
        rest: The text before the title, as it is written.
        lead: The same without decoration.
    """
    if not lead:
        return None
    text = clean_title(lead.strip(" :：-–—|()（）[]【】"))
    if not is_name(text) or is_generic(text) or not FUNCTION_WORDS.isdisjoint(text.split()):
        return None
    is_apart = rest.rstrip()[-1:] in ENDS_OF_NAMES
    marked = any(text == shown for shown, _ in marked_titles(spans))
    inner = any(char.isupper() or char.isdigit() for char in text[1:])
    return text if is_apart or marked or inner else None
