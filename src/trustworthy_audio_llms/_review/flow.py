"""The flow of a review: how many works each step left, in the words of PRISMA 2020.

The steps and their wording are those of the flow diagrams for new and updated systematic reviews
which included searches of databases, registers and other sources: Page et al., The PRISMA 2020
statement, BMJ 2021;372:n71, doi:10.1136/bmj.n71.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from .._errors import InvalidQuery
from .._files import write_atomically
from .._public import public
from .._text import markdown_line, printable, terminal_line
from .column import Column, Step

_REPORTS = "Reports of these studies"


@public
@attrs.frozen(kw_only=True, repr=False)
class Flow(Column):
    """How many works came into a review, left it, and why.

    What it has as a `Column` itself came from databases and registers. `str()` gives it as text,
    and a notebook shows the diagram.

    Attributes:
        title: The title of the review.
        other: What came by other methods, or None.
        previous: How many works the previous version of the review included; None where this is
            the first.
        previous_versions: How many of these are another version of one of them.
        dropped: How many of these were excluded since.
        reinstated: How many works that it excluded were included since.
        reinstated_versions: How many of these came to a study that is counted already.
        new_versions: How many of the works that are new and left did.
        versions: How many of the works that are left are another version of one that is left as
            well, as a preprint is of its publication: two reports, one study.
        undecided: How many of the works that are left nobody has settled yet.
    """

    title: str
    other: Column | None = None
    previous: int | None = None
    previous_versions: int = 0
    dropped: int = 0
    reinstated: int = 0
    reinstated_versions: int = 0
    new_versions: int = 0
    versions: int = 0
    undecided: int = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns: databases and registers, then other methods, if there are any."""
        return (self,) if self.other is None else (self, self.other)

    @property
    def new(self) -> int:
        """How many works are left that the previous version did not have."""
        return sum(column.left_over for column in self.columns)

    @property
    def included(self) -> int:
        """How many works are left, those of the previous version among them."""
        return self.new + (self.previous or 0) - self.dropped + self.reinstated

    @property
    def studies(self) -> int:
        """How many studies the works that are left report."""
        return self.included - self.versions

    @property
    def previous_studies(self) -> int:
        """How many studies the works of the previous version report."""
        return (self.previous or 0) - self.previous_versions

    @property
    def reinstated_studies(self) -> int:
        """How many studies came back with works that it had excluded."""
        return self.reinstated - self.reinstated_versions

    @property
    def new_studies(self) -> int:
        """How many of the studies are new."""
        return self.studies if self.previous is None else self.new - self.new_versions

    @property
    def dropped_studies(self) -> int:
        """How many studies of the previous version have no work left."""
        kept = self.studies - self.new_studies - self.reinstated_studies
        return self.previous_studies - kept

    def __repr__(self) -> str:
        screened = sum(column.screened for column in self.columns)
        gone = screened - self.new
        return f"<Flow {screened} screened, {gone} excluded, {self.included} included>"

    def __str__(self) -> str:
        """The counts as text, a line each, and how the sources came to be."""
        steps = list(self._steps())
        width = max(len(str(number)) for _, _, number in steps)
        lines = [terminal_line(self.title)] if self.title else []
        for level, words, number in steps:
            lines.append(f"{number:>{width}}  {'  ' * level}{terminal_line(words)}")
        lines += [f"from {terminal_line(line)}" for line in self._provenance()]
        return printable("\n".join(lines))

    def to_markdown(self) -> str:
        """The counts as a table in Markdown, and the sources as a list below it."""
        title = f"**{markdown_line(self.title)}**\n\n" if self.title else ""
        rows = [
            f"| {'– ' * level}{markdown_line(words)} | {number} |"
            for level, words, number in self._steps()
        ]
        table = "\n".join(("| Step | n |", "| :--- | ---: |", *rows))
        sources = "\n".join(f"- {markdown_line(line)}" for line in self._provenance())
        return f"{title}{table}\n\n{sources}\n"

    def to_dict(self) -> dict[str, Any]:
        """The counts as what JSON can hold, by the names of PRISMA's boxes.

        Stages that the review has not come to are null.
        """
        record: dict[str, Any] = {"title": self.title, **super().to_dict()}
        if self.other is not None:
            record["other_methods"] = self.other.to_dict()
        if self.previous is not None:
            record["previous_studies"] = self.previous_studies
            record["previous_studies_excluded_since"] = self.dropped_studies
            if self.reinstated:
                record["previously_excluded_studies_included_since"] = self.reinstated_studies
            record["new_studies_included"] = self.new_studies
            if self.versions or self.previous_studies < self.previous:
                record |= self._previous_reports()
        if self.undecided:
            record["undecided"] = self.undecided
        if self.versions:
            record["reports_included"] = self.included
        return record | {"studies_included": self.studies}

    def _previous_reports(self) -> dict[str, Any]:
        """The same counts of works, where some are versions of one study."""
        record = {
            "previous_reports": self.previous,
            "previous_reports_excluded_since": self.dropped,
        }
        if self.reinstated:
            record["previously_excluded_reports_included_since"] = self.reinstated
        return record | {"new_reports_included": self.new}

    def to_svg(self) -> str:
        """The PRISMA 2020 flow diagram as SVG, which stands alone and prints in black and white.

        A catalog counts as a database unless its `Source` says otherwise. Boxes of stages that
        the review has not come to are dashed. Each work is a report; versions of one work are
        reports of one study.
        """
        from .svg import to_svg

        return to_svg(self._drawing())

    def to_png(self, *, scale: float = 2) -> bytes:
        """The flow diagram as the bytes of a PNG file (extra `plot`).

        Args:
            scale: How many times as large as the SVG it is, in pixels.

        Raises:
            ModuleNotFoundError: matplotlib is not installed.
        """
        from .png import to_png

        return to_png(self._drawing(), scale=scale)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the flow in the format that the file's name ends in.

        Args:
            path: A name that ends in `.svg`, `.png` (extra `plot`), `.md` or `.txt`.

        Raises:
            InvalidQuery: The name ends in nothing that can be written.
            OSError: The file cannot be written; it is then as it was.
        """
        formats: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.to_svg,
            ".png": self.to_png,
            ".md": self.to_markdown,
            ".txt": lambda: f"{self}\n",
        }
        file = Path(path)
        if file.suffix.lower() not in formats:
            raise InvalidQuery(
                f"{file.name!r} does not end in a format that a flow can be written in. The "
                f"endings are {', '.join(formats)}.",
                value=str(path),
            )
        content = formats[file.suffix.lower()]()
        write_atomically(file, content.encode() if isinstance(content, str) else content)

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _drawing(self) -> Any:
        from .diagram import lay_out
        from .prisma import Numbers, diagram_of

        numbers = Numbers(
            title=self.title,
            description=str(self),
            searched=self,
            other=self.other,
            previous=self.previous,
            previous_studies=self.previous_studies,
            since=tuple(self._since()),
            new=self.new,
            new_studies=self.new_studies,
            included=self.included,
            studies=self.studies,
        )
        return lay_out(diagram_of(numbers))

    def _provenance(self) -> Iterator[str]:
        for column in self.columns:
            for source in column.sources:
                yield from source.provenance

    def _steps(self) -> Iterator[Step]:
        """Each count with its words, and how deep it stands below another."""
        yield from self._previous_steps()
        yield 0, "Records identified", self.identified
        yield from self.steps()
        if self.other is not None:
            yield 0, "Records identified via other methods", self.other.identified
            yield from self.other.steps()
        if self.previous is None:
            yield 0, "Studies included in review", self.studies
        else:
            yield 0, "New studies included in review", self.new_studies
            if self.new_studies < self.new:
                yield 1, _REPORTS, self.new
            yield 0, "Total studies included in review", self.studies
        if self.versions:
            yield 1, _REPORTS, self.included
        if self.undecided:
            yield 1, "of these, not yet decided", self.undecided

    def _previous_steps(self) -> Iterator[Step]:
        """What the previous version included, and what became of it."""
        if self.previous is not None:
            yield 0, "Studies included in previous version of review", self.previous_studies
            if self.previous_studies < self.previous:
                yield 1, _REPORTS, self.previous
        for level, words, number in self._since():
            yield level, f"of these, {words}", number

    def _since(self) -> Iterator[Step]:
        """What became of the works of the previous version."""
        for words, studies, reports in (
            ("excluded since", self.dropped_studies, self.dropped),
            ("excluded then, and included since", self.reinstated_studies, self.reinstated),
        ):
            if studies:
                yield 1, words, studies
            if reports != studies:
                yield 1, f"reports {words}", reports
