"""What writing references costs, beside `json.dumps` of the same records."""

import json
from collections.abc import Iterator

import attrs

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._bibtex import to_bibtex
from trustworthy_audio_llms._tables import records

from .measure import Measurement, best

COUNT = 100_000


def measurements() -> Iterator[Measurement]:
    """Write the curated catalogue, over and over under new keys, as BibTeX."""
    real = list(tal.load())
    entries = [
        attrs.evolve(
            real[number % len(real)], citekey=f"{real[number % len(real)].citekey}x{number}"
        )
        for number in range(COUNT)
    ]
    rows = list(records(entries))
    ours, peer = best(
        lambda: to_bibtex(entries), lambda: json.dumps(rows, ensure_ascii=False), rounds=2
    )
    yield Measurement(f"BibTeX of {COUNT:,}", ours, peer, "json.dumps of the records", 3)
