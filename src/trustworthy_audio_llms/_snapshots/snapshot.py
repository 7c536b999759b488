"""Snapshots: where records come from, and the pins that name them."""

import datetime
import re

import attrs

from .._public import public
from .._records.dates import PartialDate
from .._text import printable, terminal_line

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


@public
class Snapshots(list[Snapshot]):
    """A list of snapshots that a prompt shows a line each, and a notebook as a table."""

    def __repr__(self) -> str:
        """The date of each, whether it was fetched, and its pin."""
        rows = (
            (f"{date:10}", origin, terminal_line(pin)) for date, origin, pin in map(_told, self)
        )
        return printable("\n".join(map("  ".join, rows))) or "[]"

    def _repr_html_(self) -> str:
        from .._html import table, text

        head = ("Date", "From", "Pin")
        return table(f"Snapshots: {len(self)}", head, ([*map(text, _told(one))] for one in self))


def _told(snapshot: Snapshot) -> tuple[str, str, str]:
    """When a snapshot was made, where it is from, and its pin."""
    date = str(snapshot.date) if snapshot.date else ""
    return date, "fetched" if snapshot.fetched else "bundled", snapshot.pin


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
