"""Print every measurement in one table; no measurement is a gate, so the exit code is 0.

A ratio holds from one machine to the next better than a time does, but not on a busy machine.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs

from . import exporting, importing, loading, reading
from .measure import Measurement

SHARED = os.environ.get(
    "TRUSTWORTHY_AUDIO_LLMS_SHARED", str(Path(__file__).resolve().parents[2] / "shared")
)


def table(measured: Sequence[Measurement]) -> str:
    """The measurements as aligned columns."""
    rows = [("name", "ours", "peer", "ratio", "target", "peer's work"), *map(row, measured)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for cells in rows:
        first, *numbers, last = [
            f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)
        ]
        lines.append("  ".join([first.strip().ljust(widths[0]), *numbers, last.strip()]).rstrip())
    return "\n".join(lines)


def row(measurement: Measurement) -> tuple[str, ...]:
    """One measurement as the cells of the table."""
    ratio = measurement.ratio
    return (
        measurement.name,
        cost(measurement.ours, measurement.unit),
        cost(measurement.peer, measurement.unit),
        "-" if ratio is None else f"{ratio:.2f}",
        f"<= {measurement.target:g}",
        f"{measurement.peer_name} {measurement.remark and f'({measurement.remark})'}",
    )


def cost(amount: float | None, unit: str) -> str:
    """A number with its unit: seconds as milliseconds, which most of them are."""
    if amount is None:
        return "-"
    return f"{amount * 1000:,.2f} ms" if unit == "s" else f"{amount:,.1f} {unit}"


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--archives",
        type=Path,
        default=Path(SHARED, "upstream", "archives"),
        help="a .tar.gz of a list as GitHub serves it, or a folder of several",
    )
    options = parser.parse_args()
    measured = [
        *importing.measurements(),
        *loading.measurements(),
        *reading.measurements(options.archives),
        *exporting.measurements(),
    ]
    if options.json:
        print(json.dumps([attrs.asdict(one) | {"ratio": one.ratio} for one in measured], indent=1))
    else:
        print(table(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
