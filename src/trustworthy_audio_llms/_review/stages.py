"""The stages of a review, in the order in which works pass them."""

from typing import Literal, get_args

from .._errors import InvalidQuery, near_misses

Stage = Literal["identification", "screening", "retrieval", "eligibility"]
"""Where a work can leave a review: before anybody looks, by its record, for want of its text, or
by its text."""

STAGES: tuple[Stage, ...] = get_args(Stage)

Verdict = Literal["include", "exclude", "unsure"]
"""What one reviewer can say of one work."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def check_stage(stage: object) -> None:
    """Refuse what is no stage.

    Raises:
        InvalidQuery: There is no such stage.
    """
    _check("stage", stage, STAGES)


def check_verdict(verdict: object) -> None:
    """Refuse what is no verdict.

    Raises:
        InvalidQuery: There is no such verdict.
    """
    _check("verdict", verdict, VERDICTS)


def _check(what: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InvalidQuery(
            f"No {what} is called {value!r}.{near_misses(str(value), known)} The {what}s are "
            f"{', '.join(known)}.",
            value=value,
        )
