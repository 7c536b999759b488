"""RIS that every reader takes."""

import re
from typing import Any

import pytest
from hostile import WORKS, works
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Benchmark, Dataset, Entry, Paper, Toolkit
from trustworthy_audio_llms._exports.ris import to_ris


def paper(**facts: Any) -> Entry:
    """A verified paper with author, date and title."""
    usual = {"title": "A Title", "authors": ["Jane Doe"], "date": "2024-05-17"}
    return Paper(**{**usual, "verified": True, **facts})


def tags(ris: str) -> dict[str, list[str]]:
    """The values in a file by their tags."""
    found: dict[str, list[str]] = {}
    for tag, value in re.findall(r"^(..)  - (.*)\r$", ris, re.M):
        found.setdefault(tag, []).append(value)
    return found


class TestRecords:
    """`to_ris` writes one record a work."""

    def test_a_preprint(self) -> None:
        """In full: RIS has no type for preprints, and readers agree on manuscripts."""
        entry = paper(arxiv="2405.01230", keywords=["a", "b;c"], note="N.", description="What.")

        assert to_ris([entry]) == (
            "TY  - MANSCPT\r\n"
            "ID  - doe2024title\r\n"
            "TI  - A Title\r\n"
            "AU  - Doe, Jane\r\n"
            "PY  - 2024\r\n"
            "DA  - 2024/05/17/\r\n"
            "PB  - arXiv\r\n"
            "AN  - arXiv:2405.01230\r\n"
            "DO  - 10.48550/arXiv.2405.01230\r\n"
            "UR  - https://arxiv.org/abs/2405.01230\r\n"
            "KW  - a\r\n"
            "KW  - b c\r\n"
            "N1  - N\r\n"
            "AB  - What.\r\n"
            "ER  - \r\n"
        )

    @pytest.mark.parametrize(
        ("entry", "kind"),
        [
            (paper(venue="ACL 2025"), "CONF"),
            (paper(venue="PoPETs 2021"), "JOUR"),
            (paper(status="under-review", venue="KDD"), "MANSCPT"),
            (Dataset(title="D"), "DATA"),
            (Benchmark(title="B"), "DATA"),
            (Toolkit(title="T"), "COMP"),
            (paper(), "MANSCPT"),
        ],
    )
    def test_types(self, entry: Entry, kind: str) -> None:
        """The ones that most readers know."""
        assert tags(to_ris([entry]))["TY"] == [kind]

    def test_a_conference_paper(self) -> None:
        """Is not published by arXiv, even where it is there too."""
        found = tags(to_ris([paper(venue="ACL 2025", arxiv="2405.01230")]))

        assert found["T2"][0].startswith("Proceedings of the 63rd Annual Meeting of the ")
        assert found["AN"] == ["arXiv:2405.01230"]
        assert found["PB"] == ["Association for Computational Linguistics"]
        assert (found["PY"], found["DA"]) == (["2025"], ["2025///"])

    def test_a_venue_under_review(self) -> None:
        """Stands in the note alone."""
        ris = to_ris([paper(venue="KDD", status="under-review")])

        assert tags(ris)["N1"] == ["Under review at KDD"]
        assert ris.count("KDD") == 1

    @pytest.mark.parametrize(
        ("date", "written"),
        [("2024-05-17", "2024/05/17/"), ("2024-05", "2024/05//"), ("2024", "2024///")],
    )
    def test_dates(self, date: str, written: str) -> None:
        """PY is four digits, or ASReview refuses the file; DA has the rest."""
        found = tags(to_ris([paper(date=date)]))

        assert (found["PY"], found["DA"]) == (["2024"], [written])

    def test_what_is_missing_has_no_tag(self) -> None:
        """An empty PY is the year 0 to pandoc."""
        assert tags(to_ris([Paper(title="T", verified=True)])).keys() == {"TY", "ID", "TI", "ER"}

    def test_links_are_not_cut(self) -> None:
        """Rispy cuts them at a semicolon."""
        assert tags(to_ris([paper(url="https://a.org/x;y")]))["UR"] == ["https://a.org/x%3By"]


class TestAuthors:
    """One AU a person."""

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("Jan van der Berg", "van der Berg, Jan"),
            ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
            ("Smith and Sons, Ltd.", "Smith and Sons Ltd."),
            ("Louis II", "Louis II"),
            ("王小明", "王小明"),
        ],
    )
    def test_one_name(self, name: str, written: str) -> None:
        """The suffix stands last, and an organisation has no commas."""
        assert tags(to_ris([paper(authors=[name])]))["AU"] == [written]

    def test_et_al_is_nobody(self) -> None:
        """And neither is a name that holds nothing."""
        assert tags(to_ris([paper(authors=["A B", "\x00", "et al."])]))["AU"] == ["B, A"]


class TestHeader:
    """How the file came to be."""

    def test_stands_in_each_record(self) -> None:
        """A line that is no tag would lose records."""
        found = tags(to_ris([paper(), paper(citekey="x")], header=["a@b\n", "c"]))

        assert found["DP"] == ["a@b; c"] * 2


class TestAnything:
    """Whatever a list says, the file holds one record for each work."""

    @given(st.lists(works(), max_size=3))
    def test_is_well_formed(self, entries: list[Entry]) -> None:
        """Each line is a tag with a value."""
        check(to_ris(entries), len(entries))

    def test_hostile_works(self) -> None:
        """The same for the ones we know."""
        check(to_ris(WORKS), len(WORKS))


def check(text: str, count: int) -> None:
    """That a file holds so many records, and no line that any program takes for something else."""
    text.encode("utf-8")
    records = [record.splitlines() for record in text.split("\r\n\r\n") if record]
    assert len(records) == count
    for record in records:
        assert record[0].startswith("TY  - ")
        assert [line for line in record if line.startswith(("TY", "ER"))] == [record[0], "ER  - "]
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - \S.*", line) for line in record[:-1])
        assert not any("  - " in line[6:] for line in record)
