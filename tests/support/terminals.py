"""The command line on a real terminal: what a person sees, and what the keys do.

shown = on_terminal("search", "jailbreak", columns=40, keys="q")
assert shown.code == 0
assert "(END)" in shown.text
"""

import contextlib
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import attrs

_PATIENCE = 120.0
"""Seconds after which a program that waits for a key that never comes is given up."""

_PROGRAM = (
    "import os, sys; os.login_tty(0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'trustworthy_audio_llms', *sys.argv[1:]])"
)
_LEFT_OUT = (
    "COLUMNS", "LINES", "LESS", "PAGER", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE",
    "TTY_INTERACTIVE", "PYTHONWARNINGS",
)  # fmt: skip


@attrs.frozen
class Shown:
    """What a terminal got.

    Attributes:
        code: The exit code of the program.
        raw: All that was sent to it.
    """

    code: int
    raw: str

    @property
    def text(self) -> str:
        """What was sent, without colours and other sequences, its lines ended as in files."""
        return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>]", "", self.raw).replace("\r\n", "\n")

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without blanks at their ends."""
        return [line.rstrip() for line in self.text.splitlines()]

    @property
    def colours(self) -> set[str]:
        """The parameters of the sequences that set colours, weights and the like."""
        return set(re.findall(r"\x1b\[([0-9;]*)m", self.raw))


def on_terminal(
    *arguments: object, columns: int = 80, lines: int = 24, keys: str = "", **environment: str
) -> Shown:
    """Run the command line on a terminal of its own.

    Args:
        *arguments: Its arguments.
        columns: The width of the terminal.
        lines: Its height.
        keys: What is pressed once the program waits at the prompt of a pager.
        **environment: Environment variables.
    """
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (lines, columns))
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    started = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=kept | {"TERM": "xterm-256color"} | environment,
    )
    os.close(theirs)
    try:
        raw = _all_from(ours, keys)
        return Shown(started.wait(_PATIENCE), raw.decode(errors="replace"))
    finally:
        os.close(ours)
        started.kill()


def marking_pager(folder: Path) -> str:
    """What to set PAGER to, so that each line that is paged begins with `paged:`."""
    path = folder / "pager"
    path.write_text("#!/bin/sh\nexec sed s/^/paged:/\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def _all_from(terminal: int, keys: str) -> bytes:
    raw = b""
    end = time.monotonic() + _PATIENCE
    while select.select([terminal], [], [], max(end - time.monotonic(), 0))[0]:
        piece = b""
        with contextlib.suppress(OSError):  # Linux says so where the program has ended.
            piece = os.read(terminal, 1 << 16)
        if not piece:
            return raw
        raw += piece
        if keys and re.search(rb"(?:^|\n|\r|\x1b\[K|m):|\(END\)", raw):
            os.write(terminal, keys.encode())
            keys = ""
    raise AssertionError(f"it waits for something: {raw!r}")
