"""What the columns of a table say of the work in a row: when, where and by whom."""

from collections.abc import Mapping, Sequence

from .._records.dates import PartialDate
from .authors import Authors, read_authors
from .beside import cited, facts_of
from .cells import Cell, badges_of, text_of
from .columns import Column, Layout
from .dating import date_in_cell
from .facts import Facts
from .spans import plain
from .venue_texts import cell_venue, venue_facts


def facts_in_row(
    layout: Layout,
    by_column: Mapping[Column, Cell],
    cells: Sequence[Cell],
    *,
    with_authors: bool = True,
) -> Facts:
    """Date, venue and authors by their columns.

    Args:
        layout: What the columns say.
        by_column: The first cell that each names.
        cells: What stands in each cell.
        with_authors: Whether the authors have a column of their own.
    """
    dated = [
        text_of(cell) for said, cell in zip(layout.columns, cells, strict=False) if "date" in said
    ]
    venue = _venue(by_column, dated)
    authors = read_authors(text_of(by_column.get("authors", ()))) if with_authors else Authors()
    date = _date(dated, text_of(by_column.get("month", ())))
    facts = Facts(date, venue.venue, venue.status, authors).filled(Facts(venue.date))
    return facts.filled(cited(plain(by_column.get("paper", ()))))


def _venue(by_column: Mapping[Column, Cell], dated: Sequence[str]) -> Facts:
    """The venue in its own column, that of sources, or one of dates: "2019 ICCV"."""
    venue = cell_venue(badges_of(by_column.get("venue", ())))
    if not venue and "source" in by_column:  # Of a paper, where it appeared; else anything.
        venue = venue_facts(text_of(by_column["source"]), marked=True)
    if venue:
        return venue
    told = (facts_of(text, marked=True) for text in dated)
    return next((one for one in told if one.venue), venue)


def _date(texts: Sequence[str], month: str) -> PartialDate | None:
    """The date in the columns of dates, which may have year and month apart."""
    date = _finest_date(texts)
    if not month or (date and date.month):
        return date
    if date is None:
        return date_in_cell(month)
    mark = "-" if month.isdigit() else " "
    return date_in_cell(f"{date.year}{mark}{month}") or date


def _finest_date(texts: Sequence[str]) -> PartialDate | None:
    """The first date that has a month, or else the first."""
    dates = [date for date in map(date_in_cell, filter(None, texts)) if date]
    return next((date for date in dates if date.month), dates[0] if dates else None)
