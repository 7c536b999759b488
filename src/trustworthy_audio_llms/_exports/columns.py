"""The columns of tables: every field of the records that are exported, whatever they are."""

import functools
from collections.abc import Iterable
from typing import Any, NamedTuple

import attrs

from .._records.entries import KINDS, Entry
from .._records.shapes import Shape, shape_of


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: The name of the field.
        shape: What it holds.
        default: What it holds where nobody said anything.
    """

    name: str
    shape: Shape
    default: Any = None


_BESIDE = {"id": Column("kind", Shape(str)), "date": Column("year", Shape(int))}
"""What follows from a field and stands beside it."""


def columns_of(entries: Iterable[Entry]) -> tuple[Column, ...]:
    """The columns of a table of these entries: `kind` and `year` beside the fields of all kinds.

    They are the same for every set of entries, unless one is of a class of its own that adds a
    field.
    """
    return _columns(frozenset(map(type, entries)))


@functools.lru_cache(maxsize=64)
def _columns(classes: frozenset[type[Entry]]) -> tuple[Column, ...]:
    own = sorted(classes.difference(KINDS.values()), key=lambda cls: cls.__qualname__)
    columns: dict[str, Column] = {}
    in_order: tuple[type[Entry], ...] = (Entry, *KINDS.values(), *own)
    for cls in in_order:
        for field in attrs.fields(cls):
            shape = shape_of(field, cls)
            columns.setdefault(field.name, Column(field.name, shape, field.default))
            if beside := _BESIDE.get(field.name):
                columns.setdefault(beside.name, beside)
    return tuple(columns.values())


def fields_of_record(record: type[Any]) -> tuple[Column, ...]:
    """The columns of a table of records that stand inside an entry, such as mentions."""
    return tuple(Column(field.name, shape_of(field, record)) for field in attrs.fields(record))
