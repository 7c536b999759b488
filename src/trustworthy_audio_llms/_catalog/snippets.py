"""Snippets: the words around what matches in a text, with the match between `**`."""

import unicodedata
from collections.abc import Iterator, Sequence

import attrs

from .folding import stem, words
from .words import Sequenced

_WORDS_AROUND = 16
"""How many words of a long text are shown."""


@attrs.frozen
class _Word:
    """A word of a text, with where it stands."""

    raw: str
    stem: str
    start: int
    end: int


def snippet(values: Sequence[str], ways: Sequence[Sequenced]) -> str:
    """The words around the first match in the values of a field; empty where there is none."""
    pieces: list[tuple[str, bool]] = []  # Texts, and whether they are words.
    spans: list[tuple[int, int]] = []  # What matches, by the places of its words in `pieces`.
    for value in values:
        if pieces:
            pieces.append((", ", False))
        here = list(_words_in(value))
        places = _append(pieces, value, here)
        for way in ways:
            for first, last in _found(here, way):
                spans.append((places[first], places[last]))
    if not spans:
        return ""
    return _marked(pieces, _merged(spans))


def _append(pieces: list[tuple[str, bool]], value: str, found: Sequence[_Word]) -> list[int]:
    """Cut a value into words and what stands between; gives the place of each word."""
    places: list[int] = []
    done = 0
    for word in found:
        if places and word.start < done:  # The second word of one run of characters: "½".
            places.append(places[-1])
            continue
        if word.start > done:
            pieces.append((value[done : word.start], False))
        places.append(len(pieces))
        pieces.append((value[word.start : word.end], True))
        done = word.end
    if done < len(value):
        pieces.append((value[done:], False))
    return places


def _words_in(text: str) -> Iterator[_Word]:
    """The words of a text as they are compared, each with where it stands in the text."""
    start: int | None = None
    for place, char in enumerate(f"{text} "):
        if _in_word(char):
            start = place if start is None else start
        elif start is not None:
            for raw in words(text[start:place]):
                yield _Word(raw, stem(raw), start, place)
            start = None


def _in_word(char: str) -> bool:
    if char.isascii():
        return char.isalnum()
    plain = unicodedata.normalize("NFKD", char)
    return any(one.isalnum() or unicodedata.category(one)[0] == "M" for one in plain)


def _found(here: Sequence[_Word], way: Sequenced) -> Iterator[tuple[int, int]]:
    size = len(way.stems)
    whole = size + (way.prefix is not None)
    for place in range(len(here) - whole + 1):
        ends = way.prefix is None or here[place + size].raw.startswith(way.prefix)
        if ends and all(here[place + n].stem == way.stems[n] for n in range(size)):
            yield place, place + whole - 1


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _marked(pieces: Sequence[tuple[str, bool]], spans: Sequence[tuple[int, int]]) -> str:
    """The text with what matches between `**`; of a long one the words around the first match."""
    places = [place for place, (_, is_word) in enumerate(pieces) if is_word]
    first, end = _window(places, places.index(spans[0][0]), len(pieces))
    starts = {start for start, _ in spans}
    ends = {last for _, last in spans}
    shown = []
    for place in range(first, end):
        text = pieces[place][0]
        shown.append(f"{'**' if place in starts else ''}{text}{'**' if place in ends else ''}")
    before, after = "…" if first else "", "…" if end < len(pieces) else ""
    return f"{before}{''.join(shown).strip()}{after}"


def _window(places: Sequence[int], middle: int, size: int) -> tuple[int, int]:
    """Which pieces are shown, so that the word at a place is among them."""
    if len(places) <= _WORDS_AROUND:
        return 0, size
    begin = max(0, min(middle - _WORDS_AROUND // 3, len(places) - _WORDS_AROUND))
    last = begin + _WORDS_AROUND
    return places[begin] if begin else 0, places[last] if last < len(places) else size
