"""The small files of the cache: where a snapshot comes from, and what a ref was.

Each is one record as JSON, under a name that follows from the record. Names are digests, never
text that came from outside.
"""

import datetime
import functools
import hashlib
import json
import re
import warnings
from pathlib import Path
from typing import TypeVar

import attrs
import cattrs

from .._errors import visible
from .._files import read_bounded, read_start
from .._records.dates import PartialDate
from .._records.mentions import Skipped
from .._snapshots import codec
from .._snapshots.snapshot import Snapshot

MAX_FILE_BYTES = 64 * 2**20
"""The largest file of the cache that is read, and so the largest that is written."""

RECORDS_NAME = re.compile(r"([0-9a-f]{64})\.json")
"""The names of the files of records: see `records_name`."""

ORIGIN_NAME = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{32})\.json")
"""The names of the files of origins: the digest of the records, and the key of the commit."""

REF_NAME = re.compile(r"[0-9a-f]{32}\.json")
"""The names of the files of refs."""

_HEAD_BYTES = 4096
_SKIPPED = b', "skipped": '

UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a damaged file may raise."""


def _check_moment(
    _record: object, field: "attrs.Attribute[datetime.datetime]", moment: datetime.datetime
) -> None:
    if moment.tzinfo is None:
        raise ValueError(f"`{field.name}` must be a time with its zone, not {moment!r}.")


def _check_etag(_record: object, _field: "attrs.Attribute[str | None]", etag: str | None) -> None:
    if etag is not None and not (etag.isascii() and etag.isprintable()):
        raise ValueError(f"`etag` must be printable ASCII, not {etag!r}.")


@attrs.frozen(kw_only=True)
class Origin:
    """Where a cached snapshot comes from.

    Attributes:
        repo: The repository, as `owner/name`.
        commit: The commit, as 40 hexadecimal digits.
        date: The day of the commit, or None.
        fetched: When it was fetched.
        digest: The digest of its records.
        reader: The release of this library that read it; another may read the same list better.

    Its file holds what was not understood in the list, too, after all the rest: `read_skipped`.
    """

    repo: str
    commit: str
    date: PartialDate | None
    fetched: datetime.datetime = attrs.field(validator=_check_moment)
    digest: str
    reader: str

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot with this origin."""
        return Snapshot(
            name=f"github:{self.repo}@{self.commit}",
            source=f"github:{self.repo}",
            commit=self.commit,
            date=self.date,
            fetched=self.fetched,
            digest=self.digest,
        )

    @property
    def file_name(self) -> str:
        """The name of its file, beside that of the snapshot."""
        digest = self.digest.removeprefix("sha256:")
        return f"{digest}.{file_key(self.repo, self.commit)}.json"


@attrs.frozen(kw_only=True)
class RefState:
    """What a ref of a repository was when it was last asked for.

    Attributes:
        repo: The repository, as `owner/name`.
        ref: The ref: a branch, a tag, `HEAD`.
        url: The address that was asked.
        etag: The entity tag of the answer, or None.
        commit: The commit it was.
        entries: How many entries the list had.
        checked: When it was last asked for.
    """

    repo: str
    ref: str
    url: str
    etag: str | None = attrs.field(validator=_check_etag)
    commit: str
    entries: int
    checked: datetime.datetime = attrs.field(validator=_check_moment)

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{file_key(self.repo, self.ref)}.json"


_Record = TypeVar("_Record", Origin, RefState)


def records_name(digest: str) -> str:
    """The name of the file that holds the records with a digest."""
    return f"{digest.removeprefix('sha256:')}.json"


def file_key(repo: str, revision: str) -> str:
    """The part of a file's name that stands for a commit or ref of a repository."""
    return hashlib.sha256(f"{repo}\n{revision}".encode()).hexdigest()[:32]


def read_record(path: Path, cls: type[_Record]) -> _Record | None:
    """Read a small file; None where it is not there, or cannot be read, which costs a warning.

    Of the file of an origin only the beginning is read, however many lines were skipped.
    """
    try:
        record = lenient_converter().structure(json.loads(_head(path)), cls)
        if record.file_name != path.name:
            raise ValueError("it belongs under another name")
    except FileNotFoundError:
        return None
    except UNREADABLE as error:
        warn_of(path, error)
        return None
    return record


def read_skipped(path: Path) -> tuple[Skipped, ...]:
    """What was not understood in a list; nothing, with a warning, where its file is damaged."""
    try:
        skipped = json.loads(read_bounded(path, MAX_FILE_BYTES)).get("skipped", [])
        return lenient_converter().structure(skipped, tuple[Skipped, ...])
    except FileNotFoundError:
        return ()
    except UNREADABLE as error:
        warn_of(path, error)
        return ()


def record_file(record: Origin | RefState, skipped: tuple[Skipped, ...] = ()) -> bytes:
    """The bytes of a small file.

    Args:
        record: What it says.
        skipped: Of an origin, what was not understood in the list.
    """
    fields = lenient_converter().unstructure(record)
    if isinstance(record, Origin):
        fields["skipped"] = lenient_converter().unstructure(skipped)  # At the end: see `_head`.
    text = json.dumps(fields, ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _head(path: Path) -> bytes:
    """The JSON of a small file without the lines that were skipped.

    They stand at its end. What parts them from the rest stands nowhere else, since every quotation
    mark in a text has a backslash before it.
    """
    start = read_start(path, _HEAD_BYTES, MAX_FILE_BYTES)
    head, skipped, _ = start.partition(_SKIPPED)
    if skipped:
        return head + b"}"
    return start if len(start) < _HEAD_BYTES else read_bounded(path, MAX_FILE_BYTES)


def release() -> str:
    """The release of this library; another one may read the same list better."""
    from importlib import metadata

    try:
        return metadata.version("trustworthy_audio_llms")
    except metadata.PackageNotFoundError:
        return "not installed"


def warn_of(path: Path, error: Exception) -> None:
    """Warn of a file that cannot be read."""
    said = visible(f"{type(error).__name__}: {error}")
    warnings.warn(
        f"The cache file {path} cannot be read ({said}) and counts as absent. The next fetch "
        "writes it anew.",
        RuntimeWarning,
        stacklevel=3,
    )


@functools.cache
def lenient_converter() -> cattrs.Converter:
    """The converter of the small files; it passes over what later releases may add to them."""
    return codec.converter().copy(forbid_extra_keys=False, omit_if_default=False)
