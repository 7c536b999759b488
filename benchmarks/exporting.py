"""What writing references costs, beside libraries that write BibTeX too.

They write the fields they are given; turning records into fields, and accents and special
characters into what TeX takes, is left to their callers, and is done for them here beforehand.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from trustworthy_audio_llms._exports.bibtex import to_bibtex
from trustworthy_audio_llms._exports.tables import records

from .corpus import works
from .measure import OURS, Comparison, Costs, best
from .peers import peer

JSON = "json.dumps of the records"
PYBTEX, BIBTEXPARSER = "pybtex", "bibtexparser"
_LARGE = 50_000


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """Write BibTeX of catalogs of every size."""
    for count in sizes:
        yield Comparison(
            name="write BibTeX",
            entries=count,
            peers={BIBTEXPARSER: 1, JSON: 3, **({} if count > _LARGE else {PYBTEX: 1})},
            measure=partial(bibtex, count),
        )


def bibtex(count: int) -> Costs:
    """Write the references as text."""
    entries = works(count)
    rows = list(records(entries))
    todo: dict[str, Callable[[], object]] = {
        OURS: lambda: to_bibtex(entries),
        JSON: lambda: json.dumps(rows, ensure_ascii=False),
    }
    if count < _LARGE and (database := peer("pybtex.database")):
        held = pybtex_database(database, count)
        todo[PYBTEX] = lambda: held.to_string("bibtex")
    if bibtexparser := peer("bibtexparser"):
        library = bibtexparser_database(bibtexparser, count)
        todo[BIBTEXPARSER] = lambda: bibtexparser.dumps(library)
    return best(todo, rounds=3 if count < 5_000 else 1)


@cache
def fields_of(count: int) -> list[dict[str, str]]:
    """The fields of each reference."""
    made = []
    for work in works(count):
        fields = {
            "title": f"{{{work.title}}}",
            "author": " and ".join(work.authors),
            "year": str(work.year or ""),
            "url": work.url or "",
            "eprint": work.arxiv or "",
            "doi": work.doi or "",
            "keywords": ", ".join(work.keywords),
        }
        made.append({name: value for name, value in fields.items() if value})
    return made


def pybtex_database(database: Any, count: int) -> Any:
    """The references as pybtex holds them."""
    entries = {
        work.citekey: database.Entry(
            "misc",
            fields={name: value for name, value in fields.items() if name != "author"},
            persons={"author": [database.Person(name) for name in work.authors]},
        )
        for work, fields in zip(works(count), fields_of(count), strict=True)
    }
    return database.BibliographyData(entries)


def bibtexparser_database(bibtexparser: Any, count: int) -> Any:
    """The references as bibtexparser 1 holds them."""
    library = bibtexparser.bibdatabase.BibDatabase()
    library.entries = [
        {"ENTRYTYPE": "misc", "ID": work.citekey, **fields}
        for work, fields in zip(works(count), fields_of(count), strict=True)
    ]
    return library
