"""The literature on trustworthy audio LLMs, as typed records one can query, cite and pin.

    import trustworthy_audio_llms as tal

    catalog = tal.load()
    attacks = catalog.where(topic="safety/jailbreak", since="2025")
    print(attacks.search("benchmark OR red-teaming").to_bibtex())

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

_HOMES = {
    "Agreement": "_review.agreement",
    "Assignment": "_records.taxonomy",
    "Benchmark": "_records.entries",
    "Catalog": "_catalog.catalog",
    "CatalogError": "_errors",
    "Change": "_diff",
    "Column": "_review.column",
    "Correction": "_audit.editing",
    "Dataset": "_records.entries",
    "Decision": "_review.events",
    "Diff": "_diff",
    "Distinct": "_review.events",
    "Duplicate": "_catalog.duplicates",
    "Edition": "_records.venue",
    "Entry": "_records.entries",
    "EntryNotFound": "_errors",
    "Exclusion": "_review.events",
    "FetchError": "_errors",
    "FieldChange": "_diff",
    "Finding": "_audit.finding",
    "Findings": "_audit.findings",
    "Flow": "_review.flow",
    "Intake": "_review.intake",
    "InvalidAddress": "_errors",
    "InvalidQuery": "_errors",
    "Match": "_catalog.matches",
    "Matches": "_catalog.matches",
    "Mention": "_records.mentions",
    "NewsItem": "_records.mentions",
    "Paper": "_records.entries",
    "PartialDate": "_records.dates",
    "Plots": "_display.plots",
    "Query": "_catalog.query",
    "Relation": "_records.sameness",
    "Repair": "_audit.repair",
    "Review": "_review.review",
    "ReviewMismatch": "_errors",
    "Screen": "_dumps.screen",
    "ScreenCounts": "_dumps.dataset",
    "ScreenedCatalog": "_dumps.dataset",
    "SkipReason": "_records.skipping",
    "Skipped": "_records.mentions",
    "SkippedLines": "_display.skipped",
    "Snapshot": "_snapshots.snapshot",
    "SnapshotCorrupt": "_errors",
    "SnapshotNotFound": "_errors",
    "Snapshots": "_snapshots.snapshot",
    "Source": "_review.sources",
    "SourceCount": "_review.column",
    "Survey": "_records.entries",
    "Taxonomy": "_records.taxonomy",
    "Toolkit": "_records.entries",
    "Topic": "_records.taxonomy",
    "Undo": "_review.events",
    "Unmatched": "_review.intake",
    "Venue": "_records.venue",
    "Venues": "_records.venues",
    "clear_cache": "_sources.clear",
    "diff": "_diff",
    "fetch": "_sources.fetch",
    "identify": "_records.identifiers",
    "load": "_sources.load",
    "parse_list": "_sources.read",
    "parse_references": "_sources.read",
    "read_list": "_sources.read",
    "read_references": "_sources.read",
    "repair_bibtex": "_sources.repair",
    "resolve": "_sources.resolve",
    "screen_dataset": "_dumps.dataset",
    "snapshots": "_sources.load",
    "topics": "_records.taxonomy",
    "venues": "_records.venues",
}
"""The public names, each with the module behind it."""

__all__ = list(_HOMES)

# The same for type checkers and editors, which cannot read a table; a test compares the two.
if TYPE_CHECKING:
    from ._audit.editing import Correction as Correction
    from ._audit.finding import Finding as Finding
    from ._audit.findings import Findings as Findings
    from ._audit.repair import Repair as Repair
    from ._catalog.catalog import Catalog as Catalog
    from ._catalog.duplicates import Duplicate as Duplicate
    from ._catalog.matches import Match as Match
    from ._catalog.matches import Matches as Matches
    from ._catalog.query import Query as Query
    from ._diff import Change as Change
    from ._diff import Diff as Diff
    from ._diff import FieldChange as FieldChange
    from ._diff import diff as diff
    from ._display.plots import Plots as Plots
    from ._display.skipped import SkippedLines as SkippedLines
    from ._dumps.dataset import ScreenCounts as ScreenCounts
    from ._dumps.dataset import ScreenedCatalog as ScreenedCatalog
    from ._dumps.dataset import screen_dataset as screen_dataset
    from ._dumps.screen import Screen as Screen
    from ._errors import CatalogError as CatalogError
    from ._errors import EntryNotFound as EntryNotFound
    from ._errors import FetchError as FetchError
    from ._errors import InvalidAddress as InvalidAddress
    from ._errors import InvalidQuery as InvalidQuery
    from ._errors import ReviewMismatch as ReviewMismatch
    from ._errors import SnapshotCorrupt as SnapshotCorrupt
    from ._errors import SnapshotNotFound as SnapshotNotFound
    from ._records.dates import PartialDate as PartialDate
    from ._records.entries import Benchmark as Benchmark
    from ._records.entries import Dataset as Dataset
    from ._records.entries import Entry as Entry
    from ._records.entries import Paper as Paper
    from ._records.entries import Survey as Survey
    from ._records.entries import Toolkit as Toolkit
    from ._records.identifiers import identify as identify
    from ._records.mentions import Mention as Mention
    from ._records.mentions import NewsItem as NewsItem
    from ._records.mentions import Skipped as Skipped
    from ._records.sameness import Relation as Relation
    from ._records.skipping import SkipReason as SkipReason
    from ._records.taxonomy import Assignment as Assignment
    from ._records.taxonomy import Taxonomy as Taxonomy
    from ._records.taxonomy import Topic as Topic
    from ._records.taxonomy import topics as topics
    from ._records.venue import Edition as Edition
    from ._records.venue import Venue as Venue
    from ._records.venues import Venues as Venues
    from ._records.venues import venues as venues
    from ._review.agreement import Agreement as Agreement
    from ._review.column import Column as Column
    from ._review.column import SourceCount as SourceCount
    from ._review.events import Decision as Decision
    from ._review.events import Distinct as Distinct
    from ._review.events import Exclusion as Exclusion
    from ._review.events import Undo as Undo
    from ._review.flow import Flow as Flow
    from ._review.intake import Intake as Intake
    from ._review.intake import Unmatched as Unmatched
    from ._review.review import Review as Review
    from ._review.sources import Source as Source
    from ._snapshots.snapshot import Snapshot as Snapshot
    from ._snapshots.snapshot import Snapshots as Snapshots
    from ._sources.clear import clear_cache as clear_cache
    from ._sources.fetch import fetch as fetch
    from ._sources.load import load as load
    from ._sources.load import snapshots as snapshots
    from ._sources.read import parse_list as parse_list
    from ._sources.read import parse_references as parse_references
    from ._sources.read import read_list as read_list
    from ._sources.read import read_references as read_references
    from ._sources.repair import repair_bibtex as repair_bibtex
    from ._sources.resolve import resolve as resolve


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version(__name__)
    elif name in _HOMES:
        from importlib import import_module

        value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
