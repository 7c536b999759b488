"""Findings as text, JSON and annotations, and the command that prints them."""

import json
import re
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from trustworthy_audio_llms import Catalog, Mention, Paper, read_list
from trustworthy_audio_llms._audit.finding import Finding, Severity
from trustworthy_audio_llms._audit.findings import FORMATS, Findings, to_github, to_json, to_text
from trustworthy_audio_llms._cli.commands import commands

FINDING = Finding(
    "dates-apart",
    "warning",
    ("arxiv:2501.01234",),
    "The work is dated 2025 and 2026.",
    (
        Mention("papers/a.md", 3, "Attacks", title="The Work", date="2025-01"),
        Mention("papers/b.md", 7),
    ),
)
NOWHERE = attrs.evolve(FINDING, mentions=())
HOSTILE = attrs.evolve(
    FINDING,
    message="100% \x1b[31mred\x1b[0m,\n::error::forged: \u202eright to left",
    mentions=(Mention("papers/a,b: 100%.md", 3),),
)


class TestPrompt:
    """What `audit` gives is read at a prompt."""

    def test_it_is_shown_a_line_a_finding(self) -> None:
        """The first twenty, and how many more there are."""
        shown = repr(Findings([FINDING] * 22)).splitlines()
        assert len(shown) == 21
        assert shown[0] == to_text([FINDING], "-").rstrip("\n")
        assert shown[-1] == "… and 2 more"
        assert repr(Findings([FINDING])) == str(Findings([FINDING]))
        assert str(Findings()) == "no findings"


class TestText:
    """A line a finding, as linters write them."""

    def test_a_line_names_path_line_severity_and_code(self) -> None:
        """The first place stands in front, the others behind."""
        assert to_text([FINDING], "list") == (
            "papers/a.md:3: warning dates-apart The work is dated 2025 and 2026. "
            "(also papers/b.md:7)\n"
        )

    def test_a_finding_about_no_place_names_what_was_audited(self) -> None:
        """A curated catalogue is no list with lines."""
        assert to_text([NOWHERE], "2026.11") == (
            "2026.11: warning dates-apart The work is dated 2025 and 2026.\n"
        )

    def test_nothing_in_a_list_reaches_the_terminal_but_text(self) -> None:
        """Neither escape sequences, nor line ends, nor what turns the order of writing."""
        assert to_text([HOSTILE], "list") == (
            "papers/a,b: 100%.md:3: warning dates-apart 100% red, ::error::forged: right to left\n"
        )

    def test_nothing_wrong_is_no_text(self) -> None:
        """As linters do."""
        assert to_text([], "list") == ""


class TestJson:
    """For programs."""

    def test_every_field_is_there(self) -> None:
        """Absent ones are null, dates are ISO text."""
        assert json.loads(to_json([FINDING], "list")) == [
            {
                "code": "dates-apart",
                "severity": "warning",
                "ids": ["arxiv:2501.01234"],
                "message": "The work is dated 2025 and 2026.",
                "mentions": [
                    {
                        "path": "papers/a.md",
                        "line": 3,
                        "section": "Attacks",
                        "title": "The Work",
                        "url": None,
                        "date": "2025-01",
                    },
                    {
                        "path": "papers/b.md",
                        "line": 7,
                        "section": "",
                        "title": None,
                        "url": None,
                        "date": None,
                    },
                ],
            }
        ]

    def test_it_is_always_an_array(self) -> None:
        """Also of nothing."""
        assert json.loads(to_json([], "list")) == []

    def test_a_lone_surrogate_does_not_stop_it(self) -> None:
        """JSON can say what UTF-8 cannot."""
        odd = attrs.evolve(FINDING, message="\ud800 \x9b31m")
        assert to_json([odd], "list").isascii()
        assert json.loads(to_json([odd], "list"))[0]["message"] == "\ud800 \x9b31m"


class TestGithub:
    """Workflow commands, which GitHub shows beside the line."""

    @pytest.mark.parametrize(
        ("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "notice")]
    )
    def test_a_command_names_file_line_and_code(self, severity: Severity, level: str) -> None:
        """GitHub calls an info a notice."""
        assert to_github([attrs.evolve(FINDING, severity=severity)], "list") == (
            f"::{level} file=papers/a.md,line=3,title=dates-apart::The work is dated 2025 and "
            "2026. (also papers/b.md:7)\n"
        )

    def test_a_finding_about_no_place_has_no_file(self) -> None:
        """GitHub shows it for the run as a whole."""
        assert to_github([NOWHERE], "list").startswith("::warning title=dates-apart::The work")

    def test_marks_of_the_syntax_are_escaped(self) -> None:
        """A title can neither end a property nor begin a command of its own."""
        assert to_github([HOSTILE], "list") == (
            "::warning file=papers/a%2Cb%3A 100%25.md,line=3,title=dates-apart::"
            "100%25 red, ::error::forged: right to left\n"
        )


def run(*arguments: str | Path) -> Result:
    """Run `trustworthy-audio-llms audit`."""
    return CliRunner().invoke(commands, ["audit", *map(str, arguments)])


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A list in two files, with one error and one warning."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "README.md").write_text("- [Attacks](papers/atacks.md)\n", encoding="utf-8")
    (tmp_path / "papers" / "attacks.md").write_text(
        "- [Orders in a Whisper](https://arxiv.org/abs/2501.01234)\n", encoding="utf-8"
    )
    return tmp_path


class TestCommand:
    """`trustworthy-audio-llms audit PATH_OR_SOURCE`."""

    def test_a_folder_is_a_list(self, clone: Path) -> None:
        """Paths are relative to it, the worst comes first, and errors make the exit code 1."""
        done = run(clone)

        assert [line.split(" ")[:3] for line in done.stdout.splitlines()] == [
            ["README.md:1:", "error", "dead-link"],
            ["papers/attacks.md:1:", "warning", "no-date"],
        ]
        assert done.stderr == "1 entry, 2 findings, 1 of them errors, 1 line skipped\n"
        assert done.exit_code == 1

    def test_a_markdown_file_is_a_list(self, clone: Path) -> None:
        """Without errors, the exit code is 0."""
        done = run(clone / "papers" / "attacks.md")

        assert done.stdout.startswith("attacks.md:1: warning no-date ")
        assert done.exit_code == 0

    def test_any_snapshot_is_audited(self, tmp_path: Path) -> None:
        """By its name or file; what is about no place names the source."""
        done = run("2026.11")
        assert (done.stdout, done.exit_code) == ("", 0)

        Catalog([Paper(title="A Choir", date="2025")]).save(tmp_path / "mine.json")
        done = run(tmp_path / "mine.json")
        assert done.stdout.startswith(f"{tmp_path / 'mine.json'}: warning no-link ")

    def test_it_compares_with_what_is_known(self, clone: Path) -> None:
        """`--against` takes whatever `load` takes."""
        text = "- 2024/05/29 [Orders in a Whisper](https://arxiv.org/abs/2405.19103)\n"
        (clone / "README.md").write_text(text, encoding="utf-8")

        assert "title-differs" not in run(clone / "README.md").stdout
        assert "title-differs" in run(clone / "README.md", "--against", "2026.11").stdout

    def test_a_code_can_be_ignored(self, clone: Path) -> None:
        """Any number of them; one that there is not is a mistake, with near misses."""
        done = run(clone, "--ignore", "dead-link", "--ignore", "no-date")
        assert (done.stdout, done.exit_code) == ("", 0)

        done = run(clone, "--ignore", "dead-lnk")
        assert "There is no code 'dead-lnk'. Did you mean 'dead-link'?" in done.stderr
        assert done.exit_code == 2

    @pytest.mark.parametrize("word", FORMATS)
    def test_what_was_accepted_is_left_out(self, word: str, clone: Path) -> None:
        """Whatever format and paths the findings have then; what is new is not."""
        accepted = clone / "accepted.txt"
        accepted.write_text(run(clone, "--json").stdout, encoding="utf-8")
        done = run(clone, "--baseline", accepted, "--format", word)

        assert (done.stdout.strip("[]\n"), done.exit_code) == ("", 0)
        assert done.stderr.endswith("2 findings accepted by the baseline\n")

        text = "# New\n- [Attacks](papers/attacks.md)\n- [Defenses](papers/defences.md)\n"
        (clone / "README.md").write_text(text, encoding="utf-8")
        done = run(clone, "--baseline", accepted, "--format", word)
        assert "papers/defences.md" in done.stdout
        assert done.exit_code == 1
        assert done.stderr.endswith(
            "1 finding accepted by the baseline; 1 of the baseline not found any more\n"
        )

    def test_what_is_no_baseline_is_said(self, clone: Path) -> None:
        """Before anything is checked."""
        done = run(clone, "--baseline", clone / "README.md")
        assert "is no baseline: it holds no findings. `audit --json` writes one." in done.stderr
        assert (done.stdout, done.exit_code) == ("", 2)
        assert "cannot be read" in run(clone, "--baseline", clone / "nowhere.json").stderr

    def test_github_finds_a_list_in_a_folder(
        self, clone: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """At paths from where the command runs, which is the root of a checkout."""
        monkeypatch.chdir(clone.parent)
        for given in (clone.name, f"./{clone.name}/", str(clone)):
            done = run(given, "--format", "github")
            assert f"file={clone.name}/README.md,line=1" in done.stdout, given
            assert f"file={clone.name}/papers/attacks.md,line=1" in done.stdout
        done = run(f"{clone.name}/papers/attacks.md", "--format", "github")
        assert f"file={clone.name}/papers/attacks.md,line=1" in done.stdout
        monkeypatch.chdir(clone / "papers")
        assert f"file={clone.as_posix()}/README.md," in run(clone, "--format", "github").stdout

    def test_paths_of_a_snapshot_are_those_of_its_list(self, clone: Path) -> None:
        """Wherever its file lies."""
        read_list(clone).save(clone / "list.json")
        done = run(clone / "list.json", "--format", "github")
        assert "file=papers/attacks.md,line=1" in done.stdout

    def test_of_several_lists_each_is_named(
        self, clone: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """By the paths of its files."""
        monkeypatch.chdir(clone)
        places = [
            line.split(" ")[0] for line in run("papers", "README.md", ".").stdout.splitlines()
        ]
        assert places == ["README.md:1:", "papers/attacks.md:1:", "papers/attacks.md:1:"]

    @pytest.mark.parametrize("word", FORMATS)
    def test_every_format_can_be_asked_for(self, word: str, clone: Path) -> None:
        """The exit code stays the same."""
        done = run(clone, "--format", word)

        assert "dead-link" in done.stdout
        assert done.exit_code == 1

    def test_the_step_in_contributing_runs(
        self, clone: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As GitHub runs it, in the root of a checkout; the lines shown are what is printed."""
        text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
        [step] = re.findall(r"- run: trustworthy-audio-llms audit (.*)", text)
        shown = re.findall(r"^\S+:\d+: (.*)", text, re.M)
        monkeypatch.chdir(clone)

        assert run(*step.split()).stdout.startswith("::error file=README.md,line=1,title=dead-link")
        assert [line.partition(": ")[2] for line in run(".").stdout.splitlines()] == shown

    def test_what_holds_no_entry_does_not_pass(self, tmp_path: Path) -> None:
        """A check of the wrong folder would else be passed for ever."""
        done = run(tmp_path)

        assert done.stderr.startswith("0 entries, 0 findings, 0 of them errors\n")
        assert "There is no Markdown file" in done.stderr
        assert "No entries, so that nothing was checked: the exit code is 1.\n" in done.stderr
        assert done.exit_code == 1

    def test_what_is_not_there_is_an_error_in_one_line(self, tmp_path: Path) -> None:
        """Whether it looks like a file or like a snapshot."""
        for name in ("list.md", "2026.12"):
            done = run(tmp_path / name)
            assert (done.stdout, done.exit_code) == ("", 1)
            assert name in done.stderr
            assert done.stderr.count("\n") == 1
