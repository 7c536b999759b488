"""BibTeX and BibLaTeX, as every reader takes them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hostile import WORKS, works
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Benchmark, Dataset, Entry, Paper
from trustworthy_audio_llms._exports.bibtex import to_biblatex, to_bibtex


def paper(**facts: Any) -> Entry:
    """A verified paper with author, date and title."""
    usual = {"title": "A Title", "authors": ["Jane Doe"], "date": "2024-05-17"}
    return Paper(**{**usual, "verified": True, **facts})


def fields(bib: str) -> dict[str, str]:
    """The fields of the one entry in a file, and its type."""
    found = dict(re.findall(r"^  (\w+) = (.*),$", bib, re.M))
    return {name: value.removeprefix("{").removesuffix("}") for name, value in found.items()} | {
        "type": bib[1 : bib.index("{")]
    }


ACL_2025 = "Proceedings of the 63rd Annual Meeting of the Association for Computational Linguistics"


def author(name: str, *, ascii: bool = True) -> str:
    """How one author is written."""
    return fields(to_bibtex([paper(authors=[name])], ascii=ascii))["author"]


class TestBibtex:
    """`to_bibtex` writes the types and fields of classic BibTeX."""

    def test_a_preprint(self) -> None:
        """Is no article in a journal called arXiv."""
        entry = paper(
            arxiv="2405.01230",
            arxiv_category="cs.SD",
            keywords=["a", "b & c"],
            description="What it is.",
        )

        assert to_bibtex([entry]) == (
            "@misc{doe2024title,\n"
            "  title = {A Title},\n"
            "  author = {Doe, Jane},\n"
            "  year = {2024},\n"
            "  month = may,\n"
            "  howpublished = {arXiv:2405.01230 [cs.SD]},\n"
            "  eprint = {2405.01230},\n"
            "  archivePrefix = {arXiv},\n"
            "  primaryClass = {cs.SD},\n"
            "  doi = {10.48550/arXiv.2405.01230},\n"
            "  url = {https://arxiv.org/abs/2405.01230},\n"
            "  keywords = {a, b \\& c},\n"
            "  abstract = {What it is.},\n"
            "}\n"
        )

    def test_a_conference_paper(self) -> None:
        """Has the conference as book, and both identifiers."""
        found = fields(to_bibtex([paper(venue="ACL 2025", doi="10.1000/x", arxiv="2405.01230")]))

        assert (found["type"], found["booktitle"]) == ("inproceedings", ACL_2025)
        assert (found["year"], found.get("month")) == ("2025", None)
        assert (found["doi"], found["eprint"]) == ("10.1000/x", "2405.01230")

    def test_an_article(self) -> None:
        """Has a journal."""
        found = fields(to_bibtex([paper(venue="Computer Speech & Language 2022")]))

        assert found["type"] == "article"
        assert found["journal"] == r"Computer Speech \& Language"

    @pytest.mark.parametrize("missing", [{"authors": []}, {"date": None, "venue": "Lab Days"}])
    def test_a_conference_paper_with_a_gap(self, missing: dict[str, object]) -> None:
        """BibTeX warns of the gap in any type but @misc."""
        found = fields(to_bibtex([paper(**{"venue": "Lab Days", **missing})]))

        assert (found["type"], found["howpublished"]) == ("misc", "Lab Days")

    def test_a_manuscript_under_review(self) -> None:
        """The venue stands in the note alone."""
        entry = paper(venue="KDD", status="under-review")

        for found in (fields(to_bibtex([entry])), fields(to_biblatex([entry]))):
            assert (found["type"], found["note"]) == ("unpublished", "Under review at KDD")
            assert not {"booktitle", "journal", "journaltitle", "howpublished"} & set(found)

    @pytest.mark.parametrize("facts", [{"authors": []}, {"arxiv": "2405.01230"}])
    def test_a_manuscript_that_is_not_unpublished(self, facts: dict[str, object]) -> None:
        """@unpublished needs an author, and what is on arXiv is published there."""
        found = fields(to_bibtex([paper(venue="KDD", status="under-review", **facts)]))

        assert (found["type"], found["note"]) == ("misc", "Under review at KDD")

    @pytest.mark.parametrize("kind", [Benchmark, Dataset])
    def test_what_is_known_by_name_alone(self, kind: type[Entry]) -> None:
        """@dataset is dropped by several readers; without `key` BibTeX cannot sort."""
        entry = kind(title="TALEBench: a benchmark", name="TALE_Bench", verified=True)

        found = fields(to_bibtex([entry]))

        assert found == {
            "type": "misc",
            "title": "{TALEBench}: a benchmark",
            "note": kind.__name__,
            "key": r"TALE\_Bench",
        }

    def test_a_work_without_name_sorts_by_its_title(self) -> None:
        """Also where the name holds nothing that can be written."""
        for facts in ({}, {"name": "\x00"}):
            assert fields(to_bibtex([paper(authors=[], **facts)]))["key"] == "A Title"

    def test_an_unverified_work_says_so(self) -> None:
        """Where every style prints it."""
        for write in (to_bibtex, to_biblatex):
            assert fields(write([paper(verified=False)]))["note"].startswith("Unverified. ")

    def test_identifiers_are_raw(self) -> None:
        """An escaped DOI is a wrong DOI; what TeX could run is percent-encoded, as in its link."""
        entry = paper(doi="10.1000/a_b%c&d<e>{f\\", url="https://a.org/a_b?c=%20&d#e~{")

        found = fields(to_bibtex([entry]))

        assert found["doi"] == "10.1000/a_b%25c%26d%3Ce%3Ef"
        assert found["url"] == "https://a.org/a_b?c=%20&d#e~%7B"

    def test_utf8_on_demand(self) -> None:
        """ASCII is the default, since classic BibTeX reads bytes."""
        entry = paper(title="Étude", authors=["José Müller"], note="Ångström", venue="São Paulo 2")

        assert to_bibtex([entry]).isascii()
        found = fields(to_bibtex([entry], ascii=False))
        assert (found["title"], found["author"], found["note"], found["booktitle"]) == (
            *("Étude", "Müller, José", "Ångström", "São Paulo 2"),
        )


class TestBiblatex:
    """`to_biblatex` writes the types and fields of BibLaTeX."""

    def test_a_preprint(self) -> None:
        """Is @online, as the manual has it."""
        assert to_biblatex([paper(arxiv="2405.01230", authors=["José Doe"])]) == (
            "@online{doe2024title,\n"
            "  title = {A Title},\n"
            "  author = {Doe, José},\n"
            "  date = {2024-05-17},\n"
            "  pubstate = {prepublished},\n"
            "  eprint = {2405.01230},\n"
            "  eprinttype = {arxiv},\n"
            "  doi = {10.48550/arXiv.2405.01230},\n"
            "  url = {https://arxiv.org/abs/2405.01230},\n"
            "}\n"
        )

    @pytest.mark.parametrize(
        ("facts", "wanted"),
        [
            (
                {"venue": "ACL 2025"},
                {"type": "inproceedings", "booktitle": ACL_2025, "date": "2025"},
            ),
            (
                {"venue": "PoPETs 2021", "volume": "4", "number": "2", "pages": "1–9"},
                {
                    "type": "article",
                    "journaltitle": "Proceedings on Privacy Enhancing Technologies",
                    "date": "2021",
                    "volume": "4",
                    "number": "2",
                    "pages": "1--9",
                },
            ),
            ({"venue": "Lab Days", "date": None}, {"type": "misc", "howpublished": "Lab Days"}),
            ({"venue": "ACL 2026", "status": "accepted"}, {"pubstate": "inpress"}),
            ({"status": "preprint"}, {"type": "misc", "pubstate": "prepublished"}),
            ({"status": "under-review"}, {"type": "unpublished", "pubstate": "submitted"}),
            ({"status": "under-review", "arxiv": "2405.01230"}, {"type": "misc"}),
            ({"date": "2024-05"}, {"type": "misc", "date": "2024-05"}),
        ],
    )
    def test_types(self, facts: dict[str, object], wanted: dict[str, str]) -> None:
        """Each with the fields that its type needs."""
        assert fields(to_biblatex([paper(**facts)])).items() >= wanted.items()

    def test_a_dataset(self) -> None:
        """Has a type of its own here."""
        assert fields(to_biblatex([Dataset(title="D", verified=True)])) == {
            "type": "dataset",
            "title": "D",
            "note": "Dataset",
        }


class TestAuthors:
    """Names are written so that no reader parts them otherwise."""

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("Jane Doe", "Doe, Jane"),
            ("Jan van der Berg", "van der Berg, Jan"),
            ("Martin Luther King Jr.", "King, Jr., Martin Luther"),
            ("ASVspoof consortium", "{ASVspoof consortium}"),
            ("Smith and Sons, Ltd.", "{Smith and Sons, Ltd.}"),
            ("AT&T Labs", r"{AT\&T Labs}"),
            ("Plato", "{Plato}"),
            ("Louis II", "{Louis II}"),
            ("王小明", "{王小明}"),
            ("bell hooks", "{hooks}, bell"),
            ("Ahmed al-Rashid", "{al-Rashid}, Ahmed"),
            ("García y Vega, María", r"{Garc{\'i}a y Vega}, Mar{\'i}a"),
            ("von und zu Stein, Y", "von {und zu Stein}, Y"),
            ("Álvarez García, José", r"{\'A}lvarez Garc{\'i}a, Jos{\'e}"),
            ("de la Łódź Ŋa, X", r"de la {{\L}{\'o}d{\'{z}} Ŋa}, X"),
            ("Ørsted Ýr, Å", r"{\O}rsted {\'Y}r, {\r{A}}"),
            ("Šimek Łódź, X", r"{\v{S}}imek {\L}{\'o}d{\'{z}}, X"),
            ("Kovács őri, X", r"{Kov{\'a}cs {\H o}ri}, X"),
            ("Jane 100%", r"100\%, Jane"),
            ("100%, Jane", r"100\%, Jane"),
            ("Doe, Jane%", r"Doe, Jane\%{}"),
            ("Jane } Doe {", "Doe, Jane"),
        ],
    )
    def test_one_name(self, name: str, written: str) -> None:
        """As `Family, Given`, or in braces where it has no parts or could be parted wrongly."""
        assert author(name) == written

    def test_bytes_that_look_like_small_letters(self) -> None:
        """To BibTeX, É as UTF-8 starts a particle; only the end of a name it takes for a family."""
        assert author("Álvarez García, José", ascii=False) == "{Álvarez García}, José"
        assert author("Álvarez, José", ascii=False) == "Álvarez, José"

    def test_several(self) -> None:
        """What is no name at all is left out."""
        entry = paper(authors=["A B", "\x00", ", ,", "C D et al."])

        assert fields(to_bibtex([entry]))["author"] == "B, A and D, C and others"

    def test_none(self) -> None:
        """Is no field, also where the list is only said to be longer."""
        for authors in ([], ["et al."], ["\x00"]):
            assert "author" not in fields(to_bibtex([paper(authors=authors)]))


class TestHeader:
    """How a file came to be stands before its entries."""

    @pytest.mark.parametrize("write", [to_bibtex, to_biblatex])
    def test_lines_are_comments(self, write: Callable[..., str]) -> None:
        """A line with an @ is a string instead: BibTeX reads on at any @ in a comment."""
        header = ("2026.11@sha256:ab\n}", "search('{a')")

        assert write([paper()], header=header).startswith(
            "@string{provenance1 = {2026.11@sha256:ab )}}\n% search('{a')\n\n@misc{"
        )

    def test_nothing_to_say(self) -> None:
        """Without header and entries the file is empty."""
        assert to_bibtex([]) == ""
        assert to_bibtex([], header=["a"]) == "% a\n"


class TestAnything:
    """Whatever a list says, the file holds one entry for each work."""

    @given(st.lists(works(), max_size=3))
    def test_is_well_formed(self, entries: list[Entry]) -> None:
        """Each line starts or ends an entry, or is one field with balanced braces."""
        for text in (to_bibtex(entries), to_bibtex(entries, ascii=False), to_biblatex(entries)):
            check(text, len(entries))

    def test_hostile_works(self) -> None:
        """The same for the ones we know."""
        for write in (to_bibtex, to_biblatex):
            check(write(WORKS), len(WORKS))


def check(text: str, count: int) -> None:
    """That a file holds so many entries, and nothing else."""
    text.encode("utf-8")
    lines = [line for line in text.split("\n") if line]
    assert sum(line.startswith("@") for line in lines) == count
    for line in lines:
        field = re.fullmatch(r"  [a-zA-Z]+ = (?:[a-z]{3}|\{(.+)\}),", line)
        assert field or re.fullmatch(r"@[a-z]+\{[\w.:/+-]+,|\}", line)
        if field and field[1]:
            depth = 0
            for brace in re.findall("[{}]", field[1]):
                depth += 1 if brace == "{" else -1
                assert depth >= 0
            assert depth == 0
