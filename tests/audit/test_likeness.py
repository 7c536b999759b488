"""Titles that are nearly the same: which works of a list may be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._audit.likeness import abbreviates, alike

LONG = "Orders in a Whisper: Attacks on Speech Models by Tone"
PLAN = "The Whisper {} Challenge and Its Whole Evaluation Plan"


class TestAlike:
    """What counts as nearly the same."""

    @pytest.mark.parametrize(
        ("one", "other", "how"),
        [
            (LONG, LONG.upper(), "same"),
            ("A Multi-modal Benchmark", "A multimodal bench-mark", "same"),
            (LONG, f"{LONG} and Their Defense", "part"),
            (f"{LONG} and Their Defense", LONG, "part"),
            (LONG, f"Tonic: {LONG}", "part"),
            (LONG, LONG.replace("Attacks", "Assaults"), "one-word"),
            (LONG, LONG.replace("by Tone", "by Mere Tone"), "one-word"),
            (LONG, LONG.replace("Attacks ", ""), "one-word"),
        ],
    )
    def test_these_may_be_one_work(self, one: str, other: str, how: str) -> None:
        """The same letters; a subtitle or a name added; one of many words else, more or less."""
        assert list(alike([[one], [other]])) == [(0, 1, how)]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Orca2.5-Omni Technical Report", "Orca3-Omni Technical Report"),
            ("Orca-Audio Technical Report", "Puma-Audio Technical Report"),
            (PLAN.format(2022), PLAN.format(2024)),
            (PLAN.format("2022"), PLAN.format("")),
            ("Attacks on Speech Models", "Attacks on Speech Models II"),
            ("Attacks on Speech Models", "Attacks on Speech Models 2025"),
            ("Attacks on Speech Models", "Attacks on Speech Models, Version 2"),
            ("A Survey", "A Survey of Attacks"),
            ("Attacks on Speech Models", "A Defense Against Attacks on Speech Models"),
            (LONG, LONG.replace("Attacks", "Assaults").replace("Tone", "Pitch")),
        ],
    )
    def test_these_are_two_works(self, one: str, other: str) -> None:
        """Series, editions and parts differ in a number, others in more than one word."""
        assert list(alike([[one], [other]])) == []

    def test_every_title_of_a_work_counts(self) -> None:
        """An alias may be what another work is called."""
        assert list(alike([["A New Name", LONG], ["Quite Else"], [LONG]])) == [(0, 2, "same")]

    def test_a_work_is_not_like_itself(self) -> None:
        """However alike its titles are."""
        assert list(alike([[LONG, LONG.upper(), f"{LONG} Now"]])) == []

    def test_each_pair_is_told_once_in_its_order(self) -> None:
        """Also where several titles are alike in several ways."""
        works = [[LONG, f"{LONG} Now"], [f"{LONG} Then"], [LONG.upper()]]
        assert [pair for *pair, _ in alike(works)] == [[0, 2], [1, 2], [0, 1]]

    def test_titles_without_words_are_not_alike(self) -> None:
        """Two titles of emoji are two titles."""
        assert list(alike([["🐶🐶🐶🐶"], ["🐱🐱🐱🐱"]])) == []

    def test_what_is_too_long_to_be_a_title_is_not_compared_word_by_word(self) -> None:
        """It would take time that grows with the square of the length."""
        words = " ".join(map("w{}".format, range(20_000)))
        assert list(alike([[f"one {words}"], [f"two {words}"]])) == []

    def test_of_many_that_are_alike_not_all_pairs_are_told(self) -> None:
        """Every one is told of, but the pairs of a thousand would be half a million."""
        works = [[LONG.replace("Attacks", word)] for word in "abcdefghij"]
        pairs = [pair for *pair, _ in alike(works)]

        assert {place for pair in pairs for place in pair} == set(range(10))
        assert len(pairs) < 20

    @given(st.lists(st.lists(st.text("ab1 -ü🐶", max_size=30), max_size=3), max_size=6))
    def test_it_takes_any_titles(self, works: list[list[str]]) -> None:
        """Pairs are of two works, in order, each once."""
        pairs = [(one, other) for one, other, _ in alike(works)]
        assert all(0 <= one < other < len(works) for one, other in pairs)
        assert len(set(pairs)) == len(pairs)


class TestAbbreviates:
    """A title in short has its words in order, and an acronym for some of them."""

    FULL = "Whispered Orders for Large Language Models: From Text to Speech"

    @pytest.mark.parametrize(
        "short", ["Orders for LLMs", "LLMs from TTS", "LLM", "Whispered Orders for LLMs from Text"]
    )
    def test_these_are_it_in_short(self, short: str) -> None:
        """Words may be left out before, between and behind."""
        assert abbreviates(short, self.FULL)

    @pytest.mark.parametrize(
        "short",
        ["Orders for Models", "LLMs for Orders", "Orders for ASR", "Orders for Llm", FULL, ""],
    )
    def test_these_are_other_titles(self, short: str) -> None:
        """Without an acronym, in another order, or with what the full one does not have."""
        assert not abbreviates(short, self.FULL)

    def test_what_is_too_long_to_be_a_title_is_none_in_short(self) -> None:
        """Comparing it would take time that grows with the square of the length."""
        words = "word " * 10_000
        assert not abbreviates(f"LLM {words}", self.FULL)
        assert not abbreviates("LLM", f"{self.FULL} {words}")
