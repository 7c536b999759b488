"""Writing files whole or not at all."""

import contextlib
import os
from pathlib import Path


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
