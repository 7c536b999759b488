"""Spans of text with their links: the lines of inline Markdown."""

import functools
import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .badges import badges_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_DATED = re.compile(r"\s{0,9}\d{4}[/.-]\d")
_BLANKS = re.compile(r"\s{2,}")


class Span(NamedTuple):
    """A run of text of one kind: plain, emphasised, or part of a link.

    Attributes:
        text: The text, without markup; runs of blanks are one, so that no pattern sees longer ones.
        link: The target of the link it belongs to (it may be empty), or None.
        strong: Whether it is bold.
        emphasis: Whether it is italic.
        image: Whether it is an image's text.
        link_number: Which link of its block it belongs to, so that two links stay two.
        code: Whether it is set as code.
    """

    text: str
    link: str | None = None
    strong: bool = False
    emphasis: bool = False
    image: bool = False
    link_number: int = 0
    code: bool = False


BREAK = Span("\n")
"""A hard break inside a line: it parts what stands beside a title."""


def plain(spans: Sequence[Span]) -> str:
    """The text of spans, without markup and images, blanks collapsed."""
    return " ".join("".join([span.text for span in spans if not span.image]).split())


@functools.cache
def _attribute(name: str) -> "re.Pattern[str]":
    return re.compile(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""", re.IGNORECASE)


def attribute(tag: str, name: str) -> str:
    """The value of an attribute of an HTML tag, or an empty text.

    Args:
        tag: The tag, or what stands between its name and its end.
        name: The attribute, in lower case.
    """
    found = _attribute(name).search(tag)
    return html.unescape(next((group for group in found.groups() if group), "")) if found else ""


def collapsed(text: str) -> str:
    """A text in which each run of blanks is one blank."""
    return _BLANKS.sub(" ", text)


class SpanLine(NamedTuple):
    """A line of inline Markdown.

    Attributes:
        offset: Its number in its block, counted from 0.
        spans: What stands on it; a link that goes on below stands where it begins.
        after_break: Whether the line before it ended in a hard break.
    """

    offset: int
    spans: tuple[Span, ...]
    after_break: bool


def spans_by_line(children: "Sequence[Token]") -> tuple[list[SpanLine], int]:
    """Split inline Markdown into lines.

    Args:
        children: The tokens of one block.

    Returns:
        The lines, and how many ends of lines were seen: tokens hide those inside code and targets.
    """
    builder = LineBuilder()
    last_link_end = max(
        (number for number, token in enumerate(children) if _is_link_end(token)), default=0
    )
    for number, token in enumerate(children):
        match token.type:
            case "text" | "code_inline":
                builder.text(token.content, code=token.type == "code_inline")
            case "image":
                builder.image(token.content, str(token.attrs.get("src", "")))
            case "softbreak" | "hardbreak":
                builder.end_of_line(hard=token.type == "hardbreak")
            case "link_open":
                builder.open_link(str(token.attrs.get("href", "")))
            case "link_close":
                builder.close_link()
            case "strong_open" | "strong_close" | "em_open" | "em_close":
                builder.mark(token.tag, token.nesting)
            case "html_inline":
                following = children[number + 1].content if number + 1 < len(children) else ""
                builder.tag(token.content, following, in_link=number < last_link_end)
            case _:  # Text that is struck out is text, and what ends or begins it is nothing.
                pass
    return builder.finish(), builder.ends


def _is_link_end(token: "Token") -> bool:
    return token.type == "html_inline" and token.content[:3].lower() == "</a"


class LineBuilder:
    """Builds lines of spans from what stands in one block, given from left to right.

    Attributes:
        ends: How many ends of lines were given.
    """

    def __init__(self) -> None:
        self.ends = 0
        self._lines: list[SpanLine] = []
        self._spans: list[Span] = []
        self._offset = 0
        self._links = 0
        self._link: str | None = None
        self._depth = {"strong": 0, "em": 0}
        self._open_marks = 0  # In Markdown, where each that opens is closed.
        self._links_before = 0
        self._broke = False
        self._ends_in_break = False

    def finish(self) -> list[SpanLine]:
        """End the last line.

        Returns:
            All lines.
        """
        self._end_line(broke=False)
        return self._lines

    def text(self, content: str, *, code: bool = False) -> None:
        """Add text, which may be set as code."""
        if content:
            self._add(content, code=code)
            self._ends_in_break = self._ends_in_break and not content.strip()

    def image(self, text: str, source: str) -> None:
        """Add an image, with the text that stands for it, or what its address says as a badge."""
        for badge in badges_of(text, source):
            if badge.repository and self._link is None:
                self.open_link(badge.repository)
                self._add(badge.text, image=True)
                self.close_link()
            else:
                self._add(badge.text, image=True)

    def mark(self, tag: str, nesting: int) -> None:
        """Begin (1) or end (-1) bold (`strong`) or italic (`em`) text in Markdown."""
        self._open_marks += nesting
        self._set(tag, nesting)

    def _set(self, tag: str, nesting: int) -> None:
        self._depth[tag] = max(0, self._depth[tag] + nesting)

    def open_link(self, target: str) -> None:
        """Begin a link, which ends where `close_link` says so, or another begins."""
        self._link = target
        self._links += 1
        self._add("", image=True)  # It may have no text.

    def close_link(self) -> None:
        """End a link."""
        self._link = None

    def end_of_line(self, *, hard: bool) -> None:
        """End a line, unless a link goes on below, or bold or italic text that is one title."""
        self.ends += 1
        if self._link is not None or (not hard and self._goes_on()):
            self._add(" ")
            return
        self._end_line(broke=self._ends_in_break or hard)
        self._offset = self.ends
        self._ends_in_break = False

    def _goes_on(self) -> bool:
        """Whether bold or italic text runs over the end of a line: a title, or authors."""
        if not self._open_marks or self._ends_in_break or self._links > self._links_before:
            return False
        return bool(self._spans) and self._spans[-1].text[-1:] not in ".:：。"

    def tag(self, content: str, following: str, *, in_link: bool) -> None:
        """Take a tag of HTML.

        Args:
            content: The tag.
            following: The text that stands right behind it, if any.
            in_link: Whether a link in HTML ends somewhere behind it; one that never ends is none.
        """
        tag = content.lower()
        self.ends += tag.count("\n")
        if tag.startswith(("<br", "</br")):
            self._break(following)
        elif tag.startswith(("<a ", "<a\n")):
            if in_link:
                self.open_link(attribute(content, "href"))
        elif tag.startswith("</a"):
            self.close_link()
        elif tag.startswith("<img"):
            self.image(attribute(content, "alt"), attribute(content, "src"))
        elif tag in _MARKS:
            self._set(*_MARKS[tag])

    def _break(self, following: str) -> None:
        if self._link is None and _DATED.match(following):
            self._end_line(broke=True)  # The end of the line was forgotten.
            return
        self._ends_in_break = True
        self._spans.append(BREAK)

    def _end_line(self, *, broke: bool) -> None:
        self._lines.append(SpanLine(self._offset, tuple(self._spans), self._broke))
        self._spans = []
        self._links_before = self._links
        self._broke = broke

    def _add(self, text: str, *, image: bool = False, code: bool = False) -> None:
        number = self._links if self._link is not None else 0
        strong, emphasis = self._depth["strong"] > 0, self._depth["em"] > 0
        self._spans.append(Span(collapsed(text), self._link, strong, emphasis, image, number, code))


_MARKS = {
    "<b>": ("strong", 1),
    "<strong>": ("strong", 1),
    "</b>": ("strong", -1),
    "</strong>": ("strong", -1),
    "<i>": ("em", 1),
    "<em>": ("em", 1),
    "</i>": ("em", -1),
    "</em>": ("em", -1),
}
