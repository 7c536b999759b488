"""Texts that announce what they say."""

import pytest

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._lists.authors import Authors
from trustworthy_audio_llms._lists.facts import Facts
from trustworthy_audio_llms._lists.labelled import (
    announces_fact,
    is_labelled,
    labelled_facts,
)

ANN = Authors(("Ann Example",))


class TestLabels:
    """A label says what follows it."""

    @pytest.mark.parametrize(
        ("text", "facts"),
        [
            ("Authors: Ann Example", Facts(authors=ANN)),
            ("Venue: A Gathering of Kettles", Facts(venue="A Gathering of Kettles")),
            ("Publisher: ICLR 2024", Facts(PartialDate(2024), "ICLR 2024")),
            ("Published: 2024", Facts(PartialDate(2024))),
            ("发表时间：2024-05", Facts(PartialDate(2024, 5))),
        ],
    )
    def test_authors_venue_and_date(self, text: str, facts: Facts) -> None:
        """Each where it belongs."""
        assert labelled_facts(text) == (facts, "")

    def test_a_label_behind(self) -> None:
        """Announces another thing, which is asked for apart."""
        assert labelled_facts("Author: Ann Example; Venue: ICLR; Year: 2024") == (
            Facts(authors=ANN),
            " Venue: ICLR； Year: 2024",
        )

    def test_no_label(self) -> None:
        """Announces nothing."""
        assert labelled_facts("Ann Example: Kettles") is None


class TestWhatIsAnnounced:
    """A fact, or what is none and is said of a work all the same."""

    @pytest.mark.parametrize(
        ("text", "labelled", "fact"),
        [
            ("📅 Date: 2024", True, True),
            ("Institution: Nowhere Labs", True, False),
            ("单位：水壶研究所", True, False),
            ("Kettles: A Survey", False, False),
        ],
    )
    def test_by_its_label(self, text: str, labelled: bool, fact: bool) -> None:
        """Behind whatever decorates it."""
        assert (is_labelled(text), announces_fact(text)) == (labelled, fact)
