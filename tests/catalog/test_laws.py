"""What holds of every catalog: how narrowing, ordering, joining and comparing go together."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lists import dates as written_dates
from lists import titles, urls
from made_up import ENTRIES, NEWS, changed, entries

from trustworthy_audio_llms import Catalog, Entry, Paper, PartialDate, diff, parse_list
from trustworthy_audio_llms._snapshots.codec import canonical_json
from trustworthy_audio_llms._text import clean_line

CATALOG = Catalog(ENTRIES, news=NEWS)

catalogs = st.lists(entries(), max_size=6).map(Catalog)
some = st.sets(st.sampled_from(range(len(ENTRIES)))).map(
    lambda places: Catalog([ENTRIES[place] for place in sorted(places)])
)
"""A part of the made-up catalogue."""

CRITERIA: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(["paper", "survey", "benchmark", "dataset", "toolkit"]),
    "topic": st.sampled_from(["safety", "safety/jailbreak", "security", "evaluation"]),
    "scope": st.sampled_from(["audio-llm", "speech"]),
    "year": st.integers(2022, 2026),
    "venue": st.sampled_from(["ACL", "EMNLP", "ICLR 2026"]),
    "author": st.sampled_from(["Li", "Ana Müller", "nobody"]),
    "keyword": st.sampled_from(["jailbreak", "benchmark"]),
    "has": st.sampled_from(["doi", "code", "mentions", "date"]),
    "featured": st.booleans(),
    "verified": st.booleans(),
    "since": st.sampled_from(["2024", "2025-03", "2025-06-15"]),
    "until": st.sampled_from(["2024", "2025-03", "2025-06-15"]),
}
criterion = st.sampled_from(sorted(CRITERIA)).flatmap(
    lambda name: CRITERIA[name].map(lambda value: (name, value))
)
KEYS: tuple[Any, ...] = ("year", "month", "kind", "topic", "venue", "author", "keyword", "section")


def ids(catalog: Catalog) -> list[str]:
    """Which works, in which order."""
    return [entry.id for entry in catalog]


class TestNarrowing:
    """`where` takes criteria as sets of works."""

    @given(criterion, criterion)
    def test_two_criteria_are_the_works_that_meet_both(
        self, one: tuple[str, Any], other: tuple[str, Any]
    ) -> None:
        """At once, one after the other, or as an intersection."""
        assume(one[0] != other[0])
        both = CATALOG.where(**dict([one, other]))
        assert ids(both) == ids(CATALOG.where(**dict([one])).where(**dict([other])))
        assert ids(both) == ids(CATALOG.where(**dict([one])) & CATALOG.where(**dict([other])))

    @given(criterion, st.data())
    def test_two_values_are_the_works_that_meet_either(
        self, one: tuple[str, Any], data: st.DataObject
    ) -> None:
        """In the order of the catalog."""
        name, value = one
        other = data.draw(CRITERIA[name])
        either = set(ids(CATALOG.where(**{name: value}))) | set(ids(CATALOG.where(**{name: other})))
        found = CATALOG.where(**{name: [value, other]})
        assert ids(found) == [entry.id for entry in CATALOG if entry.id in either]

    @given(catalogs, criterion)
    def test_a_criterion_and_its_contrary_part_a_catalog(
        self, catalog: Catalog, one: tuple[str, Any]
    ) -> None:
        """What a predicate lets through it would not stop."""
        name, value = one
        assume(name != "topic")  # A topic that a catalog does not have is refused.
        met = catalog.where(**{name: value})
        unmet = catalog.where(lambda entry: entry not in met)
        assert sorted(ids(met) + ids(unmet)) == sorted(ids(catalog))
        assert (met | unmet) - met == unmet

    @given(st.lists(st.dates(), max_size=6), st.integers(2, 9998))
    def test_a_year_parts_the_days(self, days: list[Any], year: int) -> None:
        """Each is until the one year, or since the next."""
        catalog = Catalog(
            [Paper(title=f"T{place}", date=day.isoformat()) for place, day in enumerate(days)]
        )
        before, after = catalog.where(until=f"{year:04}"), catalog.where(since=f"{year + 1:04}")
        assert len(before) + len(after) == len(catalog)
        assert all(entry.year <= year for entry in before)  # type: ignore[operator]

    @given(st.sampled_from(["jailbreak", "voice*", "-survey", '"a"', ""]), criterion)
    def test_searching_and_narrowing_in_any_order(self, query: str, one: tuple[str, Any]) -> None:
        """Find the same works."""
        name, value = one
        narrowed = CATALOG.where(**{name: value})
        assume(name != "topic" or narrowed)
        assert set(ids(narrowed.search(query))) == {
            entry.id for entry in CATALOG.search(query) if entry in narrowed
        }


class TestOrdering:
    """`sort` puts the same works in order; `group` and `count` part them by the same values."""

    @settings(max_examples=50)
    @given(catalogs, st.sampled_from([*KEYS, "title", "date", "id", "verified"]), st.booleans())
    def test_sorting_loses_nothing(self, catalog: Catalog, by: Any, reverse: bool) -> None:
        """It is a permutation, and sorting again changes nothing."""
        ordered = catalog.sort(by, reverse=reverse)
        assert sorted(ids(ordered)) == sorted(ids(catalog))
        assert ids(ordered.sort(by, reverse=reverse)) == ids(ordered)

    @settings(max_examples=50)
    @given(catalogs, st.booleans())
    def test_equal_ones_keep_their_order(self, catalog: Catalog, reverse: bool) -> None:
        """Either way round."""
        ordered = catalog.sort(lambda entry: len(entry.title) % 2, reverse=reverse)
        for parity in (0, 1):
            assert [e.id for e in ordered if len(e.title) % 2 == parity] == [
                e.id for e in catalog if len(e.title) % 2 == parity
            ]

    @settings(max_examples=50)
    @given(catalogs)
    def test_dates_come_in_order(self, catalog: Catalog) -> None:
        """The undated last, either way round."""
        for reverse in (False, True):
            found = [entry.date for entry in catalog.sort(reverse=reverse)]
            known = [date for date in found if date is not None]
            assert known == sorted(known, reverse=reverse)
            assert found[len(known) :] == [None] * (len(found) - len(known))

    @pytest.mark.parametrize("by", [*KEYS, lambda entry: entry.title[:1]])
    @settings(max_examples=25)
    @given(catalog=catalogs)
    def test_groups_are_counted(self, by: Any, catalog: Catalog) -> None:
        """Every work is in a group, each group as large as its count, in the catalog's order."""
        grouped = catalog.group(by)
        assert {value: len(group) for value, group in grouped.items()} == dict(catalog.count(by))
        assert {id_ for group in grouped.values() for id_ in ids(group)} == set(ids(catalog))
        for group in grouped.values():
            assert ids(group) == [entry.id for entry in catalog if entry in group]


class TestJoining:
    """`|`, `&` and `-` are those of sets, by identity."""

    @given(some, some, some)
    def test_laws(self, a: Catalog, b: Catalog, c: Catalog) -> None:
        """Whatever is joined with whatever, the works are those that sets would give."""
        one, other, third = (set(ids(catalog)) for catalog in (a, b, c))
        assert set(ids((a | b) - c)) == (one | other) - third
        assert set(ids(a & (b | c))) == one & (other | third)
        assert set(ids(a - (b & c))) == one - (other & third)
        assert set(ids(a | b)) == set(ids(b | a))
        assert ids((a | b) | c) == ids(a | (b | c))

    @settings(max_examples=50)
    @given(catalogs, catalogs)
    def test_counts(self, one: Catalog, other: Catalog) -> None:
        """What is in both and what is in one alone make up the one."""
        assert len(one & other) + len(one - other) == len(one)
        assert ids((one & other) - other) == []
        assert ids((one - other) & other) == []
        assert ids(one & one) == ids(one) == ids(one | one)

    @settings(max_examples=50)
    @given(catalogs, catalogs)
    def test_enriching_keeps_the_works(self, one: Catalog, other: Catalog) -> None:
        """None comes from elsewhere, and doing it twice fills no more."""
        filled = one.enrich(other)
        assert len(filled) <= len(one)
        assert all(entry in filled for entry in one)
        assert list(filled.enrich(other)) == list(filled)


class TestComparing:
    """A diff says what is different, and the same from either side."""

    @settings(max_examples=50)
    @given(catalogs)
    def test_with_itself(self, catalog: Catalog) -> None:
        """There is no difference, however often it was copied."""
        again = Catalog(catalog)
        assert not diff(catalog, again)
        assert canonical_json(catalog, catalog.news) == canonical_json(again, again.news)

    @given(some, some)
    def test_is_mirrored(self, old: Catalog, new: Catalog) -> None:
        """What came one way went the other way."""
        there, back = diff(old, new), diff(new, old)
        assert ids(there.added) == ids(back.removed) == ids(new - old)
        assert ids(there.removed) == ids(back.added) == ids(old - new)
        assert there.changed == back.changed == ()

    @given(st.sampled_from(ENTRIES), st.sampled_from(["venue", "note", "description"]))
    def test_changes_are_mirrored(self, entry: Entry, field: str) -> None:
        """Old and new change their places."""
        other = changed(entry, **{field: "Another"})
        (change,) = diff(Catalog([entry]), Catalog([other])).changed
        (back,) = diff(Catalog([other]), Catalog([entry])).changed
        assert (change.old, change.new) == (back.new, back.old)
        assert [(one.field, one.old, one.new) for one in change.fields] == [
            (one.field, one.new, one.old) for one in back.fields
        ]


class TestReading:
    """A list that is written is read as it was."""

    @settings(max_examples=50)
    @given(st.lists(st.tuples(titles, written_dates, st.none() | urls), max_size=8))
    def test_our_own_markdown(self, works: list[tuple[str, tuple[str, str], str | None]]) -> None:
        """The same works with their titles, links and dates; nothing is skipped."""
        catalog = Catalog(
            [
                Paper(title=clean_line(title), date=day, url=url, arxiv=url and url[-10:])
                for title, (_, day), url in works
            ]
        )
        again = parse_list(catalog.to_markdown())
        assert [(e.title, e.date, e.url) for e in again] == [
            (e.title, e.date, e.url) for e in catalog
        ]
        assert again.skipped == ()

    @given(st.lists(st.tuples(titles, written_dates, urls), max_size=6))
    def test_twice(self, works: list[tuple[str, tuple[str, str], str]]) -> None:
        """It says the same each time, to the last byte."""
        text = "\n".join(f"- {date} [{title}]({url})" for title, (date, _), url in works)
        one, other = parse_list(text), parse_list(text)
        assert canonical_json(one, one.news) == canonical_json(other, other.news)
        assert one.skipped == other.skipped


@given(st.lists(st.dates(), min_size=3, max_size=3), st.data())
def test_dates_are_sorted_like_what_they_mean(days: list[Any], data: st.DataObject) -> None:
    """A date as exact as another comes before it if each of its days does."""
    cut: Callable[[Any], PartialDate] = data.draw(
        st.sampled_from(
            [
                lambda day: PartialDate(day.year),
                lambda day: PartialDate(day.year, day.month),
                lambda day: PartialDate(day.year, day.month, day.day),
            ]
        )
    )
    found = sorted(map(cut, days))
    assert [date.earliest for date in found] == sorted(date.earliest for date in found)
    assert [date.latest for date in found] == sorted(date.latest for date in found)
