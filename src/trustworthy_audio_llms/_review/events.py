"""What a screening log is made of: steps by criteria, words of people, and what was taken back.

Nothing that was ever said leaves the log. What was taken back stays, with who did so and when.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from .._public import public
from .._snapshots.codec import converter
from .._text import clean_line
from .stages import STAGES, VERDICTS, Stage, Verdict


def optional_line(text: object) -> str | None:
    """A text on one line; None where it says nothing."""
    return None if text is None else clean_line(str(text)) or None


@public
@attrs.frozen(kw_only=True)
class Exclusion:
    """One step of a screening, which excluded works by a rule or by name.

    Attributes:
        reason: Why works were excluded.
        stage: `identification` (before anybody looked), `screening` (by the record), `retrieval`
            (no text to be had) or `eligibility` (by the text).
        criteria: The criteria they met, as for `Catalog.where`.
        function: The name of the function that chose among them, or None.
        named: Whether the works were named one by one.
        tool: The automation tool that chose them, or None.
        by: Who took the step, or None.
        when: When, with its time zone; None in files of releases before 2026.11.2.
        ids: The identities of the works that this step excluded.
    """

    reason: str = attrs.field(converter=clean_line)
    stage: Stage = attrs.field(default="screening", validator=attrs.validators.in_(STAGES))
    criteria: dict[str, Any] = attrs.field(factory=dict)
    function: str | None = None
    named: bool = False
    tool: str | None = attrs.field(default=None, converter=optional_line)
    by: str | None = attrs.field(default=None, converter=optional_line)
    when: datetime.datetime | None = None
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [repr(self.reason)]
        if self.function:
            parts.append(self.function)
        if self.named:
            parts.append(f"{len(self.ids)} by name")
        if self.stage != "screening":
            parts.append(f"stage={self.stage!r}")
        if self.tool:
            parts.append(f"tool={self.tool!r}")
        parts += [f"{name}={value!r}" for name, value in self.criteria.items()]
        return f"exclude({', '.join(parts)})"


@public
@attrs.frozen(kw_only=True)
class Decision:
    """What one reviewer said of one work at one stage.

    Attributes:
        work: The identity of the work.
        verdict: `include`, `exclude` or `unsure`.
        reason: Why, or None where nobody said.
        note: What else was noted, or None.
        by: Who said it; None stands for the review as a whole, which settles what others said.
        stage: The stage at which it was said.
        when: When, with its time zone.
        origin: The file it was read from, or None.
    """

    work: str
    verdict: Verdict = attrs.field(validator=attrs.validators.in_(VERDICTS))
    reason: str | None = attrs.field(default=None, converter=optional_line)
    note: str | None = attrs.field(default=None, converter=optional_line)
    by: str | None = attrs.field(default=None, converter=optional_line)
    stage: Stage = attrs.field(default="screening", validator=attrs.validators.in_(STAGES))
    when: datetime.datetime
    origin: str | None = attrs.field(default=None, converter=optional_line)


@public
@attrs.frozen(kw_only=True)
class Distinct:
    """What a person said is no duplicate: two works, or a work and a record taken for one of it.

    Attributes:
        work: The identity of the work.
        other: The identity of the other work, or that under which the record is reviewed.
        record: The record, as snapshots hold it; None where the two were works already.
        by: Who said it, or None.
        when: When, with its time zone.
    """

    work: str
    other: str
    record: dict[str, Any] | None = None
    by: str | None = attrs.field(default=None, converter=optional_line)
    when: datetime.datetime


@public
@attrs.frozen(kw_only=True)
class Undo:
    """That something was taken back.

    Attributes:
        undoes: The mark of what was taken back.
        by: Who took it back, or None.
        when: When, with its time zone.
    """

    undoes: str
    by: str | None = attrs.field(default=None, converter=optional_line)
    when: datetime.datetime


Line = Exclusion | Decision | Distinct
"""What can be said, and taken back."""

Event = Line | Undo
"""One line of a log."""

_ACTS: dict[str, type[Any]] = {
    "exclude": Exclusion,
    "decide": Decision,
    "distinct": Distinct,
    "undo": Undo,
}


def event_to_json(event: Event) -> dict[str, Any]:
    """A line of a log as what JSON can hold."""
    act = next(act for act, cls in _ACTS.items() if isinstance(event, cls))
    return {"act": act, **converter().unstructure(event)}


def event_from_json(record: dict[str, Any]) -> Event:
    """A line of a log from what `event_to_json` made of it.

    Raises:
        Exception: It is none; the converter raises whatever it meets.
    """
    fields = dict(record)
    event: Event = converter().structure(fields, _ACTS[fields.pop("act")])
    if event.when is not None and event.when.tzinfo is None:
        raise ValueError(f"The time {event.when} has no time zone.")
    return event


def mark_of(event: Event) -> str:
    """What names a line of a log wherever it stands: taken from all it says.

    Logs that were copied and went on apart are joined by it, and none of them needs to count.
    """
    text = json.dumps(event_to_json(event), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def standing(events: Iterable[Event]) -> Iterator[Line]:
    """The steps and words of a log that were not taken back, in order."""
    lines = tuple(events)
    undone = {event.undoes for event in lines if isinstance(event, Undo)}
    for event in lines:
        if not isinstance(event, Undo) and not (undone and mark_of(event) in undone):
            yield event


def records_apart(events: Iterable[Event]) -> set[str]:
    """The identities of all records that were ever told apart, whether it stands or not."""
    return {event.other for event in events if isinstance(event, Distinct) and event.record}


def next_moment(last: datetime.datetime | None) -> datetime.datetime:
    """The time of a new line: now, and after the last line even where a clock was set back."""
    now = datetime.datetime.now(datetime.UTC)
    return now if last is None or last < now else last + datetime.timedelta(microseconds=1)
