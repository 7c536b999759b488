"""Texts that databases took off web pages: marks of HTML and JATS in titles and abstracts."""

import html
import re

# The marks that occur; anything else in angle brackets may be meant as it stands (`p < 0.05`).
_MARK = re.compile(
    r"</?(?:jats:)?(?:i|b|u|em|strong|sub|sup|scp|sc|span|p|br|div|title|sec|italic|bold|inf|tt|font"
    r"|abstracttext|abstract|label|list|list-item|mml:[a-z]+|math)(?:\s[^<>]*)?/?>",
    re.I,
)


def from_web(text: str) -> str:
    """A text without the marks of HTML and JATS, on one line.

    Args:
        text: A title or an abstract.
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _MARK.sub(_blank, text)
    return " ".join(text.split())


def _blank(mark: re.Match[str]) -> str:
    """Marks of paragraphs part words; those of letters do not."""
    return (
        " " if re.match(r"</?(?:jats:)?(?:p|br|div|title|sec|list|abstract)", mark[0], re.I) else ""
    )
