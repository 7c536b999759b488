"""What was found out about short texts, kept for when they come again: lists repeat themselves."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

_MOST = 2048
_LONGEST = 240
"""Characters; most lines are shorter, and what is kept stays within a megabyte a function."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


def remembered(
    function: Callable[Concatenate[str, _P], _T],
) -> Callable[Concatenate[str, _P], _T]:
    """A function of a text that keeps what it found out about the last short ones.

    Args:
        function: Its result depends on its arguments alone, and nobody changes it.
    """
    cached = functools.lru_cache(maxsize=_MOST)(function)
    kept = cast("Callable[Concatenate[str, _P], _T]", cached)  # mypy knows it with any arguments.

    def remembering(text: str, /, *args: _P.args, **options: _P.kwargs) -> _T:
        if len(text) > _LONGEST:
            return function(text, *args, **options)
        return kept(text, *args, **options)

    functools.update_wrapper(remembering, function)
    return remembering
