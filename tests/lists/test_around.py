"""Facts before a title, at the end of it, and behind it."""

import pytest
from lists import TITLE, URL

from trustworthy_audio_llms._lists.around import (
    facts_around,
    facts_behind,
    without_facts_before,
    without_facts_inside,
    without_italic_facts,
)
from trustworthy_audio_llms._lists.links import links_of
from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.spans import Span


def spans(markdown: str) -> tuple[Span, ...]:
    """What stands on the line of an item."""
    (line,) = read_lines(f"- {markdown}")
    return line.spans


@pytest.mark.parametrize(
    ("text", "rest", "venue"),
    [
        ("[ICLR 2024] Kettles That Whistle", "Kettles That Whistle", "ICLR 2024"),
        ("ICLR 2024, Kettles That Whistle", "Kettles That Whistle", "ICLR 2024"),
        ("ICLR 2024, Kettles", "ICLR 2024, Kettles", None),
        ("[Loud] Kettles That Whistle", "[Loud] Kettles That Whistle", None),
        ("Loud 2024: Kettles That Whistle", "Loud 2024: Kettles That Whistle", None),
    ],
)
def test_before_a_title(text: str, rest: str, venue: str | None) -> None:
    """A venue with its year, where a title is left."""
    left, facts = without_facts_before(text)

    assert (left, facts.venue) == (rest, venue)


@pytest.mark.parametrize(
    ("label", "title", "venue"),
    [
        ("Kettles That Whistle (ICLR 2024)", "Kettles That Whistle", "ICLR 2024"),
        ("Kettles (ICLR 2024)", "Kettles", "ICLR 2024"),
        ("Kettles (2024)", "Kettles (2024)", None),
        ("Kettles (loud)", "Kettles (loud)", None),
    ],
)
def test_at_the_end_of_a_title(label: str, title: str, venue: str | None) -> None:
    """A venue in brackets; a year alone may belong to a name."""
    left, facts = without_facts_inside(label)

    assert (left, facts.venue) == (title, venue)


def test_in_italics_at_the_end() -> None:
    """A journal with its year, or authors; what else is in italics stays."""
    text = "Kettles That Whistle, A Journal of Cups 2021"
    rest, facts = without_italic_facts(
        spans("Kettles That Whistle, *A Journal of Cups* 2021"), text
    )

    assert (rest, facts.venue, str(facts.date)) == (
        "Kettles That Whistle, ",
        "A Journal of Cups 2021",
        "2021",
    )
    assert without_italic_facts(spans("Kettles *That* Whistle"), "Kettles That Whistle")[0] == (
        "Kettles That Whistle"
    )


def test_behind_a_title() -> None:
    """Authors, a venue in italics, and last a badge."""
    line = spans(f"ACL 2020 [{TITLE}]({URL}) - *Ann Lee, Bo Ito*, `ICLR 2024` ![ICML'25](b.svg)")
    facts = facts_behind(line, links_of(line)[0])

    assert (facts.authors.names, facts.venue) == (("Ann Lee", "Bo Ito"), "ICLR 2024")


def test_around_a_title() -> None:
    """What stands before it counts, and no part of the title does."""
    facts = facts_around(spans("ICLR 2024 **Loud Pots**. *Ann Lee, Bo Ito*"), "Loud Pots")

    assert (facts.authors.names, facts.venue) == (("Ann Lee", "Bo Ito"), "ICLR 2024")
