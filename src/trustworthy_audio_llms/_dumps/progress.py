"""What was found so far, on disk: a run that was interrupted goes on where it was.

    screening/<run>/<file>-<number>.arrow     what one stretch of one file holds

Every piece is complete from the moment it has its name. It says in its metadata how many batches
it covers and what was counted, and whether the file ends with it.
"""

import hashlib
import io
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from .._extras import load_extra
from .._files import replace_file
from .._sources.cache import Cache
from .files import DumpFile
from .screen import Screen

_COUNTS = b"trustworthy_audio_llms"


@attrs.frozen
class Piece:
    """What one stretch of a file holds.

    Attributes:
        rows: The rows that the screen found.
        batches: How many batches it covers.
        scanned: How many records.
        untitled: How many of them have no title.
        last: Whether the file ends with it.
    """

    rows: Sequence[dict[str, Any]]
    batches: int
    scanned: int
    untitled: int
    last: bool


@attrs.frozen
class Run:
    """The pieces of one screening of one dump.

    Attributes:
        folder: Where they are.
    """

    folder: Path

    @classmethod
    def of(cls, screen: Screen) -> "Run":
        """The run of a screen; the same question to the same catalogue goes on with it."""
        question = json.dumps(
            [str(screen.query), screen.known.snapshot.digest, sorted(screen.columns.items())]
        )
        name = hashlib.sha256(question.encode()).hexdigest()[:32]
        return cls(Cache.default().root / "screening" / name)

    def pieces(self, file: DumpFile) -> Iterator[Piece]:
        """The pieces of a file that are there, in order; after one that is damaged none."""
        number = 0
        while (piece := self._read(self._path(file, number))) is not None:
            yield piece
            number += 1

    def keep(self, file: DumpFile, number: int, piece: Piece, screen: Screen) -> None:
        """Write a piece.

        Raises:
            OSError: It cannot be written.
        """
        pa = load_extra("pyarrow", "dumps", purpose="screening")
        counts = attrs.asdict(piece, filter=lambda about, _: about.name != "rows")
        schema = screen.schema.with_metadata({_COUNTS: json.dumps(counts)})
        table = pa.Table.from_pylist(list(piece.rows), schema=schema)
        out = io.BytesIO()
        with pa.ipc.new_file(out, schema) as writer:
            writer.write_table(table)
        path = self._path(file, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, out.getvalue())

    def forget(self) -> None:
        """Remove what is kept; the run has come to its end."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, file: DumpFile, number: int) -> Path:
        state = hashlib.sha256(json.dumps(file.state).encode()).hexdigest()[:32]
        return self.folder / f"{state}-{number}.arrow"

    def _read(self, path: Path) -> Piece | None:
        pa = load_extra("pyarrow", "dumps", purpose="screening")
        try:
            table = pa.ipc.open_file(path.read_bytes()).read_all()
            counts = json.loads(table.schema.metadata[_COUNTS])
            return Piece(rows=table.to_pylist(), **counts)
        except (OSError, ValueError, TypeError, KeyError):
            return None
