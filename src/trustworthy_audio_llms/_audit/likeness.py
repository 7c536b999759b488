"""Titles that are nearly the same, so that two works of a list may be one.

Titles of different works are often alike: "Qwen2.5-Omni Technical Report" and "Qwen3-Omni Technical
Report", or the same challenge two years later. So only a few kinds of likeness count, each of which
leaves those alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal

from .._records.identifiers import slug

Likeness = Literal["same", "part", "one-word"]

_SHORTEST_START = 4
_SHORTEST_END = 5
_SHORTEST_WITH_A_WORD_ELSE = 8
_LONGEST = 64
"""In words. Beyond, a title is none, and comparing it word by word would take long."""


def alike(works: Sequence[Iterable[str]]) -> Iterator[tuple[int, int, Likeness]]:
    """Find works whose titles are nearly the same, in time linear in their number.

    Two titles are alike when they have the same letters and digits (`same`); when one begins or
    ends with the other and the rest is no number (`part`: a subtitle or a name was added); or when
    all but one of many words are the same and that word is no number (`one-word`).

    Args:
        works: The titles of each work.

    Yields:
        The places of the two works, the first one first, and how they are alike; each pair once.
    """
    titles = [
        (tuple(words.split("-")), place)
        for place, of_one_work in enumerate(works)
        for title in of_one_work
        if (words := slug(title))
    ]
    told = set()
    for find in (_same, _begins, _ends, _one_word_else):
        for one, other, how in find(titles):
            pair = min(one, other), max(one, other)
            if one != other and pair not in told:
                told.add(pair)
                yield *pair, how


_Title = tuple[tuple[str, ...], int]
_Pairs = Iterator[tuple[int, int, Likeness]]


def _same(titles: Sequence[_Title]) -> _Pairs:
    first: dict[str, int] = {}
    for words, place in titles:
        yield first.setdefault("".join(words), place), place, "same"


def _begins(titles: Sequence[_Title], shortest: int = _SHORTEST_START) -> _Pairs:
    # In alphabetical order a title stands right before all those that it begins.
    starts: list[_Title] = []
    for words, place in sorted(titles):
        while starts and words[: len(starts[-1][0])] != starts[-1][0]:
            starts.pop()
        if starts and not _are_numbers(words[len(starts[-1][0]) :]):
            yield starts[-1][1], place, "part"
        if len(words) >= shortest:
            starts.append((words, place))


def _ends(titles: Sequence[_Title]) -> _Pairs:
    return _begins([(words[::-1], place) for words, place in titles], _SHORTEST_END)


def _are_numbers(words: Sequence[str]) -> bool:
    return all(any(map(str.isdigit, word)) or set(word) <= set("ivx") for word in words)


def _one_word_else(titles: Sequence[_Title]) -> _Pairs:
    known: dict[tuple[str, ...], list[_Title]] = {}
    for words, place in titles:
        if _SHORTEST_WITH_A_WORD_ELSE <= len(words) <= _LONGEST:
            for key in {words, *combinations(words, len(words) - 1)}:
                near = known.setdefault(key, [])
                for other, other_place in near:
                    if not any(map(str.isdigit, "".join({*words} ^ {*other}))):
                        yield other_place, place, "one-word"
                if len(near) < 2:
                    near.append((words, place))
