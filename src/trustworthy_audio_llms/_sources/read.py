"""Opening lists that are at hand: a text, a Markdown file, or a folder of them."""

import os
from collections.abc import Iterator
from pathlib import Path

from .._catalog.catalog import Catalog
from .._files import user_path
from .._lists.reader import read_list_files
from .._lists.structure import MARKDOWN
from .._public import public
from .._records.identifiers import slug


@public
def parse_list(text: str, *, path: str = "README.md") -> Catalog:
    """Read a list from the text of one Markdown file.

    Raises on no content: what is not understood is in the catalog's `skipped`.

    Args:
        text: The Markdown.
        path: The file's path in its list, which tells topics (`papers/safety/jailbreak.md`).
    """
    return _read([(path, text)], path)


@public
def read_list(path: str | os.PathLike[str]) -> Catalog:
    """Read a list from a Markdown file, or from a folder of them such as a clone.

    In a folder every Markdown file counts, except in hidden folders; links are not followed.

    Args:
        path: The file or folder.

    Raises:
        OSError: It cannot be read.
    """
    root = user_path(path)
    if not root.is_dir():
        return _read([(root.name, _text(root))], str(path))
    files = [(file.relative_to(root).as_posix(), _text(file)) for file in _markdown_files(root)]
    return _read(sorted(files), str(path))


def _markdown_files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            if name.lower().endswith(MARKDOWN) and file.is_file() and not file.is_symlink():
                yield file


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def _read(files: list[tuple[str, str]], source: str) -> Catalog:
    reading = read_list_files(files)
    return Catalog.from_reading(
        reading.entries,
        news=reading.news,
        skipped=reading.skipped,
        name=slug(Path(source).stem) or "list",
        source=source,
    )
