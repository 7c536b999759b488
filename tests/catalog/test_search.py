"""Ranked full-text search."""

import gc
import re
import sqlite3
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import (
    BACKDOOR,
    BENCHMARK,
    DATASET,
    DEFENSE,
    ENTRIES,
    JAILBREAK,
    OLD,
    PREPRINT,
    SURVEY,
    UNTRACED,
    any_text,
)

from trustworthy_audio_llms import Entry, Paper
from trustworthy_audio_llms._catalog.search import Match, SearchIndex

INDEX = SearchIndex(ENTRIES)


def search(query: str, *, limit: int | None = None) -> list[Entry]:
    """What a query finds among the made-up entries."""
    return [ENTRIES[place] for place in INDEX.search(query, limit=limit)]


def matches(query: str, *titles: str) -> list[str]:
    """The titles that a query finds, in the order of the arguments."""
    index = SearchIndex([Paper(title=title) for title in titles])
    return [titles[place] for place in sorted(index.search(query))]


class TestWords:
    """All words must match, in any field."""

    @pytest.mark.parametrize(
        ("query", "entry"),
        [
            ("triggers", BACKDOOR),
            ("accents that break", JAILBREAK),
            ("SpoofSet", DATASET),
            ("dora", BACKDOOR),
            ("loudness", PREPRINT),
            ("watermark", None),
            ("ICLR", DEFENSE),
            ("detection deepfake", DATASET),
            ("guard rails", JAILBREAK),
            ("müller guard fairness acl voicebreak", JAILBREAK),
            ("müller guard watermark", None),
        ],
    )
    def test_in_any_field(self, query: str, entry: Entry | None) -> None:
        """Title, other titles, name, authors, keywords, topics, venue, description."""
        assert search(query) == ([entry] if entry else [])

    def test_what_is_not_searched(self) -> None:
        """Links, notes and evidence are not what a work is about."""
        assert search("example") == search("nobody") == search("owner") == []

    @pytest.mark.parametrize("query", ["HEARING", "hearing", "Theory of hearing", "hearing theory"])
    def test_case_and_order_do_not_count(self, query: str) -> None:
        """Nor do the words between."""
        assert search(query) == [OLD]

    @pytest.mark.parametrize("query", ["muller", "MÜLLER", "mu\u0308ller"])
    def test_accents_do_not_count(self, query: str) -> None:
        """However they are written."""
        assert set(search(query)) == {JAILBREAK, SURVEY}

    @pytest.mark.parametrize(
        ("query", "title"),
        [
            ("jailbreak", "Jailbreaking Models"),
            ("jailbreaks", "A Jailbreak"),
            ("attacking", "Attacks"),
            ("defended", "Defending"),
            ("studies", "A Study"),
        ],
    )
    def test_english_endings_do_not_count(self, query: str, title: str) -> None:
        """Singular and plural, verb and noun are one word."""
        assert matches(query, title, "Something Else") == [title]

    def test_a_part_of_a_word_is_no_word(self) -> None:
        """That is what `*` is for."""
        assert search("jail") == []

    @pytest.mark.parametrize("query", ["red-teaming", "red teaming", "RED-TEAMING"])
    def test_hyphens_part_words(self, query: str) -> None:
        """Joined by a hyphen they must stand together."""
        assert search(query) == [DEFENSE]
        assert matches("red-teaming", "Red Teaming", "Teaming Up in Red") == ["Red Teaming"]

    def test_other_scripts(self) -> None:
        """Words between blanks are found in any script."""
        assert matches("语音", "语音 安全", "安全") == ["语音 安全"]
        assert matches("ЗВУК", "Звук и речь", "Речь") == ["Звук и речь"]


class TestOperators:
    """Phrases, prefixes, alternatives, exclusions."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ('"spoken models"', ["Spoken Models"]),
            ('"spoken model', ["Spoken Models"]),
            ('"SPOKEN, models!"', ["Spoken Models"]),
            ('"spoken models" attack', []),
            ("spoken models", ["Spoken Models", "Models, Spoken"]),
            ("-spoken", ["Attacks on Speech"]),
            ("models -spoken", []),
            ('models -"spoken models"', ["Models, Spoken"]),
            ("-spoken -attacks", []),
            ("-nonsense", ["Spoken Models", "Models, Spoken", "Attacks on Speech"]),
            ("spe*", ["Attacks on Speech"]),
            ("sp*", ["Spoken Models", "Models, Spoken", "Attacks on Speech"]),
            ("model* -att*", ["Spoken Models", "Models, Spoken"]),
            ("attack OR models", ["Spoken Models", "Models, Spoken", "Attacks on Speech"]),
            ("spoken OR speech attack", ["Attacks on Speech"]),
            ("speech attack OR nonsense", ["Attacks on Speech"]),
            ('nonsense OR "models spoken" OR speech', ["Models, Spoken", "Attacks on Speech"]),
            ("OR speech", ["Attacks on Speech"]),
            ("speech OR", ["Attacks on Speech"]),
            ("spoken OR -models", []),
            ("speech OR OR spoken", ["Spoken Models", "Models, Spoken", "Attacks on Speech"]),
            ("speech or spoken", []),
            ("speech AND attacks", []),
            ("speech NOT attacks", []),
            ('speech"spoken"', []),
            ("title:speech", []),
            ("speech ?!", ["Attacks on Speech"]),
            ("- speech", ["Attacks on Speech"]),
            ("--speech", ["Spoken Models", "Models, Spoken"]),
            ('"OR" speech', []),
        ],
    )
    def test_find(self, query: str, found: list[str]) -> None:
        """`OR` binds more tightly than the blank; only in capitals is it an operator."""
        assert matches(query, "Spoken Models", "Models, Spoken", "Attacks on Speech") == found

    @pytest.mark.parametrize(
        ("query", "title"),
        [
            ("gener*", "Generating Speech"),
            ("generat*", "Generative Speech"),
            ("generati*", "Generation"),
            ("attackin*", "Attacking"),
            ("ATTACK*", "Attacks"),
            ("über*", "Uberhaupt"),
            ("uber*", "Überhaupt"),
            ("gpt-4*", "GPT-4o"),
            ("attack**", "Attacks"),
            ("語*", "語音"),
        ],
    )
    def test_prefixes_are_those_of_the_words_as_they_are_written(
        self, query: str, title: str
    ) -> None:
        """The index holds `gener` for `generation`; who writes `generati*` knows nothing of it."""
        assert matches(query, title, "Something Else") == [title]

    @pytest.mark.parametrize("query", ["", "  ", "\n"])
    def test_an_empty_query_finds_everything(self, query: str) -> None:
        """In its order."""
        assert search(query) == list(ENTRIES)
        assert search(query, limit=2) == list(ENTRIES[:2])

    @pytest.mark.parametrize(
        "query", ["!", "***", '"', '""', "-", "OR", "OR OR", "\x00", "🎧", "- -"]
    )
    def test_a_query_without_words_finds_nothing(self, query: str) -> None:
        """It asks for something that is not there."""
        assert search(query) == []


class TestRanking:
    """The best match comes first."""

    def test_a_title_counts_for_more_than_a_description(self) -> None:
        """Who searches for `jailbreak` wants the works about it."""
        found = search("jailbreak")
        assert found[:2] in ([JAILBREAK, DEFENSE], [DEFENSE, JAILBREAK])
        assert found[-1] == BACKDOOR
        assert BENCHMARK in found

    @pytest.mark.parametrize(
        ("better", "worse"),
        [
            ({"title": "voice"}, {"keywords": ["voice"]}),
            ({"name": "voice"}, {"authors": ["voice"]}),
            ({"authors": ["voice"]}, {"venue": "voice"}),
            ({"keywords": ["voice"]}, {"topics": ["voice"]}),
            ({"topics": ["voice"]}, {"venue": "voice"}),
            ({"venue": "voice"}, {"description": "voice"}),
        ],
    )
    def test_of_the_fields(self, better: dict[str, Any], worse: dict[str, Any]) -> None:
        """From the title down to the description."""
        blank: dict[str, Any] = {"title": "Another", "citekey": "x"}
        works = [
            Paper(**{**blank, **worse}),
            Paper(**{**blank, **better}),
            Paper(title="Something"),
        ]
        assert SearchIndex(works).search("voice") == [1, 0]

    def test_equal_matches_keep_their_order(self) -> None:
        """The result is the same every time."""
        index = SearchIndex([Paper(title="Voice")] * 50)
        assert index.search("voice") == list(range(50))

    @pytest.mark.parametrize("query", ["jailbreak", "-nonsense", ""])
    @pytest.mark.parametrize("limit", [0, 1, 3, 100])
    def test_a_limit_takes_the_best(self, query: str, limit: int) -> None:
        """The same ones as without it."""
        assert search(query, limit=limit) == search(query)[:limit]


class TestAnyText:
    """No string raises, whatever it holds."""

    @given(any_text)
    @example('"')
    @example('a"b"*')
    @example("NEAR(a b)")
    @example("{title} : a")
    @example("^a + b")
    @example("a AND (b")
    @example("') ; DROP TABLE works; --")
    @example("\ud83d*")
    @example("a\x00b*")
    @example("\U0001e900* ²* ﬁ* İ*")
    def test_no_query_raises(self, query: str) -> None:
        """And no result is a place where there is no entry."""
        assert set(INDEX.search(query)) <= set(range(len(ENTRIES)))
        for place in INDEX.search(query, limit=1):
            INDEX.explain(query, place)

    @given(any_text, any_text)
    def test_no_entry_raises(self, title: str, query: str) -> None:
        """What can be stored can be searched."""
        index = SearchIndex([Paper(title=f"Voice {title}", description=f"x {title}")])
        assert index.search("voice") == [0]
        index.search(query)

    @pytest.mark.parametrize(
        "query",
        [
            "voice " * 50_000,
            "voice OR " * 50_000,
            " ".join(f"-w{number}" for number in range(20_000)),
            " ".join(f"w{number}" for number in range(20_000)),
            " OR ".join(f"w{number}" for number in range(20_000)),
            '"' + " ".join(f"w{number}" for number in range(20_000)),
            " ".join(f"w{number}*" for number in range(500)),
            "x" * 1_000_000,
            '"' * 100_001,
            "-" * 100_000,
            "(" * 100_000,
        ],
        ids=lambda query: query[:12],
    )
    def test_no_length_raises(self, query: str) -> None:
        """FTS5 limits the depth of an expression; ours have none."""
        INDEX.search(query)
        INDEX.explain(query, 0)

    def test_a_prefix_of_very_many_words(self) -> None:
        """Each of the words is named in the query that SQLite gets."""
        index = SearchIndex([Paper(title=f"a{number}b") for number in range(3000)])
        assert len(index.search("a*")) == 3000


WORDS = sorted(
    {word for one in ENTRIES for word in re.findall(r"\w+", f"{one.title} {one.description}")}
)
TERMS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*"),
    st.builds(lambda one, other: f'"{one} {other}"', *[st.sampled_from(WORDS)] * 2),
    st.sampled_from(["jailbreak", "safety", "li", "2025", "watermark", '"language models"']),
)
"""What may stand in a query, most of it found somewhere, some of it nowhere."""


class TestLaws:
    """Words are sets of works: all of them, one or the other, those without."""

    @given(TERMS, TERMS)
    def test_two_words_are_the_works_with_both(self, one: str, other: str) -> None:
        """In whatever order, and however often they stand there."""
        both = set(INDEX.search(one)) & set(INDEX.search(other))
        for query in (f"{one} {other}", f"{other} {one}", f"{one}  {other} {one}"):
            assert set(INDEX.search(query)) == both

    @given(TERMS, TERMS, TERMS)
    def test_or_is_the_works_with_either(self, one: str, other: str, third: str) -> None:
        """It holds its two neighbours together, more tightly than a blank."""
        either = set(INDEX.search(one)) | set(INDEX.search(other))
        assert set(INDEX.search(f"{one} OR {other}")) == either
        assert set(INDEX.search(f"{third} {one} OR {other}")) == either & set(INDEX.search(third))

    @given(TERMS, TERMS)
    def test_minus_is_the_works_without(self, one: str, other: str) -> None:
        """A word and its negation part the catalogue, and what other words find."""
        having, lacking = set(INDEX.search(one)), set(INDEX.search(f"-{one}"))
        assert having | lacking == set(INDEX.search(""))
        assert not having & lacking
        assert set(INDEX.search(f"{other} -{one}")) == set(INDEX.search(other)) & lacking

    @given(TERMS, TERMS)
    def test_what_is_found_is_explained(self, one: str, other: str) -> None:
        """And nothing else is."""
        for query in (one, f"{one} {other}", f"{one} OR {other}", f"{one} -{other}"):
            found = INDEX.search(query)
            for place in range(len(ENTRIES)):
                assert bool(INDEX.explain(query, place)) == (place in found)


class TestExplain:
    """`explain` says which fields match, and shows the words around."""

    def place(self, entry: Entry) -> int:
        """Where an entry stands."""
        return ENTRIES.index(entry)

    def test_names_fields_and_marks_words(self) -> None:
        """As they are written, not as they were searched."""
        assert INDEX.explain("jailbreaks accent", self.place(JAILBREAK)) == [
            Match("title", "VoiceBreak: **Jailbreaking** Spoken Assistants by **Accent**"),
            Match("aliases", "**Accents** That Break Assistants"),
            Match("keywords", "**jailbreak**, **accent**"),
            Match("topics", "safety/**jailbreak**, fairness"),
            Match(
                "description", "Shows that **accents** carry harmful requests past the guard rails."
            ),
        ]

    def test_shows_what_is_around_in_a_long_text(self) -> None:
        """Not all of it."""
        long = " ".join(["word"] * 100 + ["needle"] + ["word"] * 100)
        (match,) = SearchIndex([Paper(title="T", description=long)]).explain("needle", 0)
        assert match.field == "description"
        assert match.snippet.startswith("…")
        assert "**needle**" in match.snippet
        assert len(match.snippet) < 120

    @pytest.mark.parametrize(
        "query", ["jailb*", '"jailbreak"', "nonsense OR jailbreak", "jailbreak -x"]
    )
    def test_explains_every_operator(self, query: str) -> None:
        """Whatever matched is marked."""
        assert Match("topics", "safety/**jailbreak**, fairness") in INDEX.explain(
            query, self.place(JAILBREAK)
        )

    @pytest.mark.parametrize("query", ["", "!", "-nonsense", "jailbreak", "nonsense"])
    def test_is_empty_where_no_word_matches(self, query: str) -> None:
        """An entry may be found by what it lacks; there is nothing to show then."""
        assert INDEX.explain(query, self.place(UNTRACED)) == []

    def test_is_not_deceived_by_marks_in_a_text(self) -> None:
        """Only what matches is shown as matching."""
        entry = Paper(title="Voice", description="\x02no match\x03")
        assert SearchIndex([entry]).explain("voice", 0) == [Match("title", "**Voice**")]


class TestThreads:
    """An index may be used by several threads."""

    def test_at_once(self) -> None:
        """Each gets what it would get alone, also when it is the first to ask for a prefix."""
        queries = ["jailbreak", "jail*", "mull*", "-safety", "a OR b", "hear*"] * 20
        alone = [SearchIndex(ENTRIES).search(query) for query in queries]
        index = SearchIndex(ENTRIES)
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(index.search, queries)) == alone

    def test_a_database_is_closed_with_its_index(self) -> None:
        """Python 3.13 warns of one that is not."""
        index = SearchIndex(ENTRIES)
        database = index._database
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            del index
            gc.collect()
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            database.execute("SELECT 1")


def test_an_index_of_nothing_finds_nothing() -> None:
    """A catalogue may be empty."""
    index = SearchIndex([])
    assert (
        index.search("voice") == index.search("") == index.search("-x") == index.search("v*") == []
    )
