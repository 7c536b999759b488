"""`audit` of a bibliography, as people, editors, hooks and workflows run it."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._cli.commands import commands

ROOT = Path(__file__).parents[2]
WORK = next(
    work
    for work in tal.load("2026.11")
    if work.venue == "Interspeech 2025" and work.status == "published" and work.arxiv
)
PREPRINT = (
    f"@article{{known,\n  title = {{{WORK.title}}},\n"
    f"  author = {{{' and '.join(WORK.authors)}}},\n"
    f"  journal = {{arXiv preprint arXiv:{WORK.arxiv}}},\n  year = {{2025}},\n}}\n"
)
AGAINST = ("--against", "2026.11")


def run(*arguments: str | Path) -> Result:
    """Run `audit`."""
    return CliRunner().invoke(commands, ["audit", *map(str, arguments)])


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a paper, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "a.bib").write_bytes(PREPRINT.encode())
    (tmp_path / "refs" / "b.bib").write_text("@misc{b, title={Of B}, doi={none}}\n", "utf-8")
    return tmp_path


class TestFindings:
    """A line for each, at its place."""

    def test_of_a_file(self, paper: Path) -> None:
        """Its path is as it was given, so that editors and GitHub find it."""
        done = run("refs/a.bib", *AGAINST)
        (line,) = done.stdout.splitlines()
        assert line.startswith("refs/a.bib:1: warning published-since known (")
        assert done.stderr == "1 entry, 1 finding, 0 of them errors\n"
        assert done.exit_code == 0

    def test_of_several_files(self, paper: Path) -> None:
        """As hooks give them; the worst of all come first."""
        done = run("refs/a.bib", "refs/b.bib", *AGAINST)
        assert [line.split()[:2] for line in done.stdout.splitlines()] == [
            ["refs/b.bib:1:", "error"],
            ["refs/a.bib:1:", "warning"],
        ]
        assert done.stderr.endswith("1 of them errors; 1 not in the catalogue\n")
        assert done.exit_code == 1

    def test_of_a_folder(self, paper: Path) -> None:
        """Of reference files, unless there is Markdown."""
        assert "b.bib:1: error" in run("refs", *AGAINST).stdout
        (paper / "refs" / "README.md").write_text(
            "- [A Choir](https://arxiv.org/abs/2501.00001)\n", "utf-8"
        )
        assert "no-date" in run("refs", *AGAINST).stdout
        (paper / "empty").mkdir()
        (paper / "empty" / "LICENSE").write_text("", "utf-8")
        assert run("empty").exit_code == 1

    def test_without_a_catalogue(self, paper: Path) -> None:
        """The bundled one is the one for references; `none` is none."""
        assert "not in the catalogue" in run("refs/b.bib").stderr
        assert "not in the catalogue" not in run("refs/b.bib", "--against", "none").stderr

    def test_for_programs(self, paper: Path) -> None:
        """JSON has all of them, GitHub's annotations their places."""
        found = json.loads(run("refs/b.bib", *AGAINST, "--json").stdout)
        assert [finding["code"] for finding in found] == ["no-such-identifier", "not-in-catalogue"]
        assert found[0]["mentions"][0]["path"] == "refs/b.bib"
        shown = run("refs/b.bib", *AGAINST, "--format", "github").stdout
        assert shown.startswith("::error file=refs/b.bib,line=1,title=no-such-identifier::")

    @pytest.mark.parametrize(
        ("severity", "codes"),
        [("error", (0, 1)), ("warning", (1, 1)), ("info", (1, 1)), ("never", (0, 0))],
    )
    def test_what_fails_can_be_chosen(
        self, paper: Path, severity: str, codes: tuple[int, int]
    ) -> None:
        """Errors by default."""
        exits = [
            run(f, *AGAINST, "--fail-on", severity).exit_code for f in ("refs/a.bib", "refs/b.bib")
        ]
        assert tuple(exits) == codes

    def test_files_of_ours_are_snapshots(self, paper: Path) -> None:
        """A `.json` may be one, or CSL-JSON."""
        tal.Catalog([tal.Paper(title="A Choir", date="2025")]).save("mine.json")
        assert "no-link" in run("mine.json").stdout
        (paper / "csl.json").write_text('[{"id": "a", "title": "Of A", "DOI": "none"}]', "utf-8")
        assert "csl.json:1: error no-such-identifier" in run("csl.json", *AGAINST).stdout


class TestFix:
    """`--fix` corrects what is certain, `--diff` shows it."""

    def test_shows_what_it_would_do(self, paper: Path) -> None:
        """As a diff, and the exit code says whether there is something."""
        done = run("--diff", "refs/a.bib", *AGAINST)
        assert done.exit_code == 1
        assert done.stdout.startswith("--- refs/a.bib\n+++ refs/a.bib\n@@")
        assert "+@inproceedings{known,\n" in done.stdout
        assert (paper / "refs" / "a.bib").read_bytes() == PREPRINT.encode()
        done = run("--diff", "refs/b.bib", *AGAINST)
        assert (done.exit_code, done.stderr) == (0, "refs/b.bib: nothing to correct\n")

    def test_corrects_the_file(self, paper: Path) -> None:
        """Each change is told, and what is left is found; twice is the same as once."""
        done = run("--fix", "refs/a.bib", *AGAINST)
        assert "refs/a.bib:1: known: entrytype 'article' is now 'inproceedings'" in done.stderr
        assert (done.stdout, done.exit_code) == ("", 0)
        fixed = (paper / "refs" / "a.bib").read_bytes()
        assert fixed == tal.repair_bibtex(PREPRINT, "2026.11").text.encode()
        assert "is now" not in run("--fix", "refs/a.bib", *AGAINST).stderr
        assert (paper / "refs" / "a.bib").read_bytes() == fixed

    def test_by_a_list(self, paper: Path) -> None:
        """What is known may stand in a file of one's own; what nobody verified corrects nothing."""
        (paper / "list.md").write_text(f"- 2025 [{WORK.title}]({WORK.url})\n", encoding="utf-8")
        done = run("--diff", "refs/a.bib", "--against", "list.md")
        assert (done.exit_code, done.stderr) == (0, "refs/a.bib: nothing to correct\n")

    def test_completes_when_asked(self, paper: Path) -> None:
        """What was left out is filled in, and what says so is named."""
        short = PREPRINT.replace("author", "note", 1)
        (paper / "refs" / "a.bib").write_text(short, encoding="utf-8")
        done = run("--fix", "--complete", "refs/a.bib", *AGAINST)
        assert "authors were left out, and arxiv:" in done.stderr
        fixed = (paper / "refs" / "a.bib").read_text(encoding="utf-8")
        assert fixed == tal.repair_bibtex(short, "2026.11", complete=True).text

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
    def test_keeps_encoding_and_line_ends(self, paper: Path, encoding: str) -> None:
        """What is not changed is the same bytes."""
        text = f"% Müller\r\n{PREPRINT}% Großmann\r"
        (paper / "refs" / "a.bib").write_bytes(text.encode(encoding))
        run("--fix", "refs/a.bib", *AGAINST)
        fixed = (paper / "refs" / "a.bib").read_bytes().decode(encoding)
        assert fixed == tal.repair_bibtex(text, "2026.11").text != text

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--fix", "README.md"), "Only BibTeX files can be corrected"),
            (("--fix", "refs/a.bib", "--against", "none"), "name one with --against"),
            (("--complete", "refs/a.bib"), "add one of them"),
        ],
    )
    def test_what_cannot_be_done_is_refused(
        self, paper: Path, arguments: tuple[str, ...], message: str
    ) -> None:
        """In a sentence."""
        done = run(*arguments)
        assert done.exit_code == 2
        assert message in done.stderr


class TestHooks:
    """What `.pre-commit-hooks.yaml` offers runs."""

    HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")

    def test_its_commands_exist(self, paper: Path) -> None:
        """With the files behind them, as pre-commit runs them."""
        entries = re.findall(r"^  entry: trustworthy-audio-llms audit(.*)$", self.HOOKS, re.M)
        assert len(entries) == self.HOOKS.count("- id: ") == 2
        for options in entries:
            assert run(*shlex.split(options), "refs/a.bib", *AGAINST).exit_code == 0

    def test_it_brings_what_the_command_line_needs(self) -> None:
        """pre-commit installs a repository without its extras."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        needed = project["optional-dependencies"]["cli"]
        for listed in re.findall(r"additional_dependencies: (\[.*\])", self.HOOKS):
            assert json.loads(listed) == needed
