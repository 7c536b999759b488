"""The glossary: terms of the field that mean the same, and terms that are near."""

import functools
import json
from collections.abc import Mapping, Sequence

import attrs

from .._bundle import read_data
from .folding import stems

Term = tuple[str, ...]
"""A term as the stems of its words."""


@attrs.frozen
class Glossary:
    """What else a term is called.

    Attributes:
        version: Its version, which the trail of `rank` names.
        same: For each term those that mean the same.
        near: For each term those that are near.
        longest: How many words the longest term has.
    """

    version: str
    same: Mapping[Term, Sequence[Term]]
    near: Mapping[Term, Sequence[Term]]
    longest: int


@functools.cache
def load_glossary() -> Glossary:
    """The bundled glossary, read once."""
    table = json.loads(read_data("glossary.json"))
    same: dict[Term, list[Term]] = {}
    for group in table["same"]:
        terms = list(dict.fromkeys(tuple(stems(term)) for term in group))
        for term in terms:
            _add(same, term, [other for other in terms if other != term])
    groups = {tuple(stems(group[0])): group for group in table["same"]}
    near: dict[Term, list[Term]] = {}
    for heads in table["near"]:
        wide = [[tuple(stems(term)) for term in groups[tuple(stems(head))]] for head in heads]
        for number, terms in enumerate(wide):
            others = [term for n, some in enumerate(wide) if n != number for term in some]
            for term in terms:
                _add(near, term, others)
    return Glossary(table["version"], same, near, max(map(len, same)))


def _add(table: dict[Term, list[Term]], term: Term, others: Sequence[Term]) -> None:
    known = table.setdefault(term, [])
    known.extend(other for other in dict.fromkeys(others) if other not in known)
