"""What a shell completes after Tab."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from listserver import ListServer
from made_up import ENTRIES, JAILBREAK

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import load
from trustworthy_audio_llms._bundle import snapshot_names
from trustworthy_audio_llms._cli.completion import SHELLS
from trustworthy_audio_llms._cli.main import main
from trustworthy_audio_llms._records.entries import KINDS

PROGRAM = "trustworthy-audio-llms"
VARIABLE = "_TRUSTWORTHY_AUDIO_LLMS_COMPLETE"

Complete = Callable[..., list[str]]


@pytest.fixture
def complete(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Complete:
    """Completes the last of some words, as the script for bash asks for it."""

    def complete(*words: str | Path) -> list[str]:
        monkeypatch.setattr(sys, "argv", [PROGRAM])
        monkeypatch.setenv(VARIABLE, "bash_complete")
        monkeypatch.setenv("COMP_WORDS", shlex.join([PROGRAM, *map(str, words)]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit) as raised:
            main()
        out, err = capfdbinary.readouterr()
        assert (raised.value.code, err) == (0, b"")
        return [line.removeprefix("plain,") for line in out.decode().split()]

    return complete


class TestWords:
    """The words that fit, and no others."""

    def test_commands(self, complete: Complete) -> None:
        """By their beginning."""
        assert complete("s") == ["save", "screen", "search", "show", "snapshots"]

    def test_options(self, complete: Complete) -> None:
        """After hyphens."""
        assert complete("search", "--s") == [
            "--scope",
            "--since",
            "--series",
            "--status",
            "--section",
            "--snapshot",
            "--sort",
        ]

    @pytest.mark.parametrize("command", ["search", "export", "browse"])
    def test_topics(self, complete: Complete, command: str) -> None:
        """By their slugs."""
        expected = [topic.slug for topic in tal.topics() if topic.slug.startswith("safety")]
        assert complete(command, "--topic", "safety") == expected

    def test_topics_of_a_count(self, complete: Complete) -> None:
        """Behind the word it counts by."""
        assert complete("count", "year", "--topic", "safety/jail") == ["safety/jailbreak"]

    def test_kinds(self, complete: Complete) -> None:
        """All of them."""
        assert complete("search", "--kind", "") == list(KINDS)

    @pytest.mark.parametrize("option", ["--has", "--sort"])
    def test_fields(self, complete: Complete, option: str) -> None:
        """Of a record."""
        assert complete("search", option, "ar") == ["arxiv", "arxiv_category"]

    def test_words_to_count_by(self, complete: Complete) -> None:
        """Those of the library."""
        assert complete("count", "ye") == ["year"]

    @pytest.mark.parametrize(
        "words",
        [["show", "x", "--snapshot"], ["diff"], ["diff", "2025.11"], ["audit", "--against"]],
    )
    def test_snapshots(self, complete: Complete, words: list[str]) -> None:
        """The bundled by name."""
        assert set(complete(*words, "20")) == set(snapshot_names())
        assert complete(*words, "lat") == ["latest"]

    def test_fetched_snapshots(self, complete: Complete, monkeypatch: pytest.MonkeyPatch) -> None:
        """By pin."""
        with ListServer() as server:
            monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", server.template)
            server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
            pin = tal.fetch().snapshot.pin
        assert complete("diff", "gith") == [pin]

    def test_files_where_no_snapshot_fits(self, complete: Complete) -> None:
        """The shell knows them."""
        assert complete("diff", "./my") == ["file,./my"]

    @pytest.mark.parametrize("word", [JAILBREAK.citekey[:-2], "2503.0123", "arxiv:2503.01"])
    def test_works(self, complete: Complete, file: Path, word: str) -> None:
        """By citation key or identifier, in the snapshot that was named."""
        (found,) = complete("show", "--snapshot", file, word)
        assert found.startswith(word)
        assert load(file)[found].id == JAILBREAK.id

    def test_all_works(self, complete: Complete, file: Path) -> None:
        """Citation keys come first."""
        found = complete("show", "--snapshot", file, "")
        assert found[: len(ENTRIES)] == [entry.citekey for entry in ENTRIES]

    def test_works_of_the_bundle(self, complete: Complete) -> None:
        """Where no snapshot was named."""
        assert complete("show", "2405.1910") == ["2405.19103"]

    @pytest.mark.parametrize("source", ["no-such-file.json", "."])
    def test_a_failure_is_nothing_to_complete(self, complete: Complete, source: str) -> None:
        """Nobody wants to read of it in the middle of a line."""
        assert complete("show", "--snapshot", source, "x") == []

    def test_a_warning_is_not_shown(self, complete: Complete, cache_folder: Path) -> None:
        """A broken cache is for other commands to tell of."""
        cache_folder.parent.mkdir(exist_ok=True)
        cache_folder.write_text("no folder", encoding="utf-8")
        assert complete("diff", "lat") == ["latest"]


class TestShells:
    """The scripts that shells run."""

    @pytest.mark.parametrize("shell", SHELLS)
    def test_script(
        self,
        shell: str,
        monkeypatch: pytest.MonkeyPatch,
        capfdbinary: pytest.CaptureFixture[bytes],
    ) -> None:
        """Click's own: it asks the program that is installed."""
        monkeypatch.setattr(sys, "argv", [PROGRAM, "completion", shell])
        with pytest.raises(SystemExit) as raised:
            main()
        assert not raised.value.code
        out = capfdbinary.readouterr().out.decode()
        assert f"{VARIABLE}={shell}_complete" in out

    @pytest.mark.parametrize("shell", SHELLS)
    def test_a_real_shell_takes_it(self, shell: str, tmp_path: Path) -> None:
        """Without a complaint."""
        if (program := shutil.which(shell)) is None:
            pytest.skip(f"there is no {shell}")
        script = written(tmp_path, shell)
        subprocess.run([program, "-n", script], check=True, timeout=300)

    @pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
    def test_bash_completes(self, tmp_path: Path) -> None:
        """The program is called by its name, and what it says is what bash inserts."""
        installed = tmp_path / PROGRAM
        installed.write_text(
            f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m trustworthy_audio_llms "$@"\n',
            encoding="utf-8",
        )
        installed.chmod(0o755)
        script = written(tmp_path, "bash")
        asked = (
            f"source {shlex.quote(str(script))}; complete -p {PROGRAM}; "
            f"COMP_WORDS=({PROGRAM} search --topic safety/j); COMP_CWORD=3; "
            f'_trustworthy_audio_llms_completion {PROGRAM}; printf "%s\\n" "${{COMPREPLY[@]}}"'
        )
        done = subprocess.run(
            ["bash", "--norc", "-c", asked],
            env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        assert done.stdout.splitlines() == [
            f"complete -o nosort -F _trustworthy_audio_llms_completion {PROGRAM}",
            "safety/jailbreak",
        ]
        assert done.stderr == ""


def written(folder: Path, shell: str) -> Path:
    """A file with the script for a shell."""
    path = folder / f"complete.{shell}"
    command = [sys.executable, "-m", "trustworthy_audio_llms", "completion", shell]
    path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return path
