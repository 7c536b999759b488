"""What reading a list costs, beside markdown-it-py's parse of the same text."""

import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

import trustworthy_audio_llms as tal

from .measure import Measurement, best


def measurements(archives: Path) -> Iterator[Measurement]:
    """Read the newest archive, or a made-up list where there is none, and some hostile lines.

    Args:
        archives: A `.tar.gz` of a list as GitHub serves it, or a folder of several.
    """
    yield from read_list(archives)
    yield from read_hostile_lines()


def read_list(archives: Path) -> Iterator[Measurement]:
    """Read a whole list from a folder."""
    texts = newest_list(archives)
    remark = f"{len(texts)} files of {archives}" if texts else "a made-up list"
    texts = texts or {"README.md": made_up_list(400)}
    parser = MarkdownIt("commonmark").enable("table")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        ours, peer = best(
            lambda: tal.read_list(folder),
            lambda: [parser.parse(text) for text in texts.values()],
        )
    yield Measurement("read a list", ours, peer, "markdown-it-py", 2, remark=remark)


def read_hostile_lines() -> Iterator[Measurement]:
    """Read lines that some readers take ages for; twice the length should take twice the time."""
    hostile: dict[str, Callable[[int], str]] = {
        "a line of 5 MiB": lambda part: "- " + "word " * (5 * 2**20 // 5 // part),
        "100,000 nested brackets": lambda part: "- " + "[" * (n := 100_000 // part) + "T" + "]" * n,
        "100,000 nested links": lambda part: (
            "- " + "[" * (n := 100_000 // part) + "T" + "](https://example.org)" * n
        ),
        "100,000 emphasis marks": lambda part: "- " + "*a " * (100_000 // part),
        "100,000 strong marks": lambda part: "- " + "**a" * (100_000 // part),
    }
    for name, make in hostile.items():
        ours, peer = best(*(partial(tal.parse_list, make(part)) for part in (1, 2)), rounds=2)
        yield Measurement(name, ours, peer, "half of it", 2.5)


def newest_list(archives: Path) -> Mapping[str, str]:
    """The Markdown files of the newest list among the archives, by path; none where none is."""
    found = [archives] if archives.is_file() else sorted(archives.glob("*.tar.gz"))
    lists = [list_in(archive) for archive in found]
    return max(lists, key=lambda dated: dated[0])[1] if lists else {}


def list_in(archive: Path) -> tuple[float, Mapping[str, str]]:
    """When a list was archived, and its Markdown files."""
    with tarfile.open(archive) as tar:
        members = [member for member in tar if member.isfile() and member.name.endswith(".md")]
        texts = {}
        for member in members:
            content = tar.extractfile(member)
            assert content is not None
            path = member.name.partition("/")[2]
            texts[path] = content.read().decode("utf-8", "replace")
    return max((member.mtime for member in members), default=0), texts


def made_up_list(entries: int) -> str:
    """A list in the forms that are usual in real ones.

    Args:
        entries: How many; two thirds as list items, one third as table rows.
    """
    items = [
        f"- **2025/03/{n % 28 + 1:02}** | 🔥 [**A Study of Attack {n} on Spoken Models**]"
        f"(https://arxiv.org/abs/2503.{n:05}) 🔥\n"
        f"- 2024/11/{n % 28 + 1:02} [*Robust Speech {n}, Revisited*]"
        f"(https://openreview.net/forum?id=abc{n:07})\n"
        for n in range(entries // 3)
    ]
    rows = [
        f"| 2025 | *Work Number {n} and Its Title* | arXiv | Safety, Audio LLMs |\n"
        for n in range(entries // 3)
    ]
    head = "# A list\n\n## 📅 2025\n\n"
    table = "\n## Attacks\n\n| Year | Title | Venue | Keywords |\n|---|---|---|---|\n"
    return head + "".join(items) + table + "".join(rows)
