"""The first look leaves out nothing that the query matches."""

import json
import random
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Query, load
from trustworthy_audio_llms._catalog.folding import language, stem, words
from trustworthy_audio_llms._catalog.search import SearchIndex
from trustworthy_audio_llms._catalog.tree import Named
from trustworthy_audio_llms._dumps.beginnings import beginnings
from trustworthy_audio_llms._dumps.conditions import AllOf, condition_of
from trustworthy_audio_llms._dumps.prefilter import Rows
from trustworthy_audio_llms._records.entries import Paper

pa = pytest.importorskip("pyarrow")

VOCABULARY = sorted(
    {word for entry in load() for word in words(" ".join((entry.title, *entry.keywords)))}
    | set(language().stems)
    | {spelling for pair in language().words.items() for spelling in pair}
    | set(
        "organisation organization analysing colours behavioural ably sensibility happier".split()
    )
    | set("valency skies hoping hopping realisation deepfakes watermarking synthesised".split())
)


def passing(query: str, **columns: Sequence[Any] | Any) -> list[int]:
    """The rows that pass for a query; columns are lists or Arrow arrays, by what they say."""
    arrays = {
        role: pa.array(values) if isinstance(values, list) else values
        for role, values in columns.items()
    }
    rows = Rows(arrays, len(next(iter(arrays.values()))))
    found: list[int] = rows.passing(condition_of(Query(query).tree), rows.every).to_pylist()
    return found


def test_every_word_of_a_stem_begins_so() -> None:
    """Whatever has the stem of a word begins with one of its beginnings, in either spelling."""
    by_stem: dict[str, list[str]] = {}
    for word in VOCABULARY:
        by_stem.setdefault(stem(word), []).append(word)

    for forms in by_stem.values():
        for asked in forms:
            missed = [form for form in forms if not form.startswith(beginnings(asked))]
            assert not missed, (asked, beginnings(asked), missed)


def test_beginnings_tell_words_apart() -> None:
    """They are long enough to leave out most of what is not meant."""
    assert beginnings("jailbreaks") == ("jailbreak", "jailbroke", "jailbroken")
    assert "colour" in beginnings("color")
    assert not "decline".startswith(beginnings("deepfake"))


def test_letters_are_folded_as_search_folds_them() -> None:
    """For every character: in Arrow and in Python the same letters and digits come out."""
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    texts = [f"x{char}y" for char in characters]
    rows = Rows({"title": pa.array(texts)}, len(texts))
    folded = rows.folded("title").to_pylist()

    wrong = [
        char
        for char, text, ours in zip(characters, texts, folded, strict=True)
        if words(text) != words(ours)
    ]
    # Arrow may know a newer Unicode than this Python does.
    assert not [char for char in wrong if unicodedata.category(char) != "Cn"]


@given(st.data())
def test_what_matches_passes(data: st.DataObject) -> None:
    """Whatever `search` finds among texts of words in any spelling, joined or apart, passes."""
    word = st.sampled_from(VOCABULARY)
    joint = st.sampled_from(["", "-", " ", "_", "’", " – ", " é "])
    text = st.lists(st.tuples(word, joint), min_size=1, max_size=6).map(
        lambda pairs: "".join(part for pair in pairs for part in pair)
    )
    titles = data.draw(st.lists(text, min_size=1, max_size=8))
    asked = data.draw(
        st.one_of(
            word,
            word.map(lambda one: f"{one[:4]}*"),
            st.lists(word, min_size=2, max_size=3).map(lambda some: f'"{" ".join(some)}"'),
            st.lists(word, min_size=2, max_size=3).map("-".join),
            st.lists(word, min_size=2, max_size=3).map(" OR ".join),
            st.sampled_from(titles).map(lambda one: '"' + one.replace('"', "") + '"'),
            st.tuples(word, word).map(lambda pair: f"{pair[0]} NOT {pair[1]}"),
        )
    )
    entries = [Paper(title=title) for title in titles]
    matching = SearchIndex(entries).matching(Query(asked).tree)
    expected = {number for number in range(len(entries)) if matching >> number & 1}

    assert expected <= set(passing(asked, title=titles))


class TestShapes:
    """Texts are seen wherever they stand in a column."""

    def test_nested_columns(self) -> None:
        """Authors in structures in lists, as in OpenAlex."""
        people = [
            [{"author": {"display_name": "Ann Müller"}}, {"author": {"display_name": "Bo Li"}}],
            [],
            None,
            [{"author": {"display_name": None}}],
        ]
        assert passing("author:muller", title=["A"] * 4, authors=people) == [0]

    def test_an_inverted_abstract_as_a_map(self) -> None:
        """The words of a phrase stand in no order there, and those of a joined word apart."""
        kind = pa.map_(pa.string(), pa.list_(pa.int64()))
        index = pa.array([{"fakes": [1], "Deep": [0]}, {"other": [0]}, None], type=kind)
        assert passing("deepfake", title=["A"] * 3, abstract=index) == [0]
        assert passing('"deep fakes"', title=["A"] * 3, abstract=index) == [0]

    def test_json_in_a_text(self) -> None:
        """Escapes hide no letter."""
        index = [json.dumps({"naïve": [0]}), '{"nothing": [0]}', "{broken \\u00e9"]
        assert passing("naive", title=["A"] * 3, abstract=index) == [0]

    def test_tags_and_references(self) -> None:
        """They part words as they do in the record."""
        titles = ["<i>Deep</i>fakes", "Caf&eacute; noise", "a < b"]
        assert passing("deepfakes", title=titles) == [0]
        assert passing("cafe", title=titles) == [1]

    def test_numbers_and_other_types(self) -> None:
        """A whole number is a text; what can be none is passed over."""
        columns = {"title": ["A", "B"], "id": [123456, 7], "url": [1.5, 2.5]}
        assert passing("123456", **columns) == [0]

    def test_a_field_is_looked_for_in_its_column(self) -> None:
        """Elsewhere it does not count; a record has no topic, so that one rules out nothing."""
        columns = {"title": ["Speech", "B"], "abstract": ["B", "Speech"]}
        assert passing("title:speech", **columns) == [0]
        assert passing("abstract:speech", **columns) == [1]
        assert passing("description:speech OR name:x", **columns) == [0, 1]

    def test_identifiers(self) -> None:
        """A work is found by what its identifiers end in."""
        columns = {"title": ["A", "B"], "doi": ["https://doi.org/10.1145/3548606", None]}
        assert passing("doi:10.1145/3548606", **columns) == [0]
        assert passing("doi:10.1145/3548*", **columns) == [0]
        assert passing("key:shen2024voice", **columns) == [0, 1]
        assert passing("shen2024voice", **columns) == [0, 1]


def test_conditions_are_met_one_after_the_other() -> None:
    """All, any and none of several, also where a part says nothing.

    Of what stands in an OR one word a part is looked for, so that it takes one pass.
    """
    titles = ["audio jailbreak", "audio", "jailbreak", "nothing", "speech backdoor"]
    assert passing("audio AND jailbreak", title=titles) == [0]
    assert passing("(audio AND jailbreak) OR (speech backdoor)", title=titles) == [0, 2, 4]
    assert passing("audio AND (title:jailbreak OR kind:paper)", title=titles) == [0, 1]
    assert passing("NOT audio", title=titles) == [0, 1, 2, 3, 4]
    assert passing("zebra AND audio", title=titles) == []
    assert passing("audio OR kind:paper", title=titles) == [0, 1, 2, 3, 4]
    nested = "nothing OR ((title:audio OR author:x) AND (title:jailbreak OR author:y))"
    assert passing(nested, title=titles) == [0, 3]
    assert condition_of(Named("arxiv", "-", prefix=True)) == AllOf()
    assert passing("(title:zebra OR abstract:audio) AND audio", title=titles) == []


def test_most_rows_are_left_out() -> None:
    """Of texts without the words asked for, nearly none passes: that is what it is for."""
    chance = random.Random(1)
    other = [word for word in VOCABULARY if not word.startswith(("jail", "back", "wat"))]
    texts = [" ".join(chance.choices(other, k=60)) for _ in range(2_000)]
    assert len(passing("jailbreak OR backdoor OR watermark", title=texts)) < 20
