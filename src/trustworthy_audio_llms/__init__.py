"""The literature on trustworthy audio LLMs, as typed records one can query, cite and pin.

    import trustworthy_audio_llms as tal

    catalog = tal.load()
    attacks = catalog.where(topic="safety/jailbreak", since="2025")
    print(attacks.search("benchmark OR red-teaming").to_bibtex())

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._audit.checks import Finding
    from ._catalog.catalog import Catalog
    from ._diff import Diff, diff
    from ._errors import (
        CatalogError,
        EntryNotFound,
        FetchError,
        InvalidAddress,
        InvalidQuery,
        ReviewMismatch,
        SnapshotCorrupt,
        SnapshotNotFound,
    )
    from ._records.dates import PartialDate
    from ._records.entries import (
        Benchmark,
        Dataset,
        Entry,
        Mention,
        NewsItem,
        Paper,
        Skipped,
        Survey,
        Toolkit,
    )
    from ._records.taxonomy import Taxonomy, Topic
    from ._records.taxonomy import load_taxonomy as topics
    from ._review.file import Exclusion
    from ._review.flow import Flow
    from ._review.review import Review
    from ._snapshots.snapshot import Snapshot
    from ._sources.fetch import fetch
    from ._sources.load import load, snapshots
    from ._sources.read import parse_list, read_list

__all__ = [
    "Benchmark",
    "Catalog",
    "CatalogError",
    "Dataset",
    "Diff",
    "Entry",
    "EntryNotFound",
    "Exclusion",
    "FetchError",
    "Finding",
    "Flow",
    "InvalidAddress",
    "InvalidQuery",
    "Mention",
    "NewsItem",
    "Paper",
    "PartialDate",
    "Review",
    "ReviewMismatch",
    "Skipped",
    "Snapshot",
    "SnapshotCorrupt",
    "SnapshotNotFound",
    "Survey",
    "Taxonomy",
    "Toolkit",
    "Topic",
    "diff",
    "fetch",
    "load",
    "parse_list",
    "read_list",
    "snapshots",
    "topics",
]

_HOMES = {
    "_audit.checks": ("Finding",),
    "_catalog.catalog": ("Catalog",),
    "_records.dates": ("PartialDate",),
    "_diff": ("Diff", "diff"),
    "_errors": (
        "CatalogError",
        "EntryNotFound",
        "FetchError",
        "InvalidAddress",
        "InvalidQuery",
        "ReviewMismatch",
        "SnapshotCorrupt",
        "SnapshotNotFound",
    ),
    "_sources.fetch": ("fetch",),
    "_review.flow": ("Flow",),
    "_sources.read": ("parse_list", "read_list"),
    "_sources.load": ("load", "snapshots"),
    "_records.entries": (
        "Benchmark",
        "Dataset",
        "Entry",
        "Mention",
        "NewsItem",
        "Paper",
        "Skipped",
        "Survey",
        "Toolkit",
    ),
    "_review.review": ("Review",),
    "_review.file": ("Exclusion",),
    "_snapshots.snapshot": ("Snapshot",),
    "_records.taxonomy": ("Taxonomy", "Topic", "topics"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version(__name__)
    elif name in _HOME:
        from importlib import import_module

        module = import_module(f".{_HOME[name]}", __name__)
        value = getattr(module, "load_taxonomy" if name == "topics" else name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
