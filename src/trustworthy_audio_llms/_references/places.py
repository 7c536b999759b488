"""Places in a text: the lines they are on, and the braces that belong together."""

import functools
import re


class Lines:
    """The lines of a text, asked for places that are mostly in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_returns = "\r" in text
        self._place, self._line = 0, 1  # The last place that was asked for.

    def at(self, place: int) -> int:
        """The line of a place, counted from 1; the place is not inside a line end."""
        if place >= self._place:
            self._line += self._ends(self._place, place)
        else:
            self._line -= self._ends(place, self._place)
        self._place = place
        return self._line

    def _ends(self, start: int, end: int) -> int:
        ends = self._text.count("\n", start, end)
        if self._has_returns:
            ends += self._text.count("\r", start, end) - self._text.count("\r\n", start, end)
        return ends

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [0, *[end.end() for end in re.finditer(r"\r\n|[\r\n]", self._text)]]

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
