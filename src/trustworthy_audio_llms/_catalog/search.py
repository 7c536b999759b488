"""Searching exactly: the works that a query asks for, and why."""

import functools
from collections.abc import Callable, Iterable, Sequence

from .._errors import unknown
from .._records.entries import Entry
from .._records.identifiers import identify
from .._records.taxonomy import load_taxonomy
from .bits import Totals, bits_of
from .query import Query
from .texts import FIELDS
from .tree import And, Choice, Leaf, Named, Node, Not, Or, Text, Years, leaves
from .words import Hits, Sequenced, WordIndex, union

_FIELD_PLACES = {field.name: place for place, field in enumerate(FIELDS)}
_HELD = 512
"""How many sets of works are kept for the next query."""


class SearchIndex:
    """What finds works by queries; it may be used by several threads.

    Args:
        entries: The works; results are their positions.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.words = WordIndex(entries)
        self._sets: dict[Leaf, int] = {}
        self.verified = self._where(lambda entry: entry.verified)

    @functools.cached_property
    def _names(self) -> dict[str, list[int]]:
        """The works of each identity and citation key, in small letters; few queries ask for it."""
        names: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for name in {*entry.identities, entry.citekey.lower()}:
                names.setdefault(name, []).append(number)
        return names

    def search(self, query: Query, *, limit: int | None = None) -> list[int]:
        """Find the works that match, best first.

        A word counts more the fewer works have it, and by the field where it is found. Of equals,
        what is verified comes first, then what comes first in the catalog.

        Args:
            query: What to find; an empty one finds everything, in its order.
            limit: How many at the most.
        """
        if query.tree == And(()):
            return list(range(len(self.entries)))[:limit]
        found = self.matching(query.tree)
        totals = Totals()
        totals.add(1, self.verified)
        for leaf in dict.fromkeys(leaves(query.tree)):
            if isinstance(leaf, Text):
                self._count(leaf, totals)
        return totals.best(found, limit)

    def _count(self, leaf: Text, totals: Totals) -> None:
        hits = self.hits(leaf)
        rarity = self.words.rarity(union(hits))
        for weight, works in by_weight(hits):
            totals.add(2 * rarity * weight, works)

    def matching(self, node: Node) -> int:
        """The set of works that a tree asks for."""
        if isinstance(node, And):
            found = self.words.all
            for part in node.parts:
                found &= self.matching(part)
            return found
        if isinstance(node, Or):
            found = 0
            for part in node.parts:
                found |= self.matching(part)
            return found
        if isinstance(node, Not):
            return self.words.all & ~self.matching(node.part)
        return self._having(node)

    def _having(self, leaf: Leaf) -> int:
        """The set of works that a leaf asks for, which is kept for a while."""
        found = self._sets.get(leaf)
        if found is None:
            found = self._look_up(leaf)
            if len(self._sets) >= _HELD:
                self._sets.clear()
            self._sets[leaf] = found
        return found

    def _look_up(self, leaf: Leaf) -> int:
        if isinstance(leaf, Text):
            return union(self.hits(leaf)) | self._called(leaf)
        if isinstance(leaf, Years):
            return self._where(lambda entry: _in_years(entry, leaf))
        if isinstance(leaf, Named):
            return self._named(leaf)
        return self._chosen(leaf)

    def ways(self, leaf: Text) -> list[Sequenced]:
        """The ways in which the words of a leaf may be written."""
        return self.words.phrase_ways(leaf.pieces, leaf.prefix)

    def hits(self, leaf: Text) -> Hits:
        """Where the words of a leaf are found, by field."""
        hits = self.words.with_any(self.ways(leaf))
        if leaf.field is None:
            return hits
        place = _FIELD_PLACES[leaf.field]
        return tuple(works if number == place else 0 for number, works in enumerate(hits))

    def _called(self, leaf: Text) -> int:
        """The work whose citation key, or bare OpenReview identifier, a word is.

        It has a digit, as nearly all have: one without looks like any word.
        """
        word = leaf.pieces[0]
        bare = leaf.field is None and not leaf.prefix and len(leaf.pieces) == 1
        if not bare or not any(map(str.isdigit, word)):
            return 0
        return self._all_called((word.lower(), f"openreview:{word}"))

    def _named(self, leaf: Named) -> int:
        scheme = "" if leaf.field == "key" else f"{leaf.field}:"
        name = f"{scheme}{leaf.value}"
        if not leaf.prefix:
            canonical = identify(name) if scheme else None
            return self._all_called([canonical or name])
        names = [known for known in self._names if known.startswith(name)]
        return self._all_called([known for known in names if scheme or ":" not in known])

    def _all_called(self, names: Iterable[str]) -> int:
        """The works that have one of these names."""
        numbers: set[int] = set()
        for name in names:
            numbers.update(self._names.get(name, ()))
        return bits_of(numbers, self.words.size) if numbers else 0

    def _chosen(self, leaf: Choice) -> int:
        if leaf.field == "topic":
            return self._topic(leaf.value)
        if leaf.field == "verified":
            wanted = leaf.value == "yes"
            return self.verified if wanted else self.words.all & ~self.verified
        if leaf.field == "scope":
            return self._where(lambda entry: entry.scope == leaf.value)
        kinds = {leaf.value, "survey"} if leaf.value == "paper" else {leaf.value}
        return self._where(lambda entry: entry.kind in kinds)

    def _topic(self, value: str) -> int:
        """The works of a topic and of those below it.

        Raises:
            InvalidQuery: Neither the taxonomy nor these works know it.
        """
        taxonomy = load_taxonomy()
        own: set[str] = set()
        for entry in self.entries:
            own.update(entry.topics)
        slug = value if value in own else taxonomy.meant(value) or value
        below = f"{slug}/"
        covered = {topic for topic in own if topic == slug or topic.startswith(below)}
        if not covered and slug not in taxonomy:
            known = own.union(topic.slug for topic in taxonomy)
            raise unknown("topic", value, known, " `tal.topics()` shows them all.")
        return self._where(lambda entry: not covered.isdisjoint(entry.topics))

    def _where(self, test: Callable[[Entry], bool]) -> int:
        numbers = [number for number, entry in enumerate(self.entries) if test(entry)]
        return bits_of(numbers, len(self.entries))


def by_weight(hits: Hits) -> list[tuple[int, int]]:
    """What each work is found by counts: the weight of the best field, with the works of it."""
    weighted: dict[int, int] = {}
    for field, works in zip(FIELDS, hits, strict=True):
        weighted[field.weight] = weighted.get(field.weight, 0) | works
    seen = 0
    found = []
    for weight in sorted(weighted, reverse=True):
        found.append((weight, weighted[weight] & ~seen))
        seen |= weighted[weight]
    return found


def _in_years(entry: Entry, years: Years) -> bool:
    if entry.date is None:
        return False
    year = entry.date.year
    return (years.first is None or year >= years.first) and (
        years.last is None or year <= years.last
    )
