"""What is wrong with the references of a paper: findings about the records of reference files.

There are three directions, so that nobody is alarmed for nothing: the catalogue knows more, the
file knows more, or they contradict each other. A work that the catalogue lacks is said to be just
that. The rules that need no catalogue are those that raised no false alarm on a thousand valid
records of a public benchmark of invented citations (HALLMARK).

The rules of all three directions stay in one module, because a new one must be held against those
it must not contradict.
"""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from .._records.entries import Entry
from .._records.identifiers import title_identity
from .._records.mentions import Mention, Skipped
from .._records.sameness import Relation, relation
from .._records.schemes import ARXIV, DOI, SCHEMES
from .._records.skipping import SkipReason
from .._records.uniting import Union
from .comparison import (
    KnownWorks,
    has_title,
    is_cited_as_preprint,
    is_incomplete,
    is_misspelt,
    missing_identifiers,
    publication,
    strange_authors,
    wrong_year,
)
from .finding import Finding, Severity

CODES: dict[str, tuple[Severity, str]] = {
    "unreadable-record": ("error", "a record of a reference file that cannot be read"),
    "key-twice": ("error", "one citation key for two records of a file"),
    "identifier-of-another": ("error", "an identifier that belongs to another work"),
    "no-such-identifier": ("error", "an identifier that is none"),
    "future-year": ("error", "a year that is yet to come"),
    "published-since": ("warning", "a preprint cited that has been published"),
    "title-misspelt": ("warning", "a title that differs from the one that is known"),
    "authors-differ": ("warning", "an author who is not among those that are known"),
    "year-differs": ("warning", "another year than that of the same version"),
    "year-before-arxiv": ("warning", "a year before that of the arXiv identifier"),
    "bad-field": ("warning", "a field that BibTeX reads otherwise than it was meant"),
    "placeholder": ("warning", "words of a template where names or a title should be"),
    "test-doi": ("warning", "a DOI of a prefix that is for tests"),
    "authors-unparted": ("warning", "authors that are not parted by `and`"),
    "duplicate": ("warning", "one work under two keys of a file"),
    "two-versions": ("info", "two versions of one work in a file"),
    "authors-known": ("info", "authors left out who are known"),
    "identifier-missing": ("info", "an identifier that is known and not given"),
    "catalogue-lacks": ("info", "something the file says and the catalogue does not"),
    "not-in-catalogue": ("info", "a work that is not in the catalogue it was compared with"),
    "not-utf-8": ("info", "a file in another encoding than UTF-8"),
}
"""The codes of findings about references, the most severe first."""

# https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/ and
# https://support.datacite.org/docs/testing-guide name the prefixes for tests; 10.1234 is what
# templates and invented citations use. ACM prints 10.5555 with two numbers where there is no DOI.
_TEST_PREFIX = re.compile(r"10\.(?:5555/(?!\d{6,8}(?:\.\d{6,8})?$)|5072/|1234/|12345/|0000/)")
_PLACEHOLDER_NAMES = frozenset(
    "first last|firstname lastname|first author|second author|author one|author two|author name"
    "|author names|john doe|jane doe|jon doe|doe john|doe jane|your name|name surname|todo|tbd"
    "|author a|author b|a author|b author|lastname firstname|last first|xxx|unknown author".split(
        "|"
    )
)
_PLACEHOLDER_TITLES = frozenset(
    "title|paper title|title of the paper|title of paper|todo|tbd|xxx|untitled|insert title here"
    "|title here|your title here|a title".split("|")
)
_DOI_WITHIN = re.compile(r"10\.\d{4,9}/\S")
_ARXIV_WRITTEN = re.compile(
    r"arxiv[\s:.]*(?:preprint)?[\s:]*(?:arxiv:)?\s*(\d{3,5}\.\d{3,6})(?!\d)", re.I
)
_NAME_LIKE = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){0,3}[^\W\d_][\w.'’-]*")
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)", re.I)
_ORGANISATION = re.compile(
    r"\b(?:of|the|for|institute|university|department|association|society|team|group|inc|ltd|llc"
    r"|center|centre|committee|council|foundation|office|agency|ministry|consortium)\b",
    re.I,
)
_MOST_PAIRS = 16


def is_reference(entry: Entry) -> bool:
    """Whether an entry was read from a reference file."""
    return bool(entry.extra) and entry.extra[0][0] == "entrytype"


def audit_references(
    entries: Sequence[Entry],
    skipped: Iterable[Skipped] = (),
    known: KnownWorks | None = None,
    unions: Iterable[Union] = (),
    *,
    today: datetime.date | None = None,
) -> Iterator[Finding]:
    """Look for what is wrong with the records of reference files.

    Args:
        entries: The entries of the records.
        skipped: What could not be read.
        known: Works that are known to be right.
        unions: What was found out when records were taken for one work, or for two.
        today: The day that years are compared with.
    """
    today = today or datetime.date.today()
    yield from _about_files(skipped)
    yield from _about_keys(entries)
    yield from _about_versions(entries)
    yield from _about_shared_identifiers(unions)
    for entry in entries:
        yield from _about_duplicates(entry)
        yield from _about_identifiers(entry)
        yield from _about_years(entry, today)
        yield from _about_names(entry)
        if known is not None:
            yield from _against(entry, known)


def _finding(code: str, message: str, *about: Entry, at: Iterable[Mention] = ()) -> Finding:
    places = tuple(at) or tuple([mention for entry in about for mention in entry.mentions])
    return Finding(code, CODES[code][0], tuple(entry.id for entry in about), message, places)


def _named(entry: Entry) -> str:
    """A record as people find it: by its key, else by its title."""
    key = entry.mentions[0].section if entry.mentions else ""
    return f"{key or entry.citekey} ({entry.title!r})"


# Without a catalogue.


def _about_files(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for line in skipped:
        at = [Mention(line.path, line.line)]
        if line.code in (SkipReason.BAD_RECORD, SkipReason.NO_RECORDS):
            yield _finding("unreadable-record", f"This is {line.reason}.", at=at)
        elif line.code is SkipReason.BAD_FIELD:
            yield _finding("bad-field", f"{line.reason[:1].upper()}{line.reason[1:]}.", at=at)
        elif line.code is SkipReason.ENCODING:
            yield _finding("not-utf-8", f"This file is {line.reason}.", at=at)


def _about_keys(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Keys that two records of a file have; case does not count, as it does not for BibTeX."""
    seen: dict[tuple[str, str], list[tuple[Entry, Mention]]] = {}
    for entry in entries:
        for mention in entry.mentions:
            if mention.section:
                key = (mention.path, mention.section.lower())
                seen.setdefault(key, []).append((entry, mention))
    for having in seen.values():
        if len(having) > 1:
            places = [mention for _, mention in having]
            works = dict.fromkeys(entry.id for entry, _ in having)
            about = [entry for entry, _ in having if works.pop(entry.id, "") is None]
            message = (
                f"{places[0].section} is the key of {len(having)} records. Rename all but one."
            )
            yield _finding("key-twice", message, *about, at=places)


def _about_duplicates(entry: Entry) -> Iterator[Finding]:
    """One work under several keys of a file; that it stands in several files is no fault."""
    for path in dict.fromkeys(mention.path for mention in entry.mentions):
        places = [mention for mention in entry.mentions if mention.path == path]
        keys = dict.fromkeys(mention.section for mention in places)
        if len(places) > 1 and len({key.lower() for key in keys}) > 1:
            named = " and ".join(filter(None, keys))
            message = f"{named} are one work, {entry.title!r}. Keep one, and cite that."
            yield _finding("duplicate", message, entry, at=places)


def _about_versions(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Records that are two versions of one work."""
    titled: dict[str, list[Entry]] = {}
    for entry in entries:
        titled.setdefault(title_identity(entry.title), []).append(entry)
    for sharing in titled.values():
        for first, second in itertools.combinations(sharing[:_MOST_PAIRS], 2):
            if relation(first, second) is Relation.VERSION:
                message = f"{_named(first)} and {_named(second)} are two versions of one work."
                yield _finding("two-versions", message, first, second)


def _about_shared_identifiers(unions: Iterable[Union]) -> Iterator[Finding]:
    """Records that have one identifier, and are of two works."""
    for union in unions:
        first, second = union.entry, union.record
        if union.comparison.relation is Relation.DIFFERENT and is_reference(second):
            shared = " and ".join(sorted({*first.identities} & {*second.identities}))
            message = f"{_named(first)} and {_named(second)} both have {shared}. Correct one."
            yield _finding("identifier-of-another", message, first, second)


def _fields(entry: Entry, *names: str) -> Iterator[str]:
    """The values of fields as they were read, by their names in lower case."""
    for name, value in entry.extra:
        if name.lower() in names and value:
            yield value


def _about_identifiers(entry: Entry) -> Iterator[Finding]:
    for value in _fields(entry, "doi", "do"):
        if DOI.parse(value) is None and not _DOI_WITHIN.search(value):
            message = f"{value!r} is no DOI, which begins with 10. Correct or drop it."
            yield _finding("no-such-identifier", message, entry)
    for value in _fields(entry, "eprint", "journal", "note", "howpublished", "url", "number"):
        for written in _ARXIV_WRITTEN.findall(value):
            if ARXIV.parse(written) is None:
                message = f"arXiv:{written} is no identifier: they are YYMM.NNNNN. Correct it."
                yield _finding("no-such-identifier", message, entry)
    if entry.doi and _TEST_PREFIX.match(entry.doi):
        message = f"{entry.doi} has a prefix that is for tests. Look the DOI up."
        yield _finding("test-doi", message, entry)


def _about_years(entry: Entry, today: datetime.date) -> Iterator[Finding]:
    if entry.date is None:
        return
    year = entry.date.year
    # What is accepted today may appear next year.
    if year > today.year + 1 or (year > today.year and entry.venue is None):
        yield _finding("future-year", f"{_named(entry)} is of {year}, which is to come.", entry)
    # A work may be posted long after it was published.
    elif entry.arxiv and entry.venue is None and _announced(entry.arxiv) > year:
        message = f"{_named(entry)} is of {year}, before arXiv:{entry.arxiv} was announced."
        yield _finding("year-before-arxiv", f"{message} Correct one of them.", entry)


def _announced(arxiv: str) -> int:
    """The year from which on a work of this arXiv identifier may be dated.

    What is submitted in the last days of a year is announced in the next.
    """
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return year + (1900 if year > 90 else 2000) - (month == 1)


def _about_names(entry: Entry) -> Iterator[Finding]:
    for name in entry.authors:
        plain = re.sub(r"[^a-z ]", " ", name.lower())
        if " ".join(plain.split()) in _PLACEHOLDER_NAMES:
            message = f"{name!r} is no author of {_named(entry)}. Give the names."
            yield _finding("placeholder", message, entry)
    if " ".join(re.findall(r"[a-z]+", entry.title.lower())) in _PLACEHOLDER_TITLES:
        yield _finding("placeholder", f"{entry.title!r} is no title.", entry)
    for written in _fields(entry, "author"):
        if _is_unparted(written):
            message = f"The authors of {_named(entry)} are read as one: part them by `and`."
            yield _finding("authors-unparted", message, entry)


def _is_unparted(written: str) -> bool:
    """Whether several persons are written as one name: `A. Li, B. Wu, C. Xu`, `Li, A.; Wu, B.`."""
    if re.search(r"\sand\s", written) or _ORGANISATION.search(written):
        return False
    parts = [part.strip(" {}") for part in re.split(r"[,;]", written) if part.strip(" {}")]
    if len(parts) < 3 or any(map(_SUFFIX.fullmatch, parts)):
        return False
    return all(map(_NAME_LIKE.fullmatch, parts))


# Against a catalogue.


def _against(entry: Entry, known: KnownWorks) -> Iterator[Finding]:
    work = known.work(entry)
    if work is None:
        yield from _of_another(entry, known)
        return
    yield from _contradictions(entry, work)
    yield from _what_is_known(entry, work)
    if entry.venue and not work.venue and entry.status == "published":
        message = f"{_named(entry)} is said to be of {entry.venue}, which the catalogue lacks."
        yield _finding("catalogue-lacks", message, entry)


def _of_another(entry: Entry, known: KnownWorks) -> Iterator[Finding]:
    """What is said of a work that is not known: its identifiers may be somebody else's."""
    owners = (known.owner(identity) for identity in entry.identities)
    owner = next(filter(None, owners), None)
    if owner is None:
        message = f"{_named(entry)} is not in this catalogue."
        yield _finding("not-in-catalogue", message, entry)
        return
    message = f"{owner.id} is {owner.title!r}, not {entry.title!r}. Correct the one or the other."
    yield _finding("identifier-of-another", message, entry)


def _contradictions(entry: Entry, work: Entry) -> Iterator[Finding]:
    if not has_title(entry, work) and is_misspelt(entry, work):
        message = f"{entry.title!r} is known as {work.title!r}."
        yield _finding("title-misspelt", message, entry)
    if strangers := strange_authors(entry, work):
        named = ", ".join(strangers[:3])
        message = (
            f"{named}: not among the authors of {work.title!r} ({', '.join(work.authors[:3])}, …)."
        )
        yield _finding("authors-differ", message, entry)
    if year := wrong_year(entry, work):
        message = f"{_named(entry)} is of {year}, not of {entry.year}."
        yield _finding("year-differs", message, entry)
    for identity in entry.identities:
        scheme, _, value = identity.partition(":")
        other = getattr(work, scheme, None)
        if scheme == "arxiv" and other and other != value:
            message = f"{_named(entry)} is arXiv:{other}, not arXiv:{value}."
            yield _finding("identifier-of-another", message, entry)


def _what_is_known(entry: Entry, work: Entry) -> Iterator[Finding]:
    """What the catalogue knows more."""
    published = publication(work)
    if published and is_cited_as_preprint(entry):
        how = "was published" if work.status == "published" else "has been accepted"
        message = f"{_named(entry)} {how} at {published.venue}. Cite that."
        yield _finding("published-since", message, entry)
    if is_incomplete(entry, work):
        count = len(work.authors)
        message = f"The catalogue knows all {count} authors of {_named(entry)}."
        yield _finding("authors-known", message, entry)
    for scheme, value in missing_identifiers(entry, work):
        message = f"{_named(entry)} is {SCHEMES[scheme].label} {value}. Add it."
        yield _finding("identifier-missing", message, entry)
