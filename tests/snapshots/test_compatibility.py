"""Every release reads what the ones before it wrote; see `releases.py` for where that is kept."""

import json
import shutil
from pathlib import Path
from typing import Any

import attrs
import pytest
from releases import FIXTURES, facts, told, versions, write

from trustworthy_audio_llms import Dataset, Mention, Review, load, snapshots
from trustworthy_audio_llms._records.entries import KINDS
from trustworthy_audio_llms._snapshots.codec import canonical_json
from trustworthy_audio_llms._sources.cache import Cache
from trustworthy_audio_llms._sources.origins import Origin, RefState, read_record, read_skipped


@pytest.fixture(params=versions())
def release(request: pytest.FixtureRequest) -> Path:
    """The folder of a release's files."""
    return FIXTURES / str(request.param)


@pytest.fixture
def expected(release: Path) -> dict[str, Any]:
    """What the files of a release hold, as that release told it."""
    told: dict[str, Any] = json.loads((release / "expected.json").read_bytes())
    return told


@pytest.fixture
def cached(release: Path, cache_folder: Path) -> Path:
    """The cache of this test, with what a release had fetched."""
    shutil.copytree(release / "cache", cache_folder)
    return cache_folder


def lacking(found: Any, wanted: Any) -> Any:
    """What is told now, without the fields that the release did not have."""
    if isinstance(wanted, dict):
        return {name: lacking(found.get(name), value) for name, value in wanted.items()}
    if isinstance(wanted, list) and len(found) == len(wanted):
        return [lacking(one, other) for one, other in zip(found, wanted, strict=True)]
    return found


def test_a_saved_file_is_read(release: Path, expected: dict[str, Any]) -> None:
    """Every field of every record, the pin, the news and what was skipped."""
    catalog = load(release / "catalog.json")

    assert lacking(facts(catalog), expected["catalog"]) == expected["catalog"]


@pytest.mark.parametrize("latest", [True, False])
def test_a_fetched_snapshot_is_read(cached: Path, expected: dict[str, Any], latest: bool) -> None:
    """By its pin or as the latest; it is listed, and reading it changes nothing."""
    before = {path: path.read_bytes() for path in cached.rglob("*.json")}

    catalog = load("latest" if latest else expected["catalog"]["pin"])

    assert lacking(facts(catalog), expected["catalog"]) == expected["catalog"]
    assert catalog.snapshot in snapshots()
    assert {path: path.read_bytes() for path in cached.rglob("*.json")} == before


def test_a_review_is_replayed(release: Path, expected: dict[str, Any]) -> None:
    """It includes and excludes the same works, for the same reasons."""
    assert told(Review.load(release / "review.json")) == expected["review"]


def test_a_saved_file_is_written_as_it_was(release: Path, tmp_path: Path) -> None:
    """Else digests would change, and older releases might not read what newer ones write."""
    load(release / "catalog.json").save(tmp_path / "catalog.json")

    assert (tmp_path / "catalog.json").read_bytes() == (release / "catalog.json").read_bytes()


def test_a_review_is_written_as_it_was(release: Path, tmp_path: Path) -> None:
    """A function stays known by its name."""
    Review.load(release / "review.json").save(tmp_path / "review.json")

    assert (tmp_path / "review.json").read_bytes() == (release / "review.json").read_bytes()


def test_a_cache_is_written_as_it_was(release: Path, tmp_path: Path) -> None:
    """A release may share its cache with an older one."""
    old = release / "cache"
    (origin_file,) = (old / "snapshots").glob("*.*.json")
    (state_file,) = (old / "refs").glob("*.json")
    origin, state = read_record(origin_file, Origin), read_record(state_file, RefState)
    catalog = load(release / "catalog.json")
    assert origin is not None
    assert state is not None
    new = Cache(tmp_path)

    new.store(canonical_json(catalog, catalog.news), origin, read_skipped(origin_file))
    new.note(state)

    names = {path.relative_to(old) for path in old.rglob("*.json")} - {Path("latest.json")}
    new_names = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.json")}
    assert new_names - {Path("latest.json")} == names
    for name in names:
        written, kept = ((folder / name).read_bytes() for folder in (tmp_path, old))
        # The small files are under no digest: blanks do not count.
        is_small = name.name in (origin_file.name, state_file.name)
        assert written == kept or (is_small and json.loads(written) == json.loads(kept))


def test_every_field_of_every_kind_is_in_the_next_release(tmp_path: Path) -> None:
    """Else a file could be read that lost what no fixture has."""
    write(tmp_path / "next")
    catalog = load(tmp_path / "next" / "catalog.json")
    mentions = [mention for entry in catalog for mention in entry.mentions]

    assert {type(entry) for entry in catalog} >= set(KINDS.values())
    for about in attrs.fields(Dataset):
        values = [getattr(entry, about.name, about.default) for entry in catalog]
        assert any(value != about.default for value in values), about.name
    for about in attrs.fields(Mention):
        assert any(getattr(mention, about.name) for mention in mentions), about.name
    assert {str(entry.date).count("-") for entry in catalog if entry.date} == {0, 1, 2}
    assert catalog.news
    assert catalog.skipped


def test_the_files_of_the_next_release(tmp_path: Path) -> None:
    """One command writes them, and what they are expected to hold."""
    write(tmp_path / "next")

    expected = json.loads((tmp_path / "next" / "expected.json").read_bytes())
    assert facts(load(tmp_path / "next" / "catalog.json")) == expected["catalog"]
    assert told(Review.load(tmp_path / "next" / "review.json")) == expected["review"]
    assert Cache(tmp_path / "next" / "cache").newest() is not None
