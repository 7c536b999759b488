"""What the records of a BibTeX file say, whatever style their authors have of writing them.

A record inherits what it lacks from those it names under `crossref` and `xdata`, as BibTeX and
biber read it: proceedings give their title as the book's title, a whole work gives its own.
"""

import re
from collections.abc import Iterator, Mapping

from .._records.dates import PartialDate
from .._text import is_web_link
from .bibtex_file import BibFile, Record, Span
from .dates import read_date, with_month
from .latex import from_latex, verbatim
from .names import read_names
from .record import Form, RawRecord

_FORMS: dict[str, Form] = {
    "article": "article",
    "periodical": "article",
    "inproceedings": "paper",
    "conference": "paper",
    "incollection": "paper",
    "inbook": "paper",
    "inreference": "paper",
    "online": "preprint",
    "electronic": "preprint",
    "preprint": "preprint",
    "unpublished": "preprint",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
}
# Parts of a book, which take the title of the whole as `booktitle`.
_PARTS = frozenset(
    "inbook incollection inproceedings inreference bookinbook suppbook suppcollection conference "
    "suppperiodical".split()
)
# Values that are no prose.
_VERBATIM = frozenset("doi url eprint pdf link ee biburl file crossref xdata ids".split())
# What is said of a whole and is not true of its parts: its name, and what identifies it.
_OF_THE_WHOLE = frozenset(
    "title subtitle titleaddon author doi url eprint pages abstract keywords note file ids "
    "crossref xdata xref".split()
)
_OF_A_VOLUME = _OF_THE_WHOLE - {"title", "subtitle", "author"}
_DEEPEST = 8
"""How far a record inherits: real files have chains of two or three."""


def bibtex_records(file: BibFile) -> Iterator[RawRecord]:
    """What the records of a BibTeX file say, one after the other.

    Args:
        file: The file, as it was read.
    """
    by_key: dict[str, Record] = {}
    for record in file.records:
        by_key.setdefault(record.key.lower(), record)
        if ids := record.field("ids"):
            for key in ids.text.split(","):
                by_key.setdefault(key.strip().lower(), record)
    for record in file.records:
        yield _Values(record, by_key).raw(_first_line(file.text, record.span))


def _first_line(text: str, span: Span) -> str:
    end = min(span.end, span.start + 240)
    return text[span.start : end].splitlines()[0].strip()


class _Values:
    """The values of a record, its own and those it inherits."""

    def __init__(self, record: Record, by_key: Mapping[str, Record]) -> None:
        self._record = record
        self._plain = tuple(
            [(field.name, _plain(field.name, field.text)) for field in record.fields]
        )
        self._values = dict(reversed(self._plain))
        self._own = {field.name: field.text for field in reversed(record.fields)}
        inherits = "crossref" in self._own or "xdata" in self._own
        self._above = _ancestors(record, by_key) if inherits else ()
        # Some forty fields are asked for, and nearly no record inherits any.
        self._get = self._own_or_inherited if self._above else self._said

    def raw(self, text: str) -> RawRecord:
        """What the record says."""
        record = self._record
        authors, complete = read_names(self._text("author"))
        form = _FORMS.get(record.type, "other")
        if self._get("archiveprefix").lower() == "arxiv" and form == "other":
            form = "preprint"
        return RawRecord(
            line=record.line,
            text=text,
            type=record.type,
            form=form,
            key=record.key,
            fields=self._plain,
            title=self._title(),
            authors=authors,
            authors_complete=complete,
            date=self._date(),
            venue=self._venue(form),
            volume=self._get("volume"),
            number=self._get("number") or self._get("issue"),
            pages=self._get("pages") or self._number_of_article(),
            abstract=self._get("abstract"),
            keywords=_keywords(self._get("keywords") or self._get("keyword")),
            url=self._url(),
            identifiers=self._identifiers(),
            remarks=(
                self._get("note"),
                self._get("howpublished"),
                self._get("pubstate"),
                self._get("addendum"),
            ),
            category=self._get("primaryclass") or self._get("eprintclass"),
        )

    def _number_of_article(self) -> str:
        """What a journal without pages has; ACM, Web of Science and Scopus each call it theirs."""
        names = ("eid", "articleno", "article-number", "art_number")
        return next(filter(None, map(self._get, names)), "")

    def _text(self, name: str) -> str:
        """A field as it is written, its own or one that is inherited."""
        own = self._own.get(name)
        if own is not None or not self._above:
            return own or ""
        kept = _OF_THE_WHOLE if self._record.type in _PARTS else _OF_A_VOLUME
        for record, wholly in self._above:
            if (field := record.field(name)) and (wholly or name not in kept):
                return field.text
        if name == "booktitle" and self._record.type in _PARTS:
            titles = (record.field("title") for record, _ in self._above)
            return next((field.text for field in titles if field), "")
        return ""

    def _said(self, name: str) -> str:
        return self._values.get(name, "")

    def _own_or_inherited(self, name: str) -> str:
        value = self._values.get(name)
        if value is not None:
            return value
        text = self._text(name)
        return _plain(name, text) if text else ""

    def _title(self) -> str:
        title, subtitle = self._get("title"), self._get("subtitle")
        if not title and self._above:
            return self._get("booktitle")
        return f"{title.rstrip(':')}: {subtitle}" if title and subtitle else title

    def _date(self) -> PartialDate | None:
        if (written := self._get("date")) and (date := read_date(written)):
            return date
        if (year := read_date(self._get("year"))) is None:
            return None
        month = self._get("month")
        if year.month is not None or not month:
            return year
        return with_month(year, f"{self._get('day')} {month}")

    def _venue(self, form: Form) -> str:
        for name in self._names_of_venue(form):
            if title := self._get(name):
                subtitle = self._get(_SUBTITLES[name]) if name in _SUBTITLES else ""
                return f"{title}: {subtitle}" if subtitle else title
        return ""

    def _names_of_venue(self, form: Form) -> tuple[str, ...]:
        """The fields that say what it appeared in; in a whole they say what it is called."""
        if form == "paper":
            return ("booktitle", "journal", "journaltitle", "eventtitle")
        if form != "other" or self._record.type == "misc":
            return ("journal", "journaltitle", "booktitle", "eventtitle")
        return ("journal", "journaltitle", "booktitle") if "title" in self._own else ()

    def _url(self) -> str:
        for name in ("url", "ee", "link", "pdf", "bdsk-url-1"):
            if is_web_link(url := self._get(name)):
                return url
        howpublished = self._text("howpublished") or self._text("note")
        found = _LINK.search(verbatim(howpublished)) if "http" in howpublished else None
        return found[0].rstrip(".,;)") if found else ""

    def _identifiers(self) -> tuple[str, ...]:
        """What holds identifiers of the work itself, the likeliest first."""
        eprint = self._get("eprint") or self._get("arxiv") or self._get("arxivid")
        if eprint:
            scheme = self._get("eprinttype") or self._get("archiveprefix") or "arxiv"
            eprint = f"{scheme.lower()}:{eprint}" if ":" not in eprint else eprint
        texts = (
            eprint,
            self._get("doi"),
            self._get("url"),
            self._get("howpublished") if _IS_LINK.match(self._text("howpublished")) else "",
            self._get("journal") + " " + self._get("volume") if self._own.get("journal") else "",
            self._get("pages"),
            self._get("number"),
            self._get("openreview"),
            self._get("ee"),
            self._get("series"),
            self._get("publisher"),
            self._get("institution"),
        )
        return tuple([text for text in texts if text])


_SUBTITLES = {"journaltitle": "journalsubtitle", "booktitle": "booksubtitle"}
_LINK = re.compile(r"https?://[^\s{}]+")
_BETWEEN_KEYWORDS = re.compile(r"\s*[,;]\s*")
_IS_LINK = re.compile(r"\s*(?:\\url\s*)?\{*\s*https?:")


def _ancestors(record: Record, by_key: Mapping[str, Record]) -> tuple[tuple[Record, bool], ...]:
    """The records that a record inherits from, the nearest first, and whether it takes all."""
    found: list[tuple[Record, bool]] = []
    seen = {id(record)}
    level = [record]
    for _ in range(_DEEPEST):
        above = [
            (parent, name == "xdata")
            for child in level
            for name in ("xdata", "crossref")
            for parent in _named(child, name, by_key)
        ]
        level = []
        for parent, wholly in above:
            if id(parent) not in seen and len(found) < _DEEPEST:
                seen.add(id(parent))
                found.append((parent, wholly))
                level.append(parent)
    return tuple(found)


def _named(record: Record, name: str, by_key: Mapping[str, Record]) -> list[Record]:
    """The records whose keys stand in a field."""
    field = record.field(name)
    keys = field.text.split(",")[:_DEEPEST] if field else []
    return [by_key[key.strip().lower()] for key in keys if key.strip().lower() in by_key]


def _plain(name: str, text: str) -> str:
    if name in _VERBATIM or name.startswith("bdsk-url"):
        return verbatim(text)
    return from_latex(text)


def _keywords(text: str) -> tuple[str, ...]:
    words = _BETWEEN_KEYWORDS.split(text)
    return tuple(dict.fromkeys(filter(None, words)))
