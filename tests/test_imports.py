"""What an import costs, what it offers, and which module may import which."""

import ast
import functools
import graphlib
import os
import pickle
import re
import subprocess
import sys
import typing
from importlib import metadata
from pathlib import Path

import house
import pytest

import trustworthy_audio_llms as tal

PACKAGE = house.PACKAGE
LEVELS = {wing: level for level, layer in enumerate(house.LAYERS) for wing in layer}
MODULES = sorted(PACKAGE.rglob("*.py"))

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

    @pytest.mark.parametrize("name", tal.__all__)
    def test_what_is_public_says_so(self, name: str) -> None:
        """Pickles, tracebacks and `help` name the package, not the module of the day."""
        value = getattr(tal, name)
        assert (value.__module__, value.__name__) == (tal.__name__, name)
        assert pickle.loads(pickle.dumps(value)) is value

    def test_type_checkers_see_the_same(self) -> None:
        """What they import is what the table loads, from the same modules."""
        tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
        imports = [
            node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level
        ]
        seen = {alias.asname: node.module for node in imports for alias in node.names}
        assert seen == tal._HOMES

    def test_topics_are_called_topics(self) -> None:
        """`help(tal.topics)` says what it was asked for."""
        assert tal.topics.__name__ == "topics"
        assert "topics" in (tal.topics.__doc__ or "")

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
    """Imports go down: a wing knows what it is made of, never who uses it."""

    def test_every_wing_has_its_layer(self) -> None:
        """A new wing is put into the table; one that is gone leaves it."""
        assert house.wings() <= set(LEVELS)

    @pytest.mark.parametrize("path", MODULES, ids=str)
    def test_imports_go_down(self, path: Path) -> None:
        """No import, not even one inside a function, reaches into a wing above or beside."""
        wing = house.wing_of(path)
        others = set(map(house.wing_of, house.imported(path))) - {wing}
        assert not {other for other in others if LEVELS[other] > LEVELS[wing]}
        assert not {other for other in others if LEVELS[other] == LEVELS[wing] > 0}

    def test_there_are_no_circles(self) -> None:
        """Neither between wings nor between the modules of one."""
        graph = {path: set(house.imported(path)) for path in MODULES}
        assert list(graphlib.TopologicalSorter(graph).static_order())

    @pytest.mark.parametrize("path", sorted(house.PACKAGE.glob("*/__init__.py")), ids=str)
    def test_a_wing_says_what_it_is_for(self, path: Path) -> None:
        """Its `__init__` is one line, a docstring, so that importing a module costs no other."""
        assert re.fullmatch(r'"""[A-Z].*\."""\n', path.read_text(encoding="utf-8"))

    @pytest.mark.parametrize("path", sorted(house.PACKAGE.glob("*/*.py")), ids=str)
    def test_inside_a_wing_names_are_plain(self, path: Path) -> None:
        """Private once, by the folder."""
        assert path.name == "__init__.py" or not path.name.startswith("_")


class TestReading:
    """The test itself sees what it must see."""

    @pytest.mark.parametrize(
        "code",
        ["from ..b import c", "from ..b.c import d", "def f():\n    from ..b.c import d"],
    )
    def test_an_import_is_seen(self, tmp_path: Path, code: str) -> None:
        """In either spelling, and inside functions."""
        for name, text in {"a/__init__": "", "a/m": code, "b/__init__": "", "b/c": ""}.items():
            file = tmp_path / "package" / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        package = tmp_path / "package"
        assert house.uses(package) == {"a": {"b"}, "b": set()}
