"""Reading lists: from the Markdown of a list to distinct entries, news, and what was left out.

Nothing is lost silently: a line that looks like one of a list is a mention, a news item, or stands
in `skipped` with the reason.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from .._records.entries import KINDS, Entry, Mention, NewsItem, Skipped
from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .._records.taxonomy import Assignment, load_taxonomy
from .._records.uniting import Union, unite
from .lines import News, Work, read_line, with_links
from .markdown import Line, read_lines
from .parting import part_lines
from .rows import read_row
from .spans import Span, plain
from .structure import Files, empty_sections
from .wording import links_of, section_title, web_link, without_decoration

_YEAR_HEADING = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+)?"
    r"(?:19|20)\d\d(?:[-/.]\d\d?)?年?",
    re.I,
)
_NEWS_HEADING = re.compile(r"(?:^|-)(?:news|updates?|changelog|announcements?|what-s-new)(?:-|$)")
_FEATURING_HEADING = re.compile(r"(?:^|-)(?:good|excell+ent|featured|must-read|highlight)")
_LIST_MARK = re.compile(r"\s*(?:[-*+•–—]|\d{1,4}[.)])")
_INVITED_ROW = ("Year", "Title", "Venue", "Keywords")
_LONGEST_TEXT = 240
_BLANK = Span(" ")


@attrs.frozen
class Reading:
    """What a list says.

    Attributes:
        entries: Its distinct works, in the order of their first mentions.
        news: Its news, in the order they stand.
        skipped: The lines that look like entries and were not read as any.
        unions: Which records of it were taken for one work, and why.
    """

    entries: tuple[Entry, ...]
    news: tuple[NewsItem, ...]
    skipped: tuple[Skipped, ...]
    unions: tuple[Union, ...] = ()


def read_list_files(files: Iterable[tuple[str, str]]) -> Reading:
    """Read the Markdown files of a list.

    Raises on no content, and takes time linear in its size.

    Args:
        files: Path (with `/` between folders, from the root of the list) and text of each file.
    """
    files = list(files)
    # Of a single file nobody knows what stands beside it.
    linked = Files([path for path, _ in files]) if len(files) > 1 else None
    entries: list[Entry] = []
    news: dict[tuple[str, str], list[NewsItem]] = {}
    skipped: list[Skipped] = []
    for path, text in files:
        for found in _File(path, text, linked).read():
            if isinstance(found, Entry):
                entries.append(found)
            elif isinstance(found, Skipped):
                skipped.append(found)
            else:
                news.setdefault((str(found.date), found.text), []).append(found)
    items = tuple(
        attrs.evolve(same[0], mentions=[mention for item in same for mention in item.mentions])
        for same in news.values()
    )
    united = unite(entries)
    return Reading(united.entries, items, tuple(skipped), united.unions)


# The same headings stand above many lines.
@functools.lru_cache(maxsize=64)
def _subjects(headings: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """The headings above a line that say what it is about, outermost first."""
    titles = [section_title(title) for _, title in headings]
    return tuple(
        title
        for title in titles
        if title and not _YEAR_HEADING.fullmatch(title) and "://" not in title
    )


@functools.lru_cache(maxsize=64)
def _is_news(headings: tuple[tuple[int, str], ...]) -> bool:
    """Whether a line stands under a heading for news."""
    subjects = _subjects(headings)
    return bool(subjects) and _NEWS_HEADING.search(slug(subjects[-1])) is not None


@functools.lru_cache(maxsize=64)
def _assign(path: str, headings: tuple[str, ...], keywords: tuple[str, ...]) -> Assignment:
    return load_taxonomy().assign(path, headings, keywords)


_Found = Entry | NewsItem | Skipped


class _File:
    """One Markdown file, while it is read."""

    def __init__(self, path: str, text: str, files: Files | None) -> None:
        self._path = path
        self._text = text
        self._files = files
        self._source: list[str] | None = None
        self._sections: list[tuple[int, int]] = []

    def read(self) -> Iterator[_Found]:
        found = list(self._lines())
        works = [one.mentions[0].line for one in found if isinstance(one, Entry)]
        taken = {one.mentions[0].line for one in found if not isinstance(one, Skipped)}
        for one in found:
            # A line may be several items, as in HTML: it is skipped where none of them is read.
            if isinstance(one, Skipped) and one.code is not SkipReason.ANOTHER_WORK:
                if one.line in taken:
                    continue
                taken.add(one.line)
            yield one
        is_bare = not found and not any(map(str.isalpha, self._text))
        bare = [1] if is_bare else empty_sections(self._raw_lines(), self._sections, works)
        yield from (
            self._skip(Line("heading", number), SkipReason.EMPTY_SECTION) for number in bare
        )

    def _lines(self) -> Iterator[_Found]:
        block: list[Line] = []
        for line in part_lines(read_lines(self._text)):
            if line.kind in ("item", "text") and not line.first and block:
                block.append(line)
                continue
            yield from self._block(block)
            block = []
            if line.kind in ("item", "text"):
                block = [line]
            elif line.kind == "row":
                yield from self._found(line, read_row(line.cells, line.header))
            elif line.kind == "heading":
                self._sections.append((line.number, line.level))
                yield from self._heading(line)
            else:
                yield self._skip(line, line.reason)
        yield from self._block(block)

    def _block(self, block: Sequence[Line]) -> Iterator[_Found]:
        if not block:
            return
        if block[0].kind == "item":
            yield from self._item(block)
            return
        bare = False
        for line in block:
            text = plain(line.spans)
            if text.startswith("|") and text.count("|") > 2:
                found: Work | News | SkipReason | None = self._lone_row(line)
            else:
                found = read_line(line.spans, in_list=False, news=_is_news(line.headings))
            if found is None and bare and text:
                found = self._below_dated(text, after_break=line.after_break)
            bare = bare or (isinstance(found, Work) and found.url is None)
            if found is None and self._dead_link(line):
                found = SkipReason.DEAD_LINK
            if found is not None:
                yield from self._found(line, found)

    def _item(self, block: Sequence[Line]) -> Iterator[_Found]:
        first, *below = block
        if not first.spans:
            yield self._skip(first, SkipReason.EMPTY_ITEM)
            return
        news = _is_news(first.headings)
        found = read_line(first.spans, in_list=True, news=news)
        folded = [read_line(line.spans, in_list=False, news=news) for line in below]
        if below and not any(isinstance(one, Work | News) for one in folded):
            if isinstance(found, SkipReason):
                # A title may run over several lines; what follows an entry is about it.
                spans = [span for line in block for span in (*line.spans, _BLANK)]
                whole = read_line(spans, in_list=True, news=news)
                if not isinstance(whole, SkipReason):
                    found, below = whole, []
            elif isinstance(found, Work) and found.url is None:
                found = self._with_links_below(found, below)
        for line, said in zip((first, *below), (found, *folded), strict=False):
            if said is None and _LIST_MARK.match(plain(line.spans)):
                said = SkipReason.BELOW_ENTRY
            if said is not None:
                yield from self._found(line, said)

    def _with_links_below(self, work: Work, below: Sequence[Line]) -> Work:
        """A work with the links to it that have lines of their own: `[paper](…) [code](…)`."""
        spans = [
            span
            for line in below
            if not any(map(str.isalnum, plain([span for span in line.spans if span.link is None])))
            for span in line.spans
        ]
        return with_links(work, links_of(spans))

    def _below_dated(self, text: str, *, after_break: bool) -> Work | SkipReason:
        """An undated line below dated ones: one more title if these end in hard breaks."""
        if not after_break:
            return SkipReason.UNDATED
        if _LIST_MARK.match(text):
            return SkipReason.BELOW_ENTRY
        title = without_decoration(text)
        return Work(title) if any(map(str.isalnum, title)) else SkipReason.NO_TITLE

    def _lone_row(self, line: Line) -> Work | SkipReason | None:
        """A row without its table, as the launched list invited contributors to write it."""
        header = f"|{'|'.join(_INVITED_ROW)}|\n|{'-|' * len(_INVITED_ROW)}\n"
        rows = [row for row in read_lines(header + self._raw(line).strip()) if row.kind == "row"]
        found = read_row(rows[0].cells, rows[0].header) if rows else None
        if isinstance(found, Work) and found.date is None:
            return SkipReason.ROW_WITHOUT_YEAR
        return found

    def _heading(self, line: Line) -> Iterator[_Found]:
        found = read_line(line.spans, in_list=True, news=False)
        if isinstance(found, Work) and found.url and identify(found.url):
            yield from self._found(line, found)

    def _found(self, line: Line, found: Work | News | SkipReason) -> Iterator[_Found]:
        if isinstance(found, SkipReason):
            yield self._skip(line, found)
            return
        headings = _subjects(line.headings)
        section = headings[-1] if headings else self._path.rpartition(".")[0] or self._path
        if isinstance(found, News):
            mention = Mention(self._path, line.number, section, date=found.date)
            yield NewsItem(found.date, found.text, mentions=(mention,))
            return
        yield self._entry(line, found, headings, section)
        if found.not_alone:
            yield self._skip(line, SkipReason.ANOTHER_WORK)

    def _entry(self, line: Line, work: Work, headings: tuple[str, ...], section: str) -> Entry:
        assigned = _assign(self._path, headings, work.keywords)
        facts: dict[str, Any] = {
            "title": work.title,
            "name": work.name,
            "authors": work.authors,
            "date": work.date,
            "venue": work.venue,
            "status": work.status,
            "topics": assigned.topics,
            "keywords": work.keywords,
            "scope": assigned.scope or "audio-llm",
            "description": work.description,
            "url": web_link(work.url) if work.url else None,
            "code": work.code,
            "data": work.data,
            "featured": work.featured or bool(_FEATURING_HEADING.search(slug(section))),
            "mentions": (
                Mention(
                    self._path,
                    line.number,
                    section,
                    title=work.title,
                    url=work.url,
                    date=work.date,
                ),
            ),
        }
        for link in dict.fromkeys(filter(None, (work.url, *work.links))):
            scheme, _, value = (identify(link) or "").partition(":")
            if scheme and facts.get(scheme) is None:
                facts[scheme] = value
        kind = work.kind or assigned.kind or "paper"
        if kind == "dataset" and work.source:
            facts["source"] = work.source
        return KINDS[kind](**facts)

    def _raw_lines(self) -> list[str]:
        if self._source is None:
            text = self._text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            self._source = text.split("\n")
        return self._source

    def _raw(self, line: Line) -> str:
        lines = self._raw_lines()
        return lines[line.number - 1] if line.number <= len(lines) else ""

    def _dead_link(self, line: Line) -> str | None:
        """The file of the list that a line links to and which is not there."""
        if self._files is not None:
            for link in links_of(line.spans):
                if missing := self._files.missing(link.target, self._path):
                    return missing
        return None

    def _skip(self, line: Line, code: SkipReason) -> Skipped:
        reason = code.text
        if code is not SkipReason.ANOTHER_WORK and (missing := self._dead_link(line)):
            code = SkipReason.DEAD_LINK
            reason = f"{code.text}: {missing}"
        text = self._raw(line).strip()
        if len(text) > _LONGEST_TEXT:
            text = f"{text[:_LONGEST_TEXT]}…"
        return Skipped(self._path, line.number, text, reason, code)
