"""Files are written whole or not at all, and read with an end in sight."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import _files
from trustworthy_audio_llms._files import (
    read_bounded,
    remove_unlocked,
    replace_file,
    user_path,
    write_atomically,
)

needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


class TestWriting:
    """The file takes its name only when it is whole."""

    def test_writes_a_new_file(self, tmp_path: Path) -> None:
        """Nothing else is left in the folder."""
        path = tmp_path / "refs.bib"
        write_atomically(path, b"some\r\nbytes\x00")
        assert path.read_bytes() == b"some\r\nbytes\x00"
        assert os.listdir(tmp_path) == ["refs.bib"]

    def test_replaces_a_file(self, tmp_path: Path) -> None:
        """A reader that has the old one open goes on reading the old one."""
        path = tmp_path / "refs.bib"
        path.write_bytes(b"the old one")
        with open(path, "rb") as reader:
            write_atomically(path, b"new")
            assert reader.read() == b"the old one"
        assert path.read_bytes() == b"new"

    def test_is_on_the_disk_before_it_has_its_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All of it is synced, so that a power cut leaves the old file or the new one."""
        path = tmp_path / "refs.bib"
        synced = []

        def fsync(handle: int) -> None:
            synced.append((os.fstat(handle).st_size, path.exists()))

        monkeypatch.setattr(os, "fsync", fsync)
        write_atomically(path, b"data")
        assert synced == [(4, False)]

    @pytest.mark.parametrize("name", ["x" * 255, "🎧" * 63])
    def test_takes_the_longest_names(self, tmp_path: Path, name: str) -> None:
        """The temporary file's name does not depend on the file's."""
        write_atomically(tmp_path / name, b"data")
        assert (tmp_path / name).read_bytes() == b"data"

    def test_takes_a_name_without_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is written where the process is."""
        monkeypatch.chdir(tmp_path)
        write_atomically(Path("refs.bib"), b"data")
        assert (tmp_path / "refs.bib").read_bytes() == b"data"


class TestFailing:
    """What cannot be written leaves everything as it was."""

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        """It is not made: it may be misspelt."""
        with pytest.raises(FileNotFoundError):
            write_atomically(tmp_path / "missing" / "refs.bib", b"data")
        assert not os.listdir(tmp_path)

    @pytest.mark.parametrize("name", ["folder", "."])
    def test_a_folder_in_its_place(self, tmp_path: Path, name: str) -> None:
        """The temporary file is removed again."""
        (tmp_path / "folder").mkdir()
        with pytest.raises(OSError):  # noqa: PT011 (which one differs by platform)
            write_atomically(tmp_path / name, b"data")
        assert os.listdir(tmp_path) == ["folder"]

    @pytest.mark.parametrize("fault", [OSError("the disk is full"), KeyboardInterrupt()])
    def test_a_disk_that_fails_half_way(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
    ) -> None:
        """The old file stands, and nothing beside it."""

        def fail(_: int) -> None:
            raise fault

        path = tmp_path / "refs.bib"
        path.write_bytes(b"the old one")
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(type(fault)):
            write_atomically(path, b"new")
        assert path.read_bytes() == b"the old one"
        assert os.listdir(tmp_path) == ["refs.bib"]

    def test_a_clean_up_that_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is reported is the first fault, not the second."""

        def fail(*_: object) -> None:
            raise PermissionError("no")

        (tmp_path / "folder").mkdir()
        monkeypatch.setattr(os, "unlink", fail)
        with pytest.raises(OSError) as raised:  # noqa: PT011
            write_atomically(tmp_path / "folder", b"data")
        assert not isinstance(raised.value, PermissionError)


@needs_modes
class TestPermissions:
    """A file has the permissions that `open` would give it, or keeps its own."""

    def test_a_new_file_has_those_of_open(self, tmp_path: Path) -> None:
        """Others may read it where the user lets them."""
        write_atomically(tmp_path / "ours", b"")
        (tmp_path / "theirs").write_bytes(b"")
        assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode

    @pytest.mark.parametrize("mode", [0o600, 0o664])
    def test_a_file_that_is_there_keeps_its_own(self, tmp_path: Path, mode: int) -> None:
        """What was private stays private."""
        path = tmp_path / "refs.bib"
        path.touch()
        path.chmod(mode)
        write_atomically(path, b"new")
        assert path.stat().st_mode & 0o777 == mode

    def test_a_read_only_file_is_left_alone(self, tmp_path: Path) -> None:
        """Even by the superuser: whoever took all rights to write from it meant it."""
        path = tmp_path / "refs.bib"
        path.write_bytes(b"the old one")
        path.chmod(0o444)
        with pytest.raises(PermissionError, match="read-only") as raised:
            write_atomically(path, b"new")
        assert raised.value.filename == str(path)
        assert path.read_bytes() == b"the old one"
        assert os.listdir(tmp_path) == ["refs.bib"]


class TestNames:
    """What a user names is what is written, and what an error names."""

    def test_a_home_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """`~` is the home folder, wherever the library takes a path."""
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        assert user_path("~/x") == tmp_path / "x"
        catalog = tal.parse_list("- [A title of a work](https://arxiv.org/abs/2405.19103)")
        catalog.write("~/refs.bib")
        catalog.save(Path("~/list.json"))
        tal.Review(catalog, title="A review").save("~/review.json")
        (tmp_path / "list.md").write_text("- [A title](https://arxiv.org/abs/2405.19103)")
        assert sorted(os.listdir(tmp_path)) == ["list.json", "list.md", "refs.bib", "review.json"]
        assert tal.load("~/list.json") == catalog
        assert len(tal.read_list("~/list.md")) == 1
        assert len(tal.Review.load("~/review.json").included) == 1

    @pytest.mark.parametrize("name", ["missing/refs.bib", "folder"])
    def test_an_error_names_the_path_as_it_was_given(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """Not that of a temporary file, which nobody knows."""
        (tmp_path / "folder").mkdir()
        monkeypatch.chdir(tmp_path)
        with pytest.raises(OSError, match=name) as raised:
            write_atomically(name, b"data")
        assert raised.value.filename == name
        assert ".part" not in str(raised.value)


@needs_modes
class TestNoFiles:
    """Links are written through; devices and pipes are written into."""

    def test_a_link(self, tmp_path: Path) -> None:
        """The file that it leads to is replaced, and the link stays."""
        (tmp_path / "thesis").mkdir()
        target = tmp_path / "thesis" / "refs.bib"
        target.write_bytes(b"the old one")
        link = tmp_path / "refs.bib"
        link.symlink_to("thesis/refs.bib")
        write_atomically(link, b"new")
        assert link.is_symlink()
        assert target.read_bytes() == b"new"
        target.unlink()
        write_atomically(link, b"newer")
        assert target.read_bytes() == b"newer"
        assert os.listdir(target.parent) == ["refs.bib"]

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        """It leads to no file that could be written."""
        link = tmp_path / "refs.bib"
        link.symlink_to("refs.bib")
        with pytest.raises(OSError) as raised:  # noqa: PT011 (checked below)
            write_atomically(link, b"data")
        assert raised.value.errno == errno.ELOOP
        with pytest.raises(OSError, match="levels of symbolic links"):
            _files._check_writable(link)
        assert link.is_symlink()

    def test_a_device(self, tmp_path: Path) -> None:
        """It takes what is written, and stays a device."""
        before = os.stat("/dev/null")
        write_atomically("/dev/null", b"data")
        assert os.stat("/dev/null").st_rdev == before.st_rdev

    def test_a_pipe(self, tmp_path: Path) -> None:
        """Whoever reads it gets everything, however long it is; nobody waits for a reader."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with pytest.raises(OSError) as raised:  # noqa: PT011 (checked below)
            write_atomically(pipe, b"data")
        assert (raised.value.errno, raised.value.filename) == (errno.ENXIO, str(pipe))
        data = bytes(2**20)
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
        reader.start()
        while not got:
            try:
                write_atomically(pipe, data)
            except OSError:  # The reader has not opened it yet.
                time.sleep(0.01)
            else:
                break
        reader.join()
        assert got == [data]

    @pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="needs Linux")
    def test_standard_output_that_is_a_file(self, tmp_path: Path) -> None:
        """What a shell writes to before and after is not replaced."""
        code = (
            "from trustworthy_audio_llms._files import write_atomically\n"
            "print('before', flush=True); write_atomically('/dev/stdout', b'data\\n')\n"
        )
        with open(tmp_path / "out", "ab") as out:
            for _ in range(2):
                subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
        assert (tmp_path / "out").read_bytes() == b"before\ndata\n" * 2

    def test_what_replaces_a_file_of_ours_follows_no_link(self, tmp_path: Path) -> None:
        """In the cache, into which others may write, a link is replaced."""
        precious = tmp_path / "thesis.tex"
        precious.write_bytes(b"three years of work")
        link = tmp_path / "records.json"
        link.symlink_to(precious)
        replace_file(link, b"data")
        assert precious.read_bytes() == b"three years of work"
        assert not link.is_symlink()


class TestKilled:
    """What a killed process leaves is removed by the next one that writes the same file."""

    CODE = """
import os, sys, time
from trustworthy_audio_llms._files import write_atomically
os.fsync = lambda _: (print("here", flush=True), time.sleep(600))
write_atomically(sys.argv[1], b"data")
"""

    @needs_modes
    def test_is_cleaned_up(self, tmp_path: Path) -> None:
        """Its name says of which file it is; other files, and those being written, stay."""
        path = tmp_path / "refs.bib"
        others = [".bashrc", ".refs.bib.swp", f".other.bib.{'0' * 16}.part", f".{'0' * 16}.part"]
        for name in others:
            (tmp_path / name).write_bytes(b"mine")
        arguments = [sys.executable, "-c", self.CODE, str(path)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "here\n"
            (left,) = tmp_path.glob(".refs.bib.*.part")
            write_atomically(path, b"another process")
            assert left.exists()  # Its writer lives.
            process.send_signal(signal.SIGKILL)
        write_atomically(path, b"data")
        assert sorted(os.listdir(tmp_path)) == sorted([*others, "refs.bib"])

    def test_one_that_was_taken_for_abandoned_is_made_anew(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between making and locking it, another process may have removed it."""
        lock: Callable[..., None] = _files._lock
        tries = []

        def removed_at_first(file: object) -> None:
            tries.append(file)
            if len(tries) == 1:
                raise BlockingIOError
            if len(tries) == 2:
                os.unlink(file.name)  # type: ignore[attr-defined]
            if len(tries) == 3:
                raise OSError(errno.ENOLCK, "no locks")
            lock(file)

        monkeypatch.setattr(_files, "_lock", removed_at_first)
        replace_file(tmp_path / "refs.bib", b"data")
        assert (tmp_path / "refs.bib").read_bytes() == b"data"
        assert len(tries) == 3

    def test_without_locks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the system has none, an open file cannot be removed."""
        monkeypatch.setattr(_files, "fcntl", None)
        left = tmp_path / f".refs.bib.{'0' * 16}.part"
        left.write_bytes(b"half")
        replace_file(tmp_path / "refs.bib", b"data")
        assert os.listdir(tmp_path) == ["refs.bib"]
        with pytest.raises(FileNotFoundError):
            remove_unlocked(left)


class TestOpenElsewhere:
    """On Windows, a file that another program has open cannot be replaced for a moment."""

    @pytest.mark.parametrize("failures", [2, 9])
    def test_is_tried_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: int
    ) -> None:
        """A few times, shortly; then the error names the user's path."""
        replace = os.replace
        left = [PermissionError(errno.EACCES, "open elsewhere")] * failures

        def fails_at_first(*paths: Path) -> None:
            if left:
                raise left.pop()
            replace(*paths)

        monkeypatch.setattr(os, "replace", fails_at_first)
        monkeypatch.setattr(_files, "_RENAME_WAITS", (0.001,) * 4)
        path = tmp_path / "refs.bib"
        if failures > 4:
            with pytest.raises(PermissionError, match="open elsewhere") as raised:
                write_atomically(path, b"data")
            assert raised.value.filename == str(path)
            assert not os.listdir(tmp_path)
        else:
            write_atomically(path, b"data")
            assert path.read_bytes() == b"data"


class TestReading:
    """What is read is a file, of a size that was expected."""

    def test_a_file(self, tmp_path: Path) -> None:
        """All of it, up to the bound."""
        path = tmp_path / "records.json"
        path.write_bytes(b"12345\r\n\x00")
        assert read_bounded(path, 8) == b"12345\r\n\x00"
        with pytest.raises(OSError, match="it has 8 bytes, where at most 7 are read"):
            read_bounded(path, 7)

    @needs_modes
    @pytest.mark.parametrize("kind", ["pipe", "device"])
    def test_what_is_no_file(self, tmp_path: Path, kind: str) -> None:
        """Nobody waits for what may never come, or reads what never ends."""
        path = tmp_path / kind
        if kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/dev/zero")
        with pytest.raises(OSError, match="no regular file"):
            read_bounded(path, 100)

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        """The error is the usual one."""
        with pytest.raises(FileNotFoundError):
            read_bounded(tmp_path / "nothing", 100)
