"""Merging: what makes two records one work, and what becomes of their facts."""

import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import OTHER, THIRD, TITLE

from trustworthy_audio_llms._records.enriching import completed
from trustworthy_audio_llms._records.entries import (
    Benchmark,
    Dataset,
    Entry,
    Paper,
    Survey,
    Toolkit,
)
from trustworthy_audio_llms._records.keying import with_distinct_citekeys
from trustworthy_audio_llms._records.mentions import Mention
from trustworthy_audio_llms._records.merging import merged
from trustworthy_audio_llms._records.uniting import distinct

SHOUTED = TITLE.upper()


def paper(title: str = TITLE, **facts: Any) -> Entry:
    """A paper."""
    return Paper(title=title, **facts)


def groups(*records: Entry) -> list[list[int]]:
    """Which records are one work, by their numbers."""
    marked = [
        type(record)(
            **{
                name: getattr(record, name)
                for name in ("title", "aliases", "arxiv", "doi", "openreview", "acl", "date")
            },
            mentions=[Mention("README.md", number + 1)],
        )
        for number, record in enumerate(records)
    ]
    return [[mention.line - 1 for mention in entry.mentions] for entry in distinct(marked)]


class TestSameWork:
    """An identifier or a title in common makes two records one work."""

    @pytest.mark.parametrize(
        "facts",
        [
            {"arxiv": "2501.00001"},
            {"doi": "10.1000/1"},
            {"openreview": "abcDEF12_3"},
            {"acl": "2025.acl-long.1"},
        ],
    )
    def test_one_identifier(self, facts: dict[str, str]) -> None:
        """Under whatever titles."""
        assert groups(paper(TITLE, **facts), paper(OTHER, **facts)) == [[0, 1]]

    def test_one_identifier_in_two_spellings(self) -> None:
        """The DOIs of arXiv and the ACL Anthology name their own ids."""
        assert groups(
            paper(arxiv="2501.00001v2"), paper(OTHER, doi="10.48550/arXiv.2501.00001")
        ) == [[0, 1]]

    @pytest.mark.parametrize(
        "title",
        [SHOUTED, "whistling in the dark – covert channels in spoken assistants!", f" {TITLE}."],
    )
    def test_one_title(self, title: str) -> None:
        """Without case, accents, punctuation and spacing."""
        assert groups(paper(), paper(title)) == [[0, 1]]
        assert groups(paper("Über"), paper("uber")) == [[0, 1]]

    @pytest.mark.parametrize("title", [f"{TITLE} 2", "Whistling in the Dark", OTHER])
    def test_titles_that_are_merely_alike(self, title: str) -> None:
        """Belong to different works: reports of one family differ by a digit."""
        assert groups(paper(), paper(title)) == [[0], [1]]

    def test_a_title_without_identifier(self) -> None:
        """Is that of the identified work, whether it comes before or after."""
        identified = paper(arxiv="2501.00001")

        assert groups(paper(), identified) == [[0, 1]]
        assert groups(identified, paper()) == [[0, 1]]
        assert groups(paper(), identified, paper()) == [[0, 1, 2]]

    def test_identifiers_of_several_schemes(self) -> None:
        """With one title they are one work's."""
        assert groups(
            paper(arxiv="2501.00001"), paper(openreview="abcDEF12_3"), paper(doi="10.1000/1")
        ) == [[0, 1, 2]]

    def test_two_identifiers_of_one_scheme(self) -> None:
        """Are those of two works, whatever their title."""
        assert groups(paper(arxiv="2501.00001"), paper(arxiv="2501.00002")) == [[0], [1]]

    def test_a_title_that_several_works_share(self) -> None:
        """Records go to the first of them that their identifiers do not contradict."""
        assert groups(
            paper(arxiv="2501.00001"),
            paper(arxiv="2501.00002"),
            paper(openreview="abcDEF12_3"),
            paper(openreview="abcDEF12_4"),
            paper(openreview="abcDEF12_5"),
            paper(),
        ) == [[0, 2, 5], [1, 3], [4]]
        assert groups(
            paper(arxiv="2501.00001"), paper(openreview="abcDEF12_3"), paper(arxiv="2501.00002")
        ) == [[0, 1], [2]]

    def test_an_alias(self) -> None:
        """Is a title like any other."""
        assert groups(paper(aliases=[OTHER]), paper(OTHER)) == [[0, 1]]
        assert groups(paper(aliases=[THIRD]), paper(OTHER, aliases=[THIRD])) == [[0, 1]]

    def test_chains(self) -> None:
        """What links two groups makes them one, whenever it comes."""
        assert groups(
            paper(TITLE, arxiv="2501.00001"),
            paper(OTHER, openreview="abcDEF12_3"),
            paper(THIRD, arxiv="2501.00001", openreview="abcDEF12_3"),
            paper(OTHER),
            paper(TITLE),
        ) == [[0, 1, 2, 3, 4]]
        assert groups(
            paper(TITLE, arxiv="2501.00001", aliases=[OTHER]),
            paper(TITLE, openreview="abcDEF12_3"),
            paper(OTHER, openreview="abcDEF12_4"),
        ) == [[0, 1], [2]]

    def test_the_order_is_that_of_the_first_records(self) -> None:
        """A reader finds the works as the list has them."""
        assert [
            entry.title for entry in distinct([paper(OTHER), paper(), paper(THIRD), paper(OTHER)])
        ] == [OTHER, TITLE, THIRD]

    RECORDS = st.builds(
        paper,
        st.sampled_from([TITLE, SHOUTED, OTHER]),
        arxiv=st.sampled_from([None, None, "2501.00001", "2501.00002"]),
        openreview=st.sampled_from([None, None, "abcDEF12_3", "abcDEF12_4"]),
    )

    @given(st.lists(RECORDS, max_size=8))
    def test_every_record_is_in_one_work(self, records: list[Entry]) -> None:
        """No identifier is in two works, and a title is in two only if identifiers forbid one."""
        found = groups(*records)
        works = [[records[number] for number in group] for group in found]

        assert sorted(itertools.chain(*found)) == list(range(len(records)))
        assert [group[0] for group in found] == sorted(group[0] for group in found)
        for scheme in ("arxiv", "openreview"):
            held = [{value for one in work if (value := getattr(one, scheme))} for work in works]
            assert sum(map(len, held)) == len(set().union(*held)) if held else True
        identified = {
            record.title.lower() for record in records if record.arxiv or record.openreview
        }
        for work in works:
            if not any(one.arxiv or one.openreview for one in work):
                assert not {one.title.lower() for one in work} & identified


class TestFacts:
    """A merged work says what its records say."""

    def test_everything_that_can_be_united_is(self) -> None:
        """Each once, in order."""
        first, second = Mention("a.md", 1), Mention("b.md", 2)
        found = merged(
            [
                paper(topics=["safety", "agents"], keywords=["echo"], mentions=[first]),
                paper(
                    SHOUTED,
                    topics=["agents", "fairness"],
                    keywords=["echo", "bird"],
                    evidence=["a/b:c"],
                    mentions=[second],
                ),
            ]
        )

        assert found.topics == ("safety", "agents", "fairness")
        assert found.keywords == ("echo", "bird")
        assert found.evidence == ("a/b:c",)
        assert found.mentions == (first, second)

    def test_other_titles_become_aliases(self) -> None:
        """With those that were there; the title itself is none."""
        found = merged([paper(aliases=[THIRD]), paper(OTHER, aliases=[TITLE]), paper()])

        assert (found.title, found.aliases) == (TITLE, (OTHER, THIRD))

    def test_the_first_title_that_is_not_shouted_counts(self) -> None:
        """Unless all are."""
        assert merged([paper(SHOUTED), paper(TITLE)]).title == TITLE
        assert merged([paper(SHOUTED), paper(TITLE)]).aliases == (SHOUTED,)
        assert merged([paper(SHOUTED), paper(OTHER.upper())]).title == SHOUTED

    @pytest.mark.parametrize(
        ("dates", "date"),
        [
            (["2025", "2025-05", "2025-05-22"], "2025-05-22"),
            (["2025-05-22", "2025-05-20", "2025-06-01"], "2025-05-20"),
            (["2025-05", "2024", "2025-04"], "2025-04"),
            ([None, "2025"], "2025"),
            ([None, None], None),
        ],
    )
    def test_dates(self, dates: list[str | None], date: str | None) -> None:
        """The most exact one counts, among these the earliest."""
        found = merged([paper(date=one) for one in dates])

        assert (str(found.date) if found.date else None) == date

    def test_of_all_else_the_first_that_is_known_counts(self) -> None:
        """Nothing that any record says is lost for a blank of the first."""
        found = merged(
            [
                paper(openreview="abcDEF12_3", url="https://a.example/1"),
                paper(authors=["Ann Author"], venue="ACL", arxiv="2501.00001", verified=True),
                paper(authors=["Bo Li"], venue="EMNLP", url="https://a.example/2", featured=True),
            ]
        )

        assert (found.id, found.openreview) == ("arxiv:2501.00001", "abcDEF12_3")
        assert (found.authors, found.venue, found.url) == (
            ("Ann Author",),
            "ACL",
            "https://a.example/1",
        )
        assert found.featured
        assert found.verified

    @pytest.mark.parametrize("kind", [Survey, Benchmark, Toolkit, Dataset])
    @pytest.mark.parametrize("turn", [1, -1])
    def test_the_kind_that_says_more_counts(self, kind: type[Entry], turn: int) -> None:
        """A paper may be anything; of two special kinds the first."""
        found = merged([paper(), kind(title=TITLE)][::turn])

        assert type(found) is kind
        assert type(merged([kind(title=TITLE), Survey(title=TITLE)])) is kind

    @pytest.mark.parametrize("turn", [1, -1])
    def test_the_source_of_data(self, turn: int) -> None:
        """Is kept where the work is a data set."""
        data = Dataset(title=TITLE, source="Public")

        assert getattr(merged([paper(), data][::turn]), "source", None) == "Public"
        assert getattr(merged([Dataset(title=TITLE), data]), "source", None) == "Public"
        assert not hasattr(merged([Survey(title=TITLE), data]), "source")
        assert getattr(merged([paper(), Dataset(title=TITLE)]), "source", "") is None

    def test_citation_keys(self) -> None:
        """One that somebody chose stays; others follow from the facts."""
        made = merged([paper(), paper(authors=["Ann Author"], date="2025")])
        chosen = merged([paper(), paper(citekey="parrot24"), paper(citekey="other")])

        assert made.citekey == "author2025whistling"
        assert chosen.citekey == "parrot24"


class TestCitationKeys:
    """In a collection every citation key is unique."""

    def test_one_that_was_chosen_keeps_the_key(self) -> None:
        """Of several the first; the others get letters, and case makes no difference."""
        found = distinct(
            [
                paper(OTHER, citekey="Parrot", date="2025-05"),
                paper(TITLE, citekey="parrot", date="2024"),
                paper(THIRD, citekey="parrot"),
                paper("A", citekey="single"),
            ]
        )

        first, *others, last = [entry.citekey for entry in found]
        assert (first, last) == ("Parrot", "single")
        assert all(re.fullmatch(r"parrot[b-z]{5}", key) for key in others)

    def test_entries_with_keys_of_their_own_stay_the_same(self) -> None:
        """Objects and all."""
        entries = [paper(), paper(OTHER)]

        assert all(a is b for a, b in zip(with_distinct_citekeys(entries), entries, strict=True))
        assert distinct([]) == ()


class TestPlacesOfFields:
    """Where a field was seen goes with the field."""

    def test_what_is_taken_brings_its_places(self) -> None:
        """Places of a field that the entry says itself stay with the other record."""
        own = Paper(title="T", arxiv="2405.01230", venue="ICML 2025")
        other = Paper(
            title="T",
            arxiv="2405.01230",
            venue="ICLR 2025",
            code="https://github.com/a/b",
            rests_on=["venue: of/the:venue", "code data: of/the:code"],
        )
        assert completed(own, other).rests_on == ("code data: of/the:code",)

    def test_records_of_one_work_unite_theirs(self) -> None:
        """Each place once, in order."""
        first = Paper(title="T", rests_on=["venue: a/b:c"])
        second = Paper(title="T", rests_on=["doi: d/e:f", "venue: a/b:c"])
        assert merged([first, second]).rests_on == ("venue: a/b:c", "doi: d/e:f")
