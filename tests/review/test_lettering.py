"""Lines are broken where they should be, for letters as wide as they may be."""

import pytest
from hypothesis import given
from made_up import any_text

from trustworthy_audio_llms._review import lettering
from trustworthy_audio_llms._review.lettering import wrapped
from trustworthy_audio_llms._text import terminal_line


class TestWrapping:
    """Lines are broken between words, and none is too long."""

    def test_between_words(self) -> None:
        """A text that fits is one line; one that does not breaks at a blank."""
        assert wrapped("not about audio", 200, size=13) == ["not about audio"]
        assert wrapped("not about audio", 70, size=13) == ["not about", "audio"]
        assert wrapped("", 70, size=13) == []

    def test_a_count_stays_whole(self) -> None:
        """`(n = 5)` moves to the next line as one."""
        assert wrapped("not about", 90, size=13, last="(n = 5)") == ["not about", "(n = 5)"]

    def test_within_a_word_that_is_too_long(self) -> None:
        """Nothing of it is lost."""
        lines = wrapped("x" * 100, 100, size=13)
        assert len(lines) > 5
        assert "".join(lines) == "x" * 100

    @pytest.mark.parametrize(("wide", "narrow"), [("音频", "ab"), ("WM", "il"), ("AB", "ab")])
    def test_letters_are_not_all_as_wide(self, wide: str, narrow: str) -> None:
        """Capitals and ideographs take more room."""
        assert len(wrapped(wide * 50, 200, size=13)) > len(wrapped(narrow * 50, 200, size=13))

    def test_accents_take_no_room(self) -> None:
        """A letter with a combining accent is as wide as without."""
        one, other = (wrapped(f"q{accent}" * 99, 200, size=13) for accent in ("", "\u0301"))
        assert len(one) == len(other)

    @given(any_text)
    def test_no_word_is_lost(self, text: str) -> None:
        """But for blanks, the lines are the text."""
        lines = wrapped(text, 90, size=13)
        assert "".join("".join(lines).split()) == "".join(terminal_line(text).split())

    @pytest.mark.parametrize("text", ["x" * 500, "\u0301" * 500, "x " * 250])
    def test_its_work_is_linear(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        """A text ten times as long takes ten times as much measuring."""
        measured: list[str] = []
        advance = lettering._advance

        def counting(char: str) -> float:
            measured.append(char)
            return advance(char)

        monkeypatch.setattr(lettering, "_advance", counting)
        wrapped(text, 200, size=13)
        once = len(measured)
        wrapped(text * 10, 200, size=13)
        assert len(measured) - once < 12 * once
