"""Remembering: what was found out about short texts is not found out again."""

from trustworthy_audio_llms._lists.remembering import remembered


class TestRemembered:
    """A function that remembers gives what it would give without."""

    def test_short_texts_are_looked_at_once(self) -> None:
        """The same text with other options is looked at again; long ones are, each time."""
        looked_at: list[tuple[str, int]] = []

        @remembered
        def twice(text: str, *, more: int = 0) -> int:
            """Twice the length."""
            looked_at.append((text, more))
            return 2 * len(text) + more

        long = "a" * 1000
        assert [twice("ab"), twice("ab"), twice("ab", more=1)] == [4, 4, 5]
        assert [twice(long), twice(long)] == [2000, 2000]
        assert looked_at == [("ab", 0), ("ab", 1), (long, 0), (long, 0)]
        assert twice.__doc__ == "Twice the length."
