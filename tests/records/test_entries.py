"""The records: what they take, what they refuse, and what makes them values."""

import copy
import pickle
import re
import typing
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import given
from made_up import BENCHMARK, DATASET, ENTRIES, JAILBREAK, NEWS, OLD, UNTRACED, entries

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import (
    Benchmark,
    Dataset,
    Entry,
    Mention,
    NewsItem,
    Paper,
    PartialDate,
    Skipped,
    SkipReason,
    Survey,
    Toolkit,
)
from trustworthy_audio_llms._records.entries import KINDS

RECORDS = [Entry, Paper, Survey, Benchmark, Dataset, Toolkit, Mention, NewsItem, Skipped]

# For each field, what it must not hold.
WRONG: dict[str, list[object]] = {
    "title": ["", "  \n", None, 5],
    "aliases": ["one", [""], [None], None, {"a"}],
    "name": ["", 5],
    "authors": ["Ana Müller", [""], None, 5],
    "authors_complete": [1, "yes", None],
    "date": ["2025-13", "2025-02-30", "soon", "", 2025],
    "published": ["2025-13", "soon", "", 2025],
    "venue": ["", []],
    "volume": ["", 12],
    "number": [" ", 3],
    "pages": ["", (1, 9)],
    "status": ["acepted", "", True],
    "topics": ["safety", ["a b"], ["Safety/"], None],
    "keywords": ["one", [""], [1]],
    "scope": ["music", "", True],
    "description": ["", 5],
    "abstract": ["", 5],
    "note": ["", 5],
    "url": ["", "example.org", "ftp://example.org", "javascript:alert(1)", "https://a b", 5],
    "arxiv": ["", "abc", "2405", "2413.00001", "2405.1", "10.1145/1.2", 5, 2405.19103],
    "arxiv_category": ["", 5],
    "doi": ["", "abc", "10.1145", "10.1145/", "2405.19103", 5],
    "openreview": ["", "a b", "short", "https://openreview.net/profile?id=~A", 5],
    "acl": ["", "abc", "2024.acl", "2405.19103", 5],
    "code": ["", "github.com/x", "file:///etc/passwd"],
    "data": ["", "zenodo", 5],
    "introduced_by": ["", 5],
    "featured": [1, "yes", None],
    "verified": [0, "", None],
    "evidence": ["one", [""], None],
    "extra": ["a b", [("a",)], ["abc"], [("a", 5)], [("", "x")], [(5, "x")], None, {("a", "b")}],
    "rests_on": ["venue: a/b:c", [""], [5], None, {"venue: a/b:c"}],
    "mentions": [None, 5, "README.md", [5], [None], [{}], [{"path": "a"}], [{"page": 1}]],
    "citekey": ["ü2024", "2024a", "a b", "a,b", "a{b}", "-a", "a-", "a..b", "a%b", "a\\b", None],
    "id": [
        "arxiv:1",
        "arxiv:2405.1",
        "title:other",
        "openreview:x",
        "nonsense",
        "a b",
        None,
        "doi:",
    ],
}


class TestEntry:
    """An entry takes what people write, and keeps what is canonical."""

    def test_needs_a_title_only(self) -> None:
        """All else has a default; its id and citation key follow from the title."""
        entry = Paper(title="Voice Attacks")
        assert entry.id == "title:voice-attacks"
        assert re.fullmatch("voiceattacks[b-z]{5}", entry.citekey)
        assert entry.authors == entry.topics == ()
        assert entry.mentions == ()
        assert (entry.date, entry.year, entry.url, entry.status) == (None, None, None, None)
        assert (entry.scope, entry.published, entry.abstract) == (None, None, None)
        assert entry.authors_complete is True
        assert entry.extra == ()
        assert entry.verified is entry.featured is False

    def test_says_where_a_field_was_seen(self) -> None:
        """The places that are named for a field are its sources, else those of the work."""
        places = ["venue doi: a/b:c.md", "venue: https://d.org/e"]
        entry = Paper(title="T", evidence=["f/g:h.md"], rests_on=places)
        assert entry.sources_of("venue") == ("a/b:c.md", "https://d.org/e")
        assert entry.sources_of("doi") == ("a/b:c.md",)
        assert entry.sources_of("authors") == ("f/g:h.md",)

    def test_takes_lists_for_tuples_and_texts_for_dates(self) -> None:
        """What is kept cannot change."""
        entry = Paper(
            title="T",
            authors=["Ana Müller"],
            date="2025/3",
            mentions=[{"path": "README.md", "line": 1, "date": "2025"}],
        )
        assert entry.authors == ("Ana Müller",)
        assert entry.date == PartialDate(2025, 3)
        assert entry.year == 2025
        assert entry.mentions == (Mention("README.md", 1, date=PartialDate(2025)),)

    def test_is_keyword_only(self) -> None:
        """Nobody remembers the order of 26 fields."""
        with pytest.raises(TypeError):
            Paper("arxiv:2405.19103", "T")  # type: ignore[call-arg]

    def test_knows_no_other_fields(self) -> None:
        """A misspelt field is not lost silently."""
        with pytest.raises(TypeError, match="autors"):
            Paper(title="T", autors=["Ana Müller"])  # type: ignore[call-arg]

    def test_every_field_has_wrong_values_here(self) -> None:
        """A new field needs its rule, and its test."""
        assert set(WRONG) == {about.name for about in attrs.fields(Entry)}

    @pytest.mark.parametrize(
        ("field", "value"),
        [(field, value) for field, values in WRONG.items() for value in values],
        ids=ascii,
    )
    def test_refuses(self, field: str, value: object) -> None:
        """A ValueError names the field and shows the value."""
        facts: dict[str, Any] = {"title": "T", field: value}
        with pytest.raises(ValueError, match=f"`{field}` must be ") as raised:
            Paper(**facts)
        assert repr(value) in str(raised.value)

    @pytest.mark.parametrize("cls", KINDS.values())
    def test_checks_every_kind(self, cls: type[Entry]) -> None:
        """A dataset is held to the same rules."""
        with pytest.raises(ValueError, match="`date` must be .*'2025-13'"):
            cls(title="T", date="2025-13")

    def test_a_source_is_a_text(self) -> None:
        """The one field that only datasets have."""
        assert Dataset(title="T", source="Public").source == "Public"
        with pytest.raises(ValueError, match="`source` must be .*''"):
            Dataset(title="T", source="")


class TestIdentifiers:
    """Identifiers come in any spelling; what is kept is canonical."""

    @pytest.mark.parametrize(
        ("facts", "kept"),
        [
            ({"arxiv": "https://arxiv.org/pdf/2405.19103v2.pdf"}, {"arxiv": "2405.19103"}),
            ({"arxiv": "cs.SD/0112017v1"}, {"arxiv": "cs/0112017"}),
            ({"doi": "https://doi.org/10.1145/ABC"}, {"doi": "10.1145/abc"}),
            (
                {"openreview": "https://openreview.net/pdf?id=AbCdEf12_3"},
                {"openreview": "AbCdEf12_3"},
            ),
            ({"acl": "https://aclanthology.org/P19-1001.pdf"}, {"acl": "P19-1001"}),
            (
                {"doi": "10.48550/arXiv.2405.19103"},
                {"doi": "10.48550/arxiv.2405.19103", "arxiv": "2405.19103"},
            ),
            (
                {"doi": "10.18653/v1/P19-1001"},
                {"doi": "10.18653/v1/p19-1001", "acl": "P19-1001"},
            ),
        ],
    )
    def test_are_canonical(self, facts: dict[str, Any], kept: dict[str, str]) -> None:
        """A DOI that arXiv or the ACL gave out brings their identifier along."""
        entry = Paper(title="T", **facts)
        found = {name: getattr(entry, name) for name in ("arxiv", "doi", "openreview", "acl")}
        assert found == {"arxiv": None, "doi": None, "openreview": None, "acl": None, **kept}

    def test_a_doi_overrides_no_identifier_that_is_given(self) -> None:
        """Where they disagree, both identities are the entry's."""
        entry = Paper(title="T", doi="10.48550/arXiv.2405.19103", arxiv="2501.00001")
        assert entry.arxiv == "2501.00001"
        assert entry.identities == ("arxiv:2501.00001", "arxiv:2405.19103")

    @pytest.mark.parametrize(
        ("facts", "identity"),
        [
            ({"arxiv": "2405.19103", "doi": "10.1145/1.2"}, "arxiv:2405.19103"),
            ({"doi": "10.1145/1.2", "openreview": "AbCdEf12_3"}, "doi:10.1145/1.2"),
            ({"openreview": "AbCdEf12_3", "acl": "P19-1001"}, "openreview:AbCdEf12_3"),
            ({"acl": "P19-1001"}, "acl:P19-1001"),
            ({}, "title:t"),
        ],
    )
    def test_the_best_is_the_id(self, facts: dict[str, Any], identity: str) -> None:
        """arXiv, DOI, OpenReview, ACL; the title only where there is none of them."""
        entry = Paper(title="T", **facts)
        assert entry.id == entry.identities[0] == identity
        assert ("title:t" in entry.identities) == (not facts)

    def test_every_identifier_is_an_identity_once(self) -> None:
        """An ACL identifier and the DOI made from it are the same."""
        entry = Paper(
            title="T", doi="10.18653/v1/P19-1001", acl="P19-1001", openreview="AbCdEf12_3"
        )
        assert entry.identities == ("acl:P19-1001", "openreview:AbCdEf12_3")

    @pytest.mark.parametrize(
        ("id", "field", "value"),
        [
            ("arxiv:2405.19103", "arxiv", "2405.19103"),
            ("https://arxiv.org/abs/2405.19103v2", "arxiv", "2405.19103"),
            ("DOI:10.1145/1.2", "doi", "10.1145/1.2"),
            ("https://openreview.net/forum?id=AbCdEf12_3", "openreview", "AbCdEf12_3"),
            ("acl:p19-1001", "acl", "P19-1001"),
        ],
    )
    def test_an_id_in_any_spelling_brings_its_identifier(
        self, id: str, field: str, value: str
    ) -> None:
        """Nothing needs to be said twice."""
        entry = Paper(title="T", id=id)
        assert getattr(entry, field) == value
        assert entry.id == f"{field}:{value}"

    def test_an_id_may_be_any_of_the_identities(self) -> None:
        """A catalogue may prefer the DOI."""
        entry = Paper(title="T", id="https://doi.org/10.1145/1.2", arxiv="2405.19103")
        assert entry.id == "doi:10.1145/1.2"
        assert entry.identities == ("arxiv:2405.19103", "doi:10.1145/1.2")

    def test_an_id_that_contradicts_the_identifiers_is_refused(self) -> None:
        """The message says which there are, and what to do."""
        with pytest.raises(ValueError, match=r"'arxiv:2405.19103'.*not 'arxiv:2501.00001'.*Leave"):
            Paper(title="T", id="arxiv:2501.00001", arxiv="2405.19103")

    @given(entries())
    def test_an_entry_is_made_again_from_its_fields(self, entry: Entry) -> None:
        """What is canonical stays as it is."""
        assert type(entry)(**attrs.asdict(entry, recurse=False)) == entry


class TestCitekey:
    """The citation key follows from the facts, unless it is given."""

    def test_follows(self) -> None:
        """Family name, year and word."""
        assert JAILBREAK.citekey == "muller2025voicebreak"

    @pytest.mark.parametrize("key", ["x", "Shen:2024", "shen_2024-voice.a/b+c"])
    def test_may_be_given(self, key: str) -> None:
        """Any that BibTeX takes."""
        assert Paper(title="T", citekey=key).citekey == key


class TestKinds:
    """An entry's kind is its class."""

    def test_each_kind_has_its_class(self) -> None:
        """The word is the class's name in lower case."""
        assert {
            "paper": Paper,
            "survey": Survey,
            "benchmark": Benchmark,
            "dataset": Dataset,
            "toolkit": Toolkit,
        } == KINDS
        assert {cls(title="T").kind for cls in KINDS.values()} == set(KINDS)
        assert Entry(title="T").kind == "entry"

    def test_a_survey_is_a_paper(self) -> None:
        """Nothing else is."""
        assert [name for name, cls in KINDS.items() if issubclass(cls, Paper)] == [
            "paper",
            "survey",
        ]
        assert all(issubclass(cls, Entry) for cls in KINDS.values())

    def test_kinds_are_not_equal(self) -> None:
        """A paper and a survey of the same facts are two things."""
        assert Paper(title="T") != Survey(title="T")
        assert repr(Survey(title="T")).startswith("Survey(")


class TestValues:
    """Records are values: frozen, slotted, equal by what they hold."""

    @pytest.mark.parametrize("record", [*ENTRIES, *NEWS, *JAILBREAK.mentions])
    def test_are_frozen(self, record: Any) -> None:
        """No field can be set or deleted, none added."""
        for name in (attrs.fields(type(record))[0].name, "another"):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(record, name, "x")
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                delattr(record, name)

    @pytest.mark.parametrize("cls", RECORDS)
    def test_have_slots(self, cls: type[Any]) -> None:
        """A hundred thousand of them must fit."""
        assert all("__slots__" in vars(base) for base in cls.__mro__[:-1])
        assert not hasattr(object.__new__(cls), "__dict__")

    @pytest.mark.parametrize("cls", RECORDS)
    def test_have_type_hints_at_run_time(self, cls: type) -> None:
        """No annotation is of a name that only type checkers know."""
        hints = typing.get_type_hints(cls)
        assert {about.name for about in attrs.fields(cls)} <= set(hints)

    @given(entries())
    def test_are_equal_by_what_they_hold(self, entry: Entry) -> None:
        """A copy is equal, and one key in a dictionary."""
        for again in (pickle.loads(pickle.dumps(entry)), copy.deepcopy(entry), copy.copy(entry)):
            assert type(again) is type(entry)
            assert again == entry
            assert {entry: 1}[again] == 1

    def test_differ_in_any_field(self) -> None:
        """One character is enough."""
        assert attrs.evolve(JAILBREAK, note="x") != JAILBREAK
        assert attrs.evolve(DATASET, source="Custom") != DATASET

    @pytest.mark.parametrize("entry", ENTRIES)
    def test_evolve_makes_a_changed_copy(self, entry: Entry) -> None:
        """It is of the same kind, checked like any other, and keeps its id and key."""
        evolved = attrs.evolve(entry, venue=" ICML  2026 ")
        assert type(evolved) is type(entry)
        assert (evolved.id, evolved.citekey, evolved.venue) == (
            entry.id,
            entry.citekey,
            "ICML 2026",
        )
        with pytest.raises(ValueError, match="`venue`"):
            attrs.evolve(entry, venue="")

    def test_evolve_makes_a_new_id_when_asked_to(self) -> None:
        """An id that no longer fits is refused, with what to do about it."""
        with pytest.raises(ValueError, match="Leave it empty"):
            attrs.evolve(UNTRACED, arxiv="2501.00001")
        assert attrs.evolve(UNTRACED, id="", arxiv="2501.00001").id == "arxiv:2501.00001"

    @pytest.mark.parametrize("entry", ENTRIES)
    def test_cattrs_takes_them_apart_and_together(self, entry: Entry) -> None:
        """A converter that knows nothing of this library needs one hook, for the dates."""
        converter = cattrs.Converter()
        converter.register_unstructure_hook(PartialDate, str)
        converter.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
        again = converter.structure(converter.unstructure(entry), type(entry))
        assert again == entry


class TestMention:
    """A mention is a place in a list, with what is written there."""

    def test_is_made_of_path_line_and_section(self) -> None:
        """What is written there is optional, and kept as it is."""
        mention = Mention("README.md", 7, "Safety", title="T", url="not a link", date="2025-03")
        assert (mention.path, mention.line, mention.section) == ("README.md", 7, "Safety")
        assert (mention.title, mention.url) == ("T", "not a link")
        assert mention.date == PartialDate(2025, 3)
        assert Mention("README.md", 7) == Mention("README.md", 7, "", title=None)

    def test_what_is_written_there_is_named(self) -> None:
        """Nobody remembers whether the title or the link comes first."""
        with pytest.raises(TypeError):
            Mention("README.md", 7, "Safety", "T")  # type: ignore[call-arg]
        assert [about.name for about in attrs.fields(Mention) if about.kw_only] == [
            "title",
            "url",
            "date",
        ]
        assert [about.name for about in attrs.fields(NewsItem) if about.kw_only] == ["mentions"]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("path", ""),
            ("path", None),
            ("line", 0),
            ("line", "7"),
            ("line", True),
            ("section", None),
            ("title", ""),
            ("url", ""),
            ("date", "2025-13"),
        ],
    )
    def test_refuses(self, field: str, value: object) -> None:
        """A ValueError names the field and shows the value."""
        facts = {"path": "README.md", "line": 1, field: value}
        with pytest.raises(ValueError, match=f"`{field}` must be ") as raised:
            Mention(**facts)
        assert repr(value) in str(raised.value)


class TestSkipped:
    """A skipped line is kept as it stands, with its place and a reason."""

    def test_keeps_the_line(self) -> None:
        """Blanks and all."""
        line = Skipped("README.md", 3, "  - ?\t", "no title")
        assert (line.path, line.line, line.text) == ("README.md", 3, "  - ?\t")

    def test_the_code_follows_from_prose_of_older_files(self) -> None:
        """What nobody ever wrote is of another reason."""
        dead = "a link to a file that is not there: voices.md"

        assert Skipped("a.md", 1, "", dead).code is SkipReason.DEAD_LINK
        assert Skipped("a.md", 1, "", "because").code is SkipReason.OTHER
        assert Skipped("a.md", 1, "", "because", SkipReason.NO_TITLE).code == "no-title"

    def test_every_reason_has_a_text(self) -> None:
        """Of its own, in a few words."""
        texts = [reason.text for reason in SkipReason]

        assert len(set(texts)) == len(texts)
        assert all(0 < len(text) < 80 for text in texts)

    @pytest.mark.parametrize(
        ("field", "value"), [("path", None), ("line", 0), ("text", 5), ("reason", None)]
    )
    def test_refuses(self, field: str, value: object) -> None:
        """A ValueError names the field and shows the value."""
        facts: dict[str, typing.Any] = {"path": "README.md", "line": 1, "text": "", "reason": ""}
        facts[field] = value
        with pytest.raises(ValueError, match=f"`{field}` must be .*{value!r}"):
            Skipped(**facts)


class TestNewsItem:
    """A news item is a dated line of text."""

    def test_is_made_of_date_and_text(self) -> None:
        """The date may be as inexact as lists write it."""
        item = NewsItem("2025.11", " Out  now. ", mentions=[Mention("README.md", 3)])
        assert item == NewsItem(
            PartialDate(2025, 11), "Out now.", mentions=(Mention("README.md", 3),)
        )

    @pytest.mark.parametrize(
        ("date", "text", "field"),
        [
            ("2025-13", "x", "date"),
            (None, "x", "date"),
            ("2025", "", "text"),
            ("2025", None, "text"),
        ],
    )
    def test_refuses(self, date: typing.Any, text: typing.Any, field: str) -> None:
        """It needs both."""
        with pytest.raises(ValueError, match=f"`{field}` must be "):
            NewsItem(date, text)


def test_the_public_names_are_these_classes() -> None:
    """What users import is what the library makes."""
    assert isinstance(BENCHMARK, tal.Benchmark)
    assert isinstance(OLD, tal.Paper)
    assert not isinstance(OLD, tal.Survey)


def test_the_series_of_a_venue() -> None:
    """By the registry, in any spelling; None where it knows none, or there is no venue."""
    assert Paper(title="T", venue="Proc. of ICASSP 2024").series == "ICASSP"
    assert Paper(title="T", venue="Nowhere 2024").series is None
    assert Paper(title="T").series is None
