"""Ranking forgivingly: the works that are nearest to a question.

Whole numbers only, so that the page, which does the same in JavaScript, agrees to the last place.
"""

from collections.abc import Iterable, Sequence

import attrs

from .._errors import InvalidQuery
from .._records.entries import Entry
from .bits import Totals
from .folding import language, stem, words
from .glossary import Glossary, Term, load_glossary
from .search import SearchIndex, by_weight
from .words import Sequenced, WordIndex, union

TYPED, SAME, NEAR = 4, 3, 1
"""How a unit may be found: as it was typed, in words that mean the same, in words that are near."""

_SHORTEST = 5
"""From how many letters on a word is corrected: shorter ones are near too many others."""
_LONGER = 8
"""From how many letters on two of them may be wrong."""
_COVERED = 0.45
"""How much of what is asked the best work has to cover, for anything to be called near."""
_EVERY = 1 << 40
"""What a work with every unit has beyond its points: more than points can be."""
_MOST_UNITS = 64
"""How much of a question is read: more than a long title has."""


@attrs.frozen
class Unit:
    """A part of a question that is found, or not, as a whole.

    Attributes:
        text: The words of it, as they were typed (but folded) or corrected.
        ways: For each exactness, the ways in which it may stand in a text.
    """

    text: str
    ways: tuple[tuple[int, tuple[Sequenced, ...]], ...]


@attrs.frozen
class Share:
    """What a unit adds to the works that have it.

    Attributes:
        unit: The unit.
        rarity: What it counts.
        levels: Exactness, weight of a field, and the works in which it is found so at best.
    """

    unit: Unit
    rarity: int
    levels: tuple[tuple[int, int, int], ...]

    def works(self, least: int = NEAR) -> int:
        """The works in which it is found, at least so exactly."""
        found = 0
        for exactness, _, works in self.levels:
            found |= works if exactness >= least else 0
        return found


@attrs.frozen
class Ranking:
    """The works that are nearest to a question.

    Attributes:
        numbers: Their positions, the nearest first.
        shares: What each unit of the question adds.
        notices: How the question was read, and whether anything comes near.
    """

    numbers: list[int]
    shares: tuple[Share, ...]
    notices: tuple[str, ...]


def rank(
    index: SearchIndex, question: str, *, limit: int | None = None, without: int = 0
) -> Ranking:
    """Find the works that are nearest to a question.

    Those that have every unit of it come first (typed, or in words that mean the same), then those
    with more points; of equals those that are verified, then those that come first in the catalog.

    Args:
        index: The index of the works.
        question: What is asked, in any words.
        limit: How many at the most.
        without: A set of works to leave out.
    """
    units, notices = cut(index.words, question)
    shares = tuple(share(index.words, unit) for unit in units)
    totals = Totals()
    totals.add(1, index.verified)
    found, every = 0, index.words.all
    for one in shares:
        for exactness, weight, works in one.levels:
            totals.add(2 * one.rarity * exactness * weight, works)
        found |= one.works()
        every &= one.works(SAME)
    totals.add(_EVERY, every)
    numbers = totals.best(found & ~without, limit)
    if units and not _comes_near(shares, numbers):
        notices.append("Nothing comes near what is asked; what is found has a part of it at most.")
    return Ranking(numbers, shares, tuple(notices))


def question_about(question: object) -> str:
    """What is asked: a text as it is, an entry by its title and keywords.

    Raises:
        InvalidQuery: It is neither.
    """
    if isinstance(question, Entry):
        return " ".join((question.title, *question.keywords))
    if not isinstance(question, str):
        raise InvalidQuery(
            f"`rank` takes a question as a text, or an entry, not {question!r}.", value=question
        )
    return question


def _comes_near(shares: Sequence[Share], numbers: Sequence[int]) -> bool:
    """Whether the best work covers enough of what is asked."""
    if not numbers:
        return False
    asked = sum(one.rarity for one in shares)
    covered = sum(one.rarity for one in shares if one.works() >> numbers[0] & 1)
    return covered >= _COVERED * asked


def share(index: WordIndex, unit: Unit) -> Share:
    """What a unit adds to which works."""
    levels: dict[tuple[int, int], int] = {}
    close = 0
    for exactness, ways in unit.ways:
        hits = index.with_any(ways)
        if exactness > NEAR:
            close |= union(hits)
        for weight, works in by_weight(hits):
            levels[exactness, weight] = works
    seen = 0
    best = []
    for exactness, weight in sorted(levels, key=lambda pair: (-pair[0] * pair[1], pair)):
        works = levels[exactness, weight] & ~seen
        seen |= works
        if works:
            best.append((exactness, weight, works))
    return Share(unit, index.rarity(close), tuple(best))


def cut(index: WordIndex, question: str) -> tuple[list[Unit], list[str]]:
    """Cut a question into units, the longest terms first.

    Returns:
        The units, each once, and notices of what was corrected.
    """
    glossary = load_glossary()
    typed = words(question)
    units: dict[str, Unit] = {}
    notices: dict[str, None] = {}
    spoken = [word for word in typed if word not in language().silent]
    place = 0
    while place < len(typed) and len(units) < _MOST_UNITS:
        unit, size = _term(index, glossary, typed, place)
        if unit is None:
            word, size = typed[place], 1
            if not spoken or word not in language().silent:
                unit = _word(index, glossary, word, notices)
        if unit is not None:
            units.setdefault(unit.text, unit)
        place += size
    return list(units.values()), list(notices)


def _term(
    index: WordIndex, glossary: Glossary, typed: Sequence[str], place: int
) -> tuple[Unit | None, int]:
    """The longest term of several words that begins at a place, or two that are written as one."""
    for size in range(min(glossary.longest, len(typed) - place), 1, -1):
        run = typed[place : place + size]
        if tuple(map(stem, run)) in glossary.same:
            return _unit(index, glossary, run), size
    pair = typed[place : place + 2]
    if len(pair) == 2 and _written_as_one(index, pair):
        return _unit(index, glossary, pair), 2
    return None, 0


def _written_as_one(index: WordIndex, pair: Sequence[str]) -> bool:
    """Whether more works have two words as one than have both of them."""
    joined = union(index.with_stem(stem("".join(pair))))
    first, second = (union(index.with_stem(stem(word))) for word in pair)
    return joined.bit_count() > (first & second).bit_count()


def _word(index: WordIndex, glossary: Glossary, word: str, notices: dict[str, None]) -> Unit:
    known = index.has(stem(word)) or (stem(word),) in glossary.same
    if not known and not index.ways(word)[1:]:
        right = corrected(index, word)
        if right is not None:
            notices[f"{word!r} is found nowhere; read as {right!r}."] = None
            word = right
    return _unit(index, glossary, [word])


def _unit(index: WordIndex, glossary: Glossary, run: Sequence[str]) -> Unit:
    text = " ".join(run)
    term = tuple(map(stem, run))
    typed = index.ways("-".join(run))
    return Unit(
        text,
        (
            (TYPED, tuple(typed)),
            (SAME, _spelt(index, glossary.same.get(term, ()))),
            (NEAR, _spelt(index, glossary.near.get(term, ()))),
        ),
    )


def _spelt(index: WordIndex, terms: Iterable[Term]) -> tuple[Sequenced, ...]:
    """The ways in which terms may be written, as far as these works have their words."""
    found: dict[Sequenced, None] = {}
    for term in terms:
        if all(map(index.has, term)):
            found[Sequenced(term)] = None
        joined = stem("".join(term))
        if len(term) > 1 and index.has(joined):
            found[Sequenced((joined,))] = None
    return tuple(found)


def corrected(index: WordIndex, word: str) -> str | None:
    """The word of these works that was most likely meant, or None.

    It has the same first letter, and is one letter off, or two in a long word; of several, the
    nearest, then the most frequent, then the first in the alphabet.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    most = 2 if len(word) >= _LONGER else 1
    found: list[tuple[int, int, str]] = []
    for known in index.beginning(word[0]):
        if abs(len(known) - len(word)) <= most and known.isalpha():
            distance = _distance(word, known, most)
            if distance <= most:
                works = union(index.with_stem(stem(known)))
                found.append((distance, -works.bit_count(), known))
    return min(found)[2] if found else None


def _distance(one: str, other: str, most: int) -> int:
    """How many letters to change, add, drop or swap with the next; at most `most` + 1 counts."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last, row = row, before, [place]
        for column, against in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != against))
            swapped = place > 1 and column > 1 and letter == other[column - 2]
            if swapped and one[place - 2] == against:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
