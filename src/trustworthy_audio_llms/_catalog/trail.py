"""The trail of a catalog: every step from its snapshot on, which a review has to report.

A step may rest on another catalog, with a trail of its own: `a - b`, `a.enrich(b)`. Trails form a
graph then, since both often begin alike. Steps are shared in memory and named once in the text:
what stands there already is called by its number, so that the text grows by what was done, and no
more.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import attrs


@attrs.frozen(eq=False)
class Step:
    """One thing that was done.

    Attributes:
        text: What was done, up to the other catalog it rests on, if there is one.
        other: The trail of that catalog, which stands in parentheses behind `text`.
        rest: What follows after it.
    """

    text: str
    other: "Trail | None" = None
    rest: str = ""


@attrs.frozen(eq=False, repr=False)
class Trail:
    """The steps that made a catalog; each is this step and the trail before it.

    Attributes:
        step: The last thing that was done; the first one of all is the pin of a snapshot.
        before: What was done before, or None.
        key: A digest of all of it; equal trails have equal keys, wherever they were made.
    """

    step: Step
    before: "Trail | None" = None
    key: bytes = attrs.field(init=False)

    @key.default
    def _digest(self) -> bytes:
        step = self.step
        parts = (
            self.before.key if self.before else b"",
            step.text.encode("utf-8", "surrogatepass"),
            step.other.key if step.other else b"",
            step.rest.encode("utf-8", "surrogatepass"),
        )
        digest = hashlib.sha256()
        for part in parts:
            digest.update(b"%d:" % len(part) + part)
        return digest.digest()

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Trail":
        """The trail of lines that were written down; there is at least one."""
        trail: Trail | None = None
        for line in lines:
            trail = cls(Step(line), trail)
        if trail is None:
            raise ValueError("A trail begins with the pin of a snapshot.")
        return trail

    def then(self, step: Step) -> "Trail":
        """This trail, one step further."""
        return Trail(step, self)

    def lines(self) -> tuple[str, ...]:
        """The trail as text, a line a step, the pin of its snapshot first."""
        return tuple(_lines(self))

    # Pickle and copy go down a chain by recursion, and a thousand steps are no rare thing.
    def __reduce__(self) -> tuple[Any, ...]:
        return _from_rows, (_rows(self),)


def _steps(trail: Trail, known: dict[bytes, str]) -> tuple[str | None, list[Trail]]:
    """The steps of a trail that have no label yet, in order, and the label of the one before."""
    unknown: list[Trail] = []
    current: Trail | None = trail
    while current is not None and current.key not in known:
        unknown.append(current)
        current = current.before
    unknown.reverse()
    return (None if current is None else known[current.key]), unknown


def _lines(trail: Trail) -> Iterator[str]:
    """Each step of a trail as text, with labels for what was named before.

    A snapshot is named by its pin every time. Any other step is labelled by its place: step 3 is
    the third after the pin, step 3.1 the first in the parentheses of that.
    """
    labels: dict[bytes, str] = {}
    _, main = _steps(trail, labels)
    for number, link in enumerate(main):
        pieces: list[str] = []
        _write(link, _label(link, "", number), labels, pieces)
        yield "".join(pieces)


def _label(link: Trail, above: str, number: int) -> str:
    return link.step.text if link.before is None else f"{above}{number}"


def _write(link: Trail, label: str, labels: dict[bytes, str], pieces: list[str]) -> None:
    """Write one step and what it rests on; with a stack, since these may nest a thousand deep."""
    todo: list[str | tuple[Trail, str]] = [(link, label)]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        link, label = item
        step = link.step
        pieces.append(step.text)
        labels[link.key] = label if link.before is None else f"step {label}"
        if step.other is None:
            pieces.append(step.rest)
            continue
        pieces.append("(")
        todo.append(f"){step.rest}")
        todo.extend(reversed(_inside(step.other, label, labels)))


def _inside(other: Trail, above: str, labels: dict[bytes, str]) -> list[str | tuple[Trail, str]]:
    """What stands in the parentheses of a step: texts, and steps that are still to be written."""
    known, unknown = _steps(other, labels)
    inside: list[str | tuple[Trail, str]] = [] if known is None else [known]
    for number, link in enumerate(unknown, start=known is not None):
        if inside:
            inside.append("; ")
        inside.append((link, _label(link, f"{above}.", number)))
    return inside


_Row = tuple[str, int | None, str, int | None]
"""A step as text, the row of the trail it rests on, the rest of its text, the row before it."""


def _rows(trail: Trail) -> list[_Row]:
    """The graph below a trail as a table, in which each row comes after those it points to."""
    place: dict[int, int] = {}
    rows: list[_Row] = []
    todo = [trail]
    while todo:
        link = todo[-1]
        below = [part for part in (link.before, link.step.other) if part is not None]
        missing = [part for part in below if id(part) not in place]
        if missing:
            todo.extend(missing)
            continue
        todo.pop()
        if id(link) not in place:
            place[id(link)] = len(rows)
            other, before = (
                None if part is None else place[id(part)] for part in (link.step.other, link.before)
            )
            rows.append((link.step.text, other, link.step.rest, before))
    return rows


def _from_rows(rows: Iterable[_Row]) -> Trail:
    made: list[Trail] = []
    for text, other, rest, before in rows:
        step = Step(text, None if other is None else made[other], rest)
        made.append(Trail(step, None if before is None else made[before]))
    return made[-1]
