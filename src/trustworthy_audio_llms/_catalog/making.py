"""What a catalog makes when it is first asked for, once, whichever threads ask."""

import os
import threading
from collections.abc import Callable
from typing import TypeVar

_Made = TypeVar("_Made")

_LOCKS = [threading.RLock()]
"""The one lock, in a list so that it can be replaced."""


def _renew_lock() -> None:
    """Take a new lock in a child process: there, nobody would release that of a parent's thread.

    What that thread was making is not there either: it is put into place when it is complete.
    """
    _LOCKS[0] = threading.RLock()


if hasattr(os, "register_at_fork"):  # pragma: no branch (not on Windows, nor in Pyodide)
    os.register_at_fork(after_in_child=_renew_lock)


def made_once(owner: object, name: str, make: Callable[[], _Made]) -> _Made:
    """An attribute of an object, made when it is not there yet.

    Args:
        owner: The object.
        name: The attribute.
        make: What makes its value; it is called by one thread at a time.
    """
    held = vars(owner)
    if name not in held:
        with _LOCKS[0]:
            if name not in held:
                held[name] = make()
    made: _Made = held[name]
    return made
