"""How catalogs and differences look in a notebook; how they look at a prompt is in `prompt`."""

from collections.abc import Iterable, Sequence

from .._html import faint, link, table, text
from .._records.entries import Entry
from .._snapshots.snapshot import Snapshot
from .prompt import title_line

_WORKS = 10
_AUTHORS = 3


def work(entry: Entry) -> str:
    """A work by its title, with its link, and with words where it is not verified."""
    title = link(entry.title, entry.url)
    return title if entry.verified else f"{title} {faint('(not verified)')}"


def works_table(caption: str, entries: Sequence[Entry]) -> str:
    """Works as a table; the first ten are shown.

    Args:
        caption: What stands above it, as plain text.
        entries: The works.
    """
    rows = (
        (
            text(entry.year or ""),
            text(entry.kind),
            work(entry),
            _authors(entry.authors),
            text(entry.venue or ""),
        )
        for entry in entries[:_WORKS]
    )
    head = ("Year", "Kind", "Title", "Authors", "Venue")
    return table(text(caption), head, rows, more=len(entries) - _WORKS)


def catalog_html(entries: Sequence[Entry], snapshot: Snapshot, trail: Sequence[str]) -> str:
    """A short table of a catalog for a notebook.

    Args:
        entries: Its entries; the first ten are shown.
        snapshot: Where they come from.
        trail: How they were chosen.
    """
    return works_table(title_line(len(entries), snapshot, trail), entries)


def changes_table(caption: str, changes: Sequence[tuple[Entry, Iterable[str]]]) -> str:
    """Works that have changed as a table; the first ten are shown.

    Args:
        caption: What stands above it, as plain text.
        changes: Each work with what has changed, as lines of plain text.
    """
    rows = (
        (work(entry), "<br>".join(text(line) for line in lines))
        for entry, lines in changes[:_WORKS]
    )
    return table(text(caption), ("Title", "Change"), rows, more=len(changes) - _WORKS)


def _authors(names: Sequence[str]) -> str:
    """Up to three authors; of more, the first."""
    return text(", ".join(names) if len(names) <= _AUTHORS else f"{names[0]} et al.")
