"""How an entry looks in a few lines, and as the reference that a person reads."""

import re
from typing import Any

from .._text import terminal_line

_WIDTH = 79
_FEW = 3

# Entries are of any type here: their module stands on this one.

# What says something of a work at a glance, in this order.
_FIELDS = ("date", "venue", "status", "topics", "keywords", "name", "url", "code", "data", "note")


def in_a_few_lines(entry: Any) -> str:
    """What says something of an entry, a line a field, each at most 79 characters wide."""
    opening = f"{type(entry).__name__}("
    facts = {"id": repr(entry.id), "title": repr(entry.title)}
    if entry.authors:
        facts["authors"] = repr(_some(entry.authors, complete=entry.authors_complete))
    for name in _FIELDS:
        value = getattr(entry, name)
        if value not in (None, ()):
            facts[name] = repr(_some(value) if isinstance(value, tuple) else str(value))
    facts |= {"citekey": repr(entry.citekey), "verified": str(entry.verified)}
    indent = " " * len(opening)
    lines = [
        _cut(terminal_line(f"{name}={value},"), _WIDTH - len(indent))
        for name, value in facts.items()
    ]
    return opening + f"\n{indent}".join(lines).removesuffix(",") + ")"


def as_reference(entry: Any) -> str:
    """An entry as a reference: authors, year, title, venue, identifier."""
    from .names import as_read  # Only here, since most entries are never shown.

    parts = []
    year = _year(entry)
    if entry.authors:
        names = tuple(map(as_read, entry.authors[:_FEW]))
        authors = _some((*names, *entry.authors[_FEW:]), complete=entry.authors_complete)
        parts.append(f"{authors} ({year})" if year else authors)
    title = terminal_line(entry.title)
    parts.append(f"{title} ({year})" if year and not entry.authors else title)
    if entry.venue:
        is_open = entry.status == "under-review"
        parts.append(f"{entry.venue} (under review)" if is_open else entry.venue)
    if not entry.id.startswith("title:"):
        parts.append(entry.id)
    elif entry.url:
        parts.append(entry.url)
    cleaned = filter(None, map(terminal_line, parts))
    text = " ".join(part if part[-1] in ".?!" else f"{part}." for part in cleaned)
    return text if entry.verified else f"{text} [not verified]".lstrip()


def _year(entry: Any) -> Any:
    """The year that a reference gives: that of the publication, where there is one."""
    if entry.published:
        return int(entry.published.year)
    in_venue = re.search(r"\b(?:19|20)\d\d\b", entry.venue or "")
    if in_venue and entry.status != "under-review":
        return int(in_venue[0])
    return entry.date.year if entry.date else None


def _some(values: tuple[str, ...], *, complete: bool = True) -> str:
    """The first few of several texts, and how many more there are."""
    few = ", ".join(values[:_FEW])
    if len(values) > _FEW:
        return f"{few} and {len(values) - _FEW} more"
    return few if complete else f"{few} et al."


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"
