"""The sources of a review in its file: what is saved of them, and how they are opened again."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import attrs

from .._catalog.catalog import Catalog
from .._errors import ReviewMismatch, SnapshotCorrupt, SnapshotNotFound
from .._plural import counted
from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.mentions import NewsItem
from .._snapshots.codec import canonical_json, digest_of, entry_from_json, entry_to_json, schema_of
from .._snapshots.file import Contents
from .._snapshots.snapshot import Snapshot, parse_pin
from .._sources.load import load
from .._text import terminal_line
from .sources import Source, SourceKind

_NAMED = 5


@attrs.frozen(kw_only=True)
class SavedSource:
    """A catalog under review, as its file has it.

    Attributes:
        pin: The pin of its snapshot.
        trail: How it came to be.
        digest: The digest of its entries.
        ids: The identities of its entries, in order.
        snapshot: The snapshot, where its pin does not bring the entries.
        schema: The schema of snapshots in which these are written.
        entries: The entries as JSON, where the pin does not bring them.
        name: What the source is called, where somebody said.
        kind: What it is.
        query: The query as it was run, where somebody said.
        searched: When it was searched, where somebody said.
    """

    pin: str
    trail: tuple[str, ...]
    digest: str
    ids: tuple[str, ...]
    snapshot: Snapshot | None = None
    schema: int = 1
    entries: list[dict[str, Any]] | None = None
    name: str = ""
    kind: SourceKind = "database"
    query: str | None = None
    searched: PartialDate | None = None

    @property
    def is_plain(self) -> bool:
        """Whether releases before 2026.11.2 could read it."""
        told = (self.schema, self.name, self.kind, self.query, self.searched)
        return told == (1, "", "database", None, None)


def saved_source(source: Source) -> SavedSource:
    """What a file has of a source: its pin and ids, and the records where no pin brings them."""
    catalog = source.catalog
    saved = SavedSource(
        pin=catalog.snapshot.pin,
        trail=catalog.trail,
        digest=_digest(catalog),
        ids=tuple(entry.id for entry in catalog),
        name=source.name,
        kind=source.kind,
        query=source.query,
        searched=source.searched,
    )
    if _brought_by_pin(saved):
        return saved
    schema = schema_of(catalog)
    entries = [entry_to_json(entry, schema=schema) for entry in catalog]
    return attrs.evolve(saved, snapshot=catalog.snapshot, schema=schema, entries=entries)


def _brought_by_pin(source: SavedSource) -> bool:
    """Whether the pin of a source brings its entries back, just as they are."""
    if parse_pin(source.pin) is None:  # Under a name with blanks in it, there is no pin.
        return False
    try:
        whole = load(source.pin)
    except (SnapshotNotFound, SnapshotCorrupt):
        return False
    known = {entry.id: entry for entry in whole}
    if any(id_ not in known for id_ in source.ids):
        return False
    return source.digest == _digest(known[id_] for id_ in source.ids)


def _digest(entries: Iterable[Entry]) -> str:
    return digest_of(canonical_json(entries))


def reopened(source: SavedSource, path: str) -> Source:
    """The source that a review was made of, with the entries it had.

    Args:
        source: What the file says of it.
        path: The file, for messages.

    Raises:
        ReviewMismatch: The entries are others.
        SnapshotNotFound: The pin cannot be opened; the message says what would bring it.
        SnapshotCorrupt: What the pin names was changed.
    """
    place = f"the records from {terminal_line(source.pin)}"
    snapshot, news, known = _opened(source, path)
    if not snapshot.pin == source.pin == "".join(source.trail[:1]):
        cannot_be_replayed(path, f"{place} are said to come from elsewhere, too")
    if missing := tuple(id_ for id_ in source.ids if id_ not in known):
        cannot_be_replayed(path, place, missing=missing)
    entries = tuple(known[id_] for id_ in source.ids)
    if (found := _digest(entries)) != source.digest:
        why = f"their digest should be {source.digest} but is {found}"
        cannot_be_replayed(path, f"{place} are not those it was made of: {why}")
    identities = [identity for entry in entries for identity in entry.identities]
    if len(set(identities)) < len(identities):
        cannot_be_replayed(path, f"two of {place} are one work")
    return Source(
        Catalog.from_contents(Contents(snapshot, entries, news, ()), source.trail),
        name=source.name,
        kind=source.kind,
        query=source.query,
        searched=source.searched,
    )


def _opened(
    source: SavedSource, path: str
) -> tuple[Snapshot, tuple[NewsItem, ...], dict[str, Entry]]:
    """Where a source comes from, its news, and its records by id."""
    if source.snapshot is not None and source.entries is not None:
        return source.snapshot, (), _embedded(source.entries, source.schema, path)
    # `load` takes paths, too, and whoever handed over the file must not choose what is opened.
    if parse_pin(source.pin) is None:
        cannot_be_replayed(
            path, f"a source is named {terminal_line(source.pin)[:200]!r}, which is no pin"
        )
    whole = load(source.pin)
    return whole.snapshot, whole.news, {entry.id: entry for entry in whole}


def _embedded(records: Sequence[dict[str, Any]], schema: int, path: str) -> dict[str, Entry]:
    try:
        entries = [entry_from_json(record, schema=schema) for record in records]
        return {entry.id: entry for entry in entries}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        cannot_be_replayed(path, f"an entry in it cannot be read ({error})", cause=error)


def cannot_be_replayed(
    path: str,
    what: str,
    *,
    missing: tuple[str, ...] = (),
    added: tuple[str, ...] = (),
    cause: Exception | None = None,
) -> NoReturn:
    """Raise the error that says what differs.

    Args:
        path: The file of the review.
        what: Which part of it differs.
        missing: The ids that the file has and the replay has not.
        added: The ids that the replay has and the file has not.
        cause: The error behind it.

    Raises:
        ReviewMismatch: Always.
    """
    differences = [
        f"{counted(len(ids), 'work')} {relation} ({_some(ids)})"
        for ids, relation in ((missing, "of the file not found"), (added, "not in the file"))
        if ids
    ]
    said = f": {' and '.join(differences)}" if differences else ""
    raise ReviewMismatch(
        f"The review {path} cannot be replayed: {what}{said}.",
        path=path,
        missing=missing,
        added=added,
    ) from cause


def check_same(path: str, place: str, *, saved: Iterable[str], found: Iterable[str]) -> None:
    """Hold what a replay gives against what the file says.

    Args:
        path: The file of the review.
        place: Which part of it this is.
        saved: The ids that the file has.
        found: The ids that the replay gives.

    Raises:
        ReviewMismatch: They are not the same.
    """
    expected, given = tuple(saved), tuple(found)
    all_expected, all_given = frozenset(expected), frozenset(given)
    missing = tuple(id_ for id_ in expected if id_ not in all_given)
    added = tuple(id_ for id_ in given if id_ not in all_expected)
    if missing or added:
        cannot_be_replayed(path, place, missing=missing, added=added)


def _some(ids: Sequence[str]) -> str:
    """The first few of many."""
    rest = len(ids) - _NAMED
    return ", ".join(ids[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
