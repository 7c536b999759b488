"""Citation keys: `familyYEARword`, from the facts of one entry alone.

The key of a work without authors, as nearly all of a list are, ends in letters that follow from its
title. So it names that work for ever: whatever else is added or removed, whatever year another line
gives it, and in whichever order the lines are read.

The key of a work with authors has no such letters, for people write it. Where two works would have
one, both get letters, unless somebody cites one of them by it already (see `distinct_citekeys`).
"""

import functools
import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .dates import PartialDate
from .identifiers import slug, title_identity
from .names import split_name, without_et_al

_CONSONANTS = "bcdfghjkmnpqrstvwxz"

# So few that a person can read them out, and so many that of two works whose keys begin alike both
# have the same ones in one case of three millions. Then both get more.
_LETTERS = 5

# Words that say nothing about a work; those of a title that stand first far too often.
_EMPTY_WORDS = frozenset(
    "a an and are as at be by can do does for from how in is it its of on or should than that the "
    "their this to towards toward via we what when where which who why will with your you".split()
)
ASCII = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
"""What NFKD leaves alone although ASCII has a customary spelling for it."""


def _ascii_words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(ASCII))
        text = text.encode("ascii", "ignore").decode()
    return slug(text.replace("'", "").replace("`", "")).replace("-", " ").split()


# The records of a work mostly have one title, which is asked about several times in a row.
@functools.lru_cache(maxsize=64)
def _title_words(title: str) -> tuple[str, ...]:
    """The first two telling words of a title."""
    words = _ascii_words(title)
    telling = [word for word in words if word not in _EMPTY_WORDS and len(word) > 1]
    return tuple((telling or words)[:2])


@functools.lru_cache(maxsize=64)
def _title_letters(title: str) -> str:
    return letters_of(title_identity(title))


def citekey_for(authors: Sequence[str], date: PartialDate | None, title: str) -> str:
    """The citation key that a work has by itself.

    Args:
        authors: Full names; the first one's family name starts the key. Without authors, or
            where the name has no letters in ASCII, the first telling word of the title does.
        date: Its year follows, where there is one.
        title: Its first telling word ends the key; without authors its second one does, and then
            letters that follow from all of it, since lists are full of titles that begin alike.

    Returns:
        Lower-case ASCII letters and digits, a letter first: `shen2024voice`.
    """
    return _citekey(authors[0] if authors else "", date.year if date else None, title)


# It is asked for when a record is made, and again when records of one work are put together.
@functools.lru_cache(maxsize=64)
def _citekey(author: str, year: int | None, title: str) -> str:
    family = _family(author)
    key = _plain(family, year, title)
    return key if family else key + _title_letters(title)


def plain_citekey(authors: Sequence[str], date: PartialDate | None, title: str) -> str:
    """The citation key without letters, for who sees to it that no two works have one.

    Releases before 2026.11.2 gave it to all works, and the curated catalogue does, whose keys are
    kept with its works.

    Args:
        authors: As for `citekey_for`.
        date: As there.
        title: As there.
    """
    return _plain(_family(authors[0] if authors else ""), date.year if date else None, title)


def _plain(family: str, year: int | None, title: str) -> str:
    words = _title_words(title)
    start, last = (family, words[:1]) if family else ("".join(words[:1]), words[1:2])
    key = f"{start}{year or ''}{''.join(last)}"
    return key if key[:1].isalpha() else f"work{key}"


def _family(author: str) -> str:
    """The family name of the first author in ASCII; empty where there is none."""
    names, _ = without_et_al([author])  # "Shen et al." is Shen.
    return "".join(_ascii_words(split_name(names[0]).family)) if names and names[0] else ""


def letters_of(source: str, length: int = _LETTERS) -> str:
    """Letters that follow from a text; without vowels, so that they make no words.

    Args:
        source: The text.
        length: How many letters, up to 32.
    """
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
    return "".join([_CONSONANTS[byte % len(_CONSONANTS)] for byte in digest[:length]])


class Claim(NamedTuple):
    """The citation key that a work would have if there were no others.

    Attributes:
        key: The key.
        sources: What letters are made of, should it need them: its title, then its id.
        is_settled: Whether somebody has it already, who cites the work by it.
        former: The keys that it would have by some of its records alone, and may have had.
    """

    key: str
    sources: tuple[str, ...]
    is_settled: bool = False
    former: tuple[str, ...] = ()

    def candidate(self, turn: int, number: int) -> str:
        """The key that it would have after so many others were not to be had.

        Args:
            turn: How many, at least one.
            number: What tells it from a work that is the same in all else.
        """
        if turn <= len(self.sources):
            return self.key + letters_of(self.sources[turn - 1])
        return self.key + letters_of(f"{self.sources[-1]} {number} {turn}", 4 * _LETTERS)


def distinct_citekeys(claims: Iterable[Claim]) -> list[str]:
    """Make keys unique, without regard to case, so that no work ever takes the key of another.

    Each work has a row of candidates that follow from itself alone: its key, and the key with more
    and more letters. It gets the first that no other work has come to in its own row, or had by
    one of its records. What one work came to, it comes to with any works beside it as well; so
    among more works no other one gets a key that it had among fewer. Of works that somebody cites
    by one key already, the first keeps it in any case.

    Args:
        claims: The claims of all works.

    Returns:
        Their keys, in the same order.
    """
    return _Rows(list(claims)).keys()


class _Rows:
    """How far each work has come in its row of candidates."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._turns = [0] * len(claims)
        self._keys = [claim.key for claim in claims]
        self._came: dict[str, int | None] = {}  # Who came to a key, or None if several did.
        self._keeps: dict[str, int] = {}
        self._displaced: list[int] = []

    def keys(self) -> list[str]:
        """The key of each work."""
        for number, claim in enumerate(self._claims):
            if claim.is_settled:
                self._keeps.setdefault(claim.key.lower(), number)
        for number, claim in enumerate(self._claims):
            for key in (claim.key, *claim.former):
                self._come(number, key.lower())
        while self._displaced:
            number = self._displaced.pop()
            if not self._has(number):
                self._turns[number] += 1
                self._keys[number] = self._claims[number].candidate(self._turns[number], number)
                self._come(number, self._keys[number].lower())
        return self._keys

    def _come(self, number: int, key: str) -> None:
        """Let a work come to a key; who cannot have theirs any more are displaced."""
        other = self._came.setdefault(key, number)
        if other == number:
            return
        self._came[key] = None
        self._displaced.append(number)
        if other is not None:
            self._displaced.append(other)

    def _has(self, number: int) -> bool:
        """Whether a work has its key: for it alone, or because it is cited by it."""
        key = self._keys[number].lower()
        return self._came[key] == number or self._keeps.get(key) == number
