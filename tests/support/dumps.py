"""A made-up dump with known answers, in the layouts of OpenAlex, Semantic Scholar and others."""

import csv
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

QUERY = '(jailbreak OR "voice cloning") AND NOT title:survey'
"""What the works are about that are to be found."""

_WORDS = (
    "the of and to in a is that for with study method model data analysis results between patients"
    " river bridge protein market cells temperature naïve Zürich – learning network signal speech"
    " audio image survey attack robust clinical deep cloud voice"
).split()


def records(count: int, *, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Records as OpenAlex has them; those whose number ends in 50 are what `QUERY` asks for."""
    chance = random.Random(seed)
    for number in range(count):
        title = " ".join(chance.choices(_WORDS, k=8)).capitalize()
        abstract = " ".join(chance.choices(_WORDS, k=40))
        if number % 100 == 50:
            title = f"{('Jailbroken', 'Jail-breaking', 'JAILBREAKS')[number % 3]} {number}: {title}"
            title = title.replace("urvey", "tudy")
        yield {
            "id": f"https://openalex.org/W{number}",
            "doi": f"https://doi.org/10.5555/made.{number}",
            "title": title,
            "publication_year": 2015 + number % 10,
            "publication_date": f"{2015 + number % 10}-03-0{1 + number % 9}",
            "authorships": [{"author": {"display_name": f"Ána Author{number}"}}],
            "primary_location": {"source": {"display_name": "Journal of Made-up Results"}},
            "abstract_inverted_index": _inverted(abstract),
        }


def _inverted(text: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(text.split()):
        index.setdefault(word, []).append(place)
    return index


def write_jsonl(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """A record a line; compressed where the name says so."""
    text = "".join(json.dumps(row, ensure_ascii=row["id"][-1] in "02468") + "\n" for row in rows)
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def write_csv(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """A flat table; what is nested stands in it as JSON."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {
                    name: value if isinstance(value, str | int) else json.dumps(value)
                    for name, value in row.items()
                }
            )
    return path


def write_parquet(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Columns with types of their own: lists, structures, and a map of words to places."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text, number = pa.string(), pa.int64()
    person = pa.struct([("author", pa.struct([("display_name", text)]))])
    place = pa.struct([("source", pa.struct([("display_name", text)]))])
    schema = pa.schema(
        [
            ("id", text),
            ("doi", text),
            ("title", text),
            ("publication_year", number),
            ("publication_date", text),
            ("authorships", pa.list_(person)),
            ("primary_location", place),
            ("abstract_inverted_index", pa.map_(text, pa.list_(number))),
        ]
    )
    flat = [
        row | {"abstract_inverted_index": list(row["abstract_inverted_index"].items())}
        for row in rows
    ]
    pq.write_table(pa.Table.from_pylist(flat, schema=schema), path, row_group_size=500)
    return path
