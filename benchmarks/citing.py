"""What reading other people's reference files costs, beside libraries that read them too.

They give fields as texts. What the fields mean, names in their parts, accents as characters,
identifiers, venues, and which records are one work, is left to their callers, and is done here.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._audit.comparison import KnownWorks
from trustworthy_audio_llms._audit.repair import repair
from trustworthy_audio_llms._exports.bibtex import to_bibtex
from trustworthy_audio_llms._exports.ris import to_ris
from trustworthy_audio_llms._records.index import IdentityIndex
from trustworthy_audio_llms._references.reader import read_reference_text

from .corpus import works
from .measure import OURS, Comparison, Costs, best
from .peers import peer

PYBTEX, BIBTEXPARSER, RISPY, HALF = "pybtex", "bibtexparser", "rispy", "half of it"
_LARGE = 10_000


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """Read BibTeX and RIS of every size, repair BibTeX, and read what is hostile to readers."""
    for count in sizes:
        peers: dict[str, float | None] = {PYBTEX: 0.6}
        yield Comparison(
            name="read BibTeX",
            entries=count,
            peers=peers | ({BIBTEXPARSER: None} if count < _LARGE else {}),
            measure=partial(bibtex, count),
        )
        yield Comparison(
            name="read RIS", entries=count, peers={RISPY: None}, measure=partial(ris, count)
        )
        yield Comparison(
            name="repair BibTeX", entries=count, peers={PYBTEX: None}, measure=partial(fix, count)
        )
    yield Comparison(name="read records that do not close", peers={HALF: 2.5}, measure=hostile)


def bibtex(count: int) -> Costs:
    """A bibliography as our own export writes it."""
    text = to_bibtex(works(count))
    todo: dict[str, Callable[[], object]] = {
        OURS: lambda: read_reference_text(text, "bibtex", "a.bib")
    }
    if database := peer("pybtex.database"):
        todo[PYBTEX] = lambda: database.parse_string(text, "bibtex")
    if count < _LARGE and (bibtexparser := peer("bibtexparser")):
        todo[BIBTEXPARSER] = lambda: bibtexparser.loads(text)
    return best(todo, rounds=3 if count < _LARGE else 1)


def ris(count: int) -> Costs:
    """The same as RIS."""
    text = to_ris(works(count)).replace("\r\n", "\n")
    todo: dict[str, Callable[[], object]] = {
        OURS: lambda: read_reference_text(text, "ris", "a.ris")
    }
    if rispy := peer("rispy"):
        todo[RISPY] = lambda: rispy.load(io.StringIO(text))
    return best(todo, rounds=3 if count < _LARGE else 1)


def fix(count: int) -> Costs:
    """Repair a bibliography by the curated catalogue."""
    text = to_bibtex(works(count))
    known = KnownWorks(IdentityIndex(tuple(tal.load())))
    todo: dict[str, Callable[[], object]] = {OURS: lambda: repair(text, known)}
    if database := peer("pybtex.database"):
        todo[PYBTEX] = lambda: database.parse_string(text, "bibtex").to_string("bibtex")
    return best(todo, rounds=3 if count < _LARGE else 1)


def hostile() -> Costs:
    """Records whose braces never close; twice as many should take twice the time."""
    text = "@misc{k, title={T\n"
    return best(
        {
            OURS: lambda: tal.parse_references(text * 20_000, "bibtex"),
            HALF: lambda: tal.parse_references(text * 10_000, "bibtex"),
        },
        rounds=2,
    )
