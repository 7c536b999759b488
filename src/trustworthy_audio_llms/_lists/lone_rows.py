"""Rows that stand without their table, as the launched list invited contributors to write them."""

from collections.abc import Iterator

from .._records.skipping import SkipReason
from .markdown import Line, read_lines
from .rows import read_row
from .spans import plain
from .works import Verdict, Work

_INVITED_ROW = ("Year", "Title", "Venue", "Keywords")
_HEADER = f"|{'|'.join(_INVITED_ROW)}|\n|{'-|' * len(_INVITED_ROW)}\n"
_LONGEST = 4_000
"""Characters; whoever adds a row writes less, and it is read a second time as one of a table."""


def is_lone_row(line: Line) -> bool:
    """Whether a line of a paragraph is a row.

    Args:
        line: The line.
    """
    text = plain(line.spans)
    return text.startswith("|") and text.count("|") > 2


def read_lone_row(raw: str) -> Iterator[Verdict]:
    """Read a row below the header that contributors were shown.

    Args:
        raw: The row as it is written.

    Yields:
        What it says; a row without a year or a link is told as one without a year.
    """
    if len(raw) > _LONGEST:
        yield SkipReason.TOO_LONG
        return
    rows = [row for row in read_lines(_HEADER + raw) if row.kind == "row"]
    for verdict in read_row(rows[0].cells, rows[0].header) if rows else ():
        undated = isinstance(verdict, Work) and verdict.date is None
        if undated or verdict is SkipReason.NO_LINK_TO_WORK:
            yield SkipReason.ROW_WITHOUT_YEAR
        else:
            yield verdict
