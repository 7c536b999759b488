"""Which records a catalog takes for one work, which for versions of one, and why."""

from collections.abc import Iterator, Sequence

import attrs

from .._public import public
from .._records.entries import Entry
from .._records.facts import Facts
from .._records.identifiers import title_identity
from .._records.index import IdentityIndex
from .._records.sameness import MOST_COMPARED, Relation, compare
from .._records.uniting import Union
from .._text import printable


@public
@attrs.frozen
class Duplicate:
    """Two records that one could take for the same work, and what became of them.

    Attributes:
        entry: An entry of the catalog.
        other: A record that was merged into it (`same`); another entry that is a version of the
            same work (`version`); or a record that named an identifier of the entry although title
            and authors are others (`different`), and is an entry of its own without it.
        relation: `same`, `version` or `different`.
        reason: What that rests on.
        by_title_alone: Whether it rests on the title alone, since one of the two names no authors.
    """

    entry: Entry
    other: Entry
    relation: Relation
    reason: str
    by_title_alone: bool = False

    def __str__(self) -> str:
        """What happened, in a sentence."""
        done = {
            Relation.SAME: "is the same as",
            Relation.VERSION: "is a version of",
            Relation.DIFFERENT: "is not",
        }[self.relation]
        return printable(f"{_named(self.other)} {done} {_named(self.entry)}: {self.reason}.")


def _named(entry: Entry) -> str:
    place = f", {entry.mentions[0]}" if entry.mentions else ""
    return f"{entry.title!r} ({entry.id}{place})"


def duplicates(
    entries: Sequence[Entry], index: IdentityIndex, unions: Sequence[Union]
) -> list[Duplicate]:
    """List what was merged or linked.

    Args:
        entries: The entries of a catalog.
        index: Their index.
        unions: The records that were merged into an entry, or had to give up an identifier to it.
    """
    merged = list(_merged(index, unions))
    found = [one for one in merged if one.relation is Relation.SAME]
    found += _versions(entries)
    found += [one for one in merged if one.relation is Relation.DIFFERENT]
    return found


def _merged(index: IdentityIndex, unions: Sequence[Union]) -> Iterator[Duplicate]:
    for union in unions:
        comparison = union.comparison
        entry = index.same(union.entry)
        if entry is not None:
            yield Duplicate(
                entry,
                union.record,
                comparison.relation,
                comparison.reason,
                comparison.by_title_alone,
            )


def _versions(entries: Sequence[Entry]) -> Iterator[Duplicate]:
    titled: dict[str, list[Entry]] = {}
    for entry in entries:
        for title in dict.fromkeys(map(title_identity, (entry.title, *entry.aliases))):
            titled.setdefault(title, []).append(entry)
    seen: set[tuple[str, str]] = set()
    for sharing in titled.values():
        for number, second in enumerate(sharing[:MOST_COMPARED]):
            for first in sharing[:number]:
                comparison = compare(Facts.of(first), Facts.of(second))
                pair = (first.id, second.id)
                if comparison.relation is Relation.VERSION and pair not in seen:
                    seen.add(pair)
                    yield Duplicate(first, second, comparison.relation, comparison.reason)
