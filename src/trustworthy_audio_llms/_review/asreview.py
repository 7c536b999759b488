"""Projects of ASReview: a zip with the records and the labels in SQLite.

Version 3 keeps both in `results.db`, version 2 the records in `data_store.db` beside it. Projects
of version 1 name their records by the row of a data file; export a table from them instead.
"""

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from .._errors import InvalidQuery
from .._records.entries import Entry
from .._references.record import to_entry
from .._references.tables import row_record
from .rows import Row, fields_of

_RESULTS = "results.db"
_RECORDS = "data_store.db"
_LARGEST = 1 << 29
"""The most bytes of a database; ten thousand records with abstracts take some twenty million."""
_STEPS = 10_000
_MOST = 100_000
"""A query that takes more than so many times so many steps of SQLite's machine is given up."""
_RECORD_FIELDS = ("title", "doi", "url", "year", "authors")
_RESULT_FIELDS = {"label": "asreview_label", "time": "asreview_time", "note": "asreview_note"}


def is_project(data: bytes) -> bool:
    """Whether bytes are those of a zip file."""
    return data.startswith(b"PK\x03\x04")


def project_rows(data: bytes, name: str) -> Iterator[Row]:
    """The records of a project that have a label, each as a row.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.

    Raises:
        InvalidQuery: It is no project of ASReview 2 or 3.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as folder:
            results = _unpacked(archive, _RESULTS, Path(folder))
            records = _unpacked(archive, _RECORDS, Path(folder)) or results
            if results is None or records is None:
                raise _no_project(name, "it has no results.db")
            known = {row["record_id"]: row for row in _table(records, "record")}
            labels = list(_table(results, "results"))
    except (zipfile.BadZipFile, sqlite3.Error, OSError, NotImplementedError, RuntimeError) as error:
        raise _no_project(name, str(error)) from error
    for label in labels:
        if label.get("label") is not None:
            yield _row(label, known.get(label["record_id"], {}), name)


def _no_project(name: str, why: str) -> InvalidQuery:
    return InvalidQuery(
        f"{name} is no project of ASReview 2 or 3 ({why}). Export it from there as CSV or RIS.",
        value=name,
    )


def _unpacked(archive: zipfile.ZipFile, name: str, folder: Path) -> Path | None:
    """A database of the archive, as a file of our own name."""
    for member in archive.infolist():
        if PurePosixPath(member.filename).name == name and not member.is_dir():
            if member.file_size > _LARGEST:
                raise OSError(f"{name} has more than {_LARGEST:,} bytes")
            with archive.open(member) as file:
                (folder / name).write_bytes(file.read(_LARGEST))
            return folder / name
    return None


def _table(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table: of a real one, since a view could compute for ever."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        left = iter(range(_MOST))
        connection.set_progress_handler(lambda: int(next(left, None) is None), _STEPS)
        kind = "SELECT type, sql FROM sqlite_master WHERE name = ?"
        (found,) = connection.execute(kind, (table,)).fetchall() or [("none", "")]
        if found[0] != "table" or str(found[1]).upper().startswith("CREATE VIRTUAL"):
            raise sqlite3.DatabaseError(f"it has no table {table!r}")
        cursor = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        if "record_id" not in names:
            raise sqlite3.DatabaseError(f"its table {table!r} has no record_id")
        yield from (dict(zip(names, values, strict=True)) for values in cursor)
    finally:
        connection.close()


def _row(label: Mapping[str, Any], record: Mapping[str, Any], name: str) -> Row:
    pairs = [(field, _text(record.get(field))) for field in _RECORD_FIELDS]
    told = tuple((field, text) for field, text in pairs if text)
    entry = to_entry(row_record(told, 1, ""), name)
    said = [
        (column, _text(label.get(field)))
        for field, column in _RESULT_FIELDS.items()
        if label.get(field) is not None
    ]
    title = _text(record.get("title"))
    place = f"record {label['record_id']}"
    known = entry if isinstance(entry, Entry) else None
    return Row(place, title, fields_of([*told, *said]), known)


def _text(value: object) -> str:
    """A value as a table has it; lists of names parted by semicolons."""
    if value is None:
        return ""
    text = str(value)
    if text.startswith("["):
        try:
            return "; ".join(map(str, json.loads(text)))
        except ValueError:
            return text
    return text
