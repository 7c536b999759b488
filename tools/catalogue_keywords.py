"""Which terms of the vocabulary of keywords a work has."""

from collections.abc import Mapping, Sequence

from trustworthy_audio_llms._records.keywords import Words, folded

_MOST = 8
"""How many terms a work has at the most; a work about everything is found by no term."""


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
