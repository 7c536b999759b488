"""What stands beside a title, parted from it."""

import pytest

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._lists.authors import Authors
from trustworthy_audio_llms._lists.beside import announced_facts, cited, facts_in, facts_of
from trustworthy_audio_llms._lists.facts import NOTHING, Facts

TWO = Authors(("Ada Example", "Bo Sample"))


class TestCitations:
    """How a text cites a work by its authors."""

    def test_authors_and_year(self) -> None:
        """With a letter behind the year, or brackets around it."""
        for text in ("Example et al., 2024", "Example et al. (2024b)", "(Example et al., 2024)"):
            facts = cited(text)
            assert facts.authors == Authors(("Example",), complete=False)
            assert str(facts.date) == "2024"

    @pytest.mark.parametrize("text", ["Kettle, 2024", "Kettles et al.", "Kettles " * 20])
    def test_what_is_none(self, text: str) -> None:
        """One word and a year may be anything."""
        assert cited(text) == NOTHING


class TestBrackets:
    """What stands in brackets behind a title, beside what is no fact."""

    @pytest.mark.parametrize(
        ("text", "date", "venue"),
        [
            ("(2024-01, Nowhere Labs)", "2024-01", None),
            ("(Nowhere University, 2024.05)", "2024-05", None),
            ("(ICASSP 2024, Oral)", "2024", "ICASSP 2024"),
            ("(Kettles, Pots)", "None", None),
            ("(2024 ICASSP; a longer remark on the kettles)", "2024", "2024 ICASSP"),
            ("(Volume 6, February 2024)", "None", None),
            ("(a longer remark on the kettles, 2024)", "None", None),
        ],
    )
    def test_dates_and_venues(self, text: str, date: str, venue: str | None) -> None:
        """Are told from it by commas."""
        facts = facts_in(f" {text} [")

        assert (str(facts.date), facts.venue) == (date, venue)

    @pytest.mark.parametrize(
        ("text", "authors"),
        [
            ("(Example et al., 2024)", Authors(("Example",), complete=False)),
            ("(Example et al. 2024)", Authors(("Example",), complete=False)),
            ("(Example and Sample, 2024)", Authors(("Example", "Sample"))),
            ("(De Sample, 2024)", Authors(("De Sample",))),
        ],
    )
    def test_a_citation(self, text: str, authors: Authors) -> None:
        """Names the authors, and no venue."""
        facts = facts_in(f" {text} (")

        assert (str(facts.date), facts.authors, facts.venue) == ("2024", authors, None)

    def test_a_journal_that_is_called_as_two_authors_are(self) -> None:
        """Is the journal, where the registry knows it."""
        assert facts_in(" (Computers & Security, 2024)").venue == "Computers & Security, 2024"


class TestAndOthers:
    """Authors that end in "et al."."""

    @pytest.mark.parametrize(
        ("text", "date", "venue"),
        [
            ("(1998), Ann Example et al. [", "1998", None),
            ("Ann Example(Kettle University) et al. arXiv.", "None", "arXiv"),
            ("Ann Example et al.arXiv.", "None", "arXiv"),
        ],
    )
    def test_what_stands_around_them(self, text: str, date: str, venue: str | None) -> None:
        """Is read beside them: a year before, a venue behind, where they work between."""
        facts = facts_in(text)

        assert facts.authors == Authors(("Ann Example",), complete=False)
        assert (str(facts.date), facts.venue) == (date, venue)


class TestDates:
    """Which of several dates is that of the work."""

    def test_a_year_behind_words_that_say_nothing(self) -> None:
        """As authors whose names nobody could tell."""
        for text in (
            ", Example, Ann, 2024",
            "Kettle Notes, pp. 1-5, 2024. [",
            ", 2024, Example, Ann",
        ):
            assert str(facts_in(text).date) == "2024"
        assert facts_in("(1, 2, 3, 2024)").date is None

    def test_a_year_in_brackets_behind_authors(self) -> None:
        """Is read beside them."""
        facts = facts_in(" by Ann Example and Bob Sample (2024)")

        assert (str(facts.date), facts.authors.names) == ("2024", ("Ann Example", "Bob Sample"))

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("ICASSP 2024 | 2023.11", "2023-11"),
            ("ICASSP 2024. [], 2023.11", "2023-11"),
            ("ICASSP 2024 | 2019.11", "2024"),
            ("ICASSP 2024 | 2023", "2024"),
            ("2024 | 2023.11", "2024"),
        ],
    )
    def test_a_month_beside_the_year_of_a_venue(self, text: str, date: str) -> None:
        """It is when the work was public first, if that was not long before."""
        assert str(facts_in(text).date) == date


class TestSeveralVenues:
    """Which of several venues is that of the work."""

    def test_a_venue_behind_a_preprint(self) -> None:
        """It has appeared there since."""
        facts = facts_in("arXiv 2301; ICASSP 2024", marked=True)

        assert (facts.venue, facts.status) == ("ICASSP 2024", None)


class TestLabels:
    """A label says what follows it."""

    @pytest.mark.parametrize(
        "labelled", ["Authors: Ann Example; Year: 2024", "By Ann Example, 2024"]
    )
    def test_several_things(self, labelled: str) -> None:
        """Are read where each is announced, or stands behind the authors."""
        assert facts_of(labelled) == Facts(PartialDate(2024), authors=Authors(("Ann Example",)))

    def test_what_is_announced(self) -> None:
        """Is read only where it is."""
        assert announced_facts("Venue: A Gathering of Kettles").venue == "A Gathering of Kettles"
        assert announced_facts("ICASSP 2024") == NOTHING


class TestSentencesBehindVenues:
    """What is said of a work behind its venue is no part of the venue."""

    @pytest.mark.parametrize("said", ["COLM (2025)", "NAACL 2025", "ICML'25"])
    def test_a_venue_ends_with_its_year(self, said: str) -> None:
        """A sentence follows, of whatever length."""
        facts = facts_in(f"— {said}. Shows how teacups listen.")

        assert facts.venue is not None
        assert facts.venue.startswith(said[:4])
        assert "teacups" not in facts.venue
        assert str(facts.date) == "2025"


class TestSeveralThings:
    """What else may stand with the venue and the authors."""

    def test_a_preprint_beside_where_it_appeared(self) -> None:
        """What has appeared is none any more."""
        assert facts_in("arXiv; ICML Workshop 2020") == Facts(
            PartialDate(2020), "ICML Workshop 2020"
        )

    @pytest.mark.parametrize(
        ("text", "facts"),
        [
            ("by Ada Example, 2020", Facts(PartialDate(2020), authors=Authors(("Ada Example",)))),
            ("by Ada Example and Bo Sample", Facts(authors=Authors(("Ada Example", "Bo Sample")))),
            ("by kettles and pots", NOTHING),
        ],
    )
    def test_authors_behind_by(self, text: str, facts: Facts) -> None:
        """One is enough."""
        assert facts_in(text) == facts

    @pytest.mark.parametrize(
        ("text", "facts"),
        [
            ("(2023-01, Somewhere)", Facts(PartialDate(2023, 1))),
            ("(Somewhere, ICML 2020)", Facts(PartialDate(2020), "ICML 2020")),
            ("(Ada Example, Bo Sample, 2020)", Facts(PartialDate(2020), authors=TWO)),
            ("(the first of all the kettles, 2020)", NOTHING),
            ("(1, 2, 3, 2020)", NOTHING),
            ("(first, second)", NOTHING),
        ],
    )
    def test_several_things_in_brackets(self, text: str, facts: Facts) -> None:
        """The date and the venue among a few short ones; a longer text is a note."""
        assert facts_in(text) == facts

    def test_a_venue_in_brackets_before_the_authors(self) -> None:
        """They are two facts, of which neither takes the other for a part of it."""
        facts = facts_in("[2023-ICLR] Ann Kettle, Bob Pot, Cy Pan. ")

        assert (facts.venue, str(facts.date)) == ("2023-ICLR", "2023")
        assert facts.authors.names == ("Ann Kettle", "Bob Pot", "Cy Pan")
