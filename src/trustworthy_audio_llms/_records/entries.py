"""The records of works: entries, by kind.

It is long, because every field is declared, explained and checked here, once.
"""

# mypy knows converters only by name, and takes what it does not know for Any: the constructors
# then accept what the converters accept, which is what we want.
# mypy: disable-error-code="misc"

import re
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs
from attrs import field

from .._public import function_of, public
from .._text import printable
from . import fields
from .dates import PartialDate
from .identifiers import doi_identity, identify, title_identity
from .mentions import Mention, as_mentions
from .schemes import DOI, SCHEMES, Scheme
from .showing import as_reference, in_a_few_lines

Status = Literal["published", "accepted", "preprint", "under-review"]
Scope = Literal["audio-llm", "speech"]

_CITEKEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[._:/+-][A-Za-z0-9]+)*")
# What other people's files may have as a key: all that BibTeX takes and TeX does not act upon.
_FOREIGN_CITEKEY = re.compile(r"[^\s\x00-\x1f\x7f-\x9f{}\",%#=~\\^$&<>|`]+")


class _Kept:
    """What a record object knows besides its fields, and no copy of it does."""

    __slots__ = ("_origin",)


@public
@attrs.frozen(kw_only=True, repr=False)
class Entry(_Kept):
    """One work: a paper, survey, benchmark, dataset or toolkit.

    Lists are taken for tuples, and identifiers in any spelling people paste; what is kept is
    canonical. `attrs.evolve` makes a changed copy; with `id=""`, its id follows from what it holds.

    Attributes:
        id: The identity: `arxiv:…`, else `doi:…`, `openreview:…`, `acl:…`, else `title:…`. It
            follows from the other fields when it is not given.
        title: The title, as plain text on one line.
        aliases: Other titles the work is or was known by; looked up like the title.
        name: The short name of the artefact it introduces (`AudioSafe`).
        authors: Full names, in order.
        authors_complete: Whether these are all of them; False where a source names only some.
        date: The first public version.
        published: When it appeared at its venue, where that is known.
        venue: Where it appeared or is announced to appear (`ACL 2025`).
        volume: The volume, as the publisher writes it.
        number: The number or issue, as the publisher writes it.
        pages: The pages, or the number of the article, as the publisher writes them.
        status: `published`, `accepted`, `preprint` or `under-review`.
        topics: Slugs in the taxonomy, the main one first (`safety/jailbreak`).
        keywords: Short terms.
        scope: `audio-llm`, or `speech` for the speech and audio security around them; None where
            nobody said.
        description: One sentence on what it is.
        abstract: Its abstract, as its publisher or a file of references gives it.
        note: What a reader must know before citing it.
        url: The link as the list gives it.
        arxiv: The arXiv identifier, without version.
        arxiv_category: The primary category on arXiv (`cs.SD`).
        doi: The DOI, in lower case.
        openreview: The OpenReview identifier.
        acl: The ACL Anthology identifier.
        code: The URL of its code.
        data: The URL of its data.
        introduced_by: The identity of the work that introduces it.
        featured: Whether the list singles it out.
        verified: Whether two independent sources agree on identifier and title.
        evidence: Those sources, as `owner/repository:path` or URL.
        rests_on: Where fields besides identifier and title were seen: their names, a colon, and the
            place (`"venue doi: owner/repository:path"`).
        extra: What a file of references says besides, as pairs of a field's name and its value.
        mentions: The places in lists that name it.
        citekey: The citation key, unique in its catalog: ASCII, or as a reference file has it.

    Raises:
        ValueError: A field is not what it must be; the message names field and value.
    """

    id: str = field(default="", converter=fields.word("id"))
    title: str = field(converter=fields.text("title"))
    aliases: tuple[str, ...] = field(default=(), converter=fields.texts("aliases"))
    name: str | None = field(default=None, converter=fields.optional_text("name"))
    authors: tuple[str, ...] = field(default=(), converter=fields.texts("authors"))
    authors_complete: bool = field(default=True, converter=fields.flag("authors_complete"))
    date: PartialDate | None = field(default=None, converter=fields.optional_date("date"))
    published: PartialDate | None = field(default=None, converter=fields.optional_date("published"))
    venue: str | None = field(default=None, converter=fields.optional_text("venue"))
    volume: str | None = field(default=None, converter=fields.optional_text("volume"))
    number: str | None = field(default=None, converter=fields.optional_text("number"))
    pages: str | None = field(default=None, converter=fields.optional_text("pages"))
    status: Status | None = field(
        default=None, converter=fields.one_of("status", *get_args(Status), None)
    )
    topics: tuple[str, ...] = field(default=(), converter=fields.slugs("topics"))
    keywords: tuple[str, ...] = field(default=(), converter=fields.texts("keywords"))
    scope: Scope | None = field(
        default=None, converter=fields.one_of("scope", *get_args(Scope), None)
    )
    description: str | None = field(default=None, converter=fields.optional_text("description"))
    abstract: str | None = field(default=None, converter=fields.optional_text("abstract"))
    note: str | None = field(default=None, converter=fields.optional_text("note"))
    url: str | None = field(default=None, converter=fields.optional_url("url"))
    arxiv: str | None = field(default=None, converter=fields.optional_identifier("arxiv"))
    arxiv_category: str | None = field(
        default=None, converter=fields.optional_text("arxiv_category")
    )
    doi: str | None = field(default=None, converter=fields.optional_identifier("doi"))
    openreview: str | None = field(default=None, converter=fields.optional_identifier("openreview"))
    acl: str | None = field(default=None, converter=fields.optional_identifier("acl"))
    code: str | None = field(default=None, converter=fields.optional_url("code"))
    data: str | None = field(default=None, converter=fields.optional_url("data"))
    introduced_by: str | None = field(default=None, converter=fields.optional_text("introduced_by"))
    featured: bool = field(default=False, converter=fields.flag("featured"))
    verified: bool = field(default=False, converter=fields.flag("verified"))
    evidence: tuple[str, ...] = field(default=(), converter=fields.texts("evidence"))
    rests_on: tuple[str, ...] = field(default=(), converter=fields.texts("rests_on"))
    extra: tuple[tuple[str, str], ...] = field(default=(), converter=fields.pairs("extra"))
    mentions: tuple[Mention, ...] = field(default=(), converter=as_mentions)
    citekey: str = field(default="", converter=fields.word("citekey"))

    def __attrs_post_init__(self) -> None:
        if self.doi:
            self._name_from_doi(self.doi)
        if not self.id:
            object.__setattr__(self, "id", self.identities[0])
        elif self.arxiv is None or self.id != f"arxiv:{self.arxiv}":  # As most are.
            self._adopt_id()
        if not self.citekey:
            from .citekeys import citekey_for  # Entries of a snapshot have theirs.

            object.__setattr__(self, "citekey", citekey_for(self.authors, self.date, self.title))
        elif not _CITEKEY.fullmatch(self.citekey) and not self._has_foreign_citekey():
            raise ValueError(
                "`citekey` must be ASCII letters and digits that start with a letter, with single "
                f"marks of . _ : / + - between them, not {self.citekey!r}."
            )

    def _has_foreign_citekey(self) -> bool:
        """Whether the key is one that a reference file may have, and the entry is from such one."""
        is_key = _FOREIGN_CITEKEY.fullmatch(self.citekey) is not None
        return bool(self.extra) and is_key and self.citekey.isprintable()

    def _name_from_doi(self, doi: str) -> None:
        """The DOIs that arXiv and the ACL Anthology give out spell their own identifiers."""
        if any(scheme.doi_prefixes and self._identifier(scheme) for scheme in SCHEMES.values()):
            return
        scheme, _, value = doi_identity(doi).partition(":")
        if scheme != DOI.name:
            object.__setattr__(self, scheme, value)

    def _identifier(self, scheme: Scheme) -> str | None:
        identifier: str | None = getattr(self, scheme.name, None)
        return identifier

    def _adopt_id(self) -> None:
        """Take an id in any spelling; it may bring along an identifier that was not given."""
        if self.id in self.identities:
            return
        given = identify(self.id)
        if given is not None:
            scheme, _, value = given.partition(":")
            if getattr(self, scheme, value) is None:
                object.__setattr__(self, scheme, value)
        if given not in self.identities:
            raise ValueError(
                f"`id` must be one of the entry's identities {self.identities}, not {self.id!r}. "
                "Leave it empty, and it follows from the other fields."
            )
        object.__setattr__(self, "id", given)

    @property
    def identities(self) -> tuple[str, ...]:
        """Every identity the work answers to, best first; by title only without any other."""
        own: list[str] = []
        for scheme in SCHEMES.values():
            if identifier := self._identifier(scheme):
                is_doi = scheme is DOI
                own.append(doi_identity(identifier) if is_doi else scheme.identity(identifier))
        return tuple(dict.fromkeys(own)) or (self._identity_of_title(),)

    def _identity_of_title(self) -> str:
        """That of the title; what follows a slash tells works of one title apart."""
        identity = title_identity(self.title)
        return self.id if self.id.startswith(f"{identity}/") else identity

    @property
    def kind(self) -> str:
        """The class in lower case: `paper`, `survey`, `benchmark`, `dataset` or `toolkit`."""
        return type(self).__name__.lower()

    @property
    def year(self) -> int | None:
        """The year of its date, or None."""
        return self.date.year if self.date else None

    if TYPE_CHECKING:
        # attrs makes them. mypy asks for the first before it lets a text be looked for in a
        # catalog, as in `"arxiv:2405.19103" in catalog`.
        def __eq__(self, other: object) -> bool: ...
        def __hash__(self) -> int: ...

    def __repr__(self) -> str:
        """What says something of it, in a few lines; `to_dict` has everything."""
        return printable(in_a_few_lines(self))

    def __str__(self) -> str:
        """The entry as a reference that a person reads."""
        return printable(as_reference(self))

    @property
    def series(self) -> str | None:
        """The series of its venue (`ACL`), as the registry of venues knows it."""
        from .venues import series_of  # Most of what is done with records needs no venues.

        return series_of(self.venue) if self.venue else None

    def to_bibtex(self) -> str:
        """The reference to this one work as BibTeX; `Catalog.to_bibtex` says where it is from."""
        return str(function_of("_exports.bibtex", "to_bibtex")([self]))

    def to_dict(self) -> dict[str, Any]:
        """Every field as a plain value, with `kind` and `year`; dates are ISO text."""
        return dict(next(function_of("_exports.tables", "records")([self])))

    def sources_of(self, name: str) -> tuple[str, ...]:
        """Where a field was seen: the places that `rests_on` names for it, else the evidence.

        Args:
            name: The name of a field, such as `venue`.
        """
        places = [text.partition(": ") for text in self.rests_on]
        named = [place for names, _, place in places if name in names.split()]
        return tuple(named) or self.evidence

    def _repr_html_(self) -> str:
        """The fields that say something, for notebooks."""
        from .._html import faint, link, record

        verified = "" if self.verified else f", {faint('not verified')}"
        caption = f"<b>{link(self.title, self.url)}</b> ({self.kind}{verified})"
        return record(caption, self, without=("title", "verified"), places=("evidence", "rests_on"))


# The kinds below add no fields, so that they need no decorator (and no generated methods) of
# their own: attrs compares by class, evolves by class and shows the class's name.
@public
class Paper(Entry):
    """A work whose point is what it reports."""

    __slots__ = ()


@public
class Survey(Paper):
    """A paper that surveys others."""

    __slots__ = ()


@public
class Benchmark(Entry):
    """A work whose point is a benchmark."""

    __slots__ = ()


@public
class Toolkit(Entry):
    """A work whose point is software to work with."""

    __slots__ = ()


@public
@attrs.frozen(kw_only=True, repr=False)
class Dataset(Entry):
    """A work whose point is a collection of data.

    Attributes:
        source: Where the data come from, in the list's word (`Public`, `Custom`, `Derived`).
    """

    source: str | None = field(default=None, converter=fields.optional_text("source"))


KINDS: dict[str, type[Entry]] = {
    cls.__name__.lower(): cls for cls in (Paper, Survey, Benchmark, Dataset, Toolkit)
}
"""The kinds of entries, by the word that names them."""
