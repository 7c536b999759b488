"""What is in the packages, and that each way to install them gives a library with its data."""

import email
import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = "trustworthy_audio_llms"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]


class TestVersion:
    """There is one version: that of `pyproject.toml`."""

    def test_the_citation_has_it(self) -> None:
        """CITATION.cff names the version that is cited."""
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        assert re.findall(r"^version: (.*)$", citation, re.M) == [VERSION]

    def test_the_changelog_begins_with_it(self) -> None:
        """The newest entry of the changelog is about this version, on the citation's date."""
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        (released,) = re.findall(r"^date-released: (.*)$", citation, re.M)
        assert re.findall(r"^## (.*)$", changelog, re.M)[0] == f"{VERSION} ({released})"


def call(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a program and give back what it prints; its errors are this test's message."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=surroundings | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, the wheel made from it and, in `tree/`, the wheel from the tree."""
    if importlib.util.find_spec("build") is None:
        pytest.skip("needs the package `build`")
    folder = tmp_path_factory.mktemp("dist")
    download = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder / "pip")]
    if subprocess.run([*download, "hatchling"], capture_output=True, check=False).returncode:
        pytest.skip("needs a package index")
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    call(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "tree", ROOT, cwd=folder)
    return folder


def the_one(folder: Path, suffix: str) -> Path:
    """The only file with that suffix in a folder."""
    (found,) = folder.glob(f"*{suffix}")
    return found


def files_below(folder: Path) -> set[str]:
    """The files of a folder and its folders, as a fresh checkout has them."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix() for path in found if path.suffix != ".pyc" and path.parts[0] != "_build"
    }


def wheel_metadata(wheel: zipfile.ZipFile) -> Message:
    """The metadata that package indexes show."""
    return email.message_from_bytes(wheel.read(f"{NAME}-{VERSION}.dist-info/METADATA"))


@pytest.mark.packaging
class TestFiles:
    """The packages hold what they should, and nothing else."""

    def test_the_wheel_is_code_data_and_licences(self, dist: Path) -> None:
        """The list of files is that of the source, the data under `_data`, and both licences."""
        info = f"{NAME}-{VERSION}.dist-info"
        metadata = ("METADATA", "RECORD", "WHEEL", "entry_points.txt")
        with zipfile.ZipFile(the_one(dist, ".whl")) as wheel:
            assert set(wheel.namelist()) == (
                {f"{NAME}/{file}" for file in files_below(ROOT / "src" / NAME)}
                | {f"{NAME}/_data/{file}" for file in files_below(ROOT / "data")}
                | {f"{info}/{file}" for file in metadata}
                | {f"{info}/licenses/LICENSE", f"{info}/licenses/data/LICENSE"}
            )

    def test_the_wheel_from_the_sdist_is_the_wheel_from_the_tree(self, dist: Path) -> None:
        """The detour over the sdist loses and changes nothing."""
        with (
            zipfile.ZipFile(the_one(dist, ".whl")) as from_sdist,
            zipfile.ZipFile(the_one(dist / "tree", ".whl")) as from_tree,
        ):
            assert {name: from_sdist.read(name) for name in from_sdist.namelist()} == {
                name: from_tree.read(name) for name in from_tree.namelist()
            }

    def test_the_data_are_packed_byte_by_byte(self, dist: Path) -> None:
        """Not one line ending of the data changes on the way, or digests would."""
        with zipfile.ZipFile(the_one(dist, ".whl")) as wheel:
            for file in files_below(ROOT / "data"):
                packed = wheel.read(f"{NAME}/_data/{file}")
                assert packed == (ROOT / "data" / file).read_bytes()

    def test_the_metadata_name_both_licences_and_the_types(self, dist: Path) -> None:
        """Code and data have a licence each, and the wheel keeps what `Typed` promises."""
        with zipfile.ZipFile(the_one(dist, ".whl")) as wheel:
            metadata = wheel_metadata(wheel)
            assert f"{NAME}/py.typed" in wheel.namelist()
        assert metadata["License-Expression"] == "MIT AND CC0-1.0"
        assert metadata.get_all("License-File") == ["LICENSE", "data/LICENSE"]
        assert metadata["Requires-Python"] == ">=3.11"
        assert "Typing :: Typed" in metadata.get_all("Classifier", [])

    def test_the_sdist_can_be_tested_and_built_again(self, dist: Path) -> None:
        """It holds the tests, the pages and the benchmarks, and nothing a build leaves behind."""
        with tarfile.open(the_one(dist, ".tar.gz")) as sdist:
            names = {name.partition("/")[2] for name in sdist.getnames()}
        for folder in ("src", "data", "tests", "tools", "docs", "benchmarks", "fuzz", ".ci"):
            expected = {f"{folder}/{file}" for file in files_below(ROOT / folder)}
            assert {name for name in names if name.startswith(f"{folder}/")} == expected
        assert {"pyproject.toml", "conftest.py", "README.md", "CITATION.cff"} <= names


@pytest.fixture(scope="session", params=["wheel", "wheel from the tree", "tree", "editable"])
def installed(request: pytest.FixtureRequest, dist: Path) -> Path:
    """The interpreter of a clean environment into which the library was installed in one way."""
    environment = dist / request.param.replace(" ", "-")
    venv.create(environment, with_pip=True)
    python: Path = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    what: dict[str, list[str | Path]] = {
        "wheel": [the_one(dist, ".whl")],
        "wheel from the tree": [the_one(dist / "tree", ".whl")],
        "tree": [ROOT],
        "editable": ["--editable", ROOT],
    }
    call(python, "-m", "pip", "install", *what[request.param], cwd=dist)
    return python


@pytest.mark.packaging
class TestInstallations:
    """However it was installed, the library has its data, its version and its command."""

    def test_the_bundle_is_there(self, installed: Path, tmp_path: Path) -> None:
        """Every bundled snapshot loads, away from the checkout."""
        code = (
            f"import {NAME} as tal\n"
            "names = [snapshot.name for snapshot in tal.snapshots()]\n"
            "print(*[name for name in names if len(tal.load(name)) and tal.topics()])"
        )
        cache = str(tmp_path / "cache")
        printed = call(installed, "-c", code, cwd=tmp_path, TRUSTWORTHY_AUDIO_LLMS_CACHE=cache)
        bundled = {path.stem for path in (ROOT / "data" / "snapshots").glob("*.json")}
        assert set(printed.split()) == bundled
        assert bundled

    def test_it_knows_its_version(self, installed: Path, tmp_path: Path) -> None:
        """The version comes from the installation's metadata."""
        code = f"import {NAME}; print({NAME}.__version__)"
        assert call(installed, "-c", code, cwd=tmp_path) == f"{VERSION}\n"

    def test_the_command_says_what_it_needs(self, installed: Path, tmp_path: Path) -> None:
        """Without the extra `cli`, the command is one line that says what to install."""
        command = installed.with_name("trustworthy-audio-llms")
        done = subprocess.run([command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode != 0
        (line,) = done.stderr.splitlines()
        assert f"{NAME}[cli]" in line


@pytest.mark.packaging
def test_the_bundle_loads_from_a_zip(dist: Path, tmp_path: Path) -> None:
    """A wheel on `sys.path`, never unpacked, has its data too."""
    wheel = str(the_one(dist, ".whl"))
    code = f"import {NAME} as tal; print('.whl' in tal.__file__ and len(tal.load()) > 0)"
    assert call(sys.executable, "-c", code, cwd=tmp_path, PYTHONPATH=wheel) == "True\n"
