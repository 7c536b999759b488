"""Answers of arXiv's API: Atom feeds, read without trust.

The reader is expat, which comes with Python, and takes no document type at all: without one there
are no entities to be expanded or fetched. A feed is read whole, within a bound on its size.

Source: arXiv API User's Manual, and recorded answers of 2026.
"""

import re
import urllib.parse
from collections.abc import Sequence
from typing import Any
from xml.parsers import expat

import attrs

from .._records.dates import PartialDate
from .._records.spellings import parse_arxiv
from .._records.venues import find_venue
from .._references.record import RawRecord

CHUNK = 100
"""The most identifiers of one request: arXiv refuses addresses that are much longer."""

_DEEPEST = 20
# What a comment or an abstract says of a paper that was taken back.
_WITHDRAWN = re.compile(
    r"\b(?:this|the) (?:paper|article|submission|manuscript|work) (?:has been|is|was) withdrawn\b"
    r"|^\W*(?:paper |article )?withdrawn\b|\bwithdrawn by (?:the )?(?:author|arxiv)",
    re.I,
)
_APPEARED = re.compile(
    r"\b(?:accepted|appear(?:s|ed)?|published|presented|proceedings|camera.ready|oral|poster|"
    r"in press|forthcoming)\b",
    re.I,
)


@attrs.frozen
class FeedEntry:
    """One entry of a feed.

    Attributes:
        arxiv: The identifier, without version.
        source: The entry as it was received.
    """

    arxiv: str
    source: str


class FeedError(ValueError):
    """What is wrong with a feed, as the end of a sentence."""


def arxiv_url(base: str, identifiers: Sequence[str]) -> str:
    """The address that asks for these identifiers, however many; arXiv's own limit is ten."""
    query = {"id_list": ",".join(identifiers), "start": 0, "max_results": len(identifiers)}
    return f"{base}?{urllib.parse.urlencode(query, safe=',/')}"


def split_feed(data: bytes) -> list[FeedEntry]:
    """The entries of a feed, each as it was received.

    What has no identifier of arXiv, such as an entry that tells of an error, is passed over.

    Args:
        data: The feed.

    Raises:
        FeedError: It is no Atom feed, is cut short, or has a document type.
    """
    reader = _Reader()
    reader.read(data)
    if reader.root != "feed":
        raise FeedError(f"it is no Atom feed; it begins with {data[:48]!r}")
    entries = []
    for entry in reader.entries:
        arxiv = parse_arxiv(entry.first("id"))
        if arxiv is not None:
            source = data[entry.start : entry.end].decode("utf-8", "replace")
            entries.append(FeedEntry(arxiv, source))
    return entries


def is_withdrawn(source: str) -> bool:
    """Whether an entry tells that its paper was withdrawn."""
    entry = _parsed(source)
    texts = (entry.first("comment"), entry.first("summary"), entry.first("title"))
    return any(_WITHDRAWN.search(text) for text in texts)


def arxiv_record(source: str) -> RawRecord:
    """What an entry says.

    Args:
        source: The entry as `split_feed` gives it.

    Raises:
        FeedError: It cannot be read.
    """
    entry = _parsed(source)
    comment, journal = entry.first("comment"), entry.first("journal_ref")
    venue = journal or (comment if _APPEARED.search(comment) and find_venue(comment) else "")
    return RawRecord(
        line=1,
        text=source[:240],
        type="article",
        form="preprint",
        title=entry.first("title"),
        authors=tuple(entry.texts.get("name", ())),
        date=_day(entry.first("published")),
        venue=venue,
        abstract=entry.first("summary"),
        identifiers=(f"arXiv:{parse_arxiv(entry.first('id'))}", entry.first("doi")),
        remarks=(comment,),
        category=entry.category,
    )


def _parsed(source: str) -> "_Entry":
    reader = _Reader()
    reader.read(f"<feed>{source}</feed>".encode("utf-8", "replace"))
    if not reader.entries:
        raise FeedError("it holds no entry")
    return reader.entries[0]


def _day(text: str) -> PartialDate | None:
    """The day of a time such as `2017-07-27T08:18:33Z`."""
    try:
        return PartialDate.parse(text[:10])
    except ValueError:
        return None


@attrs.define
class _Entry:
    """An entry while it is read: its texts by the name of their element, and where it stands."""

    start: int
    end: int = 0
    category: str = ""
    texts: dict[str, list[str]] = attrs.field(factory=dict)

    def first(self, name: str) -> str:
        """The first text of an element, on one line; empty where there is none."""
        return " ".join(self.texts.get(name, [""])[0].split())


@attrs.define
class _Reader:
    """Reads a feed.

    Prefixes are cut off rather than resolved: an entry that was kept is read again without the
    root that declared them.
    """

    root: str = ""
    entries: list[_Entry] = attrs.field(factory=list)
    _path: list[str] = attrs.field(factory=list)
    _text: list[str] = attrs.field(factory=list)
    _parser: Any = None
    _data: bytes = b""

    def read(self, data: bytes) -> None:
        """Read all of it.

        Raises:
            FeedError: It is damaged, cut short or nested too deeply, or has a document type.
        """
        self._data = data
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise FeedError(f"it cannot be read ({error}); it begins with {data[:48]!r}") from error
        finally:
            self._parser = None  # The two refer to each other.

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.root = self.root or name
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise FeedError("it is nested too deeply")
        self._text.clear()
        if self._path == ["feed", "entry"]:
            self.entries.append(_Entry(self._parser.CurrentByteIndex))
        elif name == "primary_category" and self.entries:
            self.entries[-1].category = attributes.get("term", "")

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if self._path[:2] == ["feed", "entry"] and len(self._path) > 2:
            self.entries[-1].texts.setdefault(name, []).append("".join(self._text))
        elif self._path == ["feed", "entry"]:
            # Where the end tag begins, or the whole entry where it is empty.
            self.entries[-1].end = self._data.index(b">", self._parser.CurrentByteIndex) + 1
        self._text.clear()
        self._path.pop()


def _refuse_document_type(*_: object) -> None:
    raise FeedError("it has a document type, which no feed of arXiv has")
