"""Rules for what a curated record says of its publication, its kind and its keywords.

They hold since 2026.11.2; what was released before them is as it was.
"""

import functools
import json
import re
from collections.abc import Callable
from pathlib import Path

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._records.keywords import load_vocabulary
from trustworthy_audio_llms._records.venues import find_venue

Rule = Callable[[Entry], bool]


def is_of_a_registered_venue(entry: Entry) -> bool:
    """A venue is one of the registry, as it writes it, and publishes: a repository does not."""
    if entry.venue is None:
        return True
    edition = find_venue(entry.venue)
    return (
        edition is not None and str(edition) == entry.venue and edition.venue.kind != "repository"
    )


def says_how_far_it_has_come(entry: Entry) -> bool:
    """What has a venue is published, accepted or under review there; without one, nothing is."""
    return entry.status in (("published", "accepted", "under-review") if entry.venue else (None,))


def says_when_it_appeared(entry: Entry) -> bool:
    """What was published at a venue with a year says when; nothing else does."""
    edition = find_venue(entry.venue) if entry.venue else None
    expected = edition is not None and edition.year is not None and entry.status == "published"
    return bool(entry.published) == expected and (
        not entry.published or entry.published.year == (edition and edition.year)
    )


def appeared_after_it_was_posted(entry: Entry) -> bool:
    """What appeared in a year before its first version on arXiv has a note that says so."""
    if entry.published is None or entry.date is None:
        return True
    return entry.published.year >= entry.date.year or _POSTED_LATER in (entry.note or "")


def has_the_doi_of_its_acl_id(entry: Entry) -> bool:
    """A DOI of the ACL Anthology spells the identifier in the Anthology."""
    _, prefix, acl = (entry.doi or "").partition(_ACL_DOI)
    return not prefix or acl == (entry.acl or "").lower()


def has_the_venue_of_its_acl_id(entry: Entry) -> bool:
    """The volume in an ACL identifier is that of the venue; Findings are not the main volume."""
    venue = acl_venue(entry.acl) if entry.acl else None
    return venue is None or entry.venue == venue


def acl_venue(acl: str) -> str | None:
    """The venue of a work in the ACL Anthology, by its identifier (`2025.findings-acl.7`)."""
    found = _ACL_VOLUME.fullmatch(acl)
    if found is None:
        return None
    year, event, part = found.groups()
    series = f"Findings of {part.upper()}" if event == "findings" else _ACL_SERIES.get(event)
    return f"{series} {year}" if series else None


def says_whether_authors_are_complete(entry: Entry) -> bool:
    """Where not all authors are named, a note says so."""
    return entry.authors_complete or "authors" in (entry.note or "")


def keeps_to_the_vocabulary(entry: Entry) -> bool:
    """A keyword is a term of the vocabulary, each once."""
    return set(entry.keywords) <= _terms() and len(set(entry.keywords)) == len(entry.keywords)


def is_of_the_kind_of_its_title(entry: Entry) -> bool:
    """A title that names a survey, benchmark, data set or challenge is of that kind, or argued."""
    return entry.id in _argued_kinds() or all(
        entry.kind in kinds for words, kinds in _KIND_WORDS if words.search(entry.title)
    )


def rests_on_what_it_says(entry: Entry) -> bool:
    """Each place in `rests_on` names fields that say something."""
    for text in entry.rests_on:
        names, colon, place = text.partition(": ")
        if not (colon and place and all(getattr(entry, name, None) for name in names.split())):
            return False
    return True


def cites_nothing_of_another(entry: Entry) -> bool:
    """What nobody can find has no venue, and no evidence but the list that names it."""
    is_lost = entry.mentions and not entry.verified and entry.id.startswith("title:")
    others = [at for at in entry.evidence if not at.startswith(_LAUNCHED_LIST)]
    return not (is_lost and (entry.venue or others))


_POSTED_LATER = "Posted on arXiv after it was published"
_LAUNCHED_LIST = "Kwwwww74/Awesome-Trustworthy-AudioLLMs:"
_ACL_DOI = "10.18653/v1/"
_ACL_VOLUME = re.compile(r"(\d{4})\.([a-z]+)-([a-z0-9]+)\.\d+")
_ACL_SERIES = {
    "acl": "ACL", "ccl": "CCL", "eacl": "EACL", "emnlp": "EMNLP", "lrec": "LREC", "naacl": "NAACL"
}  # fmt: skip
# What a title's words promise, and the kinds that keep the promise.
_KIND_WORDS = (
    (re.compile(r"\b(?:survey|overview|systematization|sok)\b", re.I), {"survey"}),
    (
        re.compile(r"bench\b|\bbenchmark(?:s|ing)?\b", re.I),
        {"benchmark", "dataset", "toolkit", "survey"},
    ),
    (re.compile(r"\b(?:data ?set|corpus|corpora)\b", re.I), {"dataset", "benchmark"}),
    (re.compile(r"\bchallenge\b", re.I), {"benchmark", "dataset"}),
    (re.compile(r"\btoolkit\b", re.I), {"toolkit"}),
)


@functools.cache
def _terms() -> frozenset[str]:
    return frozenset(load_vocabulary())


@functools.cache
def _argued_kinds() -> dict[str, str]:
    argued: dict[str, str] = json.loads(Path(__file__).with_name("kinds.json").read_bytes())
    return argued


PUBLICATION_RULES: tuple[Rule, ...] = (
    is_of_a_registered_venue,
    says_how_far_it_has_come,
    says_when_it_appeared,
    appeared_after_it_was_posted,
    has_the_doi_of_its_acl_id,
    has_the_venue_of_its_acl_id,
    says_whether_authors_are_complete,
    keeps_to_the_vocabulary,
    is_of_the_kind_of_its_title,
    rests_on_what_it_says,
    cites_nothing_of_another,
)
"""What the entries of curated snapshots keep since 2026.11.2; older ones were released before."""
