"""What people told apart: the works that a review holds beside the union of its sources.

A union is made by rules, and what a person knows goes before them. A record that the rules took
for one of another work is put behind the works of the review, and what is said of it stays its own.
"""

from collections.abc import Collection, Sequence

import attrs

from .._catalog.catalog import Catalog
from .._catalog.duplicates import Duplicate
from .._records.entries import Entry
from .._records.sameness import Relation
from .._records.uniting import set_apart
from .._snapshots.codec import entry_from_json
from .events import Distinct
from .standing import Standing


@attrs.define
class Apart:
    """The records that stand apart, each with the identity of the work that it is.

    Attributes:
        whole: The union of the sources, of which nothing was told apart.
        ids: Under which identity each work of a source is reviewed there.
    """

    whole: Catalog
    ids: dict[str, str]
    _records: list[tuple[Entry, str]] = attrs.field(factory=list)
    _names: set[str] = attrs.field(factory=set)

    def undone(self) -> tuple[Catalog, dict[str, str]]:
        """The works and identities as they were before anything was told apart."""
        self._records.clear()
        self._names.clear()
        return self.whole, dict(self.ids)

    def has(self, name: str) -> bool:
        """Whether a record stands apart under this identity, here or where it was said."""
        return name in self._names

    def work_of(self, catalog: Catalog, record: Entry) -> Entry:
        """The work that a record would be beside those of a catalog."""
        return set_apart(tuple(catalog), record)[-1]

    def set_apart(
        self, catalog: Catalog, line: Distinct, standing: Standing
    ) -> tuple[Catalog, str]:
        """Let what was told apart count.

        Args:
            catalog: The works under review.
            line: What was said.
            standing: What stands of the log, which learns the identities.

        Returns:
            The works as they are now, and the identity of the one that was told from the other.
        """
        if line.record is None:
            return catalog, standing.id_of(line.other)
        record = entry_from_json(line.record)
        known = next((id_ for one, id_ in self._records if _is_one(one, record)), None)
        if known is None:
            catalog = self._with(catalog, record, line, standing)
            known = self._records[-1][1]
        standing.ids[line.other] = standing.ids[known] = known
        self._names |= {line.other, known}
        standing.gone -= self._names
        return catalog, known

    def _with(self, catalog: Catalog, record: Entry, line: Distinct, standing: Standing) -> Catalog:
        here = catalog.get(line.other)
        if here is not None and here.id == line.other != standing.id_of(line.work):
            self._records.append((record, here.id))  # As in a review that goes on from another.
            return catalog
        entries = set_apart(tuple(catalog), record)
        self._records.append((record, entries[-1].id))
        return catalog.derive(entries, f"tell_apart({line.work!r}, {entries[-1].id!r})")

    def holds(self, pair: Duplicate, apart: Collection[frozenset[str]]) -> bool:
        """Whether a pair was told apart.

        Args:
            pair: The pair.
            apart: The identities of works that were told apart, two by two.
        """
        if pair.relation is Relation.SAME:
            return any(_is_one(record, pair.other) for record, _ in self._records)
        return frozenset((pair.entry.id, pair.other.id)) in apart

    def by_source(self, catalogs: Sequence[Catalog]) -> dict[int, list[str]]:
        """The works that stand apart, by the number of the catalog whose record each was.

        That is the first one that has this very record, else the last that has the work.
        """
        found: dict[int, list[str]] = {}
        for record, work in self._records:
            same = [(number, one.same(record)) for number, one in enumerate(catalogs)]
            having = [number for number, entry in same if entry is not None]
            exactly = [number for number, entry in same if entry == record]
            for number in exactly[:1] or having[-1:]:
                found.setdefault(number, []).append(work)
        return found


def _is_one(record: Entry, other: Entry) -> bool:
    """Whether two are one record, of which one may have lost what another work has."""
    facts = [(one.title, one.authors, one.date, one.mentions) for one in (record, other)]
    return facts[0] == facts[1]
