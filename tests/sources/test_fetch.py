"""Fetching: today's list, kept, found again without the network, and safe from what goes wrong."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from disks import full_after, posix
from listserver import (
    REPO,
    Fault,
    ListServer,
    commit_of,
    drip,
    endless,
    html,
    make_archive,
    member,
    redirect,
    reset,
    status,
    truncated,
)

from trustworthy_audio_llms import (
    Catalog,
    FetchError,
    InvalidAddress,
    InvalidQuery,
    Paper,
    SkipReason,
    SnapshotCorrupt,
    SnapshotNotFound,
    fetch,
    load,
    read_list,
)
from trustworthy_audio_llms._bundle import read_data, snapshot_names
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.snapshot import parse_pin
from trustworthy_audio_llms._sources import archive as _archive
from trustworthy_audio_llms._sources import download as _download
from trustworthy_audio_llms._sources import fetch as _fetch
from trustworthy_audio_llms._sources import tar as _tar
from trustworthy_audio_llms._sources import transfer as _transfer
from trustworthy_audio_llms._sources.address import ARCHIVE_VARIABLE
from trustworthy_audio_llms._sources.cache import FOLDER_VARIABLE, Cache
from trustworthy_audio_llms._sources.download import download

SHARED = Path(os.environ.get("TRUSTWORTHY_AUDIO_LLMS_SHARED", Path(__file__).parents[3] / "shared"))


def list_of(*titles: str) -> dict[str, str | bytes]:
    """A list with these papers, and a line of news."""
    lines = [
        f"- **2026/05/0{n % 9 + 1}** | [**{title}**](https://x.org/{n})"
        for n, title in enumerate(titles)
    ]
    return {
        "README.md": "# A list\n\n## News\n\n- **[2026.05.12]** It has moved.\n",
        "papers/safety/jailbreak.md": "\n".join(["# Jailbreaks", "", *lines, ""]),
    }


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    """A server in the place of GitHub's."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(_transfer, "BACKOFF", 0.01)
    with ListServer() as server:
        monkeypatch.setenv(ARCHIVE_VARIABLE, server.template)
        yield server


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """A cache of our own, empty."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    return Cache(tmp_path / "cache")


def held(cache: Cache) -> dict[str, bytes]:
    """Everything that is in the cache, by path."""
    return {
        path.relative_to(cache.root).as_posix(): path.read_bytes()
        for path in cache.root.rglob("*")
        if path.is_file() and path.name != "latest.json"  # It follows from the others.
    }


class TestFetched:
    """What comes is the list, with where it comes from."""

    def test_entries_news_and_snapshot(self, server: ListServer) -> None:
        """Entries, news, and a snapshot with commit, day and digest."""
        commit = server.put(list_of("First", "Second"))
        catalog = fetch()
        assert [entry.title for entry in catalog] == ["First", "Second"]
        assert [item.text for item in catalog.news] == ["It has moved."]
        snapshot = catalog.snapshot
        assert snapshot.name == f"github:{REPO}@{commit}"
        assert snapshot.source == f"github:{REPO}"
        assert snapshot.commit == commit
        assert str(snapshot.date) == "2026-06-10"
        assert snapshot.digest == digest_of(canonical_json(catalog, catalog.news))
        assert server.requests[0].path == f"/{REPO}/tar.gz/HEAD"

    def test_skipped_lines_come_along(self, server: ListServer) -> None:
        """What was not understood is told on the first fetch and on later loads."""
        server.put(list_of("First") | {"odd.md": "- https://x.org\n- \n"})
        catalog = fetch()
        assert catalog.skipped
        assert load(catalog.snapshot.pin).skipped == catalog.skipped

    def test_another_repository_and_ref(self, server: ListServer) -> None:
        """A ref may have slashes, and whatever else Git allows, quoted in the address."""
        server.put(list_of("First"), repo="some/list", refs=["feature/é#1"])
        catalog = fetch("feature/é#1", repo="some/list")
        assert catalog.snapshot.source == "github:some/list"
        assert server.requests[0].path == "/some/list/tar.gz/feature/%C3%A9%231"

    def test_the_same_as_a_clone(self, server: ListServer, tmp_path: Path) -> None:
        """A fetched list and a clone of it have the same digest."""
        files = list_of("First", "Second") | {".github/x.md": "- [x](https://x.org)", "a.txt": ""}
        server.put(files)
        for path, text in files.items():
            (tmp_path / "clone" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "clone" / path).write_bytes(
                text.encode() if isinstance(text, str) else text
            )
        assert fetch().snapshot.digest == read_list(tmp_path / "clone").snapshot.digest

    def test_progress(self, server: ListServer) -> None:
        """Bytes are reported as they come."""
        server.put(list_of("First"))
        told: list[tuple[int, int | None]] = []
        fetch(progress=lambda *news: told.append(news))
        assert told[-1][0] == told[-1][1] == len(server.archives[f"/{REPO}/tar.gz/HEAD"])

    def test_links_and_paths_that_lead_elsewhere(self, server: ListServer, cache: Cache) -> None:
        """Nothing is unpacked: hostile members neither add entries nor files."""
        hostile = [
            member("../../../b.md", "- [Evil](https://evil.org)"),
            member("top/b.md", kind=b"2", linkname="/etc/passwd"),
        ]
        server.put_archive(make_archive(list_of("First"), more=hostile))
        assert [entry.title for entry in fetch()] == ["First"]
        assert all(re.match(r"(snapshots|refs)/[0-9a-f.]+json$", path) for path in held(cache))

    def test_invalid_utf_8(self, server: ListServer) -> None:
        """It costs the characters it hits, and is told, from the cache as well."""
        server.put({"README.md": b"- **2026/05/01** | [**A \xff title**](https://x.org/1)\n"})
        assert fetch()[0].title == "A \ufffd title"
        for catalog in (fetch(), load("latest")):
            [told] = catalog.skipped
            assert (told.path, told.line, told.code) == ("README.md", 1, SkipReason.ENCODING)


class TestKept:
    """What was fetched is there without the network."""

    def test_by_pin_and_as_latest(self, server: ListServer) -> None:
        """A pin, and `latest`, give what the fetch gave."""
        server.put(list_of("First"))
        catalog = fetch()
        for again in (load(catalog.snapshot.pin), load("latest")):
            assert list(again) == list(catalog)
            assert again.news == catalog.news
            assert again.snapshot == catalog.snapshot
        assert len(server.requests) == 1

    def test_a_pin_brought_back(self, server: ListServer, cache: Cache) -> None:
        """With the cache gone, the error names the call that brings the records, and it does."""
        server.put(list_of("First"))
        pin = fetch().snapshot.pin
        server.put(list_of("First", "Second"))
        for path in sorted(cache.root.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        with pytest.raises(SnapshotNotFound) as caught:
            load(pin)
        call = re.search(r"fetch\(pin='(.+?)'\)", str(caught.value))
        assert call is not None
        fetch(pin=call[1])
        assert load(pin).snapshot.pin == pin

    def test_not_changed(self, server: ListServer, cache: Cache) -> None:
        """Where nothing has changed, one short answer is enough, and the check is noted."""
        server.put(list_of("First"))
        first = fetch()
        before = cache.ref(REPO, "HEAD")
        second = fetch()
        after = cache.ref(REPO, "HEAD")
        assert list(second) == list(first)
        assert second.snapshot.pin == first.snapshot.pin
        assert first.snapshot.fetched is not None
        assert second.snapshot.fetched is not None
        assert second.snapshot.fetched > first.snapshot.fetched
        assert second.skipped == first.skipped
        assert "If-None-Match" in server.requests[1].headers
        assert before is not None
        assert after is not None
        assert after.checked > before.checked

    def test_changed(self, server: ListServer) -> None:
        """Where something has, the new list comes, and the old one stays."""
        server.put(list_of("First"))
        old = fetch()
        server.put(list_of("First", "Second"))
        new = fetch()
        assert len(new) == 2
        assert list(load("latest")) == list(new)
        assert list(load(old.snapshot.pin)) == list(old)

    @pytest.mark.parametrize("spelling", [str.lower, str.upper])
    def test_a_commit_that_is_there(
        self, server: ListServer, spelling: Callable[[str], str]
    ) -> None:
        """A commit never changes, so it is not asked for again."""
        commit = server.put(list_of("First"))
        catalog = fetch()
        assert fetch(spelling(commit)).snapshot == catalog.snapshot
        assert len(server.requests) == 1

    def test_a_commit_that_is_not(self, server: ListServer, cache: Cache) -> None:
        """It is fetched under its own name, and then there."""
        commit = server.put(list_of("First"))
        assert fetch(commit).snapshot.commit == commit
        assert fetch(commit).snapshot.commit == commit
        assert [request.path for request in server.requests] == [f"/{REPO}/tar.gz/{commit}"]
        assert len(held(cache)) == 2  # A commit stays what it is: no state of it need be kept.

    def test_another_release_reads_again(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A release that reads lists better is not held back by what an older one kept."""
        commit = server.put(list_of("First"))
        fetch()
        monkeypatch.setattr(metadata, "version", lambda _: "2099.1.0")
        fetch()
        assert "If-None-Match" not in server.requests[1].headers
        fetch(commit)
        assert len(server.requests) == 2

    def test_without_being_installed(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A copy that was never installed has no release, and works."""

        def not_found(name: str) -> str:
            raise metadata.PackageNotFoundError(name)

        monkeypatch.setattr(metadata, "version", not_found)
        server.put(list_of("First"))
        assert fetch().snapshot.pin == fetch().snapshot.pin

    def test_a_tag_of_another_server(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What a mirror calls a state says nothing to another server."""
        server.put(list_of("First"))
        fetch()
        monkeypatch.setenv(ARCHIVE_VARIABLE, server.template.replace("127.0.0.1", "localhost"))
        monkeypatch.setenv("NO_PROXY", "localhost")
        fetch()
        assert "If-None-Match" not in server.requests[1].headers

    def test_an_answer_without_a_tag(self, server: ListServer) -> None:
        """Then the next fetch asks for the whole."""
        server.put(list_of("First"))
        server.faults = [status(200, server.archives[f"/{REPO}/tar.gz/HEAD"])]
        fetch()
        assert len(fetch()) == 1
        assert "If-None-Match" not in server.requests[1].headers


class TestPinned:
    """What a pin names is fetched and verified in one step, or it is not kept."""

    def test_comes_checked(self, server: ListServer, cache: Cache) -> None:
        """Exactly that commit of that repository, whatever the list is now."""
        server.put(list_of("First"), repo="some/list")
        first = fetch(repo="some/list")
        server.put(list_of("First", "Second"), repo="some/list")
        shutil.rmtree(cache.root)
        again = fetch(pin=f" {first.snapshot.pin}\n")
        assert again == first
        assert again.snapshot.pin == first.snapshot.pin
        assert server.requests[-1].path == f"/some/list/tar.gz/{first.snapshot.commit}"
        assert load(first.snapshot.pin) == first

    def test_costs_no_request_where_it_is_there(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Which release read it does not matter then: the digest says what was read."""
        server.put(list_of("First"))
        first = fetch()
        monkeypatch.setattr(metadata, "version", lambda _: "2099.1.0")
        assert fetch(pin=first.snapshot.pin).snapshot == first.snapshot
        assert len(server.requests) == 1

    def test_what_another_release_read_is_not_it(self, server: ListServer, cache: Cache) -> None:
        """The commit may be there, read otherwise: it is fetched, read again and compared."""
        server.put(list_of("First"))
        pin = fetch().snapshot.pin
        path = next(path for path in (cache.root / "snapshots").iterdir() if "." in path.stem)
        other = json.loads(path.read_bytes()) | {"digest": f"sha256:{'0' * 64}"}
        path.unlink()
        path.with_name("0" * 64 + ".json").write_bytes(b"read by another release")
        name = f"{'0' * 64}.{path.stem.partition('.')[2]}.json"
        path.with_name(name).write_text(json.dumps(other), encoding="utf-8")
        assert fetch(pin=pin).snapshot.pin == pin
        assert len(server.requests) == 2

    def test_other_records_are_not_kept(self, server: ListServer, cache: Cache) -> None:
        """A mirror that serves another list as that commit is found out; both digests are named."""
        server.put(list_of("First"))
        first = fetch().snapshot
        shutil.rmtree(cache.root)
        other = make_archive(list_of("Forged"), commit=first.commit)
        server.put_archive(other, refs=[first.commit or ""])
        with pytest.raises(SnapshotCorrupt) as caught:
            fetch(pin=first.pin)
        assert (caught.value.expected, caught.value.path) == (
            first.digest,
            server.url(first.commit or ""),
        )
        assert caught.value.found not in (None, first.digest)
        assert first.digest in str(caught.value)
        assert str(caught.value.found) in str(caught.value)
        assert not cache.root.exists()

    def test_damaged_records_are_fetched_again(self, server: ListServer, cache: Cache) -> None:
        """A copy in the cache counts only if it is whole."""
        server.put(list_of("First"))
        snapshot = fetch().snapshot
        path = cache.root / "snapshots" / f"{snapshot.digest.removeprefix('sha256:')}.json"
        sound = path.read_bytes()
        path.write_bytes(sound[:-20])
        with pytest.warns(RuntimeWarning, match="fetched again"):
            assert fetch(pin=snapshot.pin).snapshot.pin == snapshot.pin
        assert path.read_bytes() == sound

    @pytest.mark.parametrize("pin", ["", "HEAD", "2025.11", f"github:a/b@{'0' * 40}", "../x"])
    def test_what_is_no_pin(self, server: ListServer, pin: str) -> None:
        """The message shows how a pin is written; nothing is asked for."""
        with pytest.raises(InvalidQuery, match=r"`pin` must be.*'github:owner/name@<commit>#sha"):
            fetch(pin=pin)
        assert server.requests == []

    def test_the_pin_of_a_bundled_snapshot(self) -> None:
        """It is there without the network: the message names the call, which works."""
        pin = load("2025.11").snapshot.pin
        with pytest.raises(InvalidQuery, match=re.escape(f"load({pin!r})")) as caught:
            fetch(pin=pin)
        assert caught.value.value == pin

    def test_nothing_may_contradict_it(self, server: ListServer) -> None:
        """Another ref or repository beside it is an error; the same, or the usual, is none."""
        commit = server.put(list_of("First"), repo="some/list")
        pin = fetch(repo="some/list").snapshot.pin
        with pytest.raises(InvalidQuery, match="`ref` is 'main'") as caught:
            fetch("main", pin=pin)
        assert caught.value.value == "main"
        with pytest.raises(InvalidQuery, match="`repo` is 'other/list'") as caught:
            fetch(repo="other/list", pin=pin)
        assert caught.value.value == "other/list"
        assert fetch(commit, repo="some/list", pin=pin).snapshot.pin == pin

    def test_a_repository_that_is_none(self, server: ListServer) -> None:
        """What a pin may hold and GitHub may not is no address."""
        with pytest.raises(InvalidAddress, match="`repo` must be"):
            fetch(pin=f"github:../..@{'0' * 40}#sha256:{'0' * 64}")
        assert server.requests == []


class TestRepair:
    """A damaged cache costs a warning and a download, nothing else."""

    @pytest.mark.parametrize("by_commit", [False, True])
    def test_damaged_records(self, server: ListServer, cache: Cache, by_commit: bool) -> None:
        """Records that are damaged are fetched whole, and written anew."""
        commit = server.put(list_of("First"))
        origin_of = fetch().snapshot
        path = cache.root / "snapshots" / f"{origin_of.digest.removeprefix('sha256:')}.json"
        sound = path.read_bytes()
        path.write_bytes(sound[:-20])
        with pytest.warns(RuntimeWarning, match="fetched again"):
            again = fetch(commit if by_commit else "HEAD")
        assert [entry.title for entry in again] == ["First"]
        assert "If-None-Match" not in server.requests[1].headers
        assert path.read_bytes() == sound

    @pytest.mark.parametrize("folder", ["refs", "snapshots"])
    def test_damaged_small_files(self, server: ListServer, cache: Cache, folder: str) -> None:
        """So are the files about them."""
        server.put(list_of("First"))
        fetch()
        path = min((cache.root / folder).iterdir(), key=lambda path: -len(path.name))
        path.write_bytes(b"{")
        with pytest.warns(RuntimeWarning, match=path.name):
            fetch()
        assert json.loads(path.read_bytes())["repo"] == REPO
        assert "If-None-Match" not in server.requests[1].headers

    def test_a_cache_that_cannot_be(self, server: ListServer, cache: Cache) -> None:
        """Without a cache the list comes all the same."""
        server.put(list_of("First"))
        cache.root.write_text("no folder", encoding="utf-8")
        for _ in range(2):
            with pytest.warns(RuntimeWarning) as caught:
                catalog = fetch()
            assert len(catalog) == 1
            assert FOLDER_VARIABLE in str(caught[-1].message)
            assert caught[-1].filename == __file__
        assert cache.root.read_text(encoding="utf-8") == "no folder"

    def test_nowhere_to_keep_it(self, server: ListServer, monkeypatch: pytest.MonkeyPatch) -> None:
        """A user without a home gets the list, and a word about the cache; the bundle loads."""
        monkeypatch.setenv(FOLDER_VARIABLE, "~nobody-by-this-name/cache")
        server.put(list_of("First"))
        for _ in range(2):
            with pytest.warns(RuntimeWarning, match=f"no home.*Set `{FOLDER_VARIABLE}`") as caught:
                assert len(fetch()) == 1
            assert len(caught) == 1
        assert load("latest").snapshot == load().snapshot
        assert not os.path.exists("~nobody-by-this-name")

    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            (2, r"the one that was .*: '.*'\. "),
            (10, r"the 2 snapshots that were .*: '.*', '.*'\. "),
        ],
    )
    def test_what_makes_room_is_told(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch, limit: int, said: str
    ) -> None:
        """A pin that needs what was removed is named, with what brings it back."""
        for module in ("bounds", "cache", "fetch"):
            name = f"trustworthy_audio_llms._sources.{module}.MAX_SNAPSHOTS"
            monkeypatch.setattr(name, limit)
        pins = []
        for number in range(limit):
            server.put(list_of(f"Title {number}"))
            pins.append(fetch().snapshot.pin)
        server.put(list_of("First"))
        with pytest.warns(UserWarning, match=said) as caught:
            fetch()
        assert caught[0].filename == __file__
        assert pins[0] in str(caught[0].message)
        with pytest.raises(SnapshotNotFound, match=re.escape(f"fetch(pin={pins[0]!r})")):
            load(pins[0])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Another one may have to make room.
            again = fetch(pin=pins[0])
        assert again.snapshot.pin == load(pins[0]).snapshot.pin == pins[0]

    @posix
    def test_a_full_disk(self, server: ListServer, cache: Cache) -> None:
        """Nor does a full disk keep a list back, one that has changed or one that has not."""
        server.put(list_of("First"))
        first = fetch()
        before = held(cache)
        with full_after(50), pytest.warns(RuntimeWarning, match="cannot be written"):
            assert fetch().snapshot.pin == first.snapshot.pin
        server.put(list_of("First", "Second"))
        with full_after(50), pytest.warns(RuntimeWarning, match="cannot be written"):
            assert len(fetch()) == 2
        assert held(cache) == before

    @posix
    def test_a_disk_with_little_room(self, server: ListServer, cache: Cache) -> None:
        """Where the records find no place, nothing is written that leads to them."""
        server.put(list_of(*(f"Number {n}" for n in range(40))))
        with full_after(2000), pytest.warns(RuntimeWarning, match="cannot be written"):
            assert len(fetch()) == 40
        assert held(cache) == {}


class TestCatalogue:
    """A repository that keeps a catalogue gives its newest snapshot, under the same promises."""

    def files(self, **more: bytes) -> dict[str, str | bytes]:
        """This repository, as far as it matters."""
        bundled = [f"{name}.json" for name in snapshot_names()]
        names = {name: read_data(f"snapshots/{name}") for name in bundled}
        readme = (Path(__file__).parents[2] / "README.md").read_bytes()
        files: dict[str, str | bytes] = {"README.md": readme}
        for name, content in (names | more).items():
            files[f"data/snapshots/{name}"] = content
        return files

    def test_this_repository(self, server: ListServer) -> None:
        """Its records are those of the newest bundled snapshot, evidence and all."""
        commit = server.put(self.files(), repo="group/catalogue")
        catalog = fetch(repo="https://github.com/group/catalogue")
        assert catalog == load()
        assert catalog.snapshot.digest == load().snapshot.digest
        assert catalog.snapshot.name == f"github:group/catalogue@{commit}"
        assert [entry.evidence for entry in catalog] == [entry.evidence for entry in load()]
        assert catalog.skipped == load().skipped

    def test_is_kept_and_pinned(self, server: ListServer, cache: Cache) -> None:
        """As every fetch: unchanged costs no download, and a pin brings exactly these records."""
        server.put(self.files(), repo="group/catalogue")
        first = fetch(repo="group/catalogue")
        assert fetch(repo="group/catalogue") == first
        assert "If-None-Match" in server.requests[1].headers
        assert load("latest") == first
        pin = first.snapshot.pin
        shutil.rmtree(cache.root)
        assert fetch(pin=pin).snapshot.pin == pin
        assert load(pin) == first

    def test_a_release_of_their_own(self, server: ListServer, tmp_path: Path) -> None:
        """Whatever group keeps it, by the names of its files the newest comes."""
        Catalog([Paper(title="A work of ours", verified=False)]).save(tmp_path / "x.json")
        own = {"2099.1.json": (tmp_path / "x.json").read_bytes()}
        server.put(self.files(**own), repo="group/catalogue")
        assert [entry.title for entry in fetch(repo="group/catalogue")] == ["A work of ours"]

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (b"A work", b"B work", "was changed"),
            (b'{"schema":', b'{"schema":9', "upgrade"),
            (b'"title"', b'"tilte"', "was changed"),
        ],
    )
    def test_one_that_does_not_hold_what_it_says(
        self, server: ListServer, cache: Cache, tmp_path: Path, old: bytes, new: bytes, said: str
    ) -> None:
        """It is refused whole, with its name; an older one, or the Markdown, is no substitute."""
        Catalog([Paper(title="A work of ours")]).save(tmp_path / "x.json")
        own = {"2099.1.json": (tmp_path / "x.json").read_bytes().replace(old, new)}
        server.put(self.files(**own), repo="group/catalogue")
        with pytest.raises(SnapshotCorrupt, match=said) as caught:
            fetch(repo="group/catalogue")
        assert caught.value.path.startswith("data/snapshots/2099.1.json in http://")
        assert not cache.root.exists()

    def test_files_that_are_left_out_are_told(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of a list, the rest comes, and stays so in the cache."""
        monkeypatch.setattr(_archive, "MAX_MEMBER_BYTES", 1000)
        server.put(list_of("First") | {"papers/all.md": "- [x](https://x.org)\n" * 100})
        catalog = fetch()
        assert [entry.title for entry in catalog] == ["First"]
        assert [(item.path, item.code) for item in catalog.skipped] == [
            ("papers/all.md", "too-large")
        ]
        assert load(catalog.snapshot.pin).skipped == catalog.skipped


FAULTS: dict[str, tuple[Fault, str]] = {
    "404": (status(404), "404 Not Found.*exist"),
    "429": (status(429, Retry_After="600"), "429 Too Many Requests.*after 600 s"),
    "503": (status(503), "503 Service Unavailable.*later"),
    "reset": (reset, "the connection failed.*network"),
    "truncated": (truncated, "the archive is cut short"),
    "page": (html(), "no gzip archive.*<!DOCTYPE html>"),
    "empty": (status(200), "cut short"),
    "endless": (endless, "larger than 1 MiB"),
    "not modified": (status(304), "304 Not Modified"),
    "other host": (redirect("https://evil.org/"), "where it is not expected"),
    "no commit": (status(200, make_archive(list_of("x"), pax=False)), "which commit"),
    "no list": (status(200, make_archive({"a.py": ""})), "no Markdown"),
    "members": (status(200, make_archive({f"{n}.md": "" for n in range(60)})), "50 members"),
    "large": (
        status(200, make_archive({"a.md": "a" * 30_000})),
        "no Markdown file but 'a.md'.*read_list",
    ),
    "bomb": (status(200, make_archive({"a.png": bytes(2**22)})), "inflates to more than 1 MiB"),
    "drip": (drip, "longer than 2 seconds"),
}


@pytest.fixture
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that small archives reach."""
    monkeypatch.setattr(_tar, "MAX_INFLATED_BYTES", 2**20)
    monkeypatch.setattr(_archive, "MAX_MEMBER_BYTES", 20_000)
    monkeypatch.setattr(_tar, "MAX_MEMBERS", 50)
    monkeypatch.setattr(_download, "MAX_ARCHIVE_BYTES", 2**20)


@pytest.mark.usefixtures("_narrow")
class TestFailure:
    """A failure says what happened and what to do, and leaves the cache as it was."""

    @pytest.mark.parametrize("name", FAULTS)
    def test_after_a_fetch(
        self, server: ListServer, cache: Cache, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was fetched before is still the latest."""
        fault, message = FAULTS[name]
        server.put(list_of("First"))
        first = fetch()
        server.put(list_of("First", "Second"))
        before = held(cache)
        server.always = fault
        if name == "not modified":  # Only where it was not asked for is it a failure.
            (cache.root / "refs").rename(cache.root / "elsewhere")
            before = held(cache)
        if "longer than 2 seconds" in message:  # What has an end may take as long as it needs.
            monkeypatch.setattr(_transfer, "DEADLINE", 2.0)
        with pytest.raises(FetchError, match=message) as caught:
            fetch()
        assert caught.value.url == server.url()
        assert server.url() in str(caught.value)
        assert 'load("latest")' in str(caught.value)
        assert held(cache) == before
        assert list(load("latest")) == list(first)

    def test_the_first_time(self, server: ListServer, cache: Cache) -> None:
        """Nothing is written in the place of what did not come; the bundle still answers."""
        server.always = status(503)
        with pytest.raises(FetchError):
            fetch()
        assert not cache.root.exists()
        assert load("latest").snapshot == load().snapshot

    def test_another_commit_than_asked_for(self, server: ListServer, cache: Cache) -> None:
        """An archive that names another commit is not taken for the one asked for."""
        wanted = commit_of("wanted")
        server.put_archive(make_archive(list_of("First")), refs=[wanted])
        with pytest.raises(FetchError, match="of another commit"):
            fetch(wanted)
        assert not cache.root.exists()

    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
    def test_progress_that_raises(
        self, server: ListServer, cache: Cache, error: type[BaseException]
    ) -> None:
        """What a progress callback raises comes through, Ctrl-C too."""
        server.put(list_of("First"))

        def stop(*_: object) -> None:
            raise error("enough")

        with pytest.raises(error, match="enough"):
            fetch(progress=stop)
        assert not cache.root.exists()

    def test_no_time_to_read_it(
        self, server: ListServer, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The deadline is that of the whole fetch: what came too late to be read is not kept."""
        clock = Clock(monkeypatch, step=0.0)
        server.put(list_of("First"))

        def downloaded(*args: Any, **more: Any) -> Any:
            answer = download(*args, **more)
            clock.ahead += _transfer.DEADLINE
            return answer

        monkeypatch.setattr(_fetch, "download", downloaded)
        with pytest.raises(FetchError, match=r"longer than 300 seconds.*`read_list`"):
            fetch()
        assert not cache.root.exists()

    @posix
    def test_an_interrupt(self, server: ListServer, cache: Cache) -> None:
        """Ctrl-C ends a fetch that waits for a slow server, at once."""
        server.always = drip
        with _process("fetch()", cache, server) as process:
            while not server.requests:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=120)  # It would wait for 300 s.
        assert b"KeyboardInterrupt" in errors
        assert not cache.root.exists()


class Clock:
    """The monotonic clock, which goes ahead by itself.

    Attributes:
        ahead: By how many seconds.
        step: How many more with each look at it.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: float) -> None:
        self.ahead = 0.0
        self.step = step
        self._real = time.monotonic
        monkeypatch.setattr(time, "monotonic", self.now)

    def now(self) -> float:
        """What it says."""
        self.ahead += self.step
        return self._real() + self.ahead


class TestSlowLists:
    """Reading is a part of the fetch, and ends with it."""

    def test_reading_that_takes_too_long(
        self, server: ListServer, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is ended in the middle: nobody waits for a list that was made to be read slowly."""
        line = "- **a** *b* [A title of a work](https://arxiv.org/abs/2501.00001) `c` **d**\n"
        server.put({f"{number}.md": line * 200 for number in range(12)})
        clock = Clock(monkeypatch, step=0.0)

        def downloaded(*args: Any, **more: Any) -> Any:
            answer = download(*args, **more)
            clock.step = 3.0  # From now on, as if the machine were that slow.
            return answer

        monkeypatch.setattr(_fetch, "download", downloaded)
        with pytest.raises(FetchError, match=r"longer than 300 seconds.*`read_list`"):
            fetch()
        assert clock.ahead < 400
        assert not cache.root.exists()


class TestLoss:
    """A list that has lost much is kept, with a warning."""

    @pytest.mark.parametrize(("now", "warns"), [(4, True), (1, True), (5, False), (9, False)])
    def test_a_fifth(self, server: ListServer, now: int, warns: bool) -> None:
        """A fifth or more gone since the last fetch is said, from how many to how many."""
        titles = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
        old = server.put(list_of(*titles[:5]))
        fetch()
        server.put(list_of(*titles[:now], "Ten") if now == 5 else list_of(*titles[:now]))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            catalog = fetch()
        assert load("latest").snapshot == catalog.snapshot
        assert len(caught) == warns
        if warns:
            assert caught[0].filename == __file__
            assert f"has {now} entries where it had 5" in str(caught[0].message)
            assert f'fetch("{old}"' in str(caught[0].message)

    def test_no_entries(self, server: ListServer) -> None:
        """A list without entries is said too, even the first time."""
        server.put({"README.md": "# To be continued\n"})
        with pytest.warns(UserWarning, match="has no entries"):
            assert len(fetch()) == 0
        fetch()  # It has not lost anything since.

    def test_an_older_commit(self, server: ListServer) -> None:
        """Whoever asks for an old commit expects an old list."""
        old = server.put(list_of("One"))
        server.put(list_of("One", "Two", "Three"))
        fetch()
        assert len(fetch(old)) == 1


class TestManyProcesses:
    """Any number of processes may fetch at once, and be killed."""

    def test_at_once(self, server: ListServer, cache: Cache) -> None:
        """All get the list, none is disturbed, and nothing is left behind."""
        server.put(list_of("First", "Second"))
        code = "print(len(fetch()), fetch().snapshot.pin)"
        with contextlib.ExitStack() as stack:
            processes = [stack.enter_context(_process(code, cache, server)) for _ in range(4)]
            outcomes = {process.communicate(timeout=300) for process in processes}
        assert outcomes == {(f"2 {load('latest').snapshot.pin}\n".encode(), b"")}
        assert len(held(cache)) == 3

    def test_killed_at_random(self, server: ListServer, cache: Cache) -> None:
        """Whenever they are killed, every file is whole and leads somewhere."""
        commits = [server.put(list_of(*"ABCDEFGH"[: n + 1]), refs=[f"v{n}"]) for n in range(8)]
        code = "while True:\n  for n in range(8): print(len(fetch(f'v{n}')), flush=True)"
        chance = random.Random(7)
        for _ in range(3):
            with contextlib.ExitStack() as stack:
                running = [stack.enter_context(_process(code, cache, server)) for _ in range(3)]
                for process in running:
                    assert process.stdout is not None
                    for _ in range(chance.randrange(1, 9)):  # However slow the machine is.
                        assert process.stdout.readline()
                    time.sleep(chance.uniform(0.0, 0.05))  # Whatever it does by then.
                    process.kill()
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                _assert_whole(cache, commits)
        assert held(cache)
        assert [len(fetch(f"v{n}")) for n in range(8)] == list(range(1, 9))


def _assert_whole(cache: Cache, commits: list[str]) -> None:
    """Every file in the cache is complete, and what it leads to is there."""
    for path in held(cache):
        assert path.endswith((".json", ".part"))
    loaded = {origin.commit: len(cache.load(origin).entries) for origin in cache.origins()}
    assert loaded == {commit: commits.index(commit) + 1 for commit in loaded}
    for n in range(len(commits)):
        state = cache.ref(REPO, f"v{n}")
        assert state is None or loaded[state.commit] == state.entries


@contextlib.contextmanager
def _process(code: str, cache: Cache, server: ListServer) -> Iterator[subprocess.Popen[bytes]]:
    """A process that fetches, killed at the end."""
    start = "from trustworthy_audio_llms import fetch\n"
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", start + code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {FOLDER_VARIABLE: str(cache.root), ARCHIVE_VARIABLE: server.template},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(not (SHARED / "upstream").is_dir(), reason="needs the shared archives")
class TestRealArchives:
    """The list's own archives, as GitHub serves them."""

    def test_all_six(self, server: ListServer) -> None:
        """Each is fetched, with its commit and day, and comes back from the cache."""
        for path in sorted((SHARED / "upstream" / "archives").glob("*.tar.gz")):
            commit = path.name.removesuffix(".tar.gz")
            server.put_archive(path.read_bytes(), refs=[commit])
            catalog = fetch(commit)
            said = (SHARED / "upstream" / "expected" / f"{commit[:7]}.json").read_bytes()
            expected = json.loads(said)
            assert catalog.snapshot.commit == expected["commit"]
            assert str(catalog.snapshot.date) == expected["date"]
            mentions = sum(len(entry.mentions) for entry in catalog)
            assert abs(mentions - expected["total"][0]) <= 2  # The two lines read either way.
            again = load(catalog.snapshot.pin)
            assert (list(again), again.news, again.skipped, again.snapshot) == (
                list(catalog),
                catalog.news,
                catalog.skipped,
                catalog.snapshot,
            )
            pin = parse_pin(catalog.snapshot.pin)
            assert pin is not None
            assert pin.commit == commit
        assert len(server.requests) == 6


class TestLatest:
    """What `load("latest")` gives is what was last seen to be the newest."""

    def test_an_old_commit_in_between_does_not_stay_the_latest(self, server: ListServer) -> None:
        """After `fetch`, `fetch(old commit)` and an unchanged `fetch`, the latest is the newest."""
        old = server.put(
            {"README.md": "- [An older list of works](https://arxiv.org/abs/2405.19103)"}
        )
        new = server.put(
            {"README.md": "- [A newer list of works](https://arxiv.org/abs/2505.14103)"}
        )
        fetch()
        fetch(old)
        assert load("latest").snapshot.commit == old
        assert fetch().snapshot.commit == new
        assert load("latest").snapshot.commit == new

    def test_a_pin_of_another_release_says_so(self, server: ListServer) -> None:
        """A pin whose commit was read into other records names both digests."""
        server.put({"README.md": "- [A list of works](https://arxiv.org/abs/2405.19103)"})
        snapshot = fetch().snapshot
        pin = f"{snapshot.name}#sha256:{'0' * 64}"
        with pytest.raises(SnapshotNotFound, match="made with another release") as caught:
            load(pin)
        assert snapshot.digest in str(caught.value)
        assert caught.value.source == pin
