"""Decisions of other tools: what they write is taken in, and what does not match is told."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import BACKDOOR, BENCHMARK, JAILBREAK, OLD, PREPRINT, SURVEY

from trustworthy_audio_llms import Catalog, InvalidQuery, Review

Said = list[tuple[str, str, str | None, str | None, str]]


@pytest.fixture
def review(catalog: Catalog) -> Review:
    """A review that nobody has begun."""
    return Review(catalog)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def said(review: Review) -> Said:
    """What was taken in: work, verdict, reviewer, reason, stage."""
    return [(one.work, one.verdict, one.by, one.reason, one.stage) for one in review.decisions]


RAYYAN_NOTE = (
    'RAYYAN-INCLUSION: {"Ann Lee"=>"Included", "Bob"=>"Excluded", "Cy"=>"Maybe", "Di"=>"Undecided"}'
    " | RAYYAN-LABELS: audio,voice | RAYYAN-EXCLUSION-REASONS: wrong population,foreign language"
    ' | USER-NOTES: {"Bob"=>["see table 2", "and 3"]}'
)
BY_RAYYAN: Said = [
    (BACKDOOR.id, "include", "Ann Lee", None, "screening"),
    (BACKDOOR.id, "exclude", "Bob", "wrong population,foreign language", "screening"),
    (BACKDOOR.id, "unsure", "Cy", None, "screening"),
]


class TestRayyan:
    """Its notes say who included what."""

    def test_csv(self, review: Review, tmp_path: Path) -> None:
        """In the column `notes`, its own keys meaning nothing here."""
        note = RAYYAN_NOTE.replace('"', '""')
        path = written(
            tmp_path,
            "articles.csv",
            "key,title,year,month,journal,authors,url,notes,doi\r\n"
            f'rayyan-1,Triggers in Silence,2024,1,,"Chen Wei and Dora de la Cruz",,"{note}",\r\n'
            'rayyan-2,Somebody Else\'s Work,2024,1,,"Xu Y",,"RAYYAN-INCLUSION: '
            '{""Bob""=>""Included""}",\r\n'
            "rayyan-3,Over the Hills,2024,1,,,,,\r\n",
        )
        intake = review.read_decisions(path)
        assert said(review) == BY_RAYYAN
        assert review.decisions[1].note == "see table 2; and 3"
        assert [str(one) for one in intake.unmatched] == [
            "articles.csv, line 3: Somebody Else's Work (no work under review is meant)"
        ]
        assert review.decisions[0].origin == "articles.csv"

    def test_ris(self, review: Review, tmp_path: Path) -> None:
        """In a note, among others."""
        path = written(
            tmp_path,
            "articles.ris",
            "TY  - JOUR\nID  - rayyan-1\nTI  - Triggers in Silence\nAU  - Wei, Chen\nPY  - 2024\n"
            f"N1  - Another note.\nN1  - {RAYYAN_NOTE}\nER  - \n",
        )
        review.read_decisions(path)
        assert said(review) == BY_RAYYAN

    def test_quotes_that_were_doubled_twice(self, review: Review, tmp_path: Path) -> None:
        """As files look that went through a spreadsheet."""
        note = '""RAYYAN-INCLUSION: {""""Ann""""=>""""Included""""}""'
        path = written(tmp_path, "a.csv", f'title,notes\nA Theory of Hearing,"{note}"\n')
        review.read_decisions(path)
        assert said(review) == [(OLD.id, "include", "Ann", None, "screening")]

    def test_a_column_of_its_own(self, review: Review, tmp_path: Path) -> None:
        """And words of older versions."""
        text = 'title\tRAYYAN-INCLUSION\nA Theory of Hearing\t"{""Ann""=>true, ""Bob""=>false}"\n'
        review.read_decisions(written(tmp_path, "a.tsv", text))
        assert [(one[1], one[2]) for one in said(review)] == [
            ("include", "Ann"),
            ("exclude", "Bob"),
        ]


class TestAsreview:
    """Its tables, its notes in RIS, and its projects."""

    @pytest.mark.parametrize("column", ["asreview_label", "included", "label_included"])
    def test_csv(self, review: Review, tmp_path: Path, column: str) -> None:
        """1, 0, and nothing where nobody has looked; who decided it does not say."""
        path = written(
            tmp_path,
            "project.csv",
            f"record_id,title,arxiv,{column},asreview_time,asreview_note\n"
            "0,Triggers in Silence,2404.00001,1,1764000000.5,good\n"
            "1,A Theory of Hearing,cs/0112017,0,2025-11-24T16:00:00,\n"
            "2,AuditKit,,,,\n",
        )
        review.read_decisions(path, by="ann")
        assert said(review) == [
            (BACKDOOR.id, "include", "ann", None, "screening"),
            (OLD.id, "exclude", "ann", None, "screening"),
        ]
        assert str(review.decisions[0].when) == "2025-11-24 16:00:00.500000+00:00"
        assert review.decisions[0].note == "good"

    def test_ris(self, review: Review, tmp_path: Path) -> None:
        """Notes of a word."""
        records = "".join(
            f"TY  - JOUR\nTI  - {work.title}\nN1  - ASReview_{label}\nER  - \n"
            for work, label in ((OLD, "relevant"), (SURVEY, "irrelevant"), (BENCHMARK, "not_seen"))
        )
        review.read_decisions(written(tmp_path, "a.ris", records), stage="eligibility")
        assert [(one[0], one[1], one[4]) for one in said(review)] == [
            (OLD.id, "include", "eligibility"),
            (SURVEY.id, "exclude", "eligibility"),
        ]

    @pytest.mark.parametrize("version", [2, 3])
    def test_projects(self, review: Review, tmp_path: Path, version: int) -> None:
        """The records stand with the labels in version 3, beside them in version 2."""
        review.read_decisions(project(tmp_path, version), by="ann")
        assert said(review) == [
            (BACKDOOR.id, "include", "ann", None, "screening"),
            (OLD.id, "exclude", "ann", None, "screening"),
        ]
        assert review.decisions[0].when.year == 2025

    def test_a_label_without_a_record(self, review: Review, tmp_path: Path) -> None:
        """It is told."""
        path = project(tmp_path, 3, more="INSERT INTO results VALUES (99, 1, NULL, NULL)")
        (unmatched,) = review.read_decisions(path).unmatched
        assert unmatched.place == "review.asreview, record 99"

    @pytest.mark.parametrize(
        ("more", "why"),
        [
            ("DROP TABLE record", "no table 'record'"),
            ("DROP TABLE record; CREATE VIEW record AS SELECT 1 AS record_id", "no table"),
            ("DROP TABLE record; CREATE VIRTUAL TABLE record USING fts5(record_id)", "no table"),
            ("DROP TABLE results; CREATE TABLE results (label)", "no record_id"),
        ],
    )
    def test_databases_that_lie(self, review: Review, tmp_path: Path, more: str, why: str) -> None:
        """Only real tables are read."""
        with pytest.raises(InvalidQuery, match=why):
            review.read_decisions(project(tmp_path, 3, more=more))

    @pytest.mark.parametrize("name", ["nothing.txt", "results.db", "deep/results.db"])
    def test_no_project(self, review: Review, tmp_path: Path, name: str) -> None:
        """A zip of anything else."""
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, b"no database at all" * 100)
        with pytest.raises(InvalidQuery, match="no project of ASReview"):
            review.read_decisions(path)

    def test_half_a_zip(self, review: Review, tmp_path: Path) -> None:
        """It is none."""
        data = project(tmp_path, 3).read_bytes()
        with pytest.raises(InvalidQuery, match="no project"):
            review.read_decisions(written(tmp_path, "half.asreview", data[: len(data) // 2]))

    def test_a_bomb(self, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What says it is too large is not unpacked."""
        monkeypatch.setattr("trustworthy_audio_llms._review.asreview._LARGEST", 100)
        with pytest.raises(InvalidQuery, match="more than 100 bytes"):
            review.read_decisions(project(tmp_path, 3))

    def test_a_query_without_end(
        self, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is given up."""
        monkeypatch.setattr("trustworthy_audio_llms._review.asreview._STEPS", 1)
        monkeypatch.setattr("trustworthy_audio_llms._review.asreview._MOST", 2)
        with pytest.raises(InvalidQuery, match="interrupted"):
            review.read_decisions(project(tmp_path, 3))


def project(folder: Path, version: int, *, more: str = "") -> Path:
    """The file of a project of ASReview, with the columns that matter."""
    records, results = folder / "records.db", folder / "results.db"
    if version == 3:
        records = results
    with closing(sqlite3.connect(records)) as connection, connection:
        connection.execute(
            "CREATE TABLE record (record_id INTEGER, title, abstract, authors JSON, year, doi, "
            "url, twin INTEGER GENERATED ALWAYS AS (record_id) VIRTUAL)"
        )
        authors = json.dumps(["Chen Wei", "Dora de la Cruz"])
        connection.executemany(
            "INSERT INTO record VALUES (?, ?, '', ?, ?, NULL, ?)",
            [
                (0, "Triggers in Silence", authors, 2024, "https://arxiv.org/abs/2404.00001"),
                (1, "A Theory of Hearing", "[", 2001, None),
                (2, "AuditKit", "[]", None, None),
            ],
        )
    with closing(sqlite3.connect(results)) as connection, connection:
        connection.execute("CREATE TABLE results (record_id INTEGER, label, time FLOAT, note)")
        connection.executemany(
            "INSERT INTO results VALUES (?, ?, ?, NULL)",
            [(0, 1, 1764000000.0), (1, 0, 1764000001.0), (2, None, None)],
        )
        connection.executescript(more)
    connection.close()
    path = folder / "review.asreview"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", "{}")
        archive.writestr("reviews/", b"")
        archive.writestr("results.db/", b"")
        archive.write(results, "results.db" if version == 3 else "reviews/0a/results.db")
        if version == 2:
            archive.write(records, "data_store.db")
    return path


class TestCovidence:
    """One file a decision."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("review_1_irrelevant_csv_2026.csv", ("exclude", "screening")),
            ("review_1_select_csv_2026.csv", ("include", "screening")),
            ("review_1_excluded_csv_2026.csv", ("exclude", "eligibility")),
            ("review_1_included_csv_2026.csv", ("include", "eligibility")),
        ],
    )
    def test_by_name(
        self, review: Review, tmp_path: Path, name: str, expected: tuple[str, str]
    ) -> None:
        """The name of the file says what was decided, the notes why."""
        text = (
            "Title,Authors,Published Year,DOI,Covidence #,Study,Notes\n"
            'A Theory of Hearing,"Adams, Eve",2001,,#12,Adams 2001,'
            '"Exclusion reason: Wrong outcomes; Ann: too old"\n'
        )
        review.read_decisions(written(tmp_path, name, text), by="consensus")
        ((work, verdict, by, reason, stage),) = said(review)
        assert (work, by, reason) == (OLD.id, "consensus", "Wrong outcomes")
        assert (verdict, stage) == expected

    def test_works_that_wait(self, review: Review, tmp_path: Path) -> None:
        """Nothing was decided of them; a file that was renamed is told."""
        text = "Title,Covidence #\nA Theory of Hearing,#12\n"
        path = written(tmp_path, "review_1_screen_csv_2026.csv", text)
        assert review.read_decisions(path) == review.read_decisions(path)
        assert review.decisions == ()
        (unmatched,) = review.read_decisions(written(tmp_path, "my.csv", text)).unmatched
        assert "keep it as it is" in unmatched.reason


class TestPlain:
    """Any table with a key or an identifier and a decision."""

    @pytest.mark.parametrize(
        ("header", "row", "expected"),
        [
            ("key,decision", f"{OLD.citekey},exclude", ("exclude", None, None)),
            ("ID;Verdict", "arXiv:cs/0112017;Included", ("include", None, None)),
            ("doi\tdecision", "https://doi.org/10.48550/arXiv.cs/0112017\tno", ("exclude",)),
            ("Decision,Title", "maybe,A Theory of Hearing", ("unsure", None, None)),
            (
                "url,decision,reviewer,exclusion reason",
                "http://arxiv.org/pdf/cs/0112017v2,Reject,Ann,too old",
                ("exclude", "Ann", "too old"),
            ),
        ],
    )
    def test_columns(
        self, review: Review, tmp_path: Path, header: str, row: str, expected: Sequence[str]
    ) -> None:
        """Whatever they are called and however they are parted."""
        review.read_decisions(written(tmp_path, "a.csv", f"{header}\r\n{row}\r\n"))
        ((work, *rest),) = said(review)
        assert work == OLD.id
        assert tuple(rest[: len(expected)]) == tuple(expected)

    def test_several_reviewers(self, review: Review, tmp_path: Path) -> None:
        """A column each, or one column for those who agreed."""
        text = f"key,decision_ann,decision_bob\n{OLD.citekey},include,\n{SURVEY.citekey},no,yes\n"
        review.read_decisions(written(tmp_path, "a.csv", text))
        text = f"key,decision,reviewers\n{BENCHMARK.citekey},include,Ann; Bob\n"
        review.read_decisions(written(tmp_path, "b.csv", text))
        assert [one[:3] for one in said(review)] == [
            (OLD.id, "include", "ann"),
            (SURVEY.id, "exclude", "ann"),
            (SURVEY.id, "include", "bob"),
            (BENCHMARK.id, "include", "Ann"),
            (BENCHMARK.id, "include", "Bob"),
        ]

    def test_when_and_at_which_stage(self, review: Review, tmp_path: Path) -> None:
        """What was said earlier than what is known does not count, but is kept."""
        review.decide(OLD, "include", by="Ann")
        text = (
            "key,decision,by,stage,when\n"
            f"{OLD.citekey},exclude,Ann,Title/Abstract,2020-01-02\n"
            f"{SURVEY.citekey},exclude,Ann,full text,never\n"
        )
        review.read_decisions(written(tmp_path, "a.csv", text))
        assert OLD in review.included
        assert review.reason(SURVEY) is None
        assert [one.stage for one in review.decisions] == ["screening", "screening", "eligibility"]

    def test_twice(self, review: Review, tmp_path: Path) -> None:
        """A file that is read again says nothing new."""
        path = written(tmp_path, "a.csv", f"key,decision,by\n{OLD.citekey},exclude,Ann\n")
        review.read_decisions(path)
        assert str(review.read_decisions(path)) == "0 decisions on 0 works, 1 known already"
        review.decide(OLD, "exclude")
        assert len(review.read_decisions(path).decisions) == 1

    def test_a_review(self, review: Review, catalog: Catalog, tmp_path: Path) -> None:
        """The file of another reviewer is merged."""
        other = Review(catalog)
        other.decide(OLD, "exclude", by="bob")
        other.save(tmp_path / "other.json")
        assert len(review.read_decisions(tmp_path / "other.json").decisions) == 1

    @pytest.mark.parametrize("ending", ["csv", "ris", "bib"])
    def test_what_was_written_here(
        self, review: Review, catalog: Catalog, tmp_path: Path, ending: str
    ) -> None:
        """It comes back."""
        review.decide(OLD, "exclude", 'too "old"; by {far} | =1+1', by="Ann", note="page 3")
        review.decide(PREPRINT, "include", by="Ann")
        review.write(tmp_path / f"a.{ending}")
        again = Review(catalog)
        intake = again.read_decisions(tmp_path / f"a.{ending}")
        assert intake.unmatched == ()
        expected = {(one[0], one[1], one[2]) for one in said(review)}
        assert {(one[0], one[1], one[2]) for one in said(again)} == expected


class TestTold:
    """What is not taken in stands in the answer, with its place and the reason."""

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("nobody2020,include,", "no work under review is meant"),
            (f"{OLD.citekey},perhaps,", "'perhaps' is no decision"),
            (f"{OLD.citekey},include,Triggers in Silence", "has the title of arxiv:2404.00001"),
            (f"{OLD.citekey},include,Another Title", "which has another title"),
            ('"x,include,', "does not end"),
            ("12,include,", "no work under review is meant"),
        ],
    )
    def test_rows(self, review: Review, tmp_path: Path, row: str, why: str) -> None:
        """No work, two works, no decision."""
        text = f"key,decision,title\n{row}\n{BENCHMARK.citekey},include,\n"
        intake = review.read_decisions(written(tmp_path, "a.csv", text))
        assert why in str(intake.unmatched[0])
        assert intake.unmatched[0].place == "a.csv, line 2"
        assert [one.work for one in intake.decisions] == [BENCHMARK.id]

    def test_a_row_that_names_two(self, review: Review, tmp_path: Path) -> None:
        """Neither is taken."""
        text = f"key,doi,decision\n{OLD.citekey},{JAILBREAK.doi},include\n"
        (unmatched,) = review.read_decisions(written(tmp_path, "a.csv", text)).unmatched
        assert "names several works" in unmatched.reason

    def test_no_stage(self, review: Review, tmp_path: Path) -> None:
        """A stage that is none here is told, not guessed."""
        text = f"key,stage,decision\n{OLD.citekey},extraction,include\n"
        (unmatched,) = review.read_decisions(written(tmp_path, "a.csv", text)).unmatched
        assert "'extraction' is no stage" in unmatched.reason

    def test_a_record_that_cannot_be_read(self, review: Review, tmp_path: Path) -> None:
        """The reader of references says why."""
        text = "TY  - JOUR\nAU  - Nobody\nN1  - ASReview_relevant\nER  - \n"
        assert len(review.read_decisions(written(tmp_path, "a.ris", text)).unmatched) == 1

    @pytest.mark.parametrize("data", [b"", b"\x00\x01", b"just a line"])
    def test_no_file_of_decisions(self, review: Review, tmp_path: Path, data: bytes) -> None:
        """One sentence says what could be read."""
        with pytest.raises(InvalidQuery, match="no file of decisions"):
            review.read_decisions(written(tmp_path, "a.txt", data))

    def test_a_stage_that_is_none(self, review: Review, tmp_path: Path) -> None:
        """It is refused before the file is read."""
        with pytest.raises(InvalidQuery, match="stage"):
            review.read_decisions(tmp_path / "nothing", stage="x")  # type: ignore[arg-type]

    @given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.ris", "a.bib", "a.asreview"]))
    def test_any_bytes(self, data: bytes, name: str) -> None:
        """Whatever a file holds, the error is ours."""
        from trustworthy_audio_llms._review.taking import words_of

        try:
            list(words_of(data, name, Catalog([OLD]), by=None, stage="screening"))
        except InvalidQuery:
            return

    @given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.text(max_size=60))
    def test_any_cells(self, cells: list[str], note: str) -> None:
        """Whatever cells hold, too."""
        import csv

        from trustworthy_audio_llms._review.taking import words_of

        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(["key", "decision", "stage", "when", "notes"])
        writer.writerow([*cells, f'RAYYAN-INCLUSION: {{"{note}"=>"Included"}}'])
        data = file.getvalue().encode("utf-8", "surrogatepass")
        taken: list[Any] = list(words_of(data, "a.csv", Catalog([OLD]), by=None, stage="screening"))
        assert len(taken) < 9
