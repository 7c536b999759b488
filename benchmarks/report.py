"""The measurements as a table, for a terminal and for the pages."""

import os
import platform
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from .measure import Row
from .peers import versions

HEAD = ("what", "entries", "beside", "ours", "theirs", "ratio", "target", "met")
_BEGIN, _END = "<!-- measured: {} -->", "<!-- end -->"


def cells(row: Row) -> tuple[str, ...]:
    """One row as the cells of a table."""
    if row.at_most is not None:
        target = f"<= {cost(row.at_most, row.unit)}"
    else:
        target = "" if row.target is None else f"<= {row.target:g} x"
    return (
        row.name,
        "" if row.entries is None else f"{row.entries:,}",
        row.peer,
        cost(row.ours, row.unit),
        cost(row.theirs, row.unit),
        "" if row.ratio is None or not row.unit else _ratio(row.ratio),
        target,
        {None: "", True: "yes", False: "no"}[row.met],
    )


def _ratio(ratio: float) -> str:
    return f"{ratio:.3f}" if ratio < 0.1 else f"{ratio:.2f}"


def cost(amount: float | None, unit: str) -> str:
    """A number with its unit, seconds in what fits them."""
    if amount is None:
        return "not measured"
    if unit != "s":
        return f"{amount:,.2f} {unit}".rstrip()
    scale, name = next(
        (pair for pair in ((1, "s"), (1e3, "ms")) if amount * pair[0] >= 1), (1e6, "µs")
    )
    return f"{amount * scale:,.2f} {name}"


def text_table(rows: Sequence[Row]) -> str:
    """The rows as aligned columns."""
    table = [HEAD, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 2) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in table
    )


def markdown_table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = [HEAD, ("---", "--:", "---", "--:", "--:", "--:", "--:", "---"), *map(cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def surroundings() -> str:
    """What it was measured on: the machine and the versions."""
    with_versions = [f"{name} {version}" for name, version in versions().items()]
    ours = metadata.version("trustworthy_audio_llms")
    return (
        f"Measured with release {ours} on {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}, "
        f"{', '.join(with_versions)}."
    )


def write(page: Path, measured: Mapping[str, Sequence[Row]]) -> None:
    """Put the tables into a page, each between the two comments that mark its place.

    Args:
        page: The page; `<!-- measured: loading -->` begins the place of that table.
        measured: The rows of each table.

    Raises:
        ValueError: The page lacks a place for one of them.
    """
    text = page.read_text(encoding="utf-8")
    for topic, rows in [("surroundings", []), *measured.items()]:
        before, begin, rest = text.partition(_BEGIN.format(topic))
        _, end, after = rest.partition(_END)
        if not end:
            raise ValueError(f"{page} has no place for {topic}: {_BEGIN.format(topic)} to {_END}.")
        told = markdown_table(rows) if rows else surroundings()
        text = f"{before}{begin}\n\n{told}\n\n{end}{after}"
    page.write_text(text, encoding="utf-8")


def names_in(page: Path, topic: str) -> list[tuple[str, str]]:
    """What is done and the peer, of each row of a table in a page."""
    text = page.read_text(encoding="utf-8")
    table = text.partition(_BEGIN.format(topic))[2].partition(_END)[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines[2:]]
    return [(name, peer) for _, name, _, peer, *_ in rows]
