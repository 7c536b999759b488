"""Places in a text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._references.places import Lines


@given(st.text(alphabet="a\n\r\x0b\u2028", max_size=30), st.randoms(use_true_random=False))
def test_lines_are_known_in_any_order(text: str, random: object) -> None:
    """A line ends as files of any system end theirs, and nowhere else."""
    lines = Lines(text)
    places = [place for place, char in enumerate(text) if char not in "\r\n"]
    random.shuffle(places)  # type: ignore[attr-defined]
    for place in places:
        line = len(re.findall(r"\r\n|\r|\n", text[:place])) + 1
        assert lines.at(place) == line
        assert lines.text(line).rstrip("\r\n") == re.split(r"\r\n|\r|\n", text)[line - 1]
