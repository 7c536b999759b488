"""The title of a line or a cell that no link is: in bold, in quotation marks, or text."""

import re
from collections.abc import Sequence

from .around import (
    behind_links,
    facts_around,
    facts_behind,
    without_facts_before,
    without_italic_facts,
)
from .beside import facts_in, facts_of
from .citing import quoted_title, title_before_kind, without_authors_before
from .facts import NOTHING, Facts
from .labels import is_venue_label
from .marking import marked_titles
from .names_beside import name_before
from .naming import is_name
from .shapes import WORDS_OF_A_TITLE, TitledBy, is_citation, is_title_and_year
from .spans import Span
from .trimming import trimmed_label, trimmed_title
from .wording import begins_with_colon, is_generic, title_beside_urls, without_decoration

_QUOTES = ('"', "“", "'", "‘")
# Chinese marks around titles of works; what stands behind them is no part of it.
_IN_TITLE_MARKS = re.compile(r"\s*《([^《》]{2,200})》(?=[\s,，.。;；|]|$)")


def title_of(
    spans: Sequence[Span], rest: str, *, has_links: bool
) -> tuple[str, str | None, TitledBy, Facts]:
    """The title on a line without a link that is one; the name before it, and facts beside it.

    Args:
        spans: What stands on the line.
        rest: The text before its links.
        has_links: Whether there are any.

    Returns:
        The title, the name, what tells that it is the title, and the facts.
    """
    if has_links or any(span.strong for span in spans):
        behind, before = without_facts_before(rest, spans)
        for text, after in marked_titles(spans):
            if begins_with_colon(after) or text.endswith((":", "：")):
                title, name, by, facts = _named_text(spans, behind, text)
                return title, name, by, before.filled(facts)
            if not _is_title_text(text) or _is_inside(text, behind):
                continue
            if (without := _before_aside(text, rest)) is None:
                title, inside = trimmed_label(text)
                facts = inside.filled(facts_around(spans, text))
                name, title = name_before(title)
                return title, name, "mark", facts
            rest = without
    text, set_apart = without_italic_facts(spans, rest)
    title, name, facts = title_in_text(text, spans, set_apart)
    return title, name, "text", facts.filled(facts_behind(behind_links(spans), None))


def title_in_text(
    text: str, spans: Sequence[Span] = (), set_apart: Facts = NOTHING
) -> tuple[str, str | None, Facts]:
    """The title in a text, the name before it, and the facts before and behind it.

    Args:
        text: The text.
        spans: What stands on its line, of which the first may be set apart in bold or as code.
        set_apart: What is known to stand beside it.

    Returns:
        The title, the name or None, and the facts.
    """
    text, before = without_facts_before(text, spans)
    text, authors = without_authors_before(text)
    facts = before.filled(authors).filled(set_apart)
    quoted = _in_title_marks(text) or title_before_kind(text)
    if quoted := quoted or quoted_title(text, cited=bool(authors)):
        name, title, said = quoted
        return title, name, facts.filled(said)
    title, said = trimmed_title(title_beside_urls(text))
    name, title = name_before(title)
    return title, name, facts.filled(said)


def _before_aside(marked: str, text: str) -> str | None:
    """The text before a word or two in bold, where it is rather the title: "Title. **oral**"."""
    before, found, _ = text.partition(marked)
    is_short = len(marked.split()) < WORDS_OF_A_TITLE and marked.isascii()
    is_quoted = before.endswith(_QUOTES)
    if not found or not is_short or is_quoted or len(before.split()) < WORDS_OF_A_TITLE:
        return None
    return before if len(trimmed_title(before)[0].split()) >= WORDS_OF_A_TITLE else None


def _in_title_marks(text: str) -> tuple[None, str, Facts] | None:
    """The title in Chinese marks that a text begins with, and what is said behind it."""
    found = _IN_TITLE_MARKS.match(text)
    return (None, found[1], facts_in(text[found.end() :], marked=True)) if found else None


def _is_inside(text: str, whole: str) -> bool:
    """Whether a few words are but stressed within running text: "The **dark kettle** at night"."""
    if len(text.split()) >= WORDS_OF_A_TITLE:
        return False
    before, found, _ = whole.partition(text)
    return bool(found) and before.rstrip()[-1:].isalpha() and not facts_in(before)


def _is_title_text(text: str) -> bool:
    if not any(map(str.isalnum, text)) or is_venue_label(text) or is_citation(text):
        return False
    if is_title_and_year(text):
        return True
    return not facts_of(text, marked=True, alone=False) and not is_generic(text)


def _named_text(
    spans: Sequence[Span], rest: str, name: str
) -> tuple[str, str | None, TitledBy, Facts]:
    """A name in bold, a colon, and the title: "**UADFV**: Exposing Deep Fakes. [Paper](…)"."""
    before, found, after = rest.partition(name)
    after = after.lstrip(" :：")
    name = name.rstrip(" :：")
    if found and len(name.split()) >= WORDS_OF_A_TITLE and name.isascii() and not after.isascii():
        return name, None, "mark", facts_behind(behind_links(spans), None)  # And in Chinese.
    if not found or without_decoration(before) or not is_name(name) or not after.strip(" .|-"):
        title, facts = trimmed_title(title_beside_urls(rest))
        return title, None, "text", facts
    title, facts = trimmed_title(title_beside_urls(after))
    return title, name, "mark", facts.filled(facts_behind(behind_links(spans), None))
