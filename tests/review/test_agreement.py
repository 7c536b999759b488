"""How far reviewers agree, held against values from elsewhere."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Catalog, Decision, Paper, Review
from trustworthy_audio_llms._review.agreement import agreements

BEGIN = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)
VERDICTS = ("include", "exclude", "unsure")


def words(pairs: list[tuple[Any, Any]], first: str = "ann", second: str = "bob") -> list[Decision]:
    """What two said, the first of all works before the second."""
    return [
        Decision(
            work=str(work),
            verdict=pair[which],
            by=name,
            when=BEGIN + datetime.timedelta(seconds=which * len(pairs) + work),
        )
        for which, name in enumerate((first, second))
        for work, pair in enumerate(pairs)
    ]


class TestKappa:
    """Cohen's kappa and the raw agreement."""

    def test_an_example_of_a_textbook(self) -> None:
        """20 yes, 15 no, 5 and 10 apart: raw 0.70, kappa 0.40."""
        table = (
            [("include", "include")] * 20
            + [("include", "exclude")] * 5
            + [("exclude", "include")] * 10
            + [("exclude", "exclude")] * 15
        )
        (found,) = agreements(words(table))
        assert (found.works, found.agreed, found.raw) == (50, 35, 0.7)
        assert found.undefined is None
        assert found.kappa == pytest.approx(0.4)
        assert str(found) == "ann and bob, screening: 35 of 50 works alike (70%), kappa 0.40"

    @given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), min_size=1))
    def test_against_another_library(self, pairs: list[tuple[str, str]]) -> None:
        """Where scikit-learn is installed, it says the same."""
        metrics = pytest.importorskip("sklearn.metrics")
        (found,) = agreements(words(pairs))
        if found.kappa is not None:
            theirs = metrics.cohen_kappa_score(*zip(*pairs, strict=True))
            assert found.kappa == pytest.approx(theirs)

    @given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), min_size=1))
    def test_its_bounds(self, pairs: list[tuple[str, str]]) -> None:
        """At most 1, which is full agreement; undefined only where chance is certain."""
        (found,) = agreements(words(pairs))
        same = len(set(pairs)) == 1 and pairs[0][0] == pairs[0][1]
        assert (found.kappa is None) == same
        if found.kappa is not None:
            assert -1 <= found.kappa <= 1
            assert (found.kappa == 1) == (found.raw == 1)

    def test_undefined(self) -> None:
        """Where both say the same of everything, and where no work was judged by both."""
        (alike,) = agreements(words([("include", "include")] * 3))
        assert alike.kappa is None
        assert "kappa undefined (both said the same of every work" in str(alike)
        apart = [*words([("include", "include")])[:1], *words([("include", "include")] * 2)[3:]]
        (found,) = agreements(apart)
        assert (found.works, found.raw, found.kappa) == (0, None, None)
        assert str(found).endswith("kappa undefined (no work was judged by both)")


class TestWhichWords:
    """Words count as they were before reviewers settled anything."""

    def test_pairs_and_stages(self) -> None:
        """Each pair with names at each stage at which both spoke."""
        review = Review(Catalog([Paper(title="One"), Paper(title="Two")]))
        for name in ("carol", "ann", "bob"):
            review.decide("One", "include", by=name)
        review.decide("Two", "include")
        review.decide("One", "exclude", by="bob", stage="eligibility")
        found = review.agreement()
        assert [(one.first, one.second) for one in found] == [
            ("ann", "bob"),
            ("ann", "carol"),
            ("bob", "carol"),
        ]
        assert {one.stage for one in found} == {"screening"}

    def test_what_was_settled_later(self) -> None:
        """A word that is changed when both have spoken does not count; one before does."""
        review = Review(Catalog([Paper(title="One")]))
        review.decide("One", "unsure", by="ann")
        review.decide("One", "include", by="ann")
        review.decide("One", "exclude", by="bob")
        review.decide("One", "include", by="bob")
        (found,) = review.agreement()
        assert (found.works, found.agreed) == (1, 0)

    def test_what_was_undone(self) -> None:
        """It was not said."""
        review = Review(Catalog([Paper(title="One")]))
        review.decide("One", "include", by="ann")
        review.decide("One", "exclude", by="bob")
        review.undo()
        assert review.agreement() == ()
