"""Filling what one record leaves blank from another, without lending anybody's word to a stranger.

"Verified" belongs to what was verified: an identifier with its title. So an entry becomes verified
only where it has nothing but what a verified record vouches for, and one that is verified takes
neither identifiers nor links nor titles from what nobody has verified.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

import attrs

from .entries import Entry, Paper
from .facts import identifiers_of, titles_of
from .identifiers import identify, title_identity
from .keying import with_distinct_citekeys
from .merging import OF_VENUE
from .schemes import SCHEMES

_IDENTIFIERS = tuple(SCHEMES)
_LINKS = ("url", "code", "data")
_NEVER_FILLED = frozenset(
    "id mentions aliases featured verified citekey authors_complete rests_on".split()
)
_NOT_FROM_STRANGERS = (*_IDENTIFIERS, *_LINKS, "introduced_by", "evidence", "note", "extra")
_BLANK: Container[object] = (None, (), "")


def enriched(
    entries: Sequence[Entry],
    same: Callable[[Entry], Entry | None],
    *,
    trusted: bool = False,
) -> tuple[tuple[Entry, ...], int]:
    """Fill the blanks of entries from the same works elsewhere.

    Args:
        entries: Distinct entries.
        same: What finds the record of the same work.
        trusted: Whether these are answers of who gives out the identifiers.

    Returns:
        The same entries in the same order, with distinct citation keys, and for how many of them
        there was a record. An identifier that another of them has is not taken.
    """
    taken = {identity for entry in entries for identity in identifiers_of(entry)}
    filled = []
    found = 0
    for entry in entries:
        record = same(entry)
        if record is not None:
            found += 1
            entry = completed(entry, record, taken=taken, trusted=trusted)
            taken |= identifiers_of(entry)
        filled.append(entry)
    return with_distinct_citekeys(filled), found


def completed(
    entry: Entry, other: Entry, *, taken: Container[str] = (), trusted: bool = False
) -> Entry:
    """Fill what an entry leaves blank from another record of the same work.

    Nothing that the entry says is changed. A plain paper becomes the more special kind of the
    other. Where the other is verified and vouches for all that the entry says of identifiers,
    title and links, the entry is verified by the same evidence. A citation key that was made
    without authors gives way to the other's.

    Args:
        entry: The entry.
        other: A record of the same work.
        taken: Identities that belong to other works.
        trusted: Whether the other is an answer of who gives out the identifiers.
    """
    facts = _facts(entry)
    for name in _fillable(entry, other, taken, trusted=trusted):
        if facts.get(name) in _BLANK:
            facts[name] = getattr(other, name)
    if not _is_stranger(other, entry, trusted=trusted):
        facts["aliases"] = _aliases(entry, other)
    if other.verified and not entry.verified:
        facts |= _verification(entry, other)
    if other.authors and not entry.authors:
        facts |= {"citekey": other.citekey, "authors_complete": other.authors_complete}
    if entry.venue and entry.venue != other.venue:
        facts |= {name: getattr(entry, name) for name in OF_VENUE}
    facts["rests_on"] = _still_said(entry, other, facts)
    return _made(entry, other, facts)


def _facts(entry: Entry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in attrs.fields(type(entry))}


def _is_stranger(other: Entry, entry: Entry, *, trusted: bool) -> bool:
    """Whether nobody stands for what the other record says, as somebody does for the entry."""
    return entry.verified and not other.verified and not trusted


def _verification(entry: Entry, other: Entry) -> dict[str, Any]:
    """What an entry takes over of a verification: all of it, or none of the evidence either."""
    return {"verified": True} if vouches(other, entry) else {"evidence": entry.evidence}


def _made(entry: Entry, other: Entry, facts: dict[str, Any]) -> Entry:
    """The entry of these facts: of the more special kind, under its old id where that holds."""
    cls = type(other) if type(entry) in (Entry, Paper) else type(entry)
    facts = {**facts, "id": ""}  # It follows from the other facts.
    names = [field.name for field in attrs.fields(cls) if field.name in facts]
    made = cls(**{name: facts[name] for name in names})
    # What follows the slash told it from another work of this title.
    return attrs.evolve(made, id=entry.id) if entry.id.startswith(f"{made.id}/") else made


def _still_said(entry: Entry, other: Entry, facts: dict[str, Any]) -> tuple[str, ...]:
    """Where the fields were seen: of the other's places, those for what was taken from it."""
    taken = {name for name, value in facts.items() if value == getattr(other, name, None)}
    brought = [
        text for text in other.rests_on if not taken.isdisjoint(text.partition(": ")[0].split())
    ]
    return tuple(dict.fromkeys((*entry.rests_on, *brought)))


def _fillable(entry: Entry, other: Entry, taken: Container[str], *, trusted: bool) -> Iterable[str]:
    """The fields that may be filled from the other record."""
    names = [field.name for field in attrs.fields(type(other)) if field.name not in _NEVER_FILLED]
    if _is_stranger(other, entry, trusted=trusted):
        names = [name for name in names if name not in _NOT_FROM_STRANGERS]
    identifiers = identifiers_of(entry)
    theirs = identifiers_of(other)
    # What shares only a title is not given the other's identifiers beside its own: that would be a
    # work that nobody has seen. Nor may two works end up with one identifier.
    joins = (identifiers and identifiers.isdisjoint(theirs)) or any(
        identity in taken for identity in theirs - identifiers
    )
    return [name for name in names if not (joins and name in _IDENTIFIERS)]


def _aliases(entry: Entry, other: Entry) -> tuple[str, ...]:
    titles = dict.fromkeys((*entry.aliases, other.title, *other.aliases))
    identity = title_identity(entry.title)
    return tuple(title for title in titles if title_identity(title) != identity)


def vouches(verified: Entry, entry: Entry) -> bool:
    """Whether a verified record stands for all that an entry says of identity, title and links.

    Args:
        verified: A verified record of the same work.
        entry: The entry, which has an identifier.
    """
    identifiers = identifiers_of(entry)
    links = [link for name in _LINKS if (link := getattr(entry, name))]
    return (
        bool(identifiers)
        and identifiers <= identifiers_of(verified)
        and titles_of(entry) <= titles_of(verified)
        and all(_is_link_of(link, verified) for link in links)
    )


def _is_link_of(link: str, verified: Entry) -> bool:
    links = [getattr(verified, name) for name in _LINKS]
    places = {_place(text) for text in (*links, *verified.evidence) if text}
    return _place(link) in places or identify(link) in identifiers_of(verified)


def _place(link: str) -> str:
    """A link without what does not change where it leads."""
    return re.sub(r"^https?://(?:www\.)?|\.git$|/$", "", link.partition("#")[0].rstrip("/").lower())
