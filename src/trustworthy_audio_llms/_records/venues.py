"""The registry of venues: the one that a spelling means, and in which year."""

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from .._bundle import read_data
from .._errors import InvalidQuery, check_text, near_misses
from .._public import public
from .._text import printable
from .venue import Edition, Venue
from .venue_words import Token, Words, is_small, plain_words, take_apart, year_of


class _Match(NamedTuple):
    """Some words that are a name of venues: of one, or of one under the names of its periods."""

    start: int
    end: int
    venues: tuple[Venue, ...]


@public
@attrs.frozen(repr=False, eq=False)
class Venues:
    """The registry of venues; `tal.venues()` returns it.

    Iterating gives every `Venue`, by series; `venues["ICASSP"]` is one in any spelling, under the
    name it has today; `venues.find("Proc. ICASSP 2024")` says which edition a text means.

    Attributes:
        venues: Every venue, by series, the newest name of each first.
        abbreviations: For words, the abbreviation that is taken for the same.
        passing: Words that may stand around a name and leave it what it is.
        parting: Words that name another publication, even behind a comma: `workshop`.
    """

    venues: tuple[Venue, ...]
    abbreviations: Mapping[str, str] = attrs.field(factory=dict)
    passing: frozenset[str] = frozenset()
    parting: frozenset[str] = frozenset()
    _names: dict[tuple[str, ...], list[Venue]] = attrs.field(init=False)
    _lengths: dict[str, list[int]] = attrs.field(init=False)
    _starts: frozenset[str] = attrs.field(init=False)
    _openings: frozenset[str] = attrs.field(init=False)

    @_names.default
    def _index_names(self) -> dict[tuple[str, ...], list[Venue]]:
        names: dict[tuple[str, ...], list[Venue]] = {}
        for venue in self.venues:
            spellings = {self._fold(text) for text in (venue.series, venue.title, *venue.aliases)}
            for name in spellings:
                names.setdefault(name, []).append(venue)
        return names

    @_lengths.default
    def _index_lengths(self) -> dict[str, list[int]]:
        """How many words the names that begin with a word have, the longest first."""
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[0], set()).add(len(name))
        return {word: sorted(counts, reverse=True) for word, counts in lengths.items()}

    @_starts.default
    def _index_starts(self) -> frozenset[str]:
        """The words with which names begin, also those that are abbreviated to them."""
        long = {word for word, short in self.abbreviations.items() if short in self._lengths}
        return frozenset((*self._lengths, *long))

    @_openings.default
    def _index_openings(self) -> frozenset[str]:
        """The words with which a text may begin that names a venue, small ones left out."""
        long = {word for word, short in self.abbreviations.items() if short in self.passing}
        return frozenset((*self._starts, *self.passing, *long))

    def __iter__(self) -> Iterator[Venue]:
        """Every venue, by series."""
        return iter(self.venues)

    def __len__(self) -> int:
        """How many venues there are."""
        return len(self.venues)

    def __contains__(self, text: object) -> bool:
        """Whether a text names a venue of the registry."""
        return isinstance(text, str) and self.find(text) is not None

    def __getitem__(self, text: str) -> Venue:
        """The venue that a text names, in any spelling.

        Raises:
            InvalidQuery: There is none.
        """
        check_text("A venue", text)
        edition = self.find(text)
        if edition is None:
            series = [venue.series for venue in self.venues]
            raise InvalidQuery(
                f"No venue is called {text!r}.{near_misses(text, series)} "
                "`print(tal.venues())` shows them all.",
                value=text,
            )
        return edition.venue

    def __str__(self) -> str:
        """A venue a line, with its kind and title."""
        width = max((len(venue.series) for venue in self.venues), default=0)
        return printable(
            "\n".join(
                f"{venue.series:<{width}}  {venue.kind:<10}  {venue.title}" for venue in self.venues
            )
        )

    def __repr__(self) -> str:
        """How many venues there are; the registry itself is for `print`."""
        return f"<Venues: {len(self.venues)} venues>"

    def find(self, text: str) -> Edition | None:
        """Say which venue a text names, and in which year.

        The text may be a short name, a title of proceedings as publishers, DBLP and reference
        managers write it, or a journal's abbreviated title. What is held at a venue without being
        part of its proceedings, such as a workshop, is that venue only where the registry has it
        under a name of its own. The time is linear in the length of the text.

        Args:
            text: A venue in any spelling.

        Returns:
            The edition, or None where the text names no venue, several, or more than a venue.
        """
        if text.isascii() and not self._may_name(plain_words(text)):
            return None  # As most texts beside a title; the rest takes longer.
        words = take_apart(text, self.abbreviations)
        matches = self._matches(words.tokens)
        # `Proc. IEEE` is a journal, and how half of all proceedings begin.
        telling = [match for match in matches if not self._passes_by(words.tokens, match)]
        matches = telling or matches
        venues = _innermost([match.venues for match in matches])
        if not venues or not self._is_all(words.tokens, matches, venues[0]):
            return None
        year = words.years[0] if words.years else _counted_year(words, matches, venues[0])
        # The name of a period goes before the year: some print the old one for years.
        return Edition(next((venue for venue in venues if venue.covers(year)), venues[0]), year)

    def _may_name(self, words: Sequence[str]) -> bool:
        """Whether words may name a venue: a name is among them, and before it only what passes."""
        if self._starts.isdisjoint(words):
            return False
        first = next((word for word in words if word in self._openings or not is_small(word)), "")
        return first in self._openings

    def _fold(self, text: str) -> tuple[str, ...]:
        return tuple(token.text for token in take_apart(text, self.abbreviations).tokens)

    def _matches(self, tokens: Sequence[Token]) -> list[_Match]:
        """The names among the words, from left to right, each as long as can be."""
        words = tuple(token.text for token in tokens)
        matches = []
        start = 0
        while start < len(words):
            match = self._match_at(words, start)
            if match:
                matches.append(match)
            start = match.end if match else start + 1
        return matches

    def _match_at(self, words: tuple[str, ...], start: int) -> _Match | None:
        for length in self._lengths.get(words[start], ()):
            venues = self._names.get(words[start : start + length])
            if venues and start + length <= len(words):
                return _Match(start, start + length, tuple(venues))
        return None

    def _is_all(self, tokens: Sequence[Token], matches: Sequence[_Match], venue: Venue) -> bool:
        """Whether what stands around the names leaves them what they are.

        Numbers and passing words do. Behind the name of a conference, parted from it, there may be
        a place and days; behind that of a journal there may not: `Science, Technology & Society`.
        """
        names, around = _parted(tokens, matches)
        unknown = [words for words in around if not all(map(self._passes, words))]
        is_short = len(names) == 1 and len(names[0]) < _LEAST_LETTERS
        if venue.kind == "journal" or is_short or around[0] in unknown:
            return not unknown
        return all(self.parting.isdisjoint(words) for words in unknown)

    def _passes_by(self, tokens: Sequence[Token], match: _Match) -> bool:
        return all(token.text in self.passing for token in tokens[match.start : match.end])

    def _passes(self, word: str) -> bool:
        return word in self.passing or word[0].isdecimal()


_LEAST_LETTERS = 3
"""`MM` and `SP` are names only where they stand alone."""


def _parted(
    tokens: Sequence[Token], matches: Sequence[_Match]
) -> tuple[list[str], list[list[str]]]:
    """The words of the names, and those around them, from one mark to the next.

    A mark in front of the first name parts nothing.
    """
    inside: set[int] = set()
    for match in matches:
        inside.update(range(match.start, match.end))
    names: list[str] = []
    around: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        if token.parted and index > matches[0].start:
            around.append([])
        (names if index in inside else around[-1]).append(token.text)
    return names, around


def _innermost(names: Sequence[tuple[Venue, ...]]) -> tuple[Venue, ...]:
    """The venues that all the names mean; what is part of another goes before it."""
    by_series = {venues[0].series: venues for venues in names}
    for venues in names:
        outer = {venue.part_of for venue in venues}
        if len(by_series) == 2 and not outer.isdisjoint(by_series):
            return venues
    if len(by_series) != 1:
        return ()
    # Where the same venue stands there twice, the name that only one period had decides.
    return min(names, key=len)


def _counted_year(words: Words, matches: Sequence[_Match], venue: Venue) -> int | None:
    """The year that a number says: of the edition, of the volume, or in short (`USENIX 25`)."""
    if words.edition and venue.first_edition:
        return venue.first_edition + words.edition - 1
    match = matches[0]
    after = words.tokens[match.end].text if match.end < len(words.tokens) else ""
    if not (after.isascii() and after.isdecimal()) or words.tokens[match.end].parted:
        return None
    if venue.first_volume:
        return venue.first_volume + int(after) - 1 if match.end - match.start > 1 else None
    is_short = match.end - match.start <= 2 and venue.kind in ("conference", "workshop")
    return year_of(after) if is_short and len(after) == 2 else None


@functools.cache
def load_venues() -> Venues:
    """The bundled registry of venues, read once."""
    record: dict[str, Any] = json.loads(read_data("venues.json"))
    return Venues(
        venues=tuple(Venue(**venue) for venue in record["venues"]),
        abbreviations={
            word: abbreviation
            for abbreviation, words in record["abbreviations"].items()
            for word in words
        },
        passing=frozenset(record["passing"]),
        parting=frozenset(record["parting"]),
    )


def series_of(venue: str) -> str | None:
    """The series of a venue, like `ICASSP`; None where the registry does not know it."""
    edition = find_venue(venue)
    return edition.series if edition else None


@functools.lru_cache(maxsize=4096)  # The works of a catalog share their venues.
def find_venue(text: str) -> Edition | None:
    """Say which venue of the registry a text names; see `Venues.find`."""
    return load_venues().find(text)


@public
def venues() -> Venues:
    """The registry of the venues of the field: what each is, and how it is written."""
    return load_venues()
