"""How far reviewers agree: raw agreement and Cohen's kappa, by pair and stage.

Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37-46.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from .._public import public
from .events import Decision
from .stages import STAGES, Stage, Verdict

_Said = dict[str, Decision]
_Pair = tuple[Verdict, Verdict]


@public
@attrs.frozen(kw_only=True)
class Agreement:
    """How far two reviewers agreed at a stage, before they settled anything.

    Of each work the words count that stood when the second of the two had first spoken: what they
    changed afterwards, they may have changed because of each other. Unsure is a category.

    Attributes:
        first: A reviewer.
        second: Another one.
        stage: The stage.
        works: Of how many works both said something.
        agreed: Of how many of these they said the same.
        by_chance: How much raw agreement chance alone would bring, from 0 to 1; None without works.
    """

    first: str
    second: str
    stage: Stage
    works: int
    agreed: int
    by_chance: float | None = attrs.field(repr=False)

    @property
    def raw(self) -> float | None:
        """The share of the works on which they agreed, from 0 to 1; None without works."""
        return self.agreed / self.works if self.works else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, from -1 to 1; None where it is undefined, which `undefined` explains."""
        if self.raw is None or self.by_chance is None or self.by_chance == 1:
            return None
        return (self.raw - self.by_chance) / (1 - self.by_chance)

    @property
    def undefined(self) -> str | None:
        """Why there is no kappa; None where there is one."""
        if not self.works:
            return "no work was judged by both"
        if self.kappa is None:
            return "both said the same of every work, so that chance alone would agree"
        return None

    def __str__(self) -> str:
        pair = f"{self.first} and {self.second}, {self.stage}"
        if self.raw is None:
            return f"{pair}: kappa undefined ({self.undefined})"
        counts = f"{self.agreed} of {self.works} works alike ({self.raw:.0%})"
        if self.kappa is None:
            return f"{pair}: {counts}, kappa undefined ({self.undefined})"
        return f"{pair}: {counts}, kappa {self.kappa:.2f}"


def agreements(words: Iterable[Decision]) -> tuple[Agreement, ...]:
    """The agreement of every two reviewers with names, at every stage at which both spoke.

    Args:
        words: What was said and not taken back, in order.
    """
    by_work: dict[tuple[Stage, str], list[Decision]] = {}
    reviewers: dict[Stage, dict[str, None]] = {}
    for word in words:
        if word.by is not None:
            by_work.setdefault((word.stage, word.work), []).append(word)
            reviewers.setdefault(word.stage, {})[word.by] = None
    return tuple(
        _agreement(first, second, stage, _pairs(by_work, stage, first, second))
        for stage in STAGES
        for first, second in itertools.combinations(sorted(reviewers.get(stage, ())), 2)
    )


def _pairs(
    by_work: dict[tuple[Stage, str], list[Decision]], stage: Stage, first: str, second: str
) -> Iterator[_Pair]:
    """What the two said of each work that both spoke of at a stage."""
    for (at, _), words in by_work.items():
        if at == stage and (pair := _independent(words, first, second)) is not None:
            yield pair


def _independent(words: Sequence[Decision], first: str, second: str) -> _Pair | None:
    """What two said of a work, as it stood when both had spoken."""
    said: _Said = {}
    for word in sorted(words, key=lambda word: word.when):
        if word.by in (first, second):
            said[word.by] = word
        if len(said) == 2:
            return said[first].verdict, said[second].verdict
    return None


def _agreement(first: str, second: str, stage: Stage, pairs: Iterable[_Pair]) -> Agreement:
    counts = Counter(pairs)
    works = counts.total()
    return Agreement(
        first=first,
        second=second,
        stage=stage,
        works=works,
        agreed=sum(number for (one, other), number in counts.items() if one == other),
        by_chance=_by_chance(counts) if works else None,
    )


def _by_chance(counts: Counter[_Pair]) -> float:
    """The agreement to expect of two who choose independently, each as often as they did."""
    firsts: Counter[Verdict] = Counter()
    seconds: Counter[Verdict] = Counter()
    for (one, other), number in counts.items():
        firsts[one] += number
        seconds[other] += number
    # Whole numbers up to the division, so that certainty is exactly 1.
    together = sum(number * seconds[verdict] for verdict, number in firsts.items())
    return together / counts.total() ** 2
