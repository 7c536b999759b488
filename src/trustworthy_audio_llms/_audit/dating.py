"""Dates that are missing, or that contradict each other, an identifier, or what is known."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from .._lists.links import host_of, is_publisher, role_of_target
from .._records.dates import PartialDate
from .._records.entries import Entry
from .._records.identifiers import identify
from .._records.index import by_scheme
from .._records.mentions import Mention
from .codes import finding, quoted
from .finding import Finding
from .written import MOST_NAMED, dates, places, titles

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MONTH = datetime.timedelta(days=31)
_DAYS_TO_ANNOUNCE = datetime.timedelta(days=7)
_YEAR_OF_REVIEW = datetime.timedelta(days=366)

_Dated = tuple[PartialDate, Mention | None]


def about_dates(entry: Entry, *, are_several: bool = False) -> Iterator[Finding]:
    """Find what is wrong with the dates of an entry by themselves.

    Args:
        entry: The entry.
        are_several: Whether its places may be of several works, since their titles are different.
            Only those of one title have to have one date then.
    """
    dated = dates(entry)
    if not dated:
        if entry.note is None and not _needs_no_date(entry):
            message = f"{quoted(entry.title)} has no date. Add that of its first version."
            yield finding("no-date", message, entry.mentions, entry)
        return
    for same in _by_title(dated) if are_several else [dated]:
        if max(d.earliest for d, _ in same) - min(d.latest for d, _ in same) > _MONTH:
            message = f"{_titled(same, entry)} is dated {_said(sorted(same, key=_date_of))}."
            yield finding("dates-apart", f"{message} Use one date.", places(same), entry)
    if entry.arxiv is None:
        return
    wrong = [one for one in dated if _is_wrong(*one, entry, entry.arxiv)]
    if wrong:
        message = (
            f"{_titled(wrong, entry)} is dated {_said(wrong)}, but arXiv:{entry.arxiv} is of "
            f"{arxiv_month(entry.arxiv)}. Fix the date or the identifier."
        )
        yield finding("date-and-arxiv", message, places(wrong), entry)


def about_known_dates(entry: Entry, known: Entry) -> Iterator[Finding]:
    """Find dates of an entry that are not those of the same work where it is known.

    Args:
        entry: The entry.
        known: The same work, as it is known to be.
    """
    wrong = [one for one in dates(entry) if _is_unknown(*one, entry, known)]
    if wrong:
        message = f"{_titled(wrong, entry)} is dated {_said(wrong)}, but is known to be of "
        message = f"{message}{known.date}. Fix the date."
        yield finding("date-differs", message, places(wrong), entry)


def arxiv_month(arxiv: str) -> PartialDate:
    """The month an identifier names: https://info.arxiv.org/help/arxiv_identifier.html."""
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return PartialDate(year + (1900 if year > 90 else 2000), month)


def contradicts_arxiv(date: PartialDate, arxiv: str) -> bool:
    """Whether the first version of a work cannot be of this date, by its arXiv identifier.

    An identifier counts by the month of its announcement. A work that was submitted in the last
    days of a month, or held for a while, is announced in the next one.

    Args:
        date: The date, as exact as it is known.
        arxiv: A canonical identifier, `2405.19103` or `cs/0112017`.
    """
    announced, first, last = (
        day.year * 12 + day.month
        for day in (arxiv_month(arxiv).earliest, date.earliest, date.latest)
    )
    return first > announced or last < announced - 1


def is_plain_page(entry: Entry) -> bool:
    """Whether a work is known by a page of the web alone, as a blog post or a data set is."""
    if not entry.url or by_scheme(entry):
        return False
    return role_of_target(entry.url) in (None, "data")


def _needs_no_date(entry: Entry) -> bool:
    """Whether a list would not date it: programs and models grow, and a title may name a year."""
    url = entry.url or ""
    role = role_of_target(url)
    is_model = role is None and host_of(url) == "huggingface.co"
    is_program = role == "code" or (entry.url is not None and entry.url == entry.code)
    is_bare = entry.url is None and not by_scheme(entry)
    is_program = is_program or (entry.kind == "toolkit" and (is_bare or is_plain_page(entry)))
    return is_program or is_model or any(_YEAR.search(title) for title, _ in titles(entry))


def _date_of(dated: _Dated) -> PartialDate:
    return dated[0]


def _by_title(dated: Iterable[_Dated]) -> list[list[_Dated]]:
    groups: dict[str | None, list[_Dated]] = {}
    for date, mention in dated:
        title = mention.title.lower() if mention and mention.title else None
        groups.setdefault(title, []).append((date, mention))
    return list(groups.values())


def _titled(dated: Sequence[_Dated], entry: Entry) -> str:
    """The title that stands beside the first of some dates."""
    mention = dated[0][1]
    return quoted(mention.title if mention and mention.title else entry.title)


def _said(dated: Iterable[_Dated]) -> str:
    return " and ".join(list(dict.fromkeys(str(date) for date, _ in dated))[:MOST_NAMED])


def _is_wrong(date: PartialDate, mention: Mention | None, entry: Entry, arxiv: str) -> bool:
    """Whether the date of a work in a list contradicts its arXiv identifier.

    What is submitted in the last days of a month is announced in the first days of the next one.
    A line that leads to where the work was published is of that.
    """
    if not contradicts_arxiv(date, arxiv) or _leads_elsewhere(mention, arxiv):
        return False
    announced = arxiv_month(arxiv)
    if _may_be_of_appearance(date, entry, announced):
        return False
    is_later = date.earliest > announced.latest
    return not is_later or date.earliest > announced.latest + _DAYS_TO_ANNOUNCE


def _leads_elsewhere(mention: Mention | None, arxiv: str) -> bool:
    """Whether a line links the publication of a work and not its preprint."""
    url = mention.url if mention else None
    if not url:
        return False
    identity = identify(url)
    return is_publisher(url) if identity is None else identity != f"arxiv:{arxiv}"


def _may_be_of_appearance(date: PartialDate, entry: Entry, first: PartialDate) -> bool:
    """Whether a date that is not of the first version may be of the work's appearance.

    That may be a later one beside a venue, or the next year alone.
    """
    is_later = date.earliest > first.latest
    if entry.venue and entry.status != "preprint" and (is_later or not date.month):
        return True
    return not date.month and date.year == first.year + 1


def _is_unknown(date: PartialDate, mention: Mention | None, entry: Entry, known: Entry) -> bool:
    """Whether a date is neither that of the first version that is known, nor of the appearance."""
    if known.date is None or not _are_apart(date, known.date):
        return False
    if known.published and known.published.month and not _are_apart(date, known.published):
        return False
    if date.latest < known.date.earliest and _is_submission(mention):
        return known.date.earliest - date.latest > _YEAR_OF_REVIEW
    return not _may_be_of_appearance(date, entry, known.date)


def _is_submission(mention: Mention | None) -> bool:
    """Whether a line links a page where submissions stand long before they are published."""
    return bool(mention and (identify(mention.url or "") or "").startswith("openreview:"))


def _are_apart(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates are more than a month apart, however they are made exact."""
    return max(one.earliest - other.latest, other.earliest - one.latest) > _MONTH
