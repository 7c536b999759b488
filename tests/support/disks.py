"""Disks that are full and folders that may not be written, for a while."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="needs the permissions and limits of POSIX")


@contextlib.contextmanager
def full_after(size: int) -> Iterator[None]:
    """Let no file grow beyond a size in bytes, as if the disk were full then."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Lose the right to write into a folder, even where the superuser runs the tests.

    Args:
        folder: A folder that everybody may look into.
    """
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
        return
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*")) if path.is_dir()}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
