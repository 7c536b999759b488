"""Catalogs as data frames, Arrow tables and Parquet files."""

import sys
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal

CATALOG = tal.load()


class TestPandas:
    """A data frame has a row a work and a column a field."""

    def test_rows_and_columns(self) -> None:
        """Lists stay lists, years are integers with gaps, identifiers are text."""
        pytest.importorskip("pandas", reason="pandas is not installed")
        frame = CATALOG.to_pandas()
        assert list(frame["id"]) == [entry.id for entry in CATALOG]
        assert str(frame["year"].dtype) == "Int64"
        row = frame.set_index("id").loc["arxiv:2405.19103"]
        assert row["arxiv"] == "2405.19103"
        assert row["authors"] == list(CATALOG["2405.19103"].authors)

    def test_an_empty_catalog_keeps_its_columns(self) -> None:
        """A search without results is a frame with the same columns and no rows."""
        pytest.importorskip("pandas", reason="pandas is not installed")
        none = tal.Catalog([]).to_pandas()
        assert list(none.columns) == list(CATALOG.to_pandas().columns)
        assert len(none) == 0

    def test_the_frame_says_where_it_is_from(self) -> None:
        """The pin travels in the frame's `attrs`."""
        pytest.importorskip("pandas", reason="pandas is not installed")
        lines = CATALOG.to_pandas().attrs["trustworthy_audio_llms"]
        assert CATALOG.snapshot.pin in lines[0]


class TestArrow:
    """An Arrow table has types, also where a column is empty."""

    def test_types_do_not_depend_on_the_rows(self) -> None:
        """Tables of any two catalogs can be put together."""
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        full, none = CATALOG.to_arrow(), tal.Catalog([]).to_arrow()
        assert full.schema.equals(none.schema)
        assert full.column("mentions").to_pylist()[0] == []
        assert full.num_rows == len(CATALOG)

    def test_parquet_is_read_by_duckdb(self, tmp_path: Path) -> None:
        """DuckDB counts the topics of the file that `write` made."""
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        path = tmp_path / "catalog.parquet"
        CATALOG.write(path)
        query = (
            f"SELECT topic, count(*) FROM (SELECT unnest(topics) AS topic FROM '{path}') GROUP BY 1"
        )
        with duckdb.connect() as database:
            rows = database.sql(query).fetchall()
        assert dict(rows) == {topic: n for topic, n in CATALOG.count("topic").items() if topic}

    def test_polars(self) -> None:
        """A polars frame has the same columns and rows."""
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        pytest.importorskip("polars", reason="polars is not installed")
        frame = CATALOG.to_polars()
        assert frame.height == len(CATALOG)
        assert frame["authors"].to_list()[0] == list(CATALOG[0].authors)


@pytest.mark.parametrize(
    ("method", "missing", "extra"),
    [
        ("to_pandas", "pandas", "pandas"),
        ("to_arrow", "pyarrow", "arrow"),
        ("to_polars", "polars", "polars"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    method: str, missing: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library, the error says what to install."""
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ModuleNotFoundError, match=f"needs {missing}") as caught:
        getattr(CATALOG, method)()
    assert f"pip install 'trustworthy_audio_llms[{extra}]'" in str(caught.value)
    assert caught.value.name == missing
