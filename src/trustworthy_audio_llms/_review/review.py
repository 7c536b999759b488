"""A review: a screening log with its file, its flow, and what it reports."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import attrs

from .._errors import InvalidQuery
from .._files import user_path
from .._public import public
from .events import Decision, Distinct, Event, Exclusion, Undo, mark_of
from .file import SavedPrevious, SavedReview, read_review_file
from .intake import Intake, Unmatched
from .journal import fold, read_journal, write_over
from .log import Previous
from .reports import Reports
from .saved import cannot_be_replayed, check_same, reopened, saved_source
from .saying import Saying
from .sources import Source
from .stages import Stage, check_stage
from .steps import Choice, by_ids
from .taking import words_of


@public
@attrs.define(repr=False, eq=False)
class Review(Saying, Reports):
    """A screening log: the works of one or more sources, and what became of each, and why.

    A work leaves at the first stage at which it was excluded. Steps by criteria and the words of
    people stand beside each other; of what was said last, the last stands, and all is kept.

    Args:
        catalog: The works to screen: a catalog, a `Source`, several of either, or several by
            name as a dictionary. Works that several of them have are screened once, and counted
            as duplicates.
        title: What the review is about.
        previous: The review that this one goes on from, for the update of a review: what was
            decided there stands, and only works that it did not have are new. A catalog stands
            for the studies that an earlier review included.

    Attributes:
        sources: The sources.
        title: What the review is about.
        catalog: The distinct works of all sources, and of the previous review.
    """

    _path: Path | None = attrs.field(init=False, default=None)

    def __repr__(self) -> str:
        """The title and the counts."""
        flow = self.flow()
        return f"<Review {self.title!r}: {repr(flow)[6:]}"

    def _repr_html_(self) -> str:
        """The steps with their counts, for notebooks; `flow` has the diagram."""
        from .._html import paragraph, table, text

        counts = repr(self)[len("<Review ") : -1]
        rows = [(text(s.stage), text(s.reason), text(len(s.ids))) for s in self.exclusions]
        if not rows:
            return paragraph(text(f"Review {counts}"))
        return table(text(f"Review {counts}"), ("Stage", "Reason", "Excluded"), rows)

    def screen(
        self,
        question: str | None = None,
        by: str | None = None,
        *,
        stage: Stage = "screening",
        reasons: Iterable[str] = (),
        open_browser: bool = True,
    ) -> None:
        """Open the screening page, and wait until it is finished, or interrupted by Ctrl-C.

        It shows one work at a time, and takes what is said of it by keys. Every word is on the
        disk, beside the file of the review, before the next work is shown. Only this machine can
        reach it, at an address that nobody can guess.

        Args:
            question: What the review asks: works that answer it come first, and its words are
                marked.
            by: Who screens. Two people screen one file each under their own name; neither sees
                what the other said.
            stage: At which stage, as for `exclude`.
            reasons: Reasons to offer; those that were given already are offered, too.
            open_browser: Whether to open the browser; the address is printed either way.

        Raises:
            InvalidQuery: The review has no file yet: save it first.
            OSError: Its file cannot be written.
        """
        from .screen import serve
        from .screening import Screening

        if self._path is None:
            raise InvalidQuery(
                "Every word goes to the disk, so the review needs a file: save it first, as with "
                "`review.save('review.json')`.",
                value=None,
            )
        self.save(self._path)
        screening = Screening(self, self._path, question, by, stage, tuple(reasons))
        serve(screening, open_browser=open_browser)
        fold(self._path)
        self._catch_up(self._path)

    def read_decisions(
        self,
        path: str | os.PathLike[str],
        *,
        by: str | None = None,
        stage: Stage = "screening",
    ) -> Intake:
        """Take in what was decided with another tool.

        Rayyan's CSV and RIS, with its notes on who included what; projects of ASReview and what
        it exports; Covidence's files, whose names say what was decided; any CSV or reference
        file with a column `decision` (or `verdict`, `included`, `label`), by key, identifier or
        title, and what it says as `reason`, `reviewer`, `stage`, `note` and `when`; a review of
        this library, whose words are merged.

        Args:
            path: The file.
            by: Who decided, where the file does not say.
            stage: At which stage, where the file does not say.

        Returns:
            What was taken in, and every row that was not, with the reason.

        Raises:
            InvalidQuery: It is no such file.
            OSError: It cannot be read.
        """
        check_stage(stage)
        file = user_path(path)
        data = file.read_bytes()
        if file.suffix.lower() == ".json" and data.lstrip()[:1] == b"{":
            return self.merge(type(self).load(file))
        taken: list[Decision] = []
        unmatched: list[Unmatched] = []
        known = 0
        for word in words_of(data, file.name, self.catalog, by=by, stage=stage):
            if isinstance(word, Unmatched):
                unmatched.append(word)
            elif self._says_already(word.decision):
                known += 1
            else:
                when = word.decision.when if word.dated else self.moment()
                taken.append(attrs.evolve(word.decision, when=when))
                self.take(taken[-1])
        return Intake(tuple(taken), tuple(unmatched), known)

    def _says_already(self, word: Decision) -> bool:
        """Whether a reviewer's word that stands is this one, whenever it was said."""
        stands = self.standing.word_of(word.work, word.stage, word.by)
        if stands is None or stands.by != word.by:
            return False
        return (stands.verdict, stands.reason) == (word.verdict, word.reason)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the log as JSON, for `load` to replay.

        It names the pins of its sources and the ids of their works. What no pin brings back, such
        as a list that was read from a file, or entries that were enriched, stands in the file.
        What was decided meanwhile in the file this review was loaded from, or saved to, is taken
        in first: nothing that anybody said is overwritten.

        Args:
            path: The file; its journal stands beside it, while somebody screens.

        Raises:
            OSError: The file cannot be written; it is then as it was.
        """
        file = user_path(path)
        if self._path == file.absolute() and file.is_file():
            self._catch_up(file)
        write_over(file, self._saved())
        self._path = file.absolute()

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Open a saved log, and replay it.

        The sources are opened by their pins, and every criterion is applied again. A function is
        not saved: its step is replayed by the ids it excluded. Words that stand in the journal
        beside the file, where people are screening or were interrupted, count as well.

        Args:
            path: A file that `save` wrote.

        Raises:
            ReviewMismatch: The replay does not give what the file says: a source has other
                records, or a step excludes other works. The message says which.
            SnapshotNotFound: A pin cannot be opened; the message says what would bring it.
            OSError: The file cannot be read.
        """
        file = user_path(path)
        # The journal first: whoever folds it meanwhile has put it into the file by then.
        saved = read_review_file(file)
        journal = read_journal(file, saved.owner)
        saved = read_review_file(file)
        sources = [reopened(source, str(path)) for source in saved.sources]
        previous = _reopened_previous(saved.previous, str(path))
        review = cls(sources, saved.title, previous=previous)
        for event in saved.log:
            review._replay(event, str(path))
        review._path = file.absolute()
        review._take_new(journal, str(path))
        return review

    def _saved(self) -> SavedReview:
        return SavedReview(
            title=self.title,
            sources=tuple(map(saved_source, self.sources)),
            log=self.log[len(self._before) :],
            previous=_saved_previous(self.previous) if self.previous else None,
        )

    def _catch_up(self, file: Path) -> None:
        """Take in what others have put into the file or its journal."""
        saved = read_review_file(file)
        journal = read_journal(file, saved.owner)
        self._take_new((*read_review_file(file).log, *journal), str(file))

    def _take_new(self, events: tuple[Event, ...], path: str) -> None:
        """Take lines that are not known yet, as they stand."""
        for event in events:
            if mark_of(event) not in self._marks:
                self._check_works(event, path)
                self.take(event)

    def _check_works(self, event: Event, path: str) -> None:
        works = event.ids if isinstance(event, Exclusion) else ()
        if isinstance(event, Decision):
            works = (event.work,)
        elif isinstance(event, Distinct):
            works = (event.work,) if event.record else (event.work, event.other)
        known = (self.standing.id_of(work) for work in works)
        missing = tuple(work for work in known if self.catalog.get(work) is None)
        if missing:
            cannot_be_replayed(path, "its log is about other works", missing=missing)

    def _replay(self, event: Event, path: str) -> None:
        """Take a line of a saved log again; a step, if it excludes what it did."""
        if isinstance(event, Decision | Distinct):
            self._check_works(event, path)
        elif isinstance(event, Undo) and event.undoes not in self._marks:
            cannot_be_replayed(path, "it takes back what nobody said")
        elif isinstance(event, Exclusion):
            event = self._repeated(event, path)
        self.take(event)

    def _repeated(self, step: Exclusion, path: str) -> Exclusion:
        """A step of a saved log, taken again."""
        place = f"step {len(self.log) + 1}, {step}"
        choice = by_ids(step.ids) if step.function or step.named else Choice()
        try:
            ids = self._chosen(choice, step.criteria)
        except InvalidQuery as error:
            cannot_be_replayed(path, f"{place}: {error}", cause=error)
        check_same(path, place, saved=step.ids, found=ids)
        return attrs.evolve(step, ids=ids)


def _saved_previous(previous: Previous) -> SavedPrevious:
    seen = saved_source(Source(previous.seen))
    return SavedPrevious(seen=seen, included=previous.included, log=previous.log)


def _reopened_previous(saved: SavedPrevious | None, path: str) -> Previous | None:
    if saved is None:
        return None
    seen = reopened(saved.seen, path).catalog
    known = {entry.id for entry in seen}
    if missing := tuple(work for work in saved.included if work not in known):
        cannot_be_replayed(path, "the review it goes on from", missing=missing)
    return Previous(seen, saved.included, saved.log)
