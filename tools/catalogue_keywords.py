"""The vocabulary of keywords: one term for what works and authors call by many names."""

import functools
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "keywords.json"
_WORD = re.compile(r"[a-z0-9]+")
_MOST = 8
"""How many terms a work has at the most; a work about everything is found by no term."""

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
    terms: dict[str, list[str]] = json.loads(FILE.read_bytes())
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


def terms_in(text: str, spellings: Mapping[Words, str]) -> list[str]:
    """The terms that a text names, each spelling as long as can be, from left to right."""
    words = folded(text)
    longest = max(map(len, spellings), default=0)
    found: list[str] = []
    start = 0
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            term = spellings.get(words[start : start + length])
            if term and not _is_a_word(term, words[:start]):
                found.append(term)
                start += length
                break
        else:
            start += 1
    return found


def _is_a_word(term: str, before: Words) -> bool:
    """Whether a name is but a word here: `in a whisper` is not about Whisper."""
    return " " not in term and term[0].isupper() and before[-1:] in (("a",), ("an",))


def keywords_of(
    titles: Sequence[str], said: Sequence[str], spellings: Mapping[Words, str]
) -> tuple[str, ...]:
    """The terms of a work: those that its title names, then those of what else is said of it.

    Args:
        titles: Its titles.
        said: Keywords in anybody's words; what names no term says nothing that a search needs.
        spellings: The vocabulary, as `index` gives it.
    """
    terms = [term for text in (*titles, *said) for term in terms_in(text, spellings)]
    return tuple(dict.fromkeys(terms))[:_MOST]
