"""A work told on several lines: what those around its title say of it, and whether they do."""

from collections.abc import Sequence

from .beside import facts_in, facts_of
from .facts import Facts
from .joining import text_outside_links
from .links import targets_of
from .markdown import Line
from .saying import Said
from .shapes import FUNCTION_WORDS
from .wording import is_generic
from .works import Work

_MOST_WORDS_BESIDE_LINKS = 2
"""Of a line of links; where there are more words, the links belong to a description."""

_MOST_WORDS_OF_A_NAME = 8
"""Of a line that names a work once more: "TeaNet [[paper](…)] (no code) [cited=3]"."""

Part = tuple[Line, Said]
"""A line with its parts."""


def with_parts(titled: Said, parts: Sequence[Part], work: Work) -> Work:
    """Fill a work with what other lines say of it than the one with its title.

    Args:
        titled: What the line with the title says.
        parts: All lines that may be about the work, that one among them.
        work: What that line names.

    Returns:
        The work with the facts and links of all.
    """
    facts = titled.all_facts
    roles = list(titled.roles)
    alone = any(said.has_paper for _, said in parts)
    for line, said in parts:
        if said is titled or said.by == "link" or said.is_prose:
            continue
        facts = _with_facts(facts, line, said, alone=alone)
        has_own = titled.titled is not None or any(role == "paper" for role, _ in roles)
        if is_line_of_links(line, said) or (not has_own and _may_lead_to_work(line, said)):
            roles += said.roles
    target = titled.titled.target or None if titled.titled else None
    return work._replace(facts=facts, targets=targets_of(roles, target))


def _with_facts(facts: Facts, line: Line, said: Said, *, alone: bool) -> Facts:
    """Facts, and what a further line says of the same work."""
    may_be_author = alone and not said.roles  # No label of a link is one.
    facts = facts.filled(said.all_facts)
    if alone and said.by == "mark" and not line.first:
        facts = facts.filled(facts_of(said.title, marked=True, alone=True))
    if not (said.all_facts and (facts.authors.names or not may_be_author)):
        facts = facts.filled(facts_in(text_outside_links(line), marked=True, alone=may_be_author))
    return facts


def adds_to(work: Work, line: Line, said: Said) -> bool:
    """Whether a line is a part of what is told of a work, rather than a note about it.

    Args:
        work: The work.
        line: A line below its title.
        said: What that line says.
    """
    if said.title and said.title == work.title:
        return True
    if said.is_prose or said.by == "link":
        return False
    if any(target == work.url for _, target in said.roles):
        return True
    return bool(said.facts) or (bool(said.roles) and is_line_of_links(line, said))


def is_line_of_links(line: Line, said: Said) -> bool:
    """Whether a line has the links of the title above it: nearly nothing else, or facts about it.

    Args:
        line: A line below a title.
        said: What that line says.
    """
    told = (word for word in text_outside_links(line).split() if "://" not in word)
    words = [word for word in told if any(map(str.isalnum, word))]
    return len(words) <= _MOST_WORDS_BESIDE_LINKS or bool(said.facts)


def _may_lead_to_work(line: Line, said: Said) -> bool:
    """Whether a line below a title without a link names it in short, and links the paper."""
    words = text_outside_links(line).split()
    is_short = len(words) <= _MOST_WORDS_OF_A_NAME and FUNCTION_WORDS.isdisjoint(words)
    return is_short and said.has_paper and all(is_generic(link.label) for link in said.others)
