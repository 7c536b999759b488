"""Citation keys: `familyYEARword`, from the facts of one entry alone.

A key never depends on the other entries, except where two would be equal: then each gets letters
that follow from its own title (see `distinct_citekeys`), unless somebody cites it already.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from .dates import PartialDate
from .names import split_name, without_et_al

_CONSONANTS = "bcdfghjkmnpqrstvwxz"
_WORDS_WITHOUT_AUTHORS = 3

# Words that say nothing about a work; those of a title that stand first far too often.
_EMPTY_WORDS = frozenset(
    "a an and are as at be by can do does for from how in is it its of on or should than that the "
    "their this to towards toward via we what when where which who why will with your you".split()
)
# What NFKD leaves alone although ASCII has a customary spelling for it.
_ASCII = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
_APOSTROPHES = str.maketrans("", "", "'`")


def _ascii_words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_ASCII))
        text = text.encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", text.lower().translate(_APOSTROPHES))


def _title_words(title: str) -> list[str]:
    words = _ascii_words(title)
    return [word for word in words if word not in _EMPTY_WORDS and len(word) > 1] or words


def citekey_for(
    authors: Sequence[str],
    date: PartialDate | None,
    title: str,
    *,
    words_without_authors: int = _WORDS_WITHOUT_AUTHORS,
) -> str:
    """The citation key of a work.

    Args:
        authors: Full names; the first one's family name starts the key. Without authors, or
            where the name has no letters in ASCII, the first telling word of the title does.
        date: Its year follows, where there is one.
        title: Its first telling word ends the key; without authors, its next three do, since lists
            are full of titles that begin alike.
        words_without_authors: How many words of the title follow the year where there are no
            authors. Releases before 2026.11.2 took one.

    Returns:
        Lower-case ASCII letters and digits, a letter first: `shen2024voice`.
    """
    words = _title_words(title)
    names, _ = without_et_al(authors[:1])  # "Shen et al." is Shen.
    family = "".join(_ascii_words(split_name(names[0]).family)) if names and names[0] else ""
    last = words[:1]
    if not family:
        family, last = "".join(words[:1]), words[1 : 1 + words_without_authors]
    key = f"{family}{date.year if date else ''}{''.join(last)}"
    return key if key[:1].isalpha() else f"work{key}"


class Claim(NamedTuple):
    """A citation key that a work would have if there were no others.

    Attributes:
        key: The key.
        sources: What a suffix is made of, should it need one: its title, then its id.
        is_settled: Whether somebody has it already, who cites the work by it.
    """

    key: str
    sources: tuple[str, ...]
    is_settled: bool = False


def distinct_citekeys(claims: Iterable[Claim]) -> list[str]:
    """Make keys unique, without regard to case, so that no work ever takes the key of another.

    Of works that claim one key, the first that has it already keeps it. All others get a suffix
    that is made of what they are, and not of what else is there: whatever is added later, and in
    whatever order, a key that was given to one work is never given to another one.

    Args:
        claims: The claims of all works.

    Returns:
        Their keys, in the same order.
    """
    claimed = list(claims)
    groups: dict[str, list[int]] = {}
    for number, claim in enumerate(claimed):
        groups.setdefault(claim.key.lower(), []).append(number)
    taken = set(groups)
    keys = [claim.key for claim in claimed]
    for group in groups.values():
        if len(group) == 1:
            continue
        owner = next((number for number in group if claimed[number].is_settled), None)
        others = [number for number in group if number != owner]
        for number, suffix in zip(others, _suffixes([claimed[n] for n in others]), strict=True):
            keys[number] = _free(claimed[number].key + suffix, taken)
            taken.add(keys[number].lower())
    return keys


def _suffixes(claims: Sequence[Claim]) -> list[str]:
    """A suffix for each claim, made of its title, or where several have one title, of its id."""
    titles = Counter(claim.sources[0] for claim in claims)
    return [
        _letters(claim.sources[0] if titles[claim.sources[0]] == 1 else claim.sources[-1])
        for claim in claims
    ]


def _letters(source: str, length: int = 4) -> str:
    """Letters that follow from a text; without vowels, so that they make no words."""
    number = int.from_bytes(hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest(), "big")
    letters = []
    for _ in range(length):
        number, rest = divmod(number, len(_CONSONANTS))
        letters.append(_CONSONANTS[rest])
    return "".join(letters)


def _free(key: str, taken: Container[str]) -> str:
    """The key itself, or where a rare chance gave it to another work, a longer one."""
    while key.lower() in taken:
        key += _letters(key, 1)
    return key
