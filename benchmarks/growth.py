"""How the time of each thing grows with the number of entries.

The number is the slope of the line through (entries, seconds), both as logarithms: 1 where twice
the entries take twice the time, 2 where they take four times as long. No cache of a processor
holds a hundred thousand works: what hardly does anything with each, such as `json.loads`, has a
slope above 1, too.
"""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._snapshots.codec import canonical_json

from .corpus import catalog, snapshot_path, works
from .measure import OURS, Comparison, Costs, best

JSON = "json.loads of the same"

Work = Callable[[int], Callable[[], object]]


def _asked(prepare: Callable[[tal.Catalog], object], ask: Callable[[tal.Catalog], object]) -> Work:
    """What is asked of a catalog that something has been asked before."""

    def work(count: int) -> Callable[[], object]:
        prepared = catalog(count)
        prepare(prepared)
        return lambda: ask(prepared)

    return work


def _of_two(ask: Callable[[tal.Catalog, tal.Catalog], object]) -> Work:
    """What is asked of a catalog and one of the same works, of which a list says little."""

    def work(count: int) -> Callable[[], object]:
        one, other = catalog(count), _listed(count)
        return lambda: ask(one, other)

    return work


@cache
def _listed(count: int) -> tal.Catalog:
    """The works as a list has them: title, link and a date that is another one."""
    return tal.parse_list(
        "".join(f"- 2023/01/01 [{work.title}]({work.url})\n" for work in works(count))
    )


def _parsed(count: int) -> Callable[[], object]:
    text = catalog(count).to_markdown()
    return lambda: tal.parse_list(text)


def _nothing(_catalog: tal.Catalog) -> None:
    """Nothing has been asked before."""


WORKS: dict[str, Work] = {
    "load a file": lambda count: partial(tal.load, snapshot_path(count)),
    "merge records": lambda count: partial(tal.Catalog, works(count)),
    "canonical JSON": lambda count: partial(canonical_json, works(count)),
    "first lookup": lambda count: lambda: catalog(count).get("nothing"),
    "where": _asked(_nothing, lambda one: one.where(topic="safety", since="2025")),
    "first search": lambda count: lambda: catalog(count).search("jailbreak", limit=20),
    "search": _asked(lambda one: one.search("x"), lambda one: one.search("speech", limit=20)),
    "sort": _asked(_nothing, lambda one: one.sort("date", "title")),
    "group": _asked(_nothing, lambda one: one.group("topic")),
    "join": _of_two(lambda one, other: other | one),
    "enrich": _of_two(lambda one, other: other.enrich(one)),
    "diff": _of_two(tal.diff),
    "audit": _asked(_nothing, lambda one: one.audit()),
    "to_bibtex": _asked(_nothing, lambda one: one.to_bibtex()),
    "to_biblatex": _asked(_nothing, lambda one: one.to_biblatex()),
    "to_ris": _asked(_nothing, lambda one: one.to_ris()),
    "to_csl": _asked(_nothing, lambda one: one.to_csl()),
    "to_csv": _asked(_nothing, lambda one: one.to_csv()),
    "to_jsonl": _asked(_nothing, lambda one: one.to_jsonl()),
    "to_markdown": _asked(_nothing, lambda one: one.to_markdown()),
    "parse_list": _parsed,
}
if hasattr(tal.Catalog, "to_html"):
    WORKS["to_html"] = _asked(_nothing, lambda one: one.to_html())


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """The slope of each thing from the smallest to the largest number of entries."""
    for name, work in WORKS.items():
        yield Comparison(
            name=f"growth of {name}",
            entries=sizes[-1],
            peers={JSON: None},
            measure=partial(slopes, work, sizes),
            unit="",
            at_most=1.1,
        )


def slopes(work: Work, sizes: Sequence[int]) -> Costs:
    """The slope of a piece of work, and that of `json.loads`."""
    return {OURS: slope(work, sizes[0], sizes[-1]), JSON: slope(_loads, sizes[0], sizes[-1])}


@cache
def slope(work: Work, few: int, many: int) -> float:
    """The slope of the line from few entries to many."""
    short, long = (
        best({"": work(count)}, rounds=rounds)[""] for count, rounds in ((few, 10), (many, 2))
    )
    return math.log(long / short) / math.log(many / few)


def _loads(count: int) -> Callable[[], object]:
    data = snapshot_path(count).read_bytes()
    return lambda: json.loads(data)
