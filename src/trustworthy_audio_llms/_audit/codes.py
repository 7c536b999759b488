"""The codes of what may be wrong with a list, and findings under them."""

from collections.abc import Sequence

from .._records.entries import Entry
from .._records.mentions import Mention
from .finding import Finding, Severity

CODES: dict[str, tuple[Severity, str]] = {
    "two-identifiers": ("error", "one work under two identifiers"),
    "two-titles": ("error", "one identifier under different titles"),
    "malformed-link": ("error", "a link that leads nowhere"),
    "dead-link": ("error", "a link to a file that is not there"),
    "title-differs": ("warning", "an identifier that is known under another title"),
    "date-and-arxiv": ("warning", "a date that contradicts the month of the arXiv identifier"),
    "dates-apart": ("warning", "one work under dates more than a month apart"),
    "date-differs": ("warning", "a date more than a month from the one that is known"),
    "near-duplicate": ("warning", "two entries whose titles are nearly the same"),
    "title-in-capitals": ("warning", "a title in capitals"),
    "no-link": ("warning", "an entry without a link"),
    "no-date": ("warning", "an entry without a date"),
    "link-not-canonical": ("info", "a link to another place than the work's own page"),
    "title-alone": ("info", "two records taken for one work for their title alone"),
    "identifier-known": ("info", "an entry without the identifier that is known for its title"),
    "no-entries": ("info", "a section without entries"),
}
"""Every code of a list with its severity and what it means, the most severe first."""

MOST = 20
"""How many places a finding names, and how many works: what somebody will look at."""

_TITLE = 200  # Characters of a title.


def finding(code: str, message: str, mentions: Sequence[Mention], *about: Entry) -> Finding:
    """A finding under a code, which names some of its places, and says how many there are."""
    where = tuple(mentions[:MOST])
    if len(mentions) > len(where):
        message = f"{message} It is in {len(mentions)} places; these are the first."
    return Finding(code, CODES[code][0], tuple(entry.id for entry in about[:MOST]), message, where)


def quoted(title: str) -> str:
    """A title in a message, shortened where it is too long to be one."""
    return repr(title if len(title) <= _TITLE else f"{title[:_TITLE]}…")
