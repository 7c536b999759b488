"""The lines of a list: those that name works, those of its news, and those that were skipped."""

# mypy knows converters only by name, and takes what it does not know for Any: the constructors
# then accept what the converters accept, which is what we want.
# mypy: disable-error-code="misc"

from collections.abc import Iterable
from typing import Any

import attrs
from attrs import field

from .._public import public
from . import fields
from .dates import PartialDate
from .skipping import SkipReason, code_of_prose


@public
@attrs.frozen
class Mention:
    """One place in a list that names a work.

    Attributes:
        path: The file, from the root of the list, with `/` between folders.
        line: The line in that file, counted from 1.
        section: The heading it stands under, without emoji; where there is none, or only a
            year, the path without its suffix.
        title: The title as it is written there, or None where nothing says.
        url: The link as it is written there, also one that leads nowhere, or None.
        date: The date as it is written there, or None.
    """

    path: str = field(converter=fields.text("path"))
    line: int = field(converter=fields.line_number("line"))
    section: str = field(default="", converter=fields.any_text("section"))
    title: str | None = field(default=None, kw_only=True, converter=fields.optional_text("title"))
    url: str | None = field(default=None, kw_only=True, converter=fields.optional_text("url"))
    date: PartialDate | None = field(
        default=None, kw_only=True, converter=fields.optional_date("date")
    )

    def __str__(self) -> str:
        """The place as `path:line`."""
        return f"{self.path}:{self.line}"


def as_mentions(values: Iterable[Mention | dict[str, Any]]) -> tuple[Mention, ...]:
    """Several mentions, each as one or as the fields of one.

    Raises:
        ValueError: They are none.
    """
    try:
        return tuple([v if isinstance(v, Mention) else Mention(**v) for v in values])
    except TypeError:
        raise ValueError(
            f"`mentions` must be several mentions, each with its path and line, not {values!r}."
        ) from None


@public
@attrs.frozen
class NewsItem:
    """A dated line of a list's news.

    Attributes:
        date: When.
        text: What, as plain text.
        mentions: Where it stands.
    """

    date: PartialDate = field(converter=fields.date("date"))
    text: str = field(converter=fields.text("text"))
    mentions: tuple[Mention, ...] = field(default=(), converter=as_mentions, kw_only=True)


@public
@attrs.frozen
class Skipped:
    """What looks like an entry and was not read as one.

    Attributes:
        path: The file, from the root of the list.
        line: The line, counted from 1.
        text: The line as it stands there, shortened where it is very long.
        reason: Why it was not read as an entry, in a few words for people.
        code: The same as a `SkipReason`, to compare and to group by.
    """

    path: str = field(converter=fields.any_text("path"))
    line: int = field(converter=fields.line_number("line"))
    text: str = field(converter=fields.any_text("text"))
    reason: str = field(converter=fields.any_text("reason"))
    code: SkipReason = field(converter=SkipReason)

    @code.default
    def _code_of_prose(self) -> SkipReason:
        return code_of_prose(self.reason)
