"""`enrich`, `save`, `plot` and `review`: what the functions of these names do, as commands."""

import csv
import json
from pathlib import Path

import pytest
from commandline import Run

import trustworthy_audio_llms as tal

BIB = """@misc{h, title = {Best-of-N Jailbreaking}, note = {arXiv:2412.03556}, year = 2024}
@misc{k, title = {Nothing That Anybody Knows}, year = 2020}
"""
LIST = """# A list
## Attacks
- **2024/12/04** [Best-of-N Jailbreaking](https://arxiv.org/abs/2412.03556)
- to be continued
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a reference file, a list and a review."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    return tmp_path


class TestEnrich:
    """`enrich` fills the blanks of a file."""

    def test_of_a_reference_file(self, run: Run) -> None:
        """From the newest bundled snapshot; how much was filled is told beside the output."""
        result = run("enrich", "paper.bib", "--format", "jsonl")
        first, second = map(json.loads, result.out.splitlines())
        assert first["authors"][0] == "John Hughes"
        assert second["authors"] == []
        assert (result.code, result.err) == (0, "1 of 2 entries had blanks filled\n")

    def test_into_a_file(self, run: Run, folder: Path) -> None:
        """Of a list, from a snapshot that is named; what was not read is told, too."""
        result = run("enrich", "list.md", "--with", "2026.11", "-o", "full.bib")
        assert "Hughes, John" in (folder / "full.bib").read_text(encoding="utf-8")
        assert result.out == ""
        assert result.err.splitlines() == [
            "1 line of list.md not read:",
            "list.md:4: no date, and no link to a work: - to be continued",
            "1 of 1 entries had blanks filled",
            "1 entries in full.bib",
        ]

    def test_wrong_usage(self, run: Run) -> None:
        """A format that the name says already, and a file that is not there."""
        assert run("enrich", "paper.bib", "-o", "full.bib", "--json").code == 2
        result = run("enrich", "nowhere.bib")
        assert result.code == 1
        assert result.err == "trustworthy-audio-llms: nowhere.bib: No such file or directory.\n"


class TestSave:
    """`save` writes a snapshot of one's own."""

    def test_every_command_takes_it(self, run: Run) -> None:
        """It prints the pin, and holds what was chosen."""
        result = run("save", "mine.json", "--topic", "safety/jailbreak", "--snapshot", "2025.11")
        saved = tal.load("mine.json")
        assert result.out == f"{saved.snapshot.pin}\n"
        assert result.err == f"{len(saved)} entries in mine.json\n"
        assert len(run("search", "--snapshot", "mine.json").out.splitlines()) == len(saved)

    def test_as_json(self, run: Run) -> None:
        """The snapshot."""
        record = json.loads(run("save", "mine.json", "--snapshot", "paper.bib", "--json").out)
        assert record["pin"] == tal.load("mine.json").snapshot.pin

    def test_another_ending(self, run: Run, folder: Path) -> None:
        """Is refused: `export` writes references."""
        result = run("save", "mine.bib")
        assert (result.code, result.out) == (2, "")
        assert "ends in .json, unlike 'mine.bib'" in result.err
        assert not (folder / "mine.bib").exists()


class TestPlot:
    """`plot` draws into a file."""

    @pytest.fixture(autouse=True)
    def _with_matplotlib(self) -> None:
        pytest.importorskip("matplotlib", reason="matplotlib is not installed")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["months", "--last", "12", "--top", "3", "--as-of", "2025-10"],
            ["topics", "--level", "2"],
            ["kinds"],
            ["venues", "--editions"],
            ["cooccurrence"],
        ],
    )
    def test_draws(self, run: Run, folder: Path, arguments: list[str]) -> None:
        """Each plot, of what was chosen."""
        result = run("plot", *arguments, "-o", "out.svg", "--snapshot", "2025.11")
        assert (result.code, result.out, result.err) == (0, "", "18 works in out.svg\n")
        drawn = (folder / "out.svg").read_text(encoding="utf-8")
        assert drawn.startswith("<?xml")

    def test_as_json(self, run: Run, folder: Path) -> None:
        """Where it is, and how many works there are."""
        result = run("plot", "kinds", "-o", "out.png", "--kind", "dataset", "--json")
        told = json.loads(result.out)
        assert told["path"] == str((folder / "out.png").resolve())
        assert told["works"] == len(tal.load().datasets)
        assert (folder / "out.png").read_bytes().startswith(b"\x89PNG")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["kinds", "-o", "out.doc"], "The name ends in .svg, .png, .pdf, unlike 'out.doc'"),
            (["kinds", "-o", "out.svg", "--top", "3"], "`plot kinds` takes no --top"),
            (["venues", "-o", "out.svg", "--as-of", "2025"], "`plot venues` takes no --as-of"),
            (["months", "-o", "out.svg", "--top", "9"], "`top` must be a whole number"),
            (["months"], "Missing option '-o'"),
            (["pie", "-o", "out.svg"], "'pie' is not one of"),
        ],
    )
    def test_wrong_usage(self, run: Run, folder: Path, arguments: list[str], message: str) -> None:
        """In one line, and no file is made."""
        result = run("plot", *arguments)
        assert (result.code, result.out) == (2, "")
        assert message in result.err
        assert len(result.err.splitlines()) == 1
        assert not list(folder.glob("out.*"))


class TestReview:
    """`review` shows what a review comes to."""

    @pytest.fixture(autouse=True)
    def _review(self, folder: Path) -> None:
        review = tal.Review(tal.load("2025.11"), title="Voices")
        review.exclude("a dataset", kind="dataset")
        review.save("review.json")

    def test_the_flow(self, run: Run) -> None:
        """As text, or as an object."""
        flow = tal.Review.load("review.json").flow()
        assert run("review", "review.json").out == f"{flow}\n"
        assert json.loads(run("review", "review.json", "--json").out) == json.loads(
            json.dumps(flow.to_dict())
        )

    def test_the_methods(self, run: Run) -> None:
        """The paragraph."""
        told = run("review", "review.json", "--methods").out
        assert told == f"{tal.Review.load('review.json').methods()}\n"

    def test_into_a_file(self, run: Run, folder: Path) -> None:
        """The diagram, or the works with what was decided, by the ending."""
        assert run("review", "review.json", "-o", "flow.svg").err == "18 works in flow.svg\n"
        assert "<svg" in (folder / "flow.svg").read_text(encoding="utf-8")
        assert run("review", "review.json", "-o", "works.csv").code == 0
        with (folder / "works.csv").open(encoding="utf-8", newline="") as file:
            decisions = [row["decision"] for row in csv.DictReader(file)]
        assert decisions.count("exclude") == 4

    def test_wrong_usage(self, run: Run) -> None:
        """Two answers at once, an ending of no format, and a file that is no review."""
        assert run("review", "review.json", "--methods", "--json").code == 2
        assert run("review", "review.json", "-o", "works.doc").code == 2
        assert run("review", "paper.bib").code == 1
        assert run("review", "nowhere.json").code == 1


class TestDuplicates:
    """`duplicates` lists what a review takes for one work, and tells it apart."""

    @pytest.fixture(autouse=True)
    def _review(self, folder: Path) -> None:
        (folder / "other.bib").write_text(
            BIB.replace("Jailbreaking", "jailbreaking").replace("{k", "{l"), encoding="utf-8"
        )
        sources = {name: tal.read_references(name) for name in ("paper.bib", "other.bib")}
        tal.Review(sources, title="Voices").save("review.json")

    def test_pairs(self, run: Run) -> None:
        """With their numbers and why, as text and as JSON."""
        pairs = tal.Review.load("review.json").duplicates()
        told = [line.split("\t") for line in run("duplicates", "review.json").out.splitlines()]
        assert told == [[str(n), "same", str(pair)] for n, pair in enumerate(pairs, start=1)]
        first, second = map(json.loads, run("duplicates", "review.json", "--json").out.splitlines())
        assert (first["number"], first["relation"]) == (1, "same")
        assert first["entry"] == first["other"] == "arxiv:2412.03556"
        assert first["places"] == [["paper.bib:1"], ["other.bib:1"]]
        assert (second["title"], second["by_title_alone"]) == ("Nothing That Anybody Knows", True)

    def test_apart(self, run: Run) -> None:
        """By number, under the name of who says so; it is in the file, and listed no more."""
        told = run("duplicates", "review.json", "--apart", "2", "--by", "ann")
        assert told.out.startswith("2\tsame\t")
        assert told.err == "1 pair told apart in review.json\n"
        review = tal.Review.load("review.json")
        assert [(type(line), line.by) for line in review.log] == [(tal.Distinct, "ann")]
        assert review.flow().screened == 3
        assert len(run("duplicates", "review.json").out.splitlines()) == 1

    def test_the_last_pair(self, run: Run) -> None:
        """Twice the same number is once; where none is left, that is told, and the code is 1."""
        numbers = ("--apart", "2", "--apart", "1", "--apart", "2")
        assert run("duplicates", "review.json", *numbers).err == (
            "2 pairs told apart in review.json\n"
        )
        told = run("duplicates", "review.json")
        assert (told.code, told.out) == (1, "")
        assert told.err == "nothing is taken for one work\n"

    def test_wrong_usage(self, run: Run, folder: Path) -> None:
        """A number that is not listed, and a name without one; the file stays as it is."""
        before = (folder / "review.json").read_bytes()
        told = run("duplicates", "review.json", "--apart", "3")
        assert (told.code, "There is no line 3: 2 pairs are listed." in told.err) == (2, True)
        assert run("duplicates", "review.json", "--by", "ann").code == 2
        assert run("duplicates", "paper.bib").code == 1
        assert (folder / "review.json").read_bytes() == before
