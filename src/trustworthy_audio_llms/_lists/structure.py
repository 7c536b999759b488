"""How a list hangs together: the links between its files, and sections that hold nothing."""

import posixpath
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

MARKDOWN = (".md", ".markdown")
"""How the names of Markdown files end, in lower case."""

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


class Files:
    """The paths of a list's Markdown files.

    Args:
        paths: With `/` between folders, from the root of the list.
    """

    def __init__(self, paths: Collection[str]) -> None:
        self._known = set(paths)
        for path in paths:
            while (path := posixpath.dirname(path)) and path not in self._known:
                self._known.add(path)

    def missing(self, target: str, path: str) -> str | None:
        """The file or folder of the list that a link should lead to, if it is not there.

        Of folders only those are missed that would stand inside one of the list's own: others may
        hold images or code. Links to anything else, out of what was read, or into hidden folders
        are left alone.

        Args:
            target: The link as it is written, relative to the file or, after `/`, to the root.
            path: The file it stands in.
        """
        if _ELSEWHERE.match(target):
            return None
        there = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        start = "" if there.startswith("/") else posixpath.dirname(path)
        there = posixpath.normpath(posixpath.join(start, there.lstrip("/")))
        hidden = any(part.startswith(".") for part in there.split("/"))
        if hidden or there in self._known:
            return None
        inside, name = posixpath.split(there)
        is_folder = "." not in name and inside in self._known
        return there if is_folder or name.lower().endswith(MARKDOWN) else None


def empty_sections(
    source: Sequence[str], headings: Sequence[tuple[int, int]], works: Sequence[int]
) -> Iterator[int]:
    """The headings that have nothing below them, beside others that have works.

    Below a heading without works there may be prose, as there is in every README; that is no
    fault. Neither is a title right above the first heading of the same level.

    Args:
        source: The lines of the file.
        headings: For each its line, counted from 1, and its level, in order.
        works: The lines that name a work, in order.

    Yields:
        The lines of these headings, in order.
    """
    above: list[tuple[int, tuple[int, int]]] = []
    with_works: set[tuple[int, int]] = set()
    without: list[tuple[int, tuple[int, int]]] = []
    title = headings[0] if headings and headings[0][1] == 1 else None
    for heading, (end, next_level) in pairwise([*headings, (len(source) + 1, 0)]):
        line, level = heading
        while above and above[-1][1][1] >= level:
            above.pop()
        siblings = (above[-1][0] if above else 0, level)
        above.append((line, siblings))
        if bisect_left(works, end) > bisect_left(works, line):
            with_works.update(section for _, section in above)
        elif next_level <= level and heading != title and _is_bare(source[line : end - 1]):
            without.append((line, siblings))
    yield from (line for line, siblings in without if siblings in with_works)


def _is_bare(lines: Sequence[str]) -> bool:
    """Whether there is no word on these lines; rules are none."""
    return not any(char.isalnum() for line in lines for char in line)
