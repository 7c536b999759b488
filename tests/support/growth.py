"""Whether work grows with what it is done on and no faster, told on a machine that is busy.

Steps of Python are counted where they show it: they are the same on every machine. Regular
expressions, slices and sorting take none; for them there is only time, and of that only what no
load can feign: that it grows with the square of the size, each time it is measured.
"""

import gc
import math
import sys
from collections.abc import Callable
from time import process_time

_COARSE = 0.002  # Seconds; what takes less is taken for that long.
_TRIES = 12


def steps(act: Callable[[], object]) -> int:
    """How many lines of Python are executed by a function and what it calls."""
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def seconds(act: Callable[[], object]) -> float:
    """The processor's time that a function takes.

    The collector of garbage waits meanwhile: it goes over whatever other tests have left in memory,
    and does so the more often the longer the work is.
    """
    gc.disable()
    try:
        start = process_time()
        act()
        return process_time() - start
    finally:
        gc.enable()


def in_proportion(
    work: Callable[[int], Callable[[], object]],
    size: int,
    *,
    times: int = 16,
    measure: Callable[[Callable[[], object]], float] = seconds,
) -> bool:
    """Whether so many times the size takes rather so many times as long than the square of that.

    A busy machine makes now the one look long and now the other, so the least of several tries
    counts; what grows with the square is too long in each.

    Args:
        work: Gives for a size what is to be done on it.
        size: The smaller size, for which a square takes a millisecond or more.
        times: How many times as large the other one is.
        measure: What measures how long something takes.
    """
    small, large = work(size), work(times * size)
    small()  # What is imported or made when it is first needed is no growth.
    least, most = math.inf, math.inf
    for _ in range(_TRIES):
        least, most = min(least, measure(small)), min(most, measure(large))
        if most <= times**1.5 * max(least, _COARSE):
            return True
    return False
