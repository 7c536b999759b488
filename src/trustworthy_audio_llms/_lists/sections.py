"""What the headings above a line say: its section, a date, a venue, and whether it is news."""

import functools
import re
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import slug
from .._records.venues import find_venue
from .dating import whole_date
from .facts import Facts
from .venue_texts import venue_facts
from .wording import section_title

_NEWS = re.compile(
    r"(?:^|-)(?:news|updates?|updated|changelog|change-log|announcements?|what-s-new)(?:-|$)"
    r"|新闻|动态|更新|公告"
)
_FEATURING = re.compile(r"(?:^|-)(?:good|excell+ent|featured|must-read|highlight)|必读|精选")
# What lists have beside works, and the words that stand around these in headings.
_BESIDE_WORKS = frozenset(
    "blog blogs blogpost blogposts post posts article articles tutorial tutorials course courses "
    "talk talks lecture lectures seminar seminars webinars podcast podcasts newsletter newsletters "
    "workshop workshops ctf ctfs hackathon hackathons event events team teams lab labs group "
    "groups community communities 博客 课程 教程 讲座 社区".split()
)
_BESIDE_IN_HAN = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}-)?(?:相关|其[他它]|入门|推荐|参考|优质)?"
    r"(?:博客|教程|课程|讲座|视频|公众号|专栏|社区|学习资料|分享)"
    r"(?:[与和及-]?(?:资料|教程|课程|资源|分享|推荐|博客|专栏))?"
)
_AROUND_THESE = frozenset(
    "and or the of on related recent upcoming past other useful awesome online research more our "
    "interesting".split()
)
_DATE_AROUND = re.compile(
    r"(?:published|papers?|works?|year|in|of|from|since)\b|[()\[\]年度]", re.I
)
# How many works there are below a heading: "2024 (12)", "2024-06-30 (33 papers)".
_COUNT = re.compile(
    r"\s?[(（]\s?(?:\d{1,3}|\d{1,5}\s?(?:篇|件|papers?|works?)[^()（）]{0,8})\s?[)）]\s?$", re.I
)
_REMARK = re.compile(r"\s?[(（][^()（）]*[)）]\s?$")
_LONGEST_NEWS = 60
"""A heading for news is short; longer ones are about news, or no headings at all."""

Headings = tuple[tuple[int, str], ...]


class Section(NamedTuple):
    """What the headings above a line say.

    Attributes:
        subjects: Those that are no dates, outermost first.
        topics: Those of them that say what it is about, and are no venues.
        facts: The date and venue that they state for all that is below them.
        is_news: Whether the line stands under a heading for news.
        is_featured: Whether the innermost one singles out what is below it.
        is_beside: Whether the innermost one is for posts, talks, courses, events and the like.
    """

    subjects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    facts: Facts = Facts()
    is_news: bool = False
    is_featured: bool = False
    is_beside: bool = False


# The same headings stand above many lines.
@functools.lru_cache(maxsize=256)
def section_of(headings: Headings) -> Section:
    """What headings say, outermost first; a work's title among them says nothing here."""
    titles = [title for _, text in headings if (title := section_title(text))]
    subjects: list[str] = []
    topics: list[str] = []
    facts = Facts()
    for title in titles:
        date = date_of(title)
        if date is not None:
            facts = Facts(date).filled(facts)
        elif "://" not in title:
            subjects.append(title)
            if len(title) < _LONGEST_NEWS and _is_venue(title):
                facts = _venue_of(title).filled(facts)
            else:
                topics.append(title)
    innermost = slug(subjects[-1]) if subjects else ""
    return Section(
        tuple(subjects),
        tuple(topics),
        facts,
        is_news(innermost),
        _FEATURING.search(innermost) is not None,
        _is_beside(innermost),
    )


def _is_venue(title: str) -> bool:
    if find_venue(title) is not None:
        return True
    facts = venue_facts(title, marked=False) if "under" in title else Facts()
    return facts.status == "under-review" and find_venue(facts.venue or "") is not None


def _venue_of(title: str) -> Facts:
    """The venue that a heading is, without a remark in brackets: "ICML 2024 (12 papers)"."""
    before = _REMARK.sub("", title)
    return venue_facts(before if find_venue(before) else title, marked=True)


def date_of(title: str) -> PartialDate | None:
    """The date that a heading is, with no more around it than "papers of" or "published in"."""
    if len(title) > _LONGEST_NEWS:
        return None
    title = _COUNT.sub("", title)
    return whole_date(title) or whole_date(_DATE_AROUND.sub(" ", title))


def _is_beside(heading: str) -> bool:
    words = {word for word in heading.split("-") if not word.isdigit()}
    if not heading.isascii() and _BESIDE_IN_HAN.fullmatch(heading):
        return True
    return not words.isdisjoint(_BESIDE_WORKS) and words <= _BESIDE_WORKS | _AROUND_THESE


def is_news(heading: str) -> bool:
    """Whether the slug of a heading says that news stand below it."""
    return len(heading) <= _LONGEST_NEWS and _NEWS.search(heading) is not None
