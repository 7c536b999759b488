"""BibTeX and BibLaTeX.

Classic BibTeX reads bytes, so its dialect writes accented letters as macros and keeps to the
entry types and fields of 1988. BibLaTeX reads UTF-8 and has types for datasets and preprints.
No library writes what all readers take: pybtex and bibtexparser write fields as they are given.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from .._records.entries import Entry
from .._records.name_words import PARTICLES
from .._records.names import plain_name, split_name
from .._text import clean_line
from .foreign import bibtex_fields, bibtex_type, is_from_file
from .latex import title_to_latex, to_latex, without_lone_braces
from .references import Reference, references

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# How a word must begin lest BibTeX take it for a particle: É as bytes is no capital, {\'E} is one.
_CAPITAL_FIRST = re.compile(r"(?:\{\\(?:[^a-zA-Z]\{?|[a-zA-Z][{ ]|(?=(?:L|O|AE)\})))?[A-Z]")
_ESCAPED_CHARACTERS = ("\\&", "\\%", "\\$", "\\#", "\\_")
_ONLY_FOR_TEX = re.compile(r"[\\^~]")
_ROUND_BRACKETS = str.maketrans("{}", "()")
# What a DOI holds that TeX reads as it is; all else it might run. `quote` leaves letters, digits
# and `_.-~` alone.
_SAFE_IN_DOI = "/:;()[]!*'=,@+"
_SAFE_DOI = re.compile(rf"[\w.{re.escape(_SAFE_IN_DOI)}-]+", re.ASCII)


def to_bibtex(
    entries: Iterable[Entry],
    *,
    header: Sequence[str] = (),
    ascii: bool = True,
    short_venues: bool = False,
) -> str:
    r"""Entries as a BibTeX file.

    Preprints, benchmarks and datasets are `@misc` (several readers drop other types silently), a
    venue under review stands in `note` only, and `note` says what is unverified.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        header: Lines on how the file came to be. They stand before the first entry: as comments,
            or, since no comment may hold an `@`, as an `@string` that nothing uses.
        ascii: Whether Latin letters with accents become macros (`{\'e}`), since classic BibTeX
            sorts and cuts bytes. What has no macro that most readers know stays UTF-8.
        short_venues: Whether venues go by their short names (`ICASSP 2026`).

    Returns:
        The text of a `.bib` file, to be written as UTF-8.
    """
    works = references(entries, short_venues=short_venues)
    return _bib_file(header, (_bibtex(work, ascii=ascii) for work in works))


def bibtex_parts(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> tuple[str, list[str]]:
    """The parts of the file that `to_bibtex` makes: joined by line feeds, they are that file.

    Args:
        entries: The works.
        header: Lines on how the file came to be.

    Returns:
        What stands before the first entry, empty without a header, and the text of each entry.
    """
    return _opening_of_file(header), [_bibtex(work, ascii=True) for work in references(entries)]


def to_biblatex(
    entries: Iterable[Entry], *, header: Sequence[str] = (), short_venues: bool = False
) -> str:
    """Entries as a BibLaTeX file.

    What only knows BibTeX (Zotero, bibtexparser 1) drops `@dataset`: give it `to_bibtex`.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        header: Lines on how the file came to be, as in `to_bibtex`.
        short_venues: Whether venues go by their short names (`ICASSP 2026`).

    Returns:
        The text of a `.bib` file, to be written as UTF-8.
    """
    return _bib_file(header, map(_biblatex, references(entries, short_venues=short_venues)))


def _bib_file(header: Sequence[str], blocks: Iterable[str]) -> str:
    opening = _opening_of_file(header)
    return "\n".join([opening, *blocks] if opening else blocks)


def _opening_of_file(header: Sequence[str]) -> str:
    lines = []
    for number, line in enumerate(map(clean_line, header), start=1):
        if "@" in line:
            lines.append(f"@string{{provenance{number} = {{{line.translate(_ROUND_BRACKETS)}}}}}\n")
        else:
            lines.append(f"% {line}\n")
    return "".join(lines)


def _bibtex(work: Reference, *, ascii: bool) -> str:
    authors = _authors(work, ascii=ascii)
    kind = _bibtex_type(work, authors)
    fields = [*_opening(work, authors)]
    if work.date:
        fields.append(("year", f"{work.date.year:04}"))
    fields += [(_VENUE_FIELDS.get(kind, "howpublished"), work.venue), *_place(work, kind)]
    if not work.venue and kind == "misc":
        fields.append(("howpublished", work.home))
    fields += _identifiers(work, "archivePrefix", "arXiv", "primaryClass")
    fields += _closing(work, with_home=kind == "unpublished")
    if not authors:  # BibTeX sorts by it, and warns where there is neither.
        fields.append(("key", _sorting_key(work)))
    month = _MONTHS[work.date.month - 1] if work.date and work.date.month else None
    return _written(kind, work, fields, ascii=ascii, month=month)


def _sorting_key(work: Reference) -> str:
    """What a work without authors is sorted by, and labelled by its first three characters.

    Where a macro stands among these, alpha.bst would cut it: then it is the citation key.
    """
    known_as = clean_line(work.entry.name or "") or work.title
    return work.key if "\\" in to_latex(known_as, ascii=True)[:4] else known_as


def _bibtex_type(work: Reference, authors: str) -> str:
    if kind := bibtex_type(work.entry):
        return kind
    if authors and work.date and work.form in ("article", "paper"):
        return "article" if work.form == "article" else "inproceedings"
    if authors and work.form == "manuscript" and not work.entry.arxiv:
        return "unpublished"
    return "misc"


_VENUE_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
}
"""What names the venue, by type; `howpublished` in all others."""


def _biblatex(work: Reference) -> str:
    authors = _authors(work, ascii=False)
    kind = _biblatex_type(work, authors)
    venue_field = "journaltitle" if kind == "article" else _VENUE_FIELDS.get(kind, "howpublished")
    fields = [*_opening(work, authors)]
    if work.date:
        fields.append(("date", str(work.date)))
    fields += [(venue_field, work.venue), *_place(work, kind)]
    fields.append(("pubstate", "inpress" if work.is_awaited else _state(work)))
    fields += _identifiers(work, "eprinttype", "arxiv", "eprintclass")
    return _written(kind, work, [*fields, *_closing(work)], ascii=False)


# https://ctan.org/pkg/biblatex, 4.9.2.11: what `pubstate` may say.
_STATES = {"preprint": "prepublished", "under-review": "submitted", "manuscript": "submitted"}


def _state(work: Reference) -> str | None:
    return _STATES.get(work.entry.status or "", _STATES.get(work.form))


def _biblatex_type(work: Reference, authors: str) -> str:
    if work.form == "preprint" and work.url and not bibtex_type(work.entry):
        return "online"
    if work.form in ("dataset", "software"):
        return work.form
    return _bibtex_type(work, authors)


_Fields = list[tuple[str, str | None]]


def _opening(work: Reference, authors: str) -> Iterator[tuple[str, str | None]]:
    yield "title", work.title
    yield "author", authors


def _place(work: Reference, kind: str) -> _Fields:
    """Where in its venue a work stands, and who publishes that."""
    entry = work.entry
    pages = re.sub(r"\s*[-–—]+\s*", "--", clean_line(entry.pages)) if entry.pages else None
    if kind in ("misc", "unpublished", "online", "dataset", "software"):
        return []
    if kind != "inproceedings":
        return [("volume", entry.volume), ("number", entry.number), ("pages", pages)]
    # Classic styles take either a volume or a number for proceedings, and warn at both.
    number = None if entry.volume else entry.number
    publisher = work.edition.venue.publisher if work.edition else None
    place = [("volume", entry.volume), ("number", number), ("pages", pages)]
    return [*place, ("publisher", publisher)]


def _identifiers(work: Reference, scheme_field: str, scheme: str, class_field: str) -> _Fields:
    if not work.entry.arxiv:
        return []
    category = work.entry.arxiv_category
    return [("eprint", work.entry.arxiv), (scheme_field, scheme), (class_field, category)]


def _closing(work: Reference, *, with_home: bool = False) -> _Fields:
    remarks = [work.remarks] + [work.home] * with_home
    return [
        ("doi", _doi(work.doi) if work.doi else None),
        ("url", work.url),
        ("note", ". ".join(filter(None, remarks))),
        ("keywords", ", ".join(work.keywords)),
        ("abstract", work.abstract),
    ]


# What is written as it is: identifiers, which every reader takes raw, names, which are rendered
# one by one, and numbers.
_RAW = frozenset("author year date eprint archivePrefix eprinttype pubstate doi url".split())


def _written(
    kind: str, work: Reference, fields: _Fields, *, ascii: bool, month: str | None = None
) -> str:
    lines = [f"@{kind}{{{work.key},\n"]
    for name, value in (*fields, *_fields_of_its_file(work.entry, fields, month)):
        if not value:
            continue
        if name == "title":
            value = title_to_latex(value, ascii=ascii)
        elif name not in _RAW:
            value = to_latex(clean_line(value), ascii=ascii)
        lines.append(f"  {name} = {{{value}}},\n")
        if name == "year" and month:
            lines.append(f"  month = {month},\n")  # A name that styles define, without braces.
    return "".join([*lines, "}\n"])


def _fields_of_its_file(entry: Entry, fields: _Fields, month: str | None) -> _Fields:
    """What a reference file said besides, of a work that comes from one."""
    if not is_from_file(entry):
        return []
    said = {name.lower() for name, value in fields if value}
    return list(bibtex_fields(entry, {*said, "month"} if month else said))


def _doi(doi: str) -> str:
    """A DOI percent-encoded, as links have it: it cannot be escaped, since readers take it raw."""
    if _SAFE_DOI.fullmatch(doi):
        return doi
    return quote(doi, safe=_SAFE_IN_DOI).replace("~", "%7E")


def _authors(work: Reference, *, ascii: bool) -> str:
    written = [name for full in work.authors if (name := author_to_bibtex(full, ascii))]
    if written and work.more_authors:
        written.append("others")
    return " and ".join(written)


def author_to_bibtex(full: str, ascii: bool) -> str:
    """A name as `Family, Given` or `Family, Jr., Given`, or in braces where it has no parts."""
    if plain := plain_name(full):
        return f"{plain[0]}, {plain[1]}"  # To remember all of these takes longer.
    return _in_parts(full, ascii)


@functools.lru_cache(maxsize=1 << 15)  # Most authors have more than one work.
def _in_parts(full: str, ascii: bool) -> str:
    # What only TeX has a use for is in no name, and styles cut labels out of names.
    name = split_name(without_lone_braces(clean_line(_ONLY_FOR_TEX.sub("", full))))
    if not name.given:
        whole = f"{name.family} {name.suffix}".strip()
        return f"{{{to_latex(whole, ascii=ascii)}}}" if whole else ""
    parts = [_family(name.family, ascii=ascii)]
    parts += [to_latex(part, ascii=ascii) for part in (name.suffix, name.given) if part]
    written = ", ".join(parts)
    # citation-js takes the " and " after an escaped character for a part of the name.
    return written + "{}" if written.endswith(_ESCAPED_CHARACTERS) else written


def _family(family: str, *, ascii: bool) -> str:
    """A family name whose particles, and nothing else, are particles to BibTeX.

    BibTeX and biber tell particles by the small letter they start with. What follows the known
    particles is put into braces where it could be mistaken for more of them.
    """
    words = family.split(" ")
    particles = 0
    while particles < len(words) - 1 and words[particles] in PARTICLES:
        particles += 1
    rest = words[particles:]
    written = to_latex(" ".join(rest), ascii=ascii)
    capitals = (_CAPITAL_FIRST.match(to_latex(word, ascii=ascii)) for word in rest)
    mistaken = rest[0][0].islower() or (len(rest) > 1 and not all(capitals))
    # In Pérez-González-de-Martos it takes the small letter behind a hyphen for a particle, too.
    if mistaken or re.search(r"-[a-z]", written):
        written = f"{{{written}}}"
    return " ".join([*words[:particles], written])
