"""Archives as GitHub serves them: one commit as a gzipped tar, read in memory, its Markdown only.

The tar is read by hand, forward, and nothing is unpacked. `tarfile` would read headers of any
length into memory, copy the global ones to every member and expand sparse files, so that with it
the bounds below could not be kept on an archive made to break them.

Sources: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; git-archive(1)
for the commit, which is the global header's `comment`.
"""

import datetime
import gzip
import io
import re
import zlib
from typing import Self

import attrs

from .._lists.structure import MARKDOWN
from .._records.dates import PartialDate

MAX_ARCHIVE_BYTES = 64 * 2**20
"""The largest archive that is read, compressed; the list's own has 4 MiB, nearly all images."""

MAX_INFLATED_BYTES = 256 * 2**20
"""How far an archive is inflated, whatever its members say of themselves."""

MAX_MEMBERS = 10_000
"""The most members of an archive, extended headers counted too."""

MAX_HEADER_BYTES = 2**10
"""The longest extended header: room for any path, which every mention of a work repeats."""

MAX_MEMBER_BYTES = 2 * 2**20
"""The largest Markdown file; files of other kinds are skipped, whatever their size.

Markdown of nothing but emphasis takes four hundred times its size while it is parsed. With this
and the two bounds below, a fetch stays below 1 GiB, whatever it is sent.
"""

MAX_TEXT_BYTES = 4 * 2**20
"""The Markdown of an archive altogether; the list's own has 66 KiB."""

MAX_LINES = 25_000
"""The lines of this Markdown; each may be one that is not understood, and kept as such."""

_BLOCK = 512
_PIECE = 64 * 2**10
_END = bytes(_BLOCK)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_RECORD = re.compile(rb"(\d{1,5}) ([^=]+)=")
_OCTAL = re.compile(rb"[\0 ]*([0-7]*)[\0 ]*")
_FILES = (b"0", b"\0", b"7")
_WITHOUT_DATA = (b"1", b"2", b"3", b"4", b"5", b"6")


class ArchiveError(ValueError):
    """What is wrong with an archive, as the end of a sentence that starts with "The archive"."""


class ArchiveTooLarge(ArchiveError):
    """The archive goes beyond a bound of this module."""


@attrs.frozen
class Archive:
    """What an archive of a list holds.

    Attributes:
        commit: The commit it was made from, as 40 hexadecimal digits.
        date: The day of that commit in UTC, or None where the members carry no time.
        files: Path from the root of the list and text of each Markdown file, sorted by path.
    """

    commit: str
    date: PartialDate | None
    files: tuple[tuple[str, str], ...]


def read_archive(data: bytes) -> Archive:
    """Read a gzipped tar as `git archive` and GitHub make them.

    Invalid UTF-8 is replaced, a byte order mark dropped. Links, devices, hidden folders and paths
    that lead out of the top folder are passed over. Where a path occurs twice, the last counts.

    Args:
        data: The compressed bytes.

    Raises:
        ArchiveError: It is no such archive, is damaged or cut short, or holds no commit or no
            Markdown.
        ArchiveTooLarge: It goes beyond a bound of this module.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as inflated:
            return _read_tar(_Tape(inflated))
    except EOFError as error:
        raise ArchiveError(f"is cut short ({len(data):,} bytes)") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ArchiveError(
            f"is no gzip archive, or damaged ({error}); it begins with {data[:48]!r}"
        ) from error


def _read_tar(tape: "_Tape") -> Archive:
    commit, date = "", None
    texts: dict[str, str] = {}
    room, lines_left = MAX_TEXT_BYTES, MAX_LINES
    extended: dict[str, str] = {}
    for _ in range(MAX_MEMBERS + 1):
        block = tape.read(_BLOCK)
        if block == _END:
            break
        header = _Header.from_block(block)
        if header.kind in (b"g", b"x", b"L"):
            record = tape.read_padded(header.size, MAX_HEADER_BYTES, "an extended header")
            if header.kind == b"g":
                commit = _pax_records(record).get("comment", commit)
            elif header.kind == b"x":
                extended |= _pax_records(record)
            else:
                extended["path"] = _text(record.rstrip(b"\0"))
            continue
        date = date or header.date
        path = _path_in_list(extended.get("path", header.path))
        size = _size(extended["size"]) if "size" in extended else header.size
        extended = {}
        if header.kind in _FILES and path is not None:
            content = tape.read_padded(size, MAX_MEMBER_BYTES, repr(path))
            room -= size
            if room < 0:
                raise ArchiveTooLarge(f"holds more than {_size_of(MAX_TEXT_BYTES)} of Markdown")
            texts[path] = text = _text(content).lstrip("\ufeff")
            lines_left -= text.count("\n") + text.count("\r") - text.count("\r\n")
            if lines_left < 0:
                raise ArchiveTooLarge(f"holds more than {MAX_LINES:,} lines of Markdown")
        elif header.kind not in _WITHOUT_DATA:
            tape.skip_padded(size)
    else:
        raise ArchiveTooLarge(f"has more than {MAX_MEMBERS:,} members")
    tape.finish()
    if not _COMMIT.fullmatch(commit):
        raise ArchiveError("does not say which commit it was made from, as GitHub's archives do")
    if not texts:
        raise ArchiveError("holds no Markdown file")
    return Archive(commit, date, tuple(sorted(texts.items())))


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
class _Tape:
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

    def read_padded(self, size: int, limit: int, what: str) -> bytes:
        """Read a member's content, which ends at the next full block."""
        if size > limit:
            raise ArchiveTooLarge(
                f"holds {what} of {size:,} bytes, where at most {_size_of(limit)} are read"
            )
        return self.read(size + -size % _BLOCK)[:size]

    def skip_padded(self, size: int) -> None:
        """Pass over a member's content."""
        left = size + -size % _BLOCK
        while left:
            left -= len(self.read(min(left, _PIECE)))

    def finish(self) -> None:
        """Read to the end, where gzip keeps the checksum of the whole."""
        while data := self._inflated.read(_PIECE):
            self._check(len(data))
            self._left -= len(data)

    def _check(self, size: int) -> None:
        if size > self._left:
            raise ArchiveTooLarge(f"inflates to more than {_size_of(MAX_INFLATED_BYTES)}")


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


def _path_in_list(name: str) -> str | None:
    """The path below the archive's top folder, or None where it is no Markdown file's in there.

    Hidden folders are passed over, as `read_list` does in a clone: what `.github` holds is not
    the list.
    """
    top, *parts = name.removeprefix("./").split("/")
    path = "/".join(parts)
    if not path.lower().endswith(MARKDOWN) or _CONTROL.search(path):
        return None
    if top in ("", ".", "..") or any(part[:1] in ("", ".") for part in parts[:-1]):
        return None
    return path


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


def _size_of(size: int) -> str:
    return f"{size / 2**20:g} MiB" if size >= 2**20 else f"{size / 2**10:g} KiB"
