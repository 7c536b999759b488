"""How catalogs look at a prompt."""

import datetime
from collections import Counter
from collections.abc import Sequence

from .._plural import counted
from .._records.entries import Entry
from .._records.mentions import Skipped
from .._snapshots.snapshot import Snapshot
from .._text import printable, terminal_line

_SHOWN = 10
_WIDTH = 79
_REASONS = 3


def _age(snapshot: Snapshot, today: datetime.date | None = None) -> str:
    """How long ago the list was in the state of a snapshot, in words."""
    if snapshot.date is None:
        return "of unknown age"
    days = ((today or datetime.date.today()) - snapshot.date.latest).days
    if days > 0:
        return f"{counted(days, 'day')} old"
    return "of today" if days == 0 and snapshot.date.day else f"of {snapshot.date}"


def title_line(count: int, snapshot: Snapshot, trail: Sequence[str]) -> str:
    """How many entries there are, and which snapshot they are from, how old and from where."""
    details = [_age(snapshot)]
    if snapshot.source not in snapshot.name:
        details.append(f"from {snapshot.source}")
    if len(trail) > 1:
        details.append(filters(len(trail) - 1))
    return f"Catalog of {counted(count, 'entry')}: {snapshot.name} ({', '.join(details)})"


def filters(count: int) -> str:
    """How often a catalog was narrowed, sorted or joined since it was opened."""
    return f"{counted(count, 'filter')} applied"


def skipped_line(entries: int, skipped: Sequence[Skipped]) -> str | None:
    """How many lines of a list were not read, and for which reasons; loud where that is most.

    Args:
        entries: How many entries were read.
        skipped: What was not read.
    """
    if not skipped:
        return None
    reasons = Counter(line.code for line in skipped).most_common(_REASONS)
    most = ", ".join(f"{count} {code}" for code, count in reasons)
    lines = f"{counted(len(skipped), 'line')} {'was' if len(skipped) == 1 else 'were'}"
    if len(skipped) > entries:
        return f"! {lines} skipped, more than read: {most}. See `skipped`."
    return f"{lines} skipped: see `skipped`."


def _row(entry: Entry) -> tuple[str, str, str, str]:
    """Year, kind, mark and title of an entry."""
    return str(entry.year or ""), entry.kind, "" if entry.verified else "?", entry.title


def catalog_text(entries: Sequence[Entry], snapshot: Snapshot, trail: Sequence[str]) -> str:
    """A short table of a catalog for a terminal.

    Args:
        entries: Its entries; the first ten are shown.
        snapshot: Where they come from.
        trail: How they were chosen.

    Returns:
        Lines of at most 79 characters under a title line; `?` marks what is not verified.
    """
    lines = [terminal_line(title_line(len(entries), snapshot, trail))]
    for entry in entries[:_SHOWN]:
        year, kind, mark, title = _row(entry)
        line = f"{year:4}  {kind:9}  {mark:1} {terminal_line(title)}"
        lines.append(line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…")
    if len(entries) > _SHOWN:
        lines.append(f"… and {len(entries) - _SHOWN} more")
    return printable("\n".join(lines))
