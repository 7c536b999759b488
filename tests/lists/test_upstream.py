"""The reader on the real list: six of its commits, line by line, and any clone of it.

The archives and what stands in them are not part of this repository; these tests skip without
them. A clone for the last test is named by $TRUSTWORTHY_AUDIO_LLMS_UPSTREAM.
"""

import functools
import io
import json
import os
import re
import subprocess
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs
import pytest
from lists import OTHER, OTHER_URL, THIRD, TITLE, URL, entry, joined, news, read, skipped

from trustworthy_audio_llms import Entry, load, parse_list, read_list
from trustworthy_audio_llms._bundle import read_data
from trustworthy_audio_llms._lists.reader import Reading, read_list_files
from trustworthy_audio_llms._records.skipping import SkipReason
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import snapshot_file
from trustworthy_audio_llms._sources.archive import read_archive

COMMITS = ("0caa974", "aaf3cf9", "6e511d0", "98074e0", "22edeb2", "c42c5c8")
NEWEST = COMMITS[-1]
CLONE = os.environ.get("TRUSTWORTHY_AUDIO_LLMS_UPSTREAM")

Record = tuple[str, int, str, str | None, str | None, str]

_ITEM = re.compile(r"(?m)^(\s*)- (?=.*\d{4}/\d\d/\d\d)")
_LINK = re.compile(r"\[\*{0,2}([^\[\]*]+)\*{0,2}\]\((https?://[^()\s]+)\)")
REWRITTEN: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: "\ufeff" + text.replace("\n", "\r"),
    "numbers": lambda text: _ITEM.sub(r"\g<1>1. ", text),
    "no blank": lambda text: _ITEM.sub(r"\1-", text),
    "quotes": lambda text: re.sub(r"(?m)^(- .*)$", r"> \1", text),
    "no bars": lambda text: text.replace("** | ", "**："),
    "full stops": lambda text: re.sub(r"(\d{4})/(\d\d)/(\d\d)", r"\1.\2.\3", text),
    "breaks": lambda text: re.sub(r"(?m)^(\s*-.*\d{4}/\d\d/\d\d.*)$", r"\1<br>", text),
    "other emoji": lambda text: re.sub("[\U0001f300-\U0001faff]", "1️⃣", text),
    "no joiners": lambda text: text.replace("\u200d", "").replace("\ufe0f", ""),
    "wide links": lambda text: _LINK.sub(r"［\1］（\2）", text),
    "HTML links": lambda text: _LINK.sub(r'<a href="\2">\1</a>', text),
}


@functools.cache
def reading(shared: Path, commit: str) -> Reading:
    """What the list says at a commit."""
    (archive,) = (shared / "upstream" / "archives").glob(f"{commit}*.tar.gz")
    return read_list_files(read_archive(archive.read_bytes()).files)


def records(found: Reading) -> Counter[Record]:
    """Every mention, as `expected/` writes it."""
    return Counter(
        (m.path, m.line, m.title or one.title, m.url, str(m.date) if m.date else None, "entry")
        for one in found.entries
        for m in one.mentions
    ) + Counter(
        (m.path, m.line, item.text, None, str(item.date), "news")
        for item in found.news
        for m in item.mentions
    )


def expected(shared: Path, commit: str) -> Counter[Record]:
    """Every mention that a commit has; a year behind a name is its date."""
    path = shared / "upstream" / "expected" / f"{commit}.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["records"]
    return Counter(
        (path, line, re.sub(r" \(20\d\d\)$", "", title), url, date, kind)
        for path, line, title, url, date, kind in rows
    )


class TestSyntax:
    """Every form that occurs in the history of the list, from made-up lines."""

    def test_every_form(self) -> None:
        """Side by side, as nobody would write them."""
        text = joined(
            [
                "# 🎧 A List",
                "| Year | Title | Venue | Strategy |",
                "|------|-------|-------|----------|",
                f"| 2025 | *{TITLE}* | ICLR (under review) | Echo, Birds |",
                "",
                "| Benchmark | Description | Focus |",
                "|-----------|-------------|-------|",
                "| **Parrot (2025)** | Tests parrots. | Safety |",
                "| **Cage / Wing++** | Tests wings. | Safety |",
                "",
                "| Dataset | Description | Source |",
                "|---------|-------------|--------|",
                "| **Birds_long** | Songs. | Custom |",
                "",
                f"- **2025/05/22** | 🧑‍🏫 [**{TITLE}**]({URL}) 〰️",
                f"- **2025/05/22** | 🏴‍☠️ [**{TITLE}**]({URL})密",
                f"- 2025/05/22 [*{OTHER}*](https://www.arxiv.org/abs/2501.00002)  ",
                f"- 2025/05/22 [{OTHER}](https://arxiv.org/html/2501.00002v3)",
                f"- 2025/05/22[*{OTHER}*](https://arxiv.org/pdf/2501.00002)",
                f"- 🚀2025/05/22[*{OTHER}*]({OTHER_URL})\\",
                f"-2025/05/22 [*{OTHER}*]({OTHER_URL})",
                f"-[{OTHER}]({OTHER_URL})",
                f"- 2025   [*{THIRD}*]()",
                f"- [*{TITLE}*]({URL})",
                f"- [{TITLE}]({URL})",
                f"- 🏆 [{TITLE}]({URL})",
                f"## {TITLE}({URL})",
                f"2025/05/22 {TITLE}<br>",
                f"2025/05/21 {OTHER}",
                "",
                f"2025/05/20 {TITLE}<br>",
                f"{THIRD}",
                "",
                "## 🗞️ Recent News",
                "- **[2025.11]** We began.",
                "- **[2025.11.12]** 🐣We are here!!!",
                "- **[2025.12.1]** 🆕 More.",
            ]
        )

        assert read(text, "README.md") == [
            entry(4, TITLE, None, "2025"),
            entry(8, "Parrot", None, "2025"),
            entry(9, "Cage / Wing++"),
            entry(13, "Birds_long"),
            entry(15, TITLE, URL, "2025-05-22"),
            entry(16, TITLE, URL, "2025-05-22"),
            entry(17, OTHER, "https://www.arxiv.org/abs/2501.00002", "2025-05-22"),
            entry(18, OTHER, "https://arxiv.org/html/2501.00002v3", "2025-05-22"),
            entry(19, OTHER, "https://arxiv.org/pdf/2501.00002", "2025-05-22"),
            entry(20, OTHER, OTHER_URL, "2025-05-22"),
            entry(21, OTHER, OTHER_URL, "2025-05-22"),
            entry(22, OTHER, OTHER_URL),
            entry(23, THIRD, None, "2025"),
            entry(24, TITLE, URL),
            entry(25, TITLE, URL),
            entry(26, TITLE, URL),
            entry(27, TITLE, URL),
            entry(28, TITLE, None, "2025-05-22"),
            entry(29, OTHER, None, "2025-05-21"),
            entry(31, TITLE, None, "2025-05-20"),
            entry(32, THIRD),
            news(35, "We began.", "2025-11"),
            news(36, "We are here!!!", "2025-11-12"),
            news(37, "More.", "2025-12-01"),
        ]

    def test_what_must_not_become_an_entry(self) -> None:
        """Beside the forms above."""
        text = joined(
            [
                "- E **Fairness** - E **Hallucination** - E **Privacy** - E **Tests**",
                "- [Overview](#overview)",
                "- 🚀 [Surveys](collections/survey.md)",
                "- [Safety](./papers/safety)",
                "",
                "<a href='https://arxiv.org/abs/2501.00001'><img src='https://a.example/b.svg'></a>",
                "",
                "- [![stars](https://a.example/stars.svg)](https://a.example)",
                "",
                "[Group](./resource/group.jpg) | [Mine](./resource/mine.jpg)",
                "",
                "[![Star History Chart]()",
                "",
                "- Organizers: [Ann (安娜)](https://a.example/ann), [Bo](https://b.example)",
                "",
                "https://discord.gg/abc",
                "",
                "```markdown",
                "| 2025 | Paper Title | Venue | Keywords |",
            ]
        )

        assert [one.line for one in read(text, "README.md")] == [1, 2, 3, 4, 8, 14, 19]
        assert {one.kind for one in read(text, "README.md")} == {"skipped"}
        assert read("1\n") == read("\n") == [skipped(1, SkipReason.EMPTY_SECTION)]


class TestArchives:
    """What stands in six commits, found by somebody else."""

    @pytest.mark.parametrize("commit", COMMITS)
    def test_every_record_is_found_and_nothing_else(self, shared: Path, commit: str) -> None:
        """Path, line, title, link, date and kind."""
        found, wanted = records(reading(shared, commit)), expected(shared, commit)

        assert sorted((wanted - found).elements(), key=str) == []
        assert sorted((found - wanted).elements(), key=str) == []

    @pytest.mark.parametrize("rewrite", REWRITTEN.values(), ids=REWRITTEN)
    def test_another_hand_changes_nothing(
        self, shared: Path, rewrite: Callable[[str], str]
    ) -> None:
        """The same list with other marks, dates and line ends has the same records."""
        (archive,) = (shared / "upstream" / "archives").glob(f"{NEWEST}*.tar.gz")
        files = read_archive(archive.read_bytes()).files
        rewritten = [(path, rewrite(text)) for path, text in files]

        assert rewritten != list(files)
        assert records(read_list_files(rewritten)) == expected(shared, NEWEST)

    @pytest.mark.parametrize("commit", COMMITS)
    def test_no_line_is_counted_twice(self, shared: Path, commit: str) -> None:
        """A line is a record or skipped, never both."""
        found = reading(shared, commit)
        left = Counter((one.path, one.line) for one in found.skipped)

        assert not {(path, line) for path, line, *_ in records(found)} & left.keys()
        assert set(left.values()) <= {1}

    def test_works_of_the_newest_commit(self, shared: Path) -> None:
        """416 lines name 316 works."""
        found = reading(shared, NEWEST)

        assert len(found.entries) == 316
        assert sum(len(one.mentions) for one in found.entries) == 416
        assert len({one.citekey.lower() for one in found.entries}) == 316

    def test_topics_of_the_newest_commit(self, shared: Path) -> None:
        """All are in the taxonomy, and none is about the files that hold them together."""
        found = reading(shared, NEWEST)
        topics = Counter(topic for one in found.entries for topic in one.topics)

        assert topics["safety/jailbreak"] == 12
        assert topics["fairness"] == 20
        assert all(topic in load_topics() for topic in topics)

    def test_what_the_newest_commit_leaves_to_look_at(self, shared: Path) -> None:
        """The README's contents, introduction and thanks, and nothing that names a work."""
        found = reading(shared, NEWEST)

        assert {one.path for one in found.skipped if one.code is not SkipReason.EMPTY_SECTION} == {
            "README.md"
        }
        assert not [one for one in found.skipped if "arxiv.org" in one.text]

    def test_a_clone_reads_like_its_archive(self, shared: Path, tmp_path: Path) -> None:
        """Files on a disk say the same."""
        (archive,) = (shared / "upstream" / "archives").glob(f"{NEWEST}*.tar.gz")
        for path, text in read_archive(archive.read_bytes()).files:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(text.encode("utf-8"))

        catalog = read_list(tmp_path)

        assert tuple(catalog) == reading(shared, NEWEST).entries
        assert catalog.news == reading(shared, NEWEST).news


def with_released_keys(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries with the citation keys of the released snapshot, which keeps its own."""
    return tuple(
        attrs.evolve(one, citekey=released.citekey)
        for one, released in zip(entries, load("2025.11"), strict=True)
    )


def load_topics() -> set[str]:
    """The slugs of the bundled taxonomy."""
    return {topic["slug"] for topic in json.loads(read_data("taxonomy.json"))["topics"]}


class TestLaunchedSnapshot:
    """The bundled snapshot 2025.11 is the list as it was launched, as the reader reads it."""

    def test_it_is_made_from_the_launched_list(self, shared: Path) -> None:
        """Nothing added, nothing corrected."""
        text = (shared / "upstream" / "launch-README.md").read_bytes().decode("utf-8")
        catalog, snapshot = parse_list(text), load("2025.11").snapshot
        content = canonical_json(with_released_keys(catalog), catalog.news)

        assert snapshot is not None
        assert snapshot.digest == digest_of(content)
        assert snapshot_file(snapshot, content, catalog.skipped) == read_data(
            "snapshots/2025.11.json"
        )

    def test_every_cell_of_every_row_is_kept(self, shared: Path) -> None:
        """In some field of the entry that stands on its line."""
        text = (shared / "upstream" / "launch-README.md").read_text(encoding="utf-8")
        by_line = {one.mentions[0].line: one for one in load("2025.11")}
        rows = 0
        for number, line in enumerate(text.splitlines(), 1):
            if number in by_line:
                one = by_line[number]
                said = {one.title, one.venue, one.description, str(one.date), *one.keywords}
                said |= {f"{one.title} ({one.date})", getattr(one, "source", None)}
                said |= {f"{one.venue} (under review)"} if one.status == "under-review" else set()
                cells = [cell.strip(" *") for cell in line.strip("| ").split("|")]
                assert set(cells[:-1]) <= said
                assert {cells[-1]} <= said or set(cells[-1].split(", ")) <= said
                rows += 1

        assert rows == len(by_line) == 18

    def test_it_is_the_first_archive(self, shared: Path) -> None:
        """Which says the same."""
        found = reading(shared, COMMITS[0]).entries

        assert tuple(load("2025.11")) == with_released_keys(found)

    def test_what_it_holds(self) -> None:
        """Ten papers, four benchmarks, four data sets and three news items."""
        launched = load("2025.11")

        assert Counter(one.kind for one in launched) == {
            "paper": 7,
            "survey": 3,
            "benchmark": 4,
            "dataset": 4,
        }
        assert [str(item.date) for item in launched.news] == ["2025-11", "2025-10", "2025-09"]
        assert launched["ASVspoof / AV-Deepfake1M++"].kind == "benchmark"

    def test_every_cell_is_in_its_field(self) -> None:
        """Of a row of each table."""
        launched = load("2025.11")
        survey = launched["A Survey on Trustworthy Audio-LLMs: Capabilities and Threats"]
        attack = launched["Hidden in the Noise (HIN): Audio Backdoor Attacks on Audio-LLMs"]
        benchmark, data = launched["AudioSafe"], launched["VoxCeleb2"]

        assert (str(survey.date), survey.venue, survey.status) == ("2025", "KDD", "under-review")
        assert survey.keywords == ("Survey", "Trustworthiness", "Audio LLMs")
        assert (survey.featured, attack.featured) == (False, True)
        assert (str(benchmark.date), benchmark.keywords) == ("2025", ("Safety Evaluation",))
        assert benchmark.description is not None
        assert benchmark.description.startswith("A large-scale benchmark")
        assert data.description == "Large-scale speaker corpus for voice identity verification."
        assert getattr(data, "source", None) == "Public"


def commits() -> Iterator[tuple[str, dict[str, str]]]:
    """Every commit of the clone, with its Markdown files."""

    def git(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", "-C", str(CLONE), *arguments], check=True, capture_output=True
        ).stdout

    for commit in git("rev-list", "HEAD").decode().split():
        with tarfile.open(fileobj=io.BytesIO(git("archive", commit))) as tar:
            files = {
                member.name: content.read().decode("utf-8", "replace")
                for member in tar
                if member.name.lower().endswith(".md") and (content := tar.extractfile(member))
            }
        yield commit, files


@pytest.mark.skipif(not CLONE, reason="$TRUSTWORTHY_AUDIO_LLMS_UPSTREAM names no clone of the list")
class TestHistory:
    """Every commit of the list."""

    def test_no_line_with_a_date_or_a_link_to_a_work_is_lost(self) -> None:
        """It is a record, or skipped with a reason; badges and abstracts are neither."""
        work = re.compile(
            r"\s*(?:[-*|]|\d{4}/\d\d/\d\d).*(?:\d{4}/\d\d/\d\d|\]\(https?://\S*(?:arxiv|openreview))"
        )
        lost = []
        for commit, files in commits():
            found = read_list_files(files.items())
            known = {(path, line) for path, line, *_ in records(found)}
            left = {(one.path, one.line) for one in found.skipped}
            assert not known & left, commit
            lost += [
                (commit, path, number, line)
                for path, text in files.items()
                for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)
                if work.match(line) and (path, number) not in known | left
            ]

        assert lost == []
