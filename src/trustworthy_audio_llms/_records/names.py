"""The parts of personal names, as far as a full name shows them.

What a name shows is little: "Wang Xiaoming" keeps its word order, the last word taken for the
family name, unless it is written `Family, Given`. Particles, and Spanish names, of which there are
two, are told by the words in `name_words`.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from .._text import clean_line
from .name_words import (
    CAPITAL_PARTICLES,
    DEGREES,
    EAST_ASIAN_FAMILIES,
    GENERATIONS,
    GIVEN_BESIDE_SPANISH,
    JOINING,
    MISTAKABLE,
    ORGANISATIONS,
    PARTICLES,
    SPANISH_FAMILIES,
    SUFFIXES,
    TITLES,
)

_ORGANISATION = re.compile(rf"\b(?:{'|'.join(sorted(ORGANISATIONS))})\b|&", re.I)
# Words that are ASCII letters and digits behind a capital; given names also have hyphens, and are
# initials.
_PLAIN_FAMILY = re.compile(r"[A-Z][A-Za-z0-9]*")
_PLAIN_GIVEN = re.compile(r"[A-Z](?:\.|[A-Za-z0-9-]*)")
# Han, kana and Hangul: names in these scripts are written family name first, mostly unspaced.
EAST_ASIAN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af· ]+"
)
# What stands behind a name and is none: a number by which DBLP tells namesakes apart, the name in
# another script or an affiliation in brackets, signs for footnotes.
_BEHIND = re.compile(r"(?: [0-9]{4}| ?\([^()]*\)|[ ,]*[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_ET_AL = re.compile(
    r"(?:^|[ ,;&]+)(?:"
    r"et\.?,? ?al\.?|et\.? ali(?:i|ae|a)|(?:and|&) (?:others|colleagues)|u\. ?a\."
    r"|\(?(?:and |& |plus )?[0-9]+ (?:more|others|more authors|other authors)\)?|\+ ?[0-9]+"
    r"|\.\.\.|…|y otros|e outros|et autres|und andere|и др\.?"
    r")$|(?:^|[,;&] ?)others$|^其他$|等人?$",
    re.I,
)
# How each of these may end: most names are seen not to, at once.
_ENDS_LIKE_ET_AL = tuple("l l. i ae s a. . … e 等 人 他 р р. ) 0 1 2 3 4 5 6 7 8 9".split())


_WHOLE = re.compile(r"\{[^{}]*[^{}\s][^{}]*\}")


class Name(NamedTuple):
    """A name in its parts.

    Attributes:
        family: The family name with its particles, or the whole of a name that has no parts.
        given: Given names; empty for organisations and single names.
        suffix: `Jr.`, `III` and the like, or empty.
    """

    family: str
    given: str = ""
    suffix: str = ""


def folded(word: str) -> str:
    """A word in lower case, without accents and points."""
    decomposed = unicodedata.normalize("NFKD", word)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.casefold().strip(".,")


def _is_suffix(word: str) -> bool:
    return word.strip(".").lower() in SUFFIXES


def _is_degree(word: str) -> bool:
    return word.strip(".,").lower() in DEGREES and word != "Ma"


def plain_name(full: str) -> tuple[str, str] | None:
    """Split a name that nothing needs to be known about, which is nine names in ten.

    Args:
        full: A full name.

    Returns:
        Family name and given names, if they are ASCII letters, digits, hyphens and initials, each
        word begins with a capital, and none says that there is more to know; else None.
    """
    given, _, family = full.rpartition(" ")
    if not _is_plain_family(family):
        return None
    if " " not in given:
        return (family, given) if _is_plain_given(given) else None
    words = given.split(" ")
    if not all(map(_is_plain_given, words)):
        return None
    return (family, given) if _has_one_family_name([*words, family]) else None


# Names are made of far fewer words than there are names.
@functools.lru_cache(maxsize=1 << 15)
def _is_plain_family(word: str) -> bool:
    return _PLAIN_FAMILY.fullmatch(word) is not None and word.lower() not in _NOT_PLAIN


@functools.lru_cache(maxsize=1 << 15)
def _is_plain_given(word: str) -> bool:
    return _PLAIN_GIVEN.fullmatch(word) is not None and word.lower() not in _NOT_PLAIN


def as_read(full: str) -> str:
    """A full name as people read it: without braces, and `Given Family` for `Family, Given`.

    Args:
        full: A full name.
    """
    if full[:1] != "{" and "," not in full:
        return full
    name = split_name(full)
    if EAST_ASIAN.fullmatch(f"{name.family}{name.given}"):
        return f"{name.family}{name.given}"
    return " ".join(filter(None, (name.given, name.family, name.suffix))) or full


def is_name(full: str) -> bool:
    """Whether a full name has a family name, or is one.

    What ends with a letter and has no comma always has: only marks are taken from the end of a
    name, and only what stands behind a comma may be something else.
    """
    if full[-1:].isalpha() and "," not in full and full.isprintable():
        return True  # As nearly all, and a library of names has few twice.
    return split_name(full).family != ""


_NOT_PLAIN = SUFFIXES | ORGANISATIONS | DEGREES | TITLES | GENERATIONS


def _has_one_family_name(words: Sequence[str]) -> bool:
    return CAPITAL_PARTICLES.isdisjoint(words) and not SPANISH_FAMILIES.intersection(
        word.lower() for word in words[-2:]
    )


@functools.lru_cache(maxsize=1 << 14)  # Most authors have more than one work.
def split_name(full: str) -> Name:
    """Split a full name into family name, given names and suffix.

    Args:
        full: `Given Family`, `Family, Given`, `Family, Jr., Given`, an organisation, or anything
            in braces, which is one name.

    Returns:
        Its parts; organisations, single names and names in East Asian scripts are all `family`.
    """
    if plain := plain_name(full):
        return Name(*plain)
    full = clean_line(full)
    if _WHOLE.fullmatch(full):  # As reference files write what must not be split.
        return Name(full[1:-1].strip())
    full = _bare(full)
    if _ORGANISATION.search(full) or EAST_ASIAN.fullmatch(full):
        return Name(full)
    if "," in full:
        return _split_at_commas([part.strip() for part in full.split(",")])
    words = full.split(" ")
    while len(words) > 2 and words[0].lower() in TITLES:
        del words[0]
    suffix = ""
    while len(words) > 1 and (_is_suffix(words[-1]) or _is_degree(words[-1])):
        last = words.pop()
        suffix = f"{last} {suffix}".strip() if _is_suffix(last) else suffix
    first = _start_of_family(words)
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _bare(full: str) -> str:
    """A name without what stands behind it and is none, if anything else is left.

    A hyphen with a blank before it is one within a name (`Magimai. -Doss`).
    """
    full = re.sub(r"(?<=\S) -(?=\w)", "-", full)
    while (found := _BEHIND.search(full)) and found.start() > 0:
        full = full[: found.start()]
    return full


def _start_of_family(words: Sequence[str]) -> int:
    """Where the family name begins among the words of a name."""
    last = len(words) - 1
    first = last - (_has_two_spanish_families(words) or _says_whose_child(words))
    while first > 1 and _is_particle(words, first - 1):
        first -= 1
    if first > 1 and words[first] == "de" and folded(words[first - 1]) in SPANISH_FAMILIES:
        first -= 1  # López de Mántaras.
    if first > 2 and words[first - 1] in JOINING:
        first -= 2  # Ramón y Cajal.
    return 0 if first == 1 and words[0] in PARTICLES else first


def _says_whose_child(words: Sequence[str]) -> bool:
    """Whether the last word is Portuguese for junior, which belongs to the family name."""
    if len(words) < 3 or folded(words[-1]) not in GENERATIONS:
        return False
    before = folded(words[-2])
    return len(before) > 1 and before not in GIVEN_BESIDE_SPANISH


def _is_particle(words: Sequence[str], index: int) -> bool:
    """Whether a word belongs to the family name behind it."""
    word = words[index]
    if word in PARTICLES:
        return True
    if word not in CAPITAL_PARTICLES:
        return False
    return word not in MISTAKABLE or EAST_ASIAN_FAMILIES.isdisjoint(
        folded(other) for place, other in enumerate(words) if place != index
    )


def _has_two_spanish_families(words: Sequence[str]) -> bool:
    """Whether the last two words are a father's and a mother's name."""
    if len(words) < 3 or len(words[-2].strip(".")) < 2:
        return False
    given, father, mother = folded(words[0]), folded(words[-2]), folded(words[-1])
    if father in SPANISH_FAMILIES:
        return len(words) > 3 or father not in GIVEN_BESIDE_SPANISH
    # The first is not known, but the second is, and the names before are Spanish, too.
    speaks_spanish = given in GIVEN_BESIDE_SPANISH and mother in SPANISH_FAMILIES
    return speaks_spanish and father not in GIVEN_BESIDE_SPANISH and words[-2] not in PARTICLES


def _split_at_commas(parts: list[str]) -> Name:
    suffix = " ".join(part for part in parts[1:] if _is_suffix(part))
    family, *given = [
        part
        for index, part in enumerate(parts)
        if part and (index == 0 or not (_is_suffix(part) or _is_degree(part)))
    ] or [""]
    if given:
        return Name(family, " ".join(given), suffix)
    plain = split_name(family)
    return Name(plain.family, plain.given, suffix or plain.suffix)


def without_et_al(authors: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Take an "et al." from the end of a list of authors, in any spelling, where it is no name.

    Args:
        authors: Full names, in order.

    Returns:
        The names, and whether there are more than these.
    """
    if not authors or not authors[-1].rstrip().lower().endswith(_ENDS_LIKE_ET_AL):
        return authors, False
    last = clean_line(authors[-1])
    found = _ET_AL.search(last)
    if found is None:
        return authors, False
    named = last[: found.start()].rstrip(" ,;&")
    if not named and len(authors) == 1 and found[0].strip("+ ").isdecimal():
        return authors, False  # A number that counts no others.
    return [*authors[:-1], *([named] if named else [])], True
