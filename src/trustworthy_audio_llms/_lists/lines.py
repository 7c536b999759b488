"""The grammar of a list: what one line of it says.

A line names a work when it carries a date and a title, or a link to one; the forms are those of
the list this library was made for, and those that are customary in other awesome lists:

    - **2025/05/22** | 🔓 [**Title**](https://…) 🔓      - 2025/05/22 [*Title*](https://…)
    - [Title](https://…)                                  - **Title**. [[paper]](https://…)
    2025/05/22 Title<br>                                  | 2025 | *Title* | Venue | Keywords |
    - **[2025.11.12]** news
"""

import itertools
import operator
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from .._records.dates import PartialDate
from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .._text import is_web_link
from .parting import names_another_work
from .spans import Span, plain
from .wording import (
    CODE,
    DATA,
    DATE,
    VENUE,
    Link,
    bare_urls,
    clean_title,
    is_generic,
    labelled,
    links_of,
    paper_link,
    read_date,
    title_beside_urls,
    unclosed_bracket,
    web_link,
    without_decoration,
)


class Work(NamedTuple):
    """What a line says of a work, as it is written there; `url` may be no web link.

    `not_alone` says that a link on the line leads to another work, which is not read.
    """

    title: str
    url: str | None = None
    date: PartialDate | None = None
    links: tuple[str, ...] = ()
    code: str | None = None
    data: str | None = None
    name: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    status: str | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    source: str | None = None
    kind: str | None = None
    featured: bool = False
    not_alone: bool = False


class News(NamedTuple):
    """What a line says of the list itself."""

    date: PartialDate
    text: str


_MARKER = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)](?!\d)|\[[ xX]\])\s*")
_WORDS_OF_A_TITLE = 3  # Shorter labels of links are mostly names of people and places.
_TASK = re.compile(r"\[[ xX]\]\s")
# Where people and groups are found, and statistics; a work would be linked there with a date.
_NO_PUBLISHERS = re.compile(
    r"(?:.*\.)?(?:discord\.(?:gg|com)|t\.me|youtu\.be|shields\.io|scholar\.google\.[a-z.]+"
    r"|(?:twitter|x|facebook|linkedin|weibo|zhihu|bilibili|youtube|slack|star-history)\.com)"
)
_MEANT_FOR_THE_WEB = re.compile(r"\w+://|https?\b|www\.", re.I)
# Markdown takes it for text where a blank stands in the target or the last parenthesis is missing.
_NO_LINK_TO_MARKDOWN = re.compile(r"\[([^\[\]]+)\]\(([^()]*)")


def read_line(
    spans: Sequence[Span], *, in_list: bool, news: bool
) -> Work | News | SkipReason | None:
    """Read one line of a list.

    Args:
        spans: What stands on the line.
        in_list: Whether the line is an item of a list, rather than a line of a paragraph.
        news: Whether it stands under a heading for news.

    Returns:
        What it says of a work or as news; the reason why it cannot be read, if it looks like a
        line of a list; or None for prose.
    """
    links = links_of(spans)
    lead = _text_before_link(spans)
    if (
        not in_list
        and (marker := _MARKER.match(lead))
        and (links or DATE.match(lead, marker.end()))
    ):
        lead, in_list = lead[marker.end() :], True
    elif in_list and (task := _TASK.match(lead)):
        lead = lead[task.end() :]
    rest = without_decoration(lead, end=False)
    found = DATE.match(rest)
    if found and (found["month"] or _is_year_of_a_work(found, rest[found.end() :], links)):
        rest = rest[found.end() :]
    else:
        found, rest = None, lead
    named = [link for link in links if not is_generic(link.label)]
    titled = next((link for link in named if not VENUE.fullmatch(link.label)), (*named, None)[0])
    if not found and not in_list:
        return _outside_a_list(lead, links, titled)
    date = read_date(found) if found else None
    if date and (news or (found and _is_dated_like_news(found, rest, titled))):
        text = without_decoration(_text_after(spans, lead, rest), end=False)
        return News(date, text) if text else SkipReason.NEWS_WITHOUT_TEXT
    return _work(spans, rest, date, links, titled)


def _text_before_link(spans: Sequence[Span]) -> str:
    parts = []
    for span in spans:
        if span.link is not None and not span.image:
            break
        if not span.image:
            parts.append(span.text)
    return "".join(parts).lstrip()


def _text_after(spans: Sequence[Span], lead: str, rest: str) -> str:
    """The text of the whole line from where its lead goes on after the date."""
    whole = "".join(span.text for span in spans if not span.image).lstrip()
    at = whole.find(lead)
    return " ".join(whole[at + len(lead) - len(rest) :].split()) if at >= 0 else plain(spans)


def _is_year_of_a_work(found: "re.Match[str]", after: str, links: list[Link]) -> bool:
    """Whether a year alone is a date: it may as well begin a title, "2025 Challenge on …"."""
    return bool(
        (links and not without_decoration(after))
        or (links and after.lstrip()[:1] in (":", "："))
        or after.lstrip()[:1] == "|"
        or found["close"]
    )


def _is_dated_like_news(found: "re.Match[str]", rest: str, titled: Link | None) -> bool:
    """Whether a month or day stands in brackets, with something else than a title behind it."""
    if not (found["open"] and found["close"] and found["month"]):
        return False
    lead = without_decoration(rest)
    if titled is None or (lead and len(titled.label.split()) < _WORDS_OF_A_TITLE):
        return True
    return _not_a_work(titled, lead) is not None


def _outside_a_list(lead: str, links: list[Link], titled: Link | None) -> SkipReason | None:
    """A line of a paragraph that carries no date is prose, unless a work's link is all it holds."""
    if titled and len(links) == 1 and not without_decoration(lead) and identify(titled.target):
        return SkipReason.OUTSIDE_LIST
    return None


def _work(
    spans: Sequence[Span],
    rest: str,
    date: PartialDate | None,
    links: list[Link],
    titled: Link | None,
) -> Work | SkipReason:
    # Another work that the line names has its own identifiers.
    urls = [link.target for link in links if link is titled or is_generic(link.label)]
    urls += bare_urls(plain([span for span in spans if span.link is None]))
    others = [link for link in links if link is not titled]
    if titled is None and not links and (broken := _link_not_closed(rest)):
        titled, rest, urls = broken, "", []
    elif titled and (opening := unclosed_bracket(rest)) is not None:
        # Markdown takes what follows the inner bracket for the label.
        titled = Link(f"{rest[opening + 1 :]}[{titled.label}", titled.target)
        rest = rest[:opening]
    lead = without_decoration(rest)
    name = None
    if titled is None:
        title = _emphasised(spans, lead) if links or urls else ""
        title = clean_title(title or title_beside_urls(lead))
        url = paper_link(links, urls)
        if not date and not (url and identify(url)):
            return SkipReason.NO_LINK_TO_WORK
        if not date and is_generic(title):
            return SkipReason.NO_TITLE
    else:
        title, url = clean_title(titled.label), titled.target or None
        if not date:
            several = any(not is_generic(link.label) for link in others)
            if reason := _not_a_work(titled, lead, several=several):
                return reason
            marked = [*_runs(spans, "strong"), *_runs(spans, "emphasis")]
            if any(slug(text) == slug(lead) and not VENUE.fullmatch(text) for text, _ in marked):
                name = clean_title(lead) or None
    if not any(char.isalnum() for char in title):
        return SkipReason.NO_TITLE
    return Work(
        title,
        url,
        date,
        tuple(dict.fromkeys(filter(None, map(web_link, urls)))),
        code=labelled(others, CODE),
        data=labelled(others, DATA),
        name=name,
        not_alone=names_another_work(others, title, (url, *urls)),
    )


def with_links(work: Work, links: list[Link]) -> Work:
    """A work that has no link of its own, with those that stand apart from it."""
    urls = [link.target for link in links if is_generic(link.label)]
    return work._replace(
        url=paper_link(links, urls),
        links=tuple(dict.fromkeys((*work.links, *filter(web_link, urls)))),
        code=work.code or labelled(links, CODE),
        data=work.data or labelled(links, DATA),
    )


def _link_not_closed(text: str) -> Link | None:
    """The link that a text begins with, where Markdown takes it for none."""
    found = _NO_LINK_TO_MARKDOWN.match(without_decoration(text, end=False))
    link = Link(found[1], found[2].strip()) if found else None
    return None if link is None or is_generic(link.label) else link


def _emphasised(spans: Sequence[Span], lead: str) -> str:
    """The first bold text outside a link, or the italic one at the start, that may be a title.

    Neither a date nor a venue is one; what stands before a colon is but a part of one.
    """
    italic = [run for run in _runs(spans, "emphasis") if lead.startswith(run[0])]
    for text, after in (*_runs(spans, "strong"), *italic):
        if text.endswith((":", "：")) or after.startswith((":", "：")):
            break
        date = DATE.match(text)
        if not (VENUE.fullmatch(text) or (date and not without_decoration(text[date.end() :]))):
            return text
    return ""


def _runs(spans: Sequence[Span], mark: Literal["strong", "emphasis"]) -> list[tuple[str, str]]:
    """The marked texts outside links, each with the text that follows it."""
    outside = [span for span in spans if span.link is None and not span.image]
    runs = [
        (marked, "".join([span.text for span in run]).strip())
        for marked, run in itertools.groupby(outside, operator.attrgetter(mark))
    ]
    following = itertools.pairwise([*runs, (False, "")])
    return [(text, after) for (marked, text), (_, after) in following if marked]


def _not_a_work(titled: Link, lead: str, *, several: bool = False) -> SkipReason | None:
    """Why an undated link names no work, if it does not.

    Args:
        titled: The link.
        lead: The words before it.
        several: Whether it is one of several that are labelled like works.
    """
    url = titled.target
    if identify(url):
        return None
    if not (is_web_link(url) or _MEANT_FOR_THE_WEB.match(url)):
        return SkipReason.LINK_WITHIN
    if lead:
        return SkipReason.WORDS_BEFORE_LINK
    if several:
        return SkipReason.SEVERAL_LINKS
    if slug(titled.label).startswith("awesome"):
        return SkipReason.OTHER_LIST
    if len(titled.label.split()) < _WORDS_OF_A_TITLE or not _may_publish(url):
        return SkipReason.UNKNOWN_LINK
    return None


def _may_publish(url: str) -> bool:
    """Whether a work may be found there: neither on a home page nor where people are."""
    try:
        host, path = urlsplit(url)[1:3]
    except ValueError:
        return False
    folders = path.strip("/").count("/")
    if host.lower() in ("github.com", "www.github.com"):
        return folders == 1  # A repository, neither a person nor a page of the list itself.
    return path.strip("/") != "" and not _NO_PUBLISHERS.fullmatch(host.lower())
