"""The boxes of the PRISMA 2020 flow diagram, with the numbers of a flow.

There are four templates: for new and for updated reviews, each with databases and registers only
or with other methods beside them. Boxes that they do not have appear only where a number would
otherwise be lost: duplicates and screening among what came by other methods.
"""

import itertools
from collections.abc import Iterator, Mapping

import attrs

from .column import AUTOMATED, DUPLICATES, ENTERED, LEFT, OTHER_REASONS, Column, Step
from .diagram import Box, Diagram, Line, Place, Row
from .sources import SourceKind
from .stages import Stage

_CREDIT = (
    "PRISMA 2020 flow diagram after Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 "
    "statement. BMJ 2021;372:n71. doi:10.1136/bmj.n71"
)
_SEARCHED: dict[SourceKind, str] = {"database": "Databases", "register": "Registers"}
_OTHER: dict[SourceKind, str] = {
    "website": "Websites",
    "organisation": "Organisations",
    "citations": "Citation searching",
}
_REST: dict[SourceKind, str] = {"other": "Other"}
_LAST = 4
"""The number of the row with what is included; screening is 1, eligibility 3."""


@attrs.frozen(kw_only=True)
class Numbers:
    """What the boxes need to know of a flow.

    Attributes:
        title: The title of the review.
        description: The flow as text.
        searched: What came from databases and registers.
        other: What came by other methods, or None.
        previous: How many works the previous version of the review included, or None.
        previous_studies: How many studies they report.
        since: What became of the works of the previous version.
        new: How many works are left that it did not have.
        new_studies: How many studies that it did not have.
        included: How many works are left in all.
        studies: How many studies they report.
    """

    title: str
    description: str
    searched: Column
    other: Column | None
    previous: int | None
    previous_studies: int
    since: tuple[Step, ...]
    new: int
    new_studies: int
    included: int
    studies: int


def diagram_of(flow: Numbers) -> Diagram:
    """The diagram of a flow, by the template that suits it."""
    updated = flow.previous is not None
    rows = [_identification(flow)]
    rows += [_stage(flow, stage) for stage in ENTERED]
    words = "New studies included in review" if updated else "Studies included in review"
    reports = "Reports of new included studies" if updated else "Reports of included studies"
    rows.append(Row("Included", {"left": _studies(words, reports, flow.new_studies, flow.new)}))
    if updated:
        total = _studies(
            "Total studies included in review",
            "Reports of total included studies",
            flow.studies,
            flow.included,
        )
        rows.append(Row("Included", {"left": total}))
    sources = (*flow.searched.sources, *(flow.other.sources if flow.other else ()))
    notes = dict.fromkeys(f"Records from {source.provenance[0]}" for source in sources)
    return Diagram(
        title=flow.title,
        description=flow.description,
        headings=tuple(_headings(flow)),
        rows=tuple(rows),
        arrows=tuple(_arrows(rows, updated=updated)),
        notes=(*notes, _CREDIT),
    )


def _headings(flow: Numbers) -> Iterator[tuple[str, tuple[str, ...]]]:
    studies = "studies" if flow.previous is None else "new studies"
    if flow.previous is not None:
        yield "Previous studies", ("previous",)
    yield f"Identification of {studies} via databases and registers", ("left", "right")
    if flow.other is not None:
        yield f"Identification of {studies} via other methods", ("other", "other right")


def _identification(flow: Numbers) -> Row:
    boxes: dict[str, Box] = {}
    if flow.previous is not None:
        studies = _studies(
            "Studies included in previous version of review",
            "Reports of studies included in previous version of review",
            flow.previous_studies,
            flow.previous,
        )
        since = (Line(words.capitalize(), number, level) for level, words, number in flow.since)
        boxes["previous"] = Box((*studies.lines, *since))
    boxes["left"] = _identified(flow.searched, _SEARCHED)
    boxes["right"] = _removed(flow.searched)
    if flow.other is not None:
        kinds = _OTHER | (_REST if flow.other.identified_by("other") else {})
        boxes["other"] = _identified(flow.other, kinds)
        if flow.other.screened < flow.other.identified:
            boxes["other right"] = _removed(flow.other)
    return Row("Identification", boxes)


def _identified(column: Column, kinds: Mapping[SourceKind, str]) -> Box:
    """Where records came from; several sources by name as well."""
    lines = [Line("Records identified from:")]
    for kind, words in kinds.items():
        lines.append(Line(words, column.identified_by(kind), level=1))
        if len(column.sources) > 1:
            named = [source for source in column.sources if source.kind == kind]
            lines += [Line(source.name, source.records, level=2) for source in named]
    return Box(tuple(lines))


def _removed(column: Column) -> Box:
    lines = [Line("Records removed before screening:"), Line(DUPLICATES, column.duplicates, 1)]
    if len(column.sources) > 1:
        lines += [Line(one.name, one.duplicates, 2) for one in column.sources if one.duplicates]
    lines.append(Line(AUTOMATED, column.automated.get("identification", 0), level=1))
    lines.append(Line(OTHER_REASONS, sum(column.removed.values()), level=1))
    lines += [Line(reason, number, level=2) for reason, number in column.removed.items()]
    return Box(tuple(lines))


def _stage(flow: Numbers, stage: Stage) -> Row:
    boxes = {"left": _entered(flow.searched, stage), "right": _left(flow.searched, stage)}
    other = flow.other
    if other is not None and (stage != "screening" or other.left(stage)):
        boxes |= {"other": _entered(other, stage), "other right": _left(other, stage)}
    return Row("Screening", boxes)


def _entered(column: Column, stage: Stage) -> Box:
    if stage not in column.excluded:
        return Box((Line(ENTERED[stage]),), empty=True)
    return Box(_counted(ENTERED[stage], column.entered(stage)))


def _left(column: Column, stage: Stage) -> Box:
    if stage not in column.excluded:
        return Box((Line(LEFT[stage]),), empty=True)
    lines = list(_counted(LEFT[stage], column.left(stage)))
    if tools := column.automated.get(stage):
        lines.append(Line("by a human", column.left(stage) - tools, level=1))
        lines.append(Line("by automation tools", tools, level=1))
    lines += [Line(reason, number, 1) for reason, number in column.excluded[stage].items()]
    return Box(tuple(lines))


def _studies(words: str, of_reports: str, studies: int, reports: int) -> Box:
    return Box((*_counted(words, studies), *_counted(of_reports, reports)))


def _counted(words: str, number: int) -> tuple[Line, Line]:
    """Words with their count below them."""
    return Line(words), Line(f"(n = {number})")


def _arrows(rows: list[Row], *, updated: bool) -> Iterator[tuple[Place, Place]]:
    """From each box on the left to what leaves it, and to what is left below."""
    for lane, beside in (("left", "right"), ("other", "other right")):
        numbers = [number for number, row in enumerate(rows) if lane in row.boxes]
        for number in numbers:
            if beside in rows[number].boxes:
                yield (number, lane), (number, beside)
        for upper, lower in itertools.pairwise(numbers):
            yield (upper, lane), (lower, lane)
    if "other" in rows[_LAST - 1].boxes:
        yield (_LAST - 1, "other"), (_LAST, "left")
    if updated:
        yield (0, "previous"), (_LAST + 1, "left")
