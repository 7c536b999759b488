"""Counting what a screening log comes to: the flow of a review."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import attrs

from .._records.entries import Entry
from .._records.sameness import Relation
from .column import Column, SourceCount
from .events import Exclusion
from .flow import Flow
from .log import ScreeningLog
from .sources import SEARCHED, Source, records_of
from .stages import STAGES, Stage

NO_REASON = "no reason given"
_SEEN = "screened for the previous version of the review"


@attrs.define
class _Tally:
    """The counts of a column, while they grow."""

    excluded: dict[Stage, Counter[str]]
    removed: Counter[str] = attrs.field(factory=Counter)
    automated: Counter[Stage] = attrs.field(factory=Counter)
    sources: list[SourceCount] = attrs.field(factory=list)

    def column(self) -> Column:
        return Column(
            sources=tuple(self.sources),
            duplicates=sum(source.duplicates for source in self.sources),
            excluded=self.excluded,
            removed=dict(self.removed),
            automated=dict(self.automated),
        )


def count(log: ScreeningLog) -> Flow:
    """The flow of a screening.

    A work counts where the first source has it that brought it. A stage at which nothing was
    recorded, nor at a later one, is one that the review has not come to.
    """
    tallies = {True: _Tally(_stages(log)), False: _Tally(_stages(log))}
    for line in log.standing.own:  # A step that excluded nothing is a result, too.
        if isinstance(line, Exclusion):
            _zero(tallies[True], line)
    known = _add_sources(log, tallies)
    searched, other = (tallies[column].column() for column in (True, False))
    before = frozenset(map(log.standing.id_of, log.previous.included)) if log.previous else ()
    reinstated = _reinstated(log, before)
    left = [entry for entry in log.catalog if not log.standing.is_excluded(entry.id)]
    studies = _studies(log, left)
    others = [study for study in studies if study.isdisjoint(before)]
    new = [study for study in others if study.isdisjoint(reinstated)]
    number_new = searched.left_over + other.left_over
    return Flow(
        title=log.title,
        sources=searched.sources,
        duplicates=searched.duplicates,
        excluded=searched.excluded,
        removed=searched.removed,
        automated=searched.automated,
        other=other if other.sources else None,
        previous=len(before) if log.previous else None,
        previous_versions=len(before) - len(_studies(log, map(log.find, before))),
        dropped=sum(map(log.standing.is_excluded, before)),
        reinstated=len(reinstated),
        reinstated_versions=len(reinstated) - (len(others) - len(new)),
        new_versions=number_new - len(new),
        versions=len(left) - len(studies),
        undecided=sum(map(log.standing.is_pending, known)),
    )


def _add_sources(log: ScreeningLog, tallies: Mapping[bool, _Tally]) -> frozenset[str]:
    """Count every source, in the column it belongs to; gives the works of all."""
    seen = frozenset(log.standing.id_of(entry.id) for entry in _seen_before(log))
    known: set[str] = set()
    apart = log.set_apart_by_source()
    for number, source in enumerate(log.sources):
        found = [log.standing.id_of(entry.id) for entry in source.catalog]
        found += apart.get(number, ())
        new = [work for work in dict.fromkeys(found) if work not in known]
        known.update(new)
        _add_source(tallies[source.kind in SEARCHED], log, source, new, seen)
    return frozenset(known)


def _seen_before(log: ScreeningLog) -> Iterable[Entry]:
    return log.previous.seen if log.previous else ()


def _add_source(
    tally: _Tally, log: ScreeningLog, source: Source, new: Iterable[str], seen: Collection[str]
) -> None:
    """Count a source, and where the works went that it was the first to bring."""
    works = tuple(new)
    tally.sources.append(_counted(source, len(works)))
    for work in works:
        if work in seen:
            tally.removed[_SEEN] += 1
        else:
            _add(tally, log, work)


def _stages(log: ScreeningLog) -> dict[Stage, Counter[str]]:
    """Counters for the stages up to the last one that the review has come to."""
    last = max((STAGES.index(stage) for stage in log.standing.reached), default=0)
    return {stage: Counter() for stage in STAGES[1 : max(last, 1) + 1]}


def _zero(tally: _Tally, step: Exclusion) -> None:
    if step.stage != "identification":
        tally.excluded[step.stage][step.reason] += 0
    elif not step.tool:
        tally.removed[step.reason] += 0


def _add(tally: _Tally, log: ScreeningLog, work: str) -> None:
    """Count where a work went."""
    stage, outcome = log.standing.ending(work)
    if stage is None:
        return
    by_tool = isinstance(outcome.event, Exclusion) and outcome.event.tool is not None
    if by_tool:
        tally.automated[stage] += 1
    if stage != "identification":
        tally.excluded[stage][outcome.reason or NO_REASON] += 1
    elif not by_tool:
        tally.removed[outcome.reason or NO_REASON] += 1


def _counted(source: Source, new: int) -> SourceCount:
    records = sum(map(records_of, source.catalog))
    return SourceCount(
        name=source.label,
        provenance=source.catalog.provenance,
        records=records,
        duplicates=records - new,
        kind=source.kind,
        query=source.query,
        searched=source.searched,
    )


def _reinstated(log: ScreeningLog, before: Collection[str]) -> frozenset[str]:
    """The works that the previous version excluded, and this one does not."""
    seen = (log.standing.id_of(entry.id) for entry in _seen_before(log))
    return frozenset(
        work for work in seen if work not in before and not log.standing.is_excluded(work)
    )


def _studies(log: ScreeningLog, works: Iterable[Entry]) -> list[frozenset[str]]:
    """The works that report one study, study by study: versions of each other."""
    entries = tuple(works)
    study = {entry.id: {entry.id} for entry in entries}
    for pair in log.not_told_apart(log.catalog.derive(entries, "left").duplicates()):
        if pair.relation is Relation.VERSION and pair.other.id in study:
            joined = study[pair.entry.id] | study[pair.other.id]
            study |= dict.fromkeys(joined, joined)
    return list(dict.fromkeys(map(frozenset, study.values())))
