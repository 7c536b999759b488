"""How brackets and marks part a text in which several things stand beside each other."""

import re
from collections.abc import Iterator

from .wording import without_decoration

BRACKETS = dict(zip("[(（【「［", "])）】」］", strict=True))
"""Each bracket that opens, and the one that closes it."""

_OPENING = {closing: opening for opening, closing in BRACKETS.items()}
CLOSING = frozenset(_OPENING)
"""The brackets that close."""

_SENTENCE_END = re.compile(
    r"(?<=[^\s.][^\s.])[.。](?=\s)|\s[-–—|~/]\s|[|\n;；]|(?<=\S)\s?[-–—](?=\s)|(?<=\s)[-–—]"
)


def unwrapped(text: str) -> str:
    """A text without decoration and marks around it, and without brackets around all of it.

    Args:
        text: Such as `(ICLR 2024)`, `*2024-01*,`.
    """
    text = without_decoration(text).strip(' .,;*_`"“”\n')
    while len(text) > 1 and BRACKETS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def last_opening(text: str) -> int:
    """Where the last bracket opens of the kind that a text ends with.

    Args:
        text: A text that ends with a bracket that closes.

    Returns:
        Where it stands, or -1 where none opens.
    """
    return text.rfind(_OPENING[text[-1]])


def parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text: what stands in brackets, and between them what marks part.

    Args:
        text: Such as `ICLR 2024 (oral). Ann Example`.

    Yields:
        Each part, and whether it stands in brackets.
    """
    start = 0
    for opening, closing in _brackets(text):
        yield from _sentences(text[start:opening])
        yield text[opening + 1 : closing], True
        start = closing + 1
    yield from _sentences(text[start:])


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where each outermost bracket opens and closes."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in BRACKETS:
            opened.append(place)
        elif opened and char in CLOSING:
            first = opened.pop()
            if not opened:
                yield first, place


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.start()], False
        start = end.end()
    yield text[start:], False
