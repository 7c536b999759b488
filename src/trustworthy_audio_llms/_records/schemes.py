"""The table of identifier schemes: everything that anybody asks about one.

Records, references, exports, the audit, the page and the tools go by it. A new scheme is one row
here and one field of `Entry` under its name.
"""

from collections.abc import Callable
from urllib.parse import quote

import attrs

from .dois import parse_doi
from .spellings import parse_acl, parse_arxiv, parse_openreview, pasted, without_marks


@attrs.frozen(kw_only=True)
class Scheme:
    """A kind of identifier.

    Attributes:
        name: The word before the identifier in an identity, and the field of the record.
        label: What people call it.
        parse: Reads an identifier in any spelling, and gives it in canonical form, or None.
        page: The address of a work's own page, with `{}` for the identifier.
        example: An identifier, for messages.
        in_text: A pattern that finds identifiers in running text, in any case; its group, or all
            that it finds, is for `parse` to judge.
        hints: Texts in lower case of which one stands in every text that `in_text` may find; where
            there are none, every text is searched.
        addresses: A pattern of how addresses begin in which an identifier must stand, or None.
        one_page: Whether links to other places of a work should lead to its page instead.
        doi_prefixes: What its identifiers stand behind in DOIs that are given to them, in lower
            case.
        mistakable: Whether a bare identifier looks like any word, so that it counts only with its
            label or in a link.
        table_prefix: What tables write before an identifier, since readers take a bare one for a
            number.
    """

    name: str
    label: str
    parse: Callable[[str], str | None]
    page: str
    example: str
    in_text: str
    hints: tuple[str, ...] = ()
    addresses: str | None = None
    one_page: bool = False
    doi_prefixes: tuple[str, ...] = ()
    mistakable: bool = False
    table_prefix: str = ""

    def page_of(self, identifier: str) -> str:
        """The address of the page of a canonical identifier."""
        return self.page.format(quote(identifier, safe="/:;()!*'=,@._-+"))

    def read(self, text: str) -> str | None:
        """The identifier that a text names without being asked for one."""
        found = self.parse(text)
        if found and self.mistakable and without_marks(pasted(text)) == found:
            return None
        return found

    def identity(self, identifier: str) -> str:
        """The identity of a canonical identifier."""
        return f"{self.name}:{identifier}"


ARXIV = Scheme(
    name="arxiv",
    label="arXiv",
    parse=parse_arxiv,
    page="https://arxiv.org/abs/{}",
    example="2405.19103",
    hints=("arxiv", "abs/"),
    in_text=(
        r"(?:arxiv(?:\.org/(?:abs|pdf|html)/"
        r"|[\s:.,/#]*+(?:(?:preprint|id|e-?print|arxiv|abs)[\s:.,/#]*+){0,3})|(?<![\w/.])abs/)"
        r"((?:[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?/)?\d{4}(?:\.\d{4,5}|\d{3})(?:v\d+)?)(?!\d)"
    ),
    addresses=r"https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)\b",
    one_page=True,
    doi_prefixes=("10.48550/arxiv.",),
    table_prefix="arXiv:",
)
DOI = Scheme(
    name="doi",
    label="DOI",
    parse=parse_doi,
    page="https://doi.org/{}",
    example="10.1145/3548606.3560660",
    hints=("10.",),
    in_text=r"(?<![\w.])10\.\d{4,9}/[^\s\"<>{}|\\^`]+",
    addresses=r"https?://(?:dx\.)?doi\.org/10\.",
)
OPENREVIEW = Scheme(
    name="openreview",
    label="OpenReview",
    parse=parse_openreview,
    page="https://openreview.net/forum?id={}",
    example="vCej5sO61x",
    hints=("openreview",),
    in_text=(
        r"openreview(?:\.net/(?:forum|pdf|attachment)\?(?:[^\s#]*&)?id=|:\s*)([A-Za-z0-9_-]{6,})"
    ),
    addresses=r"https?://(?:www\.)?openreview\.net/(?:forum|pdf|attachment)\?",
    one_page=True,
    mistakable=True,
)
ACL = Scheme(
    name="acl",
    label="ACL Anthology",
    parse=parse_acl,
    page="https://aclanthology.org/{}/",
    example="2024.acl-long.1",
    hints=("acl",),
    in_text=r"(?:aclanthology\.org|aclweb\.org/anthology)/[^\s}]+|\bacl:[^\s}]+",
    doi_prefixes=("10.18653/v1/",),
)

SCHEMES: dict[str, Scheme] = {scheme.name: scheme for scheme in (ARXIV, DOI, OPENREVIEW, ACL)}
"""The schemes by name, in order of rank: what an entry is known by first comes first."""
