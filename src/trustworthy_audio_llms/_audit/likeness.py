"""Titles that are nearly the same, so that two works of a list may be one.

Titles of different works are often alike: "Qwen2.5-Omni Technical Report" and "Qwen3-Omni Technical
Report", or the same challenge two years later. So only a few kinds of likeness count, each of which
leaves those alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from .._records.identifiers import slug

Likeness = Literal["same", "part", "one-word"]

_SHORTEST_START = 4
_SHORTEST_END = 5
_SHORTEST_WITH_A_WORD_ELSE = 8
_COUNTING = frozenset(("version", "part", "volume", "edition"))
_WORD = re.compile(r"\w+")
_LONGEST = 32
"""In words. Beyond, a title is none, and comparing it word by word would take long."""

_PAIRS = 20
"""How many other works one is said to be like. Only hostile lists, and series, have more."""


def alike(works: Sequence[Iterable[str]]) -> Iterator[tuple[int, int, Likeness]]:
    """Find works whose titles are nearly the same, in time linear in their number.

    Two titles are alike when they have the same letters and digits (`same`); when one begins or
    ends with the other and the rest is no number (`part`: a subtitle or a name was added); or when
    all but one of many words are the same and that word is no number (`one-word`).

    Args:
        works: The titles of each work.

    Yields:
        The numbers of the two works, the first one first, and how they are alike; each pair once,
        and each work in a few pairs at the most.
    """
    titles: list[_Title] = []
    for number, of_one_work in enumerate(works):
        slugs = filter(None, map(slug, of_one_work))
        titles += [(tuple(words.split("-")), number) for words in slugs]
    seen: set[tuple[int, int]] = set()
    pairs: Counter[int] = Counter()
    for find in (_same, _begins, _ends, _one_word_else):
        for first, second, how in find(titles):
            pair = min(first, second), max(first, second)
            if first == second or pair in seen or max(pairs[first], pairs[second]) >= _PAIRS:
                continue
            seen.add(pair)
            pairs.update(pair)
            yield *pair, how


_Title = tuple[tuple[str, ...], int]
_Pairs = Iterator[tuple[int, int, Likeness]]


def _same(titles: Sequence[_Title]) -> _Pairs:
    first: dict[str, int] = {}
    for words, number in titles:
        yield first.setdefault("".join(words), number), number, "same"


def _begins(titles: Sequence[_Title], shortest: int = _SHORTEST_START) -> _Pairs:
    # In alphabetical order a title stands right before all those that it begins.
    starts: list[_Title] = []
    for words, number in sorted(titles):
        while starts and words[: len(starts[-1][0])] != starts[-1][0]:
            starts.pop()
        if starts and not _are_numbers(words[len(starts[-1][0]) :]):
            yield starts[-1][1], number, "part"
        if len(words) >= shortest:
            starts.append((words, number))


def _ends(titles: Sequence[_Title]) -> _Pairs:
    return _begins([(words[::-1], number) for words, number in titles], _SHORTEST_END)


def _are_numbers(words: Sequence[str]) -> bool:
    """Whether words only count: "2025", "II", "version 2"."""
    counted = [word for word in words if word not in _COUNTING]
    return all(any(map(str.isdigit, word)) or set(word) <= set("ivx") for word in counted)


def _one_word_else(titles: Sequence[_Title]) -> _Pairs:
    """Pairs that are the same but for one word, found by what is left without each of the words.

    What is left is known by its hash alone, and compared where two hashes are equal: the words
    themselves, once for each of a title's words, would take a hundred times the room of the list.
    """
    first: dict[int, _Title] = {}
    for words, number in titles:
        if not _SHORTEST_WITH_A_WORD_ELSE <= len(words) <= _LONGEST:
            continue
        for left in _without_one(words):
            other, other_number = first.setdefault(left, (words, number))
            if _differ_in_a_word(words, other):
                yield other_number, number, "one-word"


def _without_one(words: tuple[str, ...]) -> set[int]:
    """The hashes of a title, and of what is left of it without each of its words."""
    return {hash(words), *(hash(words[:n] + words[n + 1 :]) for n in range(len(words)))}


def _differ_in_a_word(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the words that only one of two titles has are few, and no numbers."""
    different = {*first} ^ {*second}
    return len(different) <= 2 and not any(map(str.isdigit, "".join(different)))


def abbreviates(shorter: str, longer: str) -> bool:
    """Whether a title is another one in short: its words in order, and an acronym for some of them.

    Args:
        shorter: "Orders for LLMs".
        longer: "Whispered Orders for Large Language Models".
    """
    words = slug(longer).split("-")
    written = _WORD.findall(shorter)
    if len(written) > _LONGEST or len(words) > _LONGEST:
        return False
    place, spelt_out = 0, False
    for word in written:
        if slug(word) in words[place:]:
            place = words.index(slug(word), place) + 1
            continue
        after = _after_acronym(word, words, place)
        if after is None:
            return False
        place, spelt_out = after, True
    return spelt_out


def _after_acronym(acronym: str, words: Sequence[str], start: int) -> int | None:
    """Behind which of the words an acronym is spelt out; the small letter of a plural is none."""
    letters = [char.lower() for char in acronym if char.isupper()]
    if len(letters) < 2:
        return None
    for place in range(start, len(words) - len(letters) + 1):
        if [word[0] for word in words[place : place + len(letters)]] == letters:
            return place + len(letters)
    return None
