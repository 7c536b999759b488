"""RIS, for Zotero, EndNote, JabRef and the tools that screen references.

rispy reads RIS and could write it; but what decides whether readers take a file is what stands in
the tags, and of that it checks nothing.
"""

import re
from collections.abc import Iterable, Sequence

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.names import Name, split_name
from .._text import clean_line
from .foreign import ris_tags, ris_type
from .references import Form, Reference, references

# RIS has no type for preprints. Manuscripts are what readers agree on.
_TYPES: dict[Form, str] = {
    "article": "JOUR",
    "paper": "CONF",
    "preprint": "MANSCPT",
    "manuscript": "MANSCPT",
    "dataset": "DATA",
    "software": "COMP",
    "other": "MANSCPT",
}


def to_ris(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> str:
    """Entries as RIS: CRLF, one line a value, no line that is no tag.

    Unverified works say so in `N1`; a venue under review stands there too, and in no other tag.

    Args:
        entries: The works. Keys that differ in case alone are made distinct.
        header: Lines on how the file came to be. RIS has no comments (a line without a tag loses
            records), so each record carries them, as the provider it was taken from (`DP`).

    Returns:
        The text of a `.ris` file, to be written as UTF-8 without byte order mark and with its
        line ends as they are.
    """
    provider = "; ".join(filter(None, map(clean_line, header)))
    return "\r\n".join(_record(work, provider) for work in references(entries))


def _record(work: Reference, provider: str) -> str:
    entry = work.entry
    tags: list[tuple[str, str | None]] = [
        ("TY", ris_type(entry) or _TYPES[work.form]),
        ("ID", work.key),
        ("TI", work.title),
    ]
    tags += [("AU", _author(split_name(name))) for name in work.authors]
    if work.date:
        tags += [("PY", f"{work.date.year:04}"), ("DA", _date(work.date))]
    tags += [("T2", work.venue), *_place(work)]
    if entry.arxiv:
        tags.append(("AN", f"arXiv:{entry.arxiv}"))
    tags.append(("DO", work.doi))
    tags.append(("UR", work.url.replace(";", "%3B") if work.url else None))
    tags += [("KW", keyword) for keyword in work.keywords]
    others = "Further authors are not named here" if work.more_authors else None
    remarks = ". ".join(filter(None, (work.remarks, others)))
    tags += [("N1", remarks), ("AB", work.abstract), ("DP", provider)]
    tags += ris_tags(entry, {tag for tag, value in tags if value})
    lines = [f"{tag}  - {value}\r\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \r\n"])


def _place(work: Reference) -> list[tuple[str, str | None]]:
    """Where in its venue a work stands, and who publishes that; each of it on one line."""
    entry = work.entry
    is_posted = entry.arxiv and work.form in ("preprint", "manuscript")
    first, _, last = re.sub(r"\s*[-–—]+\s*", "\n", entry.pages or "", count=1).partition("\n")
    venue = work.edition.venue if work.edition else None
    tags = [
        ("VL", entry.volume),
        ("IS", entry.number),
        ("SP", first),
        ("EP", last),
        ("PB", venue.publisher if venue else "arXiv" if is_posted else None),
        ("SN", venue.issn if venue else None),
    ]
    return [(tag, clean_line(value) if value else None) for tag, value in tags]


def _author(name: Name) -> str:
    """A name as `Family, Given, Suffix`; whatever has no parts must not have commas either."""
    if not name.given:
        return clean_line(f"{name.family} {name.suffix}".replace(",", " "))
    return ", ".join(filter(None, (name.family, name.given, name.suffix)))


def _date(date: PartialDate) -> str:
    """A date as `2024/05/17/`, what is not known left empty."""
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return f"{date.year:04}/{month}/{day}/"
