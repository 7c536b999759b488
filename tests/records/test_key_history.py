"""Citation keys over the history of the real list, and over any history at all."""

import itertools
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from archives import unpack
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
        found.append(tal.read_list(unpack(archive, tmp_path_factory.mktemp(commit))))
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
    """As long as title and year stay, whatever else came or went."""
    changes = [
        field
        for old, new in itertools.pairwise(history)
        for change in tal.diff(old, new).changed
        if not change.renamed and change.old.year == change.new.year
        for field in change.fields
        if field.field == "citekey"
    ]
    assert changes == []


TITLES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["Voice", "Audio"]),
        st.sampled_from(["", " attacks", " attacks on spoken models"]),
        st.sampled_from(["", " today", " by accent", " at home"]),
    ),
)
"""Titles that begin alike."""

YEARS = st.sampled_from([None, "2024", "2025"])
LINES = st.lists(st.builds(Paper, title=TITLES, date=YEARS), max_size=8)
"""Lines of a list: they name no authors, and those of one work differ in year."""

RECORDS = st.lists(
    st.builds(
        Paper, title=TITLES, date=YEARS, authors=st.sampled_from([[], ["Ana Müller"], ["Bo Li"]])
    ),
    max_size=8,
)


def hold(named: dict[str, str], entries: Iterable[Entry]) -> None:
    """Check that no key names a work of another title than before."""
    for entry in entries:
        assert named.setdefault(entry.citekey, entry.title) == entry.title


@given(LINES, st.randoms())
def test_a_key_of_a_list_names_one_work_for_ever(lines: list[Entry], random: Random) -> None:
    """Whatever is added or removed, in any order, and whatever years its lines give."""
    named: dict[str, str] = {}
    joined = Catalog()
    for _ in range(4):
        some = random.sample(lines, random.randint(0, len(lines)))
        joined |= Catalog(some)
        hold(named, Catalog(some))
        hold(named, joined)
        hold(named, joined - Catalog(lines[:2]))


@given(LINES, st.randoms())
def test_a_work_of_a_list_keeps_its_key(lines: list[Entry], random: Random) -> None:
    """As long as its title and year stay, whatever else the list has."""
    alone = {(entry.title, entry.date): entry.citekey for entry in lines}
    some = random.sample(lines, random.randint(0, len(lines)))
    assert all(entry.citekey == alone[entry.title, entry.date] for entry in Catalog(some))


def each_title_is_one_work(records: list[Paper]) -> bool:
    """Whether no two authors have one title: a record of it without authors may be of either."""
    works = {(entry.title, entry.authors) for entry in records if entry.authors}
    return len(works) == len({title for title, _ in works})


@given(RECORDS.filter(each_title_is_one_work), st.randoms())
def test_what_is_added_takes_no_key(records: list[Entry], random: Random) -> None:
    """With authors, too: older or newer, first or last, also another record of a work there is."""
    named: dict[str, str] = {}
    joined = Catalog()
    for number in range(1, len(records) + 1):
        hold(named, Catalog(random.sample(records[:number], number)))
        before = joined
        joined |= Catalog(records[number - 1 : number])
        assert [e.citekey for e in joined[: len(before)]] == [e.citekey for e in before]


def test_another_record_of_a_work_frees_no_key() -> None:
    """Whoever had read only the later record cites the work by a key with its year."""
    later, earlier = (
        Paper(title="Voice by accent", authors=["Bo Li"], date=year) for year in ("2025", "2024")
    )
    other = Paper(title="Voice at home", authors=["Bo Li"], date="2025")
    assert [entry.citekey for entry in Catalog([later])] == ["li2025voice"]
    assert [entry.citekey for entry in Catalog([later, earlier])] == ["li2024voice"]
    for records in ([later, earlier, other], [other, earlier, later]):
        assert "li2025voice" not in {entry.citekey for entry in Catalog(records)}


@given(RECORDS, st.randoms())
def test_the_order_of_reading_does_not_count(records: list[Entry], random: Random) -> None:
    """The same works have the same keys, whichever file is read first."""
    distinct = list(Catalog(records))
    plain = [Paper(title=e.title, authors=e.authors, date=e.date) for e in distinct]
    shuffled = random.sample(plain, len(plain))
    keys = {(e.title, e.authors, e.date): e.citekey for e in Catalog(plain)}
    assert keys == {(e.title, e.authors, e.date): e.citekey for e in Catalog(shuffled)}


def test_a_key_with_authors_returns_when_the_other_work_is_gone() -> None:
    """The one case that nothing can be done about: each alone has the key that people write."""
    one, other = (Paper(title=f"Voice {word}", authors=["Bo Li"], date="2025") for word in "AB")
    both = Catalog([one, other])
    assert [entry.citekey for entry in Catalog([one])] == ["li2025voice"]
    assert "li2025voice" not in {entry.citekey for entry in both}
    assert [entry.citekey for entry in Catalog([other])] == ["li2025voice"]
    assert [entry.citekey for entry in both - Catalog([one])] == [both[1].citekey]
