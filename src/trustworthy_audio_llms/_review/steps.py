"""Steps by which several works are excluded at once: what they are about, in what can be saved."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from .._catalog.criteria import Predicate
from .._errors import InvalidQuery
from .._records.entries import Entry
from .._text import clean_line
from .events import Exclusion
from .stages import check_stage

Named = str | Entry | Iterable[str | Entry]
"""Works by name: an identity in any spelling, an entry, or several of them, such as a catalog."""


@attrs.frozen
class Choice:
    """Which works a step is about, beside its criteria.

    Attributes:
        test: What chooses them, or None where only the criteria do.
        function: The name of the function that was given, or None.
        named: Whether the works were named.
    """

    test: Callable[[Entry], object] | None = None
    function: str | None = None
    named: bool = False


def chosen_by(which: Predicate | Named | None, find: Callable[[str | Entry], Entry]) -> Choice:
    """What a step is about, from what a script gives.

    Args:
        which: A function from an entry to something true, or works by name, or nothing.
        find: Finds the work under review that a name or an entry means.

    Raises:
        EntryNotFound: A work that was named is not under review.
        InvalidQuery: It is neither a function nor a name.
    """
    if which is None:
        return Choice()
    if callable(which):
        return Choice(which, getattr(which, "__qualname__", type(which).__qualname__))
    if isinstance(which, str | Entry):
        which = [which]
    if not isinstance(which, Iterable):
        raise InvalidQuery(
            f"An exclusion is about a function or about works by name, not {which!r}.", value=which
        )
    return by_ids((find(one).id for one in which), named=True)


def by_ids(ids: Iterable[str], *, function: str | None = None, named: bool = False) -> Choice:
    """The choice of just these works."""
    known = frozenset(ids)
    return Choice(lambda entry: entry.id in known, function, named)


def new_step(
    reason: str,
    choice: Choice,
    criteria: dict[str, Any],
    *,
    stage: Any,
    by: str | None,
    tool: str | None,
) -> Exclusion:
    """The record of a step, before it is known what it excludes.

    Raises:
        InvalidQuery: It has no reason, no such stage, or nothing that says what it is about.
    """
    if not isinstance(reason, str) or not clean_line(reason):
        raise InvalidQuery(
            f"An exclusion needs a reason that says something, not {reason!r}.", value=reason
        )
    check_stage(stage)
    if choice.test is None and not criteria:
        raise InvalidQuery(
            f"The exclusion {reason!r} needs a criterion, a function or names that say which works "
            "it is about; `lambda entry: True` stands for all.",
            value=reason,
        )
    return Exclusion(
        reason=reason,
        stage=stage,
        criteria=criteria,
        function=choice.function,
        named=choice.named,
        tool=tool,
        by=by,
    )


def plain(value: object) -> Any:
    """A criterion's value as what JSON holds; `where` takes it for the same."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime.date):
        return datetime.date.isoformat(value)
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return str(value)
