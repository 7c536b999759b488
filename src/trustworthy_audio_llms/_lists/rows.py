"""The rows of a list's tables: what each column says of a work.

It stays one module, because what a cell says depends on what the columns beside it are.
"""

from collections.abc import Container, Iterator, Sequence

from .._records.dates import PartialDate
from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .._records.venues import find_venue
from .._text import is_web_link
from .authors import Authors, find_authors, read_authors
from .beside import Facts, cell_venue, cited, facts_of, is_name, venue_facts
from .cells import Cell, Title, all_links_of, badges_of, keywords_of, parted, text_of, title_in
from .columns import KINDS, Column, Layout, columns_of, layout_of
from .dating import date_in_cell
from .judging import is_template, judge, names_another_work
from .labels import facts_of_labels, is_venue_label
from .lines import read_line
from .links import NO_PUBLISHERS, Link, Role, host_of, links_of, role_of, targets_of
from .names_beside import name_behind
from .spans import plain
from .wording import clean_title, is_generic, is_nothing, without_decoration
from .works import Verdict, Work

_LONGEST_HEADING = 4  # Letters of a heading without blanks; more may be a title.
_LONGEST_VENUE = 30  # Characters of what may be but a venue, and no title.
# "[Project](…)" in a column of code is but the project's page.
_PAGE_WORDS = frozenset("project website web homepage page site demo blog".split())


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
    by_column: dict[Column, Cell] = {}
    for said, cell in zip(layout.columns, cells, strict=False):
        for column in said:
            by_column.setdefault(column, cell)
    title = _find_title(layout, cells)
    if title is None:
        return [SkipReason.NO_TITLE_COLUMN]
    if reason := _is_no_title(title.text):
        return [reason]
    if by_column.get("venue") is title.cell:
        del by_column["venue"]
    if several := _several_works(title, layout, by_column, cells):
        return list(several)
    return [_work(title, layout, by_column, cells)]


def _without_header(cells: Sequence[Cell]) -> list[Verdict]:
    """The works of a row that no header explains: each cell is read like an item.

    Beside a single work the other cells may say more of it, as its year or its code.
    """
    said = [read_line(cell, in_list=True) for cell in cells]
    judged = [judge(one, in_list=True, news=False) for one in said]
    works: list[Verdict] = [
        one for one in judged if isinstance(one, Work) and one.doubt is None and one.url
    ]
    if len(works) != 1 or not isinstance(work := works[0], Work):
        return works
    facts, targets = work.facts, work.targets
    for cell, one, verdict in zip(cells, said, judged, strict=True):
        if verdict is not work:
            facts = facts.filled(facts_of(plain(cell), marked=True, alone=False))
            code = next((target for role, target in one.roles if role == "code"), None)
            targets = targets._replace(code=targets.code or code)
    return [work._replace(facts=facts, targets=targets)]


def _is_no_title(text: str) -> SkipReason | None:
    letters = sum(map(str.isalpha, text))
    if not letters:
        return SkipReason.STATISTICS if any(map(str.isdigit, text)) else SkipReason.NO_TITLE
    is_word = text.isalpha() and (text.isascii() or len(text) <= _LONGEST_HEADING)
    if is_word and columns_of(text):
        return SkipReason.NO_TITLE  # A table on its side, with headings down its first column.
    return SkipReason.TEMPLATE if is_template(text) else None


def _find_title(layout: Layout, cells: Sequence[Cell]) -> Title | None:
    """The title: by the table's header, or else in the cell that links to a work."""
    instead: Title | None = None  # A citation, or nothing, where the title should be.
    for title, is_one in _candidates(layout, cells):
        if is_one:
            return title
        if instead is None or not instead.text:
            is_told = cited(title.text) or not any(map(str.isalpha, title.text))
            instead = title if is_told else Title("", None, title.cell)
    return instead


def _candidates(layout: Layout, cells: Sequence[Cell]) -> Iterator[tuple[Title, bool]]:
    """What may be the title, the best first, each with whether it may well be one."""
    for number in _title_columns(layout, cells):
        if number < len(cells):
            title = title_in(cells[number], may_be_text="title" in layout.columns[number])
            yield title, _is_title(title) and (number in layout.names or not _is_venue(title))
    for cell in cells:
        title = title_in(cell, may_be_text=False)
        is_one = _is_title(title)
        if title.link and (is_one or cited(title.text)) and identify(title.link.target):
            yield title, is_one
    if layout.subject is not None and layout.subject < len(cells):
        title = title_in(cells[layout.subject], may_be_text=False)
        if _is_title(title) and _leads_to(("paper",), layout, cells):
            yield title, True


def _is_title(title: Title) -> bool:
    """Whether a text may be a title: neither a label, nor a citation, nor "N/A"."""
    return not (is_generic(title.text) or is_nothing(title.text) or cited(title.text))


def _is_venue(title: Title) -> bool:
    """Whether a text in a column of papers says where they appeared, as names do not."""
    return len(title.text) < _LONGEST_VENUE and find_venue(title.text) is not None


def _title_columns(layout: Layout, cells: Sequence[Cell]) -> Iterator[int]:
    """The columns that may have the title, the best first.

    A data set behind the title is one that the work uses, and a name there may be anything.
    """
    yield from layout.titles
    if layout.names:
        said = layout.columns[layout.names[0]]
        if "name" not in said or _leads_to(("paper", "page", "code", "data"), layout, cells):
            yield from _linked_first(layout, cells)
    yield from layout.links


def _linked_first(layout: Layout, cells: Sequence[Cell]) -> Sequence[int]:
    """The columns of names; first those with works, if no other column has links."""
    linked = {number for number, cell in enumerate(cells) if links_of(cell)}
    if len(layout.names) < 2 or not linked <= set(layout.names):
        return layout.names
    return sorted(layout.names, key=lambda number: number not in linked)


def _leads_to(roles: Container[Role], layout: Layout, cells: Sequence[Cell]) -> bool:
    """Whether a link of a row leads to any of these, by itself or by its column."""
    for cell, own in zip(cells, layout.roles, strict=False):
        if any(_role(link, own) in roles for link in all_links_of(cell, of_papers=own == "paper")):
            return True
    return False


def _several_works(
    title: Title, layout: Layout, by_column: dict[Column, Cell], cells: Sequence[Cell]
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
    facts = _facts(layout, by_column, cells)
    return (
        Work(clean_title(link.label), targets=targets_of([], link.target), facts=facts)
        for link in named
        if any(map(str.isalpha, link.label))
    )


def _work(
    title: Title, layout: Layout, by_column: dict[Column, Cell], cells: Sequence[Cell]
) -> Verdict:
    with_authors = by_column.get("authors") is title.cell
    text, before, beside = parted(title, with_authors=with_authors)
    facts = _facts(layout, by_column, cells, with_authors=not with_authors).filled(beside)
    badges = [Link("", "", span.text) for span in title.cell if span.image and span.text]
    facts = facts.filled(facts_of_labels(badges)) if badges else facts
    text, behind = name_behind(text)
    kind = layout.naming if layout.naming in KINDS else None
    keywords = by_column.get("keywords", ())
    terms = keywords_of(keywords)
    told = by_column.get("description") or (() if terms else keywords)
    targets = targets_of(_roles(title, layout, cells), title.link.target if title.link else None)
    work = Work(
        text,
        title.text if behind else None,
        targets,
        facts,
        name=before or behind or _name(layout, title, text, cells),
        keywords=terms,
        description=plain(told) or None,
        source=plain(by_column.get("source", ())) or None,
        kind=kind,
        featured=any(span.strong for span in title.cell),
        not_alone=names_another_work(
            links_of(title.cell), title.text, (targets.url, *targets.identifying)
        ),
    )
    return _why_none(work, layout) or work


def _name(layout: Layout, title: Title, text: str, cells: Sequence[Cell]) -> str | None:
    """The short name in a column before that of titles, which may be the title itself."""
    named = [cells[number] for number in layout.names if number < len(cells)]
    if not named or layout.naming not in ("name", *KINDS):
        return None
    cell = next((cell for cell in named if cell is title.cell), named[0])
    name = text if cell is title.cell else title_in(cell, may_be_text=False).text
    name = name_behind(name)[1] or name  # "Corpus of Many Whistles (CMW)"
    # A column of names may have the titles of papers.
    is_one = layout.naming in KINDS or is_name(name)
    return name if name and is_one and not is_nothing(name) else None


def _facts(
    layout: Layout,
    by_column: dict[Column, Cell],
    cells: Sequence[Cell],
    *,
    with_authors: bool = True,
) -> Facts:
    """Date, venue and authors by their columns."""
    dated = [
        text_of(cell) for said, cell in zip(layout.columns, cells, strict=False) if "date" in said
    ]
    venue = cell_venue(badges_of(by_column.get("venue", ())))
    if not venue and "source" in by_column:  # Of a paper, where it appeared; else anything.
        venue = venue_facts(text_of(by_column["source"]), marked=True)
    if not venue:  # "2019 ICCV"
        told = (facts_of(text, marked=True) for text in dated)
        venue = next((one for one in told if one.venue), venue)
    authors = Authors()
    if with_authors:
        authors = read_authors(text_of(by_column.get("authors", ())))
    date = _date(dated, text_of(by_column.get("month", ())))
    facts = Facts(date, venue.venue, venue.status, authors).filled(Facts(venue.date))
    return facts.filled(cited(plain(by_column.get("paper", ()))))


def _date(texts: Sequence[str], month: str) -> PartialDate | None:
    """The date in the columns of dates, which may have year and month apart."""
    dates = [date for text in texts if text and (date := date_in_cell(text))]
    date = next((date for date in dates if date.month), dates[0] if dates else None)
    if not month or (date and date.month):
        return date
    if date is None:
        return date_in_cell(month)
    mark = "-" if month.isdigit() else " "
    return date_in_cell(f"{date.year}{mark}{month}") or date


def _roles(title: Title, layout: Layout, cells: Sequence[Cell]) -> list[tuple[Role, str]]:
    """What each link of a row leads to: by its own label, or else by its column."""
    roles: list[tuple[Role, str]] = []
    for number, cell in enumerate(cells):
        own = layout.roles[number] if number < len(layout.roles) else None
        if own == "data" and cell is title.cell:
            own = None
        names_data = own == "data" and "dataset" in layout.columns[number]
        for link in all_links_of(cell, of_papers=own == "paper" or cell is title.cell):
            if cell is title.cell and link == title.link:
                continue
            if names_data and not (_is_label(link.label) or _repeats(link.label, title.text)):
                continue  # That data set has a name, and is another's: "[Parrots](…)".
            if own or _is_label(link.label):
                roles.append((_role(link, own), link.target))
            elif _repeats(link.label, title.text):
                roles.append(("page", link.target))
    return roles or _only_link(title, cells)


def _only_link(title: Title, cells: Sequence[Cell]) -> list[tuple[Role, str]]:
    """The only link of a row, alone in its cell: it leads to the work, whatever its label says."""
    if title.link is not None:
        return []
    linked = [(links_of(cell), cell) for cell in cells if any(span.link for span in cell)]
    if len(linked) != 1 or len(linked[0][0]) != 1:
        return []
    (link,), cell = linked[0]
    shown = without_decoration(plain(cell)).strip("[].")
    is_label = shown == link.label and len(shown.split()) < 3
    return [("page", link.target)] if is_label else []


def _is_label(text: str) -> bool:
    return not text or is_generic(text) or is_venue_label(text)


def _repeats(label: str, title: str) -> bool:
    """Whether a label is the title of the row, or as much of it as a name."""
    return f"{slug(title)}-".startswith(f"{slug(label)}-")


def _role(link: Link, column: Role | None) -> Role:
    """What a link leads to: its column may say, unless its label says something else."""
    own = role_of(link)
    if column is None or own == column:
        return own
    label = slug(link.label)
    if column == "code" and own == "page" and not _PAGE_WORDS.isdisjoint(label.split("-")):
        return own
    says_nothing = label in ("", "link", "url", "here", "html", "page", "链接") or own == "other"
    if column == "paper":
        return "paper" if says_nothing and own not in ("code", "data") else own
    return column if says_nothing or own == "page" else own


def _why_none(work: Work, layout: Layout) -> SkipReason | None:
    """Why a row names no work, although there is a title in it."""
    url = work.url or ""
    if identify(url):
        return None
    if layout.may_be_people and find_authors(work.title, marked=True):
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
