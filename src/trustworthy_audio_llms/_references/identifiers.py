"""The identifiers of a work, from whichever field of a record holds one.

Half of the preprints in real files have their identifier in `journal`, `note`, `howpublished` or
`url` only: `journal = {arXiv preprint arXiv:2405.19103}`, `note = {doi:10.1000/182}`.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .._records.identifiers import doi_identity
from .._records.schemes import DOI, SCHEMES, Scheme

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
    schemes = tuple(SCHEMES)
    for text in dict.fromkeys((*own, *told)):  # A link often stands in two fields.
        folded = text.lower()
        if "doi" in found and folded.endswith(f"doi.org/{found['doi']}"):
            continue  # It says again what a field of its own has said.
        if _any_hint(schemes).search(folded):
            for scheme, value in _identifiers_in(text, _searches(schemes)):
                found.setdefault(scheme, value)
    return found


class _Search(NamedTuple):
    """How identifiers of a scheme are found in running text."""

    scheme: Scheme
    hint: re.Pattern[str]
    pattern: re.Pattern[str]


def _identifiers_in(text: str, searches: Iterable[_Search]) -> Iterator[tuple[str, str]]:
    """The identifiers that a text names, each with its scheme, in any spelling."""
    if " " not in text and "10." in text and (doi := DOI.parse(text)):
        yield from _of_doi(doi)  # A DOI may hold any character.
        return
    folded = text.lower()
    for scheme, hint, pattern in searches:
        if not hint.search(folded):
            continue
        for found in pattern.finditer(text):
            if value := scheme.parse(found[found.lastindex or 0]):
                if scheme is DOI:
                    yield from _of_doi(value)
                else:
                    yield scheme.name, value


@functools.cache
def _any_hint(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds one of the texts without which there is no identifier, as in most fields."""
    return _hint(hint for name in names for hint in SCHEMES[name].hints or ("",))


@functools.cache
def _searches(names: tuple[str, ...]) -> tuple[_Search, ...]:
    return tuple(
        _Search(scheme, _hint(scheme.hints or ("",)), re.compile(scheme.in_text, re.I))
        for scheme in (SCHEMES[name] for name in names)
    )


def _hint(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _of_doi(doi: str) -> Iterator[tuple[str, str]]:
    """A DOI, and the identifier that it spells where arXiv or the ACL Anthology gave it out."""
    yield DOI.name, doi
    scheme, _, value = doi_identity(doi).partition(":")
    if scheme != DOI.name:
        yield scheme, value
