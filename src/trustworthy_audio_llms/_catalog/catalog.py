"""The catalog: an immutable, ordered collection of distinct entries.

It is long, because all that a catalog can do is documented in one class; how it is done stands in
the modules beside.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack, overload

from .._errors import EntryNotFound, InvalidQuery
from .._exports.formats import Exports
from .._files import user_path, write_atomically
from .._public import function_of, public
from .._records.enriching import enriched
from .._records.entries import Entry
from .._records.identifiers import slug
from .._records.index import IdentityIndex
from .._records.mentions import NewsItem, Skipped
from .._records.sameness import Relation
from .._records.uniting import Union, join, unite
from .._snapshots.codec import canonical_json, digest_of
from .._snapshots.file import Contents, snapshot_file
from .._snapshots.snapshot import Snapshot, Undigested
from .criteria import Criteria, Predicate, missed, predicate_for
from .keys import Key, in_order, values_by
from .making import made_once
from .origin import origin_of, picked, set_origin
from .query import Query, whole_number
from .trail import Step, Trail

if TYPE_CHECKING:
    from .._audit.finding import Finding
    from .._display.plots import Plots
    from .._display.skipped import SkippedLines
    from .duplicates import Duplicate
    from .matches import Match
    from .search import SearchIndex

_Default = TypeVar("_Default")
_MADE = ("_identity_index", "_search_index")
"""What a catalog makes of its entries when it is first asked for."""


def _opened(source: "Catalog | str | os.PathLike[str]") -> "Catalog":
    """A catalog, or what `load` opens by a name, a pin or a path."""
    if isinstance(source, Catalog):
        return source
    opened: Catalog = function_of("_sources.load", "load")(source)
    return opened


def _checked(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, each of which is one."""
    if isinstance(entries, Entry | str) or not isinstance(entries, Iterable):
        shown = f"the entry {entries.id!r}" if isinstance(entries, Entry) else repr(entries)
        raise TypeError(
            f"A catalog is made of several entries, as in Catalog([entry]), not of {shown}."
        )
    for entry in entries:
        if not isinstance(entry, Entry):
            raise TypeError(f"A catalog is made of entries, and {entry!r} is none.")
        yield entry


def _check_entry(method: str, value: object) -> None:
    if not isinstance(value, Entry):
        raise TypeError(f"`{method}` takes an entry, not {value!r}; `get` takes a text.")


def _each_once(unions: Iterable[Union]) -> tuple[Union, ...]:
    """Unions without repetition: catalogs that are joined often have the same behind them."""
    return tuple({id(union.record): union for union in unions}.values())


@public
class Catalog(Exports):
    """Distinct works, in order, with the news of their list and the snapshot they come from.

    A catalog never changes: what narrows, sorts or joins it gives another one. It may be shared
    by threads.

    Args:
        entries: The works. Records of the same work are merged into one entry.
        news: The news of the list.
        snapshot: Where the entries come from; by default the snapshot that they were all loaded
            from, as they are, else nowhere but from here.
    """

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        news: Iterable[NewsItem] = (),
        snapshot: Snapshot | None = None,
    ) -> None:
        if not isinstance(snapshot, Snapshot | None):
            raise TypeError(
                f"`snapshot` is a Snapshot, not {snapshot!r}; `load` opens one by name."
            )
        united = unite(_checked(entries))
        own = None if snapshot else origin_of(united.entries)
        source = snapshot or own or Undigested(name="unsaved")
        trail = Trail.of((own.pin, picked(united.entries))) if own else None
        self._set(united.entries, tuple(news), source, trail=trail, unions=united.unions)

    def _set(
        self,
        entries: tuple[Entry, ...],
        news: tuple[NewsItem, ...],
        snapshot: Snapshot | Undigested,
        skipped: tuple[Skipped, ...] = (),
        trail: Trail | None = None,
        notices: tuple[str, ...] = (),
        unions: tuple[Union, ...] = (),
    ) -> None:
        self._entries = entries
        self._news = news
        self._source = snapshot
        self._skipped = skipped
        self._steps = trail
        self._notices = notices
        self._unions = unions

    @classmethod
    def from_contents(cls, contents: Contents, trail: tuple[str, ...] | None = None) -> Self:
        """The catalog of what a snapshot file holds.

        Args:
            contents: What it holds.
            trail: How it came to be, where that is more than the pin of its snapshot.
        """
        catalog = cls.__new__(cls)
        catalog._set(
            contents.entries,
            contents.news,
            contents.snapshot,
            contents.skipped,
            Trail.of(trail) if trail else None,
        )
        return catalog

    @classmethod
    def from_snapshot(cls, contents: Contents) -> Self:
        """The catalog of a snapshot that was just opened; its entries remember which it was.

        Args:
            contents: What its file holds.
        """
        set_origin(contents.entries, contents.snapshot)
        return cls.from_contents(contents)

    @classmethod
    def from_reading(
        cls,
        entries: Iterable[Entry],
        *,
        news: Iterable[NewsItem] = (),
        skipped: Iterable[Skipped] = (),
        unions: Iterable[Union] = (),
        name: str,
        source: str,
    ) -> Self:
        """The catalog of a file that was read; its digest is taken when it is asked for.

        Args:
            entries: Distinct works with distinct citation keys.
            news: The news of the list.
            skipped: What was not understood.
            unions: Which records were taken for one work, and why.
            name: The name of its snapshot.
            source: The path it was read from.
        """
        catalog = cls.__new__(cls)
        undigested = Undigested(name=name, source=source)
        catalog._set(tuple(entries), tuple(news), undigested, tuple(skipped), unions=tuple(unions))
        return catalog

    def __getstate__(self) -> dict[str, Any]:
        """What pickle and copy keep: the records, not what is made from them when asked for."""
        held = vars(self).copy()  # Another thread may be making one of them.
        return {name: value for name, value in held.items() if name not in _MADE}

    def derive(
        self,
        entries: Iterable[Entry],
        step: str | Step,
        *,
        news: Iterable[NewsItem] | None = None,
        notices: Iterable[str] = (),
        unions: Iterable[Union] = (),
        skipped: Iterable[Skipped] = (),
    ) -> Self:
        """A catalog made from this one: the one way in which one is.

        Args:
            entries: What it holds: distinct entries with distinct keys.
            step: What was done, for the trail, which adds how many entries are left.
            news: Its news; by default those of this catalog.
            notices: How a query was read that made it.
            unions: Which records were now taken for works that it holds, and why.
            skipped: What was now not understood or not taken, beside what was before.
        """
        kept = tuple(entries)
        done = Step(step) if isinstance(step, str) else step
        counts = f": {len(kept)} of {len(self)}"
        if done.other is None:
            done = Step(done.text + counts)
        else:
            done = Step(done.text, done.other, done.rest + counts)
        catalog = type(self).__new__(type(self))
        catalog._set(
            kept,
            self._news if news is None else tuple(news),
            self.snapshot,
            (*self._skipped, *skipped),
            self._whole_trail().then(done),
            tuple(notices),
            _each_once((*self._unions, *unions)) if unions else self._unions,
        )
        return catalog

    def step(self, text: str, rest: str = "") -> Step:
        """A step of another catalog that rests on this one, for its `derive`.

        Args:
            text: What is done there; the trail of this catalog follows in parentheses.
            rest: What comes after them.
        """
        return Step(text, self._whole_trail(), rest)

    def _whole_trail(self) -> Trail:
        return self._steps or Trail.of((self.snapshot.pin,))

    # What it holds.

    @overload
    def __getitem__(self, key: int | str) -> Entry: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: int | str | slice) -> "Entry | Self":
        """An entry by position or identity, or a catalog by slice.

        Args:
            key: A position, a slice, or an identity in any spelling: an identifier or its URL, a
                citation key, or a title.

        Raises:
            EntryNotFound: No entry has this identity (a `KeyError`); near misses are named.
            IndexError: There is no such position.
        """
        if isinstance(key, str):
            entry = self._identities.find(key)
            if entry is None:
                raise EntryNotFound(self._identities.not_found(key), identity=key)
            return entry
        if isinstance(key, slice):
            parts = (key.start, key.stop) if key.step is None else (key.start, key.stop, key.step)
            shown = ":".join("" if part is None else str(part) for part in parts)
            return self.derive(self._entries[key], f"[{shown}]")
        if not hasattr(key, "__index__"):
            raise TypeError(
                "A catalog is asked by a position, a slice, or a text that names a work, not by "
                f"{key!r}."
            )
        try:
            return self._entries[key]
        except IndexError:
            raise IndexError(f"There is no entry {key}: the catalog has {len(self)}.") from None

    def _ipython_key_completions_(self) -> list[str]:
        """What IPython and notebooks complete after `catalog["`."""
        return [entry.citekey for entry in self._entries]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __contains__(self, item: object) -> bool:
        """Whether a work is in it, by identity in any spelling or as an entry."""
        if isinstance(item, str):
            return self._identities.find(item) is not None
        return isinstance(item, Entry) and self.same(item) is not None

    def __eq__(self, other: object) -> bool:
        """Whether the entries and news are equal, in the same order."""
        if not isinstance(other, Catalog):
            return NotImplemented
        return self._entries == other._entries and self._news == other._news

    def __hash__(self) -> int:
        return hash((self._entries, self._news))

    @overload
    def get(self, identity: str) -> Entry | None: ...
    @overload
    def get(self, identity: str, default: _Default) -> "Entry | _Default": ...
    def get(self, identity: str, default: Any = None) -> Any:
        """The entry of an identity in any spelling, or a default.

        Args:
            identity: An identifier or its URL, a citation key, or a title.
            default: What is given back where no entry has it.

        Raises:
            TypeError: The identity is no text.
        """
        if not isinstance(identity, str):
            raise TypeError(f"`get` takes a text that names a work, not {identity!r}.")
        found = self._identities.find(identity)
        return default if found is None else found

    @property
    def news(self) -> tuple[NewsItem, ...]:
        """The news of the list, in its order."""
        return self._news

    @property
    def skipped(self) -> "SkippedLines":
        """The lines of the list that look like entries and were not read as any, with reasons."""
        from .._display.skipped import SkippedLines

        return SkippedLines(self._skipped)

    @property
    def snapshot(self) -> Snapshot:
        """Where the entries come from; a narrowed catalog comes from where the whole one does."""
        source = self._source
        if isinstance(source, Undigested):  # Taking a digest costs time, and most lists need none.
            source = source.digested(digest_of(canonical_json(self._entries, self._news)))
            self._source = source
        return source

    @property
    def trail(self) -> tuple[str, ...]:
        """How it came to be: the pin of its snapshot, then each step with its counts.

        A step that rests on another catalog has that one's trail in parentheses. What was named
        before stands there by its number: step 2 is the second after the pin, step 2.1 the first in
        the parentheses of that.
        """
        return self._whole_trail().lines()

    def same(self, entry: Entry) -> Entry | None:
        """The entry of the same work as one of another catalog, or None.

        The two share an identifier, or title, first author and year; where one of them names no
        authors, the title does. A preprint and its publication are versions: see `related`.

        Args:
            entry: A record of another catalog.

        Raises:
            TypeError: It is no entry.
        """
        _check_entry("same", entry)
        return self._identities.same(entry)

    def related(self, entry: Entry) -> tuple[Entry, Relation] | None:
        """The entry that is the same as one of another catalog, else a version of its work.

        Args:
            entry: A record of another catalog.

        Returns:
            The entry and how it is related, `same` or `version`; None where there is neither.

        Raises:
            TypeError: It is no entry.
        """
        _check_entry("related", entry)
        found = self._identities.related(entry)
        return None if found is None else (found[0], found[1].relation)

    @property
    def _identities(self) -> IdentityIndex:
        return made_once(self, "_identity_index", lambda: IdentityIndex(self._entries))

    # Narrowing, ordering, counting.

    def where(self, predicate: Predicate | None = None, /, **criteria: Unpack[Criteria]) -> Self:
        """The entries that meet every criterion.

        Where no entry has a venue, series, author, keyword or section that is asked for, `notices`
        names those nearest to it.

        Args:
            predicate: A function from an entry to something true.
            **criteria: Each a value or several, any of which will do. `kind`; `topic` (with those
                below it); `scope`; `year`; `month` ('2025-03'); `since` and `until` (dates like
                2025, '2025-03'; a date known less exactly counts when it may lie in the range);
                `status`; `series`; `featured`; `verified`; `has` (a field that is not empty);
                `section`, `venue`, `author`, `keyword` (whole words, in order, without case and
                accents).

        Raises:
            InvalidQuery: A criterion, topic, kind, date or field does not exist.
        """
        if predicate is not None and not callable(predicate):
            raise InvalidQuery(
                "`where` takes criteria by name, as in where(topic='safety/jailbreak'), or a "
                f"function of an entry, not {predicate!r}; `search` finds words.",
                value=predicate,
            )
        # What can be read only once is read once, and told as what it held.
        given = {
            name: list(value) if isinstance(value, Iterator) else value
            for name, value in criteria.items()
        }
        kept = list(filter(predicate_for(given, self._entries), self._entries))
        notices = () if kept else missed(given, self._entries)
        shown = [f"{name}={value!r}" for name, value in given.items()]
        if predicate is not None:
            kept = [entry for entry in kept if predicate(entry)]
            shown.insert(0, getattr(predicate, "__name__", repr(predicate)))
        return self.derive(kept, f"where({', '.join(shown)})", notices=notices)

    @property
    def papers(self) -> Self:
        """The papers, surveys among them."""
        return self.where(kind="paper")

    @property
    def surveys(self) -> Self:
        """The surveys."""
        return self.where(kind="survey")

    def head(self, n: int = 5) -> Self:
        """The first entries.

        Args:
            n: How many at the most.

        Raises:
            InvalidQuery: It is no whole number, or below zero.
        """
        return self[: whole_number("n", n)]

    @property
    def benchmarks(self) -> Self:
        """The benchmarks."""
        return self.where(kind="benchmark")

    @property
    def datasets(self) -> Self:
        """The datasets."""
        return self.where(kind="dataset")

    @property
    def toolkits(self) -> Self:
        """The toolkits."""
        return self.where(kind="toolkit")

    @property
    def _index(self) -> "SearchIndex":
        from .search import SearchIndex

        return made_once(self, "_search_index", lambda: SearchIndex(self._entries))

    def search(self, query: str | Query, *, limit: int | None = None) -> Self:
        """The entries that a query asks for, best first.

        Titles, other titles, names, authors, keywords, topics, venues, descriptions and, where
        there are any, abstracts are searched. Case, accents, English endings, British spelling and
        hyphens do not count. How a query was read is in `notices` where that is not plain.

        Args:
            query: Words (all must match), `"a phrase"`, `prefix*`, `AND`, `OR`, `NOT`, parentheses,
                and fields like `title:word` or `year:2024-2026`; an empty one finds everything.
            limit: How many entries at the most.

        Raises:
            InvalidQuery: The query is not understood; the message says what to write.
        """
        asked = query if isinstance(query, Query) else Query(query)
        most = whole_number("limit", limit)
        from .hints import hints

        found = self._index.search(asked, limit=most)
        notices = asked.notices
        if not found and most != 0 and len(self):
            notices = (*notices, *hints(self._index, asked.tree))
        shown = f"search({asked.text!r}{'' if limit is None else f', limit={limit}'})"
        entries = (self._entries[number] for number in found)
        return self.derive(entries, shown, notices=notices)

    def rank(self, question: str | Entry, *, limit: int | None = 20) -> Self:
        """The works that are nearest to a question, the nearest first.

        It is forgiving: no word must be there, what is misspelt is corrected, and what the field
        calls otherwise counts too, by the bundled glossary. The order is always the same. It is for
        finding, never for counts that are reported: those are what `search` is for.

        Args:
            question: A question or some words; or an entry, for works like that one.
            limit: How many works at the most; None for all that have anything of it.

        Raises:
            InvalidQuery: The question is no text and no entry.
        """
        from .glossary import load_glossary
        from .rank import question_about, rank

        most = whole_number("limit", limit)
        without, shown = 0, repr(question)
        if isinstance(question, Entry):
            known = self.same(question)
            without = 0 if known is None else 1 << self._entries.index(known)
            shown = question.id
        ranking = rank(self._index, question_about(question), limit=most, without=without)
        step = f"rank({shown}, limit={limit}, glossary {load_glossary().version})"
        entries = (self._entries[number] for number in ranking.numbers)
        return self.derive(entries, step, notices=ranking.notices)

    @property
    def notices(self) -> tuple[str, ...]:
        """How the query of `search` or `rank` was read that found these entries.

        Empty where that is plain; a few lines on what to try where nothing was found.
        """
        return self._notices

    def explain(self, query: str | Query, entry: Entry | str) -> "list[Match]":
        """Why an entry matches a query, or why `rank` puts it where it stands.

        Ask the catalog that was searched: what it finds rare decides what a word counts.

        Args:
            query: As for `search` or `rank`.
            entry: An entry of this catalog, or its identity.

        Returns:
            Where the entry has what a query asks for, each with the words around. Where it does not
            match exactly, the sum by which `rank` counts: its parts, each with its points.

        Raises:
            EntryNotFound: The entry is not in this catalog.
        """
        from .explain import why

        known = self[entry] if isinstance(entry, str) else self.same(entry) or self[entry.id]
        return why(self._index, query, self._entries.index(known))

    def sort(self, *by: Key, reverse: bool = False) -> Self:
        """The same entries in another order; what is missing comes last, either way.

        Args:
            *by: `year`, `month`, `kind`, `topic`, `venue`, `series`, `author`, `keyword`,
                `section`, the name of a field, or a function; `date` by default.
            reverse: Whether the greatest comes first.

        Raises:
            InvalidQuery: There is no such word or field.
        """
        keys = by or ("date",)
        ordered = in_order(self._entries, keys, reverse=reverse)
        shown = ", ".join(getattr(one, "__name__", repr(one)) for one in keys)
        return self.derive(ordered, f"sort({shown}{', reverse=True' if reverse else ''})")

    def group(self, by: Key) -> dict[Any, Self]:
        """The entries under each value they have; under None those that have none.

        Args:
            by: `year`, `month`, `kind`, `topic`, `venue`, `series`, `author`, `keyword`,
                `section`, the name of a field, or a function. An entry with several topics,
                authors or keywords stands under each.

        Raises:
            InvalidQuery: There is no such word.
        """
        values = values_by(by)
        grouped: dict[Any, list[Entry]] = {}
        for entry in self._entries:
            for value in dict.fromkeys(values(entry)):
                grouped.setdefault(value, []).append(entry)
        shown = getattr(by, "__name__", by)
        return {
            value: self.derive(entries, f"group({shown!r})[{value!r}]")
            for value, entries in grouped.items()
        }

    def count(self, by: Key) -> Counter[Any]:  # type: ignore[override]
        """How many entries there are under each value.

        Args:
            by: As for `group`.

        Raises:
            InvalidQuery: There is no such word.
        """
        values = values_by(by)
        return Counter(value for entry in self._entries for value in dict.fromkeys(values(entry)))

    @property
    def plot(self) -> "Plots":
        """Its plots: `catalog.plot.months()` and the like (extra `plot`)."""
        from .._display.plots import Plots

        return Plots(self)

    # Joining.

    def __or__(self, other: "Catalog") -> Self:
        """These entries, with the citation keys they have, then what only the other has."""
        if not isinstance(other, Catalog):
            return NotImplemented
        joined = join(self._entries, self._identities, other)
        news = dict.fromkeys((*self._news, *other.news))
        unions = (*other._unions, *joined.unions)
        return self.derive(joined.entries, other.step("| "), news=news, unions=unions)

    def __and__(self, other: "Catalog") -> Self:
        """These entries, as far as the other has them too."""
        if not isinstance(other, Catalog):
            return NotImplemented
        kept = [entry for entry in self._entries if other.same(entry) is not None]
        return self.derive(kept, other.step("& "))

    def __sub__(self, other: "Catalog") -> Self:
        """These entries without those of the other."""
        if not isinstance(other, Catalog):
            return NotImplemented
        kept = [entry for entry in self._entries if other.same(entry) is None]
        return self.derive(kept, other.step("- "))

    def enrich(self, other: "Catalog | str | os.PathLike[str]") -> Self:
        """The same entries, their blanks filled from the same works in another catalog.

        They are always the same entries, in the same order; nothing that one says is overwritten,
        and mentions stay this list's own. An entry counts as verified only where its identifier,
        title and links are all those of a verified record, and a verified one takes neither
        identifiers nor links nor titles from a record that is not.

        Args:
            other: Another catalog, or the name, pin or path by which `load` opens one.
        """
        other = _opened(other)
        filled, found = enriched(self._entries, other.same)
        return self.derive(filled, other.step("enrich", f", {found} found"))

    def resolve(
        self, *, refresh: bool = False, progress: Callable[[int, int], None] | None = None
    ) -> Self:
        """The same entries, their blanks filled by arXiv and doi.org.

        Each is asked for by its own identifiers. Abstracts come along, and are kept in the user's
        cache with the rest, so that a second time costs no request; nothing that an entry says is
        overwritten, and none is verified by that alone. What is not known there, was withdrawn or
        has another title is told in `skipped`.

        Args:
            refresh: Whether to ask again for what is known.
            progress: Called with the identifiers that are answered and how many there are in all.

        Raises:
            FetchError: Neither network nor cache has an answer; what has come is kept.
        """
        records = function_of("_sources.resolve", "resolve")(
            self._entries, refresh=refresh, progress=progress
        )
        filled, found = enriched(self._entries, records.same, trusted=True)
        step = f"resolve by arXiv and doi.org, {found} found"
        return self.derive(filled, step, skipped=records.skipped)

    def duplicates(self) -> "list[Duplicate]":
        """Which records were taken for one work, which are versions of one, and why.

        Returns:
            What was merged when the catalog was made or joined, then the entries that are versions
            of one work (a preprint and its publication), then records that named an identifier of
            another work and lost it.
        """
        from .duplicates import duplicates

        return duplicates(self._entries, self._identities, self._unions)

    def audit(self, against: "Catalog | str | os.PathLike[str] | None" = None) -> "list[Finding]":
        """What is wrong with the list itself.

        Args:
            against: A catalog that is known to be right (`load()`), whose titles and dates count,
                or the name, pin or path by which `load` opens one.

        Returns:
            Findings, the most severe first; a notebook shows them as a table.
        """
        from .._audit.checks import audit
        from .._audit.findings import Findings

        known = None if against is None else _opened(against)._identities
        return Findings(audit(self._entries, self._skipped, known, self._unions))

    def save(self, path: str | Path) -> None:
        """Write a snapshot file, which `load(path)` reads and checks.

        A catalog that is as its snapshot was keeps its name and pin; a narrowed one is named by
        the file, with the pin of where it comes from as its source.

        Args:
            path: The file, best named `….json`. One that is there is replaced.

        Raises:
            OSError: The file cannot be written; then nothing is left behind.
        """
        path = user_path(path)
        content = canonical_json(self._entries, self._news)
        digest = digest_of(content)
        snapshot = self.snapshot
        if digest != snapshot.digest:
            snapshot = Snapshot(name=slug(path.stem) or "saved", source=snapshot.pin, digest=digest)
        write_atomically(path, snapshot_file(snapshot, content, self._skipped))

    def __repr__(self) -> str:
        """A short table that says which snapshot this is, how old and from where."""
        from .._display.prompt import catalog_text
        from .._text import terminal_line

        table = catalog_text(self._entries, self.snapshot, self.trail)
        return "\n".join((table, *map(terminal_line, self._told())))

    def _repr_html_(self) -> str:
        from .._display.notebook import catalog_html
        from .._html import paragraph, text

        table = catalog_html(self._entries, self.snapshot, self.trail)
        return table + "".join(paragraph(text(line)) for line in self._told())

    def _told(self) -> list[str]:
        """What is said below the table: of the whole list also how much of it was not read."""
        from .._display.prompt import skipped_line

        if len(self.trail) > 1:
            return [*self._notices]
        left = skipped_line(len(self), self._skipped)
        if self.snapshot.source and not (left or self._entries or self._news):
            left = "! Nothing in it looks like a work."
        return [*([left] if left else []), *self._notices]
