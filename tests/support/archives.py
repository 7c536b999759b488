"""Archives of the list, as GitHub gives them, on the disk."""

import tarfile
from pathlib import Path


def unpack(archive: Path, folder: Path) -> Path:
    """Write what is in an archive into a folder, and give the one folder that all of it is in.

    Args:
        archive: A `.tar.gz` with one folder at the top.
        folder: An empty folder.
    """
    with tarfile.open(archive) as tar:
        # The argument `filter` came with 3.11.4, and from 3.14 on this is the default.
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(folder)
    (top,) = folder.iterdir()
    return top
