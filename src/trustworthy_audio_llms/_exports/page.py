"""Entries as one HTML page to browse: self-contained, asking nobody for anything.

The page is a template with a style sheet, scripts, data and the texts of its exports put in.
"""

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from importlib import resources
from string import Template
from typing import Any

from .._bundle import read_data
from .._records.entries import Entry
from .._records.persons import customary_name, other_spellings
from .._records.schemes import SCHEMES
from .._records.taxonomy import load_taxonomy
from .._records.venues import find_venue
from .._snapshots.snapshot import Snapshot
from .._text import clean_line
from .columns import columns_of
from .page_texts import packed_texts
from .tables import records

_STYLES = ("palette.css", "base.css", "page.css", "choosing.css", "works.css", "paper.css")
"""The parts of the style sheet; what stands in a later one goes before."""
_SCRIPTS = (
    "catalogue.js",
    "stemming.js",
    "folding.js",
    "identity.js",
    "query.js",
    "searching.js",
    "ranking.js",
    "selection.js",
    "replay.js",
    "places.js",
    "elements.js",
    "entry.js",
    "details.js",
    "marking.js",
    "facets.js",
    "basket.js",
    "taking.js",
    "timeline.js",
    "page.js",
)
"""The parts of the script, in the order in which they build on each other."""

# `_mentions` has what is shown of mentions, and the year is that of the date. What is empty is left
# out, since most fields of most entries are.
_NOT_SHOWN = frozenset({"mentions", "year"})
# What could end a script element or begin a comment in it, and what old engines take for line ends.
_ESCAPED = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def to_html(
    entries: Sequence[Entry],
    *,
    snapshot: Snapshot,
    header: Sequence[str] = (),
    title: str = "Trustworthy audio LLMs",
) -> str:
    """Entries as a page to search, filter and export from, in one file that works from disk.

    Its Content-Security-Policy lets it run its own script and style and nothing else; it makes no
    request. Equal entries give equal bytes, as far as the same zlib packs its exports.

    Args:
        entries: The works.
        snapshot: Where they come from.
        header: Lines on how the page came to be. Its exports carry them, and what was chosen.
        title: What the page is called.

    Returns:
        The text of an HTML file, to be written as UTF-8.
    """
    style = "\n".join(map(_asset, _STYLES))
    script = "\n".join(map(_asset, _SCRIPTS))
    usual = {column.name: column.default for column in columns_of(entries)}
    shown = {
        "name": clean_line(snapshot.name),
        "pin": clean_line(str(snapshot.pin)),
        "provenance": list(filter(None, map(clean_line, header))),
        "source": clean_line(snapshot.source),
        "commit": clean_line(snapshot.commit or ""),
        "schemes": [[s.name, s.label, s.page] for s in SCHEMES.values()],
        "topics": list(_topics(entries)),
        "works": [
            _without_defaults(record, usual) | _identities(entry) | _mentions(entry, snapshot)
            for entry, record in zip(entries, records(entries), strict=True)
        ],
        "series": list(_series(entries)),
        "persons": _persons(entries),
        "meanings": load_taxonomy().meanings,
        "language": json.loads(read_data("language.json")),
        "glossary": json.loads(read_data("glossary.json")),
    }
    return Template(_asset("page.html")).substitute(
        policy=f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        title=_text(title),
        summary=_summary(entries, snapshot),
        provenance="".join(f"<li>{_text(line)}</li>" for line in header),
        data=_json(shown),
        texts=packed_texts(entries, header=header),
    )


def _identities(entry: Entry) -> dict[str, list[str]]:
    """The identities of a work beside its id, by which the page finds it, too."""
    others = [identity for identity in entry.identities if identity != entry.id]
    return {"identities": others} if others else {}


def _mentions(entry: Entry, snapshot: Snapshot) -> dict[str, list[tuple[str, int]]]:
    """Where the list names a work, if the list is in a repository that the page can link to."""
    if not snapshot.source.startswith("github:") or not entry.mentions:
        return {}
    return {"mentions": [(clean_line(one.path), one.line) for one in entry.mentions]}


def _series(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The venues that the registry knows, each with its series."""
    for venue in sorted({entry.venue for entry in entries if entry.venue}):
        if edition := find_venue(venue):
            yield clean_line(venue), edition.series


def _persons(entries: Sequence[Entry]) -> list[list[str]]:
    """The people whose names these works spell in several ways, the customary spelling first."""
    names = {name for entry in entries for name in entry.authors}
    people = {customary_name(name) for name in names.intersection(other_spellings())}
    return sorted(
        [person, *(name for name in other_spellings()[person] if name in names - {person})]
        for person in people
        if len(names.intersection(other_spellings()[person])) > 1
    )


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression for an element that holds just this text (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _text(text: str) -> str:
    return html.escape(clean_line(text))


def _json(value: Any) -> str:
    """A value as JSON that can stand in a script element, whatever its texts hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _summary(entries: Sequence[Entry], snapshot: Snapshot) -> str:
    """How much the page holds, and of when, as HTML."""
    verified = sum(entry.verified for entry in entries)
    date = f" of {snapshot.date}" if snapshot.date else ""
    parts = [
        f"<li><b>{len(entries):,}</b> {'work' if len(entries) == 1 else 'works'}</li>",
        f'<li class="beside"><b>{verified:,}</b> verified</li>',
        f"<li>snapshot <b>{_text(snapshot.name)}</b>{date}</li>",
    ]
    if snapshot.fetched:
        parts.append(f'<li class="beside">fetched {snapshot.fetched:%Y-%m-%d}</li>')
    return "".join(parts)


def _topics(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The topics of these entries and those above them, in the order of the tree, with titles."""
    used = {
        "/".join(parts[:length])
        for topic in {topic for entry in entries for topic in entry.topics}
        for parts in [topic.split("/")]
        for length in range(1, len(parts) + 1)
    }
    taxonomy = load_taxonomy()
    known = {topic.slug: topic.title for topic in taxonomy}
    order = {slug: place for place, slug in enumerate(known)}
    for slug in sorted(used, key=lambda slug: _place(slug, order)):
        yield slug, known.get(slug) or slug.rpartition("/")[2].replace("-", " ").capitalize()


def _place(slug: str, order: dict[str, int]) -> tuple[tuple[int, str], ...]:
    """Where a topic stands: below the one above it; those the taxonomy lacks come last."""
    parts = slug.split("/")
    paths = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return tuple((order.get(path, len(order)), path) for path in paths)


def _without_defaults(record: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in record.items()
        if value not in (usual[name], None, []) and name not in _NOT_SHOWN
    }
