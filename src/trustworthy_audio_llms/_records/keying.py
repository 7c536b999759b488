"""Entries with citation keys that are unique in their collection."""

import itertools
from collections import Counter
from collections.abc import Sequence

import attrs

from .citekeys import Claim, citekey_for, distinct_citekeys
from .dates import PartialDate
from .entries import Entry
from .identifiers import title_identity

# How many keys are kept from other works because records of one would have had them. The records of
# a work name one or two first authors, years and titles; it is more only in hostile lists.
_FORMER = 64


def with_distinct_citekeys(
    entries: Sequence[Entry], *, settled: int = 0, former: Sequence[tuple[str, ...]] = ()
) -> tuple[Entry, ...]:
    """The same entries, with citation keys that are unique without regard to case.

    Of works that would share a key, one that somebody cites by it keeps it: the first of the
    settled ones, of those that are verified (which a released catalogue holds), or of those whose
    key was chosen and does not follow from their facts. All others get letters behind it.

    Args:
        entries: The works.
        settled: How many of the first ones keep their keys in any case.
        former: For each work, the other keys that it would have by some of its records alone.
            No other work gets one of them.
    """
    if not former and len({entry.citekey.lower() for entry in entries}) == len(entries):
        return tuple(entries)  # As nearly always.
    had = former or [()] * len(entries)
    rows = [{e.citekey.lower(), *map(str.lower, h)} for e, h in zip(entries, had, strict=True)]
    counts = Counter(itertools.chain.from_iterable(rows))
    if len(counts) == sum(map(len, rows)):
        return tuple(entries)
    found = distinct_citekeys(
        _claim(
            entry,
            keys,
            is_settled=number < settled,
            is_shared=counts[entry.citekey.lower()] > 1,
        )
        for number, (entry, keys) in enumerate(zip(entries, had, strict=True))
    )
    return tuple(
        entry if entry.citekey == key else attrs.evolve(entry, citekey=key)
        for entry, key in zip(entries, found, strict=True)
    )


def _claim(entry: Entry, former: tuple[str, ...], *, is_settled: bool, is_shared: bool) -> Claim:
    # Whether a key was chosen takes long to find out, and matters only where others have it too.
    is_cited = is_settled or entry.verified or (is_shared and _is_chosen(entry))
    return Claim(entry.citekey, (title_identity(entry.title), entry.id), is_cited, former)


def _is_chosen(entry: Entry) -> bool:
    return entry.citekey != citekey_for(entry.authors, entry.date, entry.title)


def former_keys(records: Sequence[Entry]) -> tuple[str, ...]:
    """The keys that a work has by some of its records alone: those that were chosen or made.

    Whoever reads only these records has it under such a key. Which record is read first, or names
    the year that is taken, decides no more than which of these keys the work has.

    Args:
        records: The records of one work.
    """
    if len(records) == 1:
        return ()
    authors = dict.fromkeys(record.authors[:1] for record in records)
    dates = dict.fromkeys(PartialDate(r.date.year) if r.date else None for r in records)
    titles = dict.fromkeys(title for r in records for title in (r.title, *r.aliases))
    made = itertools.starmap(citekey_for, itertools.product(authors, dates, titles))
    keys = itertools.chain((record.citekey for record in records), itertools.islice(made, _FORMER))
    return tuple(dict.fromkeys(keys))
