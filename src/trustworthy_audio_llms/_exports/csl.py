"""CSL-JSON 1.0.2, for pandoc, citeproc, citation-js and Zotero."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.names import Name, split_name, without_et_al
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
    entry = work.entry
    names, _ = without_et_al(entry.authors)
    item = {
        "id": work.key,
        "type": _TYPES[work.form],
        "title": work.title,
        "author": [_name(name) for name in map(split_name, names) if name.family],
        "issued": {"date-parts": [_date_parts(entry.date)]} if entry.date else None,
        "container-title": work.venue,
        "DOI": work.doi,
        "URL": work.url,
        "keyword": ", ".join(work.keywords),
        "abstract": work.abstract,
        "note": _note(work.remarks) if work.remarks else None,
        "source": source,
    }
    if work.form == "preprint":
        item["genre"] = "preprint"
    elif work.form == "manuscript":
        item["status"] = "under review"
    elif work.form in ("dataset", "software"):
        item["genre"] = entry.kind.capitalize()
    if entry.arxiv and work.form in ("preprint", "manuscript"):
        item |= {"publisher": "arXiv", "number": f"arXiv:{entry.arxiv}"}
    elif entry.arxiv:
        item |= {"archive": "arXiv", "archive_location": entry.arxiv}
    item = {field: value for field, value in item.items() if value}
    return item | dict(csl_fields(entry, item))


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
