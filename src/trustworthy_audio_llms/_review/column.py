"""One column of the flow of a review: where records came from, and where works left.

The words are those of the flow diagrams of the PRISMA 2020 statement, doi:10.1136/bmj.n71.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from .._public import public
from .._records.dates import PartialDate
from .sources import SourceKind
from .stages import STAGES, Stage

ENTERED: dict[Stage, str] = {
    "screening": "Records screened",
    "retrieval": "Reports sought for retrieval",
    "eligibility": "Reports assessed for eligibility",
}
LEFT: dict[Stage, str] = {
    "screening": "Records excluded",
    "retrieval": "Reports not retrieved",
    "eligibility": "Reports excluded",
}
DUPLICATES = "Duplicate records removed"
AUTOMATED = "Records marked as ineligible by automation tools"
OTHER_REASONS = "Records removed for other reasons"

Step = tuple[int, str, int]
"""How deep a count stands below another, its words, and the count."""


@public
@attrs.frozen
class SourceCount:
    """A source of records in the flow of a review.

    Attributes:
        name: What it is called.
        provenance: How its records came to be, as lines to report: its pin and date first.
        records: How many records it had: one a mention of a work in its list, and one a work that
            no list mentions.
        duplicates: How many of them were of a work that an earlier record was of, whether of the
            same source or of one before it.
        kind: What it is: `database`, `register`, `website`, `organisation`, `citations`, `other`.
        query: The query as it was run, where somebody said.
        searched: When it was searched, where somebody said.
    """

    name: str
    provenance: tuple[str, ...]
    records: int
    duplicates: int = 0
    kind: SourceKind = "database"
    query: str | None = None
    searched: PartialDate | None = None


@public
@attrs.frozen(kw_only=True, repr=False)
class Column:
    """One column of the flow: what came by one way, left it, and why.

    Attributes:
        sources: Where the records came from.
        duplicates: How many records were of a work that another record was of.
        removed: How many works were removed before screening, by reason.
        excluded: By stage, how many works were excluded for each reason, in the order of the
            reasons. A stage that the review has not come to is not there.
        automated: By stage, how many works automation tools excluded; at the stage
            `identification`, how many they marked as ineligible before anybody looked.
    """

    sources: tuple[SourceCount, ...]
    duplicates: int
    excluded: Mapping[Stage, Mapping[str, int]]
    removed: Mapping[str, int] = attrs.field(factory=dict)
    automated: Mapping[Stage, int] = attrs.field(factory=dict)

    @property
    def identified(self) -> int:
        """How many records came from all sources."""
        return sum(source.records for source in self.sources)

    @property
    def screened(self) -> int:
        """How many distinct works were screened."""
        before = sum(self.removed.values()) + self.automated.get("identification", 0)
        return self.identified - self.duplicates - before

    @property
    def left_over(self) -> int:
        """How many works are left at the end."""
        return self._left_after(STAGES)

    def entered(self, stage: Stage) -> int:
        """How many works came to a stage.

        Args:
            stage: The stage; `identification` counts what is left without duplicates.
        """
        if stage == "identification":
            return self.identified - self.duplicates
        return self._left_after(STAGES[: STAGES.index(stage)])

    def left(self, stage: Stage) -> int:
        """How many works were excluded at a stage.

        Args:
            stage: The stage; `identification` counts what was removed before screening, without
                duplicates.
        """
        if stage == "identification":
            return self.entered(stage) - self.screened
        return sum(self.excluded.get(stage, {}).values())

    def identified_by(self, kind: SourceKind) -> int:
        """How many records came from sources of a kind.

        Args:
            kind: `database`, `register`, `website`, `organisation`, `citations` or `other`.
        """
        return sum(source.records for source in self.sources if source.kind == kind)

    def steps(self) -> Iterator[Step]:
        """Each count with its words, up to the last stage."""
        if len(self.sources) > 1:
            yield from ((1, source.name, source.records) for source in self.sources)
        yield 0, DUPLICATES, self.duplicates
        if len(self.sources) > 1:
            yield from ((1, one.name, one.duplicates) for one in self.sources if one.duplicates)
        if self.automated.get("identification"):
            yield 0, AUTOMATED, self.automated["identification"]
        if self.removed:
            yield 0, OTHER_REASONS, sum(self.removed.values())
            yield from _below(self.removed)
        for stage in self.excluded:
            yield from self._steps_at(stage)

    def _steps_at(self, stage: Stage) -> Iterator[Step]:
        yield 0, ENTERED[stage], self.entered(stage)
        yield 0, LEFT[stage], self.left(stage)
        yield from _below(self.excluded[stage])
        if self.automated.get(stage):
            yield 1, "of these, by automation tools", self.automated[stage]

    def to_dict(self) -> dict[str, Any]:
        """The counts as what JSON can hold, by the names of PRISMA's boxes.

        Stages that the review has not come to are null.
        """
        record: dict[str, Any] = {
            "sources": [_source_record(source) for source in self.sources],
            "records_identified": self.identified,
            "duplicate_records_removed": self.duplicates,
        }
        if self.automated:
            record["excluded_by_automation_tools"] = dict(self.automated)
        if self.removed:
            record["records_removed_for_other_reasons"] = dict(self.removed)
        for stage, words in ENTERED.items():
            here = stage in self.excluded
            record[_key(words)] = self.entered(stage) if here else None
            record[_key(LEFT[stage])] = dict(self.excluded[stage]) if here else None
        return record

    def _left_after(self, stages: tuple[Stage, ...]) -> int:
        left = (self.left(stage) for stage in stages if stage != "identification")
        return self.screened - sum(left)


def _below(counts: Mapping[str, int]) -> Iterator[Step]:
    """Counts that stand below the one before."""
    for words, number in counts.items():
        yield 1, words, number


def _source_record(source: SourceCount) -> dict[str, Any]:
    record = {name: value for name, value in attrs.asdict(source).items() if value is not None}
    if source.searched is not None:
        record["searched"] = str(source.searched)
    return record


def _key(words: str) -> str:
    return words.lower().replace(" ", "_")
