"""The screening log: who said what of which work, and what stands of it.

It stays one module, because each word is checked against all that were said before.
"""

import datetime
import functools
import operator
import warnings
from collections.abc import Iterable
from typing import Any

import attrs

from .._catalog.catalog import Catalog
from .._catalog.criteria import Predicate, predicate_for
from .._catalog.duplicates import Duplicate
from .._errors import InvalidQuery, check_text
from .._records.entries import Entry
from .._records.sameness import Relation
from .._snapshots.codec import entry_to_json
from .._text import clean_line
from .agreement import Agreement, agreements
from .apart import Apart
from .events import (
    Decision,
    Distinct,
    Event,
    Exclusion,
    Line,
    Undo,
    mark_of,
    next_moment,
    optional_line,
    standing,
)
from .intake import Intake
from .merging import Taking
from .sources import Source, as_sources
from .stages import STAGES, Stage, Verdict, check_stage, check_verdict
from .standing import Standing
from .steps import Choice, Named, chosen_by, new_step, plain


@attrs.frozen
class Previous:
    """The review that another one goes on from.

    Attributes:
        seen: The works that it screened.
        included: The ids of those it included.
        log: Its log.
    """

    seen: Catalog
    included: tuple[str, ...]
    log: tuple[Event, ...] = ()


def _previous(given: Any) -> Previous | None:
    if given is None or isinstance(given, Previous):
        return given
    if isinstance(given, ScreeningLog):
        included = tuple(entry.id for entry in given.included)
        return Previous(given.catalog, included, given.log)
    if isinstance(given, Catalog):
        return Previous(given, tuple(entry.id for entry in given))
    raise TypeError(f"`previous` must be a review or a catalog, not {str(given)[:100]!r}.")


def _title(given: str) -> str:
    check_text("The title of a review", given)
    return clean_line(given)


@attrs.define(repr=False, eq=False)
class ScreeningLog:
    """The part of a `Review` that takes decisions and says what they come to."""

    sources: tuple[Source, ...] = attrs.field(converter=as_sources, alias="catalog")
    title: str = attrs.field(default="", converter=_title)
    previous: Previous | None = attrs.field(default=None, converter=_previous, kw_only=True)
    catalog: Catalog = attrs.field(init=False)
    _seen: frozenset[str] = attrs.field(init=False, default=frozenset())
    _events: list[Event] = attrs.field(init=False, factory=list)
    _marks: set[str] = attrs.field(init=False, factory=set)
    standing: Standing = attrs.field(init=False, factory=Standing)
    _latest: datetime.datetime | None = attrs.field(init=False, default=None)
    _apart: Apart = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        catalogs = [source.catalog for source in self.sources]
        if self.previous:
            catalogs.append(self.previous.seen)
        self.catalog = functools.reduce(operator.or_, catalogs)
        for catalog in catalogs:
            for entry in catalog:
                self.standing.ids.setdefault(entry.id, self.find(entry).id)
        if self.previous:
            self._seen = frozenset(self.find(entry).id for entry in self.previous.seen)
        self._apart = Apart(self.catalog, dict(self.standing.ids))
        for event in self._before:
            self.take(event)

    # Saying something.

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

    def duplicates(self) -> list[Duplicate]:
        """What is taken for one work, or for versions of one, as far as nobody told it apart.

        Returns:
            As `Catalog.duplicates` has it.
        """
        return self.not_told_apart(self.catalog.duplicates())

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

    def merge(self, other: "ScreeningLog") -> Intake:
        """Take in the words of another reviewer's copy, each once.

        Works are the same by their identities. Steps by criteria are not taken over: they are
        told, so that they can be taken here.

        Args:
            other: A review of the same works, or of some of them.

        Returns:
            What was taken in, and what was not.
        """
        if not isinstance(other, ScreeningLog):
            raise TypeError(f"`other` must be a review, not {str(other)[:100]!r}.")
        taking = Taking(self._marks)
        told = [line for line in other.standing.lines if isinstance(line, Distinct)]
        for distinct in told:  # At once, since words may be about what they set apart.
            self._merge_distinct(distinct, other, taking)
        for event in other.log:
            if isinstance(event, Decision):
                taking.decision(event, self.catalog.same(other.find(event.work)))
            else:
                taking.other(event)
        for line in taking.lines:
            self.take(line)
        return taking.intake

    # What it comes to.

    @property
    def log(self) -> tuple[Event, ...]:
        """Every step, every word, and what was taken back, in the order in which it came in."""
        return tuple(self._events)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The steps of the screening that stand, in order."""
        return tuple(event for event in self.standing.lines if isinstance(event, Exclusion))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The words of people that were not taken back, in order."""
        return tuple(event for event in self.standing.lines if isinstance(event, Decision))

    @property
    def included(self) -> Catalog:
        """The works that are left, undecided ones among them; its trail tells every step."""
        gone = {entry.id: self.standing.ending(entry.id)[1].event for entry in self.catalog}
        left = self.catalog
        for step in self.exclusions:
            left = left.derive((one for one in left if gone[one.id] is not step), str(step))
        if words := self.decisions:
            kept = (one for one in left if gone[one.id] is None)
            left = left.derive(kept, f"decisions by {_listed(words)}")
        return left

    @property
    def excluded(self) -> Catalog:
        """The works that were excluded, in the order of the catalog."""
        gone = (entry for entry in self.catalog if self.standing.is_excluded(entry.id))
        steps = [str(step) for step in self.exclusions]
        if words := self.decisions:
            steps.append(f"decisions by {_listed(words)}")
        return self.catalog.derive(gone, "; ".join(steps) or "exclude()")

    def reason(self, entry: Entry | str) -> str | None:
        """Why a work was excluded; None if it is included, or nobody said.

        Args:
            entry: An entry, or its identity in any spelling.

        Raises:
            EntryNotFound: The work is not under review.
        """
        return self.standing.ending(self.find(entry).id)[1].reason

    def undecided(self, by: str | None = None, *, stage: Stage = "screening") -> Catalog:
        """The works of which nothing was said yet, as far as they have come to a stage.

        Args:
            by: Of which this reviewer has said nothing; by default, nobody.
            stage: The stage.
        """
        check_stage(stage)
        name = optional_line(by)
        left = (entry for entry in self.catalog if self.standing.awaits(entry.id, stage, name))
        told = f"by={name!r}, " if name else ""
        return self.catalog.derive(left, f"undecided({told}stage={stage!r})")

    def disagreements(self, stage: Stage | None = None) -> Catalog:
        """The works on which reviewers differ, and nothing has settled it.

        Args:
            stage: At this stage; by default at any.
        """
        if stage is not None:
            check_stage(stage)
        disputed = self.standing.disputed(STAGES if stage is None else (stage,))
        differing = (entry for entry in self.catalog if entry.id in disputed)
        return self.catalog.derive(differing, f"disagreements({stage!r})")

    def agreement(self) -> tuple[Agreement, ...]:
        """How far the reviewers agree, by pair and stage: raw agreement and Cohen's kappa.

        Returns:
            One for every two reviewers with names and each stage at which both spoke; `print`
            shows it, and says where kappa is undefined.
        """
        return agreements(self.decisions)

    def find(self, entry: Entry | str) -> Entry:
        """The work under review that a name or another catalog's entry means.

        Args:
            entry: An identity in any spelling, a citation key, a title, or an entry.

        Raises:
            EntryNotFound: The work is not under review.
            InvalidQuery: It is no text and no entry.
        """
        if isinstance(entry, Entry):
            return self.catalog.same(entry) or self.catalog[entry.id]
        if isinstance(entry, str):
            return self.catalog[self.standing.id_of(entry)]
        raise InvalidQuery(f"A work is named by text or entry, not {entry!r}.", value=entry)

    def take(self, event: Event) -> None:
        """Put a line into the log, and let it count."""
        self._events.append(event)
        self._marks.add(mark_of(event))
        if event.when is not None:
            self._latest = max(event.when, self._latest or event.when)
        carried = len(self._events) <= len(self._before)
        if not isinstance(event, Undo):
            self._count(event, carried=carried)
            return
        self.standing.forget()
        self.catalog, self.standing.ids = self._apart.undone()
        before = frozenset(map(id, self._before))
        for line in standing(self._events):
            self._count(line, carried=id(line) in before)

    def moment(self) -> datetime.datetime:
        """The time of a line that is said now: later than that of every line before."""
        return next_moment(self._latest)

    def not_told_apart(self, pairs: Iterable[Duplicate]) -> list[Duplicate]:
        """Those of some duplicates that nobody told apart."""
        id_of = self.standing.id_of
        lines = [line for line in self.standing.lines if isinstance(line, Distinct)]
        apart = {frozenset((id_of(line.work), id_of(line.other))) for line in lines}
        return [pair for pair in pairs if not self._apart.holds(pair, apart)]

    def set_apart_by_source(self) -> dict[int, list[str]]:
        """The works that were set apart, by the number of the source whose record they were."""
        return self._apart.by_source([source.catalog for source in self.sources])

    # How it is kept.

    def _count(self, line: Line, *, carried: bool) -> None:
        self.standing.count(line, carried=carried)
        if isinstance(line, Distinct):
            self.catalog, work = self._apart.set_apart(self.catalog, line, self.standing)
            if carried:
                self._seen |= {work}

    def _was_merged(self, work: Entry, record: Entry) -> bool:
        """Whether a record was taken for one of a work, and nobody told it apart yet."""
        return any(
            pair.relation is Relation.SAME and pair.entry.id == work.id and pair.other == record
            for pair in self.duplicates()
        )

    def _merge_distinct(self, line: Distinct, other: "ScreeningLog", taking: Taking) -> None:
        """Take over what another reviewer told apart, as far as it is under review here."""
        work = self.catalog.same(other.find(line.work))
        second = None if line.record else self.catalog.same(other.find(line.other))
        if work is None or (second is None and not line.record):
            taking.unknown(line.work)
            return
        here = attrs.evolve(line, work=work.id, other=second.id if second else line.other)
        if mark_of(here) not in self._marks:
            self.take(here)

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

    @property
    def _before(self) -> tuple[Event, ...]:
        """The lines that were carried over; they come first."""
        return self.previous.log if self.previous else ()

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


def _listed(words: Iterable[Decision]) -> str:
    """Who spoke, in the order in which they first did."""
    names = dict.fromkeys(word.by or "the review" for word in words)
    return ", ".join(names)
