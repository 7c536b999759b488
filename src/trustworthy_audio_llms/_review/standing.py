"""What stands of a log: the ballots of all works, and where each work is because of them."""

from collections.abc import Iterable, Iterator

import attrs

from .ballots import Ballot, Ballots, Outcome
from .events import Decision, Distinct, Line
from .stages import STAGES, Stage


@attrs.define
class Standing:
    """The steps and words that were not taken back, and what they come to.

    Attributes:
        ids: Under which identity each work of a source is reviewed, where that is another one.
        lines: The steps and words, in order.
        own: Those of them that were not carried over.
        gone: The identities of records that were told apart once, and are no more. What was said
            of them is about no work.
    """

    ids: dict[str, str] = attrs.field(factory=dict)
    lines: list[Line] = attrs.field(factory=list)
    own: list[Line] = attrs.field(factory=list)
    gone: set[str] = attrs.field(factory=set)
    _ballots: Ballots = attrs.field(init=False, factory=dict)
    _reached: set[Stage] = attrs.field(init=False, factory=set)
    _judged: set[Stage] = attrs.field(init=False, factory=set)

    def forget(self) -> None:
        """Forget every line, so that they can be counted anew."""
        for kept in (self.lines, self.own, self._ballots, self._reached, self._judged):
            kept.clear()

    def count(self, line: Line, *, carried: bool = False) -> None:
        """Let a line of the log count.

        Args:
            line: The line.
            carried: Whether it comes from the review that this one goes on from. It then says
                nothing of how far this one has come.
        """
        self.lines.append(line)
        if not carried:
            self.own.append(line)
        if isinstance(line, Distinct):
            return
        if not carried:
            self._reached.add(line.stage)
            if isinstance(line, Decision):
                self._judged.add(line.stage)
        if isinstance(line, Decision):
            if line.work not in self.gone:
                self._ballot(line.work, line.stage).add(line)
            return
        for id_ in line.ids:
            if id_ not in self.gone:
                self._ballot(id_, line.stage).exclude(line)

    def _ballot(self, work: str, stage: Stage) -> Ballot:
        return self._ballots.setdefault((self.id_of(work), stage), Ballot())

    @property
    def reached(self) -> frozenset[Stage]:
        """The stages of which the log says something."""
        return frozenset(self._reached)

    def id_of(self, id_: str) -> str:
        """The identity under which a work of a source is reviewed: that of the first source."""
        return self.ids.get(id_, id_)

    # All that follow take the identity of a work as `id_of` gives it.

    def ballots_of(self, work: str) -> Iterator[tuple[Stage, Ballot]]:
        """What stands of what was said of a work, stage by stage."""
        for stage in STAGES:
            if ballot := self._ballots.get((work, stage)):
                yield stage, ballot

    def ending(self, work: str) -> tuple[Stage | None, Outcome]:
        """Where a work left the review, and why; no stage for one that is still in it."""
        for stage, ballot in self.ballots_of(work):
            if (outcome := ballot.outcome).verdict == "exclude":
                return stage, outcome
        return None, Outcome(None)

    def is_excluded(self, work: str) -> bool:
        """Whether a work has left."""
        return self.ending(work)[0] is not None

    def is_pending(self, work: str) -> bool:
        """Whether a work is in, and people who judge works one by one have not settled it."""
        if not self._judged or self.is_excluded(work):
            return False
        judged = self._judged - {"retrieval"}  # Of what can be had, nobody says so.
        ballots = (self._ballots.get((work, stage)) for stage in judged)
        return any(ballot is None or ballot.outcome.verdict != "include" for ballot in ballots)

    def word_of(self, work: str, stage: Stage, by: str | None) -> Decision | None:
        """The word of a reviewer that stands, or the review's own."""
        ballot = self._ballots.get((work, stage))
        return None if ballot is None else ballot.words.get(by) or ballot.words.get(None)

    def has_come_to(self, work: str, stage: Stage) -> bool:
        """Whether a work is to be judged at a stage, or was: no step has taken it out before."""
        if self._left_before(work, stage):
            return False
        ballot = self._ballots.get((work, stage))
        return ballot is None or ballot.step is None or bool(ballot.words)

    def awaits(self, work: str, stage: Stage, by: str | None) -> bool:
        """Whether a work has come to a stage, and waits there for a word.

        Args:
            work: The work.
            stage: The stage.
            by: Whose word; None for anybody's.
        """
        if self._left_before(work, stage):
            return False
        ballot = self._ballots.get((work, stage))
        if ballot is None:
            return True
        if not ballot.words:
            return ballot.step is None
        return by is not None and by not in ballot.words and None not in ballot.words

    def words_on(self, work: str, stage: Stage) -> tuple[Decision, ...]:
        """The words of all reviewers that stand, in the order in which they were said."""
        ballot = self._ballots.get((work, stage))
        return () if ballot is None else tuple(ballot.words.values())

    def disputed(self, stages: Iterable[Stage]) -> frozenset[str]:
        """The works on which reviewers differ at one of these stages."""
        wanted = frozenset(stages)
        return frozenset(
            work
            for (work, at), ballot in self._ballots.items()
            if at in wanted and ballot.disputed and not self._left_before(work, at)
        )

    def _left_before(self, work: str, stage: Stage) -> bool:
        ended, _ = self.ending(work)
        return ended is not None and STAGES.index(ended) < STAGES.index(stage)

    def later_than(self, stage: Stage) -> Stage | None:
        """The last stage after this one that the review has come to."""
        later = (one for one in STAGES[STAGES.index(stage) + 1 :] if one in self._reached)
        return max(later, key=STAGES.index, default=None)

    def not_passed(self, work: str, stage: Stage) -> Iterator[str]:
        """Why a work has not come to a stage yet, as the ends of sentences."""
        for earlier in STAGES[: STAGES.index(stage)]:
            ballot = self._ballots.get((work, earlier), Ballot())
            if ballot.outcome.verdict == "exclude":
                yield f"was excluded at the stage {earlier!r}, and stays so"
            elif ballot.disputed:
                yield f"is in dispute at the stage {earlier!r}"
            elif earlier == "screening" and not ballot.words and earlier in self._judged:
                yield "was not screened by anybody yet"
