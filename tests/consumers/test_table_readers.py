"""What reads CSV and JSON Lines gets every work whole, without a warning."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from survival import Survivor, arxiv_in, expected, letters, losses

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._exports.tables import to_csv, to_jsonl
from trustworthy_audio_llms._records.names import split_name
from trustworthy_audio_llms._text import clean_line


def in_tables(works: Sequence[Entry]) -> list[Survivor]:
    """What must survive of these works: a table has the years of the records."""
    pairs = zip(expected(works), works, strict=True)
    return [attrs.evolve(work, year=entry.year) for work, entry in pairs]


def survivor(row: dict[str, Any]) -> Survivor:
    """A work from a row: cells, or None where they are empty."""
    names = [name for name in (row["authors"] or "").split("; ") if name not in ("", "others")]
    parts = map(split_name, names)
    return Survivor(
        key=row["key"],
        title=letters(row["title"]),
        authors=tuple(letters(name.family + name.given + name.suffix) for name in parts),
        year=int(row["year"]) if row["year"] is not None else None,
        doi=row["doi"],
        arxiv=arxiv_in(row["arxiv"]),
    )


def test_python_reads_csv(works: Sequence[Entry]) -> None:
    """The module csv gives rows that are all as long as the header."""
    rows = list(csv.DictReader(io.StringIO(to_csv(works), newline=""), strict=True))

    found = [survivor({name: cell or None for name, cell in row.items()}) for row in rows]
    assert losses(found, in_tables(works)) == []
    assert not any(None in row or None in row.values() for row in rows)


def test_pandas_reads_csv(works: Sequence[Entry]) -> None:
    """Pandas gives every work, if it is told not to take the title "NULL" for nothing."""
    pandas = pytest.importorskip("pandas")

    table = pandas.read_csv(io.StringIO(to_csv(works)), keep_default_na=False, na_values={"": [""]})

    rows = table.astype(object).where(table.notna() & (table != ""), None).to_dict("records")
    assert losses(list(map(survivor, rows)), in_tables(works)) == []


def test_pandas_reads_json_lines(works: Sequence[Entry]) -> None:
    """Pandas gives every work with its arXiv id, not a number made of it."""
    pandas = pytest.importorskip("pandas")

    table = pandas.read_json(io.StringIO(to_jsonl(works)), lines=True)

    wanted = [(work.key, work.title, work.arxiv) for work in in_tables(works)]
    found = zip(table["citekey"], table["title"], table["arxiv"], strict=True)
    assert [
        (key, letters(title), arxiv_in(arxiv if isinstance(arxiv, str) else None))
        for key, title, arxiv in found
    ] == wanted


def test_duckdb_reads_csv(works: Sequence[Entry], tmp_path: Path) -> None:
    """DuckDB finds the header by itself, and every work below it."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "works.csv"
    path.write_text(to_csv(works), encoding="utf-8", newline="")

    cursor = duckdb.sql(f"SELECT * FROM read_csv('{path}')")

    rows = [dict(zip(cursor.columns, row, strict=True)) for row in cursor.fetchall()]
    assert losses(list(map(survivor, rows)), in_tables(works)) == []


def test_duckdb_reads_json_lines(works: Sequence[Entry], tmp_path: Path) -> None:
    """DuckDB gives lists as lists, and every work."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "works.jsonl"
    path.write_text(to_jsonl(works), encoding="utf-8", newline="")

    rows = duckdb.sql(f"SELECT citekey, title, authors, arxiv FROM read_json('{path}')").fetchall()

    assert [
        (key, letters(title), authors, arxiv_in(arxiv)) for key, title, authors, arxiv in rows
    ] == [
        (work.key, work.title, [clean_line(name) for name in entry.authors], work.arxiv)
        for work, entry in zip(in_tables(works), works, strict=True)
    ]


def test_every_line_is_json(works: Sequence[Entry]) -> None:
    """Programs that cut text at every kind of line end find whole objects."""
    lines = to_jsonl(works).splitlines()

    assert len(lines) == len(works)
    assert len({tuple(json.loads(line)) for line in lines}) == 1


def test_asreview_reads_csv(works: Sequence[Entry], tmp_path: Path) -> None:
    """ASReview finds title, authors, year and DOI in the columns."""
    reader = pytest.importorskip("asreview.data").CSVReader
    path = tmp_path / "works.csv"
    path.write_text(to_csv(works), encoding="utf-8", newline="")

    records = reader.read_records(path, "works")

    wanted = [work for work in in_tables(works) if work.title not in ("null", "na")]
    found = [record for record in records if record.title]
    assert [(letters(record.title), record.year, record.doi) for record in found] == [
        (work.title, work.year, work.doi) for work in wanted
    ]
