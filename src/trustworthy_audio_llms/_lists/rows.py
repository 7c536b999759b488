"""The rows of a list's tables: what each column says of a work."""

import re
from collections.abc import Sequence

from .._records.dates import PartialDate
from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .lines import Work
from .parting import names_another_work
from .spans import Span, plain
from .wording import (
    CODE,
    DATA,
    DATE,
    Link,
    bare_urls,
    clean_title,
    is_generic,
    labelled,
    links_of,
    paper_link,
    read_date,
    section_title,
    title_beside_urls,
    web_link,
)

_UNDER_REVIEW = re.compile(r"\s*[(（]\s*under review\s*[)）]\s*$", re.I)
_YEAR_IN_NAME = re.compile(r"\s*[(（]((?:19|20)\d\d)[)）]\s*$")
_AUTHORS_END = re.compile(r"[,;，；]|\band\b|&")
_KEYWORDS_END = re.compile(r"[,;，；、]")
_EMPTY_BRACKETS = re.compile(r"[\[(（]\s*[\])）]")
_ROLES: dict[str, str] = {
    **dict.fromkeys("year date time published when".split(), "date"),
    **dict.fromkeys("title paper work paper-title papers article".split(), "title"),
    **dict.fromkeys("name model method system framework approach".split(), "name"),
    **dict.fromkeys("benchmark benchmarks".split(), "benchmark"),
    **dict.fromkeys("dataset datasets corpus".split(), "dataset"),
    **dict.fromkeys("toolkit tool tools library".split(), "toolkit"),
    **dict.fromkeys("author authors by".split(), "authors"),
    **dict.fromkeys("venue conference journal publication pub where".split(), "venue"),
    **dict.fromkeys(
        "keywords keyword focus strategy topic topics tags category".split(), "keywords"
    ),
    **dict.fromkeys("description summary about".split(), "description"),
    "source": "source",
}
_KINDS = ("benchmark", "dataset", "toolkit")


def read_row(cells: Sequence[Sequence[Span]], header: Sequence[str]) -> Work | SkipReason:
    """Read one row of a table.

    Args:
        cells: What stands in each cell.
        header: The texts of the table's header; `Year`, `Title`, `Venue`, `Keywords` where the
            row stands alone.

    Returns:
        What it says of a work, or why it cannot be read.
    """
    by_role: dict[str, Sequence[Span]] = {}
    for head, cell in zip(header, cells, strict=False):
        by_role.setdefault(_ROLES.get(slug(section_title(head)), slug(head)), cell)
    # A data set behind the title is one that the work uses, a name there may be anything.
    first = next((role for role in by_role if role in ("title", "name", *_KINDS)), None)
    kind = first if first in _KINDS else None
    links = [link for cell in cells for link in links_of(cell)]
    titled = _title_cell(by_role, kind, cells, links)
    if titled is None:
        return SkipReason.NO_TITLE_COLUMN
    title, link = _title(titled)
    if not any(char.isalnum() for char in title):
        return SkipReason.NO_TITLE
    if slug(title) == "paper-title":
        return SkipReason.TEMPLATE
    name = _title(by_role[first])[0] if first in ("name", *_KINDS) else None
    found = DATE.search(plain(by_role.get("date", ())))
    date = read_date(found) if found else None
    if kind and (year := _YEAR_IN_NAME.search(title)):
        title = name = title[: year.start()]
        date = date or PartialDate(int(year[1]))
    venue = plain(by_role.get("venue", ())) or None
    status = None
    if venue and _UNDER_REVIEW.search(venue):
        venue, status = _UNDER_REVIEW.sub("", venue) or None, "under-review"
    elif venue and venue.lower() == "arxiv":
        status = "preprint"
    about = [other for other in links if other == link or is_generic(other.label)] or links
    urls = [other.target for other in about] + bare_urls(" ".join(map(plain, cells)))
    return Work(
        title,
        (link.target or None) if link else paper_link(about, urls),
        date,
        tuple(dict.fromkeys(filter(web_link, urls))),
        code=labelled(links, CODE),
        data=labelled(links, DATA),
        name=name or None,
        authors=_several(by_role, "authors", _AUTHORS_END),
        venue=venue,
        status=status,
        keywords=_several(by_role, "keywords", _KEYWORDS_END),
        description=plain(by_role.get("description", ())) or None,
        source=plain(by_role.get("source", ())) or None,
        kind=kind,
        featured=any(span.strong for span in titled),
        not_alone=names_another_work(links_of(titled), title, (link and link.target, *urls)),
    )


def _title_cell(
    by_role: dict[str, Sequence[Span]],
    kind: str | None,
    cells: Sequence[Sequence[Span]],
    links: Sequence[Link],
) -> Sequence[Span] | None:
    """The cell with the title: by the table's header, or else the one that links to a work."""
    columns = ["title"] + [kind] * bool(kind) + ["name"] * any(identify(x.target) for x in links)
    known = [by_role[role] for role in columns if role in by_role]
    linking = [cell for cell in cells if (link := _title(cell)[1]) and identify(link.target)]
    for cell in (*known, *linking):
        if not is_generic(_title(cell)[0]):
            return cell
    return known[0] if known else None


def _title(cell: Sequence[Span]) -> tuple[str, Link | None]:
    """The title in a cell, and the link that it is, if it is one."""
    link = next((link for link in links_of(cell) if not is_generic(link.label)), None)
    if link is None:
        text = _EMPTY_BRACKETS.sub("", plain([span for span in cell if span.link is None]))
        return clean_title(title_beside_urls(text)), None
    _, _, after = plain(cell).partition(link.label)
    if after.lstrip().startswith((":", "：")):  # Only the name is linked.
        return clean_title(link.label + after), link
    return clean_title(link.label), link


def _several(
    by_role: dict[str, Sequence[Span]], role: str, end: "re.Pattern[str]"
) -> tuple[str, ...]:
    parts = end.split(plain(by_role.get(role, ())))
    return tuple(stripped for part in parts if (stripped := part.strip()))
