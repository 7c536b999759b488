"""CSL-JSON 1.0.2, for pandoc, citeproc, citation-js and Zotero."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.names import Name, split_name
from .._text import clean_line
from .foreign import csl_fields
from .references import Form, Reference, references

_TYPES: dict[Form, str] = {
    "article": "article-journal",
    "paper": "paper-conference",
    "preprint": "article",
    "manuscript": "manuscript",
    "dataset": "dataset",
    "software": "software",
    "other": "document",
}


def to_csl(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> str:
    """Entries as CSL-JSON: one list, one item a line, only fields that the schema knows.

    Text is plain, also where a processor takes `<b>` for markup: data readers then have the title
    as it is. Unverified works and venues under review say so in `note`.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        header: Lines on how the file came to be. The list has no place for them, so each item
            carries them as the `source` that it was found in.

    Returns:
        The text of a `.json` file, to be written as UTF-8.
    """
    source = "; ".join(filter(None, map(clean_line, header)))
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    items = ",\n".join(encode(_item(work, source)) for work in references(entries))
    return f"[\n{items}\n]\n" if items else "[]\n"


def _item(work: Reference, source: str) -> dict[str, Any]:
    entry, venue = work.entry, work.edition.venue if work.edition else None
    item = {
        "id": work.key,
        "type": _TYPES[work.form],
        "title": work.title,
        "author": [_name(split_name(name)) for name in work.authors],
        "issued": {"date-parts": [_date_parts(work.date)]} if work.date else None,
        "container-title": work.venue,
        "volume": _text(entry.volume) if work.venue else None,
        "issue": _text(entry.number) if work.venue else None,
        "page": _text(entry.pages) if work.venue else None,
        "publisher": venue.publisher if venue else None,
        "ISSN": venue.issn if venue else None,
        "DOI": work.doi,
        "URL": work.url,
        "keyword": ", ".join(work.keywords),
        "abstract": work.abstract,
        "note": _note(". ".join(filter(None, (work.remarks, _others(work))))),
        "source": source,
    }
    item |= _status(work)
    if entry.arxiv and work.form in ("preprint", "manuscript"):
        item |= {"publisher": "arXiv", "number": f"arXiv:{entry.arxiv}"}
    elif entry.arxiv:
        item |= {"archive": "arXiv", "archive_location": entry.arxiv}
    item = {field: value for field, value in item.items() if value}
    return item | dict(csl_fields(entry, item))


def _status(work: Reference) -> dict[str, str]:
    if work.form == "preprint":
        return {"genre": "preprint"}
    if work.form == "manuscript":
        return {"status": "under review"}
    if work.form in ("dataset", "software"):
        return {"genre": work.entry.kind.capitalize()}
    return {"status": "forthcoming"} if work.is_awaited else {}


def _text(value: str | None) -> str | None:
    return clean_line(value) if value else None


def _others(work: Reference) -> str | None:
    """CSL has no word for authors that are not named."""
    return "Further authors are not named here" if work.more_authors else None


def _note(remarks: str) -> str:
    """Remarks that no processor takes for another field.

    `DOI: 10.1/2` at the start of a note, and `{:DOI: 10.1/2}` anywhere, are read as that field:
    https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#cheater-syntax-for-odd-fields.
    """
    remarks = remarks.replace("{:", "{ :")
    return f"Note. {remarks}" if re.match(r"[\w-]+\s*:", remarks) else remarks


def _name(name: Name) -> dict[str, str]:
    """A name with the particles in its family name: Zotero drops the fields for them."""
    if not name.given:
        return {"literal": f"{name.family} {name.suffix}".strip()}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]
