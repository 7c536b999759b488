"""The rows of a file of decisions: what each says, and which record it is about.

Reference files are read by the readers of references, which keep every field; tables row by row,
since a table of decisions need not have titles.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from .._errors import InvalidQuery
from .._records.entries import Entry
from .._references.columns import COLUMNS, column_name
from .._references.detect import format_of
from .._references.encoding import decode
from .._references.reader import read_reference_text
from .._references.record import to_entry
from .._references.tables import read_rows, row_record
from .._references.tagged import lines_of

_TABLES = ("csv", "tsv")


@attrs.frozen
class Row:
    """One record of a file.

    Attributes:
        place: Where it stands, for people.
        text: What it is about, for people.
        fields: What it says, by names in lower case with `_` between words.
        entry: The record as an entry, or None where it is none.
        problem: Why it cannot be read, or None.
    """

    place: str
    text: str
    fields: Mapping[str, tuple[str, ...]]
    entry: Entry | None = None
    problem: str | None = None


def rows_of(data: bytes, name: str) -> Iterator[Row]:
    """The rows of a reference file or table.

    Args:
        data: The bytes of the file.
        name: Its name.

    Raises:
        InvalidQuery: It is neither.
    """
    text = decode(data).text
    kind = format_of(text, name) or _table_kind(text)
    if kind is None:
        raise InvalidQuery(
            f"{name} is no file of decisions: a CSV, a RIS or another reference file, a project "
            "of ASReview, or a review.",
            value=name,
        )
    return _table_rows(text, name) if kind in _TABLES else _reference_rows(text, kind, name)


def fields_of(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Fields by their names, in lower case and without marks; one may stand several times."""
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        key = re.sub(r"[\W_]+", "_", name.lower()).strip("_")
        fields[key] = (*fields.get(key, ()), value)
    return fields


def _table_kind(text: str) -> str | None:
    first = text.lstrip().partition("\n")[0]
    return "csv" if re.search(r"\w\s*[,;\t]\s*\W?\w", first) else None


def _reference_rows(text: str, kind: str, name: str) -> Iterator[Row]:
    reading = read_reference_text(text, kind, name)
    for entry in reading.entries:
        line = entry.mentions[0].line if entry.mentions else 0
        yield Row(f"line {line}", entry.title, fields_of(entry.extra), entry)
    for skipped in reading.skipped:
        yield Row(f"line {skipped.line}", skipped.text, {}, None, skipped.reason)


def _table_rows(text: str, name: str) -> Iterator[Row]:
    lines = list(lines_of(text))
    first = next((line.text for line in lines if line.text.strip()), "")
    rows = read_rows(lines, max(",;\t", key=first.count))
    header: tuple[str, ...] = ()
    for row in rows:
        if row.cells is None:
            yield Row(f"line {row.line}", row.text, {}, None, "the row does not end")
        elif not header:
            header = row.cells
        else:
            pairs = [pair for pair in zip(header, row.cells, strict=False) if pair[1].strip()]
            record = _record(pairs, row.line, name)
            shown = record.title if record else row.text
            yield Row(f"line {row.line}", shown, fields_of(pairs), record)


def _record(pairs: Sequence[tuple[str, str]], line: int, name: str) -> Entry | None:
    """A row as an entry, where it has a title; a key alone is none."""
    columns = {column_name(column) for column, _ in pairs}
    if columns.isdisjoint(COLUMNS["title"]):
        return None
    entry = to_entry(row_record(pairs, line, ""), name)
    return entry if isinstance(entry, Entry) else None
