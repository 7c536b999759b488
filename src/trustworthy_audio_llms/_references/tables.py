"""Tables that databases export.

CSV and TSV of Scopus, IEEE Xplore, PubMed, Springer, Web of Science, OpenAlex (both layouts) and
ASReview, and our own.

pandas fails on the ragged rows of Scopus; a quote that is not closed takes the rest of the file
with it in every reader. Here either costs its row.
"""

import csv
from collections.abc import Iterator, Sequence

import attrs

from .columns import COLUMNS, column_name, form_of, read_authors
from .dates import first_date
from .own import own_facts
from .record import RawRecord
from .ris import page_range
from .tagged import Line, Stray, TaggedRecord, lines_of
from .web_text import from_web
from .wos import wos_record

_DELIMITERS = ",;\t|"
_ROWS_BEFORE_HEADER = 6
"""How many rows a title, a date or `sep=;` may stand above the names of the columns."""

_LONGEST_TEXT = 240


@attrs.frozen
class Row:
    """A row of a table.

    Attributes:
        line: Its first line, counted from 1.
        text: That line as it stands there.
        cells: Its cells; None where the row does not close.
        forgiven: Whether its quotes are not as they should be.
    """

    line: int
    text: str
    cells: tuple[str, ...] | None
    forgiven: bool = False


def read_table(text: str, *, delimiter: str | None = None) -> Iterator[RawRecord | Stray]:
    """Read a table.

    Args:
        text: The file.
        delimiter: What parts the cells, where that is known.
    """
    lines = list(lines_of(text.lstrip("\ufeff")))
    rows = read_rows(lines, delimiter or _delimiter(lines))
    header: tuple[str, ...] = ()
    for number, row in enumerate(rows):
        if row.cells is None or (row.forgiven and len(row.cells) < len(header)):
            yield Stray(row.line, row.text)
        elif header:
            yield _record(row, header)
        elif _has_titles(row.cells):
            header = row.cells
        elif number >= _ROWS_BEFORE_HEADER:
            break
    if not header and lines:
        yield Stray(1, lines[0].text.strip()[:_LONGEST_TEXT])


def _has_titles(cells: Sequence[str]) -> bool:
    names = set(map(column_name, cells))
    return not names.isdisjoint(COLUMNS["title"]) or {"TI", "PT"} <= set(cells)


def _delimiter(lines: Sequence[Line]) -> str:
    """The mark that parts the names of the columns."""
    for line in lines[: _ROWS_BEFORE_HEADER + 1]:
        for delimiter in sorted(_DELIMITERS, key=line.text.count, reverse=True):
            if _has_titles([cell.strip('" ') for cell in line.text.split(delimiter)]):
                return delimiter
    return ","


def read_rows(lines: Sequence[Line], delimiter: str) -> Iterator[Row]:
    """The rows of a table that are not empty.

    A row that does not close is read as its first line, and told where that does not close either.

    Args:
        lines: The lines of the file.
        delimiter: What parts the cells.
    """
    start = 0
    while start < len(lines):
        taken = [start]
        reader = csv.reader(_counted(lines, taken), delimiter=delimiter, strict=True)
        at = start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Row(lines[at].number, _shown(lines[at]), tuple(map(_one_line, cells)))
                at = taken[0]
            return
        except csv.Error:
            # Where a row does not close, every line inside it has an even number of quotes and
            # closes by itself: no line is read a third time.
            yield _alone(lines[at], delimiter)
            start = at + 1


def _counted(lines: Sequence[Line], taken: list[int]) -> Iterator[str]:
    """Lines from a place on, as `csv` takes them; `taken` says how far it has come."""
    for place in range(taken[0], len(lines)):
        taken[0] = place + 1
        yield f"{lines[place].text}\n"


def _alone(line: Line, delimiter: str) -> Row:
    """A line as a row of its own, its quotes forgiven unless one of them is never closed."""
    cells = None
    if line.text.count('"') % 2 == 0:
        try:
            cells = next(iter(csv.reader([line.text], delimiter=delimiter)), None)
        except csv.Error:
            cells = None
    read = tuple(map(_one_line, cells)) if cells else None
    return Row(line.number, _shown(line), read, forgiven=True)


def _shown(line: Line) -> str:
    return line.text.strip()[:_LONGEST_TEXT]


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _record(row: Row, header: Sequence[str]) -> RawRecord:
    cells = row.cells or ()
    beyond = [f"column {number}" for number in range(len(header) + 1, len(cells) + 1)]
    named = [(name or "index", cell) for name, cell in zip((*header, *beyond), cells, strict=False)]
    fields = tuple([(name, cell) for name, cell in named if cell])
    if {"TI", "PT"} <= set(header):
        return wos_record(TaggedRecord(row.line, row.text, _several(fields)))
    return row_record(fields, row.line, row.text)


def _several(fields: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The fields of a table of Web of Science, each author in one of his own."""
    people = ("AU", "AF")
    return tuple(
        (name, part.strip())
        for name, cell in fields
        for part in (cell.split(";") if name in people else [cell])
    )


def row_record(fields: Sequence[tuple[str, str]], line: int, text: str) -> RawRecord:
    """What the cells of a row say, by the names of their columns.

    Args:
        fields: The names of the columns, and the cells that are not empty.
        line: The line the row begins on.
        text: That line.
    """
    cells: dict[str, str] = {}
    for name, cell in fields:
        cells.setdefault(column_name(name), cell)

    def said(role: str) -> str:
        return next((cells[name] for name in COLUMNS[role] if name in cells), "")

    keywords = said("keywords").strip("[]")
    parted = keywords.split(";" if ";" in keywords else "|" if "|" in keywords else ",")
    pages = page_range(said("first"), said("last")) if said("first") else said("pages")
    url = said("url")
    links = [
        cell for name in ("openalexid", "id") if (cell := cells.get(name, "")).startswith("http")
    ]
    return RawRecord(
        line=line,
        text=text,
        type=said("type"),
        form=form_of(said("type")),
        key=said("key"),
        fields=tuple(fields),
        title=from_web(said("title")),
        authors=read_authors(said("authors"), run_together="itemtitle" in cells),
        authors_complete=not said("authors").lower().rstrip(". ").endswith(("others", "et al")),
        date=first_date([said("date"), said("exact")]),
        venue=from_web(said("venue")) if said("venue") != said("title") else "",
        volume=said("volume"),
        number=said("number"),
        pages=page_range(pages, "") or said("article"),
        abstract=from_web(said("abstract")),
        keywords=tuple(dict.fromkeys(filter(None, (word.strip(" '\"") for word in parted)))),
        url=url if url.startswith("http") else next(iter(links), ""),
        identifiers=(
            said("doi"),
            _with_scheme("arxiv", said("arxiv")),
            url,
            _with_scheme("acl", said("acl")),
            _with_scheme("openreview", said("openreview")),
        ),
        remarks=(said("remarks"),),
        facts=own_facts(cells),
    )


def _with_scheme(scheme: str, value: str) -> str:
    return value if ":" in value or not value else f"{scheme}:{value}"
