"""The cache: what is kept, what is found again, and what a damaged or hostile folder costs."""

import datetime
import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from disks import full_after, posix, read_only

from trustworthy_audio_llms._errors import SnapshotCorrupt
from trustworthy_audio_llms._records.dates import PartialDate
from trustworthy_audio_llms._records.entries import Paper, Skipped
from trustworthy_audio_llms._snapshots.codec import Contents, canonical_json, digest_of
from trustworthy_audio_llms._snapshots.snapshot import parse_pin
from trustworthy_audio_llms._sources.cache import FOLDER_VARIABLE, Cache
from trustworthy_audio_llms._sources.origins import Origin, RefState

REPO = "owner/list"
NOON = datetime.datetime(2026, 6, 10, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
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
        skipped=(Skipped("README.md", 3, "- ?", "no title"),),
    )


def stored(cache: Cache, title: str, commit: str = A, fetched: datetime.datetime = NOON) -> Origin:
    """Store a list of one paper."""
    origin = origin_of(title, commit, fetched)
    cache.store(content_of(title), origin)
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
        if path.is_file()
    }


def snapshot_file_of(cache: Cache, origin: Origin) -> Path:
    """The file with the records."""
    return cache.root / "snapshots" / f"{origin.digest.removeprefix('sha256:')}.json"


class TestFolder:
    """The folder is the user's cache folder, or the one the user names."""

    def test_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """The environment variable names it; `~` is the home folder."""
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        monkeypatch.setenv(FOLDER_VARIABLE, os.path.join("~", "papers"))
        assert Cache.default().root == tmp_path / "papers"

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
        expected = Contents(origin.snapshot, (Paper(title="A title"),), (), origin.skipped)
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
        monkeypatch.setattr("trustworthy_audio_llms._sources.cache.MAX_FILE_BYTES", 5000)
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
