"""What is wrong with a list: findings about its entries, links and files.

Each check is one function that yields findings; `CODES` says what each code means. A check speaks
up only where a maintainer would fix something: titles that are merely alike, or dates a few days
apart, are left alone.

The checks stay in one module, because a new one must be held against those it must not repeat.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from .._records.dates import PartialDate
from .._records.entries import Entry, Mention, Skipped
from .._records.identifiers import identify, slug
from .._records.index import IdentityIndex, by_scheme
from .._records.schemes import SCHEMES
from .._records.skipping import SkipReason
from .._records.uniting import Union
from .._text import is_web_link
from . import references
from .comparison import KnownWorks
from .finding import Finding, Severity
from .likeness import alike

CODES: dict[str, tuple[Severity, str]] = {
    "two-identifiers": ("error", "one work under two identifiers"),
    "two-titles": ("error", "one identifier under different titles"),
    "malformed-link": ("error", "a link that leads nowhere"),
    "dead-link": ("error", "a link to a file that is not there"),
    "title-differs": ("warning", "an identifier that is known under another title"),
    "date-and-arxiv": ("warning", "a date that contradicts the month of the arXiv identifier"),
    "dates-apart": ("warning", "one work under dates more than a month apart"),
    "date-differs": ("warning", "a date more than a month from the one that is known"),
    "near-duplicate": ("warning", "two entries whose titles are nearly the same"),
    "title-in-capitals": ("warning", "a title in capitals"),
    "no-link": ("warning", "an entry without a link"),
    "no-date": ("warning", "an entry without a date"),
    "link-not-canonical": ("info", "a link to another place than the work's own page"),
    "title-alone": ("info", "two records taken for one work for their title alone"),
    "identifier-known": ("info", "an entry without the identifier that is known for its title"),
    "no-entries": ("info", "a section without entries"),
}
"""Every code of a list with its severity and what it means, the most severe first."""

# How many places a finding names, and how much of a title: what somebody will look at.
_MENTIONS = 20
_TITLE = 200
_TITLES = 5

_MONTH = datetime.timedelta(days=31)


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
    found = [*_about_files(skipped), *_about_pairs(listed), *_about_unions(unions)]
    for entry in listed:
        found += _about_titles(entry)
        found += _about_dates(entry)
        found += _about_links(entry)
        match = against.same(entry) if against else None
        if match is not None:
            found += _against_what_is_known(entry, match)
    cited = [entry for entry in entries if references.is_reference(entry)]
    known_works = KnownWorks(against) if against else None
    found += references.audit_references(cited, skipped, known_works, unions)
    severities = ("error", "warning", "info")
    order = {code: place for place, code in enumerate((*CODES, *references.CODES))}
    return sorted(found, key=lambda one: (severities.index(one.severity), order[one.code]))


def _finding(code: str, message: str, mentions: Sequence[Mention], *about: Entry) -> Finding:
    where = tuple(mentions[:_MENTIONS])
    if len(mentions) > len(where):
        message = f"{message} It is in {len(mentions)} places; these are the first."
    return Finding(code, CODES[code][0], tuple(e.id for e in about), message, where)


def _about_files(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for line in skipped:
        where = (Mention(line.path, line.line),)
        if line.code is SkipReason.DEAD_LINK:
            yield _finding("dead-link", f"This is {line.reason}. Fix or drop it.", where)
        elif line.code is SkipReason.EMPTY_SECTION:
            yield _finding("no-entries", f"This is {line.reason}. Fill or drop it.", where)


def _about_pairs(entries: Sequence[Entry]) -> Iterator[Finding]:
    for one, other, likeness in alike([(entry.title, *entry.aliases) for entry in entries]):
        first, second = entries[one], entries[other]
        mentions = (*first.mentions[:_MENTIONS], *second.mentions[:_MENTIONS])
        clashes = list(_clashes(first, second))
        # Where one title only begins or ends with the other, both identifiers may well be right,
        # unless one is nearly the other.
        is_part = likeness == "part" and any(starmap(_are_nearly_equal, clashes))
        if (clashes and likeness == "same") or is_part:
            code, remedy = "two-identifiers", "keep the right identifier"
        else:
            code, remedy = "near-duplicate", "give it one title and one link"
        message = f"{_named(first)} and {_named(second)} look like one work. If so, {remedy}."
        yield _finding(code, message, mentions, first, second)


def _clashes(first: Entry, second: Entry) -> Iterator[tuple[str, str]]:
    """The identifiers of one scheme that two entries have and do not share."""
    theirs = by_scheme(second)
    for scheme, own in by_scheme(first).items():
        if theirs.get(scheme, own) != own:
            yield own, theirs[scheme]


def _are_nearly_equal(first: str, second: str) -> bool:
    """Whether one identifier may be a slip of the pen for the other: two characters differ."""
    return len(first) == len(second) and sum(map(str.__ne__, first, second)) <= _SLIPS


def _about_unions(unions: Iterable[Union]) -> Iterator[Finding]:
    """What rests on the title alone although both records lead somewhere, and not to one place."""
    for union in unions:
        entry, record = union.entry, union.record
        leads = _leads(record)
        if union.comparison.by_title_alone and leads and _leads(entry) - leads:
            message = (
                f"Two records of {_quoted(entry.title)} were taken for one work because of their "
                "title alone. If they are, give both one link."
            )
            yield _finding("title-alone", message, entry.mentions, entry)


def _leads(entry: Entry) -> set[str]:
    """Where an entry leads: its identifiers, or its link where that is none."""
    link = {entry.url} if entry.url and identify(entry.url) is None else set()
    return {*by_scheme(entry).values(), *link}


def _named(entry: Entry) -> str:
    title = _quoted(entry.title)
    return f"{title} ({entry.id})" if by_scheme(entry) else title


def _quoted(title: str) -> str:
    """A title in a message, shortened where it is too long to be one."""
    return repr(title if len(title) <= _TITLE else f"{title[:_TITLE]}…")


def is_in_capitals(title: str) -> bool:
    """Whether a title is in capitals; names, of one word or two, may be."""
    letters = [char for char in title if char.isalpha()]
    return len(title.split()) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _letters(title: str) -> str:
    """A title as it is compared: `multi-modal` and `Multimodal` are the same."""
    return slug(title).replace("-", "")


_SLIPS = 2
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
    if len(different) > 1:
        said = " and ".join(map(_quoted, different[:_TITLES]))
        message = f"{entry.id} is {said}. Use the title it has now, or fix the link."
        yield _finding("two-titles", message, entry.mentions, entry)
    if shouted := [(title, where) for title, where in titled if is_in_capitals(title)]:
        message = f"{_quoted(shouted[0][0])} is in capitals. Write it as people cite it."
        yield _finding("title-in-capitals", message, _places(shouted), entry)


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


def _about_dates(entry: Entry) -> Iterator[Finding]:
    dated = _dates(entry)
    if not dated:
        if entry.note is None:
            message = f"{_quoted(entry.title)} has no date. Add that of its first version."
            yield _finding("no-date", message, entry.mentions, entry)
        return
    if max(d.earliest for d, _ in dated) - min(d.latest for d, _ in dated) > _MONTH:
        message = f"{_quoted(entry.title)} is dated {_said(sorted(dated, key=lambda one: one[0]))}."
        yield _finding("dates-apart", f"{message} Use one date.", _places(dated), entry)
    if entry.arxiv is None:
        return
    # A year beside a venue is that of its appearance there, which may be before or after arXiv's.
    dated = [(date, where) for date, where in dated if date.month or entry.venue is None]
    wrong = [(date, where) for date, where in dated if contradicts_arxiv(date, entry.arxiv)]
    if wrong:
        message = (
            f"{_quoted(entry.title)} is dated {_said(wrong)}, but arXiv:{entry.arxiv} is of "
            f"{arxiv_month(entry.arxiv)}. Fix the date or the identifier."
        )
        yield _finding("date-and-arxiv", message, _places(wrong), entry)


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


def _about_links(entry: Entry) -> Iterator[Finding]:
    linked = [(m.url, m) for m in entry.mentions if m.url]
    if not linked and entry.url is None and not by_scheme(entry) and entry.note is None:
        message = f"{_quoted(entry.title)} has no link. Add the page of the work."
        yield _finding("no-link", message, entry.mentions, entry)
    for url, mention in linked:
        if not leads_somewhere(url):
            message = f"{_quoted(url)} is no link to {_quoted(entry.title)}. Give its address."
            yield _finding("malformed-link", message, [mention], entry)
        elif (page := canonical_link(url)) != url:
            message = f"{url} is not the page of the work itself. Use {page}."
            yield _finding("link-not-canonical", message, [mention], entry)


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
        message = f"{known.id} is known as {_quoted(known.title)}, not as {_quoted(other[0][0])}."
        message = f"{message} Fix the title or the link."
        yield _finding("title-differs", message, _places(other), entry)
    elif by_scheme(known) and not by_scheme(entry):
        message = f"{_quoted(entry.title)} is known to be {known.id}. Add its link."
        yield _finding("identifier-known", message, entry.mentions, entry)
    apart = [(date, where) for date, where in _dates(entry) if _are_apart(date, known.date)]
    if apart:
        message = (
            f"{_quoted(entry.title)} is dated {_said(apart)}, but is known to be of {known.date}."
        )
        yield _finding("date-differs", f"{message} Fix the date.", _places(apart), entry)


def _are_apart(one: PartialDate, other: PartialDate | None) -> bool:
    """Whether two dates are more than a month apart, however they are made exact."""
    if other is None:
        return False
    return max(one.earliest - other.latest, other.earliest - one.latest) > _MONTH
