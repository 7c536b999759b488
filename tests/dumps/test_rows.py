"""What the columns of known layouts say of a work."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._dumps.rows import (
    abstract_of,
    authors_of,
    date_of,
    entry_of,
    texts_of,
    venue_value,
)


class TestEntry:
    """A row becomes a record."""

    def test_openalex(self) -> None:
        """Authorships, a location, and an abstract as an index."""
        entry = entry_of(
            {
                "title": "A <i>made-up</i> work &amp; more",
                "authors": [{"author": {"display_name": "Ána Müller"}}],
                "date": "2025-03-09",
                "year": 2025,
                "venue": {"source": {"display_name": "Journal of Tea"}},
                "abstract": {"We": [0, 2], "say": [1]},
                "doi": "https://doi.org/10.5555/MADE.1",
                "identifiers": {"openalex": "https://openalex.org/W1", "mag": 12345678},
                "id": "https://openalex.org/W1",
                "keywords": [{"display_name": "tea"}, None],
            }
        )
        assert (entry.title, entry.authors) == ("A made-up work & more", ("Ána Müller",))
        assert (str(entry.date), entry.venue) == ("2025-03-09", "Journal of Tea")
        assert (entry.abstract, entry.keywords) == ("We say We", ("tea",))
        assert (entry.id, entry.url) == ("doi:10.5555/made.1", "https://openalex.org/W1")

    def test_semantic_scholar(self) -> None:
        """Identifiers by their schemes; the best one names the work."""
        entry = entry_of(
            {
                "title": "A made-up work",
                "authors": [{"authorId": "1", "name": "Bo Li"}],
                "year": 2024,
                "venue": "ICASSP",
                "identifiers": {"ArXiv": "2405.19103", "DOI": "10.5555/2", "CorpusId": 7},
                "url": "https://www.semanticscholar.org/paper/abc",
            }
        )
        assert (entry.id, entry.doi, entry.authors) == ("arxiv:2405.19103", "10.5555/2", ("Bo Li",))

    def test_arxiv(self) -> None:
        """Parsed names, the date of the first version, the bare identifier."""
        entry = entry_of(
            {
                "id": "0704.0001",
                "title": "A made-up\n  work",
                "authors": [["Müller", "Ana", ""], ["Li", "Bo", "Jr"]],
                "date": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
            }
        )
        assert (entry.id, entry.title) == ("arxiv:0704.0001", "A made-up work")
        assert (entry.authors, str(entry.date)) == (("Ana Müller", "Bo Li Jr"), "2007-04-02")

    def test_crossref(self) -> None:
        """Lists of one title and one venue, dates in parts, an abstract in JATS."""
        entry = entry_of(
            {
                "title": ["A made-up work"],
                "authors": [{"given": "Ana", "family": "Müller"}, {"name": "The Tea Group"}],
                "date": {"date-parts": [[2023, 5]]},
                "venue": ["Journal of Tea"],
                "abstract": "<jats:p>We say.</jats:p>",
                "doi": "10.5555/3",
                "volume": "4",
                "number": "2",
                "pages": "1-9",
            }
        )
        assert (entry.authors, str(entry.date)) == (("Ana Müller", "The Tea Group"), "2023-05")
        assert (entry.abstract, entry.volume, entry.number) == ("We say.", "4", "2")
        assert entry.pages == "1-9"

    @pytest.mark.parametrize("title", [None, "", " ", [], 1.5, {}, "x" * 2_001])
    def test_without_a_title_there_is_none(self, title: Any) -> None:
        """Neither nothing nor a whole text is a title."""
        with pytest.raises(ValueError, match="title"):
            entry_of({"title": title})

    def test_what_cannot_be_read_costs_itself(self) -> None:
        """A field of another type is left out, and the work is there."""
        entry = entry_of(
            {
                "title": "A made-up work",
                "authors": {"no": "list"},
                "date": {"date-parts": [[None]]},
                "year": "soon",
                "venue": "v" * 3_000,
                "abstract": 7,
                "doi": "none",
                "identifiers": "text",
                "url": "not a link",
            }
        )
        assert (entry.id, entry.authors, entry.date) == ("title:a-made-up-work", (), None)
        assert (entry.venue, entry.abstract, entry.url) == (None, None, None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-06T00:00:00", "2024-05-06"),
        (2024, "2024"),
        ("2024", "2024"),
        ({"date-parts": [[2024, 5, 6]]}, "2024-05-06"),
        ({"date-parts": [2024, 5]}, "2024-05"),
        ('[{"created": "Tue, 1 May 2018 00:00:00 GMT"}]', "2018-05-01"),
        ("Tuesday", None),
        ("0", None),
        ([], None),
        ([[]], None),
        ({}, None),
        (None, None),
        (1.5, None),
    ],
)
def test_dates(value: Any, expected: str | None) -> None:
    """Every form of the known layouts; what is none is None."""
    date = date_of(value)
    assert (None if date is None else str(date)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ana Müller, Bo Li and Cy Diaz", ("Ana Müller", "Bo Li", "Cy Diaz")),
        ("Ana Müller; Bo Li", ("Ana Müller", "Bo Li")),
        ('[{"name": "Ana Müller"}]', ("Ana Müller",)),
        ([{"raw_author_name": "Ana"}, {"author": {"x": 1}}, 7, True], ("Ana", "7")),
        (7, ()),
    ],
)
def test_authors(value: Any, expected: tuple[str, ...]) -> None:
    """Joined in one text, as objects, or as JSON."""
    assert authors_of(value) == expected


def test_texts_and_places() -> None:
    """One, several, named; numbers count, the rest does not."""
    assert texts_of({"display_name": "Tea"}) == ("Tea",)
    assert texts_of(5) == ("5",)
    assert texts_of("[broken") == ("[broken",)
    assert venue_value({"source": None}) == {"source": None}
    assert abstract_of({"a": [1], "b": "x", "c": [0]}) == "c a"
    assert abstract_of({"a": 1}) is None
    assert abstract_of([["a", [0]], ["b"]]) == "a"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_any_value_is_read_or_left_out(value: Any) -> None:
    """Whatever a dump holds, only a title may be missed."""
    roles = "authors date year venue abstract keywords arxiv doi identifiers id url".split()
    entry = entry_of({"title": "A work"} | dict.fromkeys(roles, value))
    assert entry.title == "A work"
