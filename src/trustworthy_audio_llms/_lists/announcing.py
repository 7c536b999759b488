"""Lines about the title above them, which announce or label what they hold.

- Paper: https://…
- Code: https://…
**Venue**: ICLR 2024
[Paper](https://…) | [Code](https://…)
"""

import re
from collections.abc import Sequence

from .._text import is_web_link
from .beside import announced_facts, facts_in, facts_of
from .facts import NOTHING, Facts
from .joining import is_bold, may_link, text_outside_links
from .labelled import is_labelled
from .links import Link, links_in, links_of
from .markdown import Line
from .shapes import WORDS_OF_A_TITLE
from .spans import plain
from .text_parts import parts_of
from .wording import clean_title, is_generic, without_title_label

_LONGEST = 300  # Characters of a line about a title.
_LOWEST_HEADING = 6
_MOST_WORDS = 2  # Of what may stand beside the links, or alone: "Oral", "Best Paper".
_ANNOUNCED = re.compile(r"\W{0,4}[\w-]+(?: [\w-]+){0,2}\s?(?:[(（][^()（）]*[)）])?\s?[:：]")
_TITLE = re.compile(r"\W{0,4}(?:paper(?: title)?|title|论文(?:标题|题目)?|标题|题目)\s?[:：]", re.I)
_URL = re.compile(r"https?://\S+")
_REMARK = re.compile(r"\s?[(（][^()（）]*[)）]$")  # "Code (coming soon)"


def is_aside(line: Line) -> bool:
    """Whether a line is a summary of a word or two, as "Abstract", or stands inside its details.

    Args:
        line: Any line.
    """
    if line.kind == "summary":
        return not may_link(line) and len(line.text.split()) <= _MOST_WORDS
    level, text = line.headings[-1] if line.headings else (0, "")
    return level > _LOWEST_HEADING and len(text.split()) <= _MOST_WORDS


def is_announcing(line: Line) -> bool:
    """Whether a line has links that are announced or labelled, or a fact, and nothing else.

    Args:
        line: A line below a title.
    """
    text = plain(line.spans)
    if len(text) > _LONGEST:
        return False
    links = links_below(line)
    if links:
        is_told = any(is_web_link(link.target) for link in links) and all(map(_is_told, links))
        return is_told and _has_nothing_else(line, links)
    is_short = line.kind == "item" and len(text.split()) <= _MOST_WORDS
    is_announced = _ANNOUNCED.match(text) is not None and not is_bold(line)  # That is a title.
    return is_short or is_announced or bool(facts_below(line))


def _is_told(link: Link) -> bool:
    return bool(link.announced) or (bool(link.label) and is_generic(_REMARK.sub("", link.label)))


def _has_nothing_else(line: Line, links: Sequence[Link]) -> bool:
    text = _URL.sub("", text_outside_links(line))
    is_label = text.rstrip(" [(<").endswith((":", "：")) and text == text.lower()
    if (links[0].announced or is_label) and _ANNOUNCED.match(text):
        return True
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if line.kind == "item" and words and not is_generic(" ".join(words)):
        return False  # A name beside its links is rather a work of its own.
    if len(words) <= _MOST_WORDS:
        return True
    # An item that begins with a venue and has a link is rather a work of its own.
    return line.kind == "text" and _is_all_facts(text)


def _is_all_facts(text: str) -> bool:
    """Whether a text says when, where or by whom a work is, and nothing else."""
    parts = [part for part, _ in parts_of(text) if any(map(str.isalnum, part))]
    return all(facts_of(part, marked=True, alone=False) for part in parts)


def links_below(line: Line) -> list[Link]:
    """The links of a line, and the bare URLs behind them.

    Args:
        line: A line below a title.
    """
    return [*links_of(line.spans), *links_in(text_outside_links(line))]


def facts_below(line: Line) -> Facts:
    """What a line says but its links; only what announces authors names them.

    Args:
        line: A line below a title.
    """
    text = plain(line.spans)
    if is_labelled(text):
        return announced_facts(text)
    if links_below(line):
        outside = text_outside_links(line)
        is_told = line.kind == "text" and _is_all_facts(outside)
        return facts_in(outside, marked=True, alone=False) if is_told else NOTHING
    if label := _ANNOUNCED.match(text):
        facts = facts_in(text[label.end() :], marked=True, alone=False)
        return facts._replace(authors=NOTHING.authors)
    return facts_of(text, marked=True, alone=False)


def begins_with_label(line: Line) -> bool:
    """Whether a line of a paragraph begins with a label that is known: "Authors:", "论文链接：".

    Args:
        line: A line of a paragraph.
    """
    text = plain(line.spans)
    label = _ANNOUNCED.match(text) if len(text) < _LONGEST else None
    return label is not None and (is_labelled(text) or is_generic(label[0].rstrip(" :：")))


def title_below(line: Line) -> str:
    """The title that a line below a headline announces, or an empty text.

    Args:
        line: A line below it.
    """
    text = plain(line.spans)
    label = _TITLE.match(text) if not links_below(line) else None
    title = clean_title(text[label.end() :]) if label else ""
    return title if len(title.split()) >= WORDS_OF_A_TITLE else ""


def is_labelled_title(line: Line) -> bool:
    """Whether a line of a paragraph says that it is a title: "Title: …".

    Args:
        line: A line of a paragraph.
    """
    text = plain(line.spans)
    return without_title_label(text) is not text
