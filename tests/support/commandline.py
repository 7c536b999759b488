"""The command line, run in the process of a test."""

import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from trustworthy_audio_llms._cli.main import main


@attrs.frozen
class Result:
    """What a command did.

    Attributes:
        code: Its exit code.
        out: What it wrote for programs and pipes.
        err: What it wrote for people.
    """

    code: int | str
    out: str
    err: str


Run = Callable[..., Result]


def runner(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """What runs the command line with arguments."""

    def run(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["prog", *map(str, arguments)])
        with pytest.raises(SystemExit) as raised:
            main()
        out, err = capfdbinary.readouterr()
        return Result(raised.value.code or 0, out.decode(), err.decode())

    return run
