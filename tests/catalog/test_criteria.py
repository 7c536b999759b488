"""The criteria of `where`, those about dates among them."""

import datetime
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
    SMALL_BENCHMARK,
    SURVEY,
    TOOLKIT,
    UNDATED,
    UNTRACED,
    dates,
)

from trustworthy_audio_llms import Catalog, Entry, InvalidQuery, Paper, PartialDate
from trustworthy_audio_llms._catalog.criteria import predicate_for
from trustworthy_audio_llms._records.identifiers import slug


def where(*entries: Entry, **criteria: object) -> list[Entry]:
    """The entries, by default those of the made-up catalogue, that meet the criteria."""
    given_ = entries or ENTRIES
    return list(filter(predicate_for(criteria, given_), given_))


def refused(**criteria: object) -> InvalidQuery:
    """The error with which criteria are refused."""
    with pytest.raises(InvalidQuery) as raised:
        predicate_for(criteria, ENTRIES)
    return raised.value


class TestAll:
    """Every criterion takes a value or several, and all criteria must hold."""

    def test_no_criterion_leaves_everything(self) -> None:
        """Nothing is asked for."""
        assert where() == list(ENTRIES)

    def test_criteria_are_anded(self) -> None:
        """An entry must meet each of them."""
        assert where(topic="safety", kind="paper", year=2025, has="openreview") == [DEFENSE]
        assert where(topic="safety", kind="dataset") == []

    @pytest.mark.parametrize("several", [list, tuple, set, iter])
    def test_of_several_values_any_will_do(self, several: Any) -> None:
        """Whatever they come in."""
        assert where(kind=several(["dataset", "toolkit"])) == [DATASET, TOOLKIT]

    @pytest.mark.parametrize(
        "criterion",
        [
            "kind",
            "topic",
            "scope",
            "section",
            "year",
            "since",
            "until",
            "venue",
            "author",
            "keyword",
            "has",
            "featured",
            "verified",
        ],
    )
    def test_of_no_values_none_will_do(self, criterion: str) -> None:
        """What is computed may be empty."""
        assert where(**{criterion: []}) == []

    def test_an_unknown_criterion_is_refused_with_near_misses(self) -> None:
        """A misspelt one would leave everything."""
        error = refused(topics="safety")
        assert str(error) == "No criterion is called 'topics'. Did you mean 'topic'?"
        assert error.value == "topics"


class TestKind:
    """`kind` is a class of entries."""

    @pytest.mark.parametrize(
        ("kind", "entries"),
        [
            ("paper", [JAILBREAK, DEFENSE, BACKDOOR, PREPRINT, OLD, UNTRACED, UNDATED, SURVEY]),
            ("survey", [SURVEY]),
            ("benchmark", [BENCHMARK, SMALL_BENCHMARK]),
            ("dataset", [DATASET]),
            ("toolkit", [TOOLKIT]),
        ],
    )
    def test_surveys_are_papers(self, kind: str, entries: list[Entry]) -> None:
        """And papers are not all surveys."""
        assert where(kind=kind) == entries

    @pytest.mark.parametrize("kind", ["papers", "Paper", "song", "", None, Paper])
    def test_an_unknown_one_is_refused(self, kind: object) -> None:
        """The message names them all."""
        error = refused(kind=kind)
        assert f"No kind is called {kind!r}." in str(error)
        assert "The kinds are paper, survey, benchmark, dataset, toolkit." in str(error)
        assert error.value == kind

    def test_names_near_misses(self) -> None:
        """The message guesses what was meant, also among several."""
        assert "Did you mean 'dataset'?" in str(refused(kind=["paper", "datasets"]))


class TestTopic:
    """`topic` covers the topics below it."""

    @pytest.mark.parametrize(
        ("topic", "entries"),
        [
            ("safety/jailbreak", [JAILBREAK]),
            ("safety", [JAILBREAK, DEFENSE, SURVEY]),
            ("fairness", [JAILBREAK]),
            (["fairness", "deepfake"], [JAILBREAK, DATASET]),
            ("governance", []),
        ],
    )
    def test_covers_what_is_below(self, topic: object, entries: list[Entry]) -> None:
        """A topic of the taxonomy may have no entries."""
        assert where(topic=topic) == entries

    def test_knows_the_topics_of_the_entries_themselves(self) -> None:
        """A new file in a list needs no new release; the levels above its topics count too."""
        entry = Paper(title="T", topics=["music/covers/live"])
        for topic in ("music", "music/covers", "music/covers/live"):
            assert where(entry, topic=topic) == [entry]

    def test_is_not_a_beginning_of_a_word(self) -> None:
        """`safe` is not above `safety`."""
        entry = Paper(title="T", topics=["safety/jailbreak", "safe"])
        assert where(Paper(title="U", topics=["safety"]), entry, topic="safe") == [entry]

    @pytest.mark.parametrize(
        ("topic", "near"),
        [
            ("safety/jailbreaks", "'safety/jailbreak'"),
            ("jailbreak", "'safety/jailbreak'"),
            ("Safety/Jailbreak", "'safety/jailbreak'"),
            ("hallucinations", "'hallucination'"),
        ],
    )
    def test_an_unknown_one_is_refused_with_near_misses(self, topic: str, near: str) -> None:
        """And with where to look."""
        error = refused(topic=topic)
        assert str(error).startswith(f"No topic is called {topic!r}. Did you mean ")
        assert near in str(error)
        assert "`tal.topics()`" in str(error)
        assert error.value == topic

    def test_names_near_misses_among_the_entries_own(self) -> None:
        """These are known, too."""
        with pytest.raises(InvalidQuery, match="Did you mean 'music/covers'"):
            predicate_for({"topic": "music/cover"}, [Paper(title="T", topics=["music/covers"])])


class TestScope:
    """`scope` is one of two words."""

    def test_is_the_entry_s_own(self) -> None:
        """Audio LLMs, or the speech and audio security around them."""
        assert where(scope="speech") == [PREPRINT, TOOLKIT]
        assert where(scope=["speech", "audio-llm"]) == list(ENTRIES)

    def test_an_unknown_one_is_refused(self) -> None:
        """With both that there are."""
        error = refused(scope="audio")
        assert "No scope is called 'audio'." in str(error)
        assert "There are audio-llm, speech." in str(error)


class TestDates:
    """`year` is exact; `since` and `until` count what may lie in the range."""

    @pytest.mark.parametrize(
        ("year", "entries"),
        [
            (2001, [OLD]),
            ("2001", [OLD]),
            ([2001, "2024"], [BACKDOOR, OLD]),
            (range(2023, 2025), [BACKDOOR, DATASET]),
            (1999, []),
        ],
    )
    def test_year(self, year: object, entries: list[Entry]) -> None:
        """A number or its digits; undated works have none."""
        assert where(year=year) == entries

    @pytest.mark.parametrize(
        "year", ["2025-03", "soon", None, "", float("nan"), float("inf"), [[]]]
    )
    def test_what_is_no_year_is_refused(self, year: object) -> None:
        """The message shows the value."""
        error = refused(year=year)
        assert str(error).startswith("`year` must be a year like 2025, or several, not (")
        assert repr(error.value) in str(error)

    @pytest.mark.parametrize(
        ("since", "entries"),
        [
            ("2026", [TOOLKIT]),
            (2026, [TOOLKIT]),
            ("2026-02-01", [TOOLKIT]),
            ("2026-02-02", []),
            (datetime.date(2026, 2, 1), [TOOLKIT]),
            (datetime.datetime(2026, 2, 1, 12, 30), [TOOLKIT]),
            (PartialDate(2026), [TOOLKIT]),
            ("2025-06-30", [DEFENSE, UNTRACED, SURVEY, TOOLKIT]),
            ("2025-07", [UNTRACED, TOOLKIT]),
            (["2026", "2025-07"], [UNTRACED, TOOLKIT]),
        ],
    )
    def test_since(self, since: object, entries: list[Entry]) -> None:
        """A year counts to its last day: the work may be of that day."""
        assert where(since=since) == entries

    @pytest.mark.parametrize(
        ("until", "entries"),
        [
            ("2001", [OLD]),
            ("2001-12-20", [OLD]),
            ("2001-12-19", []),
            (2024, [BACKDOOR, OLD, DATASET]),
            ("2023", [OLD, DATASET]),
            ("2024-01", [BACKDOOR, OLD, DATASET]),
            (["2001", "2023-11-01"], [OLD, DATASET]),
        ],
    )
    def test_until(self, until: object, entries: list[Entry]) -> None:
        """A year counts from its first day; a year as the limit includes all of it."""
        assert where(until=until) == entries

    def test_undated_works_are_in_no_range(self) -> None:
        """Nothing says that they may lie in it."""
        assert UNDATED not in where(since="0001") + where(until=9999)

    @pytest.mark.parametrize("criterion", ["since", "until"])
    @pytest.mark.parametrize("date", ["soon", "", "2025-13", None, "2025-3-40", 2025.1])
    def test_what_is_no_date_is_refused(self, criterion: str, date: object) -> None:
        """The message names the criterion and shows the value."""
        error = refused(**{criterion: date})
        assert str(error).startswith(f"`{criterion}` must be a date like")
        assert str(error).endswith(f"not {date!r}.")
        assert error.value == date

    @given(dates, dates)
    def test_a_range_holds_what_may_lie_in_it(self, date: PartialDate, limit: PartialDate) -> None:
        """The days that a date may mean overlap those from, or up to, the limit."""
        entry = Paper(title="T", date=date)
        assert bool(where(entry, since=limit)) == (date.latest >= limit.earliest)
        assert bool(where(entry, until=limit)) == (date.earliest <= limit.latest)


class TestWords:
    """`venue`, `author`, `keyword` and `section` want whole words, in order."""

    @pytest.mark.parametrize(
        ("criteria", "entries"),
        [
            ({"author": "Müller"}, [JAILBREAK, SURVEY]),
            ({"author": "ana muller"}, [JAILBREAK, SURVEY]),
            ({"author": "MULLER"}, [JAILBREAK, SURVEY]),
            ({"author": "mull"}, []),
            ({"author": "Müller Ana"}, []),
            ({"author": "Gross"}, [PREPRINT]),
            ({"author": "de la Cruz"}, [BACKDOOR]),
            ({"author": ["Haddad", "Ito"]}, [BENCHMARK, DATASET]),
            ({"venue": "ACL"}, [JAILBREAK]),
            ({"venue": "acl 2025"}, [JAILBREAK]),
            ({"venue": "EMNLP"}, [SURVEY]),
            ({"venue": "2025 ACL"}, []),
            ({"keyword": "jailbreak"}, [JAILBREAK, BENCHMARK]),
            ({"keyword": "red teaming"}, [DEFENSE]),
            ({"keyword": "teaming"}, [DEFENSE]),
            ({"section": "safety"}, [DEFENSE]),
            ({"section": 2025}, [JAILBREAK]),
            ({"section": "Safe"}, []),
        ],
    )
    def test_are_whole_and_in_order(
        self, criteria: dict[str, object], entries: list[Entry]
    ) -> None:
        """Case, accents and punctuation do not count."""
        assert where(**criteria) == entries

    def test_do_not_run_from_one_author_into_the_next(self) -> None:
        """Each author is a text of its own."""
        assert where(author="Müller Bo") == []

    @given(st.text(max_size=9), st.text(max_size=5))
    @example("Ärzte", "arzte")
    @example("The VOICE", "voice")
    @example("voicebreak", "voice")
    def test_are_those_of_the_slug(self, venue: str, value: str) -> None:
        """Whatever the characters: without case, accents and marks, and whole."""
        try:
            entry = Paper(title="T", venue=venue)
        except ValueError:
            return  # A venue has something in it.
        found = bool(where(entry, venue=value))
        assert found == (f"-{slug(value)}-" in f"-{slug(entry.venue or '')}-")

    @pytest.mark.parametrize("value", ["", "!!!", None])
    def test_a_value_without_words_finds_nothing(self, value: object) -> None:
        """Rather than everything."""
        assert where(author=value, venue=value, keyword=value, section=value) == []


class TestHas:
    """`has` wants a field that is not empty."""

    @pytest.mark.parametrize(
        ("field", "entries"),
        [
            ("code", [JAILBREAK, TOOLKIT]),
            ("data", [BENCHMARK]),
            ("aliases", [JAILBREAK]),
            ("note", [UNTRACED]),
            ("source", [DATASET]),
            ("featured", [JAILBREAK]),
            ("introduced_by", [SMALL_BENCHMARK]),
            (["code", "data"], [JAILBREAK, BENCHMARK, TOOLKIT]),
        ],
    )
    def test_any_field(self, field: object, entries: list[Entry]) -> None:
        """Of several, any will do."""
        assert where(has=field) == entries

    def test_an_unknown_one_is_refused_with_near_misses(self) -> None:
        """A field that no record has."""
        assert str(refused(has="codes")).startswith(
            "No field is called 'codes'. Did you mean 'code'"
        )
        assert refused(has=["code", "pdf"]).value == "pdf"


class TestFlags:
    """`featured` and `verified` are True or False."""

    def test_either(self) -> None:
        """Nobody cites by accident what nobody can find."""
        unverified = [UNTRACED, UNDATED, SMALL_BENCHMARK, TOOLKIT]
        assert where(verified=False) == unverified
        assert where(verified=True) == [entry for entry in ENTRIES if entry not in unverified]
        assert where(featured=True) == [JAILBREAK]
        assert where(featured=[True, False]) == list(ENTRIES)

    @pytest.mark.parametrize("flag", ["featured", "verified"])
    @pytest.mark.parametrize("value", ["yes", 1, 0, None, "False"])
    def test_nothing_else(self, flag: str, value: object) -> None:
        """`"False"` would count as true."""
        error = refused(**{flag: value})
        assert str(error) == f"`{flag}` must be True or False, not {value!r}."


class TestWrongValues:
    """What cannot be a value is refused in one sentence."""

    @pytest.mark.parametrize(
        "criteria",
        [
            {"topic": [[]]},
            {"topic": [{"safety"}]},
            {"kind": [[]]},
            {"author": [["Ana", "Bo"]]},
            {"venue": [b"ACL"]},
            {"series": [[]]},
            {"has": [("code",)]},
            {"scope": [[]]},
            {"status": [{}]},
        ],
        ids=str,
    )
    def test_several_in_one(self, criteria: dict[str, object]) -> None:
        """A list in a list says nothing."""
        assert "must be a text like" in str(refused(**criteria))

    @pytest.mark.parametrize("value", [{}, {"safety": 1}, b"safety"])
    def test_a_table_is_no_list(self, value: object) -> None:
        """Nor are bytes a text."""
        assert "must be a text like" in str(refused(topic=value))

    @pytest.mark.parametrize("month", ["2025", 2025, "soon", [[]]])
    def test_a_month_has_a_year_and_a_month(self, month: object) -> None:
        """A year alone has twelve."""
        assert "like" in str(refused(month=month))

    def test_an_alias_of_a_topic_is_named(self) -> None:
        """Whoever writes one is told the topic."""
        assert "Did you mean 'safety/jailbreak'?" in str(refused(topic="audio jailbreak"))

    def test_topics_of_a_list_s_own(self) -> None:
        """Several of them, which the taxonomy does not know."""
        works = [Paper(title="A", topics=["music/cover"]), Paper(title="B", topics=["birds"])]
        assert where(*works, topic=["music", "birds"]) == works

    def test_a_status_is_one_of_four(self) -> None:
        """With near misses."""
        assert "Did you mean 'published'" in str(refused(status="publisht"))


class TestNewest:
    """Month, status and series."""

    def test_month(self) -> None:
        """As text or as a date."""
        work = Paper(title="A", date="2025-03-09")
        for month in ("2025-03", PartialDate(2025, 3), "2025-03-01"):
            assert where(work, Paper(title="B", date="2025"), month=month) == [work]

    def test_status(self) -> None:
        """None for what nobody said."""
        work, other = Paper(title="A", status="published"), Paper(title="B")
        assert where(work, other, status="published") == [work]
        assert where(work, other, status=None) == [other]

    def test_series(self) -> None:
        """Of whatever year, in any spelling that the registry knows."""
        work, other = Paper(title="A", venue="ICASSP 2026"), Paper(title="B", venue="Nowhere 1")
        assert where(work, other, Paper(title="C"), series="icassp") == [work]
        assert where(work, other, series=["ACL", "ICASSP"]) == [work]


class TestFirstContact:
    """What people type."""

    def test_a_span_of_years(self) -> None:
        """As one writes it, with a hyphen or a dash."""
        expected = [entry for entry in ENTRIES if entry.year in (2024, 2025)]
        for span in ("2024-2025", " 2024 – 2025 ", range(2024, 2026)):
            assert list(Catalog(ENTRIES).where(year=span)) == expected
        assert list(Catalog(ENTRIES).where(year="2025-2024")) == []

    @pytest.mark.parametrize("author", ["Müller, Ana", "muller,  ana", "Ana Müller", "Müller,"])
    def test_authors_as_references_write_them(self, author: str) -> None:
        """The family name may come first, behind it a comma."""
        assert JAILBREAK in Catalog(ENTRIES).where(author=author)

    def test_a_field_that_there_is_not(self) -> None:
        """All that there are, since nothing may be near."""
        with pytest.raises(InvalidQuery, match=r"No field is called 'pdf'.* The fields are id, "):
            Catalog(ENTRIES).where(has="pdf")
