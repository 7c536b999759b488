"""What is fuzzed, and what must hold for every input: each target takes any bytes.

A target passes over the errors that are documented and raises whatever else goes wrong. The
tests run each file of `corpus/` through its target, so that an input that once failed stays fixed.
"""

import contextlib
import gzip
import math
import re
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from trustworthy_audio_llms import (
    Catalog,
    CatalogError,
    InvalidQuery,
    PartialDate,
    Query,
    Review,
    SnapshotCorrupt,
    load,
)
from trustworthy_audio_llms._lists.wording import is_generic
from trustworthy_audio_llms._records.identifiers import identify, slug, title_identity
from trustworthy_audio_llms._records.schemes import SCHEMES
from trustworthy_audio_llms._snapshots import file as _snapshot_file
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.snapshot import parse_pin
from trustworthy_audio_llms._sources.archive import read_archive
from trustworthy_audio_llms._sources.read import parse_list
from trustworthy_audio_llms._sources.tar import ArchiveError
from trustworthy_audio_llms._text import clean_line

from .references import bibtex, csl, endnote, nbib, repair, ris, table, wos

_BLOCK = 512
_TIMED = 16  # Of so many inputs one is timed as well, which takes far longer than reading it.
_STEEPEST = 20  # For eight times the length; the square would be 64.
_REREAD_FORMS = re.compile(r"[［］（）]|\][ \t]+\(")
_CONTENT = b'\n"content":'
_DIGEST = re.compile(rb'"digest":"[^"\n]*"')


def reader(data: bytes) -> None:
    """A list is read whatever it holds, twice the same, and no item with a link is lost."""
    text = data.decode("utf-8", "replace")
    catalog = parse_list(text, path="papers/safety/jailbreak.md")
    assert parse_list(text, path="papers/safety/jailbreak.md") == catalog
    mentions = [mention for entry in catalog for mention in entry.mentions]
    mentions += [mention for item in catalog.news for mention in item.mentions]
    told = {mention.line for mention in mentions} | {left.line for left in catalog.skipped}
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= line <= last for line in told)
    for start, end in _linking_items(text):
        assert not told.isdisjoint(range(start, end + 1)), f"the item on line {start} is lost"
    catalog.audit()
    if zlib.crc32(data) % _TIMED == 0:
        _takes_time_in_proportion(text)
    if all(clean_line(entry.title) == entry.title for entry in catalog):
        assert _written(catalog) <= _written(parse_list(catalog.to_markdown()))


def _takes_time_in_proportion(text: str) -> None:
    """A line that is made of an input many times over takes no more than its length says.

    The clock is coarse: only what takes long is told, and what does so however often it is tried.
    """
    token = " ".join(text.split())[:80]
    lines = [f"- {token * (length // max(1, len(token)))}z" for length in (6_000, 48_000)]
    small = large = math.inf
    for _ in range(12):  # A busy machine is slow now and then; what is quadratic always is.
        small, large = min(small, _seconds(lines[0])), min(large, _seconds(lines[1]))
        if large < 0.2 or large < _STEEPEST * max(small, 0.001):
            return
    raise AssertionError(f"{token!r} takes {small:.3f} s, and eight times as much {large:.3f} s")


def _seconds(text: str) -> float:
    start = time.process_time()
    parse_list(text)
    return time.process_time() - start


def _linking_items(text: str) -> Iterator[tuple[int, int]]:
    """Where the items of lists that hold a link to the web begin, and where the link's text ends.

    It is found out by CommonMark alone, without anything that our reader knows beyond it. A
    heading in an item is a heading. What is nested in an item may be about the work above it (its
    code, its pages), unless it names a work itself.
    """
    if _REREAD_FORMS.search(text):  # It makes links of these, which changes what is around them.
        return
    items: list[int] = []
    in_heading = False
    tokens: list[Token] = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    for token in tokens:
        if token.type == "list_item_open" and token.map:
            items.append(token.map[0] + 1)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type in ("heading_open", "heading_close"):
            in_heading = token.nesting == 1
        elif token.type == "inline" and items and token.map and not in_heading:
            links = (child for child in token.children or [] if child.type == "link_open")
            targets = [str(link.attrs.get("href", "")) for link in links]
            is_nested = len(items) > 1
            if any(identify(it) if is_nested else it.startswith("https://") for it in targets):
                yield items[-1], token.map[1]


def _written(catalog: Catalog) -> set[tuple[str, str, str]]:
    """Title, link and date of the works that our own Markdown holds as items.

    Only of those with a link, which says where a title ends: what the reader took for the authors
    or the venue of another may be any text.
    """
    return {
        (title_identity(entry.title), unquote(entry.url), str(entry.date or ""))
        for entry in catalog
        if entry.url
        and (entry.date or identify(entry.url))
        and not is_generic(entry.title)
        and not re.search(r"://|^[\[［]", entry.title)  # They would be read as links.
    }


def _is_usable(catalog: Catalog) -> None:
    """Whatever was read can be shown, searched, looked up, written and audited."""
    repr(catalog)
    catalog._repr_html_()
    catalog.audit()
    for entry in catalog:
        assert catalog[entry.id] is entry
        assert entry in catalog
    for write in (catalog.to_bibtex, catalog.to_ris, catalog.to_csl, catalog.to_csv):
        write().encode("utf-8")
    assert catalog.to_jsonl().count("\n") == len(catalog)
    assert catalog.search("").snapshot == catalog.snapshot


def archive(data: bytes) -> None:
    """A tar is read or refused, and what is read stays below the top folder."""
    for tar in (data, _with_right_checksums(data)):
        try:
            read = read_archive(gzip.compress(tar, 1))
        except ArchiveError:
            continue
        assert re.fullmatch("[0-9a-f]{40}", read.commit)
        assert sum(len(text) for _, text in read.files) <= len(tar)
        for path, _ in read.files:
            assert path.lower().endswith((".md", ".markdown"))
            assert not path.startswith("/")
            assert ".." not in path.split("/")
    try:
        read_archive(data)
    except ArchiveError:
        return


def _with_right_checksums(data: bytes) -> bytes:
    """A tar whose headers have the checksum that they should have: else few would be read."""
    tar = bytearray(data)
    place = 0
    while place + _BLOCK <= len(tar) and any(tar[place : place + _BLOCK]):
        tar[place + 148 : place + 156] = b" " * 8
        tar[place + 148 : place + 156] = b"%06o\0 " % sum(tar[place : place + _BLOCK])
        size = re.fullmatch(rb"[\0 ]*([0-7]*)[\0 ]*", tar[place + 124 : place + 136])
        length = int(size[1] or b"0", 8) if size else 0
        place += _BLOCK + length + -length % _BLOCK
    return bytes(tar)


_folder = tempfile.TemporaryDirectory()


def _file(data: bytes) -> Path:
    path = Path(_folder.name, "input.json")
    path.write_bytes(data)
    return path


def snapshot(data: bytes) -> None:
    """A snapshot file is read or refused; what is read is usable, and is the same once saved."""
    for file in (data, _with_right_digest(data)):
        try:
            catalog = load(_file(file))
        except SnapshotCorrupt:
            continue
        _is_usable(catalog)
        saved = Path(_folder.name, "saved.json")
        catalog.save(saved)
        again = load(saved)
        assert again == catalog
        assert again.skipped == catalog.skipped
        assert again.snapshot.digest == digest_of(canonical_json(catalog, catalog.news))
        with mock.patch.object(_snapshot_file, "_PIECE", 1):  # As a large file is read.
            assert load(saved) == catalog


def _with_right_digest(data: bytes) -> bytes:
    """A file whose digest is that of its content: else no change of the content would be read."""
    head, found, rest = data.partition(_CONTENT)
    digest = digest_of(rest.removesuffix(b"\n}\n")).encode()
    return _DIGEST.sub(b'"digest":"%b"' % digest, head, count=1) + found + rest


def review(data: bytes) -> None:
    """A review is replayed or refused; one that is replayed is the same once saved."""
    try:
        replayed = Review.load(_file(data))
    except CatalogError:
        return
    replayed.flow().to_svg()
    saved = Path(_folder.name, "saved.json")
    replayed.save(saved)
    again = Review.load(saved)
    assert again.included == replayed.included
    assert again.excluded == replayed.excluded
    assert again.exclusions == replayed.exclusions


def search(data: bytes) -> None:
    """A query is refused, or read, printed as what is read as the same, and explained."""
    query = data.decode("utf-8", "surrogateescape")
    catalog = load("2025.11")
    with contextlib.suppress(InvalidQuery):
        read = Query(query)
        assert Query(str(read)) == read
        found = catalog.search(query)
        assert all(entry in catalog for entry in found)
        assert list(catalog.search(query, limit=2)) == list(found[:2])
        assert set(catalog.search(f"({query}) AND voice" if query.strip() else "voice")) <= set(
            found
        )
        for entry in catalog:  # What does not match has the sum of `rank`, in units.
            explained = catalog.explain(query, entry)
            assert entry in found or all(part.unit for part in explained)


def identifiers(data: bytes) -> None:
    """Any text is read as an identifier, a title, a date and a pin, and what is read is itself."""
    text = data.decode("utf-8", "surrogateescape")
    for parse in (identify, *(scheme.parse for scheme in SCHEMES.values())):
        found = parse(text)
        assert found is None or parse(found) == found, parse.__name__
    assert slug(slug(text)) == slug(text)
    assert title_identity(text).startswith("title:")
    if pin := parse_pin(text):
        assert pin.digest in text
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(date)) == date


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        *(archive, identifiers, reader, review, search, snapshot),
        *(bibtex, csl, endnote, nbib, repair, ris, table, wos),
    )
}
"""Each target by its name, which is that of its folder in `corpus/`, too."""

CORPUS = Path(__file__).parent / "corpus"
"""The folder with the inputs to begin with."""
