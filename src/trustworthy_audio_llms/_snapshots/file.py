"""Snapshot files: a header, what was skipped, and the records as canonical JSON.

A file is JSON, with the text that its digest is taken over inside as it is:

    {"schema":2,"name":"2026.11.2",…,"digest":"sha256:…",
    "skipped":[…],
    "content":{"schema":2,"entries":[…],"news":[…]}
    }
"""

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import attrs
from cattrs.errors import ForbiddenExtraKeysError

from .._errors import SnapshotCorrupt
from .._records.entries import Entry
from .._records.mentions import NewsItem, Skipped
from .codec import CLASSES, SCHEMA, converter, digest_of, stated_schema, to_json
from .snapshot import Snapshot

_READABLE = tuple(str(version) for version in range(1, SCHEMA + 1))
_STATED = re.compile(rb'\s*\{\s*"schema"\s*:\s*([0-9]+)')
_CONTENT = b'\n"content":'
_END = b"\n}\n"
_BETWEEN = b"\n},\n{\n"
_PIECE = 1 << 17
"""How many bytes of content are parsed at once, up to the end of an entry."""
_UNREADABLE = (
    AttributeError,
    ForbiddenExtraKeysError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)


@attrs.frozen
class Contents:
    """What a snapshot file holds.

    Attributes:
        snapshot: Where the records come from, with their digest.
        entries: The entries, in order.
        news: The news, in order.
        skipped: What was not understood when the list was read.
    """

    snapshot: Snapshot
    entries: tuple[Entry, ...]
    news: tuple[NewsItem, ...]
    skipped: tuple[Skipped, ...]


def snapshot_file(snapshot: Snapshot, content: bytes, skipped: Sequence[Skipped] = ()) -> bytes:
    """The bytes of a snapshot file.

    Args:
        snapshot: What the header says; its digest must be that of the content.
        content: The canonical JSON of the records.
        skipped: What was not understood when the list was read.
    """
    unstructure = converter().unstructure
    header = to_json({"schema": stated_schema(content), **unstructure(snapshot)})
    left_out = ",\n".join(to_json(unstructure(item)) for item in skipped)
    text = f'{header[:-1]},\n"skipped":[\n{left_out}\n],'
    return text.encode("utf-8", "surrogatepass") + _CONTENT + content + b"\n}\n"


def read_snapshot_file(data: bytes, path: str, *, trusted: bool = False) -> Contents:
    """Read a snapshot file and check its digest.

    Args:
        data: The bytes of the file.
        path: Its name, for messages.
        trusted: Whether fields need no check once the digest is right.

    Raises:
        SnapshotCorrupt: The file is cut short or changed, its content is no set of records, or
            its schema is newer than this version of the library knows.
    """
    header, start, end = _parts(data, path)
    made = converter(trusted=trusted, schema=stated_schema(data, start))
    with _readable(path, "its header"):
        skipped = made.structure(header.pop("skipped"), tuple[Skipped, ...])
        snapshot = made.structure(header, Snapshot)
    found = digest_of(memoryview(data)[start:end])
    if found != snapshot.digest:
        raise SnapshotCorrupt(
            f"The snapshot file {path} was changed: its digest should be {snapshot.digest} but is "
            f"{found}. Delete it and fetch or save it again.",
            path=path,
            expected=snapshot.digest,
            found=found,
        )
    restore = {kind: made.get_structure_hook(cls) for kind, cls in CLASSES.items()}
    entries: list[Entry] = []
    told: list[Any] = []
    pieces = _pieces(data, start, end, path)
    del data  # Where nobody else has it, it is gone before the checks below take memory, too.
    for records, news_records in pieces:
        told += news_records
        try:
            for record in records:
                entries.append(restore[record["kind"]](record, None))  # noqa: PERF401 (counted)
        except _UNREADABLE as error:
            _corrupt(path, f"entry {len(entries) + 1} cannot be read ({_said(error)})", cause=error)
    if not trusted:
        identities = [identity for entry in entries for identity in entry.identities]
        if len(set(identities)) < len(identities):
            _corrupt(path, "two of its entries are one work")
        if len({entry.citekey.lower() for entry in entries}) < len(entries):
            _corrupt(path, "two of its entries have one citation key, but for capitals")
    with _readable(path, "its news"):
        news = made.structure(told, tuple[NewsItem, ...])
    return Contents(snapshot, tuple(entries), news, skipped)


def read_snapshot_header(data: bytes, path: str) -> Snapshot:
    """Read only where a snapshot file comes from, from its first line.

    Raises:
        SnapshotCorrupt: The line cannot be read.
    """
    first = data.partition(b"\n")[0].rstrip(b",")
    with _readable(path, "its first line"):
        header = json.loads(first + b"}")
        header.pop("schema")
        return converter().structure(header, Snapshot)


def _parts(data: bytes, path: str) -> tuple[dict[str, Any], int, int]:
    """The header, and where the content starts and ends, which is what is hashed and read."""
    stated = _STATED.match(data)
    if stated is None:
        _corrupt(path, "it is no snapshot file, as `Catalog.save` writes it")
    schema = stated[1].decode()
    if schema not in _READABLE:  # Before all else: what follows may have another form then.
        _corrupt(
            path,
            f"its schema is {schema} and this version of the library reads up to {SCHEMA}: upgrade "
            "with `pip install --upgrade trustworthy_audio_llms`",
        )
    before = data.find(_CONTENT)
    start, end = before + len(_CONTENT), len(data) - len(_END)
    if before < 0 or end < start or not data.endswith(_END):
        _corrupt(path, "it is cut short, or its line ends were changed")
    if stated_schema(data, start) != int(schema):
        _corrupt(path, "its header and its content are of different schemas")
    with _readable(path, "its header"):
        header = json.loads(data[:before].rstrip(b",") + b"}")
        del header["schema"]
    return header, start, end


def _pieces(
    data: bytes, start: int, end: int, path: str
) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """The content, parsed a piece at a time: its entries, and at the end its news.

    All of it at once would take more memory than the records do. It is cut where an entry ends
    and the next one begins: those bytes stand nowhere else, since no text in JSON has a line end.
    """
    opening = b""
    with _readable(path, "its content"):
        while (cut := data.find(_BETWEEN, start + _PIECE, end)) >= 0:
            piece = json.loads(b"".join((opening, memoryview(data)[start : cut + 2], b"]}")))
            yield piece["entries"], []
            start, opening = cut + 3, b'{"entries":['
        piece = json.loads(b"".join((opening, memoryview(data)[start:end])))
        yield list(piece["entries"]), list(piece["news"])


@contextlib.contextmanager
def _readable(path: str, what: str) -> Iterator[None]:
    """Make what goes wrong while a part of a file is read say which part of which file it is."""
    try:
        yield
    except _UNREADABLE as error:
        _corrupt(path, f"{what} cannot be read ({_said(error)})", cause=error)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _corrupt(path: str, why: str, *, cause: Exception | None = None) -> NoReturn:
    raise SnapshotCorrupt(f"The snapshot file {path} cannot be used: {why}.", path=path) from cause
