"""What the commands print: for people on a terminal, plain lines for pipes, JSON for programs.

Whether stdout is a terminal decides, and nothing else, so that no setting breaks a script: a pipe
gets a line a row, its columns parted by tabs. FORCE_COLOR colours only what is text anyway.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from .._plural import counted
from .._records.entries import Entry
from .._records.names import split_name
from .._snapshots.snapshot import Snapshot
from .._text import terminal_line
from . import terminal
from .saying import say

if TYPE_CHECKING:
    from .._catalog.catalog import Catalog

_IN_A_ROW = ("authors", "topics", "keywords")

_VENUE = 24
_WIDE = 140
"""The width from which on a table of works has room for authors and venues."""

_NOT_VERIFIED = "Not verified: no two independent sources agree on it."


def write(content: str | bytes) -> None:
    """Write what a program is to read: in UTF-8, whatever the terminal's encoding is."""
    click.echo(content.encode() if isinstance(content, str) else content, nl=False)


def notice(lines: Iterable[str]) -> None:
    """Tell how a query was read, on stderr, so that no pipe gets it."""
    for line in lines:
        say(line)


def write_json_lines(records: Iterable[Mapping[str, object]]) -> None:
    """Write JSON Lines: an object a line, in ASCII."""
    write("".join(f"{json.dumps(record)}\n" for record in records))


def print_table(
    columns: Mapping[str, str],
    rows: Iterable[Sequence[str]],
    *,
    whole: bool = False,
    below: str = "",
) -> None:
    """Print a table.

    Args:
        columns: The headings, each with the style of its column.
        rows: The rows, a text for each column.
        whole: Whether the last column, which has the longest texts, must not be broken into lines.
        below: What a terminal shows below the table.
    """
    cleaned = [[terminal_line(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        terminal.draw_table(columns, cleaned, whole=whole, below=below)
    else:
        click.echo("".join("\t".join(row) + "\n" for row in cleaned), nl=False)


def print_works(found: "Catalog", limit: int | None = None) -> None:
    """Print works as a table: key, year, kind and title, which says what is not verified.

    A wide terminal shows the first author and the venue, too, and every terminal how many works
    there are, of which snapshot.

    Args:
        found: The works.
        limit: How many are shown at the most.
    """
    works = found[:limit]
    if sys.stdout.isatty() and terminal.width() >= _WIDE:
        columns = {"key": "cyan", "year": "", "kind": "", "author": "", "venue": "", "title": ""}
        print_table(columns, map(_wide_row, works), below=_counted(found, len(works)))
    else:
        columns = {"key": "cyan", "year": "", "kind": "", "title": ""}
        print_table(columns, map(_row, works), below=_counted(found, len(works)))


def print_counts(by: str, counts: Sequence[tuple[str, int]]) -> None:
    """Print how often values are there: value and number, on a terminal with bars.

    Args:
        by: What the values are.
        counts: The values, each with its number.
    """
    if not sys.stdout.isatty():
        print_table({by: "", "works": ""}, [(value, str(number)) for value, number in counts])
        return
    bars = terminal.bars([number for _, number in counts])
    labelled = zip(counts, bars, strict=True)
    rows = [(str(number), bar, value or "(none)") for (value, number), bar in labelled]
    print_table({"works": "", "": "cyan", by: ""}, rows)


def print_work(entry: Entry) -> None:
    """Print what a record says: a line for each value, on a terminal a card."""
    from .._snapshots.codec import entry_to_json

    record = entry_to_json(entry)
    fields = {name: list(map(terminal_line, _parts(value))) for name, value in record.items()}
    if sys.stdout.isatty():
        joined = {name: [", ".join(fields[name])] for name in _IN_A_ROW if name in fields}
        (title,) = fields.pop("title")
        warning = "" if entry.verified else _NOT_VERIFIED
        terminal.draw_card(title, fields | joined, warning=warning)
        return
    if not entry.verified:
        fields["verified"] = [f"no: {_NOT_VERIFIED.partition(': ')[2]}"]
    width = max(map(len, fields))
    for name, values in fields.items():
        for place, value in enumerate(values):
            click.echo(f"{'' if place else name:{width}}  {value}")


def print_snapshots(snapshots: Iterable[Snapshot]) -> None:
    """Print snapshots as a table: date, where from, and pin."""
    rows = [(str(one.date or ""), _origin(one), one.pin) for one in snapshots]
    print_table({"date": "", "from": "", "pin": "cyan"}, rows, whole=True)


def snapshot_record(snapshot: Snapshot) -> dict[str, str | None]:
    """What JSON tells of a snapshot."""
    return {
        "name": snapshot.name,
        "from": _origin(snapshot),
        "source": snapshot.source,
        "commit": snapshot.commit,
        "date": str(snapshot.date) if snapshot.date else None,
        "fetched": snapshot.fetched.isoformat() if snapshot.fetched else None,
        "digest": snapshot.digest,
        "pin": snapshot.pin,
    }


def _origin(snapshot: Snapshot) -> str:
    return "fetched" if snapshot.fetched else "bundled"


def print_lines(text: str, styles: Mapping[str, str], *, whole: bool = False) -> None:
    """Print lines, in colour on a terminal or where FORCE_COLOR asks for it.

    Args:
        text: The lines, safe to print, each ended.
        styles: Styles for what regular expressions match.
        whole: Whether a terminal, too, must not break them between words.
    """
    if sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
        terminal.draw_lines(text, styles, whole=whole or not sys.stdout.isatty())
    else:
        click.echo(text, nl=False)


def _row(entry: Entry) -> tuple[str, str, str, str]:
    mark = "" if entry.verified else f" {terminal.UNVERIFIED}"
    return entry.citekey, str(entry.year or ""), entry.kind, f"{entry.title}{mark}"


def _counted(found: "Catalog", shown: int) -> str:
    """How many works there are, how many of them are shown, and of which snapshot."""
    works = counted(len(found), "work")
    told = works if shown == len(found) else f"the first {shown} of {works}"
    return f"{told}, snapshot {terminal_line(found.snapshot.name)}"


def _wide_row(entry: Entry) -> tuple[str, ...]:
    *first, title = _row(entry)
    more = " et al." if len(entry.authors) > 1 or not entry.authors_complete else ""
    author = f"{split_name(entry.authors[0]).family}{more}" if entry.authors else ""
    return (*first, author, _shortened(entry.venue or ""), title)


def _shortened(venue: str) -> str:
    """A venue in a column: whole words, as far as they fit."""
    words = venue.split()
    while len(" ".join(words)) > _VENUE and len(words) > 1:
        words.pop()
    shortened = " ".join(words)
    return shortened if shortened == " ".join(venue.split()) else f"{shortened} …"


def _parts(value: object) -> list[str]:
    """The values of a field, each on one line."""
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in _parts(item)]
    if isinstance(value, dict):
        return [", ".join(f"{name} {part}" for name, part in value.items())]
    return [str(value)]
