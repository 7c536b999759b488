"""The files of a dump: which there are, of which kind, and with which columns."""

import glob
import gzip
import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import attrs

from .._errors import InvalidQuery
from .._files import user_path

KINDS = {
    ".parquet": "parquet",
    ".jsonl": "json",
    ".ndjson": "json",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
}
"""What is read, by suffix; `.gz` may follow for all but Parquet."""

_LINES_LOOKED_AT = 1_000
_LONGEST_LINE = 1 << 26


@attrs.frozen
class DumpFile:
    """One file of a dump.

    Attributes:
        path: Where it is.
        kind: `parquet`, `json` (a record a line) or `csv`.
    """

    path: Path
    kind: str

    @property
    def state(self) -> tuple[str, int, int]:
        """What tells the file from another, and from itself once it has changed."""
        status = self.path.stat()
        return str(self.path.resolve()), status.st_size, status.st_mtime_ns


def files_of(source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[DumpFile]:
    """The files of a dump, in the order of their names.

    Args:
        source: A file, a folder, a pattern with `*`, or several of them.

    Raises:
        FileNotFoundError: There is none.
        InvalidQuery: One of them is of no known kind.
    """
    sources = [source] if isinstance(source, str | os.PathLike) else list(source)
    found: list[DumpFile] = []
    for one in sources:
        here = sorted(_in(user_path(one)))
        if not here:
            raise FileNotFoundError(f"There is no file of a dump at {os.fspath(one)!r}.")
        found += [DumpFile(path, _kind(path)) for path in here]
    return found


def _in(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in path.rglob("*") if file.is_file() and _suffix(file) in KINDS]
    if path.is_file():
        return [path]
    return [Path(name) for name in glob.glob(str(path), recursive=True) if Path(name).is_file()]


def _suffix(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def _kind(path: Path) -> str:
    kind = KINDS.get(_suffix(path))
    if kind is None:
        raise InvalidQuery(
            f"{path.name!r} is of no kind that is read here: {', '.join(KINDS)}, also with .gz.",
            value=str(path),
        )
    return kind


def keys_of(path: Path) -> list[str]:
    """The keys of the records at the beginning of a file with a record a line, in order.

    Args:
        path: The file, which may be compressed with gzip.
    """
    keys: dict[str, None] = {}
    for line in islice(_lines(path), _LINES_LOOKED_AT):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            keys |= dict.fromkeys(record)
    return list(keys)


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            yield line
