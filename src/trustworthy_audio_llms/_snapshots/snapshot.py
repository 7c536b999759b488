"""Snapshots: where records come from, and the pins that name them."""

import datetime
import re

import attrs

from .._public import public
from .._records.dates import PartialDate

_PIN = re.compile(
    r"(?P<name>github:(?P<repo>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{40})(?=\#)|[^@\#\s]+(?=@))[@\#]"
    r"(?P<digest>sha256:[0-9a-f]{64})"
)


@public
@attrs.frozen(kw_only=True)
class Snapshot:
    """Where the records of a catalog come from, and what they are.

    Attributes:
        name: `2026.11` for a bundled snapshot, `github:owner/name@<commit>` for a fetched one, a
            file's name for one that was read or saved.
        source: The list or catalogue it was made from: `github:owner/name`, or a path.
        commit: The commit of that list, as 40 hexadecimal digits, or None.
        date: The date of that state of the list, or None.
        fetched: When it was fetched, with its time zone, or None.
        digest: `sha256:` and 64 hexadecimal digits over the canonical JSON of entries and news.
    """

    name: str
    source: str = ""
    commit: str | None = None
    date: PartialDate | None = None
    fetched: datetime.datetime | None = None
    digest: str

    @property
    def pin(self) -> str:
        """One line of text that names these records for ever: put it in the paper."""
        return f"{self.name}{'#' if self.name.startswith('github:') else '@'}{self.digest}"


@attrs.frozen(kw_only=True)
class Undigested:
    """Where records come from whose digest nobody has asked for yet.

    Attributes:
        name: The name of the snapshot they will be.
        source: What they were read from.
    """

    name: str
    source: str = ""

    def digested(self, digest: str) -> Snapshot:
        """The snapshot they are, now that their digest is known."""
        return Snapshot(name=self.name, source=self.source, digest=digest)


@attrs.frozen(kw_only=True)
class Pin:
    """The parts of a pin.

    Attributes:
        name: The snapshot's name.
        digest: The digest its records must have.
        repo: `owner/name` of a fetched snapshot's repository, or None.
        commit: Its commit, or None.
    """

    name: str
    digest: str
    repo: str | None = None
    commit: str | None = None


def parse_pin(text: str) -> Pin | None:
    """Read a pin as `Snapshot.pin` writes it; None where the text is none."""
    found = _PIN.fullmatch(text.strip())
    return Pin(**found.groupdict()) if found else None
