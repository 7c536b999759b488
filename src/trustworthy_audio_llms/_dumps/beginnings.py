"""What a word must begin with to be the same word, so that most records need no closer look.

`search` compares stems; a stem is not always a beginning of its words (`happi` of `happy`, `corpus`
of `corpora`). Here are beginnings that every word with that stem has, in either spelling: too few
letters cost time, one too many would lose works.
"""

import functools

from .._catalog.folding import is_english, language, stem


@functools.lru_cache(maxsize=4096)
def beginnings(word: str) -> tuple[str, ...]:
    """Texts of which at least one begins each word that has the stem of a word.

    Args:
        word: A folded word.

    Returns:
        The beginnings, folded, none empty.
    """
    if not is_english(word):
        return (word,)
    table = language()
    own = stem(word)
    found = {_common(own)}
    found |= {form for form, stemmed in table.stems.items() if stemmed == own}
    found |= {form for form in table.words if stem(form) == own}
    for american in tuple(found):
        found |= set(_british(american))
    return tuple(sorted(found))


def _common(stemmed: str) -> str:
    """What is left of a stem without the letters that Porter's steps put there.

    Step 1b adds an e, step 1c makes y an i, step 2 makes `-biliti` `-ble` and `-enci` `-ence`; no
    other step leaves a letter in a stem that the word itself does not have in that place.
    """
    start = stemmed.rstrip("ei") or stemmed[:1]
    return start[:-1] if start.endswith("bl") else start


def _british(american: str) -> list[str]:
    """The British spellings of what begins a word in American spelling."""
    table = language()
    found = []
    for spelling, own in table.beginnings.items():
        if american.startswith(own):
            found.append(spelling + american[len(own) :])
        elif own.startswith(american):
            found.append(spelling)
    for spelling, own in table.endings.items():
        # Before an ending stand three letters or more.
        starts = range(3, len(american))
        found += [american[:n] + spelling for n in starts if own.startswith(american[n:])]
    return found
