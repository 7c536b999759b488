"""How Markdown is parsed: CommonMark with GitHub's tables, by markdown-it-py, within bounds."""

import functools
import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore

BULLETS = "-+*•‣⁃◦▪▸►»›·–—"
"""The marks with which people begin the items of a list; Markdown knows the first three."""

# What GitHub shows as a link only when it is written without blanks and in ASCII brackets; other
# lists have `[T] (U)` and `［T］（U）`. No two matches try the same text, so this is linear.
_UNUSUAL = re.compile(r"[［］（）]|\][ \t]+\(")
_LINK = re.compile(
    r"(?:[\[［]([^\n\[\]［］]*)[\]］]|\])[ \t]*[(（](?=[ \t]*https?://)"
    r"(?:[ \t]*([^\s()（）<>]*)[ \t]*）)?"
)

_OTHER_BULLETS = BULLETS.replace("-", "").replace("+", "").replace("*", "")
LIST_LIKE = re.compile(
    rf"\s*(?:[-+](?![-+>])\s*\S|[{_OTHER_BULLETS}]\s*\S|\*\s+\S|\*{{1,2}}\d|\d{{1,9}}[.)]\s|\||\d{{4}}[/.-]\d)"
)
"""A line as those of lists begin: with a bullet, a number, a bar or a date."""

RULE = " \t-*_|:+"
"""What rules, the lines below tables' headers and empty items consist of."""

LONGEST_LINE = 64 * 1024
"""The longest line that is read; its markup takes a hundred times the memory of its text."""

LONGEST_HEADING = 240
"""Every line below a heading carries it along; so it is with a column's header."""

_DELIMITERS = "|:- \t"
"""What the line below a table's header consists of."""

_LONGEST_TARGET = 1000  # Of a reference, which any number of lines may name.


class _LinksAsWritten(MarkdownIt):
    """A parser that leaves targets of links as they are written, also where they lead nowhere."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


@functools.cache
def parser() -> MarkdownIt:
    """The parser of blocks; what stands in a block is read when it is its turn.

    All of it at once would take more memory than anything else in this library.
    """
    made = _LinksAsWritten("commonmark").enable(["table", "strikethrough"])
    made.core.ruler.disable(["inline", "text_join"])
    made.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    made.core.ruler.after("block", "short_references", _drop_long_references)
    return made


@functools.cache
def inline_parser() -> MarkdownIt:
    """The parser of what stands in a block."""
    return _LinksAsWritten("commonmark").enable("strikethrough")


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, as long as the cells of all tables are in proportion to the text.

    Short rows are filled up with empty cells: a few bytes a row would become any number of them.
    Rows beyond that are lines like others.
    """
    if state.eMarks[start] - state.bMarks[start] > LONGEST_LINE:
        return False
    delimiters = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]] if start < end else ""
    if "-" not in delimiters or delimiters.strip(_DELIMITERS):
        return False  # As nearly every line is followed; the library finds it out in more steps.
    width = delimiters.count("|") + 1
    left = state.env.setdefault("cells", len(state.src) // 4 + 10_000)
    found = table(state, start, min(end, start + 2 + left // width), silent)
    if found and not silent:
        state.env["cells"] = left - (state.line - start) * width
    return found


def _drop_long_references(state: StateCore) -> None:
    references = state.env.get("references", {})
    for label in [key for key, to in references.items() if len(to["href"]) > _LONGEST_TARGET]:
        del references[label]


def with_usual_ends(text: str) -> str:
    """A text without byte order mark, with usual line ends.

    Args:
        text: Any text.
    """
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def as_usual(text: str) -> str:
    """A text without byte order mark, with usual line ends, and links as GitHub knows them."""
    text = with_usual_ends(text)
    return _LINK.sub(_usual_link, text) if _UNUSUAL.search(text) else text


def _usual_link(found: "re.Match[str]") -> str:
    label, target = found.groups()
    return ("" if label is None else f"[{label}") + "](" + ("" if target is None else f"{target})")
