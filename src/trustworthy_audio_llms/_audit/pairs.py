"""Works of a list that may be one: under two identifiers, two titles, or joined by their title."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product, starmap

from .._lists.links import role_of_target
from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.facts import Facts
from .._records.identifiers import identify, slug
from .._records.index import by_scheme
from .._records.mentions import Mention
from .._records.uniting import Union
from .codes import MOST, finding, quoted
from .finding import Finding
from .likeness import Likeness, alike

# Where a title may end and a subtitle begin, or a name before it end.
_PARTS = re.compile(r"\s[-–—|]\s|[:,;.?!()\[\]–—]")
_LONGEST = 500  # Characters; beyond, a title is none, and its parts are not looked at.
_TITLES = 5  # Of one work.
_SLIPS = 2
_ALIKE = 0.6  # Of two spellings of one word, as `difflib` measures it.


def about_pairs(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Find works that stand in a list twice, as far as titles, authors and identifiers tell."""
    for one, other, likeness in alike([(entry.title, *entry.aliases) for entry in entries]):
        first, second = entries[one], entries[other]
        code = _code(first, second, likeness)
        if code is None:
            continue
        remedy = {
            "two-identifiers": "keep the right identifier",
            "near-duplicate": "give it one title and one link",
        }[code]
        mentions = (*first.mentions[:MOST], *second.mentions[:MOST])
        message = f"{_named(first)} and {_named(second)} look like one work. If so, {remedy}."
        yield finding(code, message, mentions, first, second)


def _code(first: Entry, second: Entry, likeness: Likeness) -> str | None:
    """What two works of nearly one title are, if anything speaks for it that they are one."""
    ours, theirs = Facts.of(first), Facts.of(second)
    if _are_of_others(ours, theirs):
        return None
    clashes = list(_clashes(first, second))
    if likeness == "same":
        return "two-identifiers" if clashes else "near-duplicate"
    # Where the titles are only nearly the same, both identifiers may well be right, unless one is
    # nearly the other.
    if clashes:
        is_slip = likeness == "part" and any(starmap(_are_nearly_equal, clashes))
        return "two-identifiers" if is_slip else None
    is_changed = likeness == "one-word" and _are_of_one_author(ours, theirs)
    return "near-duplicate" if is_changed or _name_one(first, second, likeness) else None


def _name_one(first: Entry, second: Entry, likeness: Likeness) -> bool:
    """Whether two titles that are nearly the same are those of one thing."""
    are_one = _is_part if likeness == "part" else _are_spellings
    return any(starmap(are_one, product(_titles(first), _titles(second))))


def _are_of_others(ours: Facts, theirs: Facts) -> bool:
    """Whether two works both name authors, and nobody has written both."""
    pairs = list(product(ours.authors, theirs.authors))
    return bool(pairs) and not any(one.agrees(other) for one, other in pairs)


def _are_of_one_author(ours: Facts, theirs: Facts) -> bool:
    return bool(ours.authors and theirs.authors) and ours.authors[0].agrees(theirs.authors[0])


def _titles(entry: Entry) -> list[str]:
    titles = (entry.title, *entry.aliases)
    return [title for title in titles[:_TITLES] if len(title) <= _LONGEST]


def _clashes(first: Entry, second: Entry) -> Iterator[tuple[str, str]]:
    """The identifiers of one scheme that two entries have and do not share."""
    theirs = by_scheme(second)
    for scheme, own in by_scheme(first).items():
        if theirs.get(scheme, own) != own:
            yield own, theirs[scheme]


def _are_nearly_equal(first: str, second: str) -> bool:
    """Whether one identifier may be a slip of the pen for the other: two characters differ."""
    return len(first) == len(second) and sum(map(str.__ne__, first, second)) <= _SLIPS


def _is_part(first: str, second: str) -> bool:
    """Whether a title is another one without a name before it or a subtitle behind it.

    Where the words just go on, as in "Scene-Aware Dialog" and "Scene-Aware Dialog Generation", they
    are the titles of two works.
    """
    shorter, longer = sorted((first, second), key=len)
    wanted = slug(shorter)
    for mark in _PARTS.finditer(longer):
        if wanted in (slug(longer[: mark.start()]), slug(longer[mark.end() :])):
            return True
    return False


def _are_spellings(first: str, second: str) -> bool:
    """Whether titles with one word else name one thing: by a name, a word more, or a slip."""
    name, colon, _ = first.partition(":")
    if colon and slug(name) == slug(second.partition(":")[0]):
        return True
    ours, theirs = slug(first).split("-"), slug(second).split("-")
    more, less = {*ours} - {*theirs}, {*theirs} - {*ours}
    if len(ours) != len(theirs):
        return True
    return all(
        difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE
        for one, other in zip(more, less, strict=False)
    )


def about_unions(entries: Iterable[Entry], unions: Iterable[Union]) -> Iterator[Finding]:
    """What rests on the title alone although its places lead somewhere, and not to one place.

    Args:
        entries: The entries of the list.
        unions: Which records were taken for one work when it was read. What a file holds comes
            without them, and its works are told as far as their mentions tell.
    """
    told: set[str] = set()
    joined: set[str] = set()
    for union in unions:
        entry, record = union.entry, union.record
        joined.add(entry.id)
        leads = _leads(record)
        if not union.comparison.by_title_alone or not leads or not _leads(entry) - leads:
            continue
        if entry.id not in told and not _is_dated_alike(entry, record):
            told.add(entry.id)
            yield _by_title_alone(entry)
    for entry in entries:
        if entry.id not in joined and not entry.authors and _lead_apart(entry.mentions):
            yield _by_title_alone(entry)


def _by_title_alone(entry: Entry) -> Finding:
    links = list(dict.fromkeys(mention.url for mention in entry.mentions if mention.url))
    leads = (
        f"leads to {' and to '.join(map(quoted, links[:2]))}" if len(links) > 1 else "has two links"
    )
    message = f"{quoted(entry.title)} {leads}. If that is one work, give it one link."
    return finding("title-alone", message, entry.mentions, entry)


def _lead_apart(mentions: Sequence[Mention]) -> bool:
    """Whether places of a work link different papers, and no date in common makes them one.

    Other links, as to a page of the project, may stand beside one that they have in common.
    """
    leads: dict[PartialDate | None, set[str]] = {}
    for mention in mentions:
        if mention.url and role_of_target(mention.url) == "paper":
            leads.setdefault(mention.date, set()).add(identify(mention.url) or mention.url)
    linked = set().union(*leads.values())
    dated_alike = set().union(*(own for date, own in leads.items() if date and len(own) > 1))
    return len(linked) > 1 and not linked <= dated_alike


def _is_dated_alike(entry: Entry, record: Entry) -> bool:
    """Whether another place of a work has the date of a record: it is not the title alone then."""
    own = {(mention.path, mention.line) for mention in record.mentions}
    dates = {m.date for m in entry.mentions if m.date and (m.path, m.line) not in own}
    return any(mention.date in dates for mention in record.mentions)


def _leads(entry: Entry) -> set[str]:
    """Where an entry leads: its identifiers, or its link where that is none."""
    link = {entry.url} if entry.url and identify(entry.url) is None else set()
    return {*by_scheme(entry).values(), *link}


def _named(entry: Entry) -> str:
    title = quoted(entry.title)
    return f"{title} ({entry.id})" if by_scheme(entry) else title
