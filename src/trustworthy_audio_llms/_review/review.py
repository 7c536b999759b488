"""The screening log: what a review leaves out, why, and how someone else checks it."""

import datetime
import functools
import operator
import os
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Self

import attrs

from .._catalog.catalog import Catalog
from .._catalog.criteria import Predicate, predicate_for
from .._errors import InvalidQuery, near_misses
from .._files import user_path, write_atomically
from .._public import public
from .._records.entries import Entry
from .._text import clean_line
from .file import (
    Exclusion,
    cannot_be_replayed,
    read_review_file,
    reopened,
    review_file,
)
from .flow import STAGES, Flow, Source, Stage


def _catalogs(given: Catalog | Iterable[Catalog]) -> tuple[Catalog, ...]:
    several = (given,) if isinstance(given, Catalog) else tuple(given)
    if several and all(isinstance(one, Catalog) for one in several):
        return several
    raise TypeError(f"`catalog` must be a catalog, or several, not {str(given)[:100]!r}.")


@public
@attrs.define(repr=False, eq=False)
class Review:
    """A screening log: the works of a catalog, and which of them were excluded for which reason.

    A work is excluded once: the first reason that applies is the one it keeps.

    Args:
        catalog: The works to screen, or several catalogs. Works that several of them have are
            screened once, and counted as duplicates.
        title: What the review is about.

    Attributes:
        sources: The catalogs.
        title: What the review is about.
        catalog: The distinct works of all sources.
    """

    sources: tuple[Catalog, ...] = attrs.field(converter=_catalogs, alias="catalog")
    title: str = attrs.field(default="", converter=clean_line)
    catalog: Catalog = attrs.field(init=False)
    _exclusions: list[Exclusion] = attrs.field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self.catalog = functools.reduce(operator.or_, self.sources)

    def exclude(
        self,
        reason: str,
        predicate: Predicate | None = None,
        /,
        *,
        stage: Stage = "screening",
        **criteria: Any,
    ) -> Catalog:
        """Exclude the works that meet every criterion, as far as they are still included.

        Args:
            reason: Why. A reason may be given more than once; its counts add up.
            predicate: A function from an entry to something true.
            stage: Where the review was: `screening` records; `retrieval` of reports that cannot be
                had; `eligibility` of reports that were read.
            **criteria: As for `Catalog.where`.

        Returns:
            The works that were excluded; none is recorded, too.

        Raises:
            InvalidQuery: The reason is empty, there is no criterion, or one does not exist. The
                log is then as it was, as it is when the predicate raises.
        """
        plain = {name: _plain(value) for name, value in criteria.items()}
        step = _step(reason, predicate, stage, plain)
        ids = self._chosen(predicate, plain)
        self._exclusions.append(attrs.evolve(step, ids=ids))
        return self.catalog.derive(map(self.catalog.__getitem__, ids), str(step))

    def _chosen(self, predicate: Predicate | None, criteria: dict[str, Any]) -> tuple[str, ...]:
        """The ids of the works that meet the criteria and are still included, in order."""
        test = predicate_for(criteria, self.catalog)
        reasons = self._reasons()
        return tuple(
            entry.id
            for entry in self.catalog
            if entry.id not in reasons and test(entry) and (predicate is None or predicate(entry))
        )

    def _reasons(self) -> dict[str, str]:
        return {id_: step.reason for step in self._exclusions for id_ in step.ids}

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The steps of the screening, in order."""
        return tuple(self._exclusions)

    @property
    def included(self) -> Catalog:
        """The works that are left; its trail tells every step."""
        left = self.catalog
        for step in self._exclusions:
            gone = frozenset(step.ids)
            left = left.derive((entry for entry in left if entry.id not in gone), str(step))
        return left

    @property
    def excluded(self) -> Catalog:
        """The works that were excluded, in the order of the catalog."""
        reasons = self._reasons()
        gone = (entry for entry in self.catalog if entry.id in reasons)
        return self.catalog.derive(gone, "; ".join(map(str, self._exclusions)) or "exclude()")

    def reason(self, entry: Entry | str) -> str | None:
        """Why a work was excluded; None if it is included.

        Args:
            entry: An entry, or its identity in any spelling.

        Raises:
            EntryNotFound: The work is not under review.
        """
        catalog = self.catalog
        known = (
            catalog[entry] if isinstance(entry, str) else catalog.same(entry) or catalog[entry.id]
        )
        return self._reasons().get(known.id)

    def flow(self) -> Flow:
        """How many works each step left: text, Markdown, and a PRISMA 2020 flow diagram.

        A stage at which nothing was recorded, nor at a later one, is one the review has not come
        to; record a step that excludes nothing when it has.
        """
        sources = tuple(map(_source, self.sources))
        identified = sum(source.records for source in sources)
        last = max((STAGES.index(step.stage) for step in self._exclusions), default=0)
        excluded: dict[Stage, Counter[str]] = {stage: Counter() for stage in STAGES[: last + 1]}
        for step in self._exclusions:
            excluded[step.stage][step.reason] += len(step.ids)
        return Flow(self.title, sources, identified - len(self.catalog), excluded)

    def __repr__(self) -> str:
        """The title and the counts."""
        flow = self.flow()
        return f"<Review {self.title!r}: {repr(flow)[6:]}"

    def _repr_html_(self) -> str:
        """The steps with their counts, for notebooks; `flow` has the diagram."""
        from .._html import paragraph, table, text

        counts = repr(self)[len("<Review ") : -1]
        rows = [(text(s.stage), text(s.reason), text(len(s.ids))) for s in self._exclusions]
        if not rows:
            return paragraph(text(f"Review {counts}"))
        return table(text(f"Review {counts}"), ("Stage", "Reason", "Excluded"), rows)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the log as JSON, for `load` to replay.

        It names the pins of its sources and the ids of their works. What no pin brings back, such
        as a list that was read from a file, or entries that were enriched, stands in the file.

        Raises:
            OSError: The file cannot be written; it is then as it was.
        """
        write_atomically(path, review_file(self.title, self.sources, self._exclusions))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Open a saved log, and replay it.

        The sources are opened by their pins, and every criterion is applied again. A function is
        not saved: its step is replayed by the ids it excluded.

        Raises:
            ReviewMismatch: The replay does not give what the file says: a source has other
                records, or a step excludes other works. The message says which.
            SnapshotNotFound: A pin cannot be opened; the message says what would bring it.
            OSError: The file cannot be read.
        """
        saved = read_review_file(user_path(path))
        sources = [reopened(source, str(path)) for source in saved.sources]
        review = cls(sources, saved.title)
        for step in saved.exclusions:
            review._replay(step, str(path))
        return review

    def _replay(self, step: Exclusion, path: str) -> None:
        """Take a step of a saved log again, if it excludes what it did."""
        saved = frozenset(step.ids)
        chosen = (lambda entry: entry.id in saved) if step.function else None
        place = f"step {len(self._exclusions) + 1}, {step}"
        try:
            ids = self._chosen(chosen, step.criteria)
        except InvalidQuery as error:
            cannot_be_replayed(path, f"{place}: {error}", cause=error)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # Nobody's function runs here: what raises is a criterion that no script could have.
            cannot_be_replayed(path, f"{place}: its criteria cannot be read", cause=error)
        found = frozenset(ids)
        missing = tuple(id_ for id_ in step.ids if id_ not in found)
        added = tuple(id_ for id_ in ids if id_ not in saved)
        if missing or added:
            cannot_be_replayed(path, place, missing=missing, added=added)
        self._exclusions.append(attrs.evolve(step, ids=ids))


def _source(catalog: Catalog) -> Source:
    """What the flow tells of a source. A work that a list mentions thrice is three records."""
    records = sum(max(1, len(entry.mentions)) for entry in catalog)
    return Source(
        re.sub(r"(?<=@[0-9a-f]{7})[0-9a-f]{33}$", "", catalog.snapshot.name),
        catalog.provenance,
        records,
    )


def _step(
    reason: str, predicate: Predicate | None, stage: Stage, criteria: dict[str, Any]
) -> Exclusion:
    """The record of a step, before it is known what it excludes."""
    if not isinstance(reason, str) or not clean_line(reason):
        raise InvalidQuery(
            f"An exclusion needs a reason that says something, not {reason!r}.", value=reason
        )
    if stage not in STAGES:
        raise InvalidQuery(
            f"No stage is called {stage!r}.{near_misses(str(stage), STAGES)} The stages are "
            f"{', '.join(STAGES)}.",
            value=stage,
        )
    if predicate is None and not criteria:
        raise InvalidQuery(
            f"The exclusion {reason!r} needs a criterion or a function that says which works it "
            "is about; `lambda entry: True` stands for all.",
            value=reason,
        )
    function = None
    if predicate is not None:
        function = getattr(predicate, "__qualname__", type(predicate).__qualname__)
    return Exclusion(reason=reason, stage=stage, criteria=criteria, function=function)


def _plain(value: object) -> Any:
    """A criterion's value as what JSON holds; `where` takes it for the same."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime.date):
        return datetime.date.isoformat(value)
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    return str(value)
