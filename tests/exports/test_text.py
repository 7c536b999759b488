"""References as a person reads them, one a line."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import entries

from trustworthy_audio_llms import Catalog, Dataset, Entry, Paper
from trustworthy_audio_llms._exports.text import to_text


def line(**facts: Any) -> str:
    """The reference to a verified paper of May 2024."""
    usual = {"title": "A Title", "authors": ["Ana Roe", "Bo Li"], "date": "2024-05"}
    return to_text([Paper(**{**usual, "verified": True, **facts})]).removesuffix("\n")


@pytest.mark.parametrize(
    ("facts", "reference"),
    [
        (
            {"arxiv": "2405.01230"},
            "Ana Roe and Bo Li. A Title. Preprint, May 2024. arXiv:2405.01230.",
        ),
        (
            {
                "authors": ["Bo Li"],
                "venue": "Interspeech 2025",
                "pages": "1–5",
                "doi": "10.21437/x",
            },
            "Bo Li. A Title. Proceedings of Interspeech 2025, pages 1–5, 2025. doi:10.21437/x.",
        ),
        (
            {
                "authors": ["Bo Li"],
                "venue": "TMLR",
                "published": "2025-02",
                "volume": "3",
                "number": "1",
            },
            "Bo Li. A Title. Transactions on Machine Learning Research, 3(1), February 2025.",
        ),
        (
            {"venue": "KDD", "status": "under-review", "openreview": "AbCdEf123"},
            "Ana Roe and Bo Li. A Title. May 2024. OpenReview: AbCdEf123. (Under review at KDD)",
        ),
        (
            {"title": "Why?", "authors": [], "date": None, "url": "https://a.org"},
            "Why? https://a.org.",
        ),
        ({"authors_complete": False}, "Ana Roe, Bo Li et al. A Title. May 2024."),
        (
            {"authors": [f"A {letter}" for letter in "BCDEFGHIJK"]},
            "A B, A C, A D, A E, A F, A G, A H, A I et al. A Title. May 2024.",
        ),
    ],
)
def test_a_reference(facts: dict[str, Any], reference: str) -> None:
    """Who, what, where, when, and how to find it."""
    assert line(**facts) == reference


def test_a_catalog() -> None:
    """A line a work; what is not verified says so."""
    text = Catalog([Paper(title="One"), Dataset(title="Two", verified=True)]).to_text()
    one, two = text.splitlines()
    assert one.startswith("One. (Unverified.")
    assert two == "Two. (Dataset)"


@given(st.lists(entries(), max_size=3))
def test_it_is_one_line_a_work(works: list[Entry]) -> None:
    """Whatever a list says, it can be printed."""
    text = to_text(works)
    assert len(text.splitlines()) == len(works)
    assert {unicodedata.category(char) for char in text} & {"Cc", "Cs"} <= {"Cc"}
    assert [char for char in text if unicodedata.category(char) == "Cc"] == ["\n"] * len(works)
