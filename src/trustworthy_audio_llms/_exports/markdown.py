"""Entries as Markdown, in the forms of the list itself, so that our reader reads them back."""

import re
from collections.abc import Iterable, Sequence

from .._records.entries import Entry
from .._records.identifiers import identify
from .._text import clean_line, is_web_link

# What could be markup in the middle of a line on GitHub; lists and headings begin one.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$&])")
_ROW_HEADER = ("| Year | Title | Venue | Keywords |", "|------|-------|-------|----------|")


def to_markdown(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> str:
    """Entries as a list in Markdown.

    A work with a date or a link to an identifier is a bullet (`- **2025/05/22** | [**Title**](…)`);
    the others follow as rows of a table. What is not verified carries a warning sign. Title, link
    and date come back when the text is read with `parse_list`; there is no place for more.

    Args:
        entries: The works.
        header: Lines on how the list came to be, written as a comment.

    Returns:
        The text of a Markdown file.
    """
    bullets, rows = [], []
    for entry in entries:
        title = f"**{_escaped(entry.title)}**"
        url = entry.url if entry.url and is_web_link(entry.url) else None
        linked = f"[{title}](<{_target(url)}>)" if url else title
        mark = "" if entry.verified else " ⚠️"
        if entry.date:
            bullets.append(f"- **{str(entry.date).replace('-', '/')}** | {linked}{mark}")
        elif url and identify(url):
            bullets.append(f"- {linked}{mark}")
        else:
            cells = ("", f"{linked}{mark}", _escaped(entry.venue or ""), _keywords(entry))
            rows.append(f"| {' | '.join(cells)} |")
    comment = "\n".join(f"from {clean_line(line)}".replace("--", "‐‐") for line in header)
    parts = [f"<!--\n{comment}\n-->"] if comment else []
    if bullets:
        parts.append("\n".join(bullets))
    if rows:
        parts.append("\n".join((*_ROW_HEADER, *rows)))
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    """A text on one line in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", clean_line(text))


def _target(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C").replace("\\", "%5C")


def _keywords(entry: Entry) -> str:
    return ", ".join(_escaped(keyword) for keyword in entry.keywords)
