"""What is said on stderr: in the command line's own words, and never cut within one."""

import io
import webbrowser
from pathlib import Path

import pytest
from commandline import Run

from trustworthy_audio_llms._cli.saying import in_own_words, say


class Terminal(io.StringIO):
    """A standard error that says that it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_terminal_breaks_lines_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pin or an address is longer than a line, and stays whole to be copied."""
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("COLUMNS", "20")
    pin = f"mine@sha256:{'0' * 64}"
    say(f"Some works of audio-language models in \x1b[31m{pin} are not here.")
    lines = shown.getvalue().splitlines()
    assert lines == ["Some works of", "audio-language", "models in", pin, "are not here."]


def test_a_pipe_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever its length."""
    say("words and words " * 20)
    assert capsys.readouterr().err.count("\n") == 1


def test_advice_is_of_commands() -> None:
    """What the library says in Python."""
    assert in_own_words("`print(tal.topics())` shows them all.") == "`topics` lists them."
    told = "`trustworthy_audio_llms.fetch(pin='a@b')` brings them."
    assert in_own_words(told) == "`fetch 'a@b'` brings them."


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--topic", "nothing"],
        ["search", "topic:nothing"],
        ["search", "--snapshot", f"github:a/b@{'a' * 40}#sha256:{'0' * 64}"],
        ["diff", "2025.11", f"github:a/b@{'a' * 40}#sha256:{'0' * 64}"],
    ],
)
def test_errors_name_no_function(run: Run, arguments: list[str]) -> None:
    """A user of the command line has none."""
    result = run(*arguments)
    assert result.code
    assert "()" not in result.err
    assert "tal." not in result.err
    assert "fetch(" not in result.err


def test_an_error_of_the_system_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also one that is about no file."""

    def fail(_address: str) -> bool:
        raise OSError("There is no display.")

    monkeypatch.setattr(webbrowser, "open", fail)
    monkeypatch.chdir(tmp_path)
    result = run("browse", "--snapshot", "2025.11", "-o", "page.html")
    assert result.code == 1
    assert result.err == "trustworthy-audio-llms: There is no display.\n"
