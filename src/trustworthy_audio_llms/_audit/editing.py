"""Edits of a BibTeX file: what is written in the place of what, as its neighbours are written."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import attrs

from .._public import public
from .._records.entries import Entry
from .._references.bibtex_file import Field, Record

_COMMA = re.compile(r"\s*,")
_ENDS = re.compile(r"\r\n|\r|\n")
_LINE_BEGIN = re.compile(r"(?:\r\n|\r|\n)[ \t]*")
_LINE_END = re.compile(r"[ \t]*(\r\n|\r|\n)")


@public
@attrs.frozen
class Correction:
    """One value of a BibTeX file that was corrected.

    Attributes:
        line: The line it stands on, counted from 1.
        key: The key of its record.
        field: The field, or `entrytype` for the type of the record.
        old: What stood there, as it was written; empty where nothing did.
        new: What stands there now; empty where nothing does.
        reason: Why, in a few words.
        known: The identity of the record that says so.
        evidence: Where that record was verified.
    """

    line: int
    key: str
    field: str
    old: str
    new: str
    reason: str
    known: str
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The correction on one line, as linters write theirs."""
        change = f"{self.old!r} is now {self.new!r}" if self.old else f"now {self.new!r}"
        return f"{self.line}: {self.key}: {self.field} {change}: {self.reason}"


class Edit(NamedTuple):
    """Text to be put where a span of the file is."""

    start: int
    end: int
    text: str
    correction: Correction


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text with the edits in it, which are in order and do not overlap."""
    parts = []
    place = 0
    for edit in edits:
        parts += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*parts, text[place:]])


class Editor:
    """Makes the edits of one record, each with the correction that says why.

    Args:
        text: The file.
        record: The record in it.
        work: The verified record that says what is right.
    """

    def __init__(self, text: str, record: Record, work: Entry) -> None:
        self._text = text
        self._record = record
        self._work = work

    def retyped(self, type_: str, reason: str) -> Edit:
        """Another type, in capitals where the old one is."""
        typed = self._record.typed
        written = self._text[typed.start : typed.end]
        new = type_.upper() if written.isupper() else type_
        new = type_.capitalize() if written.istitle() else new
        return self._edit(typed.start, typed.end, "entrytype", new, reason)

    def replaced(self, field: Field, value: str, reason: str, *, name: str | None = None) -> Edit:
        """A value in the place of another one, in its delimiters where they can hold it.

        Args:
            field: The field.
            value: What it says now.
            reason: Why.
            name: The name the field has now, if it is another one.
        """
        old = self._text[field.start : field.end]
        if old.isdecimal() and value.isdecimal():
            new = value
        elif old.startswith('"') and old.count('"') == 2 and '"' not in value:
            new = f'"{value}"'
        elif old.startswith("{{") and old.endswith("}}") and field.name == "title":
            new = f"{{{{{value}}}}}"
        else:
            new = f"{{{value}}}"
        if name is None:
            return self._edit(field.start, field.end, field.name, new, reason)
        return self._edit(field.named, field.end, field.name, self._sign(field, name) + new, reason)

    def removed(self, field: Field, reason: str) -> Edit:
        """A field taken out, with its comma and its line where it has one for itself."""
        text = self._text
        end = field.end
        if comma := _COMMA.match(text, end):
            end = comma.end()
        start = len(text[: field.named].rstrip(" \t"))
        line_before = start == 0 or text[start - 1] in "\r\n"
        line_end = _LINE_END.match(text, end)
        if line_before and line_end:
            return self._edit(start, line_end.end(), field.name, "", reason)
        return self._edit(field.named, end, field.name, "", reason)

    def added(self, beside: Field, name: str, value: str, reason: str) -> Edit:
        """A field put behind another one, written as that is."""
        text = self._text
        before = text[self._record.typed.end : beside.named]
        lead = before[len(before.rstrip()) :]
        if lines := _LINE_BEGIN.findall(lead):
            lead = lines[-1]
        written = f"{lead or ' '}{self._sign(beside, name)}{{{value}}}"
        if comma := _COMMA.match(text, beside.end):
            return self._edit(comma.end(), comma.end(), name, f"{written},", reason)
        return self._edit(beside.end, beside.end, name, f",{written}", reason)

    def _sign(self, like: Field, name: str) -> str:
        """A name and its equals sign, set as in another field."""
        old = self._text[like.named + len(like.name) : like.start]
        left, _, right = old.partition("=")
        if (left + right).strip():  # A comment stands there.
            left, right = " ", " "
        if width := self._width_of_names():
            left = " " * max(width - len(name), 1)
        return f"{name}{left}={right}"

    def _width_of_names(self) -> int:
        """How wide names are with the blanks behind them, where the signs are below each other."""
        widths: dict[int, set[int]] = {}
        for field in self._record.fields:
            blanks = self._text[field.named + len(field.name) : field.start].partition("=")[0]
            widths.setdefault(len(field.name) + len(blanks), set()).add(len(field.name))
        return max((width for width, names in widths.items() if len(names) > 1), default=0)

    def _edit(self, start: int, end: int, field: str, new: str, reason: str) -> Edit:
        text = self._text
        lines_above = _ENDS.findall(text[self._record.span.start : start])
        correction = Correction(
            line=self._record.line + len(lines_above),
            key=self._record.key,
            field=field,
            old=text[start:end].strip(),
            new=new.strip(),
            reason=reason,
            known=self._work.id,
            evidence=self._work.evidence,
        )
        return Edit(start, end, new, correction)
