"""Authors as lists write them: in columns, on the line, and with "and others" in many spellings."""

import re
from typing import NamedTuple

from .wording import without_decoration

# "And others" at the end of a list of names. It is searched for in the last characters only.
_MORE = re.compile(
    r"(?:[,;，、\s]{0,3}(?:\bet\.?\s?al(?:ii|ia|\.)?|\band\s(?:\d{1,4}\s)?others?|\bu\.\s?a\.?|等人?"
    r"|\+\s?\d{1,4}(?:\s(?:more|others))?|[,;]\s?\d{1,4}\s(?:more|others)|…|\.\.\.))[\s.,;)\]]{0,3}$",
    re.IGNORECASE,
)
_LONGEST_MORE = 24
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_DEGREE = re.compile(r"(?:[Pp]h\.?\s?[Dd]|M\.D|M\.?Sc|Prof|Dr|IEEE|Fellow|Member)\.?")
_MARKS = re.compile(r"[*†‡§¶#^⁰¹²³⁴-⁹ᵃ-ᶻ✉📧]+|(?<=[a-zà-ž.])\d(?:,?\d){0,5}(?=$|[\s,;])")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_AND = re.compile(r"\s?(?:,\s?)?(?:\band\b|&|＆|\bund\b)\s?")
_STRONG_ENDS = re.compile(r"[;；\n·、|]")
_COMMA = re.compile(r"[,，]")
_NO_AUTHORS = frozenset("tbd tba n/a na none unknown anonymous various - – —".split())
_LABEL = re.compile(r"(?:authors?(?:\s?\(s\))?|by|作者)\s?[:：]\s?", re.IGNORECASE)

# A word of a name: an initial, a word that begins with a capital, or a particle; or all in Han.
_NAME_WORD = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-ž][\w.'’-]*|(?:de|da|van|von|der|den|di|la|le|el|al|bin|ibn|du|dos|ten|zu)"
)
_FAMILY = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][\w'’-]+")
# A name, initials, and particles of the family's name: "Ann", "Ann B.", "Ann van den".
_GIVEN = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-ž][\w'’-]*\.?(?: [A-Z]\.?){0,3}(?: (?:van|von|der|den|de|da|di|la)){0,2}"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_HAN_NO_NAME = re.compile(
    "大学|学院|学校|研究|公司|实验室|團隊|团队|集团|科技|论文|代码|综述|数据|模型|会议|期刊"
)
# Words of institutions, and of the field: keywords look like names too, "Prompt Injection".
_NO_NAME = re.compile(
    r"\b(?:university|institute|college|labs?|laborator(?:y|ies)|research|school|academy|google|meta"
    r"|microsoft|amazon|apple|inc|ltd|corporation|department|cent(?:er|re)|team|group|papers?|codes?"
    r"|project|models?|learning|speech|audio|language|detection|datasets?|benchmarks?|surveys?"
    r"|attacks?|defen[sc]es?|injection|poisoning|prompts?|data|privacy|security|safety|adversarial"
    r"|voice|neural|deep|networks?|analysis|text|music|video|vision|visual|image|training"
    r"|generation|recognition|evaluation|alignment|jailbreak(?:s|ing)?|box|shot|open|source|self"
    r"|supervised|thought|conference|journal|workshop|proceedings|transactions|review|arxiv"
    r"|between|towards?|beyond|from|using|under|against|through|without)\b",
    re.IGNORECASE,
)
# Of titles in capitals: "Loud Pots From Clay and Kettles".
_IN_NO_NAME = frozenset(
    "from with for of the via using by under against through toward towards beyond without how why "
    "what when is are can as at into over between their its our your this these those own itself "
    "themselves not than which".split()
)
_ONE_WITH_INITIAL = re.compile(
    r"(?:[^\W\d_][\w'’-]+ )?(?:[A-Z]\.[ -]?){1,3}(?:[a-z]+ )?[A-Z][\w'’-]+"
)
_SENTENCE = re.compile(r"[a-z]{3}\.\s")
_MOST_WORDS = 5
_LONGEST = 20_000
"""Characters of a list of authors; the longest of real papers have ten thousand."""


class Authors(NamedTuple):
    """Some authors of a work.

    Attributes:
        names: Their names, in order, given names first.
        complete: Whether these are all.
    """

    names: tuple[str, ...] = ()
    complete: bool = True


def read_authors(text: str) -> Authors:
    """Read the authors in a cell, or in a text that is known to name them.

    Args:
        text: Names between commas, semicolons, `and`, middle dots, bars or line ends.

    Returns:
        The names without marks, degrees and affiliations in brackets, and whether the text says
        that there are more.
    """
    text = text[:_LONGEST].strip()
    if label := _LABEL.match(text):
        text = text[label.end() :]
    text = _MARKS.sub("", _BRACKETS.sub("", text))
    text, complete = _without_more(text)
    parts = _with_first_family(_parts(text), complete=complete)
    names = [cleaned for part in parts if (cleaned := _clean(part))]
    return Authors(tuple(_with_suffixes(names)), complete)


def _without_more(text: str) -> tuple[str, bool]:
    text = text.rstrip(" \t\n,;")
    tail = text[-_LONGEST_MORE:]
    found = _MORE.search(tail)
    if found is None:
        return text, True
    return text[: len(text) - len(tail) + found.start()], False


def _parts(text: str) -> list[str]:
    """The names in a text, each perhaps still `Family, Given`."""
    if _STRONG_ENDS.search(text):
        return [_given_first(part) for part in _STRONG_ENDS.split(text)]
    by_and = _AND.split(text)
    if len(by_and) > 1 and all(map(_is_family_given, by_and)) and _has_plain_family(by_and):
        return [_given_first(part) for part in by_and]
    parts = [part.strip() for piece in by_and for part in _COMMA.split(piece)]
    if len(parts) > 1 and len(parts) % 2 == 0 and all(map(_is_initials, parts[1::2])):
        return [f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def _with_first_family(parts: list[str], *, complete: bool) -> list[str]:
    """Names of which only the first has its family before it: "Example, Ann B., et al."."""
    parts = [part for part in parts if part]
    if len(parts) < 3 - (not complete) or not _FAMILY.fullmatch(parts[0].strip()):
        return parts
    given = parts[1].strip()
    if not _GIVEN.fullmatch(given) or any(len(part.split()) < 2 for part in parts[2:]):
        return parts
    return [f"{given} {parts[0].strip()}", *parts[2:]]


def _is_initials(text: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.[\s-]?){1,4}", text) is not None


def _has_plain_family(names: list[str]) -> bool:
    """Whether a family name is one word, which no name in full is."""
    return any(len(name.partition(",")[0].split()) == 1 for name in names)


def _is_family_given(text: str) -> bool:
    family, comma, given = text.partition(",")
    return (
        bool(comma)
        and "," not in given
        and 0 < len(given.split()) <= 3
        and len(family.split()) <= 3
    )


def _given_first(text: str) -> str:
    family, comma, given = text.partition(",")
    given = given.strip()
    if (
        not comma
        or not given
        or "," in given
        or _SUFFIX.fullmatch(given)
        or _DEGREE.fullmatch(given)
    ):
        return text
    return f"{given} {family.strip()}"


def _clean(part: str) -> str:
    name = " ".join(without_decoration(part).strip(" .,;:").split())
    if part.rstrip().endswith(".") and len(name.rsplit(" ", 1)[-1]) <= 2:
        name += "."  # An initial, or Jr.
    if name.lower() in _NO_AUTHORS or _DEGREE.fullmatch(name):
        return ""
    words = [word for word in name.split() if not _DEGREE.fullmatch(word) or len(word) < 3]
    name = " ".join(words)
    return name if any(map(str.isalpha, name)) else ""


def _with_suffixes(names: list[str]) -> list[str]:
    joined: list[str] = []
    for name in names:
        if joined and _SUFFIX.fullmatch(name):
            joined[-1] = f"{joined[-1]} {name}"
        else:
            joined.append(name)
    return joined


def find_authors(text: str, *, marked: bool) -> Authors | None:
    """The authors that a text names, if it looks as if it named some.

    Args:
        text: A part of a line.
        marked: Whether it stands apart: in italics, or on a line of its own. Then one name will do.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    found = read_authors(text)
    if not found.names or any(map(str.isdigit, "".join(found.names))):
        return None
    named = sum(map(_is_name, found.names))
    if not found.complete and len(found.names) == 1:  # "Doe et al.": the first one's family.
        named += _FAMILY.fullmatch(found.names[0]) is not None and not _NO_NAME.search(text)
    if not found.complete:
        return found if named and named * 2 >= len(found.names) else None
    if named < len(found.names) * 0.8:
        return None
    if len(found.names) == 1 and not marked and not _ONE_WITH_INITIAL.fullmatch(found.names[0]):
        return None
    return found


def _is_name(text: str) -> bool:
    if _HAN_NAME.fullmatch(text):
        return _HAN_NO_NAME.search(text) is None
    words = text.split()
    if any(word.lower() in _IN_NO_NAME and not word.isupper() for word in words):
        return False
    if not 2 <= len(words) <= _MOST_WORDS or _NO_NAME.search(text) or _SENTENCE.search(text):
        return False
    return all(map(_NAME_WORD.fullmatch, words))
