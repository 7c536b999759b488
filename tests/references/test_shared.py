"""Real files of other people, and what they hold; data to try, which are no part of the project."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._references.detect import format_of
from trustworthy_audio_llms._references.encoding import decode
from trustworthy_audio_llms._references.reader import read_reference_text

LEAST = 0.99


@pytest.fixture(scope="module")
def pairs(shared: Path) -> list[tuple[str, Entry, dict[str, Any]]]:
    """The name of each file, and each of its entries with what is expected of it."""
    found = []
    for file in sorted((shared / "references" / "files").glob("*/*")):
        if file.parent.name in ("arxiv", "doi"):  # Recorded answers of servers.
            continue
        expected = json.loads(
            (shared / "references" / "expected" / f"{file.name}.json").read_text("utf-8")
        )
        text = decode(file.read_bytes()).text
        form = format_of(text, file.name)
        assert form, file.name
        reading = read_reference_text(text, form, file.name)
        assert len(reading.entries) == expected["n"], file.name
        found += [
            (file.name, entry, told)
            for entry, told in zip(reading.entries, expected["entries"], strict=True)
        ]
    return found


def letters(text: str | None) -> str:
    """Letters and digits without case and accents."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    return "".join(filter(str.isalnum, plain))


def words(names: list[str] | tuple[str, ...]) -> list[list[str]]:
    """The words of each name, in whatever order they stand."""
    return [sorted(re.findall(r"\w+", letters_and_blanks(name))) for name in names]


def letters_and_blanks(text: str) -> str:
    """A text without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def agreements(entry: Entry, told: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Which fields say what is expected."""
    if "title" in told:
        whole = f"{told['title']} {told.get('subtitle', '')}"
        yield "title", letters(entry.title) in (letters(told["title"]), letters(whole))
    if "authors" in told:
        yield "authors", words(entry.authors) == words(told["authors"])
    if "year" in told:
        yield "year", entry.year == told["year"]
    if "doi" in told:
        yield "doi", letters(entry.doi) == letters(told["doi"])
    if "arxiv" in told:
        yield "arxiv", entry.arxiv == told["arxiv"]
    if "key" in told:
        yield "key", entry.citekey == told["key"]


def test_records_say_what_is_expected(pairs: list[tuple[str, Entry, dict[str, Any]]]) -> None:
    """Titles, authors, years, DOIs, arXiv identifiers and keys, of 99 in a hundred."""
    all_, right = Counter[str](), Counter[str]()
    for _, entry, told in pairs:
        for field, agrees in agreements(entry, told):
            all_[field] += 1
            right[field] += agrees
    assert {
        field: right[field] / all_[field] for field in all_ if right[field] < LEAST * all_[field]
    } == {}
