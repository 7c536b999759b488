"""Clearing the cache: what goes, what stays, and what is nobody's business."""

import datetime
from pathlib import Path

import pytest
from listserver import ListServer

from trustworthy_audio_llms import (
    InvalidQuery,
    Snapshot,
    SnapshotNotFound,
    clear_cache,
    fetch,
    load,
    snapshots,
)
from trustworthy_audio_llms._sources.cache import Cache
from trustworthy_audio_llms._sources.origins import record_file


@pytest.fixture
def fetched(server: ListServer) -> list[Snapshot]:
    """Two snapshots in the cache, the last one first."""
    found = []
    for number in range(2):
        line = f"- [A title of work {number}](https://arxiv.org/abs/2405.1910{number})"
        server.put({"README.md": line})
        found.append(fetch().snapshot)
    return found[::-1]


def test_everything_goes(fetched: list[Snapshot], cache_folder: Path) -> None:
    """All that the library has put there, and nothing else."""
    (cache_folder / "snapshots" / "notes.txt").write_text("mine", encoding="utf-8")
    (cache_folder / "refs" / "notes.json").write_text("mine", encoding="utf-8")
    assert clear_cache() == fetched
    left = {path.name for path in cache_folder.rglob("*") if path.is_file()}
    assert left == {"notes.txt", "notes.json"}
    assert load("latest").snapshot == load().snapshot
    with pytest.raises(SnapshotNotFound):
        load(fetched[0].pin)
    assert clear_cache() == []


def test_it_is_brought_back(fetched: list[Snapshot], server: ListServer) -> None:
    """By the pin, from the network."""
    (gone,) = clear_cache(keep=[fetched[0]])
    assert gone == fetched[1]
    assert fetch(pin=gone.pin).snapshot.pin == gone.pin


@pytest.mark.parametrize("as_pin", [True, False])
def test_what_is_named_stays(fetched: list[Snapshot], as_pin: bool) -> None:
    """By its pin, or as a snapshot."""
    keep = fetched[1].pin if as_pin else fetched[1]
    assert clear_cache(keep=[keep]) == [fetched[0]]
    assert load(fetched[1].pin).snapshot == fetched[1]
    assert load("latest").snapshot == fetched[1]
    assert fetched[0] not in snapshots()


@pytest.mark.parametrize("before", ["2026-06", "2026-06-02", datetime.date(2026, 6, 2)])
def test_what_is_old_goes(fetched: list[Snapshot], before: str | datetime.date) -> None:
    """Counted from when it was last fetched."""
    cache = Cache.default()
    (old,) = [origin for origin in cache.origins() if origin.snapshot == fetched[1]]
    moment = datetime.datetime(2026, 5, 31, tzinfo=datetime.UTC)
    path = cache.root / "snapshots" / old.file_name
    path.write_bytes(
        record_file(old).replace(
            str(old.fetched).replace(" ", "T").encode(), str(moment).replace(" ", "T").encode()
        )
    )
    (gone,) = clear_cache(before=before)
    assert gone.digest == old.digest
    assert load("latest").snapshot == fetched[0]
    assert fetch().snapshot.pin == fetched[0].pin


def test_what_is_no_pin_or_day() -> None:
    """Nothing is removed before all is understood."""
    with pytest.raises(InvalidQuery, match="`keep` takes snapshots and pins") as caught:
        clear_cache(keep=["2026-06"])
    assert caught.value.value == "2026-06"
    with pytest.raises(InvalidQuery, match="`before` is no day"):
        clear_cache(before="yesterday")


def test_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no cache, nothing is removed."""
    monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_CACHE", "~nobody-by-this-name/cache")
    assert clear_cache() == []
