"""The identifiers of a work, from whichever field of a record holds one.

Half of the preprints in real files have their identifier in `journal`, `note`, `howpublished` or
`url` only: `journal = {arXiv preprint arXiv:2405.19103}`, `note = {doi:10.1000/182}`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from .._records.identifiers import doi_identity, parse_acl, parse_arxiv, parse_doi, parse_openreview

_HOLDS_SOME = re.compile(r"10\.\d|arxiv|abs/|openreview|acl(?:anthology|web|:)", re.I)
# Each pattern finds where an identifier begins; what it is, the parsers of identifiers say.
_ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[\s:.,/#]*(?:preprint|id|e-?print)?[\s:.,/#]*"
    r"(?:arxiv)?(?:abs)?[\s:.,/#]*)|(?<![\w/.])abs/)"
    r"((?:[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/)?\d{4}(?:\.\d{4,5}|\d{3})(?:v\d+)?)(?!\d)",
    re.I,
)
_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_OPENREVIEW = re.compile(
    r"openreview(?:\.net/(?:forum|pdf|attachment)\?(?:[^\s#]*&)?id=|:\s*)([A-Za-z0-9_-]{6,})", re.I
)
_ACL = re.compile(r"(?:aclanthology\.org|aclweb\.org/anthology)/[^\s}]+|\bacl:[^\s}]+", re.I)
_SCHEMES: tuple[tuple[str, re.Pattern[str], Callable[[str], str | None]], ...] = (
    ("arxiv", _ARXIV, parse_arxiv),
    ("doi", _DOI, parse_doi),
    ("openreview", _OPENREVIEW, parse_openreview),
    ("acl", _ACL, parse_acl),
)
# A note that speaks of another work names that one's identifier.
_OF_ANOTHER = re.compile(
    r"\b(?:comment(?:ary)? on|reply|repl(?:y|ies) to|erratum|errata|correct(?:ion|ed)|see(?: also)?"
    r"|based on|extend|extends|extended|supplement|version of|translation of|review of|related"
    r"|cited|cites|preceded|superseded|part of|data|code|dataset)\b",
    re.I,
)


def identifiers_in(own: Iterable[str], remarks: Iterable[str]) -> dict[str, str]:
    """The identifiers that the fields of a record hold, one a scheme.

    Args:
        own: Fields that are about the work itself, the likeliest first: its DOI, its eprint, its
            link, what it is printed in.
        remarks: Notes and the like, in which a work may be named that is another one.

    Returns:
        Identifiers in canonical form by the name of their scheme.
    """
    found: dict[str, str] = {}
    told = [text for text in remarks if text and not _OF_ANOTHER.search(text)]
    for text in (*own, *told):
        for scheme, value in _identifiers_in(text):
            found.setdefault(scheme, value)
    return found


def _identifiers_in(text: str) -> Iterator[tuple[str, str]]:
    """The identifiers that a text names, each with its scheme, in any spelling."""
    if not _HOLDS_SOME.search(text):
        return
    if " " not in text and "10." in text and (doi := parse_doi(text)):
        yield from _of_doi(doi)  # A DOI may hold any character.
        return
    for scheme, pattern, parse in _SCHEMES:
        for found in pattern.finditer(text):
            if value := parse(found[found.lastindex or 0]):
                if scheme == "doi":
                    yield from _of_doi(value)
                else:
                    yield scheme, value


def _of_doi(doi: str) -> Iterator[tuple[str, str]]:
    """A DOI, and the identifier that it spells where arXiv or the ACL Anthology gave it out."""
    yield "doi", doi
    scheme, _, value = doi_identity(doi).partition(":")
    if scheme != "doi":
        yield scheme, value
