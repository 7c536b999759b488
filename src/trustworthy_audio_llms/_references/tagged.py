"""Files of lines that begin with a tag, as RIS, PubMed, Web of Science and EndNote have them.

Own readers, since those there are lose records: rispy the first of a file with a byte order mark,
the last without `ER` and 24 of 25 of an export of IEEE; pandoc and ASReview refuse a file for one
line that is no tag.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import attrs

from .._records.skipping import SkipReason

_LONGEST_TEXT = 240


class Line(NamedTuple):
    """A line of a file.

    Attributes:
        number: Its number, counted from 1.
        text: The line, without its end.
    """

    number: int
    text: str


@attrs.frozen
class TaggedRecord:
    """A record, as its tags in order.

    Attributes:
        line: Its first line, counted from 1.
        first: That line as it stands there.
        fields: Each tag with its value on one line.
    """

    line: int
    first: str
    fields: tuple[tuple[str, str], ...]
    _said: dict[str, list[str]] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for name, text in self.fields:  # Once, since a reader asks for some thirty tags.
            if text:
                self._said.setdefault(name, []).append(text)

    def all(self, *tags: str) -> list[str]:
        """The values of tags that say something, those of the first tag first."""
        return [text for tag in tags for text in self._said.get(tag, ())]

    def first_of(self, *tags: str) -> str:
        """The value of the first of some tags that says something, or an empty text."""
        for tag in tags:
            if texts := self._said.get(tag):
                return texts[0]
        return ""


class Stray(NamedTuple):
    """A line that stands in no record.

    Attributes:
        line: The line, counted from 1.
        text: The line as it stands there.
        reason: Why it could not be read, where more can be said than that.
        code: The same as a code.
    """

    line: int
    text: str
    reason: str = ""
    code: SkipReason = SkipReason.BAD_RECORD


@attrs.frozen
class Dialect:
    """How a format writes its records.

    Attributes:
        tag: Matches a line with a tag: its tag and its value.
        titles: The tags of titles; a record without a beginning is known by them.
        begins: Whether a tag begins a record; another one may stand unfinished before it.
        ends: Whether a tag ends the record.
        is_continued: Whether a line without a tag goes on with the value before it.
        several: The tags of which every line is a value of its own.
    """

    tag: re.Pattern[str]
    titles: frozenset[str]
    begins: Callable[[str], bool]
    ends: Callable[[str], bool]
    is_continued: Callable[[str], bool]
    several: frozenset[str] = frozenset()


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, whatever ends them; form feeds and the like end none."""
    return itertools.starmap(Line, enumerate(_lines(text), start=1))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_tagged(text: str, dialect: Dialect) -> Iterator[TaggedRecord | Stray]:
    """Read records of tagged lines, in order.

    Raises on no content, and takes time linear in the number of lines. A record ends at its end
    tag, at the beginning of the next, or with the file.

    Args:
        text: The file.
        dialect: How its lines are to be read.
    """
    reader = _Reader(dialect)
    match = dialect.tag.match
    plain: dict[str, bool] = {}  # Whether a tag neither begins a record nor ends one.
    for number, line in enumerate(_lines(text), start=1):
        found = match(line)
        if found is None:
            yield from reader.go_on(Line(number, line))
            continue
        tag, value = found.groups()
        if tag not in plain:
            plain[tag] = not dialect.begins(tag) and not dialect.ends(tag)
        fields = reader.fields if plain[tag] else None
        if fields is not None:  # As for nearly all lines.
            fields.append((tag, [value]))
        else:
            yield from reader.take(Line(number, line), tag, value)
    yield from reader.end()


class _Reader:
    """Lines, while they become records."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._open: _Open | None = None
        self._behind = _Open(Line(1, ""))  # The tags behind the end of a record.

    @property
    def fields(self) -> "list[tuple[str, list[str]]] | None":
        """The fields of the record that is open and not ended, or None."""
        return None if self._open is None or self._open.is_ended else self._open.fields

    def take(self, line: Line, tag: str, value: str) -> Iterator[TaggedRecord | Stray]:
        """Take one more line, with its tag and value."""
        if self._dialect.begins(tag):
            yield from self.end()
            self._open = _Open(line)
        current = self._current()
        if self._dialect.ends(tag):
            current.is_ended = True
            if current is self._behind:
                yield from self.end()
            return
        if current is self._behind and not current.fields:
            current.start = line
        current.fields.append((tag, [value]))

    def _current(self) -> "_Open":
        return self._behind if self._open is None or self._open.is_ended else self._open

    def go_on(self, line: Line) -> Iterator[Stray]:
        """Take a line without a tag, which goes on with a value or belongs to nothing."""
        fields = self._current().fields
        if fields and self._dialect.is_continued(line.text):
            tag, parts = fields[-1]
            if tag in self._dialect.several:
                fields.append((tag, [line.text]))
            else:
                parts.append(line.text)
        elif line.text.strip() and not fields:
            yield Stray(line.number, shortened(line.text))

    def end(self) -> Iterator[TaggedRecord | Stray]:
        """Give what was taken: a record with the tags behind its end, and one without its begin."""
        behind = self._behind.fields
        # Ovid sets tags behind the end of a record. A title there is that of another record.
        is_record = any(tag in self._dialect.titles for tag, _ in behind)
        if self._open is not None:
            more = [] if is_record else behind
            yield _record(self._open.start, [*self._open.fields, *more])
        if is_record:
            yield _record(self._behind.start, behind)
        elif behind and self._open is None:
            yield Stray(self._behind.start.number, shortened(self._behind.start.text))
        self._open, self._behind = None, _Open(Line(1, ""))


@attrs.define
class _Open:
    """A record that has begun."""

    start: Line
    fields: list[tuple[str, list[str]]] = attrs.field(factory=list)
    is_ended: bool = False


def _record(start: Line, fields: Iterable[tuple[str, list[str]]]) -> TaggedRecord:
    told = tuple([(tag, " ".join(" ".join(parts).split())) for tag, parts in fields])
    return TaggedRecord(start.number, shortened(start.text), told)


def shortened(line: str) -> str:
    """A line as it is told of: without the blanks around it, and not longer than a few lines."""
    text = line.strip()
    return f"{text[:_LONGEST_TEXT]}…" if len(text) > _LONGEST_TEXT else text
