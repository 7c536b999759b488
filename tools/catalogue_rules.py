"""The rules that the bundled snapshots keep: for each entry, and for a snapshot as a whole.

A rule for entries is a function that says whether an entry keeps it; its docstring says what it
demands. `faults` applies them all.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

import attrs
from catalogue_publication import PUBLICATION_RULES, Rule

from trustworthy_audio_llms import Entry, SnapshotCorrupt
from trustworthy_audio_llms._audit.checks import is_in_capitals
from trustworthy_audio_llms._audit.dating import contradicts_arxiv
from trustworthy_audio_llms._records.identifiers import title_identity
from trustworthy_audio_llms._records.taxonomy import load_taxonomy
from trustworthy_audio_llms._snapshots.codec import canonical_json
from trustworthy_audio_llms._snapshots.file import Contents, read_snapshot_file, snapshot_file

_NAME = re.compile(r"\d{4}\.\d{1,2}(?:\.\d{1,2})?")
# What an author's name is not: an enumeration that was never split, or one that was split at the
# comma of "Family, Given"; in capitals; with the shift key held too long; "et al.".
_NO_NAME = re.compile(
    r"[\d()\[\]*†;:/&,@]|\bet\.?\s?al\b|\b(?:and|others)\b|[A-Z]{2,}[a-z]|[a-z][A-Z]$", re.ASCII
)
_ONE_NAME_ONLY = frozenset({"Girish"})
_AS_THEY_WRITE_IT = frozenset({"SKoT McDonald", "Shashi Bhushan TN"})
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|&(?:[a-zA-Z]+|#\d+);")
_LATEX = re.compile(r"[\\${}^~`]|''")
EVIDENCE = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S+|[\w.-]+/[\w.-]+:\S.*")
"""A place that anybody can look up: a URL, or `owner/repository:path`."""
_STORED = re.compile(r"stored GitHub file, code index id \d+")
_LONGEST_DESCRIPTION = 160  # In characters: one sentence. An abstract is not ours to copy.
_LONGEST_NOTE = 320


def _texts(entry: Entry) -> Iterator[str]:
    """Every text of an entry that people read."""
    yield from (entry.title, *entry.aliases, *entry.authors, *entry.keywords)
    yield from filter(None, (entry.name, entry.venue, entry.description, entry.note))


def keeps_its_identity(entry: Entry) -> bool:
    """The id is the best identity that follows from the other fields."""
    return entry.id == entry.identities[0] == attrs.evolve(entry, id="").id


def has_the_month_of_its_arxiv_id(entry: Entry) -> bool:
    """The date is in the month of the arXiv identifier, or in the one before."""
    return not (entry.arxiv and entry.date and contradicts_arxiv(entry.date, entry.arxiv))


def names_its_authors(entry: Entry) -> bool:
    """Authors are full names of people, each once, in customary capitals."""
    return len(set(entry.authors)) == len(entry.authors) and all(
        name in _AS_THEY_WRITE_IT or _is_a_name(name) for name in entry.authors
    )


def _is_a_name(name: str) -> bool:
    family = name.rsplit(maxsplit=1)[-1]
    return not (
        _NO_NAME.search(name)
        or name.isupper()
        or family.islower()
        or (len(family) > 1 and family.isupper())
        or (" " not in name and name not in _ONE_NAME_ONLY)
    )


def spells_its_title(entry: Entry) -> bool:
    """A title is not in capitals, and does not end in a full stop or an ellipsis."""
    return not is_in_capitals(entry.title) and not entry.title.endswith((".", "…"))


def is_free_of_mojibake(entry: Entry) -> bool:
    """No text is UTF-8 that was read as something else, and all are composed (NFC)."""
    return all(
        "\N{REPLACEMENT CHARACTER}" not in text
        and unicodedata.is_normalized("NFC", text)
        and not any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"} for char in text)
        and not any(_decodes_again(text, encoding) for encoding in ("latin-1", "cp1252"))
        for text in _texts(entry)
    )


def _decodes_again(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode("utf-8") != text
    except UnicodeError:
        return False


def is_free_of_markup(entry: Entry) -> bool:
    """No text holds HTML or LaTeX."""
    return not any(_HTML.search(text) or _LATEX.search(text) for text in _texts(entry))


def holds_no_abstract(entry: Entry) -> bool:
    """A description is one short sentence; a note says what a reader must know, and no more."""
    return (
        len(entry.description or "") <= _LONGEST_DESCRIPTION
        and len(entry.note or "") <= _LONGEST_NOTE
    )


def names_its_sources(entry: Entry) -> bool:
    """Evidence is a URL, `owner/repository:path`, or the number of a file in an index of them."""
    return all(EVIDENCE.fullmatch(at) or _STORED.fullmatch(at) for at in entry.evidence)


def is_verified_twice(entry: Entry) -> bool:
    """What is marked as verified was seen in the places of two owners."""
    return not entry.verified or has_two_sources(entry.evidence)


def has_two_sources(evidence: Iterable[str]) -> bool:
    """Whether pieces of evidence are of two owners: of repositories, or of sites."""
    return len(set(map(source_owner, evidence))) >= 2


def source_owner(source: str) -> str:
    """Who owns a place: of a repository, or of a site; a file by its number is of its own owner."""
    if source.startswith(("https://", "http://")):
        return ".".join((urlsplit(source).hostname or "").split(".")[-2:])
    return source.partition("/")[0].lower()


def keeps_to_the_taxonomy(entry: Entry) -> bool:
    """Topics are in the tree, each once, none above another."""
    return (
        all(topic in load_taxonomy() for topic in entry.topics)
        and len(set(entry.topics)) == len(entry.topics)
        and not any(
            below.startswith(f"{topic}/") for topic in entry.topics for below in entry.topics
        )
    )


def has_a_topic(entry: Entry) -> bool:
    """An entry has a topic, by which it is found, or a note that says that it is about none."""
    return bool(entry.topics) or "no topic" in (entry.note or "")


def says_why_it_is_not_verified(entry: Entry) -> bool:
    """What is not verified has a note that says what was found and what was not."""
    return entry.verified or bool(entry.note)


def says_that_authors_are_missing(entry: Entry) -> bool:
    """Where a verified work has no authors, its note says that they are not recorded."""
    return not entry.verified or bool(entry.authors) or "authors" in (entry.note or "")


RULES: tuple[Rule, ...] = (
    keeps_its_identity,
    has_the_month_of_its_arxiv_id,
    names_its_authors,
    spells_its_title,
    is_free_of_mojibake,
    is_free_of_markup,
    holds_no_abstract,
    names_its_sources,
    is_verified_twice,
    keeps_to_the_taxonomy,
)
"""What every entry of every snapshot keeps, also of a list as it was written."""

CURATED_RULES: tuple[Rule, ...] = (
    has_a_topic,
    says_why_it_is_not_verified,
    says_that_authors_are_missing,
)
"""What the entries of curated snapshots keep too."""


_RELEASED_BEFORE = ("2026.11",)


class Fault(NamedTuple):
    """A rule that is broken.

    Attributes:
        line: Where in the snapshot file.
        rule: Which.
        message: By what, and what the rule demands.
    """

    line: int
    rule: str
    message: str


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The order of a curated snapshot: by date, the newest first, without date last; then by id."""
    by_id = sorted(entries, key=lambda entry: entry.id)
    return sorted(by_id, key=lambda entry: str(entry.date or ""), reverse=True)


def faults(data: bytes, name: str) -> Iterator[Fault]:
    """Every rule that a snapshot breaks, in the order of the rules.

    Args:
        data: The bytes of the snapshot file.
        name: The name of the snapshot, from that of the file.
    """
    try:
        contents = read_snapshot_file(data, name)
    except SnapshotCorrupt as error:
        yield Fault(1, "readable", str(error))
        return
    lines = data.decode("utf-8", "surrogatepass").split("\n")
    for rule, entry, message in (*_of_the_whole(contents, data, name), *_of_entries(contents)):
        start = f'"id":"{entry.id}",' if entry else None
        line = lines.index(start) + 1 if start in lines else 1
        yield Fault(line, rule, message)


_Broken = tuple[str, Entry | None, str]


def _of_entries(contents: Contents) -> Iterator[_Broken]:
    rules = RULES if contents.snapshot.commit else (*RULES, *CURATED_RULES)
    if not contents.snapshot.commit and contents.snapshot.name not in _RELEASED_BEFORE:
        rules = (*rules, *PUBLICATION_RULES)
    for rule in rules:
        for entry in contents.entries:
            if not rule(entry):
                demand = (rule.__doc__ or "").partition("\n")[0]
                yield rule.__name__.replace("_", "-"), entry, f"{entry.id} breaks it: {demand}"


def _of_the_whole(contents: Contents, data: bytes, name: str) -> Iterator[_Broken]:
    entries = contents.entries
    content = canonical_json(entries, contents.news)
    if contents.snapshot.name != name or not _NAME.fullmatch(name):
        found = contents.snapshot.name
        message = f"The snapshot {found!r} stands in {name!r}; both are YYYY.M or YYYY.M.N."
        yield "is-named-after-its-month", None, message
    if snapshot_file(contents.snapshot, content, contents.skipped) != data:
        yield "is-canonical", None, "Writing the same records again gives other bytes."
    if contents.snapshot.commit is None and list(entries) != newest_first(entries):
        yield "is-in-order", None, "The newest works come first, then those with the lower id."
    yield from _said_twice("holds-a-work-once", entries, _names)
    known = {identity for entry in entries for identity in entry.identities}
    yield from _code_of_others(entries)
    for entry in entries:
        if entry.introduced_by and entry.introduced_by not in known:
            message = f"{entry.id} is introduced by {entry.introduced_by}, which is not there."
            yield "holds-what-introduces-an-entry", entry, message


def _code_of_others(entries: Sequence[Entry]) -> Iterator[_Broken]:
    """A link to code is that of one work, or of works that have an author in common."""
    by_code: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.code:
            by_code.setdefault(entry.code.lower().rstrip("/"), []).append(entry)
    for works in by_code.values():
        first, *others = works
        for other in others:
            if {*first.authors}.isdisjoint(other.authors) and first.id != other.introduced_by:
                message = f"{other.id} links to the code of {first.id}, by nobody of its authors."
                yield "links-to-its-own-code", other, message


def _names(entry: Entry) -> set[str]:
    """Everything by which a work is the same as another: its identifiers and its titles."""
    return {*entry.identities, *map(title_identity, (entry.title, *entry.aliases))}


def _said_twice(
    rule: str, entries: Sequence[Entry], names: Callable[[Entry], set[str]]
) -> Iterator[_Broken]:
    times = Counter(name for entry in entries for name in names(entry))
    for entry in entries:
        for name in sorted(name for name in names(entry) if times[name] > 1):
            yield rule, entry, f"{entry.id} answers to {name}, and so does another entry."
