"""The cache: what is kept, what is found again, and what a damaged or hostile folder costs."""

import contextlib
import datetime
import json
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from disks import full_after, posix, read_only

from trustworthy_audio_llms._errors import SnapshotCorrupt
from trustworthy_audio_llms._records.dates import PartialDate
from trustworthy_audio_llms._records.entries import Paper
from trustworthy_audio_llms._records.mentions import Skipped
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import Contents, snapshot_file
from trustworthy_audio_llms._snapshots.snapshot import Snapshot, parse_pin
from trustworthy_audio_llms._sources import bounds as _bounds
from trustworthy_audio_llms._sources import cache as _cache
from trustworthy_audio_llms._sources.cache import FOLDER_VARIABLE, Cache
from trustworthy_audio_llms._sources.folder import write
from trustworthy_audio_llms._sources.origins import Origin, RefState, record_file

REPO = "owner/list"
NOON = datetime.datetime(2026, 6, 10, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
SKIPPED = (Skipped("README.md", 3, "- ?", "no title"),)
A, B, C, D = "a" * 40, "b" * 40, "c" * 40, "d" * 40


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache whose folder does not exist yet."""
    return Cache(tmp_path / "some" / "cache")


def content_of(title: str) -> bytes:
    """The canonical JSON of a list of one paper."""
    return canonical_json([Paper(title=title)])


def origin_of(title: str, commit: str = A, fetched: datetime.datetime = NOON) -> Origin:
    """Where a list of one paper comes from."""
    return Origin(
        repo=REPO,
        commit=commit,
        date=PartialDate(2026, 6, 10),
        fetched=fetched,
        digest=digest_of(content_of(title)),
        reader="1",
    )


def stored(cache: Cache, title: str, commit: str = A, fetched: datetime.datetime = NOON) -> Origin:
    """Store a list of one paper."""
    origin = origin_of(title, commit, fetched)
    cache.store(content_of(title), origin, SKIPPED)
    return origin


def state_of(commit: str = A, ref: str = "HEAD") -> RefState:
    """What a ref was."""
    return RefState(
        repo=REPO,
        ref=ref,
        url="https://x.org",
        etag='W/"1"',
        commit=commit,
        entries=1,
        checked=NOON,
    )


def files(cache: Cache) -> dict[str, bytes]:
    """Everything that is in the cache, by path."""
    return {
        path.relative_to(cache.root).as_posix(): path.read_bytes()
        for path in cache.root.rglob("*")
        if path.is_file() and path.name != "latest.json"  # It follows from the others.
    }


def snapshot_file_of(cache: Cache, origin: Origin) -> Path:
    """The file with the records."""
    return cache.root / "snapshots" / f"{origin.digest.removeprefix('sha256:')}.json"


@contextlib.contextmanager
def recorded_opens(folder: Path) -> Iterator[list[str]]:
    """The files of a folder that are opened meanwhile, for reading or writing."""
    opened: list[str] = []
    recording = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        # `os.open`, which `open` may call, has no mode.
        if recording[0] and event == "open" and arguments[1] is not None:
            opened.extend(name for name in [str(arguments[0])] if name.startswith(str(folder)))

    sys.addaudithook(hook)
    try:
        yield opened
    finally:
        recording[0] = False


def write_directly(cache: Cache, content: bytes, origin: Origin) -> None:
    """Write the files of a snapshot as an older release does, which knows no `latest.json`."""
    bare = Snapshot(name=origin.digest, digest=origin.digest)
    snapshot_file_of(cache, origin).write_bytes(snapshot_file(bare, content))
    (cache.root / "snapshots" / origin.file_name).write_bytes(record_file(origin))


class TestFolder:
    """The folder is the user's cache folder, or the one the user names."""

    def test_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """The environment variable names it; `~` is the home folder."""
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        monkeypatch.setenv(FOLDER_VARIABLE, os.path.join("~", "papers"))
        assert Cache.default().root == tmp_path / "papers"

    @posix
    @pytest.mark.parametrize("named", [None, os.path.join("~nobody-by-this-name", "x")])
    def test_nowhere(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str | None
    ) -> None:
        """For a user without a home it is empty, and cannot be written; no folder `~` is made."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
        if named:
            monkeypatch.setenv(FOLDER_VARIABLE, named)
        else:
            monkeypatch.setattr("platformdirs.user_cache_path", lambda _: Path("~", ".cache"))
        cache = Cache.default()
        assert cache.nowhere
        assert (cache.origins(), cache.newest(), cache.ref(REPO, "HEAD")) == ([], None, None)
        assert cache.find("sha256:" + "0" * 64) is None
        with pytest.raises(OSError, match="no home folder"):
            stored(cache, "A title")
        cache.forget()
        assert os.listdir(tmp_path) == []

    def test_nowhere_with_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Some versions of Python and platformdirs say so with an error."""

        def no_home(_: str) -> Path:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
        monkeypatch.setattr("platformdirs.user_cache_path", no_home)
        assert Cache.default().nowhere

    @pytest.mark.parametrize("value", [None, ""])
    def test_usual(self, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
        """Without it, or with nothing in it, it is where the system keeps caches."""
        monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
        if value is not None:
            monkeypatch.setenv(FOLDER_VARIABLE, value)
        assert "trustworthy_audio_llms" in Cache.default().root.parts


class TestFinding:
    """What was stored is found again, with where it comes from."""

    def test_by_origin(self, cache: Cache) -> None:
        """Records, provenance and skipped lines come back."""
        origin = stored(cache, "A title")
        expected = Contents(origin.snapshot, (Paper(title="A title"),), (), SKIPPED)
        assert cache.load(origin) == expected
        assert cache.origins() == [origin]
        assert origin.snapshot.name == f"github:{REPO}@{A}"
        assert origin.snapshot.source == f"github:{REPO}"

    def test_by_commit_and_reader(self, cache: Cache) -> None:
        """Another release of the library may read more at the same commit, so it reads anew."""
        origin = stored(cache, "A title")
        assert cache.origin(REPO, A, reader="1") == origin
        assert cache.origin(REPO, A, reader="2") is None
        assert cache.origin(REPO, B, reader="1") is None
        assert cache.origin("owner/other", A, reader="1") is None
        better = attrs.evolve(origin_of("A better title"), reader="2")
        cache.store(content_of("A better title"), better)
        assert cache.origin(REPO, A, reader="2") == better
        assert cache.origin(REPO, A, digest=better.digest) == better
        assert cache.origin(REPO, A, digest=origin.digest) == origin
        assert cache.origin(REPO, A, digest=better.digest, reader="1") is None
        assert cache.origin(REPO, A, reader="1") == origin

    def test_by_pin(self, cache: Cache) -> None:
        """The parts of a pin find the records it names."""
        origin = stored(cache, "A title")
        stored(cache, "Another title", B)
        pin = parse_pin(origin.snapshot.pin)
        assert pin is not None
        found = cache.find(pin.digest, repo=pin.repo, commit=pin.commit)
        assert found == cache.load(origin)

    def test_by_digest_alone(self, cache: Cache) -> None:
        """Without a commit, the one fetched last is named."""
        stored(cache, "A title", A, NOON)
        later = stored(cache, "A title", B, NOON + HOUR)
        assert cache.find(later.digest) == cache.load(later)

    def test_the_same_records_at_two_commits(self, cache: Cache) -> None:
        """The records are kept once, and each pin gets the provenance it names."""
        first = stored(cache, "A title", A, NOON)
        second = stored(cache, "A title", B, NOON + HOUR)
        assert sum(path.count(".") == 1 for path in files(cache)) == 1
        for origin in (first, second):
            found = cache.find(origin.digest, repo=REPO, commit=origin.commit)
            assert found is not None
            assert found.snapshot == origin.snapshot

    def test_a_pin_without_its_origin(self, cache: Cache) -> None:
        """The digest answers for the records, even if nobody knows when they were fetched."""
        origin = stored(cache, "A title")
        (cache.root / "snapshots" / origin.file_name).unlink()
        found = cache.find(origin.digest, repo=REPO, commit=A)
        assert found is not None
        assert found.entries == (Paper(title="A title"),)
        assert found.snapshot.pin == origin.snapshot.pin
        assert found.snapshot.fetched is None
        nameless = cache.find(origin.digest)
        assert nameless is not None
        assert nameless.snapshot.name == origin.digest

    @pytest.mark.parametrize("digest", ["sha256:" + "0" * 64, "sha256:../outside", "", "x"])
    def test_nothing(self, cache: Cache, digest: str) -> None:
        """What is not there is not found, and what is no digest names no file."""
        stored(cache, "A title")
        (cache.root / "outside.json").write_text("{}", encoding="utf-8")
        assert cache.find(digest) is None

    def test_newest(self, cache: Cache) -> None:
        """The newest is the one fetched last, in whatever order they are written."""
        assert cache.newest() is None
        late = stored(cache, "Late", A, NOON + HOUR)
        stored(cache, "Early", B, NOON)
        assert cache.newest() == cache.load(late)
        assert [origin.commit for origin in cache.origins()] == [A, B]

    def test_newest_after_the_clock_was_set_back(self, cache: Cache) -> None:
        """What was fetched in a future that never came is older than what is fetched now."""
        soon = stored(cache, "Another process, a little ahead", D, NOON + HOUR)
        ahead = stored(cache, "Ahead", A, NOON + 24 * HOUR)
        further = stored(cache, "Further ahead", C, NOON + 48 * HOUR)
        now = stored(cache, "Now", B, NOON)
        assert cache.origins()[:2] == [soon, now]
        assert {origin.digest for origin in cache.origins()[2:]} == {ahead.digest, further.digest}
        assert all(origin.fetched < NOON for origin in cache.origins()[2:])

    def test_what_others_write_is_seen(self, cache: Cache) -> None:
        """The latest is that of all processes, of older releases of the library, too."""
        first = stored(cache, "A title", A, NOON)
        other = Cache(cache.root.with_name("other"))
        second = stored(other, "Another title", B, NOON + HOUR)
        for path in (other.root / "snapshots").iterdir():
            shutil.copy(path, cache.root / "snapshots")
        assert cache.newest() == other.load(second)
        (cache.root / "snapshots" / second.file_name).unlink()
        assert cache.newest() == cache.load(first)

    def test_what_others_write_meanwhile_is_seen(
        self, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between looking for the latest and writing down which it is, somebody may fetch."""
        stored(cache, "A title", A, NOON)
        others: list[Origin] = []

        def written(path: Path, data: bytes) -> None:
            write(path, data)
            if not others and path.name.count(".") == 2:
                others.append(origin_of("Another title", C, NOON + HOUR / 2))
                cache.store(content_of("Another title"), others[0])

        monkeypatch.setattr(_cache, "write", written)
        stored(cache, "A third title", B, NOON + HOUR / 4)
        assert cache.newest() == cache.load(others[0])

    @pytest.mark.parametrize(
        "said", [b"", b"[]", b'{"origin": 5}', b'{"origin": "../x.json", "changed": 0}']
    )
    def test_a_damaged_note_of_the_latest(self, cache: Cache, said: bytes) -> None:
        """It only spares looking through all."""
        origin = stored(cache, "A title")
        assert cache.newest() == cache.load(origin)
        changed = (cache.root / "snapshots").stat().st_mtime_ns
        said = said.replace(b'"changed": 0', b'"changed": %d' % changed)
        (cache.root / "latest.json").write_bytes(said)
        assert cache.newest() == cache.load(origin)

    def test_a_note_of_a_latest_that_is_gone(self, cache: Cache) -> None:
        """What it names must be there, records and all."""
        first = stored(cache, "A title", A, NOON)
        second = stored(cache, "Another title", B, NOON + HOUR)
        changed = (cache.root / "snapshots").stat()
        snapshot_file_of(cache, second).unlink()
        os.utime(cache.root / "snapshots", ns=(changed.st_atime_ns, changed.st_mtime_ns))
        assert cache.newest() == cache.load(first)

    def test_a_ref(self, cache: Cache) -> None:
        """What a ref was is found by repository and ref."""
        assert cache.ref(REPO, "HEAD") is None
        cache.note(state_of())
        assert cache.ref(REPO, "HEAD") == state_of()
        assert cache.ref(REPO, "main") is None
        assert cache.ref("owner/other", "HEAD") is None

    def test_listing_opens_no_large_file(self, cache: Cache) -> None:
        """Provenance is told without the records, which may not even be readable."""
        origin = stored(cache, "A title")
        snapshot_file_of(cache, origin).write_bytes(b"damaged")
        assert cache.origins() == [origin]

    def test_reading_writes_nothing(self, cache: Cache) -> None:
        """Looking does not even make the folder."""
        cache.origins()
        cache.newest()
        cache.ref(REPO, "HEAD")
        cache.find("sha256:" + "0" * 64)
        assert not cache.root.exists()

    @pytest.mark.parametrize("ref", ["feature/x", "CON", "a:b", "é" * 300, "../../x"])
    def test_refs_of_any_spelling(self, cache: Cache, ref: str) -> None:
        """File names do not follow refs, which may be long, or reserved names somewhere."""
        cache.note(state_of(ref=ref))
        assert cache.ref(REPO, ref) == state_of(ref=ref)
        assert all(len(path.name) < 80 and path.name.isascii() for path in cache.root.rglob("*"))


class TestMany:
    """A cache of many commits costs what one of few does, and does not grow for ever."""

    def test_skipped_lines_are_not_read_to_list_what_is_there(self, cache: Cache) -> None:
        """Only the beginning of the file that holds them is."""
        origin = stored(cache, "A title")
        path = cache.root / "snapshots" / origin.file_name
        long = tuple(Skipped("README.md", n + 1, '", "skipped": [', "?") for n in range(1000))
        path.write_bytes(record_file(origin, long))
        assert cache.load(origin).skipped == long
        path.write_bytes(path.read_bytes()[:-1000])  # A reader of all would stumble over it.
        assert cache.origins() == [origin]
        with pytest.warns(RuntimeWarning, match="cannot be read"):
            assert cache.load(origin).skipped == ()
        path.unlink()
        assert cache.load(origin).skipped == ()

    def test_a_thousand_commits(self, cache: Cache) -> None:
        """The latest is found, and another kept, with as few files opened as with one."""
        opened: list[list[str]] = []
        for number in range(1000):
            moment = NOON + number * HOUR / 100
            if number in (0, 999):
                with recorded_opens(cache.root) as names:
                    stored(cache, f"Title {number}", f"{number:040x}", moment)
                    assert cache.newest() is not None
                    assert cache.origin(REPO, f"{number:040x}") is not None
                opened.append(names)
            else:
                origin = origin_of(f"Title {number}", f"{number:040x}", moment)
                write_directly(cache, content_of(f"Title {number}"), origin)
        few, many = map(len, opened)
        assert many <= few + 1000  # Once, since others have written meanwhile.
        with recorded_opens(cache.root) as names:
            stored(cache, "Title 1000", f"{1000:040x}", NOON + 11 * HOUR)
            assert cache.newest() is not None
        assert len(names) <= few
        assert len(cache.origins()) == 1001

    def test_the_bound_on_snapshots(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        """What was fetched longest ago goes, a tenth at once; the caller is told what."""
        monkeypatch.setattr("trustworthy_audio_llms._sources.bounds.MAX_SNAPSHOTS", 10)
        monkeypatch.setattr(_cache, "MAX_SNAPSHOTS", 10)
        removed = []
        for number in range(11):
            origin = origin_of("The same" if number < 2 else f"Title {number}", f"{number:040x}")
            origin = attrs.evolve(origin, fetched=NOON + number * HOUR / 100)
            title = "The same" if number < 2 else f"Title {number}"
            removed.append(cache.store(content_of(title), origin))
        assert removed[:-1] == [[]] * 10
        assert [origin.commit for origin in removed[-1]] == [f"{1:040x}", f"{0:040x}"]
        assert len(cache.origins()) == 9
        assert len(files(cache)) == 18
        assert cache.find(digest_of(content_of("The same"))) is None

    def test_the_bound_on_bytes(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        """Large snapshots are fewer; the last one stays, however large."""
        first, second = stored(cache, "A title"), stored(cache, "Another title", B, NOON + HOUR)
        for module in (_cache, _bounds):
            monkeypatch.setattr(module, "MAX_TOTAL_BYTES", 1000)
        third = origin_of("A third title", C, NOON + HOUR)
        assert cache.store(content_of("A third title"), third) == [second, first]
        assert cache.origins() == [third]

    def test_other_files_are_not_ours_to_remove(self) -> None:
        """Where they fill the folder, what is ours and small stays."""
        origins = [origin_of("A title", A), origin_of("A title", B)]
        assert _bounds.surplus(origins, {"film.mp4": 2**40}) == []

    def test_shared_records_stay_while_one_needs_them(self, cache: Cache) -> None:
        """Two commits may have the same records."""
        first, second = stored(cache, "A title", A), stored(cache, "A title", B)
        cache.remove([first])
        assert cache.origins() == [second]
        assert cache.load(second).entries


class TestFiles:
    """Files are complete from the moment they have their names."""

    def test_bytes_follow_from_the_content_alone(self, tmp_path: Path) -> None:
        """The same records from another commit at another time are the same file."""
        caches = Cache(tmp_path / "one"), Cache(tmp_path / "two")
        first = stored(caches[0], "A title", A, NOON)
        second = stored(caches[1], "A title", B, NOON + HOUR)
        one, two = snapshot_file_of(caches[0], first), snapshot_file_of(caches[1], second)
        assert one.name == two.name
        assert one.read_bytes() == two.read_bytes()

    def test_a_sound_file_is_left_alone(self, cache: Cache) -> None:
        """Storing what is there already does not write the records again."""
        path = snapshot_file_of(cache, stored(cache, "A title"))
        os.utime(path, (1, 1))
        stored(cache, "A title", B)
        assert path.stat().st_mtime == 1

    def test_a_damaged_file_is_replaced(self, cache: Cache) -> None:
        """Storing repairs."""
        origin = stored(cache, "A title")
        before = files(cache)
        snapshot_file_of(cache, origin).write_bytes(b"damaged")
        stored(cache, "A title")
        assert files(cache) == before

    def test_what_could_not_be_read_again_is_not_written(
        self, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Records beyond the bound on what is read are no half of a snapshot."""
        stored(cache, "A title")
        before = files(cache)
        monkeypatch.setattr("trustworthy_audio_llms._sources.folder.MAX_FILE_BYTES", 5000)
        with pytest.raises(OSError, match=r"would have [\d,]+ bytes, of at most 5,000"):
            stored(cache, "A title " * 1000, B)
        assert files(cache) == before
        assert len(cache.load(cache.origins()[0]).entries) == 1

    @posix
    def test_others_may_read_but_not_write(self, cache: Cache) -> None:
        """A shared folder can be shared; nothing is writable for the world."""
        mask = os.umask(0o022)
        try:
            stored(cache, "A title")
            cache.note(state_of())
        finally:
            os.umask(mask)
        for path in cache.root.rglob("*"):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)

    def test_what_killed_processes_left(self, cache: Cache) -> None:
        """Temporary files are never read; old ones go with a later write, young ones stay."""
        stored(cache, "A title")
        before = cache.origins()
        old, young, other = (
            cache.root / "snapshots" / name
            for name in (f".{'1' * 16}.part", f".{'2' * 16}.part", ".notes.part")
        )
        for path in (old, young, other):
            path.write_bytes(b"{")
        of_the_future = cache.root / "snapshots" / f".{'3' * 16}.part"
        of_the_future.write_bytes(b"{")
        os.utime(of_the_future, (2**32, 2**32))  # Written before the clock was set back.
        for path in (old, other):
            os.utime(path, (1, 1))
        assert cache.origins() == before
        cache.note(state_of())
        assert (old.exists(), young.exists(), other.exists()) == (False, True, True)
        assert not of_the_future.exists()


class TestDamage:
    """What cannot be read is named, and never taken for something else."""

    def test_changed_records(self, cache: Cache) -> None:
        """A changed snapshot file raises, with file and digests."""
        origin = stored(cache, "A title")
        path = snapshot_file_of(cache, origin)
        path.write_bytes(path.read_bytes().replace(b'"A title"', b'"B title"'))
        looks: list[Callable[[], object]] = [
            lambda: cache.load(origin),
            lambda: cache.find(origin.digest),
            cache.newest,
        ]
        for look in looks:
            with pytest.raises(SnapshotCorrupt) as caught:
                look()
            assert caught.value.path == str(path)
            assert caught.value.expected == origin.digest
            assert caught.value.found not in (None, origin.digest)

    def test_records_under_another_name(self, cache: Cache) -> None:
        """A sound file with other records than its name says is corrupt too."""
        origin, other = stored(cache, "A title"), stored(cache, "Another title", B)
        shutil.copy(snapshot_file_of(cache, other), snapshot_file_of(cache, origin))
        with pytest.raises(SnapshotCorrupt, match=r"should hold sha256:.* but holds sha256:"):
            cache.load(origin)

    def test_records_that_are_gone(self, cache: Cache) -> None:
        """A file that goes away between listing and loading raises; listing leaves it out."""
        origin = stored(cache, "A title")
        snapshot_file_of(cache, origin).unlink()
        with pytest.raises(SnapshotCorrupt, match="cannot be read"):
            cache.load(origin)
        assert cache.origins() == []

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"null",
            b"[]",
            b'{"repo": "owner/list"}',
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"repo": 1, "ref": 2}',
        ],
        ids=repr,
    )
    def test_small_files_that_cannot_be_read(self, cache: Cache, data: bytes) -> None:
        """They count as absent, with a warning that names the file."""
        origin, other = stored(cache, "A title"), stored(cache, "Another title", B)
        cache.note(state_of())
        damaged = cache.root / "snapshots" / origin.file_name
        for path in (damaged, cache.root / "refs" / state_of().file_name):
            path.write_bytes(data)
        with pytest.warns(RuntimeWarning, match=damaged.name):
            assert cache.origins() == [other]
        with pytest.warns(RuntimeWarning, match=f"{state_of().file_name} cannot be read"):
            assert cache.ref(REPO, "HEAD") is None

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("checked", "2026-06-10T12:00:00"),
            ("checked", "yesterday"),
            ("checked", 5),
            ("etag", 'W/"1"\r\nX: y'),
            ("etag", '"é"'),
            ("ref", "main"),
            ("entries", "many"),
        ],
    )
    def test_refs_with_wrong_values(self, cache: Cache, name: str, value: object) -> None:
        """A time without zone, a tag that is no header value, another ref's state: absent."""
        cache.note(state_of())
        path = cache.root / "refs" / state_of().file_name
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {name: value}), encoding="utf-8")
        with pytest.warns(RuntimeWarning, match="counts as absent"):
            assert cache.ref(REPO, "HEAD") is None

    def test_what_later_releases_add(self, cache: Cache) -> None:
        """A field this release does not know is passed over."""
        origin = stored(cache, "A title")
        path = cache.root / "snapshots" / origin.file_name
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {"new": 1}), encoding="utf-8")
        assert cache.origins() == [origin]

    def test_other_files(self, cache: Cache) -> None:
        """What else lies in the folder does not matter."""
        origin = stored(cache, "A title")
        for name in ("notes.txt", "x.json", "a.b.json", ".DS_Store"):
            (cache.root / "snapshots" / name).write_text("?", encoding="utf-8")
        (cache.root / "snapshots" / "folder.json").mkdir()
        assert cache.origins() == [origin]

    def test_a_file_in_place_of_the_folder(self, tmp_path: Path) -> None:
        """A nonsense folder is empty to readers, with a warning, and an error to writers."""
        (tmp_path / "file").write_text("no folder", encoding="utf-8")
        cache = Cache(tmp_path / "file")
        with pytest.warns(RuntimeWarning, match="cannot be read"):
            assert cache.origins() == []
        with pytest.warns(RuntimeWarning, match="cannot be read"):
            assert cache.ref(REPO, "HEAD") is None
        assert cache.find("sha256:" + "0" * 64) is None
        with pytest.raises(OSError, match="file"):
            stored(cache, "A title")

    @posix
    def test_a_full_disk(self, cache: Cache) -> None:
        """A write that fails half-way leaves no trace."""
        stored(cache, "A title")
        before = files(cache)
        with full_after(100), pytest.raises(OSError, match="too large"):
            stored(cache, "Another title", B)
        assert files(cache) == before

    @posix
    def test_a_folder_without_permissions(self) -> None:
        """What may not be written raises, what may not be read is empty; both leave it as it is."""
        folder = Path(tempfile.mkdtemp())  # Not tmp_path, into which other users cannot look.
        try:
            folder.chmod(0o755)
            cache = Cache(folder)
            origin = stored(cache, "A title")
            before = files(cache)
            with read_only(folder):
                assert cache.origins() == [origin]
                with pytest.raises(PermissionError):
                    stored(cache, "Another title", B)
            assert files(cache) == before
            (folder / "snapshots").chmod(0o000)
            with read_only(folder):
                with pytest.warns(RuntimeWarning, match="cannot be read"):
                    assert cache.origins() == []
                assert cache.find(origin.digest) is None
        finally:
            (folder / "snapshots").chmod(0o755)
            shutil.rmtree(folder)


def test_no_warning_without_reason(cache: Cache) -> None:
    """A cache that is used as it should be is silent."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stored(cache, "A title")
        cache.note(state_of())
        cache.newest()
