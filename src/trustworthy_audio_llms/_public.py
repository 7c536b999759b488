"""Where users find what they are given: the package, wherever the code behind it stands."""

from collections.abc import Callable
from typing import Any, TypeVar

_Named = TypeVar("_Named", bound=type[Any] | Callable[..., Any])


def public(named: _Named) -> _Named:
    """Say that a class or function is a name of the package.

    Tracebacks, pickles and `help` then show the name that users import, which outlives every move
    of the code. A pickle of a release is read by the next one only because of it.

    Args:
        named: A class or function that `__init__` offers.
    """
    named.__module__ = __package__
    return named
