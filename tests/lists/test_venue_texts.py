"""Venues, told from how lists write them."""

import pytest

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._lists.facts import NOTHING, Facts
from trustworthy_audio_llms._lists.venue_texts import cell_venue, short_venue, venue_facts


class TestVenues:
    """A venue may come with what became of the work there."""

    @pytest.mark.parametrize("lead", ["in ", "In: ", "@ ", "@", "at "])
    def test_what_leads_to_a_venue(self, lead: str) -> None:
        """Is no part of it."""
        assert venue_facts(f"{lead}ICASSP 2024", marked=False).venue == "ICASSP 2024"

    def test_accepted(self) -> None:
        """That is its status, and no part of the name."""
        facts = venue_facts("accepted at ICLR 2024", marked=True)

        assert (facts.venue, facts.status, str(facts.date)) == ("ICLR 2024", "accepted", "2024")

    def test_a_preprint_that_was_published(self) -> None:
        """It is no preprint any more."""
        facts = venue_facts("arXiv 2019, ICLR 2020", marked=True)

        assert (facts.venue, facts.status) == ("arXiv 2019, ICLR 2020", None)

    @pytest.mark.parametrize(
        ("text", "venue"),
        [
            ("ICLR 2024, Robots", "ICLR 2024"),
            ("Interspeech 2021, Brno, Czechia", "Interspeech 2021"),
            ("JMLR, 2023", "JMLR, 2023"),
        ],
    )
    def test_what_stands_behind_a_venue(self, text: str, venue: str) -> None:
        """Is no part of it, unless it says which year's it is."""
        assert venue_facts(text, marked=True).venue == venue

    def test_when_the_work_was_public_first(self) -> None:
        """A month behind the venue is a date of its own."""
        facts = venue_facts("ICASSP 2024, 2023.11", marked=False)

        assert facts == Facts(PartialDate(2023, 11), "ICASSP 2024")

    @pytest.mark.parametrize("text", ["", "Kettles, 2023.11", "ICASSP 2024; oral", "k" * 121])
    def test_what_is_none(self, text: str) -> None:
        """Says nothing."""
        assert venue_facts(text, marked=False) == NOTHING


class TestShapes:
    """Venues that the registry does not know are told by how they look."""

    @pytest.mark.parametrize(
        "text", ["2024 TeaCON", "KetCON'24", "The Pots and Pans, 2024", "水壶学报 2024"]
    )
    def test_what_stands_apart(self, text: str) -> None:
        """A name beside a year will do."""
        assert venue_facts(text, marked=True) == Facts(PartialDate(2024), text)

    @pytest.mark.parametrize("text", ["The Pots and Pans, 2024", "how the TeaCON began in 2024"])
    def test_what_stands_among_words(self, text: str) -> None:
        """Must be short, and an acronym."""
        assert venue_facts(text, marked=False) == NOTHING


class TestCells:
    """A column of venues says that each of its cells is one."""

    @pytest.mark.parametrize(
        ("cell", "facts"),
        [
            ("A Gathering of Kettles", Facts(venue="A Gathering of Kettles")),
            ("Kettles 2024 in the Hall", Facts(PartialDate(2024), "Kettles 2024 in the Hall")),
            ("2024.05", Facts(PartialDate(2024, 5))),
            ("under review", Facts(status="under-review")),
            ("N/A", NOTHING),
            ("—", NOTHING),
        ],
    )
    def test_whatever_it_looks_like(self, cell: str, facts: Facts) -> None:
        """But for a date, and for what says that there is none."""
        assert cell_venue(cell) == facts


class TestShortVenues:
    """What a venue is called stands on one line."""

    @pytest.mark.parametrize(
        ("text", "venue"), [("Tea\n Notes ", "Tea Notes"), (" ", None), ("kettle " * 20, None)]
    )
    def test_a_line_and_no_sentence(self, text: str, venue: str | None) -> None:
        """A longer text is the name of nothing."""
        assert short_venue(text) == venue
