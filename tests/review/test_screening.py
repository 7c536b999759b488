"""Screening work by work: what comes next, what is kept, and how much work it is."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from growth import steps
from made_up import BACKDOOR, JAILBREAK, OLD, SURVEY
from registrars import Registrars, atom

from trustworthy_audio_llms import Catalog, InvalidQuery, Paper, Review, resolve
from trustworthy_audio_llms._review.screening import Conflict, Screening


@pytest.fixture
def saved(catalog: Catalog, tmp_path: Path) -> Path:
    """The file of a review with one step."""
    review = Review(catalog, title="Voices")
    review.exclude("too old", until=2010)
    review.save(tmp_path / "review.json")
    return tmp_path / "review.json"


def begun(path: Path, **options: Any) -> Screening:
    """The screening of a review that is opened from its file."""
    return Screening(Review.load(path), path, **options)


def word(shown: dict[str, Any], verdict: str = "include", **more: Any) -> dict[str, Any]:
    """What the page says of a work that it shows."""
    seen = shown["own"] and shown["own"]["when"]
    said = {"order": "undecided", "index": shown["index"], "id": shown["work"]["id"]}
    return said | {"verdict": verdict, "seen": seen} | more


class TestOrder:
    """Which work comes when."""

    def test_undecided_first(self, saved: Path) -> None:
        """Works that a step took out are not shown; those that were judged come last."""
        review = Review.load(saved)
        review.decide(JAILBREAK, "include", by="ann")
        review.save(saved)
        screening = begun(saved, by="ann")
        ids = [entry.id for entry in screening.orders["undecided"]]
        assert len(ids) == 11
        assert OLD.id not in ids
        assert ids[-1] == JAILBREAK.id
        assert screening.first("undecided")["work"]["id"] == ids[0]

    def test_by_date(self, saved: Path) -> None:
        """The newest first, and works without a date last."""
        dates = [str(entry.date) for entry in begun(saved).orders["date"]]
        dated = [date for date in dates if date != "None"]
        assert dated == sorted(dated, reverse=True)
        assert dates[-1] == "None"

    def test_by_question(self, saved: Path) -> None:
        """What answers it comes first, and the page says why."""
        screening = begun(saved, question="backdoors")
        assert screening.state()["orders"][0] == "rank"
        first = screening.first("rank")
        assert "ackdoor" in json.dumps(first["work"])
        assert first["matches"]
        assert len(screening.orders["rank"]) == 11

    def test_a_question_that_finds_nothing(self, saved: Path) -> None:
        """Then the order is that of the catalog; a question that is empty makes none."""
        assert list(begun(saved, question="  ").orders) == ["undecided", "date"]
        screening = begun(saved, question='zyzzyva " NOT')
        assert len(screening.orders["rank"]) == 11
        assert screening.first("rank")["matches"] == []

    def test_at_a_later_stage(self, saved: Path) -> None:
        """Only works that have come so far are shown."""
        review = Review.load(saved)
        for entry in review.included:
            review.decide(entry, "exclude" if entry.kind == "survey" else "include", by="ann")
        review.save(saved)
        screening = begun(saved, by="ann", stage="eligibility")
        shown = [entry.id for entry in screening.orders["undecided"]]
        assert len(shown) == 10
        assert SURVEY.id not in shown

    def test_nothing_to_screen(self, tmp_path: Path) -> None:
        """An empty review is done."""
        Review(Catalog()).save(tmp_path / "review.json")
        assert begun(tmp_path / "review.json").first("date")["work"] is None

    def test_a_stage_that_is_none(self, saved: Path) -> None:
        """It is refused before anything is shown."""
        with pytest.raises(InvalidQuery, match="stage"):
            begun(saved, stage="reading")


class TestDeciding:
    """Every word is on the disk before the next work is given out."""

    def test_it_is_kept(self, saved: Path) -> None:
        """With reason and note; another process sees it at once."""
        screening = begun(saved, by="ann")
        shown = screening.first("undecided")
        answer = screening.decide(word(shown, "exclude", reason="no audio", note="see p. 3"))
        (kept,) = Review.load(saved).decisions
        assert (kept.work, kept.verdict, kept.reason) == (JAILBREAK.id, "exclude", "no audio")
        assert (kept.note, kept.by, kept.stage) == ("see p. 3", "ann", "screening")
        assert answer["saved"] == "exclude"
        assert answer["work"]["id"] != JAILBREAK.id
        assert (answer["decided"], answer["works"]) == (1, 11)
        assert answer["reasons"] == ["too old", "no audio"]

    def test_to_the_end(self, saved: Path) -> None:
        """When all is decided there is no next work, and what was skipped comes before that."""
        screening = begun(saved, by="ann", reasons=("not about audio",))
        shown = screening.work("undecided", 3)
        seen = []
        while shown["work"]:
            seen.append(shown["index"])
            shown = screening.decide(word(shown))
        assert seen == [*range(3, 11), 0, 1, 2]
        assert shown["decided"] == shown["works"] == 11
        assert shown["reasons"] == ["not about audio", "too old"]
        assert shown["secondsLeft"] == 0

    def test_going_back(self, saved: Path) -> None:
        """What was said is shown, and can be said anew."""
        screening = begun(saved, by="ann")
        screening.decide(word(screening.first("undecided")))
        again = screening.work("undecided", 0)
        assert again["own"]["verdict"] == "include"
        screening.decide(word(again, "unsure"))
        assert [one.verdict for one in Review.load(saved).decisions] == ["include", "unsure"]

    def test_two_tabs(self, saved: Path) -> None:
        """A tab that shows an old state overwrites nothing."""
        screening = begun(saved, by="ann")
        tab = screening.first("undecided")
        screening.decide(word(screening.first("undecided")))
        with pytest.raises(Conflict):
            screening.decide(word(tab, "unsure"))
        assert len(Review.load(saved).decisions) == 1

    def test_two_reviewers(self, saved: Path) -> None:
        """Each sees their own words alone, and both are kept."""
        ann, bob = begun(saved, by="ann"), begun(saved, by="bob")
        ann.decide(word(ann.first("undecided")))
        shown = bob.first("undecided")
        assert shown["own"] is None
        bob.decide(word(shown, "exclude", reason="no audio"))
        review = Review.load(saved)
        assert [entry.id for entry in review.disagreements()] == [JAILBREAK.id]
        assert bob.state()["decided"] == 1

    def test_what_others_differ_on(self, saved: Path) -> None:
        """Whoever speaks for the review settles it: it comes first, with what they said."""
        review = Review.load(saved)
        review.decide(SURVEY, "include", by="ann", note="page 3")
        review.decide(SURVEY, "exclude", "no audio", by="bob")
        review.decide(BACKDOOR, "include", by="ann")
        review.save(saved)
        screening = begun(saved)
        shown = screening.first("undecided")
        assert shown["work"]["id"] == SURVEY.id
        assert [(one["by"], one["verdict"]) for one in shown["others"]] == [
            ("ann", "include"),
            ("bob", "exclude"),
        ]
        assert shown["works"] - shown["decided"] == 10
        screening.decide(word(shown))
        assert len(Review.load(saved).disagreements()) == 0
        assert begun(saved, by="carol").first("undecided")["others"] == []

    def test_time_left(self, saved: Path) -> None:
        """It follows the pace, once there is one; a pause is none."""
        screening = begun(saved)
        first = screening.first("undecided")
        assert first["secondsLeft"] is None
        screening.decide(word(screening.decide(word(first))))
        assert 0 <= screening.state()["secondsLeft"] < 60

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"verdict": "maybe"}, "verdict"),
            ({"verdict": ["include"]}, "verdict"),
            ({"verdict": None}, "verdict"),
            ({"verdict": "exclude"}, "for a reason"),
            ({"verdict": "exclude", "reason": " \x1b[1m "}, "for a reason"),
            ({"reason": 5}, "text"),
            ({"note": "x" * 2001}, "at most 2000"),
            ({"order": "size"}, "order"),
            ({"order": []}, "order"),
            ({"index": 99}, "no work at 99"),
            ({"index": -1}, "no work at -1"),
            ({"index": "0"}, "no work at '0'"),
            ({"index": 1}, "another one"),
            ({"id": "arxiv:2501.99999"}, "another one"),
        ],
    )
    def test_what_is_no_word(self, saved: Path, more: dict[str, Any], said: str) -> None:
        """Nothing is kept."""
        screening = begun(saved)
        shown = screening.first("undecided")
        with pytest.raises(InvalidQuery, match=said):
            screening.decide(word(shown) | more)
        assert Review.load(saved).decisions == ()

    def test_a_place_that_is_none(self, saved: Path) -> None:
        """It is an error of ours."""
        with pytest.raises(InvalidQuery, match="no work at 11"):
            begun(saved).work("date", 11)


def test_ten_thousand_works(tmp_path: Path) -> None:
    """A decision takes a few steps for each of them at most, whatever was decided before."""
    works = Catalog(Paper(title=f"Work number {number}", date="2025") for number in range(10_000))
    path = tmp_path / "review.json"
    review = Review(works)
    for entry in works[:9_000]:
        review.decide(entry, "include", by="ann")
    review.save(path)
    screening = Screening(Review.load(path), path, by="ann")
    shown = screening.first("undecided")
    taken = []
    for number in range(3):
        said = word(shown, "exclude", reason="no audio")
        taken.append(steps(partial(screening.decide, said)))
        shown = screening.first("undecided")
        assert shown["decided"] == 9_001 + number
    assert max(taken) < 15 * len(works)


def test_a_work_of_another_source(tmp_path: Path) -> None:
    """A word on it counts for the work, whichever source names it."""
    path = tmp_path / "review.json"
    Review([Catalog([BACKDOOR]), Catalog([Paper(title="Two")])]).save(path)
    screening = begun(path)
    screening.decide(word(screening.decide(word(screening.first("undecided")))))
    assert len(Review.load(path).undecided()) == 0


def test_an_abstract_in_the_cache(
    registrars: Registrars, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was resolved before is shown, and nobody is asked now."""
    registrars.papers["2501.00001"] = atom("2501.00001", "Teacups That Listen")
    path = tmp_path / "review.json"
    works = Catalog(
        [
            Paper(title="Teacups That Listen", arxiv="2501.00001"),
            Paper(title="Another Title", arxiv="2501.00002"),
        ]
    )
    Review(works).save(path)
    assert "abstract" not in begun(path).first("undecided")["work"]
    resolve(["2501.00001"])
    asked = len(registrars.requests)
    shown = begun(path).first("undecided")
    assert shown["work"]["abstract"].startswith("We teach cups")
    assert "abstract" not in begun(path).work("undecided", 1)["work"]
    assert len(registrars.requests) == asked
