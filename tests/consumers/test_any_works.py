"""What reads the exports gets any works whole, not only those that somebody thought of."""

from collections.abc import Callable, Sequence

import attrs
import pytest
from hostile import works
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.consumers import test_bibtex_readers as bibtex
from tests.consumers import test_ris_readers as ris
from tests.consumers import test_table_readers as tables
from trustworthy_audio_llms import Catalog, Entry

READERS: dict[str, Callable[[Sequence[Entry]], None]] = {
    "pybtex": lambda found: bibtex.TestPybtex().test_every_work_survives(
        found, bibtex.DIALECTS["ascii"]
    ),
    "bibtexparser 1": lambda found: bibtex.TestBibtexparser1().test_every_work_survives(
        found, bibtex.DIALECTS["utf8"]
    ),
    "bibtexparser 2": lambda found: bibtex.TestBibtexparser2().test_every_work_survives(
        found, bibtex.DIALECTS["biblatex"]
    ),
    "rispy": ris.TestRispy().test_every_work_survives,
    "csv": tables.test_python_reads_csv,
    "json": tables.test_every_line_is_json,
}


def plain(work: Entry) -> Entry:
    """The work without what one of the readers cannot take, however it is written.

    That is a DOI that BibTeX has to encode, a person called "others", and one in whose name a
    character stands that only a command of LaTeX gives: bibtexparser 2 takes that apart.
    """
    encoded = work.doi and not (work.doi.isascii() and set(work.doi).isdisjoint("{}\\%#&_^~$"))
    authors = [
        name
        for name in work.authors
        if name.strip().lower() != "others" and set(name).isdisjoint("\\^~")
    ]
    return attrs.evolve(work, id="", doi=None if encoded else work.doi, authors=authors)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@settings(max_examples=25)
@given(st.lists(works().map(plain), min_size=1, max_size=3).map(Catalog))
def test_any_works_survive(read: Callable[[Sequence[Entry]], None], found: Catalog) -> None:
    """Key, title, authors, year and identifiers, through each reader there is."""
    read(found)
