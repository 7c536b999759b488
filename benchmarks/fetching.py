"""What fetching a list from a server on this machine costs, beside a bare GET of the same bytes."""

import importlib
import io
import os
import sys
import tarfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import requests

import trustworthy_audio_llms as tal

from .corpus import folder
from .measure import OURS, Comparison, Costs, best
from .reading import made_up_list

GET = "requests.get"
GET_AND_PARSE = "requests.get, and parse_list of what it brings"
_TESTS = Path(__file__).resolve().parents[1] / "tests" / "support"


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """Fetch a list as long as the catalogue, unchanged and changed."""
    yield Comparison(
        name="fetch an unchanged list",
        entries=sizes[0],
        peers={GET: None},
        measure=partial(unchanged, sizes[0]),
    )
    yield Comparison(
        name="fetch a changed list",
        entries=sizes[0],
        peers={GET_AND_PARSE: 1.5},
        measure=partial(changed, sizes[0]),
    )


def unchanged(count: int) -> Costs:
    """A list that is in the cache: one round trip, and the snapshot is read again."""
    with _list_server() as server, _surroundings(server):
        server.put({"README.md": made_up_list(count)})
        tal.fetch()
        tag = requests.get(server.url(), timeout=10).headers["ETag"]
        return best(
            {
                OURS: tal.fetch,
                GET: lambda: requests.get(server.url(), headers={"If-None-Match": tag}, timeout=10),
            }
        )


def changed(count: int) -> Costs:
    """A list with one more entry each time: it is read, and written to the cache."""
    texts = (made_up_list(count + 3 * more) for more in range(1, 1000))
    with _list_server() as server, _surroundings(server):

        def fetch() -> tal.Catalog:
            server.put({"README.md": next(texts)})
            return tal.fetch()

        def get() -> tal.Catalog:
            server.put({"README.md": next(texts)})
            archive = requests.get(server.url(), timeout=10).content
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                content = tar.extractfile(next(m for m in tar if m.name.endswith("README.md")))
                assert content is not None
                return tal.parse_list(content.read().decode())

        return best({OURS: fetch, GET_AND_PARSE: get}, rounds=3)


def _list_server() -> Any:
    """The server that the tests fetch from."""
    if str(_TESTS) not in sys.path:
        sys.path.append(str(_TESTS))
    return importlib.import_module("listserver").ListServer()


def _surroundings(server: Any) -> Any:
    """The environment in which `fetch` asks that server, and has a cache of its own."""
    return mock.patch.dict(
        os.environ,
        TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL=server.template,
        TRUSTWORTHY_AUDIO_LLMS_CACHE=str(folder("cache")),
    )
