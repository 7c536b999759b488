"""What of a work is searched: its values, field by field, and how much a field counts."""

from collections.abc import Callable, Iterable

import attrs

from .._records.entries import Entry


@attrs.frozen
class Field:
    """A field of works that is searched.

    Attributes:
        name: What a query calls it.
        weight: What a word found there counts.
        values: Its values in a work; a phrase stands within one of them.
    """

    name: str
    weight: int
    values: Callable[[Entry], Iterable[str]]


def _one(name: str) -> Callable[[Entry], Iterable[str]]:
    def values(entry: Entry) -> Iterable[str]:
        value: str | None = getattr(entry, name)
        return (value,) if value else ()

    return values


# The weights are those that found the judged works best; an abstract counts as a description does.
FIELDS = (
    Field("title", 5, lambda entry: (entry.title, *entry.aliases)),
    Field("name", 5, _one("name")),
    Field("author", 5, lambda entry: entry.authors),
    Field("keyword", 4, lambda entry: entry.keywords),
    Field("topic", 2, lambda entry: entry.topics),
    Field("venue", 2, _one("venue")),
    Field("description", 1, _one("description")),
    Field("abstract", 1, _one("abstract")),
)
