"""What the lines of lists are worded with: emoji, dates, titles and labelled links."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import identify, slug
from .._text import is_web_link
from .spans import Span

DATE = re.compile(
    r"(?P<open>[\[【(（])?\s*(?P<year>(?:19|20)\d\d)"
    r"(?:\s?[-/.／．年]\s?(?P<month>\d{1,2})(?:\s?[-/.／．月]\s?(?P<day>\d{1,2})日?)?月?)?"
    r"\s*(?P<close>[\]】)）])?(?!\d)"
)
VENUE = re.compile(r"[\[(（【].*[\])）】]|.*\b(?:19|20)\d\d\W*")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_SEPARATORS = frozenset(" \t\u00a0\u3000|:：,，;；-–—−~·•.>→*_〰︎")
_SIGNS = frozenset("™®©°♭♮♯")

# The words of labels that name what a link leads to, not a work: [paper], [Project Page], [code 2].
_PAPER = frozenset(
    "paper pdf arxiv link url html abs abstract openreview acl doi proceedings publication page "
    "preprint here ieee acm springer".split()
)
CODE = frozenset("code github repo repository git implementation".split())
DATA = frozenset("data dataset datasets download".split())
_GENERIC = (_PAPER | CODE | DATA) | frozenset(
    "and our the this official source full text version read survey report technical project "
    "website web site homepage home demo demos video slides poster blog post model models weights "
    "checkpoint checkpoints hf hugging face huggingface bibtex bib twitter x talk supplementary "
    "appendix audio samples colab notebook leaderboard benchmark".split()
)
_LONGEST_GENERIC = 40  # Characters; most titles are longer, which spares a closer look at them.
_BARE_URL = re.compile(r"https?://[^\s<>()\[\]（）［］]+")


class Link(NamedTuple):
    """A link of a line.

    Attributes:
        label: Its text; of badges and empty links it is empty.
        target: Where it leads, as it is written.
    """

    label: str
    target: str


def _is_decoration(char: str) -> bool:
    """Whether a character is an emoji, a part of one, or a mark between the parts of a line."""
    if char in _SEPARATORS:
        return True
    if char.isascii() or char in _SIGNS:
        return False
    return unicodedata.category(char) in ("So", "Sk", "Cf", "Mn", "Me", "Co", "Cn", "Cs", "Zs")


def without_decoration(text: str, *, end: bool = True) -> str:
    """A text without the emoji and separators before it and, if asked, after it."""
    start, stop = 0, len(text)
    while start < stop:
        if keycap := _KEYCAP.match(text, start):
            start = keycap.end()
        elif text[start] in ".~" and text[start + 1 : start + 2].isalnum():
            break  # As in ".NET".
        elif _is_decoration(text[start]):
            start += 1
        else:
            break
    while end and stop > start and text[stop - 1] not in ".>" and _is_decoration(text[stop - 1]):
        stop -= 1
    return text[start:stop].strip() if end else text[start:].lstrip()


def section_title(heading: str) -> str:
    """A heading as a section's title: without emoji around it, and without a colon at its end."""
    return without_decoration(heading.strip("*_ ")).strip("*_ ")


def read_date(found: "re.Match[str]") -> PartialDate:
    """A date as it is written; where a month or day is none, as much of it as is one."""
    year, month, day = (
        int(found[part]) if found[part] else None for part in ("year", "month", "day")
    )
    for known in ((month, day), (month, None)):
        try:
            return PartialDate(year or 0, *known)
        except ValueError:
            continue
    return PartialDate(year or 0)


def clean_title(text: str) -> str:
    title = " ".join(without_decoration(" ".join(text.split())).split())
    for opening, closing in (("“", "”"), ('"', '"'), ("*", "*"), ("《", "》")):
        inside = title[1:-1]
        if len(title) > 2 and title[0] == opening and title[-1] == closing:
            title = inside if opening not in inside and closing not in inside else title
    return title.strip()


def links_of(spans: Iterable[Span]) -> list[Link]:
    """The links of a line that lead somewhere, or are labelled."""
    labels: dict[tuple[int, str], list[str]] = {}
    for span in spans:
        if span.link is not None:
            parts = labels.setdefault((span.link_number, span.link), [])
            if not span.image:
                parts.append(span.text)
    return [
        Link(label, target.strip())
        for (_, target), parts in labels.items()
        if (label := " ".join("".join(parts).split())) or target
    ]


def is_generic(text: str) -> bool:
    """Whether a label or a title does not name a work, but what a link leads to."""
    if text.startswith(("http://", "https://", "www.")):
        return True
    if len(text) > _LONGEST_GENERIC:
        return False
    words = filter(None, slug(text).split("-"))
    return all(word in _GENERIC or word.isdigit() for word in words) or identify(text) is not None


def _is_about(link: Link, words: frozenset[str]) -> bool:
    return is_generic(link.label) and not words.isdisjoint(slug(link.label).split("-"))


def web_link(target: str) -> str | None:
    return target if is_web_link(target) else None


def paper_link(links: list[Link], urls: list[str]) -> str | None:
    """The link of a work whose title is no link: the first that names an identifier, or a paper.

    Where none of the links is a web link, it is what should have been one.
    """
    known = [url for url in urls if identify(url)]
    papers = [link for link in links if _is_about(link, _PAPER)]
    labelled = [link.target for link in papers if not _is_about(link, CODE | DATA)]
    broken = next(filter(None, (*known, *labelled)), None)
    return next(filter(is_web_link, (*known, *labelled, *urls)), broken)


def labelled(links: list[Link], words: frozenset[str]) -> str | None:
    """The first web link whose label holds one of these words, and none but such."""
    return next(
        (link.target for link in links if _is_about(link, words) and web_link(link.target)), None
    )


def bare_urls(text: str) -> list[str]:
    """The URLs that stand in a text as such."""
    return _BARE_URL.findall(text)


def title_beside_urls(text: str) -> str:
    """The title in a text that may hold bare URLs: before the first of them, or else after it.

    The brackets of a link that is none, because one of them is missing, are no part of it.
    """
    before, *after = _BARE_URL.split(text)
    title = without_decoration(before.rstrip(" ([<（［"))
    if not title:
        title = without_decoration(" ".join(after).lstrip(" )]>）］"))
    if title[:1] in ("[", "［"):
        end = _closing(title)
        if end is None:
            return title[1:]
        if not title[end + 1 :].strip() or title[end + 1] in "[(":
            return title[1:end]
    elif title[-1:] in ("]", "］") and "[" not in title:
        return title[:-1]
    return title


def _closing(text: str) -> int | None:
    """Where the bracket is closed that a text begins with."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "[［") - (char in "]］")
        if not depth:
            return place
    return None


def unclosed_bracket(text: str) -> int | None:
    """Where a bracket opens that is not closed in the text, or None."""
    opened = []
    for place, char in enumerate(text):
        if char == "[":
            opened.append(place)
        elif char == "]" and opened:
            opened.pop()
    return opened[0] if opened else None
