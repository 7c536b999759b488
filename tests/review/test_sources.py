"""Sources: what a review is made of, and what is told of it."""

from typing import Any

import pytest

from trustworthy_audio_llms import Catalog, InvalidQuery, Mention, Paper, Review, Snapshot, Source


def mine(*titles: str) -> Catalog:
    """A catalog of works with these titles."""
    return Catalog(Paper(title=title) for title in titles)


class TestGiving:
    """One catalog or several, with names or without."""

    def test_by_name(self) -> None:
        """A dictionary names them, and says of a source what else is known."""
        scopus = Source(mine("One", "Two"), query='TITLE("audio")', searched="2026-11-20")
        review = Review({"Scopus": scopus, "The list": mine("Two", "Three")})
        assert [(one.name, one.records, one.duplicates) for one in review.flow().sources] == [
            ("Scopus", 2, 0),
            ("The list", 2, 1),
        ]
        assert review.flow().sources[0].query == 'TITLE("audio")'
        assert str(review.flow().sources[0].searched) == "2026-11-20"
        assert repr(review.sources[0]) == "<Source 'Scopus': database, 2 records>"

    @pytest.mark.parametrize("given", [mine("One"), Source(mine("One")), [mine("One")]])
    def test_alone(self, given: Any) -> None:
        """One needs no brackets."""
        assert len(Review(given).catalog) == 1

    @pytest.mark.parametrize("given", [[], {}, 5, "2026.11", [Paper(title="One")]])
    def test_what_is_none(self, given: Any) -> None:
        """A review is of catalogs."""
        with pytest.raises(TypeError, match=r"catalog|iterable"):
            Review(given)

    def test_a_kind_that_is_none(self) -> None:
        """The error names them."""
        with pytest.raises(InvalidQuery, match=r"'databse'.*Did you mean 'database'"):
            Source(mine("One"), kind="databse")

    @pytest.mark.parametrize("day", ["soon", 5, "2026-13-01", []])
    def test_a_day_that_is_none(self, day: Any) -> None:
        """The error shows how one is written."""
        with pytest.raises(InvalidQuery, match="like 2026-11-20, not"):
            Source(mine("One"), searched=day)

    def test_a_name_of_its_own(self) -> None:
        """A fetched list is called by its repository and a short commit, unless it is named."""
        snapshot = Snapshot(name="github:owner/list@c42c5c8" + "0" * 33, digest="sha256:0")
        fetched = Catalog([Paper(title="One")], snapshot=snapshot)
        assert Source(fetched).label == "github:owner/list@c42c5c8"
        assert Source(fetched, "The list").label == "The list"


class TestDuplicates:
    """Which source's records were of works that were there already."""

    def test_by_source(self) -> None:
        """Within one and between two."""
        twice = [Mention("a.md", 1), Mention("a.md", 2)]
        first = Catalog([Paper(title="One", mentions=twice), Paper(title="Two")])
        flow = Review([first, mine("Two", "Three"), mine("Three")]).flow()
        assert [source.duplicates for source in flow.sources] == [1, 1, 1]
        assert (flow.identified, flow.duplicates, flow.screened) == (6, 3, 3)
        assert [line.strip() for line in str(flow).splitlines()[4:8]] == [
            "3  Duplicate records removed",
            *["1    unsaved"] * 3,
        ]

    def test_other_methods(self) -> None:
        """They have a column of their own; a work counts where it came from first."""
        flow = Review(
            {
                "Web": Source(mine("One", "Two", "Four"), kind="website"),
                "Scopus": mine("Two", "Three"),
                "Snowball": Source(mine("Three", "Five"), kind="citations"),
            }
        ).flow()
        assert flow.other is not None
        assert (flow.identified, flow.duplicates, flow.screened) == (2, 1, 1)
        assert (flow.other.identified, flow.other.duplicates, flow.other.screened) == (5, 1, 4)
        assert flow.included == 5
        assert repr(flow) == "<Flow 5 screened, 0 excluded, 5 included>"
