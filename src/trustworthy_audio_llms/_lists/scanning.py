"""Inline Markdown as most of it is, read at one go.

Nine of ten lines of a list consist of words, links, and words set bold, italic or as code, none of
which leaves a question open. markdown-it-py puts all its rules to each of them, which was a sixth
of the time that reading a list takes; here they take a quarter of that. A text with anything else
in it is left to markdown-it-py as a whole, and the tests hold that both read the same.
"""

import re

from .spans import LineBuilder, SpanLine

# A character that may mean something is text where no rule of CommonMark applies: an underscore
# inside a word, a tilde alone, what begins no entity and no image. Runs of characters are
# possessive, so that nothing is tried twice; at such runs of groups, Python 3.11.2 would hang
# (python/cpython#106052).
_ENTITY = r"[#A-Za-z][A-Za-z0-9]*+;"
_WORDS = (
    r"[^\\`*_~\[\]!<&\n\r\0]++|(?<=[^\W_])_(?=[^\W_])|(?<!~)~(?!~)|!(?!\[)"
    rf"|&(?!{_ENTITY})"
)
# So are brackets, where what they hold cannot hide their end, and no target follows.
_HELD = r"[^\\`<\[\]\n]"
_TEXT = rf"{_WORDS}|\[(?=(?:{_HELD}++|\[{_HELD}*+\])*\](?!\())|\]"
_IN_TARGET = r"[^\s()<>\\&`\x00-\x1f\x7f]"
_TARGET = rf"(?:{_IN_TARGET}++|&(?!{_ENTITY})|\({_IN_TARGET}*+\))+"
_ALT = r"[^\\`<&\[\]\n]*+"
_IMAGE = rf"!\[{_ALT}\]\({_TARGET}\)"
_CODE = r"(?<!`)`(?!\s)[^`\n]++(?<!\s)`(?!`)"
# Links in HTML are left out, since they count only where they end. So is a tag before code or an
# image, which could begin with a date.
_ATTRIBUTES = r"(?: [A-Za-z]++=\"[^\"<>`\n]*+\")*"
_TAG = rf"<(?:/[A-Za-z0-9]++|(?!a\b)[A-Za-z][A-Za-z0-9]*+{_ATTRIBUTES} ?/?)>(?![`!])"
_LONGEST_DATE = 20  # Characters, with the blanks before it, of which a year and month are enough.
# Marks can only begin what follows where a blank or a sign stands before them, and only end where
# one stands behind.
_SIGNS = r" \t\n!\"'()+,\-./:;=?\[\]|"


def _marked(inner: str) -> str:
    """A pattern of bold or italic text, whose marks leave no doubt which begin and which end."""
    either = (rf"{mark}(?![\s*_])(?:{inner})+(?<!\s){mark}" for mark in (r"\*\*", r"\*", "__", "_"))
    return rf"(?<![^{_SIGNS}])(?:{'|'.join(either)})(?![^{_SIGNS}])"


_LABEL = rf"(?:{_WORDS}|{_IMAGE}|{_CODE}|{_marked(_WORDS)})*"
_LINK = rf"\[{_LABEL}\]\({_TARGET}\)"
_PIECE = re.compile(
    rf"(?P<text>(?:{_TEXT})+)|(?P<link>\[(?P<label>{_LABEL})\]\((?P<target>{_TARGET})\))"
    rf"|(?P<marked>{_marked(f'{_TEXT}|{_LINK}|{_CODE}|{_TAG}')})"
    rf"|(?P<code>{_CODE})|(?P<image>!\[(?P<alt>{_ALT})\]\((?P<source>{_TARGET})\))|(?P<tag>{_TAG})"
)


def scan_lines(text: str) -> tuple[list[SpanLine], int] | None:
    """Read inline Markdown that needs no closer look.

    Args:
        text: What stands in a block, of a file that defines no references.

    Returns:
        What `spans_by_line` gives for it; None where the text has anything in it that is
        left to markdown-it-py.
    """
    builder = LineBuilder()
    *others, last = text.split("\n")
    blanks = ""  # Those at an end of a line between two lines mean nothing.
    for line in others:
        begin, end = len(line) - len(line.lstrip(blanks)), len(line.rstrip(" "))
        if not _scan(builder, line, begin, end):
            return None
        builder.end_of_line(hard=len(line) - max(begin, end) > 1)
        blanks = " \t"
    if not _scan(builder, last, len(last) - len(last.lstrip(blanks)), len(last)):
        return None
    return builder.finish(), builder.ends


def _scan(builder: LineBuilder, line: str, begin: int, end: int) -> bool:
    """Add a part of a line, as long as each piece of it is one that leaves no question open."""
    is_read = True
    while is_read and begin < end:
        found = _PIECE.match(line, begin, end)
        if found is None:
            return False
        start, begin = begin, found.end()
        match found.lastgroup:
            case "text":
                builder.text(found[0])
            case "link":
                builder.open_link(found["target"])
                is_read = _scan(builder, line, *found.span("label"))
                builder.close_link()
            case "marked":
                marks = 1 + (line[start] == line[start + 1])
                tag = "strong" if marks == 2 else "em"
                builder.mark(tag, 1)
                is_read = _scan(builder, line, start + marks, begin - marks)
                builder.mark(tag, -1)
            case "code":
                builder.text(found[0][1:-1], code=True)
            case "tag":
                following = line[begin : min(end, begin + _LONGEST_DATE)]
                builder.tag(found[0], following, in_link=False)
            case _:
                builder.image(found["alt"], found["source"])
    return is_read
