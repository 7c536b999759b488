"""The texts of the exports, work by work, so that a page can put together those of any selection.

They are what the exports themselves write, cut where one work ends and where it says how the file
came to be: nothing of them is written twice. Together they are packed, since a browser unpacks them
in no time and four texts of a work repeat each other.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence

from .._records.entries import Entry
from .bibtex import bibtex_parts
from .csl import to_csl
from .ris import to_ris
from .tables import csv_rows

_PROVENANCE = "how this came to be"
"""What stands where each record says how the file came to be, until that is known."""

_Halves = tuple[str, str]


def packed_texts(entries: Sequence[Entry], *, header: Sequence[str]) -> str:
    """The texts of all exports: JSON, compressed by zlib, in base64.

    Args:
        entries: The works.
        header: Lines on how the page came to be.

    Returns:
        Packed, an object with `openings`, which has what stands before the first work in BibTeX
        and CSV, and `works`, which has for each its `bibtex` and `csv`, and the halves of its
        `ris` and `csl`, between which it says how the file came to be.
    """
    opening, bibtex = bibtex_parts(entries, header=header)
    columns, *rows = csv_rows(entries)
    formats = zip(bibtex, rows, _ris_halves(entries), _csl_halves(entries), strict=True)
    names = ("bibtex", "csv", "ris", "csl")
    texts = {
        "openings": {"bibtex": opening, "csv": columns},
        "works": [dict(zip(names, of_work, strict=True)) for of_work in formats],
    }
    written = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(written.encode("utf-8"))).decode("ascii")


def _ris_halves(entries: Sequence[Entry]) -> Iterator[_Halves]:
    """Each record before and after its provider; no value has a line end, so blank lines part."""
    text = to_ris(entries, header=[_PROVENANCE])
    for record in text.removesuffix("\r\n").split("\r\n\r\n") if text else ():
        before, _, after = record.partition(f"DP  - {_PROVENANCE}\r\n")
        yield before, f"{after}\r\n"


def _csl_halves(entries: Sequence[Entry]) -> Iterator[_Halves]:
    """Each item before and after its source; there is one a line, and quotes in it are escaped."""
    text = to_csl(entries, header=[_PROVENANCE])
    for item in text.removeprefix("[\n").removesuffix("\n]\n").split(",\n") if entries else ():
        before, _, after = item.partition(f', "source": "{_PROVENANCE}"')
        yield before, after
