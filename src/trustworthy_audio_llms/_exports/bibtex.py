"""BibTeX and BibLaTeX.

Classic BibTeX reads bytes, so its dialect writes accented letters as macros and keeps to the
entry types and fields of 1988. BibLaTeX reads UTF-8 and has types for datasets and preprints.
No library writes what all readers take: pybtex and bibtexparser write fields as they are given.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from .._records.entries import Entry
from .._records.names import PARTICLES, plain_name, split_name, without_et_al
from .._text import clean_line
from .foreign import bibtex_fields, bibtex_type
from .latex import title_to_latex, to_latex, without_lone_braces
from .references import Reference, references

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# How a word must begin lest BibTeX take it for a particle: É as bytes is no capital, {\'E} is one.
_CAPITAL_FIRST = re.compile(r"(?:\{\\(?:[^a-zA-Z]\{?|[a-zA-Z][{ ]|(?=(?:L|O|AE)\})))?[A-Z]")
_ESCAPED_CHARACTERS = ("\\&", "\\%", "\\$", "\\#", "\\_")
_ROUND_BRACKETS = str.maketrans("{}", "()")
# What a DOI holds that TeX reads as it is; all else it might run. `quote` leaves letters, digits
# and `_.-~` alone.
_SAFE_IN_DOI = "/:;()[]!*'=,@+"


def to_bibtex(entries: Iterable[Entry], *, header: Sequence[str] = (), ascii: bool = True) -> str:
    r"""Entries as a BibTeX file.

    Preprints, benchmarks and datasets are `@misc` (several readers drop other types silently), a
    venue under review stands in `note` only, and `note` says what is unverified.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        header: Lines on how the file came to be. They stand before the first entry: as comments,
            or, since no comment may hold an `@`, as an `@string` that nothing uses.
        ascii: Whether Latin letters with accents become macros (`{\'e}`), since classic BibTeX
            sorts and cuts bytes. What has no macro that most readers know stays UTF-8.

    Returns:
        The text of a `.bib` file, to be written as UTF-8.
    """
    return _bib_file(header, (_bibtex(work, ascii=ascii) for work in references(entries)))


def bibtex_parts(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> tuple[str, list[str]]:
    """The parts of the file that `to_bibtex` makes: joined by line feeds, they are that file.

    Args:
        entries: The works.
        header: Lines on how the file came to be.

    Returns:
        What stands before the first entry, empty without a header, and the text of each entry.
    """
    return _opening_of_file(header), [_bibtex(work, ascii=True) for work in references(entries)]


def to_biblatex(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> str:
    """Entries as a BibLaTeX file.

    What only knows BibTeX (Zotero, bibtexparser 1) drops `@dataset`: give it `to_bibtex`.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        header: Lines on how the file came to be, as in `to_bibtex`.

    Returns:
        The text of a `.bib` file, to be written as UTF-8.
    """
    return _bib_file(header, map(_biblatex, references(entries)))


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
    entry = work.entry
    authors = _authors(entry, ascii=ascii)
    kind, venue_field = "misc", "howpublished"
    if authors and entry.date:
        if work.form == "article":
            kind, venue_field = "article", "journal"
        elif work.form == "paper":
            kind, venue_field = "inproceedings", "booktitle"
    if authors and work.form == "manuscript" and not entry.arxiv:
        kind = "unpublished"
    kind = bibtex_type(entry) or kind
    lines = _opening(kind, work, authors, ascii=ascii)
    if entry.date:
        lines.append(f"  year = {{{entry.date.year:04}}},\n")
        if entry.date.month:
            lines.append(f"  month = {_MONTHS[entry.date.month - 1]},\n")
    if work.venue:
        lines.append(f"  {venue_field} = {{{to_latex(work.venue, ascii=ascii)}}},\n")
    if entry.arxiv:
        lines.append(f"  eprint = {{{entry.arxiv}}},\n  archivePrefix = {{arXiv}},\n")
    lines += _closing(work, ascii=ascii)
    if not authors:
        # BibTeX sorts by it, and warns where there is neither.
        known_as = clean_line(entry.name or "") or work.title
        lines.append(f"  key = {{{to_latex(known_as, ascii=ascii)}}},\n")
    return "".join([*lines, *_written_back(work, lines, ascii=ascii), "}\n"])


def _biblatex(work: Reference) -> str:
    entry = work.entry
    authors = _authors(entry, ascii=False)
    kind, venue_field = "misc", "howpublished"
    if authors and entry.date:
        if work.form == "article":
            kind, venue_field = "article", "journaltitle"
        elif work.form == "paper":
            kind, venue_field = "inproceedings", "booktitle"
        elif work.form == "manuscript" and not entry.arxiv:
            kind = "unpublished"
    if work.form == "preprint" and work.url:
        kind = "online"
    elif work.form in ("dataset", "software"):
        kind = work.form
    kind = bibtex_type(entry) or kind
    lines = _opening(kind, work, authors, ascii=False)
    if entry.date:
        lines.append(f"  date = {{{entry.date}}},\n")
    if work.venue:
        lines.append(f"  {venue_field} = {{{to_latex(work.venue, ascii=False)}}},\n")
    if work.form == "preprint":
        lines.append("  pubstate = {prepublished},\n")
    elif work.form == "manuscript":
        lines.append("  pubstate = {submitted},\n")
    if entry.arxiv:
        lines.append(f"  eprint = {{{entry.arxiv}}},\n  eprinttype = {{arxiv}},\n")
    lines += _closing(work, ascii=False)
    return "".join([*lines, *_written_back(work, lines, ascii=False), "}\n"])


def _written_back(work: Reference, lines: Sequence[str], *, ascii: bool) -> list[str]:
    """The fields of the file that a work was read from which have no other place."""
    text = "".join(lines)
    names = {name.lower() for name in re.findall(r"^  (\w+) = ", text, re.M)}
    written = []
    for name, value in bibtex_fields(work.entry, names):
        text = value.replace("–", "--") if name == "pages" else value
        written.append(f"  {name} = {{{to_latex(text, ascii=ascii)}}},\n")
    return written


def _opening(kind: str, work: Reference, authors: str, *, ascii: bool) -> list[str]:
    title = title_to_latex(work.title, ascii=ascii)
    lines = [f"@{kind}{{{work.key},\n  title = {{{title}}},\n"]
    if authors:
        lines.append(f"  author = {{{authors}}},\n")
    return lines


def _closing(work: Reference, *, ascii: bool) -> list[str]:
    lines = []
    if work.doi:
        lines.append(f"  doi = {{{_doi(work.doi)}}},\n")
    if work.url:
        lines.append(f"  url = {{{work.url}}},\n")
    if work.remarks:
        lines.append(f"  note = {{{to_latex(work.remarks, ascii=ascii)}}},\n")
    if work.keywords:
        keywords = ", ".join(work.keywords)
        lines.append(f"  keywords = {{{to_latex(keywords, ascii=ascii)}}},\n")
    if work.abstract:
        lines.append(f"  abstract = {{{to_latex(work.abstract, ascii=ascii)}}},\n")
    return lines


def _doi(doi: str) -> str:
    """A DOI percent-encoded, as links have it: it cannot be escaped, since readers take it raw."""
    return quote(doi, safe=_SAFE_IN_DOI).replace("~", "%7E")


def _authors(entry: Entry, *, ascii: bool) -> str:
    names, more = without_et_al(entry.authors)
    written = [name for full in names if (name := author_to_bibtex(full, ascii))]
    if written and (more or not entry.authors_complete):
        written.append("others")
    return " and ".join(written)


@functools.lru_cache(maxsize=1 << 15)  # Most authors have more than one work.
def author_to_bibtex(full: str, ascii: bool) -> str:
    """A name as `Family, Given` or `Family, Jr., Given`, or in braces where it has no parts."""
    if plain := plain_name(full):
        return ", ".join(plain)
    name = split_name(without_lone_braces(clean_line(full)))
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
    if rest[0][0].islower() or (len(rest) > 1 and not all(capitals)):
        written = f"{{{written}}}"
    return " ".join([*words[:particles], written])
