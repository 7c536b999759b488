"""English endings: Porter's stemmer, as he published it.

The steps and their conditions are those of M. F. Porter, "An algorithm for suffix stripping",
Program 14(3), 1980, with one change: words in `us` (corpus, virus) keep their `s`. The page has the
same in JavaScript; a list of words in the tests holds the two together.
"""

import string

_SHAPE = {ord(letter): "v" if letter in "aeiou" else "c" for letter in string.ascii_lowercase}
_Endings = dict[str, tuple[tuple[str, str], ...]]


def _by_last_letter(*endings: tuple[str, str]) -> _Endings:
    """Endings with what takes their place, by their last letter, the longest first."""
    found: _Endings = {}
    for ending, new in sorted(endings, key=lambda pair: -len(pair[0])):
        found[ending[-1]] = (*found.get(ending[-1], ()), (ending, new))
    return found


# Each step strips the longest of its endings that a word has, where the measure of what comes
# before allows; the second text takes its place.
_STEP_2: _Endings = _by_last_letter(
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
)
_STEP_3: _Endings = _by_last_letter(
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
)
_STEP_4: _Endings = _by_last_letter(
    *(
        (ending, "")
        for ending in (
            "al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize"
        ).split()
    )
)


def _shape(word: str) -> str:
    """A word as consonants and vowels: `tr` is `cc`, `tree` is `ccvv`, `try` is `ccv`."""
    shape = word.translate(_SHAPE)
    if "y" not in word:
        return shape
    letters: list[str] = []
    for letter, sort in zip(word, shape, strict=True):
        after_consonant = letters and letters[-1] == "c"
        letters.append("v" if letter == "y" and after_consonant else sort)
    return "".join(letters)


def measure(word: str) -> int:
    """How many times a vowel is followed by a consonant: Porter's m."""
    return _shape(word).count("vc")


def _ends_with_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c"


def _ends_short(word: str) -> bool:
    """Whether a word ends consonant, vowel, consonant, the last not w, x or y: Porter's *o."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def _without_past(word: str) -> str:
    """Step 1b: `-eed`, `-ed` and `-ing`."""
    if word.endswith("eed"):
        return word[:-1] if measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        start = word.removesuffix(ending)
        if start != word:
            return _completed(start) if "v" in _shape(start) else word
    return word


def _completed(start: str) -> str:
    """What is left without `-ed` or `-ing`, with the letter it needs or without one too many."""
    if start.endswith(("at", "bl", "iz")):
        return start + "e"
    if _ends_with_double(start) and start[-1] not in "lsz":
        return start[:-1]
    if measure(start) == 1 and _ends_short(start):
        return start + "e"
    return start


def _with_i(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _replaced(word: str, endings: _Endings, least: int) -> str:
    """A word with its longest ending replaced, if what comes before measures more than `least`."""
    for ending, new in endings.get(word[-1], ()):
        if word.endswith(ending):
            # Porter strips "ion" after s or t, which stay.
            start = word[: -(3 if ending in ("sion", "tion") else len(ending))]
            return start + new if measure(start) > least else word
    return word


def _tidy(word: str) -> str:
    """Step 5: a last `e`, and one of two `l`."""
    if word.endswith("e"):
        start = word[:-1]
        size = measure(start)
        if size > 1 or (size == 1 and not _ends_short(start)):
            word = start
    if word.endswith("ll") and measure(word) > 1:
        word = word[:-1]
    return word


def porter(word: str) -> str:
    """The stem of an English word in small letters; of two letters or fewer the word itself."""
    if len(word) < 3:
        return word
    word = _with_i(_without_past(_without_plural(word)))
    word = _replaced(word, _STEP_2, 0)
    word = _replaced(word, _STEP_3, 0)
    word = _replaced(word, _STEP_4, 1)
    return _tidy(word)
