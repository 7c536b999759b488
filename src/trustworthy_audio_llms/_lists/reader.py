"""Reading lists: from the Markdown of a list to distinct entries, news, and what was left out.

Nothing is lost silently: a line that looks like one of a list is a mention, a news item, or stands
in `skipped` with the reason.
"""

import time
from collections.abc import Callable, Iterable

import attrs

from .._records.entries import Entry
from .._records.mentions import NewsItem, Skipped
from .._records.uniting import Union, unite
from .entries import scope_of_list
from .raw import RawFile
from .recording import read_file
from .structure import Files


@attrs.frozen
class Reading:
    """What a list says.

    Attributes:
        entries: Its distinct works, in the order of their first mentions.
        news: Its news, in the order they stand.
        skipped: The lines that look like entries and were not read as any.
        unions: Which records of it were taken for one work, and why.
    """

    entries: tuple[Entry, ...]
    news: tuple[NewsItem, ...]
    skipped: tuple[Skipped, ...]
    unions: tuple[Union, ...] = ()


def read_list_files(files: Iterable[tuple[str, str]], *, deadline: float | None = None) -> Reading:
    """Read the Markdown files of a list.

    Raises on no content, and takes time linear in its size.

    Args:
        files: Path (with `/` between folders, from the root of the list) and text of each file.
        deadline: When to give up, by `time.monotonic()`.

    Raises:
        TimeoutError: The deadline has passed.
    """
    files = list(files)
    # Of a single file nobody knows what stands beside it.
    linked = Files([path for path, _ in files]) if len(files) > 1 else None
    scope = scope_of_list([text for _, text in files])
    entries: list[Entry] = []
    news: list[NewsItem] = []
    skipped: list[Skipped] = []
    check = _clock(deadline)
    for path, text in files:
        for record in read_file(RawFile(path, text, linked), scope, check):
            if isinstance(record, Entry):
                entries.append(record)
            elif isinstance(record, Skipped):
                skipped.append(record)
            else:
                news.append(record)
    check()
    united = unite(entries)
    return Reading(united.entries, _distinct(news), tuple(skipped), united.unions)


def _distinct(news: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    """News without repetitions; each stands where it is first, with all its mentions."""
    same: dict[tuple[str, str], list[NewsItem]] = {}
    for item in news:
        same.setdefault((str(item.date), item.text), []).append(item)
    return tuple(
        attrs.evolve(items[0], mentions=[mention for item in items for mention in item.mentions])
        for items in same.values()
    )


def _clock(deadline: float | None) -> Callable[[], None]:
    def check() -> None:
        if deadline is not None and time.monotonic() > deadline:
            raise TimeoutError("The list could not be read in the time that was left.")

    return check
