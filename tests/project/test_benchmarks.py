"""The benchmarks, without measuring: what they compare, and what they tell."""

from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the benchmarks take the CPU time that Unix tells")

import trustworthy_audio_llms as tal
from benchmarks import corpus, report
from benchmarks.__main__ import comparisons
from benchmarks.measure import OURS, Comparison, Costs, Row, best, rows
from benchmarks.peers import peer
from trustworthy_audio_llms._snapshots.codec import canonical_json

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
TOPICS = comparisons(Path("no-archives"))


def compared(costs: Costs, **more: object) -> list[Row]:
    """The rows of a comparison with two peers that costs this much."""
    given = {"peers": {"one": 2, "other": None}, "measure": lambda: costs, **more}
    return rows(Comparison(name="do it", **given))  # type: ignore[arg-type]


class TestPage:
    """The page has the tables of one run."""

    @pytest.mark.parametrize("topic", TOPICS)
    def test_has_every_row_there_is(self, topic: str) -> None:
        """In the order of the run; `python -m benchmarks --write docs/benchmarks.md` makes it."""
        wanted = [(comparison.name, p) for comparison in TOPICS[topic] for p in comparison.peers]
        assert report.names_in(PAGE, topic) == wanted

    def test_says_what_it_was_measured_on(self) -> None:
        """The machine, and the versions of all that took part."""
        text = PAGE.read_text(encoding="utf-8")
        for word in ("cores", "Python 3", "pandas ", "acl-anthology ", "bm25s ", "pybtex "):
            assert word in text

    def test_takes_tables_and_keeps_the_rest(self, tmp_path: Path) -> None:
        """What is between the comments is replaced, whether or not it is the first time."""
        page = tmp_path / "page.md"
        places = "".join(
            f"Words on {topic}.\n<!-- measured: {topic} -->\n<!-- end -->\n"
            for topic in ("surroundings", "doing")
        )
        page.write_text(places, encoding="utf-8")
        for costs in ({OURS: 1.0, "one": 1.0}, {OURS: 3.0, "one": 1.0}):
            report.write(page, {"doing": compared(costs)})
        assert report.names_in(page, "doing") == [("do it", "one"), ("do it", "other")]
        text = page.read_text(encoding="utf-8")
        assert "Words on doing." in text
        assert "3.00 s" in text
        assert text.count("| do it |") == 2

    def test_without_a_place_is_left_as_it_is(self, tmp_path: Path) -> None:
        """The error names the place."""
        page = tmp_path / "page.md"
        page.write_text("# A page\n", encoding="utf-8")
        with pytest.raises(ValueError, match="no place for surroundings"):
            report.write(page, {"doing": compared({})})
        assert page.read_text(encoding="utf-8") == "# A page\n"


class TestRows:
    """A row tells what a thing costs us and one peer."""

    def test_without_a_peer_it_says_so(self) -> None:
        """A peer that is not installed makes no number and no failure."""
        first, second = compared({OURS: 1.0, "one": 2.0})
        assert report.cells(first)[3:6] == ("1.00 s", "2.00 s", "0.50")
        assert report.cells(second)[3:6] == ("1.00 s", "not measured", "")
        assert peer("no_such_module") is None

    @pytest.mark.parametrize(
        ("ours", "met"), [(1.9, ("yes", "")), (2.0, ("yes", "")), (2.1, ("no", ""))]
    )
    def test_a_target_is_met_or_not(self, ours: float, met: tuple[str, str]) -> None:
        """It is the highest ratio; without one there is nothing to meet."""
        told = compared({OURS: ours, "one": 1.0, "other": 1.0})
        assert tuple(report.cells(row)[-1] for row in told) == met

    def test_a_cost_of_ours_may_be_the_target(self) -> None:
        """Whatever it costs the peers."""
        told = compared({OURS: 0.004}, at_most=0.005)
        assert [report.cells(row)[-2:] for row in told] == [("<= 5.00 ms", "yes")] * 2
        assert [row.met for row in compared({}, at_most=0.005)] == [None, None]

    @pytest.mark.parametrize(
        ("amount", "unit", "said"),
        [
            (1.5, "s", "1.50 s"),
            (0.0015, "s", "1.50 ms"),
            (2e-7, "s", "0.20 µs"),
            (1234.5, "M", "1,234.50 M"),
            (1.07, "", "1.07"),
            (None, "s", "not measured"),
        ],
    )
    def test_costs_are_said_in_what_fits_them(
        self, amount: float | None, unit: str, said: str
    ) -> None:
        """Seconds as milliseconds or microseconds where they are few."""
        assert report.cost(amount, unit) == said

    def test_everyone_has_turns(self) -> None:
        """Side by side: a busy machine slows all of them."""
        turns: list[str] = []
        works = {"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}
        assert best(works, rounds=2, times=2).keys() == works.keys()
        assert turns == ["a", "a", "b", "b"] * 2


class TestCorpus:
    """The made-up works are like the curated ones."""

    def test_as_many_as_the_catalogue_are_the_catalogue(self) -> None:
        """Its own size is measured on itself."""
        assert corpus.works(len(tal.load())) == tuple(tal.load())

    def test_are_distinct_and_the_same_every_time(self) -> None:
        """None is merged with another, and a run can be repeated."""
        made = corpus.works(1_000)
        assert len(tal.Catalog(made)) == 1_000
        assert corpus.works.__wrapped__(1_000) == made

    def test_are_as_full_as_the_curated_ones(self) -> None:
        """The bytes of a work are what they are there, within a tenth."""
        real, made = (
            len(canonical_json(corpus.works(count))) / count for count in (len(tal.load()), 1_468)
        )
        assert 0.9 < made / real < 1.1

    def test_a_coined_word_is_in_a_thousandth(self) -> None:
        """For queries that find little."""
        titles = [work.title for work in corpus.works(2_000)]
        assert sum(corpus.coined(123) in title for title in titles) == 2
