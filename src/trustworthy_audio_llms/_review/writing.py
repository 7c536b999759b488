"""All works of a review with what was decided, in forms that other tools read.

CSV has columns for it, of which ASReview knows `included`. In RIS, notes carry it as ASReview and
Rayyan write it. BibTeX has fields that styles ignore and Zotero shows.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

import attrs

from .._catalog.catalog import Catalog
from .._exports.bibtex import bibtex_parts
from .._exports.latex import to_latex
from .._exports.ris import to_ris
from .._exports.tables import csv_rows, guarded
from .._text import clean_line
from .dialects import bare
from .stages import Stage, Verdict
from .xlsx import to_xlsx

COLUMNS = ("decision", "stage", "reason", "reviewers", "decision_note", "included", "notes")
"""The columns of a table that stand after those of the records."""

_RAYYAN: dict[Verdict, str] = {"include": "Included", "exclude": "Excluded", "unsure": "Maybe"}
_ASREVIEW = {"include": "ASReview_relevant", "exclude": "ASReview_irrelevant"}
_END = "ER  - \r\n"
_CLOSING = "}\n"


@attrs.frozen(kw_only=True)
class Decided:
    """What was decided of a work.

    Attributes:
        decision: What it came to; None where nothing is settled.
        stage: The last stage at which something was said, or None.
        reason: Why, or None.
        words: What each reviewer said last, by name.
        notes: What was noted.
        notes_by: What each reviewer noted, by name.
    """

    decision: Verdict | None
    stage: Stage | None
    reason: str | None
    words: tuple[tuple[str, Verdict], ...] = ()
    notes: tuple[str, ...] = ()
    notes_by: tuple[tuple[str, str], ...] = ()

    @property
    def reviewers(self) -> str:
        """The names, parted by semicolons, which names themselves must not have."""
        return "; ".join(name.replace(";", ",") for name, _ in self.words)

    @property
    def rayyan(self) -> str:
        """A note as Rayyan writes it; empty where nobody with a name decided."""
        said = [f'"{bare(name)}"=>"{_RAYYAN[verdict]}"' for name, verdict in self.words]
        if not said:
            return ""
        note = f"RAYYAN-INCLUSION: {{{', '.join(said)}}}"
        if self.decision == "exclude" and self.reason:
            note += f" | RAYYAN-EXCLUSION-REASONS: {bare(self.reason)}"
        if self.notes_by:
            noted = (f'"{bare(name)}"=>["{bare(text)}"]' for name, text in self.notes_by)
            note += f" | USER-NOTES: {{{', '.join(noted)}}}"
        return note

    @property
    def included(self) -> str:
        """1 or 0 where it is settled, as ASReview has it."""
        return {"include": "1", "exclude": "0"}.get(self.decision or "", "")

    def cells(self) -> tuple[str, ...]:
        """The cells of `COLUMNS`."""
        cells = (
            self.decision or "undecided",
            self.stage or "",
            self.reason or "",
            self.reviewers,
            "; ".join(self.notes),
            self.included,
            self.rayyan,
        )
        return tuple(map(clean_line, cells))


def to_csv(catalog: Catalog, decided: Sequence[Decided]) -> str:
    """The works as a table in CSV, guarded against formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    for number, cells in enumerate(_rows(catalog, decided)):
        writer.writerow(cells if number == 0 else [guarded(cell) for cell in cells])
    return file.getvalue()


def to_workbook(catalog: Catalog, decided: Sequence[Decided]) -> bytes:
    """The works as a workbook of Excel."""
    return to_xlsx(_rows(catalog, decided))


def _rows(catalog: Catalog, decided: Sequence[Decided]) -> Iterator[list[str]]:
    records = csv.reader(csv_rows(catalog, excel_safe=False))
    yield [*next(records), *COLUMNS]
    for record, one in zip(records, decided, strict=True):
        yield [*record, *one.cells()]


def to_ris_file(catalog: Catalog, decided: Sequence[Decided]) -> str:
    """The works as RIS."""
    records = to_ris(catalog, header=catalog.provenance).split(_END)
    written = [
        f"{record}{_notes(one)}{_END}" for record, one in zip(records, decided, strict=False)
    ]
    return "".join(written)


def _notes(decided: Decided) -> str:
    """The notes of a record that say what was decided."""
    plain = f"Decision: {decided.decision or 'undecided'}"
    plain += f" ({decided.stage})" if decided.stage else ""
    plain += f": {decided.reason}" if decided.reason else ""
    label = _ASREVIEW.get(decided.decision or "", "ASReview_not_seen")
    notes = (plain, label, decided.rayyan, *decided.notes)
    return "".join(f"N1  - {clean_line(note)}\r\n" for note in notes if clean_line(note))


def to_bib(catalog: Catalog, decided: Sequence[Decided]) -> str:
    """The works as BibTeX."""
    opening, blocks = bibtex_parts(catalog, header=catalog.provenance)
    written = [
        block.removesuffix(_CLOSING) + _fields(one) + _CLOSING
        for block, one in zip(blocks, decided, strict=True)
    ]
    return "\n".join([opening, *written] if opening else written)


def _fields(decided: Decided) -> str:
    cells = dict(zip(COLUMNS[:5], decided.cells(), strict=False))
    return "".join(
        f"  {name.replace('_', '')} = {{{to_latex(text, ascii=True)}}},\n"
        for name, text in cells.items()
        if text
    )


FORMATS: dict[str, Callable[[Catalog, Sequence[Decided]], str | bytes]] = {
    ".csv": to_csv,
    ".xlsx": to_workbook,
    ".ris": to_ris_file,
    ".bib": to_bib,
}
"""What a review can be written as, by the ending of the file's name."""
