"""What catalogs are grouped, counted and sorted by."""

from collections.abc import Iterable
from typing import Any

import pytest
from made_up import (
    BACKDOOR,
    DATASET,
    ENTRIES,
    FIELDS,
    JAILBREAK,
    OLD,
    UNDATED,
)

from trustworthy_audio_llms import Entry, InvalidQuery, Mention, Paper
from trustworthy_audio_llms._catalog.keys import in_order, values_by


class TestValues:
    """What an entry is grouped and counted under."""

    @pytest.mark.parametrize(
        ("by", "values"),
        [
            ("year", [2025]),
            ("month", ["2025-03"]),
            ("kind", ["paper"]),
            ("venue", ["ACL 2025"]),
            ("topic", ["safety/jailbreak", "fairness"]),
            ("author", ["Ana Müller", "Bo Li"]),
            ("keyword", ["jailbreak", "accent"]),
            ("section", ["2025"]),
            (lambda entry: entry.name, ["VoiceBreak"]),
        ],
    )
    def test_of_an_entry(self, by: Any, values: list[object]) -> None:
        """Some have several."""
        assert list(values_by(by)(JAILBREAK)) == values

    @pytest.mark.parametrize(
        "by", ["year", "month", "venue", "topic", "author", "keyword", "section"]
    )
    def test_of_an_entry_that_does_not_say(self, by: str) -> None:
        """None stands for it."""
        assert list(values_by(by)(UNDATED)) == [None]

    def test_a_year_alone_has_no_month(self) -> None:
        """Nothing is made up."""
        assert list(values_by("month")(BACKDOOR)) == [None]

    def test_sections_count_once(self) -> None:
        """However many mentions stand there."""
        mentions = [Mention("README.md", line, "Safety") for line in (1, 2)]
        assert list(values_by("section")(Paper(title="T", mentions=mentions))) == ["Safety"]

    def test_an_unknown_word_is_refused(self) -> None:
        """With near misses, and with those there are."""
        with pytest.raises(InvalidQuery) as raised:
            values_by("years")
        assert str(raised.value) == (
            "No grouping is called 'years'. Did you mean 'year'? There are year, month, series, "
            "kind, venue, topic, author, keyword, section, the fields of an entry, or a function."
        )
        assert raised.value.value == "years"


def order(*by: Any, entries: Iterable[Entry] = ENTRIES) -> list[Entry]:
    """The entries in the order of a key."""
    return in_order(entries, by)


class TestInOrder:
    """Entries in the order of one key or several; what is missing comes last."""

    def test_dates_come_in_order(self) -> None:
        """The undated come last."""
        found = [str(entry.date) for entry in order("date")]
        assert found == [*sorted(found[:-2]), "None", "None"]

    def test_case_does_not_count(self) -> None:
        """Texts are sorted without it."""
        titles = ["alpha", "Beta", "gamma"]
        entries = [Paper(title=title) for title in ("gamma", "Beta", "alpha")]
        assert [entry.title for entry in order("title", entries=entries)] == titles

    def test_by_several(self) -> None:
        """The first decides, then the second."""
        assert order("year", "title")[:3] == [OLD, DATASET, BACKDOOR]
        assert next(e for e in order("kind", "title") if e.kind == "paper") == OLD

    @pytest.mark.parametrize(
        "field",
        [
            "id",
            "aliases",
            "name",
            "authors",
            "venue",
            "status",
            "topics",
            "keywords",
            "scope",
            "description",
            "note",
            "url",
            "arxiv",
            "doi",
            "openreview",
            "acl",
            "code",
            "data",
            "introduced_by",
            "featured",
            "verified",
            "evidence",
            "mentions",
            "citekey",
            "source",
            "year",
            "month",
            "kind",
            "topic",
            "author",
            "keyword",
            "section",
        ],
    )
    def test_every_field_and_word_will_do(self, field: str) -> None:
        """What does not say comes last."""
        ordered = order(field)
        assert sorted(map(id, ordered)) == sorted(map(id, ENTRIES))
        if field in FIELDS:
            missing = [getattr(entry, field, None) in (None, ()) for entry in ordered]
            assert missing == sorted(missing)

    def test_a_date_comes_after_what_it_may_mean_less_exactly(self) -> None:
        """A year comes before its months, a month before its days, and year 987 before 2025."""
        dates = ["0987-12-31", "2024-12", "2025", "2025-01", "2025-01-01", "2025-02"]
        entries = [Paper(title=f"T {date}", date=date) for date in dates]
        assert order("date", entries=entries[::-1]) == entries

    def test_mentions_are_sorted_by_their_place(self) -> None:
        """This is the order of the list."""
        entries = [Paper(title=str(n), mentions=[Mention("a.md", n)]) for n in (10, 9, 2)]
        entries.append(Paper(title="x", mentions=[Mention("a.md", 2, title="x")]))
        assert [e.mentions[0].line for e in order("mentions", entries=entries)] == [2, 2, 9, 10]

    def test_a_function_will_do(self) -> None:
        """None comes last there, too."""
        assert order(lambda entry: entry.source if entry.kind == "dataset" else None)[0] == DATASET

    def test_an_unknown_word_is_refused(self) -> None:
        """With near misses among words and fields."""
        with pytest.raises(InvalidQuery, match="No field or grouping is called 'titel'.*'title'"):
            order("titel")
