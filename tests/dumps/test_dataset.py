"""Whole dumps, through engines that exist: the same works and numbers from each."""

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dumps import QUERY, records, write_csv, write_jsonl, write_parquet

from trustworthy_audio_llms import Catalog, InvalidQuery, Paper, ScreenedCatalog, screen_dataset

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

COUNT = 3_000
KNOWN = Catalog([Paper(title="Jailbroken 150", doi="10.5555/made.150")])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records three times, and one of them twice."""
    folder = tmp_path_factory.mktemp("dump")
    rows = list(records(COUNT))
    write_jsonl(folder / "one.jsonl.gz", rows[:2_000])
    write_jsonl(folder / "two.jsonl", [*rows[2_000:], rows[50]])
    write_csv(folder / "works.csv", [*rows, rows[50]])
    write_parquet(folder / "works.parquet", [*rows, rows[50]])
    return folder


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A Spark session with two workers on this machine, which may lose some."""
    sql = pytest.importorskip("pyspark.sql")
    if not any(Path(path, "java").exists() for path in os.get_exec_path()):
        pytest.skip("Spark needs Java")
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        # Else its workers are the first `python3` that is found, which may be another release.
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = sql.SparkSession.builder.master("local[2,4]").appName("tests")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": "4",
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
        }.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


def works(catalog: Catalog) -> list[tuple[Any, ...]]:
    """What of each work must be the same, whichever engine found it."""
    return [
        (entry.id, entry.title, entry.authors, entry.date, entry.venue, entry.abstract)
        for entry in catalog
    ]


def assert_right(catalog: ScreenedCatalog) -> None:
    """These are the works that were hidden in the dump, with the right numbers."""
    expected = {f"doi:10.5555/made.{number}" for number in range(50, COUNT, 100)}
    assert {entry.id for entry in catalog} == expected
    assert catalog.counts is not None
    assert (catalog.counts.scanned, catalog.counts.matched) == (COUNT + 1, 31)
    assert (catalog.counts.duplicates, catalog.counts.same, catalog.counts.new) == (1, 1, 29)
    assert (catalog.counts.untitled, catalog.counts.unreadable) == (0, 0)
    assert catalog.relations["doi:10.5555/made.150"] == "same"


class TestDuckDB:
    """Files are read here, out of core."""

    @pytest.mark.parametrize("pattern", ["*.jsonl*", "works.csv", "works.parquet"])
    def test_every_kind_of_file(self, folder: Path, pattern: str) -> None:
        """Each holds the same records, so each gives the same works and numbers."""
        assert_right(screen_dataset(folder / pattern, QUERY, known=KNOWN))

    def test_the_catalog(self, folder: Path) -> None:
        """It is a catalog with a pin, newest first, and its trail has query and numbers."""
        found = screen_dataset(str(folder / "works.csv"), QUERY, known=KNOWN)
        assert found.snapshot.pin.startswith("screened@sha256:")
        assert [entry.year for entry in found] == sorted(
            (entry.year or 0 for entry in found), reverse=True
        )
        assert "3001 scanned" in found.trail[1]
        assert "NOT title:survey" in found.trail[1]
        assert KNOWN.snapshot.pin in found.trail[1]
        assert found.where(year=2015).counts is None
        assert "known" not in screen_dataset(folder / "works.csv", QUERY).trail[1].split("(")[0]

    def test_progress(self, folder: Path) -> None:
        """The number of records looked at so far is told after each batch."""
        told: list[int] = []
        sources = [folder / "one.jsonl.gz", folder / "two.jsonl"]
        screen_dataset(sources, QUERY, progress=told.append)
        assert told == [2_000, COUNT + 1]

    def test_poisoned_records_cost_themselves(self, tmp_path: Path) -> None:
        """Broken lines, other types and huge titles; the work between them is found."""
        path = tmp_path / "works.jsonl"
        path.write_text(
            '{"title": "A jailbreak", "authors": 7, "year": {"no": 1}}\n'
            '{"title": ["x"]\n'
            "not json\n"
            "[1]\n"
            '{"title": null, "abstract": "jailbreak"}\n'
            f'{{"title": "jailbreak {"x" * 10_000_000}"}}\n'
            '{"title": "Jailbreak \\ud800 lone"}\n',
            encoding="utf-8",
        )
        found = screen_dataset(path, "jailbreak")
        assert found.counts is not None
        assert "A jailbreak" in {entry.title for entry in found}
        assert found.counts.scanned == 7
        assert found.counts.unreadable == 2
        assert {reason for _, reason in found.unreadable} >= {"no title"}

    def test_what_is_no_dump(self, tmp_path: Path) -> None:
        """The error says what was wrong, and what is read."""
        (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
        with pytest.raises(InvalidQuery, match=r"'notes.txt'.*\.parquet"):
            screen_dataset(tmp_path / "notes.txt", "river")
        with pytest.raises(FileNotFoundError, match=r"nothing\*"):
            screen_dataset(tmp_path / "nothing*", "river")
        (tmp_path / "works.csv").write_text("title\n", encoding="utf-8")
        with pytest.raises(InvalidQuery, match="engine.*'dask'"):
            screen_dataset(tmp_path, "river", engine="dask")
        (tmp_path / "empty").mkdir()
        with pytest.raises(FileNotFoundError):
            screen_dataset(tmp_path / "empty", "river")


class TestInterrupted:
    """A run that was stopped goes on where it was."""

    CODE = """
import os, sys
from trustworthy_audio_llms._dumps import dataset
dataset._BATCHES_A_PIECE = 1
def stop(scanned):
    if scanned >= int(sys.argv[2]):
        os.kill(os.getpid(), 9)
dataset.screen_dataset(sys.argv[1], 'jailbreak', progress=stop)
"""

    def test_what_was_looked_at_is_not_looked_at_again(
        self, tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A killed process leaves pieces, from which the next one goes on to the same result."""
        from trustworthy_audio_llms import Screen
        from trustworthy_audio_llms._dumps import engines

        monkeypatch.setattr(engines, "ROWS", 500)
        source = write_jsonl(tmp_path / "works.jsonl", list(records(60_000, seed=3)))
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", self.CODE, str(source), "40000"]
        done = subprocess.run(command, env=environment, check=False)
        assert done.returncode == -signal.SIGKILL
        pieces = list(cache_folder.rglob("*.arrow"))
        assert pieces

        monkeypatch.setattr(engines, "ROWS", 16_384)
        screened: list[int] = []
        original = Screen.found

        def counting(self: Any, batch: Any) -> Any:
            screened.append(batch.num_rows)
            return original(self, batch)

        monkeypatch.setattr(Screen, "found", counting)
        found = screen_dataset(source, "jailbreak")

        assert found.counts is not None
        assert (found.counts.scanned, found.counts.matched) == (60_000, 600)
        assert sum(screened) < 60_000
        assert not list(cache_folder.rglob("*.arrow"))

    def test_whole_files_and_stretches_of_one_are_kept(
        self, tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What stopped it may be anything; neither a file nor a part of one is screened twice."""
        from trustworthy_audio_llms._dumps import dataset, engines

        monkeypatch.setattr(engines, "ROWS", 2_048)  # DuckDB hands over no fewer.
        monkeypatch.setattr(dataset, "_BATCHES_A_PIECE", 1)
        rows = list(records(9_000))
        sources = [
            write_jsonl(tmp_path / "a.jsonl", rows[:1_000]),
            write_jsonl(tmp_path / "b.jsonl", rows[1_000:]),
        ]

        def stop(scanned: int) -> None:
            if scanned > 6_000:
                raise TimeoutError

        with pytest.raises(TimeoutError):
            screen_dataset(sources, "jailbreak", progress=stop)
        assert len(list(cache_folder.rglob("*.arrow"))) >= 3

        told: list[int] = []
        found = screen_dataset(sources, "jailbreak", progress=told.append)
        assert found.counts is not None
        assert (found.counts.scanned, found.counts.matched) == (9_000, 90)
        assert told[0] == 1_000

    def test_a_damaged_piece_is_made_again(self, tmp_path: Path, cache_folder: Path) -> None:
        """What cannot be read counts as not there."""
        source = write_jsonl(tmp_path / "works.jsonl", list(records(100)))
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", self.CODE, str(source), "100"]
        subprocess.run(command, env=environment, check=False)
        for piece in cache_folder.rglob("*.arrow"):
            piece.write_bytes(b"half")
        found = screen_dataset(source, "jailbreak")
        assert found.counts is not None
        assert found.counts.matched == 1


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
class TestSpark:
    """The same call runs where a session's workers are."""

    @pytest.mark.parametrize("pattern", ["*.jsonl*", "works.csv", "works.parquet"])
    def test_the_same_works_and_numbers(self, folder: Path, spark: Any, pattern: str) -> None:
        """Whatever the engine: the same works, in the same order, with the same pin."""
        here = screen_dataset(folder / pattern, QUERY, known=KNOWN)
        there = screen_dataset(folder / pattern, QUERY, known=KNOWN, engine=spark)
        assert_right(there)
        assert works(there) == works(here)
        assert there.counts == here.counts
        assert there.snapshot.digest == here.snapshot.digest

    def test_a_killed_worker_changes_nothing(self, folder: Path, spark: Any) -> None:
        """Spark gives its share to another one."""
        expected = works(screen_dataset(folder / "works.parquet", QUERY))
        killer = subprocess.Popen(
            [sys.executable, "-c", _KILLER, str(os.getpid())], stdout=subprocess.PIPE, text=True
        )
        try:
            for _ in range(20):
                there = screen_dataset(folder / "works.parquet", QUERY, engine=spark)
                assert works(there) == expected
                if killer.poll() is not None:
                    break
                time.sleep(0.1)
        finally:
            killer.kill()
            output = killer.communicate()[0]
        assert "killed" in output, "no worker was seen"


_KILLER = """
import os, signal, sys, time
def parents():
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                line = open(f'/proc/{name}/cmdline').read().replace('\\0', ' ')
                parent = int(open(f'/proc/{name}/stat').read().rpartition(')')[2].split()[1])
            except OSError:
                continue
            yield int(name), parent, line
def ours(pid, parent_of):
    while pid in parent_of and pid != int(sys.argv[1]):
        pid = parent_of[pid]
    return pid == int(sys.argv[1])
end = time.monotonic() + 600
while time.monotonic() < end:
    seen = list(parents())
    parent_of = {pid: parent for pid, parent, _ in seen}
    daemons = {pid for pid, _, line in seen if 'pyspark.daemon' in line and ours(pid, parent_of)}
    workers = [pid for pid, parent, _ in seen if parent in daemons]
    if workers:
        os.kill(workers[0], signal.SIGKILL)
        print('killed', flush=True)
        break
    time.sleep(0.002)
"""
