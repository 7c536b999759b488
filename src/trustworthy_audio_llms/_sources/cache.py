"""The cache of fetched snapshots: a folder that any number of processes share without a lock.

    snapshots/<digest>.json            a snapshot file whose bytes depend on its content alone
    snapshots/<digest>.<origin>.json   a commit with that content: repository, day, time of fetch
    refs/<ref>.json                    what a ref of a repository was when it was last asked for

Every file is complete from the moment it has its name, and is written after those it leads to, so
that a process may be killed anywhere. Reading writes nothing.
"""

import contextlib
import datetime
import os
import re
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import attrs

from .._errors import SnapshotCorrupt
from .._files import TEMPORARY, read_bounded, replace_file
from .._records.entries import Skipped
from .._snapshots.codec import Contents, read_snapshot_file, snapshot_file
from .._snapshots.snapshot import Snapshot
from .origins import MAX_FILE_BYTES, Origin, RefState, file_key, read_record, record_file

FOLDER_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_CACHE"
"""The environment variable that names another folder for the cache."""

ABANDONED_AFTER = 3600.0
"""Seconds after which a temporary file is taken for one whose process was killed."""

_MOMENT = datetime.timedelta(microseconds=1)
_SNAPSHOT = re.compile(r"([0-9a-f]{64})\.json")
_ORIGIN = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{32})\.json")
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")


@attrs.frozen
class Cache:
    """The snapshots that were fetched.

    Attributes:
        root: The folder; it need not exist.
    """

    root: Path

    @classmethod
    def default(cls) -> Self:
        """The user's cache, or the folder that `TRUSTWORTHY_AUDIO_LLMS_CACHE` names."""
        chosen = os.environ.get(FOLDER_VARIABLE)
        if chosen:
            return cls(Path(os.path.expanduser(chosen)))
        import platformdirs

        return cls(platformdirs.user_cache_path("trustworthy_audio_llms"))

    @property
    def _snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def _refs(self) -> Path:
        return self.root / "refs"

    def origins(self) -> list[Origin]:
        """Where the cached snapshots come from, the last fetched first.

        Reads only small files. One that cannot be read counts as absent, with a warning.
        """
        return self._origins(lambda _digest, _key: True)

    def origin(
        self, repo: str, commit: str, *, reader: str | None = None, digest: str | None = None
    ) -> Origin | None:
        """What was read at a commit, or None where it is not in the cache.

        Args:
            repo: The repository.
            commit: The commit.
            reader: The release of this library that must have read it; None for any.
            digest: The digest the records must have; None for any.
        """
        key = file_key(repo, commit)
        for origin in self._origins(lambda _, name: name == key):
            if reader in (None, origin.reader) and digest in (None, origin.digest):
                return origin
        return None

    def load(self, origin: Origin) -> Contents:
        """The records of a cached snapshot, with their provenance.

        Raises:
            SnapshotCorrupt: Its file is damaged, or cannot be read.
        """
        return self._load(origin.snapshot, origin.skipped)

    def find(
        self, digest: str, *, repo: str | None = None, commit: str | None = None
    ) -> Contents | None:
        """The records with a digest, or None where they are not in the cache.

        Args:
            digest: `sha256:` and 64 hexadecimal digits, as in a pin.
            repo: The repository the pin names. The same records may come from several commits;
                the answer says it is this one.
            commit: The commit the pin names.

        Raises:
            SnapshotCorrupt: Their file is damaged, or cannot be read.
        """
        if not (_DIGEST.fullmatch(digest) and os.path.isfile(self._path(digest))):
            return None
        for origin in self._origins(lambda found, _: f"sha256:{found}" == digest):
            if commit is None or (origin.repo, origin.commit) == (repo, commit):
                return self.load(origin)
        name, source = (f"github:{repo}@{commit}", f"github:{repo}") if commit else (digest, "")
        return self._load(Snapshot(name=name, source=source, commit=commit, digest=digest), ())

    def newest(self) -> Contents | None:
        """The snapshot that was fetched last, or None where there is none.

        Raises:
            SnapshotCorrupt: Its file is damaged.
        """
        origins = self.origins()
        return self.load(origins[0]) if origins else None

    def ref(self, repo: str, ref: str) -> RefState | None:
        """What a ref was when it was last asked for, or None where nothing says."""
        return read_record(self._refs / f"{file_key(repo, ref)}.json", RefState)

    def store(self, content: bytes, origin: Origin) -> None:
        """Keep a fetched snapshot.

        Args:
            content: The canonical JSON of the records.
            origin: Where it comes from, with the digest of the content.

        Raises:
            OSError: The folder cannot be written, or the snapshot is too large to be read again;
                what was in it is as it was.
        """
        bare = Snapshot(name=origin.digest, digest=origin.digest)
        path = self._path(origin.digest)
        data = snapshot_file(bare, content)
        if not _holds(path, data):
            _write(path, data)
        self.confirm(origin)

    def confirm(self, origin: Origin) -> None:
        """Keep where a snapshot comes from, and when that was last seen to be so.

        What claims to have been fetched long after it was written while the clock was wrong: it is
        given this time, so that it does not stay the newest until the clock is there again.

        Raises:
            OSError: The folder cannot be written.
        """
        now = origin.fetched
        for other in self._origins(lambda _digest, _key: True):
            if (other.fetched - now).total_seconds() > ABANDONED_AFTER:
                other = attrs.evolve(other, fetched=now - _MOMENT)
                _write(self._snapshots / other.file_name, record_file(other))
        _write(self._snapshots / origin.file_name, record_file(origin))

    def note(self, state: RefState) -> None:
        """Remember what a ref is, once its snapshot is stored, and sweep up after killed processes.

        Raises:
            OSError: The folder cannot be written.
        """
        _write(self._refs / state.file_name, record_file(state))
        for folder in (self._snapshots, self._refs):
            _sweep(folder)

    def _path(self, digest: str) -> Path:
        return self._snapshots / f"{digest.removeprefix('sha256:')}.json"

    def _origins(self, wanted: Callable[[str, str], bool]) -> list[Origin]:
        """The origins whose digest and key, as their file names give them, are wanted."""
        names = list(_names(self._snapshots))
        held = {found[1] for name in names if (found := _SNAPSHOT.fullmatch(name))}
        origins = []
        for name in names:
            found = _ORIGIN.fullmatch(name)
            if found is None or found[1] not in held or not wanted(found[1], found[2]):
                continue
            origin = read_record(self._snapshots / name, Origin)
            if origin is not None:
                origins.append(origin)
        return sorted(origins, key=lambda origin: (origin.fetched, origin.commit), reverse=True)

    def _load(self, snapshot: Snapshot, skipped: tuple[Skipped, ...]) -> Contents:
        path = self._path(snapshot.digest)
        try:
            contents = read_snapshot_file(read_bounded(path, MAX_FILE_BYTES), str(path))
        except OSError as error:
            raise SnapshotCorrupt(
                f"The snapshot file {path} cannot be read ({error}). Fetch it again.",
                path=str(path),
                expected=snapshot.digest,
            ) from error
        if contents.snapshot.digest != snapshot.digest:
            raise SnapshotCorrupt(
                f"The snapshot file {path} should hold {snapshot.digest} but holds "
                f"{contents.snapshot.digest}. Delete it and fetch it again.",
                path=str(path),
                expected=snapshot.digest,
                found=contents.snapshot.digest,
            )
        return attrs.evolve(contents, snapshot=snapshot, skipped=skipped)


def _names(folder: Path) -> Iterator[str]:
    """The names in a folder of the cache; none where it does not exist."""
    try:
        yield from os.listdir(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        warnings.warn(
            f"The cache folder {folder} cannot be read ({error}).", RuntimeWarning, stacklevel=3
        )


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_bounded(path, len(data)) == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES:
        raise OSError(f"{path.name} would have {len(data):,} bytes, of at most {MAX_FILE_BYTES:,}")
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data)


def _sweep(folder: Path) -> None:
    for name in _names(folder):
        if TEMPORARY.fullmatch(name):
            # Another process may be sweeping too, or the file may not be ours to sweep.
            with contextlib.suppress(OSError):
                age = time.time() - (folder / name).stat().st_mtime
                if abs(age) > ABANDONED_AFTER:  # Of the future, if the clock was set back.
                    (folder / name).unlink()
