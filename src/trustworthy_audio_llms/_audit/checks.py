"""What is wrong with a list: findings about its entries, links and files.

Each check is one function that yields findings; `CODES` says what each code means. A check speaks
up only where a maintainer would fix something: titles that are merely alike, or dates a few days
apart, are left alone.

The checks stay in one module, because a new one must be held against those it must not repeat.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from .._lists.formulas import without_formulas
from .._lists.links import leads_within
from .._records.entries import Entry
from .._records.identifiers import identify, slug
from .._records.index import IdentityIndex, by_scheme
from .._records.mentions import Mention, Skipped
from .._records.schemes import SCHEMES
from .._records.skipping import SkipReason
from .._records.uniting import Union
from .._text import is_web_link
from . import references
from .codes import CODES, finding, quoted
from .comparison import KnownWorks
from .dating import about_dates, about_known_dates
from .finding import Finding
from .habits import told_once
from .likeness import abbreviates
from .pairs import about_pairs, about_unions
from .reference_codes import CODES as REFERENCE_CODES
from .written import MOST_NAMED, places, titles


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
    found = [*_about_files(skipped), *about_pairs(listed), *about_unions(listed, unions)]
    found += told_once(_about_works(listed), listed)
    for entry in listed:
        match = against.same(entry) if against else None
        if against and match:
            found += _against_what_is_known(entry, match, against)
    cited = [entry for entry in entries if references.is_reference(entry)]
    known_works = KnownWorks(against) if against else None
    found += references.audit_references(cited, skipped, known_works, unions)
    severities = ("error", "warning", "info")
    order = {code: place for place, code in enumerate((*CODES, *REFERENCE_CODES))}
    return sorted(found, key=lambda one: (severities.index(one.severity), order[one.code]))


def _about_works(entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        different = _different_titles(entry)
        yield from _about_titles(entry, different)
        yield from about_dates(entry, are_several=len(different) > 1)
        yield from _about_links(entry)


def _about_files(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for line in skipped:
        where = (Mention(line.path, line.line),)
        if line.code is SkipReason.DEAD_LINK:
            yield finding("dead-link", f"This is {line.reason}. Fix or drop it.", where)
        elif line.code is SkipReason.EMPTY_SECTION:
            what = f"section has no entries: {quoted(line.text)}" if line.text else "file is empty"
            yield finding("no-entries", f"This {what}. Fill or drop it.", where)


def is_in_capitals(title: str) -> bool:
    """Whether a title is in capitals; names, of one word or two, may be."""
    letters = [char for char in title if char.isalpha()]
    return len(title.split()) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


_NAME_BEHIND = re.compile(r"\s?[(（][A-Za-z][\w+.-]{1,24}[)）]$")
_WORDS_OF_A_NAME, _LONG_TITLE = 3, 4
_LIKE_A_NAME = re.compile(r"\d|[A-Z][a-z]*[A-Z]")


def _letters(title: str) -> str:
    """A title as it is compared, without a name behind it: `multi-modal` is `Multimodal`."""
    return slug(_NAME_BEHIND.sub("", without_formulas(title))).replace("-", "")


def _is_name(title: str, longest: int) -> bool:
    """Whether a title is as short as a name, and that of a work whose title is longer."""
    return len(title.split()) <= _WORDS_OF_A_NAME and longest >= _LONG_TITLE


def _different_titles(entry: Entry) -> list[str]:
    """The titles of an entry that are not one in several spellings, nor a name."""
    spelled: dict[str, str] = {}
    for title, _ in titles(entry):
        spelled.setdefault(_letters(title), title)
    # A table may have the short name of what a full title names before its colon, and an overview
    # any short name.
    names = {_letters(title.partition(":")[0]) for title in spelled.values() if ":" in title}
    names.add(_letters(entry.name or ""))
    longest = max(len(title.split()) for title in spelled.values())
    different = [
        title
        for letters, title in spelled.items()
        if letters not in names and not _is_name(title, longest)
    ]
    return _without_abbreviated(different[: MOST_NAMED + 1])


def _about_titles(entry: Entry, different: Sequence[str]) -> Iterator[Finding]:
    if len(different) > 1:
        said = " and ".join(map(quoted, different[:MOST_NAMED]))
        message = f"{entry.id} is {said}. Use the title it has now, or fix the link."
        yield finding("two-titles", message, entry.mentions, entry)
    if shouted := [(title, where) for title, where in titles(entry) if is_in_capitals(title)]:
        message = f"{quoted(shouted[0][0])} is in capitals. Write it as people cite it."
        yield finding("title-in-capitals", message, places(shouted), entry)


def _without_abbreviated(different: Sequence[str]) -> list[str]:
    """Titles without those that are others in short, as an overview may have them."""
    return [
        title
        for title in different
        if not any(abbreviates(title, other) for other in different if other != title)
    ]


def _about_links(entry: Entry) -> Iterator[Finding]:
    linked = [(m.url, m) for m in entry.mentions if m.url]
    if not linked and entry.url is None and not by_scheme(entry) and entry.note is None:
        message = f"{quoted(entry.title)} has no link. Add the page of the work."
        yield finding("no-link", message, entry.mentions, entry)
    for url, mention in linked:
        if leads_within(url):
            continue  # To what the list itself says of the work.
        if not leads_somewhere(url):
            remedy = f"Use {page}." if (page := _meant(url)) else "Give its address."
            message = f"{quoted(url)} is no link to {quoted(entry.title)}. {remedy}"
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


# A link was pasted as a link's target: [Title]([https://…](https://…)).
_NESTED = re.compile(r"\[[^\[\]]*\]\((https?://[^()\s]+)\)")


def _meant(url: str) -> str | None:
    """The page that a link which leads nowhere was meant to lead to, if it names that."""
    if nested := _NESTED.fullmatch(url):
        url = nested[1]
        return url if leads_somewhere(url) else None
    scheme, _, value = (identify(url) or "").partition(":")
    page = SCHEMES[scheme].page_of(value) if scheme in SCHEMES else None
    return page if page and leads_somewhere(page) else None


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


def _against_what_is_known(entry: Entry, known: Entry, against: IdentityIndex) -> Iterator[Finding]:
    # A list may leave out what stands behind the colon.
    names = (known.title, known.title.partition(":")[0], *known.aliases, known.name or known.title)
    letters = {_letters(name) for name in names}
    other = [
        (title, where)
        for title, where in titles(entry)
        if _letters(title) not in letters and not _is_name_of(title, known, against)
    ]
    if other:
        message = f"{known.id} is known as {quoted(known.title)}, not as {quoted(other[0][0])}."
        message = f"{message} Fix the title or the link."
        yield finding("title-differs", message, places(other), entry)
    elif by_scheme(known) and not by_scheme(entry):
        message = f"{quoted(entry.title)} is known to be {known.id}. Add its link."
        yield finding("identifier-known", message, entry.mentions, entry)
    yield from about_known_dates(entry, known)


def _is_name_of(title: str, known: Entry, against: IdentityIndex) -> bool:
    """Whether a title may be a name of a known work, or its title in short, and of no other."""
    if not abbreviates(title, known.title):
        is_short = _is_name(title, len(known.title.split()))
        words = slug(title).split("-")
        is_within = set(words) <= set(slug(known.title).split("-"))
        if not is_short or not (is_within or _LIKE_A_NAME.search(title) or " " not in title):
            return False
    named = against.named(title)
    return named is None or named is known
