"""Works as references cite them: the authors first, then perhaps the year, and the title."""

import re

from .authors import Authors, find_authors
from .beside import NOTHING, Facts, facts_of
from .dating import whole_date

_LONGEST = 600  # Characters in which the authors before a title must end.
# Where they end: before a quoted title, at a year, at a full stop that ends no initial, at a colon.
_END = re.compile(
    r"[,.:]?\s(?=[\"“])|,?\s(?=[(（](?:19|20)\d\d[a-z]?[)）])|,\s(?=(?:19|20)\d\d[a-z]?[.:]\s)"
    r"|(?<=[^\s.][^\s.])[.:](?=\s)"
)
_YEAR = re.compile(r"\s*[(（]?((?:19|20)\d\d)[a-z]?[)）]?[.,:]?\s+")
_QUOTES = '"“'
_QUOTED = re.compile(r"\"([^\"]{2,300})\"|“([^“”]{2,300})”")
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
    if authors is None:
        return text, NOTHING
    year = _YEAR.match(text, end.end())
    date = whole_date(year[1]) if year else None
    rest = text[year.end() if year else end.end() :].lstrip()
    if not _may_follow(authors, end[0], rest):
        return text, NOTHING
    return rest, Facts(date, authors=authors)


def quoted_title(text: str) -> tuple[str, str] | None:
    """The title in quotation marks that a text begins with, and what stands behind it."""
    found = _QUOTED.match(text)
    return (found[1] or found[2], text[found.end() :]) if found else None


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
