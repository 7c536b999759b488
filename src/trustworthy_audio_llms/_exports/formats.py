"""What a catalog can be written as."""

import functools
from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

from .._errors import InvalidQuery
from .._files import user_path, write_atomically
from .._records.entries import Entry
from .._snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


_Arguments = ParamSpec("_Arguments")


def _giving_text(method: Callable[_Arguments, str]) -> Callable[_Arguments, str]:
    """An export that gives a text; whoever hands it a path is told what writes one."""

    @functools.wraps(method)
    def export(*arguments: _Arguments.args, **options: _Arguments.kwargs) -> str:
        if len(arguments) > 1:
            raise TypeError(
                f"`{method.__name__}` gives a text and takes no path: "
                f"`catalog.write({arguments[1]!r})` writes a file, by its ending."
            )
        return method(*arguments, **options)

    return export


class Exports(Sequence[Entry]):
    """The exports of a catalog, as its methods.

    Every export says what is not verified, and carries how the catalog came to be, where its
    format has a place for that; `provenance` has the same lines for elsewhere.
    """

    @property
    @abstractmethod
    def snapshot(self) -> Snapshot:
        """Where the entries come from."""

    @property
    @abstractmethod
    def trail(self) -> tuple[str, ...]:
        """How the catalog came to be."""

    @property
    def provenance(self) -> tuple[str, ...]:
        """How the catalog came to be, with dates: lines to report, or to put into a file."""
        dates = [f"of {self.snapshot.date}"] if self.snapshot.date else []
        if self.snapshot.fetched:
            dates.append(f"fetched {self.snapshot.fetched:%Y-%m-%d}")
        pin, *steps = self.trail
        return (f"{pin} ({', '.join(dates)})" if dates else pin, *steps)

    @_giving_text
    def to_bibtex(self, *, short_venues: bool = False) -> str:
        """The references as BibTeX in ASCII, for any style and engine.

        Args:
            short_venues: Whether venues go by their short names (`ICASSP 2026`), not by the titles
                of their proceedings.
        """
        from .bibtex import to_bibtex

        return to_bibtex(self, header=self.provenance, short_venues=short_venues)

    @_giving_text
    def to_biblatex(self, *, short_venues: bool = False) -> str:
        """The references as BibLaTeX in UTF-8, for biber; Zotero wants `to_bibtex`.

        Args:
            short_venues: As in `to_bibtex`.
        """
        from .bibtex import to_biblatex

        return to_biblatex(self, header=self.provenance, short_venues=short_venues)

    @_giving_text
    def to_text(self) -> str:
        """The references as a person reads them, one a line, in one plain style.

        For another style, give `to_csl` to pandoc or citeproc.
        """
        from .text import to_text

        return to_text(self)

    @_giving_text
    def to_ris(self) -> str:
        """The references as RIS, for EndNote, Zotero and screening tools."""
        from .ris import to_ris

        return to_ris(self, header=self.provenance)

    @_giving_text
    def to_csl(self) -> str:
        """The references as CSL-JSON, for pandoc, citeproc and Zotero."""
        from .csl import to_csl

        return to_csl(self, header=self.provenance)

    @_giving_text
    def to_csv(self, *, excel_safe: bool = True, bom: bool = False) -> str:
        """The entries as CSV, one a row, in columns that screening tools look for.

        Args:
            excel_safe: Whether cells that a spreadsheet would run as a formula get a `'` in front.
                That changes the data: turn it off for scripts.
            bom: Whether to begin with a byte order mark, which Excel needs to see UTF-8.
        """
        from .tables import to_csv

        return to_csv(self, excel_safe=excel_safe, bom=bom)

    @_giving_text
    def to_jsonl(self) -> str:
        """One JSON object a line with every field: absent ones are null, lists are lists."""
        from .tables import to_jsonl

        return to_jsonl(self)

    @_giving_text
    def to_markdown(self) -> str:
        """A list in Markdown, in the forms of the list itself; `parse_list` reads it back."""
        from .markdown import to_markdown

        return to_markdown(self, header=self.provenance)

    @_giving_text
    def to_html(self, *, title: str = "Trustworthy audio LLMs") -> str:
        """A page to search, filter, cite and export from, in one file that asks nobody anything.

        It opens from disk in any browser of today. What it exports says, besides how the catalog
        came to be, what was chosen on the page.

        Args:
            title: What the page is called.
        """
        from .page import to_html

        return to_html(self, snapshot=self.snapshot, header=self.provenance, title=title)

    def to_arrow(self) -> "pyarrow.Table":
        """The entries as an Arrow table, its provenance in the metadata (extra `arrow`).

        Raises:
            ModuleNotFoundError: pyarrow is not installed.
        """
        from .frames import to_arrow

        return to_arrow(self, header=self.provenance)

    def to_pandas(self) -> "pandas.DataFrame":
        """The entries as a pandas data frame, its provenance in `attrs` (extra `pandas`).

        Raises:
            ModuleNotFoundError: pandas is not installed.
        """
        from .frames import to_pandas

        return to_pandas(self, header=self.provenance)

    def to_polars(self) -> "polars.DataFrame":
        """The entries as a polars data frame (extra `polars`).

        Raises:
            ModuleNotFoundError: polars is not installed.
        """
        from .frames import to_polars

        return to_polars(self)

    def write(self, path: str | Path) -> None:
        """Write the catalog in the format that the file's name ends in.

        The file is written whole or not at all.

        Args:
            path: A name that ends in `.bib`, `.ris`, `.csl.json`, `.csv`, `.jsonl`, `.md`,
                `.html`, `.parquet` (extra `arrow`), or `.sqlite`.

        Raises:
            InvalidQuery: The name ends in no format that can be written.
            OSError: The file cannot be written; it is then as it was.
            ModuleNotFoundError: The extra that the format needs is not installed.
        """
        path = user_path(path)
        name = path.name.lower()
        export = next((export for ending, export in FORMATS.items() if name.endswith(ending)), None)
        if export is None:
            raise InvalidQuery(
                f"{path.name!r} does not end in a format that can be written. The endings are "
                f"{', '.join(FORMATS)}.",
                value=str(path),
            )
        content = export(self)
        write_atomically(path, content.encode("utf-8") if isinstance(content, str) else content)


def _to_parquet(catalog: Exports) -> bytes:
    from .frames import to_parquet

    return to_parquet(catalog, header=catalog.provenance)


def _to_sqlite(catalog: Exports) -> bytes:
    from .sqlite import to_sqlite

    return to_sqlite(catalog, header=catalog.provenance)


FORMATS: dict[str, Callable[[Exports], str | bytes]] = {
    ".bib": Exports.to_bibtex,
    ".ris": Exports.to_ris,
    ".csl.json": Exports.to_csl,
    ".csv": Exports.to_csv,
    ".jsonl": Exports.to_jsonl,
    ".md": Exports.to_markdown,
    ".html": Exports.to_html,
    ".parquet": _to_parquet,
    ".sqlite": _to_sqlite,
}
"""The formats that `write` knows, by the ending of the file's name."""
