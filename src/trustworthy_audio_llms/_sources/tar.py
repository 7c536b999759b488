"""Tars as `git archive` writes them, read forward, once, within bounds.

The tar is read by hand, and nothing is unpacked. `tarfile` would read headers of any length into
memory, copy the global ones to every member and expand sparse files, so that with it the bounds
below could not be kept on an archive made to break them.

Sources: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; git-archive(1)
for the commit, which is the global header's `comment`.
"""

import datetime
import gzip
import re
from collections.abc import Iterator
from typing import Self

import attrs

from .._records.dates import PartialDate

MAX_INFLATED_BYTES = 256 * 2**20
"""How far an archive is inflated, whatever its members say of themselves."""

MAX_MEMBERS = 10_000
"""The most members of an archive, extended headers counted too."""

MAX_HEADER_BYTES = 2**10
"""The longest extended header: room for any path, which every mention of a work repeats."""

_BLOCK = 512
_PIECE = 64 * 2**10
_END = bytes(_BLOCK)
_RECORD = re.compile(rb"(\d{1,5}) ([^=]+)=")
_OCTAL = re.compile(rb"[\0 ]*([0-7]*)[\0 ]*")
_FILES = (b"0", b"\0", b"7")
_WITHOUT_DATA = (b"1", b"2", b"3", b"4", b"5", b"6")


class ArchiveError(ValueError):
    """What is wrong with an archive, as the end of a sentence that starts with "The archive"."""


class ArchiveTooLarge(ArchiveError):
    """The archive goes beyond a bound of this module."""


@attrs.define
class Member:
    """A file in a tar, whose content stands next on the tape.

    Attributes:
        path: Its path.
        size: How many bytes it has.
    """

    path: str
    size: int
    _tape: "Tape" = attrs.field(alias="tape")
    _left: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._left = self.size

    def read(self, size: int | None = None) -> bytes:
        """Read so many further bytes, or all that are left where there are fewer."""
        data = self._tape.read(self._left if size is None else min(size, self._left))
        self._left -= len(data)
        return data

    def finish(self) -> None:
        """Pass over what is left of it, up to the next full block."""
        self._tape.skip(self._left + -self.size % _BLOCK)
        self._left = 0


@attrs.define
class Tar:
    """A tar; what it says of itself is known when all members were read.

    Attributes:
        commit: What the global header calls its comment: the commit, of `git archive`.
        date: The day of the first member in UTC, or None where the members carry no time.
    """

    _tape: "Tape" = attrs.field(alias="tape")
    commit: str = ""
    date: PartialDate | None = None
    _extended: dict[str, str] = attrs.field(init=False, factory=dict)

    def files(self) -> Iterator[Member]:
        """The files, each of which may be read until the next one is asked for.

        Raises:
            ArchiveError: The tar is damaged.
            ArchiveTooLarge: It goes beyond a bound of this module.
            EOFError: It is cut short.
        """
        for _ in range(MAX_MEMBERS + 1):
            block = self._tape.read(_BLOCK)
            if block == _END:
                self._tape.finish()
                return
            header = _Header.from_block(block)
            if header.kind in (b"g", b"x", b"L"):
                self._read_extended(header)
            else:
                yield from self._member(header)
        raise ArchiveTooLarge(f"has more than {MAX_MEMBERS:,} members")

    def _read_extended(self, header: "_Header") -> None:
        if header.size > MAX_HEADER_BYTES:
            raise ArchiveTooLarge(
                f"holds an extended header of {header.size:,} bytes, where at most "
                f"{size_of(MAX_HEADER_BYTES)} are read"
            )
        record = self._tape.read(header.size + -header.size % _BLOCK)[: header.size]
        if header.kind == b"g":
            self.commit = _pax_records(record).get("comment", self.commit)
        elif header.kind == b"x":
            self._extended |= _pax_records(record)
        else:
            self._extended["path"] = _text(record.rstrip(b"\0"))

    def _member(self, header: "_Header") -> Iterator[Member]:
        self.date = self.date or header.date
        extended, self._extended = self._extended, {}
        size = _size(extended["size"]) if "size" in extended else header.size
        if header.kind in _WITHOUT_DATA:
            return
        member = Member(extended.get("path", header.path), size, self._tape)
        if header.kind in _FILES:
            yield member
        member.finish()


@attrs.frozen
class _Header:
    """A ustar header: path, kind, size in bytes, and the day of its time."""

    path: str
    kind: bytes
    size: int
    date: PartialDate | None

    @classmethod
    def from_block(cls, block: bytes) -> Self:
        # The sum is taken with blanks in its own place.
        if sum(block) - sum(block[148:156]) + 8 * ord(" ") != _octal(block[148:156]):
            raise ArchiveError("is damaged, or no tar archive: a header's checksum is wrong")
        name = block[:100].partition(b"\0")[0]
        if block[257:263] == b"ustar\0":
            name = b"/".join(filter(None, (block[345:500].partition(b"\0")[0], name)))
        time = _octal(block[136:148])
        moment = datetime.datetime.fromtimestamp(time, datetime.UTC) if time else None
        date = PartialDate(moment.year, moment.month, moment.day) if moment else None
        return cls(_text(name), block[156:157], _octal(block[124:136]), date)


@attrs.define
class Tape:
    """Inflated bytes, read once from start to end, and counted."""

    _inflated: gzip.GzipFile
    _left: int = attrs.field(init=False, factory=lambda: MAX_INFLATED_BYTES)

    def read(self, size: int) -> bytes:
        """Read exactly so many bytes.

        Raises:
            ArchiveTooLarge: More is inflated than may be.
            EOFError: There are not as many.
        """
        self._check(size)
        data = self._inflated.read(size)
        self._left -= size
        if len(data) < size:
            raise EOFError
        return data

    def skip(self, size: int) -> None:
        """Pass over so many bytes."""
        while size:
            size -= len(self.read(min(size, _PIECE)))

    def finish(self) -> None:
        """Read to the end, where gzip keeps the checksum of the whole."""
        while data := self._inflated.read(_PIECE):
            self._check(len(data))
            self._left -= len(data)

    def _check(self, size: int) -> None:
        if size > self._left:
            raise ArchiveTooLarge(f"inflates to more than {size_of(MAX_INFLATED_BYTES)}")


def _pax_records(data: bytes) -> dict[str, str]:
    """Read pax records: a decimal length that counts itself, a blank, `keyword=value`, newline."""
    records = {}
    start = 0
    while start < len(data):
        found = _RECORD.match(data, start)
        end = start + int(found[1]) if found else 0
        if found is None or end <= found.end() or data[end - 1 : end] != b"\n":
            raise ArchiveError("is damaged: an extended header cannot be read")
        records[_text(found[2])] = _text(data[found.end() : end - 1])
        start = end
    return records


def _octal(field: bytes) -> int:
    digits = _OCTAL.fullmatch(field)
    if digits is None:
        raise ArchiveError("is damaged, or no tar archive: a header cannot be read")
    return int(digits[1] or b"0", 8)


def _size(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise ArchiveError("is damaged: an extended header cannot be read")
    return int(digits)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def size_of(size: int) -> str:
    """A size as a person writes it."""
    return f"{size / 2**20:g} MiB" if size >= 2**20 else f"{size / 2**10:g} KiB"
