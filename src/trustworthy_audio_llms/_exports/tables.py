"""CSV and JSON Lines: one work a row.

Neither format has a place for anything but rows: a comment before the header makes readers take
it for the header. How an export came to be must stand beside the file.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.schemes import SCHEMES
from .._text import clean_line
from .columns import columns_of
from .references import Reference, keyed, references

_LEADING = (
    "key kind title authors year date venue arxiv doi url keywords abstract "
    "status topics scope openreview acl code data verified note "
    "name aliases introduced_by source featured evidence id"
).split()
"""The first columns of a CSV file, those first that ASReview and its like look for. The other
fields of the records follow."""

# What spreadsheets take for the start of a formula, also as full-width characters:
# https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_BEHIND_A_SEMICOLON = r";[\s\"]*+(?=[=+\-@＝＋－＠])"


def to_csv(entries: Iterable[Entry], *, excel_safe: bool = True, bom: bool = False) -> str:
    r"""Entries as CSV (RFC 4180): commas, CRLF, a header, no line ends in cells.

    Authors, keywords, topics, aliases and evidence are joined by `; `. arXiv identifiers carry
    `arXiv:`, since readers take 2405.01230 for a number. A venue under review stands in `note`.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        excel_safe: Whether cells that a spreadsheet would run as a formula get a `'` in front.
            That changes the data: turn it off for scripts.
        bom: Whether to begin with a byte order mark, which Excel needs to see UTF-8.

    Returns:
        The text of a `.csv` file, to be written as UTF-8 and with its line ends as they are.
    """
    return ("\ufeff" if bom else "") + "".join(csv_rows(entries, excel_safe=excel_safe))


def csv_rows(entries: Iterable[Entry], *, excel_safe: bool = True) -> Iterator[str]:
    """The rows of the file that `to_csv` makes, with their line ends; the header is the first.

    Args:
        entries: The works.
        excel_safe: As for `to_csv`.
    """
    held = list(entries)
    columns = csv_columns(held)
    row = io.StringIO()
    writer = csv.writer(row)
    writer.writerow(columns)
    yield row.getvalue()
    for work in references(held):
        row.seek(0)
        row.truncate()
        cells = _cells(work, columns)
        writer.writerow([guarded(cell) for cell in cells] if excel_safe else cells)
        yield row.getvalue()


def guarded(cell: Any) -> Any:
    """A cell, with a `'` in front where a spreadsheet would run it as a formula."""
    if not isinstance(cell, str):
        return cell
    # Where semicolons part cells, as in half of Europe, one begins behind each of them.
    parted = re.sub(_BEHIND_A_SEMICOLON, r"\g<0>'", cell) if ";" in cell else cell
    return f"'{parted}" if parted.startswith(_FORMULA) else parted


def csv_columns(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The names of the columns of a CSV file: the citation key is its `key`."""
    names = [column.name for column in columns_of(entries) if column.name != "citekey"]
    return tuple(dict.fromkeys((*_LEADING, *names)))


_CELLS: dict[str, Callable[[Reference], Any]] = {
    "key": lambda work: work.key,
    "title": lambda work: work.title,
    "authors": lambda work: _joined(_authors(work)),
    "venue": lambda work: clean_line(work.entry.venue or "") if work.venue else None,
    "doi": lambda work: work.doi,
    "url": lambda work: work.url,
    "keywords": lambda work: "; ".join(work.keywords),
    "abstract": lambda work: work.abstract,
    "note": lambda work: work.remarks,
}
"""What stands in a column that says more, or less, than the field of its name."""


def _cells(work: Reference, columns: Iterable[str]) -> list[Any]:
    """The cells of a row; None becomes an empty one."""
    return [_CELLS[name](work) if name in _CELLS else _cell(name, work.entry) for name in columns]


def _cell(name: str, entry: Entry) -> Any:
    """A field's value as a cell: texts joined by `; `, pairs as JSON, since they may hold all."""
    value = _prefixed(name, getattr(entry, name, None))
    if isinstance(value, tuple):
        if any(isinstance(item, tuple) for item in value):
            return json.dumps(_plain(value), ensure_ascii=False)
        return _joined(map(str, value))
    return str(value).lower() if isinstance(value, bool) else _plain(value)


def _authors(work: Reference) -> list[str]:
    return [*work.authors, "others"] if work.more_authors else work.authors


def _prefixed(name: str, value: Any) -> Any:
    """An identifier with what keeps readers from taking it for a number."""
    scheme = SCHEMES.get(name)
    return f"{scheme.table_prefix}{value}" if scheme and value else value


def _joined(texts: Iterable[str]) -> str:
    """Texts as one, `; ` between: a semicolon inside one would part it."""
    lines = [clean_line(text.replace(";", " ")) for text in texts]
    return "; ".join(filter(None, lines))


def to_jsonl(entries: Iterable[Entry]) -> str:
    """Entries as JSON Lines: every field of an entry, the same ones in every line.

    Absent ones are null, lists are lists, dates ISO text (`2025-03`), and `kind` and `year` stand
    beside them. arXiv identifiers carry `arXiv:`, since pandas takes even the string "2405.01230"
    for a number; `Entry` takes them back with it.

    Args:
        entries: The works. Citation keys that differ in case alone are made distinct.

    Returns:
        One JSON object a line, each ended by a line feed, to be written as UTF-8.
    """
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = []
    for record in records(entries):
        cells = {name: _prefixed(name, value) for name, value in record.items()}
        lines.append(f"{encode(cells)}\n")
    return "".join(lines)


def records(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Entries as plain values, under the names of `columns_of`, in that order.

    Args:
        entries: The works. Citation keys that differ in case alone are made distinct.
    """
    held = list(entries)
    names = [column.name for column in columns_of(held)]
    for key, entry in keyed(held):
        record = {name: _plain(getattr(entry, name, None)) for name in names}
        record["citekey"] = key
        yield record


def _plain(value: Any) -> Any:
    """A field's value as what JSON holds."""
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, PartialDate):
        return str(value)
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    return value
