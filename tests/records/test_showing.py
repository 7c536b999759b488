"""An entry in a few lines, as a reference, as BibTeX and as plain values."""

import json
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given
from made_up import ENTRIES, entries

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Dataset, Entry, Paper

WORK = Paper(
    title="Parrots in the Machine",
    authors=["Ana Müller", "Bo Li", "Cy Wei", "Dora Day", "Eli Eng"],
    date="2025-03-10",
    venue="ACL 2026",
    arxiv="2503.01234",
    topics=["safety/jailbreak"],
    verified=True,
)


class TestFewLines:
    """`repr` says what says something."""

    def test_a_field_a_line(self) -> None:
        """Only those that are there, and of several values the first few."""
        assert repr(WORK).splitlines() == [
            "Paper(id='arxiv:2503.01234',",
            "      title='Parrots in the Machine',",
            "      authors='Ana Müller, Bo Li, Cy Wei and 2 more',",
            "      date='2025-03-10',",
            "      venue='ACL 2026',",
            "      topics='safety/jailbreak',",
            "      citekey='muller2025parrots',",
            "      verified=True)",
        ]

    @given(entries())
    def test_it_is_short(self, entry: Entry) -> None:
        """Whatever the entry holds: few lines, none too wide or with anything that is no text."""
        lines = repr(entry).split("\n")
        assert len(lines) <= 16
        assert all(len(line) <= 80 and line.isprintable() for line in lines)
        assert lines[0].startswith(f"{type(entry).__name__}(id=")

    def test_of_every_kind(self) -> None:
        """By its own name."""
        assert repr(Dataset(title="T", source="Public")).startswith("Dataset(id='title:t'")


class TestReference:
    """`str` is a reference that a person reads."""

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            (
                {},
                (
                    "Ana Müller, Bo Li, Cy Wei and 2 more (2026). Parrots in the Machine. "
                    "ACL 2026. arxiv:2503.01234."
                ),
            ),
            (
                {"authors": ["Bo Li"], "authors_complete": False, "venue": None, "verified": False},
                "Bo Li et al. (2025). Parrots in the Machine. arxiv:2503.01234. [not verified]",
            ),
            (
                {"authors": [], "published": "2027-01", "title": "Who?"},
                "Who? (2027). ACL 2026. arxiv:2503.01234.",
            ),
            (
                {"status": "under-review", "authors": ["Bo Li"], "date": None},
                "Bo Li. Parrots in the Machine. ACL 2026 (under review). arxiv:2503.01234.",
            ),
            (
                {"authors": ["李, 明", "Example Sample, Ana"], "venue": None, "arxiv": None},
                "李明, Ana Example Sample (2025). Parrots in the Machine.",
            ),
            (
                {"authors": ["{Whispers of the World}"], "venue": None, "arxiv": None},
                "Whispers of the World (2025). Parrots in the Machine.",
            ),
            (
                {"arxiv": None, "authors": [], "date": None, "venue": None, "url": "https://x.org"},
                "Parrots in the Machine. https://x.org.",
            ),
            (
                {"arxiv": None, "authors": [], "date": None, "venue": None},
                "Parrots in the Machine.",
            ),
        ],
    )
    def test_it_says(self, facts: dict[str, Any], expected: str) -> None:
        """Who, when, what, where, and whether anybody checked it."""
        assert str(attrs.evolve(WORK, id="", **facts)) == expected

    @given(entries())
    def test_is_one_line(self, entry: Entry) -> None:
        """Whatever it holds."""
        assert str(entry) == " ".join(str(entry).split())
        assert str(entry).encode()


class TestExports:
    """One entry can be taken along like a catalog."""

    @pytest.mark.parametrize("entry", ENTRIES)
    def test_to_bibtex(self, entry: Entry) -> None:
        """The reference that its catalog writes."""
        whole = Catalog([entry]).to_bibtex()
        assert whole.endswith(entry.to_bibtex())
        assert entry.to_bibtex().startswith("@")

    @pytest.mark.parametrize("entry", ENTRIES)
    def test_to_dict(self, entry: Entry) -> None:
        """What a line of `to_jsonl` has, with the arXiv identifier as the record has it."""
        expected = json.loads(Catalog([entry]).to_jsonl())
        assert entry.to_dict() == expected | {"arxiv": entry.arxiv}


SHOW = """
import sys
import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Mention, Paper
one = Catalog([Paper(title="Größe → 语音 “x”", arxiv="2501.00001", authors=["Ana Müller"])])
two = Catalog([Paper(title="Größe", aliases=["Größe → 语音 “x”"], arxiv="2501.00001", venue="é")])
for shown in (one, one[0], repr(one[0]), tal.diff(one, two), one.audit(), repr(one.audit()),
              tal.Review(one, title="Größe").flow(), tal.venues(), (one | two).duplicates()[0]):
    print(shown)
"""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_printing_never_fails(encoding: str) -> None:
    """On a console of an old alphabet dashes and arrows are typed, and other letters escaped."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        env={"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
    )
    text = done.stdout.decode(encoding)
    assert ("语音" in text) == (encoding == "utf-8")
    assert ("Größe" in text) == (encoding != "ascii")
    assert ("Gr\\xf6\\xdfe -> \\u8bed\\u97f3" in text) == (encoding == "ascii")


def test_an_entry_does_not_load_exports() -> None:
    """Only what writes one does."""
    assert tal.Paper(title="T").to_dict()["title"] == "T"
