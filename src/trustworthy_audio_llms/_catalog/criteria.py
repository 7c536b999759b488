"""The criteria of `Catalog.where`."""

import datetime
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .._errors import InvalidQuery, unknown
from .._records.dates import PartialDate
from .._records.entries import KINDS, Entry
from .._records.identifiers import slug
from .keys import FIELD_NAMES

Predicate = Callable[[Entry], object]

_NEVER = (datetime.MAXYEAR + 1,)


def _several(value: object) -> tuple[Any, ...]:
    """A value, or several of them, as several."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


def _date(criterion: str, value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.date):
        return PartialDate(value.year, value.month, value.day)
    try:
        # A number like 2025.10 would be the text "2025.1".
        return PartialDate.parse("" if isinstance(value, float) else str(value))
    except ValueError:
        raise InvalidQuery(
            f"`{criterion}` must be a date like 2025, '2025-03' or '2025-03-09', not {value!r}.",
            value=value,
        ) from None


def _kind(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    if others := [value for value in values if value not in KINDS]:
        raise unknown("kind", others[0], KINDS, f" The kinds are {', '.join(KINDS)}.")
    classes = tuple(KINDS[value] for value in values)
    return lambda entry: isinstance(entry, classes)


def _topic(values: Sequence[Any], entries: Sequence[Entry]) -> Predicate:
    from .._records.taxonomy import load_taxonomy  # Only topics need the tree.

    known = {topic.slug for topic in load_taxonomy()}
    own: set[str] | None = None
    for value in values:
        if value not in known:
            own = own or {
                above for entry in entries for topic in entry.topics for above in _upwards(topic)
            }
            if value not in own:
                raise unknown("topic", value, known | own, " `tal.topics()` shows them all.")
    wanted = frozenset(values)

    @functools.cache  # Works have few topics between them.
    def covered(topics: tuple[str, ...]) -> bool:
        return any(not wanted.isdisjoint(_upwards(topic)) for topic in topics)

    return lambda entry: covered(entry.topics)


def _upwards(topic: str) -> tuple[str, ...]:
    """A topic and those above it."""
    if "/" not in topic:
        return (topic,)
    parts = topic.split("/")
    return tuple("/".join(parts[:length]) for length in range(1, len(parts) + 1))


def _scope(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    scopes = ("audio-llm", "speech")
    if others := [value for value in values if value not in scopes]:
        raise unknown("scope", others[0], scopes, " The scopes are audio-llm and speech.")
    return lambda entry: entry.scope in values


def _year(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    try:
        years = frozenset(int(value) for value in values)
    except (TypeError, ValueError, OverflowError):
        raise InvalidQuery(
            f"`year` must be a year like 2025, or several, not {values!r}.", value=values
        ) from None
    return lambda entry: entry.date is not None and entry.date.year in years


def _since(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    first = min((_first_day(_date("since", value)) for value in values), default=_NEVER)
    return lambda entry: entry.date is not None and _last_day(entry.date) >= first


def _until(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    last = max((_last_day(_date("until", value)) for value in values), default=())
    return lambda entry: entry.date is not None and _first_day(entry.date) <= last


def _first_day(date: PartialDate) -> tuple[int, ...]:
    return date.year, date.month or 1, date.day or 1


def _last_day(date: PartialDate) -> tuple[int, ...]:
    """A day no earlier than the last one a date may mean, and earlier than any day after that."""
    return date.year, date.month or 12, date.day or 31


def _words_in(texts_of: Callable[[Entry], Iterable[str]]) -> Callable[..., Predicate]:
    """A criterion that wants the words of a value in one of an entry's texts, in that order."""

    def criterion(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
        wanted = [slug(str(value)) for value in values]
        first_words = [words.partition("-")[0] for words in wanted]

        def has_them(text: str) -> bool:
            if text.isascii() and not any(map(text.lower().__contains__, first_words)):
                return False  # Seen at a glance, and true of most.
            folded = f"-{slug(text)}-"
            return any(f"-{words}-" in folded for words in wanted)

        return lambda entry: any(map(has_them, texts_of(entry)))

    return criterion


def _has(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    if others := [value for value in values if value not in FIELD_NAMES]:
        raise unknown("field", others[0], FIELD_NAMES)
    return lambda entry: any(getattr(entry, name, None) for name in values)


def _flag(name: str) -> Callable[..., Predicate]:
    def criterion(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
        if wrong := [value for value in values if not isinstance(value, bool)]:
            raise InvalidQuery(f"`{name}` must be True or False, not {wrong[0]!r}.", value=wrong[0])
        return lambda entry: getattr(entry, name) in values

    return criterion


_CRITERIA: dict[str, Callable[[Sequence[Any], Sequence[Entry]], Predicate]] = {
    "kind": _kind,
    "scope": _scope,
    "year": _year,
    "featured": _flag("featured"),
    "verified": _flag("verified"),
    "topic": _topic,
    "since": _since,
    "until": _until,
    "has": _has,
    "venue": _words_in(lambda entry: (entry.venue,) if entry.venue else ()),
    "author": _words_in(lambda entry: entry.authors),
    "keyword": _words_in(lambda entry: entry.keywords),
    "section": _words_in(lambda entry: (mention.section for mention in entry.mentions)),
}


def predicate_for(criteria: Mapping[str, object], entries: Sequence[Entry]) -> Predicate:
    """Make one predicate of criteria that must all hold.

    Args:
        criteria: By name; a value, or several of which any will do.
        entries: The entries it is for, whose own topics are known besides the taxonomy's.

    Raises:
        InvalidQuery: A criterion or its value does not exist.
    """
    for name in criteria:
        if name not in _CRITERIA:
            raise unknown("criterion", name, _CRITERIA)
    tests = [
        make(_several(criteria[name]), entries)
        for name, make in _CRITERIA.items()
        if name in criteria
    ]
    if len(tests) == 1:
        return tests[0]

    def meets_all(entry: Entry) -> bool:
        for test in tests:  # noqa: SIM110 (`all` with a generator takes four times as long)
            if not test(entry):
                return False
        return True

    return meets_all
