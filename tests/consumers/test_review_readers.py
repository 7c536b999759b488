"""The files of a review, read by a tool for screening: ASReview, if it is installed."""

from pathlib import Path

import pytest
from made_up import BACKDOOR, OLD

from trustworthy_audio_llms import Catalog, Review


@pytest.mark.parametrize("ending", ["csv", "ris"])
def test_asreview_reads_what_was_decided(catalog: Catalog, tmp_path: Path, ending: str) -> None:
    """Its own reader finds every record, and the labels where they are settled."""
    data = pytest.importorskip("asreview.data")
    reader = data.CSVReader if ending == "csv" else data.RISReader
    review = Review(catalog)
    review.decide(OLD, "exclude", "too old", by="ann", note="page 3")
    review.decide(BACKDOOR, "include", by="ann")
    review.write(tmp_path / f"works.{ending}")
    records = reader.read_records(tmp_path / f"works.{ending}", "id")
    labels = {record.title: record.included for record in records if record.included is not None}
    assert len(records) == len(catalog)
    assert labels == {OLD.title: 0, BACKDOOR.title: 1}


def test_a_project_of_asreview(catalog: Catalog, tmp_path: Path) -> None:
    """What it exports is taken in."""
    api = pytest.importorskip("asreview.project.api")
    catalog.write(tmp_path / "works.csv")
    project = api.Project.create(tmp_path / "project", project_id="p", project_name="p")
    project.add_dataset(tmp_path / "works.csv")
    titles = list(project.db.input["title"])
    numbers = [int(number) for number in project.db.input["record_id"]]
    project.db.label_record(numbers[titles.index(OLD.title)], 0, user_id=1)
    project.db.label_record(numbers[titles.index(BACKDOOR.title)], 1, user_id=1)
    project.export(tmp_path / "project.asreview")
    review = Review(catalog)
    review.read_decisions(tmp_path / "project.asreview", by="ann")
    assert {(one.work, one.verdict) for one in review.decisions} == {
        (OLD.id, "exclude"),
        (BACKDOOR.id, "include"),
    }
