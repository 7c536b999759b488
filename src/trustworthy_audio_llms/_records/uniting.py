"""One entry for each work of many records: those of one are merged, the others told apart."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import attrs

from .enriching import completed
from .entries import Entry
from .facts import identifiers_of
from .grouping import Groups
from .identifiers import doi_identity, slug, title_identity
from .index import IdentityIndex
from .keying import former_keys, with_distinct_citekeys
from .merging import merged
from .names import split_name
from .sameness import Comparison, Relation
from .schemes import SCHEMES


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
    groups = Groups(listed)
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
