"""References as people read them: one line each, in one plain style.

Other styles are the business of processors: pandoc and citeproc take what `to_csl` and `to_bibtex`
write, with any of the ten thousand styles of the CSL project. A processor of our own, or an extra
that brings one with a few styles, would be a worse copy of that.
"""

from collections.abc import Iterable, Sequence

from .._records.entries import Entry
from .._records.names import as_read
from .._records.schemes import SCHEMES
from .._text import terminal_line
from .references import Reference, references

_AUTHORS = 8
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def to_text(entries: Iterable[Entry]) -> str:
    """Entries as a list of references, one a line.

    Args:
        entries: The works.

    Returns:
        Lines such as `Ana Müller and Bo Li. A Title. Proceedings of Interspeech 2025, 2025, pages
        1–5. doi:10.21437/…, arXiv:2503.01234.`, each ended by a line feed.
    """
    return "".join(f"{_line(work)}\n" for work in references(entries))


def _line(work: Reference) -> str:
    parts = [_authors(work), work.title, _publication(work), _identifiers(work)]
    parts.append(f"({work.remarks})" if work.remarks else "")
    sentences = [terminal_line(part) for part in parts if part]
    return " ".join(
        part if part.endswith((".", "?", "!", ")")) else f"{part}." for part in sentences
    )


def _authors(work: Reference) -> str:
    names: Sequence[str] = list(map(as_read, work.authors))
    if work.more_authors or len(names) > _AUTHORS:
        return f"{', '.join(names[:_AUTHORS])} et al." if names else ""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _publication(work: Reference) -> str:
    """Where and when it appeared; a manuscript's venue stands in its remarks."""
    entry, date = work.entry, None
    if work.date:
        month = f"{_MONTHS[work.date.month - 1]} " if work.date.month else ""
        date = f"{month}{work.date.year}"
    if not work.venue:
        return ", ".join(filter(None, ("Preprint" if work.form == "preprint" else None, date)))
    volume = entry.volume or ""
    place = f"{volume}({entry.number})" if entry.number else volume
    pages = f"pages {entry.pages}" if entry.pages else None
    return ", ".join(filter(None, (work.venue, place, pages, date)))


def _identifiers(work: Reference) -> str:
    """All it has, else its link."""
    entry = work.entry
    labels = {"doi": "doi:", "arxiv": "arXiv:"}
    found = [
        f"{labels.get(name, f'{scheme.label}: ')}{identifier}"
        for name, scheme in SCHEMES.items()
        if (identifier := getattr(entry, name, None))
    ]
    return ", ".join(found) or work.url or ""
