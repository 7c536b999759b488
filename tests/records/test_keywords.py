"""The vocabulary of keywords, and the terms that its spellings mean."""

import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._records.keywords import term_of


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("LALMs", "large audio-language model"),
        ("Audio Language Model", "large audio-language model"),
        ("asr", "automatic speech recognition"),
        ("Speaker Anonymisation", "speaker anonymization"),
        ("murmurs", None),
        ("", None),
    ],
)
def test_a_spelling_means_a_term(text: str, term: str | None) -> None:
    """Without case, hyphens and plurals; what is no spelling means none."""
    assert term_of(text) == term


def test_works_are_found_by_every_spelling_of_a_keyword() -> None:
    """And those that have the words themselves, as works of other lists do."""
    catalog = tal.load()
    found = catalog.where(keyword="LALM")
    assert len(found) > 150
    assert list(found) == list(catalog.where(keyword="large audio-language model"))
    mine = tal.Catalog([tal.Paper(title="T", keywords=["LALM safety"])])
    assert len(mine.where(keyword="LALM")) == 1
