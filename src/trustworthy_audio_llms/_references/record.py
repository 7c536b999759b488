"""From what a reference file says of a work to the entry that says the same.

Every reader gives its records in one form, `RawRecord`, so that what a field means is decided here
alone: kind, venue, identifiers, and what becomes of a record without a title.
"""

import contextlib
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

from .._records.dates import PartialDate
from .._records.entries import KINDS, Entry
from .._records.mentions import Mention, Skipped
from .._records.skipping import SkipReason
from .._records.venue import Edition
from .._records.venues import find_venue
from .._text import is_web_link
from .identifiers import identifiers_in

Form = Literal["article", "paper", "preprint", "dataset", "software", "other"]
"""What a record is of, by the type its file gives it: an article in a journal, a paper in
proceedings or a collection, a preprint or manuscript, a collection of data, a program, or else."""

_REPOSITORY = re.compile(
    r"\s*(?:arxiv|corr\b|e-?prints?\b|(?:bio|med|psy|chem)rxiv|preprint|ssrn|techrxiv)", re.I
)
_UNDER_REVIEW = re.compile(r"\b(?:under review|submitted|in review|in submission)\b", re.I)
_ACCEPTED = re.compile(r"\b(?:accepted|to appear|in press|forthcoming|inpress)\b", re.I)
_ARXIV_NUMBER = re.compile(r"\AarXiv:\d{4}\.\d{4,5}\Z")
_SENTENCE_END = re.compile(r"\.\s*")
_OTHER_KINDS = {"benchmark", "dataset", "survey", "toolkit"}
_LONGEST_TITLE = 120


@attrs.frozen(kw_only=True)
class RawRecord:
    """One record of a reference file: what stands there, and which of it says what.

    Texts are plain, on one line, and empty where the record does not say.

    Attributes:
        line: Its first line, counted from 1.
        text: That line as it stands there, for what is told of records that are no entries.
        type: Its type in the words of its format: `inproceedings`, `JOUR`, `article-journal`.
        form: What kind of thing that is.
        key: Its key.
        fields: Every field, in order, as it was read.
        title: Its title, with the subtitle.
        authors: Full names (see `names.full_name`).
        authors_complete: Whether they are all.
        date: When it was published or posted.
        venue: What it appeared in.
        volume: The volume.
        number: The issue.
        pages: The pages.
        abstract: The abstract.
        keywords: The keywords.
        url: A link.
        identifiers: Texts of the fields that hold identifiers of the work itself.
        remarks: Notes and the like.
        category: The category of an eprint, `cs.SD`.
        facts: Fields of an entry that the record has under the same name.
    """

    line: int
    text: str
    type: str
    form: Form = "other"
    key: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    date: PartialDate | None = None
    venue: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    url: str = ""
    identifiers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    category: str = ""
    facts: dict[str, Any] = attrs.field(factory=dict)


def to_entry(record: RawRecord, path: str) -> Entry | Skipped:
    """The entry of a record, or why there is none.

    Args:
        record: The record.
        path: The file it stands in.
    """
    title, without_title = _title(record)
    if not title:
        return skipped(record, path, SkipReason.NO_TITLE)
    facts = _facts(record, title)
    if without_title:
        facts["note"] = "The file gives no title"
    facts["mentions"] = (
        Mention(
            path,
            record.line,
            record.key,
            title=title,
            url=record.url or None,
            date=record.date,
        ),
    )
    cls = KINDS[facts.pop("kind")]
    with contextlib.suppress(ValueError):  # What no entry takes stays in `extra`.
        return cls(**facts)
    with contextlib.suppress(ValueError):
        return cls(**_without(("citekey",), facts))
    return cls(**_without(_DOUBTFUL, facts))


_DOUBTFUL = (
    "citekey url arxiv doi openreview acl code data topics name aliases arxiv_category".split()
)
"""What an entry may refuse although it stands in a file."""


def _without(names: Sequence[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


def skipped(record: RawRecord, path: str, code: SkipReason, reason: str = "") -> Skipped:
    """What is told of a record that is no entry."""
    return Skipped(path, record.line, record.text, reason or code.text, code)


def _title(record: RawRecord) -> tuple[str, bool]:
    """The title, or what stands for it, and whether it does."""
    if record.title:
        return record.title, False
    fields = dict(reversed(record.fields))
    for name in ("booktitle", "shorttitle", "maintitle", "eventtitle"):
        if fields.get(name):
            return fields[name], True
    text = record.key or record.abstract
    if len(text) > _LONGEST_TITLE:
        text = f"{text[:_LONGEST_TITLE].rpartition(' ')[0] or text[:_LONGEST_TITLE]} …"
    return text, True


def _facts(record: RawRecord, title: str) -> dict[str, Any]:
    """The fields of the entry."""
    own = (*record.identifiers, record.url, record.venue)
    ids = identifiers_in(own, record.remarks)
    venue, status = _venue(record, ids)
    status = _status_by_remarks(" ".join(record.remarks), venue) or status
    return {
        "kind": _kind(record),
        "title": title,
        "authors": record.authors,
        "authors_complete": record.authors_complete,
        "date": record.date,
        "published": record.date if venue and status == "published" else None,
        "venue": venue,
        "volume": record.volume or None,
        "number": record.number or None,
        "pages": record.pages or None,
        "status": status,
        "keywords": record.keywords,
        "abstract": record.abstract or None,
        "url": record.url if is_web_link(record.url) else None,
        "arxiv_category": record.category or None,
        "citekey": record.key,
        "extra": (("entrytype", record.type), *record.fields),
        **ids,
        **record.facts,
    }


def _venue(record: RawRecord, ids: dict[str, str]) -> tuple[str | None, str | None]:
    """Where it appeared, as the registry writes it where it knows it, and the status."""
    text = record.venue
    if _REPOSITORY.match(text):  # Often with its number, so that no two are alike.
        return None, "preprint"
    edition = find_venue(text) if text else _venue_in_remarks(record)
    if edition and edition.venue.kind == "repository":
        return None, "preprint"
    if edition is None and not text:
        is_preprint = record.form == "preprint" or (record.form == "other" and "arxiv" in ids)
        return None, "preprint" if is_preprint else None
    if edition is None:
        return text, "published"
    if edition.venue.kind == "journal":
        return edition.venue.series, "published"
    year = edition.year or (record.date.year if record.date else None)
    return f"{edition.venue.series} {year}" if year else edition.venue.series, "published"


def _venue_in_remarks(record: RawRecord) -> Edition | None:
    """The venue that a note names and says nothing else: `howpublished = {ICLR 2024}`."""
    # A number says nothing of the venue, and makes each of a thousand remarks another one.
    remarks = (_ARXIV_NUMBER.sub("arXiv", remark) for remark in record.remarks if remark)
    editions = map(find_venue, remarks)
    return next(filter(None, editions), None)


def _status_by_remarks(remarks: str, venue: str | None) -> str | None:
    """The status that notes tell of, if any."""
    if _UNDER_REVIEW.search(remarks):
        return "under-review"
    return "accepted" if venue and _ACCEPTED.search(remarks) else None


def _kind(record: RawRecord) -> str:
    """The kind of the entry; a note of our own exports says `Benchmark` or the like."""
    remarks = filter(None, record.remarks)
    said = {word.lower() for remark in remarks for word in _SENTENCE_END.split(remark)}
    if named := _OTHER_KINDS & said:
        return min(named)
    return {"dataset": "dataset", "software": "toolkit"}.get(record.form, "paper")
