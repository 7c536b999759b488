"""Taking in a file of decisions: from its rows to words on the works under review."""

import datetime
from collections.abc import Iterator

import attrs

from .._catalog.catalog import Catalog
from .asreview import is_project, project_rows
from .dialects import NotUnderstood, Said, said_in
from .events import Decision
from .intake import Unmatched
from .matching import work_of
from .rows import Row, rows_of
from .stages import Stage

_LONGEST = 120  # Characters of a row that are told.
_NOBODY_SAID = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


@attrs.frozen
class Word:
    """A word that a file says, on a work under review.

    Attributes:
        decision: The word; its time is that of the reading where the file says none.
        dated: Whether the file says when.
    """

    decision: Decision
    dated: bool


def words_of(
    data: bytes, name: str, catalog: Catalog, *, by: str | None, stage: Stage
) -> Iterator[Word | Unmatched]:
    """What a file says of the works under review, and what it says that is of none.

    Args:
        data: The bytes of the file.
        name: Its name.
        catalog: The works under review.
        by: Who decided, where the file does not say.
        stage: At which stage, where the file does not say.

    Raises:
        InvalidQuery: It is no file of decisions.
    """
    rows = project_rows(data, name) if is_project(data) else rows_of(data, name)
    for row in rows:
        try:
            yield from _words(row, name, catalog, by=by, stage=stage)
        except NotUnderstood as error:
            yield Unmatched(f"{name}, {row.place}", row.text[:_LONGEST], str(error))


def _words(
    row: Row, name: str, catalog: Catalog, *, by: str | None, stage: Stage
) -> Iterator[Word]:
    if row.problem is not None:
        raise NotUnderstood(row.problem)
    said = said_in(row.fields, name)
    if said:
        work = work_of(row, catalog).id
        for one in said:
            yield Word(_decision(one, work, name, by=by, stage=stage), one.when is not None)


def _decision(said: Said, work: str, name: str, *, by: str | None, stage: Stage) -> Decision:
    return Decision(
        work=work,
        verdict=said.verdict,
        reason=said.reason,
        note=said.note,
        by=said.by or by,
        stage=said.stage or stage,
        when=said.when or _NOBODY_SAID,
        origin=name,
    )
