"""The catalog: an immutable, ordered collection of distinct entries."""

import copy
import json
import pickle
import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import (
    BACKDOOR,
    BENCHMARK,
    DATASET,
    DEFENSE,
    ENTRIES,
    JAILBREAK,
    NEWS,
    OLD,
    PREPRINT,
    SKIPPED,
    SMALL_BENCHMARK,
    SURVEY,
    TOOLKIT,
    UNDATED,
    UNTRACED,
    changed,
    entries,
)

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import (
    Benchmark,
    Catalog,
    Entry,
    EntryNotFound,
    InvalidQuery,
    Mention,
    Paper,
    Snapshot,
    SnapshotNotFound,
    Survey,
    load,
)
from trustworthy_audio_llms._catalog.keys import FIELD_NAMES
from trustworthy_audio_llms._records.identifiers import title_identity
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import Contents

catalogs = st.lists(entries(), max_size=4).map(Catalog)


def of(*records: Entry) -> Catalog:
    """A catalog of these records."""
    return Catalog(records)


def of_list(*records: Entry, name: str = "github:owner/list@" + "a" * 40) -> Catalog:
    """A catalog as it comes from a list that was fetched."""
    snapshot = Snapshot(name=name, digest=digest_of(canonical_json(records, NEWS)))
    return Catalog.from_contents(Contents(snapshot, records, NEWS, SKIPPED))


class TestMaking:
    """A catalog holds distinct works."""

    def test_of_nothing(self) -> None:
        """It is a catalog all the same."""
        catalog = Catalog()
        assert len(catalog) == 0
        assert not catalog
        assert catalog.news == ()
        assert catalog.skipped == ()
        assert list(catalog.search("voice")) == list(catalog.sort()) == []
        assert catalog.count("year") == Counter()

    def test_takes_any_iterable(self) -> None:
        """A generator will do."""
        assert Catalog(iter(ENTRIES), news=iter(NEWS)) == Catalog(ENTRIES, news=NEWS)

    def test_keeps_order_and_news(self, catalog: Catalog) -> None:
        """As they were given."""
        assert tuple(catalog) == ENTRIES
        assert catalog.news == NEWS

    def test_merges_records_of_one_work(self) -> None:
        """One work is one entry with all its mentions."""
        first = Paper(title="Voice Attacks", arxiv="2405.00001", mentions=[Mention("a.md", 1)])
        again = Paper(title="Voice attacks!", topics=["safety"], mentions=[Mention("b.md", 2)])
        (entry,) = of(first, again)
        assert entry.id == "arxiv:2405.00001"
        assert entry.topics == ("safety",)
        assert [mention.path for mention in entry.mentions] == ["a.md", "b.md"]

    def test_makes_citation_keys_distinct(self) -> None:
        """Each gets letters of its own, in whichever order they come."""
        newer = Paper(title="Voice A", authors=["A B"], date="2025-02", arxiv="2502.00001")
        older = Paper(title="Voice B", authors=["A B"], date="2025-01", arxiv="2501.00001")
        first, second = (entry.citekey for entry in of(newer, older))
        assert re.fullmatch(r"b2025voice[b-z]{5}", first)
        assert [entry.citekey for entry in of(older, newer)] == [second, first]

    @given(st.lists(entries(), max_size=5))
    def test_ids_and_keys_are_unique(self, records: list[Entry]) -> None:
        """Whatever goes in."""
        catalog = Catalog(records)
        assert len({entry.id for entry in catalog}) == len(catalog)
        assert len({entry.citekey.lower() for entry in catalog}) == len(catalog)


class TestSequence:
    """A catalog is a sequence of entries that never changes."""

    def test_is_a_sequence(self, catalog: Catalog) -> None:
        """With all that sequences do."""
        assert isinstance(catalog, Sequence)
        assert len(catalog) == len(ENTRIES)
        assert catalog[0] == next(iter(catalog)) == JAILBREAK
        assert catalog[-1] == next(reversed(catalog)) == TOOLKIT
        assert catalog.index(SURVEY) == ENTRIES.index(SURVEY)
        with pytest.raises(IndexError):
            catalog[len(ENTRIES)]
        with pytest.raises(TypeError):
            catalog[1.5]  # type: ignore[call-overload]

    @pytest.mark.parametrize(
        ("part", "shown"),
        [
            (slice(3), "[:3]: 3 of 12"),
            (slice(1, 3), "[1:3]: 2 of 12"),
            (slice(None, None, -1), "[::-1]: 12 of 12"),
            (slice(2, None), "[2:]: 10 of 12"),
            (slice(20, 30), "[20:30]: 0 of 12"),
        ],
    )
    def test_a_slice_is_a_catalog(self, catalog: Catalog, part: slice, shown: str) -> None:
        """With its news, its snapshot and its trail."""
        sliced = catalog[part]
        assert isinstance(sliced, Catalog)
        assert tuple(sliced) == ENTRIES[part]
        assert sliced.news == NEWS
        assert sliced.snapshot == catalog.snapshot
        assert sliced.trail == (*catalog.trail, shown)

    @pytest.mark.parametrize(
        "name", ["news", "snapshot", "skipped", "trail", "papers", "provenance"]
    )
    def test_cannot_be_changed(self, catalog: Catalog, name: str) -> None:
        """Nothing can be set, put in or taken away."""
        with pytest.raises(AttributeError):
            setattr(catalog, name, ())
        with pytest.raises(TypeError):
            catalog[0] = JAILBREAK  # type: ignore[index]
        with pytest.raises(TypeError):
            del catalog[0]  # type: ignore[attr-defined]
        assert not hasattr(catalog, "append")

    def test_is_equal_by_entries_and_news(self, catalog: Catalog) -> None:
        """In order; where they come from does not count."""
        again = Catalog(ENTRIES, news=NEWS, snapshot=Snapshot(name="x", digest="y"))
        assert again == catalog
        assert {catalog: 1}[again] == 1
        assert Catalog(ENTRIES) != catalog
        assert Catalog(reversed(ENTRIES), news=NEWS) != catalog
        assert catalog != list(catalog)
        assert catalog != of(JAILBREAK)

    @pytest.mark.parametrize(
        "copied",
        [lambda catalog: pickle.loads(pickle.dumps(catalog)), copy.copy, copy.deepcopy],
        ids=["pickle", "copy", "deepcopy"],
    )
    def test_survives_pickle_and_copy(self, catalog: Catalog, copied: Any) -> None:
        """Also when it has been searched; the copy can be searched, too."""
        narrowed = catalog.where(kind="paper")
        assert narrowed.search("jailbreak")
        assert "2503.01234" in narrowed
        again = copied(narrowed)
        assert again == narrowed
        assert again.trail == narrowed.trail
        assert again.snapshot == narrowed.snapshot
        assert again.search("jailbreak") == narrowed.search("jailbreak")
        assert "2503.01234" in again

    def test_may_be_shared_by_threads(self, catalog: Catalog) -> None:
        """Each finds what it would find alone."""
        queries = ["jailbreak", "hear*", "muller", "-safety"] * 10
        alone = [tuple(Catalog(ENTRIES).search(query)) for query in queries]

        def find(query: str) -> tuple[Entry, ...]:
            assert "2503.01234" in catalog
            return tuple(catalog.search(query))

        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(find, queries)) == alone


class TestLookup:
    """An entry is found by identity, in any spelling."""

    @pytest.mark.parametrize(
        "identity",
        [
            "arxiv:2503.01234",
            "2503.01234v2",
            "https://arxiv.org/pdf/2503.01234v1.pdf",
            "https://doi.org/10.1145/3700000.3700001",
            "muller2025voicebreak",
            "VoiceBreak: Jailbreaking Spoken Assistants by Accent",
            "Accents that break assistants",
        ],
    )
    def test_finds(self, catalog: Catalog, identity: str) -> None:
        """By key, with `get` and with `in`."""
        assert catalog[identity] == catalog.get(identity) == JAILBREAK
        assert identity in catalog

    def test_says_when_there_is_none(self, catalog: Catalog) -> None:
        """A KeyError with near misses; `get` gives the default."""
        with pytest.raises(KeyError, match="Did you mean 'arxiv:2503.01234'") as raised:
            catalog["arxiv:2503.01235"]
        assert isinstance(raised.value, EntryNotFound)
        assert raised.value.identity == "arxiv:2503.01235"
        assert catalog.get("2503.01235") is None
        assert catalog.get("2503.01235", "none") == "none"
        assert "2503.01235" not in catalog

    def test_an_entry_is_in_it_by_identity(self, catalog: Catalog) -> None:
        """Whatever else another list says about it."""
        assert changed(JAILBREAK, title="Another", aliases=()) in catalog
        assert Paper(title="a theory of hearing") in catalog
        assert Paper(title="Another") not in catalog

    @pytest.mark.parametrize("other", [None, 5, b"2503.01234", ("arxiv", "2503.01234"), NEWS[0]])
    def test_nothing_else_is_in_it(self, catalog: Catalog, other: object) -> None:
        """Asking does not raise."""
        assert other not in catalog

    def test_same_finds_the_entry_of_another_catalog(self, catalog: Catalog) -> None:
        """It may be called otherwise there."""
        assert catalog.same(Paper(title="X", doi="10.1145/3700000.3700001")) == JAILBREAK
        assert catalog.same(Paper(title="X")) is None


class TestWhere:
    """`where` narrows by criteria and functions, and leaves a trail."""

    def test_criteria_and_a_function_are_anded(self, catalog: Catalog) -> None:
        """The function sees only what meets the criteria."""
        seen = []

        def has_code(entry: Entry) -> object:
            seen.append(entry)
            return entry.code

        found = catalog.where(has_code, kind="paper", year=[2024, 2025])
        assert list(found) == [JAILBREAK]
        assert set(seen) == {JAILBREAK, DEFENSE, BACKDOOR, PREPRINT, UNTRACED, SURVEY}
        assert found.trail[1:] == ("where(has_code, kind='paper', year=[2024, 2025]): 1 of 12",)

    def test_without_anything_all_is_left(self, catalog: Catalog) -> None:
        """The step is on the trail all the same."""
        assert catalog.where() == catalog
        assert catalog.where().trail[1:] == ("where(): 12 of 12",)

    @pytest.mark.parametrize(
        ("narrowed", "kinds"),
        [
            ("papers", {"paper", "survey"}),
            ("benchmarks", {"benchmark"}),
            ("datasets", {"dataset"}),
            ("toolkits", {"toolkit"}),
        ],
    )
    def test_kinds_have_names_of_their_own(
        self, catalog: Catalog, narrowed: str, kinds: set[str]
    ) -> None:
        """Surveys are papers."""
        found = getattr(catalog, narrowed)
        assert isinstance(found, Catalog)
        assert [e for e in catalog if e.kind in kinds] == list(found)

    def test_a_wrong_criterion_is_refused(self, catalog: Catalog) -> None:
        """Also where there is nothing to narrow."""
        for whole in (catalog, Catalog()):
            with pytest.raises(InvalidQuery, match="Did you mean 'paper'"):
                whole.where(kind="papers")  # type: ignore[arg-type]

    def test_a_callable_without_name_is_shown_as_it_is(self, catalog: Catalog) -> None:
        """The trail says what there is to say."""

        class Odd:
            def __call__(self, _: Entry) -> bool:
                return True

            def __repr__(self) -> str:
                return "Odd()"

        assert catalog.where(Odd()).trail[1:] == ("where(Odd()): 12 of 12",)


class TestSearch:
    """`search` ranks what matches; see `test_search.py` for the queries."""

    def test_gives_a_catalog_with_the_best_first(self, catalog: Catalog) -> None:
        """With the query on its trail."""
        found = catalog.search('"audio language models"')
        assert list(found) == [SURVEY]
        assert found.trail[1:] == ("search('\"audio language models\"'): 1 of 12",)
        assert found.snapshot == catalog.snapshot

    def test_a_limit_is_on_the_trail(self, catalog: Catalog) -> None:
        """It left something out."""
        found = catalog.search("jailbreak", limit=2)
        assert list(found) == list(catalog.search("jailbreak"))[:2]
        assert found.trail[1:] == ("search('jailbreak', limit=2): 2 of 12",)

    def test_searches_what_is_left(self, catalog: Catalog) -> None:
        """After narrowing, places are other ones."""
        assert list(catalog.where(kind="benchmark").search("jailbreak")) == [BENCHMARK]
        assert list(catalog[::-1].search("hearing")) == [OLD]

    @pytest.mark.parametrize(
        "entry",
        [BENCHMARK, "2505.00016", "AudioTrust-X: a benchmark", changed(BENCHMARK, note="x")],
    )
    def test_explain_says_why(self, catalog: Catalog, entry: Entry | str) -> None:
        """By the entry, one of another catalog, or an identity."""
        (match,) = catalog.explain("jailbreak", entry)
        assert (match.field, match.snippet) == ("keywords", "benchmark, **jailbreak**")

    def test_explain_knows_only_its_own(self, catalog: Catalog) -> None:
        """An entry that is not there is a KeyError."""
        for other in (Paper(title="Another"), "another"):
            with pytest.raises(EntryNotFound, match=r"No entry is '(title:)?another'"):
                catalog.explain("jailbreak", other)


class TestSort:
    """`sort` orders; what is missing comes last, either way."""

    def test_by_date_unless_told_otherwise(self, catalog: Catalog) -> None:
        """The oldest first, the undated last."""
        dates = [entry.date for entry in catalog.sort()]
        assert dates[:3] == [OLD.date, DATASET.date, BACKDOOR.date]
        assert dates[-2:] == [None, None]
        assert catalog.sort() == catalog.sort("date")

    def test_reversed_the_missing_still_come_last(self, catalog: Catalog) -> None:
        """The newest first is what a reader wants, not the undated."""
        dates = [entry.date for entry in catalog.sort("date", reverse=True)]
        assert dates[0] == TOOLKIT.date
        assert dates[-2:] == [None, None]

    @pytest.mark.parametrize("reverse", [False, True])
    def test_equal_ones_keep_their_order(self, catalog: Catalog, reverse: bool) -> None:
        """Sorting twice is sorting by two keys."""
        by_kind = catalog.sort("kind", reverse=reverse)
        assert [e for e in by_kind if e.kind == "paper"] == [
            e for e in ENTRIES if e.kind == "paper"
        ]

    @pytest.mark.parametrize("reverse", [False, True])
    def test_by_several(self, catalog: Catalog, reverse: bool) -> None:
        """The first decides; each puts what is missing last."""
        by_both = catalog.sort("year", "venue", reverse=reverse)
        in_2025 = [entry.venue for entry in by_both if entry.year == 2025]
        venues = sorted(filter(None, in_2025), key=str.casefold, reverse=reverse)
        assert in_2025 == [*venues, *[None] * (len(in_2025) - len(venues))]
        assert list(by_both) == list(
            catalog.sort("venue", reverse=reverse).sort("year", reverse=reverse)
        )

    def test_by_a_function(self, catalog: Catalog) -> None:
        """Its name is on the trail."""

        def length(entry: Entry) -> int:
            return len(entry.title)

        assert catalog.sort(length)[0] in (DATASET, SMALL_BENCHMARK, TOOLKIT)
        trail = catalog.sort(length, "title", reverse=True).trail
        assert trail[1:] == ("sort(length, 'title', reverse=True): 12 of 12",)

    def test_by_what_there_is_not(self, catalog: Catalog) -> None:
        """With near misses."""
        with pytest.raises(InvalidQuery, match="Did you mean 'title'"):
            catalog.sort("titel")


class TestGroup:
    """`group` and `count` put entries under their values."""

    def test_by_one_value_each(self, catalog: Catalog) -> None:
        """Under None those that have none; in the order in which the values come."""
        years = catalog.group("year")
        assert list(years) == [2025, 2024, 2001, None, 2023, 2026]
        assert list(years[None]) == [UNDATED, SMALL_BENCHMARK]
        assert all(isinstance(group, Catalog) for group in years.values())
        assert years[2024].trail[1:] == ("group('year')[2024]: 1 of 12",)

    def test_by_several_values_each(self, catalog: Catalog) -> None:
        """An entry stands under each of its topics."""
        topics = catalog.group("topic")
        assert JAILBREAK in topics["safety/jailbreak"]
        assert JAILBREAK in topics["fairness"]
        assert list(catalog.group("author")["Bo Li"]) == [JAILBREAK, DEFENSE, SURVEY]

    def test_by_a_function(self, catalog: Catalog) -> None:
        """Its value, whatever it is."""

        def verified(entry: Entry) -> bool:
            return entry.verified

        groups = catalog.group(verified)
        assert list(groups[False]) == [UNTRACED, UNDATED, SMALL_BENCHMARK, TOOLKIT]
        assert groups[False].trail[1:] == ("group('verified')[False]: 4 of 12",)

    @pytest.mark.parametrize(
        "by", ["year", "month", "kind", "topic", "venue", "author", "keyword", "section"]
    )
    def test_counts_are_the_sizes_of_the_groups(self, catalog: Catalog, by: str) -> None:
        """A Counter, so that the most common come first."""
        counted = catalog.count(by)
        assert isinstance(counted, Counter)
        assert counted == {value: len(group) for value, group in catalog.group(by).items()}

    def test_an_entry_counts_once_under_a_value(self) -> None:
        """Even if it says it twice."""
        assert of(Paper(title="T", authors=["A", "A"])).count("author") == {"A": 1}
        assert len(of(Paper(title="T", authors=["A", "A"])).group("author")["A"]) == 1

    def test_by_what_there_is_not(self, catalog: Catalog) -> None:
        """With near misses."""
        for method in (catalog.group, catalog.count):
            with pytest.raises(InvalidQuery, match="Did you mean 'author'"):
                method("auhtor")

    @pytest.mark.parametrize("name", FIELD_NAMES)
    def test_by_every_field(self, catalog: Catalog, name: str) -> None:
        """Each of several values, or the one; sorting by it loses nothing."""
        counts = catalog.count(name)
        assert set(counts) == set(catalog.group(name))
        assert sum(counts.values()) >= len(catalog)
        assert len(catalog.sort(name)) == len(catalog)

    def test_by_a_field_that_holds_several(self, catalog: Catalog) -> None:
        """By its own name, or by the word for one of them."""
        for name, word in (("authors", "author"), ("topics", "topic"), ("keywords", "keyword")):
            assert catalog.count(name) == catalog.count(word)
        assert of(Paper(title="T", evidence=["a", "b", "a"])).count("evidence") == {"a": 1, "b": 1}
        assert catalog.count("verified")[True] == len(catalog.where(verified=True))


class TestFirstContact:
    """What one types at a prompt works, or says what does."""

    def test_keys_are_completed(self, catalog: Catalog) -> None:
        """In IPython and notebooks, after `catalog["`."""
        completions = catalog._ipython_key_completions_()
        assert completions == [entry.citekey for entry in catalog]
        assert all(key in catalog for key in completions)

    def test_names_stand_for_catalogs(self) -> None:
        """Where one is asked for, what `load` takes will do."""
        bundled = load("2025.11")
        assert list(bundled.enrich("2026.11")) == list(bundled.enrich(load("2026.11")))
        assert bundled.audit("2026.11") == bundled.audit(load("2026.11"))
        with pytest.raises(SnapshotNotFound):
            bundled.audit("2024.01")

    @pytest.mark.parametrize(
        ("entries", "message"),
        [
            ([1], "A catalog is made of entries, and 1 is none."),
            (["2405.19103"], "and '2405.19103' is none"),
            ("2026.11", "A catalog is made of several entries, as in Catalog([entry]), not of"),
            (JAILBREAK, "not of the entry 'arxiv:2503.01234'"),
            (5, "not of 5."),
        ],
    )
    def test_what_is_no_entry(self, entries: Any, message: str) -> None:
        """One sentence that says what a catalog is made of."""
        with pytest.raises(TypeError) as raised:
            Catalog(entries)
        assert message in str(raised.value)

    @pytest.mark.parametrize("identity", [3, None, b"x"])
    def test_get_wants_a_text(self, catalog: Catalog, identity: Any) -> None:
        """No error from within."""
        with pytest.raises(TypeError, match="`get` takes a text that names a work"):
            catalog.get(identity)

    def test_a_title_that_is_begun(self, catalog: Catalog) -> None:
        """The work that it begins is named, with its key."""
        with pytest.raises(KeyError, match=r"Did you mean 'VoiceBreak: .*muller2025voicebreak"):
            catalog["VoiceBreak: Jail"]
        with pytest.raises(KeyError, match=r"^No entry is 'zzz'\.$"):
            catalog["zzz"]

    @pytest.mark.parametrize(
        "name", ["bibtex", "biblatex", "ris", "csl", "csv", "jsonl", "markdown", "html"]
    )
    def test_a_path_goes_to_write(self, catalog: Catalog, name: str) -> None:
        """As users of pandas would hand one over."""
        export = getattr(catalog, f"to_{name}")
        with pytest.raises(TypeError, match=rf"`to_{name}` gives a text.*catalog.write\('x.csv'\)"):
            export("x.csv")
        assert isinstance(export(), str)


class TestSets:
    """`|`, `&` and `-` go by identity."""

    def test_union_keeps_these_and_adds_the_others(self) -> None:
        """What both have stays as it is here."""
        other = changed(JAILBREAK, title="Another", aliases=())
        assert list(of(JAILBREAK, DEFENSE) | of(OLD, other)) == [JAILBREAK, DEFENSE, OLD]

    def test_intersection_and_difference(self) -> None:
        """In the order of these."""
        other = of(changed(DEFENSE, title="Another"), Paper(title="a theory of hearing"))
        assert list(of(JAILBREAK, OLD, DEFENSE) & other) == [OLD, DEFENSE]
        assert list(of(JAILBREAK, OLD, DEFENSE) - other) == [JAILBREAK]

    def test_union_joins_the_news_of_both(self) -> None:
        """Each item once; the others keep these catalog's news."""
        one, other = Catalog(news=NEWS[:1]), Catalog(news=NEWS)
        assert (one | other).news == NEWS
        assert (one & other).news == (one - other).news == NEWS[:1]

    def test_union_makes_citation_keys_distinct(self) -> None:
        """Two catalogs may use one key for two works; the first one's stay."""
        one = of(Paper(title="Voice A", authors=["A B"], date="2025-01", arxiv="2501.00001"))
        other = of(Paper(title="Voice B", authors=["A B"], date="2025-02", arxiv="2502.00001"))
        first, second = (entry.citekey for entry in one | other)
        assert first == "b2025voice"
        assert re.fullmatch(r"b2025voice[b-z]{5}", second)

    def test_what_was_done_is_on_the_trail(self) -> None:
        """With the whole trail of the other one."""
        one, other = of(JAILBREAK, OLD), of(OLD, DEFENSE).where(kind="paper", year=2001)
        trail = f"({other.trail[0]}; where(kind='paper', year=2001): 1 of 2)"
        assert (one | other).trail == (one.snapshot.pin, f"| {trail}: 2 of 2")
        assert (one & other).trail == (one.snapshot.pin, f"& {trail}: 1 of 2")
        assert (one - other).trail == (one.snapshot.pin, f"- {trail}: 1 of 2")

    @pytest.mark.parametrize("operator", ["__or__", "__and__", "__sub__"])
    def test_only_with_catalogs(self, catalog: Catalog, operator: str) -> None:
        """A list of entries has no trail."""
        assert getattr(catalog, operator)(list(catalog)) is NotImplemented
        with pytest.raises(TypeError):
            catalog | [JAILBREAK]  # type: ignore[operator]

    @settings(max_examples=40)
    @given(catalogs, catalogs)
    def test_keep_the_laws_of_sets(self, one: Catalog, other: Catalog) -> None:
        """The parts make up the whole."""
        assert one | one == one & one == one
        assert len(one - one) == 0
        assert list((one & other) | (one - other)) == [
            *(e for e in one if e in other),
            *(e for e in one if e not in other),
        ]
        assert all(entry in one | other for entry in (*one, *other))


class TestEnrich:
    """`enrich` fills blanks from the same works elsewhere, and overwrites nothing."""

    LISTED = Paper(
        title="VoiceBreak",
        date="2025-03-10",
        arxiv="2503.01234",
        topics=["robustness"],
        mentions=[Mention("new.md", 1)],
    )

    def test_fills_what_is_blank(self, catalog: Catalog) -> None:
        """Authors, venue, identifiers, links, keywords."""
        (entry,) = of(self.LISTED).enrich(catalog)
        for name in ("authors", "venue", "status", "keywords", "doi", "code", "url", "name"):
            assert getattr(entry, name) == getattr(JAILBREAK, name)
        assert entry.description == JAILBREAK.description

    def test_overwrites_nothing(self, catalog: Catalog) -> None:
        """Title, date, topics and places stay those of the list."""
        (entry,) = of(self.LISTED).enrich(catalog)
        for name in ("title", "date", "topics", "mentions", "featured"):
            assert getattr(entry, name) == getattr(self.LISTED, name)

    @settings(max_examples=50)
    @given(entries(), entries())
    def test_overwrites_nothing_whatever_there_is(self, entry: Entry, other: Entry) -> None:
        """Every field that says something says it still."""
        entry, other = (changed(each, arxiv="2503.01234") for each in (entry, other))
        (filled,) = of(entry).enrich(of(other))
        for about in attrs.fields(Entry):
            value = getattr(entry, about.name)
            if about.name == "aliases":
                titles = set(map(title_identity, (filled.title, *filled.aliases)))
                assert set(map(title_identity, value)) <= titles
            elif about.name == "rests_on":
                assert set(value) <= set(filled.rests_on)
            elif about.name == "authors_complete" and not entry.authors:
                continue  # Said of authors that are filled in.
            elif value not in (None, (), False, about.default) and about.name != "citekey":
                assert getattr(filled, about.name) == value

    def test_the_other_title_becomes_an_alias(self, catalog: Catalog) -> None:
        """So that the entry is found by either."""
        enriched = of(self.LISTED).enrich(catalog)
        assert enriched[0].aliases == (JAILBREAK.title, *JAILBREAK.aliases)
        assert JAILBREAK.title in enriched

    def test_is_verified_only_under_the_verified_title(self, catalog: Catalog) -> None:
        """A title that nobody has checked stays unchecked."""
        assert not of(self.LISTED).enrich(catalog)[0].verified
        for title in (JAILBREAK.title.upper(), JAILBREAK.aliases[0]):
            assert of(changed(self.LISTED, title=title)).enrich(catalog)[0].verified
        assert of(changed(self.LISTED, verified=True)).enrich(catalog)[0].verified

    def test_is_not_verified_by_what_is_not(self) -> None:
        """Two unchecked records of one title are no evidence."""
        assert not of(self.LISTED).enrich(of(changed(self.LISTED, note="x")))[0].verified

    def test_mentions_are_not_filled_in(self, catalog: Catalog) -> None:
        """They say where this list names the work, and it may not."""
        (entry,) = of(changed(self.LISTED, mentions=())).enrich(catalog)
        assert entry.mentions == ()

    def test_a_key_made_without_authors_gives_way(self, catalog: Catalog) -> None:
        """One that was made with them, or chosen, does not."""
        assert self.LISTED.citekey.startswith("voicebreak2025")
        assert of(self.LISTED).enrich(catalog)[0].citekey == JAILBREAK.citekey
        named = changed(self.LISTED, authors=["Zoe Z"], citekey="")
        assert of(named).enrich(catalog)[0].citekey == "z2025voicebreak"

    @pytest.mark.parametrize(
        ("cls", "other", "result"),
        [
            (Paper, Survey, Survey),
            (Paper, Benchmark, Benchmark),
            (Entry, Paper, Paper),
            (Survey, Paper, Survey),
            (Benchmark, Survey, Benchmark),
        ],
    )
    def test_a_plain_paper_becomes_what_it_is(
        self, cls: type[Entry], other: type[Entry], result: type[Entry]
    ) -> None:
        """A kind that says something stays."""
        (entry,) = of(cls(title="T")).enrich(of(other(title="T")))
        assert type(entry) is result

    def test_a_dataset_gets_its_source(self) -> None:
        """A paper that turns out to be one, too; what is none has no such field."""
        for plain in (Paper(title="SpoofSet"), changed(DATASET, source=None)):
            assert of(plain).enrich(of(DATASET))[0].source == "Public"  # type: ignore[attr-defined]
        assert of(Benchmark(title="SpoofSet")).enrich(of(DATASET))[0].kind == "benchmark"

    def test_entries_that_turn_out_to_be_one_work_stay_two(self) -> None:
        """The list has it under two titles; only one of them gets the identifier."""
        known = Paper(title="New Title", aliases=["Old Title"], arxiv="2503.01234")
        enriched = of(Paper(title="Old Title"), OLD, Paper(title="New Title")).enrich(of(known))
        assert [entry.id for entry in enriched] == ["arxiv:2503.01234", OLD.id, "title:new-title"]

    def test_leaves_the_rest_as_it_is(self, catalog: Catalog) -> None:
        """Order, news and unknown works; how many were found is on the trail."""
        listed = of(OLD, self.LISTED, Paper(title="Unknown"))
        enriched = listed.enrich(catalog)
        assert [entry.title for entry in enriched] == [entry.title for entry in listed]
        assert enriched[0] == OLD
        assert enriched[2] == listed[2]
        assert enriched.trail == (
            listed.snapshot.pin,
            f"enrich({catalog.snapshot.pin}), 2 found: 3 of 3",
        )


class TestProvenance:
    """A catalog knows where it comes from and how it came to be."""

    def test_one_that_was_made_comes_from_here(self, catalog: Catalog) -> None:
        """Its digest is that of its records."""
        assert catalog.snapshot.name == "unsaved"
        assert catalog.snapshot.digest == digest_of(canonical_json(ENTRIES, NEWS))
        assert catalog.trail == (catalog.snapshot.pin,)

    def test_one_of_a_list_comes_from_there(self) -> None:
        """With what was skipped."""
        listed = of_list(*ENTRIES)
        assert listed.snapshot.name == "github:owner/list@" + "a" * 40
        assert listed.trail == (listed.snapshot.pin,)
        assert listed.skipped == SKIPPED
        assert listed.where(kind="paper").skipped == SKIPPED

    def test_entries_of_a_snapshot_keep_its_pin(self) -> None:
        """Picked by hand, from the snapshot itself or from what was narrowed; the trail says so."""
        whole = tal.load("2025.11")
        first, second, *_ = whole
        picked = Catalog([second, first])
        assert picked.snapshot == whole.snapshot
        assert picked.trail == (whole.snapshot.pin, f"picked {second.id}, {first.id}")
        assert Catalog(whole.where(kind="paper")).snapshot == whole.snapshot

    def test_a_long_selection_is_told_in_short(self) -> None:
        """Ten works, and how many more."""
        whole = tal.load("2025.11")
        assert Catalog(whole[:10]).trail[1].endswith(whole[9].id)
        assert Catalog(whole[:12]).trail[1].endswith(f"{whole[9].id} and 2 more")

    def test_only_records_as_they_were_keep_it(self) -> None:
        """What was changed, copied, merged or mixed is no longer of that snapshot."""
        whole, other = tal.load("2025.11"), tal.load("2026.11")
        unlike = [
            [changed(whole[0], note="x")],
            [pickle.loads(pickle.dumps(whole[0]))],
            [whole[0], whole[0]],
            [whole[0], other.where(lambda entry: entry not in whole)[0]],
            [whole[0], JAILBREAK],
            [],
        ]
        for records in unlike:
            assert Catalog(records).snapshot.name == "unsaved"
        mine = Snapshot(name="mine", digest="sha256:0")
        assert Catalog([whole[0]], snapshot=mine).trail == (mine.pin,)

    def test_every_step_is_on_the_trail(self, catalog: Catalog) -> None:
        """In order, with counts."""
        found = catalog.where(kind="paper").search("jailbreak").sort("title")[:1]
        assert found.snapshot == catalog.snapshot
        assert found.trail == (
            catalog.snapshot.pin,
            "where(kind='paper'): 8 of 12",
            "search('jailbreak'): 3 of 8",
            "sort('title'): 3 of 3",
            "[:1]: 1 of 3",
        )


class TestSave:
    """What is saved can be loaded, and is the same."""

    def test_comes_back(self, catalog: Catalog, tmp_path: Path) -> None:
        """Entries, news and where they come from, under the same pin."""
        catalog.save(tmp_path / "mine.json")
        again = load(tmp_path / "mine.json")
        assert again == catalog
        assert again.snapshot == catalog.snapshot

    def test_a_list_keeps_name_and_skipped_lines(self, tmp_path: Path) -> None:
        """It is the same snapshot in another place."""
        listed = of_list(*ENTRIES)
        listed.save(str(tmp_path / "mine.json"))
        again = load(str(tmp_path / "mine.json"))
        assert again.snapshot == listed.snapshot
        assert again.skipped == SKIPPED

    @pytest.mark.parametrize(
        ("file", "name"),
        [("my papers.json", "my-papers"), ("2026.11.json", "2026-11"), ("!.json", "saved")],
    )
    def test_a_narrowed_one_is_named_by_its_file(
        self, catalog: Catalog, tmp_path: Path, file: str, name: str
    ) -> None:
        """Its source is the pin of where it comes from."""
        catalog.where(kind="paper").save(tmp_path / file)
        again = load(tmp_path / file)
        assert list(again) == list(catalog.papers)
        assert again.snapshot.name == name
        assert again.snapshot.source == catalog.snapshot.pin
        assert again.snapshot.digest == digest_of(canonical_json(again, again.news))

    @settings(max_examples=25)
    @given(catalogs)
    def test_any_catalog_comes_back(self, tmp_path_factory: Any, catalog: Catalog) -> None:
        """Whatever its entries hold."""
        path = tmp_path_factory.mktemp("saved") / "a.json"
        catalog.save(path)
        assert load(path) == catalog

    def test_what_cannot_be_written_is_an_os_error(self, catalog: Catalog, tmp_path: Path) -> None:
        """Nothing is left behind."""
        with pytest.raises(OSError):  # noqa: PT011
            catalog.save(tmp_path)
        with pytest.raises(FileNotFoundError):
            catalog.save(tmp_path / "missing" / "a.json")
        assert not list(tmp_path.iterdir())

    def test_a_saved_file_is_json(self, catalog: Catalog, tmp_path: Path) -> None:
        """That any program reads."""
        catalog.save(tmp_path / "mine.json")
        told = json.loads((tmp_path / "mine.json").read_bytes())
        assert [record["title"] for record in told["content"]["entries"]] == [
            entry.title for entry in catalog
        ]


class TestFaces:
    """At a prompt and in a notebook a catalog shows what it is; see `test_show.py`."""

    def test_at_a_prompt(self, catalog: Catalog) -> None:
        """A short table."""
        assert repr(catalog).startswith(
            "Catalog of 12 entries: unsaved (of unknown age)\n2025  paper"
        )

    def test_in_a_notebook(self, catalog: Catalog) -> None:
        """A table with links."""
        assert ">Catalog of 12 entries: unsaved" in catalog._repr_html_()

    def test_an_audit_is_one_call(self, catalog: Catalog) -> None:
        """With another catalog to compare with, or without."""
        codes = {finding.code for finding in catalog.audit()}
        assert codes
        assert codes <= {finding.code for finding in catalog.audit(Catalog(ENTRIES))}


class TestWhatSurprises:
    """What cannot be asked is refused in one sentence."""

    def test_where_takes_no_words(self, catalog: Catalog) -> None:
        """They are for `search`."""
        with pytest.raises(InvalidQuery, match="criteria by name"):
            catalog.where("jailbreak")  # type: ignore[arg-type]

    def test_where_tells_what_an_iterator_held(self, catalog: Catalog) -> None:
        """It can be read only once."""
        step = catalog.where(year=iter([2024, 2025])).trail[-1]
        assert step.startswith("where(year=[2024, 2025])")

    @pytest.mark.parametrize("key", [1.5, None, b"x", [0]])
    def test_an_index_is_a_number_or_a_text(self, catalog: Catalog, key: Any) -> None:
        """Or a slice."""
        with pytest.raises(TypeError, match="position, a slice, or a text"):
            catalog[key]

    def test_head(self, catalog: Catalog) -> None:
        """The first five, or as many as one wants."""
        assert list(catalog.head()) == list(catalog)[:5]
        assert len(catalog.head(2)) == 2
        with pytest.raises(InvalidQuery, match="`n` must be"):
            catalog.head(-1)

    def test_surveys(self, catalog: Catalog) -> None:
        """Papers, and among them these."""
        assert list(catalog.surveys) == list(catalog.where(kind="survey"))
