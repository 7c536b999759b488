"""Words as they are compared: without case, accents, spelling variants and English endings.

A text is folded here, before any index sees it, so that what is found depends on nothing else; the
page does the same in JavaScript from the same table, `data/language.json`.
"""

import functools
import json
import re
import unicodedata
from collections.abc import Mapping

import attrs

from .._bundle import read_data
from .stemming import porter

_WORD = re.compile(r"[^\W_]+")
_ENGLISH = re.compile(r"[a-z]{3,}")
LONGEST = 64
"""Words beyond this many letters are no English and get no stem: base64, or a DNA."""


@attrs.frozen
class Language:
    """What is peculiar to the language of the field.

    Attributes:
        letters: Letters that have no decomposition, with what they are written as.
        words: British words with the American ones.
        beginnings: Beginnings of words, likewise.
        endings: Endings of words, likewise.
        kept: What stands before an ending in words that have it in both spellings (`exerc-ise`).
        stems: Words that Porter parts or mixes up, with the stem they have here.
        silent: Words that say nothing in a question.
    """

    letters: Mapping[int, str]
    words: Mapping[str, str]
    beginnings: Mapping[str, str]
    endings: Mapping[str, str]
    kept: frozenset[str]
    stems: Mapping[str, str]
    silent: frozenset[str]


@functools.cache
def language() -> Language:
    """The bundled table, read once."""
    table = json.loads(read_data("language.json"))
    spelling = table["spelling"]
    stems: dict[str, str] = {}
    for stem_, words_ in table["stems"].items():
        stems |= dict.fromkeys(words_, stem_)
    return Language(
        letters=str.maketrans(table["letters"]),
        words=spelling["words"],
        beginnings=spelling["beginnings"],
        endings=spelling["endings"],
        kept=frozenset(spelling["kept"]),
        stems=stems,
        silent=frozenset(table["silent"]),
    )


def fold(text: str) -> str:
    """A text in small letters without accents; full-width forms and ligatures as plain letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    letters = (char for char in plain if unicodedata.category(char)[0] != "M")
    return "".join(letters).lower().translate(language().letters)


def words(text: str) -> list[str]:
    """The words of a text, folded: each run of letters and digits is one."""
    if text.isascii() and text.isalnum():
        return [text.lower()]  # As nearly everything that stands between blanks.
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """The words of a text that is folded."""
    return _WORD.findall(folded)


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What a folded word has in common with its other forms and spellings."""
    if not is_english(word):
        return word
    american = _american(word)
    exception = language().stems.get(american)
    return porter(american) if exception is None else exception


def is_english(word: str) -> bool:
    """Whether a folded word may be English, and so has a stem."""
    return len(word) <= LONGEST and _ENGLISH.fullmatch(word) is not None


def _american(word: str) -> str:
    """A word in American spelling."""
    table = language()
    if word in table.words:
        return table.words[word]
    # The longest beginning has 9 letters, the longest ending 9.
    for length in range(4, min(len(word), 9) + 1):
        if word[:length] in table.beginnings:
            word = table.beginnings[word[:length]] + word[length:]
            break
    for length in range(min(len(word) - 3, 9), 2, -1):
        start, ending = word[:-length], word[-length:]
        if ending in table.endings:
            return word if start in table.kept else start + table.endings[ending]
    return word


def stems(text: str) -> list[str]:
    """The stems of the words of a text."""
    return [stem(word) for word in words(text)]
