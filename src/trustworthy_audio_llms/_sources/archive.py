"""Archives as GitHub serves them: one commit of a repository, and the list in it."""

import gzip
import io
import re
import zlib

import attrs

from .._records.dates import PartialDate
from .._records.mentions import Skipped
from .._records.skipping import SkipReason
from .tar import ArchiveError, ArchiveTooLarge, Member, Tape, Tar, size_of
from .texts import markdown_text

MAX_ARCHIVE_BYTES = 64 * 2**20
"""The largest archive that is read, compressed; the list's own has 4 MiB, nearly all images."""

MAX_MEMBER_BYTES = 2 * 2**20
"""The largest Markdown file; a larger one is left out, and told.

Markdown of nothing but table cells takes some three hundred times its size while it is read. With
this and the two bounds below, a fetch stays below 1 GiB, whatever it is sent.
"""

MAX_TEXT_BYTES = 4 * 2**20
"""The Markdown of an archive altogether; the list's own has 66 KiB."""

MAX_LINES = 25_000
"""The lines of this Markdown; each may be one that is not understood, and kept as such."""

MAX_SNAPSHOT_BYTES = 16 * 2**20
"""The largest snapshot file in an archive; that of the bundled catalogue has 2 MiB."""

_MARKDOWN = (".md", ".markdown")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_COMMIT = re.compile(r"[0-9a-f]{40}")
# Named by year and month, and where a month has several, by the release: `2026.11.2`.
_SNAPSHOT = re.compile(r"data/snapshots/(\d{1,9}(?:\.\d{1,9}){1,3})\.json")
_OURS = re.compile(rb'\s*\{\s*"schema"\s*:\s*[0-9]')
_START = 64


@attrs.frozen
class SnapshotFile:
    """A snapshot file in an archive.

    Attributes:
        path: Its path from the root of the repository.
        data: What it holds.
    """

    path: str
    data: bytes


@attrs.frozen
class Archive:
    """What an archive of a list holds.

    Attributes:
        commit: The commit it was made from, as 40 hexadecimal digits.
        date: The day of that commit in UTC, or None where the members carry no time.
        files: Path from the root of the list and text of each Markdown file, sorted by path.
        skipped: The Markdown files that are too large, or one too many.
        snapshot: The newest snapshot file, in a repository that keeps a catalogue; else None.
    """

    commit: str
    date: PartialDate | None
    files: tuple[tuple[str, str], ...]
    skipped: tuple[Skipped, ...] = ()
    snapshot: SnapshotFile | None = None


def read_archive(data: bytes) -> Archive:
    """Read a gzipped tar as `git archive` and GitHub make them.

    Invalid UTF-8 is replaced, a byte order mark dropped. Links, devices, hidden folders and paths
    that lead out of the top folder are passed over. Where a path occurs twice, the last counts.

    Args:
        data: The compressed bytes.

    Raises:
        ArchiveError: It is no such archive, is damaged or cut short, or holds no commit or no
            Markdown.
        ArchiveTooLarge: It goes beyond a bound that leaves nothing to read.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as inflated:
            return _read_tar(Tar(Tape(inflated)))
    except EOFError as error:
        raise ArchiveError(f"is cut short ({len(data):,} bytes)") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ArchiveError(
            f"is no gzip archive, or damaged ({error}); it begins with {data[:48]!r}"
        ) from error


def _read_tar(tar: Tar) -> Archive:
    found = _Found()
    for member in tar.files():
        found.take(member)
    if not _COMMIT.fullmatch(tar.commit):
        raise ArchiveError("does not say which commit it was made from, as GitHub's archives do")
    if not (found.texts or found.snapshot):
        for path, left_out in found.left_out.items():
            raise ArchiveTooLarge(f"holds no Markdown file but {path!r}, {left_out.text}")
        raise ArchiveError("holds no Markdown file")
    files = tuple(sorted(found.texts.items()))
    skipped = tuple(found.left_out[path] for path in sorted(found.left_out))
    return Archive(tar.commit, tar.date, files, skipped, found.snapshot)


@attrs.define
class _Found:
    """What was found so far."""

    texts: dict[str, str] = attrs.field(factory=dict)
    left_out: dict[str, Skipped] = attrs.field(factory=dict)
    snapshot: SnapshotFile | None = None
    room: int = attrs.field(factory=lambda: MAX_TEXT_BYTES)
    lines: int = attrs.field(factory=lambda: MAX_LINES)

    def take(self, member: Member) -> None:
        """Read a file if it is wanted."""
        path = _path_in_list(member.path)
        if path is None:
            return
        if path.lower().endswith(_MARKDOWN):
            self._take_markdown(path, member)
        elif _SNAPSHOT.fullmatch(path):
            self._take_snapshot(path, member)

    def _take_markdown(self, path: str, member: Member) -> None:
        self.texts.pop(path, None)
        self.left_out.pop(path, None)
        if member.size > MAX_MEMBER_BYTES:
            self._leave_out(path, f"a file of more than {size_of(MAX_MEMBER_BYTES)}")
            return
        if member.size > self.room:
            self._leave_out(path, f"with others more than {size_of(MAX_TEXT_BYTES)} of Markdown")
            return
        text = markdown_text(member.read()).lstrip("\ufeff")
        lines = text.count("\n") + text.count("\r") - text.count("\r\n")
        if lines > self.lines:
            self._leave_out(path, f"with others more than {MAX_LINES:,} lines of Markdown")
            return
        self.room -= member.size
        self.lines -= lines
        self.texts[path] = text

    def _leave_out(self, path: str, what: str) -> None:
        """Tell of a file that is not read; `read_list` reads a clone without these bounds."""
        reason = SkipReason.TOO_LARGE
        self.left_out[path] = Skipped(path, 1, what, reason.text, reason)

    def _take_snapshot(self, path: str, member: Member) -> None:
        """Read a snapshot file, unless a newer one is known, or it is something else's."""
        if self.snapshot and _numbers(path) < _numbers(self.snapshot.path):
            return
        start = member.read(_START)
        if not _OURS.match(start):
            return
        if member.size > MAX_SNAPSHOT_BYTES:
            raise ArchiveTooLarge(
                f"holds {path!r} of {member.size:,} bytes, where at most "
                f"{size_of(MAX_SNAPSHOT_BYTES)} are read"
            )
        self.snapshot = SnapshotFile(path, start + member.read())


def _numbers(path: str) -> list[int]:
    found = _SNAPSHOT.fullmatch(path)
    return [int(number) for number in found[1].split(".")] if found else []


def _path_in_list(name: str) -> str | None:
    """The path below the archive's top folder, or None where it leads elsewhere.

    Hidden folders are passed over, as `read_list` does in a clone: what `.github` holds is not
    the list.
    """
    top, *parts = name.removeprefix("./").split("/")
    path = "/".join(parts)
    if _CONTROL.search(path) or top in ("", ".", ".."):
        return None
    if any(part[:1] in ("", ".") for part in parts[:-1]):
        return None
    return path
