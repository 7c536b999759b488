"""What the consumers are given: the catalogue, the shared sample and our own hostile works."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hostile import WORKS

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._records.entries import KINDS

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("TRUSTWORTHY_AUDIO_LLMS_SHARED", ROOT.parent / "shared"))


def _shared_sample() -> list[Entry]:
    path = SHARED / "exports" / "nasty-sample.json"
    if not path.is_file():
        pytest.skip("the shared sample of hostile records is not there")
    entries = []
    for record in json.loads(path.read_text(encoding="utf-8")):
        if not (record["url"] or "").startswith("http"):
            record["url"] = None  # An entry takes no other links.
        entries.append(KINDS[record.pop("kind")](**record))
    return entries


@pytest.fixture(scope="session", params=["catalogue", "sample", "hostile"])
def works(request: pytest.FixtureRequest) -> Sequence[Entry]:
    """Works to export, each of which must survive."""
    if request.param == "catalogue":
        return tal.load()
    return _shared_sample() if request.param == "sample" else WORKS
