"""The tests fail for what they say, and not by luck: examples, and what stands in for clocks."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import growth
import hypothesis
import pytest
from hypothesis import strategies as st


def drawn(strategy: st.SearchStrategy[object]) -> list[object]:
    """The examples that a test is given."""
    examples: list[object] = []

    @hypothesis.settings(derandomize=True, database=None)
    @hypothesis.given(strategy)
    def test(example: object) -> None:
        examples.append(example)

    test()
    return examples


class TestExamples:
    """Hypothesis makes up the same ones in every run."""

    def test_what_is_imported_before_changes_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Which modules of ours are, hangs on the tests that ran before in the same process."""
        before = drawn(st.text())
        words = [f"!{number}" for number in range(900)]
        (tmp_path / "words_of_ours.py").write_text(f"WORDS = {words}", encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setitem(sys.modules, "words_of_ours", None)  # So that it goes afterwards.
        monkeypatch.delitem(sys.modules, "words_of_ours")
        __import__("words_of_ours")
        assert drawn(st.text()) == before

    def test_the_seed_of_hashes_changes_nothing(self) -> None:
        """Each process has its own, and with it another order of sets."""
        here = Path(__file__)
        code = (
            f"import sys; sys.path[:] = {[str(here.parents[1]), str(here.parent), *sys.path]!r}\n"
            "import conftest, made_up; from test_steadiness import drawn\n"
            "print(ascii(drawn(made_up.entries())))"
        )
        said = [
            subprocess.run(
                [sys.executable, "-c", code],
                env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        ]
        assert said[0] == said[1] != b""


class Clock:
    """Says for each size how long it takes, with the noise of a machine that is busy by turns."""

    def __init__(self, cost: Callable[[int], float], noise: Iterator[float]) -> None:
        self.cost = cost
        self.noise = noise

    def measure(self, act: Callable[[], object]) -> float:
        """How long something of a size takes."""
        size = act()
        assert isinstance(size, int)
        return self.cost(size) * next(self.noise)


class TestGrowth:
    """A square is told, and a load is not taken for one."""

    def of(self, cost: Callable[[int], float], *noise: float) -> bool:
        """Whether it is taken for growth in proportion."""
        clock = Clock(cost, iter([*noise] * 99))
        return growth.in_proportion(lambda size: partial(int, size), 1_000, measure=clock.measure)

    def test_time(self) -> None:
        """Under no load, and where every other measurement takes ten times as long."""
        assert self.of(lambda size: size / 1e5, 1)
        assert self.of(lambda size: size / 1e5, 1, 10, 1, 10, 10, 1)
        assert self.of(lambda size: size**2 / 1e9, 1) is False
        assert self.of(lambda size: size**2 / 1e8, 1, 10, 10, 1) is False

    def test_steps(self) -> None:
        """Each line that is executed is one."""

        def act(size: int) -> None:
            for _ in range(size):
                pass

        few, many = growth.steps(partial(act, 10)), growth.steps(partial(act, 1_010))
        assert 1_000 <= many - few <= 2_000
        assert growth.seconds(partial(act, 10)) >= 0
