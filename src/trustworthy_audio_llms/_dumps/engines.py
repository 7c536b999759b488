"""Engines that read dumps: DuckDB on this machine, or a Spark session.

Both hand over the same columns: of Parquet files with the types they have, of JSON and CSV as text,
in which objects and lists stand as JSON. So the same records come out, whichever reads.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

from .._extras import load_extra
from .files import DumpFile, keys_of
from .layouts import Layout
from .screen import Screen

if TYPE_CHECKING:
    import pyarrow

ROWS = 16_384
"""How many records are screened at a time."""

_MEMORY = "384MiB"
"""What DuckDB may take for itself, beside what it hands over."""

_LONGEST_RECORD = 1 << 26
"""Bytes of a record; OpenAlex has some of ten megabytes."""


class DuckDB:
    """Reads the files of a dump one after the other, a batch at a time, in their order."""

    def __init__(self) -> None:
        duckdb = load_extra("duckdb", "dumps", purpose="screening")
        self._connection = duckdb.connect(config={"memory_limit": _MEMORY})
        self._connection.execute("SET enable_progress_bar = false")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def batches(self, file: DumpFile, screen: Screen) -> Iterator["pyarrow.RecordBatch"]:
        """The records of a file, with the columns that a screen looks at.

        Args:
            file: The file.
            screen: What will screen them.

        Raises:
            InvalidQuery: No column is known to have the titles.
            OSError: The file cannot be read.
        """
        source = self._source(file)
        layout = Layout.of(self._names(file, source), screen.columns)
        if file.kind == "json":
            source = _json(file, layout.columns.values())
        wanted = ", ".join(map(_quoted, dict.fromkeys(layout.columns.values())))
        relation = self._connection.sql(f"SELECT {wanted} FROM {source}")
        # DuckDB called it otherwise before 1.5.
        read = getattr(relation, "to_arrow_reader", None) or relation.fetch_arrow_reader
        yield from read(ROWS)

    def _names(self, file: DumpFile, source: str) -> list[str]:
        if file.kind == "json":
            return keys_of(file.path)
        described = self._connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        return [row[0] for row in described]

    def _source(self, file: DumpFile) -> str:
        path = _text(str(file.path))
        if file.kind == "parquet":
            return f"read_parquet({path})"
        return f"read_csv({path}, header = true, all_varchar = true, ignore_errors = true)"


def _json(file: DumpFile, names: Sequence[str] | Any) -> str:
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in dict.fromkeys(names))
    return (
        f"read_json({_text(str(file.path))}, format = 'newline_delimited', ignore_errors = true,"
        f" maximum_object_size = {_LONGEST_RECORD}, columns = {{{columns}}})"
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Spark:
    """Screens all files of a dump at once, wherever the session has its workers.

    Args:
        session: A `pyspark.sql.SparkSession`.
    """

    def __init__(self, session: Any) -> None:
        self._session = session

    def screened(
        self, files: Sequence[DumpFile], screen: Screen
    ) -> tuple[list[dict[str, Any]], int, int]:
        """The rows that a screen finds, with how many records were looked at.

        Duplicates are brought together by Spark, by their identity.

        Args:
            files: The files.
            screen: What finds them; it is sent to the workers.

        Returns:
            The rows, the number of records, and that of those without a title.
        """
        functions = load_extra("pyspark.sql.functions", "spark", purpose="screening")
        observation = load_extra("pyspark.sql", "spark", purpose="screening").Observation
        rows: list[dict[str, Any]] = []
        scanned = untitled = 0
        for kind in dict.fromkeys(file.kind for file in files):
            paths = [file.path for file in files if file.kind == kind]
            frame, layout = self._frame(kind, paths, screen)
            title = functions.col(f"`{layout.columns['title']}`")
            seen = observation()
            frame = frame.observe(
                seen,
                functions.count(functions.lit(1)).alias("scanned"),
                functions.count_if(title.isNull()).alias("untitled"),
            )
            found = frame.mapInArrow(screen, screen.ddl)
            grouped = found.groupBy("identity").agg(
                functions.collect_list(functions.struct("*")).alias("rows")
            )
            for group in grouped.collect():
                rows += [row.asDict(recursive=True) for row in group["rows"]]
            scanned += seen.get["scanned"]
            untitled += seen.get["untitled"]
        return rows, scanned, untitled

    def _frame(self, kind: str, paths: Sequence[Any], screen: Screen) -> tuple[Any, Layout]:
        """A frame of the columns that a screen looks at."""
        read, names = self._session.read, [str(path) for path in paths]
        if kind == "parquet":
            frame = read.parquet(*names)
        elif kind == "csv":
            frame = read.csv(names, header=True, multiLine=True, escape='"')
        else:
            keys = dict.fromkeys(key for path in paths for key in keys_of(path))
            layout = Layout.of(keys, screen.columns)
            wanted = dict.fromkeys(layout.columns.values())
            fields = ", ".join(f"`{name}` string" for name in wanted)
            return read.schema(fields).json(names), layout
        layout = Layout.of(frame.columns, screen.columns)
        wanted = dict.fromkeys(layout.columns.values())
        return frame.select(*(f"`{name}`" for name in wanted)), layout
