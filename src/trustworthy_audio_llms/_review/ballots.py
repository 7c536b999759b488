"""What stands of all that was said of one work at one stage."""

from collections import Counter

import attrs

from .events import Decision, Exclusion
from .stages import Stage, Verdict


@attrs.frozen
class Outcome:
    """What a stage came to for a work.

    Attributes:
        verdict: What was settled; None where nothing was said or reviewers differ.
        reason: Why, if somebody said.
        event: The step or the word that it rests on.
    """

    verdict: Verdict | None
    reason: str | None = None
    event: Exclusion | Decision | None = None


@attrs.define
class Ballot:
    """The step that excluded a work at a stage, and the words that stand against or for it.

    Of each reviewer the last word stands. What more than half of the reviewers say is settled;
    a word without a name is the review's own, and settles what was said before it. A step by
    criteria is the review's own as well, until a person says something else.

    Attributes:
        step: The step that excluded the work, or None.
        words: The word that stands, by reviewer, in the order in which they were said.
    """

    step: Exclusion | None = None
    words: dict[str | None, Decision] = attrs.field(factory=dict)

    def exclude(self, step: Exclusion) -> None:
        """Take in that a step excluded the work."""
        self.step = step
        self.words.clear()

    def add(self, word: Decision) -> None:
        """Take in what somebody said, unless they have said something else later."""
        earlier = self.words.get(word.by)
        if earlier is not None and earlier.when > word.when:
            return
        if word.by is None:
            self.words.clear()
        self.words.pop(word.by, None)
        self.words[word.by] = word

    @property
    def outcome(self) -> Outcome:
        """What is settled."""
        if not self.words:
            if self.step is None:
                return Outcome(None)
            return Outcome("exclude", self.step.reason, self.step)
        votes = Counter(word.verdict for word in self.words.values())
        verdict, number = votes.most_common(1)[0]
        if number * 2 <= len(self.words):
            return Outcome(None)
        agreeing = [word for word in self.words.values() if word.verdict == verdict]
        given = [word for word in agreeing if word.reason] or agreeing
        return Outcome(verdict, given[-1].reason, given[-1])

    @property
    def disputed(self) -> bool:
        """Whether reviewers differ and nothing has settled it."""
        return bool(self.words) and self.outcome.verdict is None


Ballots = dict[tuple[str, Stage], Ballot]
"""The ballots of a review, by work and stage."""
