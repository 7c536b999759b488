"""Measuring: pieces of work side by side, in one process or in fresh ones."""

import gc
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

import attrs

OURS = "ours"

Costs = Mapping[str, float]
"""What a piece of work costs, by who does it: `OURS`, and the peers that are installed."""


@attrs.frozen(kw_only=True)
class Comparison:
    """One thing to do, and who does it.

    Attributes:
        name: What is done.
        entries: On how many entries, or None where that does not matter.
        peers: Who does it too or, where none does, the work that it contains; with the highest
            ratio of our cost to theirs that is good enough, or None where it is only to be seen.
        measure: Does it. It is not done before it is called.
        unit: `s` for seconds of CPU time, `M` for millions of instructions, `MB` for memory.
        at_most: The highest cost of ours that is good enough, or None.
    """

    name: str
    entries: int | None = None
    peers: Mapping[str, float | None]
    measure: Callable[[], Costs]
    unit: str = "s"
    at_most: float | None = None


@attrs.frozen(kw_only=True)
class Row:
    """One row of the table: what a thing costs us and one peer.

    Attributes:
        name: What is done.
        entries: On how many entries, or None.
        peer: The peer.
        ours: What it costs us, or None where it could not be measured.
        theirs: What it costs the peer, or None where it is not installed.
        unit: The unit of both.
        target: The highest ratio that is good enough, or None.
        at_most: The highest cost of ours that is good enough, or None.
    """

    name: str
    entries: int | None
    peer: str
    ours: float | None
    theirs: float | None
    unit: str
    target: float | None
    at_most: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's cost is ours."""
        return self.ours / self.theirs if self.ours is not None and self.theirs else None

    @property
    def met(self) -> bool | None:
        """Whether it is good enough; None where there is no target, or no measurement."""
        if self.at_most is not None:
            return None if self.ours is None else self.ours <= self.at_most
        if self.target is None or self.ratio is None:
            return None
        return self.ratio <= self.target


def rows(comparison: Comparison) -> list[Row]:
    """Measure, and give a row for each peer."""
    costs = comparison.measure()
    return [
        Row(
            name=comparison.name,
            entries=comparison.entries,
            peer=peer,
            ours=costs.get(OURS),
            theirs=costs.get(peer),
            unit=comparison.unit,
            target=target,
            at_most=comparison.at_most,
        )
        for peer, target in comparison.peers.items()
    ]


def best(works: Mapping[str, Callable[[], object]], *, rounds: int = 5, times: int = 1) -> Costs:
    """Time pieces of work in turns, so that a busy machine slows all of them.

    CPU time is what is taken, of this process and of those it starts: it hardly depends on what
    else the machine does. What is in memory before counts for no one: the garbage collector does
    not look at it.

    Args:
        works: What to do, by name; the results are thrown away.
        rounds: How many turns each has.
        times: How often each is done in a turn; more than once for what is too short to time.

    Returns:
        The best time of each, in seconds.
    """
    least = dict.fromkeys(works, float("inf"))
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            start = _spent()
            for _ in range(times):
                work()
            least[name] = min(least[name], (_spent() - start) / times)
    gc.unfreeze()
    return least


def _spent() -> float:
    """The CPU time of this process and its children so far, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def process(code: str) -> Callable[[], object]:
    """A piece of work: a fresh interpreter that runs this code."""
    return lambda: run(code)


def run(code: str, *tool: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter, under a tool if one is given."""
    # Compiled modules are kept, as they are for users.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [*tool, sys.executable, "-c", code],
        env=kept | {"PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    )


def instructions(code: str) -> float | None:
    """Count the instructions of a fresh interpreter that runs this code, in millions.

    Returns:
        None where valgrind, which does the counting, is not installed.
    """
    if shutil.which("valgrind") is None:
        return None
    counted = run(code, "valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}")
    collected = re.search(r"Collected : (\d+)", counted.stderr)
    return int(collected[1]) / 1e6 if collected else None
