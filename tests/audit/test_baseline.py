"""Accepted findings: which new ones are the same, wherever their lines have moved."""

import json

import attrs
import pytest

from trustworthy_audio_llms import Mention
from trustworthy_audio_llms._audit.baseline import Baseline
from trustworthy_audio_llms._audit.finding import Finding
from trustworthy_audio_llms._audit.findings import to_json

WORK = Finding(
    "two-titles", "error", ("arxiv:2501.01234",), "It is 'A' and 'B'.", (Mention("a.md", 3),)
)
FILE = Finding("dead-link", "error", (), "There is no b.md.", (Mention("a.md", 9, "Links"),))
HABIT = Finding(
    "no-date", "warning", ("a", "b", "c"), "3 of 3 works have no date.", (Mention("a.md", 5, "A"),)
)
NOWHERE = attrs.evolve(FILE, mentions=())
ALL = [WORK, FILE, HABIT, NOWHERE]


class TestBaseline:
    """What `audit --json` wrote is known again."""

    def test_every_finding_of_a_file_is_accepted(self) -> None:
        """And none is gone."""
        assert Baseline.of(to_json(ALL, "list")).accepted(ALL) == ([True] * 4, 0)

    @pytest.mark.parametrize(
        "changed",
        [
            attrs.evolve(WORK, mentions=(Mention("c.md", 40),)),
            attrs.evolve(FILE, mentions=(Mention("a.md", 40, "Links"),)),
            attrs.evolve(HABIT, ids=("b", "c", "d", "e"), message="4 of 9 works have no date."),
        ],
    )
    def test_a_finding_may_move(self, changed: Finding) -> None:
        """To another line; a habit may be one of more works."""
        assert Baseline.of(to_json(ALL, "list")).accepted([changed])[0] == [True]

    @pytest.mark.parametrize(
        "changed",
        [
            attrs.evolve(WORK, code="dates-apart"),
            attrs.evolve(WORK, ids=("arxiv:2501.05678",)),
            attrs.evolve(WORK, message="It is 'A', 'B' and 'C'."),
            attrs.evolve(FILE, mentions=(Mention("b.md", 9, "Links"),)),
            attrs.evolve(FILE, message="There is no c.md."),
            attrs.evolve(HABIT, mentions=(Mention("a.md", 5, "B"),)),
        ],
    )
    def test_a_new_finding_is_none_of_them(self, changed: Finding) -> None:
        """Of another code, work, file or section, or one that says more."""
        assert Baseline.of(to_json(ALL, "list")).accepted([changed]) == ([False], 4)

    @pytest.mark.parametrize(
        "text",
        ["", "# List", "{}x", "3", '{"a": 1}', "[1]", "[{}]", json.dumps([{"mentions": [{}]}])],
    )
    def test_anything_else_is_no_baseline(self, text: str) -> None:
        """It is a ValueError, whatever it holds."""
        with pytest.raises(ValueError, match="it holds no findings"):
            Baseline.of(text)
