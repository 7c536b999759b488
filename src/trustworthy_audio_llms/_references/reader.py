"""Reading reference files: from the text of a file to its works, and what could not be read.

Nothing is lost silently: a record becomes an entry, or it stands in `skipped` with its line and
the reason. Reading raises on no content, and takes time linear in its size.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .._records.entries import Entry
from .._records.mentions import Skipped
from .bibtex import read_bibtex
from .bibtex_records import bibtex_records
from .csl import read_csl
from .endnote import read_endnote
from .jsonl import read_jsonl
from .nbib import read_nbib
from .record import RawRecord, to_entry
from .ris import read_ris
from .tables import read_table
from .tagged import Stray
from .wos import read_wos


class Reading(NamedTuple):
    """What a reference file says.

    Attributes:
        entries: An entry a record, in order; several may be of one work.
        skipped: What could not be read.
    """

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]


def read_reference_text(text: str, format_: str, path: str) -> Reading:
    """Read the text of a reference file.

    Args:
        text: The text.
        format_: Its format, one of `detect.FORMATS`.
        path: The file's path, for the places of what is read.
    """
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    for found in _READERS[format_](text.removeprefix("\ufeff")):
        one = to_entry(found, path) if isinstance(found, RawRecord) else _skip(found, path)
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            entries.append(one)
    return Reading(tuple(entries), tuple(skipped))


def _skip(stray: Stray, path: str) -> Skipped:
    return Skipped(path, stray.line, stray.text, stray.reason or stray.code.text, stray.code)


def _read_bibtex(text: str) -> Iterator[RawRecord | Stray]:
    file = read_bibtex(text)
    yield from bibtex_records(file)
    yield from (Stray(*problem) for problem in file.problems)


def _read_tsv(text: str) -> Iterator[RawRecord | Stray]:
    return read_table(text, delimiter="\t")


_READERS: dict[str, Callable[[str], Iterable[RawRecord | Stray]]] = {
    "bibtex": _read_bibtex,
    "ris": read_ris,
    "nbib": read_nbib,
    "endnote": read_endnote,
    "wos": read_wos,
    "csl": read_csl,
    "csv": read_table,
    "tsv": _read_tsv,
    "jsonl": read_jsonl,
}
