"""What screening a dump costs: `python -m benchmarks.dumps [RECORDS …]`, apart from the others.

Each number of records is a Parquet file of made-up works with abstracts, of which one in a thousand
matches. It is screened by the library, asked by hand with DuckDB's `regexp_matches`, and read by
Python row by row over the same file. A process of its own measures each: CPU seconds, records a
second and core, and the peak of memory. The files (10 million records have 4.6 GB) lie in a
temporary folder.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

QUERY = 'jailbreak* AND (audio OR speech OR voice OR "language model")'
BY_HAND = (
    "regexp_matches(title || ' ' || abstract, '(?i)\\bjail-?br[eo]') AND "
    "regexp_matches(title || ' ' || abstract, '(?i)\\b(audio|speech|voice|language model)')"
)
SIZES = (100_000, 1_000_000, 10_000_000)
_GROUP = 50_000

_WORDS = (
    "the of and to in a is that for on with are by this from as we be which using an results study"
    " method model data analysis based can it these between patients was were have at has or more"
    " two effects system protein cell market river temperature pressure learning network training"
    " robust clinical surface energy field high low group time used also its other than – ’"
    " speech audio image treatment control effect significant different associated population"
).split()


def records(count: int) -> Iterator[dict[str, Any]]:
    """Made-up works: a title of 10 words, an abstract of 180, one match in a thousand."""
    chance = random.Random(1)
    abstracts = [" ".join(chance.choices(_WORDS, k=180)) for _ in range(5_000)]
    abstracts[::10] = [f"{abstract} naïve Poincaré" for abstract in abstracts[::10]]
    for number in range(count):
        title = " ".join(chance.choices(_WORDS, k=10))
        if number % 1_000 == 500:
            title = f"Jailbreaking speech {title}"
        yield {
            "id": f"https://openalex.org/W{number}",
            "doi": f"https://doi.org/10.5555/made.{number}",
            "title": title,
            "publication_year": 2000 + number % 26,
            "authors": [f"Ana Author{number % 977}", "Bo Müller"],
            "venue": "Journal of Made-up Results",
            "abstract": f"{number} {abstracts[chance.randrange(5_000)]}",
        }


def make(path: Path, count: int) -> None:
    """Write the records as Parquet, a group at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    group: list[dict[str, Any]] = []
    writer = None
    for record in records(count):
        group.append(record)
        if len(group) == _GROUP or record["id"].endswith(f"W{count - 1}"):
            table = pa.Table.from_pylist(group)
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
            group.clear()
    if writer:
        writer.close()


_RUNS = {
    "tal.screen_dataset": """
import trustworthy_audio_llms as tal
print(tal.screen_dataset(path, query, known=tal.load()).counts.matched)
""",
    "DuckDB, regexp_matches": """
import duckdb
con = duckdb.connect(config={"memory_limit": "384MiB"})
con.execute("SET enable_progress_bar = false")
print(con.sql(f"SELECT count(*) FROM read_parquet('{path}') WHERE {by_hand}").fetchall()[0][0])
""",
    "Python, row by row": """
import re
import pyarrow.parquet as pq
first = re.compile(r'(?i)\\bjail-?br[eo]')
second = re.compile(r'(?i)\\b(audio|speech|voice|language model)')
found = 0
for batch in pq.ParquetFile(path).iter_batches(16_384, columns=["title", "abstract"]):
    for row in batch.to_pylist():
        text = row["title"] + " " + row["abstract"]
        found += bool(first.search(text) and second.search(text))
print(found)
""",
}
_MEASURED = """
import json, resource, sys, time
path, query, by_hand = sys.argv[1:]
start = time.perf_counter()
{code}
used = resource.getrusage(resource.RUSAGE_SELF)
cpu = used.ru_utime + used.ru_stime
# The high-water mark that getrusage tells begins with that of the process which started this one.
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([cpu, time.perf_counter() - start, peak / 1024]))
"""


def measure(path: Path, code: str) -> tuple[str, float, float, float]:
    """Run one way in a process of its own: what it found, CPU and wall seconds, peak in MiB."""
    code = _MEASURED.replace("{code}", code)
    command = [sys.executable, "-c", code, str(path), QUERY, BY_HAND]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")
    cpu, wall, peak = json.loads(lines[1])
    return lines[0], cpu, wall, peak


def main(sizes: tuple[int, ...]) -> None:
    """Print a row for each number of records and each way."""
    print("| records | by | found | CPU s | wall s | records a second and core | peak MiB |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "works.parquet")
            make(path, count)
            for name, code in _RUNS.items():
                found, cpu, wall, peak = measure(path, code)
                speed = f"{count / cpu:,.0f}"
                row = (f"{count:,}", name, found, f"{cpu:.1f}", f"{wall:.1f}", speed, f"{peak:.0f}")
                print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
