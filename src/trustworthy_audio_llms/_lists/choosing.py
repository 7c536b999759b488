"""Which link of a line is its title, and whether any is."""

import itertools
import re
from collections.abc import Sequence

from .beside import facts_in
from .labels import facts_of_labels, is_venue_label
from .links import Link, links_of, role_of
from .marking import marked_titles
from .shapes import WORDS_OF_A_TITLE, is_long
from .spans import Span
from .wording import is_generic, without_decoration

_LINK_NOT_CLOSED = re.compile(r"\[([^\[\]]+)\]\(([^()]*)")
_WORDS_IN_BRACKETS = 5  # Shorter labels in brackets say where a link leads: "[Our Website]".


def title_link(spans: Sequence[Span], links: list[Link]) -> Link | None:
    """The link of a line whose label may be its title, or None.

    Args:
        spans: What stands on the line.
        links: Its links.
    """
    link = _named_link(links)
    if link is None or len(link.label.split()) >= WORDS_OF_A_TITLE:
        return link
    return _named_link(_not_in_brackets(spans, links))


def _named_link(links: Sequence[Link]) -> Link | None:
    """The first link whose label may be a title, or else the first that is but a venue."""
    named = [link for link in links if not is_generic(link.label) and _may_be_named(link)]
    titles = (link for link in named if not is_venue_label(link.label))
    found = next(titles, next(iter(named), None))
    if found is None or len(found.label.split()) >= WORDS_OF_A_TITLE:
        return found
    # "Title. [Paper](…) [Pretrained](…)": what is labelled like a paper comes after the title.
    before = itertools.takewhile(lambda link: link is not found, links)
    return None if any(role_of(link) == "paper" for link in before) else found


def _not_in_brackets(spans: Sequence[Span], links: list[Link]) -> list[Link]:
    """The links that may be titles: of those in brackets beside a text only long ones."""
    inside, outside = _by_brackets(spans)
    if len(outside.split()) <= WORDS_OF_A_TITLE:
        return links
    short = [link for link in links_of(inside) if len(link.label.split()) < WORDS_OF_A_TITLE]
    return [link for link in links if link not in short]


def _by_brackets(spans: Sequence[Span]) -> tuple[list[Span], str]:
    """The spans of links that stand in brackets, and the text outside of brackets and links."""
    inside: list[Span] = []
    outside, depth = "", 0
    for span in spans:
        if span.link is not None:
            inside += [span] if depth else []
            continue
        for char in span.text if not span.image else "":
            depth = max(0, depth + (char == "[") - (char == "]"))
            outside += char if not depth else ""
    return inside, outside


def _may_be_named(link: Link) -> bool:
    """Whether a label is neither in brackets, "[journal]", nor but the end of its own link."""
    label = link.label
    if "/" in label and link.target.endswith(f"/{label}"):
        return False  # [kettle/cups](https://github.com/kettle/cups)
    is_apart = label[:1] in ("[", "【") and label[-1:] in ("]", "】")
    return not is_apart or len(label.split()) >= _WORDS_IN_BRACKETS or bool(facts_of_labels([link]))


def is_beside_title(spans: Sequence[Span], rest: str, links: Sequence[Link], titled: Link) -> bool:
    """Whether text before a link is the title, and the link's label something beside it.

    Args:
        spans: What stands on the line.
        rest: The text before its links.
        links: Its links.
        titled: The one whose label may be the title.
    """
    first = links[0] if links else titled
    if first is not titled and is_generic(first.label) and role_of(first) == "paper":
        return is_long(rest)  # "Title [paper](…), [an implementation of ours](…)".
    if is_venue_label(titled.label):
        return len(rest.split()) >= WORDS_OF_A_TITLE and not facts_in(without_decoration(rest))
    if len(titled.label.split()) >= WORDS_OF_A_TITLE:
        return False
    text, after = next(marked_titles(spans), ("", ""))
    is_before = bool(text) and text[:60] in rest
    return is_before and len(text.split()) >= WORDS_OF_A_TITLE and after[:1] not in (":", "：")


def link_not_closed(text: str) -> Link | None:
    """The link that a text begins with, where Markdown takes it for none.

    Args:
        text: `[Title](https://…`, without the bracket that should close it.
    """
    found = _LINK_NOT_CLOSED.match(without_decoration(text, end=False))
    link = Link(found[1], found[2].strip()) if found else None
    return None if link is None or is_generic(link.label) else link
