"""Measurements: our cost beside a peer's, in one process or in fresh ones."""

import gc
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

import attrs


@attrs.frozen
class Measurement:
    """One row of the table.

    Attributes:
        name: What is done.
        ours: What it costs us, or None where it could not be measured.
        peer: What the peer's work costs, in the same unit.
        peer_name: What the peer does.
        target: The highest ratio that is good enough.
        unit: `s` for seconds, `M` for millions of instructions.
        remark: Why there is no measurement, or what it was made on.
    """

    name: str
    ours: float | None
    peer: float | None
    peer_name: str
    target: float
    unit: str = "s"
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer's cost is ours."""
        return self.ours / self.peer if self.ours is not None and self.peer else None


def best(*works: Callable[[], object], rounds: int = 5, times: int = 1) -> list[float]:
    """Time pieces of work side by side, so that a busy machine slows all of them.

    Args:
        works: What to do; the results are thrown away.
        rounds: How many turns each has.
        times: How often each is done in a turn; more than once for what is too short to time.

    Returns:
        The best time of each, in seconds.
    """
    least = [float("inf")] * len(works)
    for _ in range(rounds):
        for place, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            for _ in range(times):
                work()
            least[place] = min(least[place], (time.perf_counter() - start) / times)
    return least


def process(code: str) -> Callable[[], object]:
    """A piece of work: a fresh interpreter that runs this code."""
    return lambda: subprocess.run([sys.executable, "-c", code], env=surroundings(), check=True)


def surroundings() -> dict[str, str]:
    """The environment of fresh interpreters: compiled modules are kept, as they are for users."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONHASHSEED": "0"}


def instructions(code: str) -> float | None:
    """Count the instructions of a fresh interpreter that runs this code, in millions.

    Returns:
        None where valgrind, which does the counting, is not installed.
    """
    if shutil.which("valgrind") is None:
        return None
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}"]
    done = subprocess.run(
        [*command, sys.executable, "-c", code],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    collected = re.search(r"Collected : (\d+)", done.stderr)
    return int(collected[1]) / 1e6 if collected else None
