"""Whether two records are the same, versions of one work, or different works.

What people suffer from is wrong union: two works with one title, a preprint joined with somebody
else's, the editions of a book. So records are the same only where an identifier says so, or where
title, first author and year agree and nothing contradicts. Where one side names no authors, as in
most lists, the title must do; that is said wherever it matters. What agrees like that but appeared
in two places, as a preprint and its publication do, are versions of one work.

The rules stay in one module, because each is right only beside those that speak before it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from .._public import public
from .dates import PartialDate
from .entries import Entry
from .identifiers import title_identity
from .names import split_name, without_et_al
from .venues import find_venue


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


# Between its first version and its publication a work takes a year, and sometimes longer.
_YEARS_APART = 1
_YEARS_TO_PUBLICATION = 4

# How many of the authors are compared; some works name hundreds.
_AUTHORS = 40

# What stands for authors where there are none.
_NOBODY = frozenset(
    ["", "anonymous", "anon", "unknown", "various", "variousauthors", "authorsunknown"]
)

# A chapter is not its book, and a thesis not the article with its title. Other types of entries say
# too little: the same paper is `misc`, `article` and `inproceedings` in three files.
_FORMS = {
    "book": "book",
    "collection": "book",
    "mvbook": "book",
    "edbook": "book",
    "chap": "chapter",
    "chapter": "chapter",
    "inbook": "chapter",
    "incollection": "chapter",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thes": "thesis",
    "thesis": "thesis",
}


@attrs.frozen
class _Person:
    family: str
    words: frozenset[str]

    def agrees(self, other: "_Person") -> bool:
        """Whether two names may be one person's, in whichever order their words stand."""
        return self.family in other.words or other.family in self.words


@attrs.frozen
class Facts:
    """What is compared of a record, or of the records that are one already."""

    titles: frozenset[str]
    identities: frozenset[str]
    authors: tuple[_Person, ...]
    dates: frozenset[PartialDate]
    stage: str | None
    series: str | None
    details: tuple[tuple[str, str], ...]
    in_file: tuple[tuple[str, str], ...]
    """Every field as it stands in a reference file; nothing, if it is from none."""

    @classmethod
    def of(cls, entry: Entry) -> "Facts":
        """What is compared of an entry."""
        stage, series = _publication(entry)
        dates = [date for date in (entry.date, entry.published) if date]
        return cls(
            titles=titles_of(entry),
            identities=identifiers_of(entry),
            authors=_people(entry.authors),
            dates=frozenset(dates),
            stage=stage,
            series=series,
            details=tuple(_details(entry)),
            in_file=entry.extra,
        )

    def joined(self, other: "Facts") -> "Facts":
        """What is compared of the two, once they are one."""
        stages = [stage for stage in (self.stage, other.stage) if stage]
        return Facts(
            titles=self.titles | other.titles,
            identities=self.identities | other.identities,
            authors=self.authors or other.authors,
            dates=self.dates | other.dates,
            stage=max(stages, default=None),  # "published" says more than "preprint".
            series=self.series or other.series,
            details=tuple({**dict(other.details), **dict(self.details)}.items()),
            in_file=self.in_file if other.in_file else (),
        )


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
    return first.stage == "published" and both and first.series != second.series


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


def titles_of(entry: Entry) -> frozenset[str]:
    """Every title of an entry, as titles are compared."""
    return frozenset(map(title_identity, (entry.title, *entry.aliases)))


def identifiers_of(entry: Entry) -> frozenset[str]:
    """The identities of an entry, without that of its title."""
    return frozenset(one for one in entry.identities if not one.startswith("title:"))


def _letters(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def _people(authors: Sequence[str]) -> tuple[_Person, ...]:
    names, _ = without_et_al(authors)
    return tuple(_person(name) for name in names[:_AUTHORS] if _letters(name) not in _NOBODY)


def _person(name: str) -> _Person:
    family = _letters(split_name(name).family)
    return _Person(family, frozenset((family, *map(_letters, re.split(r"[\s,.]+", name)))))


def _publication(entry: Entry) -> tuple[str | None, str | None]:
    """Whether a record is of a preprint or of what was published, and in which series."""
    edition = find_venue(entry.venue) if entry.venue else None
    is_repository = edition is not None and edition.venue.kind == "repository"
    if entry.status in ("preprint", "under-review") or is_repository:
        return "preprint", None
    series = None
    if entry.venue:
        series = edition.series if edition else _letters(re.sub(r"\d+", "", entry.venue))
    if entry.venue or entry.published or entry.status is not None:
        return "published", series
    return ("preprint" if entry.arxiv else None), None


def _details(entry: Entry) -> Iterable[tuple[str, str]]:
    """What tells one issue, edition or form of a publication from another."""
    extra = {name.lower(): value for name, value in entry.extra}
    for name, value in (
        ("volume", entry.volume),
        ("number", entry.number),
        ("edition", extra.get("edition")),
    ):
        if value and _letters(value):
            yield name, _letters(value)
    first_page = re.match(r"\W*(\w+)", entry.pages or "")
    if first_page:
        yield "pages", first_page[1].casefold()
    if form := _FORMS.get(extra.get("entrytype", "").lower()):
        yield "form", form
