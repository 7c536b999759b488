"""The files of reviews: whoever opens one gets the same review, or is told what differs."""

import datetime
import functools
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from disks import posix
from hypothesis import given
from hypothesis import strategies as st
from listserver import ListServer
from made_up import entries

from trustworthy_audio_llms import (
    Catalog,
    InvalidQuery,
    Paper,
    PartialDate,
    Review,
    ReviewMismatch,
    Snapshot,
    SnapshotNotFound,
    fetch,
    load,
    parse_list,
)
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of


def ids(catalog: Catalog) -> list[str]:
    """The ids of a catalog's entries."""
    return [entry.id for entry in catalog]


class TestSavingAndLoading:
    """A saved log gives the same review, for anybody who has the same records."""

    def replayed(self, review: Review, tmp_path: Path) -> Review:
        """The review after a way through its file, checked."""
        review.save(tmp_path / "review.json")
        again = Review.load(str(tmp_path / "review.json"))
        assert again.title == review.title
        assert again.exclusions == review.exclusions
        assert ids(again.included) == ids(review.included)
        assert again.included.trail == review.included.trail
        assert list(again.excluded) == list(review.excluded)
        assert again.flow() == review.flow()
        return again

    def test_a_bundled_snapshot(self, tmp_path: Path) -> None:
        """The file has the pin, not the records."""
        review = Review(load("2025.11"), title="The list as launched")
        review.exclude("a dataset", kind="dataset")
        review.exclude("not by name", lambda entry: "Audio" in entry.title)
        again = self.replayed(review, tmp_path)
        assert again.catalog == load("2025.11")
        saved = json.loads((tmp_path / "review.json").read_bytes())
        assert saved["sources"][0]["pin"] == load("2025.11").snapshot.pin
        assert "entries" not in saved["sources"][0]

    def test_a_part_of_a_snapshot(self, tmp_path: Path) -> None:
        """Its works are named, in their order."""
        found = load("2025.11").search("audio").sort("title", reverse=True)
        review = Review(found)
        review.exclude("late", since=2025)
        again = self.replayed(review, tmp_path)
        assert ids(again.catalog) == ids(found)

    def test_several_catalogs(self, tmp_path: Path) -> None:
        """Each is opened by its own pin."""
        launched = load("2025.11")
        review = Review([launched.where(kind="paper"), launched.where(year=2025)], title="Two")
        review.exclude("late", year=2025)
        again = self.replayed(review, tmp_path)
        assert again.flow().duplicates == review.flow().duplicates > 0

    def test_a_fetched_list(
        self, tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its pin brings it from the cache; where it is gone, the error says how to get it."""
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with ListServer() as server:
            monkeypatch.setenv("TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL", server.template)
            commit = server.put({"README.md": "- 2025/05/20 [T](https://arxiv.org/abs/2505.14103)"})
            review = Review(fetch())
        review.exclude("late", since="2025-05")
        self.replayed(review, tmp_path)
        assert "entries" not in (tmp_path / "review.json").read_text(encoding="utf-8")
        shutil.rmtree(cache_folder)
        with pytest.raises(SnapshotNotFound, match=rf"fetch\(pin='github:.*@{commit}#"):
            Review.load(tmp_path / "review.json")

    def test_a_list_that_no_pin_brings(self, tmp_path: Path) -> None:
        """Its records stand in the file."""
        mine = parse_list("# Attacks\n\n- 2025/05/20 [Owned](https://arxiv.org/abs/2505.14103)\n")
        review = Review(mine)
        review.exclude("late", since="2025-05")
        again = self.replayed(review, tmp_path)
        assert list(again.catalog) == list(mine)
        assert again.catalog.snapshot == mine.snapshot

    def test_a_saved_catalog(self, catalog: Catalog, tmp_path: Path) -> None:
        """Whoever replays it needs no other file."""
        catalog.save(tmp_path / "mine.json")
        review = Review(load(tmp_path / "mine.json").where(verified=True))
        review.exclude("late", since=2025)
        (tmp_path / "mine.json").unlink()
        self.replayed(review, tmp_path)

    def test_records_that_were_changed(self, tmp_path: Path) -> None:
        """Enriched entries are not what the pin brings, so they stand in the file."""
        launched = load("2025.11")
        known = [attrs.evolve(entry, authors=("Ann Lee",)) for entry in launched]
        enriched = launched.enrich(Catalog(known))
        review = Review(enriched)
        review.exclude("by Ann", author="Ann Lee")
        again = self.replayed(review, tmp_path)
        assert again.catalog[0].authors == ("Ann Lee",)

    def test_a_union(self, catalog: Catalog, tmp_path: Path) -> None:
        """No one pin brings two catalogs."""
        review = Review(load("2025.11") | catalog)
        review.exclude("old", until=2024)
        self.replayed(review, tmp_path)

    def test_nothing_at_all(self, tmp_path: Path) -> None:
        """An empty review of an empty catalog is one."""
        self.replayed(Review(Catalog()), tmp_path)

    @given(st.lists(entries(), max_size=4), st.text(), st.text())
    def test_any_record_and_reason(
        self, tmp_path_factory: pytest.TempPathFactory, works: Any, title: str, reason: str
    ) -> None:
        """Whatever a record, title or reason holds, it survives the file."""
        works = [work for work in works if work.kind != "entry"]
        review = Review(Catalog(works), title=title)
        review.exclude(f"reason {reason}", lambda entry: len(entry.title) % 2)
        review.exclude("the rest", year=range(2000, 2010), stage="retrieval")
        self.replayed(review, tmp_path_factory.mktemp("review"))

    @pytest.mark.parametrize(
        ("criteria", "saved"),
        [
            ({"since": PartialDate(2024, 5)}, {"since": "2024-05"}),
            ({"until": datetime.date(2024, 5, 9)}, {"until": "2024-05-09"}),
            (
                {"until": datetime.datetime(2024, 5, 9, 12, tzinfo=datetime.UTC)},
                {"until": "2024-05-09"},
            ),
            ({"year": {2024}}, {"year": [2024]}),
            ({"year": (number for number in (2024, 2023))}, {"year": [2024, 2023]}),
            ({"verified": False, "kind": "paper"}, {"verified": False, "kind": "paper"}),
            ({"year": 2024.0}, {"year": 2024.0}),
        ],
    )
    def test_criteria_of_any_type(
        self, tmp_path: Path, criteria: dict[str, Any], saved: dict[str, Any]
    ) -> None:
        """Dates and sets become what JSON holds, and mean the same."""
        review = Review(load("2025.11"))
        assert len(review.exclude("x", **criteria))
        assert review.exclusions[0].criteria == saved
        self.replayed(review, tmp_path)

    def test_a_function_without_a_name(self, tmp_path: Path) -> None:
        """The log then names its class, not its place in memory."""
        review = Review(load("2025.11"))
        review.exclude("x", functools.partial(lambda year, entry: entry.year == year, 2024))
        assert review.exclusions[0].function == "partial"
        self.replayed(review, tmp_path)

    def test_a_loaded_review_goes_on(self, tmp_path: Path) -> None:
        """It can be screened further, and saved again."""
        review = Review(load("2025.11"))
        review.exclude("a dataset", kind="dataset")
        again = self.replayed(review, tmp_path)
        again.exclude("late", year=2025)
        self.replayed(again, tmp_path)

    def test_the_file_is_the_same_every_time(self, tmp_path: Path) -> None:
        """It can be kept under version control."""
        review = Review(load("2025.11"))
        review.exclude("a dataset", kind="dataset")
        review.save(tmp_path / "one.json")
        Review.load(tmp_path / "one.json").save(tmp_path / "other.json")
        assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()

    @pytest.mark.parametrize("release", ["2026.11.0", "2026.11.1"])
    def test_of_an_older_release(self, release: str, tmp_path: Path) -> None:
        """Its steps have no time; what is said now comes after them."""
        review = Review.load(Path(__file__).parents[1] / "fixtures" / release / "review.json")
        assert [step.when for step in review.exclusions] == [None] * 4
        review.decide(review.included[0], "exclude", "no", by="ann", stage="eligibility")
        again = self.replayed(review, tmp_path)
        assert again.log == review.log
        undone = again.undo()
        assert undone == review.decisions[0]
        assert again.undo() == review.exclusions[-1]

    def test_a_file_that_cannot_be_written(self, tmp_path: Path) -> None:
        """Nothing is left behind."""
        with pytest.raises(OSError, match="missing"):
            Review(load("2025.11")).save(tmp_path / "missing" / "review.json")

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """Then there is nothing to replay."""
        with pytest.raises(FileNotFoundError):
            Review.load(tmp_path / "review.json")


class TestReplayThatDiffers:
    """A replay that gives anything else raises, and says where and what."""

    @pytest.fixture
    def saved(self, tmp_path: Path) -> Path:
        """The file of a review of two steps, by criteria and by function."""
        review = Review(load("2025.11"), title="A review")
        review.exclude("a dataset", kind="dataset")
        review.exclude("late", lambda entry: entry.year == 2025)
        review.save(tmp_path / "review.json")
        return tmp_path / "review.json"

    def edited(self, saved: Path, edit: Callable[[Any], Any]) -> ReviewMismatch:
        """The error that opening the file gives once it was edited."""
        document = json.loads(saved.read_bytes())
        edit(document)
        saved.write_text(json.dumps(document), encoding="utf-8")
        with pytest.raises(ReviewMismatch) as raised:
            Review.load(saved)
        assert raised.value.path == str(saved)
        assert str(saved) in str(raised.value)
        return raised.value

    def test_a_step_that_excludes_more(self, saved: Path) -> None:
        """The works that the file does not have are named."""
        error = self.edited(saved, lambda document: document["log"][0]["ids"].pop())
        assert "step 1, exclude('a dataset', kind='dataset')" in str(error)
        assert "1 work not in the file (title:ff-audio-extended)" in str(error)
        assert (error.missing, error.added) == ((), ("title:ff-audio-extended",))

    def test_a_step_that_excludes_less(self, saved: Path) -> None:
        """The works that only the file has are named, as far as they are few."""

        def edit(document: Any) -> None:
            document["log"][1]["ids"] += [f"arxiv:2501.0000{n}" for n in range(7)]

        error = self.edited(saved, edit)
        assert "step 2, exclude('late'" in str(error)
        assert "7 works of the file not found (arxiv:2501.00000, " in str(error)
        assert "arxiv:2501.00004 and 2 more)" in str(error)
        assert len(error.missing) == 7

    def test_other_criteria(self, saved: Path) -> None:
        """Works may be missing and added at once."""

        def edit(document: Any) -> None:
            document["log"][0]["criteria"]["kind"] = "survey"

        error = self.edited(saved, edit)
        assert len(error.missing) == 4
        assert len(error.added) == 3
        assert "4 works of the file not found" in str(error)
        assert "and 3 works not in the file" in str(error)

    def test_a_criterion_that_is_not_known(self, saved: Path) -> None:
        """A topic may have gone from the taxonomy; the error names the step."""

        def edit(document: Any) -> None:
            document["log"][0]["criteria"] = {"topic": "gone"}

        error = self.edited(saved, edit)
        assert "step 1" in str(error)
        assert "No topic is called 'gone'" in str(error)
        assert isinstance(error.__cause__, InvalidQuery)

    def test_a_work_that_the_snapshot_does_not_have(self, saved: Path) -> None:
        """The pin brings a snapshot without it."""
        error = self.edited(
            saved, lambda document: document["sources"][0]["ids"].append("arxiv:2501.00001")
        )
        assert error.missing == ("arxiv:2501.00001",)
        assert "the records from 2025.11@sha256:" in str(error)

    def test_fewer_works_under_review(self, saved: Path) -> None:
        """The digest tells that a work was taken out."""
        error = self.edited(saved, lambda document: document["sources"][0]["ids"].pop())
        assert re.search("digest should be sha256:[0-9a-f]{64} but is sha256:", str(error))

    def test_a_trail_that_tells_of_another_snapshot(self, saved: Path) -> None:
        """What is reported must be what was screened."""

        def edit(document: Any) -> None:
            document["sources"][0]["trail"] = []

        assert "elsewhere" in str(self.edited(saved, edit))

    def test_a_pin_that_is_a_name(self, saved: Path) -> None:
        """A pin names its records by digest; whatever is called so today does not count."""

        def edit(document: Any) -> None:
            document["sources"][0] |= {"pin": "2025.11", "trail": ["2025.11"]}

        assert "which is no pin" in str(self.edited(saved, edit))

    @posix
    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "pipe", "latest", "mine.json"])
    def test_a_pin_that_is_a_path(
        self, saved: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, device: str
    ) -> None:
        """Nothing is opened that the file names: no device, no pipe, no file of the user."""
        monkeypatch.chdir(saved.parent)
        catalog.save("mine.json")
        os.mkfifo("pipe")

        def edit(document: Any) -> None:
            document["sources"][0] |= {"pin": device, "trail": [device]}

        assert f"{device!r}, which is no pin" in str(self.edited(saved, edit))

    @posix
    @pytest.mark.parametrize("name", ["/dev/zero", "pipe", "a list"])
    def test_a_snapshot_called_like_a_path(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """Saving opens nothing that a snapshot is called after either."""
        monkeypatch.chdir(tmp_path)
        os.mkfifo("pipe")
        named = Catalog([Paper(title="One")], snapshot=Snapshot(name=name, digest=""))
        Review(named).save("review.json")
        assert Review.load("review.json").catalog == named

    def test_a_work_that_stands_twice(self, catalog: Catalog, tmp_path: Path) -> None:
        """A source holds distinct works, whatever its digest says."""
        saved = tmp_path / "review.json"
        Review(catalog).save(saved)

        def edit(document: Any) -> None:
            source = document["sources"][0]
            source["ids"] += source["ids"][:1]
            twice = [*catalog, catalog[0]]
            source["digest"] = digest_of(canonical_json(twice))

        assert "one work" in str(self.edited(saved, edit))

    @pytest.mark.parametrize(
        "criterion",
        "kind topic scope section year since until venue author keyword has featured verified "
        "nothing".split(),
    )
    @pytest.mark.parametrize(
        "value", [[[]], {}, [{}], [None], "\x1b[1m", 5, -1, 1.5, [["a"], "b"], True, 10**400]
    )
    def test_criteria_that_are_none(self, saved: Path, criterion: str, value: Any) -> None:
        """One clear sentence, whatever stands where a criterion's value should."""

        def edit(document: Any) -> None:
            document["log"][0] |= {"criteria": {criterion: value}, "ids": ["x"]}

        error = self.edited(saved, edit)
        assert "step 1" in str(error)
        assert str(error).count("\n") == 0

    def test_an_embedded_record_that_was_changed(self, catalog: Catalog, tmp_path: Path) -> None:
        """The records in the file are checked as those of a snapshot are."""
        saved = tmp_path / "review.json"
        Review(catalog).save(saved)

        def edit(document: Any) -> None:
            document["sources"][0]["entries"][0]["title"] = "Another Title"

        assert "digest" in str(self.edited(saved, edit))

    @pytest.mark.parametrize("change", [{"kind": "poem"}, {"title": ""}, {"rhyme": "abba"}])
    def test_an_embedded_record_that_is_none(
        self, catalog: Catalog, tmp_path: Path, change: dict[str, str]
    ) -> None:
        """The error says what is wrong with it."""
        saved = tmp_path / "review.json"
        Review(catalog).save(saved)
        error = self.edited(saved, lambda doc: doc["sources"][0]["entries"][0].update(change))
        assert "an entry in it cannot be read" in str(error)

    @pytest.mark.parametrize(
        "edit",
        [
            lambda document: document.pop("title"),
            lambda document: document.pop("schema"),
            lambda document: document.update(schema="one"),
            lambda document: document.update(more=1),
            lambda document: document["log"][0].update(stage="reading"),
            lambda document: document["log"][0].update(criteria=5),
            lambda document: document["sources"][0].update(ids=5),
        ],
    )
    def test_a_file_of_another_shape(self, saved: Path, edit: Callable[[Any], Any]) -> None:
        """It is no review file."""
        assert "no review file" in str(self.edited(saved, edit))

    @pytest.mark.parametrize("data", [b"", b"[]", b"5", b"\xff\xfe", b"[" * 100_000])
    def test_a_file_that_is_none(self, tmp_path: Path, data: bytes) -> None:
        """Whatever it holds, the error is one of ours."""
        path = tmp_path / "review.json"
        path.write_bytes(data)
        with pytest.raises(ReviewMismatch, match=r"review\.json is no review file"):
            Review.load(path)

    def test_a_newer_file(self, saved: Path) -> None:
        """It is refused, with the advice to upgrade."""
        error = self.edited(saved, lambda document: document.update(schema=99, sources=0))
        assert "pip install --upgrade" in str(error)
