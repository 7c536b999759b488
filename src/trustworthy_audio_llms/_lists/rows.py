"""The rows of a list's tables: the work that each names, or the several."""

import re
from collections.abc import Iterator, Mapping, Sequence

from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .._text import is_web_link
from .authors import find_authors
from .beside import facts_of
from .cells import Cell, Title, keywords_of, parted, title_in
from .columns import KINDS, Column, Layout, layout_of
from .facts import Facts
from .judging import judge, names_another_work
from .labels import facts_of_labels
from .lines import read_line
from .links import NO_PUBLISHERS, Link, host_of, links_of, targets_of
from .names_beside import name_behind
from .naming import is_name
from .row_facts import facts_in_row
from .row_links import roles_in_row
from .saying import Said
from .spans import plain
from .title_cells import find_title, why_no_title
from .wording import clean_title, is_generic, is_nothing
from .works import Verdict, Work

_PROFILE = re.compile(r"https?://(?:www\.)?github\.com/[\w-]+/?")  # Of a person, or a group.


def read_row(cells: Sequence[Cell], header: Sequence[str]) -> list[Verdict]:
    """Read one row of a table.

    Args:
        cells: What stands in each cell.
        header: The texts of the table's header; `Year`, `Title`, `Venue`, `Keywords` where the
            row stands alone.

    Returns:
        What it says of a work, or of several; or why it cannot be read. Of an empty row, nothing.
    """
    if not any(span.link or span.text.strip() for cell in cells for span in cell):
        return []
    if not any(header) and (works := _without_header(cells)):
        return works
    layout = layout_of(tuple(header))
    title = find_title(layout, cells)
    if title is None:
        return [SkipReason.NO_TITLE_COLUMN]
    if reason := why_no_title(title.text):
        return [reason]
    by_column = _by_column(layout, cells)
    if by_column.get("venue") is title.cell:
        del by_column["venue"]
    if several := _several_works(title, layout, by_column, cells):
        return list(several)
    return [_work(title, layout, by_column, cells)]


def _by_column(layout: Layout, cells: Sequence[Cell]) -> dict[Column, Cell]:
    """The first cell of each column that the table has."""
    by_column: dict[Column, Cell] = {}
    for said, cell in zip(layout.columns, cells, strict=False):
        for column in said:
            by_column.setdefault(column, cell)
    return by_column


def _without_header(cells: Sequence[Cell]) -> list[Verdict]:
    """The works of a row that no header explains: each cell is read like an item.

    Beside a single work the other cells may say more of it, as its year or its code.
    """
    said = [read_line(cell, in_list=True) for cell in cells]
    judged = [judge(one, in_list=True, news=False) for one in said]
    works = [one for one in judged if isinstance(one, Work) and one.doubt is None and one.url]
    if len(works) != 1:
        return [*works]
    (work,) = works
    rows = zip(cells, said, judged, strict=True)
    return [_with_more(work, [(cell, one) for cell, one, verdict in rows if verdict is not work])]


def _with_more(work: Work, beside: Sequence[tuple[Cell, Said]]) -> Work:
    """A work with what the cells beside it say: a fact, or the link to its code."""
    facts, targets = work.facts, work.targets
    for cell, said in beside:
        facts = facts.filled(facts_of(plain(cell), marked=True, alone=False))
        code = next((target for role, target in said.roles if role == "code"), None)
        targets = targets._replace(code=targets.code or code)
    return work._replace(facts=facts, targets=targets)


def _several_works(
    title: Title, layout: Layout, by_column: Mapping[Column, Cell], cells: Sequence[Cell]
) -> Iterator[Work] | None:
    """The works of a cell that names several, each by a link to its own identifier."""
    named = [
        link
        for link in links_of(title.cell)
        if not is_generic(link.label) and identify(link.target)
    ]
    different = {identify(link.target) for link in named}
    if len(different) < 2 or len(different) < len(named):
        return None
    facts = facts_in_row(layout, by_column, cells)
    return (
        Work(clean_title(link.label), targets=targets_of([], link.target), facts=facts)
        for link in named
        if any(map(str.isalpha, link.label))
    )


def _work(
    title: Title, layout: Layout, by_column: Mapping[Column, Cell], cells: Sequence[Cell]
) -> Verdict:
    with_authors = by_column.get("authors") is title.cell
    text, before, beside = parted(title, with_authors=with_authors)
    text, behind = name_behind(text)
    facts = facts_in_row(layout, by_column, cells, with_authors=not with_authors)
    terms, description = _terms_and_description(by_column)
    roles = roles_in_row(title, layout, cells)
    targets = targets_of(roles, title.link.target if title.link else None)
    work = Work(
        text,
        title.text if behind else None,
        targets,
        facts.filled(beside).filled(_facts_of_badges(title.cell)),
        name=before or behind or _name(layout, title, text, cells),
        keywords=terms,
        description=description,
        source=plain(by_column.get("source", ())) or None,
        kind=layout.naming if layout.naming in KINDS else None,
        featured=any(span.strong for span in title.cell),
        not_alone=names_another_work(
            links_of(title.cell), title.text, (targets.url, *targets.identifying)
        ),
    )
    return _why_none(work, layout) or work


def _facts_of_badges(cell: Cell) -> Facts:
    return facts_of_labels([Link("", "", span.text) for span in cell if span.image and span.text])


def _terms_and_description(
    by_column: Mapping[Column, Cell],
) -> tuple[tuple[str, ...], str | None]:
    """Short terms, and a sentence, which may stand in the column of terms."""
    keywords = by_column.get("keywords", ())
    terms = keywords_of(keywords)
    told = by_column.get("description") or (() if terms else keywords)
    return terms, plain(told) or None


def _name(layout: Layout, title: Title, text: str, cells: Sequence[Cell]) -> str | None:
    """The short name in a column before that of titles, which may be the title itself."""
    cell = _cell_of_name(layout, title, cells)
    if cell is None:
        return None
    name = text if cell is title.cell else title_in(cell, may_be_text=False).text
    name = name_behind(name)[1] or name  # "Corpus of Many Whistles (CMW)"
    # A column of names may have the titles of papers.
    is_one = layout.naming in KINDS or is_name(name)
    return name if name and is_one and not is_nothing(name) else None


def _cell_of_name(layout: Layout, title: Title, cells: Sequence[Cell]) -> Cell | None:
    """The cell that names a work, where a column of names comes before that of titles."""
    if layout.naming not in ("name", *KINDS):
        return None
    named = [cells[number] for number in layout.names if number < len(cells)]
    return next((cell for cell in named if cell is title.cell), named[0] if named else None)


def _why_none(work: Work, layout: Layout) -> SkipReason | None:
    """Why a row names no work, although there is a title in it."""
    url = work.url or ""
    if identify(url):
        return None
    is_profile = _PROFILE.fullmatch(url) is not None
    if (layout.may_be_people or is_profile) and find_authors(work.title, marked=True):
        return SkipReason.PERSON
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
