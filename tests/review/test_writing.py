"""All works of a review as files: every work with what was decided of it, in each format."""

import csv
import zipfile
from pathlib import Path

import pytest
from hostile import TITLES
from made_up import BACKDOOR, BENCHMARK, ENTRIES, JAILBREAK, OLD, SURVEY

from trustworthy_audio_llms import Catalog, InvalidQuery, Paper, Review, parse_references


@pytest.fixture
def review(catalog: Catalog) -> Review:
    """A review with a work of each kind of outcome."""
    review = Review(catalog, title="Voices")
    review.exclude("a survey", kind="survey")
    review.decide(OLD, "exclude", "too old", by="ann", note="page 3")
    review.decide(OLD, "exclude", by="bob")
    review.decide(BACKDOOR, "include", by="ann")
    review.decide(BACKDOOR, "exclude", "off topic", by="bob")
    return review


def rows(path: Path) -> dict[str, dict[str, str]]:
    """The rows of a CSV file, by identity."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


class TestTable:
    """CSV and XLSX."""

    def test_every_work(self, review: Review, tmp_path: Path) -> None:
        """With decision, stage, reason, reviewers."""
        review.write(tmp_path / "works.csv")
        found = rows(tmp_path / "works.csv")
        assert len(found) == len(ENTRIES)

        def told(work: str) -> list[str]:
            columns = ("decision", "stage", "reason", "reviewers", "decision_note", "included")
            return [found[work][column] for column in columns]

        assert told(OLD.id) == ["exclude", "screening", "too old", "ann; bob", "page 3", "0"]
        assert told(SURVEY.id) == ["exclude", "screening", "a survey", "", "", "0"]
        assert told(BACKDOOR.id) == ["undecided", "screening", "", "ann; bob", "", ""]
        assert found[BACKDOOR.id]["notes"] == (
            'RAYYAN-INCLUSION: {"ann"=>"Included", "bob"=>"Excluded"}'
        )
        undecided = [row for row in found.values() if row["decision"] == "undecided"]
        assert len(undecided) == len(ENTRIES) - 2

    def test_a_workbook(self, review: Review, tmp_path: Path) -> None:
        """The same cells, as texts in the smallest form that Excel takes."""
        review.write(tmp_path / "works.xlsx")
        with zipfile.ZipFile(tmp_path / "works.xlsx") as archive:
            assert archive.testzip() is None
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert sheet.count("<row ") == len(ENTRIES) + 1
        assert 'r="AA1" t="inlineStr"' in sheet
        assert "<f>" not in sheet

    def test_a_workbook_that_another_library_reads(self, review: Review, tmp_path: Path) -> None:
        """Cell by cell as the CSV, which guards formulas."""
        openpyxl = pytest.importorskip("openpyxl")
        review.write(tmp_path / "works.xlsx")
        review.write(tmp_path / "works.csv")
        sheet = openpyxl.load_workbook(tmp_path / "works.xlsx").active
        read = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        with (tmp_path / "works.csv").open(encoding="utf-8", newline="") as file:
            assert read == [row + [""] * (len(read[0]) - len(row)) for row in csv.reader(file)]

    def test_hostile_texts(self, tmp_path: Path) -> None:
        """No cell is a formula, and no text leaves its cell."""
        works = Catalog(Paper(title=title) for title in TITLES)
        review = Review(works, title="=1")
        for number, entry in enumerate(works):
            review.decide(entry, "exclude", f"=reason {TITLES[number]}", by=f"@{TITLES[number]}")
        review.write(tmp_path / "a.csv")
        for row in rows(tmp_path / "a.csv").values():
            assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in row.values())
            assert row["decision"] == "exclude"
        review.write(tmp_path / "a.xlsx")
        with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert sheet.count("<c ") == sheet.count("</c>") == sheet.count('t="inlineStr"')


class TestReferences:
    """RIS and BibTeX."""

    def test_ris(self, review: Review, tmp_path: Path) -> None:
        """Notes as people, ASReview and Rayyan read them."""
        review.write(tmp_path / "a.ris")
        text = (tmp_path / "a.ris").read_bytes().decode()
        records = text.split("ER  - \r\n")
        assert len(records) == len(ENTRIES) + 1
        (old,) = (record for record in records if "A Theory of Hearing" in record)
        assert "N1  - Decision: exclude (screening): too old\r\n" in old
        assert "N1  - ASReview_irrelevant\r\n" in old
        assert 'N1  - RAYYAN-INCLUSION: {"ann"=>"Excluded", "bob"=>"Excluded"} | ' in old
        assert "N1  - page 3\r\n" in old

    def test_hostile_ris(self, tmp_path: Path) -> None:
        """No reason begins a record."""
        review = Review(Catalog([Paper(title="One"), Paper(title="Two")]))
        review.decide("One", "exclude", "x\r\nER  - \r\nTY  - JOUR\r\nTI  - Forged", by='a"}|\r\nb')
        review.write(tmp_path / "a.ris")
        text = (tmp_path / "a.ris").read_bytes().decode()
        assert len(parse_references(text, "ris")) == 2

    def test_bibtex(self, review: Review, tmp_path: Path) -> None:
        """Fields, escaped as all others are."""
        review.decide(OLD, "exclude", r"50 % {of} \input{x}")
        review.write(tmp_path / "a.bib")
        text = (tmp_path / "a.bib").read_text(encoding="utf-8")
        assert "  decision = {exclude},\n  stage = {screening},\n" in text
        assert "\\input" not in text
        assert len(parse_references(text, "bibtex")) == len(ENTRIES)

    def test_an_empty_review(self, tmp_path: Path) -> None:
        """It has no works, in any format."""
        for ending in ("csv", "ris", "bib", "xlsx"):
            Review(Catalog()).write(tmp_path / f"a.{ending}")
        assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("key,")


def test_a_format_that_is_none(review: Review, tmp_path: Path) -> None:
    """The error names those there are, and `save`."""
    with pytest.raises(InvalidQuery, match=r"\.csv, \.xlsx, \.ris, \.bib; `save`"):
        review.write(tmp_path / "works.json")


class TestBack:
    """What was written is read again, in another copy of the review."""

    @pytest.fixture
    def judged(self, catalog: Catalog) -> Review:
        """Words at several stages, of people and of the review, with marks that notes end at."""
        review = Review(catalog, title="Voices")
        for name in ("ann", "bob"):
            review.decide(OLD, "exclude", 'too "old" | [sic]', by=name)
            review.decide(BACKDOOR, "include", by=name)
        review.decide(JAILBREAK, "include", by="ann", note="see page 3")
        review.decide(SURVEY, "include", by="ann")
        review.decide(BENCHMARK, "include", by="ann")
        review.decide(SURVEY, "exclude", "no text to be had", stage="retrieval")
        review.decide(BENCHMARK, "exclude", "no attack", by="bob", stage="eligibility")
        return review

    @pytest.mark.parametrize("ending", ["csv", "ris", "bib"])
    def test_every_word(self, judged: Review, tmp_path: Path, ending: str) -> None:
        """Of the last stage of each work, with reason, reviewer and note; the flow is the same."""
        judged.write(tmp_path / f"works.{ending}")
        again = Review(judged.catalog, title="Voices")
        intake = again.read_decisions(tmp_path / f"works.{ending}")
        assert not intake.unmatched

        def said(review: Review) -> set[tuple[str | None, ...]]:
            last = {word.work: word.stage for word in review.decisions}
            return {
                (word.work, word.verdict, word.reason, word.by, word.stage, word.note)
                for word in review.decisions
                if word.stage == last[word.work]
            }

        assert said(again) == said(judged)
        assert again.flow() == judged.flow()

    def test_notes_by_reviewer(self, catalog: Catalog, tmp_path: Path) -> None:
        """Each keeps the own one, where the format can say whose it is."""
        review = Review(catalog)
        review.decide(OLD, "exclude", by="ann", note='page "3"')
        review.decide(OLD, "include", by="bob", note="page 4")
        for name in ("works.csv", "works.ris"):
            review.write(tmp_path / name)
            again = Review(catalog)
            again.read_decisions(tmp_path / name)
            assert {word.by: word.note for word in again.decisions} == {
                "ann": "page '3'",
                "bob": "page 4",
            }

    def test_what_another_tool_said_since_stands(self, judged: Review, tmp_path: Path) -> None:
        """Rayyan's newer reason and ASReview's newer label are no longer what we wrote."""
        judged.write(tmp_path / "works.ris")
        text = (tmp_path / "works.ris").read_bytes().decode()
        changed = text.replace("REASONS: no attack", "REASONS: no audio")
        *before, last = changed.partition("ASReview_irrelevant\r\nER")[::2]
        changed = "ASReview_relevant\r\nER".join([*before, last])
        assert changed != text
        (tmp_path / "works.ris").write_bytes(changed.encode())
        again = Review(judged.catalog)
        again.read_decisions(tmp_path / "works.ris")
        assert again.reason(BENCHMARK) == "no audio"
        (word,) = (word for word in again.decisions if word.work == SURVEY.id)
        assert (word.verdict, word.reason) == ("include", None)
