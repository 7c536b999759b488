"""What full-text search costs, beside libraries that rank by BM25 too.

They are given the same texts and tell places and scores. They know no phrases, no prefixes and no
fields, and keep no text to explain a match with.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from trustworthy_audio_llms._catalog.texts import FIELDS

from .corpus import catalog, coined, contents, works
from .measure import OURS, Comparison, Costs, best
from .peers import peer

BM25S, RANK_BM25 = "bm25s", "rank-bm25"

QUERIES = {
    "a coined word": coined(123),
    "two words": "jailbreak attack",
    "a word of every second work": "speech",
}
LIMIT = 20
_LARGE = 50_000


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """The first search, which makes the index, and later ones for rare and frequent words."""
    peers: dict[str, float | None] = {BM25S: 1, RANK_BM25: 1}
    for count in sizes:
        yield Comparison(
            name="first search, which makes the index",
            entries=count,
            peers=peers,
            measure=partial(first, count),
        )
    for name, query in QUERIES.items():
        for limit, how_many in ((LIMIT, f"best {LIMIT}"), (None, "all")):
            for count in sizes:
                yield Comparison(
                    name=f"search: {name}, {how_many}",
                    entries=count,
                    peers=peers,
                    measure=partial(later, count, query, limit),
                    at_most=0.005,
                )


@cache
def texts(count: int) -> list[str]:
    """What is searched of each entry, as one text."""
    return [" ".join(" ".join(field.values(work)) for field in FIELDS) for work in works(count)]


def bm25s_index(library: Any, of: Sequence[str]) -> Any:
    """An index of bm25s."""
    index = library.BM25()
    index.index(library.tokenize(of, show_progress=False), show_progress=False)
    return index


def rank_bm25_index(library: Any, of: Sequence[str]) -> Any:
    """An index of rank-bm25, which leaves the words to its caller."""
    return library.BM25Okapi([text.lower().split() for text in of])


def first(count: int) -> Costs:
    """Make an index, and ask it once."""
    of = texts(count)
    contents(count)  # Made beforehand: where there is but one turn, it would count.
    todo: dict[str, Callable[[], object]] = {
        OURS: lambda: catalog(count).search("jailbreak", limit=LIMIT)
    }
    if bm25s := peer("bm25s"):
        todo[BM25S] = lambda: bm25s_index(bm25s, of)
    if rank_bm25 := peer("rank_bm25"):
        todo[RANK_BM25] = lambda: rank_bm25_index(rank_bm25, of)
    return best(todo, rounds=1 if count > _LARGE else 3)


@cache
def _indexed(module: str, count: int) -> Any:
    make = bm25s_index if module == "bm25s" else rank_bm25_index
    return make(peer(module), texts(count))


@cache
def _searched(count: int) -> Any:
    asked = catalog(count)
    asked.search("jailbreak")
    return asked


def later(count: int, query: str, limit: int | None) -> Costs:
    """Ask an index that is there."""
    asked = _searched(count)
    found = len(asked.search(query, limit=limit))
    todo: dict[str, Callable[[], object]] = {OURS: lambda: asked.search(query, limit=limit)}
    if bm25s := peer("bm25s"):
        index = _indexed("bm25s", count)
        todo[BM25S] = lambda: index.retrieve(
            bm25s.tokenize(query, show_progress=False), k=max(found, 1), show_progress=False
        )
    if peer("rank_bm25"):
        ranked, places = _indexed("rank_bm25", count), range(count)
        todo[RANK_BM25] = lambda: ranked.get_top_n(query.split(), places, n=max(found, 1))
    return best(todo, rounds=5)
