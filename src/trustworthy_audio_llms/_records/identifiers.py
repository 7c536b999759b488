"""Identifiers of works, in every spelling that people paste, and titles where there is none.

An identity is an identifier with its scheme in front: `arxiv:2405.19103`, `doi:10.1145/1.2`,
`openreview:vCej5sO61x`, `acl:2024.findings-emnlp.685`, or `title:slug-of-the-title`.
"""

import functools
import re
import unicodedata
from urllib.parse import quote

from .._errors import InvalidQuery
from .._public import public
from .schemes import DOI, SCHEMES

# Each byte of ASCII as it stands in a slug: letters in lower case, digits, and blanks for the rest.
_ASCII_WORDS = bytes(
    ord(chr(byte).lower() if chr(byte).isalnum() else " ") for byte in range(128)
).ljust(256)
_SHORT = 240  # Characters; nearly all links are shorter.
# Every identifier has four digits in a row with a mark beside them, which may be escaped; only
# OpenReview's need none. Most numbers in titles stand alone.
_MAY_IDENTIFY = re.compile(r"[./-][0-9]{4}|[0-9]{4}\.|openreview|[%\\{}]", re.IGNORECASE)


@public
def identify(text: str) -> str | None:
    """The identity that an identifier or a link names, such as `arxiv:2405.19103`.

    A bare OpenReview identifier looks like any word, so it needs its URL or `openreview:`.

    Args:
        text: What somebody pasted: an identifier, with or without its scheme, in any version and
            spelling, or a link to a page that shows it.

    Returns:
        Scheme and identifier in canonical form, or None where the text names no known scheme.

    Raises:
        InvalidQuery: It is no text.
    """
    if not isinstance(text, str):
        raise InvalidQuery(f"An identifier or a link is a text, not {text!r}.", value=str(text))
    return _identify_short(text) if len(text) <= _SHORT else _identify(text)


@functools.lru_cache(maxsize=64)  # A link is asked about several times in a row.
def _identify(text: str) -> str | None:
    if not _MAY_IDENTIFY.search(text):  # As most texts; the rest takes longer.
        return None
    for scheme in SCHEMES.values():
        if found := scheme.read(text):
            return doi_identity(found) if scheme is DOI else scheme.identity(found)
    return None


# A list names most of its works more than once, and each of its links is asked about at every step.
_identify_short = functools.lru_cache(maxsize=4096)(_identify)


def doi_identity(doi: str) -> str:
    """The identity of a canonical DOI: those of arXiv and the ACL Anthology name their ids."""
    for scheme in SCHEMES.values():
        for prefix in scheme.doi_prefixes:
            if doi.startswith(prefix) and (found := scheme.parse(doi.removeprefix(prefix))):
                return scheme.identity(found)
    return DOI.identity(doi)


def title_identity(title: str) -> str:
    """The identity of a work that is known by its title alone.

    Case, accents, punctuation and spacing do not count. A title without any letter or digit
    keeps its characters, percent-encoded.

    Returns:
        `title:` and the words of the title, joined by hyphens.
    """
    # A lone surrogate is no character, but a title may hold one.
    return f"title:{slug(title) or quote(title.strip(), safe='', errors='surrogatepass')}"


def slug(text: str) -> str:
    """The words of a text in lower case, without accents and punctuation, joined by hyphens."""
    if text.isascii():  # As most titles are; this is three times as fast.
        return b"-".join(text.encode().translate(_ASCII_WORDS).split()).decode()
    decomposed = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))
