"""The rows of a list's tables: what each column says of a work.

It stays one module, because what a cell says depends on what the columns beside it are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .._text import is_web_link
from .authors import read_authors
from .beside import (
    NOTHING,
    Facts,
    cell_venue,
    facts_in,
    facts_of,
    is_name,
    trimmed_title,
    venue_facts,
)
from .columns import KINDS, Column, columns_of
from .dating import date_in_cell
from .judging import is_template, names_another_work
from .links import NO_PUBLISHERS, Link, Role, host_of, links_of, role_of, targets_of
from .spans import Span, plain
from .titles import is_venue_label, name_behind
from .wording import bare_urls, clean_title, is_generic, title_beside_urls
from .works import Verdict, Work

_YEAR_IN_NAME = re.compile(r"\s?[(（]((?:19|20)\d\d)[)）]\s*$")
_KEYWORDS_END = re.compile(r"[,;，；、\n]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_EMPTY_BRACKETS = re.compile(r"[\[(（]\s?[\])）]")
# What a link leads to, by its column, where its own label does not tell.
_ROLES: dict[Column, Role] = {
    "code": "code",
    "data": "data",
    "dataset": "data",
    "paper": "paper",
    "title": "paper",
    "page": "page",
}
_TITLE_COLUMNS: tuple[Column, ...] = ("title", "paper")

Cell = Sequence[Span]


class _Title(NamedTuple):
    """A title in a cell.

    Attributes:
        text: The title.
        link: The link that it is, if it is one.
        cell: The cell.
        column: What the cell's column says.
    """

    text: str
    link: Link | None
    cell: Cell
    column: Column | None


def read_row(cells: Sequence[Cell], header: Sequence[str]) -> list[Verdict]:
    """Read one row of a table.

    Args:
        cells: What stands in each cell.
        header: The texts of the table's header; `Year`, `Title`, `Venue`, `Keywords` where the
            row stands alone.

    Returns:
        What it says of a work, or of several; or why it cannot be read.
    """
    columns = [columns_of(head) for head in header]
    by_column: dict[Column, Cell] = {}
    for said, cell in zip(columns, cells, strict=False):
        for column in said:
            by_column.setdefault(column, cell)
    title = _find_title(columns, cells)
    if title is None:
        return [SkipReason.NO_TITLE_COLUMN]
    if reason := _is_no_title(title.text):
        return [reason]
    if several := _several_works(title, by_column):
        return list(several)
    return [_work(title, columns, by_column, cells)]


def _is_no_title(text: str) -> SkipReason | None:
    letters = sum(map(str.isalpha, text))
    if not letters:
        return SkipReason.STATISTICS if any(map(str.isdigit, text)) else SkipReason.NO_TITLE
    return SkipReason.TEMPLATE if is_template(text) else None


def _find_title(columns: Sequence[tuple[Column, ...]], cells: Sequence[Cell]) -> _Title | None:
    """The title: by the table's header, or else in the cell that links to a work."""
    known = [
        _title(cell, column)
        for column in _title_columns(columns, cells)
        for said, cell in zip(columns, cells, strict=False)
        if column in said
    ]
    best = next((title for title in known if not is_generic(title.text)), None)
    if best is not None:
        return best
    for cell in cells:
        title = _title(cell, None)
        if title.link and not is_generic(title.text) and identify(title.link.target):
            return title
    return known[0] if known else None


def _title_columns(
    columns: Sequence[tuple[Column, ...]], cells: Sequence[Cell]
) -> Iterator[Column]:
    """The columns that may have the title, the best first.

    A data set behind the title is one that the work uses, and a name there may be anything.
    """
    yield from _TITLE_COLUMNS
    said = [column for found in columns for column in found]
    first = next((column for column in said if column in ("name", *KINDS)), None)
    if first is not None and (first != "name" or any(map(_has_paper, cells))):
        yield first


def _has_paper(cell: Cell) -> bool:
    links = links_of(cell)
    if not links:
        return identify(_text(cell)) is not None
    return any(role_of(link) in ("paper", "page", "code") for link in links)


def _title(cell: Cell, column: Column | None) -> _Title:
    """The title in a cell, and the link that it is, if it is one."""
    links = links_of(cell)
    link = next((link for link in links if not is_generic(link.label)), None)
    outside = [span for span in cell if span.link is None]
    text = _EMPTY_BRACKETS.sub("", plain(outside))
    own = clean_title(title_beside_urls(text))
    if link is None:
        return _Title(own, None, cell, column)
    _, _, after = plain(cell).partition(link.label)
    if after.lstrip().startswith((":", "：")):  # Only the name is linked.
        return _Title(clean_title(link.label + after), link, cell, column)
    if len(own.split()) > 2 and len(link.label.split()) < 3 and column == "title":
        return _Title(own, None, cell, column)  # The label is the name behind the title.
    return _Title(clean_title(link.label), link, cell, column)


def _several_works(title: _Title, by_column: dict[Column, Cell]) -> Iterator[Work] | None:
    """The works of a cell that names several, each by a link to its own identifier."""
    named = [
        link
        for link in links_of(title.cell)
        if not is_generic(link.label) and identify(link.target)
    ]
    different = {identify(link.target) for link in named}
    if len(different) < 2 or len(different) < len(named):
        return None
    _, facts = _facts(title, by_column)
    return (
        Work(clean_title(link.label), targets=targets_of([], link.target), facts=facts)
        for link in named
        if any(map(str.isalpha, link.label))
    )


def _work(
    title: _Title,
    columns: Sequence[tuple[Column, ...]],
    by_column: dict[Column, Cell],
    cells: Sequence[Cell],
) -> Verdict:
    text, facts = _facts(title, by_column)
    text, behind = name_behind(text)
    first = next((column for found in columns for column in found if column in _NAMING), None)
    kind = first if first in KINDS else None
    if kind and (year := _YEAR_IN_NAME.search(text)):
        text = text[: year.start()]
        facts = facts.filled(Facts(PartialDate(int(year[1]))))
    name = _name(first, title, text, by_column) or behind
    targets = targets_of(_roles(title, columns, cells), title.link.target if title.link else None)
    work = Work(
        text,
        title.text if behind else None,
        targets,
        facts,
        name=name,
        keywords=_keywords(by_column.get("keywords", ())),
        description=plain(by_column.get("description", ())) or None,
        source=plain(by_column.get("source", ())) or None,
        kind=kind,
        featured=any(span.strong for span in title.cell),
        not_alone=names_another_work(
            links_of(title.cell), title.text, (targets.url, *targets.identifying)
        ),
    )
    return _why_none(work) or work


def _name(
    first: Column | None, title: _Title, text: str, by_column: dict[Column, Cell]
) -> str | None:
    """The short name in a column before that of titles, which may be the title itself."""
    if first not in ("name", *KINDS) or first not in by_column:
        return None
    name = text if first == title.column else _title(by_column[first], first).text
    # A column of names may have the titles of papers.
    return name if name and (first in KINDS or is_name(name)) else None


_NAMING: tuple[Column, ...] = ("title", "paper", "name", *KINDS)


def _facts(title: _Title, by_column: dict[Column, Cell]) -> tuple[str, Facts]:
    """The title without what stands behind it, and date, venue and authors by their columns."""
    date_cell = _text(by_column.get("date", ()))
    facts = Facts(date_in_cell(date_cell) if date_cell else None)
    venue = cell_venue(_badges(by_column.get("venue", ())))
    if not venue and "source" in by_column:  # Of a paper, where it appeared; else anything.
        venue = venue_facts(_text(by_column["source"]), marked=True)
    if not venue and date_cell:
        venue = facts_of(date_cell, marked=True)  # "2019 ICCV"
    authors = read_authors(_text(by_column.get("authors", ())))
    facts = facts.filled(Facts(None, venue.venue, venue.status, authors)).filled(Facts(venue.date))
    text, behind = title.text, NOTHING
    if title.link is None:
        text, behind = trimmed_title(title.text)
    else:
        label = title.link.label
        after = _text(title.cell).partition(label)[2]
        behind = facts_in(after) if after.strip() else NOTHING
    return text or title.text, facts.filled(behind)


def _text(cell: Cell) -> str:
    """The text of a cell, its line breaks kept."""
    return "".join([span.text for span in cell if not span.image]).strip(" \t")


def _badges(cell: Cell) -> str:
    """The text of a cell, or else that of its pictures: venues are often badges."""
    return _text(cell).strip() or " ".join(span.text for span in cell if span.image and span.text)


def _roles(
    title: _Title, columns: Sequence[tuple[Column, ...]], cells: Sequence[Cell]
) -> list[tuple[Role, str]]:
    """What each link of a row leads to: by its own label, or else by its column."""
    roles: list[tuple[Role, str]] = []
    for number, cell in enumerate(cells):
        own = _role_of_column(columns[number]) if number < len(columns) else None
        if own == "data" and cell is title.cell:
            own = None
        beside = [link for link in links_of(cell) if link is not title.link]
        roles.extend(
            (_role(link, own), link.target) for link in beside if own or _is_label(link.label)
        )
        outside = plain([span for span in cell if span.link is None])
        if own == "paper" and not beside and identify(outside):
            roles.append((own, outside))  # "arXiv:2501.01234", which is no link.
        roles.extend((own or role_of(Link("", url)), url) for url in bare_urls(outside))
    return roles


def _role_of_column(said: tuple[Column, ...]) -> Role | None:
    return next((_ROLES[column] for column in said if column in _ROLES), None)


def _is_label(text: str) -> bool:
    return is_generic(text) or is_venue_label(text)


def _role(link: Link, column: Role | None) -> Role:
    """What a link leads to: its column may say, unless its label says something else."""
    own = role_of(link)
    if column is None or own == column:
        return own
    label = slug(link.label)
    says_nothing = label in ("", "link", "url", "here", "html", "page", "链接") or own == "other"
    if column == "paper":
        return "paper" if says_nothing and own not in ("code", "data") else own
    return column if says_nothing or own == "page" else own


def _keywords(cell: Cell) -> tuple[str, ...]:
    """The terms in a cell; each of several bold ones is one: `**A**&**B**`."""
    texts = [
        ";" if not span.strong and span.text.strip() == "&" else span.text
        for span in cell
        if not span.image
    ]
    parts = _KEYWORDS_END.split("".join(texts))
    return tuple(text for part in parts if (text := " ".join(part.split())))


def _why_none(work: Work) -> SkipReason | None:
    """Why a row names no work, although there is a title in it."""
    url = work.url or ""
    if identify(url):
        return None
    if NO_PUBLISHERS.fullmatch(host_of(url)):
        return SkipReason.UNKNOWN_LINK
    if slug(work.title).startswith("awesome"):
        return SkipReason.OTHER_LIST
    if is_web_link(url):
        return None
    is_name = len(work.title.split()) < 2 and work.title.isascii()
    return SkipReason.NO_LINK_TO_WORK if is_name and not _says_more(work) else None


def _says_more(work: Work) -> bool:
    """Whether a row says enough of what has a name, and neither title nor web link."""
    if work.description or work.source or work.url:
        return True
    is_placed = bool(work.kind or work.facts.venue) and not work.title.islower()
    return work.date is not None and is_placed
