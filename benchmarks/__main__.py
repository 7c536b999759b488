"""Measure what the library costs beside its peers; no number is a gate, so the exit code is 0.

Peers are installed with `pip install -r benchmarks/requirements.txt`; what is not installed is
said to be not measured.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs

from . import (
    citing,
    exporting,
    fetching,
    filtering,
    growth,
    importing,
    loading,
    looking_up,
    memory,
    quality,
    reading,
    searching,
)
from .corpus import QUICK_SIZES, SIZES
from .measure import Comparison, rows
from .report import text_table, write

SHARED = os.environ.get(
    "TRUSTWORTHY_AUDIO_LLMS_SHARED", str(Path(__file__).resolve().parents[2] / "shared")
)


def comparisons(
    archives: Path, sizes: Sequence[int] = SIZES, growing: Sequence[int] = (1_000, 100_000)
) -> dict[str, list[Comparison]]:
    """Everything that is measured, by topic; nothing is measured yet.

    Args:
        archives: A `.tar.gz` of a list as GitHub serves it, or a folder of several.
        sizes: How many entries the catalogs have.
        growing: Between which numbers of entries growth is measured.
    """
    return {
        "importing": [*importing.comparisons()],
        "loading": [*loading.comparisons(sizes)],
        "looking up": [*looking_up.comparisons(sizes)],
        "filtering": [*filtering.comparisons(sizes)],
        "searching": [*searching.comparisons(sizes)],
        "quality": [*quality.comparisons(Path(SHARED, "search", "queries.jsonl"))],
        "fetching": [*fetching.comparisons(sizes)],
        "reading": [*reading.comparisons(sizes[:2], archives)],
        "citing": [*citing.comparisons(sizes[:2])],
        "exporting": [*exporting.comparisons(sizes)],
        "memory": [*memory.comparisons(sizes)],
        "growth": [*growth.comparisons(growing)],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--quick", action="store_true", help="small catalogs, to see that it runs")
    parser.add_argument("--only", action="append", metavar="TOPIC", help="one topic, or several")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table into this page")
    parser.add_argument(
        "--archives",
        type=Path,
        default=Path(SHARED, "upstream", "archives"),
        help="a .tar.gz of a list as GitHub serves it, or a folder of several",
    )
    options = parser.parse_args(arguments)
    if options.quick:
        todo = comparisons(options.archives, QUICK_SIZES, QUICK_SIZES)
    else:
        todo = comparisons(options.archives)
    measured = {
        topic: [row for comparison in compared for row in rows(comparison)]
        for topic, compared in todo.items()
        if not options.only or topic in options.only
    }
    if options.json:
        told = [
            {"topic": topic, **attrs.asdict(row), "ratio": row.ratio, "met": row.met}
            for topic, found in measured.items()
            for row in found
        ]
        print(json.dumps(told, indent=1))
    else:
        print(text_table([row for found in measured.values() for row in found]))
    if options.write:
        write(options.write, measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
