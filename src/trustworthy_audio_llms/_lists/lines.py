"""One line of a list, part by part: its date, title, links, and what stands beside the title.

The forms are those of the list this library was made for, and those that are customary elsewhere:

    - **2025/05/22** | 🔓 [**Title**](https://…) 🔓      - 2025/05/22 [*Title*](https://…)
    - [Title](https://…) - *A Author et al*, `ICLR 2024`  - **Title**. [[paper]](https://…)
    - Name: Title, *CVPR* 2024: [Paper](https://…)        2025/05/22 Title<br>
"""

import itertools
import re
from collections.abc import Sequence

from .choosing import is_beside_title, link_not_closed, title_link
from .dating import DATE, read_date
from .linked import read_linked_title
from .links import Link, links_of
from .parsing import BULLETS
from .saying import Said
from .spans import Span, plain
from .unlinked import read_unlinked_title
from .wording import without_decoration

_MARKER = re.compile(
    rf"\s*(?:[{BULLETS}]|\d{{1,3}}(?:[.)](?!\d)|[、．）])|[（(]\d{{1,3}}[)）]|[①-⑳]"
    r"|\[(?:[ xX]|\d{1,3})\])\s*"
)
_TASK = re.compile(r"\[(?:[ xX]|\d{1,3})\]\s")  # Or the number of a reference.


def read_line(spans: Sequence[Span], *, in_list: bool) -> Said:
    """Take a line apart.

    Args:
        spans: What stands on the line.
        in_list: Whether the line is an item of a list, rather than a line of a paragraph.

    Returns:
        What it says, of which the title is an empty text where there is none.
    """
    links = links_of(spans)
    lead, found, rest = _start(spans, links, in_list=in_list)
    titled = title_link(spans, links)
    if titled is None and not links and (broken := link_not_closed(rest)):
        titled, rest = broken, ""
    said = _dated(found, spans, lead, rest) if found else Said()
    if titled is None or is_beside_title(spans, rest, links, titled):
        return read_unlinked_title(said, spans, rest, links)
    return read_linked_title(said, spans, rest, links, titled)


def _dated(found: "re.Match[str]", spans: Sequence[Span], lead: str, rest: str) -> Said:
    """What a line says by the date that it begins with."""
    is_bracketed = bool(found["open"] and found["close"] and found["month"])
    return Said(read_date(found), is_bracketed, _text_after(spans, lead, rest))


def _start(
    spans: Sequence[Span], links: Sequence[Link], *, in_list: bool
) -> tuple[str, "re.Match[str] | None", str]:
    """The text before the first link without a marker, the date in it, and the text behind that."""
    lead = _text_before_link(spans)
    lead = lead[_end_of_marker(lead, links, in_list=in_list) :]
    rest = without_decoration(lead, end=False)
    found = DATE.match(rest)
    if found and (found["month"] or _is_year_of_a_work(found, rest[found.end() :], links)):
        return lead, found, rest[found.end() :]
    return lead, None, lead


def _end_of_marker(lead: str, links: Sequence[Link], *, in_list: bool) -> int:
    """Where the mark of an item or a task ends that a line begins with."""
    if (in_list or lead[:1] == "[") and (task := _TASK.match(lead)):
        return task.end()
    marker = _MARKER.match(lead) if not in_list else None
    is_marker = marker and (links or DATE.match(lead, marker.end()))
    return marker.end() if marker and is_marker else 0


def is_marked(spans: Sequence[Span]) -> bool:
    """Whether a line of a paragraph begins like an item, or with a date.

    Args:
        spans: What stands on the line.
    """
    lead = _text_before_link(spans)
    marker = _MARKER.match(lead)
    start = marker.end() if marker else 0
    dated = DATE.match(without_decoration(lead[start:], end=False))
    if dated and (dated["month"] or marker):
        return True
    return marker is not None and bool(links_of(spans))


def _text_before_link(spans: Sequence[Span]) -> str:
    outside = itertools.takewhile(lambda span: span.link is None or span.image, spans)
    return "".join([span.text for span in outside if not span.image]).lstrip()


def _text_after(spans: Sequence[Span], lead: str, rest: str) -> str:
    """The text of the whole line from where its lead goes on after the date."""
    whole = "".join(span.text for span in spans if not span.image).lstrip()
    at = whole.find(lead)
    return " ".join(whole[at + len(lead) - len(rest) :].split()) if at >= 0 else plain(spans)


def _is_year_of_a_work(found: "re.Match[str]", after: str, links: Sequence[Link]) -> bool:
    """Whether a year alone is a date: it may as well begin a title, "2025 Challenge on …"."""
    return bool(
        (links and not without_decoration(after))
        or (links and after.lstrip()[:1] in (":", "："))
        or after.lstrip()[:1] == "|"
        or found["close"]
    )
