"""Record batches in, record batches out: the records of a dump that a query matches."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._catalog.catalog import Catalog
from .._catalog.explain import explain
from .._catalog.query import Query
from .._catalog.search import SearchIndex
from .._extras import load_extra
from .._public import public
from .._records.entries import Entry
from .._records.schemes import SCHEMES
from .._text import clean_line
from .conditions import Condition, condition_of
from .layouts import Layout, check_roles
from .prefilter import Rows
from .rows import entry_of

if TYPE_CHECKING:
    import pyarrow

FIELDS = [
    *"identity relation known title authors date venue volume number pages keywords".split(),
    *SCHEMES,
    *"url abstract why".split(),
]
"""The columns that come out."""

SEVERAL = frozenset({"authors", "keywords"})
"""Those of them that hold several texts."""

UNREADABLE = "unreadable"
"""The relation of a row that could not be read as a record; `why` says what was wrong."""


@public
class Screen:
    """Finds, in batches of records, those that a query matches.

    It takes an iterator of `pyarrow.RecordBatch` and gives one, so that engines can call it where
    the data are: `DataFrame.mapInArrow(screen, screen.ddl)` of Spark, `map_batches` of Ray Data,
    or a loop over `fetch_record_batch()` of DuckDB. It can be pickled, and needs the extra `arrow`.

    A row that comes out has its `identity` (`arxiv:…`, `doi:…`, else that of its title), its
    `relation` to the known catalogue (`same`, `version`, `new`) and the `known` work's id, its
    bibliographic fields, and `why` it matched: fields with the words around. What cannot be read as
    a record though it may match comes out too, as `unreadable`.

    Columns of OpenAlex, Semantic Scholar, arXiv's metadata and Crossref are known by name.

    Args:
        query: What to find, in the language of `Catalog.search`, or a `Query`.
        known: What is known already; by default nothing.
        columns: Names of other columns, by what they say: `{"title": "headline"}`.

    Raises:
        InvalidQuery: The query is not understood, or the columns are none.
        ModuleNotFoundError: pyarrow is not installed (when the first batch comes).
    """

    def __init__(
        self,
        query: str | Query,
        *,
        known: Catalog | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self.query = query if isinstance(query, Query) else Query(query)
        self.known = Catalog() if known is None else known
        self.columns = check_roles(columns)
        SearchIndex(()).matching(self.query.tree)  # A topic that does not exist is told now.

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (self.query.text, self.known, self.columns)

    def __repr__(self) -> str:
        return f"Screen({self.query.text!r}, known={len(self.known)} works)"

    @cached_property
    def schema(self) -> "pyarrow.Schema":
        """The columns that come out, as Arrow has them."""
        pa = load_extra("pyarrow", "arrow", purpose="screening")
        text, several = pa.string(), pa.list_(pa.string())
        return pa.schema([(name, several if name in SEVERAL else text) for name in FIELDS])

    @property
    def ddl(self) -> str:
        """The columns that come out, as Spark's `mapInArrow` wants them."""
        return ", ".join(
            f"{name} {'array<string>' if name in SEVERAL else 'string'}" for name in FIELDS
        )

    def __call__(self, batches: Iterable["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
        """Screen batches, one after the other; a batch without a match gives none.

        Args:
            batches: Batches of records with the same columns.

        Raises:
            InvalidQuery: No column is known to have the titles.
        """
        pa = load_extra("pyarrow", "arrow", purpose="screening")
        for batch in batches:
            found = self.found(batch)
            if found:
                yield pa.RecordBatch.from_pylist(found, schema=self.schema)

    @cached_property
    def _condition(self) -> Condition:
        return condition_of(self.query.tree)

    def layout(self, batch: "pyarrow.RecordBatch") -> Layout:
        """Which of a batch's columns says what.

        Args:
            batch: Records of a dump.

        Raises:
            InvalidQuery: No column is known to have the titles.
        """
        return Layout.of(batch.schema.names, self.columns)

    def found(self, batch: "pyarrow.RecordBatch") -> list[dict[str, Any]]:
        """The rows that come out for a batch, as dictionaries by the names of `schema`.

        Args:
            batch: Records of a dump.

        Raises:
            InvalidQuery: No column is known to have the titles.
        """
        columns = {role: batch.column(name) for role, name in self.layout(batch).columns.items()}
        rows = Rows(columns, batch.num_rows)
        passing = rows.passing(self._condition, rows.every)
        entries: list[Entry] = []
        found: list[dict[str, Any]] = []
        for row in _rows(columns, passing):
            try:
                entries.append(entry_of(row))
            except ValueError as error:
                found.append(_unreadable(row, error))
        return [*self._matching(entries), *found]

    def _matching(self, entries: list[Entry]) -> Iterator[dict[str, Any]]:
        index = SearchIndex(entries)
        matching = index.matching(self.query.tree)
        for number, entry in enumerate(entries):
            if matching >> number & 1:
                why = explain(index, self.query, number)
                yield self._row(entry, "; ".join(f"{one.field}: {one.snippet}" for one in why))

    def _row(self, entry: Entry, why: str) -> dict[str, Any]:
        found = self.known.related(entry)
        row: dict[str, Any] = {name: getattr(entry, name, None) for name in FIELDS}
        row["identity"] = entry.id
        row["relation"] = "new" if found is None else found[1].value
        row["known"] = None if found is None else found[0].id
        row["date"] = None if entry.date is None else str(entry.date)
        row["why"] = why
        return row


def _remade(query: str, known: Catalog, columns: Mapping[str, str]) -> Screen:
    return Screen(query, known=known, columns=columns)


def _rows(columns: Mapping[str, Any], passing: Any) -> Iterator[dict[str, Any]]:
    """The rows that pass, by what their columns say."""
    taken = {role: column.take(passing).to_pylist() for role, column in columns.items()}
    for place in range(len(passing)):
        yield {role: values[place] for role, values in taken.items()}


def _unreadable(row: Mapping[str, Any], error: ValueError) -> dict[str, Any]:
    """What is told of a row that is no record: the beginning of its title, and what is wrong."""
    title = row.get("title")
    shown = clean_line(title[:100]) if isinstance(title, str) else None
    told = {"relation": UNREADABLE, "title": shown, "why": clean_line(str(error)[:300])}
    return {name: told.get(name) for name in FIELDS}
