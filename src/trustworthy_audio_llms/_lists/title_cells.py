"""Which cell of a table's row has the title of the work."""

from collections.abc import Iterator, Sequence

from .._records.identifiers import identify
from .._records.skipping import SkipReason
from .._records.venues import find_venue
from .beside import cited
from .cells import Cell, Title, title_in
from .columns import Layout, columns_of
from .judging import is_template
from .links import links_of
from .row_links import leads_to
from .wording import is_generic, is_nothing

_LONGEST_HEADING = 4  # Letters of a heading without blanks; more may be a title.
_LONGEST_VENUE = 30  # Characters of what may be but a venue, and no title.


def find_title(layout: Layout, cells: Sequence[Cell]) -> Title | None:
    """The title of a row: by the table's header, or else in the cell that links to a work.

    Args:
        layout: What the columns say.
        cells: What stands in each cell.

    Returns:
        The title, or what stands for it, as a citation or nothing does; None without a column.
    """
    instead: Title | None = None  # A citation, or nothing, where the title should be.
    for title, is_one in _candidates(layout, cells):
        if is_one:
            return title
        if instead is None or not instead.text:
            is_told = cited(title.text) or not any(map(str.isalpha, title.text))
            instead = title if is_told else Title("", None, title.cell)
    return instead


def _candidates(layout: Layout, cells: Sequence[Cell]) -> Iterator[tuple[Title, bool]]:
    """What may be the title, the best first, each with whether it may well be one."""
    yield from _in_columns(layout, cells)
    yield from _of_works(cells)
    if layout.subject is not None and layout.subject < len(cells):
        title = title_in(cells[layout.subject], may_be_text=False)
        if _is_title(title) and leads_to(("paper",), layout, cells):
            yield title, True


def _in_columns(layout: Layout, cells: Sequence[Cell]) -> Iterator[tuple[Title, bool]]:
    """What stands in the columns whose headings say that they have the title."""
    for number in _title_columns(layout, cells):
        if number < len(cells):
            title = title_in(cells[number], may_be_text="title" in layout.columns[number])
            yield title, _is_title(title) and (number in layout.names or not _is_venue(title))


def _of_works(cells: Sequence[Cell]) -> Iterator[tuple[Title, bool]]:
    """The labels of links to known identifiers, whatever their columns are called."""
    for cell in cells:
        title = title_in(cell, may_be_text=False)
        is_one = _is_title(title)
        if title.text.isalpha() and title.text.islower():
            continue  # "score", in a table of numbers.
        if title.link and (is_one or cited(title.text)) and identify(title.link.target):
            yield title, is_one


def _is_title(title: Title) -> bool:
    """Whether a text may be a title: neither a label, nor a citation, nor "N/A"."""
    return not (is_generic(title.text) or is_nothing(title.text) or cited(title.text))


def _is_venue(title: Title) -> bool:
    """Whether a text in a column of papers says where they appeared, as names do not."""
    return len(title.text) < _LONGEST_VENUE and find_venue(title.text) is not None


def _title_columns(layout: Layout, cells: Sequence[Cell]) -> Iterator[int]:
    """The columns that may have the title, the best first.

    A data set behind the title is one that the work uses, and a name there may be anything.
    """
    yield from layout.titles
    if layout.names:
        said = layout.columns[layout.names[0]]
        if "name" not in said or leads_to(("paper", "page", "code", "data"), layout, cells):
            yield from _linked_first(layout, cells)
    yield from layout.links


def _linked_first(layout: Layout, cells: Sequence[Cell]) -> Sequence[int]:
    """The columns of names; first those with works, if no other column has links."""
    linked = {number for number, cell in enumerate(cells) if links_of(cell)}
    if len(layout.names) < 2 or not linked <= set(layout.names):
        return layout.names
    return sorted(layout.names, key=lambda number: number not in linked)


def why_no_title(text: str) -> SkipReason | None:
    """Why what stands where titles do is none, or None where it may be one.

    Args:
        text: The text of the title.
    """
    letters = sum(map(str.isalpha, text))
    if not letters:
        return SkipReason.STATISTICS if any(map(str.isdigit, text)) else SkipReason.NO_TITLE
    is_word = text.isalpha() and (text.isascii() or len(text) <= _LONGEST_HEADING)
    if is_word and columns_of(text):
        return SkipReason.NO_TITLE  # A table on its side, with headings down its first column.
    return SkipReason.TEMPLATE if is_template(text) else None
