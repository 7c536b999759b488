"""The cache of fetched snapshots: a folder that any number of processes share without a lock.

    snapshots/<digest>.json            a snapshot file whose bytes depend on its content alone
    snapshots/<digest>.<origin>.json   a commit with that content: repository, day, time of fetch
    refs/<ref>.json                    what a ref of a repository was when it was last asked for
    latest.json                        which origin is the last, while `snapshots` stays as it is

Every file is complete from the moment it has its name, and is written after those it leads to, so
that a process may be killed anywhere. Reading writes nothing.

The class stays whole, because the order in which files are written and removed keeps the cache
sound. How a folder is listed, written to and swept stands in `folder`, what the small files say in
`origins` and `latest`.
"""

import datetime
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

import attrs

from .._errors import SnapshotCorrupt
from .._files import read_bounded
from .._records.mentions import Skipped
from .._snapshots.file import Contents, read_snapshot_file, snapshot_file
from .._snapshots.snapshot import Snapshot
from .bounds import MAX_SNAPSHOTS, MAX_TOTAL_BYTES, surplus
from .folder import holds, inodes_in, names_in, sizes_in, sweep, write
from .latest import by_time, is_ahead, note_latest, noted_latest
from .origins import (
    MAX_FILE_BYTES,
    ORIGIN_NAME,
    RECORDS_NAME,
    REF_NAME,
    Origin,
    RefState,
    file_key,
    read_record,
    read_skipped,
    record_file,
    records_name,
)

FOLDER_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_CACHE"
"""The environment variable that names another folder for the cache."""

_MOMENT = datetime.timedelta(microseconds=1)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@attrs.frozen
class Cache:
    """The snapshots that were fetched.

    Attributes:
        root: The folder, which need not exist.
        nowhere: Whether there is no place for a folder, as for a user without a home. To readers
            it is empty then, and an error to writers.
    """

    root: Path
    nowhere: bool = False

    @classmethod
    def default(cls) -> Self:
        """The user's cache, or the folder that `TRUSTWORTHY_AUDIO_LLMS_CACHE` names."""
        chosen = os.environ.get(FOLDER_VARIABLE)
        try:
            folder = os.path.expanduser(chosen) if chosen else _user_folder()
        except (RuntimeError, OSError):
            folder = "~"
        # What is left of `~` where nobody knows the home: no folder of this name is made.
        return cls(Path(folder), nowhere=folder.startswith("~"))

    @property
    def _snapshots(self) -> Path:
        return self.folder("snapshots")

    @property
    def _refs(self) -> Path:
        return self.folder("refs")

    @property
    def _latest_note(self) -> Path:
        return self.folder("latest.json")

    def folder(self, name: str) -> Path:
        """The path of what lies in it under a name.

        Raises:
            OSError: There is no place for it.
        """
        if self.nowhere:
            raise OSError("there is no home folder to keep it in")
        return self.root / name

    def origins(self) -> list[Origin]:
        """Where the cached snapshots come from, the last fetched first.

        Reads only the beginnings of small files. One that cannot be read counts as absent, with a
        warning.
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
        contents = self._load(origin.snapshot)
        return attrs.evolve(contents, skipped=read_skipped(self._snapshots / origin.file_name))

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
        if self.nowhere or not _DIGEST.fullmatch(digest):
            return None
        if not os.path.isfile(self._path(digest)):
            return None
        for origin in self._origins(lambda found, _: f"sha256:{found}" == digest):
            if commit is None or (origin.repo, origin.commit) == (repo, commit):
                return self.load(origin)
        name, source = (f"github:{repo}@{commit}", f"github:{repo}") if commit else (digest, "")
        return self._load(Snapshot(name=name, source=source, commit=commit, digest=digest))

    def newest(self) -> Contents | None:
        """The snapshot that was fetched last, or None where there is none.

        Raises:
            SnapshotCorrupt: Its file is damaged.
        """
        latest = self._latest()
        return self.load(latest) if latest else None

    def ref(self, repo: str, ref: str) -> RefState | None:
        """What a ref was when it was last asked for, or None where nothing says."""
        if self.nowhere:
            return None
        return read_record(self._refs / f"{file_key(repo, ref)}.json", RefState)

    def store(
        self, content: bytes, origin: Origin, skipped: tuple[Skipped, ...] = ()
    ) -> list[Origin]:
        """Keep a fetched snapshot.

        Args:
            content: The canonical JSON of the records.
            origin: Where it comes from, with the digest of the content.
            skipped: What was not understood when the list was read.

        Returns:
            What was removed to stay within the bounds of the cache, the last fetched first.

        Raises:
            OSError: The folder cannot be written, or the snapshot is too large to be read again;
                what was in it is as it was.
        """
        bare = Snapshot(name=origin.digest, digest=origin.digest)
        path = self._path(origin.digest)
        data = snapshot_file(bare, content)
        before = inodes_in(self._snapshots)
        latest = self._latest_as_of(origin)
        if not holds(path, data):
            write(path, data)
        write(self._snapshots / origin.file_name, record_file(origin, skipped))
        removed = self._remove_surplus()
        note_latest(self._latest_note, self._snapshots, latest, before)
        return removed

    def confirm(self, origin: Origin, skipped: tuple[Skipped, ...] = ()) -> None:
        """Keep when a snapshot that is stored was last seen to be what its ref is.

        Raises:
            OSError: The folder cannot be written.
        """
        before = inodes_in(self._snapshots)
        latest = self._latest_as_of(origin)
        write(self._snapshots / origin.file_name, record_file(origin, skipped))
        note_latest(self._latest_note, self._snapshots, latest, before)

    def note(self, state: RefState) -> None:
        """Remember what a ref is, once its snapshot is stored, and sweep up after killed processes.

        Raises:
            OSError: The folder cannot be written.
        """
        write(self._refs / state.file_name, record_file(state))
        for folder in (self._snapshots, self._refs):
            sweep(folder)

    def remove(self, origins: Iterable[Origin]) -> None:
        """Remove snapshots; records stay as long as another origin leads to them.

        Raises:
            OSError: The folder cannot be written.
        """
        gone = list(origins)
        for origin in gone:
            (self._snapshots / origin.file_name).unlink(missing_ok=True)
        needed = {found[1] for name in self._names() if (found := ORIGIN_NAME.fullmatch(name))}
        for digest in {origin.digest.removeprefix("sha256:") for origin in gone} - needed:
            self._path(digest).unlink(missing_ok=True)

    def forget(self) -> None:
        """Remove what leads nowhere any more: what refs were, and temporary files.

        Raises:
            OSError: The folder cannot be written.
        """
        if self.nowhere:
            return
        held = {(origin.repo, origin.commit) for origin in self.origins()}
        for name in names_in(self._refs):
            state = read_record(self._refs / name, RefState) if REF_NAME.fullmatch(name) else None
            if state and (state.repo, state.commit) not in held:
                (self._refs / name).unlink(missing_ok=True)
        if not held:
            self._latest_note.unlink(missing_ok=True)
        for folder in (self._snapshots, self._refs):
            sweep(folder)

    def _remove_surplus(self) -> list[Origin]:
        """Remove what goes beyond the bounds of the cache; what was fetched last stays."""
        sizes = sizes_in(self._snapshots)
        count = sum(ORIGIN_NAME.fullmatch(name) is not None for name in sizes)
        if count <= MAX_SNAPSHOTS and sum(sizes.values()) <= MAX_TOTAL_BYTES:
            return []
        removed = surplus(self.origins(), sizes)
        self.remove(removed)
        return removed

    def _latest_as_of(self, origin: Origin) -> Origin:
        """What will be the last fetched once an origin is kept.

        What claims to have been fetched long after it was written while the clock was wrong: it is
        given the time before this one, so that it does not stay the last until the clock is there
        again.
        """
        latest = self._latest()
        if latest and is_ahead(latest, origin):
            for other in self.origins():
                if is_ahead(other, origin):
                    self._set_back(other, origin.fetched - _MOMENT)
            latest = self._latest()
        return max([origin, *([latest] if latest else [])], key=by_time)

    def _set_back(self, origin: Origin, moment: datetime.datetime) -> None:
        path = self._snapshots / origin.file_name
        changed = attrs.evolve(origin, fetched=moment)
        write(path, record_file(changed, read_skipped(path)))

    def _latest(self) -> Origin | None:
        """The origin of what was fetched last, or None where nothing was."""
        if self.nowhere:
            return None
        noted = noted_latest(self._latest_note, self._snapshots)
        return noted or next(iter(self.origins()), None)

    def _path(self, digest: str) -> Path:
        return self._snapshots / records_name(digest)

    def _names(self) -> list[str]:
        """The names of the files of snapshots."""
        return [] if self.nowhere else list(names_in(self._snapshots))

    def _origins(self, wanted: Callable[[str, str], bool]) -> list[Origin]:
        """The origins whose digest and key, as their file names give them, are wanted."""
        names = self._names()
        held = {found[1] for name in names if (found := RECORDS_NAME.fullmatch(name))}
        origins = []
        for name in names:
            found = ORIGIN_NAME.fullmatch(name)
            if found is None or found[1] not in held or not wanted(found[1], found[2]):
                continue
            origin = read_record(self._snapshots / name, Origin)
            if origin is not None:
                origins.append(origin)
        return sorted(origins, key=by_time, reverse=True)

    def _load(self, snapshot: Snapshot) -> Contents:
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
        return attrs.evolve(contents, snapshot=snapshot, skipped=())


def _user_folder() -> str:
    import platformdirs

    return str(platformdirs.user_cache_path("trustworthy_audio_llms"))
