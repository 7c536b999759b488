"""What was published: its year, its venue by its title, where in it, and where else it is."""

import json
from typing import Any, ClassVar

import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Dataset, Entry, Paper
from trustworthy_audio_llms._exports.bibtex import to_biblatex, to_bibtex
from trustworthy_audio_llms._exports.csl import to_csl
from trustworthy_audio_llms._exports.references import THIS_YEAR, Reference, references
from trustworthy_audio_llms._exports.ris import to_ris


def paper(**facts: Any) -> Entry:
    """A verified paper of May 2024."""
    return Paper(**{"title": "T", "authors": ["A B"], "date": "2024-05", "verified": True, **facts})


def reference(**facts: Any) -> Reference:
    """What a reference says of it."""
    (work,) = references([paper(**facts)])
    return work


def csl(**facts: Any) -> dict[str, Any]:
    """Its item in CSL."""
    (item,) = json.loads(to_csl([paper(**facts)]))
    return dict(item)


class TestYear:
    """A reference has the year of what was published."""

    @pytest.mark.parametrize(
        ("facts", "date"),
        [
            ({}, "2024-05"),
            ({"arxiv": "2405.01230"}, "2024-05"),
            ({"venue": "ICASSP 2025"}, "2025"),
            ({"venue": "ICASSP 2024"}, "2024"),
            ({"venue": "ICASSP 2025", "published": "2025-04-06"}, "2025-04-06"),
            ({"venue": "Lab Days 2025"}, "2025"),
            ({"venue": "Lab Days"}, "2024"),
            ({"venue": "ICASSP 2025", "status": "accepted"}, "2025"),
            ({"venue": "ICASSP 2025", "status": "under-review"}, "2024-05"),
            (
                {"venue": "ICASSP 2025", "status": "under-review", "published": "2025"},
                "2024-05",
            ),
            ({"venue": "arXiv 2025"}, "2024-05"),
            ({"published": "2025-01"}, "2025-01"),
            ({"venue": "Lab Days", "date": None}, "None"),
            ({"venue": "ICASSP 2025", "date": None}, "2025"),
        ],
    )
    def test_is_that_of_publication(self, facts: dict[str, Any], date: str) -> None:
        """As it says, else that of its venue, and then without the preprint's month."""
        assert str(reference(**facts).date) == date

    def test_is_the_same_in_every_format(self) -> None:
        """The key keeps the year it has."""
        entry = paper(venue="ICASSP 2025", citekey="b2024t")
        assert "  year = {2025},\n  booktitle" in to_bibtex([entry])
        assert "  date = {2025},\n" in to_biblatex([entry])
        assert "PY  - 2025\r\nDA  - 2025///\r\n" in to_ris([entry])
        assert json.loads(to_csl([entry]))[0]["issued"] == {"date-parts": [[2025]]}
        assert "@inproceedings{b2024t," in Catalog([entry]).to_bibtex()


class TestVenue:
    """A venue is named as the registry has it."""

    ARTICLE: ClassVar = {
        "venue": "TASLP",
        "published": "2025-02",
        "volume": "33",
        "number": "2",
        "pages": "101–112",
    }

    def test_an_article_names_its_place(self) -> None:
        """Volume, number and pages, in the fields of each format."""
        text = to_bibtex([paper(**self.ARTICLE)])
        assert text.startswith("@article{")
        assert "  month = feb,\n" in text
        assert "  volume = {33},\n  number = {2},\n  pages = {101--112},\n" in text
        ris = to_ris([paper(**self.ARTICLE)])
        assert "VL  - 33\r\nIS  - 2\r\nSP  - 101\r\nEP  - 112\r\n" in ris
        item = csl(**self.ARTICLE)
        assert (item["volume"], item["issue"], item["page"]) == ("33", "2", "101–112")
        assert item["container-title"].startswith("IEEE")
        assert "2025" not in item["container-title"]

    def test_proceedings_have_a_publisher(self) -> None:
        """Classic styles take a volume or a number."""
        text = to_bibtex([paper(venue="ICASSP 2025", volume="3", number="1", pages="1-5")])
        assert "  publisher = {IEEE},\n" in text
        assert "  volume = {3},\n  pages = {1--5},\n" in text
        assert "number" not in text
        assert "  number = {1},\n" in to_bibtex([paper(venue="ICASSP 2025", number="1")])

    def test_short_names_on_demand(self) -> None:
        """For who has little room."""
        assert "booktitle = {ICASSP 2025}" in to_bibtex(
            [paper(venue="Proc. ICASSP, 2025")], short_venues=True
        )
        assert "journal = {IEEE TASLP}" in to_bibtex([paper(venue="TASLP")], short_venues=True)
        assert "booktitle = {ICASSP 2025}" in to_biblatex(
            [paper(venue="ICASSP 2025")], short_venues=True
        )

    def test_accepted_is_not_published_yet(self) -> None:
        """It says so where there is a place."""
        facts = {"venue": "ICASSP 2027", "status": "accepted"}
        assert "note = {To appear}" in to_bibtex([paper(**facts)])
        assert "pubstate = {inpress}" in to_biblatex([paper(**facts)])
        assert csl(**facts)["status"] == "forthcoming"
        assert "To appear" in to_bibtex([paper(status="accepted")])

    @pytest.mark.parametrize(
        "facts", [{"venue": "ICASSP 2025"}, {"venue": "ICASSP 2027", "published": "2027-04"}]
    )
    def test_accepted_for_an_earlier_year_has_appeared(self, facts: dict[str, Any]) -> None:
        """Nobody awaits the proceedings of a year that was over when this release was made."""
        facts = {**facts, "status": "accepted"}
        assert "To appear" not in to_bibtex([paper(**facts)])
        assert "inpress" not in to_biblatex([paper(**facts)])
        assert "status" not in csl(**facts)

    def test_the_year_of_the_release_is_the_one_in_its_version(self) -> None:
        """A new release says when it was made."""
        assert tal.__version__.startswith(f"{THIS_YEAR}.")


class TestHome:
    """What no venue published shows where it can be had, in every classic style."""

    @pytest.mark.parametrize(
        ("facts", "home"),
        [
            ({"arxiv": "2405.01230"}, "arXiv:2405.01230"),
            ({"arxiv": "2405.01230", "arxiv_category": "cs.SD"}, "arXiv:2405.01230 [cs.SD]"),
            ({"openreview": "AbCdEf12_3"}, r"OpenReview: AbCdEf12\_3"),
            ({"doi": "10.5281/zenodo.1234567"}, "doi:10.5281/zenodo.1234567"),
            ({"url": "https://www.example.org/a_b/"}, r"example.org/a\_b"),
            ({"venue": "Lab Days", "date": None}, "Lab Days"),
        ],
    )
    def test_is_how_it_was_published(self, facts: dict[str, Any], home: str) -> None:
        """By its identifier, else by its address."""
        assert f"  howpublished = {{{home}}},\n" in to_bibtex([paper(**facts)])

    def test_a_manuscript_has_it_in_its_note(self) -> None:
        """@unpublished has no other field that is printed."""
        text = to_bibtex([paper(venue="KDD", status="under-review", openreview="AbCdEf123")])
        assert "note = {Under review at KDD. OpenReview: AbCdEf123}" in text

    def test_a_dataset_has_one(self) -> None:
        """Its address, without what every address has."""
        entry = Dataset(title="D", data="https://example.org/d", verified=True)
        assert "howpublished = {example.org/d}" in to_bibtex([entry])

    def test_what_was_published_has_none(self) -> None:
        """Its venue says it."""
        assert "howpublished" not in to_bibtex([paper(venue="ACL 2025", arxiv="2405.01230")])


class TestMoreAuthors:
    """Authors that are not named are told, however the list says so."""

    @pytest.mark.parametrize(
        "facts",
        [{"authors": ["A B"], "authors_complete": False}, {"authors": ["A B", "et al."]}],
    )
    def test_in_every_format(self, facts: dict[str, Any]) -> None:
        """As "and others" in BibTeX, as a note where the format has no word."""
        entry = paper(**facts)
        assert "author = {B, A and others}" in to_bibtex([entry])
        assert "author = {B, A and others}" in to_biblatex([entry])
        assert "AU  - B, A\r\nPY" in to_ris([entry])
        assert "N1  - Further authors are not named here\r\n" in to_ris([entry])
        assert csl(**facts)["note"] == "Further authors are not named here"
        assert "A B; others" in Catalog([entry]).to_csv()
        assert entry.citekey == "b2024t"
