"""What came of taking in the decisions of somebody else, and what did not."""

import attrs

from .._plural import counted
from .._public import public
from .events import Decision, Distinct


@public
@attrs.frozen
class Unmatched:
    """Something that was not taken in.

    Attributes:
        place: Where it stands: a row or a record of a file, or the work of another review.
        text: What it says, shortened.
        reason: Why it was not taken in, for people.
    """

    place: str
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text} ({self.reason})"


@public
@attrs.frozen(repr=False)
class Intake:
    """What was read from elsewhere into a review.

    Attributes:
        decisions: The words that were taken in, in order.
        unmatched: What was not, and why.
        known: How many words the review had already.
        distinct: What another review told apart, and this one now does.
        undone: How many lines another review took back, and this one now does.
    """

    decisions: tuple[Decision, ...]
    unmatched: tuple[Unmatched, ...] = ()
    known: int = 0
    distinct: tuple[Distinct, ...] = ()
    undone: int = 0

    def __str__(self) -> str:
        works = len({decision.work for decision in self.decisions})
        told = [f"{counted(len(self.decisions), 'decision')} on {counted(works, 'work')}"]
        if self.distinct:
            told.append(f"{counted(len(self.distinct), 'pair')} told apart")
        if self.undone:
            told.append(f"{self.undone} taken back")
        if self.known:
            told.append(f"{self.known} known already")
        if self.unmatched:
            told.append(f"{len(self.unmatched)} not taken in:")
        return "\n  ".join((", ".join(told), *map(str, self.unmatched)))

    def __repr__(self) -> str:
        return f"<Intake: {len(self.decisions)} taken in, {len(self.unmatched)} not>"
