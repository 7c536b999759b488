"""CSV and JSON Lines: one work a row.

Neither format has a place for anything but rows: a comment before the header makes readers take
it for the header. How an export came to be must stand beside the file.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from .._records.dates import PartialDate
from .._records.entries import Dataset, Entry, Mention
from .._records.names import split_name, without_et_al
from .._text import clean_line
from .references import Reference, keyed, references

COLUMNS = (
    "key kind title authors year date venue arxiv doi url keywords abstract "
    "status topics scope openreview acl code data verified note "
    "name aliases introduced_by source featured evidence id"
).split()
"""The columns of a CSV file. The first are the ones that ASReview and its like look for."""

# What spreadsheets take for the start of a formula, also as full-width characters:
# https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")

_BESIDE = {"id": ("id", "kind"), "date": ("date", "year")}
RECORD_FIELDS = tuple(
    name for about in attrs.fields(Dataset) for name in _BESIDE.get(about.name, (about.name,))
)
"""Every field of an entry, of whatever kind, with `kind` and `year` beside `id` and `date`."""

_MENTION = [about.name for about in attrs.fields(Mention)]


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
    row = io.StringIO()
    writer = csv.writer(row)
    writer.writerow(COLUMNS)
    yield row.getvalue()
    for work in references(entries):
        row.seek(0)
        row.truncate()
        cells = _cells(work)
        writer.writerow([_guarded(cell) for cell in cells] if excel_safe else cells)
        yield row.getvalue()


def _guarded(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _cells(work: Reference) -> list[Any]:
    """The cells of a row, in the order of `COLUMNS`; None becomes an empty one."""
    entry = work.entry
    names, more = without_et_al(entry.authors)
    names = [name for name in names if split_name(name).family]
    authors = [*names, "others"] if more else names
    return [
        work.key,
        entry.kind,
        work.title,
        _joined(authors),
        entry.year,
        entry.date,
        work.venue,
        f"arXiv:{entry.arxiv}" if entry.arxiv else None,
        work.doi,
        work.url,
        "; ".join(work.keywords),
        work.abstract,
        entry.status,
        "; ".join(entry.topics),
        entry.scope,
        entry.openreview,
        entry.acl,
        _plain(entry.code),
        _plain(entry.data),
        str(entry.verified).lower(),
        work.remarks,
        _plain(entry.name),
        _joined(entry.aliases),
        _plain(entry.introduced_by),
        _plain(entry.source) if isinstance(entry, Dataset) else None,
        str(entry.featured).lower(),
        _joined(entry.evidence),
        _plain(entry.id),
    ]


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
        if record["arxiv"]:
            record["arxiv"] = f"arXiv:{record['arxiv']}"
        lines.append(f"{encode(record)}\n")
    return "".join(lines)


def records(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Entries as plain values, under the names in `RECORD_FIELDS`, in that order.

    Args:
        entries: The works. Citation keys that differ in case alone are made distinct.
    """
    for key, entry in keyed(entries):
        record = {name: _plain(getattr(entry, name, None)) for name in RECORD_FIELDS}
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
        return {
            about.name: _plain(getattr(value, about.name)) for about in attrs.fields(type(value))
        }
    return value
