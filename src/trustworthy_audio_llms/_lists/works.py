"""What lists say: works, news, and what is no work."""

from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.skipping import SkipReason
from .._text import is_web_link
from .facts import Facts
from .links import Targets
from .markdown import Line


class Work(NamedTuple):
    """What a block of a list says of a work, as it is written there.

    Attributes:
        title: The title, without what stands beside it.
        written: The title as it is written, where that is another.
        targets: Where its links lead; what is no web link is kept as it is written.
        facts: The date, venue, status and authors.
        name: The short name of what it introduces.
        keywords: Short terms.
        description: A sentence on what it is.
        source: Where its data come from.
        kind: What kind of work it is, where a column says.
        featured: Whether it is set in bold among others that are not.
        not_alone: Whether a link on its line leads to another work, which is not read.
        doubt: Why it may be none: it is one where others like it stand beside it.
    """

    title: str
    written: str | None = None
    targets: Targets = Targets()
    facts: Facts = Facts()
    name: str | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    source: str | None = None
    kind: str | None = None
    featured: bool = False
    not_alone: bool = False
    doubt: SkipReason | None = None

    @property
    def date(self) -> PartialDate | None:
        """Its date."""
        return self.facts.date

    @property
    def url(self) -> str | None:
        """The link to it, as it is written."""
        return self.targets.url

    @property
    def links(self) -> tuple[str, ...]:
        """The web links that may carry its identifiers."""
        return tuple(filter(is_web_link, self.targets.identifying))


class News(NamedTuple):
    """What a line says of the list itself."""

    date: PartialDate
    text: str


Verdict = Work | News | SkipReason | None
"""A work, news, the reason why something that looks like either is none, or None for prose."""

Judged = tuple[Line, Verdict]
"""A line with what it says."""
