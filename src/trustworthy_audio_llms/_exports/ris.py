"""RIS, for Zotero, EndNote, JabRef and the tools that screen references.

rispy reads RIS and could write it; but what decides whether readers take a file is what stands in
the tags, and of that it checks nothing.
"""

from collections.abc import Iterable, Sequence

from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.names import Name, split_name, without_et_al
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
    names, _ = without_et_al(entry.authors)
    tags += [("AU", _author(name)) for name in map(split_name, names)]
    if entry.date:
        tags += [("PY", f"{entry.date.year:04}"), ("DA", _date(entry.date))]
    tags.append(("T2", work.venue))
    if entry.arxiv:
        tags.append(("PB", "arXiv" if work.form in ("preprint", "manuscript") else None))
        tags.append(("AN", f"arXiv:{entry.arxiv}"))
    tags.append(("DO", work.doi))
    tags.append(("UR", work.url.replace(";", "%3B") if work.url else None))
    tags += [("KW", keyword) for keyword in work.keywords]
    tags += [("N1", work.remarks), ("AB", work.abstract), ("DP", provider)]
    tags += ris_tags(entry, {tag for tag, value in tags if value})
    lines = [f"{tag}  - {value}\r\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \r\n"])


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
