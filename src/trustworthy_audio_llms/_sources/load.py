"""Opening snapshots without the network: the bundle, the cache and saved files."""

import functools
import os
from typing import TYPE_CHECKING

from .._bundle import read_data, snapshot_names
from .._catalog.catalog import Catalog
from .._errors import InvalidQuery, SnapshotNotFound, near_misses
from .._files import read_bounded, user_path
from .._public import public
from .._snapshots.file import read_snapshot_file, read_snapshot_header
from .._snapshots.snapshot import Pin, Snapshot, Snapshots, parse_pin

if TYPE_CHECKING:
    from .cache import Cache

MAX_FILE_BYTES = 2**30
"""The largest file that is opened: a thousand times what the bundled ones have."""


@public
def load(source: str | os.PathLike[str] | None = None) -> Catalog:
    """Open a catalog, offline and reproducibly.

    The network is never touched, and only `"latest"` depends on what was fetched.

    Args:
        source: None for the newest bundled snapshot; the name of a bundled one (`"2025.11"`);
            `"latest"` for the newest fetched one, or the newest bundled where nothing was
            fetched; a pin, for exactly those records; or the path of a file that
            `Catalog.save` wrote.

    Raises:
        SnapshotNotFound: There is no such snapshot; the message says what would bring it.
        SnapshotCorrupt: A snapshot does not have the digest it should have.
        InvalidQuery: The source is no text and no path: 2026.11 without quotes.
    """
    if source is None:
        return _bundled(snapshot_names()[0])
    if isinstance(source, str):
        if source == "latest":
            fetched = _cache().newest()
            return Catalog.from_snapshot(fetched) if fetched else load()
        if pin := parse_pin(source):
            return _pinned(source, pin)
        if source in snapshot_names():
            return _bundled(source)
    if not isinstance(source, str | os.PathLike):
        raise InvalidQuery(
            f"`load` takes a name like '2026.11', a pin or a path, as a text, not {source!r}.",
            value=source,
        )
    return _file(os.fspath(source))


def _cache() -> "Cache":
    from .cache import Cache  # The bundle is opened without it.

    return Cache.default()


@functools.cache  # Neither the bundle nor a catalog ever changes.
def _bundled(name: str) -> Catalog:
    contents = read_snapshot_file(read_data(f"snapshots/{name}.json"), name, trusted=True)
    return Catalog.from_snapshot(contents)


def _pinned(source: str, pin: Pin) -> Catalog:
    if pin.repo is None:
        if pin.name in snapshot_names():
            catalog = _bundled(pin.name)
            if catalog.snapshot.digest == pin.digest:
                return catalog
            raise SnapshotNotFound(
                f"This version of the library has {catalog.snapshot.pin}, not {source}. Install "
                "the version that your pin was made with.",
                source=source,
            )
        raise SnapshotNotFound(
            f"No bundled snapshot is called {pin.name!r} (there are "
            f"{', '.join(snapshot_names())}). A pin of a saved file is opened by its path.",
            source=source,
        )
    cache = _cache()
    contents = cache.find(pin.digest, repo=pin.repo, commit=pin.commit)
    if contents is not None:
        return Catalog.from_snapshot(contents)
    read = [origin for origin in cache.origins() if origin.snapshot.name == pin.name]
    if read:
        raise SnapshotNotFound(
            f"The list at {pin.name} was read into {read[0].digest} by release {read[0].reader} of "
            f"this library, not into {pin.digest}: the pin was made with another release, which "
            "reads it again as it did.",
            source=source,
        )
    raise SnapshotNotFound(
        f"The records of {pin.name} with {pin.digest} are not in the cache. "
        f"`trustworthy_audio_llms.fetch(pin={source.strip()!r})` brings them.",
        source=source,
    )


def _file(path: str) -> Catalog:
    return Catalog.from_snapshot(read_snapshot_file(_bytes_of(path), path))


def _bytes_of(path: str) -> bytes:
    try:
        return read_bounded(user_path(path), MAX_FILE_BYTES)
    except (OSError, ValueError) as error:
        names = snapshot_names()
        reason = f"the file cannot be read ({getattr(error, 'strerror', None) or error})"
        if isinstance(error, FileNotFoundError):
            reason = "there is no such file"
        raise SnapshotNotFound(
            f"No snapshot is called {path!r}, and {reason}."
            f"{near_misses(path, (*names, 'latest'))} The bundled snapshots are "
            f"{', '.join(names)}.",
            source=path,
        ) from None


@public
def snapshots() -> list[Snapshot]:
    """The bundled and the fetched snapshots, newest first.

    Fetched ones are dated by their commits, bundled ones by their making.
    """
    bundled = [
        read_snapshot_header(read_data(f"snapshots/{name}.json"), name) for name in snapshot_names()
    ]
    known = [*bundled, *(origin.snapshot for origin in _cache().origins())]
    newest = sorted(known, key=lambda snapshot: str(snapshot.date or ""), reverse=True)
    return Snapshots(newest)
