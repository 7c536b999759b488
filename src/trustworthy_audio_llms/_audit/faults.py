"""What is wrong with a single record of a reference file, which needs no catalogue to be seen.

The rules are those that raised no false alarm on a thousand valid records of a public benchmark of
invented citations (HALLMARK).
"""

import datetime
import re
from collections.abc import Iterator

from .._records.entries import Entry
from .._records.schemes import ARXIV, DOI
from .finding import Finding
from .reference_codes import finding, label_of

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


def faults(entry: Entry, today: datetime.date) -> Iterator[Finding]:
    """Look for what is wrong with a record by itself.

    Args:
        entry: The entry of the record.
        today: The day that years are compared with.
    """
    yield from _about_identifiers(entry)
    yield from _about_years(entry, today)
    yield from _about_names(entry)


def _fields(entry: Entry, *names: str) -> Iterator[str]:
    """The values of fields as they were read, by their names in lower case."""
    for name, value in entry.extra:
        if name.lower() in names and value:
            yield value


def _about_identifiers(entry: Entry) -> Iterator[Finding]:
    for value in _fields(entry, "doi", "do"):
        if DOI.parse(value) is None and not _DOI_WITHIN.search(value):
            message = f"{value!r} is no DOI, which begins with 10. Correct or drop it."
            yield finding("no-such-identifier", message, entry)
    for value in _fields(entry, "eprint", "journal", "note", "howpublished", "url", "number"):
        for written in _ARXIV_WRITTEN.findall(value):
            if ARXIV.parse(written) is None:
                message = f"arXiv:{written} is no identifier: they are YYMM.NNNNN. Correct it."
                yield finding("no-such-identifier", message, entry)
    if entry.doi and _TEST_PREFIX.match(entry.doi):
        message = f"{entry.doi} has a prefix that is for tests. Look the DOI up."
        yield finding("test-doi", message, entry)


def _about_years(entry: Entry, today: datetime.date) -> Iterator[Finding]:
    if entry.date is None:
        return
    year = entry.date.year
    # What is accepted today may appear next year.
    if year > today.year + 1 or (year > today.year and entry.venue is None):
        yield finding("future-year", f"{label_of(entry)} is of {year}, which is to come.", entry)
    # A work may be posted long after it was published.
    elif entry.arxiv and entry.venue is None and _announced(entry.arxiv) > year:
        message = f"{label_of(entry)} is of {year}, before arXiv:{entry.arxiv} was announced."
        yield finding("year-before-arxiv", f"{message} Correct one of them.", entry)


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
            message = f"{name!r} is no author of {label_of(entry)}. Give the names."
            yield finding("placeholder", message, entry)
    if " ".join(re.findall(r"[a-z]+", entry.title.lower())) in _PLACEHOLDER_TITLES:
        yield finding("placeholder", f"{entry.title!r} is no title.", entry)
    for written in _fields(entry, "author"):
        if _is_unparted(written):
            message = f"The authors of {label_of(entry)} are read as one: part them by `and`."
            yield finding("authors-unparted", message, entry)


def _is_unparted(written: str) -> bool:
    """Whether several persons are written as one name: `A. Li, B. Wu, C. Xu`, `Li, A.; Wu, B.`."""
    if re.search(r"\sand\s", written) or _ORGANISATION.search(written):
        return False
    parts = [part.strip(" {}") for part in re.split(r"[,;]", written) if part.strip(" {}")]
    if len(parts) < 3 or any(map(_SUFFIX.fullmatch, parts)):
        return False
    return all(map(_NAME_LIKE.fullmatch, parts))
