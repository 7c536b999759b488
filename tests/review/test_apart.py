"""What a person said is no duplicate stays so: in the counts, the file, a merge, an update."""

from pathlib import Path

import attrs
import pytest

from trustworthy_audio_llms import (
    Catalog,
    Distinct,
    InvalidQuery,
    Relation,
    Review,
    ReviewMismatch,
    Source,
    parse_references,
)

FIRST = """\
@misc{smith, title={Voices at Night}, author={Smith, Ann}, year=2024, eprint={2404.00001}}
@misc{lee, title={Whistles}, author={Lee, Bo}, year=2023}
@inproceedings{kim, title={Loud Orders}, author={Kim, Jo}, year=2023, booktitle={ICML}}
"""
SECOND = """\
@misc{smythe, title={Voices at Night}, author={Smith, Ann}, year=2024, eprint={2404.00001},
  doi={10.1234/voices}}
@misc{leigh, title={Whistles}, author={Lee, Bo}, year=2023, note={Another one}}
@misc{preprint, title={Loud Orders}, author={Kim, Jo}, year=2023, eprint={2301.00001}}
"""


@pytest.fixture
def sources() -> dict[str, Catalog]:
    """Two databases, of which the second has nothing new by the rules but a version."""
    return {"A": parse_references(FIRST, "bibtex"), "B": parse_references(SECOND, "bibtex")}


@pytest.fixture
def review(sources: dict[str, Catalog]) -> Review:
    """Their review, in which nobody said anything."""
    return Review(sources, title="Voices")


def duplicates(review: Review) -> list[int]:
    """The duplicates by source, then the versions."""
    flow = review.flow()
    return [*(source.duplicates for source in flow.sources), flow.versions]


def titles(review: Review) -> list[str]:
    """The titles under review."""
    return [entry.title for entry in review.catalog]


class TestRecords:
    """A record that the rules took for one of another work becomes a work of its own."""

    def test_is_screened_and_no_duplicate_of_its_source(self, review: Review) -> None:
        """The other keeps what the two share; every count follows."""
        assert duplicates(review) == [0, 2, 1]
        first = review.duplicates()[0]
        line = review.tell_apart(first, by="ann")
        assert (line.work, line.other, line.by) == ("arxiv:2404.00001", "doi:10.1234/voices", "ann")
        assert duplicates(review) == [0, 1, 1]
        assert review.flow().screened == 5
        assert first not in review.duplicates()
        apart = review.find(line.other)
        assert (apart.citekey, apart.arxiv, apart.doi) == ("smythe", None, "10.1234/voices")
        assert "arxiv:2404.00001" in (apart.note or "")
        review.decide(apart, "exclude", "another study")
        assert review.find("arxiv:2404.00001") in review.included
        assert review.reason(line.other) == "another study"

    def test_without_identifiers(self, review: Review, sources: dict[str, Catalog]) -> None:
        """It is named by the record as its source has it, and gets an id of its own."""
        line = review.tell_apart("lee", sources["B"]["leigh"])
        assert line.other == "title:whistles/lee-2023"
        assert [entry.citekey for entry in review.catalog][-1] == "leigh"
        assert duplicates(review) == [0, 1, 1]

    def test_within_a_source(self) -> None:
        """Also of two records that one file has."""
        text = "@misc{a, title={Whistles}, author={Lee, Bo}, year=2023}\n"
        review = Review(parse_references(text + text.replace("{a,", "{b,"), "bibtex"))
        assert duplicates(review) == [1, 0]
        review.tell_apart(review.duplicates()[0])
        assert duplicates(review) == [0, 0]
        assert titles(review) == ["Whistles", "Whistles"]

    def test_said_twice_it_is_one_work(self, review: Review, sources: dict[str, Catalog]) -> None:
        """Two people who say it do not make two of it; the second says that both are works."""
        pair = review.duplicates()[0]
        first = review.tell_apart(pair, by="ann")
        copy = Review(sources)
        copy.tell_apart(pair, by="bob")
        review.merge(copy)
        assert len(review.catalog) == 5
        review.undo()
        assert len(review.catalog) == 5  # As ann has said it, too.
        assert review.find(first.other).citekey == "smythe"


class TestWorks:
    """Two works that are linked as versions of one are two studies."""

    def test_are_not_linked(self, review: Review) -> None:
        """By any name; nothing else changes."""
        line = review.tell_apart("kim", "2301.00001")
        assert line.record is None
        assert duplicates(review) == [0, 2, 0]
        assert all(pair.relation is not Relation.VERSION for pair in review.duplicates())
        assert len(review.catalog) == 4

    def test_what_is_no_pair_is_refused(self, review: Review, sources: dict[str, Catalog]) -> None:
        """One work alone, the same twice, a record that was told apart already."""
        with pytest.raises(InvalidQuery, match="takes two"):
            review.tell_apart("kim")
        with pytest.raises(InvalidQuery, match="Both are 'arxiv:2404.00001' here"):
            review.tell_apart("smith", "2404.00001")
        review.tell_apart("lee", sources["B"]["leigh"])
        with pytest.raises(InvalidQuery, match="Both are 'title:whistles' here"):
            review.tell_apart("lee", sources["B"]["leigh"])
        assert len(review.log) == 1


class TestKept:
    """It lasts as long as the review does."""

    @pytest.fixture
    def told(self, review: Review) -> Review:
        """A review in which everything was told apart, and one of it judged."""
        for pair in review.duplicates():
            line = review.tell_apart(pair, by="ann")
        review.decide("title:whistles/lee-2023", "include", by="ann")
        assert duplicates(review) == [0, 0, 0]
        assert line.record is None
        return review

    def test_in_the_file(self, told: Review, tmp_path: Path) -> None:
        """It is replayed in its place, and saved again it is the same file."""
        told.exclude("nothing new", ["smythe"])
        told.save(tmp_path / "review.json")
        again = Review.load(tmp_path / "review.json")
        assert again.catalog == told.catalog
        assert again.flow() == told.flow()
        assert again.duplicates() == []
        again.save(tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == (tmp_path / "review.json").read_bytes()

    def test_until_it_is_taken_back(self, told: Review, sources: dict[str, Catalog]) -> None:
        """One after the other, and the log keeps that it was said."""
        lines = [line for line in told.log if isinstance(line, Distinct)]
        assert [told.undo() for _ in range(4)][1:] == lines[::-1]
        assert duplicates(told) == [0, 2, 1]
        assert told.catalog == Review(sources).catalog
        assert [line for line in told.log if isinstance(line, Distinct)] == lines

    def test_in_another_reviewers_copy(self, told: Review, sources: dict[str, Catalog]) -> None:
        """Merging takes it over, with the words about what was set apart; twice is as once."""
        mine = Review(sources)
        for _ in range(2):
            intake = mine.merge(told)
            assert not intake.unmatched
        assert mine.catalog == told.catalog
        assert duplicates(mine) == [0, 0, 0]
        assert [word.work for word in mine.decisions] == ["title:whistles/lee-2023"]

    def test_taken_back_in_another_reviewers_copy(
        self, told: Review, sources: dict[str, Catalog], tmp_path: Path
    ) -> None:
        """It is taken back here as well, with what was said of it; twice is as once."""
        late, early = Review(sources), Review(sources)
        assert str(early.merge(told)) == "1 decision on 1 work, 3 pairs told apart"
        early.decide("smythe", "exclude", by="bob")
        for _ in range(4):
            told.undo()
        assert str(early.merge(told)) == "0 decisions on 0 works, 4 taken back, 1 known already"
        assert str(late.merge(told)) == ("1 decision on 1 work, 3 pairs told apart, 4 taken back")
        for mine in (early, late):
            before = mine.log
            assert str(mine.merge(told)) == "0 decisions on 0 works, 1 known already"
            assert mine.log == before
            assert mine.catalog == told.catalog
            assert duplicates(mine) == [0, 2, 1]
            assert not mine.excluded
            mine.save(tmp_path / "mine.json")
            assert Review.load(tmp_path / "mine.json").flow() == mine.flow()

    def test_words_about_what_is_one_work_here(
        self, review: Review, sources: dict[str, Catalog]
    ) -> None:
        """They are of no work here, least of all of the one that has its title."""
        review.tell_apart("lee", sources["B"]["leigh"])
        bob = Review(sources)
        bob.merge(review)
        bob.decide("leigh", "exclude", "another", by="bob")
        review.undo()
        intake = review.merge(bob)
        assert [(one.text, one.reason) for one in intake.unmatched] == [
            ("title:whistles/lee-2023", "the work is not under review here")
        ]
        assert not review.excluded

    def test_steps_about_what_is_one_work_again(
        self, review: Review, sources: dict[str, Catalog]
    ) -> None:
        """They exclude nothing else; told apart again, it is a work that nobody judged."""
        review.tell_apart(review.duplicates()[0], by="ann")
        ann = Review(sources)
        ann.merge(review)
        review.exclude("another study", ["doi:10.1234/voices"])
        ann.undo()
        review.merge(ann)
        assert not review.excluded
        review.tell_apart(review.duplicates()[0], by="ann")
        review.decide("smythe", "exclude", by="ann")
        assert [entry.citekey for entry in review.excluded] == ["smythe"]

    def test_not_where_the_work_is_unknown(self, told: Review) -> None:
        """That is told."""
        others = Review(parse_references("@misc{x, title={Whistles}, author={Lee, Bo}}", "bibtex"))
        intake = others.merge(told)
        assert {one.text for one in intake.unmatched} >= {"arxiv:2404.00001"}
        assert len([line for line in others.log if isinstance(line, Distinct)]) == 1

    def test_in_an_update(self, told: Review, sources: dict[str, Catalog]) -> None:
        """The files are read again a year later, with a work more."""
        new = parse_references(SECOND + "@misc{new, title={New}, author={Ng, Di}}", "bibtex")
        update = Review({"A": sources["A"], "B": new}, previous=told)
        assert sorted(titles(update)) == sorted([*titles(told), "New"])
        assert len(update.exclude("old", until=2025)) == 0  # All but the new one were seen before.
        assert duplicates(update) == [0, 0, 0]
        assert update.find("title:whistles/lee-2023") in update.included

    def test_in_an_update_that_has_it_no_more(self, told: Review) -> None:
        """What only the earlier review has is no record of a source, and stays apart."""
        update = Review({"C": parse_references("@misc{n, title={New}}", "bibtex")}, previous=told)
        assert sorted(titles(update)) == sorted([*titles(told), "New"])
        assert duplicates(update) == [0, 0]

    def test_a_changed_file_is_refused(self, told: Review, tmp_path: Path) -> None:
        """A work that is not there cannot be told from another."""
        told.save(tmp_path / "review.json")
        text = (tmp_path / "review.json").read_text(encoding="utf-8")
        changed = text.replace('"other": "arxiv:2301.00001"', '"other": "arxiv:2301.00009"')
        assert changed != text
        (tmp_path / "review.json").write_text(changed, encoding="utf-8")
        with pytest.raises(ReviewMismatch, match="other works"):
            Review.load(tmp_path / "review.json")


def test_of_three_sources_the_one_that_has_the_record_counts_it(
    sources: dict[str, Catalog],
) -> None:
    """Not the one that has another record of the work."""
    third = Source(sources["A"], name="C", kind="register")
    review = Review([Source(sources["A"], name="A"), Source(sources["B"], name="B"), third])
    assert duplicates(review) == [0, 2, 3, 1]
    review.tell_apart("lee", sources["B"]["leigh"])
    assert duplicates(review) == [0, 1, 3, 1]


def test_the_trail_tells_it(review: Review) -> None:
    """Whoever exports reports that the works are not those of the rules alone."""
    line = review.tell_apart(attrs.evolve(review.duplicates()[0]))
    assert any(line.other in str(step) for step in review.catalog.trail)
