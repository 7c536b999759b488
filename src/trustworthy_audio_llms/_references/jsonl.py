"""JSON Lines: an object a line, in the words of CSL-JSON, of OpenAlex, or of our own export."""

from collections.abc import Iterator, Mapping
from typing import Any

from .csl import csl_record, parse_json
from .record import RawRecord
from .tables import row_record
from .tagged import Stray, lines_of

_LONGEST_TEXT = 240


def read_jsonl(text: str) -> Iterator[RawRecord | Stray]:
    """Read JSON Lines.

    Args:
        text: The file.
    """
    for line in lines_of(text.lstrip("\ufeff")):
        if not line.text.strip():
            continue
        value, error = parse_json(line.text)
        shown = line.text.strip()[:_LONGEST_TEXT]
        if error or not isinstance(value, dict):
            yield Stray(line.number, shown)
        elif isinstance(value.get("author"), list):
            yield csl_record(value, line.number)
        else:
            yield row_record(tuple(_flat(value)), line.number, shown)


def _flat(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values of an object as cells: lists joined by semicolons, objects as their names."""
    names = {"citekey": "key"} if "citekey" in value else {}
    for name, item in value.items():
        text = _cell(item)
        if text and name.strip():
            yield names.get(name, name), text


def _cell(item: Any, deepest: int = 4) -> str:
    if not deepest:
        return ""
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, str | int | float):
        return " ".join(str(item).split())
    if isinstance(item, list):
        return "; ".join(filter(None, [_cell(one, deepest - 1) for one in item]))
    if isinstance(item, dict):
        return _cell(
            item.get("display_name") or item.get("author") or item.get("name"), deepest - 1
        )
    return ""
