"""Records of identifiers, from who gives them out: arXiv's API and doi.org.

What was asked for once is kept as it was answered, so that a second time costs no request, and a
run that was interrupted goes on where it ended.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from .._catalog.catalog import Catalog
from .._errors import InvalidQuery
from .._public import public
from .._records.entries import Entry
from .._records.facts import titles_of
from .._records.identifiers import identify
from .._records.mentions import Skipped
from .._records.skipping import SkipReason
from .._records.uniting import distinct
from .._references.record import RawRecord, to_entry
from .answers import Answer, Answers
from .arxiv_api import FeedError, arxiv_record, is_withdrawn
from .ask import look_up
from .cache import Cache
from .doi_org import doi_record

ResolveProgress = Callable[[int, int], None]
"""Called with the identifiers that are answered and how many there are in all."""

_ACL_DOI = "10.18653/v1/"


@public
def resolve(
    identities: str | Entry | Iterable[str | Entry],
    *,
    refresh: bool = False,
    progress: ResolveProgress | None = None,
) -> Catalog:
    """Ask arXiv and doi.org for the records of identifiers.

    arXiv is asked for up to a hundred at once, every three seconds; doi.org for one at a time,
    five a second. Answers are kept in the cache folder: a second call makes no request, and one
    that was interrupted goes on. That nothing is known counts for a week.

    A record's evidence is the address that was asked. It is not verified by that alone.

    Args:
        identities: Identifiers in any spelling (arXiv, DOI, ACL Anthology), or entries, for which
            all their own are asked.
        refresh: Whether to ask again for what is known.
        progress: Called with the identifiers that are answered and how many there are in all.

    Returns:
        A catalog of the records, in order. What is not known there, was withdrawn, or has another
        title than the entry that was given, is told in its `skipped`: the line is the place among
        `identities`, the path the address that was asked.

    Raises:
        FetchError: Neither network nor cache has an answer; what has come is kept.
        InvalidQuery: What is given is neither an identifier nor several.
    """
    if not isinstance(identities, Iterable | Entry):
        raise InvalidQuery(
            f"`resolve` takes identifiers as texts, or entries, not {identities!r}.",
            value=identities,
        )
    given = [identities] if isinstance(identities, str | Entry) else list(identities)
    wanted = [_Wanted.of(item, line) for line, item in enumerate(given, start=1)]
    asked = dict.fromkeys(identity for one in wanted for identity in one.identities)
    answers = look_up(list(asked), refresh=refresh, progress=progress)
    entries: list[Entry] = []
    told: list[Skipped] = []
    for one in wanted:
        if not one.identities and one.entry is None:
            told.append(one.tell(SkipReason.NOT_KNOWN, "arXiv and doi.org are asked for others"))
        for identity in one.identities:
            found = _entry(one, answers[identity])
            if isinstance(found, Skipped):
                told.append(found)
            else:
                entries.append(found)
    return Catalog.from_reading(
        distinct(entries), skipped=told, name="resolved", source="arXiv and doi.org"
    )


def recall(entry: Entry) -> Iterator[Entry]:
    """What the cache knows of a work from arXiv and doi.org, without a request.

    Args:
        entry: The work.

    Returns:
        The records that were resolved before and have its title, of each of its identifiers.
    """
    wanted = _Wanted.of(entry, 1)
    answers = Answers(Cache.default())
    for identity in wanted.identities:
        answer = answers.get(identity)
        found = None if answer is None else _entry(wanted, answer)
        if isinstance(found, Entry):
            yield found


@attrs.frozen
class _Wanted:
    """What was given, and what is asked for it.

    Attributes:
        line: Its place, counted from 1.
        text: What it is called where something is told of it.
        identities: What is asked for.
        entry: The entry, if one was given.
    """

    line: int
    text: str
    identities: tuple[str, ...]
    entry: Entry | None = None

    @classmethod
    def of(cls, item: str | Entry, line: int) -> "_Wanted":
        """Read what was given."""
        if isinstance(item, Entry):
            return cls(line, f"{item.id} {item.title}", _askable(item.identities), item)
        identity = identify(item)
        return cls(line, item, _askable([identity] if identity else []))

    def tell(self, code: SkipReason, more: str = "", url: str = "") -> Skipped:
        """What is told where there is no record."""
        return Skipped(
            url, self.line, self.text, f"{code.text}: {more}" if more else code.text, code
        )


def _askable(identities: Sequence[str]) -> tuple[str, ...]:
    """The identities that arXiv and doi.org are asked for; the ACL Anthology gives out DOIs."""
    found = []
    for identity in identities:
        scheme, _, value = identity.partition(":")
        if scheme in ("arxiv", "doi"):
            found.append(identity)
        elif scheme == "acl":
            found.append(f"doi:{_ACL_DOI}{value}")
    return tuple(dict.fromkeys(found))


def _entry(wanted: _Wanted, answer: Answer) -> Entry | Skipped:
    """The record of an answer, or why there is none."""
    if answer.source is None:
        return wanted.tell(SkipReason.NOT_KNOWN, answer.identity, answer.url)
    try:
        if answer.identity.startswith("arxiv:") and is_withdrawn(answer.source):
            return wanted.tell(SkipReason.WITHDRAWN, answer.identity, answer.url)
        record = _record(answer.identity, answer.source)
    except FeedError:
        record = None
    found = to_entry(record, answer.url) if record and record.title else None
    if not isinstance(found, Entry):
        return wanted.tell(SkipReason.BAD_RECORD, answer.identity, answer.url)
    if wanted.entry is not None and titles_of(wanted.entry).isdisjoint(titles_of(found)):
        what = f"{answer.identity} is {found.title!r}"
        return wanted.tell(SkipReason.OTHER_TITLE, what, answer.url)
    facts: dict[str, Any] = {"citekey": "", "extra": (), "mentions": (), "id": ""}
    scheme, _, value = answer.identity.partition(":")
    if scheme == "doi":  # The agency may call it by another of its DOIs.
        facts["doi"] = value
    return attrs.evolve(found, evidence=(answer.url,), **facts)


def _record(identity: str, source: str) -> RawRecord | None:
    return arxiv_record(source) if identity.startswith("arxiv:") else doi_record(source)
