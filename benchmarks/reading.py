"""What reading a list costs, beside a bare parse of the same text."""

import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

import trustworthy_audio_llms as tal

from .corpus import folder
from .measure import OURS, Comparison, Costs, best
from .peers import peer

MARKDOWN_IT, MISTUNE, HALF = "markdown-it-py", "mistune", "half of it"


def comparisons(sizes: Sequence[int], archives: Path) -> Iterator[Comparison]:
    """Read lists, and some lines that are hostile to readers.

    Args:
        sizes: How many entries the made-up lists have.
        archives: A `.tar.gz` of a list as GitHub serves it, or a folder of several, of which the
            newest is read. Where there is none, its row says so.
    """
    # A list is parsed by markdown-it-py, which is what reading it must cost at the least.
    peers: dict[str, float | None] = {MARKDOWN_IT: 2, MISTUNE: None}
    yield Comparison(
        name="read the newest archive of the list",
        peers=peers,
        measure=partial(archived, archives),
    )
    for count in sizes:
        yield Comparison(
            name="read a list", entries=count, peers=peers, measure=partial(made_up, count)
        )
    for name, make in HOSTILE.items():
        yield Comparison(name=f"read {name}", peers={HALF: 2.5}, measure=partial(hostile, make))


def archived(archives: Path) -> Costs:
    """The newest state of the list that there is an archive of."""
    texts = newest_list(archives)
    return beside_parsers(texts) if texts else {}


def made_up(count: int) -> Costs:
    """A list in the forms that are usual in real ones."""
    return beside_parsers({"README.md": made_up_list(count)})


def beside_parsers(texts: Mapping[str, str]) -> Costs:
    """Read a list from a folder, and parse its files."""
    root = folder(f"list-{len(texts)}-{sum(map(len, texts.values()))}")
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    commonmark = MarkdownIt("commonmark").enable("table").parse
    todo: dict[str, Callable[[], object]] = {
        OURS: lambda: tal.read_list(root),
        MARKDOWN_IT: lambda: [commonmark(text) for text in texts.values()],
    }
    if mistune := peer("mistune"):
        tokens = mistune.create_markdown(renderer=None, plugins=["table"])
        todo[MISTUNE] = lambda: [tokens(text) for text in texts.values()]
    return best(todo, rounds=1 if sum(map(len, texts.values())) > 2_000_000 else 3)


HOSTILE: dict[str, Callable[[int], str]] = {
    "a line of 5 MiB": lambda part: "- " + "word " * (5 * 2**20 // 5 // part),
    "100,000 nested brackets": lambda part: "- " + "[" * (n := 100_000 // part) + "T" + "]" * n,
    "100,000 nested links": lambda part: (
        "- " + "[" * (n := 100_000 // part) + "T" + "](https://example.org)" * n
    ),
    "100,000 emphasis marks": lambda part: "- " + "*a " * (100_000 // part),
    "100,000 strong marks": lambda part: "- " + "**a" * (100_000 // part),
}


def hostile(make: Callable[[int], str]) -> Costs:
    """Lines that some readers take ages for; twice the length should take twice the time."""
    whole, half = make(1), make(2)
    return best({OURS: lambda: tal.parse_list(whole), HALF: lambda: tal.parse_list(half)}, rounds=2)


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
