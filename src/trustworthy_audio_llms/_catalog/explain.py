"""Why a work was found: the fields that match, or what `rank` counts, with the words around."""

from collections.abc import Callable, Sequence

from .._errors import InvalidQuery
from .._records.entries import Entry
from .matches import Match, Matches
from .query import Query
from .rank import cut, share
from .search import SearchIndex
from .snippets import snippet
from .texts import FIELDS
from .tree import Choice, Named, Text, Years, leaves
from .words import Sequenced

# The fields of a record in which words are found, with what queries call them.
_SHOWN: dict[str, tuple[str, Callable[[Entry], Sequence[str | None]]]] = {
    "title": ("title", lambda entry: (entry.title,)),
    "aliases": ("title", lambda entry: entry.aliases),
    "name": ("name", lambda entry: (entry.name,)),
    "authors": ("author", lambda entry: entry.authors),
    "keywords": ("keyword", lambda entry: entry.keywords),
    "topics": ("topic", lambda entry: entry.topics),
    "venue": ("venue", lambda entry: (entry.venue,)),
    "description": ("description", lambda entry: (entry.description,)),
    "abstract": ("abstract", lambda entry: (entry.abstract,)),
}
_WEIGHTS = {field.name: field.weight for field in FIELDS}


def why(index: SearchIndex, query: str | Query, number: int) -> Matches:
    """Say where one work matches; where it does not, why `rank` puts it where it stands.

    Args:
        index: The index of the works.
        query: A query, or a question, which need not be one.
        number: The position of the work.

    Raises:
        InvalidQuery: It is no text.
    """
    try:
        asked = query if isinstance(query, Query) else Query(query)
    except InvalidQuery:
        if not isinstance(query, str):
            raise
        return Matches(explain_rank(index, query, number))
    found = explain(index, asked, number)
    return Matches(found or explain_rank(index, asked.text, number))


def explain(index: SearchIndex, query: Query, number: int) -> list[Match]:
    """Say where one work matches.

    Args:
        index: The index of the works.
        query: The query.
        number: The position of the work.

    Returns:
        The fields that match, each with a snippet; empty where the work does not match.
    """
    if not index.matching(query.tree) >> number & 1:
        return []
    entry = index.entries[number]
    asked = leaves(query.tree)
    found = []
    ways_of = {leaf: index.ways(leaf) for leaf in asked if isinstance(leaf, Text)}
    for name, (field, _) in _SHOWN.items():
        ways: list[Sequenced] = []
        for leaf, some in ways_of.items():
            if leaf.field in (None, field):
                ways += some
        if around := snippet(_values(entry, name), ways):
            found.append(Match(name, around))
    others = [leaf for leaf in dict.fromkeys(asked) if not isinstance(leaf, Text)]
    met = [leaf for leaf in others if index.matching(leaf) >> number & 1]
    return [*found, *(_said(leaf, entry) for leaf in met)]


def explain_rank(index: SearchIndex, question: str, number: int) -> list[Match]:
    """Say why one work stands where `rank` puts it.

    Args:
        index: The index of the works.
        question: The question.
        number: The position of the work.

    Returns:
        For each unit of the question that the work has, where it counts most; the sum of their
        points is what the work has.
    """
    units, _ = cut(index.words, question)
    entry = index.entries[number]
    found = []
    for unit in units:
        one = share(index.words, unit)
        for exactness, weight, works in one.levels:
            if works >> number & 1:
                name, around = _best_place(entry, dict(unit.ways)[exactness], weight)
                points = one.rarity * exactness * weight
                found.append(Match(name, around, unit.text, exactness, weight, one.rarity, points))
    return found


def _best_place(entry: Entry, ways: Sequence[Sequenced], weight: int) -> tuple[str, str]:
    """The first field of a weight in which something stands, with the words around."""
    places = ((name, field) for name, (field, _) in _SHOWN.items() if _WEIGHTS[field] == weight)
    snippets = ((name, snippet(_values(entry, name), ways)) for name, _ in places)
    return next((name, around) for name, around in snippets if around)


def _values(entry: Entry, name: str) -> list[str]:
    return [value for value in _SHOWN[name][1](entry) if value]


def _said(leaf: Years | Choice | Named, entry: Entry) -> Match:
    """What of a work answers to a leaf that is no word."""
    if isinstance(leaf, Years):
        return Match("date", f"**{entry.date}**")
    names = {"topic": "topics", "key": "citekey"}
    field = names.get(leaf.field, leaf.field)
    value = getattr(entry, field, None)
    shown = ", ".join(value) if isinstance(value, tuple) else value
    return Match(field, f"**{shown}**")
