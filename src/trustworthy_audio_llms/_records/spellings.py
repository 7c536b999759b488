"""Identifiers in every spelling that people paste; DOIs, of which there is more to say, in `dois`.

Each function reads identifiers of one scheme and gives them in canonical form. The table of the
schemes is in `schemes`.
"""

import re
from urllib.parse import unquote

# Patterns are compiled when they are first used: records of the bundle need none of them, and
# compiling them all would be a tenth of opening it.

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN to 2014, YYMM.NNNNN since 2015;
# before April 2007 archive[.subject class]/YYMMNNN, where the subject class is no part of the id.
_MONTH = "(?:0[1-9]|1[0-2])"
_ARXIV_NEW = rf"(?:0[7-9]|1[0-4]){_MONTH}\.[0-9]{{4}}|(?:1[5-9]|[2-9][0-9]){_MONTH}\.[0-9]{{5}}"
_ARXIV_OLD = rf"[a-z]+(?:-[a-z]+)?(?:\.[a-z]{{2}})?/[0-9]{{2}}{_MONTH}[0-9]{{3}}"
_ARXIV_CANONICAL = re.compile(rf"{_ARXIV_NEW}|[a-z]+(?:-[a-z]+)?/[0-9]{{2}}{_MONTH}[0-9]{{3}}")
# What may follow: a version, a suffix, and what arXiv itself writes behind (`[cs.SD] 29 May 2024`).
_ARXIV = rf"({_ARXIV_NEW}|{_ARXIV_OLD})(?:v[0-9]+)?(?:\.pdf)?(?:\s+\[.*)?"
# Behind a word that says arXiv, bibliographies write the year, too.
_AND_YEAR = r"(?:[,;.]?\s*\(?(?:19|20)[0-9]{2}\)?)?"
DOI_PREFIX = r"(?:doi[:\s]\s*|info:doi/|urn:doi:|(?:https?://)?(?:(?:dx|www)\.)?doi\.org/+)+"
"""What stands before a DOI: a word, a resolver's address, or both."""

_ARXIV_PREFIX = (
    r"(?:https?://)?(?:"
    r"(?:[a-z0-9-]+\.)?arxiv\.org/+(?:abs|pdf|html|ps|dvi|format|src|e-print)/+"
    r"|xxx\.lanl\.gov/(?:abs|pdf)/"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/"
    r"|(?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)/"
    r"|(?:www\.)?(?:huggingface\.co|hf\.co|arxiv-vanity\.com|emergentmind\.com)/papers/"
    r"|(?:www\.)?(?:papers\.cool|scirate\.com|semanticscholar\.org)/arxiv/)"
    r"|oai:arxiv\.org:\s*|(?:arxiv:\s*)?abs/"
    r"|(?:arxiv|corr)(?:\s+(?:preprint|e-?print)s?)?(?:[,:]\s*|\s+)(?:arxiv[:\s]\s*|abs/)?"
    rf"|(?:{DOI_PREFIX})?10\.48550(?:/|%2f)arxiv\."
)
# Where arXiv keeps its files: the archive of an old identifier is in the path.
_ARXIV_FILES = r"/(?:ftp|vc)/([a-z-]+)/papers/[0-9]{4}/"

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
    r"(?:https?://)?(?:(?:www\.)?aclanthology\.org/|(?:www\.)?aclweb\.org/anthology(?:-new)?/"
    r"|(?:www\.)?aclanthology\.info/)(?:papers/)?(?:[a-z]/[a-z][0-9]{2}/)?|acl:\s*"
)

_AROUND = " \t\r\n\v\f\xa0\u200b\ufeff<>[]{}\"'`“”‘’"
_AFTER = "/.,;:!…" + _AROUND


def pasted(text: str) -> str:
    """A text as it was meant: without the blanks, quotes and brackets that came along."""
    return text.strip(_AROUND).removeprefix("(")


def without_marks(text: str) -> str:
    """A text without the marks behind it; a parenthesis stays where it closes one of its own."""
    end = len(text.rstrip(_AFTER + ")"))
    unclosed = text.count("(", 0, end) - text.count(")", 0, end)
    while unclosed > 0 and (index := text.find(")", end)) >= 0:
        end, unclosed = index + 1, unclosed - 1
    return text[:end]


def _after_prefix(prefix: str, text: str) -> str | None:
    found = re.match(prefix, text)
    return text[found.end() :] if found else None


def _without_query(text: str) -> str:
    return unquote(re.split(r"[?#]", text, maxsplit=1)[0])


def parse_arxiv(text: str) -> str | None:
    """Read an arXiv identifier: bare, with `arXiv:`, as a URL or as a DOI, any version.

    Returns:
        The identifier without version and subject class (`2405.19103`, `cs/0112017`), or None.
    """
    if _ARXIV_CANONICAL.fullmatch(text):
        return text
    text = re.sub(_ARXIV_FILES, _abstract_page, pasted(text).lower(), count=1)
    rest = _after_prefix(_ARXIV_PREFIX, text)
    labelled = rest is not None
    number = without_marks(_without_query(text if rest is None else rest))
    number = number.removeprefix("arxiv:") if labelled else number
    found = re.fullmatch(_ARXIV + _AND_YEAR if labelled else _ARXIV, number)
    if found is None:
        return None
    archive, slash, number = found[1].partition("/")
    return f"{archive.split('.')[0]}/{number}" if slash else archive


def _abstract_page(found: re.Match[str]) -> str:
    return "/abs/" if found[1] == "arxiv" else f"/abs/{found[1]}/"


def parse_openreview(text: str) -> str | None:
    """Read an OpenReview identifier from a forum, pdf or attachment URL, or bare.

    Returns:
        The identifier as it is (`vCej5sO61x`; capitals count), or None.
    """
    text = pasted(text)
    found = re.match(_OPENREVIEW_URL, text)
    if found:
        return found[1]
    bare = text[len("openreview:") :].strip() if text.lower().startswith("openreview:") else text
    bare = without_marks(bare)
    return bare if re.fullmatch(_OPENREVIEW, bare) else None


def parse_acl(text: str) -> str | None:
    """Read an ACL Anthology identifier: bare, or as the URL of its page or PDF.

    Returns:
        The identifier (`2024.findings-emnlp.685`, `P19-1001`), or None.
    """
    text = pasted(text).lower()
    rest = _after_prefix(_ACL_PREFIX, text)
    found = re.fullmatch(_ACL, without_marks(_without_query(text if rest is None else rest)))
    if found is None:
        return None
    return found[1] if "." in found[1] else found[1].upper()
