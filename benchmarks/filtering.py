"""What narrowing a catalog costs, beside pandas."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import attrs

from trustworthy_audio_llms._snapshots.codec import entry_to_json

from .corpus import catalog, works
from .measure import OURS, Comparison, Costs, best
from .peers import peer

WITH_FRAME = "pandas, its frame made first"
READY = "pandas, on a frame that is there"
_LARGE = 50_000


@attrs.frozen
class Filter:
    """One filter, as criteria and as a mask of a frame whose rows are the entries' JSON."""

    criteria: dict[str, Any]
    mask: Callable[[Any], Any]


TOPIC = "safety/jailbreak"


def _has_topic(topics: object) -> bool:
    """Whether the topic or one below it is among these; a work without topics has no list."""
    if not isinstance(topics, list):
        return False
    return any(topic == TOPIC or topic.startswith(f"{TOPIC}/") for topic in topics)


FILTERS = {
    "where: a kind": Filter({"kind": "benchmark"}, lambda frame: frame["kind"] == "benchmark"),
    "where: a topic since a date": Filter(
        {"topic": TOPIC, "since": "2025"},
        lambda frame: frame["topics"].map(_has_topic) & (frame["date"] >= "2025"),
    ),
    "where: a word of an author": Filter(
        {"author": "wang"},
        lambda frame: (
            frame["authors"].str.join("; ").str.contains(r"\bwang\b", case=False).eq(True)
        ),
    ),
}


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """The same filters, for catalogs of every size."""
    for name, one in FILTERS.items():
        for count in sizes:
            yield Comparison(
                name=name,
                entries=count,
                peers={WITH_FRAME: 1, READY: None},
                measure=partial(where, count, one),
            )


def where(count: int, one: Filter) -> Costs:
    """Narrow a catalog, and a frame."""
    asked = catalog(count)
    todo: dict[str, Callable[[], object]] = {OURS: lambda: asked.where(**one.criteria)}
    if pandas := peer("pandas"):
        records = [entry_to_json(work) for work in works(count)]
        frame = pandas.DataFrame(records)
        assert len(frame[one.mask(frame)]) == len(asked.where(**one.criteria))

        def with_frame() -> Any:
            made = pandas.DataFrame(records)
            return made[one.mask(made)]

        todo |= {WITH_FRAME: with_frame, READY: lambda: frame[one.mask(frame)]}
    return best(todo, rounds=3 if count > _LARGE else 5)
