"""What most works of a list have in common: its habit, which one finding is enough to tell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .._records.entries import Entry
from .codes import finding
from .finding import Finding

_FEWEST = 5
"""Of fewer works nobody can tell, and as many findings are soon read."""

_MESSAGES = {
    "no-date": (
        "{count} of {all} works under {section!r} have no date. Add those of their first versions."
    ),
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

    Works without a date are counted by their sections, since a table of data sets may do without
    dates in a list that has them.

    Args:
        found: Findings, each about its first entry.
        entries: The entries of the list.
    """
    by_id = {entry.id: entry for entry in entries}
    findings = list(found)
    groups = _grouped(findings, by_id)
    sizes = Counter(_group(code, entry) for code in _MESSAGES for entry in entries)
    habits = {group for group, own in groups.items() if _is_habit(own, sizes[group])}
    for one in findings:
        group = _group_of(one, by_id)
        if group not in habits:
            yield one
        elif one is groups[group][0]:
            yield _about_all(groups[group], sizes[group], by_id)


def _grouped(
    findings: Iterable[Finding], by_id: dict[str, Entry]
) -> "dict[_Group | None, list[Finding]]":
    groups: dict[_Group | None, list[Finding]] = {}
    for one in findings:
        groups.setdefault(_group_of(one, by_id), []).append(one)
    groups.pop(None, None)  # What no habit can be.
    return groups


_Group = tuple[str, str, str]
"""A code, and the file and section in which works are counted for it, or nothing for all works."""


def _group_of(one: Finding, by_id: dict[str, Entry]) -> _Group | None:
    return _group(one.code, by_id[one.ids[0]]) if one.mentions and one.code in _MESSAGES else None


def _group(code: str, entry: Entry) -> _Group | None:
    """Among which works one with a finding is counted; None where it is among none."""
    if not entry.mentions:
        return None
    if code == "no-date":
        return code, entry.mentions[0].path, entry.mentions[0].section
    if entry.arxiv or (code == "link-not-canonical" and entry.openreview):
        return code, "", ""
    return None


def _is_habit(own: Sequence[Finding], size: int) -> bool:
    works = len(_works(own))
    return works >= _FEWEST and works * 2 > size


def _works(own: Sequence[Finding]) -> list[str]:
    """The works that findings are about; some are linked in several places."""
    return list(dict.fromkeys(one.ids[0] for one in own))


def _about_all(own: Sequence[Finding], size: int, by_id: dict[str, Entry]) -> Finding:
    first, works = own[0], [by_id[identity] for identity in _works(own)]
    message = _MESSAGES[first.code].format(
        count=len(works), all=size, section=first.mentions[0].section, first=first.message
    )
    return finding(first.code, message, [one.mentions[0] for one in own], *works)
