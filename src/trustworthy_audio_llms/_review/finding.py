"""How a work came into a review: which sources have it, and what of it their queries match."""

import ast
import contextlib
import re
from collections.abc import Iterator, Sequence

import attrs

from .._catalog.catalog import Catalog
from .._catalog.query import Query
from .._errors import InvalidQuery
from .._records.entries import Entry
from .sources import Source

# How the trail of a catalog shows a search: `search('voice OR speech', limit=20): 20 of 734`.
_SEARCH = re.compile(r"search\((['\"].*['\"])(?:, limit=\d+)?\)(?:: \d+ of \d+)?", re.S)


@attrs.frozen
class Found:
    """A source that has a work.

    Attributes:
        source: What the source is called.
        queries: The queries by which it was searched, as they were written.
        matches: Where the work has what they ask for, as far as they can be read here: fields,
            each with the words around.
    """

    source: str
    queries: tuple[str, ...]
    matches: tuple[tuple[str, str], ...]


class Finder:
    """The sources of a review with their queries, which are read once.

    Args:
        sources: The sources.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = [(source, tuple(_queries(source))) for source in sources]
        self._read = {
            query: read
            for _, queries in self._sources
            for query in queries
            if (read := _as_ours(query)) is not None
        }

    def found(self, work: Entry) -> list[Found]:
        """The sources that have a work; none where there is nothing to tell.

        Args:
            work: A work under review.
        """
        if len(self._sources) == 1 and not self._sources[0][1]:
            return []
        return [
            Found(source.label, queries, tuple(self._matches(queries, entry)))
            for source, queries in self._sources
            if (entry := source.catalog.same(work)) is not None
        ]

    def _matches(self, queries: Sequence[str], entry: Entry) -> Iterator[tuple[str, str]]:
        alone = Catalog([entry])  # To match is no matter of what else there is.
        for query in queries:
            read = self._read.get(query)
            if read is not None and len(alone.search(read)):
                for match in alone.explain(read, entry):
                    yield match.field, match.snippet


def _queries(source: Source) -> Iterator[str]:
    """The queries that a source was found by: what somebody said, and searches made here."""
    if source.query:
        yield source.query
    for step in source.catalog.trail:
        if made := _SEARCH.fullmatch(step):
            with contextlib.suppress(ValueError, SyntaxError):
                yield str(ast.literal_eval(made[1]))


def _as_ours(query: str) -> Query | None:
    """A query in the language of this library, or None where it is one of another database."""
    try:
        return Query(query)
    except InvalidQuery:
        return None
