"""One person's way through the works of a review: which comes next, and what they said of it.

Nothing here knows of the web. Every word is in the journal on the disk before the next work is
given out.
"""

import datetime
import itertools
import statistics
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from .._catalog.catalog import Catalog
from .._errors import InvalidQuery
from .._exports.tables import records
from .._records.entries import Entry
from .._records.schemes import SCHEMES
from .._sources.resolve import recall
from .events import Decision, Distinct, optional_line
from .file import read_review_file
from .finding import Finder
from .journal import append
from .log import ScreeningLog
from .stages import Stage, check_stage, check_verdict

_PAUSE = datetime.timedelta(minutes=5)
"""Who says nothing for longer has done something else."""
_RECENT = 50  # How many works tell how fast somebody is.
_LONGEST = 2000  # Characters of a reason or a note.


class Conflict(Exception):
    """A work was judged elsewhere since it was shown."""


@attrs.define
class Screening:
    """The works that one reviewer judges at one stage.

    Args:
        review: The review; what is said goes into it, too.
        path: Its file.
        question: What orders and marks the works, or None.
        by: Who judges.
        stage: At which stage.
        reasons: Reasons to offer, before those that the review has given already.

    Attributes:
        orders: By name, the works in each order in which they can be gone through.
    """

    review: ScreeningLog
    path: Path
    question: str | None = attrs.field(default=None, converter=optional_line)
    by: str | None = attrs.field(default=None, converter=optional_line)
    stage: Stage = "screening"
    _reasons: tuple[str, ...] = ()
    orders: dict[str, list[Entry]] = attrs.field(init=False, factory=dict)
    _owner: str = attrs.field(init=False)
    _finder: Finder = attrs.field(init=False)
    _open: set[str] = attrs.field(init=False)
    _times: list[datetime.datetime] = attrs.field(init=False, factory=list)
    _lock: threading.Lock = attrs.field(init=False, factory=threading.Lock)

    def __attrs_post_init__(self) -> None:
        check_stage(self.stage)
        self._owner = read_review_file(self.path).owner
        self._finder = Finder(self.review.sources)
        standing = self.review.standing
        works = [
            entry for entry in self.review.catalog if standing.has_come_to(entry.id, self.stage)
        ]
        # Whoever speaks for the review settles what others differ on.
        disputed = standing.disputed([self.stage]) if self.by is None else frozenset()
        self._open = {
            entry.id
            for entry in works
            if entry.id in disputed or standing.awaits(entry.id, self.stage, self.by)
        }
        if self.question:
            self.orders["rank"] = _by_question(self.review.catalog, works, self.question)
        # Where others differ there is something to settle, which comes before all.
        self.orders["undecided"] = sorted(works, key=self._urgency)
        self.orders["date"] = list(Catalog(works).sort("date", reverse=True)) if works else []

    def _urgency(self, entry: Entry) -> tuple[bool, bool]:
        return entry.id not in self._open, not self._others(entry.id)

    def state(self) -> dict[str, Any]:
        """What the page needs to know before the first work."""
        with self._lock:
            return {
                "title": self.review.title,
                "by": self.by,
                "stage": self.stage,
                "question": self.question,
                "orders": list(self.orders),
                "schemes": [[one.name, one.label, one.page] for one in SCHEMES.values()],
                **self._progress(),
            }

    def first(self, order: str) -> dict[str, Any]:
        """The first work in an order that nobody has judged yet."""
        with self._lock:
            return self._next(self._ordered(order), -1)

    def work(self, order: str, index: int) -> dict[str, Any]:
        """A work by its place in an order.

        Raises:
            InvalidQuery: There is no such order or place.
        """
        with self._lock:
            works = self._ordered(order)
            if not 0 <= index < len(works):
                raise InvalidQuery(f"There is no work at {index}.", value=index)
            return self._shown(works, index)

    def decide(self, word: Mapping[str, Any]) -> dict[str, Any]:
        """Keep what was said of a work, and give the next one.

        Args:
            word: `order` and `index` of the work, its `id`, a `verdict`, a `reason`, a `note`, and
                `seen`: the time of the word that was shown with it, or null.

        Raises:
            Conflict: The work was judged since it was shown. Nothing is kept.
            InvalidQuery: It is no word on a work of this review.
            OSError: It could not be written. Nothing is kept.
        """
        with self._lock:
            works, index = self._meant(word)
            entry = works[index]
            known = self.review.standing.word_of(entry.id, self.stage, self.by)
            if word.get("seen") != (None if known is None else known.when.isoformat()):
                raise Conflict(entry.id)
            decision = self._decision(entry, word)
            append(self.path, self._owner, [decision])
            self.review.take(decision)
            self._open.discard(entry.id)
            self._times.append(decision.when)
            return {"saved": decision.verdict, **self._next(works, index)}

    def _decision(self, entry: Entry, word: Mapping[str, Any]) -> Decision:
        verdict = word.get("verdict")
        check_verdict(verdict)
        texts = {name: word.get(name) for name in ("reason", "note")}
        for name, text in texts.items():
            if not (text is None or (isinstance(text, str) and len(text) <= _LONGEST)):
                raise InvalidQuery(
                    f"A {name} is a text of at most {_LONGEST} characters.", value=text
                )
        if verdict == "exclude" and not optional_line(texts["reason"]):
            raise InvalidQuery("A work is excluded for a reason.", value=verdict)
        return Decision(
            work=entry.id,
            verdict=verdict,  # type: ignore[arg-type]
            by=self.by,
            stage=self.stage,
            when=self.review.moment(),
            **texts,
        )

    def _meant(self, word: Mapping[str, Any]) -> tuple[list[Entry], int]:
        """The work that a word is about: where it says, if that is the one it says."""
        works, index = self._ordered(word.get("order")), word.get("index")
        if not isinstance(index, int) or not 0 <= index < len(works):
            raise InvalidQuery(f"There is no work at {index!r}.", value=index)
        if works[index].id != word.get("id"):
            raise InvalidQuery("The work at this place is another one.", value=word.get("id"))
        return works, index

    def _ordered(self, order: object) -> list[Entry]:
        if not isinstance(order, str) or order not in self.orders:
            raise InvalidQuery(f"There is no order {order!r}.", value=order)
        return self.orders[order]

    def _next(self, works: list[Entry], index: int) -> dict[str, Any]:
        """The next work that is open, after a place and then from the beginning."""
        places = (*range(index + 1, len(works)), *range(index + 1))
        following = next((place for place in places if works[place].id in self._open), None)
        if following is None:
            return {"work": None, **self._progress()}
        return self._shown(works, following)

    def _shown(self, works: list[Entry], index: int) -> dict[str, Any]:
        entry = works[index]
        own = self.review.standing.word_of(entry.id, self.stage, self.by)
        (record,) = records([entry])
        record["abstract"] = record["abstract"] or _abstract_in_cache(entry)
        return {
            "work": {name: value for name, value in record.items() if value},
            "index": index,
            "matches": self._matches(entry),
            "found": [attrs.astuple(one) for one in self._finder.found(entry)],
            "own": None if own is None else _told(own),
            "others": self._others(entry.id),
            **self._progress(),
        }

    def _others(self, work: str) -> list[dict[str, Any]]:
        """What reviewers said of a work, for whoever settles it; they themselves do not see it."""
        if self.by is not None:
            return []
        words = self.review.standing.words_on(work, self.stage)
        return [{"by": word.by, **_told(word)} for word in words if word.by is not None]

    def _matches(self, entry: Entry) -> list[tuple[str, str]]:
        """Why a work is found by the question."""
        if not self.question:
            return []
        found = self.review.catalog.explain(self.question, entry)
        return [(match.field, match.snippet) for match in found]

    def _progress(self) -> dict[str, Any]:
        works = len(self.orders["undecided"])
        return {
            "works": works,
            "decided": works - len(self._open),
            "secondsLeft": self._seconds_left(),
            "reasons": self._offered(),
        }

    def _offered(self) -> list[str]:
        """Reasons to choose from: what was given, then what this stage knows already."""
        given = (
            line.reason
            for line in self.review.standing.lines
            if not isinstance(line, Distinct) and line.stage == self.stage
        )
        return list(dict.fromkeys(filter(None, (*self._reasons, *given))))

    def _seconds_left(self) -> int | None:
        """How long the rest will take at the pace of late; None before there is one."""
        times = self._times[-_RECENT:]
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        busy = [gap.total_seconds() for gap in gaps if gap < _PAUSE]
        return round(statistics.median(busy) * len(self._open)) if busy else None


def _told(word: Decision) -> dict[str, Any]:
    """What was said of a work, as the page shows it and gives it back."""
    return {
        "verdict": word.verdict,
        "reason": word.reason,
        "note": word.note,
        "when": word.when.isoformat(),
    }


def _by_question(catalog: Catalog, works: Iterable[Entry], question: str) -> list[Entry]:
    """The works that are nearest to a question, then those that have nothing of it."""
    ranked = catalog.rank(question, limit=None)
    places = {entry.id: place for place, entry in enumerate(ranked)}
    return sorted(works, key=lambda entry: places.get(entry.id, len(places)))


def _abstract_in_cache(entry: Entry) -> str | None:
    """The abstract of a work that was resolved before; nobody is asked."""
    abstracts = (found.abstract for found in recall(entry))
    return next(filter(None, abstracts), None)
