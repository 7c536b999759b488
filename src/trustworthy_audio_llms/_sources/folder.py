"""Files in a folder of the cache, which other processes list, write and sweep at the same time."""

import contextlib
import os
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from .._files import TEMPORARY, read_bounded, replace_file
from .origins import MAX_FILE_BYTES

ABANDONED_AFTER = 3600.0
"""Seconds after which a temporary file is taken for one whose process was killed."""


def names_in(folder: Path) -> Iterator[str]:
    """The names in a folder of the cache; none where it does not exist."""
    try:
        yield from os.listdir(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        warnings.warn(
            f"The cache folder {folder} cannot be read ({error}).", RuntimeWarning, stacklevel=3
        )


def inodes_in(folder: Path) -> dict[str, int]:
    """The number of each file in a folder, by name; a file that is replaced has another one."""
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as files:
        return {file.name: file.inode() for file in files}
    return {}


def sizes_in(folder: Path) -> dict[str, int]:
    """The size of each file in a folder, by name."""
    sizes = {}
    with os.scandir(folder) as files:
        for file in files:
            with contextlib.suppress(FileNotFoundError):  # Another process has removed it.
                sizes[file.name] = file.stat(follow_symlinks=False).st_size
    return sizes


def holds(path: Path, data: bytes) -> bool:
    """Whether a file has this content."""
    try:
        return read_bounded(path, len(data)) == data
    except OSError:
        return False


def write(path: Path, data: bytes) -> None:
    """Write a file of the cache, whole or not at all; its folder is made where there is none.

    Raises:
        OSError: It cannot be written, or is too large to be read again.
    """
    if len(data) > MAX_FILE_BYTES:
        raise OSError(f"{path.name} would have {len(data):,} bytes, of at most {MAX_FILE_BYTES:,}")
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data)


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that were killed."""
    for name in names_in(folder):
        if name.endswith(".part") and TEMPORARY.fullmatch(name):
            # Another process may be sweeping too, or the file may not be ours to sweep.
            with contextlib.suppress(OSError):
                age = time.time() - (folder / name).stat().st_mtime
                if abs(age) > ABANDONED_AFTER:  # Of the future, if the clock was set back.
                    (folder / name).unlink()
