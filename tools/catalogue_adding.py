"""Adding a work to a curated snapshot, so that nothing else in it changes."""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import attrs
from catalogue_building import Change, built, changes_in
from catalogue_keywords import terms_in
from catalogue_rules import faults, has_two_sources

from trustworthy_audio_llms import Entry, parse_list
from trustworthy_audio_llms._audit.dating import arxiv_month
from trustworthy_audio_llms._audit.likeness import alike
from trustworthy_audio_llms._files import write_atomically
from trustworthy_audio_llms._records.entries import KINDS
from trustworthy_audio_llms._records.identifiers import identify
from trustworthy_audio_llms._records.index import IdentityIndex, by_scheme
from trustworthy_audio_llms._records.keywords import index, load_vocabulary
from trustworthy_audio_llms._records.schemes import SCHEMES
from trustworthy_audio_llms._records.venues import find_venue
from trustworthy_audio_llms._snapshots.file import read_snapshot_file

ADDED = "added.jsonl"
"""The file of changes that holds the works that are added one by one."""

_NOT_VERIFIED = "Not confirmed by two independent sources."


class Refused(Exception):
    """Why a work is not added, as a sentence."""


def entry_from(work: str, facts: Mapping[str, Any]) -> Entry:
    """Make an entry from what a contributor gives.

    It counts as verified when it has an identifier, or a work that introduces it, and pieces of
    evidence that are of two owners. Without a date, it has the month of its arXiv identifier.

    Args:
        work: A row of the table that the launched list invited contributors to write,
            `| Year | Title | Venue | Keywords |`, or an identifier in any spelling.
        facts: More fields, which go before those of the row; None for those not given.

    Raises:
        Refused: The work is neither a row nor an identifier, or has no title.
        ValueError: A field is not what it must be.
    """
    known = _from_row(work) if work.lstrip().startswith("|") else _from_identifier(work)
    known |= {name: value for name, value in facts.items() if value is not None}
    if "title" not in known:
        raise Refused("Its title is missing. Give it with `--title`.")
    # The catalogue is about audio LLMs; what is not says so.
    cls = KINDS[known.pop("kind", "paper")]
    entry = _posted_nowhere(cls(**{"scope": "audio-llm"} | known))
    own = by_scheme(entry)
    page = next((SCHEMES[scheme].page_of(value) for scheme, value in own.items()), None)
    verified = bool(own or entry.introduced_by) and has_two_sources(entry.evidence)
    note = entry.note if verified or entry.note else _NOT_VERIFIED
    month = arxiv_month(entry.arxiv) if entry.arxiv else None
    return attrs.evolve(
        entry, url=entry.url or page, date=entry.date or month, verified=verified, note=note
    )


def _posted_nowhere(entry: Entry) -> Entry:
    """A repository is no venue: that a work is on arXiv, its identifier says."""
    edition = find_venue(entry.venue) if entry.venue else None
    is_posted = edition is not None and edition.venue.kind == "repository"
    return attrs.evolve(entry, venue=None, status=None) if is_posted else entry


def _from_row(row: str) -> dict[str, Any]:
    """The fields that a row gives, as the reader reads it."""
    read = parse_list(row.strip())
    if len(read) != 1:
        reason = read.skipped[0].reason if read.skipped else "it is no row with a year and a title"
        raise Refused(
            f"{row!r} cannot be read: {reason}. Write | Year | Title | Venue | Keywords |."
        )
    left_out = {"id", "citekey", "mentions", "featured", "verified"}
    fields = {about.name for about in attrs.fields(type(read[0]))} - left_out
    values = {name: getattr(read[0], name) for name in fields}
    return {"kind": read[0].kind, **{name: value for name, value in values.items() if value}}


def _from_identifier(text: str) -> dict[str, Any]:
    scheme, _, value = (identify(text) or "").partition(":")
    if not scheme:
        raise Refused(
            f"{text!r} is no identifier. Give an arXiv id, a DOI, `openreview:ID`, an ACL id, the "
            "URL of one, or a row | Year | Title | Venue | Keywords |."
        )
    return {scheme: value}


class Addition(NamedTuple):
    """A work that is to be added, and what is to be written for it.

    Attributes:
        entry: The work as the snapshot has it.
        data: The bytes of the snapshot file.
        folder: The folder of its changes.
        told: What `snapshot.json` in that folder is to say.
        line: What is to be added to `added.jsonl` there.
        alike: The titles of works that are nearly the same.
        left_out: The keywords that name no term of the vocabulary.
    """

    entry: Entry
    data: bytes
    folder: Path
    told: dict[str, Any]
    line: str
    alike: list[str]
    left_out: list[str]

    def write(self, file: Path) -> None:
        """Write the changes, and the snapshot that they make."""
        self.folder.mkdir(parents=True, exist_ok=True)
        told = json.dumps(self.told, indent=2) + "\n"
        (self.folder / "snapshot.json").write_text(told, encoding="utf-8")
        with (self.folder / ADDED).open("a", encoding="utf-8") as lines:
            lines.write(self.line + "\n")
        write_atomically(file, self.data)


def addition(snapshots: Path, changes: Path, name: str, newest: str, entry: Entry) -> Addition:
    """Say what it takes to add a work to a snapshot that changes make.

    The works that are there keep their citation keys.

    Args:
        snapshots: The folder of the snapshot files.
        changes: The folder of the changes, each snapshot's in a folder of its own.
        name: The snapshot that shall hold the work; a new one starts as a copy of the newest.
        newest: The name of the newest snapshot.
        entry: The work to add.

    Raises:
        Refused: The work is there already, the snapshot is one that no changes make, or the new
            one would break a rule.
    """
    folder = changes / name
    told, lines = _start(folder, snapshots / f"{name}.json", newest)
    start = (snapshots / f"{told['from']}.json").read_bytes()
    held = read_snapshot_file(built(start, told, name, lines), name).entries
    if known := IdentityIndex(held).same(entry):
        raise Refused(f"It is there already: {known.id}, {known.title!r}, as {known.citekey}.")
    record = _record(entry)
    result = built(start, told, name, [*lines, record])
    if broken := [fault.message for fault in faults(result, name)]:
        raise Refused(" ".join(broken))
    after = read_snapshot_file(result, name).entries
    before = {other.id for other in held}
    [added] = [other for other in after if other.id not in before]
    titles = [(other.title, *other.aliases) for other in (*held, added)]
    near = [held[first].title for first, second, _ in alike(titles) if second == len(held)]
    spellings = index(load_vocabulary())
    left_out = [word for word in entry.keywords if not terms_in(word, spellings)]
    line = json.dumps(record, ensure_ascii=False)
    return Addition(added, result, folder, told, line, near, left_out)


def _start(folder: Path, file: Path, newest: str) -> tuple[dict[str, Any], list[Change]]:
    if folder.is_dir():
        told, changes = changes_in(folder)
        return told | {"changes": [*dict.fromkeys((*told["changes"], ADDED))]}, changes
    if file.exists():
        raise Refused(f"{file.stem} is released, to which nothing is added. Give `--into`.")
    today = datetime.date.today().isoformat()
    return {"from": newest, "date": today, "changes": [ADDED]}, []


def _record(entry: Entry) -> dict[str, Any]:
    """A work as a line of changes, without what is at its default or follows from the rest."""
    facts: dict[str, Any] = {"kind": entry.kind}
    for about in attrs.fields(type(entry)):
        value = getattr(entry, about.name)
        if value != about.default and about.name not in ("id", "citekey"):
            facts[about.name] = value
    record: dict[str, Any] = json.loads(json.dumps(facts, default=str))
    return record
