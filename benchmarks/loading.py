"""What opening a catalog costs, in a process and in a fresh one."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from unittest import mock

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import _bundle
from trustworthy_audio_llms._sources import load as _load

from .corpus import NAME, SIZES, snapshot_path
from .measure import OURS, Comparison, Costs, best, process
from .peers import anthology_folder, peer

JSON = "json.loads"
_LARGE = 50_000


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """Open catalogs of every size, beside the parse of the same bytes, and what peers bundle."""
    yield Comparison(
        name="start, import and load the bundle",
        entries=SIZES[0],
        peers={
            "an interpreter that starts and imports cattrs, and json.loads": 1.5,
            "pycountry and its 249 countries": None,
            "tldextract and its bundled list": None,
        },
        measure=in_a_process,
    )
    yield Comparison(name="load the bundle again", entries=SIZES[0], peers={JSON: 1}, measure=warm)
    for count in sizes:
        yield Comparison(
            name="load, bundled", entries=count, peers={JSON: 2.5}, measure=partial(bundled, count)
        )
    for count in sizes:
        peers: dict[str, float | None] = {JSON: None}
        if count < _LARGE:
            peers["acl-anthology, its volume"] = 1
        yield Comparison(
            name="load a file, every field checked",
            entries=count,
            peers=peers,
            measure=partial(from_a_file, count),
        )


def bundled(count: int) -> Costs:
    """A bundled snapshot, opened as if for the first time; later `load` gives the same catalog."""
    path = snapshot_path(count)
    data = path.read_bytes()

    def opened_anew() -> tal.Catalog:
        _load._bundled.cache_clear()
        return tal.load(NAME)

    with mock.patch.object(_bundle, "_data", return_value=path.parents[1]):
        works = {OURS: opened_anew, JSON: lambda: json.loads(data)}
        costs = best(works, rounds=3 if count > _LARGE else 10, times=1 if count > 5000 else 5)
    _load._bundled.cache_clear()
    return costs


def from_a_file(count: int) -> Costs:
    """A snapshot file, which anybody may have written."""
    path = snapshot_path(count)
    data = path.read_bytes()
    works: dict[str, Callable[[], object]] = {
        OURS: lambda: tal.load(path),
        JSON: lambda: json.loads(data),
    }
    if count < _LARGE and (acl := peer("acl_anthology")):
        place = anthology_folder(count)
        works["acl-anthology, its volume"] = lambda: acl.Anthology(
            datadir=place, verbose=False
        ).get_paper("2024.made-1.1")
    return best(works, rounds=3)


def warm() -> Costs:
    """The same snapshot again: a catalog never changes, so it is the same one."""
    data = _bundle.read_data(f"snapshots/{tal.load().snapshot.name}.json")
    return {
        **best({OURS: tal.load}, times=1000),
        **best({JSON: lambda: json.loads(data)}),
    }


def in_a_process() -> Costs:
    """A fresh interpreter that opens what comes with a library."""
    path = Path(_bundle._data().joinpath(f"snapshots/{tal.load().snapshot.name}.json"))  # type: ignore[arg-type]
    works = {
        OURS: process("import trustworthy_audio_llms as tal; tal.load()"),
        "an interpreter that starts and imports cattrs, and json.loads": process(
            "import attrs, cattrs, json, pathlib;"
            f"json.loads(pathlib.Path({str(path)!r}).read_bytes())"
        ),
    }
    if peer("pycountry"):
        works["pycountry and its 249 countries"] = process(
            "import pycountry; pycountry.countries.get(alpha_2='DE')"
        )
    if peer("tldextract"):
        works["tldextract and its bundled list"] = process(
            "import tldextract;"
            "tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)('a.example.org')"
        )
    return best(works, rounds=10)
