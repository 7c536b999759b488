"""Drills: a cache folder that is not what it should be."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from children import fetched, loaded, needs_fork, run
from disks import full_after
from listserver import ListServer
from oracle import Oracle, Row, assert_whole, held, leftovers

pytestmark = [pytest.mark.drills, needs_fork]

NOBODY = 65534
CACHE = "TRUSTWORTHY_AUDIO_LLMS_CACHE"
ROOM = (0, 4096, 12288, 16384, 20480, 24576, 32768)


def _a_file(place: Path) -> None:
    place.write_text("no folder", encoding="utf-8")


def _a_file_inside(place: Path) -> None:
    place.mkdir()
    (place / "snapshots").write_text("no folder", encoding="utf-8")


def _below_a_file(place: Path) -> None:
    place.parent.rmdir()
    place.parent.write_text("no folder", encoding="utf-8")


def _a_dangling_link(place: Path) -> None:
    place.symlink_to(place.parent / "nowhere")


def _a_dangling_link_inside(place: Path) -> None:
    place.mkdir()
    (place / "refs").symlink_to(place.parent / "nowhere")


def _a_link_to_itself(place: Path) -> None:
    place.symlink_to(place)


def _a_pipe(place: Path) -> None:
    os.mkfifo(place)


BAD: tuple[Callable[[Path], None], ...] = (
    _a_file,
    _a_file_inside,
    _below_a_file,
    _a_dangling_link,
    _a_dangling_link_inside,
    _a_link_to_itself,
    _a_pipe,
)

ROWS = (
    Row(
        "the cache folder is a file, a pipe, a dangling link, or holds one in a folder's place",
        len(BAD),
        "the list comes, with a warning; `load` gives the bundle",
    ),
    Row("the cache folder is missing", 1, "it is made"),
    Row(
        "the cache folder may not be written, or not even be read",
        2,
        "the list comes, with a warning; what can be read loads",
    ),
    Row(
        "the disk is full, after any number of bytes",
        2 * len(ROOM),
        "the list comes, with a warning; what was there loads; no temporary file",
    ),
    Row("the cache is a link to another file system", 1, "nothing is different"),
)


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_no_folder(
    server: ListServer, root: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """A cache that can never be costs a warning, and what is in its place stays."""
    place = tmp_path / "place" / "cache"
    place.parent.mkdir()
    spoil(place)
    for _ in range(2):
        outcome = run(fetched, environment={CACHE: str(place)})
        assert outcome.error == ()
        assert outcome.value[1] == 100
        assert any("cannot be written" in text for text in outcome.warned)
    outcome = run(loaded, "latest", environment={CACHE: str(place)})
    assert outcome.error == ()
    assert not list(tmp_path.rglob("nowhere"))


def test_missing(server: ListServer, root: Path) -> None:
    """A folder that is not there is made, and a folder above it."""
    outcome = run(fetched, environment={CACHE: str(root / "some" / "where")})
    assert (outcome.error, outcome.warned) == ((), ())
    assert run(loaded, outcome.value[0], environment={CACHE: str(root / "some" / "where")}).value
    assert_whole(root / "some" / "where")


@pytest.mark.parametrize("mode", [0o555, 0o000], ids=oct)
def test_without_permission(server: ListServer, oracle: Oracle, mode: int) -> None:
    """What may not be written, or not be read, costs a warning and stays as it is."""
    user = NOBODY if os.geteuid() == 0 else None
    if user and not all(above.stat().st_mode & 0o001 for above in Path(requests.__file__).parents):
        pytest.skip("root may do anything, and no other user may read the libraries")
    before = held(oracle.root)
    folders = [oracle.root, *(path for path in oracle.root.iterdir() if path.is_dir())]
    for path in reversed(folders):
        path.chmod(mode)
    try:
        outcome = run(fetched, user=user)
        kept = run(loaded, oracle.before.snapshot.pin, user=user)
        latest = run(loaded, "latest", user=user)
    finally:
        for path in folders:
            path.chmod(0o755)
    assert outcome.error == ()
    assert any("cannot be written" in text for text in outcome.warned)
    assert latest.error == ()
    if mode:
        assert kept.value == latest.value == (oracle.before.snapshot.pin, 100)
    else:
        assert kept.error[0] == "SnapshotNotFound"
    assert held(oracle.root) == before
    oracle.assert_holds()


@contextlib.contextmanager
def _small_disk(folder: Path, size: int) -> Iterator[None]:
    """Put a file system of so many bytes over a folder, with what is in it."""
    content = Path(tempfile.mkdtemp())
    shutil.copytree(folder, content / "cache")
    kilobytes = (sum(-(-len(data) // 4096) for data in held(folder).values()) + 3) * 4
    options = f"size={kilobytes + size // 1024}k,mode=755"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("needs the right to mount a file system")
        try:
            shutil.copytree(content / "cache", folder, dirs_exist_ok=True)
            yield
        finally:
            subprocess.run(["umount", str(folder)], capture_output=True, check=True)
    finally:
        shutil.rmtree(content)


@pytest.mark.parametrize("room", ROOM)
def test_full(server: ListServer, oracle: Oracle, room: int) -> None:
    """Wherever the room ends, what was there is whole, and nothing half is left."""
    if shutil.which("mount") is None:
        pytest.skip("needs the program `mount`")
    with _small_disk(oracle.root, room):
        outcome = run(fetched)
        assert (outcome.error, outcome.value[1]) == ((), 100)
        assert leftovers(oracle.root) == []
        oracle.assert_holds()
        if room == 0:
            assert any("No space left" in text for text in outcome.warned)


@pytest.mark.parametrize("room", ROOM)
def test_files_that_may_not_grow(server: ListServer, oracle: Oracle, room: int) -> None:
    """So with a quota, which ends single files."""
    outcome = run(_fetched_with_little, room // 2)
    assert (outcome.error, outcome.value[1]) == ((), 100)
    assert leftovers(oracle.root) == []
    oracle.assert_holds()


def _fetched_with_little(room: int) -> tuple[str, int]:
    with full_after(room):
        return fetched()


def test_on_another_file_system(server: ListServer, root: Path) -> None:
    """A temporary file is written where it is to be renamed, so this makes no difference."""
    elsewhere = next(
        (
            path
            for path in (Path("/dev/shm"), Path("/run"), Path("/var/tmp"), Path.home())
            if os.access(path, os.W_OK) and path.stat().st_dev != root.parent.stat().st_dev
        ),
        None,
    )
    if elsewhere is None:
        pytest.skip("needs a second file system")
    folder = Path(tempfile.mkdtemp(dir=elsewhere))
    try:
        root.symlink_to(folder)
        first = run(fetched)
        assert (first.error, first.warned) == ((), ())
        assert run(loaded, first.value[0]).value == first.value
        assert_whole(folder)
    finally:
        shutil.rmtree(folder)
