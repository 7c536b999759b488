"""How catalogs look at a prompt and in a notebook."""

import datetime
import html
from collections.abc import Sequence

from ._clean import clean_line, terminal_line
from ._fields import is_web_link
from ._records import Entry
from ._snapshot import Snapshot

_SHOWN = 10
_WIDTH = 79


def _age(snapshot: Snapshot, today: datetime.date | None = None) -> str:
    """How long ago the list was in the state of a snapshot, in words."""
    if snapshot.date is None:
        return "of unknown age"
    days = ((today or datetime.date.today()) - snapshot.date.latest).days
    if days > 0:
        return f"{days} day{'s' if days > 1 else ''} old"
    return "of today" if days == 0 and snapshot.date.day else f"of {snapshot.date}"


def _title_line(count: int, snapshot: Snapshot, trail: Sequence[str]) -> str:
    works = "1 entry" if count == 1 else f"{count} entries"
    about = [_age(snapshot)]
    if snapshot.source not in snapshot.name:
        about.append(f"from {snapshot.source}")
    if len(trail) > 1:
        about.append(f"after {len(trail) - 1} step{'s' if len(trail) > 2 else ''}")
    return f"Catalog of {works}: {snapshot.name} ({', '.join(about)})"


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
    lines = [terminal_line(_title_line(len(entries), snapshot, trail))]
    for entry in entries[:_SHOWN]:
        year, kind, mark, title = _row(entry)
        line = f"{year:4}  {kind:9}  {mark:1} {terminal_line(title)}"
        lines.append(line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…")
    if len(entries) > _SHOWN:
        lines.append(f"… and {len(entries) - _SHOWN} more")
    return "\n".join(lines)


def catalog_html(entries: Sequence[Entry], snapshot: Snapshot, trail: Sequence[str]) -> str:
    """The same table for a notebook, with links; all text is escaped."""
    rows = []
    for entry in entries[:_SHOWN]:
        year, kind, mark, title = (html.escape(clean_line(text)) for text in _row(entry))
        if entry.url and is_web_link(entry.url):
            title = f'<a href="{html.escape(entry.url)}">{title}</a>'
        rows.append(f"<tr><td>{year}</td><td>{kind}</td><td>{mark}</td><td>{title}</td></tr>")
    more = len(entries) - _SHOWN
    rest = f"<p>… and {more} more</p>" if more > 0 else ""
    caption = html.escape(clean_line(_title_line(len(entries), snapshot, trail)))
    return (
        f"<table><caption>{caption}</caption><thead><tr><th>Year</th><th>Kind</th><th></th>"
        f"<th>Title</th></tr></thead><tbody>{''.join(rows)}</tbody></table>{rest}"
    )
