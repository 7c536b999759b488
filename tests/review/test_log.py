"""The log: what is left to do, and what stands in a review that goes on from another."""

from collections.abc import Sequence

import attrs
import pytest
from made_up import BACKDOOR, JAILBREAK, OLD

from trustworthy_audio_llms import Catalog, Entry, InvalidQuery, Review


def ids(catalog: Sequence[Entry]) -> list[str]:
    """The ids of a catalog's entries."""
    return [entry.id for entry in catalog]


@pytest.fixture
def review(catalog: Catalog) -> Review:
    """A review of the made-up catalogue that nobody has begun."""
    return Review(catalog, title="Voices")


class TestUndecided:
    """What is left to do."""

    def test_by_anybody_and_by_one(self, review: Review) -> None:
        """Unsure is a word, too; what is gone needs none."""
        review.exclude("too old", until=2010)
        review.decide(JAILBREAK, "unsure", by="ann")
        review.decide(BACKDOOR, "include", by="bob")
        assert len(review.undecided()) == 9
        assert ids(review.undecided("ann"))[0] == ids(review.catalog)[1]
        assert BACKDOOR in review.undecided("ann")
        assert JAILBREAK not in review.undecided("ann")

    def test_what_the_review_settled(self, review: Review) -> None:
        """Its own word needs no other."""
        review.decide(JAILBREAK, "include")
        assert JAILBREAK not in review.undecided("ann")

    def test_at_a_later_stage(self, review: Review) -> None:
        """Only what has come that far."""
        review.decide(OLD, "exclude", by="ann")
        assert OLD not in review.undecided("ann", stage="eligibility")
        with pytest.raises(InvalidQuery, match="stage"):
            review.undecided(stage="late")  # type: ignore[arg-type]


class TestUpdating:
    """A review goes on a year later, and keeps what was decided."""

    def test_what_was_decided_stands(self, catalog: Catalog) -> None:
        """Under new identities, too; only new works are screened."""
        first = Review(catalog.where(until=2024), title="2024")
        first.exclude("too old", until=2010)
        first.decide(BACKDOOR, "exclude", "off topic", by="ann")
        named = attrs.evolve(BACKDOOR, doi="10.1234/published")
        later = Review(
            Catalog([named, *(one for one in catalog if one.id != BACKDOOR.id)]), previous=first
        )
        assert later.reason(BACKDOOR) == "off topic"
        assert later.catalog[BACKDOOR.id].doi == "10.1234/published"
        assert OLD in later.excluded
        flow = later.flow()
        assert flow.previous == len(first.included)
        assert flow.removed == {"screened for the previous version of the review": 3}
        assert flow.new == len(later.included) - flow.previous
        assert flow.excluded == {"screening": {}}

    def test_what_is_said_now(self, catalog: Catalog) -> None:
        """It may overrule what was said then, and only it can be undone."""
        first = Review(catalog.where(until=2024))
        first.decide(BACKDOOR, "include", by="ann")
        later = Review(catalog, previous=first)
        with pytest.raises(InvalidQuery, match="Nothing"):
            later.undo()
        later.decide(BACKDOOR, "exclude", "retracted", by="ann")
        flow = later.flow()
        assert (flow.previous, flow.dropped) == (len(first.included), 1)
        assert flow.included == flow.new + len(first.included) - 1 == len(later.included)
        assert "1    of these, excluded since" in str(flow)
        assert "Excluded since" in flow.to_svg()
        assert "Of these, 1 study was excluded since." in later.methods()
        later.undo()
        assert later.log[: len(first.log)] == first.log
        assert later.flow().previous == len(first.included)

    def test_rules_are_about_new_works(self, catalog: Catalog) -> None:
        """A rule overrules nothing that was decided; a name may."""
        first = Review(catalog.where(until=2024))
        later = Review(catalog, previous=first)
        gone = later.exclude("everything", lambda entry: True)
        assert len(gone) == len(catalog) - len(first.catalog)
        assert len(later.included) == later.flow().included == len(first.included)
        assert ids(later.exclude("retracted", [OLD])) == [OLD.id]

    def test_a_catalog_of_included_studies(self, catalog: Catalog) -> None:
        """An earlier review need not have been made with this library."""
        later = Review(catalog, previous=Catalog([OLD]))
        assert later.flow().previous == 1
        assert later.flow().screened == 11
        with pytest.raises(TypeError, match="previous"):
            Review(catalog, previous=5)
