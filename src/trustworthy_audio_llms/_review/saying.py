"""What can be said in a review: of works one by one, of many by a rule, and by taking it back."""

import warnings
from collections.abc import Collection
from typing import Any

import attrs

from .._catalog.catalog import Catalog
from .._catalog.criteria import Predicate, predicate_for
from .._catalog.duplicates import Duplicate
from .._errors import InvalidQuery
from .._records.entries import Entry
from .._records.sameness import Relation
from .._snapshots.codec import entry_to_json
from .events import Decision, Distinct, Line, Undo, mark_of, records_apart
from .intake import Intake
from .log import ScreeningLog
from .merging import Taking
from .stages import Stage, Verdict, check_stage, check_verdict
from .steps import Choice, Named, chosen_by, new_step, plain


class Saying(ScreeningLog):
    """The part of a `Review` that takes what people say; each word is checked against the log."""

    def exclude(
        self,
        reason: str,
        which: Predicate | Named | None = None,
        /,
        *,
        stage: Stage = "screening",
        by: str | None = None,
        tool: str | None = None,
        **criteria: Any,
    ) -> Catalog:
        """Exclude works by criteria, by a function or by name, as far as they are still included.

        In a review that goes on from another one, criteria and functions are about the works that
        are new.

        Args:
            reason: Why. A reason may be given more than once; its counts add up.
            which: A function from an entry to something true; or works by name: an identity in
                any spelling, an entry, several of them, a catalog.
            stage: Where the review was: `identification`, before anybody looked; `screening` of
                records; `retrieval` of reports that cannot be had; `eligibility` of reports that
                were read.
            by: Who took the step.
            tool: The automation tool that chose the works. At the stage `identification`, they
                count as marked as ineligible by it; later, as excluded by it.
            **criteria: As for `Catalog.where`.

        Returns:
            The works that were excluded; none is recorded, too.

        Raises:
            InvalidQuery: The reason is empty, nothing says which works, or a criterion does not
                exist. The log is then as it was, as it is when the function raises.
            EntryNotFound: A work that was named is not under review.
        """
        values = {name: plain(value) for name, value in criteria.items()}
        choice = chosen_by(which, self.find)
        step = new_step(reason, choice, values, stage=stage, by=by, tool=tool)
        ids = self._chosen(choice, values)
        self._tell_of_order(stage, f"The exclusion {step.reason!r}")
        step = attrs.evolve(step, ids=ids, when=self.moment())
        self.take(step)
        return self.catalog.derive((self.catalog[id_] for id_ in ids), str(step))

    def decide(
        self,
        entry: Entry | str,
        verdict: Verdict,
        reason: str | None = None,
        *,
        by: str | None = None,
        stage: Stage = "screening",
        note: str | None = None,
    ) -> Decision:
        """Say what one person thinks of one work. The last word stands, and all are kept.

        Where reviewers differ, nothing is settled, and the work stays in, until one of them says
        something else, or more than half of them agree. A word without a name is the review's
        own, and settles it.

        Args:
            entry: The work: an identity in any spelling, a citation key, or an entry.
            verdict: `include`, `exclude` or `unsure`.
            reason: Why.
            by: Who says so.
            stage: At which stage, as for `exclude`.
            note: Anything else to be kept.

        Returns:
            The line of the log.

        Raises:
            InvalidQuery: There is no such verdict or stage.
            EntryNotFound: The work is not under review.
        """
        decision = self._worded(entry, verdict, reason, by=by, stage=stage, note=note)
        self.take(decision)
        return decision

    def tell_apart(
        self,
        one: Duplicate | Entry | str,
        other: Entry | str | None = None,
        *,
        by: str | None = None,
    ) -> Distinct:
        """Say that two records are no duplicates of each other; the review keeps to it.

        A record that was taken for one of another work is a work of its own from then on, without
        the identifiers that the two share: it is screened, and counts as no duplicate of its
        source. What the other work took from it, it keeps. Versions of one work count as two.

        Args:
            one: One of `duplicates()`, or a work, as for `decide`.
            other: The other work, or the record as its source has it. Not with a duplicate.
            by: Who says so.

        Returns:
            The line of the log; its `other` is the identity of the work that was set apart.

        Raises:
            InvalidQuery: Nothing says which two, or they are one work and nothing was taken for it.
            EntryNotFound: A work is not under review.
        """
        if isinstance(one, Duplicate):
            work, other = self.find(one.entry), one.other
        else:
            work = self.find(one)
        if other is None:
            raise InvalidQuery("It takes two to tell apart: name the other one.", value=one)
        said: dict[str, Any] = {"work": work.id, "by": by, "when": self.moment()}
        if isinstance(other, Entry) and self._was_merged(work, other):
            apart = self._apart.work_of(self.catalog, other)
            line = Distinct(other=apart.id, record=entry_to_json(other), **said)
        else:
            line = Distinct(other=self.find(other).id, **said)
        if line.other == work.id:
            raise InvalidQuery(
                f"Both are {work.id!r} here. A record that was taken for it can be told apart: "
                "give one of `review.duplicates()`.",
                value=other,
            )
        self.take(line)
        return line

    def undo(self) -> Line:
        """Take back the last step or word that stands. The log keeps it, and that it was undone.

        Raises:
            InvalidQuery: There is nothing to take back.
        """
        if not self.standing.own:
            raise InvalidQuery("Nothing was said in this review that could be undone.", value=None)
        last = self.standing.own[-1]
        self.take(Undo(undoes=mark_of(last), when=self.moment()))
        return last

    def merge(self, other: ScreeningLog) -> Intake:
        """Take in the words of another reviewer's copy, each once.

        Works are the same by their identities. Steps by criteria are not taken over: they are
        told, so that they can be taken here.

        Args:
            other: A review of the same works, or of some of them.

        Returns:
            What was taken in, and what was not.

        Raises:
            TypeError: It is no review.
        """
        if not isinstance(other, ScreeningLog):
            raise TypeError(f"`other` must be a review, not {str(other)[:100]!r}.")
        undone = {event.undoes for event in other.log if isinstance(event, Undo)}
        taking = Taking(self._marks, undone)
        apart = records_apart(other.log)
        for line in other.log:  # At once, since words may be about what they set apart.
            if isinstance(line, Distinct):
                self._merge_distinct(line, apart, other, taking)
        for event in other.log:
            if isinstance(event, Decision):
                taking.decision(event, self._work_of(event.work, apart, other))
            else:
                taking.other(event)
        for line in taking.lines:
            self.take(line)
        return taking.intake

    def _was_merged(self, work: Entry, record: Entry) -> bool:
        """Whether a record was taken for one of a work, and nobody told it apart yet."""
        return any(
            pair.relation is Relation.SAME and pair.entry.id == work.id and pair.other == record
            for pair in self.duplicates()
        )

    def _merge_distinct(
        self, line: Distinct, apart: Collection[str], other: ScreeningLog, taking: Taking
    ) -> None:
        """Take over what another reviewer told apart, as far as it is under review here."""
        work = self._work_of(line.work, apart, other)
        second = None if line.record else self._work_of(line.other, apart, other)
        if work is None or (second is None and not line.record):
            taking.unknown(line.work if work is None else line.other)
            return
        here = attrs.evolve(line, work=work.id, other=second.id if second else line.other)
        if taking.told_apart(line, here):
            self.take(here)

    def _work_of(self, work: str, apart: Collection[str], other: ScreeningLog) -> Entry | None:
        """The work here that another review means; None where it is not under review.

        Args:
            work: Its identity there.
            apart: The identities of what was told apart there, whether it still is or not: such
                a record is a work here only as long as it is told apart here as well.
            other: The other review.
        """
        if work not in apart:
            return self.catalog.same(other.find(work))
        return self.catalog.get(self.standing.id_of(work)) if self._apart.has(work) else None

    def _worded(
        self, entry: Entry | str, verdict: Any, reason: str | None, *, stage: Any, **more: Any
    ) -> Decision:
        """The line of the log for a word, which is not in it yet."""
        check_verdict(verdict)
        check_stage(stage)
        work = self.find(entry).id
        self._tell_of_order(stage, f"The decision on {work!r}")
        for why in self.standing.not_passed(work, stage):
            warnings.warn(f"{work!r} is decided at {stage!r}, but {why}.", stacklevel=3)
        return Decision(
            work=work,
            verdict=verdict,
            reason=reason,
            stage=stage,
            when=self.moment(),
            **more,
        )

    def _chosen(self, choice: Choice, criteria: dict[str, Any]) -> tuple[str, ...]:
        """The ids of the works that meet the criteria and are still included, in order."""
        meets = predicate_for(criteria, self.catalog)
        left = (entry for entry in self.catalog if self._can_leave(entry.id, choice))
        if choice.test is None:
            return tuple(entry.id for entry in left if meets(entry))
        return tuple(entry.id for entry in left if meets(entry) and choice.test(entry))

    def _can_leave(self, work: str, choice: Choice) -> bool:
        """Whether a step may exclude a work: it is in, and no rule overrules an earlier review."""
        if self.standing.is_excluded(work):
            return False
        return choice.named or work not in self._seen

    def _tell_of_order(self, stage: Stage, what: str) -> None:
        """Warn of what comes at a stage that the review had left behind."""
        if later := self.standing.later_than(stage):
            warnings.warn(
                f"{what} is at the stage {stage!r}, and the review has come to {later!r} already. "
                f"It counts at {stage!r}.",
                stacklevel=3,
            )
