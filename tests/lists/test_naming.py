"""Short names, by which lists call works."""

import pytest

from trustworthy_audio_llms._lists.naming import is_name


class TestNames:
    """Up to three words, of which one is no common word."""

    @pytest.mark.parametrize("text", ["KettleNet", "kettle-2", "Kettle Bench Two", "水壶"])
    def test_a_name(self, text: str) -> None:
        """Has a capital, a digit, or no letters of ours."""
        assert is_name(text)

    @pytest.mark.parametrize(
        "text", ["", "kettle", "2024", "How Four Kettles Whistle", "Kettle" * 7]
    )
    def test_none(self, text: str) -> None:
        """A word of the language, a number, a title."""
        assert not is_name(text)
