"""Venues as lists write them: with a year, with what became of a work there, or unregistered."""

import re

from .._records.dates import PartialDate
from .._records.venue import Edition
from .._records.venues import find_venue
from .dating import glued_year, whole_date, year_in
from .facts import NOTHING, Facts
from .text_parts import BRACKETS, unwrapped
from .wording import is_generic, is_nothing, without_decoration

LONGEST_VENUE = 120
"""Characters of what a venue is called, with its year; more are a sentence."""

_UNDER_REVIEW = re.compile(r"\s*[(（]?\s*\bunder (?:double-blind )?review\b\s*[)）]?\s*", re.I)
_APPEARED_AT = re.compile(r"^(?:发表|收录|刊)[于在]\s?")
_ACCEPTED = re.compile(r"\b(?:accepted|to appear)\b(?: (?:at|by|in|to))?\s*", re.I)
_PREPRINT = re.compile(r"pre-?prints?|arxiv(?:\.org)?(?:\W*(?:19|20)?\d\d)?", re.I)
# A venue that the registry does not know: a word with two capitals, beside a year.
_ACRONYM = re.compile(r"\b[A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z]*\b")
_YEAR = r"(?:(?:19|20)\d\d|['’‘]\d\d)"
# In brackets a name with a year is a venue, though it be no acronym: [Applied Intelligence-2015].
_TITLE_WORD = r"(?:[A-Z][a-z]+|of|on|and|for|in|the|&)"
_TITLE_CASE = re.compile(rf"{_TITLE_WORD}(?: {_TITLE_WORD}){{1,7}}[\s,-]{{1,2}}{_YEAR}")
# By whom a work is, as texts cite it, "MiniMax, 2025"; and what else has a year.
_NO_VENUE = re.compile(
    r"[A-Z][\w.-]*[a-z][\w.-]*, ?(?:19|20)\d\d"
    r"|(?:Google|Meta|Microsoft|Amazon|Apple|NVIDIA|Tencent|Alibaba|Baidu|Huawei|ByteDance|OpenAI)\b.*"
    r"|(?:Updated?|Added|Released?|Best|Blog)\b.*"
)
_MOST_WORDS = 3  # Of such a shape where it does not stand apart; more are a sentence.
_MOST_WORDS_BEFORE = 3  # Of a venue and its year, before a comma and a place.
_WORKSHOP = re.compile(r"(?<=\d) workshops?$", re.I)  # "ACM MM 2021 Workshop", whichever of them.
# A Chinese journal or conference beside its year: 软件学报 2024, 自动化学报，2021年.
_HAN_VENUE = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,20}(?:学报|学刊|期刊|杂志|通报|会议|大会|年会|论坛|论文集)"
    r"\s?[,，]?\s?(?:19|20)\d\d\s?年?"
)
_DIGIT = re.compile(r"\d")
_SHORT_SHAPE = re.compile(r"[A-Z][\w@ -]{1,24}['’‘]\d\d(?: [A-Z][a-z]+)?")  # RecSys'23, WS@CCS'24
_WORDS = r"[A-Za-z_][\w&/+.:()@-]*(?:\s[\w&/+.:()@-]+){0,9}?"
_SHAPE = re.compile(rf"(?:{_YEAR}[\s,-]{{1,2}}{_WORDS}|{_WORDS}[\s,'’‘-]{{0,2}}{_YEAR})\W{{0,3}}")
# "ICLR (2024). Shows how teacups listen": what is said of the work, behind where it appeared.
_SENTENCE_BEHIND = re.compile(r"(?:\d{4}|['’]\d\d)\)?\.\s+\S+\s+[^\W\d]+\s+\S")
# When a work was public, behind its venue: "ICLR 2024, 2023.10".
_DATE_BEHIND = re.compile(r"[\s.,;|]{1,4}((?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?)$")
_LONGEST_DATE = 16  # Characters, with the marks before it.
# What leads to a venue: "in ICLR 2024", "In: Proceedings of …", "@ ICLR 2024".
_IN = re.compile(r"\A(?:(?:in|at)(?: |:\s?)|@\s?)", re.IGNORECASE)


def venue_facts(text: str, *, marked: bool) -> Facts:
    """The venue, status and year in a text that names a venue and nothing else.

    Args:
        text: `ICLR 2024`, `NDSS'25`, `arXiv 2019, ICLR 2020`, `ICLR (under review)`.
        marked: Whether it stands apart, so that its shape tells a venue that nobody registered.

    Returns:
        Them, and the date behind the venue if there is one; nothing where it says anything else.
    """
    text = unwrapped(text)
    text = _IN.sub("", text, count=1) if text[:1] in "@IiAa" else text
    if not text or _has_parts(text):
        return NOTHING
    if behind := _date_behind(text):
        facts = venue_facts(text[: -len(behind[0])], marked=marked)
        return facts.filled(Facts(whole_date(behind[1]))) if facts else NOTHING
    return _venue_and_status(*_status_of(_without_announcement(text)), marked=marked)


def _date_behind(text: str) -> "re.Match[str] | None":
    return _DATE_BEHIND.search(text[-_LONGEST_DATE:]) if text[-1].isdigit() else None


def _venue_and_status(venue: str, status: str | None, *, marked: bool) -> Facts:
    if _PREPRINT.fullmatch(venue):
        return Facts(_year(venue), short_venue(venue), status or "preprint")
    if not venue:
        return Facts(status=status)
    if edition := _edition(venue):
        return _registered(venue, status, edition)
    if _has_shape(venue, marked=marked):
        return Facts(_year(venue), short_venue(venue), status)
    return NOTHING


def _has_parts(text: str) -> bool:
    """Whether a text is too long for a venue, or of parts that are asked for apart."""
    if len(text) > LONGEST_VENUE or text[0] in BRACKETS or ";" in text:
        return True  # "[2023-ICLR] Ann Example"
    return _SENTENCE_BEHIND.search(text) is not None


def _status_of(text: str) -> tuple[str, str | None]:
    """A venue without what became of a work there, and that."""
    if "under" in text.lower() and _UNDER_REVIEW.search(text):
        return _UNDER_REVIEW.sub(" ", text).strip(), "under-review"
    if _ACCEPTED.match(text):
        return _ACCEPTED.sub("", text, count=1), "accepted"
    return text, None


def _without_announcement(text: str) -> str:
    """A venue without what announces it: "Paper (ICLR 2024)", "发表于 ICML 2024"."""
    if text[-1] == ")" and is_generic(text.partition("(")[0]):
        return text[:-1].partition("(")[2]
    return _APPEARED_AT.sub("", text, count=1) if text[0] in "发收刊" else text


def _edition(text: str) -> Edition | None:
    """The venue in a text, or the first of several between commas and nothing else."""
    if edition := find_venue(text) or find_venue(_WORKSHOP.sub("", text)):
        return edition
    parts = text.split(",")
    if len(parts) == 1 or not all(whole_date(p) or find_venue(p) or year_in(p) for p in parts):
        return None
    return next(filter(None, map(find_venue, parts)), None)


def _registered(venue: str, status: str | None, edition: Edition) -> Facts:
    is_preprint = edition.venue.kind == "repository"
    venue = _without_place(venue, edition) if "," in venue else venue
    if is_preprint and "," in venue:
        # First a preprint, then published: `arXiv 2019, ICLR 2020`.
        return Facts(_year(venue), short_venue(venue), status)
    year = year_in(venue) or glued_year(venue)
    date = PartialDate(year) if year else None
    return Facts(date, short_venue(venue), status or ("preprint" if is_preprint else None))


def _without_place(venue: str, edition: Edition) -> str:
    """A venue without the place or keyword behind it, unless more is said there."""
    before, *behind = venue.split(",")
    if len(before.split()) > _MOST_WORDS_BEFORE or find_venue(before) != edition:
        return venue
    return venue if any(find_venue(part) or year_in(part) for part in behind) else before


def _year(text: str) -> PartialDate | None:
    year = year_in(text)
    return PartialDate(year) if year else None


def _has_shape(text: str, *, marked: bool) -> bool:
    if not _DIGIT.search(text) or _NO_VENUE.fullmatch(text):
        return False  # There is a year in every shape.
    if _HAN_VENUE.fullmatch(text):
        return True
    if marked and (_TITLE_CASE.fullmatch(text) or _SHORT_SHAPE.fullmatch(text)):
        return True
    if _SHAPE.fullmatch(text) is None or _ACRONYM.search(text) is None:
        return False
    return year_in(text) is not None and (marked or len(text.split()) <= _MOST_WORDS)


def cell_venue(text: str) -> Facts:
    """The venue in a cell of a column of venues, whatever it looks like.

    Args:
        text: The text of the cell.

    Returns:
        The venue with its year and status; only the date, where the cell holds nothing else.
    """
    text = without_decoration(" ".join(text.split()))
    if not any(map(str.isalnum, text)) or is_nothing(text):
        return NOTHING
    if date := whole_date(text):
        return Facts(date)
    facts = venue_facts(text, marked=True)
    if facts:
        return facts if facts.venue or facts.status else NOTHING
    return Facts(_year(text), text)


def short_venue(text: str) -> str | None:
    """What a venue is called, on one line, or None where that is too long for one.

    Args:
        text: A text that is known to name a venue.
    """
    text = " ".join(text.split())
    return text if 0 < len(text) <= LONGEST_VENUE else None
