"""What is compared of a record to find out whether another one is the same."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import attrs

from .citekeys import ASCII
from .dates import PartialDate
from .entries import Entry
from .identifiers import title_identity
from .names import split_name, without_et_al
from .venues import find_venue

# How many of the authors are compared; some works name hundreds.
_AUTHORS = 40

# How letters are spelled out where a keyboard lacks them; others drop the marks instead.
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "ae", "Ö": "oe", "Ü": "ue", "Ø": "oe", "Å": "aa"}
)

# The words that abbreviated names of journals leave out.
_SMALL_WORDS = frozenset(
    "a an and at de der des die du et for fur für in la le of on the to und".split()
)

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
class Person:
    """An author, as far as names are compared.

    Attributes:
        family: The letters of the family name.
        words: Those of every word of the name, and of the family name spelled out.
    """

    family: str
    words: frozenset[str]

    def agrees(self, other: "Person") -> bool:
        """Whether two names may be one person's, in whichever order their words stand."""
        return self.family in other.words or other.family in self.words


@attrs.frozen
class Facts:
    """What is compared of a record, or of the records that are one already.

    Attributes:
        titles: Its titles, as `title_identity` has them.
        identities: Its identifiers, as identities.
        authors: Its first authors.
        dates: When it first appeared, and when at its venue.
        stage: `preprint` or `published`; None where nothing says.
        series: The series of its venue, if it was published.
        venue: The words of a venue that the registry does not know, without the small ones.
        details: What tells one issue, edition or form from another: its name and value.
        in_file: Every field as it stands in a reference file; nothing, if it is from none.
    """

    titles: frozenset[str]
    identities: frozenset[str]
    authors: tuple[Person, ...]
    dates: frozenset[PartialDate]
    stage: str | None
    series: str | None
    details: tuple[tuple[str, str], ...]
    in_file: tuple[tuple[str, str], ...]
    venue: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Entry) -> "Facts":
        """What is compared of an entry."""
        stage, series, venue = _publication(entry)
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
            venue=venue,
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
            venue=self.venue if self.series else other.venue,
        )


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


def _people(authors: Sequence[str]) -> tuple[Person, ...]:
    names, _ = without_et_al(authors)
    return tuple(_person(name) for name in names[:_AUTHORS] if _letters(name) not in _NOBODY)


def _person(name: str) -> Person:
    family = _family(split_name(name).family)
    words = {family, *map(_family, re.split(r"[\s,.]+", name))}
    if not name.isascii():
        words.add(_letters(split_name(name).family.translate(_SPELLED_OUT)))
    return Person(family, frozenset(words))


def _family(name: str) -> str:
    """The letters of a name, those of ASCII in place of what has no other mark on it."""
    return _letters(name if name.isascii() else name.translate(ASCII))


def _publication(entry: Entry) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Whether a record is of a preprint or of what was published, in which series and venue."""
    edition = find_venue(entry.venue) if entry.venue else None
    is_repository = edition is not None and edition.venue.kind == "repository"
    if entry.status in ("preprint", "under-review") or is_repository:
        return "preprint", None, ()
    series: str | None = None
    words: tuple[str, ...] = ()
    if edition is not None:
        series = edition.series
    elif entry.venue:
        name = re.sub(r"\d+", "", entry.venue)
        series, words = _letters(name), _words(name)
    if entry.venue or entry.published or entry.status is not None:
        return "published", series, words
    return ("preprint" if entry.arxiv else None), None, ()


def _words(name: str) -> tuple[str, ...]:
    """The words of a venue's name, without the small ones."""
    words = map(_letters, re.split(r"[\W_]+", name))
    return tuple(word for word in words if word and word not in _SMALL_WORDS)


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
