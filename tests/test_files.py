"""Files are written whole or not at all, and read with an end in sight."""

import os
from pathlib import Path

import pytest

from trustworthy_audio_llms._files import read_bounded, write_atomically

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

    @pytest.mark.parametrize("mode", [0o600, 0o664, 0o400])
    def test_a_file_that_is_there_keeps_its_own(self, tmp_path: Path, mode: int) -> None:
        """What was private stays private."""
        path = tmp_path / "refs.bib"
        path.touch()
        path.chmod(mode)
        write_atomically(path, b"new")
        assert path.stat().st_mode & 0o777 == mode


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
