"""Bytes to text: UTF-8 or UTF-16 where they are, else Latin-1, in which every byte has one.

What calls itself Latin-1 is nearly always Windows-1252, which has quotes and dashes in place of
control characters, so that it is taken where all bytes mean something in it.
"""

import codecs
import contextlib
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-16 begins that of UTF-32, which therefore comes first."""


class Decoded(NamedTuple):
    """The text of a file, and what its bytes need to be made again.

    Attributes:
        text: The text, without the byte order mark.
        encoding: The encoding, by Python's name for it.
        mark: The byte order mark, or nothing.
        guessed: Whether nothing says that it is this encoding.
    """

    text: str
    encoding: str
    mark: bytes = b""
    guessed: bool = False

    def encode(self, text: str) -> bytes:
        """Another text in the same way; with characters that the encoding lacks, as UTF-8."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file.

    Args:
        data: The bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding, mark)
            except UnicodeDecodeError:
                break
    for encoding in ("utf-8", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return Decoded(data.decode(encoding), encoding, guessed=encoding != "utf-8")
    return Decoded(data.decode("latin-1"), "latin-1", guessed=True)
