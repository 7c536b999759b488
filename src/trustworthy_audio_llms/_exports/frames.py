"""Entries as data frames, Arrow tables and Parquet files, each through its own library."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from .._extras import load_extra
from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.shapes import Shape
from .columns import columns_of, fields_of_record
from .tables import records

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_METADATA = "trustworthy_audio_llms"


def _schema(pa: Any, entries: Iterable[Entry]) -> Any:
    """The Arrow types of the columns."""
    return pa.schema([(column.name, _type(pa, column.shape)) for column in columns_of(entries)])


def _type(pa: Any, shape: Shape) -> Any:
    """The Arrow type of what a field holds; dates are text, since most are known only in part."""
    plain = {bool: pa.bool_(), int: pa.int64()}
    item = plain.get(shape.item, pa.string())
    if shape.item is tuple:
        item = pa.struct([("name", pa.string()), ("value", pa.string())])
    elif shape.item is not PartialDate and attrs.has(shape.item):
        fields = fields_of_record(shape.item)
        item = pa.struct([(field.name, _type(pa, field.shape)) for field in fields])
    return pa.list_(item) if shape.many else item


def _with_named_pairs(record: dict[str, Any], entries: Iterable[Entry]) -> dict[str, Any]:
    """A record whose pairs have names for their halves, as structs need them."""
    for column in columns_of(entries):
        if column.shape.item is tuple:
            pairs = record[column.name] or []
            record[column.name] = [{"name": name, "value": value} for name, value in pairs]
    return record


def to_arrow(entries: Iterable[Entry], *, header: Sequence[str] = ()) -> "pyarrow.Table":
    """Entries as an Arrow table: a column a field, `kind` and `year` beside them.

    Args:
        entries: The works.
        header: Lines on how the table came to be, for its metadata.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    pa = load_extra("pyarrow", "arrow")
    held = list(entries)
    rows = [_with_named_pairs(record, held) for record in records(held)]
    table = pa.Table.from_pylist(rows, schema=_schema(pa, held))
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
    held = list(entries)
    frame = pd.DataFrame(list(records(held)), columns=[column.name for column in columns_of(held)])
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
