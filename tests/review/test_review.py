"""Reviews: what is excluded, and why."""

import doctest
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import BACKDOOR, ENTRIES, JAILBREAK, OLD, SURVEY, UNTRACED

from trustworthy_audio_llms import (
    Catalog,
    Entry,
    EntryNotFound,
    InvalidQuery,
    Mention,
    Paper,
    Review,
    Snapshot,
    load,
)

DOCS = Path(__file__).parents[2] / "docs"


def ids(catalog: Catalog) -> list[str]:
    """The ids of a catalog's entries."""
    return [entry.id for entry in catalog]


class TestExcluding:
    """Works leave a review once, in order, for a reason."""

    def test_by_criteria(self, catalog: Catalog) -> None:
        """The criteria are those of `where`, and all must hold."""
        review = Review(catalog)
        gone = review.exclude("no attack", topic="safety", verified=True)
        assert ids(gone) == ids(catalog.where(topic="safety", verified=True))
        assert ids(review.excluded) == ids(gone)
        assert ids(review.included) == ids(catalog - gone)

    def test_by_function(self, catalog: Catalog) -> None:
        """A function says of an entry whether it leaves."""
        review = Review(catalog)
        review.exclude("no identifier", lambda entry: entry.id.startswith("title:"))
        assert not any(entry.id.startswith("title:") for entry in review.included)

    def test_by_criteria_and_function(self, catalog: Catalog) -> None:
        """Given both, both must hold."""
        gone = Review(catalog).exclude("x", lambda entry: not entry.url, topic="security")
        assert ids(gone) == [BACKDOOR.id, UNTRACED.id]

    def test_the_first_reason_counts(self, catalog: Catalog) -> None:
        """A work that is gone does not go again."""
        review = Review(catalog)
        review.exclude("not verified", verified=False)
        gone = review.exclude("security", topic="security")
        assert ids(gone) == [BACKDOOR.id]
        assert review.reason(UNTRACED) == "not verified"

    def test_a_function_sees_only_what_is_left(self, catalog: Catalog) -> None:
        """So it may rely on what the steps before it have made sure of."""
        review = Review(catalog)
        review.exclude("no date", lambda entry: entry.date is None)
        gone = review.exclude("too old", lambda entry: entry.date.year < 2010)  # type: ignore[union-attr]
        assert ids(gone) == [OLD.id]

    def test_a_step_that_excludes_nothing(self, catalog: Catalog) -> None:
        """It is recorded: that nothing was found is a result."""
        review = Review(catalog)
        assert not len(review.exclude("too new", since=2030))
        assert [(step.reason, step.ids) for step in review.exclusions] == [("too new", ())]

    def test_works_given_as_records_of_the_class(self) -> None:
        """What leaves is told in the order of the catalog."""
        review = Review(Catalog(ENTRIES))
        review.exclude("second", lambda entry: entry == OLD)
        review.exclude("first", lambda entry: entry == JAILBREAK)
        assert ids(review.excluded) == [JAILBREAK.id, OLD.id]

    def test_the_catalog_is_left_alone(self, catalog: Catalog) -> None:
        """Catalogs never change."""
        Review(catalog).exclude("everything", lambda entry: True)
        assert len(catalog) == len(ENTRIES)

    def test_a_topic_stays_known(self) -> None:
        """A list's own topic can be named when its works are gone, as before."""
        review = Review(Catalog([Paper(title="One", topics=["own-topic"])]))
        review.exclude("all", lambda entry: True)
        assert not len(review.exclude("own", topic="own-topic"))

    @given(st.lists(st.sampled_from([entry.id for entry in ENTRIES]), max_size=4), st.data())
    def test_nothing_is_lost(self, wanted: list[str], data: st.DataObject) -> None:
        """Whatever is excluded, each work is either included or excluded, and has its reason."""
        review = Review(Catalog(ENTRIES))
        for number in range(3):
            chosen = data.draw(st.sets(st.sampled_from([entry.id for entry in ENTRIES])))

            def is_chosen(entry: Entry, chosen: set[str] = chosen) -> bool:
                return entry.id in chosen

            review.exclude(f"step {number}", is_chosen)
        assert sorted(ids(review.included) + ids(review.excluded)) == sorted(ids(review.catalog))
        for entry in review.catalog:
            assert (review.reason(entry) is None) == (entry.id in ids(review.included))


class TestRefusing:
    """What cannot be meant raises, and leaves the log as it was."""

    @pytest.mark.parametrize(
        ("exclude", "said"),
        [
            (lambda review: review.exclude("x", topik="deepfake"), "topik.*topic"),
            (lambda review: review.exclude("x", topic="deepfakes"), "deepfakes.*deepfake"),
            (lambda review: review.exclude("x", since="soon"), "soon"),
            (lambda review: review.exclude("x", predicate=bool), "predicate"),
            (lambda review: review.exclude("x"), "'x' needs a criterion"),
            (lambda review: review.exclude("", verified=True), "reason.*''"),
            (lambda review: review.exclude(" \x1b[1m", verified=True), "reason"),
            (lambda review: review.exclude(len, verified=True), "reason.*len"),
            (lambda review: review.exclude("x", year=2025, stage="screen"), "'screen'.*screening"),
        ],
    )
    def test_a_step_that_makes_no_sense(
        self, catalog: Catalog, exclude: Callable[[Review], Any], said: str
    ) -> None:
        """The error says what is wrong, and nothing is recorded."""
        review = Review(catalog)
        with pytest.raises(InvalidQuery, match=said):
            exclude(review)
        assert review.exclusions == ()
        assert len(review.included) == len(catalog)

    def test_a_function_that_raises(self, catalog: Catalog) -> None:
        """The error comes through, and the works it had chosen stay."""
        review = Review(catalog)
        with pytest.raises(AttributeError):
            review.exclude("old", lambda entry: entry.date.year < 2030)  # type: ignore[union-attr]
        assert review.exclusions == ()

    @pytest.mark.parametrize("given", [[], 5, "2026.11", [JAILBREAK]])
    def test_no_catalog(self, given: Any) -> None:
        """A review is of catalogs."""
        with pytest.raises(TypeError, match=r"catalog|iterable"):
            Review(given)


class TestAsking:
    """A log answers what became of a work, and how a catalog came about."""

    def test_the_reason_by_identity(self, catalog: Catalog) -> None:
        """A work may be named in any spelling, or be the same work of another catalog."""
        review = Review(catalog)
        review.exclude("a survey", kind="survey")
        assert review.reason("https://aclanthology.org/2025.findings-emnlp.12.pdf") == "a survey"
        assert review.reason(attrs.evolve(SURVEY, title="Another Title")) == "a survey"
        assert review.reason("VoiceBreak: Jailbreaking Spoken Assistants by Accent") is None

    @pytest.mark.parametrize("entry", ["arxiv:2501.99999", Paper(title="Somebody Else's")])
    def test_a_work_that_is_not_under_review(self, catalog: Catalog, entry: Any) -> None:
        """It has no reason to be in or out."""
        with pytest.raises(EntryNotFound, match=r"2501\.99999|somebody"):
            Review(catalog).reason(entry)

    def test_the_trail_of_what_is_included(self, catalog: Catalog) -> None:
        """Every step with its counts, after those that led to the catalog."""
        review = Review(catalog.where(verified=True))
        review.exclude("a survey", kind=("survey", "dataset"))
        review.exclude("no text", is_closed, stage="retrieval", year=2025)
        assert review.included.trail == (
            catalog.snapshot.pin,
            "where(verified=True): 8 of 12",
            "exclude('a survey', kind=['survey', 'dataset']): 6 of 8",
            "exclude('no text', is_closed, stage='retrieval', year=2025): 3 of 6",
        )

    def test_the_trail_of_what_is_excluded(self, catalog: Catalog) -> None:
        """It names the steps, and the result of a step names that step."""
        review = Review(catalog)
        assert review.excluded.trail[1:] == ("exclude(): 0 of 12",)
        gone = review.exclude("a survey", kind="survey")
        review.exclude("a dataset", kind="dataset")
        assert gone.trail[1:] == ("exclude('a survey', kind='survey'): 1 of 12",)
        assert review.excluded.trail[1:] == (
            "exclude('a survey', kind='survey'); exclude('a dataset', kind='dataset'): 2 of 12",
        )

    def test_the_repr(self, catalog: Catalog) -> None:
        """Title and counts, and not 700 works."""
        review = Review(catalog, title="Echo\x1b[31m")
        review.exclude("a survey", kind="survey")
        assert repr(review) == "<Review 'Echo': 12 screened, 1 excluded, 11 included>"


def is_closed(entry: Any) -> bool:
    """A function with a name, for the log to tell."""
    return entry.doi is None


class TestCounting:
    """The flow counts records, duplicates, and works by stage and reason."""

    def test_a_reason_given_twice(self, catalog: Catalog) -> None:
        """Its counts add up, in the place of the first."""
        review = Review(catalog)
        review.exclude("off topic", kind="survey")
        review.exclude("no date", lambda entry: entry.date is None)
        review.exclude("off topic", kind="dataset")
        assert list(review.flow().excluded["screening"].items()) == [
            ("off topic", 2),
            ("no date", 2),
        ]

    def test_a_stage_that_was_not_reached(self, catalog: Catalog) -> None:
        """Nothing is said of it; reaching a later one says that it was passed."""
        review = Review(catalog)
        assert review.flow().excluded == {"screening": {}}
        review.exclude("off topic", stage="eligibility", kind="survey")
        assert review.flow().excluded == {
            "screening": {},
            "retrieval": {},
            "eligibility": {"off topic": 1},
        }

    def test_a_work_that_is_mentioned_thrice(self) -> None:
        """It is three records of which two are duplicates; one that nobody mentions is one."""
        thrice = [Mention("README.md", line) for line in (3, 5, 9)]
        flow = Review(Catalog([Paper(title="One", mentions=thrice), Paper(title="Two")])).flow()
        assert (flow.identified, flow.duplicates, flow.screened) == (4, 2, 2)

    def test_several_catalogs(self, catalog: Catalog) -> None:
        """A work of two of them is screened once, as the first one has it."""
        other = Catalog([attrs.evolve(JAILBREAK, title="Renamed"), Paper(title="Another")])
        review = Review([catalog, other], title="Two")
        flow = review.flow()
        assert [source.records for source in flow.sources] == [12, 2]
        assert (flow.duplicates, flow.screened) == (1, 13)
        assert review.catalog[JAILBREAK.id].title == JAILBREAK.title

    def test_the_names_of_sources(self) -> None:
        """A fetched list is named by its repository and a short commit."""
        name = "github:owner/list@c42c5c8" + "0" * 33
        catalog = Catalog(ENTRIES, snapshot=Snapshot(name=name, digest=f"sha256:{'0' * 64}"))
        assert Review(catalog).flow().sources[0].name == "github:owner/list@c42c5c8"

    def test_how_the_sources_came_to_be(self, catalog: Catalog) -> None:
        """The flow carries the pins and the steps that led to the review."""
        found = load("2025.11").where(kind="paper").search("audio")
        flow = Review(found).flow()
        assert flow.sources[0].provenance == found.provenance
        assert flow.sources[0].provenance[0].startswith(found.snapshot.pin)


class TestPage:
    """The worked example in the documentation."""

    def test_the_diagram_on_the_page_is_the_one_the_page_makes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """If it is not, put the one that the page writes in its place; digests do not count."""
        page = DOCS / "review.md"
        if not page.is_file():
            pytest.skip("the documentation is not beside the tests")
        monkeypatch.chdir(tmp_path)
        namespace: dict[str, Any] = {}
        for example in doctest.DocTestParser().get_examples(page.read_text(encoding="utf-8")):
            exec(compile(example.source, str(page), "single"), namespace)
        made, shown = (
            re.sub("[0-9a-f]{64}", "", path.read_text(encoding="utf-8"))
            for path in (tmp_path / "review.svg", DOCS / "review.svg")
        )
        assert made == shown
