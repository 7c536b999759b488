"""Works as references cite them: the authors first, then perhaps the year, and the title."""

import re

from .authors import Authors, find_authors, read_authors
from .beside import facts_in, facts_of
from .dating import whole_date
from .facts import NOTHING, Facts
from .naming import is_name
from .venue_texts import cell_venue
from .wording import without_decoration

_LONGEST = 600  # Characters in which the authors before a title must end.
# Where they end: before a quoted title, at a year, at a full stop that ends no initial, at a colon.
_END = re.compile(
    r"(?:[,.:]|\s[–—-])?\s(?=[\"“])|,?\s(?=[(（](?:19|20)\d\d[a-z]?[)）])|,\s(?=(?:19|20)\d\d[a-z]?[.:]\s)"
    r"|(?:(?<=[^\s.][^\s.])|(?<=[\u4e00-\u9fff]))[.:](?=\s)"
)
_YEAR = re.compile(r"\s*[(（]?((?:19|20)\d\d)[a-z]?[)）]?[.,:]?\s+")
_FAMILY = re.compile(
    r"(?:(?:de|da|van|von|der|den|di|la|le) ){0,2}[A-ZÀ-Þ][\w'’-]*[a-zà-ž][\w'’-]*"
)
_QUOTES = '"“'
_QUOTED = re.compile(
    r"\s*(?:([^\s\"“:：]{2,25})\s?[:：]\s?)?(?:\"([^\"]{2,300})\"|“([^“”]{2,300})”)"
)
_ENDS = re.compile(
    r"[\s,，.。;；|(（]|$"
)  # What may stand right behind a title in quotation marks.
_IN_VENUE = re.compile(r"\Ain[\s:]\s?", re.IGNORECASE)
_AROUND = " .,;:|-–—[](（"  # Marks between a title and the links behind it.
_FEWEST_ALONE = 3  # Words of a title without authors before it.
# "[J]" is an article in a journal, "[C]" in proceedings, "[EB/OL]" a page of the web.
_KIND = re.compile(r"\s?\[(?:[JCDMRNPSZA]|EB|DB)(?:/OL)?\](?:\s?//|[.,:]?)\s*")
_PLACED = re.compile(r"([^\d,，.:：]{2,120})[,，.]\s?((?:19|20)\d\d)\b")
_FEWEST = 2  # Words of a title behind its authors.
_FEWEST_BEFORE_COLON = 3
"""Names; two pairs of words and a colon may as well begin a title: "Loud Pots, Silent Cups: …"."""


def without_authors_before(text: str) -> tuple[str, Facts]:
    """A text without the authors that it begins with and the year behind them, and these.

    Args:
        text: `A. Example, B. Sample, "Kettles", ICASSP 2020`, `Example et al. (2020). Kettles`.
    """
    end = _END.search(text[:_LONGEST])
    if end is None:
        return text, NOTHING
    authors = find_authors(text[: end.start()], marked=False)
    if authors is None and text[end.end() : end.end() + 1] in _QUOTES:
        authors = _families(text[: end.start()], end[0])
    if authors is None:
        return text, NOTHING
    year = _YEAR.match(text, end.end())
    date = whole_date(year[1]) if year else None
    rest = text[year.end() if year else end.end() :].lstrip(" –—-")
    if not _may_follow(authors, end[0], rest):
        return text, NOTHING
    return rest, Facts(date, authors=authors)


def _families(text: str, mark: str) -> Authors | None:
    """Authors of whom only the family names are told, before a title in quotation marks."""
    found = read_authors(text)
    if not found.names or not all(map(_FAMILY.fullmatch, found.names)):
        return None
    # A word alone may be the name of what the work is about, unless a comma parts them.
    return found if len(found.names) > 1 or not found.complete or mark[:1] == "," else None


def quoted_title(text: str, *, cited: bool) -> tuple[str | None, str, Facts] | None:
    """The title in quotation marks that a text begins with, or that a name before it introduces.

    Args:
        text: `"Kettles That Whistle", ICML`, `KET: "Kettles That Whistle" ICML`.
        cited: Whether authors stood before it. Else quotation marks may be around words of a title,
            unless there is nothing behind them but a venue and the like.

    Returns:
        The name, the title, and what is said behind it.
    """
    found = _QUOTED.match(text)
    if found is None or (found[1] and not is_name(found[1])):
        return None
    title, behind = found[2] or found[3], text[found.end() :].strip(_AROUND)
    behind = _IN_VENUE.sub("", behind, count=1)
    facts = facts_in(behind, marked=True)
    if not cited:
        facts = facts_in(behind) or facts
        is_alone = bool(facts) or not without_decoration(behind)
        if not is_alone or len(title.split()) < _FEWEST_ALONE or not _ENDS.match(text, found.end()):
            return None
    return found[1], title, facts


def title_before_kind(text: str) -> tuple[str | None, str, Facts] | None:
    """The title before what China's standard of references says is its kind.

    Args:
        text: `Kettles[J]. 计算机学报, 2022, 45(3): 1-20`, `Kettles[C]//ICASSP 2020`.

    Returns:
        No name, the title, and what is said behind it.
    """
    found = _KIND.search(text[:_LONGEST]) if "[" in text else None
    if found is None or not found.start():
        return None
    behind = text[found.end() :]
    if placed := _PLACED.match(behind):
        facts = Facts(whole_date(placed[2])).filled(cell_venue(placed[1]))
    else:
        facts = facts_in(behind, marked=True)
    return None, text[: found.start()], facts


def _may_follow(authors: Authors, mark: str, rest: str) -> bool:
    """Whether a title may begin where what looks like authors ends."""
    if rest[:1] in _QUOTES:
        return True
    if len(rest.split()) < _FEWEST:
        return False
    if mark == ":" and authors.complete and len(authors.names) < _FEWEST_BEFORE_COLON:
        return False
    end = _END.search(rest[:_LONGEST])
    return not facts_of(rest[: end.start()] if end else rest, marked=True, alone=False)
