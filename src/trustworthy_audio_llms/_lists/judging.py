"""Whether a line names a work, by itself: what it says, why it does not, or what is in doubt."""

import re

from .._records.identifiers import identify, slug
from .._records.skipping import SkipReason
from .._records.venues import find_venue
from .._text import is_web_link
from .facts import Facts
from .labels import is_label, is_venue_label
from .links import Link, is_publisher, may_publish, role_of_target
from .saying import Said
from .shapes import WORDS_OF_A_TITLE, is_citation, is_long
from .wording import is_generic, without_decoration
from .works import News, Verdict, Work

_MEANT_FOR_THE_WEB = re.compile(r"\w+://|https?\b|www\.", re.IGNORECASE)
# What stands where a work is to come, and in the example of a row or line.
_TEMPLATE = frozenset(
    "paper-title title title-of-the-paper your-paper-title will-soon-be-added to-be-added "
    "coming-soon tbd tba todo to-do 论文标题 标题 待更新 待补充".split()
)
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,2} ?"
    r"[(（][^()（）]*(?:Univ|Inst|Lab|Google|Meta|Microsoft|大学|[A-Z]{2,})[^()（）]*[)）]"
)


def judge(said: Said, *, in_list: bool, news: bool) -> Verdict:
    """Say whether a line names a work.

    Args:
        said: What the line says.
        in_list: Whether it is an item of a list or a dated line, rather than one of a paragraph.
        news: Whether it stands under a heading for news.

    Returns:
        The work, in doubt where only others like it can tell; the news; the reason why the line
        cannot be read, if it looks like a line of a list; or None for prose.
    """
    if news and said.date:
        text = without_decoration(said.after_date, end=False)
        return News(said.date, text) if text else SkipReason.NEWS_WITHOUT_TEXT
    if is_template(said.title):
        return SkipReason.TEMPLATE
    if said.titled is None:
        return _untitled(said)
    if not in_list and not said.date:
        return _outside_a_list(said, said.titled)
    return _titled(said, said.titled)


def is_template(title: str) -> bool:
    """Whether a title stands for one that is to come."""
    return slug(title) in _TEMPLATE if len(title) < 40 else False


def as_work(said: Said, *, facts: Facts | None = None, doubt: SkipReason | None = None) -> Work:
    """The work that a line names."""
    targets = said.targets
    own = (targets.url, *targets.identifying)
    return Work(
        said.title,
        said.written if said.written != said.title else None,
        targets,
        facts or said.all_facts,
        name=said.name,
        not_alone=names_another_work(said.others, said.written or said.title, own),
        doubt=doubt,
    )


def _titled(said: Said, titled: Link) -> Verdict:
    if not any(map(str.isalnum, said.title)) or _is_venue(said.title):
        return SkipReason.NO_TITLE
    if said.date and not said.is_prose:
        return as_work(said)
    if said.date and said.is_bracketed:
        return SkipReason.NEWS_ELSEWHERE
    reason = _why_none(said, titled)
    if reason is None:
        return as_work(said)
    if reason is SkipReason.UNKNOWN_LINK and _may_have_siblings(said, titled):
        return as_work(said, doubt=reason)
    return reason


def _is_venue(title: str) -> bool:
    """Whether a title is but a venue: what a link to its papers is called."""
    return is_venue_label(title) and find_venue(title) is not None


def _why_none(said: Said, titled: Link) -> SkipReason | None:
    """Why an undated link names no work, if it does not."""
    url = titled.target
    if identify(url):
        is_text = is_citation(said.title) or (said.is_prose and not _is_long(titled))
        return SkipReason.IN_SENTENCE if is_text else None
    if not _leads_out(titled):
        is_told = said.has_paper or bool(said.facts.venue)
        is_beside = is_told and not said.is_prose and _is_title(titled)
        return None if is_beside else SkipReason.LINK_WITHIN
    if reason := _what_else(said):
        return reason
    if said.facts.venue or (said.has_paper and _is_title(titled)):
        return None
    # A word in a sentence may lead to a publisher's page that is no work.
    is_alone = _is_title(titled) or not _has_words_before(said)
    return None if is_alone and role_of_target(url) == "paper" else _why_unknown(said, titled)


def _what_else(said: Said) -> SkipReason | None:
    """What a link leads to by its label, if that is a list or a person."""
    if slug(said.written).startswith("awesome"):
        return SkipReason.OTHER_LIST
    return SkipReason.PERSON if _PERSON.fullmatch(said.written) else None


def _why_unknown(said: Said, titled: Link) -> SkipReason | None:
    """Why a link to a site that nobody knows names no work, if it does not."""
    if said.is_prose or is_citation(said.written) or _has_words_before(said):
        return SkipReason.WORDS_BEFORE_LINK
    if not all(is_label(link.label) for link in said.others):
        return SkipReason.SEVERAL_LINKS
    # In Chinese most titles are a word or two; so are those of courses, tools and posts.
    is_sure = len(titled.label.split()) >= WORDS_OF_A_TITLE or bool(said.facts)
    if not is_sure or not _is_title(titled) or not may_publish(titled.target):
        return SkipReason.UNKNOWN_LINK
    return None


def _has_words_before(said: Said) -> bool:
    """Whether words stand before the title that are neither a name nor facts."""
    return bool(said.lead) and not said.name and not said.facts


def _leads_out(link: Link) -> bool:
    """Whether a link leads, or was meant to lead, out of the list."""
    return is_web_link(link.target) or _MEANT_FOR_THE_WEB.match(link.target) is not None


def _is_title(titled: Link) -> bool:
    """Whether a label has as many words as most titles."""
    return is_long(without_decoration(titled.label))


def _is_long(titled: Link) -> bool:
    return len(titled.label.split()) > WORDS_OF_A_TITLE + 1


def _may_have_siblings(said: Said, titled: Link) -> bool:
    return may_publish(titled.target) and not said.is_prose and len(said.title) > 2


def _outside_a_list(said: Said, titled: Link) -> Verdict:
    """A paragraph is prose, unless it begins with the link of a work."""
    is_paper = said.has_paper or is_publisher(titled.target)
    if _has_words_before(said) or not _is_title(titled) or is_citation(said.written):
        return SkipReason.OUTSIDE_LIST if is_paper else None
    has_two = bool(identify(titled.target)) and any(role == "paper" for role, _ in said.roles)
    if is_paper and (said.facts or said.targets.code or has_two):
        return as_work(said)
    if is_paper or (said.facts.venue and may_publish(titled.target)):
        return as_work(said, doubt=SkipReason.OUTSIDE_LIST)
    return None


def _untitled(said: Said) -> Verdict:
    """A line whose title is no link: bold, or the text before its links."""
    linked = bool(said.targets.url)
    if said.is_bracketed and not (said.has_paper and len(said.title.split()) > 1):
        reason = SkipReason.NEWS_ELSEWHERE
        return as_work(said, doubt=reason) if linked and _is_marked_title(said) else reason
    if not said.title:
        return SkipReason.NO_TITLE if said.date or said.has_paper else SkipReason.NO_LINK_TO_WORK
    if said.date or said.has_paper or _is_told(said, linked=linked):
        return as_work(said)
    if _is_long_enough(said) and (said.facts.venue or _is_set_apart(said, linked=linked)):
        return as_work(said, doubt=SkipReason.NO_LINK_TO_WORK)
    return SkipReason.NO_LINK_TO_WORK


def _is_set_apart(said: Said, *, linked: bool) -> bool:
    """Whether a title stands in bold or italics, or before the labels of links."""
    if said.by == "mark":
        return linked or bool(said.facts.authors.names)
    return linked and bool(said.others) and all(is_generic(link.label) for link in said.others)


def _is_marked_title(said: Said) -> bool:
    """Whether a title stands in bold or italics and has as many words as most."""
    return said.by == "mark" and _is_long_enough(said)


def _is_long_enough(said: Said) -> bool:
    return len(said.title.split()) >= WORDS_OF_A_TITLE


def _is_told(said: Said, *, linked: bool) -> bool:
    """Whether what stands beside a title shows that it is one: a venue, with authors or a link."""
    return bool(said.facts.venue) and (linked or bool(said.facts.authors.names))


def names_another_work(
    links: "tuple[Link, ...] | list[Link]", title: str, urls: "tuple[str | None, ...]"
) -> bool:
    """Whether one of a work's links leads to an identifier of another work.

    Words such as "paper", a venue, a single word or the same title are but a label.

    Args:
        links: The links beside the work.
        title: Its title.
        urls: The links to the work.
    """
    fewest = 1 if len(title.split()) == 1 else 2  # "[TeaNet](…), [PotNet](…)"
    named = [
        link for link in links if len(link.label.split()) >= fewest and not is_generic(link.label)
    ]
    if not named:
        return False
    own_title = slug(title)
    own = {None, *(identify(url) for url in urls if url)}
    return any(
        identify(link.target) not in own
        and not is_venue_label(link.label)
        and slug(link.label) != own_title
        for link in named
    )
