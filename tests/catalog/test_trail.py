"""The trail of a catalog, which names every step once."""

import copy
import pickle
from functools import partial

import pytest
from growth import steps
from made_up import ENTRIES

from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms._catalog.trail import Step, Trail

PIN, OTHER_PIN = "one@sha256:1", "other@sha256:2"


def trail(*steps: str, pin: str = PIN) -> Trail:
    """A trail of plain steps."""
    return Trail.of((pin, *steps))


class TestLines:
    """A line a step; what was named before is called by its number."""

    def test_steps_stand_one_a_line(self) -> None:
        """After the pin of the snapshot."""
        assert trail("a", "b").lines() == (PIN, "a", "b")

    def test_nothing_is_no_trail(self) -> None:
        """Records come from somewhere."""
        with pytest.raises(ValueError, match="begins with the pin"):
            Trail.of(())

    def test_another_catalog_is_named_with_its_whole_trail(self) -> None:
        """Where the two have nothing in common."""
        other = trail("b", "c", pin=OTHER_PIN)
        joined = trail("a").then(Step("- ", other, ": 2 of 3"))
        assert joined.lines() == (PIN, "a", f"- ({OTHER_PIN}; b; c): 2 of 3")

    def test_a_common_snapshot_is_named_by_its_pin(self) -> None:
        """A pin is short, and says more than a number."""
        assert trail("a").then(Step("- ", trail("b"))).lines() == (PIN, "a", f"- ({PIN}; b)")
        assert trail("a").then(Step("- ", trail())).lines() == (PIN, "a", f"- ({PIN})")

    def test_a_common_step_is_named_by_its_number(self) -> None:
        """Whether it is the last of both, or one before."""
        one = trail("a", "b")
        assert one.then(Step("- ", one.then(Step("c")))).lines()[-1] == "- (step 2; c)"
        assert one.then(Step("- ", trail("a", "d"))).lines()[-1] == "- (step 1; d)"
        assert one.then(Step("- ", one)).lines()[-1] == "- (step 2)"

    def test_a_step_in_parentheses_is_named_by_its_place_there(self) -> None:
        """The snapshot aside, the first one is 1."""
        other = trail("b", pin=OTHER_PIN)
        joined = trail().then(Step("| ", other)).then(Step("- ", other.then(Step("c"))))
        assert joined.lines() == (PIN, f"| ({OTHER_PIN}; b)", "- (step 1.1; c)")

    def test_parentheses_in_parentheses(self) -> None:
        """Each level adds a number."""
        inner = trail("c", pin="inner@3")
        other = trail("b", pin=OTHER_PIN).then(Step("| ", inner))
        joined = trail().then(Step("| ", other)).then(Step("- ", inner)).then(Step("& ", other))
        assert joined.lines() == (
            PIN,
            f"| ({OTHER_PIN}; b; | (inner@3; c))",
            "- (step 1.2.1)",
            "& (step 1.2)",
        )

    def test_equal_trails_are_one_wherever_they_were_made(self) -> None:
        """Two catalogs may have been loaded by one pin, and narrowed alike."""
        assert trail("a", "b").key == trail("a", "b").key
        assert trail("a", "b").key != trail("ab").key
        assert trail("a").then(Step("- ", trail("a"))).lines()[-1] == "- (step 1)"


class TestSize:
    """The text grows by what was done, whatever rests on what."""

    def test_a_catalog_that_is_narrowed_a_thousand_times_by_itself(self) -> None:
        """Every step rests on the one before, twice, and exports stay linear."""
        works = [
            Paper(title=f"Voice {n}", keywords=[f"k{n}"], arxiv=f"2501.{n:05}") for n in range(9)
        ]
        catalog = Catalog(works)
        sizes = []
        for n in range(1000):
            catalog = catalog - catalog.where(keyword=f"k{n + 3}")
            if n in (499, 999):
                sizes.append(len(catalog.to_ris()))
        assert len(catalog) == 3
        assert sizes[1] < 2.2 * sizes[0] < 300_000
        assert catalog.trail[3] == "- (step 2; where(keyword='k5'): 1 of 7): 6 of 7"

    def test_two_that_are_joined_in_turn(self) -> None:
        """Each would hold the other's whole trail, and so on; each step is there once."""
        one, other = trail("a"), trail("b", pin=OTHER_PIN)
        for _ in range(500):
            one, other = one.then(Step("| ", other)), other.then(Step("| ", one))
        text = "\n".join(one.lines())
        assert text.count("| (") == 999
        assert len(text) < 100_000

    def test_ten_thousand_in_one_another(self) -> None:
        """Nothing recurses: not the text, nor pickle, copy, or what frees the memory."""
        nested = trail()
        for number in range(10_000):
            nested = trail(pin=f"p{number}").then(Step("| ", nested))
        lines = pickle.loads(pickle.dumps(nested)).lines()
        assert lines == nested.lines() == copy.deepcopy(nested).lines()
        assert lines[1].endswith(")" * 10_000)
        del nested

    def test_the_steps_are_in_proportion(self) -> None:
        """Four times as many in one another take four times the steps, not sixteen times."""
        taken = []
        for depth in (100, 400):
            nested = trail()
            for number in range(depth):
                nested = trail(pin=f"p{number}").then(Step("| ", nested))
            acts = (nested.lines, partial(pickle.dumps, nested), partial(copy.deepcopy, nested))
            taken.append([steps(act) for act in acts])
        for small, large in zip(*taken, strict=True):
            assert large < 5.5 * small


class TestCopies:
    """A pickled trail is the same graph."""

    def test_shared_steps_stay_shared(self) -> None:
        """A catalog from another process goes on where it was."""
        one = trail("a", "b")
        joined = one.then(Step("- ", one.then(Step("c")), ": 1"))
        again = pickle.loads(pickle.dumps(joined))
        assert again.key == joined.key
        assert again.lines() == joined.lines()
        assert again.then(Step("- ", joined)).lines()[-1] == "- (step 3)"

    def test_a_catalog_keeps_its_trail(self) -> None:
        """In a pickle."""
        catalog = Catalog(ENTRIES)
        narrowed = catalog.papers - catalog.papers.where(year=2025)
        assert pickle.loads(pickle.dumps(narrowed)).trail == narrowed.trail
