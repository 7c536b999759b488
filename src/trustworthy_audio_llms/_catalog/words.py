"""An index of words: which works have which word in which field."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import attrs

from .._records.entries import Entry
from .bits import bits_of, numbers_in
from .folding import fold, stem, words
from .texts import FIELDS, Field

_HELD = 1 << 27
"""How many bytes of sets are kept for the next query."""
_ALTERNATIVES = 32
"""In how many ways a phrase of joined words is looked for at the most."""

Hits = tuple[int, ...]
"""For each field, the set of works in which something is found there."""


@attrs.frozen
class Sequenced:
    """Words that stand next to each other, by their stems; the last may be only a beginning."""

    stems: tuple[str, ...]
    prefix: str | None = None


class _FieldIndex:
    """The words of one field.

    Attributes:
        having: For each word as it is written (but folded), the works that have it, some of them
            more than once.
    """

    __slots__ = ("_entries", "_field", "_texts", "having")

    def __init__(self, field: Field, entries: Sequence[Entry]) -> None:
        self._field = field
        self._entries = entries
        self._texts: dict[int, str] = {}
        self.having: Mapping[str, list[int]] = _having(field, entries)

    def text(self, number: int) -> str:
        """The field's values of a work, folded, a line a value; kept, since few are asked for."""
        text = self._texts.get(number)
        if text is None:
            text = self._texts[number] = _lines(self._field.values(self._entries[number]))
        return text


def _having(field: Field, entries: Sequence[Entry]) -> dict[str, list[int]]:
    """For each word of a field the works that have it.

    What stands between blanks comes again and again, so each is folded and cut into words once:
    that takes a third of the time of cutting every value.
    """
    written: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for value in field.values(entry):
            for one in value.split():
                written[one].append(number)
    having: dict[str, list[int]] = {}
    for one, numbers in written.items():
        found = words(one)
        if len(found) == 1 and found[0] not in having:
            having[found[0]] = numbers  # This list is no other word's.
            continue
        for word in found:
            having.setdefault(word, []).extend(numbers)
    return having


def _lines(values: Iterable[str]) -> str:
    """Values folded, a line each, so that no phrase runs from one into the next."""
    text = "\n".join([value.replace("\n", " ") for value in values])
    return fold(text)


class WordIndex:
    """The words of all works, in every field that is searched.

    It is complete once it is made, and may be used by several threads.

    Args:
        entries: The works; sets of them hold their positions.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.size = len(entries)
        self.all = (1 << self.size) - 1
        self._entries = entries
        self._fields = tuple(_FieldIndex(field, entries) for field in FIELDS)
        self._forms: dict[str, list[str]] = {}
        """The words that have a stem."""
        written: dict[str, None] = {}
        for field in self._fields:
            written |= dict.fromkeys(field.having)
        for word in written:
            self._forms.setdefault(stem(word), []).append(word)
        self._written = sorted(written)
        self._found: dict[Sequenced, Hits] = {}
        self._held = max(64, _HELD // (self.size + 64))  # A set has a bit a work, in each field.

    def has(self, stem_: str) -> bool:
        """Whether any work has a word of this stem."""
        return stem_ in self._forms

    def with_stem(self, stem_: str) -> Hits:
        """The works with a word of this stem."""
        return self.with_sequence(Sequenced((stem_,)))

    def beginning(self, prefix: str) -> list[str]:
        """The words, as they are written, that begin so."""
        start = bisect_left(self._written, prefix)
        end = bisect_left(self._written, f"{prefix}\U0010ffff", start)
        return self._written[start:end]

    def _with_words(self, forms: Sequence[str]) -> Hits:
        hits = []
        for field in self._fields:
            works = [field.having[form] for form in forms if form in field.having]
            hits.append(bits_of(chain.from_iterable(works), self.size) if works else 0)
        return tuple(hits)

    def with_sequence(self, sequence: Sequenced) -> Hits:
        """The works in which these words stand next to each other in one value."""
        hits = self._found.get(sequence)
        if hits is None:
            hits = self._look_up(sequence)
            if len(self._found) >= self._held:
                self._found.clear()
            self._found[sequence] = hits
        return hits

    def _look_up(self, sequence: Sequenced) -> Hits:
        stems, prefix = sequence.stems, sequence.prefix
        if len(stems) == 1 and prefix is None:
            return self._with_words(self._forms.get(stems[0], ()))
        if not stems and prefix is not None:
            return self._with_words(self.beginning(prefix))
        each = [self.with_stem(one) for one in stems]
        if prefix is not None:
            each.append(self.with_sequence(Sequenced((), prefix)))
        adjacent = self._adjacent(sequence)
        hits = []
        for place, field in enumerate(self._fields):
            candidates = self.all
            for one in each:
                candidates &= one[place]
            numbers = [n for n in numbers_in(candidates) if adjacent(field.text(n))]
            hits.append(bits_of(numbers, self.size) if numbers else 0)
        return tuple(hits)

    def _adjacent(self, sequence: Sequenced) -> Callable[[str], object]:
        """What finds words next to each other in a folded text; folded words need no escape."""
        words_ = [f"(?:{'|'.join(self._forms.get(one, (one,)))})" for one in sequence.stems]
        end = r"(?![^\W_])"
        if sequence.prefix is not None:
            words_.append(sequence.prefix)
            end = ""
        return re.compile(r"(?<![^\W_])" + r"(?:[^\w\n]|_)+".join(words_) + end).search

    def ways(self, piece: str, prefix: bool = False) -> list[Sequenced]:
        """The ways in which a word may be written: as it is, joined, and with a hyphen.

        `anti-spoofing` is found as `antispoofing`, and the other way round, in any spelling.
        """
        parts = words(piece)
        if prefix:
            joined = [] if len(parts) == 1 else [Sequenced((), "".join(parts))]
            return [Sequenced(tuple(map(stem, parts[:-1])), parts[-1]), *joined]
        if len(parts) == 1:
            return [Sequenced((stem(parts[0]),)), *self._split(parts[0])]
        return [Sequenced(tuple(map(stem, run))) for run in _joinings(parts)]

    def _split(self, word: str) -> list[Sequenced]:
        """A word as two, where both are words of these works."""
        found = []
        for cut in range(1, min(len(word), 40)):
            first, second = stem(word[:cut]), stem(word[cut:])
            known = first in self._forms and second in self._forms
            if known and _may_part(word[:cut]) and _may_part(word[cut:]):
                found.append(Sequenced((first, second)))
        return found

    def phrase_ways(self, pieces: Sequence[str], prefix: bool) -> list[Sequenced]:
        """The ways in which a phrase may be written; beyond some number only as it is."""
        ways = [Sequenced(())]
        last = len(pieces) - 1
        for place, piece in enumerate(pieces):
            more = self.ways(piece, prefix and place == last)
            if len(ways) * len(more) > _ALTERNATIVES:
                more = more[:1]
            ways = [Sequenced((*way.stems, *one.stems), one.prefix) for way in ways for one in more]
        return ways

    def with_any(self, ways: Sequence[Sequenced]) -> Hits:
        """The works in which something stands in any of several ways."""
        hits = [0] * len(self._fields)
        for way in ways:
            for place, works in enumerate(self.with_sequence(way)):
                hits[place] |= works
        return tuple(hits)

    def rarity(self, works: int) -> int:
        """What a word counts that so many works have: much if they are few.

        Robertson's inverse document frequency, in hundredths: whole numbers are the same in any
        language of computers.
        """
        count = works.bit_count()
        return round(100 * math.log(1 + (self.size - count + 0.5) / (count + 0.5)))


def union(hits: Hits) -> int:
    """The works in which something is found in any field."""
    found = 0
    for works in hits:
        found |= works
    return found


def _joinings(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """Words that were typed with a hyphen, and with some of the hyphens left out."""
    if len(parts) > 4:
        return [tuple(parts), ("".join(parts),)]
    runs: list[tuple[str, ...]] = [(parts[0],)]
    for part in parts[1:]:
        runs = [joined for run in runs for joined in ((*run, part), (*run[:-1], run[-1] + part))]
    return runs


_SMALL = frozenset("an as at be by do he if in is it me my no of on or so to up us we".split())


def _may_part(part: str) -> bool:
    """Whether a part of a word may be a word of its own: not a letter, not "to" or "in"."""
    return part.isdecimal() or (len(part) > 1 and part not in _SMALL)
