"""Parsing: the Markdown of the library, with targets left alone."""

import pytest

from trustworthy_audio_llms._lists.parsing import inline_parser


class TestInline:
    """What stands in a block is read as the library reads it."""

    @pytest.mark.parametrize("text", ["[a](javascript:b)", "[a](b%zz)", "[a](ü)"])
    def test_targets_as_they_are_written(self, text: str) -> None:
        """Where a link leads is not encoded, nor refused."""
        (inline,) = inline_parser().parseInline(text)
        assert (inline.children or [])[0].attrs["href"] == text[4:-1]
