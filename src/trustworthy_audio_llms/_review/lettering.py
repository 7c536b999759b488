"""How wide letters are, and where lines are broken, for fonts that nobody knows beforehand."""

import unicodedata
from collections.abc import Iterator

from .._text import terminal_line


def wrapped(text: str, width: float, *, size: float, last: str = "") -> list[str]:
    """Break a text into lines.

    Args:
        text: The text.
        width: How long a line may be, in pixels.
        size: The size of the font, in pixels.
        last: What is to stand after the text and is not to be broken.

    Returns:
        Lines, broken between words, and within a word only where it is longer than a line.
    """
    lines: list[str] = []
    current = ""
    for word in filter(None, (*terminal_line(text).split(), last)):
        for piece in _pieces(word, width, size):
            longer = f"{current} {piece}" if current else piece
            if _measured(longer, size) <= width:
                current = longer
            else:
                lines.append(current)
                current = piece
    return [*lines, current] if current else lines


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """A word, in as many parts as it takes for each to fit into a line."""
    start, long = 0, 0.0
    for index, char in enumerate(word):
        long += size * _advance(char)
        if long > width and index > start:
            yield word[start:index]
            start, long = index, size * _advance(char)
    yield word[start:]


def _measured(text: str, size: float) -> float:
    return size * sum(map(_advance, text))


def _advance(char: str) -> float:
    """About how wide a character is, in sizes of the font; seldom less than it turns out to be."""
    if char in "ijl'|.,:;! ":
        return 0.32
    if char in 'ftrI()[]{}/\\-"*':
        return 0.42
    if char in "mwMW@%—":
        return 0.95
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.72 if char.isupper() else 0.6
