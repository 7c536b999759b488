"""Tables of the studies of a review, for its report: Markdown, LaTeX, CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from .._exports.latex import to_latex
from .._exports.references import keyed
from .._exports.tables import guarded
from .._records.entries import Entry
from .._records.names import split_name, without_et_al
from .._text import clean_line, markdown_line

Row = Sequence[str]
KEY = "Key"
"""The column of citation keys, which are cited in LaTeX."""


def study_rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """The first cells of studies: who and when, what, where, and the key that exports give it."""
    for key, entry in keyed(entries):
        yield [_study(entry), entry.title, entry.venue or "", key]


STUDY = ("Study", "Title", "Venue", KEY)
"""The names of these columns."""


def _study(entry: Entry) -> str:
    """Authors and year, as a text cites them."""
    authors, more = without_et_al(entry.authors)
    families = [split_name(name).family for name in authors]
    year = f" ({entry.year})" if entry.year else ""
    if not families:
        return f"{entry.name or 'Anonymous'}{year}"
    if len(families) > 2 or more or not entry.authors_complete:
        return f"{families[0]} et al.{year}"
    return f"{' and '.join(families)}{year}"


def to_markdown(columns: Row, rows: Iterable[Row]) -> str:
    """A table in Markdown, in which no cell is markup."""
    lines = [columns, [":---"] * len(columns)]
    head = [f"| {' | '.join(cells)} |" for cells in lines]
    body = [f"| {' | '.join(map(markdown_line, cells))} |" for cells in rows]
    return "\n".join([*head, *body]) + "\n"


def to_csv(columns: Row, rows: Iterable[Row]) -> str:
    """A table in CSV, guarded against formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    for cells in rows:
        writer.writerow([guarded(clean_line(cell)) for cell in cells])
    return file.getvalue()


def to_longtable(columns: Row, rows: Iterable[Row]) -> str:
    r"""A table in LaTeX that may take several pages: `\usepackage{longtable}`.

    Keys are cited, so that the bibliography must hold these works.
    """
    # The share of the line that each column has, the space between columns left out.
    widths = {"Title": 0.34, "Reason": 0.2, "Venue": 0.14, "Stage": 0.12}
    total = sum(widths.get(name, 0.17) for name in columns)
    shares = (widths.get(name, 0.17) / total * 0.86 for name in columns)
    form = "".join(rf"p{{{share:.3f}\linewidth}}" for share in shares)
    head = " & ".join(rf"\textbf{{{to_latex(name, ascii=True)}}}" for name in columns)
    body = [" & ".join(map(_latex_cell, columns, cells)) for cells in rows]
    lines = [
        rf"\begin{{longtable}}{{{form}}}",
        r"\hline",
        rf"{head} \\",
        r"\hline",
        r"\endhead",
        *(rf"{cells} \\" for cells in body),
        r"\hline",
        r"\end{longtable}",
    ]
    return "\n".join(lines) + "\n"


def _latex_cell(name: str, cell: str) -> str:
    # Braces, since a bracket at the beginning of a row would be an argument of the line end.
    if name == KEY:
        return rf"\cite{{{cell}}}"
    return f"{{{to_latex(clean_line(cell), ascii=True)}}}"


FORMATS: dict[str, Callable[[Row, Iterable[Row]], str]] = {
    "markdown": to_markdown,
    "latex": to_longtable,
    "csv": to_csv,
}
"""What a table can be written as."""
