"""The cells of tables: a title and what stands beside it, texts, and terms."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .._records.identifiers import identify
from .around import without_facts_before
from .beside import cited, facts_in
from .facts import NOTHING, Facts
from .links import Link, links_in, links_of
from .names_beside import name_before
from .spans import Span, plain
from .titles import title_in_text
from .trimming import trimmed_label
from .wording import clean_title, is_generic, title_beside_urls, without_full_stop

_EMPTY_BRACKETS = re.compile(r"[\[(（]\s?[\])）]")
_KEYWORDS_END = re.compile(r"[,;，；、\n]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_LONGEST_KEYWORD = 7
"""Words; what has more is a sentence."""

Cell = Sequence[Span]


class Title(NamedTuple):
    """A title in a cell.

    Attributes:
        text: The title, as it is written.
        link: The link that it is, if it is one.
        cell: The cell.
        behind: What stands behind the title.
    """

    text: str
    link: Link | None
    cell: Cell
    behind: str = ""


def title_in(cell: Cell, *, may_be_text: bool) -> Title:
    """The title in a cell: the label of a link, or else its text.

    Args:
        cell: The cell.
        may_be_text: Whether it is known to have a title, so that a short label of a link behind
            its text is but a name.
    """
    link = next((link for link in links_of(cell) if not is_generic(link.label)), None)
    if link is None:
        return _text_title(cell)
    after = text_of(cell).partition(link.label)[2]
    if after.lstrip().startswith((":", "：")):  # Only the name is linked.
        return Title(clean_title(link.label + after), link, cell)
    if may_be_text and len(link.label.split()) < 3:
        title = _text_title(cell)
        if len(title.text.split()) > 2:
            return title
    return Title(without_full_stop(clean_title(link.label)), link, cell, after)


def _text_title(cell: Cell) -> Title:
    """The text of a cell, without the lines below it that say when and by whom."""
    outside = [span for span in cell if span.link is None]
    title, _, below = text_of(outside).partition("\n")
    if not below.strip() or not title.strip() or not facts_in(below, alone=False):
        title, below = plain(outside), ""
    return Title(clean_title(title_beside_urls(_EMPTY_BRACKETS.sub("", title))), None, cell, below)


def parted(title: Title, *, with_authors: bool) -> tuple[str, str | None, Facts]:
    """A title without the facts and the short name before it, and the facts behind it.

    Args:
        title: The title.
        with_authors: Whether its column has authors too, so that one name is an author.

    Returns:
        What is left of the title, the name, and the facts.
    """
    if title.link is None:
        text, name, facts = title_in_text(title.text)
    else:
        text, name, facts = _label(title.text)
    below = NOTHING
    if title.behind.strip():
        below = facts_in(title.behind, marked="\n" in title.behind, alone=with_authors)
    return text or title.text, name, facts.filled(below)


def _label(text: str) -> tuple[str, str | None, Facts]:
    """A label without what is set apart before it, and in brackets at its end."""
    text, before = without_facts_before(text)
    name, text = name_before(text)
    trimmed, behind = (text, NOTHING) if cited(text) else trimmed_label(text)
    return trimmed, name, before.filled(behind)


def text_of(cell: Cell) -> str:
    """The text of a cell, its line breaks kept."""
    return "".join([span.text for span in cell if not span.image]).strip(" \t")


def badges_of(cell: Cell) -> str:
    """The text of a cell, or else that of its pictures: venues are often badges."""
    return text_of(cell).strip() or " ".join(span.text for span in cell if span.image and span.text)


def all_links_of(cell: Cell, *, of_papers: bool) -> list[Link]:
    """The links of a cell, and what leads to a work though it is none.

    Args:
        cell: The cell.
        of_papers: Whether it has titles, or leads to papers, so that "arXiv:2501.01234" does too.
    """
    links = links_of(cell)
    outside = plain([span for span in cell if span.link is None])
    if "://" in outside:
        links += links_in(outside)
    elif of_papers and not links:
        named = list(links_in(outside))
        links += named or ([Link("", outside)] if identify(outside) else [])
    return links


def keywords_of(cell: Cell) -> tuple[str, ...]:
    """The terms in a cell; each of several bold ones is one: `**A**&**B**`."""
    texts = [
        ";" if not span.strong and span.text.strip() == "&" else span.text
        for span in cell
        if not span.image
    ]
    parts = _KEYWORDS_END.split("".join(texts))
    terms = tuple(text for part in parts if (text := " ".join(part.split())))
    return () if any(len(term.split()) > _LONGEST_KEYWORD for term in terms) else terms
