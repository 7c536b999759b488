"""The real list, enriched by the curated catalogue, and the citation keys of both."""

import re
from collections import Counter
from pathlib import Path

import pytest
from archives import unpack

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms._records.citekeys import plain_citekey

CURATED = tal.load("2026.11")

BEFORE_PARTICLES = ("kheir2026deepfense", "roman2024proactive")
"""The keys that were released while `El` and `San` were not yet taken for parts of family names."""


@pytest.fixture(scope="module")
def newest(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The newest list at hand."""
    [archive] = shared.glob("upstream/archives/c42c5c8*.tar.gz")
    return tal.read_list(unpack(archive, tmp_path_factory.mktemp("list")))


class TestNewestList:
    """The newest list says little of its works; the catalogue knows more."""

    def test_a_third_of_the_works_gain_authors_and_more(self, newest: Catalog) -> None:
        """No work of the list has an author or a venue of its own."""
        enriched = newest.enrich(CURATED)
        gained = {
            name: len(enriched.where(has=name)) - len(newest.where(has=name))
            for name in ("authors", "venue", "keywords", "name", "code", "evidence")
        }

        assert gained == {
            "authors": 110,
            "venue": 39,
            "keywords": 113,
            "name": 63,
            "code": 13,
            "evidence": 106,
        }
        assert newest.count("kind") == Counter(paper=284, benchmark=23, survey=8, toolkit=1)
        assert enriched.count("kind") == Counter(paper=262, benchmark=43, survey=10, toolkit=1)

    def test_what_the_list_says_stays(self, newest: Catalog) -> None:
        """Entry by entry, also for the work that it has under two titles."""
        enriched = newest.enrich(CURATED)
        assert len(enriched) == len(newest)

        for own, entry in zip(newest, enriched, strict=True):
            assert (entry.title, entry.date, entry.mentions) == (own.title, own.date, own.mentions)
            assert entry.topics == (own.topics or entry.topics)

    def test_works_are_cited_by_the_keys_of_the_catalogue(self, newest: Catalog) -> None:
        """So that a reference stays the same whether the list or the catalogue is cited."""
        enriched = newest.enrich(CURATED)
        keys = {entry.title: entry.citekey for entry in enriched if entry.authors}
        expected = {title: CURATED[title].citekey for title in keys}

        # The list has one work under two titles, and a key is for one entry.
        assert sum(keys[title] != expected[title] for title in keys) == 1
        assert len({entry.citekey.lower() for entry in enriched}) == len(enriched)


class TestKeysOfTheCatalogue:
    """The citation keys of the curated catalogue."""

    def test_each_follows_from_its_work(self) -> None:
        """Apart from a letter behind it, where two works would have one key.

        That is the rule of the releases that first had them; without authors it took fewer words.
        """
        lettered = 0
        for entry in CURATED:
            if entry.citekey in BEFORE_PARTICLES:
                continue
            facts = (entry.authors, entry.date, entry.title)
            key = plain_citekey(*facts)
            assert re.fullmatch(rf"{key}[a-z]?", entry.citekey), entry.id
            lettered += entry.citekey != key
        assert lettered == 2

    @pytest.mark.parametrize(
        ("identity", "citekey"),
        [
            ("2405.19103", "shen2024voice"),
            ("MLAAD: The Multi-Language Audio Anti-Spoofing Dataset", "muller2024mlaad"),
            ("AudioJailBench", "audiojailbench2024"),
            ("ALLM_long_TTS", "allmlong"),
        ],
    )
    def test_they_are_what_papers_cite(self, identity: str, citekey: str) -> None:
        """A key that is released is never changed."""
        assert CURATED[identity].citekey == citekey

    def test_adding_works_changes_none(self) -> None:
        """Also where an older work of the same family name, year and word comes later."""
        taken = CURATED["2405.19103"]
        older = Paper(
            title=f"{taken.title.split()[0]} Else",
            authors=taken.authors,
            date="2024-01",
            arxiv="2401.98765",
        )
        assert older.citekey == taken.citekey
        both = CURATED | Catalog([older])

        assert [entry.citekey for entry in both][:-1] == [entry.citekey for entry in CURATED]
        assert re.fullmatch(rf"{taken.citekey}[b-z]{{5}}", both[older.id].citekey)
