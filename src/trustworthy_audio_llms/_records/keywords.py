"""The vocabulary of keywords: one term for what works and authors call by many names."""

import functools
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from .._bundle import read_data

_WORD = re.compile(r"[a-z0-9]+")
# British endings become American ones: anonymisation, anonymised.
_BRITISH = re.compile(r"is(ation|ed|ing|er|e)$")

Words = tuple[str, ...]


@functools.cache
def _stem(word: str) -> str:
    word = _BRITISH.sub(r"iz\1", word) if len(word) > 6 else word
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us", "ias"))
    return word[:-1] if plural else word


def folded(text: str) -> Words:
    """The words of a text without case, accents, hyphens and plurals."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    return tuple(map(_stem, _WORD.findall(plain)))


def load_vocabulary() -> dict[str, list[str]]:
    """The terms, each with the spellings that mean it."""
    terms: dict[str, list[str]] = json.loads(read_data("keywords.json"))
    return terms


def index(vocabulary: Mapping[str, Iterable[str]]) -> dict[Words, str]:
    """Every spelling, folded, with its term."""
    spellings: dict[Words, str] = {}
    for term, others in vocabulary.items():
        for spelling in (term, *others):
            known = spellings.setdefault(folded(spelling), term)
            if known != term:
                raise ValueError(f"{spelling!r} means {known!r} and {term!r}.")
    return spellings


@functools.cache
def _spellings() -> Mapping[Words, str]:
    return index(load_vocabulary())


def term_of(text: str) -> str | None:
    """The term that a text is a spelling of (`LALMs`), or None."""
    return _spellings().get(folded(text))
