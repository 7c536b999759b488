"""Batches in, batches out: the same works as `search` finds, with identity, relation and reason."""

import pickle

import pytest
from dumps import QUERY, records

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, InvalidQuery, Paper, Screen
from trustworthy_audio_llms._dumps.rows import entry_of

pa = pytest.importorskip("pyarrow")

KNOWN = Catalog(
    [
        Paper(title="Voice Locks", arxiv="2405.19103", authors=["Ana Müller"], date="2024-05"),
        Paper(title="Jailbroken Kettles", authors=["Bo Li"], venue="Interspeech 2025", date="2025"),
    ]
)


def screened(screen: Screen, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """What comes out for rows, in two batches."""
    batches = pa.Table.from_pylist(rows).to_batches(max_chunksize=max(1, len(rows) // 2))
    return [row for batch in screen(batches) for row in batch.to_pylist()]


def test_the_works_that_search_finds() -> None:
    """The query means what it means for a catalog of the same records."""
    rows = list(records(1_000))
    for row in rows:  # Arrow takes no dictionaries of any keys.
        row["abstract_inverted_index"] = str(row["abstract_inverted_index"]).replace("'", '"')
    entries = [
        entry_of(
            {
                "title": row["title"],
                "doi": row["doi"],
                "abstract": row["abstract_inverted_index"],
                "authors": row["authorships"],
            }
        )
        for row in rows
    ]
    for query in (
        QUERY,
        "naive OR zurich",
        '"signal speech"',
        "author:author77 deep*",
        "year:2019",
    ):
        found = {row["identity"] for row in screened(Screen(query), rows)}
        if query.startswith("year:"):
            assert found == {f"doi:10.5555/made.{n}" for n in range(1_000) if n % 10 == 4}
        else:
            assert found == {entry.id for entry in Catalog(entries).search(query)}
    assert len(screened(Screen(QUERY), rows)) >= 10


def test_what_comes_out() -> None:
    """Identity, relation to what is known, bibliographic fields, and why."""
    rows: list[dict[str, object]] = [
        {"title": "Voice locks", "arxiv_id": "2405.19103v2", "doi": None, "year": 2024},
        {"title": "Jailbroken kettles", "doi": "10.48550/arXiv.2501.00001", "year": 2025},
        {"title": "Jailbreaking cups", "doi": "10.5555/9", "year": 2020},
        {"title": "Rivers", "doi": "10.5555/10", "year": 2020},
    ]
    for row in rows:
        row.setdefault("arxiv_id", None)
        row["authors"] = "Ana Müller" if row["title"] == "Voice locks" else "Bo Li"
    found = screened(Screen("jailbreak OR lock", known=KNOWN), rows)

    assert [(row["identity"], row["relation"], row["known"]) for row in found] == [
        ("arxiv:2405.19103", "same", "arxiv:2405.19103"),
        ("arxiv:2501.00001", "version", "title:jailbroken-kettles"),
        ("doi:10.5555/9", "new", None),
    ]
    assert (found[2]["date"], found[2]["authors"]) == ("2020", ["Bo Li"])
    assert found[2]["why"] == "title: **Jailbreaking** cups"


def test_a_batch_without_a_match_gives_none() -> None:
    """Nothing is handed on but what was found."""
    assert list(Screen("jailbreak")([pa.RecordBatch.from_pylist([{"title": "Rivers"}])])) == []


def test_the_schema_is_that_of_the_batches() -> None:
    """Engines are told before the first batch what will come, in either of their languages."""
    screen = Screen("river")
    (batch,) = screen([pa.RecordBatch.from_pylist([{"title": "Rivers"}])])
    assert batch.schema == screen.schema
    assert screen.ddl.startswith("identity string, relation string")
    assert screen.ddl.count(",") == len(screen.schema) - 1


def test_it_travels_in_a_pickle() -> None:
    """Workers get it whole, with what is known."""
    screen = pickle.loads(pickle.dumps(Screen("river", known=KNOWN, columns={"title": "headline"})))
    (batch,) = screen([pa.RecordBatch.from_pylist([{"headline": "Rivers"}])])
    assert batch.num_rows == 1
    assert repr(screen) == "Screen('river', known=2 works)"


def test_what_cannot_be_read_is_told() -> None:
    """A row that may match and is no record comes out as such; one that cannot match does not."""
    rows: list[dict[str, object]] = [
        {"title": "jailbreaks" * 300_000, "abstract": None},
        {"title": None, "abstract": "a jailbreak"},
        {"title": None, "abstract": "a river"},
        {"title": "A jailbreak", "abstract": None},
    ]
    found = screened(Screen("jailbreak*"), rows)
    told = [(row["relation"], str(row["why"])[:30]) for row in found]
    assert sorted(told) == [
        ("new", "title: A **jailbreak**"),
        ("unreadable", "a title of 3,000,000 character"),
        ("unreadable", "no title"),
    ]


class TestRefused:
    """What is wrong with a question is said before the first batch."""

    def test_a_query_that_is_not_understood(self) -> None:
        """As `search` says it."""
        with pytest.raises(InvalidQuery, match="parenthes"):
            Screen("(jailbreak")

    def test_a_topic_that_does_not_exist(self) -> None:
        """Near misses are named."""
        with pytest.raises(InvalidQuery, match="safety/jailbreak"):
            Screen("topic:safety/jailbrek")

    def test_a_thing_that_no_record_says(self) -> None:
        """Columns are named by what they say."""
        with pytest.raises(InvalidQuery, match="'titel'"):
            Screen("river", columns={"titel": "t"})
        with pytest.raises(InvalidQuery, match="column's name"):
            Screen("river", columns={"title": 3})  # type: ignore[dict-item]

    def test_columns_that_are_not_there(self) -> None:
        """Neither one that was named, nor any for the title."""
        batch = pa.RecordBatch.from_pylist([{"headline": "Rivers"}])
        with pytest.raises(InvalidQuery, match=r"\['headline'\].*columns="):
            list(Screen("river")([batch]))
        with pytest.raises(InvalidQuery, match="'headlines'.*headline"):
            list(Screen("river", columns={"title": "headlines"})([batch]))


def test_a_query_may_be_read_before() -> None:
    """A `Query` does as well as its text."""
    assert str(Screen(tal.Query("a b")).query) == "a AND b"
