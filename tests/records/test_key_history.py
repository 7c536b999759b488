"""Citation keys over the history of the real list, and over any history at all."""

import itertools
import tarfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Entry, Paper

COMMITS = ("0caa974", "aaf3cf9", "6e511d0", "98074e0", "22edeb2", "c42c5c8")
"""Commits of the list, the oldest first."""


@pytest.fixture(scope="module")
def history(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Catalog]:
    """The list at each of these commits."""
    found = []
    for commit in COMMITS:
        (archive,) = shared.glob(f"upstream/archives/{commit}*.tar.gz")
        folder = tmp_path_factory.mktemp(commit)
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        (top,) = folder.iterdir()
        found.append(tal.read_list(top))
    return found


def test_no_key_of_the_list_ever_names_two_works(history: list[Catalog]) -> None:
    """A paper that cites one of them means the same work for ever."""
    named: dict[str, Entry] = {}
    moved = []
    for catalog in history:
        for entry in catalog:
            before = named.setdefault(entry.citekey, entry)
            if Catalog([before]).same(entry) is None:
                moved.append((entry.citekey, before.title, entry.title))
    assert moved == []


def test_works_keep_their_keys(history: list[Catalog]) -> None:
    """As long as title and year stay, but for three where works of the same words came or went."""
    changes = [
        field
        for old, new in itertools.pairwise(history)
        for change in tal.diff(old, new).changed
        if not change.renamed and change.old.year == change.new.year
        for field in change.fields
        if field.field == "citekey"
    ]
    assert len(changes) == 3


WORDS = ("voice", "attacks", "audio", "defense")
WORKS = st.lists(
    st.builds(
        # Records of one title agree on the year: where they do not, a key follows the earliest.
        lambda words, authors: Paper(
            title=" ".join(words), authors=authors, date=("2024", "2025")[len(words) % 2]
        ),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
        st.sampled_from([[], ["Ana Müller"], ["Bo Li"]]),
    ),
    max_size=8,
)


@given(WORKS)
def test_what_is_added_takes_no_key(works: list[Entry]) -> None:
    """Older or newer, and whether it is read again or joined."""
    named: dict[str, str] = {}
    joined = Catalog()
    for number in range(1, len(works) + 1):
        joined |= Catalog(works[number - 1 : number])
        for entry in Catalog(works[:number]):
            assert named.setdefault(entry.citekey, entry.title) == entry.title
        assert [entry.citekey for entry in joined][: number - 1] == [
            entry.citekey for entry in joined[: number - 1]
        ]


@given(WORKS, st.randoms())
def test_the_order_of_reading_does_not_count(works: list[Entry], random: Random) -> None:
    """The same works have the same keys, whichever file is read first."""
    distinct = list(Catalog(works))
    plain = [Paper(title=e.title, authors=e.authors, date=e.date) for e in distinct]
    shuffled = random.sample(plain, len(plain))
    keys = {(e.title, e.authors, e.date): e.citekey for e in Catalog(plain)}
    assert keys == {(e.title, e.authors, e.date): e.citekey for e in Catalog(shuffled)}
