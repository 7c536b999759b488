"""Drills: files of the cache that are not what was written, and clocks that are wrong."""

import datetime
import os
import random
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from children import Outcome, fetched, fetched_at, loaded, needs_fork, run
from listserver import ListServer
from oracle import Oracle, Row, assert_whole, leftovers, list_of

from trustworthy_audio_llms import SnapshotCorrupt, SnapshotNotFound, load

pytestmark = [pytest.mark.drills, needs_fork]

KINDS = ("records", "origin", "state")
CUTS = 12
FLIPS = 60

Damage = Callable[[Path], None]


def _swap(path: Path) -> None:
    """Put another file of the same kind in its place."""
    others = [
        other
        for other in path.parent.iterdir()
        if other != path and other.name.count(".") == path.name.count(".")
    ]
    path.write_bytes(others[0].read_bytes())


def _newer_schema(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b'{"schema":')
    path.write_bytes(data.replace(b'{"schema":', b'{"schema":9', 1))


def _other_records(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Work 7", b"Work 8", 1))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _huge(path: Path) -> None:
    os.truncate(path, 2**33)  # A file with a hole: it takes no room.


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _gone(path: Path) -> None:
    path.unlink()


ODD = (_empty, _zeros, _huge, _pipe, _device, _dangling, _gone)
SWAPS = (("records", _swap), ("origin", _swap), ("state", _swap))

ROWS = (
    Row(
        "a file of the cache is cut short",
        CUTS * len(KINDS),
        "never other records: the same ones, or an error that names the file; the next fetch "
        "repairs it",
    ),
    Row(
        "a bit of a file of the cache is flipped",
        FLIPS * len(KINDS),
        "never other records: the same ones, or an error that names the file; the next fetch "
        "repairs it",
    ),
    Row(
        "a file of the cache is swapped with another, holds other records, or is of a newer schema",
        len(SWAPS) + 2,
        "an error or a warning that says so; the next fetch repairs it",
    ),
    Row(
        "a file of the cache is empty, all zeros, of 8 GiB, a pipe, a device, a dead link, gone",
        len(ODD) * len(KINDS),
        "no hang and no flood of memory; the next fetch repairs it",
    ),
    Row("a folder stands in the place of a file of the cache", len(KINDS), "a warning"),
    Row(
        "the clock is set back by years, hours, or not at all",
        3,
        'what was fetched last is `load("latest")`; nothing is swept too early or stays for ever',
    ),
)


def _file(oracle: Oracle, kind: str) -> Path:
    """The file of the first list."""
    digest = oracle.before.snapshot.digest.removeprefix("sha256:")
    if kind == "records":
        return oracle.root / "snapshots" / f"{digest}.json"
    if kind == "origin":
        (path,) = (oracle.root / "snapshots").glob(f"{digest}.*.json")
        return path
    (path,) = (oracle.root / "refs").iterdir()
    return path


def _same_or_refused(oracle: Oracle, path: Path) -> None:
    """What loads is what was there; what does not says which file is at fault."""
    for source in (oracle.before.snapshot.pin, "latest"):
        outcome = run(loaded, source)
        assert not outcome.error or outcome.error[0] in ("SnapshotCorrupt", "SnapshotNotFound")
        if outcome.error:
            assert path.name in outcome.message or outcome.error[0] == "SnapshotNotFound"
        elif source == "latest":
            bundled = load().snapshot.pin
            assert outcome.value[0] in (oracle.before.snapshot.pin, bundled)
        else:
            assert outcome.value[0] == oracle.before.snapshot.pin


def _repaired(server: ListServer, oracle: Oracle) -> Outcome:
    """The next fetch of the same list makes all of it good."""
    server.put(list_of(0))
    outcome = run(fetched)
    assert (outcome.error, outcome.value) == ((), (oracle.before.snapshot.pin, 100))
    oracle.assert_holds()
    assert leftovers(oracle.root) == []
    return outcome


def _spoilt(path: Path, count: int, spoil: Callable[[bytes, int], bytes]) -> Iterator[None]:
    """Spoil a file in so many ways, one after the other, and mend it."""
    whole = path.read_bytes()
    for number in range(count):
        path.write_bytes(spoil(whole, number))
        yield
        path.write_bytes(whole)


def _in_process(oracle: Oracle) -> None:
    """Like `_same_or_refused`, a hundred times faster."""
    for source in (oracle.before.snapshot.pin, "latest"):
        try:
            again = load(source)
        except (SnapshotCorrupt, SnapshotNotFound):
            continue
        if again.snapshot.pin != load().snapshot.pin:
            assert list(again) == list(oracle.before)
            assert again.snapshot.digest == oracle.before.snapshot.digest


@pytest.mark.filterwarnings("ignore:The cache file")
@pytest.mark.parametrize("kind", KINDS)
def test_cut_short(server: ListServer, oracle: Oracle, kind: str) -> None:
    """Wherever a file ends, it is not taken for the whole."""
    path = _file(oracle, kind)

    def cut(whole: bytes, number: int) -> bytes:
        return whole[: len(whole) * number // CUTS]

    for _ in _spoilt(path, CUTS, cut):
        _in_process(oracle)
    path.write_bytes(path.read_bytes()[:-1])
    _same_or_refused(oracle, path)
    _repaired(server, oracle)


@pytest.mark.filterwarnings("ignore:The cache file")
@pytest.mark.parametrize("kind", KINDS)
def test_bits_flipped(server: ListServer, oracle: Oracle, kind: str) -> None:
    """Whichever bit is another, the records are the same or refused."""
    path = _file(oracle, kind)
    chance = random.Random(7)

    def flip(whole: bytes, _: int) -> bytes:
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        return whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]

    for _ in _spoilt(path, FLIPS, flip):
        _in_process(oracle)
    path.write_bytes(flip(path.read_bytes(), 0))
    _same_or_refused(oracle, path)
    _repaired(server, oracle)


@pytest.mark.parametrize(
    ("kind", "damage"),
    [*SWAPS, ("records", _other_records), ("records", _newer_schema)],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_other_content(server: ListServer, oracle: Oracle, kind: str, damage: Damage) -> None:
    """A whole file that is not the one its name says counts as damaged."""
    assert run(fetched).error == ()
    assert run(fetched, oracle.before.snapshot.commit).error == ()
    if kind == "state":
        server.put(list_of(1), refs=["main"])
        assert run(fetched, "main").error == ()
        path = next(path for path in (oracle.root / "refs").iterdir())
    else:
        path = _file(oracle, kind)
    damage(path)
    outcome = run(loaded, oracle.before.snapshot.pin)
    if kind == "records":
        assert outcome.error[0] == "SnapshotCorrupt"
        assert path.name in outcome.message
        if damage is _newer_schema:
            assert "upgrade" in outcome.message
    else:
        assert outcome.value == (oracle.before.snapshot.pin, 100)
    server.put(list_of(0))
    for ref in ("HEAD", "main", oracle.before.snapshot.commit):
        server.put(list_of(0), refs=["HEAD", "main"])
        assert run(fetched, ref).value == (oracle.before.snapshot.pin, 100)
    oracle.assert_holds()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", ODD, ids=lambda damage: damage.__name__)
def test_odd_files(server: ListServer, oracle: Oracle, kind: str, damage: Damage) -> None:
    """Nothing waits for a pipe or reads a device, and the next fetch puts files there again."""
    path = _file(oracle, kind)
    damage(path)
    _same_or_refused(oracle, path)
    _repaired(server, oracle)
    assert stat.S_ISREG(path.lstat().st_mode)


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_in_its_place(server: ListServer, oracle: Oracle, kind: str) -> None:
    """It is not removed, since nobody knows what it is: the list comes, with a warning."""
    path = _file(oracle, kind)
    _folder(path)
    _same_or_refused(oracle, path)
    server.put(list_of(0))
    outcome = run(fetched)
    assert (outcome.error, outcome.value[1]) == ((), 100)
    assert any(path.name in text for text in outcome.warned)
    assert leftovers(oracle.root) == []


@pytest.mark.parametrize("back", [0, 5, 24 * 365 * 4], ids="{} hours".format)
def test_clock_set_back(server: ListServer, root: Path, back: int) -> None:
    """What was fetched while the clock was ahead does not stay the latest."""
    now = datetime.datetime.now(datetime.UTC)
    first = run(fetched_at, now + datetime.timedelta(hours=back))
    abandoned = root / "snapshots" / f".{'0' * 16}.part"
    abandoned.write_bytes(b"{")
    written = (now + datetime.timedelta(hours=back, minutes=-61)).timestamp()
    os.utime(abandoned, (written, written))
    server.put(list_of(1))
    second = run(fetched_at, now + datetime.timedelta(minutes=1))
    assert (second.error, second.warned) == ((), ())
    assert run(loaded, "latest").value == second.value
    assert run(loaded, first.value[0]).value == first.value
    assert not abandoned.exists()
    assert_whole(root)
    server.put(list_of(0))
    assert run(fetched_at, now + datetime.timedelta(minutes=2)).value == first.value
    assert run(loaded, "latest").value == first.value
