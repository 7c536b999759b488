"""Rows of dumps to records: what each column says, in whichever of the known shapes.

A dump holds anything: null, another type than its neighbours, megabytes for a title. What cannot be
read costs its own field or its own row, never the others.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from .._records.dates import PartialDate
from .._records.entries import Entry, Paper
from .._records.identifiers import identify
from .._records.schemes import SCHEMES
from .._text import clean_line, is_web_link

LONGEST_TITLE = 2_000
"""Characters; a title beyond them is none, but a text that slipped into the column."""

LONGEST_TEXT = 200_000
"""Characters of an abstract that are read; longer ones are whole papers."""

_TAG = re.compile(r"<[^<>]{0,300}>")
_AUTHORS_END = re.compile(r"\s*(?:;|,|\band\b|&)\s*")
_FIRST_PLACES = 20_000
"""Places in an inverted abstract beyond which words are left out."""


def plain(text: str) -> str:
    """A text without the tags (JATS, HTML) and character references that dumps have in them."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    return html.unescape(text) if "&" in text else text


def decoded(value: Any) -> Any:
    """A value whose JSON stands in it as text, as a value; any other as it is."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The record of a row.

    Args:
        row: What the columns hold, by what they say.

    Raises:
        ValueError: It has no title that could be one.
    """
    title = first_text(row.get("title"))
    if not title:
        raise ValueError("no title")
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"a title of {len(title):,} characters")
    venue = first_text(venue_value(row.get("venue")))
    link = first_text(row.get("url")) or first_text(row.get("id"))
    facts: dict[str, Any] = {
        "title": title,
        "authors": authors_of(row.get("authors")),
        "date": date_of(row.get("date")) or date_of(row.get("year")),
        "venue": venue if venue and len(venue) <= LONGEST_TITLE else None,
        "keywords": texts_of(row.get("keywords")),
        "abstract": abstract_of(row.get("abstract")),
        "url": link if link and is_web_link(link) else None,
        "volume": first_text(row.get("volume")),
        "number": first_text(row.get("number")),
        "pages": first_text(row.get("pages")),
    }
    for identity in identities_of(row):
        scheme, _, value = identity.partition(":")
        facts.setdefault(scheme, value)
    return Paper(**facts)


def identities_of(row: Mapping[str, Any]) -> Iterator[str]:
    """The identities that any column of identifiers holds, the best first."""
    for role in ("arxiv", "doi"):
        for text in texts_of(row.get(role)):
            yield from _identity(f"{role}:{text}", text)
    named = decoded(row.get("identifiers"))
    for name, value in _pairs(named):
        scheme = name.lower()
        if scheme in SCHEMES and isinstance(value, str | int):
            yield from _identity(f"{scheme}:{value}", str(value))
    for role in ("id", "url"):
        for text in texts_of(row.get(role)):
            yield from _identity(text)


def _identity(*spellings: str) -> Iterator[str]:
    for text in spellings:
        if len(text) <= LONGEST_TITLE and (found := identify(text)):
            yield found
            return


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """The pairs of an object, whether it came as a dictionary or as a list of pairs."""
    if isinstance(value, Mapping):
        value = value.items()
    if isinstance(value, Iterable) and not isinstance(value, str):
        for pair in value:
            if isinstance(pair, tuple | list) and len(pair) == 2 and isinstance(pair[0], str):
                yield pair[0], pair[1]


def texts_of(value: Any) -> tuple[str, ...]:
    """The texts of a value: one, several, or several objects that name something."""
    value = decoded(value)
    if isinstance(value, str):
        values: Iterable[Any] = (value,)
    elif isinstance(value, Mapping):
        values = (_name_of(value),)
    elif isinstance(value, Iterable):
        values = (_name_of(item) if isinstance(item, Mapping) else item for item in value)
    else:
        values = (value,)
    return tuple(_lines(values))


def _lines(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, bool) or not isinstance(value, str | int):
            continue
        line = clean_line(plain(str(value)))
        if line:
            yield line


def first_text(value: Any) -> str | None:
    """The first text of a value, or None."""
    return next(iter(texts_of(value)), None)


def _name_of(item: Mapping[str, Any]) -> str | None:
    """The name in an object: of an author, a keyword, a source."""
    for key in ("display_name", "name", "raw_author_name", "literal"):
        if isinstance(item.get(key), str):
            return str(item[key])
    if isinstance(item.get("author"), Mapping):
        return _name_of(item["author"])
    parts = (item.get("given"), item.get("family"), item.get("suffix"))
    return " ".join(part for part in parts if isinstance(part, str)) or None


def venue_value(value: Any) -> Any:
    """What of a venue's column names it: OpenAlex has a location, and in it a source."""
    value = decoded(value)
    if isinstance(value, Mapping) and isinstance(value.get("source"), Mapping):
        return value["source"]
    return value


def authors_of(value: Any) -> tuple[str, ...]:
    """The names of authors: objects, arXiv's parsed names, or one text that joins them."""
    value = decoded(value)
    if isinstance(value, str):
        names = [name for name in _AUTHORS_END.split(clean_line(plain(value))) if name]
        return tuple(names)
    if not isinstance(value, Iterable) or isinstance(value, Mapping):
        return ()
    names = []
    for item in value:
        if isinstance(item, list | tuple):  # arXiv: family name, given names, suffix.
            parts = [part for part in item[:3] if isinstance(part, str) and part.strip()]
            item = " ".join((*parts[1:2], *parts[:1], *parts[2:]))
        names += texts_of([item])
    return tuple(names)


def date_of(value: Any) -> PartialDate | None:
    """A date in any of the known forms: ISO, a year, parts, arXiv's versions; else None."""
    value = decoded(value)
    if isinstance(value, Mapping):
        value = value.get("date-parts", value.get("created"))
    if isinstance(value, list | tuple) and value:
        first = value[0]
        if isinstance(first, Mapping):
            return date_of(first)
        parts = first if isinstance(first, list | tuple) else value
        value = "-".join(f"{part:02}" for part in parts[:3] if isinstance(part, int))
    return _parsed(str(value)) if isinstance(value, str | int) or hasattr(value, "year") else None


def _parsed(text: str) -> PartialDate | None:
    text = text.strip()[:40]
    if text[:1].isalpha():  # arXiv: "Mon, 2 Apr 2007 19:18:42 GMT", as in mail (RFC 5322).
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        return PartialDate(moment.year, moment.month, moment.day)
    try:
        return PartialDate.parse(re.split(r"[T ]", text, maxsplit=1)[0])
    except ValueError:
        return None


def abstract_of(value: Any) -> str | None:
    """An abstract, also from OpenAlex's index of words to their places."""
    value = decoded(value)
    if not isinstance(value, str):
        value = _from_index(value)
    text = clean_line(plain(value[:LONGEST_TEXT])) if value else ""
    return text or None


def _from_index(value: Any) -> str:
    placed: list[tuple[int, str]] = []
    for word, places in _pairs(value):
        if isinstance(places, Iterable):
            placed += [(place, word) for place in places if isinstance(place, int)]
    placed.sort()
    return " ".join(word for _, word in placed[:_FIRST_PLACES])
