"""What the columns of databases' tables hold, by their names, and how their cells are written."""

import ast
import re
from collections.abc import Mapping, Sequence

from .._records.name_words import ORGANISATIONS
from .record import Form
from .ris import read_name

# For each thing a record says, the columns that say it, in lower case without blanks and marks,
# the best first. Names of several databases stand side by side; none means two things.
_COLUMNS = {
    "key": "key citekey citationkey bibtexkey",
    "type": "typeofreference documenttype contenttype publicationtype itemtype typecrossref type",
    "title": "title primarytitle documenttitle itemtitle articletitle displayname",
    "authors": "authorfullnames authors firstauthors authornames author authorsfullname "
    "authorshipsauthordisplayname authorshipsrawauthorname authorships",
    "date": "year publicationyear pubyear yearpublished date publicationdate coverdate",
    "exact": "date publicationdate datepublished coverdate onlinedate",
    "venue": "venue sourcetitle publicationtitle journalbook journal secondarytitle journaltitle "
    "hostvenuedisplayname primarylocationsourcedisplayname primarylocationdisplayname "
    "containertitle booktitle journalname alternatetitle3 conferencename source",
    "volume": "volume journalvolume bibliovolume",
    "number": "issue journalissue biblioissue issuenumber number",
    "pages": "pages page pagerange",
    "first": "pagestart startpage bibliofirstpage firstpage",
    "last": "pageend endpage bibliolastpage lastpage",
    "article": "artno articlenumber",
    "abstract": "abstract notesabstract abstractnote",
    "keywords": "keywords authorkeywords keywordsdisplayname ieeeterms manualtags",
    "url": "url link pdflink primarylocationlandingpageurl landingpageurl urls openalexid",
    "doi": "doi itemdoi doiurl",
    "arxiv": "arxiv arxivid eprint",
    "openreview": "openreview",
    "acl": "acl aclid",
    "remarks": "notes note publicationstage",
}
COLUMNS: Mapping[str, Sequence[str]] = {role: names.split() for role, names in _COLUMNS.items()}
"""What a record says, and the names of the columns that say it, the best first."""

_FORMS: Sequence[tuple[str, Form]] = (
    ("conference", "paper"),
    ("proceedings", "paper"),
    ("chapter", "paper"),
    ("conf", "paper"),
    ("preprint", "preprint"),
    ("posted", "preprint"),
    ("dataset", "dataset"),
    ("data paper", "article"),
    ("software", "software"),
    ("article", "article"),
    ("journal", "article"),
    ("jour", "article"),
    ("review", "article"),
    ("letter", "article"),
)
_INITIALS = re.compile(r"(?:[A-Z]\.?-?\s?){1,4}")
_WITH_INITIALS = re.compile(r"([^\d,]*\w)\s+((?:[A-Z]\.-?\s?)+|[A-Z]{1,3}\.?)")
_OTHERS = re.compile(r"(?<=\S)(?:\s+and others|[,;]?\s+et al)\.?$", re.I)
_SUFFIXED = re.compile(r"(.*\S)\s+([JS]r|2nd|3rd|4th)\.?")
_WORDS_OF_A_NAME = 5
_NUMBER = re.compile(r"\s*\(\d+\)$")
# Springer sets names one behind the other: `Ana MüllerBo Li`. A name may hold a capital itself.
_RUN_TOGETHER = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_INNER_CAPITAL = re.compile(
    r"(?:^|[\s-])(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|O|El|Al|Ben|San|St)$"
)
_HONORIFIC = re.compile(r"^(?:(?:Prof|Dr|Mr|Mrs|Ms|Ing|Habil|Dipl)\.\s*)+")


def column_name(text: str) -> str:
    """The name of a column as it is looked up: `Author(s) ID` is `authorsid`."""
    return re.sub(r"[\W_]+", "", text).lower()


def form_of(type_: str) -> Form:
    """The form of a type in a database's words."""
    lower = type_.lower()
    return next((form for word, form in _FORMS if word in lower), "other")


def read_authors(text: str, *, run_together: bool = False) -> tuple[str, ...]:
    """The authors of a cell, however they are parted.

    Args:
        text: `A. Smith; B. Doe`, `A|B`, `['Marx, K']`, `Smith, J., Doe, A.`, `Smith J, Doe A`.
        run_together: Whether nothing parts them, as in tables of Springer.

    Returns:
        Full names (see `names.full_name`).
    """
    text = _OTHERS.sub("", text.strip())
    if run_together and not re.search(r"[;|,]", text):
        names = [_HONORIFIC.sub("", name.strip()) for name in _run_apart(text)]
    elif text.startswith("["):
        names = _written_as_list(text)
    else:
        names = _parted(text)
    read = [read_name(_NUMBER.sub("", name)) for name in names]
    return tuple([name for name in read if name])


def _written_as_list(text: str) -> list[str]:
    """The items of a list that Python or JSON wrote into the cell."""
    try:
        items = ast.literal_eval(text) if len(text) < 100_000 else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        items = None
    if not isinstance(items, list):
        return _parted(text.strip("[]"))
    return [str(item) for item in items]


def _parted(text: str) -> list[str]:
    for mark in ("|", ";"):
        if mark in text:
            return _with_initials_behind(_listed_by(mark, text))
    if (names := _joined_by_and(text)) is not None:
        return names
    parts = [part.strip() for part in text.split(",") if part.strip()]
    families, initials = parts[::2], parts[1::2]
    if len(families) == len(initials) and all(map(_INITIALS.fullmatch, initials)):
        return [f"{family}, {given}" for family, given in zip(families, initials, strict=True)]
    if len(parts) == 2 and " " not in parts[0]:
        return [text]
    return _with_initials_behind(parts)


def _listed_by(mark: str, text: str) -> list[str]:
    """The parts of a list; PubMed has people with commas between them before a group."""
    names: list[str] = []
    for part in text.split(mark):
        people = [name.strip() for name in part.split(",")]
        is_several = len(people) > 1 and all(map(_with_initials, people))
        names += people if is_several else [part.strip()]
    return names


def _joined_by_and(text: str) -> list[str] | None:
    """The names of a list with "and", as Rayyan and people write it; None where it is none.

    An organisation may have the word in its name: it is neither `Family, Given` nor what looks
    like the name of a person.
    """
    parts = [part.strip() for part in text.split(" and ")]
    if len(parts) < 2:
        return None
    if all(part.count(",") == 1 for part in parts) or all(map(_with_initials, parts)):
        return _with_initials_behind(parts)
    names = [name.strip() for part in parts for name in part.split(",")]
    return names if all(map(_is_person, names)) else None


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 < len(words) <= _WORDS_OF_A_NAME or _organisation(name):
        return False
    return words[0][0].isupper() and words[-1][0].isupper()


def _organisation(name: str) -> str | None:
    words = (word.strip(".") for word in name.lower().split())
    return None if ORGANISATIONS.isdisjoint(words) else name.rstrip(".")


def _with_initials_behind(names: list[str]) -> list[str]:
    """Names with a comma before the initials, where those of people are written `Smith J.`."""
    found = [_with_initials(name) or _organisation(name) for name in names if name]
    return [name for name in found if name] if all(found) else names


def _with_initials(name: str) -> str | None:
    """`Smith J. Jr` as `Smith, J., Jr`; None where it is not written like that."""
    suffixed = _SUFFIXED.fullmatch(name)
    found = _WITH_INITIALS.fullmatch(suffixed[1] if suffixed else name)
    if found is None:
        return None
    return ", ".join((found[1], found[2], *([suffixed[2]] if suffixed else [])))


def _run_apart(text: str) -> list[str]:
    names = [""]
    for part in _RUN_TOGETHER.split(text):
        if names[-1] and _INNER_CAPITAL.search(names[-1]):
            names[-1] += part
        elif names[-1]:
            names.append(part)
        else:
            names[-1] = part
    return names
