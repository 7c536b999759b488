"""Making a curated snapshot from the one before it and from files of changes.

A line of a file of changes is a JSON object, and one of three things:

    {"title": …, "kind": …, "evidence": […], …}         a new work, by the fields of its record
    {"id": …, "set": {…}, "append": {…}, "rests_on": [["venue doi", place], …], "why": …}
                                                        what a work says from now on, and why
    {"id": …, "leaves": why}                            a work that the next snapshot has not
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
from catalogue_keywords import keywords_of
from catalogue_publication import acl_venue
from catalogue_rules import EVIDENCE, newest_first, source_owner

from trustworthy_audio_llms import Entry, PartialDate, Snapshot
from trustworthy_audio_llms._records.entries import KINDS
from trustworthy_audio_llms._records.identifiers import title_identity
from trustworthy_audio_llms._records.keying import with_distinct_citekeys
from trustworthy_audio_llms._records.keywords import index, load_vocabulary
from trustworthy_audio_llms._records.venues import find_venue
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import read_snapshot_file, snapshot_file

Change = Mapping[str, Any]

# The volumes of the ACL Anthology whose DOIs spell its own identifiers, by the venue in them.
_ACL_VENUES = ("acl", "eacl", "emnlp", "naacl", "findings")
_LONGEST_THIRD = 60
# What a remark in brackets adds to the number of a stored file; the changes keep it.
_REMARK = re.compile(r"(?<=\d) \(.*")
_ACL_RULE = "the ACL Anthology's rule 10.18653/v1/<its identifier>"


class Unfit(Exception):
    """Why a change cannot be made, as a sentence."""


def changes_in(folder: Path) -> tuple[dict[str, Any], list[Change]]:
    """What a folder of changes says: where to start, and every change in order.

    Args:
        folder: The folder; `snapshot.json` names the snapshot to start from, the date of the new
            one, and the files of changes.
    """
    told: dict[str, Any] = json.loads((folder / "snapshot.json").read_bytes())
    lines = [
        line
        for name in told["changes"]
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    return told, [json.loads(line) for line in lines if line.strip()]


def built(start: bytes, told: Mapping[str, Any], name: str, changes: Iterable[Change]) -> bytes:
    """Make the snapshot that a snapshot becomes by changes.

    Works keep the citation keys they have. A title that is replaced becomes an alias.

    Args:
        start: The bytes of the snapshot file to start from.
        told: The name of that snapshot (`from`) and the date of the new one (`date`).
        name: The name of the new one.
        changes: What changes, in order.

    Raises:
        Unfit: A change is of a work that is not there, or is there already.
        ValueError: A field is not what it must be.
    """
    held = read_snapshot_file(start, told["from"])
    works = {entry.id: entry for entry in held.entries}
    for change in changes:
        _apply(change, works)
    settled = [entry for entry in held.entries if entry.id in works]  # They come first.
    spellings = index(load_vocabulary())
    entries = [_completed(entry, spellings) for entry in works.values()]
    keyed = with_distinct_citekeys(entries, settled=len(settled))
    content = canonical_json(newest_first(keyed), held.news)
    snapshot = Snapshot(
        name=name,
        source=held.snapshot.source,
        date=PartialDate.parse(told["date"]),
        digest=digest_of(content),
    )
    return snapshot_file(snapshot, content, held.skipped)


def _apply(change: Change, works: dict[str, Entry]) -> None:
    if "id" not in change:
        new = _new(change)
        if new.id in works:
            raise Unfit(f"{new.id} is there already.")
        works[new.id] = new
        return
    entry = works.get(change["id"])
    if entry is None:
        raise Unfit(f"{change['id']} is to be changed, and is not there.")
    if "leaves" in change:
        del works[entry.id]
    else:
        works[entry.id] = _changed(entry, change)


def _new(record: Change) -> Entry:
    facts = dict(record)
    entry = KINDS[facts.pop("kind")](**facts)
    return entry if entry.url else attrs.evolve(entry, url=_page(entry))


def _page(entry: Entry) -> str | None:
    scheme, _, value = entry.id.partition(":")
    return f"https://arxiv.org/abs/{value}" if scheme == "arxiv" else None


def _changed(entry: Entry, change: Change) -> Entry:
    facts = {about.name: getattr(entry, about.name) for about in attrs.fields(type(entry))}
    for name, more in change.get("append", {}).items():
        facts[name] = tuple(dict.fromkeys((*facts[name], *more)))
    values = dict(change.get("set", {}))
    cls = KINDS[values.pop("kind", entry.kind)]
    facts |= {name: _or_default(name, value) for name, value in values.items()}
    facts["rests_on"] = _places(facts["rests_on"], values, change.get("rests_on", ()))
    facts["aliases"] = _other_titles(entry, facts)
    known = {about.name for about in attrs.fields(cls)}
    return cls(**{name: value for name, value in facts.items() if name in known})


def _or_default(name: str, value: object) -> object:
    """A field that is set to nothing has its default."""
    return attrs.fields_dict(Entry)[name].default if value is None else value


def _places(
    told: Iterable[str], replaced: Iterable[str], brought: Iterable[Sequence[str]]
) -> tuple[str, ...]:
    """Where the fields were seen: what is replaced no longer rests on its former places."""
    gone = set(replaced)
    by_place: dict[str, list[str]] = {}
    for text in told:
        names, _, place = text.partition(": ")
        by_place[place] = [name for name in names.split() if name not in gone]
    for names, place in brought:
        by_place.setdefault(place, []).extend(names.split())
    return tuple(
        f"{' '.join(dict.fromkeys(names))}: {place}" for place, names in by_place.items() if names
    )


def _other_titles(entry: Entry, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The aliases, and the former title where it is another one."""
    titles = dict.fromkeys((entry.title, *facts["aliases"]))
    own = title_identity(facts["title"])
    return tuple(title for title in titles if title_identity(title) != own)


def _completed(entry: Entry, spellings: Mapping[tuple[str, ...], str]) -> Entry:
    """A work with what follows from the rest of its record."""
    facts: dict[str, Any] = {
        "keywords": keywords_of((entry.title, *entry.aliases), entry.keywords, spellings)
    }
    if entry.acl and entry.venue is None and (venue := acl_venue(entry.acl)):
        entry = attrs.evolve(entry, venue=venue, status="published")
    if entry.venue:
        edition = find_venue(entry.venue)
        if edition is None:
            raise Unfit(f"{entry.id} is of {entry.venue!r}, which the registry of venues has not.")
        facts["venue"] = str(edition)
        if entry.status == "published" and edition.year and entry.published is None:
            facts["published"] = PartialDate(edition.year)
    if entry.acl and entry.doi is None and _follows_the_rule(entry.acl):
        facts["doi"] = f"10.18653/v1/{entry.acl}"
        facts["rests_on"] = (*entry.rests_on, f"doi: {_ACL_RULE}")
    facts["rests_on"] = _fewest(facts.get("rests_on", entry.rests_on))
    facts["evidence"] = _fewest_owners(entry)
    return attrs.evolve(entry, **facts)


def _fewest(told: Iterable[str]) -> tuple[str, ...]:
    """For each field one place: one that can be looked up, and that says most of the others.

    The changes say all places that were seen; the record is to be small.
    """
    places = [(names.split(), place) for names, _, place in (text.partition(": ") for text in told)]
    places.sort(key=lambda one: (not EVIDENCE.fullmatch(one[1]), -len(one[0]), len(one[1])))
    said: set[str] = {"status"}  # It is seen where the venue is.
    kept = []
    for names, place in places:
        fresh = [name for name in names if name not in said]
        if fresh:
            said.update(fresh)
            kept.append(f"{' '.join(fresh)}: {_REMARK.sub('', place)}")
    return tuple(kept)


def _fewest_owners(entry: Entry) -> tuple[str, ...]:
    """Two places of the evidence, or three, each of another owner: the authors', then short ones.

    Two do. A short place is a list or a page; a long one is a day's post about the work, which is
    no third.
    """
    own = (entry.code or "").removeprefix("https://github.com/").lower()
    places = sorted(
        entry.evidence, key=lambda place: (not own or own not in place.lower(), len(place))
    )
    by_owner: dict[str, str] = {}
    for place in places:
        by_owner.setdefault(source_owner(place), place)
    first, third = [*by_owner.values()][:2], [*by_owner.values()][2:3]
    kept = {*first, *[place for place in third if len(place) <= _LONGEST_THIRD]}
    return tuple(place for place in entry.evidence if place in kept)


def _follows_the_rule(acl: str) -> bool:
    """Whether the Anthology gives the work of an identifier (`2025.acl-long.1`) such a DOI."""
    volume = acl.partition(".")[2]
    return volume.partition("-")[0] in _ACL_VENUES
