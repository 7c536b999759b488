"""Findings as text and tables for people, as JSON for programs, and as annotations for GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Sequence

import attrs

from .._plural import counted
from .._public import public
from .._records.dates import PartialDate
from .._records.mentions import Mention
from .._text import printable, terminal_line
from .finding import Finding

_SHOWN = 20
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


@public
class Findings(list[Finding]):
    """A list of findings that a prompt shows as lines, and a notebook as a table."""

    def __str__(self) -> str:
        """A line a finding, as linters write them."""
        return printable(to_text(self, "-").rstrip("\n")) or "no findings"

    def __repr__(self) -> str:
        """The first twenty, and how many more there are."""
        more = f"\n… and {len(self) - _SHOWN} more" if len(self) > _SHOWN else ""
        return printable(str(Findings(self[:_SHOWN])) + more)

    def _repr_html_(self) -> str:
        return to_html(self)


def to_html(findings: Sequence[Finding]) -> str:
    """What is wrong with a list as a table; the first twenty findings are shown."""
    from .._html import paragraph, table, text

    counts = Counter(finding.severity for finding in findings)
    told = ", ".join(counted(number, severity) for severity, number in counts.items())
    rows = (
        (text(f.severity), text(f.code), "<br>".join(map(text, f.mentions)), text(f.message))
        for f in findings[:_SHOWN]
    )
    head = ("Severity", "Code", "Where", "Finding")
    if not findings:
        return paragraph("No findings")
    return table(f"Findings: {told}", head, rows, more=len(findings) - _SHOWN)


def to_text(findings: Sequence[Finding], name: str) -> str:
    """A line for each finding, as linters write them: `path:line: severity code message`.

    Args:
        findings: The findings, in their order.
        name: What stands before a finding that is about no place.
    """
    return "".join(
        terminal_line(
            f"{_place(finding.mentions[0]) if finding.mentions else name}: "
            f"{finding.severity} {finding.code} {_message(finding)}"
        )
        + "\n"
        for finding in findings
    )


def to_json(findings: Sequence[Finding], _name: str) -> str:
    """A JSON array, a finding a line, with every field; dates are ISO text."""
    records = [attrs.asdict(finding, value_serializer=_plain) for finding in findings]
    return "[\n" + ",\n".join(map(json.dumps, records)) + "\n]\n"


def _plain(_record: object, _field: object, value: object) -> object:
    return str(value) if isinstance(value, PartialDate) else value


def to_github(findings: Sequence[Finding], _name: str) -> str:
    """A workflow command for each finding, which GitHub shows at its line in a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what must be
    escaped, and how, is in `packages/core/src/command.ts` of https://github.com/actions/toolkit.
    """
    return "".join(map(_command, findings))


def _command(finding: Finding) -> str:
    properties = {"title": finding.code}
    if finding.mentions:
        first = finding.mentions[0]
        properties = {"file": first.path, "line": str(first.line), **properties}
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {written}::{_escaped(_message(finding))}\n"


def _escaped(text: str, also: str = "") -> str:
    """A text as a value of a command; line ends, which would need it too, are blanks by now."""
    return "".join(
        f"%{ord(char):02X}" if char in f"%{also}" else char for char in terminal_line(text)
    )


def _place(mention: Mention) -> str:
    return f"{mention.path}:{mention.line}"


def _message(finding: Finding) -> str:
    """The message, with the other places after it."""
    others = ", ".join(map(_place, finding.mentions[1:]))
    return f"{finding.message} (also {others})" if others else finding.message


FORMATS: dict[str, Callable[[Sequence[Finding], str], str]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
}
"""What findings can be written as, by the word for it."""
