"""The file of a review: what is saved of a screening, and how its sources are opened again."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import attrs

from .._catalog.catalog import Catalog
from .._errors import ReviewMismatch, SnapshotCorrupt, SnapshotNotFound
from .._public import public
from .._records.entries import Entry, NewsItem
from .._snapshots.codec import (
    Contents,
    canonical_json,
    converter,
    digest_of,
    entry_from_json,
    entry_to_json,
    schema_of,
)
from .._snapshots.snapshot import Snapshot, parse_pin
from .._sources.load import load
from .._text import clean_line, terminal_line
from .flow import STAGES, Stage

SCHEMA = 2
"""The version of the review file format; it grows when older versions could not read it."""

_NAMED = 5


@public
@attrs.frozen(kw_only=True)
class Exclusion:
    """One step of a screening.

    Attributes:
        reason: Why works were excluded.
        stage: `screening` (by the record), `retrieval` (no text to be had) or `eligibility` (by
            the text).
        criteria: The criteria they met, as for `Catalog.where`.
        function: The name of the function that chose among them, or None.
        ids: The identities of the works that this step excluded.
    """

    reason: str = attrs.field(converter=clean_line)
    stage: Stage = attrs.field(default="screening", validator=attrs.validators.in_(STAGES))
    criteria: dict[str, Any] = attrs.field(factory=dict)
    function: str | None = None
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [repr(self.reason)]
        parts += [self.function] if self.function else []
        parts += [f"stage={self.stage!r}"] if self.stage != "screening" else []
        parts += [f"{name}={value!r}" for name, value in self.criteria.items()]
        return f"exclude({', '.join(parts)})"


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
    """

    pin: str
    trail: tuple[str, ...]
    digest: str
    ids: tuple[str, ...]
    snapshot: Snapshot | None = None
    schema: int = 1
    entries: list[dict[str, Any]] | None = None


@attrs.frozen(kw_only=True)
class SavedReview:
    """A review, as its file has it.

    Attributes:
        schema: The version of the format.
        title: What the review is about.
        sources: The catalogs under review.
        exclusions: The steps of the screening, in order.
    """

    schema: int
    title: str
    sources: tuple[SavedSource, ...]
    exclusions: tuple[Exclusion, ...]


def review_file(title: str, sources: Iterable[Catalog], exclusions: Iterable[Exclusion]) -> bytes:
    """The bytes of a review file."""
    saved_sources = tuple(map(_saved, sources))
    saved = SavedReview(
        # As old as it can be: older releases read it then.
        schema=max((source.schema for source in saved_sources), default=1),
        title=title,
        sources=saved_sources,
        exclusions=tuple(exclusions),
    )
    text = json.dumps(converter().unstructure(saved), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _saved(catalog: Catalog) -> SavedSource:
    saved = SavedSource(
        pin=catalog.snapshot.pin,
        trail=catalog.trail,
        digest=_digest(catalog),
        ids=tuple(entry.id for entry in catalog),
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


def read_review_file(path: Path) -> SavedReview:
    """Read a review file.

    Raises:
        ReviewMismatch: It is no review file, or of a newer format than this version reads.
        OSError: It cannot be read.
    """
    data = path.read_bytes()
    try:
        document = json.loads(data)
        schema = int(document["schema"])
        saved = converter().structure(document, SavedReview) if schema <= SCHEMA else None
    except Exception as error:  # cattrs raises nothing less for a word that is not in a Literal.
        raise ReviewMismatch(
            f"{path} is no review file, or was changed ({type(error).__name__}: {error}).",
            path=str(path),
        ) from error
    if saved is None:
        raise ReviewMismatch(
            f"The schema of the review {path} is {schema}, and this version of the library reads "
            f"up to {SCHEMA}: upgrade with `pip install --upgrade trustworthy_audio_llms`.",
            path=str(path),
        )
    return saved


def reopened(source: SavedSource, path: str) -> Catalog:
    """The catalog that a review was made of, with the entries it had.

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
    return Catalog.from_contents(Contents(snapshot, entries, news, ()), source.trail)


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
        f"{len(ids)} {'work' if len(ids) == 1 else 'works'} {relation} ({_some(ids)})"
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


def _some(ids: Sequence[str]) -> str:
    """The first few of many."""
    rest = len(ids) - _NAMED
    return ", ".join(ids[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
