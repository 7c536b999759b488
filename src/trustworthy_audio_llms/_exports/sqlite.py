"""Entries as an SQLite database, ready for Datasette, DuckDB and the sqlite3 shell."""

import sqlite3
from collections.abc import Iterable, Sequence

from .._records.entries import Entry
from .tables import records

_LISTS = ("authors", "aliases", "topics", "keywords", "evidence")

_TABLES = """
CREATE TABLE provenance (step INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE entries (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, name TEXT, date TEXT,
    year INTEGER, venue TEXT, status TEXT, scope TEXT NOT NULL, description TEXT, note TEXT,
    url TEXT, arxiv TEXT, doi TEXT, openreview TEXT, acl TEXT, code TEXT, data TEXT,
    introduced_by TEXT, featured INTEGER NOT NULL, verified INTEGER NOT NULL,
    citekey TEXT NOT NULL UNIQUE COLLATE NOCASE, source TEXT
) WITHOUT ROWID;
{lists}
CREATE TABLE mentions (
    entry_id TEXT NOT NULL REFERENCES entries(id), position INTEGER NOT NULL, path TEXT NOT NULL,
    line INTEGER NOT NULL, section TEXT NOT NULL, title TEXT, url TEXT, date TEXT,
    PRIMARY KEY (entry_id, position)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    id UNINDEXED, title, aliases, name, authors, keywords, topics, venue, description,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
"""

_LIST_TABLE = """
CREATE TABLE {name} (
    entry_id TEXT NOT NULL REFERENCES entries(id), position INTEGER NOT NULL,
    value TEXT NOT NULL, PRIMARY KEY (entry_id, position)
) WITHOUT ROWID;
CREATE INDEX {name}_by_value ON {name} (value);
"""

_COLUMNS = (
    "id kind title name date year venue status scope description note url arxiv doi openreview "
    "acl code data introduced_by featured verified citekey source"
).split()
_MENTION = "path line section title url date".split()
_SEARCHED = "title aliases name authors keywords topics venue description".split()


def to_sqlite(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> bytes:
    """Entries as the bytes of an SQLite database.

    `entries` has a row a work; `authors`, `aliases`, `topics`, `keywords` and `evidence` have a
    row a value, with `entry_id` and `position`; `mentions` the places in lists; `search` is a
    full-text index (FTS5); `provenance` says how the database came to be.

    Args:
        entries: The works.
        header: Lines on how the database came to be.
    """
    lists = "".join(_LIST_TABLE.format(name=name) for name in _LISTS)
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(_TABLES.format(lists=lists))
        database.executemany("INSERT INTO provenance VALUES (?, ?)", enumerate(header))
        for record in records(entries):
            key = record["id"]
            _insert(database, "entries", [record[name] for name in _COLUMNS])
            for name in _LISTS:
                for position, value in enumerate(record[name]):
                    _insert(database, name, [key, position, value])
            for position, mention in enumerate(record["mentions"]):
                _insert(database, "mentions", [key, position, *(mention[m] for m in _MENTION)])
            texts = [record[name] or "" for name in _SEARCHED]
            joined = [", ".join(text) if isinstance(text, list) else text for text in texts]
            _insert(database, "search", [key, *joined])
        database.commit()
        return database.serialize()
    finally:
        database.close()


def _insert(database: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
    # The names of the tables are this module's own.
    database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
