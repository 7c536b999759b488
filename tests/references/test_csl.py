"""CSL-JSON, as it should be and as it is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._references.csl import csl_record

ITEM: dict[str, Any] = {
    "id": "mueller2024",
    "type": "article-journal",
    "title": "Orders in a <i>Whisper</i> &amp; a Voice",
    "author": [
        {"family": "Müller", "given": "Ana"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "A Consortium"},
    ],
    "issued": {"date-parts": [[2024, 5, 17]]},
    "container-title": "A Journal of Whispers",
    "volume": 3,
    "issue": "2",
    "page": "11-19",
    "DOI": "10.1000/182",
    "URL": "https://example.org/whisper",
    "abstract": "<jats:p>One sentence.</jats:p><jats:p>If p < 0.05.</jats:p>",
    "keyword": "audio, whisper",
    "custom": {"mine": [1]},
}


def read(value: object) -> tal.Catalog:
    """The works of a file."""
    return tal.parse_references(json.dumps(value), "csl")


def changed(**fields: Any) -> tal.Entry:
    """The entry of the item with other values."""
    return read([ITEM | fields])[0]


def test_every_field_is_read() -> None:
    """And what an entry has no field for is kept."""
    entry = read([ITEM])[0]
    assert entry.title == "Orders in a Whisper & a Voice"
    assert entry.authors == ("Ana Müller", "Jan van der Berg", "A Consortium")
    assert str(entry.date) == "2024-05-17"
    assert (entry.venue, entry.volume, entry.number) == ("A Journal of Whispers", "3", "2")
    assert (entry.pages, entry.doi) == ("11–19", "10.1000/182")
    assert entry.abstract == "One sentence. If p < 0.05."
    assert entry.keywords == ("audio", "whisper")
    assert entry.citekey == "mueller2024"
    assert ("custom", '{"mine": [1]}') in entry.extra


@pytest.mark.parametrize(
    "wrapped", [ITEM, {"items": [ITEM]}, {"message": ITEM}, {"message": {"items": [ITEM]}}]
)
def test_items_may_stand_in_something(wrapped: object) -> None:
    """An item alone, or in what Zotero's and Crossref's interfaces give."""
    assert read(wrapped) == read([ITEM])


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2018, 10, 21, 13]]}, "2018-10-21"),
        ({"date-parts": [["2018", "10"]]}, "2018-10"),
        ({"date-parts": [2018]}, "2018"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": []}, None),
        ({"raw": "May 2018"}, "2018-05"),
        ({"literal": "2018"}, "2018"),
        ("2018-05", "2018-05"),
        (2018, None),
        (None, None),
    ],
)
def test_dates_in_every_form(issued: object, date: str | None) -> None:
    """Four parts, texts, none."""
    entry = changed(issued=issued)
    assert (str(entry.date) if entry.date else None) == date


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ([{"name": "A Group"}], ("A Group",)),
        ([{"literal": "One, Two"}], ("{One, Two}",)),
        (
            [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
            ("Martin Luther King Jr.",),
        ),
        ({"family": "Li", "given": "Bo"}, ("Bo Li",)),
        (["Bo Li", 3, {}, ""], ("Bo Li",)),
        (None, ()),
    ],
)
def test_authors_in_every_form(author: object, authors: tuple[str, ...]) -> None:
    """Persons, organisations, texts, one alone."""
    assert changed(author=author).authors == authors


def test_others_say_that_there_are_more() -> None:
    """As our own exports write it."""
    assert not changed(
        author=[{"family": "Li", "given": "Bo"}, {"literal": "others"}]
    ).authors_complete


def test_titles_as_lists_and_with_subtitles() -> None:
    """As Crossref gives them."""
    assert changed(title=["One"], subtitle=["Two"]).title == "One: Two"
    assert changed(title="One: Two", subtitle="Two").title == "One: Two"
    assert changed(subject=["a", "b"], keyword=None).keywords == ("a", "b")
    assert changed(volume=True).volume is None


def test_preprints() -> None:
    """By their type or genre."""
    bare = {"id": "a", "title": "T", "type": "article", "number": "arXiv:2405.19103"}
    entry = read([bare])[0]
    assert (entry.arxiv, entry.status) == ("2405.19103", "preprint")
    assert read([bare | {"type": "report", "genre": "preprint"}])[0].status == "preprint"


def test_what_is_no_item_is_told() -> None:
    """With its line, as is what is no JSON."""
    catalog = tal.parse_references('[\n{"id": "a", "title": "\\"}{T"},\n3\n]', "csl")
    assert [entry.title for entry in catalog] == ['"}{T']
    assert [line.text for line in catalog.skipped] == ["3"]
    broken = tal.parse_references('[{"id": "a",\n "title": }]', "csl")
    assert [(line.line, line.text) for line in broken.skipped] == [(2, '"title": }]')]
    deep = tal.parse_references("[" * 100_000, "csl")
    assert [line.line for line in deep.skipped] == [1]
    number = tal.parse_references('[{"id": ' + "1" * 5_000 + "}]", "csl")
    assert len(number.skipped) == 1
    assert len(read([3, ITEM]).skipped) == 1


def test_items_know_their_lines() -> None:
    """Where the item begins."""
    text = json.dumps([ITEM, ITEM | {"id": "b", "title": "Another", "DOI": ""}], indent=1)
    lines = [entry.mentions[0].line for entry in tal.parse_references(text, "csl")]
    assert [text.splitlines()[line - 1].strip() for line in lines] == ["{", "{"]


def test_values_nested_deeply_cost_nothing() -> None:
    """They stand in `extra` as dots."""
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    assert ("deep", "…") in csl_record({"id": "a", "deep": deep}, 1).fields


def test_half_a_character_is_none() -> None:
    """It could never be written again."""
    entry = tal.parse_references('[{"id": "a", "title": "A \\ud800 B"}]', "csl")[0]
    assert entry.title == "A ? B"


def test_what_we_write_comes_back(catalog: tal.Catalog) -> None:
    """Our own export loses nothing that the format holds."""
    again = tal.parse_references(catalog.to_csl(), "csl")
    assert [entry.title for entry in again] == [entry.title for entry in catalog]
    assert [entry.authors for entry in again] == [entry.authors for entry in catalog]
    assert [entry.arxiv for entry in again] == [entry.arxiv for entry in catalog]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ITEM, "x", "items", "message"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_raises(value: object) -> None:
    """Whatever stands where a text, a list or an object should."""
    read(value)
    tal.parse_references(json.dumps(value), "jsonl")
