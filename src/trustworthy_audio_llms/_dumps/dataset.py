"""Screening a dump: from files too large for memory to a catalog of what matches."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from .._catalog.catalog import Catalog
from .._catalog.query import Query
from .._errors import InvalidQuery
from .._public import public
from .._records.entries import Entry, Paper
from .engines import DuckDB, Spark
from .files import DumpFile, files_of
from .progress import Piece, Run
from .screen import FIELDS, SEVERAL, UNREADABLE, Screen

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

_BATCHES_A_PIECE = 32
"""After how many batches what was found is written down: half a million records."""

_OF_THE_MATCH = ("identity", "relation", "known", "why")
"""The columns that are no fields of a record: they say how the row was found."""


@public
@attrs.frozen
class ScreenCounts:
    """What a screening counted, for the flow diagram of a review.

    Attributes:
        scanned: The records that were looked at.
        untitled: Those without a title, which cannot be records of works.
        unreadable: Those that may match and could not be read.
        matched: The records that the query matches.
        duplicates: How many of them are of a work that another one is of.
        same: How many of the works are in the known catalogue.
        versions: How many are other versions of works in it.
        new: How many are neither.
    """

    scanned: int
    untitled: int
    unreadable: int
    matched: int
    duplicates: int
    same: int
    versions: int
    new: int


@public
class ScreenedCatalog(Catalog):
    """The works that a screening found; what is derived from it is a plain part of it.

    Attributes:
        counts: What the screening counted; None in what is derived from it.
        unreadable: What could not be read, each with the beginning of its title and the reason.
        relations: For the id of each work `same`, `version` or `new`.
    """

    counts: ScreenCounts | None = None
    unreadable: tuple[tuple[str, str], ...] = ()
    relations: Mapping[str, str] = {}


@public
def screen_dataset(
    source: Paths,
    query: str | Query,
    *,
    known: Catalog | None = None,
    engine: Any = "duckdb",
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> ScreenedCatalog:
    """Find what a query matches in files that need not fit into memory.

    Files may be Parquet, JSON Lines or CSV, the latter two also compressed with gzip. With DuckDB
    they are read here, a batch at a time; every half a million records what was found is kept in
    the cache folder, and the same call goes on there after an interruption. With a Spark session
    they are read where its workers are. Either way the same works come out, in the same order.

    Args:
        source: A file, a folder, a pattern (`works/*.jsonl.gz`), or several of them.
        query: What to find, in the language of `Catalog.search`.
        known: What is known already, such as `load()`.
        engine: `"duckdb"` (extra `dumps`), or a `pyspark.sql.SparkSession`.
        columns: Names of columns that are not known, by what they say.
        progress: Called with the number of records looked at so far, after each batch.

    Returns:
        The works, newest first, with the pin of what was found; `counts` has the numbers for a
        flow diagram, and the trail says them too.

    Raises:
        InvalidQuery: The query, a column or the engine is not understood.
        FileNotFoundError: There is no such file.
        ModuleNotFoundError: The engine is not installed.
    """
    screen = Screen(query, known=known, columns=columns)
    files = files_of(source)
    if engine == "duckdb":
        pieces = _screened_here(files, screen, progress)
    elif hasattr(engine, "sparkContext"):
        rows, scanned, untitled = Spark(engine).screened(files, screen)
        pieces = [Piece(rows, 0, scanned, untitled, last=True)]
    else:
        raise InvalidQuery(
            f"`engine` must be 'duckdb' or a Spark session, not {engine!r}.", value=engine
        )
    return _catalog(pieces, screen, files)


def _screened_here(
    files: Iterable[DumpFile], screen: Screen, progress: Callable[[int], object] | None
) -> list[Piece]:
    run = Run.of(screen)
    pieces: list[Piece] = []
    scanned = 0

    def tell(more: int) -> None:
        nonlocal scanned
        scanned += more
        if progress:
            progress(scanned)

    with DuckDB() as engine:
        for file in files:
            pieces += _of_file(engine, file, screen, run, tell)
    run.forget()
    return pieces


def _of_file(
    engine: DuckDB, file: DumpFile, screen: Screen, run: Run, tell: Callable[[int], None]
) -> list[Piece]:
    """The pieces of one file: those that are there, then the rest."""
    pieces = list(run.pieces(file))
    for piece in pieces:
        tell(piece.scanned)
    if pieces and pieces[-1].last:
        return pieces
    title = None
    skipped = sum(piece.batches for piece in pieces)
    current = Piece((), 0, 0, 0, last=False)
    for number, batch in enumerate(engine.batches(file, screen)):
        if number < skipped:
            continue
        title = title or screen.layout(batch).columns["title"]
        current = Piece(
            [*current.rows, *screen.found(batch)],
            current.batches + 1,
            current.scanned + batch.num_rows,
            current.untitled + batch.column(title).null_count,
            last=False,
        )
        tell(batch.num_rows)
        if current.batches == _BATCHES_A_PIECE:
            run.keep(file, len(pieces), current, screen)
            pieces.append(current)
            current = Piece((), 0, 0, 0, last=False)
    current = attrs.evolve(current, last=True)
    run.keep(file, len(pieces), current, screen)
    return [*pieces, current]


def _catalog(pieces: Iterable[Piece], screen: Screen, files: list[DumpFile]) -> ScreenedCatalog:
    pieces = list(pieces)
    rows = [row for piece in pieces for row in piece.rows]
    unreadable = [row for row in rows if row["relation"] == UNREADABLE]
    # Engines hand over what they find in an order of their own.
    found = sorted((row for row in rows if row["relation"] != UNREADABLE), key=_order)
    works = Catalog(map(_entry, found)).sort("id").sort("date", reverse=True)
    relations = _relations(found, works)
    values = list(relations.values())
    counts = ScreenCounts(
        scanned=sum(piece.scanned for piece in pieces),
        untitled=sum(piece.untitled for piece in pieces),
        unreadable=len(unreadable),
        matched=len(found),
        duplicates=len(found) - len(works),
        same=values.count("same"),
        versions=values.count("version"),
        new=values.count("new"),
    )
    catalog = ScreenedCatalog.from_reading(works, name="screened", source=_named(files))
    catalog = catalog.derive(works, _step(screen, files, counts))
    catalog.counts = counts
    catalog.unreadable = tuple(sorted((row["title"] or "", row["why"]) for row in unreadable))
    catalog.relations = relations
    return catalog


def _order(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in FIELDS)


def _relations(found: Iterable[Mapping[str, Any]], works: Catalog) -> dict[str, str]:
    """For each work how it stands to what is known: as its records do, the nearest first."""
    nearness = ("same", "version", "new")
    relations: dict[str, str] = {}
    for row in found:
        work = works[row["identity"]].id
        relations[work] = min(relations.get(work, "new"), row["relation"], key=nearness.index)
    return relations


def _entry(row: Mapping[str, Any]) -> Entry:
    facts = {name: row[name] for name in FIELDS if name not in _OF_THE_MATCH}
    for name in SEVERAL:
        facts[name] = tuple(facts[name] or ())
    return Paper(**facts)


def _named(files: list[DumpFile]) -> str:
    return str(files[0].path) if len(files) == 1 else f"{files[0].path} and {len(files) - 1} more"


def _step(screen: Screen, files: list[DumpFile], counts: ScreenCounts) -> str:
    """What the trail says: the query as it was read, the sources, and every number."""
    told = ", ".join(f"{number} {name}" for name, number in attrs.asdict(counts).items())
    known = f", known {screen.known.snapshot.pin}" if len(screen.known) else ""
    return f"screened {_named(files)} for {screen.query}{known} ({told})"
