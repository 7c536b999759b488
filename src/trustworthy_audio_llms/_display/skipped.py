"""What was not read of a list or a reference file, as a prompt and a notebook show it."""

from collections.abc import Sequence

from .._plural import counted
from .._public import public
from .._records.mentions import Skipped
from .._records.skipping import SkipReason
from .._text import printable, terminal_line

_PLACES = 3


@public
class SkippedLines(tuple[Skipped, ...]):
    """A tuple of lines that were not read, which a prompt and a notebook show by reason."""

    __slots__ = ()

    def group(self) -> "dict[SkipReason, SkippedLines]":
        """The lines of each reason, in their order, the reason with most of them first."""
        groups: dict[SkipReason, list[Skipped]] = {}
        for line in self:
            groups.setdefault(line.code, []).append(line)
        most_first = sorted(groups.items(), key=lambda one: -len(one[1]))
        return {code: SkippedLines(lines) for code, lines in most_first}

    def __repr__(self) -> str:
        """How many lines there are of each reason, and where the first of them stand."""
        if not self:
            return "no lines skipped"
        rows = [f"{counted(len(self), 'line')} skipped"]
        for code, lines in self.group().items():
            said = terminal_line(f"{code} ({_reason(code, lines)}): {_places(lines)}")
            rows.append(f"{len(lines):6} {said}")
        return printable("\n".join(rows))

    def _repr_html_(self) -> str:
        from .._html import paragraph, table, text

        if not self:
            return paragraph("No lines skipped")
        rows = (
            (text(len(lines)), text(code), text(_reason(code, lines)), text(_places(lines)))
            for code, lines in self.group().items()
        )
        return table(f"{len(self)} skipped", ("Lines", "Code", "Reason", "Where"), rows)


def _reason(code: SkipReason, lines: Sequence[Skipped]) -> str:
    """The reason of one line, which may say more, or that of all."""
    return lines[0].reason if len(lines) == 1 else code.text


def _places(lines: Sequence[Skipped]) -> str:
    """Where the first lines stand."""
    shown = ", ".join(f"{line.path}:{line.line}" for line in lines[:_PLACES])
    return f"{shown}, …" if len(lines) > _PLACES else shown
