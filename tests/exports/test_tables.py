"""CSV and JSON Lines: one work a row, whole and safe to open."""

import csv
import io
import json
from typing import Any

import pytest
from hostile import WORKS, works
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Dataset, Entry, Mention, Paper
from trustworthy_audio_llms._exports.tables import csv_columns, to_csv, to_jsonl


def paper(**facts: Any) -> Entry:
    """A verified paper with author, date and title."""
    usual = {"title": "A Title", "authors": ["Jane Doe"], "date": "2024-05-17"}
    return Paper(**{**usual, "verified": True, **facts})


def row(entry: Entry, **options: Any) -> dict[str, str]:
    """The cells of one work that are not empty."""
    (found,) = csv.DictReader(io.StringIO(to_csv([entry], **options), newline=""))
    return {column: cell for column, cell in found.items() if cell}


def record(entry: Entry) -> dict[str, Any]:
    """The object of one work."""
    return dict(json.loads(to_jsonl([entry])))


class TestCsv:
    """`to_csv` writes RFC 4180 with the columns that screening tools look for."""

    def test_a_row(self) -> None:
        """What is absent is an empty cell."""
        entry = Dataset(
            title="A, title",
            authors=["Jane Doe", "King; Martin", "\x00", ", ,", "et al."],
            date="2024-05",
            venue="ACL 2025",
            arxiv="2405.01230",
            keywords=["a", "b; c"],
            topics=["safety/jailbreak", "privacy"],
            aliases=["Old; title"],
            source="Public",
            evidence=["x:y"],
            url="https://a.org",
            verified=True,
            citekey="doe2024",
        )

        assert row(entry) == {
            "key": "doe2024",
            "kind": "dataset",
            "title": "A, title",
            "authors": "Jane Doe; King Martin; others",
            "year": "2024",
            "date": "2024-05",
            "venue": "ACL 2025",
            "arxiv": "arXiv:2405.01230",
            "url": "https://a.org",
            "keywords": "a; b c",
            "topics": "safety/jailbreak; privacy",
            "verified": "true",
            "note": "Dataset. Preprint arXiv:2405.01230",
            "aliases": "Old title",
            "source": "Public",
            "featured": "false",
            "evidence": "x:y",
            "id": "arxiv:2405.01230",
            "authors_complete": "true",
        }

    def test_the_columns_that_others_look_for_come_first(self) -> None:
        """In this order, and nothing comes before the header."""
        assert to_csv([]).startswith(
            "key,kind,title,authors,year,date,venue,arxiv,doi,url,keywords,abstract,"
        )

    def test_lines_end_in_crlf(self) -> None:
        """Also the last."""
        text = to_csv([paper(note='"a"\r\nb')])

        assert text.endswith("\r\n")
        assert text.count("\n") == text.count("\r\n") == 2

    def test_a_venue_under_review_is_no_venue(self) -> None:
        """It stands in the note, beside the status."""
        found = row(paper(venue="KDD", status="under-review"))

        assert "venue" not in found
        assert (found["status"], found["note"]) == ("under-review", "Under review at KDD")

    def test_an_unverified_work_says_so(self) -> None:
        """In a column of its own and in the note."""
        found = row(paper(verified=False))

        assert found["verified"] == "false"
        assert found["note"].startswith("Unverified. ")

    def test_a_byte_order_mark_on_demand(self) -> None:
        """Excel needs it; others take it for a part of the first column's name."""
        assert to_csv([]).startswith("key,")
        assert to_csv([], bom=True).startswith("\ufeffkey,")


class TestFormulas:
    """No cell runs as a formula when a spreadsheet opens the file."""

    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "－1", "＠1", "\x00=1"],
    )
    def test_are_guarded(self, text: str) -> None:
        """The check comes after trimming."""
        found = row(paper(title=text, authors=[text], keywords=[text], note=text))

        for column in ("title", "authors", "keywords", "note"):
            assert found[column].startswith("'")

    @pytest.mark.parametrize("text", ["a;=1+1;x", "a; =1", 'a;"=1', "a;-1", "a;＝1", ";@x"])
    def test_are_guarded_where_semicolons_part_cells(self, text: str) -> None:
        """As spreadsheets read a CSV file in half of Europe."""
        (line,) = to_csv([paper(title=text, keywords=["a", "=1"])]).splitlines()[1:]

        for cell in csv.reader([line], delimiter=";"):
            assert not [part for part in cell if part.strip().startswith(tuple("=+-@＝＋－＠"))]

    def test_scripts_may_have_the_text_as_it_is(self) -> None:
        """The guard changes the data."""
        assert row(paper(title="=1"), excel_safe=False)["title"] == "=1"

    def test_nothing_else_is_guarded(self) -> None:
        """Neither text with a sign inside, nor numbers."""
        found = row(paper(title="1-1 = 0"))

        assert (found["title"], found["year"]) == ("1-1 = 0", "2024")

    @given(works())
    def test_no_cell_starts_one(self, entry: Entry) -> None:
        """Whatever a list says."""
        assert not [cell for cell in row(entry).values() if cell[0] in "=+-@\t\r\n＝＋－＠"]


class TestJsonLines:
    """`to_jsonl` writes every field of every entry."""

    def test_a_record(self) -> None:
        """In the order of the class, absent fields null."""
        mention = Mention("README.md", 3, "News", title="T", date="2024")
        entry = paper(arxiv="2405.01230", keywords=["a"], mentions=[mention], citekey="doe2024")

        expected: list[tuple[str, object]] = [
            ("id", "arxiv:2405.01230"),
            ("kind", "paper"),
            ("title", "A Title"),
            ("aliases", []),
            ("name", None),
            ("authors", ["Jane Doe"]),
            ("authors_complete", True),
            ("date", "2024-05-17"),
            ("year", 2024),
            ("published", None),
            ("venue", None),
            ("volume", None),
            ("number", None),
            ("pages", None),
            ("status", None),
            ("topics", []),
            ("keywords", ["a"]),
            ("scope", None),
            ("description", None),
            ("abstract", None),
            ("note", None),
            ("url", None),
            ("arxiv", "arXiv:2405.01230"),
            ("arxiv_category", None),
            ("doi", None),
            ("openreview", None),
            ("acl", None),
            ("code", None),
            ("data", None),
            ("introduced_by", None),
            ("featured", False),
            ("verified", True),
            ("evidence", []),
            ("rests_on", []),
            ("extra", []),
            (
                "mentions",
                [
                    {
                        "path": "README.md",
                        "line": 3,
                        "section": "News",
                        "title": "T",
                        "url": None,
                        "date": "2024",
                    }
                ],
            ),
            ("citekey", "doe2024"),
            ("source", None),
        ]
        assert list(record(entry).items()) == expected

    def test_the_source_of_a_dataset(self) -> None:
        """Is a field of every record, since some readers take the fields of the first."""
        assert record(Dataset(title="D", source="Public"))["source"] == "Public"

    def test_the_arxiv_id_is_taken_back(self) -> None:
        """With its prefix, which keeps it from becoming a number."""
        assert Paper(title="T", arxiv=record(paper(arxiv="2405.01230"))["arxiv"]).arxiv == (
            "2405.01230"
        )

    def test_text_is_utf8(self) -> None:
        """So that a person can read it."""
        assert '"Étude 王"' in to_jsonl([paper(title="Étude 王")])

    def test_no_records(self) -> None:
        """Are an empty file."""
        assert to_jsonl([]) == ""

    def test_keys_are_distinct(self) -> None:
        """Also of works that come from several catalogs."""
        keys = [json.loads(line)["citekey"].lower() for line in to_jsonl(WORKS).splitlines()]

        assert len(set(keys)) == len(WORKS)

    @given(st.lists(works(), max_size=3))
    def test_one_line_a_work(self, entries: list[Entry]) -> None:
        """However lines are told apart, and whatever a list says."""
        text = to_jsonl(entries)

        assert text.encode("utf-8").decode("utf-8").splitlines() == text.split("\n")[:-1]
        assert all(list(json.loads(line)) for line in text.splitlines())
        assert len(text.splitlines()) == len(entries)


def test_every_row_is_as_long_as_the_header() -> None:
    """And there is one for each work."""
    rows = list(csv.reader(io.StringIO(to_csv(WORKS), newline=""), strict=True))

    assert {len(cells) for cells in rows} == {len(csv_columns(WORKS))}
    assert len(rows) == len(WORKS) + 1
