"""The registry of venues: what each is, and which one a spelling means."""

import json
import re
from functools import partial
from typing import Any

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._bundle import read_data
from trustworthy_audio_llms._records.venue import Venue
from trustworthy_audio_llms._records.venue_words import ordinal, ordinal_word
from trustworthy_audio_llms._records.venues import Venues, find_venue

REGISTRY = tal.venues()

SPELLINGS = {
    "ＩＣＡＳＳＰ 2024": "ICASSP 2024",
    "ICASSP 2026": "ICASSP 2026",
    "2026 IEEE International Conference on Acoustics, Speech and Signal Processing (ICASSP)": (
        "ICASSP 2026"
    ),
    "ICASSP 2025 - 2025 IEEE International Conference on Acoustics, Speech and Signal Processing "
    "(ICASSP)": "ICASSP 2025",
    "IEEE Int. Conf. on Acoustics, Speech & Signal Process., ICASSP 2021, Nowhere, June 6-11, "
    "2021": "ICASSP 2021",
    "Proc. Interspeech": "Interspeech",
    "INTERSPEECH2024": "Interspeech 2024",
    "Interspeech, Dresden": "Interspeech",
    "Proceedings of the 26th Annual Conference of the International Speech Communication "
    "Association": "Interspeech 2025",
    "TASLP": "IEEE TASLP",
    "IEEE/ACM Trans. Audio Speech Lang. Process.": "IEEE TASLP",
    "IEEE/ACM TASLP 2023": "IEEE TASLP 2023",
    "Findings of ACL 2025": "Findings of ACL 2025",
    "ACL 2024 (Findings)": "Findings of ACL 2024",
    "Findings of the Association for Computational Linguistics: EMNLP 2024": (
        "Findings of EMNLP 2024"
    ),
    "Findings of the Association for Computational Linguistics, ACL 2024, Nowhere and virtual "
    "meeting, August 11-16, 2024": "Findings of ACL 2024",
    "Proceedings of the 63rd Annual Meeting of the Association for Computational Linguistics "
    "(Volume 1: Long Papers)": "ACL 2025",
    "Proceedings of the 23rd Chinese National Conference on Computational Linguistics (Volume 1: "
    "Main Conference)": "CCL 2024",
    "ICLR'24": "ICLR 2024",
    "ICLR ’24": "ICLR 2024",
    "AAAI-24": "AAAI 2024",
    "Proc. IEEE": "Proceedings of the IEEE",
    "Proc. IEEE Int. Conf. Acoust., Speech Signal Process. (ICASSP)": "ICASSP",
    "Science Advances": "Science Advances",
    "EMNLP 2024 (System Demonstrations)": "EMNLP System Demonstrations 2024",
    "ICLR24": "ICLR 2024",
    "ICLR 2025 Poster": "ICLR 2025",
    "The Thirteenth International Conference on Learning Representations": "ICLR 2025",
    "Forty-first International Conference on Machine Learning": "ICML 2024",
    "Twentieth International Conference on Machine Learning": "ICML 2003",
    "NeurIPS (2024)": "NeurIPS 2024",
    "NIPS'99": "NeurIPS 1999",
    "Adv. Neural Inf. Process. Syst. 37": "NeurIPS 2024",
    "Advances in Neural Information Processing Systems": "NeurIPS",
    "NeurIPS 37": "NeurIPS",
    "NeurIPS 2025 Datasets and Benchmarks Track": "NeurIPS Datasets and Benchmarks 2025",
    "NDSS": "NDSS",
    "USENIX Security 25": "USENIX Security 2025",
    "USENIX Security '25": "USENIX Security 2025",
    "34th USENIX Security Symposium (USENIX Security 25)": "USENIX Security 2025",
    "CCS '24": "CCS 2024",
    "In Proceedings of ICML": "ICML",
    "Accepted to ICASSP 2026": "ICASSP 2026",
    "MM '24": "ACM MM 2024",
    "Computer Speech & Language": "Computer Speech & Language",
    "Computer Speech and Language, vol. 95": "Computer Speech & Language",
    "IEEE/CVF International Conference on Computer Vision (ICCV) Workshops": "ICCV Workshops",
    "Proc. ICCV Workshops, Proc. ICCV": "ICCV Workshops",
    "arXiv": "arXiv",
    "arXiv preprint arXiv:2405.19103": "arXiv",
    "arXiv:2012.12345 [cs.SD]": "arXiv",
    "CoRR abs/2012.12345": "arXiv",
}

NO_VENUE = (
    "",
    "2024",
    "of the",
    "A Book of Ours",
    "ICML 2024 Workshop on Whispering",
    "Workshop on Whispering at ICML 2024",
    "ICASSP, Satellite Workshop on Whispering",
    "NeurIPS 2024 Whispering Track",
    "Findings of the Association for Computational Linguistics",
    "ICLR 2026 (under review)",
    "Submitted to ICASSP 2026",
    "Mathematics and Art",
    "Mathematics, Education",
    "Whisper MM",
    "ICASSP and Interspeech",
)


def record() -> dict[str, Any]:
    """The file of the registry, as it is."""
    data: dict[str, Any] = json.loads(read_data("venues.json"))
    return data


class TestFinding:
    """A text names one edition, in whatever spelling, or none."""

    @pytest.mark.parametrize(("text", "edition"), SPELLINGS.items())
    def test_a_spelling_is_that_edition(self, text: str, edition: str) -> None:
        """Short names, titles of proceedings and abbreviated journals are the venue and year."""
        assert str(REGISTRY.find(text)) == edition

    @pytest.mark.parametrize("text", NO_VENUE)
    def test_what_is_no_venue_or_more_than_one(self, text: str) -> None:
        """A workshop at a venue, a submission, and a longer name are not that venue."""
        assert REGISTRY.find(text) is None

    @pytest.mark.parametrize("venue", REGISTRY, ids=lambda venue: venue.title)
    def test_each_is_found_by_each_of_its_names(self, venue: Venue) -> None:
        """Series, title, alias and proceedings lead to the venue, with the year of the edition."""
        year = venue.until or 2026
        edition = tal.Edition(venue, year)
        for name in (venue.series, venue.title, *venue.aliases):
            assert str(REGISTRY.find(f"{name} {year}")) == str(edition), name
        if venue.proceedings not in _SHARED:
            assert (REGISTRY.find(edition.title) or edition).venue.series == venue.series

    @given(st.text())
    def test_any_text_is_read(self, text: str) -> None:
        """Whatever the text is, there is an edition or none, and its name means it again."""
        edition = find_venue(text)
        assert edition is None or find_venue(str(edition)) == edition

    def test_the_time_is_linear(self) -> None:
        """A long text takes no longer than its length demands."""
        text = "International Conference on Machine "
        assert REGISTRY.find(text * 20_000) is None
        assert in_proportion(lambda n: partial(REGISTRY.find, text * n), 1_000)

    def test_a_period_has_its_own_title(self) -> None:
        """The year says which title and ISSN a journal had; an old title stays itself."""
        assert REGISTRY["TASLP"].issn == "2998-4173"
        titles = {}
        for year in (2010, 2020, 2026):
            edition = REGISTRY.find(f"TASLP {year}")
            assert edition is not None
            titles[year] = edition.title
        assert len(set(titles.values())) == 3
        assert "IEEE/ACM" in titles[2020]
        late = REGISTRY.find("IEEE/ACM Trans. Audio Speech Lang. Process. 2025")
        assert late is not None
        assert late.title == titles[2020]


# Proceedings that hold more than one series, and journals, which have none.
_SHARED = {
    None,
    "Advances in Neural Information Processing Systems",
    "Proceedings of the IEEE/CVF International Conference on Computer Vision (ICCV) Workshops",
}


class TestEdition:
    """An edition is a venue in a year."""

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Interspeech 2025", "Proceedings of Interspeech 2025"),
            ("ICLR 2025", "The Thirteenth International Conference on Learning Representations"),
            ("ICML", "Proceedings of the International Conference on Machine Learning"),
            ("Interspeech", "Proceedings of the Annual Conference of the International Speech"),
            ("TACL 2026", "Transactions of the Association for Computational Linguistics"),
            ("USENIX Security 2025", "Proceedings of the 34th USENIX Security Symposium (USENIX"),
        ],
    )
    def test_its_title_is_that_of_a_reference(self, text: str, title: str) -> None:
        """Proceedings say their number or year where the publisher does; a journal has neither."""
        edition = REGISTRY.find(text)
        assert edition is not None
        assert edition.title.startswith(title)
        assert edition.series == text.rstrip("0123456789 ")

    def test_numbers_are_counted_in_english(self) -> None:
        """Editions count 1st, 2nd, 11th, 112th; in words up to the ninety-ninth."""
        assert [ordinal(number) for number in (1, 2, 3, 4, 11, 22, 112)] == (
            "1st 2nd 3rd 4th 11th 22nd 112th".split()
        )
        words = [ordinal_word(number) for number in (1, 13, 20, 41, 100)]
        assert words == ["First", "Thirteenth", "Twentieth", "Forty-First", "100th"]


class TestRegistry:
    """The registry is a collection of venues."""

    def test_it_is_a_collection(self) -> None:
        """It has a length, an order, and says what is in it."""
        assert len(list(REGISTRY)) == len(REGISTRY) > 300
        assert repr(REGISTRY) == f"<Venues: {len(REGISTRY)} venues>"
        assert "Proc. ICASSP" in REGISTRY
        assert "ICML Workshop" not in REGISTRY
        assert 7 not in REGISTRY
        lines = str(REGISTRY).splitlines()
        assert len(lines) == len(REGISTRY)
        assert re.search("^ICASSP +conference +IEEE International", "\n".join(lines), re.M)

    def test_by_name(self) -> None:
        """A name in brackets is a venue, and one that is not known is told with its near misses."""
        assert str(REGISTRY["Proc. Interspeech 2020"]) == "Interspeech"
        with pytest.raises(tal.InvalidQuery, match="'Interspeach'.*Did you mean 'Interspeech'"):
            REGISTRY["Interspeach"]

    def test_one_may_be_made_by_hand(self) -> None:
        """A registry of one's own knows only its own, and an empty one nothing."""
        mine = Venues((Venue(series="Murmurs", kind="journal", title="Journal of Murmurs"),))
        assert mine.find("journal of murmurs") == tal.Edition(mine["Murmurs"])
        assert str(Venues(())) == ""

    @pytest.mark.parametrize("before", ["", "Yrly ", "Yearly ", "The 2nd Yearly ", "2024 "])
    def test_what_passes_may_stand_before_a_name(self, before: str) -> None:
        """Also where it is not abbreviated; any other word in front makes it another thing."""
        meeting = Venue(series="Murmurs", kind="conference", title="Meeting on Murmurs")
        mine = Venues((meeting,), abbreviations={"yearly": "yrly"}, passing=frozenset({"yrly"}))
        assert f"{before}Murmurs" in mine
        assert f"Loud {before}Murmurs" not in mine


class TestFacts:
    """What the file of the registry says can be true."""

    def test_it_is_one_field_a_line(self) -> None:
        """A change is a small diff: each field of a venue stands on a line."""
        text = read_data("venues.json").decode("utf-8")
        assert text.count('\n"series":') == len(REGISTRY)

    @pytest.mark.parametrize("venue", REGISTRY, ids=lambda venue: venue.title)
    def test_each_can_be_true(self, venue: Venue) -> None:
        """An ISSN has its check digit, a period its order, and every venue a source."""
        assert venue.evidence
        assert all(source.startswith("https://") for source in venue.evidence)
        assert (venue.since or 0) <= (venue.until or 9999)
        assert bool(venue.proceedings) == (venue.kind in ("conference", "workshop"))
        if venue.issn:
            digits = [10 if char == "X" else int(char) for char in venue.issn.replace("-", "")]
            assert sum(digit * (8 - n) for n, digit in enumerate(digits)) % 11 == 0, venue.issn

    def test_what_is_part_of_another_names_one(self) -> None:
        """A venue is part of one that is in the registry."""
        series = {venue.series for venue in REGISTRY}
        assert {venue.part_of for venue in REGISTRY} - {None} <= series

    def test_a_name_is_of_one_series(self) -> None:
        """No spelling means two series; only the names of one over time share some."""
        for venues in REGISTRY._names.values():
            assert len({venue.series for venue in venues}) == 1, venues
            assert sum(venue.until is None for venue in venues) <= 1

    def test_periods_do_not_overlap(self) -> None:
        """In one year, a series has one title."""
        for year in range(1990, 2027):
            covering = [venue.series for venue in REGISTRY if venue.covers(year)]
            assert len(covering) == len(set(covering))

    def test_words_that_pass_do_not_part(self) -> None:
        """`conf` alone may pass behind a name, and parts where more stands with it; no other."""
        data = record()
        assert set(data["passing"]) & set(data["parting"]) == {"conf"}


def test_a_spelling_is_taken_apart_once() -> None:
    """The works of a catalog share their venues, and lists have any number of others."""
    assert find_venue("ICASSP 2026") is find_venue("ICASSP 2026")
    assert find_venue.cache_info().maxsize
