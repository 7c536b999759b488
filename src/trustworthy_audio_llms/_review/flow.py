"""The flow of a review: how many works each step left, in the words of PRISMA 2020.

The steps and their wording are those of the flow diagram for new systematic reviews which included
searches of databases and registers only: Page et al., The PRISMA 2020 statement, BMJ 2021;372:n71,
doi:10.1136/bmj.n71.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

import attrs

from .._public import public
from .._text import markdown_line, terminal_line
from .diagram import Box, Line, Row, draw

Stage = Literal["screening", "retrieval", "eligibility"]
"""Where a work can leave a review: by its record, for want of its text, or by its text."""

STAGES: tuple[Stage, ...] = get_args(Stage)

_ENTERED: dict[Stage, str] = {
    "screening": "Records screened",
    "retrieval": "Reports sought for retrieval",
    "eligibility": "Reports assessed for eligibility",
}
_LEFT: dict[Stage, str] = {
    "screening": "Records excluded",
    "retrieval": "Reports not retrieved",
    "eligibility": "Reports excluded",
}
_CREDIT = (
    "PRISMA 2020 flow diagram after Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 "
    "statement. BMJ 2021;372:n71. doi:10.1136/bmj.n71"
)


@public
@attrs.frozen
class Source:
    """A catalog from which records came.

    Attributes:
        name: What its snapshot is called.
        provenance: How it came to be, as lines to report: its pin and date first.
        records: How many records it had: one a mention of a work in its list, and one a work that
            no list mentions.
    """

    name: str
    provenance: tuple[str, ...]
    records: int


@public
@attrs.frozen(repr=False)
class Flow:
    """How many works came into a review, left it, and why.

    `str()` gives it as text, and a notebook shows the diagram.

    Attributes:
        title: The title of the review.
        sources: Where the records came from.
        duplicates: How many records were of a work that another record was of.
        excluded: By stage, how many works were excluded for each reason, in the order of the
            reasons. A stage that the review has not come to is not there.
    """

    title: str
    sources: tuple[Source, ...]
    duplicates: int
    excluded: Mapping[Stage, Mapping[str, int]]

    @property
    def identified(self) -> int:
        """How many records came from all sources."""
        return sum(source.records for source in self.sources)

    @property
    def screened(self) -> int:
        """How many distinct works were screened."""
        return self.identified - self.duplicates

    @property
    def included(self) -> int:
        """How many works are left."""
        return self._left_after(STAGES)

    def entered(self, stage: Stage) -> int:
        """How many works came to a stage."""
        return self._left_after(STAGES[: STAGES.index(stage)])

    def left(self, stage: Stage) -> int:
        """How many works were excluded at a stage."""
        return sum(self.excluded.get(stage, {}).values())

    def _left_after(self, stages: tuple[Stage, ...]) -> int:
        return self.screened - sum(self.left(stage) for stage in stages)

    def __repr__(self) -> str:
        gone = self.screened - self.included
        return f"<Flow {self.screened} screened, {gone} excluded, {self.included} included>"

    def __str__(self) -> str:
        """The counts as text, one a line."""
        steps = list(self._steps())
        width = len(str(self.identified))
        lines = [terminal_line(self.title)] if self.title else []
        for level, text, number in steps:
            lines.append(f"{number:>{width}}  {'  ' * level}{terminal_line(text)}")
        lines += [f"from {terminal_line(line)}" for line in self._provenance()]
        return "\n".join(lines)

    def to_markdown(self) -> str:
        """The counts as a table in Markdown, under the title, with the sources below."""
        title = f"**{markdown_line(self.title)}**\n\n" if self.title else ""
        rows = [
            f"| {'– ' * level}{markdown_line(text)} | {number} |"
            for level, text, number in self._steps()
        ]
        table = "\n".join(("| Step | n |", "| :--- | ---: |", *rows))
        sources = "\n".join(f"- {markdown_line(line)}" for line in self._provenance())
        return f"{title}{table}\n\n{sources}\n"

    def to_dict(self) -> dict[str, Any]:
        """The counts as what JSON can hold, by the names of PRISMA's boxes.

        Stages that the review has not come to are null.
        """
        told: dict[str, Any] = {
            "title": self.title,
            "sources": [attrs.asdict(source) for source in self.sources],
            "records_identified": self.identified,
            "duplicate_records_removed": self.duplicates,
        }
        for stage in STAGES:
            here = stage in self.excluded
            told[_key(_ENTERED[stage])] = self.entered(stage) if here else None
            told[_key(_LEFT[stage])] = dict(self.excluded[stage]) if here else None
        return told | {"studies_included": self.included}

    def to_svg(self) -> str:
        """The PRISMA 2020 flow diagram as SVG, which stands alone and prints in black and white.

        A catalog counts as a database. Boxes of stages that the review has not come to are dashed.
        Each work counts as one study and as one report.
        """
        notes = [source.provenance[0] for source in self.sources]
        return draw(
            title=self.title,
            description=str(self),
            heading="Identification of studies via databases and registers",
            rows=tuple(self._rows()),
            notes=(*(f"Records from {note}" for note in notes), _CREDIT),
        )

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _provenance(self) -> Iterator[str]:
        for source in self.sources:
            yield from source.provenance

    def _steps(self) -> Iterator[tuple[int, str, int]]:
        """Each count with its words, and how deep it stands below another."""
        yield 0, "Records identified", self.identified
        if len(self.sources) > 1:
            yield from ((1, source.name, source.records) for source in self.sources)
        yield 0, "Duplicate records removed", self.duplicates
        for stage, reasons in self.excluded.items():
            yield 0, _ENTERED[stage], self.entered(stage)
            yield 0, _LEFT[stage], self.left(stage)
            yield from ((1, reason, number) for reason, number in reasons.items())
        yield 0, "Studies included in review", self.included

    def _rows(self) -> Iterator[Row]:
        """The boxes of the diagram."""
        names = [Line(source.name, source.records, level=2) for source in self.sources]
        identified = [
            Line("Records identified from:"),
            Line("Databases", self.identified, level=1),
            *(names if len(names) > 1 else ()),
            Line("Registers", 0, level=1),
        ]
        removed = [
            Line("Records removed before screening:"),
            Line("Duplicate records removed", self.duplicates, level=1),
            Line("Records marked as ineligible by automation tools", 0, level=1),
            Line("Records removed for other reasons", 0, level=1),
        ]
        yield Row("Identification", Box(tuple(identified)), Box(tuple(removed)))
        for stage in STAGES:
            if stage not in self.excluded:
                boxes = (Box((Line(words[stage]),), empty=True) for words in (_ENTERED, _LEFT))
                yield Row("Screening", *boxes)
                continue
            reasons = self.excluded[stage].items()
            yield Row(
                "Screening",
                Box(_counted(_ENTERED[stage], self.entered(stage))),
                Box(
                    (
                        *_counted(_LEFT[stage], self.left(stage)),
                        *(Line(reason, number, level=1) for reason, number in reasons),
                    )
                ),
            )
        studies = _counted("Studies included in review", self.included)
        yield Row(
            "Included", Box((*studies, *_counted("Reports of included studies", self.included)))
        )


def _key(words: str) -> str:
    return words.lower().replace(" ", "_")


def _counted(words: str, number: int) -> tuple[Line, Line]:
    """Words with their count below them."""
    return Line(words), Line(f"(n = {number})")
