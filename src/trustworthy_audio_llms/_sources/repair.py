"""Repairing reference files by what a catalogue knows."""

import os

from .._audit.comparison import KnownWorks
from .._audit.repair import Repair, repair
from .._catalog.catalog import Catalog
from .._errors import check_text
from .._public import public
from .._records.index import IdentityIndex
from .load import load


@public
def repair_bibtex(
    text: str,
    against: Catalog | str | os.PathLike[str] | None = None,
    *,
    complete: bool = False,
) -> Repair:
    """Repair the text of a BibTeX file by what is known for certain.

    A value is changed only where a verified record of the same title contradicts it: a preprint
    that has been published (type, venue, year), a misspelt title, authors who are others, another
    year of the same publication. It changes where it stands; all else stays byte for byte: order,
    keys, comments, spacing, strings, fields that nobody knows, and records that cannot be read.
    Repaired again, the text stays as it is.

    Args:
        text: The text of the file.
        against: The catalog of verified works, or what `load` takes; by default the newest that
            comes with the library.
        complete: Whether to fill in what was left out, too: authors behind "and others" or none
            at all, a year, a DOI, the title of the proceedings. Only where the record has an
            identifier of the verified one, which each change names.

    Returns:
        The text with every change, each with its line, its reason and its evidence.

    Raises:
        InvalidQuery: What is given is no text.
    """
    check_text("The text of a BibTeX file", text)
    catalog = against if isinstance(against, Catalog) else load(against)
    return repair(text, KnownWorks(IdentityIndex(tuple(catalog))), complete=complete)
