"""The same record, versions of one work, or different works."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import entries

from trustworthy_audio_llms import Catalog, Entry, Paper, Relation
from trustworthy_audio_llms._records.facts import Facts
from trustworthy_audio_llms._records.sameness import compare, relation

SAME, VERSION, DIFFERENT = Relation.SAME, Relation.VERSION, Relation.DIFFERENT
TITLE = "Parrots in the Machine"


def paper(title: str = TITLE, **facts: Any) -> Entry:
    """A paper with an author and a year, unless it is said otherwise."""
    return Paper(**{"title": title, "authors": ["Ana Müller", "Bo Li"], "date": "2024", **facts})


def nobody(title: str = TITLE, **facts: Any) -> Entry:
    """A paper as lists have it, without authors."""
    return Paper(title=title, **facts)


class TestByIdentifier:
    """An identifier in common makes records the same, unless all else says no."""

    @pytest.mark.parametrize(
        "facts",
        [
            {"arxiv": "2401.00001"},
            {"doi": "10.1000/1"},
            {"openreview": "abcDEF12_3"},
            {"acl": "2025.acl-long.1"},
        ],
    )
    def test_with_the_title(self, facts: dict[str, str]) -> None:
        """Whatever else they say."""
        assert relation(paper(**facts), paper(authors=["Zoe Zhu"], date="2019", **facts)) is SAME

    def test_under_another_title_of_the_same_authors(self) -> None:
        """The work was renamed, and the authors may have changed their order."""
        first = paper("Parrots", arxiv="2401.00001", authors=["Ana Müller", "Bo Li"])
        second = paper("Birds That Speak", arxiv="2401.00001", authors=["Bo Li", "Ana Müller"])
        assert relation(first, second) is SAME

    def test_under_another_title_where_one_names_nobody(self) -> None:
        """As in lists: the identifier is all there is to go by."""
        first, second = nobody("Parrots", arxiv="2401.00001"), paper(arxiv="2401.00001")
        assert relation(first, second) is SAME

    def test_not_under_another_title_of_other_authors(self) -> None:
        """Somebody copied the wrong identifier."""
        second = paper("Birds That Speak", arxiv="2401.00001", authors=["Zoe Zhu"])
        assert relation(paper(arxiv="2401.00001"), second) is DIFFERENT


class TestByTitleAuthorAndYear:
    """Title, first author and year must agree, and nothing contradict."""

    @pytest.mark.parametrize(
        "title", [TITLE.upper(), "parrots in the machine.", "Párrots — in the “Machine”"]
    )
    def test_titles_in_any_spelling(self, title: str) -> None:
        """Case, accents and punctuation do not count; nor are titles that are merely alike."""
        assert relation(paper(), paper(title)) is SAME
        assert relation(paper(), paper(f"{title} 2")) is DIFFERENT

    @pytest.mark.parametrize(
        "name", ["Ana Muller", "A. Müller", "Müller, Ana", "Müller Ana", "MÜLLER, A."]
    )
    def test_first_authors_in_any_spelling(self, name: str) -> None:
        """Initials, accents, and the order of the words."""
        assert relation(paper(), paper(authors=[name])) is SAME

    def test_another_first_author(self) -> None:
        """Two books have one title, and even an author in common."""
        first = paper("Deep Birdsong", authors=["Yann Lark", "Yoshua Finch"], date="2015")
        second = paper("Deep Birdsong", authors=["Ian Crow", "Yoshua Finch"], date="2016")
        assert relation(first, second) is DIFFERENT

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ("2024", "2025", SAME),
            ("2024-12-31", "2025-01", SAME),
            ("2024", None, SAME),
            ("2024", "2026", DIFFERENT),
        ],
    )
    def test_years(self, first: str, second: str | None, expected: Relation) -> None:
        """A year apart they may be: from the first version to the proceedings."""
        assert relation(paper(date=first), paper(date=second)) is expected

    def test_the_year_of_publication_counts_too(self) -> None:
        """What one record calls the date another calls the publication."""
        published = paper(date="2021", published="2024", venue="ACL 2024")
        assert relation(published, paper(date="2024", venue="ACL 2024")) is SAME

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Jörg Müller", "Joerg Mueller"),
            ("Jörg Müller", "J. Muller"),
            ("Bo Møller", "Bo Moller"),
            ("Bo Møller", "Bo Moeller"),
            ("Jan Łuczak", "Jan Luczak"),
        ],
    )
    def test_letters_that_keyboards_lack(self, one: str, other: str) -> None:
        """They are spelled out, or lose their marks."""
        assert relation(paper(authors=[one]), paper(authors=[other])) is SAME
        assert relation(paper(authors=[other]), paper(authors=[one])) is SAME

    @pytest.mark.parametrize(
        ("short", "long", "expected"),
        [
            ("J Med Whisp Res", "Journal of Medical Whispering Research", SAME),
            ("Natl. Voices Rev.", "The National Voices Review", SAME),
            ("J Med Whisp", "Journal of Medical Whispering Research", VERSION),
            ("J Med Noises", "Journal of Medical Whispers", VERSION),
            ("Whispers", "Voices", VERSION),
        ],
    )
    def test_abbreviated_journals(self, short: str, long: str, expected: Relation) -> None:
        """Databases abbreviate names that the registry does not know."""
        first, second = paper(venue=short, date="2024"), paper(venue=long, date="2024")
        assert relation(first, second) is relation(second, first) is expected
        details = {"volume": "3"}
        again = paper(venue=long, date="2024", **details)
        assert relation(first, again) is expected

    @pytest.mark.parametrize("authors", [["Anonymous"], ["et al."], []])
    def test_nobody_is_no_author(self, authors: list[str]) -> None:
        """Then the title must do, and it is said that it does."""
        found = compare(Facts.of(paper(authors=authors)), Facts.of(paper()))
        assert (found.relation, found.by_title_alone) == (SAME, True)


class TestWhatContradicts:
    """Issues, editions and forms of publication tell apart what has one title and author."""

    @pytest.mark.parametrize(
        "facts",
        [
            {"volume": "12"},
            {"number": "4"},
            {"pages": "100-110"},
            {"extra": [("edition", "2nd")]},
            {"doi": "10.1000/2"},
        ],
    )
    def test_columns_of_a_magazine(self, facts: dict[str, Any]) -> None:
        """Each month the same author writes one under the same title."""
        given: dict[str, Any] = {"volume": "11", "number": "3", "pages": "1", "venue": "Birding"}
        first = paper("Notes", doi="10.1000/1", extra=[("edition", "1st")], **given)
        again = paper("Notes", extra=first.extra, **given)
        assert relation(first, again) is SAME
        assert relation(first, attrs.evolve(again, id="", **facts)) is DIFFERENT

    @pytest.mark.parametrize(("first", "second"), [("book", "inbook"), ("PhdThesis", "book")])
    def test_forms(self, first: str, second: str) -> None:
        """A chapter is not its book."""
        one, other = (paper(extra=[("entrytype", form)]) for form in (first, second))
        assert relation(one, other) is DIFFERENT

    def test_types_that_say_little_do_not(self) -> None:
        """One paper is `misc` in one file, and `article` in the next."""
        one, other = (paper(extra=[("entrytype", form)]) for form in ("misc", "article"))
        assert relation(one, other) is SAME

    def test_pages_are_read_by_the_first(self) -> None:
        """Ranges are written in several ways."""
        assert relation(paper(pages="1--12"), paper(pages="1–12")) is SAME

    def test_records_of_files_without_authors(self) -> None:
        """97 columns are called the same, and nothing but the date tells them apart."""
        extra = [("entrytype", "article")]
        one, other = (
            nobody("Calendar", date=date, venue="Birding", extra=extra)
            for date in ("2024-01", "2024-02")
        )
        assert relation(one, other) is DIFFERENT
        assert relation(one, one) is SAME

    @pytest.mark.parametrize(
        "facts", [{"date": "2024-01"}, {"venue": "Birding"}, {"number": "3"}, {"pages": "7"}]
    )
    def test_what_a_record_of_a_file_leaves_out(self, facts: dict[str, Any]) -> None:
        """A record that was filled from elsewhere is the same as before."""
        bare = nobody("Calendar", extra=[("entrytype", "article")])
        filled = Catalog([bare]).enrich(Catalog([nobody("Calendar", **facts)]))

        assert filled[0] != bare
        assert relation(bare, filled[0]) is SAME
        assert bare in filled

    def test_a_record_of_a_file_that_says_more(self) -> None:
        """It may be of another issue than the one that does not say of which."""
        bare = nobody("Calendar", extra=[("entrytype", "article")])
        other = nobody("Calendar", number="3", extra=[("entrytype", "article"), ("number", "3")])
        assert relation(bare, other) is DIFFERENT


class TestVersions:
    """What agrees and appeared in two places are versions of one work."""

    @pytest.mark.parametrize(
        "preprint",
        [
            {"arxiv": "2401.00001"},
            {"venue": "arXiv"},
            {"arxiv": "2401.00001", "venue": "arXiv preprint", "status": "preprint"},
            {"venue": "ICLR 2024", "status": "under-review", "openreview": "abcDEF12_3"},
        ],
    )
    @pytest.mark.parametrize(
        "publication",
        [
            {"venue": "ACL 2025", "doi": "10.1000/1", "date": "2025"},
            {"published": "2026-03", "date": None},
            {"status": "accepted", "venue": "Interspeech 2025"},
        ],
    )
    def test_preprint_and_publication(
        self, preprint: dict[str, Any], publication: dict[str, Any]
    ) -> None:
        """Either way round."""
        first, second = paper(**preprint), paper(**publication)
        assert relation(first, second) is relation(second, first) is VERSION

    def test_conference_and_journal(self) -> None:
        """Two publications of different series."""
        first = paper(venue="ACL 2024", pages="1-9")
        second = paper(venue="Computational Linguistics", pages="400-460", date="2026")
        assert relation(first, second) is VERSION

    def test_two_years_of_a_conference(self) -> None:
        """Are two works, however alike: a workshop reports every year."""
        first = paper(venue="ACL 2022", date="2022")
        assert relation(first, paper(venue="ACL 2024", date="2024")) is DIFFERENT

    def test_not_after_many_years(self) -> None:
        """What appears ten years later is another work."""
        first = paper(arxiv="1401.0001", date="2014")
        assert relation(first, paper(venue="ACL 2024", date="2024")) is DIFFERENT

    def test_a_common_identifier_makes_them_the_same(self) -> None:
        """A record that names both says so."""
        both = paper(arxiv="2401.00001", doi="10.1000/1", venue="ACL 2025", date="2025")
        assert relation(paper(arxiv="2401.00001"), both) is SAME

    def test_they_stay_two_entries(self) -> None:
        """A file may cite both; a catalog tells that they are one work."""
        first, second = paper(arxiv="2401.00001"), paper(venue="ACL 2025", date="2025")
        catalog = Catalog([first, second])
        (found,) = catalog.duplicates()
        assert len(catalog) == 2
        assert (found.entry, found.other) == (catalog[0], catalog[1])
        assert found.relation is VERSION


class TestLaws:
    """Whatever the records are."""

    @given(entries())
    def test_a_record_is_the_same_as_itself(self, entry: Entry) -> None:
        """Always."""
        assert relation(entry, entry) is SAME

    FACTS = st.fixed_dictionaries(
        {},
        optional={
            "authors": st.sampled_from([["Ana Müller"], ["Müller Ana", "Bo Li"], ["Bo Li"]]),
            "date": st.sampled_from(["2021", "2024", "2025-03"]),
            "arxiv": st.sampled_from(["2401.00001", "2401.00002"]),
            "doi": st.sampled_from(["10.1000/1", "10.1000/2"]),
            "venue": st.sampled_from(["ACL 2024", "arXiv", "Birding"]),
            "pages": st.sampled_from(["1-2", "7"]),
            "extra": st.sampled_from([[("entrytype", "book")], [("month", "may")]]),
            "aliases": st.sampled_from([["Birds"], [TITLE]]),
        },
    )
    RECORDS = st.builds(
        lambda title, facts: Paper(title=title, **facts),
        st.sampled_from([TITLE, "Birds"]),
        FACTS,
    )

    @given(RECORDS, RECORDS)
    def test_the_order_does_not_count(self, first: Entry, second: Entry) -> None:
        """Either is to the other what the other is to it, for the same reason."""
        there, back = (
            compare(Facts.of(first), Facts.of(second)),
            compare(Facts.of(second), Facts.of(first)),
        )
        assert there.relation is back.relation
        assert there.by_title_alone == back.by_title_alone

    @given(st.lists(RECORDS, max_size=8))
    def test_catalogs_have_distinct_ids_and_keys(self, records: list[Entry]) -> None:
        """No record is lost: each went into an entry, or is one."""
        catalog = Catalog(records)
        identities = [identity for entry in catalog for identity in entry.identities]
        assert len(set(identities)) == len(identities)
        assert len({entry.citekey.lower() for entry in catalog}) == len(catalog)
        merged = [one for one in catalog.duplicates() if one.relation is SAME]
        assert len(catalog) + len(merged) == len(records)

    @given(st.lists(RECORDS, max_size=6), st.lists(RECORDS, max_size=6))
    def test_sets_add_up(self, first: list[Entry], second: list[Entry]) -> None:
        """Also where versions and disputes are among them."""
        one, other = Catalog(first), Catalog(second)
        joined = one | other
        assert list(joined)[: len(one)] == list(one)
        assert len(joined) == len(one) + len(other - one)
        assert len(one & other) + len(one - other) == len(one)
        identities = [identity for entry in joined for identity in entry.identities]
        assert len(set(identities)) == len(identities)


class TestHostileTitles:
    """A title that thousands of works share costs no time that grows with their square."""

    def test_only_some_of_them_are_compared(self) -> None:
        """The rest stay what they are; an identifier still finds each."""
        works = [nobody("Notes", arxiv=f"2401.{number:05}") for number in range(3000)]
        catalog = Catalog(works)
        assert len(catalog) == 3000
        assert catalog.same(works[-1]) == catalog[-1]
        assert catalog.same(nobody("Notes")) == catalog[0]
        columns = [nobody("Notes", volume=str(number)) for number in range(1000)]
        assert 3000 < len(Catalog([*works, *columns])) < 4000
