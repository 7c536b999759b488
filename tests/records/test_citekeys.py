"""Citation keys: `familyYEARword`, ASCII, unique and stable."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import any_text, dates

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._records.citekeys import (
    Claim,
    citekey_for,
    distinct_citekeys,
    plain_citekey,
)

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
        """The title's first telling word starts the key, letters that follow from it end it."""
        assert re.fullmatch("voice2024attacks[b-z]{5}", key(*authors))
        assert plain_citekey(authors, DATE, "Voice Attacks") == "voice2024attacks"

    def test_without_authors_titles_that_begin_alike_differ(self) -> None:
        """Their spelling does not count."""
        title = "Voice Attacks on All Spoken Assistants at Home"
        assert key(title=title).startswith("voice2024attacks")
        assert key() != key(title=title) == key(title=title.lower().replace(" ", "-"))

    @pytest.mark.parametrize("author", ["Xinyue Shen et al.", "Xinyue Shen and others"])
    def test_et_al_is_no_part_of_it(self, author: str) -> None:
        """Nor is it an author where it stands alone."""
        assert key(author) == "shen2024voice"
        assert key("et al.") == key("and others") == key()


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


def claims(*keys: str, settled: tuple[int, ...] = ()) -> list[Claim]:
    """Claims of works that are told apart by their numbers."""
    return [
        Claim(key, (f"title:{number}", f"id:{number}"), number in settled)
        for number, key in enumerate(keys)
    ]


class TestDistinct:
    """Keys become unique without regard to case, and none is ever handed on."""

    def test_all_that_collide_get_letters(self) -> None:
        """So that none of them has a key that another one had, or will have."""
        first, other, second = distinct_citekeys(claims("a", "b", "a"))
        assert other == "b"
        assert re.fullmatch(r"a[b-z]{5}", first)
        assert re.fullmatch(r"a[b-z]{5}", second)
        assert first != second

    def test_who_is_cited_by_a_key_keeps_it(self) -> None:
        """Of several, the first."""
        first, second, third = distinct_citekeys(claims("a", "a", "a", settled=(1, 2)))
        assert second == "a"
        assert len({first, second, third}) == 3

    def test_case_does_not_count(self) -> None:
        """BibTeX and some file systems cannot tell them apart."""
        first, second = distinct_citekeys(claims("Key", "key", settled=(0,)))
        assert first == "Key"
        assert re.fullmatch(r"key[b-z]{5}", second)

    def test_one_title_is_told_apart_by_the_id(self) -> None:
        """Also then the letters follow from the work alone."""
        same = [Claim("a", ("title:t", identity)) for identity in ("x", "y")]
        first, second = distinct_citekeys(same)
        assert first != second
        assert distinct_citekeys(reversed(same)) == [second, first]

    def test_takes_no_other_work_s_key(self) -> None:
        """Not even one that a work has by chance, which then gets letters as well."""
        made = distinct_citekeys(claims("a", "a", settled=(0,)))[1]
        found = distinct_citekeys(claims("a", "a", made, settled=(0,)))
        assert found[0] == "a"
        assert made not in found
        assert len(set(found)) == 3

    def test_nor_one_it_has_by_another_record(self) -> None:
        """Whoever read only that record cites the work by it."""
        one, other = claims("a2024", "a2025")
        assert distinct_citekeys([one, other]) == ["a2024", "a2025"]
        first, second = distinct_citekeys([one._replace(former=("A2025",)), other])
        assert first == "a2024"
        assert re.fullmatch(r"a2025[b-z]{5}", second)

    def test_works_that_are_alike_in_all(self) -> None:
        """Are told apart by their places."""
        alike = [Claim("a", ("title:t", "title:t"))] * 4
        assert len({key[:1] for key in distinct_citekeys(alike)}) == 1
        assert len(set(distinct_citekeys(alike))) == 4

    def test_takes_time_linear_in_the_works(self) -> None:
        """A list may hold any number of titles that begin alike."""
        assert len(set(distinct_citekeys(claims(*["x"] * 50_000)))) == 50_000

    KEYS = st.lists(st.sampled_from(["a", "A", "aa", "ab", "b"]), max_size=9)

    @given(KEYS, st.sets(st.integers(0, 8)))
    def test_are_unique(self, keys: list[str], settled: set[int]) -> None:
        """Each begins with the key it was to have."""
        found = distinct_citekeys(claims(*keys, settled=tuple(settled)))
        assert len({key.lower() for key in found}) == len(keys)
        assert all(map(str.startswith, found, keys))

    @given(KEYS, st.randoms())
    def test_do_not_depend_on_the_order(self, keys: list[str], random: Random) -> None:
        """The same works get the same keys, however they are listed."""
        listed = claims(*keys)
        shuffled = random.sample(listed, len(listed))
        assert dict(zip(listed, distinct_citekeys(listed), strict=True)) == dict(
            zip(shuffled, distinct_citekeys(shuffled), strict=True)
        )

    @given(KEYS, st.lists(st.lists(st.sampled_from(["a", "b", "ab"]), max_size=2), max_size=9))
    def test_are_never_handed_on(self, keys: list[str], former: list[list[str]]) -> None:
        """Whatever is added, and whenever, no key that named one work names another."""
        had = [*map(tuple, former), *[()] * len(keys)]
        listed = [c._replace(former=h) for c, h in zip(claims(*keys), had, strict=False)]
        named: dict[str, Claim] = {}
        for number in range(len(listed) + 1):
            for claim, key in zip(listed[:number], distinct_citekeys(listed[:number]), strict=True):
                assert named.setdefault(key.lower(), claim) == claim
