"""People, and the spellings of their names that papers print.

A record keeps what its paper prints. The bundled file of names says which spellings are one person;
nobody is in it for a name alone, which two people may share.
"""

import functools
import json
from collections.abc import Mapping

from .._bundle import read_data


@functools.cache
def other_spellings() -> Mapping[str, tuple[str, ...]]:
    """For each spelling of a person who has several, all of that person, the customary first."""
    persons: dict[str, list[str]] = json.loads(read_data("names.json"))
    return {
        spelling: (customary, *others)
        for customary, others in persons.items()
        for spelling in (customary, *others)
    }


def customary_name(name: str) -> str:
    """The customary spelling of a person's name; the name itself where no other is known."""
    return other_spellings().get(name, (name,))[0]
