"""The codes of what may be wrong with references, and findings under them."""

from collections.abc import Iterable

from .._records.entries import Entry
from .._records.mentions import Mention
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


def finding(code: str, message: str, *about: Entry, at: Iterable[Mention] = ()) -> Finding:
    """A finding under a code.

    Args:
        code: The code.
        message: What is wrong, and what to do, in a sentence or two.
        *about: The entries that it is about.
        at: Where they stand; by default wherever they do.
    """
    places = tuple(at) or tuple([mention for entry in about for mention in entry.mentions])
    return Finding(code, CODES[code][0], tuple(entry.id for entry in about), message, places)


def label_of(entry: Entry) -> str:
    """A record as people find it: by its key, else by its title."""
    key = entry.mentions[0].section if entry.mentions else ""
    return f"{key or entry.citekey} ({entry.title!r})"
