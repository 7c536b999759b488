"""What people say of works: what stands of it, what is told, what is merged or taken back."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import BACKDOOR, BENCHMARK, ENTRIES, JAILBREAK, OLD, PREPRINT, SURVEY

from trustworthy_audio_llms import (
    Catalog,
    Decision,
    Entry,
    EntryNotFound,
    Exclusion,
    InvalidQuery,
    Paper,
    Review,
    Undo,
)


def ids(catalog: Sequence[Entry]) -> list[str]:
    """The ids of a catalog's entries."""
    return [entry.id for entry in catalog]


@pytest.fixture
def review(catalog: Catalog) -> Review:
    """A review of the made-up catalogue that nobody has begun."""
    return Review(catalog, title="Voices")


class TestNames:
    """Works can be excluded one by one, by whatever names them."""

    def test_in_any_spelling(self, review: Review) -> None:
        """A key, an identifier, a title, an entry, all in the order of the catalog."""
        named: list[Entry | str] = [
            OLD,
            "https://arxiv.org/abs/2404.00001v2",
            SURVEY.title,
            BENCHMARK.citekey,
        ]
        gone = review.exclude("not an attack", named)
        assert ids(gone) == [BACKDOOR.id, OLD.id, SURVEY.id, BENCHMARK.id]
        assert review.exclusions[0].named
        assert review.reason(OLD) == "not an attack"

    @pytest.mark.parametrize("which", [OLD, OLD.id, Catalog([OLD]), (one for one in [OLD])])
    def test_one_or_several(self, review: Review, which: Any) -> None:
        """One alone needs no brackets, and a catalog is several."""
        assert ids(review.exclude("too old", which)) == [OLD.id]

    def test_with_criteria(self, review: Review) -> None:
        """Both must hold."""
        assert ids(review.exclude("late", [OLD, PREPRINT], since=2020)) == [PREPRINT.id]

    def test_the_trail_counts_them(self, review: Review) -> None:
        """Hundreds of names would fill a report."""
        review.exclude("no", [OLD, SURVEY], by="ann", tool="a script")
        assert review.included.trail[-1] == "exclude('no', 2 by name, tool='a script'): 10 of 12"

    def test_a_name_that_is_none(self, review: Review) -> None:
        """It is an error, and nothing is recorded."""
        with pytest.raises(EntryNotFound, match="nobody"):
            review.exclude("no", [OLD, "nobody2020"])
        assert review.log == ()

    @pytest.mark.parametrize("which", [5, [5], [None], b"x"])
    def test_what_is_no_name(self, review: Review, which: Any) -> None:
        """One clear sentence."""
        with pytest.raises(InvalidQuery, match="by name|named by text"):
            review.exclude("no", which)


class TestDeciding:
    """A word of one person on one work; the last one stands, and all are kept."""

    def test_the_last_word_stands(self, review: Review) -> None:
        """Whoever changes their mind has said both."""
        review.decide(OLD, "include", by="ann")
        review.decide("cs/0112017", "exclude", "too old", by="ann", note="see page 3")
        assert ids(review.excluded) == [OLD.id]
        assert review.reason(OLD) == "too old"
        assert [one.verdict for one in review.decisions] == ["include", "exclude"]
        assert review.decisions[1].note == "see page 3"

    def test_what_is_kept(self, review: Review) -> None:
        """Who, when, at which stage."""
        before = datetime.datetime.now(datetime.UTC)
        decision = review.decide(OLD, "unsure", by=" Ann\x1b[1m Lee ", stage="screening")
        assert (decision.work, decision.by, decision.stage) == (OLD.id, "Ann Lee", "screening")
        assert before <= decision.when <= datetime.datetime.now(datetime.UTC)
        assert review.log == (decision,)

    def test_times_never_go_back(self, review: Review) -> None:
        """Whoever speaks later in a log speaks later, even if the clock was set back."""
        late = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
        future = Decision(work=OLD.id, verdict="include", by="ann", when=late)
        review.take(future)
        review.decide(OLD, "exclude", by="ann")
        assert review.log[1].when is not None
        assert review.log[1].when > late
        assert ids(review.excluded) == [OLD.id]

    def test_two_who_differ(self, review: Review) -> None:
        """Nothing is settled: the work stays in, and is named."""
        review.decide(OLD, "include", by="ann")
        review.decide(OLD, "exclude", "too old", by="bob")
        assert ids(review.disagreements()) == [OLD.id]
        assert ids(review.disagreements("screening")) == [OLD.id]
        assert len(review.disagreements("eligibility")) == 0
        with pytest.raises(InvalidQuery, match="No stage is called 'x'"):
            review.disagreements("x")  # type: ignore[arg-type]
        assert OLD in review.included
        assert review.reason(OLD) is None

    @pytest.mark.parametrize("by", ["ann", "carol", None])
    def test_what_settles_it(self, review: Review, by: str | None) -> None:
        """One of them, a third, or the review's own word."""
        review.decide(OLD, "include", by="ann")
        review.decide(OLD, "exclude", "too old", by="bob")
        review.decide(OLD, "exclude", by=by)
        assert len(review.disagreements()) == 0
        assert review.reason(OLD) == "too old" if by else OLD in review.excluded

    def test_three_opinions(self, review: Review) -> None:
        """No two of three agree, so that nothing is settled."""
        for name, verdict in (("ann", "include"), ("bob", "exclude"), ("carol", "unsure")):
            review.decide(OLD, verdict, by=name)  # type: ignore[arg-type]
        assert ids(review.disagreements()) == [OLD.id]

    def test_a_word_after_it_was_settled(self, review: Review) -> None:
        """It opens the question again."""
        review.decide(OLD, "include")
        review.decide(OLD, "exclude", "too old", by="bob")
        assert ids(review.disagreements()) == [OLD.id]

    def test_a_person_against_a_step(self, review: Review) -> None:
        """Whoever looks at a work knows more than a criterion does; a later step ends it again."""
        review.exclude("too old", until=2010)
        review.decide(OLD, "include", by="ann")
        assert OLD in review.included
        assert review.included.trail[-2:] == (
            "exclude('too old', until=2010): 12 of 12",
            "decisions by ann: 12 of 12",
        )
        review.exclude("older than the field", until=2010)
        assert review.reason(OLD) == "older than the field"

    def test_no_reason(self, review: Review) -> None:
        """Other tools know none, so it may be missing."""
        review.decide(OLD, "exclude", " ")
        assert review.reason(OLD) is None
        assert review.flow().excluded["screening"] == {"no reason given": 1}

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("maybe",), "'maybe'.*include, exclude, unsure"),
            (("inclued",), "Did you mean 'include'"),
            (([],), "verdict"),
        ],
    )
    def test_no_verdict(self, review: Review, words: Any, said: str) -> None:
        """The error says which there are."""
        with pytest.raises(InvalidQuery, match=said):
            review.decide(OLD, *words)

    def test_no_stage_and_no_work(self, review: Review) -> None:
        """Nothing is recorded."""
        with pytest.raises(InvalidQuery, match="No stage is called 'reading'"):
            review.decide(OLD, "include", stage="reading")  # type: ignore[arg-type]
        with pytest.raises(EntryNotFound):
            review.decide("arxiv:2501.99999", "include")
        with pytest.raises(InvalidQuery, match="text or entry"):
            review.decide(5, "include")  # type: ignore[arg-type]
        assert review.log == ()

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(ENTRIES[:4]),
                st.sampled_from(["include", "exclude", "unsure"]),
                st.sampled_from(["ann", "bob", "carol", None]),
            ),
            max_size=12,
        ),
        st.data(),
    )
    def test_nothing_is_lost(self, words: list[Any], data: st.DataObject) -> None:
        """Whatever is said and undone, each work is in or out, and the flow counts them all."""
        review = Review(Catalog(ENTRIES))
        for entry, verdict, by in words:
            review.decide(entry, verdict, by=by)
            if data.draw(st.booleans()):
                review.undo()
        assert len(review.included) + len(review.excluded) == len(ENTRIES)
        assert review.flow().included == len(review.included)
        assert not set(ids(review.disagreements())) & set(ids(review.excluded))


class TestStages:
    """A stage does not come before the one it follows without a word."""

    def test_going_back(self, review: Review) -> None:
        """A step or word at a stage that was left behind is told."""
        review.exclude("no attack", kind="survey", stage="eligibility")
        with pytest.warns(UserWarning, match="come to 'eligibility' already"):
            review.exclude("too old", until=2010)
        with pytest.warns(UserWarning, match="It counts at 'retrieval'"):
            review.decide(PREPRINT, "exclude", stage="retrieval")

    def test_a_work_that_is_gone(self, review: Review) -> None:
        """Its report is not read."""
        review.decide(OLD, "exclude", by="ann")
        with pytest.warns(UserWarning, match="was excluded at the stage 'screening'"):
            review.decide(OLD, "include", by="ann", stage="eligibility")
        assert OLD in review.excluded

    def test_a_work_in_dispute_or_not_screened(self, review: Review) -> None:
        """Both are told; where nobody screens one by one, nothing is."""
        review.decide(BACKDOOR, "include", by="ann", stage="eligibility")
        again = Review(review.catalog)
        again.decide(OLD, "include", by="ann")
        again.decide(OLD, "exclude", by="bob")
        with pytest.warns(UserWarning, match="in dispute"):
            again.decide(OLD, "include", stage="eligibility")
        with pytest.warns(UserWarning, match="not screened by anybody yet"):
            again.decide(PREPRINT, "include", stage="eligibility")


class TestUndo:
    """The last thing that stands is taken back, and the log keeps both."""

    def test_a_word(self, review: Review) -> None:
        """What was said before it stands again."""
        review.decide(OLD, "include", by="ann")
        word = review.decide(OLD, "exclude", "too old", by="ann")
        assert review.undo() == word
        assert OLD in review.included
        assert [type(line) for line in review.log] == [Decision, Decision, Undo]
        review.undo()
        assert OLD in review.undecided()

    def test_a_step(self, review: Review) -> None:
        """A criterion as well."""
        step = review.exclude("too old", until=2010)
        assert len(step) == 1
        undone = review.undo()
        assert isinstance(undone, Exclusion)
        assert review.exclusions == ()
        assert len(review.included) == 12

    def test_nothing(self, review: Review) -> None:
        """Then there is nothing to take back."""
        with pytest.raises(InvalidQuery, match="Nothing"):
            review.undo()


class TestMerging:
    """Two copies come together, and every word counts once."""

    def test_another_reviewer(self, catalog: Catalog) -> None:
        """What each said stands beside the other's."""
        ann, bob = Review(catalog), Review(catalog)
        ann.decide(OLD, "exclude", "too old", by="ann")
        bob.decide(OLD, "include", by="bob")
        intake = ann.merge(bob)
        assert str(intake) == "1 decision on 1 work"
        assert ids(ann.disagreements()) == [OLD.id]
        assert str(ann.merge(bob)) == "0 decisions on 0 works, 1 known already"
        assert len(ann.log) == 2

    def test_the_same_reviewer_twice(self, catalog: Catalog) -> None:
        """What they said last stands, whichever file it comes from."""
        one, other = Review(catalog), Review(catalog)
        one.decide(OLD, "exclude", by="ann")
        other.decide(OLD, "include", by="ann")
        other.merge(one)
        assert OLD in other.included
        one.merge(other)
        assert OLD in one.included

    def test_what_was_taken_back(self, catalog: Catalog) -> None:
        """It is not said here either."""
        ann, bob = Review(catalog), Review(catalog)
        bob.decide(OLD, "exclude", by="bob")
        ann.merge(bob)
        bob.undo()
        ann.merge(bob)
        ann.merge(bob)
        assert OLD in ann.included
        assert len(ann.log) == 2

    def test_a_step_that_was_taken_back(self, catalog: Catalog) -> None:
        """Nothing of it is to be taken here."""
        ann, bob = Review(catalog), Review(catalog)
        bob.exclude("too old", [OLD])
        bob.undo()
        assert ann.merge(bob).unmatched == ()
        assert ann.log == ()

    def test_a_step_of_both_that_one_took_back(self, catalog: Catalog, tmp_path: Path) -> None:
        """It is the same line in both, and what was said of it last stands."""
        ann = Review(catalog)
        ann.exclude("too old", [OLD])
        ann.save(tmp_path / "review.json")
        bob = Review.load(tmp_path / "review.json")
        bob.undo()
        intake = ann.merge(bob)
        assert (intake.undone, intake.unmatched) == (1, ())
        assert OLD in ann.included

    def test_works_by_identity(self, catalog: Catalog) -> None:
        """The other may know a work under another identifier; what is not here is told."""
        theirs = [Paper(title=JAILBREAK.title, doi=JAILBREAK.doi), Paper(title="Elsewhere")]
        other = Review(Catalog(theirs))
        for entry in other.catalog:
            other.decide(entry, "exclude", "no", by="bob")
        other.undo()
        other.decide("Elsewhere", "unsure", by="bob")
        other.exclude("a step", [JAILBREAK.title])
        review = Review(catalog)
        intake = review.merge(other)
        assert ids(review.excluded) == [JAILBREAK.id]
        assert [one.reason for one in intake.unmatched] == [
            "the work is not under review here",
            "the work is not under review here",
            "a step is not merged: take it here as well",
        ]
        assert "title:elsewhere" in str(intake)
        assert repr(intake) == "<Intake: 1 taken in, 3 not>"

    def test_undone_under_another_identity(self, catalog: Catalog) -> None:
        """It is undone here once, however often the two are merged."""
        review = Review(catalog)
        other = Review(Catalog([Paper(title=JAILBREAK.title, doi=JAILBREAK.doi)]))
        other.decide(JAILBREAK.title, "exclude", by="bob")
        other.undo()
        for _ in range(2):
            review.merge(other)
        assert len(review.log) == 2
        assert JAILBREAK in review.included

    def test_what_is_no_review(self, review: Review) -> None:
        """Only reviews have words."""
        with pytest.raises(TypeError, match="review"):
            review.merge([])  # type: ignore[arg-type]
