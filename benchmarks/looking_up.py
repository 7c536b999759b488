"""What finding one entry by its identity costs."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from .corpus import catalog, works
from .measure import OURS, Comparison, Costs, best
from .peers import anthology_folder, peer

ACL = "acl-anthology, by id"
COUNTRIES = "pycountry, by code"
DICT = "a dict"
_TIMES = 1000
_LARGE = 50_000


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """Look one entry up by each kind of name, and for the first time."""
    for count in sizes:
        peers: dict[str, float | None] = {DICT: None, COUNTRIES: None}
        if count < _LARGE:
            peers[ACL] = 1
        yield Comparison(
            name="look up an id",
            entries=count,
            peers=peers,
            measure=partial(by_id, count),
            at_most=2e-6,
        )
    for name, text_of in SPELLINGS.items():
        yield Comparison(
            name=f"look up {name}",
            entries=sizes[-1],
            peers={DICT: None},
            measure=partial(by_spelling, sizes[-1], text_of),
        )
    for count in sizes:
        yield Comparison(
            name="first lookup, which makes the index",
            entries=count,
            peers={"a dict of ids": None},
            measure=partial(first, count),
        )


SPELLINGS: dict[str, Callable[[int], str]] = {
    "a citation key": lambda count: works(count)[count // 2].citekey,
    "a URL": lambda count: works(count)[count // 2].url or "",
    "a bare arXiv id with version": lambda count: (
        f"{next(work.arxiv for work in works(count)[count // 2 :] if work.arxiv)}v2"
    ),
    "a title": lambda count: works(count)[count // 2].title,
}


def by_id(count: int) -> Costs:
    """By the id itself, one entry after the other."""
    asked = catalog(count)
    ids = [work.id for work in works(count)[:_TIMES]]
    by_hand = {work.id: work for work in works(count)}
    todo: dict[str, Callable[[], object]] = {
        OURS: lambda: [asked[one] for one in ids],
        DICT: lambda: [by_hand[one] for one in ids],
    }
    if pycountry := peer("pycountry"):
        get, codes = pycountry.countries.get, ["DE", "FR"] * (len(ids) // 2)
        todo[COUNTRIES] = lambda: [get(alpha_2=code) for code in codes]
    if count < _LARGE and (acl := peer("acl_anthology")):
        anthology = acl.Anthology(datadir=anthology_folder(count), verbose=False)
        papers = [f"2024.made-1.{number}" for number in range(1, len(ids) + 1)]
        todo[ACL] = lambda: [anthology.get(paper) for paper in papers]
    for work in todo.values():
        work()
    return {name: spent / len(ids) for name, spent in best(todo).items()}


def by_spelling(count: int, text_of: Callable[[int], str]) -> Costs:
    """By one of the names of an entry, over and over."""
    asked, text = catalog(count), text_of(count)
    assert asked.get(text) is not None, text
    return best(
        {OURS: lambda: asked[text], DICT: partial({text: text}.__getitem__, text)}, times=_TIMES
    )


def first(count: int) -> Costs:
    """The first one, of a catalog that nothing has been asked yet."""
    entries = works(count)
    return best(
        {
            OURS: lambda: catalog(count).get(entries[0].id),
            "a dict of ids": lambda: {entry.id: entry for entry in entries}[entries[0].id],
        },
        rounds=3,
    )
