"""Files: written whole or not at all, and read with an end in sight."""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ._errors import InvalidQuery

fcntl: Any = None
with contextlib.suppress(ImportError):  # Windows has none; there an open file cannot be removed.
    import fcntl

TEMPORARY = re.compile(r"\..*\.[0-9a-f]{16}\.part|\.[0-9a-f]{16}\.part")
"""The names of files that are being written; before 2026.11.2 they did not say which."""

_RENAME_WAITS = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries: on Windows nothing replaces a file that a virus scanner has open."""

_LONGEST_NAME = 200
"""Bytes of the file's name in that of the temporary one; most file systems take 255."""


def user_path(path: str | os.PathLike[str]) -> Path:
    """A path as a user writes it, with `~` for the home folder.

    Raises:
        InvalidQuery: It is no path.
    """
    if not isinstance(path, str | os.PathLike):
        raise InvalidQuery(f"A path is a text or a `pathlib.Path`, not {path!r}.", value=path)
    return Path(os.path.expanduser(path))


def read_bounded(path: Path, limit: int) -> bytes:
    """Read a file of a folder into which others may write.

    A pipe would keep the reader waiting for ever, and a device or a huge file fill the memory.

    Args:
        path: The file.
        limit: The most bytes it may have.

    Raises:
        OSError: It cannot be read, is no regular file, or is larger.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        return file.read(_checked_size(file.fileno(), limit))


def read_start(path: str | os.PathLike[str], size: int, limit: int) -> bytes:
    """Read the beginning of a file under the same conditions, where there may be thousands.

    Args:
        path: The file.
        size: How many bytes to read.
        limit: The most bytes that the file may have.

    Raises:
        OSError: As `read_bounded` does.
    """
    handle = _without_waiting(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(handle, min(size, _checked_size(handle, limit)))
    finally:
        os.close(handle)


def _checked_size(handle: int, limit: int) -> int:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise OSError("it is no regular file")
    if status.st_size > limit:
        raise OSError(f"it has {status.st_size:,} bytes, where at most {limit:,} are read")
    return status.st_size


def _without_waiting(path: str | os.PathLike[str], flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file that a user names so that readers see the old one or the new one, never a part.

    `~` is the home folder. A link is written through: the file that it leads to is replaced, and
    the link stays. Into a device or a pipe, such as `/dev/stdout`, the data are written as they
    are. A file that is there keeps its permissions; one that nobody may write is left alone.

    Args:
        path: The file to write.
        data: All it shall hold.

    Raises:
        OSError: It cannot be written; the file is then as it was, and nothing is left beside it.
            The error names the path as it was given.
    """
    try:
        target = user_path(path)
        if _is_stream(target):
            _write_into(target, data)
            return
        # What a link leads to may not be there yet; then it is made.
        target = Path(os.path.realpath(target))
        _check_writable(target)
        replace_file(target, data)
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _is_stream(path: Path) -> bool:
    """Whether a path is a device, a pipe, or a name for what the process has open."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    # `/dev/stdout` may be a file, which whoever redirected it there goes on writing to.
    folder = os.path.realpath(path.parent) + os.sep
    opened = path.is_symlink() and folder.startswith(("/dev/", "/proc/"))
    return opened or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _write_into(path: Path, data: bytes) -> None:
    # A pipe that nobody reads is an error at once, where it would keep the writer waiting.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "wb") as stream:
        os.set_blocking(handle, True)
        stream.write(data)


def _check_writable(path: Path) -> None:
    """Refuse to replace what is no file, or a file that nobody may write.

    The superuser may write everything, but whoever took all rights to write from a file meant it.

    Raises:
        OSError: It is a folder, a link that leads to itself, or read-only.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in the place of whatever has this name, link or not, in one step.

    The data go to a temporary file in the same folder, which then takes the file's name. Files
    that killed processes left behind while they wrote this one are removed.

    Args:
        path: The file to write.
        data: All it shall hold.

    Raises:
        OSError: It cannot be written; the file is then as it was, and nothing is left beside it.
    """
    _remove_abandoned(path)
    beside, file = _temporary(path)
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            _take_owner_and_mode(path, beside)
            if fcntl is None:
                file.close()  # Windows renames no open file. Elsewhere it stays locked until then.
            _rename(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def _temporary(path: Path) -> tuple[Path, BinaryIO]:
    """A new file beside one that is to be written, locked while it is open."""
    while True:
        beside = path.parent / f"{_prefix(path)}{os.urandom(8).hex()}.part"
        file = open(beside, "xb")  # noqa: SIM115 (whoever asked for it closes it)
        # Before it is locked, another process may take it for abandoned.
        if _is_locked(file) and beside.exists():
            return beside, file
        file.close()


def _prefix(path: Path) -> str:
    """How the names of the temporary files of a file begin."""
    name = os.fsencode(path.name)[:_LONGEST_NAME]
    return f".{name.decode('utf-8', 'ignore')}."


def _remove_abandoned(path: Path) -> None:
    """Remove the temporary files of a file whose writers are no more."""
    pattern = re.compile(re.escape(_prefix(path)) + r"[0-9a-f]{16}\.part")
    for name in _names_in(path.parent):
        if name.endswith(".part") and pattern.fullmatch(name):
            # It may be gone by now, be somebody else's, or, on Windows, be open.
            with contextlib.suppress(OSError):
                remove_unlocked(path.parent / name)


def _names_in(folder: Path) -> Iterator[str]:
    """The names in a folder; none where it may be written but not read."""
    with contextlib.suppress(OSError):
        yield from os.listdir(folder)


def remove_unlocked(path: Path) -> None:
    """Remove a temporary file, unless a process is writing it.

    Raises:
        OSError: It is being written, or cannot be removed.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        _lock(file)
        if fcntl is None:
            file.close()
        path.unlink()


def _lock(file: BinaryIO) -> None:
    """Lock an open file; the lock ends with the process, however that ends.

    Raises:
        OSError: Another process has it locked, or there are no locks.
    """
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_locked(file: BinaryIO) -> bool:
    """Lock a file that was just made; whether no other process has done so."""
    try:
        _lock(file)
    except BlockingIOError:
        return False
    except OSError:  # Some network file systems know no locks; there, nobody removes anything.
        return True
    return True


def _take_owner_and_mode(path: Path, beside: Path) -> None:
    """Give a new file the permissions and, where it may be, the owner of the one it replaces."""
    with contextlib.suppress(OSError):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            with contextlib.suppress(OSError, AttributeError):  # Windows has no owners.
                os.chown(beside, status.st_uid, status.st_gid)
            os.chmod(beside, status.st_mode & 0o777)


def _rename(source: Path, target: Path) -> None:
    """Rename a file, and try again for a moment where another program has the target open."""
    for wait in _RENAME_WAITS:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(source, target)
