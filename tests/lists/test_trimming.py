"""Titles, trimmed of what stands right behind them."""

import pytest

from trustworthy_audio_llms._lists.facts import NOTHING
from trustworthy_audio_llms._lists.trimming import trimmed_label, trimmed_title

TITLE = "Kettles That Whistle Softly"


class TestTitles:
    """A title ends where a venue, a year or authors begin."""

    @pytest.mark.parametrize(
        ("behind", "venue", "date"),
        [
            (" (ICLR 2024)", "ICLR 2024", "2024"),
            (", ICLR 2024", "ICLR 2024", "2024"),
            (". ICLR (2024)", "ICLR", "2024"),
            (", ACM MM 2024 Workshop", "ACM MM 2024 Workshop", "2024"),
            (" (2024)", None, "2024"),
            ("", None, "None"),
        ],
    )
    def test_facts_behind(self, behind: str, venue: str | None, date: str) -> None:
        """In brackets, behind a comma, behind a full stop."""
        title, facts = trimmed_title(TITLE + behind)

        assert (title.strip(), facts.venue, str(facts.date)) == (TITLE, venue, date)

    def test_a_note_in_brackets_behind_a_full_stop(self) -> None:
        """Is no part of a title."""
        assert trimmed_title(f"{TITLE}. [Oral]")[0].strip() == TITLE

    def test_more_behind_than_any_title_has(self) -> None:
        """Is read no further, so that a line of nothing else takes no longer than its length."""
        title, facts = trimmed_title(TITLE + " (2024)" * 8)

        assert title.strip() == f"{TITLE} (2024) (2024)"
        assert str(facts.date) == "2024"

    @pytest.mark.parametrize("venue", ["TASLP, 2024", "TASLP 2024"])
    def test_a_comma_before_its_year(self, venue: str) -> None:
        """Parts it from the year and not from the venue."""
        assert trimmed_title(f"{TITLE}, {venue}")[1].venue == venue

    def test_a_year_behind_the_last_word_of_a_title(self) -> None:
        """Leaves it there."""
        assert trimmed_title(f"{TITLE}, and Sing, 2024")[0] == f"{TITLE}, and Sing"


class TestLabelsThatAreTitles:
    """The label of a link, of which only what is in brackets at its end may be a fact."""

    @pytest.mark.parametrize(
        ("label", "title", "said"),
        [
            ("Kettles That Whistle [ICML'24]", "Kettles That Whistle", "ICML'24"),
            ("Kettles That Whistle (2024)", "Kettles That Whistle", None),
            ("Kettle (Example et al., 2024)", "Kettle", None),
            ("Kettle (Example & Sample, 2024a)", "Kettle", None),
        ],
    )
    def test_facts_in_brackets(self, label: str, title: str, said: str | None) -> None:
        """A venue, a year, or how a text cites the work."""
        found, facts = trimmed_label(label)

        assert (found, facts.venue, str(facts.date)) == (title, said, "2024")

    @pytest.mark.parametrize(
        "label", ["Kettles That Whistle, ICML 2024", "Kettles (of Clay)", "(2024)", "Kettles]"]
    )
    def test_all_else_is_the_title(self, label: str) -> None:
        """A comma parts nothing there."""
        assert trimmed_label(label) == (label, NOTHING)
