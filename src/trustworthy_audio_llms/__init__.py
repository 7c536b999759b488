"""The literature on trustworthy audio LLMs, as typed records one can query, cite and pin.

    import trustworthy_audio_llms as tal

    catalog = tal.load()
    attacks = catalog.where(topic="safety/jailbreak", since="2025")
    print(attacks.search("benchmark OR red-teaming").to_bibtex())

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._audit import Finding
    from ._catalog import Catalog
    from ._dates import PartialDate
    from ._diff import Diff, diff
    from ._errors import (
        CatalogError,
        EntryNotFound,
        FetchError,
        InvalidQuery,
        ReviewMismatch,
        SnapshotCorrupt,
        SnapshotNotFound,
    )
    from ._fetch import fetch
    from ._flow import Flow
    from ._lists import parse_list, read_list
    from ._load import load, snapshots
    from ._records import (
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
    from ._review import Review
    from ._review_file import Exclusion
    from ._snapshot import Snapshot
    from ._taxonomy import Taxonomy, Topic
    from ._taxonomy import load_taxonomy as topics

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
    "_audit": ("Finding",),
    "_catalog": ("Catalog",),
    "_dates": ("PartialDate",),
    "_diff": ("Diff", "diff"),
    "_errors": (
        "CatalogError",
        "EntryNotFound",
        "FetchError",
        "InvalidQuery",
        "ReviewMismatch",
        "SnapshotCorrupt",
        "SnapshotNotFound",
    ),
    "_fetch": ("fetch",),
    "_flow": ("Flow",),
    "_lists": ("parse_list", "read_list"),
    "_load": ("load", "snapshots"),
    "_records": (
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
    "_review": ("Review",),
    "_review_file": ("Exclusion",),
    "_snapshot": ("Snapshot",),
    "_taxonomy": ("Taxonomy", "Topic", "topics"),
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
