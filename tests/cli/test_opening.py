"""What the commands open: snapshots, lists and reference files alike."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_up import ENTRIES, JAILBREAK
from registrars import Registrars, atom

from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms._cli.commands import commands

LIST = """# Attacks

- **2025/03/10** | [**Parrots in the Machine**](https://arxiv.org/abs/2503.98765)
- [Nobody knows](https://x.example/)
"""
BIB = "@misc{parrots, title = {Parrots in the Machine}, author = {Bo Li}, year = 2025}\n"


def run(*arguments: object) -> Result:
    """Run a command; its error, if any, in `stderr`."""
    return CliRunner().invoke(commands, list(map(str, arguments)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A list, a reference file and a snapshot."""
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    Catalog(ENTRIES).save(tmp_path / "mine.json")
    return tmp_path


class TestSkipped:
    """What is told of lines that were not read."""

    LINE = "- [tool {0}](https://x.example/{0})\n"

    def test_loud_where_it_is_most(self, folder: Path) -> None:
        """Which reasons there are, and the first lines."""
        kinds = "- a [b](c.md) d\n- [x](#x)\n- **A**\n- [Awesome](https://a.example/awesome)\n-\n"
        lines = "".join(map(self.LINE.format, range(9)))
        (folder / "list.md").write_text(LIST + lines + kinds, encoding="utf-8")
        told = run("count", "year", "--snapshot", folder / "list.md").stderr.splitlines()

        assert "not read, more than read (1 work): 1" in told[0]
        assert told[0].endswith(", …. The first of them:")
        assert told[-1].startswith("… and ")

    def test_quiet_where_it_is_not(self, folder: Path) -> None:
        """One line of two, and that of one reason."""
        told = run("count", "year", "--snapshot", folder / "list.md").stderr.splitlines()
        assert told[0] == f"1 line of {folder / 'list.md'} not read:"
        assert told[1].endswith("no known identifier: - [Nobody knows](https://x.example/)")

    def test_a_line_without_a_text(self, folder: Path) -> None:
        """As of a file that is no text: the reason alone."""
        (folder / "list.md").write_bytes(b"%PDF-1.7")
        told = run("count", "year", "--snapshot", folder / "list.md").stderr
        assert "list.md:1: no text: a PDF, a picture, or the like\n" in told


class TestNames:
    """Files whose names do not tell what they are."""

    @pytest.mark.parametrize("name", ["README", "list.txt"])
    def test_a_list(self, folder: Path, name: str) -> None:
        """As any text is."""
        (folder / name).write_text(LIST, encoding="utf-8")
        assert run("count", "year", "--snapshot", folder / name).stdout == "2025\t1\n"

    def test_a_snapshot(self, folder: Path) -> None:
        """By what it holds."""
        (folder / "mine.json").rename(folder / "mine")
        done = run("count", "year", "--snapshot", folder / "mine", "--json")
        assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["list.md", "refs.bib"])
class TestSources:
    """Wherever a snapshot is taken, these are."""

    def test_search(self, folder: Path, name: str) -> None:
        """And whatever else chooses works."""
        done = run("search", "parrots", "--snapshot", folder / name, "--json")
        assert json.loads(done.stdout)["title"] == "Parrots in the Machine"

    def test_show_count_and_topics(self, folder: Path, name: str) -> None:
        """A work, and how many there are."""
        shown = run("show", "Parrots in the Machine", "--snapshot", folder / name)
        assert "Parrots in the Machine" in shown.stdout
        assert run("count", "year", "--snapshot", folder / name).stdout == "2025\t1\n"
        assert run("topics", "--snapshot", folder / name).exit_code == 0

    def test_export(self, folder: Path, name: str) -> None:
        """As any format."""
        done = run("export", "--snapshot", folder / name, "--format", "ris")
        assert "TI  - Parrots in the Machine" in done.stdout

    def test_resolve(
        self, folder: Path, name: str, registrars: Registrars, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All of its works."""
        registrars.papers["2503.98765"] = atom("2503.98765", "Parrots in the Machine")
        done = run("resolve", "--snapshot", folder / name, "--json")
        assert json.loads(done.stdout.splitlines()[0])["title"] == "Parrots in the Machine"

    def test_audit_against_it(self, folder: Path, name: str) -> None:
        """What is known to be right may be a file of one's own."""
        done = run("audit", folder / "mine.json", "--against", folder / name)
        assert "findings" in done.stderr

    def test_diff(self, folder: Path, name: str) -> None:
        """With a snapshot, either way."""
        there = run("diff", folder / name, folder / "mine.json")
        back = run("diff", folder / "mine.json", folder / name)
        assert there.exit_code == back.exit_code == 0
        assert f"+ 2025-03-09 {JAILBREAK.title}" in there.stdout
        assert f"- 2025-03-09 {JAILBREAK.title}" in back.stdout

    def test_enrich(self, folder: Path, name: str) -> None:
        """The blanks are filled from a catalogue before anything else."""
        known = Paper(title="Parrots in the Machine", authors=["Bo Li"], venue="ACL 2025")
        Catalog([known]).save(folder / "known.json")
        done = run(
            *("export", "--snapshot", folder / name, "--enrich", folder / "known.json"),
            *("--venue", "ACL", "--json"),
        )
        assert json.loads(done.stdout)["venue"] == "ACL 2025"


def test_what_was_not_read_is_said(folder: Path) -> None:
    """On stderr, so that no pipe is disturbed."""
    done = run("search", "--snapshot", folder / "list.md")
    assert done.stderr.splitlines() == [
        f"1 line of {folder / 'list.md'} not read:",
        "list.md:4: no date, and a link to no known identifier: - [Nobody knows](https://x.example/)",
    ]
    checked = run("audit", folder / "list.md")
    assert "list.md:4: no date" in checked.stderr


def test_of_much_that_was_not_read_the_beginning_is_said(tmp_path: Path) -> None:
    """Five lines, each in a few words, and how many more there are."""
    nothing = "- to be continued some day, by somebody who knows more about this than we do\n"
    (tmp_path / "list.md").write_text(LIST + 7 * nothing, encoding="utf-8")
    done = run("search", "--snapshot", tmp_path / "list.md")
    first, *_, last_shown, more = done.stderr.splitlines()
    assert first.startswith("8 lines of ")
    assert len(done.stderr.splitlines()) == 7
    assert last_shown.endswith("who knows more …")
    assert more == "… and 3 more"


def test_years_may_be_a_span(folder: Path) -> None:
    """As one writes it."""
    done = run("count", "year", "--snapshot", folder / "mine.json", "--year", "2024-2025")
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == {"2024", "2025"}
    assert run("search", "--year", "lately").exit_code == 2


@pytest.mark.parametrize("by", ["scope", "verified", "status", "series", "evidence"])
def test_every_field_counts(folder: Path, by: str) -> None:
    """Not only those that one thinks of first."""
    assert run("count", by, "--snapshot", folder / "mine.json").exit_code == 0


@pytest.mark.parametrize("place", [0, 1, 4])
def test_options_of_all_commands_stand_anywhere(folder: Path, place: int) -> None:
    """Before the command, behind it, and between its own; but not behind `--`."""
    arguments: list[object] = ["search", "voicebreak", "--snapshot", folder / "mine.json"]
    assert run(*arguments[:place], "--no-pager", *arguments[place:]).exit_code == 0
    assert run(*arguments, "--", "--no-pager").exit_code != 2


def test_what_is_not_verified_says_so_in_a_pipe(tmp_path: Path) -> None:
    """`show … | cat` is as honest as the card on a terminal."""
    Catalog([Paper(title="Hearsay")]).save(tmp_path / "mine.json")
    done = run("show", "Hearsay", "--snapshot", tmp_path / "mine.json")
    assert "no: no two independent sources agree on it." in done.stdout
