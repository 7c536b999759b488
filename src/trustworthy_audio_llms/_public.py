"""Where users find what they are given: the package, wherever the code behind it stands."""

from collections.abc import Callable
from importlib import import_module
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


def function_of(module: str, name: str) -> Callable[..., Any]:
    """A function of a wing above, loaded when it is called.

    Users expect a record to have what is made of it (`entry.to_bibtex()`), while no record knows
    who is made of records. This is the one door for that: a method of a record that does nothing
    but call what stands above.

    Args:
        module: The module, from the package: `_exports.bibtex`.
        name: The name of the function.
    """
    function: Callable[..., Any] = getattr(import_module(f"{__package__}.{module}"), name)
    return function
