"""Taking the words of one review into another, each once."""

from collections.abc import Collection

import attrs

from .._records.entries import Entry
from .events import Decision, Distinct, Event, Exclusion, mark_of
from .intake import Intake, Unmatched

_PLACE = "the other review"


@attrs.define
class Taking:
    """The lines of another log, sorted into those to take, known ones, and what does not match.

    Attributes:
        marks: The marks of the lines that are known already.
        undone: The marks of the lines that were taken back there.
        lines: The lines to take, in order.
        distinct: What was told apart there and is taken, which counts at once.
    """

    marks: Collection[str]
    undone: Collection[str] = ()
    lines: list[Event] = attrs.field(factory=list)
    distinct: list[Distinct] = attrs.field(factory=list)
    _known: int = 0
    _unmatched: list[Unmatched] = attrs.field(factory=list)
    _moved: dict[str, str] = attrs.field(factory=dict)

    def decision(self, decision: Decision, work: Entry | None) -> None:
        """Take a word, about the work as it is called here.

        Args:
            decision: The word.
            work: The work under review that it is about, or None.
        """
        here = decision if work is None else attrs.evolve(decision, work=work.id)
        mark = mark_of(here)
        if mark in self.marks:
            self._known += 1
        elif work is None:
            self.unknown(decision.work)
            return
        else:
            self.lines.append(here)
        self._moved[mark_of(decision)] = mark

    def told_apart(self, line: Distinct, here: Distinct) -> bool:
        """Take what was told apart, and say whether it is new.

        Args:
            line: The line of the other log.
            here: The same about the works as they are called here.
        """
        mark = self._moved[mark_of(line)] = mark_of(here)
        if mark in self.marks:
            return False
        self.distinct.append(here)
        return True

    def unknown(self, work: str) -> None:
        """Tell that a work is not known here."""
        self._unmatched.append(Unmatched(_PLACE, work, "the work is not under review here"))

    def other(self, event: Event) -> None:
        """Take that something was taken back; tell of a step, unless it was."""
        mark = mark_of(event)
        if isinstance(event, Decision | Distinct) or mark in self.marks or mark in self.undone:
            return
        if isinstance(event, Exclusion):
            why = "a step is not merged: take it here as well"
            self._unmatched.append(Unmatched(_PLACE, str(event), why))
        elif event.undoes in self._moved or event.undoes in self.marks:
            undo = attrs.evolve(event, undoes=self._moved.get(event.undoes, event.undoes))
            if mark_of(undo) not in self.marks:
                self.lines.append(undo)

    @property
    def intake(self) -> Intake:
        """What came of it."""
        decisions = tuple(line for line in self.lines if isinstance(line, Decision))
        return Intake(
            decisions,
            tuple(self._unmatched),
            self._known,
            distinct=tuple(self.distinct),
            undone=len(self.lines) - len(decisions),
        )
