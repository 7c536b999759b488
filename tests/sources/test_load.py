"""Opening snapshots without the network: the bundle, the cache and saved files."""

import datetime
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from listserver import REPO, ListServer
from made_up import ENTRIES, NEWS

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import (
    Catalog,
    InvalidQuery,
    Snapshot,
    SnapshotCorrupt,
    SnapshotNotFound,
    fetch,
    load,
)
from trustworthy_audio_llms._bundle import snapshot_names
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._sources.cache import Cache
from trustworthy_audio_llms._sources.origins import Origin

NEWEST = snapshot_names()[0]
DIGEST = "sha256:" + "0" * 64
COMMIT = "a" * 40


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    """A list's server, which `fetch` asks."""
    with ListServer() as server:
        monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", server.template)
        yield server


def list_of(title: str) -> dict[str, str]:
    """The files of a list of one paper."""
    return {"README.md": f"- 2025/03/09 [{title}](https://arxiv.org/abs/2503.01234)\n"}


class TestBundle:
    """What is bundled is opened by name."""

    def test_the_newest_by_default(self) -> None:
        """It holds the curated catalogue."""
        catalog = load()
        assert catalog.snapshot.name == NEWEST
        assert len(catalog) > 700

    @pytest.mark.parametrize("name", snapshot_names())
    def test_each_by_name(self, name: str) -> None:
        """With the digest that its records have."""
        catalog = load(name)
        assert catalog.snapshot.name == name
        assert catalog.snapshot.digest == digest_of(canonical_json(catalog, catalog.news))
        assert catalog.trail == (catalog.snapshot.pin,)

    @pytest.mark.parametrize("name", snapshot_names())
    def test_each_by_pin(self, name: str) -> None:
        """Exactly these records."""
        catalog = load(name)
        assert load(catalog.snapshot.pin) == catalog
        assert load(f" {catalog.snapshot.pin}\n").snapshot == catalog.snapshot

    def test_a_pin_of_other_records_is_not_found(self) -> None:
        """Another release of the library has them."""
        pin = f"{NEWEST}@{DIGEST}"
        with pytest.raises(SnapshotNotFound) as raised:
            load(pin)
        assert raised.value.source == pin
        assert DIGEST in str(raised.value)
        assert load().snapshot.digest in str(raised.value)
        assert "Install the version that your pin was made with." in str(raised.value)

    def test_a_file_of_the_same_name_does_not_come_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What a script loads does not depend on the folder it runs in."""
        monkeypatch.chdir(tmp_path)
        Catalog(ENTRIES).save(NEWEST)
        Catalog(ENTRIES).save("latest")
        assert load(NEWEST) == load("latest") == load()

    def test_needs_no_cache(self, cache_folder: Path) -> None:
        """And makes none."""
        load()
        load("latest")
        assert not cache_folder.exists()


class TestFetched:
    """What was fetched is opened by `latest` or by pin, offline."""

    def test_latest_is_what_was_fetched_last(self, server: ListServer) -> None:
        """Whatever its date."""
        server.put(list_of("First"))
        first = fetch()
        assert load("latest") == first
        server.put(list_of("Second"))
        second = fetch()
        assert load("latest") == second != first
        assert load("latest").snapshot == second.snapshot

    def test_load_never_changes_its_answer(self, server: ListServer) -> None:
        """Because something was fetched."""
        before = load()
        server.put(list_of("First"))
        fetch()
        assert load() == before
        assert load().snapshot == before.snapshot

    def test_by_pin(self, server: ListServer) -> None:
        """The same records under the same name, without asking the server."""
        server.put(list_of("First"))
        first = fetch()
        server.put(list_of("Second"))
        fetch()
        server.requests.clear()
        again = load(first.snapshot.pin)
        assert again == first
        assert again.snapshot == first.snapshot
        assert again.skipped == first.skipped
        assert not server.requests

    def test_a_pin_whose_cache_is_gone_says_which_fetch_brings_it(
        self, server: ListServer, cache_folder: Path
    ) -> None:
        """And after that fetch it works."""
        server.put(list_of("First"))
        first = fetch()
        server.put(list_of("Second"))
        shutil.rmtree(cache_folder)
        with pytest.raises(SnapshotNotFound) as raised:
            load(first.snapshot.pin)
        assert raised.value.source == first.snapshot.pin
        (call,) = re.findall(r"`(trustworthy_audio_llms\.fetch\(.*?\))`", str(raised.value))
        assert call == f"trustworthy_audio_llms.fetch(pin={first.snapshot.pin!r})"
        eval(call, {"trustworthy_audio_llms": tal})
        assert load(first.snapshot.pin) == first

    def test_a_pin_of_another_reading_says_so(self, server: ListServer) -> None:
        """A fetch would bring the same records again: another release reads the list otherwise."""
        server.put(list_of("First"))
        snapshot = fetch().snapshot
        with pytest.raises(SnapshotNotFound, match="made with another release") as raised:
            load(f"{snapshot.name}#{DIGEST}")
        assert snapshot.digest in str(raised.value)
        assert DIGEST in str(raised.value)

    def test_a_pin_of_another_repository_names_it(self) -> None:
        """A list may have been fetched from anywhere."""
        with pytest.raises(SnapshotNotFound, match=rf"fetch\(pin='github:some/list@{COMMIT}#"):
            load(f"github:some/list@{COMMIT}#{DIGEST}")

    def test_a_damaged_snapshot_is_found(self, server: ListServer, cache_folder: Path) -> None:
        """It is never taken for what the pin names."""
        server.put(list_of("First"))
        pin = fetch().snapshot.pin
        (file,) = [
            path for path in cache_folder.rglob("*.json") if b'"schema"' in path.read_bytes()
        ]
        file.write_bytes(file.read_bytes().replace(b"First", b"Worst"))
        for source in (pin, "latest"):
            with pytest.raises(SnapshotCorrupt, match="was changed") as raised:
                load(source)
            assert raised.value.path == str(file)
            assert raised.value.expected != raised.value.found


class TestFile:
    """What `Catalog.save` wrote is opened by its path."""

    @pytest.mark.parametrize("as_given", [str, Path, os.fspath])
    def test_by_path(self, catalog: Catalog, tmp_path: Path, as_given: type) -> None:
        """Of any type, whatever its name."""
        path = tmp_path / "my works (2)"
        catalog.save(path)
        assert load(as_given(path)) == catalog

    def test_a_path_may_be_spelt_like_a_name(
        self, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As a `Path` it is one."""
        monkeypatch.chdir(tmp_path)
        catalog.save("latest")
        assert load(Path("latest")) == load("./latest") == catalog

    @pytest.mark.parametrize(
        "name", ["missing.json", "", ".", "a\x00b", "x" * 5000, "missing/a.json"]
    )
    def test_one_that_is_not_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """The message says which snapshots there are."""
        monkeypatch.chdir(tmp_path)
        with pytest.raises(SnapshotNotFound) as raised:
            load(name)
        assert raised.value.source == name
        assert repr(name) in str(raised.value)
        assert str(raised.value).endswith(
            f"The bundled snapshots are {', '.join(snapshot_names())}."
        )

    @pytest.mark.parametrize(("name", "near"), [("2025.1", "2025.11"), ("lastest", "latest")])
    def test_a_misspelt_name_gets_near_misses(self, name: str, near: str) -> None:
        """It was no path."""
        with pytest.raises(
            SnapshotNotFound, match=rf"No snapshot is called '{name}'.*mean.*'{near}'"
        ):
            load(name)

    def test_a_pin_of_a_saved_file_is_opened_by_path(
        self, catalog: Catalog, tmp_path: Path
    ) -> None:
        """The message says so."""
        catalog.papers.save(tmp_path / "mine.json")
        pin = load(tmp_path / "mine.json").snapshot.pin
        with pytest.raises(
            SnapshotNotFound, match="No bundled snapshot is called 'mine'.*its path"
        ):
            load(pin)

    def test_one_that_is_no_snapshot(self, tmp_path: Path) -> None:
        """It names the file."""
        (tmp_path / "README.md").write_text("# A list", encoding="utf-8")
        with pytest.raises(SnapshotCorrupt, match=r"README\.md cannot be used: it is no snapshot"):
            load(tmp_path / "README.md")

    def test_a_changed_one(self, catalog: Catalog, tmp_path: Path) -> None:
        """By one letter."""
        path = tmp_path / "mine.json"
        catalog.save(path)
        path.write_bytes(path.read_bytes().replace(b"Triggers", b"triggers"))
        with pytest.raises(SnapshotCorrupt) as raised:
            load(path)
        assert raised.value.path == str(path)
        assert raised.value.expected == digest_of(canonical_json(ENTRIES, NEWS))


class TestSnapshots:
    """`snapshots` lists what there is, newest first."""

    def test_lists_the_bundle(self) -> None:
        """Each can be loaded by its name and by its pin."""
        known = tal.snapshots()
        assert [snapshot.name for snapshot in known] == list(snapshot_names())
        for snapshot in known:
            assert isinstance(snapshot, Snapshot)
            assert load(snapshot.name).snapshot == load(snapshot.pin).snapshot == snapshot

    def test_lists_what_was_fetched(self, server: ListServer) -> None:
        """By the date of its commit."""
        server.put(list_of("First"))
        fetched = fetch().snapshot
        known = tal.snapshots()
        assert fetched in known
        assert load(fetched.pin).snapshot == fetched
        dates = [str(snapshot.date) for snapshot in known]
        assert dates == sorted(dates, reverse=True)
        assert len(known) == 1 + len(snapshot_names())

    def test_the_undated_come_last(self, catalog: Catalog) -> None:
        """Nothing says that they are new."""
        content = canonical_json(catalog)
        origin = Origin(
            repo=REPO,
            commit=COMMIT,
            date=None,
            fetched=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
            digest=digest_of(content),
            reader="1",
        )
        Cache.default().store(content, origin)
        assert tal.snapshots()[-1] == origin.snapshot


@pytest.mark.parametrize("source", [2026.11, 7, b"2026.11", ["2026.11"]])
def test_a_source_is_a_text(source: Any) -> None:
    """2026.11 without quotes is a number, of which nobody knows how many zeros it had."""
    with pytest.raises(InvalidQuery, match="as a text"):
        load(source)
