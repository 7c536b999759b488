"""Identifiers of works, in every spelling that people paste, and titles where there is none.

An identity is an identifier with its scheme in front: `arxiv:2405.19103`, `doi:10.1145/1.2`,
`openreview:vCej5sO61x`, `acl:2024.findings-emnlp.685`, or `title:slug-of-the-title`.
"""

import functools
import re
import unicodedata
from urllib.parse import quote, unquote

# Patterns are compiled when they are first used: records of the bundle need none of them, and
# compiling them all would be a tenth of opening it.

# https://www.doi.org/the-identifier/resources/handbook/2_numbering: case-insensitive ASCII.
_DOI = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s?#]+"
_DOI_PREFIX = (
    r"(?:doi[:\s]\s*)?(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi[:\s]\s*"
    r"|https?://[^/\s]+/(?:doi/(?:abs/|full/|pdf/|epdf/)?|(?:article|book|chapter)/(?=10\.))"
)

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN to 2014, YYMM.NNNNN since 2015;
# before April 2007 archive[.subject class]/YYMMNNN, where the subject class is no part of the id.
_MONTH = "(?:0[1-9]|1[0-2])"
_ARXIV_NEW = rf"(?:0[7-9]|1[0-4]){_MONTH}\.[0-9]{{4}}|(?:1[5-9]|[2-9][0-9]){_MONTH}\.[0-9]{{5}}"
_ARXIV_OLD = rf"[a-z]+(?:-[a-z]+)?(?:\.[a-z]{{2}})?/[0-9]{{2}}{_MONTH}[0-9]{{3}}"
_ARXIV_CANONICAL = re.compile(rf"{_ARXIV_NEW}|[a-z]+(?:-[a-z]+)?/[0-9]{{2}}{_MONTH}[0-9]{{3}}")
# What may follow: a version, a suffix, and what arXiv itself writes behind (`[cs.SD] 29 May 2024`).
_ARXIV = rf"({_ARXIV_NEW}|{_ARXIV_OLD})(?:v[0-9]+)?(?:\.pdf)?(?:\s+\[.*)?"
_ARXIV_PREFIX = (
    r"(?:https?://)?(?:"
    r"(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|ps|format|src|e-print)/"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/"
    r"|(?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)/"
    r"|(?:www\.)?huggingface\.co/papers/)"
    r"|arxiv(?: preprint(?: arxiv)?)?[:\s]\s*"
    rf"|(?:{_DOI_PREFIX})?10\.48550(?:/|%2f)arxiv\."
)

_OPENREVIEW = r"[A-Za-z0-9_-]{6,}"
_OPENREVIEW_URL = (
    r"(?i:(?:https?://)?(?:www\.)?openreview\.net/(?:forum|pdf|attachment|revisions)/?"
    r"\?(?:[^#\s]*&)?id=([A-Za-z0-9_-]{6,}))"
)

# https://aclanthology.org/info/ids/: 2024.findings-emnlp.685 since 2020, P19-1001 before.
_ACL = (
    r"([0-9]{4}\.[a-z0-9]+(?:[-_][a-z0-9]+)*\.[0-9]+|[a-z][0-9]{2}-[0-9]{4,5})"
    r"(?:v[0-9]+)?(?:\.(?:pdf|bib|xml|endf))?"
)
_ACL_PREFIX = (
    r"(?:https?://)?(?:(?:www\.)?aclanthology\.org/|(?:www\.)?aclweb\.org/anthology/)"
    r"(?:papers/[a-z]/[a-z][0-9]{2}/)?|acl:\s*"
)
_ACL_DOI = "10.18653/v1/"

# Each byte of ASCII as it stands in a slug: letters in lower case, digits, and blanks for the rest.
_ASCII_WORDS = bytes(
    ord(chr(byte).lower() if chr(byte).isalnum() else " ") for byte in range(128)
).ljust(256)

_AROUND = " \t\r\n\v\f\xa0\u200b\ufeff<>[]\"'`“”‘’"
_AFTER = "/.,;:!…" + _AROUND


def _pasted(text: str) -> str:
    """A text as it was meant: without the blanks, quotes and brackets that came along."""
    return text.strip(_AROUND).removeprefix("(")


def _after_prefix(prefix: str, text: str) -> str | None:
    found = re.match(prefix, text)
    return text[found.end() :] if found else None


def _without_query(text: str) -> str:
    return unquote(re.split(r"[?#]", text, maxsplit=1)[0])


def _without_marks(text: str) -> str:
    """A text without the marks behind it; a parenthesis stays where it closes one of its own."""
    end = len(text.rstrip(_AFTER + ")"))
    unclosed = text.count("(", 0, end) - text.count(")", 0, end)
    while unclosed > 0 and (place := text.find(")", end)) >= 0:
        end, unclosed = place + 1, unclosed - 1
    return text[:end]


def parse_arxiv(text: str) -> str | None:
    """Read an arXiv identifier: bare, with `arXiv:`, as a URL or as a DOI, any version.

    Returns:
        The identifier without version and subject class (`2405.19103`, `cs/0112017`), or None.
    """
    if _ARXIV_CANONICAL.fullmatch(text):
        return text
    text = _pasted(text).lower()
    rest = _after_prefix(_ARXIV_PREFIX, text)
    found = re.fullmatch(_ARXIV, _without_marks(_without_query(text if rest is None else rest)))
    if found is None:
        return None
    archive, slash, number = found[1].partition("/")
    return f"{archive.split('.')[0]}/{number}" if slash else archive


def parse_doi(text: str) -> str | None:
    """Read a DOI: bare, with `doi:`, or as a URL of doi.org or of a publisher's page.

    Returns:
        The DOI in lower case (`10.1145/3548606.3560660`), or None.
    """
    text = _pasted(text).lower()
    prefix = re.match(_DOI_PREFIX, text)
    doi = text[prefix.end() :] if prefix else text
    if prefix and "/" in prefix[0]:  # A link, in which `%` is no character of the DOI.
        doi = _without_query(doi).lower()
    doi = _without_marks(doi)
    return doi if re.fullmatch(_DOI, doi) else None


def parse_openreview(text: str) -> str | None:
    """Read an OpenReview identifier from a forum, pdf or attachment URL, or bare.

    Returns:
        The identifier as it is (`vCej5sO61x`; capitals count), or None.
    """
    text = _pasted(text)
    found = re.match(_OPENREVIEW_URL, text)
    if found:
        return found[1]
    bare = text[len("openreview:") :].strip() if text.lower().startswith("openreview:") else text
    bare = _without_marks(bare)
    return bare if re.fullmatch(_OPENREVIEW, bare) else None


def parse_acl(text: str) -> str | None:
    """Read an ACL Anthology identifier: bare, or as the URL of its page or PDF.

    Returns:
        The identifier (`2024.findings-emnlp.685`, `P19-1001`), or None.
    """
    text = _pasted(text).lower()
    rest = _after_prefix(_ACL_PREFIX, text)
    found = re.fullmatch(_ACL, _without_marks(_without_query(text if rest is None else rest)))
    if found is None:
        return None
    return found[1] if "." in found[1] else found[1].upper()


@functools.lru_cache(maxsize=64)  # A link is asked about several times in a row.
def identify(text: str) -> str | None:
    """The identity that an identifier or a link names.

    A bare OpenReview identifier looks like any word, so it needs its URL or `openreview:`.

    Returns:
        `scheme:identifier` in canonical form, or None where the text names no known scheme.
    """
    text = _pasted(text)
    if arxiv := parse_arxiv(text):
        return f"arxiv:{arxiv}"
    if doi := parse_doi(text):
        acl = parse_acl(doi.removeprefix(_ACL_DOI)) if doi.startswith(_ACL_DOI) else None
        return f"acl:{acl}" if acl else f"doi:{doi}"
    if text.lower().startswith("openreview:") or re.match(_OPENREVIEW_URL, text):
        openreview = parse_openreview(text)
        return f"openreview:{openreview}" if openreview else None
    if acl := parse_acl(text):
        return f"acl:{acl}"
    return None


def doi_identity(doi: str) -> str:
    """The identity of a canonical DOI: those of arXiv and the ACL Anthology name their ids."""
    return identify(doi) or f"doi:{doi}"


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
