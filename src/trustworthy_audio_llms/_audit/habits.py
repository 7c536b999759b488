"""What most works of a list have in common: its habit, which one finding is enough to tell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .._records.entries import Entry
from .codes import finding
from .dating import is_plain_page
from .finding import Finding
from .written import dates

_FEWEST = 5
"""Of fewer works nobody can tell, and as many findings are soon read."""

_MESSAGES = {
    "no-date": "{count} of {all} works{under} have no date. Add those of their first versions.",
    "date-and-arxiv": (
        "{count} of {all} works are not dated by their arXiv identifiers. Say in the list which "
        "date it gives, or give that of the first version. The first of them: {first}"
    ),
    "link-not-canonical": (
        "{count} of {all} works are linked at another place than their own page. The first of "
        "them: {first}"
    ),
}


def told_once(found: Iterable[Finding], entries: Sequence[Entry]) -> Iterator[Finding]:
    """Give the findings, and where most works have one of a code, one finding for all of them.

    Works without a date are counted by their sections where the list has dates, since a table of
    data sets may do without them. A page of the web is no work that others would date, so one
    without a date is told only where half of the works beside it have theirs.

    Args:
        found: Findings, each about its first entry.
        entries: The entries of the list.
    """
    by_id = {entry.id: entry for entry in entries}
    findings = list(found)
    undated = [one for one in findings if one.code == "no-date" and one.mentions]
    listed = sum(bool(entry.mentions) for entry in entries)
    counted = _Counted(by_id, by_section=not _is_habit(undated, listed))
    groups = counted.grouped(findings)
    habits = {group for group, own in groups.items() if _is_habit(own, counted.sizes[group])}
    bare = {group for group in groups if counted.dated[group] * 2 < counted.sizes[group]}
    for one in findings:
        group = counted.group_of(one)
        if group in habits:
            if one is groups[group][0]:
                yield _about_all(group, groups[group], counted.sizes[group], by_id)
        elif group not in bare or not _needs_none_alone(one, by_id):
            yield one


def _needs_none_alone(one: Finding, by_id: dict[str, Entry]) -> bool:
    """Whether it is about a page without a date, which only dated works beside it would show."""
    return one.code == "no-date" and is_plain_page(by_id[one.ids[0]])


class _Counted:
    """Among how many works those with a finding are counted.

    Args:
        by_id: The entries of the list.
        by_section: Whether those without a date are counted by section.
    """

    def __init__(self, by_id: dict[str, Entry], *, by_section: bool) -> None:
        self._by_id = by_id
        self._by_section = by_section
        self.sizes = Counter(
            self._group(code, entry) for code in _MESSAGES for entry in by_id.values()
        )
        self.dated = Counter(
            self._group("no-date", entry) for entry in by_id.values() if dates(entry)
        )

    def grouped(self, findings: Iterable[Finding]) -> "dict[_Group | None, list[Finding]]":
        """The findings that may be of one habit."""
        groups: dict[_Group | None, list[Finding]] = {}
        for one in findings:
            groups.setdefault(self.group_of(one), []).append(one)
        groups.pop(None, None)  # What no habit can be.
        return groups

    def group_of(self, one: Finding) -> "_Group | None":
        """The group of a finding; None where it is of no habit."""
        if not one.mentions or one.code not in _MESSAGES:
            return None
        return self._group(one.code, self._by_id[one.ids[0]])

    def _group(self, code: str, entry: Entry) -> "_Group | None":
        """Among which works one with a finding is counted; None where it is among none."""
        if not entry.mentions:
            return None
        if code == "no-date":
            first = entry.mentions[0]
            return (code, first.path, first.section) if self._by_section else (code, "", "")
        counts = entry.arxiv or (code == "link-not-canonical" and entry.openreview)
        return (code, "", "") if counts else None


_Group = tuple[str, str, str]
"""A code, and the file and section in which works are counted for it, or nothing for all works."""


def _is_habit(own: Sequence[Finding], size: int) -> bool:
    works = len(_works(own))
    return works >= _FEWEST and works * 2 > size


def _works(own: Sequence[Finding]) -> list[str]:
    """The works that findings are about; some are linked in several places."""
    return list(dict.fromkeys(one.ids[0] for one in own))


def _about_all(
    group: "_Group | None", own: Sequence[Finding], size: int, by_id: dict[str, Entry]
) -> Finding:
    first, works = own[0], [by_id[identity] for identity in _works(own)]
    under = f" under {group[2]!r}" if group and group[2] else ""
    message = _MESSAGES[first.code].format(
        count=len(works), all=size, under=under, first=first.message
    )
    return finding(first.code, message, [one.mentions[0] for one in own], *works)
