"""Time in proportion to the length of a line, whatever stands on it."""

import time

import pytest
from linear import SQUARED, cases, some_cases, steep
from lists import TITLE, URL

from trustworthy_audio_llms._lists.reader import read_list_files


def test_a_sample_of_lines() -> None:
    """A few of the thousands that the drill below tries."""
    assert list(steep(some_cases(24), SQUARED)) == []


@pytest.mark.drills
def test_every_kind_of_line() -> None:
    """Each of many tokens in each of many contexts, many times over."""
    assert list(steep(cases(), SQUARED)) == []


class TestDeadline:
    """Reading ends when the time is over that a fetch has left."""

    def test_a_deadline_that_has_passed(self) -> None:
        """Is told at once."""
        text = f"- [{TITLE}]({URL})\n" * 10

        with pytest.raises(TimeoutError, match="in the time that was left"):
            read_list_files([("README.md", text)], deadline=time.monotonic() - 1)

    def test_one_that_passes_while_a_large_list_is_read(self) -> None:
        """Is kept within a second or so."""
        text = f"- [{TITLE}]({URL}) *Ann Example, Bob Sample*, ICASSP 2024\n\n" * 60_000
        start = time.monotonic()

        with pytest.raises(TimeoutError):
            read_list_files([("README.md", text)], deadline=start + 0.2)

    def test_one_that_is_far_away(self) -> None:
        """Changes nothing."""
        files = [("README.md", f"- [{TITLE}]({URL})")]

        assert read_list_files(files, deadline=time.monotonic() + 600) == read_list_files(files)
