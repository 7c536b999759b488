"""Texts, parted by brackets and marks."""

import pytest

from trustworthy_audio_llms._lists.text_parts import last_opening, parts_of, unwrapped


class TestParts:
    """A text is parted at its outermost brackets, and between them at marks."""

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("Kettles. Pots | Pans; Cups", ["Kettles", " Pots", "Pans", " Cups"]),
            ("Kettles – Pots- Pans", ["Kettles", "Pots", " Pans"]),
            ("A. Example, state-of-the-art", ["A. Example, state-of-the-art"]),
            ("水壶（2024）茶", ["水壶", "[2024]", "茶"]),
            ("Pots (of [red] clay) here", ["Pots ", "[of [red] clay]", " here"]),
            ("Pots) and (pans", ["Pots) and (pans"]),
        ],
    )
    def test_brackets_and_marks(self, text: str, parts: list[str]) -> None:
        """What stands in brackets is set in square ones here."""
        found = (f"[{part}]" if in_brackets else part for part, in_brackets in parts_of(text))

        assert list(filter(str.strip, found)) == parts


class TestUnwrapped:
    """What stands around all of a text is no part of it."""

    @pytest.mark.parametrize(
        ("text", "inside"),
        [
            ("📅 **2024-01**,", "2024-01"),
            ("([ICLR 2024])", "ICLR 2024"),
            ("（茶）", "茶"),
            ("(one) and (two)", "(one) and (two)"),
            ("(", "("),
            ("", ""),
        ],
    )
    def test_decoration_and_brackets(self, text: str, inside: str) -> None:
        """As long as the brackets are around all of it."""
        assert unwrapped(text) == inside


class TestLastOpening:
    """A text that ends with a bracket."""

    @pytest.mark.parametrize(
        ("text", "place"), [("Pots (clay)", 5), ("(a) Pots [b (c)]", 9), ("Pots (]", -1)]
    )
    def test_where_the_last_of_its_kind_opens(self, text: str, place: int) -> None:
        """Nowhere, where only others open."""
        assert last_opening(text) == place
