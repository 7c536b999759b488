"""The screening log: who said what of which work, and what it comes to."""

import datetime
import functools
import operator
from collections.abc import Iterable
from typing import Any

import attrs

from .._catalog.catalog import Catalog
from .._catalog.duplicates import Duplicate
from .._errors import InvalidQuery, check_text
from .._records.entries import Entry
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
    records_apart,
    standing,
)
from .sources import Source, as_sources
from .stages import STAGES, Stage, check_stage
from .standing import Standing


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
    """The part of a `Review` that keeps what was said, in order, and tells what it comes to."""

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
            by: A reviewer, for the works of which this one has said nothing; by default those of
                which nobody has.
            stage: The stage, as for `exclude`.

        Raises:
            InvalidQuery: There is no such stage.
        """
        check_stage(stage)
        name = optional_line(by)
        left = (entry for entry in self.catalog if self.standing.awaits(entry.id, stage, name))
        told = f"by={name!r}, " if name else ""
        return self.catalog.derive(left, f"undecided({told}stage={stage!r})")

    def disagreements(self, stage: Stage | None = None) -> Catalog:
        """The works on which reviewers differ, and nothing has settled it.

        Args:
            stage: At this stage, as for `exclude`; by default at any.

        Raises:
            InvalidQuery: There is no such stage.
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

    def duplicates(self) -> list[Duplicate]:
        """What is taken for one work, or for versions of one, as far as nobody told it apart.

        Returns:
            As `Catalog.duplicates` has it.
        """
        return self.not_told_apart(self.catalog.duplicates())

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

    def not_told_apart(self, pairs: Iterable[Duplicate]) -> list[Duplicate]:
        """Those of some duplicates that nobody told apart.

        Args:
            pairs: Duplicates, as `Catalog.duplicates` gives them.
        """
        id_of = self.standing.id_of
        lines = [line for line in self.standing.lines if isinstance(line, Distinct)]
        apart = {frozenset((id_of(line.work), id_of(line.other))) for line in lines}
        return [pair for pair in pairs if not self._apart.holds(pair, apart)]

    def set_apart_by_source(self) -> dict[int, list[str]]:
        """The works that were set apart, by the number of the source whose record they were."""
        return self._apart.by_source([source.catalog for source in self.sources])

    # How it is kept.

    def take(self, event: Event) -> None:
        """Put a line into the log, and let it count.

        Args:
            event: The line; it is about works under review.
        """
        self._events.append(event)
        self._marks.add(mark_of(event))
        if event.when is not None:
            self._latest = max(event.when, self._latest or event.when)
        carried = len(self._events) <= len(self._before)
        if not isinstance(event, Undo):
            self._count(event, carried=carried)
            return
        self.standing.forget()
        self.standing.gone = records_apart(self._events)
        self.catalog, self.standing.ids = self._apart.undone()
        before = frozenset(map(id, self._before))
        for line in standing(self._events):
            self._count(line, carried=id(line) in before)

    def moment(self) -> datetime.datetime:
        """The time of a line that is said now: later than that of every line before."""
        return next_moment(self._latest)

    def _count(self, line: Line, *, carried: bool) -> None:
        self.standing.count(line, carried=carried)
        if isinstance(line, Distinct):
            self.catalog, work = self._apart.set_apart(self.catalog, line, self.standing)
            if carried:
                self._seen |= {work}

    @property
    def _before(self) -> tuple[Event, ...]:
        """The lines that were carried over; they come first."""
        return self.previous.log if self.previous else ()


def _listed(words: Iterable[Decision]) -> str:
    """Who spoke, in the order in which they first did."""
    names = dict.fromkeys(word.by or "the review" for word in words)
    return ", ".join(names)
