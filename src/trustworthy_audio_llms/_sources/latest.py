"""Which snapshot of the cache was fetched last: a note spares looking through all of them.

The note says which it is, and what the time of change of their folder was then. Whatever anybody
has written there since has changed that, and the note counts no more.
"""

import contextlib
import datetime
import json
from collections.abc import Mapping
from pathlib import Path

from .._files import read_bounded
from .folder import inodes_in, write
from .origins import ORIGIN_NAME, Origin, read_record, records_name

_LARGEST_NOTE = 1024
"""The most bytes that a note may have."""

_WRONG_CLOCK = datetime.timedelta(hours=1)
"""What was fetched so long after now was written down while a clock was wrong."""


def by_time(origin: Origin) -> tuple[datetime.datetime, str]:
    """What orders origins by when they were fetched, and always in the same way."""
    return origin.fetched, origin.commit


def is_ahead(other: Origin, origin: Origin) -> bool:
    """Whether one was fetched so long after another that the clock must have been wrong."""
    return other.fetched - origin.fetched > _WRONG_CLOCK


def noted_latest(note: Path, folder: Path) -> Origin | None:
    """The origin that a note says is the last, or None where it does not say so any more.

    Args:
        note: The file of the note.
        folder: That of the snapshots.
    """
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(read_bounded(note, _LARGEST_NOTE))
        name = said["origin"]
        if said["changed"] == folder.stat().st_mtime_ns and ORIGIN_NAME.fullmatch(name):
            latest = read_record(folder / name, Origin)
            if latest and (folder / records_name(latest.digest)).exists():
                return latest
    return None


def note_latest(note: Path, folder: Path, latest: Origin, before: Mapping[str, int]) -> None:
    """Write down which origin is the last.

    Args:
        note: The file of the note.
        folder: That of the snapshots.
        latest: The one that is, as far as this process knows.
        before: The files that were in the folder before it looked, as `inodes_in` gives them. Of
            what was written meanwhile, by whomever, nothing is missed.

    Raises:
        OSError: The note cannot be written.
    """
    changed = folder.stat().st_mtime_ns
    for name, number in inodes_in(folder).items():
        if number != before.get(name) and ORIGIN_NAME.fullmatch(name):
            other = read_record(folder / name, Origin)
            latest = max(latest, other or latest, key=by_time)
    said = {"origin": latest.file_name, "changed": changed}
    write(note, json.dumps(said).encode())
