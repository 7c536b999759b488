"""Files: written whole or not at all, and read with an end in sight."""

import contextlib
import os
import stat
from pathlib import Path


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
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError("it is no regular file")
        if about.st_size > limit:
            raise OSError(f"it has {about.st_size:,} bytes, where at most {limit:,} are read")
        return file.read(about.st_size)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never a part.

    The data go to a temporary file in the same folder, which then takes the file's name. The file
    gets the permissions that `open` would give it, or keeps those it had.

    Args:
        path: The file to write.
        data: All it shall hold.

    Raises:
        OSError: It cannot be written; the file is then as it was, and nothing is left beside it.
    """
    beside = path.parent / f".{os.urandom(8).hex()}.part"
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            os.chmod(beside, path.stat().st_mode & 0o777)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
