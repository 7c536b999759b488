"""What a reference file said besides comes back in what is written."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal

BIB = r"""
@book{Whisper_20, title = {Deep {Whispers}}, author = {M{\"u}ller, Ana and others},
  publisher = {P \& Q\_1}, year = 2020, isbn = {1-2}, edition = {2}, series = {Lectures},
  editor = {Krause, A. and B. C.}, file = {:C\:x.pdf:PDF}, note = {First edition}, groups = {mine},
  crossref = {other}, language = {english}, abstract = {An abstract.}, address = {Here}}
@article{k2, title = {Of Two}, author = {A. B}, journal = {A Magazine of Things}, year = 2021,
  volume = {4}, number = {3}, pages = {1--2}, issn = {1234}}
@inproceedings{k3, title = {Of Three}, author = {A. B}, booktitle = {Letters and Things},
  year = 2021, note = {arXiv:2405.19103}}
"""
RIS = (
    "TY  - RPRT\nID  - r1\nTI  - A Report\nAU  - Li, Bo\nPY  - 2020\nPB  - P\nSN  - 1\n"
    "SN  - 2\nSP  - 3\nEP  - 9\nA2  - One, E.\nA2  - Two, E.\nCY  - Here\n"
    "UR  - https://example.org\nER  - \n"
)


@pytest.fixture
def works() -> tal.Catalog:
    """The works of a bibliography."""
    return tal.parse_references(BIB, "bibtex")


def test_bibtex(works: tal.Catalog) -> None:
    """With its type, its keys, and every field that has no other place."""
    text = works.to_bibtex()
    book, article, paper = re.split(r"\n(?=@(?!string))", text)[1:]
    assert book.startswith("@book{Whisper_20,")
    for line in (
        r"author = {M{\"u}ller, Ana and others}",
        r"publisher = {P \& Q\_1}",
        "isbn = {1-2}",
        "editor = {Krause, A. and B. C.}",
        "groups = {mine}",
        "note = {First edition}",
        "abstract = {An abstract.}",
    ):
        assert f"  {line},\n" in book
    assert "crossref" not in text
    assert "Unverified" not in text
    assert article.startswith("@article{k2,")
    assert "  pages = {1--2},\n" in article
    assert paper.startswith("@inproceedings{k3,")
    assert paper.count("2405.19103") >= 1
    assert "note = {arXiv" not in paper


def test_bibtex_comes_back(works: tal.Catalog) -> None:
    """Read again, it says the same."""
    for text in (works.to_bibtex(), works.to_biblatex()):
        again = tal.parse_references(text, "bibtex")
        for entry, read in zip(works, again, strict=True):
            for name in "title authors authors_complete year venue volume pages".split():
                assert getattr(read, name) == getattr(entry, name)
            said = dict(read.extra)
            kept = {"publisher", "isbn", "issn", "edition", "series", "editor", "file", "groups"}
            assert {n: v for n, v in entry.extra if n in kept}.items() <= said.items()
            assert read.citekey == entry.citekey


def test_ris() -> None:
    """With every tag of the file."""
    works = tal.parse_references(RIS, "ris")
    text = works.to_ris().replace("\r\n", "\n")
    assert text.startswith("TY  - RPRT\n")
    kept = "PB  - P|SN  - 1|SN  - 2|SP  - 3|EP  - 9|A2  - One, E.|A2  - Two, E.|CY  - Here"
    for line in kept.split("|"):
        assert f"\n{line}\n" in text
    assert text.count("PB  - ") == 1
    assert tal.parse_references(text, "ris")[0].pages == "3–9"


def test_from_one_format_to_another(works: tal.Catalog) -> None:
    """Under the names that the other one has."""
    ris = works.to_ris()
    assert "PB  - P & Q_1\r\n" in ris
    assert "SN  - 1-2\r\n" in ris
    item = json.loads(works.to_csl())[0]
    assert (item["publisher"], item["ISBN"], item["edition"]) == ("P & Q_1", "1-2", "2")
    assert "groups" not in item
    bib = tal.parse_references(RIS, "ris").to_bibtex()
    assert "  publisher = {P},\n" in bib
    assert "  address = {Here},\n" in bib
    assert re.findall(r"is[bs]n = {(.*)}", bib) == ["1"]
    assert "A2" not in bib


def test_entries_of_lists_have_nothing_besides(catalog: tal.Catalog) -> None:
    """They are written as ever."""
    assert "editor" not in catalog.to_bibtex()


@given(
    st.dictionaries(
        st.sampled_from(["publisher", "annote", "x-y", "A B", "}"]), st.text(max_size=20)
    )
)
def test_no_value_breaks_out(fields: dict[str, str]) -> None:
    """Whatever a file held, what is written is one record, and TeX runs nothing of it."""
    entry = tal.Paper(title="T", authors=("A B",), extra=(("entrytype", "misc"), *fields.items()))
    text = tal.Catalog([entry]).to_bibtex()
    (read,) = tal.parse_references(text, "bibtex")
    assert read.title == "T"
    assert not re.search(r"(?<!\\)[$%#&]|\^\^", text.partition("\n\n")[2])
    assert tal.Catalog([entry]).to_ris().count("ER  - ") == 1
    json.loads(tal.Catalog([entry]).to_csl())
