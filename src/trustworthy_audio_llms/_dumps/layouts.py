"""Which column of a dump says what: the layouts that are known, and columns that are named.

The names are those of OpenAlex (https://docs.openalex.org/api-entities/works/work-object), Semantic
Scholar (https://api.semanticscholar.org/api-docs/datasets), arXiv's metadata
(https://www.kaggle.com/datasets/Cornell-University/arxiv) and Crossref
(https://api.crossref.org/swagger-ui). They do not contradict each other, so that one table does.
"""

from collections.abc import Iterable, Mapping

import attrs

from .._errors import InvalidQuery, unknown

KNOWN: dict[str, tuple[str, ...]] = {
    "title": ("title", "display_name"),
    "abstract": ("abstract", "abstract_inverted_index"),
    "authors": ("authorships", "authors_parsed", "authors", "author"),
    "date": (
        "publication_date",
        "publicationDate",
        "publicationdate",
        "versions",
        "issued",
        "date",
    ),
    "year": ("publication_year", "year"),
    "venue": ("venue", "container-title", "primary_location", "journal", "journal-ref"),
    "keywords": ("keywords", "subject"),
    "arxiv": ("arxiv", "arxiv_id", "arxivId"),
    "doi": ("doi", "DOI"),
    "identifiers": ("ids", "externalIds", "externalids"),
    "id": ("id", "paperId", "corpusid"),
    "url": ("url", "URL"),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "pages": ("page", "pages"),
}
"""What a record says, each with the columns that may say so, the best first."""

TEXTS = ("title", "abstract", "authors", "venue", "keywords")
"""What `search` looks into."""

IDENTIFIERS = ("arxiv", "doi", "identifiers", "id", "url")
"""What identifiers stand in, the best first."""


@attrs.frozen
class Layout:
    """The columns of one dump.

    Attributes:
        columns: For each thing a record says, the column that says it.
    """

    columns: Mapping[str, str]

    @classmethod
    def of(cls, names: Iterable[str], chosen: Mapping[str, str] | None = None) -> "Layout":
        """The layout of a dump with these columns.

        Args:
            names: The names of its columns.
            chosen: Columns that the user names, by what they say.

        Raises:
            InvalidQuery: A chosen column is not there, or there is none for the title.
        """
        there = list(names)
        columns = {}
        for role, candidates in KNOWN.items():
            if found := next((name for name in candidates if name in there), None):
                columns[role] = found
        for role, name in (chosen or {}).items():
            if name not in there:
                raise unknown("column", name, there)
            columns[role] = name
        if "title" not in columns:
            raise InvalidQuery(
                f"No column of {there} is known to have the titles. Name it: "
                "`columns={'title': '…'}`.",
                value=tuple(there),
            )
        return cls(columns)


def check_roles(chosen: Mapping[str, str] | None) -> dict[str, str]:
    """The columns a user names, by what they say.

    Raises:
        InvalidQuery: A record says no such thing, or a column is no text.
    """
    for role, name in (chosen or {}).items():
        if role not in KNOWN:
            raise unknown("thing a record says", role, KNOWN, f" There are {', '.join(KNOWN)}.")
        if not isinstance(name, str):
            raise InvalidQuery(
                f"`columns[{role!r}]` must be a column's name, not {name!r}.", value=name
            )
    return dict(chosen or {})
