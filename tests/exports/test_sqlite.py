"""Catalogs as SQLite databases."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal

CATALOG = tal.load()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database that `write` makes of the curated catalogue."""
    path: Path = tmp_path_factory.mktemp("sqlite") / "catalog.sqlite"
    CATALOG.write(path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_every_work_is_a_row(database: sqlite3.Connection) -> None:
    """Entries keep their identity, key, title and whether they are verified."""
    rows = database.execute("SELECT id, citekey, title, verified FROM entries").fetchall()
    assert sorted(rows) == sorted((e.id, e.citekey, e.title, int(e.verified)) for e in CATALOG)


@pytest.mark.parametrize("name", ["authors", "aliases", "topics", "keywords", "evidence"])
def test_lists_keep_their_order(database: sqlite3.Connection, name: str) -> None:
    """Each value of a list is a row, at its position."""
    for entry in CATALOG[:100]:
        rows = database.execute(
            f"SELECT value FROM {name} WHERE entry_id = ? ORDER BY position", (entry.id,)
        )
        assert [value for (value,) in rows] == list(getattr(entry, name))


def test_mentions_are_rows(database: sqlite3.Connection) -> None:
    """The places in the launched list are there with path, line and section."""
    entry = next(entry for entry in CATALOG if entry.mentions)
    row = database.execute(
        "SELECT path, line, section FROM mentions WHERE entry_id = ?", (entry.id,)
    ).fetchone()
    mention = entry.mentions[0]
    assert row == (mention.path, mention.line, mention.section)


def test_full_text_search(database: sqlite3.Connection) -> None:
    """The index folds endings and finds what the library's own search finds."""
    rows = database.execute("SELECT id FROM search WHERE search MATCH 'jailbreaking'")
    assert {key for (key,) in rows} == {entry.id for entry in CATALOG.search("jailbreaking")}


def test_it_says_how_it_came_to_be(tmp_path: Path) -> None:
    """Pin and steps are rows of `provenance`, in order."""
    path = tmp_path / "attacks.sqlite"
    attacks = CATALOG.where(topic="safety/jailbreak")
    attacks.write(path)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT text FROM provenance ORDER BY step").fetchall()
    assert [text for (text,) in rows] == list(attacks.provenance)


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    """SQLite itself finds nothing wrong, references included."""
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
