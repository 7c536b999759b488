"""Rows of made-up tables, and what the reader says of them."""

from typing import Any

from lists import table

from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.rows import read_row
from trustworthy_audio_llms._lists.works import Verdict, Work


def row(header: str, cells: str) -> Verdict:
    """Read the only row of a table."""
    (line,) = read_lines(table(header, cells))
    (verdict,) = read_row(line.cells, line.header)
    return verdict


def facts(header: str, cells: str) -> dict[str, Any]:
    """What a row that must be a work says, without what it does not say."""
    found = row(header, cells)
    assert isinstance(found, Work), found
    said: dict[str, Any] = {name: value for name, value in found._asdict().items() if value}
    for part in ("targets", "facts"):
        said.update(said.pop(part)._asdict() if part in said else {})
    authors = said.pop("authors", None)
    said["authors"] = authors.names if authors else ()
    said["links"] = said.pop("identifying", ())
    said["date"] = str(found.date) if found.date else None
    return {name: value for name, value in said.items() if value}
