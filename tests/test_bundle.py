"""The bundled data: read as bytes, from the package or from the checkout it lies in."""

import importlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import trustworthy_audio_llms
from trustworthy_audio_llms import _bundle

SOURCE = Path(trustworthy_audio_llms.__file__).parent


class TestReading:
    """`read_data` gives the bytes of a file by its name."""

    def test_reads_a_file_by_its_name(self) -> None:
        """The taxonomy is there, as UTF-8 JSON."""
        assert json.loads(_bundle.read_data("taxonomy.json"))["topics"]

    def test_reads_a_file_in_a_folder(self) -> None:
        """Folders are written with a slash on every platform."""
        name = _bundle.snapshot_names()[0]

        assert _bundle.read_data(f"snapshots/{name}.json").startswith(b'{"schema":')

    def test_says_when_there_is_no_such_file(self) -> None:
        """A file that is not bundled is a FileNotFoundError."""
        with pytest.raises(FileNotFoundError):
            _bundle.read_data("snapshots/1999.1.json")


class TestSnapshotNames:
    """`snapshot_names` lists the bundled snapshots, newest first."""

    def test_every_file_is_listed(self) -> None:
        """The curated snapshot is among them."""
        assert "2026.11" in _bundle.snapshot_names()


def load_copy(root: str, package: str) -> ModuleType:
    """Import the module as part of another package, which lies under `root`."""
    sys.path.insert(0, root)
    try:
        importlib.invalidate_caches()
        return importlib.import_module(f"{package}._bundle")
    finally:
        sys.path.remove(root)


@pytest.fixture
def package_name() -> Iterator[str]:
    """The name of a copy of the package, forgotten after the test."""
    yield "bundled_copy"
    for name in [name for name in sys.modules if name.startswith("bundled_copy")]:
        del sys.modules[name]


def write_copy(src: Path) -> Path:
    """Write a copy of the package with nothing in it but the module."""
    package = src / "bundled_copy"
    package.mkdir(parents=True)
    package.joinpath("__init__.py").touch()
    package.joinpath("_bundle.py").write_bytes(SOURCE.joinpath("_bundle.py").read_bytes())
    return package


def write_data(data: Path, *names: str) -> None:
    """Write a folder of data with snapshots of these names."""
    data.joinpath("snapshots").mkdir(parents=True)
    data.joinpath("README.txt").write_text("in " + data.name, encoding="utf-8")
    for name in names:
        data.joinpath("snapshots", name).touch()


class TestWhereTheDataLie:
    """A wheel carries the data in the package; an editable install reads those of the checkout."""

    def test_the_package_s_own_data_come_first(self, tmp_path: Path, package_name: str) -> None:
        """With data in the package, those of a checkout around it are not read."""
        package = write_copy(tmp_path / "src")
        write_data(package / "_data")
        write_data(tmp_path / "data")
        tmp_path.joinpath("pyproject.toml").touch()

        assert load_copy(str(tmp_path / "src"), package_name).read_data("README.txt") == b"in _data"

    def test_without_them_the_checkout_s_are_read(self, tmp_path: Path, package_name: str) -> None:
        """This is what makes `pip install -e` work."""
        write_copy(tmp_path / "src")
        write_data(tmp_path / "data")
        tmp_path.joinpath("pyproject.toml").touch()

        assert load_copy(str(tmp_path / "src"), package_name).read_data("README.txt") == b"in data"

    def test_a_folder_that_is_no_checkout_is_not_read(
        self, tmp_path: Path, package_name: str
    ) -> None:
        """A `data` folder that happens to lie there is someone else's."""
        write_copy(tmp_path / "src")
        write_data(tmp_path / "data")

        with pytest.raises(FileNotFoundError):
            load_copy(str(tmp_path / "src"), package_name).read_data("README.txt")

    def test_the_package_may_lie_in_a_zip(self, tmp_path: Path, package_name: str) -> None:
        """Data are read as bytes, never by path, so that zip imports work."""
        package = write_copy(tmp_path / "src")
        write_data(package / "_data", "2026.11.json", "2026.9.json")
        archive = tmp_path / "app.zip"
        with zipfile.ZipFile(archive, "w") as file:
            for path in sorted(tmp_path.joinpath("src").rglob("*")):
                file.write(path, path.relative_to(tmp_path / "src").as_posix())

        module = load_copy(str(archive), package_name)

        assert module.read_data("README.txt") == b"in _data"
        assert module.snapshot_names() == ("2026.11", "2026.9")

    def test_newer_names_come_first(self, tmp_path: Path, package_name: str) -> None:
        """Names are compared as numbers; other files are no snapshots."""
        package = write_copy(tmp_path / "src")
        write_data(package / "_data", "2026.9.json", "2026.11.json", "2025.12.json", "README.md")

        module = load_copy(str(tmp_path / "src"), package_name)

        assert module.snapshot_names() == ("2026.11", "2026.9", "2025.12")


class TestTheFolder:
    """The same choices, made by the module itself rather than a copy of it."""

    def test_in_a_wheel(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package's own folder is taken where there is one."""
        (tmp_path / "_data").mkdir()
        monkeypatch.setattr(_bundle, "__file__", str(tmp_path / "_bundle.py"))
        assert _bundle._data.__wrapped__() == tmp_path / "_data"

    def test_in_a_checkout(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An editable install takes that of the checkout."""
        (tmp_path / "src" / "package").mkdir(parents=True)
        (tmp_path / "pyproject.toml").touch()
        monkeypatch.setattr(_bundle, "__file__", str(tmp_path / "src" / "package" / "_bundle.py"))
        assert _bundle._data.__wrapped__() == tmp_path / "data"

    def test_where_there_are_no_folders(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Elsewhere the import system is asked."""
        monkeypatch.setattr(_bundle, "__file__", str(tmp_path / "app.zip" / "x" / "_bundle.py"))
        assert _bundle._data.__wrapped__().name == "_data"
