"""Reading lists: from the Markdown of a list to distinct entries, news, and what was left out.

Nothing is lost silently: a line that looks like one of a list is a mention, a news item, or stands
in `skipped` with the reason.

It stays one module, because only the whole way shows that no line falls out of it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from .._records.entries import Entry
from .._records.identifiers import identify, slug
from .._records.mentions import NewsItem, Skipped
from .._records.skipping import SkipReason
from .._records.uniting import Union, unite
from .._text import is_web_link
from .above import is_about, may_stand_above, read_titled, titled_parts
from .entries import Listed, scope_of_list
from .items import read_item
from .joining import Block, blocks_of, is_bold, may_link
from .judging import as_work, judge
from .lines import Said, read_line
from .links import is_publisher, links_of
from .markdown import Line, read_lines
from .paragraphs import read_paragraph
from .parsing import LIST_LIKE
from .parting import part_lines
from .rows import read_row
from .sections import Headings, is_news, section_of
from .siblings import decide
from .spans import plain
from .structure import Files, empty_sections
from .titles import is_long
from .wording import without_decoration, without_number
from .works import Judged, News, Verdict, Work

_INVITED_ROW = ("Year", "Title", "Venue", "Keywords")
_LONGEST_TEXT = 240
_LONGEST_BOLD_HEADING = 60
_LONGEST_LONE_ROW = 4_000
"""Characters; whoever adds a row writes less, and it is read a second time as one of a table."""


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


def read_list_files(files: Iterable[tuple[str, str]], *, deadline: float | None = None) -> Reading:
    """Read the Markdown files of a list.

    Raises on no content, and takes time linear in its size.

    Args:
        files: Path (with `/` between folders, from the root of the list) and text of each file.
        deadline: When to give up, by `time.monotonic()`.

    Raises:
        TimeoutError: The deadline has passed.
    """
    files = list(files)
    # Of a single file nobody knows what stands beside it.
    linked = Files([path for path, _ in files]) if len(files) > 1 else None
    scope = scope_of_list([text for _, text in files])
    entries: list[Entry] = []
    news: dict[tuple[str, str], list[NewsItem]] = {}
    skipped: list[Skipped] = []
    check = _clock(deadline)
    for path, text in files:
        for found in _File(path, text, linked, scope, check).read():
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
    check()
    united = unite(entries)
    return Reading(united.entries, items, tuple(skipped), united.unions)


def _clock(deadline: float | None) -> Callable[[], None]:
    def check() -> None:
        if deadline is not None and time.monotonic() > deadline:
            raise TimeoutError("The list could not be read in the time that was left.")

    return check


_Found = Entry | NewsItem | Skipped

_BESIDE_A_WORK = (SkipReason.ANOTHER_WORK, SkipReason.DEAD_LINK)
"""What is told of a line though a work on it is read."""


class _File:
    """One Markdown file, while it is read."""

    def __init__(
        self,
        path: str,
        text: str,
        files: Files | None,
        scope: str | None,
        check: Callable[[], None],
    ) -> None:
        self._path = path
        self._text = text
        self._files = files
        self._scope = scope
        self._check = check
        self._source: list[str] | None = None
        self._sections: list[tuple[int, int]] = []
        self._bold_heading = ""  # A paragraph of a few bold words, which stands above what follows.

    def read(self) -> Iterator[_Found]:
        judged = decide(self._judged())
        listed = Listed(self._path, judged, self._scope)
        found = [one for line, verdict in judged for one in self._found(listed, line, verdict)]
        works = [one.mentions[0].line for one in found if isinstance(one, Entry)]
        taken = {one.mentions[0].line for one in found if not isinstance(one, Skipped)}
        for one in found:
            # A line may be several items, as in HTML: it is skipped where none of them is read.
            if isinstance(one, Skipped) and one.code not in _BESIDE_A_WORK:
                if one.line in taken:
                    continue
                taken.add(one.line)
            yield one
        if not found and not any(map(str.isalpha, self._text)):
            reason = SkipReason.EMPTY_SECTION
            yield Skipped(self._path, 1, "", "a file without entries", reason)
            return
        for number in empty_sections(self._raw_lines(), self._sections, works):
            yield self._skip(Line("heading", number), SkipReason.EMPTY_SECTION)

    def _judged(self) -> Iterator[Judged]:
        titled: list[Block] = []  # A title, and the blocks about it.
        for block in blocks_of(part_lines(read_lines(self._text, check=self._check))):
            if titled and is_about(block, titled):
                titled.append(block)
                continue
            yield from self._titled(titled)
            titled = [block] if may_stand_above(block) else []
            if not titled:
                yield from self._block(block)
        yield from self._titled(titled)

    def _titled(self, blocks: Sequence[Block]) -> Iterator[Judged]:
        """A title with the blocks about it; or each block for itself."""
        work = list(read_titled(blocks)) if len(blocks) > 1 else []
        if not work:
            for block in blocks:
                yield from self._block(block)
            return
        self._take_heading(blocks[0])
        yield from work

    def _line(self, line: Line) -> Iterator[Judged]:
        if line.kind == "row":
            for verdict in read_row(line.cells, line.header):
                yield line, verdict
        elif line.kind == "opaque":
            yield line, line.reason
        else:
            self._take_heading([line])
            yield line, _judge_heading(line)

    def _block(self, block: Block) -> Iterator[Judged]:
        self._check()
        if block[0].kind not in ("item", "text"):
            yield from self._line(block[0])
            return
        news = self._is_news(block[0].headings)
        if block[-1].kind == "item":
            yield from read_item(block, news=news)
            return
        self._take_heading(block)
        bare = False
        for line, verdict in self._paragraph(block, news=news):
            text = plain(line.spans)
            if verdict is None and bare and text:
                verdict = self._below_dated(text, after_break=line.after_break)
            bare = bare or (isinstance(verdict, Work) and verdict.url is None)
            if verdict is None and self._dead_link(line):
                verdict = SkipReason.DEAD_LINK
            yield line, verdict

    def _paragraph(self, block: Sequence[Line], *, news: bool) -> Iterator[Judged]:
        """The lines of a paragraph, in which a row may stand without its table."""
        rows = [_is_lone_row(line) for line in block]
        if not any(rows):
            for part in titled_parts(block) or [[block]]:
                yield from self._part(part, news=news)
            return
        for line, is_row in zip(block, rows, strict=True):
            if is_row:
                for verdict in self._lone_row(line):
                    yield line, verdict
            else:
                yield from read_paragraph([line], news=news)

    def _part(self, blocks: Sequence[Block], *, news: bool) -> Iterator[Judged]:
        """A part of a paragraph: a title with the lines about it, or lines."""
        work = list(read_titled(blocks)) if len(blocks) > 1 else []
        yield from work
        for block in () if work else blocks:
            yield from read_paragraph(block, news=news)

    def _take_heading(self, block: Block) -> None:
        """Take note of a heading, or of a short paragraph in bold, which stands for one."""
        line = block[0]
        if line.kind == "heading":
            self._sections.append((line.number, line.level))
            self._bold_heading = ""
        elif line.kind == "text" and len(block) == 1 and is_bold(line):
            text = plain(line.spans)
            self._bold_heading = (
                text if 0 < len(text) <= _LONGEST_BOLD_HEADING else self._bold_heading
            )

    def _is_news(self, headings: Headings) -> bool:
        if self._bold_heading:
            return is_news(slug(self._bold_heading))
        section = section_of(headings)
        if not section.subjects:
            return is_news(slug(self._path.rpartition("/")[2].partition(".")[0]))
        return section.is_news

    def _below_dated(self, text: str, *, after_break: bool) -> Verdict:
        """An undated line below dated ones: one more title if these end in hard breaks."""
        if not after_break:
            return SkipReason.UNDATED
        if LIST_LIKE.match(text):
            return SkipReason.BELOW_ENTRY
        title = without_decoration(text)
        return Work(title) if any(map(str.isalnum, title)) else SkipReason.NO_TITLE

    def _lone_row(self, line: Line) -> Iterator[Verdict]:
        """A row without its table, as the launched list invited contributors to write it."""
        header = f"|{'|'.join(_INVITED_ROW)}|\n|{'-|' * len(_INVITED_ROW)}\n"
        raw = self._raw(line).strip()
        if len(raw) > _LONGEST_LONE_ROW:
            yield SkipReason.TOO_LONG
            return
        rows = [row for row in read_lines(header + raw) if row.kind == "row"]
        for verdict in read_row(rows[0].cells, rows[0].header) if rows else ():
            undated = isinstance(verdict, Work) and verdict.date is None
            if undated or verdict is SkipReason.NO_LINK_TO_WORK:
                yield SkipReason.ROW_WITHOUT_YEAR
            else:
                yield verdict

    def _found(self, listed: Listed, line: Line, verdict: Verdict) -> Iterator[_Found]:
        if isinstance(verdict, SkipReason):
            yield self._skip(line, verdict)
        elif isinstance(verdict, News):
            yield listed.news_item(line, verdict)
        elif isinstance(verdict, Work):
            yield listed.entry(line, verdict)
            if verdict.not_alone:
                yield self._skip(line, SkipReason.ANOTHER_WORK)
            if verdict.url and not is_web_link(verdict.url) and self._dead_link(line):
                yield self._skip(line, SkipReason.DEAD_LINK)

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


def _is_lone_row(line: Line) -> bool:
    text = plain(line.spans)
    return text.startswith("|") and text.count("|") > 2


def _judge_heading(line: Line) -> Verdict:
    """The work that a heading or a summary is, where it links to one."""
    if line.kind == "heading" and not may_link(line):
        return None
    said = read_line(line.spans, in_list=True)
    if said.by != "link" and said.title[:1].isdigit():
        said = said._replace(title=without_number(said.title))
    verdict = judge(said, in_list=True, news=False)
    if line.kind == "summary" and not isinstance(verdict, Work):
        may_be = bool(said.all_facts.date) or is_long(said.title)
        verdict = as_work(said) if may_be and said.title and said.targets.url else None
    if not isinstance(verdict, Work) or not _leads_to_work(line, said, verdict):
        return None
    if said.has_paper or (said.titled and is_publisher(said.titled.target)):
        return verdict
    return verdict._replace(doubt=verdict.doubt or SkipReason.UNKNOWN_LINK)


def _leads_to_work(line: Line, said: Said, work: Work) -> bool:
    """Whether a heading's title is a link, or what it links to is known; a summary may be plain."""
    if line.kind != "heading" or said.by == "link":
        return True
    return bool(work.url and identify(work.url))
