"""What an import costs, what it offers, and which module may import which."""

import ast
import functools
import graphlib
import os
import subprocess
import sys
import typing
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal

PACKAGE = Path(tal.__file__).parent

# Nobody pays for these before using what needs them.
HEAVY = (
    "cattrs",
    "click",
    "importlib.metadata",
    "markdown_it",
    "matplotlib",
    "platformdirs",
    "requests",
    "rich",
    "sqlite3",
    "urllib3",
)

# A module imports from its own layer and the ones above it in this table.
LAYERS = (
    (  # What things are.
        "_bundle",
        "_citekeys",
        "_clean",
        "_dates",
        "_errors",
        "_extras",
        "_fields",
        "_html",
        "_identifiers",
        "_names",
        "_records",
        "_snapshot",
        "_taxonomy",
    ),
    (  # What can be done with them, one thing a module.
        "_audit",
        "_bibtex",
        "_canonical",
        "_charts",
        "_csl",
        "_exports",
        "_files",
        "_findings",
        "_flow",
        "_frames",
        "_frames",
        "_grammar",
        "_latex",
        "_likeness",
        "_listing",
        "_listing",
        "_lookup",
        "_markdown",
        "_merge",
        "_notebook",
        "_page",
        "_plots",
        "_prisma",
        "_reader",
        "_references",
        "_ris",
        "_rows",
        "_search",
        "_several",
        "_show",
        "_spans",
        "_sqlite",
        "_sqlite",
        "_structure",
        "_tables",
        "_wording",
    ),
    (  # Collections of them.
        "_catalog",
        "_criteria",
    ),
    (  # Where collections come from: files and the network.
        "_archive",
        "_cache",
        "_download",
        "_fetch",
        "_lists",
        "_load",
        "_provenance",
    ),
    (  # What is done with whole collections, wherever they come from.
        "_diff",
        "_review",
        "_review_file",
    ),
    (  # The faces.
        "__init__",
        "__main__",
        "_cli",
        "_commands",
        "_completion",
        "_group",
        "_options",
        "_output",
        "_terminal",
    ),
)
LEVELS = {module: level for level, layer in enumerate(LAYERS) for module in layer}


def run(code: str, *, unset: tuple[str, ...] = (), **environment: str) -> str:
    """Run code in a fresh interpreter, warnings as errors, and give back what it prints."""
    surroundings = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=surroundings | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def public_classes() -> list[type]:
    """The classes among the public names."""
    found = [getattr(tal, name) for name in tal.__all__]
    return [value for value in found if isinstance(value, type)]


class TestCost:
    """An import brings what is needed to ask for something, and no more."""

    @pytest.mark.parametrize("module", HEAVY)
    def test_an_import_does_not_load(self, module: str) -> None:
        """The import leaves this module to whoever needs it."""
        assert module not in loaded_by("import trustworthy_audio_llms")

    @pytest.mark.parametrize("module", sorted({*HEAVY} - {"cattrs"}))
    def test_opening_a_snapshot_does_not_load(self, module: str) -> None:
        """Reading the bundle takes cattrs, and nothing for networks, searches or terminals."""
        code = "import trustworthy_audio_llms; trustworthy_audio_llms.load()"
        assert module not in loaded_by(code)
        assert "cattrs" in loaded_by(code)

    def test_an_import_loads_no_module_of_ours(self) -> None:
        """What stands behind a name is loaded when the name is used."""
        loaded = loaded_by("import trustworthy_audio_llms")
        assert {name for name in loaded if name.startswith(tal.__name__)} == {tal.__name__}


@functools.cache
def loaded_by(code: str) -> frozenset[str]:
    """The modules that code adds to those that a bare interpreter of this environment has."""
    start = "import sys; before = set(sys.modules)"
    return frozenset(run(f"{start}; {code}; print(*set(sys.modules) - before)").split())


class TestSurroundings:
    """The import, and what needs no network, work wherever Python does."""

    def test_without_a_home(self) -> None:
        """A process without HOME imports the library and loads the bundle."""
        homes = ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "TRUSTWORTHY_AUDIO_LLMS_CACHE")
        code = "import trustworthy_audio_llms as tal; print(len(tal.load()) > 0)"
        assert run(code, unset=homes) == "True\n"

    def test_with_a_cache_that_can_never_be(self, tmp_path: Path) -> None:
        """A cache folder that is a file costs nothing as long as nothing is fetched."""
        nonsense = tmp_path / "file"
        nonsense.write_text("no folder", encoding="utf-8")
        code = "import trustworthy_audio_llms as tal; print(len(tal.load()) > 0)"
        assert run(code, TRUSTWORTHY_AUDIO_LLMS_CACHE=str(nonsense / "cache")) == "True\n"


class TestNames:
    """`__all__` is the whole face, and everything in it is there."""

    def test_all_is_sorted_and_without_repetition(self) -> None:
        """One name a line, in order, so that two additions seldom collide."""
        assert list(tal.__all__) == sorted(set(tal.__all__))

    def test_dir_is_all(self) -> None:
        """`dir()` shows the public names, loaded or not, and no private ones."""
        shown = [name for name in dir(tal) if not name.startswith("_")]
        assert shown == [name for name in tal.__all__ if not name.startswith("_")]

    @pytest.mark.parametrize("name", tal.__all__)
    def test_every_name_resolves_and_is_documented(self, name: str) -> None:
        """Each public name can be had from the module and says what it is."""
        value = getattr(tal, name)
        assert isinstance(value, str) or value.__doc__

    def test_an_unknown_name_is_an_attribute_error(self) -> None:
        """A misspelt name fails as on any module, and `hasattr` and `from … import` with it."""
        with pytest.raises(AttributeError, match=r"trustworthy_audio_llms.*'laod'"):
            tal.laod  # noqa: B018
        assert not hasattr(tal, "laod")
        with pytest.raises(ImportError, match="laod"):
            exec("from trustworthy_audio_llms import laod")

    def test_a_star_import_brings_all(self) -> None:
        """`from trustworthy_audio_llms import *` resolves lazy names too."""
        namespace: dict[str, object] = {}
        exec("from trustworthy_audio_llms import *", namespace)
        assert set(tal.__all__) <= set(namespace)

    def test_classes_say_where_users_find_them(self) -> None:
        """Pickles and tracebacks name modules that exist."""
        for cls in public_classes():
            assert getattr(sys.modules[cls.__module__], cls.__name__) is cls

    @pytest.mark.parametrize("cls", public_classes(), ids=lambda cls: cls.__name__)
    def test_type_hints_resolve_at_run_time(self, cls: type) -> None:
        """No annotation names what only the type checker has imported; cattrs would fail on it."""
        typing.get_type_hints(cls)
        if "__init__" in vars(cls):
            typing.get_type_hints(cls.__init__)  # type: ignore[misc]


class TestVersion:
    """The version is that of the installed distribution."""

    def test_it_is_asked_for_when_needed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """`__version__` comes from the metadata, like what `pip show` says."""
        monkeypatch.delitem(vars(tal), "__version__", raising=False)
        try:
            expected = metadata.version("trustworthy_audio_llms")
        except metadata.PackageNotFoundError:
            pytest.skip("the package is not installed, so that nothing knows its version")
        assert tal.__version__ == expected


class TestLayers:
    """Imports go down: a module knows what it is made of, never who uses it."""

    def test_every_module_has_its_layer(self) -> None:
        """A new module is put into the table; a module that is gone leaves it."""
        assert {path.stem for path in PACKAGE.glob("*.py")} == set(LEVELS)

    @pytest.mark.parametrize("module", LEVELS)
    def test_imports_go_down(self, module: str) -> None:
        """No import, not even one inside a function, reaches into a higher layer."""
        imported = siblings(PACKAGE / f"{module}.py")
        assert [name for name in imported if LEVELS.get(name, 0) > LEVELS[module]] == []

    def test_there_are_no_cycles(self) -> None:
        """Within a layer, too, imports go one way."""
        graph = {path.stem: set(siblings(path)) for path in PACKAGE.glob("*.py")}
        assert list(graphlib.TopologicalSorter(graph).static_order())


def siblings(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports, anywhere in its code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            names = [node.module] if node.module else [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module.removeprefix(f"{tal.__name__}.")]
        elif isinstance(node, ast.Import):
            names = [alias.name.removeprefix(f"{tal.__name__}.") for alias in node.names]
        else:
            continue
        yield from (name for name in names if (PACKAGE / f"{name}.py").is_file())
