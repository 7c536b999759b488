"""The journal beside a review file: every word is on disk before the next work is shown.

Writing a whole review for every word would take longer the larger it is. So a word is appended to
a journal, one JSON line each, flushed to the disk; opening the review reads both, and when
screening ends the journal is folded into the file. Any number of processes may append: each takes
the lock of the journal for as long as that takes, which a process that is killed gives back.
"""

import contextlib
import json
import os
import stat
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import attrs

from .._errors import ReviewMismatch
from .._files import write_atomically
from .events import Event, event_from_json, event_to_json, mark_of
from .file import SavedReview, read_review_file, review_file

_LARGEST = 1 << 28
"""The most bytes of a journal: some million words."""
_HEADER = 1000
"""Enough bytes for the first line of a journal."""


def journal_of(path: Path) -> Path:
    """The journal of a review file."""
    return path.with_name(f"{path.name}.journal")


def append(path: Path, owner: str, events: Iterable[Event]) -> None:
    """Put lines into the journal of a review, and wait until they are on the disk.

    Args:
        path: The review file.
        owner: Which review the journal belongs to.
        events: The lines.

    Raises:
        OSError: They could not be written.
        ReviewMismatch: The journal is another review's.
    """
    lines = [json.dumps(event_to_json(event)) for event in events]
    with _locked(journal_of(path), create=True) as file:
        beginning = file.read(_HEADER)
        if not beginning:
            lines.insert(0, json.dumps({"journal": 1, "review": owner}))
        else:
            _check_owner(beginning, path, owner)
            file.seek(-1, os.SEEK_END)
            # A process that was killed while it wrote leaves half a line, which nobody was told is
            # saved. The next line must not become a part of it.
            if file.read(1) != b"\n":
                lines.insert(0, "")
        data = "".join(f"{line}\n" for line in lines).encode()
        if file.write(data) != len(data):
            raise OSError(f"{journal_of(path)} could not be written to its end: is the disk full?")
        os.fsync(file.fileno())


def read_journal(path: Path, owner: str) -> tuple[Event, ...]:
    """The lines of the journal of a review, if it has one.

    Args:
        path: The review file.
        owner: Which review the journal must belong to.

    Raises:
        ReviewMismatch: It is another review's, or no journal.
        OSError: It cannot be read.
    """
    try:
        with _locked(journal_of(path), create=False) as file:
            data = file.read()
    except FileNotFoundError:
        return ()
    return tuple(_events(data, path, owner))


def fold(path: Path) -> None:
    """Put what a journal holds into its review file, and remove it.

    Raises:
        OSError: The file cannot be written; both are then as they were.
        ReviewMismatch: The journal is another review's.
    """
    with contextlib.suppress(FileNotFoundError), _locked(journal_of(path), create=False) as file:
        saved = read_review_file(path)
        known = {mark_of(event) for event in saved.log}
        events = _events(file.read(), path, saved.owner)
        added = tuple(event for event in events if mark_of(event) not in known)
        write_atomically(path, review_file(attrs.evolve(saved, log=(*saved.log, *added))))
        _remove(path, file)


def write_over(path: Path, saved: SavedReview) -> None:
    """Write a review file, and remove its journal where it says nothing more.

    Raises:
        OSError: It cannot be written; it is then as it was.
    """
    data = review_file(saved)
    try:
        with _locked(journal_of(path), create=False) as file:
            write_atomically(path, data)
            known = {mark_of(event) for event in saved.log}
            with contextlib.suppress(ReviewMismatch):
                events = _events(file.read(), path, saved.owner)
                if all(mark_of(event) in known for event in events):
                    _remove(path, file)
    except FileNotFoundError:
        write_atomically(path, data)


def _remove(path: Path, file: IO[bytes]) -> None:
    """Remove a journal whose lock is held; emptied first, where an open file cannot be removed."""
    file.truncate(0)
    with contextlib.suppress(PermissionError):
        os.unlink(journal_of(path))


def _events(data: bytes, path: Path, owner: str) -> Iterator[Event]:
    if not data:
        return
    _check_owner(data, path, owner)
    for line in data.split(b"\n")[1:]:
        if not line:
            continue
        try:
            record = json.loads(line)
        except ValueError:
            warnings.warn(
                f"A line of the journal {journal_of(path)} was cut short, as when a process is "
                "killed; it was never said to be saved.",
                stacklevel=2,
            )
            continue
        try:
            yield event_from_json(record)
        except Exception as error:  # cattrs raises nothing less for a word not in a Literal.
            raise ReviewMismatch(
                f"The journal {journal_of(path)} was changed: a line in it cannot be read "
                f"({type(error).__name__}: {error}).",
                path=str(path),
            ) from error


def _check_owner(data: bytes, path: Path, owner: str) -> None:
    try:
        found = json.loads(data.partition(b"\n")[0])["review"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if found != owner:
        raise ReviewMismatch(
            f"The journal {journal_of(path)} belongs to another review than {path}, or was "
            "changed. If it holds nothing that you need, move it away.",
            path=str(path),
        )


@contextlib.contextmanager
def _locked(path: Path, *, create: bool) -> Iterator[IO[bytes]]:
    """A journal, open to read and to append, while nobody else has it.

    It may be removed by whoever had the lock before; it is then opened anew.
    """
    flags = os.O_RDWR | os.O_APPEND | (os.O_CREAT if create else 0)
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    while True:
        with open(os.open(path, flags, 0o666), "r+b", buffering=0) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                raise OSError(f"{path} is no journal: no regular file, or larger than any.")
            _lock(file)
            if _is_still(path, file):
                yield file
                return


def _is_still(path: Path, file: IO[bytes]) -> bool:
    """Whether a file that was opened is the one at its path."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _lock(file: IO[bytes]) -> None:
    """Wait for the lock of a file, which ends when the file is closed."""
    if sys.platform == "win32":  # pragma: no cover
        import msvcrt

        file.seek(_LARGEST)  # What is locked there nobody can read: so behind the end.
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
