"""A line whose title is the label of a link: what stands before it and behind it."""

import itertools
from collections.abc import Sequence

from .around import facts_behind, without_facts_inside
from .beside import facts_in
from .dating import DATE, read_date
from .facts import NOTHING, Facts
from .labels import facts_of_labels, is_label
from .links import Link, roles_of
from .names_beside import ENDS_OF_NAMES, name_behind, name_leading_to
from .saying import Said
from .shapes import FUNCTION_WORDS, WORDS_OF_A_TITLE
from .spans import Span
from .wording import clean_title, unclosed_bracket, without_decoration

_MOST_WORDS_BEFORE = 4  # Between a year and a title: a venue and a name; more are a sentence.


def read_linked_title(
    said: Said, spans: Sequence[Span], rest: str, links: Sequence[Link], titled: Link
) -> Said:
    """What a line says whose title is the label of a link.

    Args:
        said: What it says by its date.
        spans: What stands on the line.
        rest: The text before its links, without the date.
        links: Its links.
        titled: The one that is the title.
    """
    others = tuple(link for link in links if link is not titled)
    label, rest = _label_and_lead(spans, rest, titled)
    rest = rest.rstrip(" <")  # "<[Title](…)> by Ann Example"
    lead = without_decoration(rest)
    written = clean_title(label)
    title, inside = without_facts_inside(written)
    title, behind = name_behind(title)
    before = facts_in(lead) if lead else NOTHING
    name = None if before else name_leading_to(spans, rest, lead)
    facts = before.filled(inside).filled(facts_behind(spans, titled))
    facts = facts.filled(facts_of_labels(others))
    is_prose = bool(lead) and not before and _is_prose(rest, lead, titled)
    if facts.date is None and not is_prose:
        facts = facts.filled(_year_before(lead))
    roles = roles_of([link for link in others if _may_be_its_own(link, written)])
    return said._replace(
        title=title,
        written=written,
        by="link",
        titled=titled,
        lead=lead,
        others=others,
        roles=tuple(roles),
        facts=facts,
        name=name or behind,
        is_prose=is_prose,
    )


def _label_and_lead(spans: Sequence[Span], rest: str, titled: Link) -> tuple[str, str]:
    """The label of a link and the text before it, whichever of them has a bracket between them."""
    opening = unclosed_bracket(rest)
    if opening is None:
        return titled.label, rest
    if _is_closed_behind(spans, titled):
        return titled.label, rest[:opening]
    # Markdown takes what follows the inner bracket for the label.
    return f"{rest[opening + 1 :]}[{titled.label}", rest[:opening]


def _is_closed_behind(spans: Sequence[Span], titled: Link) -> bool:
    """Whether a bracket around a link is closed behind it."""
    behind = itertools.dropwhile(lambda span: span.link != titled.target or span.image, spans)
    text = "".join([span.text for span in behind if span.link is None])
    closing, opening = text.find("]"), text.find("[")
    return closing >= 0 and not 0 <= opening < closing


def _year_before(lead: str) -> Facts:
    """The year with which words begin that nobody knows: "2024 Kettle Report [Title](…)"."""
    found = DATE.match(lead)
    is_year = found is not None and 0 < len(lead[found.end() :].split()) <= _MOST_WORDS_BEFORE
    return Facts(read_date(found)) if found and is_year else NOTHING


def _is_prose(rest: str, lead: str, titled: Link) -> bool:
    """Whether the words before a link are a sentence that leads to it, not a name or a heading."""
    words = lead.split()
    if rest.rstrip()[-1:] in ENDS_OF_NAMES:
        return False
    if words[-1].lower() in FUNCTION_WORDS:
        return True
    if len(titled.label.split()) > len(words) + WORDS_OF_A_TITLE:
        return False
    return len(words) >= WORDS_OF_A_TITLE and any(word[:1].islower() for word in words)


def _may_be_its_own(link: Link, title: str) -> bool:
    """Whether a link beside a title leads to something of the same work."""
    return is_label(link.label) or link.label == title
