"""Which of many records are one work, and what is left where they are not.

The steps stay together, because each unites what the one before it left apart.
"""

import heapq
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import attrs

from .enriching import completed
from .entries import Entry
from .facts import Facts, identifiers_of
from .identifiers import doi_identity, slug, title_identity
from .index import IdentityIndex
from .keying import former_keys, with_distinct_citekeys
from .merging import merged
from .names import split_name
from .sameness import Comparison, Relation, compare
from .schemes import SCHEMES

# How many works of one title a record is compared with. More have it only in hostile lists, and in
# magazines whose columns all have one title.
_COMPARED = 16


@attrs.frozen
class Union:
    """A record that went into an entry, or had to give up an identifier to it, and why.

    Attributes:
        entry: The entry.
        record: The record as it was read.
        comparison: How it is related to the entry, and what that rests on.
    """

    entry: Entry
    record: Entry
    comparison: Comparison


@attrs.frozen
class United:
    """The works of some records.

    Attributes:
        entries: One entry a work, in the order of their first records, with distinct citation keys.
        unions: The records that went into another one, or had to give up an identifier to it.
    """

    entries: tuple[Entry, ...]
    unions: tuple[Union, ...]


def distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Merge the records of each work into one, in the order of their first records.

    Args:
        entries: Records; several may be of one work.

    Returns:
        One entry a work, with citation keys that are unique among them.
    """
    return unite(entries).entries


def unite(records: Iterable[Entry]) -> United:
    """Merge the records of each work into one, and say which were merged.

    Args:
        records: Records; several may be of one work. Versions of one work stay apart.
    """
    listed = list(records)
    groups = _Groups(listed)
    groups.unite_by_identifier()
    groups.unite_by_title()
    numbers, works, former = [], [], []
    for number, group in groups.members():
        numbers.append(number)
        works.append(_one(group))
        former.append(former_keys(group))
    if any(one.relation is Relation.DIFFERENT for _, _, one in groups.comparisons):
        works = list(_without_what_others_have(works))
    entries = with_distinct_citekeys(_told_apart(works), former=former)
    by_number = dict(zip(numbers, entries, strict=True))
    return United(
        entries,
        tuple(
            Union(by_number[groups.root(first)], listed[second], comparison)
            for first, second, comparison in groups.comparisons
        ),
    )


def join(entries: Sequence[Entry], index: IdentityIndex, others: Iterable[Entry]) -> United:
    """Put entries and what others have beyond them together; the first ones stay as they are.

    Args:
        entries: Distinct entries.
        index: Their index.
        others: Distinct entries of another catalog.
    """
    added: list[Entry] = []
    unions: list[Union] = []
    for other in others:
        related = index.related(other)
        if related is None or related[1].relation is not Relation.SAME:
            added.append(other)
        elif related[0] is not other:
            unions.append(Union(related[0], other, related[1]))
    works: Sequence[Entry] = [*entries, *added]
    if any(index.identified(identity) for entry in added for identity in identifiers_of(entry)):
        works = list(_without_what_others_have(works))
    works = _told_apart(works, settled=len(entries))
    return United(with_distinct_citekeys(works, settled=len(entries)), tuple(unions))


def set_apart(entries: Sequence[Entry], record: Entry) -> tuple[Entry, ...]:
    """Put a record behind entries as one of its own, although it looks like one of them.

    It keeps no identifier that one of them has, which its note tells, and gets an id and a
    citation key that none of them has.

    Args:
        entries: Distinct entries; they stay as they are.
        record: A record that is of none of them.
    """
    known = {identity for entry in entries for identity in identifiers_of(entry)}
    if not known.isdisjoint(identifiers_of(record)):
        *_, record = _without_what_others_have([*entries, record])
    works = _told_apart([*entries, record], settled=len(entries))
    return with_distinct_citekeys(works, settled=len(entries))


def _one(records: Sequence[Entry]) -> Entry:
    """The entry of records of one work; what nobody verified adds to a verified one what it may."""
    if len(records) == 1:
        return records[0]
    verified = [record for record in records if record.verified]
    if len(verified) in (0, len(records)):
        return merged(records)
    entry = merged(verified)
    for record in records:
        if not record.verified:
            entry = completed(entry, record)
    return attrs.evolve(
        entry, mentions=tuple(mention for record in records for mention in record.mentions)
    )


class _Groups:
    """Records that are put together, each group named by its first record."""

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
                if not self._unite_with_any(claimants[:_COMPARED], number, identity):
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
        near += [(*heapq.heappop(heap), heap) for _ in range(min(_COMPARED, len(heap)))]
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


def _told_apart(works: Sequence[Entry], *, settled: int = 0) -> Sequence[Entry]:
    """The works, with ids that are different also where they have one title and no identifier.

    Args:
        works: Distinct works.
        settled: How many of the first ones keep their ids.
    """
    counts = Counter(work.id for work in works)
    if len(counts) == len(works):
        return works
    taken = {work.id for work in works[:settled]}
    found = list(works[:settled])
    for work in works[settled:]:
        if counts[work.id] > 1:
            work = _with_own_id(work, taken)
        taken.add(work.id)
        found.append(work)
    return found


def _with_own_id(work: Entry, taken: Container[str]) -> Entry:
    """A work whose title others have, told apart by its first author and year."""
    title = title_identity(work.title)
    family = slug(split_name(work.authors[0]).family) if work.authors else ""
    named = "-".join(part for part in (family, str(work.year or "")) if part)
    wanted = f"{title}/{named}" if named else title
    number = 1
    identity = wanted
    while identity in taken:
        number += 1
        identity = f"{wanted}-{number}" if named else f"{title}/{number}"
    return attrs.evolve(work, id=identity)


def _without_what_others_have(works: Iterable[Entry]) -> Iterator[Entry]:
    """The works, each without the identifiers that one before it has, which its note tells."""
    owners: dict[str, Entry] = {}
    for work in works:
        disputed = [identity for identity in work.identities if identity in owners]
        if disputed:
            work = _without(work, disputed, owners[disputed[0]].title)
        for identity in work.identities:
            owners[identity] = work
        yield work


def _without(work: Entry, disputed: Sequence[str], owner: str) -> Entry:
    facts = {name: getattr(work, name) for name in SCHEMES}
    for name, value in facts.items():
        if value and (doi_identity(value) if name == "doi" else f"{name}:{value}") in disputed:
            facts[name] = None
    remark = f"Named with {' and '.join(disputed)}, which belongs to {owner!r}."
    note = f"{work.note} {remark}" if work.note else remark
    return attrs.evolve(work, id="", note=note, **facts)
