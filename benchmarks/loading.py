"""What loading a snapshot costs, beside `json.loads` of the same bytes."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import _bundle, _load
from trustworthy_audio_llms._canonical import canonical_json, digest_of, snapshot_file

from .measure import Measurement, best, process

TOPICS = ("safety/jailbreak", "security/backdoor", "deepfake/detection", "privacy/inference")
NAME = "2099.01"


def measurements() -> Iterator[Measurement]:
    """Load made-up snapshots from a bundle and from a file, and the real bundle in a process."""
    for count in (20, 100_000):
        yield from load_made_up(count)
    yield load_in_a_process()


def load_made_up(count: int) -> Iterator[Measurement]:
    """Load a made-up snapshot, as if it came with the library and as a file."""
    content = canonical_json(made_up_entry(number) for number in range(count))
    snapshot = tal.Snapshot(name=NAME, source="made up", digest=digest_of(content))
    data = snapshot_file(snapshot, content)
    rounds, times = (3, 1) if count > 1000 else (10, 100)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "snapshots", f"{NAME}.json")
        path.parent.mkdir()
        path.write_bytes(data)
        with mock.patch.object(_bundle, "_data", return_value=Path(folder)):
            bundled, saved, peer = best(
                lambda: opened_anew(NAME),
                lambda: tal.load(path),
                lambda: json.loads(data),
                rounds=rounds,
                times=times,
            )
    yield Measurement(f"load {count:,} bundled", bundled, peer, "json.loads", 3)
    # No promise is made for files, whose every field is checked; this is to keep an eye on.
    yield Measurement(f"load {count:,} from a file", saved, peer, "json.loads", 6)


def opened_anew(name: str) -> tal.Catalog:
    """A bundled snapshot, opened as if for the first time; later `load` gives the same catalog."""
    _load._bundled.cache_clear()
    return tal.load(name)


def load_in_a_process() -> Measurement:
    """Load the newest bundled snapshot in a fresh interpreter."""
    name = f"snapshots/{tal.load().snapshot.name}.json"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "snapshot.json")
        path.write_bytes(_bundle.read_data(name))
        ours, peer = best(
            process("import trustworthy_audio_llms as tal; tal.load()"),
            process(
                "import attrs, cattrs, json, pathlib;"
                f"json.loads(pathlib.Path({str(path)!r}).read_bytes())"
            ),
            rounds=10,
        )
    return Measurement("a process that loads", ours, peer, "one with cattrs and json.loads", 1.5)


def made_up_entry(number: int) -> tal.Entry:
    """An entry as full as the curated ones are."""
    year, month = 20 + number // 100 % 6, number % 12 + 1
    arxiv = f"{year}{month:02}.{number:05}"
    return tal.Paper(
        title=f"A Study of Attack {number} on Spoken Language Models: Methods and Limits",
        authors=[f"Ada Author{number}", "Grace Q. Hopper", "José Ñandú", "Li Wei"],
        arxiv=arxiv,
        date=f"20{year}-{month:02}-{number % 28 + 1:02}",
        venue="INTERSPEECH 2025",
        topics=[TOPICS[number % 4]],
        keywords=["speech", "language models"],
        url=f"https://arxiv.org/abs/{arxiv}",
        verified=True,
        evidence=["https://arxiv.org/", "https://api.openalex.org/"],
        citekey=f"author20{year}study{number}",
    )
