"""Many mentions, one work: what makes two records the same, and what becomes of their facts.

Records that share an identifier are one work. So are records of the same title (without case,
accents and punctuation), unless they carry different identifiers of one scheme. Nothing else is
taken for the same: titles that are merely alike often belong to different works.
"""

import heapq
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from .dates import PartialDate
from .entries import Entry, Paper
from .identifiers import title_identity

_UNITED = ("aliases", "topics", "keywords", "evidence", "rests_on", "mentions")
_EITHER = ("featured", "verified")
_OF_VENUE = ("published", "volume", "number", "pages")


def distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Merge the records of each work into one, in the order of their first records.

    Args:
        entries: Records; several may be of one work.

    Returns:
        One entry a work, with citation keys that are unique among them.
    """
    records = list(entries)
    groups = _Groups(len(records))
    owner: dict[str, int] = {}
    for number, entry in enumerate(records):
        for identity in entry.identities:
            groups.unite(owner.setdefault(identity, number), number)
    _unite_titles(records, groups)
    members: dict[int, list[Entry]] = {}
    for number, entry in enumerate(records):
        members.setdefault(groups.root(number), []).append(entry)
    return with_distinct_citekeys(
        [group[0] if len(group) == 1 else merged(group) for group in members.values()]
    )


class _Groups:
    """Disjoint sets of numbers, each named by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = number = self._parent[self._parent[number]]
        return number

    def unite(self, one: int, other: int) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        self._parent[other] = one


def _unite_titles(records: Sequence[Entry], groups: _Groups) -> None:
    """Unite groups that share a title and carry no conflicting identifiers."""
    schemes: dict[int, frozenset[str]] = {}
    titled: dict[str, dict[int, None]] = {}
    for number, entry in enumerate(records):
        group = groups.root(number)
        own = {identity.partition(":")[0] for identity in entry.identities} - {"title"}
        schemes[group] = schemes.get(group, frozenset()) | own
        for title in (entry.title, *entry.aliases):
            titled.setdefault(title_identity(title), {})[group] = None
    for sharing in titled.values():
        if len(sharing) > 1:
            _unite_compatible(sharing, groups, schemes)


def _unite_compatible(
    sharing: Iterable[int], groups: _Groups, schemes: dict[int, frozenset[str]]
) -> None:
    """Unite each group with the first one before it that has identifiers of other schemes only.

    Groups with the same identifier are one already, so two identifiers of one scheme differ. The
    groups to unite with are kept by their schemes, of which there are few combinations: a title
    that a hundred thousand works share takes no time that grows with the square.
    """
    bases: dict[frozenset[str], list[tuple[int, int]]] = {}
    for place, group in enumerate(dict.fromkeys(map(groups.root, sharing))):
        own = schemes[group]
        fitting = [known for known, waiting in bases.items() if waiting and not known & own]
        if fitting:
            first = min(fitting, key=lambda known: bases[known][0])
            place, base = heapq.heappop(bases[first])
            groups.unite(base, group)
            group, own = groups.root(base), own | first
            schemes[group] = own
        heapq.heappush(bases.setdefault(own, []), (place, group))


def merged(records: Sequence[Entry]) -> Entry:
    """Merge the records of one work.

    Titles that differ become aliases; topics, keywords, evidence and mentions are united; the
    date is the most exact one, among these the earliest; of all else the first that is known
    counts.

    Args:
        records: At least one record.
    """
    first = records[0]
    title = next((r.title for r in records if not r.title.isupper()), first.title)
    facts: dict[str, Any] = {"id": "", "title": title, "citekey": _own_citekey(records)}
    facts["date"] = min((r.date for r in records if r.date), key=_exactness, default=None)
    venue = next((record.venue for record in records if record.venue), None)
    of_venue = [record for record in records if record.venue in (None, venue)]
    for about in attrs.fields(type(first)):
        name = about.name
        if name in facts:
            continue
        speaking = of_venue if name in _OF_VENUE else records
        values = [value for record in speaking if (value := getattr(record, name, about.default))]
        if name in _UNITED:
            facts[name] = tuple(dict.fromkeys(item for value in values for item in value))
        else:
            facts[name] = values[0] if values else about.default
    named = next((record for record in records if record.authors), first)
    facts["authors_complete"] = named.authors_complete
    titles = dict.fromkeys((*(r.title for r in records), *facts["aliases"]))
    facts["aliases"] = tuple(other for other in titles if other != title)
    return _kind(records, facts)


def _kind(records: Sequence[Entry], facts: dict[str, Any]) -> Entry:
    """Build the entry as the first kind that says more than `paper`."""
    cls = next((type(r) for r in records if type(r) is not Paper), Paper)
    if cls is not type(records[0]):
        source = next((value for r in records if (value := getattr(r, "source", None))), None)
        facts.pop("source", None)
        if source and "source" in {about.name for about in attrs.fields(cls)}:
            facts["source"] = source
    return cls(**facts)


def _exactness(date: PartialDate) -> tuple[bool, bool, PartialDate]:
    return date.month is None, date.day is None, date


def _own_citekey(records: Iterable[Entry]) -> str:
    """The first citation key that somebody chose, or none, so that it follows from the facts."""
    from .citekeys import citekey_for

    return next(
        (r.citekey for r in records if r.citekey != citekey_for(r.authors, r.date, r.title)), ""
    )


def with_distinct_citekeys(entries: Sequence[Entry], *, settled: int = 0) -> tuple[Entry, ...]:
    """The same entries, with citation keys that are unique without regard to case.

    Of works that would share a key the oldest keeps it (see `distinct_citekeys`).

    Args:
        entries: The works.
        settled: How many of the first ones keep their keys in any case.
    """
    if len({entry.citekey.lower() for entry in entries}) == len(entries):
        return tuple(entries)
    from .citekeys import distinct_citekeys  # Catalogs that are opened have distinct keys.

    keys = distinct_citekeys(
        (entry.citekey, (place >= settled, str(entry.date or "9999"), entry.id))
        for place, entry in enumerate(entries)
    )
    return tuple(
        entry if entry.citekey == key else attrs.evolve(entry, citekey=key)
        for entry, key in zip(entries, keys, strict=True)
    )


def enriched(entry: Entry, other: Entry) -> Entry:
    """Fill what an entry leaves blank from another record of the same work.

    Nothing that the entry says is changed. A plain paper becomes the more special kind of the
    other; what was verified there counts here if the titles agree; a citation key that was made
    without authors gives way to the other's.

    Args:
        entry: The entry.
        other: A record of the same work.
    """
    blank = {None, (), ""}
    facts = {about.name: getattr(entry, about.name) for about in attrs.fields(type(entry))}
    for about in attrs.fields(type(other)):
        name = about.name
        if name not in (*_EITHER, "mentions", "aliases") and facts.get(name) in blank:
            facts[name] = getattr(other, name)
    titles = dict.fromkeys((*entry.aliases, other.title, *other.aliases))
    own = title_identity(entry.title)
    facts["aliases"] = tuple(title for title in titles if title_identity(title) != own)
    agree = own in map(title_identity, (other.title, *other.aliases))
    facts["verified"] = entry.verified or (other.verified and agree)
    if not entry.authors and other.authors:
        facts["citekey"] = other.citekey
        facts["authors_complete"] = other.authors_complete
    if entry.venue and entry.venue != other.venue:
        # Where in a volume it stands holds for the venue that has the volume.
        facts |= {name: getattr(entry, name) for name in _OF_VENUE}
    facts["rests_on"] = _still_said(entry, other, facts)
    facts["id"] = ""
    cls = type(other) if type(entry) in (Entry, Paper) else type(entry)
    known = {about.name for about in attrs.fields(cls)}
    return cls(**{name: value for name, value in facts.items() if name in known})


def _still_said(entry: Entry, other: Entry, facts: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Where the fields were seen: of the other's places, those for what was taken from it."""
    taken = {name for name, value in facts.items() if value == getattr(other, name, None)}
    brought = [pair for pair in other.rests_on if not taken.isdisjoint(pair[0].split())]
    return tuple(dict.fromkeys((*entry.rests_on, *brought)))
