"""Places in a text: the lines they are on, and the braces that belong together."""

import bisect
import re


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *[end.end() for end in re.finditer(r"\r\n|[\r\n]", text)]]

    def at(self, place: int) -> int:
        """The line of a place, counted from 1."""
        return bisect.bisect_right(self._starts, place)

    def text(self, line: int) -> str:
        """A line, as it stands there."""
        return self._text[self._starts[line - 1] : (*self._starts[line : line + 1], None)[0]]


def matched_braces(text: str) -> dict[int, int]:
    """For each brace that is closed, the place behind the one that closes it.

    A brace behind a backslash counts like any other, as it does for BibTeX.
    """
    opened: list[int] = []
    closing: dict[int, int] = {}
    for brace in re.finditer("[{}]", text):
        place = brace.start()
        if text[place] == "{":
            opened.append(place)
        elif opened:
            closing[opened.pop()] = place + 1
    return closing
