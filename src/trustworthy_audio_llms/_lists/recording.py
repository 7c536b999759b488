"""From what the lines of one file say to its records: entries, news, and what was skipped."""

from collections.abc import Callable, Iterator, Sequence

from .._records.entries import Entry
from .._records.mentions import NewsItem, Skipped
from .._records.skipping import SkipReason
from .._text import is_web_link
from .dispatching import Dispatcher
from .entries import Listed
from .markdown import Line
from .raw import RawFile
from .siblings import decide
from .structure import empty_sections
from .works import News, Verdict, Work

_LONGEST_TEXT = 240

_BESIDE_A_WORK = (SkipReason.ANOTHER_WORK, SkipReason.DEAD_LINK)
"""What is told of a line though a work on it is read."""

Record = Entry | NewsItem | Skipped
"""What a line is recorded as."""


def read_file(file: RawFile, scope: str | None, check: Callable[[], None]) -> Iterator[Record]:
    """Read one Markdown file of a list.

    Args:
        file: The file.
        scope: The scope that the list states.
        check: What is called now and then, and may raise.

    Yields:
        Its works, its news, and the lines that were read as neither, though they look like it.
    """
    dispatcher = Dispatcher(file, check)
    judged = decide(dispatcher.read())
    listed = Listed(file.path, judged, scope)
    records = [
        record for line, verdict in judged for record in _records(file, listed, line, verdict)
    ]
    yield from _once_a_line(records)
    if not records and not any(map(str.isalpha, file.text)):
        yield Skipped(file.path, 1, "", "a file without entries", SkipReason.EMPTY_SECTION)
        return
    works = [record.mentions[0].line for record in records if isinstance(record, Entry)]
    for number in empty_sections(file.lines, dispatcher.sections, works):
        yield _skip(file, Line("heading", number), SkipReason.EMPTY_SECTION)


def _records(file: RawFile, listed: Listed, line: Line, verdict: Verdict) -> Iterator[Record]:
    if isinstance(verdict, SkipReason):
        yield _skip(file, line, verdict)
    elif isinstance(verdict, News):
        yield listed.news_item(line, verdict)
    elif isinstance(verdict, Work):
        yield listed.entry(line, verdict)
        if verdict.not_alone:
            yield _skip(file, line, SkipReason.ANOTHER_WORK)
        if verdict.url and not is_web_link(verdict.url) and file.dead_link(line):
            yield _skip(file, line, SkipReason.DEAD_LINK)


def _once_a_line(records: Sequence[Record]) -> Iterator[Record]:
    """Records without what was skipped on lines of which something was read.

    A line may be several items, as in HTML: it is skipped where none of them is read.
    """
    taken = {record.mentions[0].line for record in records if not isinstance(record, Skipped)}
    for record in records:
        if isinstance(record, Skipped) and record.code not in _BESIDE_A_WORK:
            if record.line in taken:
                continue
            taken.add(record.line)
        yield record


def _skip(file: RawFile, line: Line, code: SkipReason) -> Skipped:
    reason = code.text
    if code is not SkipReason.ANOTHER_WORK and (missing := file.dead_link(line)):
        code = SkipReason.DEAD_LINK
        reason = f"{code.text}: {missing}"
    text = file.at(line)
    if len(text) > _LONGEST_TEXT:
        text = f"{text[:_LONGEST_TEXT]}…"
    return Skipped(file.path, line.number, text, reason, code)
