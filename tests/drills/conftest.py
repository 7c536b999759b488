"""What every drill begins with: a list, a server, and a cache that holds something.

A drill sets up one fault, fetches and loads in processes of its own, and asks the oracle what is
left. The table in docs/faults.md is made from the `ROWS` of these modules.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from listserver import ListServer
from oracle import Oracle, list_of

from trustworthy_audio_llms import fetch


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    """A server in the place of GitHub's, with the first list."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ListServer() as server:
        monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", server.template)
        server.put(list_of(0))
        yield server


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache's folder, which does not exist yet, in a place that everybody may look into."""
    place = Path(tempfile.mkdtemp(prefix="drill-"))
    place.chmod(0o755)
    monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_CACHE", str(place / "cache"))
    yield place / "cache"
    shutil.rmtree(place)


@pytest.fixture
def oracle(server: ListServer, root: Path) -> Oracle:
    """The first list, fetched; the server has the second one now."""
    before = fetch()
    server.put(list_of(1))
    server.requests.clear()
    return Oracle(root, before)
