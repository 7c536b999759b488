"""What a reference and a known record of the same work say differently, and who knows more.

Nobody shall be alarmed for nothing: that a reference has the year of the publication and the
catalogue that of the preprint is no contradiction, and authors are compared by what is certain.
"""

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .._records.entries import Entry
from .._records.index import IdentityIndex
from .._records.names import split_name
from .._records.venue import Edition
from .._records.venues import find_venue

_ALIKE = 0.85
"""From which likeness on two titles are spellings of one; different works of a series are above it
only in their numbers, which are compared by themselves."""

_ONE_NAME = 0.7
"""From which likeness on two family names may be spellings of one."""


class Publication(NamedTuple):
    """Where and when a known work was published.

    Attributes:
        venue: The venue, as the record has it.
        edition: What the registry of venues knows of it, or None.
        year: The year of the publication, or None.
    """

    venue: str
    edition: Edition | None
    year: int | None


def publication(known: Entry) -> Publication | None:
    """Where and when a work was published, or None where the record does not say so."""
    if not known.venue or known.status not in ("published", "accepted"):
        return None
    edition = find_venue(known.venue)
    if edition is not None and edition.venue.kind == "repository":
        return None
    year = known.published.year if known.published else None
    return Publication(known.venue, edition, year or (edition.year if edition else None))


def is_cited_as_preprint(entry: Entry) -> bool:
    """Whether a reference says where a work was posted, and not where it was published."""
    return entry.venue is None and (entry.status == "preprint" or entry.arxiv is not None)


def letters(text: str) -> str:
    """The letters and digits of a text without case and accents, as titles are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def titles_of(entry: Entry) -> list[str]:
    """Every title by which a work is known, as titles are compared."""
    names = (entry.title, *entry.aliases, entry.name or entry.title)
    return [letters(name) for name in names]


def has_title(entry: Entry, known: Entry) -> bool:
    """Whether a reference has a title by which the work is known, or the beginning of one.

    What follows a colon is left out often enough.
    """
    own = letters(entry.title)
    main = letters(entry.title.partition(":")[0])
    known_titles = titles_of(known)
    mains = [letters(title.partition(":")[0]) for title in (known.title, *known.aliases)]
    return own in known_titles or own in mains or (main != own and main in known_titles)


def is_misspelt(entry: Entry, known: Entry) -> bool:
    """Whether a title that is not known is a misspelling of one that is, numbers aside."""
    own = letters(entry.title)
    digits = [char for char in own if char.isdigit()]
    for title in (known.title, *known.aliases):
        other = letters(title)
        if [char for char in other if char.isdigit()] == digits and _likeness(own, other) >= _ALIKE:
            return True
    return False


def _likeness(first: str, second: str) -> float:
    matcher = difflib.SequenceMatcher(None, first[:400], second[:400], autojunk=False)
    if matcher.real_quick_ratio() < _ONE_NAME or matcher.quick_ratio() < _ONE_NAME:
        return 0.0
    return matcher.ratio()


def wrong_year(entry: Entry, known: Entry) -> int | None:
    """The year a reference should have, or None where the one it has may be right.

    A preprint may have the year of any of its versions; a publication has the one of its volume,
    or the year before or after, since volumes are printed late and posted early.
    """
    if entry.date is None:
        return None
    year = entry.date.year
    published = publication(known)
    first = known.date.year if known.date else None
    last = published.year if published and published.year else None
    if entry.venue is not None and last is not None and _is_of(entry, published):
        return last if year != last else None
    if entry.venue is None and is_cited_as_preprint(entry) and first is not None:
        latest = max(first + 1, last or first)
        return first if not first <= year <= latest else None
    return None


def _is_of(entry: Entry, published: Publication | None) -> bool:
    """Whether a reference is to this publication, by its conference; journals print late."""
    edition = find_venue(entry.venue) if entry.venue else None
    if edition is None or published is None or published.edition is None:
        return False
    is_one = edition.series == published.edition.series
    return is_one and edition.venue.kind in ("conference", "workshop")


def strange_authors(entry: Entry, known: Entry) -> list[str]:
    """The authors of a reference who are none of the known work.

    Only where all names are known, and where another name stands at their place: lists of
    different lengths differ from version to version, and one person has several spellings.
    """
    if not known.authors or not known.authors_complete or not entry.authors:
        return []
    words = [_words(name) for name in known.authors]
    everybody = frozenset().union(*words)
    strangers = []
    for name in entry.authors:
        own = _words(name)
        if own and own.isdisjoint(everybody) and not _is_spelling_of_any(name, known.authors):
            strangers.append(name)
    return strangers


def _words(name: str) -> frozenset[str]:
    """The words of a name that are more than an initial."""
    return frozenset(word for part in name.split() if len(word := letters(part)) > 1)


def _is_spelling_of_any(name: str, others: Sequence[str]) -> bool:
    family = letters(split_name(name).family)
    families = (letters(split_name(other).family) for other in others)
    return any(_likeness(family, other) >= _ONE_NAME for other in families)


def is_incomplete(entry: Entry, known: Entry) -> bool:
    """Whether a reference names only the first of the authors, who are all known."""
    if not known.authors_complete or len(known.authors) <= len(entry.authors):
        return False
    return not entry.authors_complete or not entry.authors


def names_first(entry: Entry, known: Entry) -> bool:
    """Whether the authors that a reference names are the first of the known ones, in order."""
    pairs = zip(entry.authors, known.authors, strict=False)
    return all(not _words(name).isdisjoint(_words(first)) for name, first in pairs)


def missing_identifiers(entry: Entry, known: Entry) -> Iterator[tuple[str, str]]:
    """The identifiers that a reference lacks, each with its scheme: a DOI, else any at all."""
    doi = known.doi
    if doi and not doi.startswith("10.48550/") and entry.doi in (None, "") and not entry.acl:
        yield "doi", doi
    elif known.arxiv and not (entry.arxiv or entry.doi or entry.openreview or entry.acl):
        yield "arxiv", known.arxiv


def _is_titled_so(entry: Entry, known: Entry) -> bool:
    """Whether a reference has the title of a known work, and an author of it where both name any.

    The identifiers may differ: one of them is wrong, or there is a second version.
    """
    if letters(entry.title) not in titles_of(known):
        return False
    own = [_words(name) for name in entry.authors]
    everybody = frozenset().union(*map(_words, known.authors))
    return not (own and everybody) or any(not words.isdisjoint(everybody) for words in own)


class KnownWorks:
    """The works of a catalogue, to look a reference up in.

    Args:
        index: The index of the catalogue.
    """

    def __init__(self, index: IdentityIndex) -> None:
        self._index = index

    def work(self, entry: Entry) -> Entry | None:
        """The known work that a reference is to, or None.

        An identifier is no proof: a title that is quite another one makes it another work. A
        title is none either where the authors are others.
        """
        for identity in entry.identities:
            known = self.owner(identity)
            if known is not None and (has_title(entry, known) or is_misspelt(entry, known)):
                return known
        known = self._index.find(entry.title)
        return known if known is not None and _is_titled_so(entry, known) else None

    def owner(self, identity: str) -> Entry | None:
        """The known work that has an identity, or None."""
        return self._index.identified(identity)
