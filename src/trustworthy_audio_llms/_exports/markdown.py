"""Entries as Markdown that people read, in forms that our reader reads back."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from .._records.entries import Entry
from .._records.identifiers import identify
from .._records.names import split_name
from .._records.schemes import SCHEMES
from .._text import is_web_link, markdown_line, terminal_line
from .references import Reference, references

_WARNING = "⚠️"
_LEGEND = f"{_WARNING} not verified: no two independent sources confirm it."
_HEADER = (
    "| Date | Title | Authors | Venue | Link | Keywords | Description |",
    "|------|-------|---------|-------|------|----------|-------------|",
)


def to_markdown(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> str:
    """Entries as a list in Markdown.

    A work with a date or a link to an identifier is a bullet: `- **2025/05/22** | [**Title**](…).
    *Authors*. Venue.` with its identifiers behind it; the others follow as rows of a table. What is
    not verified carries a warning sign, which a line above the list explains. Title, link, date,
    authors, venue and identifiers come back when the text is read with `parse_list`.

    Args:
        entries: The works.
        header: Lines on how the list came to be, written as a comment.

    Returns:
        The text of a Markdown file.
    """
    bullets, rows, unverified = [], [], False
    for work in references(entries):
        unverified = unverified or not work.entry.verified
        if work.entry.date or (work.entry.url and identify(work.entry.url)):
            bullets.append(_bullet(work))
        else:
            rows.append(_row(work))
    comment = "\n".join(f"from {terminal_line(line)}".replace("--", "‐‐") for line in header)
    parts = [
        f"<!--\n{comment}\n-->" if comment else "",
        _LEGEND if unverified else "",
        "\n".join(bullets),
        "\n".join((*_HEADER, *rows)) if rows else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _bullet(work: Reference) -> str:
    date = str(work.entry.date).replace("-", "/") if work.entry.date else None
    authors = _authors(work)
    facts = [f"*{authors}*" if authors else "", _venue(work.entry)]
    told = "".join(f" {fact}." for fact in facts if fact)
    told += "".join(f" {link}" for link in _identifiers(work.entry))
    title = f"{_title(work)}{'.' if any(facts) else ''}"
    return f"- **{date}** | {title}{told}{_mark(work)}" if date else f"- {title}{told}{_mark(work)}"


def _row(work: Reference) -> str:
    entry = work.entry
    date = str(entry.date).replace("-", "/") if entry.date else ""
    keywords = ", ".join(map(markdown_line, work.keywords))
    cells = (
        *(date, f"{_title(work)}{_mark(work)}", _authors(work), _venue(entry)),
        *(" ".join(_identifiers(entry)), keywords),
        # A name of one word is a work to readers where something is said of it.
        markdown_line(entry.description or entry.kind.capitalize()),
    )
    return f"| {' | '.join(cells)} |"


def _title(work: Reference) -> str:
    title = f"**{markdown_line(work.entry.title)}**"
    url = work.entry.url
    return f"[{title}](<{_target(url)}>)" if url and is_web_link(url) else title


def _mark(work: Reference) -> str:
    return "" if work.entry.verified else f" {_WARNING}"


def _authors(work: Reference) -> str:
    """Given names first, so that commas stand between names only."""
    names = [split_name(full) for full in work.authors]
    written = [
        markdown_line(" ".join(filter(None, (name.given, name.family, name.suffix))))
        for name in names
    ]
    more = " et al." if written and work.more_authors else ""
    return f"{', '.join(name.replace(',', ' ') for name in written)}{more}"


def _venue(entry: Entry) -> str:
    if not entry.venue:
        return "under review" if entry.status == "under-review" else ""
    venue = markdown_line(entry.venue)
    return f"{venue} (under review)" if entry.status == "under-review" else venue


def _identifiers(entry: Entry) -> Iterator[str]:
    """Links to the pages of its identifiers, but for the one that its own link names."""
    shown = identify(entry.url) if entry.url else None
    for scheme in SCHEMES.values():
        identifier = getattr(entry, scheme.name, None)
        if identifier and scheme.identity(identifier) != shown:
            # A label of one word, as lists have it: a longer one would be another work's title.
            yield f"[[{scheme.label.split()[0]}]](<{_target(scheme.page_of(identifier))}>)"


def _target(url: str) -> str:
    """A link as it may stand between angle brackets; what is not seen in it is percent-encoded."""
    if not url.isprintable():
        url = "".join(char if char.isprintable() else quote(char) for char in url)
    return url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C").replace("\\", "%5C")
