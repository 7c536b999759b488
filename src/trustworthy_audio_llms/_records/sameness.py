"""Whether two records are the same, versions of one work, or different works.

What people suffer from is wrong union: two works with one title, a preprint joined with somebody
else's, the editions of a book. So records are the same only where an identifier says so, or where
title, first author and year agree and nothing contradicts. Where one side names no authors, as in
most lists, the title must do; that is said wherever it matters. What agrees like that but appeared
in two places, as a preprint and its publication do, are versions of one work.

What is compared stands in `facts`; the rules speak in order, and each is right only after those
before it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from .._public import public
from .entries import Entry
from .facts import Facts


@public
class Relation(StrEnum):
    """How two records are related."""

    SAME = "same"
    VERSION = "version"
    DIFFERENT = "different"


@attrs.frozen
class Comparison:
    """How two records are related, and what that rests on.

    Attributes:
        relation: How they are related.
        reason: What it rests on, in words that follow "because of".
        by_title_alone: Whether it rests on the title alone.
    """

    relation: Relation
    reason: str
    by_title_alone: bool = False


MOST_COMPARED = 16
"""How many works of one title a record is compared with. More have it only in hostile lists, and in
magazines whose columns all have one title."""

# Between its first version and its publication a work takes a year, and sometimes longer.
_YEARS_APART = 1
_YEARS_TO_PUBLICATION = 4


def relation(first: Entry, second: Entry) -> Relation:
    """Say how two records are related.

    Args:
        first: A record.
        second: Another one.
    """
    return compare(Facts.of(first), Facts.of(second)).relation


def compare(first: Facts, second: Facts) -> Comparison:
    """Say how two records are related, and why.

    Args:
        first: What one record says.
        second: What the other says.
    """
    titles_agree = not first.titles.isdisjoint(second.titles)
    shared = sorted(first.identities & second.identities)
    if shared:
        if not titles_agree and _share_no_author(first, second):
            return _different(f"{shared[0]} under other titles and authors")
        return Comparison(Relation.SAME, shared[0])
    if not titles_agree:
        return _different("different titles")
    if not (first.authors and second.authors):
        return _by_title(first, second)
    if not first.authors[0].agrees(second.authors[0]):
        return _different("different first authors")
    return _of_one_author(first, second)


def _of_one_author(first: Facts, second: Facts) -> Comparison:
    """Compare records that agree in title and first author."""
    if appeared_apart(first, second):
        if _years_between(first, second) > _YEARS_TO_PUBLICATION:
            return _different("years that are far apart")
        return Comparison(Relation.VERSION, "title and first author, published in two places")
    if contradiction := _contradiction(first, second):
        return _different(contradiction)
    return Comparison(Relation.SAME, "title, first author and year")


def _by_title(first: Facts, second: Facts) -> Comparison:
    """Compare records that agree in their title, where one of them names no authors."""
    if contradiction := _contradiction(first, second, with_years=False):
        return _different(contradiction)
    if first.in_file and second.in_file and not _is_one_issue(first, second):
        return _different("nothing but the title agrees")
    return Comparison(Relation.SAME, "title alone", by_title_alone=True)


def _is_one_issue(first: Facts, second: Facts) -> bool:
    """Whether two records of reference files say the same of where and when a work appeared.

    Magazines have columns of one title in every issue, and the records name no authors. Only where
    both are one record of a file may one say more, since it was filled from elsewhere.
    """
    if first.in_file != second.in_file:
        return (first.dates, first.series, first.details) == (
            second.dates,
            second.series,
            second.details,
        )
    if first.dates and second.dates and first.dates.isdisjoint(second.dates):
        return False
    known = dict(first.details)
    agree = all(known.get(name, value) == value for name, value in second.details)
    return agree and (None in (first.series, second.series) or first.series == second.series)


def appeared_apart(first: Facts, second: Facts) -> bool:
    """Whether the records are of two publications: a preprint and a paper, or two venues."""
    if first.stage != second.stage:
        return None not in (first.stage, second.stage)
    both = first.series is not None and second.series is not None
    if first.stage != "published" or not both or first.series == second.series:
        return False
    return not (_abbreviates(first.venue, second.venue) or _abbreviates(second.venue, first.venue))


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of a venue's name abbreviate another one: `J Med Internet Res`."""
    return 0 < len(short) == len(long) and all(
        word[0] == whole[0] and _has_letters(whole, word)
        for word, whole in zip(short, long, strict=True)
    )


def _has_letters(whole: str, word: str) -> bool:
    """Whether a word is made of letters of another one, in their order: `natl` of `national`."""
    letters = iter(whole)
    return all(letter in letters for letter in word)


def identifiers_conflict(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether two sets of identities have different identifiers of one scheme.

    Args:
        first: Identities that share none with the others.
        second: The others.
    """
    schemes = {identity.partition(":")[0] for identity in first}
    return not schemes.isdisjoint(identity.partition(":")[0] for identity in second)


def _contradiction(first: Facts, second: Facts, *, with_years: bool = True) -> str | None:
    """What keeps two records of one title from being the same, or None.

    The years count where authors agree. In a list, which names none, a line may have the year of
    the preprint and another one that of the venue.
    """
    if identifiers_conflict(first.identities, second.identities):
        return "different identifiers of one scheme"
    if with_years and _years_between(first, second) > _YEARS_APART:
        return "different years"
    details = dict(second.details)
    for name, value in first.details:
        if details.get(name, value) != value:
            return f"different {name}"
    return None


def _different(reason: str) -> Comparison:
    return Comparison(Relation.DIFFERENT, reason)


def _share_no_author(first: Facts, second: Facts) -> bool:
    """Whether both name authors, and none in common."""
    pairs = [(one, other) for one in first.authors for other in second.authors]
    return bool(pairs) and not any(one.agrees(other) for one, other in pairs)


def _years_between(first: Facts, second: Facts) -> int:
    """How far apart the nearest years of two records are; 0 where one has none."""
    return min((abs(a.year - b.year) for a in first.dates for b in second.dates), default=0)
