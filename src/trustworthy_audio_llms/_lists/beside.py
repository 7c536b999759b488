"""What stands beside a title: dates, venues, authors, told apart by how each looks.

The rules stay in one module, because a text is what the first of them takes it for.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import identify
from .._records.venue import Edition
from .._records.venues import find_venue
from .authors import Authors, find_authors, read_authors
from .dating import date_in_cell, glued_year, whole_date, year_in
from .remembering import remembered
from .wording import is_generic, is_nothing, without_decoration

_LONGEST_VENUE = 120
_UNDER_REVIEW = re.compile(r"\s*[(（]?\s*\bunder (?:double-blind )?review\b\s*[)）]?\s*", re.I)
_APPEARED_AT = re.compile(r"^(?:发表|收录|刊)[于在]\s?")
_ACCEPTED = re.compile(r"\b(?:accepted|to appear)\b(?: (?:at|by|in|to))?\s*", re.I)
_PREPRINT = re.compile(r"pre-?prints?|arxiv(?:\.org)?(?:\W*(?:19|20)?\d\d)?", re.I)
# A venue that the registry does not know: a word with two capitals, beside a year.
_ACRONYM = re.compile(r"\b[A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z]*\b")
_YEAR = r"(?:(?:19|20)\d\d|['’‘]\d\d)"
# The same behind a title, where its year stands for itself: "…, TEAC, 2020".
_CAPITALS_AND_YEAR = re.compile(r", [A-Z]{3,9}(?:[ /-][A-Z]{2,9}){0,2}, (?:19|20)\d\d")
# In brackets a name with a year is a venue, though it be no acronym: [Applied Intelligence-2015].
_TITLE_WORD = r"(?:[A-Z][a-z]+|of|on|and|for|in|the|&)"
_TITLE_CASE = re.compile(rf"{_TITLE_WORD}(?: {_TITLE_WORD}){{1,7}}[\s,-]{{1,2}}{_YEAR}")
# By whom a work is, as texts cite it, "MiniMax, 2025"; and what else has a year.
_NO_VENUE = re.compile(
    r"[A-Z][\w.-]*[a-z][\w.-]*, ?(?:19|20)\d\d"
    r"|(?:Google|Meta|Microsoft|Amazon|Apple|NVIDIA|Tencent|Alibaba|Baidu|Huawei|ByteDance|OpenAI)\b.*"
    r"|(?:Updated?|Added|Released?|Best|Blog)\b.*"
)
_WORKSHOP = re.compile(r"(?<=\d) workshops?$", re.I)  # "ACM MM 2021 Workshop", whichever of them.
# A Chinese journal or conference beside its year: 软件学报 2024, 自动化学报，2021年.
_HAN_VENUE = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,20}(?:学报|学刊|期刊|杂志|通报|会议|大会|年会|论坛|论文集)"
    r"\s?[,，]?\s?(?:19|20)\d\d\s?年?"
)
_HAN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s?[,，、]\s?[\u4e00-\u9fff]{2,4}){0,9}")
_DIGIT = re.compile(r"\d")
_SHORT_SHAPE = re.compile(r"[A-Z][\w@ -]{1,24}['’‘]\d\d(?: [A-Z][a-z]+)?")  # RecSys'23, WS@CCS'24
_WORDS = r"[A-Za-z_][\w&/+.:()@-]*(?:\s[\w&/+.:()@-]+){0,9}?"
_SHAPE = re.compile(rf"(?:{_YEAR}[\s,-]{{1,2}}{_WORDS}|{_WORDS}[\s,'’‘-]{{0,2}}{_YEAR})\W{{0,3}}")
_LABELS = re.compile(
    r"(?:(?P<authors>authors?(?:\s?\(s\))?|by|(?:第一)?作者(?:[/、]?\w{2})?|著者|저자)"
    r"|(?P<venue>venue|conference|journal|published (?:in|at)|publication|publisher"
    r"|(?:发表)?(?:会议|期刊)(?:[/、]\w{2})?|发表于?|出处|来源|学会|학회)"
    r"|(?P<date>year|date|published|time|(?:publish(?:ed)?|submit(?:ted)?)\s?date"
    r"|(?:发布|发表|提交|出版)?(?:日期|时间|年份)|日付|날짜))\s?[:：]",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"[;；。|](?=\s?\w{2,12}\s?[:：])")
_COMMAS = (", ", "，")
_MARKS = (". ", "? ", "! ", '" ', "” ", " - ", " – ", " — ", " | ", "。", "\n")
_ENDS_OF_TITLES = '?!"”'  # Marks that belong to the title before them.
_LONGEST_TAIL = 600  # Characters of a line in which the last thing beside its title is looked for.
_LONGEST_READ = 20_000  # Characters of a text whose parts are looked at, as of a list of authors.
_MOST_PARTS_READ = 60  # Parts of a text in which facts are looked for; then it is prose.
_MOST_PARTS = 6  # Things that stand behind a title: venue, year, authors, each perhaps twice.
_ANNOUNCED = re.compile(
    rf"(?:{_LABELS.pattern}"
    r"|(?:institutions?(?:\s?\(s\))?|affiliations?|organi[sz]ations?|keywords?|topics?"
    r"|机构|单位|团队|关键词|所属|소속)\s?[:：])",
    re.IGNORECASE,
)
_MOST_IN_BRACKETS, _LONGEST_PART = 3, 4
"""Parts between commas of what stands in brackets, and words of such a part; more are a note."""
_AFTER_TITLE = " \t\n,;:-–—|/.[("
_AND_OTHERS = re.compile(r"\bet al\b\.?")
# When a work was public, behind its venue: "ICLR 2024, 2023.10".
# "ICLR (2024). Shows how teacups listen": what is said of the work, behind where it appeared.
_SENTENCE_BEHIND = re.compile(r"(?:\d{4}|['’]\d\d)\)?\.\s+\S+\s+[^\W\d]+\s+\S")
_DATE_BEHIND = re.compile(r"[\s.,;|]{1,4}((?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?)$")
_LONGEST_DATE = 16
# What leads to a venue: "in ICLR 2024", "In: Proceedings of …", "@ ICLR 2024".
_IN = re.compile(r"\A(?:(?:in|at)(?: |:\s?)|@\s?)", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"[\[(（]\s?[\])）]")  # What stood in them was a link.
_NOTE_BEHIND = re.compile(r"[.。?!]\s?\[[^\[\]]*\]$")  # "Title. [Oral]"
_OPEN, _CLOSE = "[(（【「［", "])）】」］"
_CLOSING = dict(zip(_OPEN, _CLOSE, strict=True))
_CLOSING_MARKS = frozenset(_CLOSE)
_FAMILY = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_CITED = re.compile(
    rf"(?P<authors>[A-ZÀ-Þ][\w'’,. -]{{0,30}}? ?et\.? ?al\.?|{_FAMILY} (?:and|&) {_FAMILY}"
    rf"|(?:De|Di|Da|Van|Von) {_FAMILY}),?\s{{1,2}}[(（]?(?P<year>(?:19|20)\d\d)[a-z]?[)）]?"
)
_LONGEST_CITATION = 80
# By whom a work is, where that is marked: "(@Nowhere University)".
_AFFILIATION = re.compile(r"\s?[(（]@[^()（）]{2,80}[)）]\s*$")
_SENTENCE_END = re.compile(
    r"(?<=[^\s.][^\s.])[.。](?=\s)|\s[-–—|~/]\s|[|\n;；]|(?<=\S)\s?[-–—](?=\s)|(?<=\s)[-–—]"
)


_MOST_YEARS_BEFORE = 2  # That a work may be public before it appears at its venue.


class Facts(NamedTuple):
    """What is said of a work beside its title."""

    date: PartialDate | None = None
    venue: str | None = None
    status: str | None = None
    authors: Authors = Authors()

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.date or self.venue or self.status or self.authors.names)

    def filled(self, other: "Facts") -> "Facts":
        """These, and for what they leave blank another's."""
        if self is NOTHING:
            return other
        return Facts(
            self._finer_date(other) or other.date,
            self.venue or other.venue,
            self.status or other.status,
            self.authors if self.authors.names else other.authors,
        )

    def _finer_date(self, other: "Facts") -> PartialDate | None:
        """This date, or another's with a month where this is but the year of the venue."""
        if self.date is None or other.date is None or self.venue is None:
            return self.date
        is_finer = self.date.month is None and other.date.month is not None
        is_first = 0 <= self.date.year - other.date.year <= _MOST_YEARS_BEFORE
        return other.date if is_finer and is_first and other.venue is None else self.date


NOTHING = Facts()


def is_labelled(text: str) -> bool:
    """Whether a text begins with what it says: "Authors: …", "Venue: …", "Institution: …"."""
    return _ANNOUNCED.match(without_decoration(text[:40])) is not None


def announced_facts(text: str) -> Facts:
    """What a text says that announces a date, a venue or authors; else nothing."""
    label = _LABELS.match(without_decoration(text))
    return NOTHING if label is None else facts_of(text, marked=True)


@remembered
def facts_of(text: str, *, marked: bool = False, alone: bool | None = None) -> Facts:
    """What a part of a line says, if it is a date, a venue or authors and nothing else.

    Args:
        text: The part.
        marked: Whether it stands apart: in brackets, in italics, as code, or on its own line.
        alone: Whether it may be one author, which no text in brackets is; else as `marked`.
    """
    text = _unwrapped(text)
    if not text or identify(text) is not None:
        return NOTHING
    label = _LABELS.match(text)
    if label is not None:
        return _labelled_parts(label, text[label.end() :])
    if text[:3] in ("by ", "By "):
        return _by(text[3:])
    if date := whole_date(text):
        return Facts(date)
    # A journal may be called as two authors are: "Pots & Pans, 2020".
    if marked and (facts := cited(text)) and find_venue(text) is None:
        return facts
    if facts := venue_facts(text, marked=marked):
        return facts
    ends_in_year = year_in(text[-12:]) is not None
    if ends_in_year and (facts := _authors_and_venue(text)):
        return facts
    authors = find_authors(text, marked=marked if alone is None else alone)
    if authors is not None:
        return Facts(authors=authors)
    return NOTHING if ends_in_year else _authors_and_venue(text)


def _unwrapped(text: str) -> str:
    """A text without decoration, and without brackets around all of it."""
    text = without_decoration(text).strip(' .,;*_`"“”\n')
    while len(text) > 1 and _CLOSING.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def _labelled_parts(label: "re.Match[str]", text: str) -> Facts:
    said, *more = _NEXT_LABEL.split(text)
    facts = _labelled(label, said)
    return facts.filled(facts_in("；".join(more), marked=True)) if more else facts


def _labelled(label: "re.Match[str]", text: str) -> Facts:
    if label["authors"]:
        return Facts(authors=read_authors(text))
    if label["venue"]:
        return venue_facts(text, marked=True) or Facts(venue=_short(text))
    return Facts(date_in_cell(text))


def _by(text: str) -> Facts:
    """Authors, also a single one, and perhaps a venue or date: "by Ann Example, 2020"."""
    if facts := _authors_and_venue(text, marked=True):
        return facts
    return Facts(authors=find_authors(text, marked=True) or NOTHING.authors)


def _short(text: str) -> str | None:
    text = " ".join(text.split())
    return text if 0 < len(text) <= _LONGEST_VENUE else None


def _authors_and_venue(text: str, *, marked: bool = False) -> Facts:
    """Authors, a comma, and a venue or date: "Ann Example, Bob Sample, ICASSP 2020".

    Args:
        text: Such a text.
        marked: Whether one author will do.
    """
    at = text.rfind(",", -_LONGEST_VENUE)
    if at < 0:
        return NOTHING
    for cut in (text.rfind(",", 0, at), at):
        said = venue_facts(text[cut + 1 :], marked=False) if cut > 0 else NOTHING
        if cut > 0 and not said and (date := whole_date(text[cut + 1 :].strip())):
            said = Facts(date)
        if said:
            is_han = _HAN_NAMES.fullmatch(text[:cut].strip()) is not None
            authors = find_authors(text[:cut], marked=marked or is_han)
            return said._replace(authors=authors) if authors else NOTHING
    return NOTHING


def venue_facts(text: str, *, marked: bool) -> Facts:
    """The venue, status and year in a text that names a venue and nothing else.

    Args:
        text: `ICLR 2024`, `NDSS'25`, `arXiv 2019, ICLR 2020`, `ICLR (under review)`.
        marked: Whether it stands apart, so that its shape tells a venue that nobody registered.
    """
    text = _unwrapped(text)
    text = _IN.sub("", text, count=1) if text[:1] in "@IiAa" else text
    if not text or _has_parts(text):
        return NOTHING
    if text[-1].isdigit() and (behind := _DATE_BEHIND.search(text[-_LONGEST_DATE:])):
        facts = venue_facts(text[: -len(behind[0])], marked=marked)
        return facts.filled(Facts(whole_date(behind[1]))) if facts else NOTHING
    venue, status = _status_of(_without_announcement(text))
    if _PREPRINT.fullmatch(venue):
        return Facts(_year(venue), _short(venue), status or "preprint")
    if not venue:
        return Facts(status=status)
    if edition := _edition(venue):
        return _registered(venue, status, edition)
    if _has_shape(venue, marked=marked):
        return Facts(_year(venue), _short(venue), status)
    return NOTHING


def _has_parts(text: str) -> bool:
    """Whether a text is too long for a venue, or of parts that are asked for apart."""
    if len(text) > _LONGEST_VENUE or text[0] in _CLOSING or ";" in text:
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
    if is_several := "," in venue:
        before, *behind = venue.split(",")
        is_more = any(find_venue(part) or year_in(part) for part in behind)
        if len(before.split()) <= 3 and find_venue(before) == edition and not is_more:
            venue, is_several = before, False  # Behind it stands a place, or a keyword.
    if is_several and is_preprint:
        # First a preprint, then published: `arXiv 2019, ICLR 2020`.
        return Facts(_year(venue), _short(venue), status)
    year = year_in(venue) or glued_year(venue)
    date = PartialDate(year) if year else None
    return Facts(date, _short(venue), status or ("preprint" if is_preprint else None))


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
    return year_in(text) is not None and (marked or len(text.split()) <= 3)


def cell_venue(text: str) -> Facts:
    """The venue in a cell of a column of venues, whatever it looks like."""
    text = without_decoration(" ".join(text.split()))
    if not any(map(str.isalnum, text)) or is_nothing(text):
        return NOTHING
    if date := whole_date(text):
        return Facts(date)
    facts = venue_facts(text, marked=True)
    if facts:
        return facts if facts.venue or facts.status else NOTHING
    return Facts(_year(text), text)


@remembered
def facts_in(text: str, *, marked: bool = False, alone: bool | None = None) -> Facts:
    """What the parts of a text say, those that are nothing of all this passed over.

    Args:
        text: What stands behind a title, or before it.
        marked: Whether it stands apart.
        alone: Whether it may be one author; else as `marked`.
    """
    alone = marked if alone is None else alone
    text = _EMPTY_BRACKETS.sub(" ", text.replace("，", ", "))
    whole = facts_of(text, marked=marked, alone=alone)
    is_one = whole.date or not whole.authors.names or not _DIGIT.search(text)
    if whole and is_one and text.lstrip()[:1] not in _CLOSING:
        return whole  # Neither "[2023-ICLR] Ann Example" nor "Ann Example, Bob Sample (2023)".
    facts, text = _authors_and_others(text)
    parts = itertools.islice(parts_of(text[:_LONGEST_READ]), _MOST_PARTS_READ)
    facts = facts.filled(_facts_of_parts(parts, marked=marked, alone=alone))
    if facts.date is None and "," in text:
        facts = facts._replace(date=_date_at_ends(text))
    return facts.filled(whole)


def _facts_of_parts(parts: Iterable[tuple[str, bool]], *, marked: bool, alone: bool) -> Facts:
    """What each part says that none before it said; a venue takes the place of a preprint."""
    facts = NOTHING
    for part, in_brackets in parts:
        said = _in_brackets(part) if in_brackets else facts_of(part, marked=marked, alone=alone)
        if facts.status == "preprint" and said.venue and not said.status:
            facts = facts._replace(venue=None, status=None)  # "arXiv; ICML 2020": it has appeared.
        facts = facts.filled(said)
    return facts


def _date_at_ends(text: str) -> PartialDate | None:
    """The date behind or before words of which nobody knows what they say: "…, pp. 1-5, 2020"."""
    text = text.lstrip(" ,.").rstrip(" ,.;[(")
    behind = whole_date(text[text.rfind(",") + 1 :]) if text[-1:].isdigit() else None
    return behind or (whole_date(text[: text.find(",")]) if text[:1].isdigit() else None)


def _authors_and_others(text: str) -> tuple[Facts, str]:
    """The authors that end in "et al.", wherever these say where they work.

    Returns:
        Them, and the text, in which they are set apart from what follows.
    """
    end = _AND_OTHERS.search(text, 0, _LONGEST_TAIL) if "et al" in text else None
    if end is None:
        return NOTHING, text
    authors = find_authors(text[: end.end()].lstrip(" ,;([（"), marked=False)
    if authors is None:
        return NOTHING, text
    return Facts(authors=authors), f"{text[: end.end()]}\n{text[end.end() :]}"


def _in_brackets(text: str) -> Facts:
    """What stands in brackets; where that is nothing, the date or venue that is a part of it."""
    facts = facts_of(text, marked=True, alone=False)
    if facts or not _DIGIT.search(text):
        return facts
    parts = re.split(r"[,;]", text)[: _MOST_IN_BRACKETS + 1]
    said = [facts_of(part, alone=False)._replace(authors=NOTHING.authors) for part in parts]
    if not said[0] and (len(parts) > _MOST_IN_BRACKETS or any(map(_is_remark, parts, said))):
        return NOTHING
    for one in said:  # "(2023-01, Somewhere)"
        facts = facts.filled(one)
    return facts


def _is_remark(part: str, said: Facts) -> bool:
    """Whether a part of what stands in brackets is more than a name: "Volume 6"."""
    return not said and (len(part.split()) > _LONGEST_PART or _DIGIT.search(part) is not None)


def parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text: what stands in brackets, and between them what marks part.

    Yields:
        Each part, and whether it stands in brackets.
    """
    start = 0
    for opening, closing in _brackets(text):
        yield from _sentences(text[start:opening])
        yield text[opening + 1 : closing], True
        start = closing + 1
    yield from _sentences(text[start:])


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where each outermost bracket opens and closes."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in _CLOSING:
            opened.append(place)
        elif opened and char in _CLOSE:
            first = opened.pop()
            if not opened:
                yield first, place


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.start()], False
        start = end.end()
    yield text[start:], False


def trimmed_title(text: str) -> tuple[str, Facts]:
    """A title without the venue, year and authors behind it, and these.

    Args:
        text: A title as it stands before its links.
    """
    facts = NOTHING
    if "@" in text[-_LONGEST_CITATION:]:
        text = _AFFILIATION.sub("", text)
    for _ in range(_MOST_PARTS):
        text = text.rstrip(_AFTER_TITLE)
        cut, said = _last_fact(text)
        if cut <= 0 and text[-1:] in _CLOSE:  # A note may stand behind a venue: ICML 2020 (oral).
            cut, said = _last_fact(_without_brackets_behind(text).rstrip(_AFTER_TITLE))
        if cut < 0 and _NOTE_BEHIND.search(text):
            cut = text.rfind("[")
        if cut <= 0:
            break
        text, facts = text[:cut], facts.filled(said)
    return text, facts


def trimmed_label(text: str) -> tuple[str, Facts]:
    """The label of a link without the facts in brackets at its end: "Title [CCS'21]", and these.

    Args:
        text: A label that is a title, of which commas and stops part nothing.
    """
    if text[-1:] not in _CLOSING_MARKS:
        return text, NOTHING
    cut, said = _last_fact(text)
    return (text[:cut].rstrip(), said) if cut > 0 else (text, NOTHING)


def cited(text: str) -> Facts:
    """What a text says that cites a work by its authors: "Doe et al., 2024", "Doe & Roe, 2024a"."""
    found = _CITED.fullmatch(_unwrapped(text)) if len(text) < _LONGEST_CITATION else None
    if found is None:
        return NOTHING
    return Facts(PartialDate(int(found["year"])), authors=read_authors(found["authors"]))


def _without_brackets_behind(text: str) -> str:
    return text[: max(0, text.rfind(_OPEN[_CLOSE.index(text[-1])]))] if text else text


def _last_fact(text: str) -> tuple[int, Facts]:
    """Where the last part of a text begins that says something beside the title, and what."""
    window = text[-_LONGEST_TAIL:]
    offset = len(text) - len(window)
    for at in _last_parts(window):
        part = window[at:].lstrip(' ,;-–—|.\n，。?!"”')
        in_brackets = window[at] in _CLOSING
        said = _in_brackets(part[1:-1]) if in_brackets else facts_of(part, alone=False)
        if said:
            if said.date and not said.venue and (above := _venue_before(window, at)) >= 0:
                return offset + above, facts_of(window[above + 2 :], alone=False)
            return offset + at + (window[at] in _ENDS_OF_TITLES), said
    return -1, NOTHING


def _venue_before(text: str, at: int) -> int:
    """Where a venue begins whose year stands behind a comma of its own, or -1."""
    before = text.rfind(", ", 0, at)
    return before if before >= 0 and _CAPITALS_AND_YEAR.match(text, before) else -1


def _last_parts(text: str) -> list[int]:
    """Where the last part of a text may begin: at its bracket, or at its last marks."""
    if text and text[-1] in _CLOSE:
        at = text.rfind(_OPEN[_CLOSE.index(text[-1])])
        return [at] if at >= 0 else []
    commas = max(text.rfind(mark) for mark in _COMMAS)
    marks = max(text.rfind(mark) for mark in _MARKS)
    return [at for at in dict.fromkeys((max(commas, marks), marks)) if at >= 0]


def is_name(text: str) -> bool:
    """Whether a text may be a short name: up to three words, of which one is no common word."""
    words = text.split()
    if not 1 <= len(words) <= 3 or len(text) > 40 or not any(map(str.isalpha, text)):
        return False
    return any(char.isupper() or char.isdigit() for char in text) or not text.isascii()
