"""What a review reports: its flow, its files of all works, its tables and its methods."""

import os
from typing import Literal

from .._errors import InvalidQuery
from .._files import user_path, write_atomically
from .._records.entries import Entry
from .counting import NO_REASON, count
from .flow import Flow
from .log import ScreeningLog
from .writing import FORMATS, Decided

_TABLES = ("included", "excluded")


class Reports(ScreeningLog):
    """The part of a `Review` that tells others what was done."""

    def flow(self) -> Flow:
        """How many works each step left: text, Markdown, and a PRISMA 2020 flow diagram.

        A stage at which nothing was recorded, nor at a later one, is one the review has not come
        to; record a step that excludes nothing when it has.
        """
        return count(self)

    def methods(self) -> str:
        """The paragraph for the methods section, with every count.

        It tells each source with its pin, its dates and its query as it was run, duplicates by
        source, what was excluded by rule, who screened and how far they agreed, and what is not
        decided yet. Give sources as `Source`, so that their queries and dates are known.
        """
        from importlib.metadata import PackageNotFoundError, version

        from .methods import methods_of

        try:
            release = f" {version('trustworthy_audio_llms')}"
        except PackageNotFoundError:
            release = ""
        return methods_of(self, self.flow(), release)

    def table(
        self,
        which: Literal["included", "excluded"] = "included",
        format: Literal["markdown", "latex", "csv"] = "markdown",
    ) -> str:
        """The included or the excluded studies as a table; the excluded with stage and reason.

        Args:
            which: `included` or `excluded`.
            format: `markdown`, `latex` (a `longtable` that cites their keys) or `csv`.

        Raises:
            InvalidQuery: There is no such table or format.
        """
        from . import studies

        for what, value, known in (("table", which, _TABLES), ("format", format, studies.FORMATS)):
            if value not in known:
                raise InvalidQuery(
                    f"No {what} is called {value!r}: there are {', '.join(known)}.", value=value
                )
        if which == "included":
            return studies.FORMATS[format](studies.STUDY, studies.study_rows(self.included))
        gone = self.excluded
        ends = (self.standing.ending(entry.id) for entry in gone)
        reasons = ([stage or "", outcome.reason or NO_REASON] for stage, outcome in ends)
        pairs = zip(studies.study_rows(gone), reasons, strict=True)
        rows = ([*study, *why] for study, why in pairs)
        return studies.FORMATS[format]((*studies.STUDY, "Stage", "Reason"), rows)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write all works with what was decided of them, and why, by whom and at which stage.

        A table has the columns `decision`, `stage`, `reason`, `reviewers`, `decision_note`,
        `included` (which ASReview reads) and `notes` (as Rayyan writes them) after those of
        `Catalog.to_csv`; RIS has notes and BibTeX fields.

        Args:
            path: A name that ends in `.csv`, `.xlsx`, `.ris` or `.bib`.

        Raises:
            InvalidQuery: The name ends in nothing that can be written.
            OSError: The file cannot be written; it is then as it was.
        """
        name = user_path(path).name
        ending = next((one for one in FORMATS if name.lower().endswith(one)), None)
        if ending is None:
            raise InvalidQuery(
                f"{name!r} does not end in a format that a review can be written in. The endings "
                f"are {', '.join(FORMATS)}; `save` writes the review itself.",
                value=str(path),
            )
        content = FORMATS[ending](self.catalog, [self._decided(entry) for entry in self.catalog])
        write_atomically(path, content.encode() if isinstance(content, str) else content)

    def _decided(self, entry: Entry) -> Decided:
        """What was decided of a work, at the stage where it left or to which it has come."""
        ended, outcome = self.standing.ending(entry.id)
        said = dict(self.standing.ballots_of(entry.id))
        stage = ended or next(reversed(said), None)
        if stage is None:
            return Decided(decision=None, stage=None, reason=None)
        words = tuple(said[stage].words.values())
        return Decided(
            decision=said[stage].outcome.verdict,
            stage=stage,
            reason=outcome.reason,
            words=tuple((word.by, word.verdict) for word in words if word.by),
            notes=tuple(word.note for word in words if word.note),
            notes_by=tuple((word.by, word.note) for word in words if word.by and word.note),
        )
