"""The threat model: what no list, server, cache or snapshot file can do."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import posix
from listserver import ListServer

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import SnapshotNotFound, fetch, load

PACKAGE = Path(tal.__file__).parent
TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "threats.md"
LIST = {"README.md": "- [A title](https://arxiv.org/abs/2405.19103)\n"}

# What turns data into code, or starts a program, and what would make a file of a known name.
MODULES = {
    *("code", "codeop", "ctypes", "dill", "imp", "joblib", "marshal", "multiprocessing", "pdb"),
    *("pickle", "pty", "runpy", "shelve", "subprocess", "tarfile", "webbrowser"),
    *("xml", "yaml", "zipimport"),
}
NAMES = {"__import__", "breakpoint", "compile", "eval", "exec", "input"}
# `browse` opens the page that it has written, and `screen` the one that it serves.
ALLOWED = {
    "_review/screen.py": ["webbrowser"],
    "_cli/writing.py": ["webbrowser"],
    # expat alone, which resolves nothing: it takes no document type, so that no entity is declared.
    "_sources/arxiv_api.py": ["xml"],
}
ATTRIBUTES = {
    *("execl", "execle", "execlp", "execv", "execve", "execvp", "fork", "forkpty", "mktemp"),
    *("popen", "posix_spawn", "spawnl", "spawnv", "startfile", "system", "unsafe_load"),
}


def forbidden(code: str) -> Iterator[str]:
    """What in some code could run what data say."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from {alias.name.partition(".")[0] for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from {str(node.module).partition(".")[0]} & MODULES
            yield from {alias.name for alias in node.names} & ATTRIBUTES
        elif isinstance(node, ast.Name):
            yield from {node.id} & NAMES
        elif isinstance(node, ast.Attribute):
            yield from {node.attr} & ATTRIBUTES
        elif isinstance(node, ast.keyword) and node.arg == "shell":
            yield "shell"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_runs_what_data_say(path: Path) -> None:
    """No module has what could: no pickle, no eval, no shell, no program but the web browser."""
    found = list(forbidden(path.read_text(encoding="utf-8")))
    assert found == ALLOWED.get(path.relative_to(PACKAGE).as_posix(), [])


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "import xml.etree",
        "from subprocess import run",
        "from os import system",
        "os.system(x)",
        "eval(x)",
        "f(shell=True)",
        "tempfile.mktemp()",
        "def f():\n    import yaml.reader",
    ],
)
def test_what_could_is_seen(code: str) -> None:
    """The test above would find it, wherever it stands."""
    assert list(forbidden(code))


def test_modules_are_chosen_by_our_own_names() -> None:
    """What imports by name is our own table of names, and extras, which stand in the code."""
    importing = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name == "import_module":
                importing.add(path.stem)
            elif name in ("load_extra", "function_of"):
                assert isinstance(node, ast.Call)
                assert isinstance(node.args[0], ast.Constant), (path.name, node.lineno)
    assert importing <= {"__init__", "_extras", "_public"}
    assert not hasattr(tal, "os")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    """A server in the place of GitHub's."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ListServer() as server:
        monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", server.template)
        server.put(LIST)
        yield server


@pytest.mark.parametrize(
    "pin",
    [
        f"github:../..@{'0' * 40}#sha256:{'0' * 64}",
        f"github:a/b@{'0' * 40}#sha256:{'../' * 21}x",
        f"github:a/b@../../x#sha256:{'0' * 64}",
        f"../../x@sha256:{'0' * 64}",
        f"/etc/passwd@sha256:{'0' * 64}",
    ],
)
def test_no_pin_is_a_path(cache_folder: Path, pin: str) -> None:
    """However a pin is spelt, only files of the cache are looked for, under names of digests."""
    outside = cache_folder.parent / "x.json"
    load("2025.11").save(outside)
    with pytest.raises(SnapshotNotFound):
        load(pin)


@posix
@pytest.mark.parametrize(("mask", "file", "folder"), [(0o002, 0o664, 0o775), (0o077, 0o600, 0o700)])
def test_permissions_follow_the_umask(
    server: ListServer, cache_folder: Path, mask: int, file: int, folder: int
) -> None:
    """A group may share its cache, and what is nobody's business stays so."""
    before = os.umask(mask)
    try:
        fetch()
    finally:
        os.umask(before)
    for path in [cache_folder, *cache_folder.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (folder if path.is_dir() else file)


@posix
def test_links_in_the_cache(server: ListServer, cache_folder: Path, tmp_path: Path) -> None:
    """What links lead to is neither overwritten nor swept away, whoever put them there."""
    snapshot = fetch().snapshot
    precious = tmp_path / "thesis.tex"
    precious.write_text("three years of work", encoding="utf-8")
    names = [path for path in cache_folder.rglob("*") if path.is_file()]
    for path in names:
        path.unlink()
        path.symlink_to(precious)
    with pytest.warns(RuntimeWarning):
        assert fetch().snapshot.pin == snapshot.pin
    assert precious.read_text(encoding="utf-8") == "three years of work"
    assert not any(path.is_symlink() for path in names)

    elsewhere = tmp_path / "home"
    elsewhere.mkdir()
    for name in (".download.part", ".bashrc", "letter.part"):
        (elsewhere / name).write_text("old", encoding="utf-8")
        os.utime(elsewhere / name, (1, 1))
    before = set(elsewhere.iterdir())
    for path in (cache_folder / "refs").iterdir():
        path.unlink()
    (cache_folder / "refs").rmdir()
    (cache_folder / "refs").symlink_to(elsewhere)
    fetch()
    assert before <= set(elsewhere.iterdir())
    assert {path.read_text(encoding="utf-8") for path in before} == {"old"}


def _tests_in(path: Path) -> set[str]:
    """The tests of a file, as the page writes them."""
    name = path.relative_to(TESTS).as_posix()
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(f"{name}::{node.name}")
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{name}::{node.name}::{method.name}"
                for method in node.body
                if isinstance(method, ast.FunctionDef)
            }
    return found


def test_every_test_on_the_page_is_there() -> None:
    """A line of the threat model without its test would be a claim."""
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+\.py::[\w:]+)`", text))
    files = {name.partition("::")[0] for name in named}
    assert named - {test for file in files for test in _tests_in(TESTS / file)} == set()
    rows = [row for row in re.findall(r"^\| (.+) \|$", text, re.M) if not row.startswith("---")]
    claims = [row for row in rows if not row.startswith("they cannot |")]
    assert len(claims) > 10
    assert all("::test_" in row.rpartition(" | ")[2] for row in claims)
