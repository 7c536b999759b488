"""What stands in a BibTeX file: its records and fields with their places, and what was not read."""

from collections.abc import Mapping
from typing import NamedTuple

import attrs

from .._records.skipping import SkipReason


class Span(NamedTuple):
    """A part of the text, from one place to before another."""

    start: int
    end: int


class Field(NamedTuple):
    """A field of a record.

    Attributes:
        name: Its name in lower case.
        text: The value: its parts joined, strings replaced by what they stand for.
        named: Where its name stands.
        start: Where its value begins, with its delimiter.
        end: Where its value ends, with its delimiter.
    """

    name: str
    text: str
    named: int
    start: int
    end: int


@attrs.frozen
class Record:
    """A record, with the spans of all it has.

    Attributes:
        type: Its type in lower case (`article`).
        typed: Where the type stands.
        key: Its key.
        line: Its line, counted from 1.
        span: Where it stands, from its `@` to behind its closing delimiter.
        keyed: Where the key stands.
        fields: Its fields, in order.
    """

    type: str
    typed: Span
    key: str
    keyed: Span
    line: int
    span: Span
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """Its first field of this name, which is the one BibTeX takes."""
        return next((field for field in self.fields if field.name == name), None)


class Problem(NamedTuple):
    """What stands in the file and could not be read, or is not what its author meant.

    Attributes:
        line: Its line, counted from 1.
        text: The line as it stands there.
        reason: What it is, for people.
        code: The same as a code: a record that is lost, or a field that BibTeX reads otherwise.
    """

    line: int
    text: str
    reason: str
    code: SkipReason = SkipReason.BAD_RECORD


@attrs.frozen
class BibFile:
    """What stands in a BibTeX file.

    Attributes:
        text: The text, as it is.
        records: Its records, in order.
        problems: What could not be read, and what BibTeX reads otherwise, by their lines.
        strings: The strings it defines, by their names in lower case.
    """

    text: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    strings: Mapping[str, str]
