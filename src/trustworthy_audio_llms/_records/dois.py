"""DOIs in every spelling that people paste, and on the pages of publishers."""

import re
from urllib.parse import unquote

from .spellings import DOI_PREFIX, pasted, without_marks

# https://www.doi.org/the-identifier/resources/handbook/2_numbering: case-insensitive ASCII.
# What is no character, or none that is seen, is in none, although any other may be.
_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    r"\ufff0-\uffff\U000e0000-\U000e0fff"
)
_DOI = rf"10\.[0-9]{{4,9}}(?:\.[0-9]+)*/[^\s?#{_UNSEEN}]+"
# How most records have it, where nothing is left to do.
_CANONICAL = r"10\.[0-9]{4,9}/[a-z0-9](?:[a-z0-9./_-]*[a-z0-9])?"
# The part of an address that stands before a DOI on the pages of publishers, archives and proxies.
_BEFORE = frozenset(
    "doi abs full pdf epdf pdfdirect pdfplus fullhtml full-xml epub reader book proceedings "
    "article articles chapter chapters document content abstract fulltext html works "
    "article-abstract article-pdf article-standard chapter-abstract chapter-pdf "
    "referenceworkentry protocol doifinder".split()
)
_HOST = r"https?://([^/\s?#]+)/"
_PAGE = rf"{_HOST}(?:[^/\s?#]+/)*?([^/\s?#]+)/(?=10\.[0-9])"
# Publishers whose addresses are the DOI alone behind the host.
_BARE_HOST = r"https?://(?:doi[.-][^/\s?#]+|link\.springer\.com)/(?=10\.[0-9])"
_IN_QUERY = r"https?://[^\s?#]*\?(?:[^\s#]*&)?(?:id|doi|doid)=(10\.[0-9]{4}[^\s&#]*)"
# What a page adds behind the DOI: its form, or (at MIT Press, Oxford, AIP) its number and title.
_FORMS = frozenset(
    "full pdf abstract summary epub htm html xml svg meta fulltext references figures citation "
    "citations short long".split()
)
_NUMBER_OF_PAGE = r"(?<=.)/[0-9]{4,}(?:/.*)?$"
_VERSION_OF_BIORXIV = r"(?<=[0-9])v[0-9]+$"

# As bibliographies and web pages escape them. Neither a backslash nor a brace is in any DOI.
_ENTITY = r"&(?:amp;)*(amp|lt|gt);"
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">", "2f": "/", "3c": "<", "3e": ">"}
_ESCAPES = str.maketrans("", "", "\\{}")
_ENCODED = r"%(2f|3c|3e)"


def parse_doi(text: str) -> str | None:
    """Read a DOI: bare, with `doi:`, or as a URL of doi.org or of a publisher's page.

    Returns:
        The DOI in lower case (`10.1145/3548606.3560660`), or None.
    """
    if re.fullmatch(_CANONICAL, text):
        return text
    text = re.sub(_ENTITY, _character, pasted(text).lower()).translate(_ESCAPES)
    prefix = re.match(DOI_PREFIX, text)
    rest = text[prefix.end() :] if prefix else text
    if prefix and "/" in prefix[0]:  # A link, in which `%` is no character of the DOI.
        doi = _plain(_without_query(rest))
    elif text.startswith(("http://", "https://")):
        doi = _on_a_page(text)
    else:
        doi = re.sub(_ENCODED, _character, rest)
    doi = without_marks(doi)
    return doi if re.fullmatch(_DOI, doi) else None


def _character(escaped: re.Match[str]) -> str:
    return _CHARACTERS[escaped[1]]


def _without_query(text: str) -> str:
    return unquote(re.split(r"[?#]", text, maxsplit=1)[0])


def _plain(doi: str) -> str:
    """A DOI that was percent-encoded: what that may have hidden is no part of one either."""
    return doi.translate(_ESCAPES).lower()


def _on_a_page(url: str) -> str:
    """The DOI in the address of a publisher's page, without what the page adds behind it.

    Empty where there is none.
    """
    if found := re.match(_IN_QUERY, url):
        return _plain(unquote(found[1]))
    address = _without_query(url)
    found = re.match(_BARE_HOST, address) or re.match(_PAGE, address)
    if found is None or (found.re.groups and found[2] not in _BEFORE):
        return ""
    doi = _plain(_without_forms(address[found.end() :]))
    prefix, _, suffix = doi.partition("/")
    suffix = re.sub(_NUMBER_OF_PAGE, "", suffix)
    if prefix == "10.1101":  # https://www.biorxiv.org: 2020.01.01.123456v1.full.pdf.
        suffix = re.sub(_VERSION_OF_BIORXIV, "", suffix)
    return f"{prefix}/{suffix}"


def _without_forms(doi: str) -> str:
    """A DOI without the words for the form of a page behind it: `/full`, `.full.pdf`."""
    for _ in range(2):
        start = max(doi.rfind("."), doi.rfind("/"))
        if doi[start + 1 :] in _FORMS:
            doi = doi[:start]
    return doi
