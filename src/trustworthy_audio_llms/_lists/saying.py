"""What one line of a list says of a work, part by part."""

import functools
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import identify
from .facts import NOTHING, Facts
from .links import Link, Role, Targets, targets_of
from .shapes import TitledBy


class Said(NamedTuple):
    """What one line says.

    Attributes:
        date: The date that it begins with.
        is_bracketed: Whether that is a month or day in brackets.
        after_date: The text behind it, as it is shown.
        title: The title, without what stands beside it, or an empty text.
        written: The title as it is written.
        by: What tells the title: the label of a link, bold or italic text, or nothing.
        titled: The link that is the title.
        lead: The words before the title.
        others: The other links.
        roles: What each link of the work leads to, and where.
        facts: What stands beside the title.
        name: The short name before or behind it.
        is_prose: Whether running text leads to the link.
    """

    date: PartialDate | None = None
    is_bracketed: bool = False
    after_date: str = ""
    title: str = ""
    written: str = ""
    by: TitledBy = ""
    titled: Link | None = None
    lead: str = ""
    others: tuple[Link, ...] = ()
    roles: tuple[tuple[Role, str], ...] = ()
    facts: Facts = NOTHING
    name: str | None = None
    is_prose: bool = False

    @property
    def all_facts(self) -> Facts:
        """The facts, the date at the beginning before any other."""
        return Facts(self.date).filled(self.facts)

    @property
    def targets(self) -> Targets:
        """Where the links lead."""
        return _targets(self.roles, self.titled.target or None if self.titled else None)

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to a known identifier, or is said to lead to a paper."""
        is_titled = self.titled is not None and identify(self.titled.target) is not None
        return is_titled or any(role == "paper" for role, _ in self.roles)


# The targets of a line are asked for several times in a row.
@functools.lru_cache(maxsize=64)
def _targets(roles: tuple[tuple[Role, str], ...], titled: str | None) -> Targets:
    return targets_of(roles, titled)
