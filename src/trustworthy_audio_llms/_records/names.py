"""The parts of personal names, as far as a full name shows them.

What a name shows is little: "Wang Xiaoming" and "Gabriel García Márquez" keep their word order,
the last word taken for the family name, unless they are written `Family, Given`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .._text import clean_line

PARTICLES = frozenset(
    "al af am ap ben bin da das de dei del della den der des di do dos du el ibn la le les lo van "
    "vom von zu zum zur ten ter te 't".split()
)
"""The words in lower case that stand before a family name and belong to it."""

_SUFFIXES = frozenset("jr sr jnr snr ii iii iv".split())
_ORGANISATIONS = frozenset(
    "consortium team teams group groups lab labs laboratory laboratories institute institutes "
    "university universities center centers centre centres foundation community organizers "
    "organisers inc ltd llc gmbh corp corporation and".split()
)
_ORGANISATION = re.compile(rf"\b(?:{'|'.join(sorted(_ORGANISATIONS))})\b|&", re.I)
_NO_NAMES = _SUFFIXES | _ORGANISATIONS
_PLAIN = re.compile(r"(?:[A-Z](?:\.|[A-Za-z0-9-]*+) )++[A-Z0-9][A-Za-z0-9]*")
# Han, kana and Hangul: names in these scripts are written family name first, mostly unspaced.
_EAST_ASIAN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af· ]+"
)
_ET_AL = re.compile(r"(?:^|[ ,;])(?:et\.? al\.?|and others)$|^others$", re.I)


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


def _is_suffix(word: str) -> bool:
    return word.strip(".").lower() in _SUFFIXES


def plain_name(full: str) -> tuple[str, str] | None:
    """Split a name that nothing needs to be known about, which is nine names in ten.

    Args:
        full: A full name.

    Returns:
        Family name and given names, if they are ASCII letters, digits, hyphens and initials, each
        word begins with a capital, and none makes it an organisation; else None.
    """
    if _PLAIN.fullmatch(full) is None or not _NO_NAMES.isdisjoint(full.lower().split()):
        return None
    given, _, family = full.rpartition(" ")
    return family, given


def split_name(full: str) -> Name:
    """Split a full name into family name, given names and suffix.

    Args:
        full: `Given Family`, `Family, Given`, `Family, Jr., Given`, or an organisation.

    Returns:
        Its parts; organisations, single names and names in East Asian scripts are all `family`.
    """
    if plain := plain_name(full):
        return Name(*plain)
    full = clean_line(full)
    if _ORGANISATION.search(full) or _EAST_ASIAN.fullmatch(full):
        return Name(full)
    if "," in full:
        return _split_at_commas([part.strip() for part in full.split(",")])
    words = full.split(" ")
    suffix = ""
    while len(words) > 1 and _is_suffix(words[-1]):
        suffix = f"{words.pop()} {suffix}".strip()
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    if words[0] in PARTICLES and first == 1:
        first = 0
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _split_at_commas(parts: list[str]) -> Name:
    suffix = " ".join(part for part in parts[1:] if _is_suffix(part))
    family, *given = [
        part for i, part in enumerate(parts) if part and (i == 0 or not _is_suffix(part))
    ] or [""]
    if given:
        return Name(family, " ".join(given), suffix)
    plain = split_name(family)
    return Name(plain.family, plain.given, suffix or plain.suffix)


def without_et_al(authors: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Take an "et al." from the end of a list of authors, where it is no name.

    Args:
        authors: Full names, in order.

    Returns:
        The names, and whether there are more than these.
    """
    if not authors or not authors[-1].rstrip().lower().endswith(("al", "al.", "others")):
        return authors, False
    last = clean_line(authors[-1])
    found = _ET_AL.search(last)
    return ([*authors[:-1], last[: found.start()]], True) if found else (authors, False)
