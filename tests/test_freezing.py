"""PyInstaller finds the hook, and the hook what belongs into a frozen application."""

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from trustworthy_audio_llms._freezing.folders import hook_folders

ROOT = Path(__file__).parents[1]


def test_the_entry_point_leads_to_the_hook() -> None:
    """Its name is that of the package it is for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entry_point = project["entry-points"]["pyinstaller40"]["hook-dirs"]
    assert entry_point == f"{hook_folders.__module__}:{hook_folders.__name__}"
    (folder,) = hook_folders()
    assert [path.name for path in Path(folder).glob("hook-*")] == ["hook-trustworthy_audio_llms.py"]


@pytest.mark.packaging
def test_a_frozen_application(tmp_path: Path) -> None:
    """It loads the bundle, reads lists and exports, without the library beside it."""
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("needs PyInstaller, and the library installed as a wheel")
    (tmp_path / "app.py").write_text(
        "import trustworthy_audio_llms as tal\n"
        "print(len(tal.load()) > 700, len(tal.load().search('jailbreak')) > 9)\n"
        "print(len(tal.parse_list('- [A title](https://arxiv.org/abs/2405.19103)')))\n",
        encoding="utf-8",
    )
    pyinstaller = [sys.executable, "-m", "PyInstaller", "--onefile", "--log-level", "ERROR"]
    subprocess.run([*pyinstaller, "app.py"], cwd=tmp_path, check=True)
    done = subprocess.run([tmp_path / "dist" / "app"], cwd="/", capture_output=True, check=True)
    assert done.stdout.split() == [b"True", b"True", b"1"]
