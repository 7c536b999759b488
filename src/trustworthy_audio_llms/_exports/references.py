"""What a reference says of a work, whatever the format it is written in."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote

from .._records.dates import PartialDate
from .._records.entries import Entry, Paper
from .._records.keying import with_distinct_citekeys
from .._records.names import is_name, without_et_al
from .._records.schemes import ARXIV, DOI, SCHEMES
from .._records.venue import Edition
from .._records.venues import find_venue
from .._text import clean_line
from .foreign import is_article, is_from_file

Form = Literal["article", "paper", "preprint", "manuscript", "dataset", "software", "other"]
"""What is cited: an article in a journal, a paper in proceedings, a preprint, a manuscript under
review, a dataset or a program of its own, or something whose home nobody knows."""

# What lists write in the place of a venue where there is none.
_NO_VENUE = re.compile(r"pre-?prints?|arxiv\b.*", re.I)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
THIS_YEAR = 2026
"""The year of this release: what was accepted for an earlier one has appeared by now."""

_UNSAFE_IN_URL = re.compile(r"[^!-~]|[{}\\<>\"^|`]")


class Reference(NamedTuple):
    """A work as a reference to it needs it: clean text, and only what may be claimed.

    Texts have passed `clean_line`, and an empty one is None.

    Attributes:
        key: The citation key; it differs from all others of the export in more than case.
        entry: The work.
        form: What kind of thing is cited.
        title: The title; the key where it holds nothing that can be written.
        authors: Full names, without those that hold no name.
        more_authors: Whether there are more than these.
        date: When it was published, where that is known, else its first public version; only what
            is known of the day that is meant.
        venue: The title of the journal or proceedings it appeared in; not where it is under
            review, which would claim acceptance.
        edition: What the registry of venues knows of that, or None.
        home: Where it can be had, for styles that print neither identifiers nor links: only for
            what no venue published.
        doi: The DOI; for what is on arXiv alone, the one that arXiv gives it.
        url: The link, percent-encoded so that no format needs to escape it.
        is_awaited: Whether it was accepted and has not yet appeared.
        remarks: What a reader must know before citing it, without the last full stop.
        keywords: The keywords, without the commas and semicolons that part one from the next.
        abstract: What it is, in a sentence.
    """

    key: str
    entry: Entry
    form: Form
    title: str
    authors: list[str]
    more_authors: bool
    date: PartialDate | None
    venue: str | None
    edition: Edition | None
    home: str | None
    doi: str | None
    url: str | None
    is_awaited: bool
    remarks: str | None
    keywords: list[str]
    abstract: str | None


def keyed(entries: Iterable[Entry]) -> list[tuple[str, Entry]]:
    """Entries with their citation keys, which differ in more than case.

    Those of one catalog do already. Entries that come from several get distinct keys here.
    """
    return [(entry.citekey, entry) for entry in with_distinct_citekeys(list(entries))]


def references(entries: Iterable[Entry], *, short_venues: bool = False) -> Iterator[Reference]:
    """What references to these entries say.

    Args:
        entries: The works.
        short_venues: Whether venues go by their short names (`ICASSP 2026`).
    """
    for key, entry in keyed(entries):
        edition = find_venue(entry.venue) if entry.venue else None
        venue = _venue(entry, short_venues)
        form = _form(entry, venue, edition)
        doi = _doi(entry, form)
        url = _url(entry)
        authors, more = without_et_al(entry.authors)
        date = _date(entry, venue, edition)
        is_awaited = _is_awaited(entry, venue, date)
        yield Reference(
            key=key,
            entry=entry,
            form=form,
            title=clean_line(entry.title) or key,
            authors=list(filter(is_name, authors)),
            more_authors=more or not entry.authors_complete,
            date=date,
            venue=venue,
            edition=edition if venue else None,
            home=_home(entry, doi, url) if form not in ("article", "paper") else None,
            doi=doi,
            url=url,
            is_awaited=is_awaited,
            remarks=_remarks(entry, doi, url, is_awaited=is_awaited),
            keywords=list(filter(None, map(_keyword, entry.keywords))),
            abstract=clean_line(entry.abstract or entry.description or "") or None,
        )


def _venue(entry: Entry, short: bool) -> str | None:
    """The venue as a reference names it; what only keeps what was posted is none."""
    if entry.venue is None or entry.status == "under-review":
        return None
    return _venue_named(entry.venue, short)


@functools.lru_cache(maxsize=1 << 12)  # The works of a catalog share their venues.
def _venue_named(text: str, short: bool) -> str | None:
    edition = find_venue(text)
    if edition is None:
        venue = clean_line(text)
        return None if not venue or _NO_VENUE.fullmatch(venue) else venue
    if edition.venue.kind == "repository":
        return None
    if edition.venue.kind == "journal":  # Its name carries no year.
        return edition.venue.series if short else edition.venue.title
    return str(edition) if short else edition.title


def _date(entry: Entry, venue: str | None, edition: Edition | None) -> PartialDate | None:
    """When it was published: as it says, else the year of its venue, without a preprint's month."""
    if entry.published and entry.status != "under-review":
        return entry.published
    if venue is None or entry.venue is None:
        return entry.date
    if edition and edition.year:
        return PartialDate(edition.year)
    years = _YEAR.findall(entry.venue)
    year = int(years[-1]) if years else entry.year
    return PartialDate(year) if year else None


def _is_awaited(entry: Entry, venue: str | None, date: PartialDate | None) -> bool:
    """Whether it was accepted and has not yet appeared, as far as its venue's year says."""
    if entry.status != "accepted" or entry.published:
        return False
    return venue is None or date is None or date.year >= THIS_YEAR


def _form(entry: Entry, venue: str | None, edition: Edition | None) -> Form:
    """A benchmark or dataset that was published or posted as a paper is cited as that paper."""
    if entry.status == "under-review":
        return "manuscript"
    if venue:
        return "article" if _is_in_a_journal(entry, edition) else "paper"
    if entry.arxiv or entry.status == "preprint":
        return "preprint"
    if entry.kind in ("benchmark", "dataset") and not _is_posted(entry):
        return "dataset"
    return "software" if entry.kind == "toolkit" else "other"


def _is_in_a_journal(entry: Entry, edition: Edition | None) -> bool:
    """Whether its venue is a journal: by the registry, else by the file it was read from."""
    return edition.venue.kind == "journal" if edition else is_article(entry) or False


def _home(entry: Entry, doi: str | None, url: str | None) -> str | None:
    """The identifier by which it is found, else its address without what every address has."""
    if entry.arxiv:
        category = f" [{entry.arxiv_category}]" if entry.arxiv_category else ""
        return clean_line(f"{ARXIV.label}:{entry.arxiv}{category}")
    for scheme in SCHEMES.values():
        if scheme is not DOI and (identifier := getattr(entry, scheme.name, None)):
            return f"{scheme.label}: {identifier}"
    if doi:
        return f"doi:{doi}"
    return re.sub(r"^https?://(?:www\.)?|/$", "", url) if url else None


def _is_posted(entry: Entry) -> bool:
    """Whether an archive has it as a paper, under an identifier that is no DOI."""
    return any(
        getattr(entry, scheme.name, None) for scheme in SCHEMES.values() if scheme is not DOI
    )


def _doi(entry: Entry, form: Form) -> str | None:
    if entry.doi:
        return clean_line(entry.doi)
    if entry.arxiv and form in ("preprint", "manuscript"):
        return f"10.48550/arXiv.{entry.arxiv}"
    return None


def _url(entry: Entry) -> str | None:
    """The list's link, else the page of an identifier, else that of the data or the code.

    A DOI has a field of its own in every format, and the page it leads to is no news.
    """
    url = entry.url or _page(entry) or entry.data or entry.code
    if url and _UNSAFE_IN_URL.search(url):
        return _UNSAFE_IN_URL.sub(lambda found: quote(found[0]), clean_line(url))
    return url


def _page(entry: Entry) -> str | None:
    for scheme in SCHEMES.values():
        if scheme is not DOI and (identifier := getattr(entry, scheme.name, None)):
            return scheme.page_of(identifier)
    return None


def _remarks(entry: Entry, doi: str | None, url: str | None, *, is_awaited: bool) -> str | None:
    """Unverified comes first, so that nobody cites by accident what nobody can find.

    The arXiv id stands here where no link shows it: several readers drop the field for it.
    """
    remarks = [*_notes(entry), _stage(entry, is_awaited=is_awaited)]
    if not isinstance(entry, Paper):
        remarks.append(entry.kind.capitalize())
    if entry.arxiv and not _shows(entry.arxiv, doi, url):
        remarks.append(f"Preprint arXiv:{entry.arxiv}")
    lines = [clean_line(remark).rstrip(".") for remark in remarks if remark]
    return ". ".join(filter(None, lines)) or None


def _notes(entry: Entry) -> list[str]:
    """Whether it can be trusted that there is such a work, and the note on it."""
    if is_from_file(entry):  # Its author vouches for it, and nobody else was asked.
        return [entry.note or "", *_notes_in_file(entry)]
    if not entry.verified:
        return ["Unverified", entry.note or "No two independent sources confirm this work"]
    return [entry.note or ""]


def _stage(entry: Entry, *, is_awaited: bool) -> str:
    """How far it is from being published, where it is on the way."""
    if entry.status == "under-review":
        return f"Under review at {entry.venue}" if entry.venue else "Under review"
    return "To appear" if is_awaited else ""


def _shows(arxiv: str, doi: str | None, url: str | None) -> bool:
    """Whether the DOI or the link has the arXiv id in it."""
    return arxiv in (doi or "") or arxiv in (url or "")


def _notes_in_file(entry: Entry) -> list[str]:
    """The notes of a reference file, but for those that only repeat an identifier or a kind."""
    identifiers = [getattr(entry, name, None) for name in SCHEMES]
    said = {entry.kind, *(value.lower() for value in identifiers if value)}
    notes = [value for name, value in entry.extra if name in ("note", "N1")]
    return [note for note in notes if not any(value in note.lower() for value in said)]


@functools.lru_cache(maxsize=1 << 12)
def _keyword(keyword: str) -> str:
    return clean_line(re.sub("[,;]", " ", keyword))
