"""Queries, as they are read, printed and said to other databases."""

from .._errors import InvalidQuery
from .._public import public
from .parsing import read
from .tree import Node


@public
class Query:
    """A query that was read.

    `str()` prints it with every parenthesis, so that it can be read in one way only, by people and
    by `Query` again.

    Args:
        text: The query, in the language of `Catalog.search`.

    Raises:
        InvalidQuery: It is not understood; the message says what to write.
    """

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise InvalidQuery(
                f"A query is a text like 'jailbreak AND survey', not {text!r}.", value=text
            )
        self.text = text
        self._reading = read(text)

    @property
    def tree(self) -> Node:
        """What it asks for, as a tree."""
        return self._reading.tree

    @property
    def notices(self) -> tuple[str, ...]:
        """How it was read, where that is not plain."""
        return self._reading.notices

    def to(self, database: str) -> str:
        """The query as another database reads it.

        Args:
            database: `scopus`, `wos` (Web of Science), `pubmed`, `openalex` or `arxiv`.

        Raises:
            InvalidQuery: There is no such database, or it cannot be asked this.
        """
        from .databases import translated

        return translated(self.tree, database)

    def __str__(self) -> str:
        return str(self.tree)

    def __repr__(self) -> str:
        return f"Query({self.text!r})"

    def __eq__(self, other: object) -> bool:
        """Whether the two ask for the same, however they are written."""
        return self.tree == other.tree if isinstance(other, Query) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.tree)


def whole_number(name: str, value: object) -> int | None:
    """How many works are wanted at the most; None for all.

    Raises:
        InvalidQuery: It is no whole number, or below zero.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidQuery(
            f"`{name}` must be a whole number from 0 on, or None for all, not {value!r}.",
            value=value,
        )
    return value
