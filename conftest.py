"""The examples in README, docs and docstrings run as tests, each file in a folder of its own.

`fetch` reads a small list from this machine there. An example that needs the real network, or a
package that may be missing, says so in the line above it:

    <!-- skip: next "asks GitHub" -->
"""

import contextlib
import doctest
import importlib.util
import os
import tempfile
from collections.abc import Iterator
from typing import Any
from unittest import mock

from listserver import ListServer
from registrars import Registrars, atom
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.parsers.rest import SkipParser as DocstringSkipParser

LIST = {
    "README.md": "# An awesome list\n\n## News\n- **[2025.11]** The list was launched.\n",
    "papers/safety/jailbreak.md": """## 2025
- **2025/05/20** | 💥 [**AudioJailbreak: Jailbreak Attacks against End-to-End Large Audio-Language \
Models**](https://arxiv.org/abs/2505.14103)
- 2024/05/29 [*Voice Jailbreak Attacks Against GPT-4o*](https://arxiv.org/abs/2405.19103)
""",
}


PAPERS = {
    "2505.14103": atom(
        "2505.14103",
        "AudioJailbreak: Jailbreak Attacks against End-to-End Large Audio-Language Models",
        authors=(
            "Guangke Chen",
            "Fu Song",
            "Zhe Zhao",
            "Xiaojun Jia",
            "Yang Liu",
            "Yanchen Qiao",
            "Weizhe Zhang",
        ),
        published="2025-05-20T00:00:00Z",
        summary="An abstract that says: asynchronous, universal, stealthy and robust.",
    ),
    "2405.19103": atom(
        "2405.19103",
        "Voice Jailbreak Attacks Against GPT-4o",
        authors=("Xinyue Shen", "Yixin Wu", "Michael Backes", "Yang Zhang"),
        published="2024-05-29T00:00:00Z",
        summary="An abstract that says: fictional storytelling.",
    ),
}
"""What arXiv knows in the examples; the abstracts are made up."""


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Run in an empty folder, with an empty cache and a list to fetch."""
    with (
        ListServer() as server,
        Registrars() as registrars,
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        mock.patch.dict(
            os.environ,
            TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL=server.template,
            TRUSTWORTHY_AUDIO_LLMS_CACHE="cache",
            NO_PROXY="127.0.0.1",
            no_proxy="127.0.0.1",
            TRUSTWORTHY_AUDIO_LLMS_ARXIV_API=registrars.arxiv,
            TRUSTWORTHY_AUDIO_LLMS_DOI_URL=registrars.doi,
        ),
        mock.patch("trustworthy_audio_llms._sources.ask.ARXIV_PAUSE", 0.0),
    ):
        server.put(LIST)
        registrars.papers |= PAPERS
        yield


def _installed(*names: str) -> bool:
    """Whether all of these can be imported, for examples of what extras do."""
    return all(importlib.util.find_spec(name) for name in names)


def _enter(namespace: dict[str, Any]) -> None:
    namespace["installed"] = _installed
    namespace["_left_behind"] = stack = contextlib.ExitStack()
    stack.enter_context(_alone())


def _leave(namespace: dict[str, Any]) -> None:
    namespace["_left_behind"].close()


_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    setup=_enter,
    teardown=_leave,
)
_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=doctest.ELLIPSIS), DocstringSkipParser()],
    patterns=["src/*/*.py", "src/*/*/*.py"],
    setup=_enter,
    teardown=_leave,
)

pytest_collect_file = (_pages + _docstrings).pytest()
