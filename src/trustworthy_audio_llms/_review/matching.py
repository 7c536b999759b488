"""Which work under review a row of somebody else's file is about."""

from collections.abc import Iterator

from .._catalog.catalog import Catalog
from .._records.entries import Entry
from .._records.identifiers import title_identity
from .dialects import NotUnderstood
from .rows import Row

_NAMES = (
    "key citekey cite_key id identifier identity doi arxiv arxiv_id url link openreview acl".split()
)


def work_of(row: Row, catalog: Catalog) -> Entry:
    """The work that a row is about: by identifier, by key with its title, or by title.

    Raises:
        NotUnderstood: No work under review is meant, or more than one.
    """
    named = {entry.id: entry for entry in _named(row, catalog)}
    same = None if row.entry is None else catalog.same(row.entry)
    if len(named) > 1:
        raise NotUnderstood(f"it names several works: {', '.join(named)}")
    found = next(iter(named.values()), same)
    if found is None:
        raise NotUnderstood("no work under review is meant")
    if same is not None and same.id != found.id:
        raise NotUnderstood(f"it names {found.id}, and has the title of {same.id}")
    if same is None and row.entry is not None and not _agree(row.entry, found):
        raise NotUnderstood(f"its key is that of {found.id}, which has another title")
    return found


def _named(row: Row, catalog: Catalog) -> Iterator[Entry]:
    """The works that the names in a row are of; bare numbers are names of nothing."""
    for name in _NAMES:
        for value in row.fields.get(name, ()):
            if value.strip().isdigit():
                continue
            if entry := catalog.get(value):
                yield entry


def _agree(record: Entry, entry: Entry) -> bool:
    """Whether a record can be of a work that it names by its key or identifier."""
    titles = {title_identity(title) for title in (entry.title, *entry.aliases)}
    return title_identity(record.title) in titles
