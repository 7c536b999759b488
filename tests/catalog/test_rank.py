"""Ranking forgivingly: what is nearest to a question."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import ENTRIES, JAILBREAK, any_text

from trustworthy_audio_llms import Catalog, Entry, InvalidQuery, Paper, Query, load
from trustworthy_audio_llms._bundle import read_data
from trustworthy_audio_llms._catalog.glossary import load_glossary
from trustworthy_audio_llms._catalog.rank import corrected, cut, rank


def of(*titles: str, **more: Any) -> Catalog:
    """A catalog of works with these titles."""
    return Catalog([Paper(title=title, **more) for title in titles])


def titles(catalog: Catalog) -> list[str]:
    """The titles, in order."""
    return [entry.title for entry in catalog]


class TestWords:
    """A unit is found as typed, in words that mean the same, or near."""

    @pytest.mark.parametrize(
        ("question", "title"),
        [
            ("ASR", "Automatic Speech Recognition"),
            ("speech recogniser", "Attacks on ASR"),
            ("LALM", "A Large Audio Language Model"),
            ("voice cloning", "Voice Mimicry"),
            ("antispoofing", "A Countermeasure: Anti-Spoofing"),
            ("blackbox", "Black-Box Attacks"),
            ("deep fake", "Deepfakes"),
            ("OVER THE AIR", "Over-the-Air"),
            ("defence", "A Defense"),
        ],
    )
    def test_in_other_words(self, question: str, title: str) -> None:
        """Acronyms, spelling, joined and split forms, and what the field calls it else."""
        assert titles(of("Nothing of It", title).rank(question))[0] == title

    def test_as_typed_comes_before_other_words_before_near_ones(self) -> None:
        """In the same field."""
        works = of("Prompt Injection", "Safety Bypass", "Jailbreaks", "Nothing of It")
        assert titles(works.rank("jailbreak")) == [
            "Jailbreaks",
            "Safety Bypass",
            "Prompt Injection",
        ]

    def test_a_title_counts_for_more_than_a_keyword(self) -> None:
        """As for `search`."""
        works = Catalog(
            [
                Paper(title="A", description="jailbreak"),
                Paper(title="B", keywords=["jailbreak"]),
                Paper(title="Jailbreak"),
                Paper(title="C"),
            ]
        )
        assert titles(works.rank("jailbreak")) == ["Jailbreak", "B", "A"]

    def test_works_with_every_unit_come_first(self) -> None:
        """Near words do not count for that."""
        works = of("Rare Rare Oddities", "Codec", "Rare Codec", "Rare Compression")
        assert titles(works.rank("rare codec"))[0] == "Rare Codec"

    def test_silent_words_say_nothing(self) -> None:
        """Unless nothing else is asked."""
        works = of("What Is It", "Codec")
        assert titles(works.rank("what is a codec?")) == ["Codec"]
        assert titles(works.rank("what is it")) == ["What Is It"]

    def test_what_is_verified_comes_before_its_equals(self) -> None:
        """And then what comes first in the catalog."""
        works = Catalog(
            [
                Paper(title="Codec One", verified=False),
                Paper(title="Codec Two", verified=True),
                Paper(title="Codec Three", verified=True),
            ]
        )
        assert titles(works.rank("codec")) == ["Codec Two", "Codec Three", "Codec One"]

    def test_abstracts_take_part(self) -> None:
        """Where there are any."""
        works = Catalog([Paper(title="A"), Paper(title="B", abstract="On jailbreaks.")])
        assert titles(works.rank("jailbreaking")) == ["B"]

    def test_a_limit(self) -> None:
        """Twenty by default, all for None."""
        works = of(*(f"Codec {number}" for number in range(30)))
        assert len(works.rank("codec")) == 20
        assert len(works.rank("codec", limit=3)) == 3
        assert len(works.rank("codec", limit=None)) == 30
        assert len(works.rank("codec", limit=0)) == 0

    @pytest.mark.parametrize("limit", [-1, 1.5, "3", True])
    def test_a_limit_is_a_number(self, limit: Any) -> None:
        """For both verbs."""
        for verb in (of("A").rank, of("A").search):
            with pytest.raises(InvalidQuery, match="`limit` must be a whole number"):
                verb("a", limit=limit)

    def test_the_trail_names_the_glossary(self) -> None:
        """What is near depends on it."""
        version = load_glossary().version
        step = of("Codec").rank("a codec", limit=2).trail[-1]
        assert step == f"rank('a codec', limit=2, glossary {version}): 1 of 1"


class TestCorrections:
    """A word of five letters or more that nothing knows is read as the nearest that is known."""

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("adverserial", "adversarial"),
            ("watermrak", "watermark"),
            ("codce", "codec"),
            ("xodec", None),
            ("cod", None),
            ("cedoc", None),
            ("w4termark", None),
            ("adversariallllly", None),
        ],
    )
    def test_are_near(self, typed: str, meant: str | None) -> None:
        """The first letter stands, and one letter is wrong, or two in a long word."""
        catalog = of("Adversarial Watermark Codec")
        assert corrected(catalog._index.words, typed) == meant

    def test_the_most_frequent_counts(self) -> None:
        """Of those that are as near."""
        works = of("Codes", "Codec", "More Codec")
        assert corrected(works._index.words, "codex") == "codec"

    def test_are_told(self) -> None:
        """In a notice."""
        found = of("Watermark").rank("watermrak")
        assert titles(found) == ["Watermark"]
        assert found.notices == ("'watermrak' is found nowhere; read as 'watermark'.",)

    def test_what_is_known_is_none(self) -> None:
        """Neither a word of the glossary nor one that is two."""
        units, notices = cut(of("Black Box Alexa")._index.words, "blackbox alexa alexas")
        assert [unit.text for unit in units] == ["blackbox", "alexa", "alexas"]
        assert notices == []


class TestNothingNear:
    """What shares little with all works is said to."""

    def test_is_told(self) -> None:
        """With what has a part of it."""
        found = of("Speech", "Audio").rank("speech of dolphins on distant planets")
        assert titles(found) == ["Speech"]
        assert any("Nothing comes near" in notice for notice in found.notices)

    def test_is_told_where_nothing_is_found(self) -> None:
        """There is nothing to show."""
        found = of("Speech").rank("dolphins")
        assert len(found) == 0
        assert any("Nothing comes near" in line for line in repr(found).splitlines())
        assert "Nothing comes near" in found._repr_html_()

    @pytest.mark.parametrize("question", ["", "?", "  "])
    def test_nothing_asked_is_nothing_found(self, question: str) -> None:
        """There is no unit in it."""
        assert len(of("Speech").rank(question)) == 0


class TestWorksLikeOne:
    """An entry asks for works like it."""

    def test_by_title_and_keywords(self) -> None:
        """Without itself."""
        catalog = Catalog(ENTRIES)
        found = catalog.rank(JAILBREAK)
        assert JAILBREAK not in found
        assert "jailbreak" in f"{found[0].title} {found[0].keywords}".lower()
        assert found.trail[-1].startswith(f"rank({JAILBREAK.id}, limit=20")

    def test_that_the_catalog_does_not_have(self) -> None:
        """It may come from elsewhere."""
        assert titles(of("Codecs").rank(Paper(title="A Codec"))) == ["Codecs"]

    @pytest.mark.parametrize("question", [None, 7, ["codec"], Query("codec")])
    def test_nothing_else_is_a_question(self, question: Any) -> None:
        """One clear sentence says so."""
        with pytest.raises(InvalidQuery, match="takes a question as a text, or an entry"):
            of("Codec").rank(question)


class TestExplain:
    """The sum by which a work stands where it stands."""

    def test_is_the_points(self) -> None:
        """Each part is the product of what it names."""
        catalog = of("Codec Attack", "Compression", "Nothing")
        parts = catalog.explain("attack on codecs of dolphins", catalog[0])
        assert [(part.unit, part.field) for part in parts] == [
            ("attack", "title"),
            ("codecs", "title"),
        ]
        assert parts[1].snippet == "**Codec** Attack"
        for part in parts:
            assert part.points == part.exactness * part.weight * part.rarity > 0

    def test_in_other_words(self) -> None:
        """The words that were found are marked, not those that were asked for."""
        catalog = Catalog([Paper(title="A", keywords=["ASR"], topics=["asr"]), Paper(title="B")])
        (part,) = catalog.explain("speech recognition", catalog[0])
        assert (part.field, part.snippet, part.exactness) == ("keywords", "**ASR**", 3)

    def test_what_is_no_query_is_a_question(self) -> None:
        """A parenthesis that is not closed may stand in one."""
        catalog = of("Codec")
        assert catalog.explain("codec (", catalog[0])[0].points > 0
        with pytest.raises(InvalidQuery, match="A query is a text"):
            catalog.explain(7, catalog[0])  # type: ignore[arg-type]

    @given(st.sampled_from(list(load())), any_text)
    def test_order_is_that_of_the_points(self, entry: Entry, question: str) -> None:
        """Any question about any work is answered."""
        load().explain(question, entry)

    def test_adds_up_to_the_order(self) -> None:
        """More points come first, where every unit or none is whole."""
        catalog = load("2026.11")
        question = "private attributes leaked by codecs"
        found = catalog.rank(question, limit=30)
        sums = [sum(part.points for part in catalog.explain(question, one)) for one in found]
        every = [all(p.exactness >= 3 for p in catalog.explain(question, e)) for e in found]
        assert sums == sorted(sums, reverse=True) or any(every)


class TestHints:
    """What is said when nothing is found."""

    def test_at_most_four_lines(self) -> None:
        """How many each word finds, what to leave out, a correction, and what is near."""
        catalog = of("Watermark Codec", "Watermark", "Speech Codec")
        found = catalog.search("watermrak codec speech")
        assert found.notices == (
            "Found alone: watermrak 0, codec 2, speech 1.",
            "Without watermrak, 1 work is found.",
            "Did you mean watermark for watermrak?",
            "`rank` has works that come near, 'Watermark Codec' first.",
        ) or found.notices[-1].startswith("`rank` has")
        assert len(found.notices) == 4
        assert repr(found).splitlines()[1:] == list(found.notices)

    def test_many_words(self) -> None:
        """Not all of them are told of."""
        found = of("A").search(" ".join(f"w{number}" for number in range(40)))
        assert found.notices[0] == "Found alone: w0 0, w1 0, w2 0, w3 0, w4 0, w5 0, …."
        assert len(found.notices) == 1

    def test_a_phrase(self) -> None:
        """One word of it may be wrong."""
        found = of("Voice Cloning").search('title:"voice clonnig"')
        assert 'Did you mean title:"voice cloning" for title:"voice clonnig"?' in found.notices

    def test_a_correction_that_finds_nothing_is_none(self) -> None:
        """The words may stand in other works."""
        assert not any(
            "Did you mean" in line
            for line in of("A Voice", "Clone").search('"voice clona"').notices
        )

    @pytest.mark.parametrize("query", ["-a", "a -a", "kind:survey", "NOT (a OR b)"])
    def test_what_has_no_words(self, query: str) -> None:
        """It says what there is to say."""
        assert len(of("A").search(query)) == 0

    def test_nothing_where_nothing_was_to_be_found(self) -> None:
        """Of an empty catalog, or with a limit of nothing."""
        assert Catalog().search("a").notices == ()
        assert of("A").search("a", limit=0).notices == ()

    def test_where_names_what_is_near(self) -> None:
        """Venues, series, authors, keywords, sections that no work has."""
        catalog = Catalog(
            [Paper(title="A", authors=["Ana Carlini"], venue="ICASSP 2026", keywords=["codec"])]
        )
        assert catalog.where(author="Ana Calini").notices == (
            "No work here has the author 'Ana Calini'. Did you mean 'Ana Carlini'?",
        )
        assert catalog.where(series="ICASP").notices == (
            "No work here has the series 'ICASP'. Did you mean 'ICASSP'?",
        )
        assert catalog.where(keyword=["codec", "xyzzy"], year=1999).notices == (
            "No work here has the keyword 'xyzzy'.",
        )
        assert catalog.where(author="Carlini").notices == ()


class TestGlossary:
    """The bundled glossary."""

    def test_says_nothing_twice(self) -> None:
        """A term stands in one group, and every near term has a group."""
        table = json.loads(read_data("glossary.json"))
        groups = [[term.lower() for term in group] for group in table["same"]]
        terms = [term for group in groups for term in group]
        assert sorted(set(terms)) == sorted(terms)
        heads = {group[0] for group in table["same"]}
        for near in table["near"]:
            assert set(near) <= heads

    def test_is_the_same_from_either_side(self) -> None:
        """Who asks for one finds the other."""
        glossary = load_glossary()
        for table in (glossary.same, glossary.near):
            for term, others in table.items():
                assert term not in others
                for other in others:
                    assert term in table[other]


@pytest.fixture(scope="module")
def judged(shared: Path) -> list[dict[str, Any]]:
    """Questions with the works that answer them."""
    file = shared / "search" / "queries.jsonl"
    if not file.is_file():
        pytest.skip("needs the judged questions")
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if "q" in line]


def gain(relevant: dict[str, int], ids: list[str]) -> float:
    """The discounted gain of the first ten, beside the best there could be."""
    found = sum(relevant.get(id_, 0) / math.log2(n + 2) for n, id_ in enumerate(ids[:10]))
    best = sorted(relevant.values(), reverse=True)[:10]
    return found / sum(value / math.log2(n + 2) for n, value in enumerate(best))


class TestQuality:
    """What is found, on questions that people have judged."""

    def test_targets(self, judged: list[dict[str, Any]]) -> None:
        """The order, the first hit, and the warning where nothing comes near."""
        catalog = load("2026.11")
        gains, firsts, warned, wrongly = [], [], 0, 0
        for line in judged:
            ranking = rank(catalog._index, line["q"], limit=20)
            ids = [catalog[number].id for number in ranking.numbers]
            far = any("Nothing comes near" in notice for notice in ranking.notices)
            if not line["relevant"]:
                warned += far
                continue
            wrongly += far
            gains.append(gain(line["relevant"], ids))
            places = [n for n, id_ in enumerate(ids, 1) if id_ in line["relevant"]]
            firsts.append(1 / places[0] if places else 0)
        unanswerable = sum(not line["relevant"] for line in judged)
        assert sum(gains) / len(gains) >= 0.82
        assert sum(firsts) / len(firsts) >= 0.95
        assert min(firsts) > 0
        assert warned >= 0.8 * unanswerable
        assert wrongly <= 1

    def test_boolean(self, shared: Path) -> None:
        """Each query finds what its predicate says, or is refused."""
        file = shared / "search" / "boolean.jsonl"
        if not file.is_file():
            pytest.skip("needs the boolean tests")
        first, *tests = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        names: dict[str, Any] = {}
        exec(first["prelude"], names)
        catalog = load("2026.11")
        for test in tests:
            if test["predicate"] is None:
                with pytest.raises(InvalidQuery):
                    catalog.search(test["q"])
                continue
            predicate = eval(test["predicate"], names)
            expected = {entry.id for entry in catalog if predicate(entry)}
            assert {entry.id for entry in catalog.search(test["q"])} == expected, test["q"]
