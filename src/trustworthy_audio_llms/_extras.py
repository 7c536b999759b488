"""Libraries that only extras bring, loaded when they are needed."""

from importlib import import_module
from typing import Any


def load_extra(name: str, extra: str, *, purpose: str = "export") -> Any:
    """Import a library of an extra.

    Args:
        name: The module.
        extra: The extra that brings it.
        purpose: What needs it, in a word.

    Raises:
        ModuleNotFoundError: It is not installed; the message says how to install it.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"This {purpose} needs {error.name}. Install it with "
            f"`pip install 'trustworthy_audio_llms[{extra}]'`.",
            name=error.name,
        ) from error
