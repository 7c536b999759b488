"""The Markdown files of a list as text, and what of one was lost on the way."""

from .._records.mentions import Skipped
from .._records.skipping import SkipReason
from .._references.encoding import decode

_LOST = "\ufffd"


def markdown_text(data: bytes) -> str:
    """The text of a file: UTF-16 by its mark, else UTF-8, in which what is none becomes U+FFFD.

    Args:
        data: Its bytes.
    """
    decoded = decode(data)
    return data.decode("utf-8", "replace") if decoded.guessed else decoded.text


def told_of_text(path: str, text: str) -> list[Skipped]:
    """What a reader must know of a file before its lines: that it is no text, or not all of it.

    Args:
        path: The file, from the root of the list.
        text: Its text, as `markdown_text` gives it.
    """
    if text.startswith("%PDF-") or "\0" in text:
        reason = "no text: a PDF, a picture, or the like"
        return [Skipped(path, 1, "", reason, SkipReason.OTHER)]
    lost = text.count(_LOST)
    if not lost:
        return []
    before = text[: text.index(_LOST)]
    line = before.count("\n") + 1
    places = "in one place" if lost == 1 else f"in {lost} places"
    reason = f"no UTF-8 {places}, read as {_LOST}: save the file as UTF-8"
    shown = text[before.rfind("\n") + 1 :][:240].partition("\n")[0]
    return [Skipped(path, line, shown, reason, SkipReason.ENCODING)]
