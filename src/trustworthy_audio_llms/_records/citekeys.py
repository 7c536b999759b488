"""Citation keys: `familyYEARword`, from the facts of one entry alone.

A key never depends on the other entries, except where two would be equal: then the older work
keeps it, and the others get `a`, `b`, … (see `distinct_citekeys`).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from .dates import PartialDate
from .names import split_name

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


def _ascii_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII)).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", re.sub(r"['`]", "", plain.lower()))


def _title_words(title: str) -> list[str]:
    words = _ascii_words(title)
    return [word for word in words if word not in _EMPTY_WORDS and len(word) > 1] or words


def citekey_for(authors: Sequence[str], date: PartialDate | None, title: str) -> str:
    """The citation key of a work.

    Args:
        authors: Full names; the first one's family name starts the key. Without authors, or
            where the name has no letters in ASCII, the first telling word of the title does.
        date: Its year follows, where there is one.
        title: Its first telling word ends the key.

    Returns:
        Lower-case ASCII letters and digits, a letter first: `shen2024voice`.
    """
    words = _title_words(title)
    family = "".join(_ascii_words(split_name(authors[0]).family)) if authors else ""
    if not family and words:
        family, *words = words
    key = f"{family}{date.year if date else ''}{words[0] if words else ''}"
    return key if key[:1].isalpha() else f"work{key}"


def distinct_citekeys(keyed: Iterable[tuple[str, tuple[object, ...]]]) -> list[str]:
    """Make keys unique, without regard to case.

    Args:
        keyed: For each work its key, and what it is ranked by among works of the same key: the
            lowest keeps the key.

    Returns:
        The keys in the same order; those that were taken end in `a`, `b`, … `z`, `aa`, …
    """
    wanted = list(keyed)
    taken = {key.lower() for key, _ in wanted}
    owners: set[str] = set()
    numbered: dict[str, int] = {}
    result = [key for key, _ in wanted]
    for place in sorted(range(len(wanted)), key=lambda place: wanted[place][1]):
        key = wanted[place][0]
        if key.lower() in owners:
            number = numbered.get(key.lower(), 0) + 1
            while (candidate := key + _letters(number)).lower() in taken:
                number += 1
            numbered[key.lower()] = number
            taken.add(candidate.lower())
            result[place] = key = candidate
        owners.add(key.lower())
    return result


def _letters(number: int) -> str:
    """`a` to `z` for 1 to 26, then `aa` and so on."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
