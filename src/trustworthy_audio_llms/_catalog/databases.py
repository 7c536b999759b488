"""A query in the languages of databases: what is reported as run there (PRISMA-S, item 8).

Each is written by the rules that the database publishes. What it cannot be asked is refused, never
put as something that is nearly the same. A word without a field is asked of what the database
searches in the records of works: title, abstract and keywords, as far as it has them.

- Scopus: https://dev.elsevier.com/sc_search_tips.html
- Web of Science: https://webofscience.help.clarivate.com/Content/search-rules.htm
- PubMed: https://pubmed.ncbi.nlm.nih.gov/help/
- OpenAlex: https://developers.openalex.org/guides/searching
- arXiv: https://info.arxiv.org/help/api/user-manual.html
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

import attrs

from .._errors import InvalidQuery, unknown
from .folding import words
from .tree import And, Choice, Leaf, Named, Node, Not, Or, Text, Years


@attrs.frozen
class _Database:
    """How a database is asked.

    Attributes:
        label: What people call it.
        fields: For each field of ours what stands around a term there; None for a bare word.
        years: How a range of years is written.
        without: The operator before what is left out.
        least: How many letters stand before a `*` at least, by field; 0 where there is none.
        phrase: How a phrase is written whose last word is a beginning.
    """

    label: str
    fields: Mapping[str | None, str]
    years: Callable[[Years], str | None]
    without: str = "NOT"
    least: Mapping[str | None, int] = {None: 0}
    phrase: Callable[[Sequence[str]], str] = " ".join


def _refuse(label: str, node: Node, why: str) -> NoReturn:
    raise InvalidQuery(f"{label} cannot be asked for {node}: {why}.", value=str(node))


def _scopus_years(years: Years) -> str:
    if years.first == years.last:
        return f"PUBYEAR = {years.first}"
    bounds = []
    if years.first is not None:
        bounds.append(f"PUBYEAR > {years.first - 1}")
    if years.last is not None:
        bounds.append(f"PUBYEAR < {years.last + 1}")
    return f"({' AND '.join(bounds)})" if len(bounds) > 1 else bounds[0]


def _wos_years(years: Years) -> str | None:
    if years.first is None or years.last is None:
        return None
    return f"PY={years.first}" if years.first == years.last else f"PY={years.first}-{years.last}"


def _pubmed_years(years: Years) -> str:
    if years.first == years.last:
        return f"{years.first}[dp]"
    return f"{years.first or 1000}:{years.last or 3000}[dp]"  # As its own help leaves ends open.


def _arxiv_years(years: Years) -> str:
    # arXiv began in 1991.
    return f"submittedDate:[{years.first or 1991}01010000 TO {years.last or 9999}12312359]"


_DATABASES = {
    "scopus": _Database(
        "Scopus",
        {
            None: "TITLE-ABS-KEY({})",
            "title": "TITLE({})",
            "abstract": "ABS({})",
            "keyword": "KEY({})",
            "author": "AUTH({})",
            "venue": "SRCTITLE({})",
            "doi": "DOI({})",
        },
        _scopus_years,
        without="AND NOT",
        least={None: 1},
        phrase=" PRE/0 ".join,  # In quotes, a * is punctuation there.
    ),
    "wos": _Database(
        "Web of Science",
        {
            None: "TS=({})",
            "title": "TI=({})",
            "abstract": "AB=({})",
            "keyword": "AK=({})",
            "author": "AU=({})",
            "venue": "SO=({})",
            "doi": "DO=({})",
        },
        _wos_years,
        least={None: 3, "author": 2},
        phrase=lambda pieces: f'"{" ".join(pieces)}"',
    ),
    "pubmed": _Database(
        "PubMed",
        {
            None: "{}[tiab]",
            "title": "{}[ti]",
            "keyword": "{}[ot]",
            "author": "{}[au]",
            "venue": "{}[ta]",
            "doi": "{}[aid]",
        },
        _pubmed_years,
        least={None: 4},
        phrase=lambda pieces: f'"{" ".join(pieces)}"',
    ),
    "arxiv": _Database(
        "arXiv",
        {
            None: "all:{}",
            "title": "ti:{}",
            "abstract": "abs:{}",
            "author": "au:{}",
            "venue": "jr:{}",
        },
        _arxiv_years,
        without="ANDNOT",
    ),
}
DATABASES = (*_DATABASES, "openalex")


def translated(tree: Node, database: str) -> str:
    """A query as a database reads it.

    Args:
        tree: The query.
        database: One of `DATABASES`.

    Raises:
        InvalidQuery: There is no such database, or it cannot be asked this.
    """
    if database not in DATABASES:
        raise unknown("database", database, DATABASES, f" There are {', '.join(DATABASES)}.")
    if tree == And(()):
        raise InvalidQuery("An empty query finds everything; no database is asked that.", value="")
    if database == "openalex":
        return _openalex(tree)
    said = _said(tree, _DATABASES[database])
    return said[1:-1] if isinstance(tree, And | Or) and said[0] == "(" else said


def _said(node: Node, base: _Database) -> str:
    """A tree in the language of a database, in parentheses where it has parts."""
    if isinstance(node, Not):
        _refuse(base.label, node, "it only leaves out; write first what to find")
    if isinstance(node, Or):
        return f"({' OR '.join(_said(part, base) for part in node.parts)})"
    if isinstance(node, And):
        return _conjunction(node, base)
    return _leaf(node, base)


def _conjunction(node: And, base: _Database) -> str:
    """Parts that must all hold, what is left out last, as Scopus wants it."""
    wanted = [_said(part, base) for part in node.parts if not isinstance(part, Not)]
    left_out = [_said(part.part, base) for part in node.parts if isinstance(part, Not)]
    if not wanted:
        _refuse(base.label, node, "it only leaves out; write first what to find")
    found = " AND ".join(wanted)
    if not left_out:
        return f"({found})"
    found = f"({found})" if len(wanted) > 1 else found
    # One after the other, so that it is the same from whichever side it is read.
    return (
        f"({found} {base.without} ({' OR '.join(left_out)}))"
        if len(left_out) > 1
        else (f"({found} {base.without} {left_out[0]})")
    )


def _leaf(leaf: Leaf, base: _Database) -> str:
    if isinstance(leaf, Years):
        years = base.years(leaf)
        if years is None:
            _refuse(base.label, leaf, "its years need a beginning and an end")
        return years
    if isinstance(leaf, Choice) or leaf.field not in base.fields:
        _refuse(base.label, leaf, f"it has no such field as {leaf.field}")
    around = base.fields[leaf.field]
    if isinstance(leaf, Named):
        if leaf.prefix:
            _refuse(base.label, leaf, "its identifiers are searched for whole")
        return around.format(f'"{leaf.value}"')
    return around.format(_term(leaf, base))


def _term(leaf: Text, base: _Database) -> str:
    """A word, or a phrase in quotes; what is joined by a hyphen is one."""
    if not leaf.prefix:
        return _quoted(leaf)
    least = base.least.get(leaf.field, base.least[None])
    if not least:
        _refuse(base.label, leaf, "it knows no * at the end of a word")
    pieces = [*leaf.pieces[:-1], f"{leaf.pieces[-1]}*"]
    if len(words(leaf.pieces[-1])[-1]) < least:
        _refuse(base.label, leaf, f"a * needs {least} letters before it there")
    if len(pieces) == 1:
        return pieces[0]
    return base.phrase(pieces)


def _quoted(leaf: Text) -> str:
    text = " ".join(leaf.pieces)
    return text if text.isalnum() and text.upper() not in ("AND", "OR", "NOT") else f'"{text}"'


_OPENALEX = {
    None: "title_and_abstract.search",
    "title": "title.search",
    "abstract": "abstract.search",
    "author": "raw_author_name.search",
}


def _openalex(tree: Node) -> str:
    """A value for OpenAlex's `filter`: filters by comma, each a search in one field.

    Words of one field may be joined as one likes; what is asked of several fields must all hold.
    """
    filters: dict[str, list[Node]] = {}
    others: list[str] = []
    for part in tree.parts if isinstance(tree, And) else (tree,):
        if isinstance(part, Years):
            others += _openalex_years(part)
        elif isinstance(part, Named) and part.field == "doi" and not part.prefix:
            others.append(f"doi:https://doi.org/{part.value}")
        else:
            filters.setdefault(_openalex_field(part), []).append(part)
    searches = []
    for name, parts in filters.items():
        node = parts[0] if len(parts) == 1 else And(tuple(parts))
        said = _said(node, _Database("OpenAlex", dict.fromkeys(_OPENALEX, "{}"), lambda _: None))
        searches.append(f"{name}:{said[1:-1] if said[0] == '(' else said}")
    return ",".join((*searches, *others))


def _openalex_years(years: Years) -> list[str]:
    first = [] if years.first is None else [f"from_publication_date:{years.first}-01-01"]
    return first + ([] if years.last is None else [f"to_publication_date:{years.last}-12-31"])


def _openalex_field(node: Node) -> str:
    """The filter that a part belongs to: all of its words must be asked of one field."""
    fields: set[str] = set()
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, And | Or):
            todo.extend(current.parts)
        elif isinstance(current, Not):
            todo.append(current.part)
        elif isinstance(current, Text) and current.field in _OPENALEX:
            if "," in " ".join(current.pieces):
                _refuse("OpenAlex", current, "a comma ends a filter there")
            fields.add(_OPENALEX[current.field])
        else:
            _refuse("OpenAlex", current, "its filters have no such field inside a search")
    if len(fields) > 1:
        _refuse("OpenAlex", node, "OR and NOT join words of one field there")
    return fields.pop()
