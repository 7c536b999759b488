"""Citation keys: `familyYEARword`, ASCII, unique and stable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import any_text, dates

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._records.citekeys import citekey_for, distinct_citekeys

DATE = PartialDate(2024, 5)


def key(*authors: str, title: str = "Voice Attacks", date: PartialDate | None = DATE) -> str:
    """The key of a work with these authors."""
    return citekey_for(authors, date, title)


class TestFamily:
    """The first author's family name starts the key."""

    @pytest.mark.parametrize(
        ("author", "family"),
        [
            ("Xinyue Shen", "shen"),
            ("Shen, Xinyue", "shen"),
            ("Ludwig van Beethoven", "vanbeethoven"),
            ("María de la Cruz", "delacruz"),
            ("García Márquez, Gabriel", "garciamarquez"),
            ("Jean-Pierre O'Connor-Smith", "oconnorsmith"),
            ("Martin Luther King Jr.", "king"),
            ("King, Jr., Martin Luther", "king"),
            ("Jürgen Groß", "gross"),
            ("Łukasz Żółć", "zolc"),
            ("Søren Ærø", "aero"),
            ("Đặng", "dang"),
            ("Plato", "plato"),
            ("Malcolm X", "x"),
            ("Qwen Team", "qwenteam"),
            ("ASVspoof consortium", "asvspoofconsortium"),
            ("\ud83d Half", "half"),
        ],
    )
    def test_is_in_ascii(self, author: str, family: str) -> None:
        """With its particles, without accents, hyphens and apostrophes."""
        assert key(author, "Someone Else") == f"{family}2024voice"

    @pytest.mark.parametrize("authors", [(), ("王小明",), ("김민준",)])
    def test_without_letters_in_ascii_the_title_stands_in(self, authors: tuple[str, ...]) -> None:
        """The title's first telling word starts the key, the second ends it."""
        assert key(*authors) == "voice2024attacks"


class TestWord:
    """The title's first telling word ends the key."""

    @pytest.mark.parametrize(
        ("title", "word"),
        [
            ("The Voice of All", "voice"),
            ("On the Use of How", "use"),
            ("What Can You Do?", "what"),
            ("A B C", "a"),
            ("Über-Angriffe", "uber"),
            ("3D Audio", "3d"),
            ("语音", ""),
            ("!!!", ""),
        ],
    )
    def test_says_something(self, title: str, word: str) -> None:
        """Articles, prepositions and single letters say nothing, unless there is nothing else."""
        assert key("Xinyue Shen", title=title) == f"shen2024{word}"

    def test_undated_works_have_no_year(self) -> None:
        """There is nothing in its place."""
        assert key("Xinyue Shen", date=None) == "shenvoice"

    @pytest.mark.parametrize("title", ["2024: A Year", "语音"])
    def test_begins_with_a_letter(self, title: str) -> None:
        """What would begin with a digit begins with `work`."""
        assert key(title=title).startswith("work2024")

    @given(st.lists(any_text, max_size=2), st.none() | dates, any_text)
    def test_is_ascii_whatever_the_facts(
        self, authors: list[str], date: PartialDate | None, title: str
    ) -> None:
        """Every program that reads BibTeX can read it."""
        assert re.fullmatch(r"[a-z][a-z0-9]*", citekey_for(authors, date, title))


class TestDistinct:
    """Keys become unique without regard to case; the lowest rank keeps its key."""

    def test_the_lowest_rank_keeps_it(self) -> None:
        """The others get letters, by rank; the order of the works does not change."""
        keyed = [("a", (3,)), ("b", (1,)), ("a", (1,)), ("a", (2,))]
        assert distinct_citekeys(keyed) == ["ab", "b", "a", "aa"]

    def test_case_does_not_count(self) -> None:
        """BibTeX and some file systems cannot tell them apart."""
        assert distinct_citekeys([("Key", (1,)), ("key", (2,))]) == ["Key", "keya"]

    def test_takes_no_other_work_s_key(self) -> None:
        """A key somebody has is left to them."""
        keyed = [("shen2024a", (1,)), ("shen2024", (2,)), ("shen2024", (3,))]
        assert distinct_citekeys(keyed) == ["shen2024a", "shen2024", "shen2024b"]

    def test_takes_no_key_that_was_made_for_another(self) -> None:
        """The 27th of one key might be the first of another."""
        keyed = [("x" if number < 28 else "xa", (number,)) for number in range(30)]
        assert distinct_citekeys(keyed)[26:] == ["xaa", "xab", "xa", "xac"]

    def test_goes_on_after_z(self) -> None:
        """The 27th is `aa`."""
        keys = distinct_citekeys([("x1", (number,)) for number in range(30)])
        assert keys[:2] == ["x1", "x1a"]
        assert keys[26:] == ["x1z", "x1aa", "x1ab", "x1ac"]

    def test_takes_time_linear_in_the_works(self) -> None:
        """A list may hold any number of titles that begin alike."""
        assert len(set(distinct_citekeys([("x", (n,)) for n in range(50_000)]))) == 50_000

    @given(st.lists(st.tuples(st.sampled_from(["a", "A", "aa", "ab", "b"]), st.integers(0, 9))))
    def test_are_unique(self, wanted: list[tuple[str, int]]) -> None:
        """Each begins with the key it was to have, and the first of each rank has it as it is."""
        keys = distinct_citekeys((key, (rank, place)) for place, (key, rank) in enumerate(wanted))
        assert len({key.lower() for key in keys}) == len(wanted)
        for (key, _), given_key in zip(wanted, keys, strict=True):
            assert given_key.startswith(key)

    @given(st.permutations([("a", (1,)), ("a", (2,)), ("a", (3,)), ("b", (4,))]))
    def test_do_not_depend_on_the_order(self, keyed: list[tuple[str, tuple[int, ...]]]) -> None:
        """The same works get the same keys, however they are listed."""
        given_keys = {
            rank: key for (_, rank), key in zip(keyed, distinct_citekeys(keyed), strict=True)
        }
        assert given_keys == {(1,): "a", (2,): "aa", (3,): "ab", (4,): "b"}
