"""Numbers with their nouns."""

import pytest

from trustworthy_audio_llms._plural import counted


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "work", "1 work"),
        (2, "work", "2 works"),
        (0, "new study", "0 new studies"),
        (1, "entry", "1 entry"),
        (3, "day", "3 days"),
    ],
)
def test_one_or_several(number: int, noun: str, said: str) -> None:
    """Only one stands in the singular, and a noun in -y has its plural."""
    assert counted(number, noun) == said
