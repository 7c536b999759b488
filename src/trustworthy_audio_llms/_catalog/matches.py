"""Where a work matches, and how that looks at a prompt and in a notebook."""

import html

import attrs

from .._public import public
from .._text import printable, terminal_line


@public
@attrs.frozen
class Match:
    """Where an entry matches a query, or a part of the sum by which `rank` puts it where it stands.

    Attributes:
        field: The field that matches.
        snippet: The words around the match, the matching ones between `**`.
        unit: What of a question is found there; empty for a query.
        exactness: How it is found: 4 as it was typed, 3 in other words, 1 in words that are near.
        weight: What the field counts.
        rarity: What the unit counts, in hundredths; much if few works have it.
        points: The product of the three; the sum of all of them is what the work has.
    """

    field: str
    snippet: str
    unit: str = ""
    exactness: int = 0
    weight: int = 0
    rarity: int = 0
    points: int = 0


@public
class Matches(list[Match]):
    """Why a work was found: a line for each reason at a prompt, a table in a notebook."""

    def __repr__(self) -> str:
        """The fields, each with the words around; for `rank` with the sum, too."""
        return printable("\n".join(terminal_line(_line(match)) for match in self)) or "[]"

    def _repr_html_(self) -> str:
        from .._html import paragraph, table, text

        if not self:
            return paragraph("No match")
        points = sum(match.points for match in self)
        rows = ([text(match.field), _emphasized(match.snippet)] for match in self)
        if not points:
            return table("Matches", ("Field", "Words"), rows)
        more = ([text(match.unit), text(_sum(match))] for match in self)
        head = ("Field", "Words", "Asked for", "Points")
        joined = ([*row, *sums] for row, sums in zip(rows, more, strict=True))
        return table(f"Matches: {points} points", head, joined)


def _line(match: Match) -> str:
    sums = f"{_sum(match)} {match.unit} | " if match.points else ""
    return f"{sums}{match.field}: {match.snippet}"


def _sum(match: Match) -> str:
    """How points come about: rarity, how exactly it is found, and what the field counts."""
    return f"{match.points} = {match.rarity} × {match.exactness} × {match.weight}"


def _emphasized(snippet: str) -> str:
    """A snippet as HTML; an odd mark is one of the text itself, and stays."""
    from .._html import text

    parts = terminal_line(snippet).split("**")
    if len(parts) % 2 == 0:
        return text(snippet)
    escaped = map(html.escape, parts)
    return "".join(f"<b>{part}</b>" if index % 2 else part for index, part in enumerate(escaped))
