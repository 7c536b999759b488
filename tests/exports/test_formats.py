"""What a catalog can be written as, and how it is written."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import ENTRIES, entries

from trustworthy_audio_llms import Catalog, Entry, InvalidQuery, PartialDate, Snapshot
from trustworthy_audio_llms._exports.formats import FORMATS

PACKAGES = {".parquet": "pyarrow"}


def content(catalog: Catalog, ending: str) -> bytes:
    """What a catalog is written as; skips where that needs a package that is not installed."""
    if ending in PACKAGES:
        pytest.importorskip(PACKAGES[ending])
    written = FORMATS[ending](catalog)
    return written.encode() if isinstance(written, str) else written


@pytest.mark.parametrize("ending", FORMATS)
class TestEveryFormat:
    """Each ending writes its format, whole or not at all."""

    @pytest.mark.parametrize("as_given", [str, Path])
    def test_the_ending_chooses(
        self, catalog: Catalog, tmp_path: Path, ending: str, as_given: Callable[[Path], Any]
    ) -> None:
        """Without regard to case, in a path or a text, whatever stands before it."""
        expected = content(catalog, ending)
        for path in (tmp_path / f"my refs.v2{ending}", tmp_path / f"REFS{ending.upper()}"):
            catalog.write(as_given(path))
            assert len(path.read_bytes()) == len(expected)
        assert len(os.listdir(tmp_path)) == 2

    def test_nothing_is_left_where_it_fails(
        self, catalog: Catalog, tmp_path: Path, ending: str
    ) -> None:
        """Neither half a file nor a temporary one."""
        content(catalog, ending)
        with pytest.raises(OSError):  # noqa: PT011
            catalog.write(tmp_path / "missing" / f"refs{ending}")
        (tmp_path / f"refs{ending}").mkdir()
        with pytest.raises(OSError):  # noqa: PT011
            catalog.write(tmp_path / f"refs{ending}")
        assert os.listdir(tmp_path) == [f"refs{ending}"]

    def test_of_nothing(self, tmp_path: Path, ending: str) -> None:
        """An empty catalog is written all the same."""
        content(Catalog(), ending)
        Catalog().write(tmp_path / f"refs{ending}")
        assert (tmp_path / f"refs{ending}").is_file()

    @settings(max_examples=15)
    @given(st.lists(entries(), max_size=3))
    def test_of_anything(self, ending: str, records: list[Entry]) -> None:
        """Whatever the entries hold: lone surrogates, NUL, line ends."""
        assert isinstance(content(Catalog(records), ending), bytes)


class TestProvenance:
    """How a catalog came to be, as lines that an export can carry."""

    @pytest.mark.parametrize(
        ("date", "fetched", "shown"),
        [
            (None, None, ""),
            ("2025-11", None, " (of 2025-11)"),
            (
                "2025-11-12",
                datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.UTC),
                " (of 2025-11-12, fetched 2026-01-02)",
            ),
            (None, datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), " (fetched 2026-01-02)"),
        ],
    )
    def test_the_provenance_has_the_dates(
        self, date: str | None, fetched: datetime.datetime | None, shown: str
    ) -> None:
        """As a reviewer must report them."""
        snapshot = Snapshot(
            name="x",
            digest="y",
            date=PartialDate.parse(date) if date else None,
            fetched=fetched,
        )
        catalog = Catalog(ENTRIES, snapshot=snapshot).where(kind="paper")
        assert catalog.provenance == (f"x@y{shown}", "where(kind='paper'): 8 of 12")


class TestUnknownFormat:
    """An ending that is not known is refused, with those that are."""

    @pytest.mark.parametrize("name", ["refs", "refs.docx", "bib", "refs.bib.txt", "refs.json", ""])
    def test_is_refused(self, catalog: Catalog, tmp_path: Path, name: str) -> None:
        """Nothing is written."""
        with pytest.raises(InvalidQuery) as raised:
            catalog.write(tmp_path / name if name else "")
        assert all(ending in str(raised.value) for ending in FORMATS)
        assert repr(name) in str(raised.value) or not name
        assert raised.value.value == str(tmp_path / name if name else Path(""))
        assert not os.listdir(tmp_path)


class TestMethods:
    """Each format is a method, too."""

    @pytest.mark.parametrize("ending", [".bib", ".ris", ".csv", ".jsonl"])
    def test_line_ends_are_as_they_are(self, catalog: Catalog, tmp_path: Path, ending: str) -> None:
        """What is written is the text in UTF-8, on every platform."""
        catalog.write(tmp_path / f"refs{ending}")
        assert (tmp_path / f"refs{ending}").read_bytes() == content(catalog, ending)

    @pytest.mark.parametrize(
        ("method", "ending"),
        [
            ("to_bibtex", ".bib"),
            ("to_ris", ".ris"),
            ("to_csl", ".csl.json"),
            ("to_csv", ".csv"),
            ("to_jsonl", ".jsonl"),
            ("to_markdown", ".md"),
            ("to_html", ".html"),
        ],
    )
    def test_gives_what_is_written(self, catalog: Catalog, method: str, ending: str) -> None:
        """As a text."""
        assert getattr(catalog, method)() == FORMATS[ending](catalog)

    @pytest.mark.parametrize(
        "method", ["to_bibtex", "to_biblatex", "to_ris", "to_csl", "to_markdown", "to_html"]
    )
    def test_carries_how_it_came_to_be(self, catalog: Catalog, method: str) -> None:
        """Pin and steps, where the format has a place for them."""
        text = getattr(catalog.where(kind="paper"), method)()
        assert catalog.snapshot.digest in text.replace("\\", "")

    @pytest.mark.parametrize(
        "method",
        ("to_bibtex to_biblatex to_ris to_csl to_csv to_jsonl to_markdown to_html".split()),
    )
    def test_has_every_entry(self, catalog: Catalog, method: str) -> None:
        """None is lost."""
        text = getattr(catalog, method)()
        assert "VoiceBreak" in text
        assert "EchoBench" in text
        assert "AuditKit" in text

    def test_csv_takes_options(self, catalog: Catalog) -> None:
        """For spreadsheets."""
        assert catalog.to_csv(bom=True).startswith("\ufeff")
        risky = Catalog([Entry(title="=1+1")])
        assert "'=1+1" in risky.to_csv()
        assert "'=1+1" not in risky.to_csv(excel_safe=False)

    @pytest.mark.parametrize(
        ("method", "package", "rows"),
        [
            ("to_arrow", "pyarrow", "num_rows"),
            ("to_pandas", "pandas", "__len__"),
            ("to_polars", "polars", "__len__"),
        ],
    )
    def test_data_frames_have_a_row_an_entry(
        self, catalog: Catalog, method: str, package: str, rows: str
    ) -> None:
        """With the extra of the same name."""
        pytest.importorskip(package)
        count = getattr(getattr(catalog, method)(), rows)
        assert (count() if callable(count) else count) == len(catalog)
