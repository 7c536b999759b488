"""Adding a work to a curated snapshot, so that nothing else in it changes."""

import datetime
from collections.abc import Mapping
from typing import Any

import attrs
from catalogue_rules import faults, has_two_sources, newest_first

from trustworthy_audio_llms import Entry, PartialDate, parse_list
from trustworthy_audio_llms._audit.checks import arxiv_month
from trustworthy_audio_llms._audit.likeness import alike
from trustworthy_audio_llms._records.entries import KINDS
from trustworthy_audio_llms._records.identifiers import identify
from trustworthy_audio_llms._records.index import IdentityIndex, by_scheme
from trustworthy_audio_llms._records.keying import with_distinct_citekeys
from trustworthy_audio_llms._records.schemes import SCHEMES
from trustworthy_audio_llms._snapshots.codec import (
    canonical_json,
    digest_of,
    read_snapshot_file,
    snapshot_file,
)

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
    entry = KINDS[known.pop("kind", "paper")](**{"scope": "audio-llm"} | known)
    own = by_scheme(entry)
    page = next((SCHEMES[scheme].page_of(value) for scheme, value in own.items()), None)
    verified = bool(own or entry.introduced_by) and has_two_sources(entry.evidence)
    note = entry.note if verified or entry.note else _NOT_VERIFIED
    month = arxiv_month(entry.arxiv) if entry.arxiv else None
    return attrs.evolve(
        entry, url=entry.url or page, date=entry.date or month, verified=verified, note=note
    )


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


def with_entry(data: bytes, start: str, name: str, entry: Entry) -> tuple[bytes, Entry, list[str]]:
    """Put an entry in its place in a curated snapshot; the other entries stay as they are.

    Args:
        data: The bytes of the snapshot file to start from.
        start: The name of that snapshot.
        name: The name of the snapshot that shall hold the entry too; another one than `start`
            is dated today.
        entry: The work to add.

    Returns:
        The bytes of the new file, the entry with its citation key, and the titles of works that
        are nearly the same.

    Raises:
        Refused: The work is there already, the snapshot is that of a list, or the new file would
            break a rule.
    """
    held = read_snapshot_file(data, start)
    if held.snapshot.commit:
        raise Refused(f"{start} is the snapshot of a list as it was, to which nothing is added.")
    if known := IdentityIndex(held.entries).same(entry):
        raise Refused(f"It is there already: {known.id}, {known.title!r}, as {known.citekey}.")
    # Those that are there come first, so that they keep their keys.
    *_, added = with_distinct_citekeys((*held.entries, entry), settled=len(held.entries))
    content = canonical_json(newest_first((*held.entries, added)), held.news)
    snapshot = attrs.evolve(held.snapshot, name=name, digest=digest_of(content))
    if name != start:
        today = datetime.date.today()
        snapshot = attrs.evolve(snapshot, date=PartialDate(today.year, today.month, today.day))
    result = snapshot_file(snapshot, content, held.skipped)
    if broken := [fault.message for fault in faults(result, name)]:
        raise Refused(" ".join(broken))
    titles = [(other.title, *other.aliases) for other in (*held.entries, added)]
    near = [held.entries[one].title for one, other, _ in alike(titles) if other == len(titles) - 1]
    return result, added, near
