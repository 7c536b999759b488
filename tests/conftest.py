"""What every test stands on: no network, a cache of its own, and a made-up catalogue."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from listserver import ListServer
from made_up import ENTRIES, NEWS
from registrars import Registrars

from trustworthy_audio_llms import Catalog

# Whether a change is merged must not hang on luck: the examples are always the same ones, and a
# slow or busy machine is no reason to fail. Whoever looks for others asks for them, with
# `--hypothesis-profile exploring`; what only chance finds is the business of `fuzz`.
_LUCK = [
    hypothesis.HealthCheck.too_slow,
    hypothesis.HealthCheck.data_too_large,
    hypothesis.HealthCheck.filter_too_much,
    hypothesis.HealthCheck.large_base_example,
]
hypothesis.settings.register_profile("exploring", deadline=None, suppress_health_check=_LUCK)
hypothesis.settings.register_profile(
    "steady", hypothesis.settings.get_profile("exploring"), derandomize=True, database=None
)
hypothesis.settings.load_profile("steady")

# Hypothesis also draws constants from those modules of ours that happen to be imported already,
# which hangs on the tests that ran before in the same process. It has no setting for that.
_drawing: Any = sys.modules.get("hypothesis.internal.conjecture.providers")
if hasattr(_drawing, "_get_local_constants"):
    _drawing._get_local_constants = lambda: _drawing._local_constants

# What runs in the background of a shell ignores Ctrl-C, and so would the programs it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this test's own cache, which does not exist yet; nothing to fetch from."""
    folder = tmp_path_factory.mktemp("cache") / "trustworthy_audio_llms"
    monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_CACHE", str(folder))
    for name in ("NO_PROXY", "no_proxy"):  # A proxy of the machine cannot reach the tests' servers.
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", "http://127.0.0.1:9/{repo}/{ref}")
    monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARXIV_API", "http://127.0.0.1:9/")
    monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_DOI_URL", "http://127.0.0.1:9/")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of researched facts and real archives; tests that need it skip without it."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("TRUSTWORTHY_AUDIO_LLMS_SHARED", beside))
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder}; $TRUSTWORTHY_AUDIO_LLMS_SHARED may name another")
    return folder


@pytest.fixture
def catalog() -> Catalog:
    """A small made-up catalogue with works of every kind."""
    return Catalog(ENTRIES, news=NEWS)


@pytest.fixture
def file(catalog: Catalog, tmp_path: Path) -> Path:
    """A snapshot file of the made-up catalogue."""
    path = tmp_path / "mine.json"
    catalog.save(path)
    return path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    """A list's server, which `fetch` asks."""
    with ListServer() as server:
        monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", server.template)
        yield server


@pytest.fixture
def registrars(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registrars]:
    """ArXiv and doi.org, which know nothing yet and need no pauses."""
    with Registrars() as registrars:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARXIV_API", registrars.arxiv)
        monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_DOI_URL", registrars.doi)
        monkeypatch.setattr("trustworthy_audio_llms._sources.ask.ARXIV_PAUSE", 0.0)
        monkeypatch.setattr("trustworthy_audio_llms._sources.ask.DOI_PAUSE", 0.0)
        yield registrars
