"""Which of many records are of one work: by what identifiers and titles they share."""

import heapq
from collections.abc import Iterable, Sequence

from .entries import Entry
from .facts import Facts, identifiers_of
from .identifiers import title_identity
from .sameness import MOST_COMPARED, Comparison, Relation, compare


class Groups:
    """Records that are put together, each group named by the number of its first record.

    Args:
        records: The records.

    Attributes:
        comparisons: Two numbers and how their records are related: of those that were united, and
            of those that share an identifier and are of different works.
    """

    def __init__(self, records: Sequence[Entry]) -> None:
        self.comparisons: list[tuple[int, int, Comparison]] = []
        self._records = records
        self._parent = list(range(len(records)))

    def members(self) -> Iterable[tuple[int, list[Entry]]]:
        """The first number and the records of each group."""
        found: dict[int, list[Entry]] = {}
        for number, record in enumerate(self._records):
            found.setdefault(self.root(number), []).append(record)
        return found.items()

    def unite_by_identifier(self) -> None:
        """Unite the records that share one, unless titles and authors say that it is wrong."""
        claims: dict[str, list[int]] = {}
        for number, record in enumerate(self._records):
            for identity in sorted(identifiers_of(record)):
                claimants = claims.setdefault(identity, [])
                if not self._unite_with_any(claimants[:MOST_COMPARED], number, identity):
                    claimants.append(number)

    def _unite_with_any(self, claimants: Iterable[int], number: int, identity: str) -> bool:
        for claimant in claimants:
            comparison = self._by_identifier(claimant, number, identity)
            if comparison.relation is Relation.SAME:
                self._unite(claimant, number, comparison)
                return True
            self.comparisons.append((claimant, number, comparison))
        return False

    def _by_identifier(self, first: int, second: int, identity: str) -> Comparison:
        one, other = self._records[first], self._records[second]
        if one.title == other.title or not (one.authors and other.authors):
            return Comparison(Relation.SAME, identity)  # As nearly all are; the rest takes longer.
        return compare(self._facts(first), self._facts(second))

    def unite_by_title(self) -> None:
        """Unite the groups that share a title, as far as nothing contradicts."""
        titled: dict[str, dict[int, None]] = {}
        for number, record in enumerate(self._records):
            for title in (record.title, *record.aliases):  # In order: a set has another each time.
                titled.setdefault(title_identity(title), {})[self.root(number)] = None
        shared = [list(sharing) for sharing in titled.values() if len(sharing) > 1]
        facts: dict[int, Facts] = {}
        wanted = {group for sharing in shared for group in sharing}
        for number in range(len(self._records)) if wanted else ():
            group = self.root(number)
            if group in wanted:
                of_record = self._facts(number)
                facts[group] = facts[group].joined(of_record) if group in facts else of_record
        for sharing in shared:
            self._unite_compatible(sharing, facts)

    def _unite_compatible(self, sharing: Iterable[int], facts: dict[int, Facts]) -> None:
        """Unite each group with the first one before it that it may be the same as.

        The groups to unite with are kept by their schemes, of which there are few combinations,
        and only some of each are looked at: a title that a hundred thousand works share takes no
        time that grows with the square.
        """
        waiting: dict[frozenset[str], list[tuple[int, int]]] = {}
        for turn, group in enumerate(dict.fromkeys(map(self.root, sharing))):
            turn_of_base, root = turn, group
            taken = _first_compatible(waiting, facts, group)
            if taken is not None:
                turn_of_base, base, comparison = taken
                self._unite(base, group, comparison)
                root = self.root(group)
                facts[root] = facts[base].joined(facts[group])
            heapq.heappush(waiting.setdefault(_schemes(facts[root]), []), (turn_of_base, root))

    def _facts(self, number: int) -> Facts:
        return Facts.of(self._records[number])

    def root(self, number: int) -> int:
        """The first number of the group that a record is in."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    def _unite(self, first: int, second: int, comparison: Comparison) -> None:
        first, second = sorted((self.root(first), self.root(second)))
        if first != second:
            self._parent[second] = first
            self.comparisons.append((first, second, comparison))


def _first_compatible(
    waiting: dict[frozenset[str], list[tuple[int, int]]], facts: dict[int, Facts], group: int
) -> tuple[int, int, Comparison] | None:
    """Take the first group that may be the same as another one from those that wait."""
    schemes = _schemes(facts[group])
    fitting = [heap for known, heap in waiting.items() if not known & schemes]
    near: list[tuple[int, int, list[tuple[int, int]]]] = []
    for heap in fitting:
        near += [(*heapq.heappop(heap), heap) for _ in range(min(MOST_COMPARED, len(heap)))]
    found = None
    for turn, base, heap in sorted(near, key=lambda one: one[0]):
        comparison = compare(facts[base], facts[group]) if found is None else None
        if comparison is not None and comparison.relation is Relation.SAME:
            found = turn, base, comparison
        else:
            heapq.heappush(heap, (turn, base))
    return found


def _schemes(facts: Facts) -> frozenset[str]:
    return frozenset(identity.partition(":")[0] for identity in facts.identities)
