"""What arXiv and doi.org answered, kept as it was received, a file each.

    answers/<identity>.json   the identity, when and where it was asked for, and the answer

Like the snapshots beside them, the files are shared without a lock and complete once they have
their names, so that a process may be killed anywhere, and the next one goes on.
"""

import contextlib
import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from .._files import read_bounded, replace_file
from .cache import Cache
from .origins import UNREADABLE, lenient_converter, warn_of

MAX_ANSWER_BYTES = 4 * 2**20
"""The largest answer that is kept; those of works with thousands of references have 1 MiB."""

MAX_ANSWERS = 50_000
"""The most answers that are kept; with a tenth less, once there are more."""

NEGATIVE_DAYS = 7
"""Days after which "not known" is asked again: many works are registered a little late."""

_FILE = re.compile(r"[0-9a-f]{32}\.json")


@attrs.frozen(kw_only=True)
class Answer:
    """What was answered on an identity.

    Attributes:
        identity: `arxiv:…` or `doi:…`.
        url: The address that was asked.
        asked: When that was.
        source: The answer as it was received; None where the identity is not known there.
    """

    identity: str
    url: str
    asked: datetime.datetime
    source: str | None = None

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{hashlib.sha256(self.identity.encode()).hexdigest()[:32]}.json"

    def is_fresh(self, now: datetime.datetime) -> bool:
        """Whether it still counts: for good, or for some days where nothing was known."""
        return self.source is not None or now - self.asked < datetime.timedelta(NEGATIVE_DAYS)


@attrs.frozen
class Answers:
    """The answers in a cache."""

    _cache: Cache

    @property
    def _folder(self) -> Path:
        return self._cache.folder("answers")

    def get(self, identity: str) -> Answer | None:
        """What was answered, or None where it was not asked for, or cannot be read."""
        if self._cache.nowhere:
            return None
        wanted = Answer(identity=identity, url="", asked=datetime.datetime.min)
        path = self._folder / wanted.file_name
        try:
            data = json.loads(read_bounded(path, 8 * MAX_ANSWER_BYTES))
            answer = lenient_converter().structure(data, Answer)
            if answer.identity != identity or answer.asked.tzinfo is None:
                raise ValueError("it belongs under another name")
        except FileNotFoundError:
            return None
        except UNREADABLE as error:
            warn_of(path, error)
            return None
        return answer

    def put(self, answer: Answer) -> None:
        """Keep an answer.

        Raises:
            OSError: The folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        data = json.dumps(lenient_converter().unstructure(answer), ensure_ascii=False)
        replace_file(self._folder / answer.file_name, data.encode("utf-8", "replace") + b"\n")

    def tidy(self) -> None:
        """Remove the answers that are oldest, where there are too many."""
        files = sorted(self._files(), key=lambda file: file.stat().st_mtime, reverse=True)
        if len(files) > MAX_ANSWERS:
            _remove(files[MAX_ANSWERS * 9 // 10 :])

    def clear(self, before: datetime.date | None = None) -> None:
        """Remove all answers, or those that were written before a day."""
        gone = []
        for file in self._files():
            written = datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.UTC)
            if before is None or written.date() < before:
                gone.append(file)
        _remove(gone)

    def _files(self) -> Iterator["os.DirEntry[str]"]:
        if self._cache.nowhere:
            return
        with contextlib.suppress(OSError), os.scandir(self._folder) as files:
            yield from [file for file in files if _FILE.fullmatch(file.name)]


def _remove(files: list["os.DirEntry[str]"]) -> None:
    for file in files:
        with contextlib.suppress(FileNotFoundError):  # Another process may be tidying, too.
            os.unlink(file.path)
