"""What a review reports: its flow, its files of all works, its tables and its methods."""

import os

from .._errors import InvalidQuery
from .._files import user_path, write_atomically
from .._records.entries import Entry
from .counting import count
from .flow import Flow
from .log import ScreeningLog
from .writing import FORMATS, Told


class Reports(ScreeningLog):
    """The part of a `Review` that tells others what was done."""

    def flow(self) -> Flow:
        """How many works each step left: text, Markdown, and a PRISMA 2020 flow diagram.

        A stage at which nothing was recorded, nor at a later one, is one the review has not come
        to; record a step that excludes nothing when it has.
        """
        return count(self)

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
        content = FORMATS[ending](self.catalog, [self._told(entry) for entry in self.catalog])
        write_atomically(path, content.encode() if isinstance(content, str) else content)

    def _told(self, entry: Entry) -> Told:
        """What was decided of a work."""
        ended, outcome = self.standing.ending(entry.id)
        ballots = tuple(self.standing.ballots_of(entry.id))
        stage = ended or (ballots[-1][0] if ballots else None)
        ballot = next((one for at, one in ballots if at == stage), None)
        words = tuple(ballot.words.values()) if ballot else ()
        verdict = outcome.verdict or (ballot.outcome.verdict if ballot else None)
        return Told(
            decision=verdict,
            stage=stage,
            reason=outcome.reason,
            words=tuple((word.by, word.verdict) for word in words if word.by),
            notes=tuple(word.note for word in words if word.note),
        )
