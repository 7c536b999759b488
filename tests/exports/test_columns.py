"""The columns of tables follow the record: a field that is added is in every export."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest
from made_up import DATASET, ENTRIES, JAILBREAK

from trustworthy_audio_llms import Catalog, Dataset, Entry, Paper, PartialDate
from trustworthy_audio_llms._exports.columns import columns_of


@attrs.frozen(kw_only=True)
class Talk(Paper):
    """A class of records that the library does not know, with a field of every shape."""

    room: str | None = None
    order: int | None = None
    recorded: bool = True
    moved: "PartialDate | None" = None
    speakers: tuple[str, ...] = ()
    minutes: tuple[tuple[str, str], ...] = ()


TALK = Talk(
    title="On Hearing",
    room="Aula Süd",
    order=3,
    recorded=False,
    moved=PartialDate(2026, 3),
    speakers=("Ana Müller", "Bo Li"),
    minutes=(("start", "10:00"), ("start", "")),
)
ADDED = ["room", "order", "recorded", "moved", "speakers", "minutes"]


@pytest.fixture
def catalog() -> Catalog:
    """The record among others that do not have the fields."""
    return Catalog([JAILBREAK, TALK, DATASET])


def test_every_field_of_every_kind_is_a_column() -> None:
    """`kind` and `year` stand beside `id` and `date`; which works they are makes no difference."""
    names = [column.name for column in columns_of([])]

    assert names[:2] == ["id", "kind"]
    assert names[names.index("date") + 1] == "year"
    assert set(names) == {field.name for field in attrs.fields(Dataset)} | {"kind", "year"}
    assert columns_of(ENTRIES) == columns_of([])


def test_csv(catalog: Catalog) -> None:
    """As cells; the works that lack the field have empty ones."""
    first, talk, _ = csv.DictReader(io.StringIO(catalog.to_csv(), newline=""))

    assert {name: talk[name] for name in ADDED} == {
        "room": "Aula Süd",
        "order": "3",
        "recorded": "false",
        "moved": "2026-03",
        "speakers": "Ana Müller; Bo Li",
        "minutes": '[["start", "10:00"], ["start", ""]]',
    }
    assert {first[name] for name in ADDED} == {""}


def test_json_lines(catalog: Catalog) -> None:
    """The same fields in every line."""
    first, talk, _ = map(json.loads, catalog.to_jsonl().splitlines())

    assert [talk[name] for name in ADDED] == [
        *("Aula Süd", 3, False, "2026-03", ["Ana Müller", "Bo Li"]),
        [["start", "10:00"], ["start", ""]],
    ]
    assert list(first) == list(talk)


def test_sqlite(catalog: Catalog, tmp_path: Path) -> None:
    """A column of `entries`, or a table where there may be several; its name may be a keyword."""
    catalog.write(tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        select = 'SELECT room, "order", recorded, moved FROM entries WHERE id = ?'
        assert database.execute(select, (TALK.id,)).fetchone() == ("Aula Süd", 3, 0, "2026-03")
        speakers = database.execute("SELECT value FROM speakers ORDER BY position").fetchall()
        assert speakers == [("Ana Müller",), ("Bo Li",)]
        minutes = database.execute("SELECT name, value FROM minutes ORDER BY position").fetchall()
        assert minutes == [("start", "10:00"), ("start", "")]


def test_frames(catalog: Catalog, tmp_path: Path) -> None:
    """In Arrow and Parquet, pandas and polars, with the types they have there."""
    parquet = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    expected: list[Any] = ["Aula Süd", 3, False, "2026-03", ["Ana Müller", "Bo Li"]]
    pairs = [{"name": "start", "value": "10:00"}, {"name": "start", "value": ""}]
    catalog.write(tmp_path / "a.parquet")

    for table in (catalog.to_arrow(), parquet.read_table(tmp_path / "a.parquet")):
        row = table.to_pylist()[1]
        assert [row[name] for name in ADDED] == [*expected, pairs]
    frame = catalog.to_pandas()
    assert [frame[name][1] for name in ADDED[:5]] == expected
    row = catalog.to_polars().row(1, named=True)
    assert [row[name] for name in ADDED] == [*expected, pairs]


def test_the_page(catalog: Catalog) -> None:
    """Among what it knows of a work; what holds its default is left out there."""
    page = catalog.to_html()
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert data is not None
    first, talk, _ = json.loads(data[1])["works"]

    assert talk["room"] == "Aula Süd"
    assert talk["recorded"] is False
    assert not set(ADDED) & set(first)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_nothing_of_a_record_is_missing(entry: Entry) -> None:
    """What JSON Lines hold makes the record again."""
    (record,) = map(json.loads, Catalog([entry]).to_jsonl().splitlines())
    names = [field.name for field in attrs.fields(type(entry))]

    assert type(entry)(**{name: record[name] for name in names}) == entry
