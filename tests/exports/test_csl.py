"""CSL-JSON that every processor takes."""

import json
from typing import Any

import pytest
from hostile import works
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Benchmark, Dataset, Entry, Paper, Toolkit
from trustworthy_audio_llms._exports.csl import to_csl


def paper(**facts: Any) -> Entry:
    """A verified paper with author, date and title."""
    usual = {"title": "A Title", "authors": ["Jane Doe"], "date": "2024-05-17"}
    return Paper(**{**usual, "verified": True, **facts})


def item(entry: Entry, **options: Any) -> dict[str, Any]:
    """The item of one work."""
    (found,) = json.loads(to_csl([entry], **options))
    return dict(found)


class TestItems:
    """`to_csl` writes one item a work."""

    def test_a_preprint(self) -> None:
        """Zotero reads `article` with a number back as a preprint with its id."""
        entry = paper(arxiv="2405.01230", keywords=["a", "b, c"], description="What.")

        assert item(entry) == {
            "id": "doe2024title",
            "type": "article",
            "title": "A Title",
            "author": [{"family": "Doe", "given": "Jane"}],
            "issued": {"date-parts": [[2024, 5, 17]]},
            "DOI": "10.48550/arXiv.2405.01230",
            "URL": "https://arxiv.org/abs/2405.01230",
            "keyword": "a, b c",
            "abstract": "What.",
            "genre": "preprint",
            "publisher": "arXiv",
            "number": "arXiv:2405.01230",
        }

    def test_a_conference_paper(self) -> None:
        """Names its container, and arXiv as its archive."""
        found = item(paper(venue="ACL 2025", arxiv="2405.01230"))

        assert found["type"] == "paper-conference"
        assert found["container-title"].startswith("Proceedings of the 63rd Annual Meeting of the ")
        assert found["issued"] == {"date-parts": [[2025]]}
        assert (found["archive"], found["archive_location"]) == ("arXiv", "2405.01230")
        assert not {"number", "genre"} & set(found)
        assert found["publisher"] == "Association for Computational Linguistics"

    def test_a_manuscript_under_review(self) -> None:
        """Names its venue in the note alone."""
        found = item(paper(venue="KDD", status="under-review", arxiv="2405.01230"))

        assert (found["type"], found["status"]) == ("manuscript", "under review")
        assert (found["note"], found["number"]) == ("Under review at KDD", "arXiv:2405.01230")
        assert "container-title" not in found

    @pytest.mark.parametrize(
        ("entry", "kind", "genre"),
        [
            (Benchmark(title="B"), "dataset", "Benchmark"),
            (Dataset(title="D"), "dataset", "Dataset"),
            (Toolkit(title="T"), "software", "Toolkit"),
            (paper(), "document", None),
            (paper(venue="PoPETs 2021"), "article-journal", None),
        ],
    )
    def test_types(self, entry: Entry, kind: str, genre: str | None) -> None:
        """What has no paper of its own says what it is."""
        found = item(entry)

        assert (found["type"], found.get("genre")) == (kind, genre)

    @pytest.mark.parametrize(
        ("date", "parts"),
        [("2024-05-17", [2024, 5, 17]), ("2024-05", [2024, 5]), ("2024", [2024])],
    )
    def test_dates_are_numbers(self, date: str, parts: list[int]) -> None:
        """As many as are known."""
        assert item(paper(date=date))["issued"] == {"date-parts": [parts]}

    def test_what_is_missing_has_no_field(self) -> None:
        """A null makes pandoc refuse the file."""
        assert item(Paper(title="T", citekey="t", verified=True)) == {
            "id": "t",
            "type": "document",
            "title": "T",
        }

    def test_text_is_plain(self) -> None:
        """Not escaped, neither for HTML nor as numbers of characters."""
        assert '"A & <b> é 王"' in to_csl([paper(title="A & <b> é 王")])

    def test_no_items(self) -> None:
        """Are an empty list."""
        assert to_csl([]) == "[]\n"

    def test_one_line_an_item(self) -> None:
        """So that two exports can be compared line by line."""
        assert to_csl([paper(), paper(citekey="x")]).count("\n") == 4


class TestAuthors:
    """Names are in parts, or literal."""

    @pytest.mark.parametrize(
        ("name", "parts"),
        [
            ("Jan van der Berg", {"family": "van der Berg", "given": "Jan"}),
            ("Jane Doe Jr.", {"family": "Doe", "given": "Jane", "suffix": "Jr."}),
            ("ASVspoof consortium", {"literal": "ASVspoof consortium"}),
            ("Louis II", {"literal": "Louis II"}),
        ],
    )
    def test_one_name(self, name: str, parts: dict[str, str]) -> None:
        """Particles belong to the family name: Zotero drops the fields for them."""
        assert item(paper(authors=[name]))["author"] == [parts]

    def test_nobody(self) -> None:
        """Is no field."""
        assert "author" not in item(paper(authors=["\x00", "et al."]))


class TestNotes:
    """A note is text, whatever processors read out of notes."""

    @pytest.mark.parametrize(
        ("note", "written"),
        [
            ("DOI: 10.1/2", "Note. DOI: 10.1/2"),
            ("See {:DOI: 10.1/2}", "See { :DOI: 10.1/2}"),
            ("Not so: two words", "Not so: two words"),
        ],
    )
    def test_names_no_other_field(self, note: str, written: str) -> None:
        """`DOI: …` would otherwise take the place of the work's own."""
        assert item(paper(note=note))["note"] == written


class TestHeader:
    """How the file came to be."""

    def test_stands_in_each_item(self) -> None:
        """As the source that it was found in."""
        assert item(paper(), header=["a@b\n", "c"])["source"] == "a@b; c"


class TestAnything:
    """Whatever a list says, the file is a list of one item for each work."""

    @given(st.lists(works(), max_size=3))
    def test_is_well_formed(self, entries: list[Entry]) -> None:
        """Nothing in it is null or empty."""
        text = to_csl(entries)

        items = json.loads(text.encode("utf-8"))
        assert len(items) == len(entries)
        assert all(value for found in items for value in found.values())
