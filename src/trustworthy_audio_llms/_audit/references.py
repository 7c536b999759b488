"""What is wrong with the references of a paper: findings about the records of reference files.

There are three directions, so that nobody is alarmed for nothing: the catalogue knows more, the
file knows more, or they contradict each other. A work that the catalogue lacks is said to be just
that.

What is wrong with a record by itself stands in `faults`; here are the rules about several records,
and about records beside a catalogue.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence

from .._records.entries import Entry
from .._records.identifiers import title_identity
from .._records.mentions import Mention, Skipped
from .._records.sameness import Relation, relation
from .._records.schemes import SCHEMES
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
from .faults import faults
from .finding import Finding
from .reference_codes import finding, label_of

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
        yield from faults(entry, today)
        if known is not None:
            yield from _against(entry, known)


# Without a catalogue.


def _about_files(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for line in skipped:
        at = [Mention(line.path, line.line)]
        if line.code in (SkipReason.BAD_RECORD, SkipReason.NO_RECORDS):
            yield finding("unreadable-record", f"This is {line.reason}.", at=at)
        elif line.code is SkipReason.BAD_FIELD:
            yield finding("bad-field", f"{line.reason[:1].upper()}{line.reason[1:]}.", at=at)
        elif line.code is SkipReason.ENCODING:
            yield finding("not-utf-8", f"This file is {line.reason}.", at=at)


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
            yield finding("key-twice", message, *about, at=places)


def _about_duplicates(entry: Entry) -> Iterator[Finding]:
    """One work under several keys of a file; that it stands in several files is no fault."""
    for path in dict.fromkeys(mention.path for mention in entry.mentions):
        places = [mention for mention in entry.mentions if mention.path == path]
        keys = dict.fromkeys(mention.section for mention in places)
        if len(places) > 1 and len({key.lower() for key in keys}) > 1:
            named = " and ".join(filter(None, keys))
            message = f"{named} are one work, {entry.title!r}. Keep one, and cite that."
            yield finding("duplicate", message, entry, at=places)


def _about_versions(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Records that are two versions of one work."""
    titled: dict[str, list[Entry]] = {}
    for entry in entries:
        titled.setdefault(title_identity(entry.title), []).append(entry)
    for sharing in titled.values():
        for first, second in itertools.combinations(sharing[:_MOST_PAIRS], 2):
            if relation(first, second) is Relation.VERSION:
                message = f"{label_of(first)} and {label_of(second)} are two versions of one work."
                yield finding("two-versions", message, first, second)


def _about_shared_identifiers(unions: Iterable[Union]) -> Iterator[Finding]:
    """Records that have one identifier, and are of two works."""
    for union in unions:
        first, second = union.entry, union.record
        if union.comparison.relation is Relation.DIFFERENT and is_reference(second):
            shared = " and ".join(sorted({*first.identities} & {*second.identities}))
            message = f"{label_of(first)} and {label_of(second)} both have {shared}. Correct one."
            yield finding("identifier-of-another", message, first, second)


# Against a catalogue.


def _against(entry: Entry, known: KnownWorks) -> Iterator[Finding]:
    work = known.work(entry)
    if work is None:
        yield from _of_another(entry, known)
        return
    yield from _contradictions(entry, work)
    yield from _what_is_known(entry, work)
    if entry.venue and not work.venue and entry.status == "published":
        message = f"{label_of(entry)} is said to be of {entry.venue}, which the catalogue lacks."
        yield finding("catalogue-lacks", message, entry)


def _of_another(entry: Entry, known: KnownWorks) -> Iterator[Finding]:
    """What is said of a work that is not known: its identifiers may be somebody else's."""
    owners = (known.owner(identity) for identity in entry.identities)
    owner = next(filter(None, owners), None)
    if owner is None:
        message = f"{label_of(entry)} is not in this catalogue."
        yield finding("not-in-catalogue", message, entry)
        return
    message = f"{owner.id} is {owner.title!r}, not {entry.title!r}. Correct the one or the other."
    yield finding("identifier-of-another", message, entry)


def _contradictions(entry: Entry, work: Entry) -> Iterator[Finding]:
    if not has_title(entry, work) and is_misspelt(entry, work):
        message = f"{entry.title!r} is known as {work.title!r}."
        yield finding("title-misspelt", message, entry)
    if strangers := strange_authors(entry, work):
        named = ", ".join(strangers[:3])
        message = (
            f"{named}: not among the authors of {work.title!r} ({', '.join(work.authors[:3])}, …)."
        )
        yield finding("authors-differ", message, entry)
    if year := wrong_year(entry, work):
        message = f"{label_of(entry)} is of {year}, not of {entry.year}."
        yield finding("year-differs", message, entry)
    for identity in entry.identities:
        scheme, _, value = identity.partition(":")
        other = getattr(work, scheme, None)
        if scheme == "arxiv" and other and other != value:
            message = f"{label_of(entry)} is arXiv:{other}, not arXiv:{value}."
            yield finding("identifier-of-another", message, entry)


def _what_is_known(entry: Entry, work: Entry) -> Iterator[Finding]:
    """What the catalogue knows more."""
    published = publication(work)
    if published and is_cited_as_preprint(entry):
        how = "was published" if work.status == "published" else "has been accepted"
        message = f"{label_of(entry)} {how} at {published.venue}. Cite that."
        yield finding("published-since", message, entry)
    if is_incomplete(entry, work):
        count = len(work.authors)
        message = f"The catalogue knows all {count} authors of {label_of(entry)}."
        yield finding("authors-known", message, entry)
    for scheme, value in missing_identifiers(entry, work):
        message = f"{label_of(entry)} is {SCHEMES[scheme].label} {value}. Add it."
        yield finding("identifier-missing", message, entry)
