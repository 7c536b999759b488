"""What reads BibTeX and BibLaTeX gets every work whole, without a warning."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from programs import program, run
from survival import HEADER, Survivor, csl_survivor, expected, letters, losses, named

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._exports.bibtex import to_biblatex, to_bibtex

# One of several names, which may hold " and " in braces (that may hold braces, and so on).
BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}"
AUTHOR = rf"(?:^| and )((?:(?! and )(?:[^{{}}]|{BRACED}))+)"

Write = Callable[[Sequence[Entry]], str]

DIALECTS = {
    "ascii": lambda works: to_bibtex(works, header=HEADER),
    "utf8": lambda works: to_bibtex(works, header=HEADER, ascii=False),
    "biblatex": lambda works: to_biblatex(works, header=HEADER),
}


@pytest.fixture(params=DIALECTS)
def write(request: pytest.FixtureRequest) -> Write:
    """Each dialect in turn."""
    return DIALECTS[request.param]


@pytest.fixture(params=["ascii", "utf8"])
def write_bibtex(request: pytest.FixtureRequest) -> Write:
    """The two ways of writing classic BibTeX."""
    return DIALECTS[request.param]


def decoded(latex: str) -> str:
    """LaTeX as text, by pylatexenc."""
    reader = pytest.importorskip("pylatexenc.latex2text").LatexNodes2Text()
    return str(reader.latex_to_text(latex))


def survivor(key: str, fields: Mapping[str, str], people: Iterable[str]) -> Survivor:
    """A work from the fields of an entry, and its people as family, given and suffix."""
    year = fields.get("year") or fields.get("date", "")[:4]
    return Survivor(
        key=key,
        title=letters(decoded(fields["title"])),
        authors=named(map(decoded, people)),
        year=int(year) if year else None,
        doi=fields.get("doi"),
        arxiv=fields.get("eprint"),
    )


class TestPybtex:
    """pybtex in its strict mode."""

    def test_every_work_survives(self, works: Sequence[Entry], write: Write) -> None:
        """Nothing is an error, and everything comes back."""
        pytest.importorskip("pybtex.errors").set_strict_mode(True)
        database = pytest.importorskip("pybtex.database")

        entries = database.parse_string(write(works), "bibtex").entries

        found = [
            survivor(key, dict(entry.fields), map(self.name, entry.persons.get("author", [])))
            for key, entry in entries.items()
        ]
        assert losses(found, expected(works)) == []

    def name(self, person: Any) -> str:
        """A name from its parts."""
        family = person.prelast_names + person.last_names
        return " ".join(family + person.first_names + person.middle_names + person.lineage_names)


class TestBibtexparser1:
    """bibtexparser before version 2, which drops what it cannot read without a word."""

    def test_every_work_survives(self, works: Sequence[Entry], write_bibtex: Write) -> None:
        """Nothing is dropped, and everything comes back."""
        bibtexparser = pytest.importorskip("bibtexparser")
        if not bibtexparser.__version__.startswith("1."):
            pytest.skip(f"this is bibtexparser {bibtexparser.__version__}")
        splitname = pytest.importorskip("bibtexparser.customization").splitname

        def people(written: str) -> Iterator[str]:
            for name in re.findall(AUTHOR, written):
                parts = splitname(name)
                order = ("von", "last", "first", "jr")
                yield " ".join(" ".join(parts.get(part, ())) for part in order)

        entries = bibtexparser.loads(write_bibtex(works)).entries

        found = [survivor(entry["ID"], entry, people(entry.get("author", ""))) for entry in entries]
        assert losses(found, expected(works)) == []


class TestBibtexparser2:
    """bibtexparser from version 2."""

    def test_every_work_survives(self, works: Sequence[Entry], write: Write) -> None:
        """No block fails, and everything comes back."""
        bibtexparser = pytest.importorskip("bibtexparser")
        middlewares = pytest.importorskip("bibtexparser.middlewares")
        library = bibtexparser.parse_string(
            write(works),
            append_middleware=[middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()],
        )

        def survived(entry: Any) -> Survivor:
            fields = {name: field.value for name, field in entry.fields_dict.items()}
            people = [
                " ".join(name.von + name.last + name.first + name.jr)
                for name in fields.get("author", [])
            ]
            return survivor(entry.key, fields, people)

        assert not library.failed_blocks
        assert losses([survived(entry) for entry in library.entries], expected(works)) == []


class TestBibtex:
    """BibTeX itself, with the styles that come with it."""

    @pytest.mark.parametrize("style", ["plain", "alpha", "unsrt", "abbrv"])
    def test_every_work_is_printed(
        self, works: Sequence[Entry], write_bibtex: Write, style: str, tmp_path: Path
    ) -> None:
        """There is no warning, and each work has its place in the list."""
        bibtex = program("bibtex")
        if not run(program("kpsewhich"), f"{style}.bst", cwd=tmp_path).stdout:
            pytest.skip(f"the style {style} is not installed")
        tmp_path.joinpath("works.bib").write_text(write_bibtex(works), encoding="utf-8")
        tmp_path.joinpath("works.aux").write_text(
            f"\\citation{{*}}\n\\bibdata{{works}}\n\\bibstyle{{{style}}}\n", encoding="utf-8"
        )

        done = run(bibtex, "works", cwd=tmp_path)

        assert done.returncode == 0, done.stdout
        assert not re.findall("^(?:Warning|I |Sorry|Too many).*", done.stdout, re.M)
        printed = tmp_path.joinpath("works.bbl").read_text(encoding="utf-8", errors="replace")
        keys = re.findall(r"\\bibitem(?:\[[^]]*\])?\{(\w+)\}", printed)
        assert sorted(keys) == sorted(work.key for work in expected(works))


class TestBiber:
    """biber, which checks entries against the data model of BibLaTeX."""

    SPACE = "{http://biblatex-biber.sourceforge.net/biblatexml}"
    # BibLaTeX wants a date of everything; a work without one is no fault of the export.
    NO_FAULT = "Missing mandatory field - one of 'date, year' must be defined"

    def test_every_work_survives(
        self, works: Sequence[Entry], write: Write, tmp_path: Path
    ) -> None:
        """Nothing but a missing date is warned of, and everything comes back."""
        tmp_path.joinpath("works.bib").write_text(write(works), encoding="utf-8")

        done = run(
            program("biber"),
            *("--tool", "--validate-datamodel", "--output-format", "biblatexml", "works.bib"),
            cwd=tmp_path,
        )

        said = re.findall("^(?:WARN|ERROR).*", done.stdout, re.M)
        assert [line for line in said if self.NO_FAULT not in line] == []
        entries = ET.parse(tmp_path / "works_bibertool.bltxml").getroot()
        assert losses(list(map(self.survivor, entries)), expected(works)) == []

    def survivor(self, entry: ET.Element) -> Survivor:
        """An entry as biber gives it."""
        fields = {child.tag.removeprefix(self.SPACE): child.text or "" for child in entry}
        people = []
        for name in entry.iterfind(f"{self.SPACE}names/{self.SPACE}name"):
            parts = {part.get("type"): "".join(part.itertext()) for part in name}
            order = ("prefix", "family", "given", "suffix")
            people.append(" ".join(parts.get(part, "") for part in order))
        return survivor(str(entry.get("id")), fields, people)


class TestPandoc:
    """pandoc, which reads both dialects."""

    @pytest.mark.parametrize("dialect", DIALECTS)
    def test_every_work_survives(
        self, works: Sequence[Entry], dialect: str, tmp_path: Path
    ) -> None:
        """Pandoc says nothing, and everything comes back; the arXiv id by link or DOI."""
        pandoc = program("pandoc")
        source = "biblatex" if dialect == "biblatex" else "bibtex"

        done = run(
            pandoc, "-f", source, "-t", "csljson", cwd=tmp_path, text=DIALECTS[dialect](works)
        )

        assert done.stderr == ""
        found = [csl_survivor(item) for item in json.loads(done.stdout)]
        assert losses(found, expected(works)) == []


class TestCitationJs:
    """citation-js; where Node does not find it by itself, NODE_PATH says where it is."""

    READ = """
        const { Cite } = require("@citation-js/core");
        require("@citation-js/plugin-bibtex");
        const text = require("fs").readFileSync(0, "utf8");
        console.log(JSON.stringify(new Cite(text).data.map(({ _graph, ...item }) => item)));
    """

    def test_every_work_survives(
        self, works: Sequence[Entry], write_bibtex: Write, tmp_path: Path
    ) -> None:
        """Everything comes back; the arXiv id by link or DOI."""
        node = program("node")
        if run(node, "-e", "require('@citation-js/plugin-bibtex')", cwd=tmp_path).returncode:
            pytest.skip("Node does not find citation-js")

        done = run(node, "-e", self.READ, cwd=tmp_path, text=write_bibtex(works))

        assert done.returncode == 0, done.stderr
        found = [csl_survivor(item) for item in json.loads(done.stdout)]
        assert losses(found, expected(works)) == []
