"""The words of a venue as people write it: folded, with years, editions and marks set apart."""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

# A word, a number, or a run of what stands between them. Numbers keep their points, so that
# `2012.12345` is no year; a year stands apart from the name before it (`INTERSPEECH2024`).
_PART = re.compile(r"(?P<number>\d+(?:\.\d+)*)|(?P<word>[^\W\d_]+)|(?P<mark>[\W_]+)")
_PLAIN_WORD = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Two digits are a year after an apostrophe: `ICLR'24`, `CCS ’25`.
_APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}")
# What parts a name from the place and the days after it. A full stop only with a blank, since
# abbreviations have one too; a slash and an ampersand join.
_PARTING = frozenset(",;:()[]{}|-–—")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
# What a name may have or not, and the tens, which only begin a number.
_SILENT = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", *_TENS})


class Token(NamedTuple):
    """One word of a venue.

    Attributes:
        text: The word, folded; a number as its digits.
        parted: Whether a comma, a bracket or a dash parts it from the word before.
    """

    text: str
    parted: bool


class Words(NamedTuple):
    """A venue as it is written, taken apart.

    Attributes:
        tokens: Its words in order, without years, editions and small words.
        years: The years that it names, in order.
        edition: The number of the edition (`26th`, `Forty-first`), or None.
    """

    tokens: tuple[Token, ...]
    years: tuple[int, ...]
    edition: int | None


@functools.cache
def _ordinals() -> Mapping[str, int]:
    """The ordinal numbers of English up to the ninety-ninth, without their hyphens."""
    numbers = {word: number for number, word in enumerate(_ONES, 1)}
    for number, ten in enumerate(_TENS, 2):
        numbers[f"{ten.removesuffix('y')}ieth"] = number * 10
        for one, word in enumerate(_ONES[:9], 1):
            numbers[f"{ten}{word}"] = number * 10 + one
    return numbers


def ordinal(number: int) -> str:
    """A number as English counts editions: `1st`, `22nd`, `41st`, `113th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def ordinal_word(number: int) -> str:
    """The same in words, where English has one below a hundred: `Forty-First`."""
    for word, value in _ordinals().items():
        if value == number:
            ten = next((ten for ten in _TENS if word.startswith(ten)), "")
            return f"{ten}-{word.removeprefix(ten)}".title() if ten else word.title()
    return ordinal(number)


def take_apart(text: str, abbreviations: Mapping[str, str]) -> Words:
    """Read a venue's words; the time is linear in the length of the text.

    Args:
        text: A venue in any spelling.
        abbreviations: For words, the abbreviation that stands for them; both are taken for the
            abbreviation, since a name may be written with either.
    """
    tokens: list[Token] = []
    years: list[int] = []
    edition = None
    parted = False
    for before, part, after in _neighbours(_parts(text)):
        parted = parted or part.parted
        year, number = _year(before, part), _edition(before, part, after)
        if year is not None:
            years.append(year)
        elif number is not None:
            edition = edition or number
        elif part.text not in _SILENT and not (before.number and part.text in _ORDINAL_ENDINGS):
            tokens.append(Token(abbreviations.get(part.text, part.text), parted))
            parted = False
    return Words(tuple(tokens), tuple(years), edition)


def plain_words(text: str) -> list[str]:
    """The words and numbers of a text in ASCII, all of those that `take_apart` could tell."""
    return _PLAIN_WORD.findall(text.lower())


def is_small(word: str) -> bool:
    """Whether a word may be no part of a venue's name: `the`, or what counts editions."""
    return word in _SILENT or word in _ORDINAL_ENDINGS or word in _ordinals() or word[0].isdecimal()


class _Part(NamedTuple):
    """A word or number, and what stands before it.

    Attributes:
        text: The word, folded, or the number as it is written.
        number: Whether it is a number.
        mark: What stands between it and the part before.
    """

    text: str
    number: bool = False
    mark: str = " "

    @property
    def parted(self) -> bool:
        """Whether a comma or the like stands before it, or a full stop with a blank.

        A number may stand behind an abbreviation (`Adv. Neural Inf. Process. Syst. 37`).
        """
        ends = ". " in self.mark and not self.number
        return ends or not _PARTING.isdisjoint(self.mark)


_NOTHING = _Part("")


def _parts(text: str) -> list[_Part]:
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and "))
    folded = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    parts = []
    mark = ""
    for match in _PART.finditer(folded):
        if match.lastgroup == "mark":
            mark = match.group()
        else:
            parts.append(_Part(match.group(), match.lastgroup == "number", mark))
            mark = ""
    return parts


def _neighbours(parts: list[_Part]) -> Iterator[tuple[_Part, _Part, _Part]]:
    before = [_NOTHING, *parts]
    after = [*parts[1:], _NOTHING]
    return zip(before, parts, after, strict=False)


def _year(before: _Part, part: _Part) -> int | None:
    """The year that a number is, if it is one: `2024`, and two digits in `ICLR'24`, `AAAI-24`."""
    if not part.number:
        return None
    if _YEAR.fullmatch(part.text):
        return int(part.text)
    joined = part.mark in ("", "-") or part.mark.endswith(_APOSTROPHES)
    short = len(part.text) == 2 and part.text.isdecimal()
    return year_of(part.text) if short and joined and before.text and not before.number else None


def year_of(digits: str) -> int:
    """The year of two digits: of the last century where this one is not that old yet."""
    return int(digits) + (1900 if int(digits) > 50 else 2000)


def _edition(before: _Part, part: _Part, after: _Part) -> int | None:
    """The edition that a number or a word counts: `26th`, `Eleventh`, the end of `Forty-first`."""
    if part.number:
        counted = after.text in _ORDINAL_ENDINGS and not after.mark.strip("_ ")
        return int(part.text) if counted and part.text.isdecimal() else None
    if before.text in _TENS:
        return _ordinals().get(before.text + part.text)
    return _ordinals().get(part.text)
