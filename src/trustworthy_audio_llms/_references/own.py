"""Our own exports, read back: what CSV and JSON Lines say in the words of an entry.

Whether a work is verified is nothing that a file can say of itself, so that `verified` and
`evidence` are not taken; they stay in `extra` as they were read.
"""

from collections.abc import Collection, Mapping
from typing import Any, get_args

from .._records.entries import KINDS, Scope, Status
from .._text import is_web_link

_WORDS: Mapping[str, Collection[str]] = {
    "kind": KINDS,
    "status": get_args(Status),
    "scope": get_args(Scope),
}
"""The fields that have one of a few words."""


def own_facts(cells: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an entry that a row of our own has.

    Args:
        cells: The cells that are not empty, by the names of their columns without marks.

    Returns:
        The fields that only our own tables have; none where the table is somebody else's.
    """
    if not {"key", "kind", "title"} <= cells.keys():
        return {}
    facts: dict[str, Any] = {"featured": cells.get("featured") == "true", "status": None}
    for name, allowed in _WORDS.items():
        if cells.get(name) in allowed:
            facts[name] = cells[name]
    for name in ("topics", "aliases"):
        values = [part.strip() for part in cells.get(name, "").split(";")]
        facts[name] = tuple(filter(None, values))
    for name in ("code", "data"):
        if is_web_link(cells.get(name, "")):
            facts[name] = cells[name]
    if "name" in cells:
        facts["name"] = cells["name"]
    return facts
