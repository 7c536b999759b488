"""What must hold after every fault."""

import itertools
import json
import re
import warnings
from pathlib import Path

import attrs

from trustworthy_audio_llms import Catalog, load
from trustworthy_audio_llms._snapshots.file import read_snapshot_file
from trustworthy_audio_llms._sources.origins import Origin, RefState, read_record

_RECORDS = re.compile(r"([0-9a-f]{64})\.json")
_ORIGIN = re.compile(r"[0-9a-f]{64}\.[0-9a-f]{32}\.json")
_STATE = re.compile(r"[0-9a-f]{32}\.json")


def list_of(number: int) -> dict[str, str | bytes]:
    """A list of a hundred works; another one for each number."""
    lines = [
        f"- **2026/05/{n % 28 + 1:02}** | [**Work {n} of list {number}**](https://x.org/{number}/{n})"
        for n in range(100)
    ]
    return {
        "README.md": "# A list\n\n## News\n\n- **[2026.05.12]** It has moved.\n",
        "papers/safety/jailbreak.md": "\n".join(["# Jailbreaks", "", *lines, ""]),
    }


def leftovers(root: Path) -> list[Path]:
    """The temporary files in a cache."""
    return [path for path in root.rglob(".*") if path.suffix == ".part"]


def held(root: Path) -> dict[str, bytes]:
    """What is in a cache, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def assert_whole(root: Path) -> None:
    """Every file in a cache is whole, has the name it should have, and leads somewhere."""
    commits, known = set(), set()
    names = {path.name for path in root.iterdir() if path.suffix != ".part"}
    assert names <= {"refs", "snapshots", "latest.json"}
    # Others may be writing: what leads somewhere is looked at before what it leads to.
    for path in itertools.chain((root / "refs").glob("*"), (root / "snapshots").glob("*")):
        if path.suffix == ".part":
            continue
        if found := _RECORDS.fullmatch(path.name):
            digest = f"sha256:{found[1]}"
            assert read_snapshot_file(path.read_bytes(), str(path)).snapshot.digest == digest
        elif _ORIGIN.fullmatch(path.name):
            origin = read_record(path, Origin)
            assert origin is not None
            assert path.with_name(f"{path.name.partition('.')[0]}.json").is_file()
            commits.add(origin.commit)
        else:
            assert _STATE.fullmatch(path.name), path
            known.add(json.loads(path.read_bytes())["commit"])
            assert read_record(path, RefState) is not None
    assert known <= commits


@attrs.frozen
class Row:
    """A row of the table of faults survived, in docs/faults.md.

    Attributes:
        fault: What is done.
        drills: How often, or in how many ways.
        left: What is left then.
    """

    fault: str
    drills: int
    left: str


@attrs.frozen
class Oracle:
    """A cache, and what was in it before the fault."""

    root: Path
    before: Catalog

    def assert_holds(self) -> None:
        """What was there is there and the same, the latest answers, every file is whole."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pin = self.before.snapshot.pin
            again = load(pin)
            assert list(again) == list(self.before)
            assert again.news == self.before.news
            assert again.snapshot.pin == pin
            assert load("latest").snapshot.digest
            assert_whole(self.root)
