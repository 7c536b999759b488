"""The criteria of `Catalog.where`: the table at the end names every one."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict, TypeVar, get_args

from .._errors import InvalidQuery, check_text, near_misses, unknown
from .._records.dates import PartialDate
from .._records.entries import KINDS, Entry, Status
from .._records.identifiers import slug
from .._records.keywords import term_of
from .._records.persons import other_spellings
from . import dating
from .keys import FIELD_NAMES

Predicate = Callable[[Entry], object]
_Value = TypeVar("_Value")
_OneOrMore: TypeAlias = _Value | Iterable[_Value]
_Kind = Literal["paper", "survey", "benchmark", "dataset", "toolkit"]


class Criteria(TypedDict, total=False):
    """The criteria of `Catalog.where`, each a value or several, any of which will do."""

    kind: _OneOrMore[_Kind]
    topic: _OneOrMore[str]
    scope: _OneOrMore[Literal["audio-llm", "speech"] | None]
    section: _OneOrMore[str]
    year: _OneOrMore[int | str]
    month: _OneOrMore[str | PartialDate]
    since: _OneOrMore[dating.Date]
    until: _OneOrMore[dating.Date]
    venue: _OneOrMore[str]
    series: _OneOrMore[str]
    author: _OneOrMore[str]
    keyword: _OneOrMore[str]
    status: _OneOrMore[Status | None]
    has: _OneOrMore[str]
    featured: _OneOrMore[bool]
    verified: _OneOrMore[bool]


def several(value: object) -> tuple[Any, ...]:
    """A value, or several of them, as several."""
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


def _check_values(name: str, values: Sequence[Any], example: str) -> None:
    """Refuse what holds several values where one is meant.

    Raises:
        InvalidQuery: One of the values does.
    """
    for value in values:
        if isinstance(value, Iterable) and not isinstance(value, str | type):
            raise InvalidQuery(
                f"`{name}` must be a text like {example!r}, or several, not {value!r}.",
                value=value,
            )


def _kind(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    _check_values("kind", values, "paper")
    if others := [value for value in values if value not in KINDS]:
        raise unknown("kind", others[0], KINDS, f" The kinds are {', '.join(KINDS)}.")
    classes = tuple(KINDS[value] for value in values)
    return lambda entry: isinstance(entry, classes)


def _topic(values: Sequence[Any], entries: Sequence[Entry]) -> Predicate:
    from .._records.taxonomy import load_taxonomy  # Only topics need the tree.

    _check_values("topic", values, "safety/jailbreak")
    taxonomy = load_taxonomy()
    own: set[str] | None = None
    for value in values:
        check_text("A topic", value)
        if value in taxonomy:
            continue
        if own is None:
            own = _own_topics(entries)
        if value not in own:
            meant = taxonomy.meant(value)
            shown = " `tal.topics()` shows them all."
            if meant is not None:
                raise InvalidQuery(
                    f"No topic is called {value!r}. Did you mean {meant!r}?{shown}", value=value
                )
            raise unknown("topic", value, own.union(topic.slug for topic in taxonomy), shown)
    wanted = frozenset(values)

    @functools.cache  # Works have few topics between them.
    def covered(topics: tuple[str, ...]) -> bool:
        return any(not wanted.isdisjoint(_upwards(topic)) for topic in topics)

    return lambda entry: covered(entry.topics)


def _own_topics(entries: Sequence[Entry]) -> set[str]:
    """The topics of these entries, and those above them."""
    own: set[str] = set()
    for entry in entries:
        for topic in entry.topics:
            own.update(_upwards(topic))
    return own


def _upwards(topic: str) -> tuple[str, ...]:
    """A topic and those above it."""
    if "/" not in topic:
        return (topic,)
    parts = topic.split("/")
    return tuple("/".join(parts[:length]) for length in range(1, len(parts) + 1))


def _scope(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    return _one_of("scope", values, ("audio-llm", "speech"))


def _status(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    return _one_of("status", values, get_args(Status))


def _one_of(name: str, values: Sequence[Any], known: tuple[str, ...]) -> Predicate:
    """A criterion that wants one of a few words, or None for what nobody said."""
    _check_values(name, values, known[0])
    if others := [value for value in values if value not in (*known, None)]:
        raise unknown(name, others[0], known, f" There are {', '.join(known)}.")
    return lambda entry: getattr(entry, name) in values


def _series(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    _check_values("series", values, "Interspeech")
    wanted = frozenset(slug(str(value)) for value in values)
    return lambda entry: (series := entry.series) is not None and slug(series) in wanted


def _words_in(
    name: str, example: str, texts_of: Callable[[Entry], Iterable[str]]
) -> Callable[..., Predicate]:
    """A criterion that wants the words of a value in one of an entry's texts, in that order."""

    def criterion(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
        _check_values(name, values, example)
        wanted = [slug(_in_order(name, str(value))) for value in values]
        first_words = [words.partition("-")[0] for words in wanted]

        def has_them(text: str) -> bool:
            if text.isascii() and not any(map(text.lower().__contains__, first_words)):
                return False  # Seen at a glance, and true of most.
            folded = f"-{slug(text)}-"
            return any(f"-{words}-" in folded for words in wanted)

        return lambda entry: any(map(has_them, texts_of(entry)))

    return criterion


def _in_order(name: str, value: str) -> str:
    """A name as records have it, also where the family name was written first."""
    family, comma, given = value.partition(",") if name == "author" else (value, "", "")
    return f"{given} {family}" if comma and given.strip() else value


def _has(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
    _check_values("has", values, "code")
    if others := [value for value in values if value not in FIELD_NAMES]:
        raise unknown("field", others[0], FIELD_NAMES, f" The fields are {', '.join(FIELD_NAMES)}.")
    return lambda entry: any(getattr(entry, name, None) for name in values)


def _flag(name: str) -> Callable[..., Predicate]:
    def criterion(values: Sequence[Any], _entries: Sequence[Entry]) -> Predicate:
        if wrong := [value for value in values if not isinstance(value, bool)]:
            raise InvalidQuery(f"`{name}` must be True or False, not {wrong[0]!r}.", value=wrong[0])
        return lambda entry: getattr(entry, name) in values

    return criterion


def _spellings_of(authors: Iterable[str]) -> Iterator[str]:
    """Names as the papers print them, and as other papers print those of the same people."""
    others = other_spellings()
    for name in authors:
        yield name
        yield from others.get(name, ())


_TEXTS: dict[str, Callable[[Entry], Iterable[str]]] = {
    "venue": lambda entry: (entry.venue,) if entry.venue else (),
    "series": lambda entry: filter(None, (entry.series,)),
    "author": lambda entry: _spellings_of(entry.authors),
    "keyword": lambda entry: entry.keywords,
    "section": lambda entry: (mention.section for mention in entry.mentions),
}
"""The criteria whose values are words of the works, with where these are."""

_has_keyword = _words_in("keyword", "voice cloning", _TEXTS["keyword"])


def _keyword(values: Sequence[Any], entries: Sequence[Entry]) -> Predicate:
    """The words of a keyword, and the term of the vocabulary that they are a spelling of."""
    terms = [term_of(value) for value in values if isinstance(value, str)]
    return _has_keyword([*values, *filter(None, terms)], entries)


_CRITERIA: dict[str, Callable[[Sequence[Any], Sequence[Entry]], Predicate]] = {
    "kind": _kind,
    "scope": _scope,
    "year": dating.year,
    "featured": _flag("featured"),
    "verified": _flag("verified"),
    "topic": _topic,
    "since": dating.since,
    "until": dating.until,
    "has": _has,
    "month": dating.month,
    "status": _status,
    "series": _series,
    "venue": _words_in("venue", "ICASSP 2026", _TEXTS["venue"]),
    "author": _words_in("author", "Carlini", _TEXTS["author"]),
    "keyword": _keyword,
    "section": _words_in("section", "Attacks", _TEXTS["section"]),
}


def missed(criteria: Mapping[str, object], entries: Sequence[Entry]) -> Iterator[str]:
    """Values that no work has, each in a sentence that names those nearest to it.

    Args:
        criteria: As for `predicate_for`, which has read them.
        entries: The works.
    """
    for name, texts_of in _TEXTS.items():
        for value in several(criteria.get(name, ())):
            if any(map(_CRITERIA[name]([value], entries), entries)):
                continue
            known: set[str] = set()
            for entry in entries:
                known.update(texts_of(entry))
            near = near_misses(str(value), sorted(known))
            yield f"No work here has the {name} {value!r}.{near}"


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
        make(several(criteria[name]), entries)
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
