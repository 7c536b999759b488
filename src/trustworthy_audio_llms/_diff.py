"""What has changed between two catalogs.

It is long, because a change knows how to tell itself in Markdown, JSON and on the screen.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, Unpack

import attrs

from ._catalog.catalog import Catalog
from ._catalog.criteria import Criteria, Predicate
from ._public import public
from ._records.dates import PartialDate
from ._records.entries import Dataset, Entry
from ._records.identifiers import title_identity
from ._records.sameness import Relation
from ._snapshots.codec import entry_to_json
from ._sources.load import load
from ._text import clean_line, markdown_line, printable, terminal_line

# Where a line stands in a list, and what follows from other fields, is no change of a work.
_COMPARED = tuple(
    field.name for field in attrs.fields(Dataset) if field.name not in ("id", "mentions", "aliases")
)


_TWO_SOURCES = "these are two sources: what is added is what only the second one has"


@public
@attrs.frozen
class FieldChange:
    """One field of a work that two catalogs give differently.

    Attributes:
        field: The name of the field; `kind` for the kind of entry.
        old: The value before.
        new: The value after.
    """

    field: str
    old: Any
    new: Any


@public
@attrs.frozen
class Change:
    """A work that two catalogs describe differently.

    Attributes:
        old: The entry before.
        new: The entry after.
        fields: The fields that differ, in the order of the record.
    """

    old: Entry
    new: Entry
    fields: tuple[FieldChange, ...]

    @property
    def renamed(self) -> bool:
        """Whether the titles differ in more than case, accents and punctuation."""
        return title_identity(self.old.title) != title_identity(self.new.title)


@public
@attrs.frozen(repr=False)
class Diff:
    """What came, what went and what changed from one catalog to another.

    `str()` gives it as text; `bool()` says whether there is any difference.

    Attributes:
        old: The catalog before.
        new: The catalog after.
        added: The entries of works that only the new catalog has.
        removed: The entries of works that only the old catalog has.
        changed: The works both have but describe differently, in the order of the new catalog;
            the renamed ones are among them.
    """

    old: Catalog
    new: Catalog
    added: Catalog
    removed: Catalog
    changed: tuple[Change, ...]

    @property
    def renamed(self) -> tuple[Change, ...]:
        """The works that both catalogs have under different titles."""
        return tuple(change for change in self.changed if change.renamed)

    @property
    def is_of_two_sources(self) -> bool:
        """Whether the catalogs come from different places, such as a list and a catalogue.

        Then what was added is what only the second one has: nobody may have added it lately, and
        the first one may have left it out on purpose.
        """
        return self.old.snapshot.source != self.new.snapshot.source

    def where(self, predicate: Predicate | None = None, /, **criteria: Unpack[Criteria]) -> Self:
        """The part of the difference that is about some works: what is new in a topic since a pin.

        Args:
            predicate: A function from an entry to something true.
            **criteria: As for `Catalog.where`; of a work that changed, its entry after counts.

        Raises:
            InvalidQuery: A criterion, topic, kind, date or field does not exist.
        """
        wanted = {entry.id for entry in self.new.where(predicate, **criteria)}
        return attrs.evolve(
            self,
            added=self.added.where(predicate, **criteria),
            removed=self.removed.where(predicate, **criteria),
            changed=tuple(change for change in self.changed if change.new.id in wanted),
        )

    def __bool__(self) -> bool:
        return bool(len(self.added) or len(self.removed) or self.changed)

    def __repr__(self) -> str:
        return f"<Diff {self._counts()}>"

    def __str__(self) -> str:
        """The differences as text for a terminal.

        A line a work, after `+` if it was added, `-` if removed, `>` if renamed, `~` if changed.
        """
        return printable("\n".join(self._lines()))

    def _repr_html_(self) -> str:
        """The differences as tables for notebooks."""
        from ._display.notebook import changes_table, works_table
        from ._html import paragraph, text

        tables = [
            works_table(f"{title}: {len(works)}", works)
            for title, works in (("Added", self.added), ("Removed", self.removed))
            if len(works)
        ]
        for title, changes in (("Renamed", self.renamed), ("Changed", self._changed_otherwise)):
            if changes:
                rows = [(c.new, [f"{f.field}: {_told(f)}" for f in c.fields]) for c in changes]
                tables.append(changes_table(f"{title}: {len(rows)}", rows))
        old, new = (text(catalog.snapshot.pin) for catalog in (self.old, self.new))
        return paragraph(f"From {old}<br>to {new}: {self._counts()}") + "".join(tables)

    def to_markdown(self) -> str:
        """The differences as Markdown, under a heading for each sort."""
        return "\n".join(self._markdown_lines()) + "\n"

    def to_json(self) -> str:
        """The differences as a JSON object.

        Returns:
            `old` and `new` (pins); `added` and `removed` (records); `changed` (objects with `id`,
            `title` and, by field, its `old` and `new` value); `renamed` (the ids of those whose
            title changed). Fields that a record lacks hold their default.
        """
        changes = [
            {
                "id": change.new.id,
                "title": change.new.title,
                "fields": {
                    field.field: {"old": field.old, "new": field.new} for field in change.fields
                },
            }
            for change in self.changed
        ]
        record = {
            "old": self.old.snapshot.pin,
            "new": self.new.snapshot.pin,
            "added": [entry_to_json(entry) for entry in self.added],
            "removed": [entry_to_json(entry) for entry in self.removed],
            "renamed": [change.new.id for change in self.renamed],
            "changed": changes,
        }
        return json.dumps(_plain(record), ensure_ascii=False, indent=1) + "\n"

    def _counts(self) -> str:
        renamed = f" ({len(self.renamed)} renamed)" if self.renamed else ""
        return (
            f"{len(self.added)} added, {len(self.removed)} removed, "
            f"{len(self.changed)} changed{renamed}"
        )

    def _lines(self) -> Iterator[str]:
        yield f"from {terminal_line(self.old.snapshot.pin)}"
        yield f"to {terminal_line(self.new.snapshot.pin)}"
        yield self._counts()
        if self.is_of_two_sources:
            yield _TWO_SOURCES
        for mark, works in (("+", self.added), ("-", self.removed)):
            yield from (f"{mark} {terminal_line(_described(entry))}" for entry in works)
        for mark, changes in ((">", self.renamed), ("~", self._changed_otherwise)):
            for change in changes:
                yield f"{mark} {terminal_line(_described(change.new))}"
                for field in change.fields:
                    yield f"    {field.field}: {terminal_line(_told(field))}"

    def _markdown_lines(self) -> Iterator[str]:
        old, new = (markdown_line(catalog.snapshot.pin) for catalog in (self.old, self.new))
        yield f"From {old} to {new}: {self._counts()}."
        if self.is_of_two_sources:
            yield f"\n{_TWO_SOURCES[0].upper()}{_TWO_SOURCES[1:]}."
        for title, works in (("Added", self.added), ("Removed", self.removed)):
            if len(works):
                yield f"\n## {title}\n"
                yield from (f"- {markdown_line(_described(entry))}" for entry in works)
        for title, changes in (("Renamed", self.renamed), ("Changed", self._changed_otherwise)):
            if changes:
                yield f"\n## {title}\n"
            for change in changes:
                yield f"- {markdown_line(_described(change.new))}"
                yield from (f"  - {f.field}: {markdown_line(_told(f))}" for f in change.fields)

    @property
    def _changed_otherwise(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changed if not change.renamed)


@public
def diff(
    old: Catalog | str | os.PathLike[str], new: Catalog | str | os.PathLike[str] = "latest"
) -> Diff:
    """Compare two catalogs, work by work.

    Works are matched by identity, in any of their identifiers: a preprint that got a DOI is the
    same work. Where the list mentions a work, and the order of entries, do not count as changes.

    Args:
        old: The catalog before, or what `load` opens it by: `diff(pin)` is what is new since a pin.
        new: The catalog after, likewise; by default the newest that was fetched.

    Raises:
        SnapshotNotFound: There is no such snapshot; the message says what would bring it.
        SnapshotCorrupt: A snapshot does not have the digest it should have.
    """
    before = old if isinstance(old, Catalog) else load(old)
    after = new if isinstance(new, Catalog) else load(new)
    matched = _matched(before, after)
    gone = {entry.id for entry in matched.values()}
    added = [entry for entry in after if entry.id not in matched]
    removed = [entry for entry in before if entry.id not in gone]
    return Diff(
        before,
        after,
        after.derive(added, before.step("added since ")),
        before.derive(removed, after.step("removed until ")),
        tuple(_changes(matched, after)),
    )


def _changes(matched: Mapping[str, Entry], after: Iterable[Entry]) -> Iterator[Change]:
    """What is different of the works that both catalogs have, in the order of the second."""
    for entry in after:
        before = matched.get(entry.id)
        fields = _changed_fields(before, entry) if before is not None else ()
        if before is not None and fields:
            yield Change(before, entry, fields)


def _matched(old: Catalog, new: Catalog) -> dict[str, Entry]:
    """The entries before, each under the id of the entry of the same work after.

    A work may have come as a preprint and stay as what was published.
    """
    pairs = [(entry, *related) for entry in new if (related := old.related(entry))]
    # Where two entries after answer to one before, the same record counts for more than a version
    # of it, and an identifier for more than a title.
    pairs.sort(key=_how_far_apart)
    taken: dict[str, str] = {}
    for entry, before, _ in pairs:
        taken.setdefault(before.id, entry.id)
    return {entry.id: before for entry, before, _ in pairs if taken[before.id] == entry.id}


def _how_far_apart(pair: tuple[Entry, Entry, Relation]) -> tuple[bool, bool]:
    """What orders pairs of an entry and one of its work, the nearest first."""
    one, other, relation = pair
    share_none = set(one.identities).isdisjoint(other.identities)
    return relation is not Relation.SAME, share_none


def _changed_fields(old: Entry, new: Entry) -> tuple[FieldChange, ...]:
    changes = [FieldChange("kind", old.kind, new.kind)] if old.kind != new.kind else []
    for name in _COMPARED:
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            changes.append(FieldChange(name, before, after))
    return tuple(changes)


def _described(entry: Entry) -> str:
    """A work in a few words: its date, title and identity."""
    date = f"{entry.date} " if entry.date else ""
    return f"{date}{entry.title} [{entry.id}]"


def _told(change: FieldChange) -> str:
    """A change of a field in words; of several values only those that came or went."""
    if isinstance(change.old, tuple) and change.old and change.new:
        came = [f"+ {item}" for item in change.new if item not in change.old]
        gone = [f"- {item}" for item in change.old if item not in change.new]
        if came or gone:
            return ", ".join((*came, *gone))
    return f"{_shown(change.old)} → {_shown(change.new)}"


def _shown(value: object) -> str:
    """A value as people write it."""
    if value is None or value in ((), ""):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, str | PartialDate) else repr(value)


def _plain(value: Any) -> Any:
    """A value as what JSON holds, its texts on one line and without anything that is no text."""
    if isinstance(value, str | PartialDate):
        return clean_line(str(value))
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
