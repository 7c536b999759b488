"""Works of a list as records: their topics, kinds, scopes, and the places where they stand."""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from .._records.dates import PartialDate
from .._records.entries import KINDS, Entry
from .._records.identifiers import identify
from .._records.mentions import Mention, NewsItem
from .._records.taxonomy import Assignment, load_taxonomy
from .formulas import without_formulas
from .markdown import Line
from .sections import Headings, Section, section_of
from .wording import web_link
from .works import Judged, News, Work

_WHERE_TITLES_STAND = 8_000
"""Characters at the beginning of a file; badges may stand before its title."""

_TITLE = re.compile(r"^(?:#[ \t]+|<h1[^<>\n]{0,200}>)(.{1,240})", re.MULTILINE)

_MOST_FEATURED = 0.8
"""The share of a file's works that are set in bold, from which on bold singles out none."""

_FEWEST = 10
"""Of fewer works nobody can tell."""


@functools.lru_cache(maxsize=64)
def _assign(path: str, headings: tuple[str, ...], keywords: tuple[str, ...]) -> Assignment:
    return load_taxonomy().assign(path, headings, keywords)


def scope_of_list(texts: Sequence[str]) -> str | None:
    """The scope that a list states in the title of one of its files, or None.

    Args:
        texts: The texts of its files.
    """
    taxonomy = load_taxonomy()
    titles = (_TITLE.search(text[:_WHERE_TITLES_STAND]) for text in texts)
    scopes = (taxonomy.scope_in(title[1]) for title in titles if title)
    return next(filter(None, scopes), None)


class Listed:
    """Makes the records of one file.

    Args:
        path: The file, from the root of the list.
        judged: Its lines with what they say, to tell what is singled out, and which headings are
            works.
        scope: The scope that the list states.
    """

    def __init__(self, path: str, judged: Sequence[Judged], scope: str | None) -> None:
        self._path = path
        self._scope = scope
        works = [(line, verdict) for line, verdict in judged if isinstance(verdict, Work)]
        self._work_headings = {
            (line.level, line.text) for line, _ in works if line.kind in ("heading", "summary")
        }
        bold = Counter(work.featured for _, work in works)
        self._all_bold = len(works) >= _FEWEST and bold[True] > len(works) * _MOST_FEATURED

    def _section(self, line: Line) -> tuple[str, Section]:
        headings: Headings = line.headings
        if self._work_headings:
            headings = tuple(one for one in headings if one not in self._work_headings)
        section = section_of(headings)
        name = section.subjects[-1] if section.subjects else self._path.rpartition(".")[0]
        return name or self._path, section

    def news_item(self, line: Line, news: News) -> NewsItem:
        """The record of news."""
        name, _ = self._section(line)
        mention = Mention(self._path, line.number, name, date=news.date)
        return NewsItem(news.date, news.text, mentions=(mention,))

    def entry(self, line: Line, work: Work) -> Entry:
        """The record of a work, of whose facts the headings above fill what is left blank."""
        name, section = self._section(line)
        assigned = _assign(self._path, section.topics, work.keywords)
        said = work.facts.filled(section.facts)
        kind = work.kind or assigned.kind or "paper"
        facts: dict[str, Any] = {
            "title": without_formulas(work.title),
            "name": work.name,
            "authors": said.authors.names,
            "authors_complete": said.authors.complete,
            "date": said.date,
            "venue": said.venue,
            "status": said.status,
            "topics": assigned.topics,
            "keywords": work.keywords,
            "scope": assigned.scope or self._scope,
            "description": work.description,
            "url": web_link(work.url) if work.url else None,
            "code": work.targets.code,
            "data": work.targets.data,
            "featured": (work.featured and not self._all_bold) or section.is_featured,
            "mentions": (self._mention(line, work, name, said.date),),
        }
        facts.update(_identifiers(work))
        if kind == "dataset" and work.source:
            facts["source"] = work.source
        return KINDS[kind](**facts)

    def _mention(self, line: Line, work: Work, section: str, date: PartialDate | None) -> Mention:
        title = work.written or work.title
        return Mention(self._path, line.number, section, title=title, url=work.url, date=date)


def _identifiers(work: Work) -> dict[str, str]:
    """The identifiers in the links to a work, the first of each scheme."""
    found: dict[str, str] = {}
    for link in dict.fromkeys(filter(None, (work.url, *work.targets.identifying))):
        scheme, _, value = (identify(link) or "").partition(":")
        if scheme:
            found.setdefault(scheme, value)
    return found
