"""Searching exactly."""

import functools
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from growth import steps
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

from trustworthy_audio_llms import Catalog, Entry, InvalidQuery, Match, Paper, Query
from trustworthy_audio_llms._catalog.explain import explain as explain_in
from trustworthy_audio_llms._catalog.folding import stem, words
from trustworthy_audio_llms._catalog.search import SearchIndex

INDEX = SearchIndex(ENTRIES)


def places(index: SearchIndex, query: str, *, limit: int | None = None) -> list[int]:
    """The positions that a query finds."""
    return index.search(Query(query), limit=limit)


def explain(query: str, place: int, index: SearchIndex = INDEX) -> list[Match]:
    """Why a query finds an entry."""
    return explain_in(index, Query(query), place)


def search(query: str, *, limit: int | None = None) -> list[Entry]:
    """What a query finds among the made-up entries."""
    return [ENTRIES[place] for place in places(INDEX, query, limit=limit)]


def matches(query: str, *titles: str) -> list[str]:
    """The titles that a query finds, in the order of the arguments."""
    index = SearchIndex([Paper(title=title) for title in titles])
    return [titles[place] for place in sorted(places(index, query))]


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
            ("(spoken OR speech) attack", ["Attacks on Speech"]),
            ("(speech attack) OR models", ["Spoken Models", "Models, Spoken", "Attacks on Speech"]),
            ('nonsense OR "models spoken" OR speech', ["Models, Spoken", "Attacks on Speech"]),
            ("speech AND attacks", ["Attacks on Speech"]),
            ("models NOT speech", ["Spoken Models", "Models, Spoken"]),
            ("models AND NOT spoken", []),
            ("NOT (speech OR spoken)", []),
            ("-(models AND spoken)", ["Attacks on Speech"]),
            ('speech"spoken"', []),
            ("title:speech", ["Attacks on Speech"]),
            ("author:speech", []),
            ('title:"spoken models"', ["Spoken Models"]),
            ("title:(speech OR nonsense)", ["Attacks on Speech"]),
            ("Attacks: on speech", ["Attacks on Speech"]),
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


class TestForms:
    """One word in all its forms and spellings, and as one word or two."""

    @pytest.mark.parametrize(
        "forms",
        [
            ["jailbreak", "jailbreaks", "jailbreaking", "jailbroken"],
            ["bias", "biases", "biased"],
            ["defense", "defence", "defenses"],
            ["corpus", "corpora"],
            ["anonymization", "anonymisation", "anonymise"],
            ["behavior", "behaviour", "behavioural"],
            ["modeling", "modelling", "models"],
            ["analysis", "analyses", "analysing", "analyzes"],
            ["Straße", "STRASSE"],
            ["Øystein", "oystein"],
            ["ﬁne-tuning", "ＦＩＮＥ-tuning", "finetuning", "fine tuning"],
            ["anti-spoofing", "antispoofing", "Anti spoofing"],
            ["GPT-4o", "gpt4o", "GPT 4o"],
            ["speech-to-text", "speechtotext", "speech to text"],
        ],
        ids=lambda forms: forms[0],
    )
    def test_find_each_other(self, forms: list[str]) -> None:
        """Whichever is asked for; two words with a blank are found as one, but ask for two."""
        for query in forms:
            if " " in query or query == "speechtotext":
                continue
            assert matches(query, *forms) == forms, query

    @pytest.mark.parametrize(
        ("query", "title"),
        [
            ("general", "Generative"),
            ("university", "Universal"),
            ("policy", "Police"),
            ("position", "Positive"),
            ("adversary", "Adversarial"),
            ("attack", "Attribution"),
            ("into", "In To"),
            ("recognition", "Re Cognition"),
        ],
    )
    def test_what_is_another_word(self, query: str, title: str) -> None:
        """Porter's stemmer takes some of them for one; two small words are none."""
        assert matches(query, title, "Something") == ([title] if query == "recognition" else [])

    def test_a_phrase_stands_within_one_value(self) -> None:
        """One keyword ends where the next begins."""
        works = [
            Paper(title="A", keywords=["replay attack", "speech recognition"]),
            Paper(title="B", keywords=["attack speech"]),
        ]
        assert places(SearchIndex(works), '"attack speech"') == [1]
        assert places(SearchIndex(works), '"attack spee*"') == [1]
        assert places(SearchIndex(works), '"replay att*"') == [0]
        assert places(SearchIndex(works), '"attack nonsense*"') == []

    def test_joined_words_in_a_phrase(self) -> None:
        """Each may be written in its ways."""
        titles = ["Antispoofing Systems", "Anti-Spoofing System", "Spoofing Systems Anti"]
        assert matches('"anti-spoofing systems"', *titles) == titles[:2]
        many = " ".join(["a-b-c-d"] * 6)
        assert matches(f'"{many}"', many) == [many]
        assert matches("a-b-c-d-e", "a b c d e", "abcde", "abc de") == ["a b c d e", "abcde"]


class TestFields:
    """A field in front asks for it alone."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("name:spoofset", [DATASET]),
            ("author:müller kind:survey", [SURVEY]),
            ("kind:dataset", [DATASET]),
            ("year:2001", [OLD]),
            ("year:-2001", [OLD]),
            ("year:1999-2002", [OLD]),
            (f"key:{JAILBREAK.citekey}", [JAILBREAK]),
            (JAILBREAK.citekey.upper(), [JAILBREAK]),
            (f"key:{JAILBREAK.citekey[:-2]}*", [JAILBREAK]),
            (f"arxiv:{JAILBREAK.arxiv}", [JAILBREAK]),
            (f"arxiv:{JAILBREAK.arxiv}v7", [JAILBREAK]),
            (f"{JAILBREAK.arxiv}v2", [JAILBREAK]),
            (f"https://arxiv.org/pdf/{JAILBREAK.arxiv}", [JAILBREAK]),
            (f"arxiv:{JAILBREAK.arxiv[:7]}*" if JAILBREAK.arxiv else "", [JAILBREAK]),
            ("arxiv:1001.0001", []),
            ("key:nobody", []),
        ],
    )
    def test_find(self, query: str, found: list[Entry]) -> None:
        """Of values of their own, and of words."""
        assert search(query) == found

    def test_an_openreview_identifier_may_stand_bare(self) -> None:
        """As it does in its address."""
        assert search(str(DEFENSE.openreview)) == [DEFENSE]

    def test_a_topic_covers_those_below(self) -> None:
        """And goes by its other names; one that no work has is none or empty."""
        catalog = Catalog(ENTRIES)
        assert set(catalog.search("topic:safety")) == set(catalog.where(topic="safety"))
        assert set(catalog.search('topic:"audio jailbreak"')) == set(
            catalog.where(topic="safety/jailbreak")
        )
        assert list(catalog.search("topic:privacy/unlearning")) == []
        with pytest.raises(InvalidQuery, match="Did you mean 'safety"):
            catalog.search("topic:safty")

    def test_a_topic_that_only_the_works_have(self) -> None:
        """A list may have topics of its own."""
        catalog = Catalog([Paper(title="A", topics=["music/cover"]), Paper(title="B")])
        assert [entry.title for entry in catalog.search("topic:music")] == ["A"]

    def test_papers_include_surveys(self) -> None:
        """As everywhere."""
        assert set(search("kind:paper")) > set(search("kind:survey")) == {SURVEY}

    def test_scope_and_truth(self) -> None:
        """Each part of a whole."""
        assert UNTRACED in search("verified:no")
        for first, second in (
            ("scope:speech", "scope:audio-llm"),
            ("verified:yes", "verified:false"),
        ):
            assert set(search(first)) | set(search(second)) == set(ENTRIES)
            assert set(search(first)) & set(search(second)) == set()

    def test_a_work_without_a_year_is_in_none(self) -> None:
        """Nor is it before or after one."""
        works = [Paper(title="A"), Paper(title="B", date="2024")]
        assert places(SearchIndex(works), "year:-3000") == [1]
        assert places(SearchIndex(works), "NOT year:2024") == [0]

    def test_abstracts_are_searched(self) -> None:
        """Where a catalogue has them; they count least."""
        works = [Paper(title="A", abstract="On voices"), Paper(title="Voices"), Paper(title="C")]
        assert places(SearchIndex(works), "voice") == [1, 0]
        assert places(SearchIndex(works), "abstract:voice") == [0]


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
            ({"name": "voice"}, {"keywords": ["voice"]}),
            ({"authors": ["voice"]}, {"venue": "voice"}),
            ({"keywords": ["voice"]}, {"topics": ["voice"]}),
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
        assert places(SearchIndex(works), "voice") == [1, 0]

    def test_equal_matches_keep_their_order(self) -> None:
        """The result is the same every time."""
        index = SearchIndex([Paper(title="Voice")] * 50)
        assert places(index, "voice") == list(range(50))

    @pytest.mark.parametrize("query", ["jailbreak", "-nonsense", ""])
    @pytest.mark.parametrize("limit", [0, 1, 3, 100])
    def test_a_limit_takes_the_best(self, query: str, limit: int) -> None:
        """The same ones as without it."""
        assert search(query, limit=limit) == search(query)[:limit]

    def test_what_is_verified_comes_before_its_equals(self) -> None:
        """What nobody can find does not come first."""
        works = [Paper(title="Voice", verified=False), Paper(title="Voice", verified=True)]
        assert places(SearchIndex(works), "voice") == [1, 0]


LONG: dict[str, Callable[[int], str]] = {
    "words": lambda n: "voice " * n,
    "choices of one word": lambda n: "voice OR " * n + "voice",
    "words that are left out": lambda n: " ".join(f"-w{number}" for number in range(n)),
    "different words": lambda n: " ".join(f"w{number}" for number in range(n)),
    "choices": lambda n: " OR ".join(f"w{number}" for number in range(n)),
    "a phrase": lambda n: '"' + " ".join(f"w{number}" for number in range(n)) + '"',
    "beginnings": lambda n: " ".join(f"w{number}*" for number in range(n)),
    "one word": lambda n: "x" * n,
    "hyphens": lambda n: "a-" * n + "a",
    "phrases": lambda n: '"a" ' * n,
    "hyphens in front": lambda n: "-" * n + "a",
    "parentheses": lambda n: "(" * n + "a" + ")" * n,
    "fields": lambda n: "title:(a OR b) " * n,
}
"""Queries that want to take long, by their length."""


def found_and_explained(query: str) -> None:
    """Search, and explain what was found first."""
    with suppress(IndexError):
        explain(query, places(INDEX, query, limit=1)[0])


class TestAnyText:
    """Any string is read or refused, whatever it holds."""

    @given(any_text)
    @example('a"b"*')
    @example("NEAR(a b)")
    @example("{title} : a")
    @example("') ; DROP TABLE works; --")
    @example("\ud83d*")
    @example("a\x00b*")
    @example("\U0001e900* ²* ﬁ* İ* ⅷ ½")
    def test_a_query_finds_or_is_refused(self, query: str) -> None:
        """And no result is a place where there is no entry."""
        try:
            found = places(INDEX, query)
        except InvalidQuery:
            return
        assert set(found) <= set(range(len(ENTRIES)))
        for place in found[:1]:
            explain(query, place)

    @example("Σας speech, Speech: text-to-speech ½ ´´x a\x85b\u2028c_d ﬁne-tuning")
    @given(any_text)
    def test_each_word_of_a_text_is_there(self, text: str) -> None:
        """What is between blanks is cut by itself, and gives the words that the whole text has."""
        title = f"Voice {text}"
        index = SearchIndex([Paper(title=title), Paper(title="Voice-Voice voice: VOICE")])
        assert index.words.beginning("") == sorted(set(words(index.entries[0].title)))
        assert places(index, "voice*") == [0, 1]
        assert index.words.with_stem(stem("voice"))[0] == 0b11

    @given(any_text, any_text)
    def test_no_entry_raises(self, title: str, query: str) -> None:
        """What can be stored can be searched."""
        index = SearchIndex([Paper(title=f"Voice {title}", description=f"x {title}")])
        assert places(index, "voice") == [0]
        with suppress(InvalidQuery):
            explain(query, 0, index)

    @pytest.mark.parametrize("name", LONG)
    def test_length_costs_steps_in_proportion(self, name: str) -> None:
        """Four times the query takes four times the steps; with the square, it would be sixteen."""
        small, large = (steps(partial(found_and_explained, LONG[name](n))) for n in (20, 80))
        assert large < 5.5 * small

    @pytest.mark.parametrize(
        ("name", "size"),
        [
            ("words", 50_000),
            ("choices of one word", 50_000),
            ("words that are left out", 20_000),
            ("different words", 20_000),
            ("choices", 20_000),
            ("a phrase", 20_000),
            ("beginnings", 500),
            ("one word", 1_000_000),
            ("hyphens", 50_000),
            ("phrases", 50_000),
            ("hyphens in front", 100_000),
            ("parentheses", 100),
            ("fields", 5_000),
        ],
    )
    def test_long_queries_are_answered(self, name: str, size: int) -> None:
        """Nothing recurses, and what takes no steps of Python is not quadratic: it would hang."""
        found_and_explained(LONG[name](size))

    @pytest.mark.parametrize(
        "query",
        [
            '"' * 100_001,
            "-" * 100_000,
            "(" * 5_000,
            "*" * 100_000,
            ")" * 9_999,
            "a[" * 50_000,
            "AND " * 10_000,
            "x*y" * 30_000,
            "NOT " * 9_999,
            "a:" * 40_000,
            "(a " * 5_000,
        ],
        ids=lambda query: query[:6],
    )
    def test_what_is_hostile_is_refused(self, query: str) -> None:
        """At once, in a sentence."""
        messages = []

        def refused() -> None:
            with pytest.raises(InvalidQuery) as caught:
                places(INDEX, query)
            messages.append(str(caught.value))

        assert steps(refused) < 2 * len(query) + 10_000
        assert len(messages[0]) < 500

    def test_a_prefix_of_very_many_words(self) -> None:
        """Each of them is one that counts."""
        index = SearchIndex([Paper(title=f"a{number}b") for number in range(3000)])
        assert len(places(index, "a*")) == 3000

    def test_a_megabyte_of_distinct_words(self) -> None:
        """Every word of it is found by a beginning, and by naming a great many of them."""
        words = [f"a{number}" for number in range(150_000)]
        index = SearchIndex(
            [Paper(title=" ".join(words[n : n + 50])) for n in range(0, len(words), 50)]
        )
        assert len(places(index, "a*")) == 3000
        assert len(places(index, " OR ".join(words[:5000]))) == 100


WORDS = sorted(
    {word for one in ENTRIES for word in re.findall(r"\w+", f"{one.title} {one.description}")}
)
TERMS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*"),
    st.builds(lambda one, other: f'"{one} {other}"', *[st.sampled_from(WORDS)] * 2),
    st.sampled_from(["jailbreak", "safety", "li", "2025", "watermark", '"language models"']),
    st.sampled_from(["kind:paper", "year:2025", "title:voice", "(voice AND NOT safety)"]),
)
"""What may stand in a query, most of it found somewhere, some of it nowhere."""


class TestLaws:
    """Words are sets of works: all of them, one or the other, those without."""

    @given(TERMS, TERMS)
    def test_two_words_are_the_works_with_both(self, one: str, other: str) -> None:
        """In whatever order, and however often they stand there."""
        both = set(places(INDEX, one)) & set(places(INDEX, other))
        for query in (f"{one} {other}", f"{other} {one}", f"{one}  {other} {one}"):
            assert set(places(INDEX, query)) == both

    @given(TERMS, TERMS, TERMS)
    def test_or_is_the_works_with_either(self, one: str, other: str, third: str) -> None:
        """It holds its two neighbours together, more tightly than a blank."""
        either = set(places(INDEX, one)) | set(places(INDEX, other))
        assert set(places(INDEX, f"{one} OR {other}")) == either
        assert set(places(INDEX, f"{third} {one} OR {other}")) == either & set(places(INDEX, third))

    @given(TERMS, TERMS)
    def test_minus_is_the_works_without(self, one: str, other: str) -> None:
        """A word and its negation part the catalogue, and what other words find."""
        having, lacking = set(places(INDEX, one)), set(places(INDEX, f"-{one}"))
        assert having | lacking == set(places(INDEX, ""))
        assert not having & lacking
        assert set(places(INDEX, f"{other} -{one}")) == set(places(INDEX, other)) & lacking

    @given(TERMS, TERMS)
    def test_what_is_found_is_explained(self, one: str, other: str) -> None:
        """And nothing else is."""
        for query in (one, f"{one} {other}", f"{one} OR {other}"):
            found = places(INDEX, query)
            for place in range(len(ENTRIES)):
                assert bool(explain(query, place)) >= (place in found and "NOT" not in query)
                assert place in found or explain(query, place) == []


class TestExplain:
    """`explain` says which fields match, and shows the words around."""

    def place(self, entry: Entry) -> int:
        """Where an entry stands."""
        return ENTRIES.index(entry)

    def test_names_fields_and_marks_words(self) -> None:
        """As they are written, not as they were searched."""
        assert explain("jailbreaks accent", self.place(JAILBREAK)) == [
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
        (match,) = explain("needle", 0, SearchIndex([Paper(title="T", description=long)]))
        assert match.field == "description"
        assert match.snippet.startswith("…")
        assert "**needle**" in match.snippet
        assert len(match.snippet) < 120

    @pytest.mark.parametrize(
        "query", ["jailb*", '"jailbreak"', "nonsense OR jailbreak", "jailbreak -x"]
    )
    def test_explains_every_operator(self, query: str) -> None:
        """Whatever matched is marked."""
        assert Match("topics", "safety/**jailbreak**, fairness") in explain(
            query, self.place(JAILBREAK)
        )

    @pytest.mark.parametrize("query", ["", "-nonsense", "jailbreak", "nonsense"])
    def test_is_empty_where_no_word_matches(self, query: str) -> None:
        """An entry may be found by what it lacks; there is nothing to show then."""
        assert explain(query, self.place(UNTRACED)) == []

    def test_is_not_deceived_by_marks_in_a_text(self) -> None:
        """Only what matches is shown as matching."""
        entry = Paper(title="Voice", description="\x02no match\x03")
        assert explain("voice", 0, SearchIndex([entry])) == [Match("title", "**Voice**")]

    def test_says_what_answers_to_a_field(self) -> None:
        """The value of the work."""
        place = self.place(JAILBREAK)
        query = f"year:2025 kind:paper topic:safety key:{JAILBREAK.citekey} verified:yes"
        assert explain(query, place) == [
            Match("date", f"**{JAILBREAK.date}**"),
            Match("kind", "**paper**"),
            Match("topics", "**safety/jailbreak, fairness**"),
            Match("citekey", f"**{JAILBREAK.citekey}**"),
            Match("verified", "**True**"),
        ]

    def test_a_phrase_is_marked_as_one(self) -> None:
        """Its last word whole, where only its beginning was asked for; ½ is two words in one."""
        index = SearchIndex([Paper(title="Cloned Voices, ½ of Voice Cloning")])
        assert explain('"voice clon*" OR "1 2"', 0, index) == [
            Match("title", "Cloned Voices, **½** of **Voice Cloning**")
        ]

    def test_what_overlaps_is_marked_once(self) -> None:
        """From the first to the last of it."""
        index = SearchIndex([Paper(title="Deep Fake Voice Detection")])
        assert explain('"deep fake" "fake voice" voice', 0, index) == [
            Match("title", "**Deep Fake Voice** Detection")
        ]


class TestThreads:
    """An index may be used by several threads."""

    def test_at_once(self) -> None:
        """Each gets what it would get alone."""
        queries = ["jailbreak", "jail*", "mull*", "-safety", "a OR b", "hear*"] * 20
        alone = [places(SearchIndex(ENTRIES), query) for query in queries]
        index = SearchIndex(ENTRIES)
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(functools.partial(places, index), queries)) == alone

    def test_more_words_than_are_kept(self) -> None:
        """What was found is forgotten, not grown without end."""
        works = [Paper(title=" ".join(f"w{n}x{m}" for m in range(60))) for n in range(80)]
        index = SearchIndex(works)
        index.words._held = 64
        for n in range(80):
            for m in range(60):
                assert places(index, f"w{n}x{m}") == [n]


def test_an_index_of_nothing_finds_nothing() -> None:
    """A catalogue may be empty."""
    index = SearchIndex([])
    for query in ("voice", "", "-x", "v*", "kind:paper", "arxiv:2401*"):
        assert places(index, query) == []
