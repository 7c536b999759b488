"""What reads RIS gets every work whole, without a warning."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from programs import program, run
from survival import HEADER, Survivor, arxiv_in, csl_survivor, expected, letters, losses, named

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._exports.references import references
from trustworthy_audio_llms._exports.ris import to_ris


class TestRispy:
    """rispy, which ASReview and litstudy read with."""

    def test_every_work_survives(self, works: Sequence[Entry]) -> None:
        """Everything comes back."""
        rispy = pytest.importorskip("rispy")

        records = rispy.loads(to_ris(works, header=HEADER))

        found = [self.survivor(record) for record in records]
        assert losses(found, expected(works)) == []
        assert not any("unknown_tag" in record for record in records)

    def survivor(self, record: dict[str, Any]) -> Survivor:
        """A record as rispy gives it."""
        return Survivor(
            key=record["id"],
            title=letters(record["title"]),
            authors=named(record.get("authors", [])),
            year=int(record["year"]) if "year" in record else None,
            doi=record.get("doi"),
            arxiv=arxiv_in(record.get("accession_number")),
        )


class TestPandoc:
    """pandoc from version 3, which stops at any line that is no tag."""

    def test_every_work_survives(self, works: Sequence[Entry], tmp_path: Path) -> None:
        """Pandoc says nothing, and everything comes back; the arXiv id only by link or DOI."""
        pandoc = program("pandoc")
        if "ris" not in run(pandoc, "--list-input-formats", cwd=tmp_path).stdout.split():
            pytest.skip("this pandoc does not read RIS")

        done = run(pandoc, "-f", "ris", "-t", "csljson", cwd=tmp_path, text=to_ris(works))

        assert done.stderr == ""
        found = [self.shuffled(csl_survivor(item)) for item in json.loads(done.stdout)]
        assert losses(found, list(map(self.shuffled, self.readable(works)))) == []

    def readable(self, works: Sequence[Entry]) -> Iterator[Survivor]:
        """What pandoc can read: it looks for no arXiv id in AN and N1."""
        for survivor, work in zip(expected(works), references(works), strict=True):
            yield attrs.evolve(survivor, arxiv=arxiv_in(work.doi, work.url))

    def shuffled(self, work: Survivor) -> Survivor:
        """A work without the order in its names: pandoc looks for a suffix before given names."""
        return attrs.evolve(work, authors=tuple("".join(sorted(name)) for name in work.authors))


class TestCitationJs:
    """citation-js; where Node does not find it by itself, NODE_PATH says where it is."""

    READ = """
        const { Cite } = require("@citation-js/core");
        require("@citation-js/plugin-ris");
        const text = require("fs").readFileSync(0, "utf8");
        console.log(JSON.stringify(new Cite(text).data.map(({ _graph, ...item }) => item)));
    """

    def test_every_work_survives(self, works: Sequence[Entry], tmp_path: Path) -> None:
        """Everything comes back; the arXiv id by link, DOI or note."""
        node = program("node")
        if run(node, "-e", "require('@citation-js/plugin-ris')", cwd=tmp_path).returncode:
            pytest.skip("Node does not find citation-js")

        done = run(node, "-e", self.READ, cwd=tmp_path, text=to_ris(works, header=HEADER))

        assert done.returncode == 0, done.stderr
        found = [csl_survivor(item) for item in json.loads(done.stdout)]
        assert losses(found, expected(works)) == []


class TestAsreview:
    """ASReview's own reader, which refuses a whole file for one year that is no number."""

    def test_every_work_survives(self, works: Sequence[Entry], tmp_path: Path) -> None:
        """Each work is a record with title, authors, year and DOI."""
        reader = pytest.importorskip("asreview.data").RISReader
        path = tmp_path / "works.ris"
        path.write_text(to_ris(works, header=HEADER), encoding="utf-8", newline="")

        records = reader.read_records(path, "works")

        assert [(letters(record.title), record.year, record.doi) for record in records] == [
            (work.title, work.year, work.doi) for work in expected(works)
        ]
        assert [tuple(map(letters, record.authors or ())) for record in records] == [
            work.authors for work in expected(works)
        ]


def test_every_line_is_a_tag(works: Sequence[Entry]) -> None:
    """Readers that stop at any other line (pandoc, litstudy) find none."""
    lines = to_ris(works, header=HEADER).split("\r\n")

    assert [line for line in lines if line and not re.match(r"[A-Z][A-Z0-9]  - ", line)] == []
