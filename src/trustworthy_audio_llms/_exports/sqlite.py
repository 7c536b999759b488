"""Entries as an SQLite database, ready for Datasette, DuckDB and the sqlite3 shell."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.shapes import Shape
from .._text import clean_line
from .columns import Column, columns_of, fields_of_record
from .tables import records

_PROVENANCE = "CREATE TABLE provenance (step INTEGER PRIMARY KEY, text TEXT NOT NULL);"
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    id UNINDEXED, title, aliases, name, authors, keywords, topics, venue, description,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
"""
_CONSTRAINTS = {
    "id": "PRIMARY KEY",
    "kind": "NOT NULL",
    "title": "NOT NULL",
    "citekey": "NOT NULL UNIQUE COLLATE NOCASE",
}
_PAIR = (Column("name", Shape(str)), Column("value", Shape(str)))
_SEARCHED = "title aliases name authors keywords topics venue description".split()


def to_sqlite(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> bytes:
    """Entries as the bytes of an SQLite database.

    `entries` has a row a work, a column a field. What may be several has a table of its own, under
    the field's name, with `entry_id` and `position`: a `value` a row for texts (`authors`,
    `topics`, …), `name` and `value` for `extra`, the fields of a mention for `mentions`. `search`
    is a full-text index (FTS5); `provenance` says how the database came to be.

    Args:
        entries: The works.
        header: Lines on how the database came to be.
    """
    held = list(entries)
    columns = columns_of(held)
    single = [column for column in columns if not column.shape.many]
    several = [column for column in columns if column.shape.many]
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(_PROVENANCE + _entries_table(single) + _SEARCH)
        for column in several:
            database.executescript(_table_of_several(column))
        database.executemany(
            "INSERT INTO provenance VALUES (?, ?)", enumerate(map(clean_line, header))
        )
        for record in records(held):
            key = record["id"]
            _insert(database, "entries", [record[column.name] for column in single])
            for column in several:
                for position, item in enumerate(record[column.name] or ()):
                    _insert(database, column.name, [key, position, *_values(item)])
            _insert(database, "search", [key, *map(_searched, (record[n] for n in _SEARCHED))])
        database.commit()
        return database.serialize()
    finally:
        database.close()


def _entries_table(columns: Iterable[Column]) -> str:
    definitions = [
        f"{_definition(column)} {_CONSTRAINTS.get(column.name, '')}" for column in columns
    ]
    return f"CREATE TABLE entries ({', '.join(definitions)}) WITHOUT ROWID;"


def _table_of_several(column: Column) -> str:
    """The table of what a field holds several of, and, for texts, an index to find them by."""
    name = _quoted(column.name)
    own = _item_columns(column.shape)
    cells = ", ".join(map(_definition, own))
    index = f"CREATE INDEX {_quoted(f'{column.name}_by_value')} ON {name} (value);"
    return (
        f"CREATE TABLE {name} (entry_id TEXT NOT NULL REFERENCES entries(id), "
        f"position INTEGER NOT NULL, {cells}, PRIMARY KEY (entry_id, position)) "
        f"WITHOUT ROWID;{index if len(own) == 1 else ''}"
    )


def _item_columns(shape: Shape) -> Sequence[Column]:
    if shape.item is tuple:
        return _PAIR
    if shape.item is not PartialDate and attrs.has(shape.item):
        return fields_of_record(shape.item)
    return (Column("value", Shape(shape.item)),)


def _definition(column: Column) -> str:
    return f"{_quoted(column.name)} {_sql_type(column.shape)}"


def _sql_type(shape: Shape) -> str:
    return "INTEGER" if shape.item in (bool, int) else "TEXT"


def _quoted(name: str) -> str:
    """A name that may be a word of SQL (`order`)."""
    return '"' + name.replace('"', '""') + '"'


def _values(item: Any) -> list[Any]:
    """One of several values as the cells of its row."""
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else [item]


def _searched(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""


def _insert(database: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
    # The names of the tables are those of fields.
    marks = ", ".join("?" * len(values))
    database.execute(f"INSERT INTO {_quoted(table)} VALUES ({marks})", values)
