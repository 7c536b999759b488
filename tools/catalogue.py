"""Making, extending and checking the bundled snapshots in data/; see CONTRIBUTING.md.

Each command by an example:

    python tools/catalogue.py add 2501.01234 --title "…" --author "…" --topic safety --evidence …
    python tools/catalogue.py add "| 2025 | Paper Title | Venue | Keywords |" --arxiv 2501.01234 …
    python tools/catalogue.py build 2026.11.2
    python tools/catalogue.py check
    python tools/catalogue.py counts --write
    python tools/catalogue.py gains path/to/a/clone
    python tools/catalogue.py list README.md --name 2025.11 --source github:owner/name \
        --commit 0caa97… --date 2025-11-12
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import attrs
from catalogue_adding import Refused, addition, entry_from
from catalogue_building import Unfit, built, changes_in
from catalogue_counts import tables, with_numbers, with_tables
from catalogue_rules import Fault, faults

from trustworthy_audio_llms import Catalog, Entry, PartialDate, Snapshot, parse_list, read_list
from trustworthy_audio_llms._files import write_atomically
from trustworthy_audio_llms._records.citekeys import plain_citekey
from trustworthy_audio_llms._records.entries import KINDS, Scope, Status
from trustworthy_audio_llms._records.schemes import SCHEMES
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import read_snapshot_file, snapshot_file

ROOT = Path(__file__).parents[1]
SNAPSHOTS = ROOT / "data" / "snapshots"
CHANGES = ROOT / "tools" / "changes"
_LONGER_KEYS_SINCE = PartialDate(2026, 11, 26)
PAGES = [ROOT / name for name in ("docs/catalogue.md", "docs/verification.md", "README.md")]


def newest() -> Path:
    """The file of the newest bundled snapshot."""
    return max(SNAPSHOTS.glob("*.json"), key=lambda file: [*map(int, file.stem.split("."))])


def snapshot_of_list(
    text: str, *, name: str, source: str, commit: str | None = None, date: str | None = None
) -> bytes:
    """The snapshot file of a list in one README, just as the reader reads it.

    Args:
        text: The Markdown.
        name: The name of the snapshot.
        source: Where the list comes from, as `github:owner/name`.
        commit: Its commit, as 40 hexadecimal digits.
        date: The date of that commit.
    """
    catalog = parse_list(text)
    dated = PartialDate.parse(date) if date else None
    content = canonical_json(_with_keys_of(dated, catalog), catalog.news)
    snapshot = Snapshot(
        name=name,
        source=source,
        commit=commit,
        date=dated,
        digest=digest_of(content),
    )
    return snapshot_file(snapshot, content, catalog.skipped)


def _with_keys_of(date: PartialDate | None, entries: Iterable[Entry]) -> list[Entry]:
    """The entries with the citation keys that were made at a date: released keys are settled."""
    if date is None or date >= _LONGER_KEYS_SINCE:
        return list(entries)
    return [
        attrs.evolve(
            entry,
            citekey=plain_citekey(entry.authors, entry.date, entry.title),
        )
        for entry in entries
    ]


def make_from_list(path: Path, name: str, **origin: Any) -> int:
    """Write the snapshot of a list."""
    data = snapshot_of_list(path.read_bytes().decode("utf-8"), name=name, **origin)
    SNAPSHOTS.mkdir(exist_ok=True)
    write_atomically(SNAPSHOTS / f"{name}.json", data)
    return 0


def add(work: str, into: str | None, **facts: Any) -> int:
    """Add a work to the changes of a snapshot, which may be a new one, and make it anew."""
    name = into or newest().stem
    file = SNAPSHOTS / f"{name}.json"
    try:
        added = addition(SNAPSHOTS, CHANGES, name, newest().stem, entry_from(work, facts))
    except (Refused, Unfit, ValueError) as error:
        print(f"nothing was added: {error}", file=sys.stderr)
        return 1
    added.write(file)
    for title in added.alike:
        print(f"warning: {title!r} is nearly the same title; is it the same work?", file=sys.stderr)
    for word in added.left_out:
        print(f"warning: {word!r} is no term of data/keywords.json, left out", file=sys.stderr)
    verified = "verified" if added.entry.verified else "not verified"
    print(f"{_shown(file)}: added {added.entry.id} as {added.entry.citekey}, {verified}")
    return 0


def build(name: str) -> int:
    """Make a snapshot from the one before it and the changes in `tools/changes`."""
    try:
        data = _built(name)
    except (OSError, Unfit, ValueError) as error:
        print(f"nothing was made: {error}", file=sys.stderr)
        return 1
    file = SNAPSHOTS / f"{name}.json"
    write_atomically(file, data)
    print(f"{_shown(file)}: {len(_catalog(file))} works")
    return 0


def _built(name: str) -> bytes:
    start, changes = changes_in(CHANGES / name)
    return built((SNAPSHOTS / f"{start['from']}.json").read_bytes(), start, name, changes)


def check() -> int:
    """Print every rule that a bundled snapshot breaks, as linters do."""
    found = 0
    for file in sorted(SNAPSHOTS.glob("*.json")):
        broken = list(faults(file.read_bytes(), file.stem))
        if (CHANGES / file.stem).is_dir() and _built(file.stem) != file.read_bytes():
            message = "Its changes make another file; `build` makes it anew."
            broken.append(Fault(1, "is-what-its-changes-make", message))
        for line, rule, message in broken:
            print(f"{_shown(file)}:{line}: error {rule} {message}")
            found = 1
    return found


def counts(write: bool) -> int:
    """Print the tables of the newest snapshot, or write them and its numbers into the pages."""
    catalog = _catalog(newest())
    if write:
        for page in PAGES:
            before = page.read_text(encoding="utf-8")
            after = with_numbers(with_tables(before, catalog), catalog)
            write_atomically(page, after.encode("utf-8"))
    else:
        print(tables(catalog))
    return 0


def gains(path: Path) -> int:
    """Print how many works of a list gain authors from the newest snapshot."""
    works = read_list(path)
    gained = works.enrich(_catalog(newest())).where(has="authors") - works.where(has="authors")
    print(f"{len(gained)} of the {len(works)}")
    return 0


def _catalog(file: Path) -> Catalog:
    return Catalog.from_contents(read_snapshot_file(file.read_bytes(), file.stem))


def _shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    adding = commands.add_parser("add", help="add a work to the newest snapshot")
    adding.set_defaults(run=add)
    adding.add_argument(
        "work",
        help="a row `| Year | Title | Venue | Keywords |`, an arXiv id, or another identifier",
    )
    adding.add_argument("--into", metavar="NAME", help="another snapshot, such as 2027.01")
    for name in ("title", "name", "date", "venue", "description", "note", "url", "code", "data"):
        adding.add_argument(f"--{name}")
    for name in (*SCHEMES, "introduced-by"):
        adding.add_argument(f"--{name}")
    for name, field in _SEVERAL.items():
        adding.add_argument(f"--{name}", dest=field, action="append", help="may be repeated")
    adding.add_argument("--kind", choices=KINDS)
    adding.add_argument("--scope", choices=get_args(Scope))
    adding.add_argument("--status", choices=get_args(Status))

    building = commands.add_parser("build", help="make a snapshot from its changes")
    building.set_defaults(run=build)
    building.add_argument("name", help="such as 2026.11.2")

    commands.add_parser("check", help="hold the snapshots to the rules").set_defaults(run=check)

    counting = commands.add_parser("counts", help="count works by topic, kind and year")
    counting.set_defaults(run=counts)
    counting.add_argument("--write", action="store_true", help=f"into {_shown(PAGES[0])}")

    gaining = commands.add_parser("gains", help="count the works of a list that gain authors")
    gaining.set_defaults(run=gains)
    gaining.add_argument("path", type=Path)

    making = commands.add_parser("list", help="make a snapshot of a list in one README")
    making.set_defaults(run=make_from_list)
    making.add_argument("path", type=Path)
    for option in ("--name", "--source"):
        making.add_argument(option, required=True)
    for option in ("--commit", "--date"):
        making.add_argument(option)
    return parser


_SEVERAL = {
    "author": "authors",
    "topic": "topics",
    "keyword": "keywords",
    "alias": "aliases",
    "evidence": "evidence",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; the result is the exit code."""
    given = vars(_parser().parse_args(arguments))
    return int(given.pop("run")(**given))


if __name__ == "__main__":
    sys.exit(main())
