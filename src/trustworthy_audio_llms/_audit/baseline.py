"""Findings that were accepted before, so that a check fails for new ones only."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from .finding import Finding

_SEVERAL = 2
"""The most works that a finding is about which is not one about many."""

_Key = tuple[str, ...]


@attrs.frozen
class Baseline:
    """What tells accepted findings from new ones, wherever their lines have moved.

    A finding is known by its code, its works and its message. One about many works, which counts
    them, or about a file is known by its code and by where it begins.

    Attributes:
        keys: Those of the accepted findings.
    """

    keys: frozenset[_Key]

    @classmethod
    def of(cls, text: str) -> "Baseline":
        """The baseline of a file, as `audit --json` writes it.

        Args:
            text: The text of the file.

        Raises:
            ValueError: It is something else.
        """
        try:
            return cls(frozenset(map(_key_of_record, json.loads(text))))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise ValueError("it holds no findings") from error

    def accepted(self, findings: Iterable[Finding]) -> tuple[list[bool], int]:
        """Which findings were accepted, and how many of the accepted ones are gone."""
        keys = [_key(finding) for finding in findings]
        return [key in self.keys for key in keys], len(self.keys - {*keys})


def _key(finding: Finding) -> _Key:
    first = finding.mentions[0] if finding.mentions else None
    place = (first.path, first.section) if first else ("", "")
    return _key_of(finding.code, finding.ids, finding.message, place)


def _key_of_record(record: dict[str, Any]) -> _Key:
    first = record["mentions"][0] if record["mentions"] else {"path": "", "section": ""}
    place = (first["path"], first["section"])
    return _key_of(record["code"], record["ids"], record["message"], place)


def _key_of(code: str, ids: Sequence[str], message: str, place: tuple[str, str]) -> _Key:
    if len(ids) > _SEVERAL:
        return code, *place
    return (code, *ids, message) if ids else (code, *place, message)
