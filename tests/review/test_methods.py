"""The methods paragraph, and the tables of studies."""

import csv
import io
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

import pytest
from hostile import TITLES
from hypothesis import given
from made_up import BACKDOOR, JAILBREAK, OLD, PREPRINT, SURVEY, any_text
from markdown_it import MarkdownIt

from trustworthy_audio_llms import Catalog, InvalidQuery, Paper, Review, Source, load


@pytest.fixture
def review(catalog: Catalog) -> Review:
    """A review of three sources, by two people, at two stages."""
    review = Review(
        {
            "The catalogue": Source(
                load("2025.11").where(kind="paper"), query='"audio"', searched="2026-11-20"
            ),
            "Scopus": Source(catalog, kind="register", query='TITLE("voice")'),
            "Snowballing": Source(Catalog([OLD, Paper(title="New")]), kind="citations"),
        },
        title="Voices",
    )
    review.exclude("low score", [PREPRINT], stage="identification", tool="a model")
    review.exclude("a survey", kind="survey")
    review.exclude("no date", lambda entry: entry.date is None, by="ann")
    for entry in review.included[:6]:
        review.decide(entry, "include", by="ann")
        review.decide(entry, "exclude" if entry.year == 2024 else "include", "off topic", by="bob")
    return review


class TestMethods:
    """Every number and every source is in it."""

    def test_the_sources(self, review: Review) -> None:
        """With pin, date, query as run and count."""
        said = review.methods()
        pin = load("2025.11").snapshot.pin
        assert said.startswith("24 records came from 3 sources: The catalogue (database, " + pin)
        assert "searched on 2026-11-20, query: \"audio\", then where(kind='paper')" in said
        assert "Scopus (register, unsaved@sha256:" in said
        assert 'query: TITLE("voice"); n = 12)' in said
        assert "Snowballing (citation searching, " in said
        assert "1 duplicate was removed (1 in Snowballing)" in said

    def test_who_screened(self, review: Review) -> None:
        """By rule, by tool, by whom, and how far they agreed."""
        said = review.methods()
        for words in (
            "Before screening, works were excluded by rule: low score (named one by one, ",
            "by the tool a model; n = 1).",
            "a survey (kind='survey'; n = ",
            ", by ann; n = ",
            "At screening, works were judged one by one by ann (6 works) and bob (6 works).",
            "ann and bob agreed on ",
            "Cohen's kappa ",
            "Reviewers still differ on ",
            "not decided yet.",
        ):
            assert words in said, (words, said)

    def test_the_end(self, review: Review) -> None:
        """What was settled, and each stage that was reached."""
        for entry in review.disagreements():
            review.decide(entry, "include")
        review.exclude("no text", [JAILBREAK], stage="retrieval")
        review.exclude("no attack", [BACKDOOR], stage="eligibility")
        said = review.methods()
        assert "then settled for the review as a whole. " in said
        assert "All disagreements were settled." in said
        assert "of which 1 could not be had (no text: 1)." in said
        assert "assessed, and 1 excluded (no attack: 1)." in said
        assert "PRISMA 2020 (doi:10.1136/bmj.n71)." in said

    def test_a_source_that_brought_nothing(self, catalog: Catalog) -> None:
        """Nothing is said of what came of it."""
        web = Source(Catalog([OLD]), name="Web", kind="website")
        said = Review([catalog, web]).methods()
        assert "1 duplicate was removed (1 in Web)" in said
        assert "other methods" not in said

    def test_a_person_alone(self, catalog: Catalog) -> None:
        """No agreement is claimed; nothing is said of people where nobody judged."""
        review = Review(catalog)
        assert "judged" not in review.methods()
        assert "No record was a duplicate" in Review(Catalog([OLD])).methods()
        review.decide(OLD, "include")
        assert "At screening, 1 work was judged one by one." in review.methods()
        review.decide(OLD, "include", by="ann")
        assert "by ann (1 work) alone. 1 work was then settled" in review.methods()

    def test_kappa_that_is_undefined(self, catalog: Catalog) -> None:
        """It says why."""
        review = Review(catalog)
        review.decide(OLD, "include", by="ann")
        review.decide(PREPRINT, "include", by="bob")
        assert "No work was judged by both ann and bob at the stage screening." in review.methods()
        review.decide(OLD, "include", by="bob")
        assert "(100%; Cohen's kappa is undefined, since both said the same" in review.methods()

    def test_where_nothing_is_installed(
        self, review: Review, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Run from its sources, the library knows no version, and claims none."""

        def missing(name: str) -> str:
            raise metadata.PackageNotFoundError(name)

        monkeypatch.setattr(metadata, "version", missing)
        assert "counted with trustworthy_audio_llms, and" in review.methods()

    def test_an_update(self, catalog: Catalog) -> None:
        """It says what it goes on from, and counts only what is new."""
        first = Review(catalog.where(until=2024))
        first.decide(OLD, "exclude", by="ann")
        first.decide(OLD, "exclude", by="bob")
        said = Review(catalog, previous=first).methods()
        assert said.startswith("This review updates an earlier one, which included 2 studies.")
        assert "were included, " in said
        assert "judged" not in said

    @given(any_text, any_text)
    def test_texts_that_are_no_text(self, reason: str, name: str) -> None:
        """It is one line, whatever reasons and names hold."""
        review = Review(Catalog([Paper(title="One"), Paper(title="Two")]))
        review.exclude(f"x{reason}", ["One"])
        review.decide("Two", "exclude", reason, by=name)
        assert len(review.methods().splitlines()) == 1


class TestTables:
    """Included and excluded studies, for a report."""

    def test_markdown(self, review: Review) -> None:
        """A table that Markdown reads as one, with stage and reason of what was excluded."""
        html = MarkdownIt("commonmark").enable("table").render(review.table("excluded"))
        assert html.count("<tr>") == 1 + len(review.excluded)
        assert "Müller et al. (2025)" in html
        assert ">a survey</td>" in html
        html = MarkdownIt("commonmark").enable("table").render(review.table())
        assert html.count("<tr>") == 1 + len(review.included)
        assert "Reason" not in html

    def test_csv(self, review: Review) -> None:
        """The same cells."""
        rows = list(csv.DictReader(io.StringIO(review.table("excluded", "csv"))))
        assert len(rows) == len(review.excluded)
        (survey,) = (row for row in rows if row["Title"] == SURVEY.title)
        assert (survey["Stage"], survey["Reason"]) == ("screening", "a survey")
        assert survey["Key"] == SURVEY.citekey

    def test_authors(self) -> None:
        """As a text cites them."""
        works = [
            Paper(title="A", authors=("Ana Müller", "Bo Li"), date="2025"),
            Paper(title="B", authors=("Ana Müller",)),
            Paper(title="C", authors=("Ana Müller", "et al."), date="2025"),
            Paper(title="D", name="AudioSafe"),
            Paper(title="E"),
        ]
        rows = csv.reader(io.StringIO(Review(Catalog(works)).table("included", "csv")))
        assert [row[0] for row in rows][1:] == [
            "Müller and Li (2025)",
            "Müller",
            "Müller et al. (2025)",
            "AudioSafe",
            "Anonymous",
        ]

    @pytest.mark.parametrize(("which", "format_"), [("all", "csv"), ("included", "html")])
    def test_what_is_none(self, review: Review, which: str, format_: str) -> None:
        """The error names what there is."""
        with pytest.raises(InvalidQuery, match="there are"):
            review.table(which, format_)  # type: ignore[arg-type]

    def test_latex(self, tmp_path: Path) -> None:
        """It compiles, whatever titles, reasons and keys hold, and runs nothing."""
        works = Catalog(
            Paper(title=title, citekey=f"key_{number}") for number, title in enumerate(TITLES)
        )
        review = Review(works)
        for number, entry in enumerate(works):
            review.decide(entry, "exclude", rf"[x] \input{{y}} {TITLES[number]}")
        table = review.table("excluded", "latex")
        assert table.count("\\\\\n") == 1 + len(works)
        assert "\\input" not in table
        assert "\\cite{key_0}" in table
        engine = shutil.which("lualatex")
        if engine is None:
            pytest.skip("lualatex is not installed")
        document = "\\documentclass{article}\\usepackage{longtable}\\begin{document}\n"
        (tmp_path / "a.tex").write_text(f"{document}{table}\\end{{document}}\n", encoding="utf-8")
        done = subprocess.run(
            [engine, "-interaction=nonstopmode", "-no-shell-escape", "a.tex"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        errors = [line for line in done.stdout.decode().splitlines() if line.startswith("!")]
        assert errors == []
        assert (tmp_path / "a.pdf").is_file()
