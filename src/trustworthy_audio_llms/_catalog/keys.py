"""What catalogs are grouped, counted and sorted by."""

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import attrs

from .._errors import unknown
from .._records.dates import PartialDate
from .._records.entries import Dataset, Entry
from .._records.persons import customary_name

Key = str | Callable[[Entry], Any]

FIELD_NAMES = tuple(about.name for about in attrs.fields(Dataset))
"""The fields of every record."""


def month_of(entry: Entry) -> str | None:
    """The month of a work, like `2025-03`."""
    date = entry.date
    return f"{date.year:04}-{date.month:02}" if date and date.month else None


_KEYS: dict[str, Callable[[Entry], Collection[Any]]] = {
    "year": lambda entry: (entry.date.year if entry.date else None,),
    "month": lambda entry: (month_of(entry),),
    "series": lambda entry: (entry.series,),
    "kind": lambda entry: (entry.kind,),
    "venue": lambda entry: (entry.venue,),
    "topic": lambda entry: entry.topics or (None,),
    "author": lambda entry: tuple(dict.fromkeys(map(customary_name, entry.authors))) or (None,),
    "keyword": lambda entry: entry.keywords or (None,),
    "section": lambda entry: tuple(dict.fromkeys(m.section for m in entry.mentions)) or (None,),
}


GROUPINGS = tuple(_KEYS)
"""What entries are grouped by that is no field, or one of its values."""

# By what others call them, or by a field that holds several.
_ALSO = {"topics": "topic", "authors": "author", "keywords": "keyword", "mentions": "section"}


def values_by(by: Key) -> Callable[[Entry], Collection[Any]]:
    """The function that gives the values an entry is grouped under.

    Args:
        by: `year`, `month`, `kind`, `topic`, `venue`, `series`, `author`, `keyword`, `section`, the
            name of a field, or a function from an entry to a value.

    Returns:
        A function to distinct values; None among them where the entry says nothing.

    Raises:
        InvalidQuery: There is no such word.
    """
    if callable(by):
        return lambda entry: (by(entry),)
    name = _ALSO.get(by, by)
    if name in _KEYS:
        return _KEYS[name]
    if name in FIELD_NAMES:
        return functools.partial(_values_of, name)
    more = f" There are {', '.join(_KEYS)}, the fields of an entry, or a function."
    raise unknown("grouping", by, (*_KEYS, *FIELD_NAMES), more)


def _values_of(name: str, entry: Entry) -> Collection[Any]:
    """The values of a field: each of several, or the one; None where it says nothing."""
    value = getattr(entry, name, None)
    return tuple(dict.fromkeys(value)) or (None,) if isinstance(value, tuple) else (value,)


def in_order(entries: Iterable[Entry], by: Sequence[Key], *, reverse: bool = False) -> list[Entry]:
    """Sort entries; what is missing comes last, either way.

    Args:
        entries: The entries.
        by: Words as for `values_by`, names of fields, or functions; the first decides.
        reverse: Whether the greatest comes first.

    Raises:
        InvalidQuery: There is no such word or field.
    """
    ordered = list(entries)
    # Sorting is stable, so sorting by the last key first sorts by all of them.
    for read in reversed([_value_to_sort_by(key) for key in by]):
        values = [read(entry) for entry in ordered]
        there = [place for place, value in enumerate(values) if value is not None]
        there.sort(key=values.__getitem__, reverse=reverse)
        missing = [place for place, value in enumerate(values) if value is None]
        ordered = [ordered[place] for place in (*there, *missing)]
    return ordered


def _value_to_sort_by(key: Key) -> Callable[[Entry], Any]:
    if callable(key):
        return key
    if key in _KEYS:
        values = _KEYS[key]
        return lambda entry: _folded(next(iter(values(entry))))
    if key == "mentions":
        return lambda entry: tuple((m.path, m.line) for m in entry.mentions) or None
    if key in FIELD_NAMES:
        return lambda entry: _folded(getattr(entry, key, None))
    raise unknown("field or grouping", key, (*_KEYS, *FIELD_NAMES))


def _folded(value: Any) -> Any:
    """A value as it is sorted: texts without case, no values as missing."""
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, PartialDate):
        return str(value)  # In the same order, and compared far faster.
    return None if value == () else value
