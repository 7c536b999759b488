"""Labels of links and badges that say where and when a work appeared."""

import pytest

from trustworthy_audio_llms._lists.labels import facts_of_labels, is_venue_label
from trustworthy_audio_llms._lists.links import Link

SITE = "https://a.example/b"


@pytest.mark.parametrize(
    ("label", "is_venue"),
    [
        ("ICLR 2024", True),
        ("[ICLR 2024]", True),
        ("ICLR 2024 Workshop (TEA)", True),
        ("Interspeech'24", True),
        ("2025-06", True),
        ("Kettles", False),
        ("Kettles That Whistle", False),
        ("Kettles That Whistle (2023)", False),
        ("Kettles That Whistle in 1.5 Seconds and No Longer Than That", False),
    ],
)
def test_labels_that_are_but_a_venue(label: str, is_venue: bool) -> None:
    """A title may end with a year in brackets, too."""
    assert is_venue_label(label) is is_venue


@pytest.mark.parametrize(
    ("label", "badge", "venue", "date"),
    [
        ("ICLR 2024", "", "ICLR 2024", "2024"),
        ("Paper (ICLR 2024)", "", "ICLR 2024", "2024"),
        ("", "ICML'24", "ICML'24", "2024"),
        ("ICLR_2024", "", "ICLR 2024", "2024"),
        ("arXiv", "", None, None),
        ("Kettles", "", None, None),
    ],
)
def test_facts(label: str, badge: str, venue: str | None, date: str | None) -> None:
    """A label that only says where it leads says nothing of the work."""
    facts = facts_of_labels([Link(label, SITE, badge)])

    assert (facts.venue, str(facts.date) if facts.date else None) == (venue, date)
