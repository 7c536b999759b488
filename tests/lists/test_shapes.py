"""Texts that may be titles, and texts that cite one."""

import pytest

from trustworthy_audio_llms._lists.shapes import is_citation, is_long, may_be_title


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Author et al. (2023)", True),
        ("Lee & Ito (2021a)", True),
        ("Author et al., in a kettle", True),
        ("Kettles That Whistle (2023)", False),
        ("Kettles", False),
    ],
)
def test_citations(text: str, is_one: bool) -> None:
    """By whom and when, and no more."""
    assert is_citation(text) is is_one


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("Kettles That Whistle", True),
        ("Loud Kettles", False),
        ("会唱歌的水壶研究综述", True),
        ("水壶", False),
    ],
)
def test_length(text: str, long: bool) -> None:
    """Of three words, or in Chinese of as many characters as make them."""
    assert is_long(text) is long


@pytest.mark.parametrize(
    ("text", "has_links", "may"),
    [
        ("Kettles That Whistle", True, True),
        ("Kettles That Whistle:", False, False),
        ("【Kettles That Whistle】", False, False),
        ("Author et al. (2023)", False, False),
        ("ICLR 2024", False, False),
        ("A kettle that follows", True, False),
        ("A kettle that follows", False, True),
    ],
)
def test_titles(text: str, has_links: bool, may: bool) -> None:
    """Neither labels, citations and facts nor sentences that lead to a link."""
    assert may_be_title(text, has_links=has_links) is may
