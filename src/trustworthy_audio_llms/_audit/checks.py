"""What is wrong with a list: findings about its entries, links and files.

Each check is one function that yields findings; `CODES` says what each code means. A check speaks
up only where a maintainer would fix something: titles that are merely alike, or dates a few days
apart, are left alone.

The checks stay in one module, because a new one must be held against those it must not repeat.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from .._lists.links import host_of, role_of_target
from .._records.dates import PartialDate
from .._records.entries import Entry, Mention, Skipped
from .._records.identifiers import identify, slug
from .._records.index import IdentityIndex, by_scheme
from .._records.schemes import SCHEMES
from .._records.skipping import SkipReason
from .._records.uniting import Union
from .._text import is_web_link
from . import references
from .codes import CODES, finding, quoted
from .comparison import KnownWorks
from .finding import Finding
from .habits import told_once
from .likeness import abbreviates
from .pairs import about_pairs, about_unions

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_TITLES = 5  # How many titles, or dates, a finding names.
_MONTH = datetime.timedelta(days=31)
_DAYS_TO_ANNOUNCE = datetime.timedelta(days=7)


def audit(
    entries: Sequence[Entry],
    skipped: Iterable[Skipped],
    against: IdentityIndex | None = None,
    unions: Iterable[Union] = (),
) -> list[Finding]:
    """Look for what is wrong with a list.

    Args:
        entries: The entries of the list.
        skipped: What was not read as an entry.
        against: Entries that are known to be right.
        unions: Which records were taken for one work when it was read.

    Returns:
        Findings, the most severe first, those of one code in the order of the list.
    """
    listed = [entry for entry in entries if not references.is_reference(entry)]
    found = [*_about_files(skipped), *about_pairs(listed), *about_unions(unions)]
    found += told_once(_about_works(listed), listed)
    for entry in listed:
        match = against.same(entry) if against else None
        if match is not None:
            found += _against_what_is_known(entry, match)
    cited = [entry for entry in entries if references.is_reference(entry)]
    known_works = KnownWorks(against) if against else None
    found += references.audit_references(cited, skipped, known_works, unions)
    severities = ("error", "warning", "info")
    order = {code: place for place, code in enumerate((*CODES, *references.CODES))}
    return sorted(found, key=lambda one: (severities.index(one.severity), order[one.code]))


def _about_works(entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        yield from _about_titles(entry)
        yield from _about_dates(entry)
        yield from _about_links(entry)


def _about_files(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for line in skipped:
        where = (Mention(line.path, line.line),)
        if line.code is SkipReason.DEAD_LINK:
            yield finding("dead-link", f"This is {line.reason}. Fix or drop it.", where)
        elif line.code is SkipReason.EMPTY_SECTION:
            yield finding("no-entries", f"This is {line.reason}. Fill or drop it.", where)


def is_in_capitals(title: str) -> bool:
    """Whether a title is in capitals; names, of one word or two, may be."""
    letters = [char for char in title if char.isalpha()]
    return len(title.split()) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _letters(title: str) -> str:
    """A title as it is compared: `multi-modal` and `Multimodal` are the same."""
    return slug(title).replace("-", "")


_NAME_BEHIND = re.compile(r"\s?[(（][A-Za-z][\w+.-]{1,24}[)）]$")
_WORDS_OF_A_NAME, _LONG_TITLE = 3, 4


def _about_titles(entry: Entry) -> Iterator[Finding]:
    titled = _titles(entry)
    spelled: dict[str, str] = {}
    for title, _ in titled:
        spelled.setdefault(_letters(_NAME_BEHIND.sub("", title)), title)
    # A table may have the short name of what a full title names before its colon, and an overview
    # any short name.
    names = {_letters(title.partition(":")[0]) for title in spelled.values() if ":" in title}
    names.add(_letters(entry.name or ""))
    longest = max(len(title.split()) for title in spelled.values())
    different = [
        title
        for letters, title in spelled.items()
        if letters not in names and (len(title.split()) > _WORDS_OF_A_NAME or longest < _LONG_TITLE)
    ]
    different = _without_abbreviated(different[: _TITLES + 1])
    if len(different) > 1:
        said = " and ".join(map(quoted, different[:_TITLES]))
        message = f"{entry.id} is {said}. Use the title it has now, or fix the link."
        yield finding("two-titles", message, entry.mentions, entry)
    if shouted := [(title, where) for title, where in titled if is_in_capitals(title)]:
        message = f"{quoted(shouted[0][0])} is in capitals. Write it as people cite it."
        yield finding("title-in-capitals", message, _places(shouted), entry)


def _without_abbreviated(titles: Sequence[str]) -> list[str]:
    """Titles without those that are others in short, as an overview may have them."""
    return [
        title
        for title in titles
        if not any(abbreviates(title, other) for other in titles if other != title)
    ]


def _titles(entry: Entry) -> list[tuple[str, Mention | None]]:
    """The titles of an entry as its list writes them, or else its own."""
    return [(m.title, m) for m in entry.mentions if m.title] or [(entry.title, None)]


def _dates(entry: Entry) -> list[tuple[PartialDate, Mention | None]]:
    """The dates of an entry as its list writes them, or else its own."""
    dated: list[tuple[PartialDate, Mention | None]] = [
        (m.date, m) for m in entry.mentions if m.date
    ]
    return dated or ([(entry.date, None)] if entry.date else [])


def _places(said: Iterable[tuple[object, Mention | None]]) -> list[Mention]:
    return [mention for _, mention in said if mention]


def _needs_no_date(entry: Entry) -> bool:
    """Whether a list would not date it: programs and models grow, and a title may name a year."""
    role = role_of_target(entry.url or "")
    is_model = role is None and host_of(entry.url or "") == "huggingface.co"
    return role == "code" or is_model or any(_YEAR.search(title) for title, _ in _titles(entry))


def _about_dates(entry: Entry) -> Iterator[Finding]:
    dated = _dates(entry)
    if not dated:
        if entry.note is None and not _needs_no_date(entry):
            message = f"{quoted(entry.title)} has no date. Add that of its first version."
            yield finding("no-date", message, entry.mentions, entry)
        return
    if max(d.earliest for d, _ in dated) - min(d.latest for d, _ in dated) > _MONTH:
        message = f"{quoted(entry.title)} is dated {_said(sorted(dated, key=lambda one: one[0]))}."
        yield finding("dates-apart", f"{message} Use one date.", _places(dated), entry)
    if entry.arxiv is None:
        return
    wrong = [(date, where) for date, where in dated if _is_wrong(date, entry, entry.arxiv)]
    if wrong:
        message = (
            f"{quoted(entry.title)} is dated {_said(wrong)}, but arXiv:{entry.arxiv} is of "
            f"{arxiv_month(entry.arxiv)}. Fix the date or the identifier."
        )
        yield finding("date-and-arxiv", message, _places(wrong), entry)


def _said(dated: Iterable[tuple[PartialDate, object]]) -> str:
    return " and ".join(list(dict.fromkeys(str(date) for date, _ in dated))[:_TITLES])


def arxiv_month(arxiv: str) -> PartialDate:
    """The month an identifier names: https://info.arxiv.org/help/arxiv_identifier.html."""
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return PartialDate(year + (1900 if year > 90 else 2000), month)


def contradicts_arxiv(date: PartialDate, arxiv: str) -> bool:
    """Whether the first version of a work cannot be of this date, by its arXiv identifier.

    An identifier counts by the month of its announcement. A work that was submitted in the last
    days of a month, or held for a while, is announced in the next one.

    Args:
        date: The date, as exact as it is known.
        arxiv: A canonical identifier, `2405.19103` or `cs/0112017`.
    """
    announced, first, last = (
        day.year * 12 + day.month
        for day in (arxiv_month(arxiv).earliest, date.earliest, date.latest)
    )
    return first > announced or last < announced - 1


def _is_wrong(date: PartialDate, entry: Entry, arxiv: str) -> bool:
    """Whether the date of a work in a list contradicts its arXiv identifier.

    One beside a venue, or a year alone, may be that of its appearance there. And what is submitted
    in the last days of a month is announced in the first days of the next one.
    """
    if not contradicts_arxiv(date, arxiv):
        return False
    announced = arxiv_month(arxiv)
    is_later = date.earliest > announced.latest
    if entry.venue and entry.status != "preprint" and (is_later or not date.month):
        return False
    if not date.month:
        return date.year != announced.year + 1
    return not is_later or date.earliest > announced.latest + _DAYS_TO_ANNOUNCE


def _about_links(entry: Entry) -> Iterator[Finding]:
    linked = [(m.url, m) for m in entry.mentions if m.url]
    if not linked and entry.url is None and not by_scheme(entry) and entry.note is None:
        message = f"{quoted(entry.title)} has no link. Add the page of the work."
        yield finding("no-link", message, entry.mentions, entry)
    for url, mention in linked:
        if not leads_somewhere(url):
            message = f"{quoted(url)} is no link to {quoted(entry.title)}. Give its address."
            yield finding("malformed-link", message, [mention], entry)
        elif (page := canonical_link(url)) != url:
            message = f"{url} is not the page of the work itself. Use {page}."
            yield finding("link-not-canonical", message, [mention], entry)


def leads_somewhere(url: str) -> bool:
    """Whether a link is an http(s) URL and, where it should hold an identifier, does so.

    arXiv's identifiers have five digits after the point since 2015, four before.
    """
    if not is_web_link(url) or not _is_of_a_work(url):
        return is_web_link(url)
    scheme, _, value = (identify(url) or "").partition(":")
    digits = re.fullmatch(r"(\d\d)\d\d\.(\d+)", value) if scheme == "arxiv" else None
    return bool(scheme) and (digits is None or (len(digits[2]) == 5) == (int(digits[1]) >= 15))


def _is_of_a_work(url: str) -> bool:
    """Whether an address should hold an identifier: it begins like a page of its scheme."""
    patterns = (scheme.addresses for scheme in SCHEMES.values() if scheme.addresses)
    return any(re.match(pattern, url, re.I) for pattern in patterns)


def canonical_link(url: str) -> str:
    """The address of a work's own page, where its scheme has one for all links; else itself.

    That is the page of all versions, and not one version, a PDF, or a mirror.
    """
    identity, _, value = (identify(url) or "").partition(":")
    scheme = SCHEMES.get(identity)
    if scheme is None or not scheme.one_page or re.match(r"https://doi\.org/", url, re.I):
        return url
    return scheme.page_of(value)


def _against_what_is_known(entry: Entry, known: Entry) -> Iterator[Finding]:
    names = (known.title, *known.aliases, known.name or known.title)
    letters = {_letters(name) for name in names}
    other = [(title, where) for title, where in _titles(entry) if _letters(title) not in letters]
    if other:
        message = f"{known.id} is known as {quoted(known.title)}, not as {quoted(other[0][0])}."
        message = f"{message} Fix the title or the link."
        yield finding("title-differs", message, _places(other), entry)
    elif by_scheme(known) and not by_scheme(entry):
        message = f"{quoted(entry.title)} is known to be {known.id}. Add its link."
        yield finding("identifier-known", message, entry.mentions, entry)
    apart = [(date, where) for date, where in _dates(entry) if _are_apart(date, known.date)]
    if apart:
        message = (
            f"{quoted(entry.title)} is dated {_said(apart)}, but is known to be of {known.date}."
        )
        yield finding("date-differs", f"{message} Fix the date.", _places(apart), entry)


def _are_apart(one: PartialDate, other: PartialDate | None) -> bool:
    """Whether two dates are more than a month apart, however they are made exact."""
    if other is None:
        return False
    return max(one.earliest - other.latest, other.earliest - one.latest) > _MONTH
