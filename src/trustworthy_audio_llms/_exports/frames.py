"""Entries as data frames, Arrow tables and Parquet files, each through its own library."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .._extras import load_extra
from .._records.entries import Entry
from .tables import RECORD_FIELDS, records

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_METADATA = "trustworthy_audio_llms"


def _schema(pa: Any) -> Any:
    """The Arrow types of the columns; dates are text, since most are known only in part."""
    texts = pa.list_(pa.string())
    mention = pa.struct(
        [
            ("path", pa.string()),
            ("line", pa.int64()),
            ("section", pa.string()),
            ("title", pa.string()),
            ("url", pa.string()),
            ("date", pa.string()),
        ]
    )
    special = {
        **dict.fromkeys(("aliases", "authors", "topics", "keywords", "evidence"), texts),
        **dict.fromkeys(("featured", "verified"), pa.bool_()),
        "year": pa.int64(),
        "mentions": pa.list_(mention),
    }
    return pa.schema([(name, special.get(name, pa.string())) for name in RECORD_FIELDS])


def to_arrow(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> "pyarrow.Table":
    """Entries as an Arrow table: a column a field, `kind` and `year` beside them.

    Args:
        entries: The works.
        header: Lines on how the table came to be, for its metadata.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    pa = load_extra("pyarrow", "arrow")
    table = pa.Table.from_pylist(list(records(entries)), schema=_schema(pa))
    return table.replace_schema_metadata({_METADATA: "\n".join(header)})


def to_parquet(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> bytes:
    """Entries as the bytes of a Parquet file, for DuckDB, Spark and data frames.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    table = to_arrow(entries, header=header)
    out = io.BytesIO()
    load_extra("pyarrow.parquet", "arrow").write_table(table, out)
    return out.getvalue()


def to_pandas(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> "pandas.DataFrame":
    """Entries as a pandas data frame: lists stay lists, `year` is a nullable integer.

    Args:
        entries: The works.
        header: Lines on how the frame came to be, for its `attrs`.

    Raises:
        ModuleNotFoundError: pandas is not installed.
    """
    pd = load_extra("pandas", "pandas")
    frame = pd.DataFrame(list(records(entries)), columns=list(RECORD_FIELDS))
    frame["year"] = frame["year"].astype("Int64")
    frame.attrs[_METADATA] = list(header)
    return frame


def to_polars(entries: Iterable[Entry]) -> "polars.DataFrame":
    """Entries as a polars data frame.

    Raises:
        ModuleNotFoundError: polars or pyarrow is not installed.
    """
    frame: polars.DataFrame = load_extra("polars", "polars").from_arrow(to_arrow(entries))
    return frame
