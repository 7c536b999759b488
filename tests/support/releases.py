"""Files as each release wrote them, kept in `fixtures/`: every later release must read them.

Before a release, this adds a folder for the version in pyproject.toml:

    python tests/support/releases.py

What is there already is never written again: a change of a format shows as a failing test, and
then needs a new folder, and code that reads both.
"""

import datetime
import json
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
from made_up import ENTRIES, JAILBREAK, NEWS, SKIPPED

from trustworthy_audio_llms import Catalog, Entry, Mention, PartialDate, Review, Skipped, load
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import Contents
from trustworthy_audio_llms._snapshots.snapshot import Snapshot
from trustworthy_audio_llms._sources.cache import Cache
from trustworthy_audio_llms._sources.origins import Origin, RefState

FIXTURES = Path(__file__).parents[1] / "fixtures"
"""A folder for each release, named by its version."""

REPO, COMMIT = "owner/list", "0123456789abcdef0123456789abcdef01234567"
FETCHED = datetime.datetime(2026, 11, 24, 12, 30, 15, 250, datetime.UTC)
DATE = PartialDate(2026, 11, 23)

# What JSON, UTF-8 and terminals stumble over, and what the made-up works leave empty.
ODD = Entry(
    title='"Quoted" \\ 语音 🎧 \u202e \x00 half \ud83d',
    date="0033",
    authors_complete=False,
    published="0034-01-02",
    volume="IV",
    number="1–2",
    pages="12–19",
    status="accepted",
    abstract="Nobody has read it.",
    arxiv_category="cs.SD",
    rests_on=["abstract pages: made up: in ü"],
    extra=[("entrytype", "article"), ("month", "jan # \x00"), ("keywords", "")],
    mentions=[Mention("papers/ü.md", 1, "§ 1", title="Odd", url="a b", date="2025-05-22")],
)


def _records(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Records as JSON holds them: every field, by other code than that of the formats."""
    return [
        {
            "class": type(record).__name__,
            **{
                about.name: _plain(getattr(record, about.name))
                for about in attrs.fields(type(record))
            },
        }
        for record in records
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mention):
        return _records([value])[0]
    return str(value) if isinstance(value, PartialDate | datetime.datetime) else value


def facts(catalog: Catalog) -> dict[str, Any]:
    """All that a catalog holds, as JSON holds it."""
    return {
        "pin": catalog.snapshot.pin,
        "trail": list(catalog.trail),
        "snapshot": _records([catalog.snapshot])[0],
        "entries": _records(catalog),
        "news": _records(catalog.news),
        "skipped": _records(catalog.skipped),
    }


def told(review: Review) -> dict[str, Any]:
    """What a review says, as JSON holds it."""
    return {
        "title": review.title,
        "included": [entry.id for entry in review.included],
        "excluded": [entry.id for entry in review.excluded],
        "exclusions": [[step.reason, step.stage, list(step.ids)] for step in review.exclusions],
    }


def _catalog() -> Catalog:
    """Works of every kind with every field, as they come from a list that was fetched."""
    entries = (*ENTRIES, ODD)
    origin = _origin(digest_of(canonical_json(entries, NEWS)))
    return Catalog.from_contents(Contents(origin.snapshot, entries, NEWS, _skipped()))


def _skipped() -> tuple[Skipped, ...]:
    return (*SKIPPED, Skipped("a.md", 1, "- \x1b 🎧", "no title"))


def _origin(digest: str) -> Origin:
    return Origin(
        repo=REPO,
        commit=COMMIT,
        date=DATE,
        fetched=FETCHED,
        digest=digest,
        reader="2026.11.0",
    )


def _reviewed(catalog: Catalog) -> Review:
    """A review of a source that its file holds, and of one that the library holds."""
    mine = Catalog.from_contents(
        Contents(Snapshot(name="mine", digest=""), tuple(catalog), catalog.news, ())
    )
    review = Review([mine, load("2025.11")], title="Voices 🎧, 2024–2026")
    review.exclude("not about audio LLMs", topic=["deepfake"])
    review.exclude("too old", until="2023-06")
    review.exclude("no access", lambda entry: entry.id == JAILBREAK.id, stage="retrieval")
    review.exclude("not verified", verified=False, stage="eligibility")
    return review


def write(folder: Path) -> None:
    """Write every kind of file there is, and what they hold."""
    folder.mkdir(parents=True)
    catalog = _catalog()
    review = _reviewed(catalog)
    content = canonical_json(catalog, catalog.news)
    origin = _origin(digest_of(content))
    cache = Cache(folder / "cache")
    catalog.save(folder / "catalog.json")
    review.save(folder / "review.json")
    cache.store(content, origin, _skipped())
    cache.note(
        RefState(
            repo=REPO,
            ref="HEAD",
            url="https://codeload.github.com/owner/list/tar.gz/HEAD",
            etag='W/"0123"',
            commit=COMMIT,
            entries=len(catalog),
            checked=FETCHED,
        )
    )
    expected = {"catalog": facts(catalog), "review": told(review)}
    text = json.dumps(expected, indent=1)
    (folder / "expected.json").write_bytes(f"{text}\n".encode())


def versions() -> list[str]:
    """The releases whose files are kept, the newest last."""
    names = [path.name for path in FIXTURES.iterdir()]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")])


if __name__ == "__main__":
    project = Path(__file__).parents[2] / "pyproject.toml"
    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    if version in versions():
        sys.exit(f"tests/fixtures/{version} is there already, and stays as it is.")
    write(FIXTURES / version)
    print(f"wrote tests/fixtures/{version}")
