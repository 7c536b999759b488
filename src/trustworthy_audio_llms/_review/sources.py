"""Where the records of a review come from: catalogs, and what a report must say of each."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import attrs

from .._catalog.catalog import Catalog
from .._errors import InvalidQuery, near_misses
from .._public import public
from .._records.dates import PartialDate
from .._records.entries import Entry
from .._text import clean_line
from .events import optional_line

SourceKind = Literal["database", "register", "website", "organisation", "citations", "other"]
"""What a source is, by the words of the PRISMA 2020 flow diagram. The first two are searched;
what comes by the others has a column of its own."""

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
SEARCHED: tuple[SourceKind, ...] = ("database", "register")
"""The kinds of the first column: databases and registers."""


def _kind(value: object) -> Any:
    if value not in KINDS:
        raise InvalidQuery(
            f"No kind of source is called {value!r}.{near_misses(str(value), KINDS)} The kinds "
            f"are {', '.join(KINDS)}.",
            value=value,
        )
    return value


def _date(value: object) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(str(value))
    except ValueError as error:
        raise InvalidQuery(
            f"`searched` is a day like 2026-11-20, not {value!r}.", value=value
        ) from error


@public
@attrs.frozen(repr=False)
class Source:
    """A source of records, as a report tells of it.

    Args:
        catalog: The records.
        name: What it is called; by default what its snapshot is called.
        kind: `database`, `register`, `website`, `organisation`, `citations` or `other`.
        query: The query as it was run there; by default what the catalog's trail says.
        searched: When it was searched: a date, or a text like `2026-11-20`.
    """

    catalog: Catalog
    name: str = attrs.field(default="", converter=clean_line)
    kind: SourceKind = attrs.field(default="database", converter=_kind)
    query: str | None = attrs.field(default=None, converter=optional_line)
    searched: PartialDate | None = attrs.field(default=None, converter=_date)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.catalog, Catalog):
            raise TypeError(
                f"`catalog` must be a catalog, or several, not {str(self.catalog)[:100]!r}."
            )

    @property
    def label(self) -> str:
        """What it is called; a fetched list by its repository and a short commit."""
        named = self.name or clean_line(self.catalog.snapshot.name)
        return re.sub(r"(?<=@[0-9a-f]{7})[0-9a-f]{33}$", "", named)

    @property
    def records(self) -> int:
        """How many records it has. A work that a list mentions thrice is three records."""
        return sum(map(records_of, self.catalog))

    def __repr__(self) -> str:
        return f"<Source {self.label!r}: {self.kind}, {self.records} records>"


def records_of(entry: Entry) -> int:
    """How many records a work is: one a mention, and one if nothing mentions it."""
    return max(1, len(entry.mentions))


Given = Catalog | Source | Iterable[Catalog | Source] | Mapping[str, Catalog | Source]
"""What a review is made of: a catalog or source, several, or several by name."""


def as_sources(given: Any) -> tuple[Source, ...]:
    """Catalogs and sources, however they were given, as sources.

    Raises:
        TypeError: Something else was given, or nothing.
    """
    if isinstance(given, Catalog | Source):
        return (_as_source(given),)
    if isinstance(given, Mapping):
        several = tuple(attrs.evolve(_as_source(one), name=name) for name, one in given.items())
    else:
        several = tuple(map(_as_source, given))
    if not several:
        raise TypeError("`catalog` must be a catalog, or several, not an empty collection.")
    return several


def _as_source(given: Any) -> Source:
    return given if isinstance(given, Source) else Source(given)
