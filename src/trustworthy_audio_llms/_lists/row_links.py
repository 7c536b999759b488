"""What the links of a table's row lead to: by their own labels, or by their columns."""

from collections.abc import Container, Iterator, Sequence

from .._records.identifiers import slug
from .cells import Cell, Title, all_links_of
from .columns import Layout
from .labels import is_label
from .links import Link, Role, links_of, role_of
from .spans import plain
from .wording import without_decoration

# "[Project](…)" in a column of code is but the project's page.
_PAGE_WORDS = frozenset("project website web homepage page site demo blog".split())
# Labels that say no more than that they are links.
_SAY_NOTHING = frozenset(("", "link", "url", "here", "html", "page", "链接"))


def roles_in_row(title: Title, layout: Layout, cells: Sequence[Cell]) -> Sequence[tuple[Role, str]]:
    """What each link of a row leads to, but for that of its title, and its target.

    Args:
        title: The title of the row.
        layout: What the columns say.
        cells: What stands in each cell.
    """
    roles = [
        role
        for number, cell in enumerate(cells)
        for role in _roles_in_cell(cell, number, title, layout)
    ]
    return roles or _only_link(title, cells)


def _roles_in_cell(
    cell: Cell, number: int, title: Title, layout: Layout
) -> Iterator[tuple[Role, str]]:
    """What each link of a cell leads to that is about the work."""
    own = layout.roles[number] if number < len(layout.roles) else None
    is_titled = cell is title.cell
    if own == "data" and is_titled:
        own = None
    names_data = own == "data" and "dataset" in layout.columns[number]
    for link in all_links_of(cell, of_papers=own == "paper" or is_titled):
        if is_titled and link == title.link:
            continue
        if role := _role_beside(title, link, own, names_data=names_data):
            yield role, link.target


def _role_beside(title: Title, link: Link, column: Role | None, *, names_data: bool) -> Role | None:
    """What a link beside a title leads to, or None if it is about something else.

    A data set with a name of its own is another's: "[Parrots](…)".
    """
    if (column and not names_data) or is_label(link.label):
        return _role_in_column(link, column)
    if not _repeats(link.label, title.text):
        return None
    return _role_in_column(link, column) if column else "page"


def _repeats(label: str, title: str) -> bool:
    """Whether a label is the title of the row, or as much of it as a name."""
    return f"{slug(title)}-".startswith(f"{slug(label)}-")


def leads_to(roles: Container[Role], layout: Layout, cells: Sequence[Cell]) -> bool:
    """Whether a link of a row leads to any of these, by itself or by its column.

    Args:
        roles: What is looked for.
        layout: What the columns say.
        cells: What stands in each cell.
    """
    for cell, own in zip(cells, layout.roles, strict=False):
        links = all_links_of(cell, of_papers=own == "paper")
        if any(_role_in_column(link, own) in roles for link in links):
            return True
    return False


def _role_in_column(link: Link, column: Role | None) -> Role:
    """What a link leads to: its column may say, unless its label says something else."""
    own = role_of(link)
    if column is None or own == column:
        return own
    label = slug(link.label)
    says_nothing = label in _SAY_NOTHING or own == "other"
    if column == "paper":
        return "paper" if says_nothing and own not in ("code", "data") else own
    if column == "code" and own == "page" and not _PAGE_WORDS.isdisjoint(label.split("-")):
        return own
    return column if says_nothing or own == "page" else own


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
