"""The peers: other libraries that do one of the things this one does."""

import importlib
import importlib.util
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .corpus import folder, works

DISTRIBUTIONS = (
    "acl-anthology",
    "bibtexparser",
    "bm25s",
    "markdown-it-py",
    "mistune",
    "pandas",
    "pybtex",
    "pycountry",
    "rank-bm25",
    "rispy",
    "scikit-learn",
    "tldextract",
)
"""What `benchmarks/requirements.txt` installs."""


def peer(module: str) -> Any:
    """A peer's module, or None where it is not installed.

    It may lack types, or be absent when types are checked, so it is of any type.
    """
    if importlib.util.find_spec(module.partition(".")[0]) is None:
        return None
    return importlib.import_module(module)


def versions() -> dict[str, str]:
    """The version of each peer, by name; `not installed` where it is not."""
    found = {}
    for name in DISTRIBUTIONS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


@cache
def anthology_folder(count: int) -> Path:
    """A data folder of acl-anthology with so many papers; its own data are a gigabyte of git.

    Args:
        count: How many papers, with the titles and authors of `corpus.works`.
    """
    root = folder(f"anthology-{count}")
    (root / "xml").mkdir()
    (root / "json").mkdir()
    schema = Path(peer("acl_anthology").__file__).parent / "data" / "schema.rnc"
    (root / "xml" / "schema.rnc").write_bytes(schema.read_bytes())
    for name in ("people", "sigs"):
        (root / "json" / f"{name}.json").write_text("{}")
    (root / "json" / "venues.json").write_text('{"made": {"acronym": "MADE", "name": "Made"}}')
    papers = "\n".join(
        f'<paper id="{number}"><title>{escape(work.title)}</title>'
        + "".join(
            f"<author><first>{escape(given)}</first><last>{escape(family)}</last></author>"
            for given, _, family in (name.rpartition(" ") for name in work.authors)
        )
        + f"<bibkey>{work.citekey}</bibkey></paper>"
        for number, work in enumerate(works(count), start=1)
    )
    (root / "xml" / "2024.made.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<collection id="2024.made">\n'
        '<volume id="1" type="proceedings">\n<meta><booktitle>Made Up</booktitle>'
        f"<venue>made</venue><year>2024</year></meta>\n{papers}\n</volume>\n</collection>\n",
        encoding="utf-8",
    )
    return root
