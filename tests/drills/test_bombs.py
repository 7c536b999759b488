"""Drills: archives and lists that are made to fill the memory, at the bounds as they are."""

import gzip
import tarfile
from collections.abc import Callable

import pytest
from children import fetched, needs_fork, run, start
from listserver import ListServer, commit_of, endless, make_archive, member, status, tar
from oracle import Oracle, Row, held, list_of

from trustworthy_audio_llms import load
from trustworthy_audio_llms._sources.archive import (
    MAX_LINES,
    MAX_MEMBER_BYTES,
    MAX_TEXT_BYTES,
)
from trustworthy_audio_llms._sources.tar import MAX_MEMBERS

pytestmark = [pytest.mark.drills, needs_fork]

MIB = 2**20
COMMIT = commit_of("a bomb")
PATH = "papers/" + "x" * 900 + ".md"
"""As long as the path of a member can be."""


def _zeros(mebibytes: int) -> bytes:
    """So many mebibytes of zeros, compressed a thousandfold."""
    return gzip.compress(bytes(16 * MIB)) * (mebibytes // 16)


def _member_of(size: int, kind: bytes = b"0", name: str = "top/a.png") -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def _head() -> bytes:
    return tar([member("top", kind=tarfile.DIRTYPE)], commit=COMMIT)[:1536]


def _of_zeros(header: bytes) -> bytes:
    return gzip.compress(_head() + header) + _zeros(1024)


def _headers() -> bytes:
    return gzip.compress(_head() + _member_of(0, b"x") * (MAX_MEMBERS + 1))


def _long_path() -> bytes:
    info, data = member("top/" + "x" * 5000 + ".md", "# A list")
    return gzip.compress(tar([(info, data)], commit=COMMIT))


def _text(size: int) -> str:
    return "- [A title](https://x.org/1)\n" * (size // 29 + 1)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a gibibyte of zeros in a file": (lambda: _of_zeros(_member_of(2**30)), "inflates to more"),
    "in a Markdown file": (
        lambda: _of_zeros(_member_of(2**30, name="top/a.md")),
        "inflates to more",
    ),
    "in a snapshot file": (
        lambda: _of_zeros(_member_of(2**30, name="top/data/snapshots/2026.11.json")),
        "inflates to more",
    ),
    "in an extended header": (lambda: _of_zeros(_member_of(2**30, b"x")), "1 KiB"),
    "in a global header": (lambda: _of_zeros(_member_of(2**30, b"g")), "1 KiB"),
    "in a long name": (lambda: _of_zeros(_member_of(2**30, b"L")), "1 KiB"),
    "in a sparse file": (lambda: _of_zeros(_member_of(2**30, b"S")), "inflates to more"),
    "in no tar": (lambda: _zeros(1024), "inflates to more"),
    "behind the end of the tar": (lambda: make_archive(list_of(1)) + _zeros(512), "inflates"),
    "headers without files": (_headers, "more than 10,000 members"),
    "very many files": (
        lambda: make_archive({f"{n}.md": "" for n in range(MAX_MEMBERS)}),
        "more than 10,000 members",
    ),
    "a path of thousands of characters": (_long_path, "1 KiB"),
    "a file that is too large": (
        lambda: make_archive({"README.md": _text(MAX_MEMBER_BYTES)}),
        "2 MiB",
    ),
}

LEFT_OUT: dict[str, dict[str, str | bytes]] = {
    "a file that is too large": {"1.md": "", "README.md": _text(MAX_MEMBER_BYTES)},
    "too much text in all": {f"{n}.md": "a" * (MAX_MEMBER_BYTES // 4) for n in range(9)},
    "too many lines in all": {f"{n}.md": "-\n" * 5000 for n in range(11)},
}
"""Markdown of which only a part is read."""

LINE = MAX_TEXT_BYTES // MAX_LINES + 1  # As many lines, and as many bytes, as are let in.
HOSTILE: dict[str, tuple[str, str]] = {
    "table cells": (f"|{'a|' * 500}\n|{'-|' * 500}\n", f"{'|' * 501}\n"),
    "rows to be filled up": ("", f"|{'a|' * 500}\n|{'-|' * 500}\n" + "a\n" * 8 + "\n"),
    "a long heading": (f"# {'x' * 250_000}\n", f"2025/05/20 {'a' * (LINE - 14)}  \n"),
    "a long reference": (
        f"[r]: http://x.org/{'y' * 250_000}\n\n",
        f"- 2025/05/20 [{'a' * LINE}][r]\n",
    ),
    "emphasis": ("- 2025/05/20 ", "**a** "),
    "dated lines": ("", f"2025/05/20 {'a' * (LINE - 14)}  \n"),
    "empty items": ("", f"-\n- <{'b' * (2 * LINE - 6)}\n"),
}
"""What takes the most memory for each byte: while it is parsed, or once it is read."""

ROWS = (
    Row(
        "gzip and tar bombs: zeros without end, in files, headers and names; files without number",
        len(BOMBS),
        "an error that names the bound; less than 1 GiB of memory",
    ),
    Row(
        "a list with files that are too large, or one too many",
        len(LEFT_OUT),
        "the rest comes, and what is left out is told in `skipped`; less than 1 GiB of memory",
    ),
    Row("a download without end", 1, "an error that names the bound"),
    Row(
        "as much Markdown as is let in, of what takes the most memory, such as emphasis",
        len(HOSTILE),
        "it is read, or ended at the deadline, in less than 1 GiB of memory",
    ),
)


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(server: ListServer, oracle: Oracle, name: str) -> None:
    """However much an archive would become, what it may cost is bounded."""
    make, says = BOMBS[name]
    before = held(oracle.root)
    server.always = status(200, make())
    outcome = run(fetched)
    assert outcome.error[0] == "FetchError"
    assert says in outcome.message
    assert held(oracle.root) == before
    assert outcome.memory < 400 * MIB
    oracle.assert_holds()


@pytest.mark.parametrize("name", LEFT_OUT)
def test_left_out(server: ListServer, oracle: Oracle, name: str) -> None:
    """One file too many, or too large, does not keep the others back."""
    server.put(LEFT_OUT[name])
    outcome = run(fetched)
    assert outcome.error == ()
    assert any(item.code == "too-large" for item in load("latest").skipped)
    oracle.assert_holds()


def test_download_without_end(server: ListServer, oracle: Oracle) -> None:
    """What never ends is ended."""
    before = held(oracle.root)
    server.always = endless
    outcome = run(fetched)
    assert outcome.error[0] == "FetchError"
    assert "larger than 64 MiB" in outcome.message
    assert outcome.memory < 400 * MIB
    assert held(oracle.root) == before
    oracle.assert_holds()


def test_hostile_markdown(server: ListServer, oracle: Oracle) -> None:
    """The worst list that is let in is read within the bound that `children` sets."""
    children = []
    for name, (head, piece) in HOSTILE.items():
        text = (head + piece * (MAX_MEMBER_BYTES // len(piece)))[:MAX_MEMBER_BYTES]
        half = MAX_TEXT_BYTES // MAX_MEMBER_BYTES
        files: dict[str, str | bytes] = {f"{number}/{PATH}": text for number in range(half)}
        server.put(files, refs=[name.replace(" ", "-")])
        children.append(start(fetched, name.replace(" ", "-")))
    for child, name in zip(children, HOSTILE, strict=True):
        outcome = child.outcome()
        assert outcome.error == () or "it took longer than 300 seconds" in outcome.message, name
    oracle.assert_holds()
