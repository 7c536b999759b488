"""What is fuzzed also runs without a fuzzer: on the corpus, and on what Hypothesis makes up."""

import gzip
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from listserver import make_archive

from fuzz.targets import CORPUS, TARGETS
from tests.lists.test_reader import TEXTS
from trustworthy_audio_llms import parse_list

INPUTS = sorted(path.relative_to(CORPUS) for path in CORPUS.glob("*/*"))


@pytest.mark.parametrize("path", INPUTS, ids=str)
def test_the_corpus(path: Path) -> None:
    """Every input to begin with, and every one that failed once, holds what its target wants."""
    TARGETS[path.parts[0]]((CORPUS / path).read_bytes())


def test_every_target_has_a_corpus() -> None:
    """And no folder is left over."""
    assert {path.parts[0] for path in INPUTS} == set(TARGETS)


@pytest.mark.filterwarnings("ignore:This text looks like a path:UserWarning")
@settings(max_examples=60)
@given(TEXTS)
def test_lists(text: str) -> None:
    """The target of the reader holds for what is much like a list."""
    TARGETS["reader"](text.encode("utf-8", "replace"))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8))
def test_archives(changes: list[tuple[int, int]]) -> None:
    """The target of the archive reader holds for damaged headers with right checksums."""
    content = bytearray(gzip.decompress(make_archive({"a.md": "a", "é" * 70 + ".md": "b"})))
    for place, value in changes:
        content[place] = value
    TARGETS["archive"](bytes(content))


REFERENCES = ["bibtex", "csl", "endnote", "nbib", "repair", "ris", "table", "wos"]


@pytest.mark.parametrize("target", ["snapshot", "review", *REFERENCES])
@settings(max_examples=60)
@given(data=st.data())
def test_files(target: str, data: st.DataObject) -> None:
    """The targets of files hold for files in which something is changed."""
    path = data.draw(st.sampled_from([path for path in INPUTS if path.parts[0] == target]))
    file = bytearray((CORPUS / path).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(file)))
        length = data.draw(st.integers(0, 4))
        file[place : place + length] = data.draw(st.binary(max_size=6))
    TARGETS[target](bytes(file))


@pytest.mark.parametrize("target", ["search", "identifiers"])
@given(text=st.text(st.characters(codec="utf-8") | st.sampled_from('"-* OR:/.10'), max_size=40))
def test_texts(target: str, text: str) -> None:
    """The targets of texts hold for any."""
    TARGETS[target](text.encode())


def test_a_lost_item_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The target of the reader counts the items by itself."""
    monkeypatch.setattr("fuzz.targets.parse_list", lambda _text, path="": parse_list("# Voices"))
    with pytest.raises(AssertionError, match="the item on line 3 is lost"):
        TARGETS["reader"](b"# Voices\n\n- [A Title of a Work](https://arxiv.org/abs/2501.00001)")


class TestCommand:
    """`python -m fuzz` fuzzes one target."""

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What it prints, and how it ends."""
        return subprocess.run(
            [sys.executable, "-m", "fuzz", *arguments],
            cwd=CORPUS.parents[1],
            env=os.environ | {"PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_without_the_fuzzer(self) -> None:
        """Nothing happens, and it says why."""
        if importlib.util.find_spec("atheris"):
            pytest.skip("the fuzzer is installed")
        done = self.run("identifiers", "--seconds", "1")
        assert done.returncode == 0
        assert done.stdout.startswith("nothing is fuzzed: it needs the package atheris")

    def test_with_it(self) -> None:
        """It goes on from the corpus until so many inputs were tried, always the same ones."""
        pytest.importorskip("atheris")
        done = self.run("identifiers", "--runs", "300", "--seed", "1")
        assert done.returncode == 0, done.stderr
        assert "files found in" in done.stderr

    def test_an_unknown_target(self) -> None:
        """Is refused with those there are."""
        done = self.run("nonsense")
        assert done.returncode == 2
        assert all(target in done.stderr for target in TARGETS)
