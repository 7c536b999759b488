"""Programs that read references, run or skipped."""

import shutil
import subprocess
from pathlib import Path

import pytest


def program(name: str) -> str:
    """The path of a program, or skip."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def run(*command: str, cwd: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program; what it says is UTF-8, as far as it is text at all."""
    return subprocess.run(
        command,
        cwd=cwd,
        input=text,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=300,
        check=False,
    )
