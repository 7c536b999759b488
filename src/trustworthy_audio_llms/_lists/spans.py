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
    builder = _Lines(children)
    for number, token in enumerate(children):
        builder.take(number, token)
    builder.end_line()
    return builder.lines, builder.ends


class _Lines:
    """Collects lines while the tokens of one block go by.

    Args:
        children: These tokens, to look what follows a break and whether a link in HTML ends.
    """

    def __init__(self, children: "Sequence[Token]") -> None:
        self.lines: list[SpanLine] = []
        self.ends = 0
        self._children = children
        self._spans: list[Span] = []
        self._offset = 0
        self._links = 0
        self._link: str | None = None
        self._depth = {"strong": 0, "em": 0}
        self._open_marks = 0  # In Markdown, where each that opens is closed.
        self._links_before = 0
        self._broke = False
        self._ends_in_break = False
        self._last_link_end: int | None = None
        self._handlers = {
            "text": self._text,
            "code_inline": self._text,
            "image": self._image,
            "softbreak": self._end_of_line,
            "hardbreak": self._end_of_line,
            "html_inline": self._html,
            "link_open": self._link_open,
            "link_close": self._link_close,
            "strong_open": self._mark,
            "strong_close": self._mark,
            "em_open": self._mark,
            "em_close": self._mark,
        }

    def take(self, number: int, token: "Token") -> None:
        handle = self._handlers.get(token.type)
        if handle is not None:
            handle(number, token)

    def end_line(self, *, next_offset: int | None = None, broke: bool = False) -> None:
        self.lines.append(SpanLine(self._offset, tuple(self._spans), self._broke))
        self._spans = []
        self._links_before = self._links
        self._broke = broke
        if next_offset is not None:
            self._offset = next_offset

    def _add(self, text: str, *, image: bool = False, code: bool = False) -> None:
        number = self._links if self._link is not None else 0
        strong, emphasis = self._depth["strong"] > 0, self._depth["em"] > 0
        self._spans.append(Span(collapsed(text), self._link, strong, emphasis, image, number, code))

    def _text(self, _number: int, token: "Token") -> None:
        if token.content:
            self._add(token.content, code=token.type == "code_inline")
            self._ends_in_break = self._ends_in_break and not token.content.strip()

    def _image(self, _number: int, token: "Token") -> None:
        self._add_image(token.content, str(token.attrs.get("src", "")))

    def _add_image(self, text: str, source: str) -> None:
        for badge in badges_of(text, source):
            if badge.repository and self._link is None:
                self._open_link(badge.repository)
                self._add(badge.text, image=True)
                self._link = None
            else:
                self._add(badge.text, image=True)

    def _mark(self, _number: int, token: "Token") -> None:
        self._depth[token.tag] += token.nesting
        self._open_marks += token.nesting

    def _link_open(self, _number: int, token: "Token") -> None:
        self._open_link(str(token.attrs.get("href", "")))

    def _open_link(self, target: str) -> None:
        self._link = target
        self._links += 1
        self._add("", image=True)  # It may have no text.

    def _link_close(self, _number: int, _token: "Token") -> None:
        self._link = None

    def _end_of_line(self, _number: int, token: "Token") -> None:
        self.ends += 1
        if self._link is not None or (token.type == "softbreak" and self._goes_on()):
            self._add(" ")
            return
        self.end_line(next_offset=self.ends, broke=self._ends_in_break or token.type == "hardbreak")
        self._ends_in_break = False

    def _goes_on(self) -> bool:
        """Whether bold or italic text runs over the end of a line: a title, or authors."""
        if not self._open_marks or self._ends_in_break or self._links > self._links_before:
            return False
        return bool(self._spans) and self._spans[-1].text[-1:] not in ".:：。"

    def _html(self, number: int, token: "Token") -> None:
        tag = token.content.lower()
        self.ends += tag.count("\n")
        if tag.startswith(("<br", "</br")):
            self._html_break(number)
        elif tag.startswith(("<a ", "<a\n")):
            if number < self._end_of_links():  # One that never ends is none.
                self._open_link(attribute(token.content, "href"))
        elif tag.startswith("</a"):
            self._link = None
        elif tag.startswith("<img"):
            self._add_image(attribute(token.content, "alt"), attribute(token.content, "src"))
        elif tag in ("<b>", "<strong>", "</b>", "</strong>"):
            depth = self._depth["strong"] + (-1 if tag[1] == "/" else 1)
            self._depth["strong"] = max(0, depth)
        elif tag in ("<i>", "<em>", "</i>", "</em>"):
            self._depth["em"] = max(0, self._depth["em"] + (-1 if tag[1] == "/" else 1))

    def _html_break(self, number: int) -> None:
        following = self._children[number + 1] if number + 1 < len(self._children) else None
        if self._link is None and following is not None and _DATED.match(following.content):
            self.end_line(broke=True)  # The end of the line was forgotten.
            return
        self._ends_in_break = True
        self._spans.append(BREAK)

    def _end_of_links(self) -> int:
        """Where the last link ends that is written in HTML; looked up once."""
        if self._last_link_end is None:
            self._last_link_end = max(
                (
                    number
                    for number, token in enumerate(self._children)
                    if token.type == "html_inline" and token.content[:3].lower() == "</a"
                ),
                default=0,
            )
        return self._last_link_end
