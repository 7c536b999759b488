"""A line whose title is no link: bold, or the text before its links."""

import re
from collections.abc import Sequence

from .around import facts_behind, without_facts_inside
from .beside import facts_in
from .facts import Facts
from .labelled import is_labelled
from .labels import facts_of_labels
from .links import Link, links_in, roles_of
from .names_beside import name_behind, name_in_brackets
from .saying import Said
from .shapes import TitledBy, may_be_title
from .spans import Span, plain
from .titles import title_of
from .wording import clean_title, is_generic, without_full_stop, without_title_label

_EMPTY_BRACKETS = re.compile(r"\[\s?\]")  # What stood in them was a link.


def read_unlinked_title(
    said: Said, spans: Sequence[Span], rest: str, links: Sequence[Link]
) -> Said:
    """What a line says whose title is no link: bold, or the text before the links.

    Args:
        said: What it says by its date.
        spans: What stands on the line.
        rest: The text before its links, without the date.
        links: Its links.
    """
    bare = list(links_in(plain([span for span in spans if span.link is None])))
    roles = roles_of([*links, *bare])
    said = said._replace(others=tuple(links), roles=tuple(roles))
    if is_labelled(plain(spans)):
        return said._replace(facts=facts_in(_text(spans), marked=True))
    text = _text_with_title(said, spans, rest)
    title, name, by, facts = _title_behind_label(spans, text, has_links=bool(roles))
    title, inside = without_facts_inside(without_full_stop(clean_title(title)))
    title, behind = name_behind(title)
    said = said._replace(lead=rest.strip())
    facts = facts.filled(inside)
    is_announced = any(link.announced == title for link in bare)
    if is_announced or not _is_title(title, has_links=bool(roles)):
        facts = facts.filled(_facts_of_all(spans, name, links))
        return said._replace(facts=facts, name=name or name_in_brackets(rest))
    written = f"{title} ({behind})" if behind else title
    facts = facts.filled(facts_of_labels(links))
    return said._replace(title=title, written=written, by=by, facts=facts, name=name or behind)


def _text_with_title(said: Said, spans: Sequence[Span], rest: str) -> str:
    """The text in which the title stands: before the links, or else anywhere outside them."""
    if any(map(str.isalnum, rest)):
        return rest
    if said.date:
        return said.after_date
    return " ".join(_EMPTY_BRACKETS.sub("", _unlinked(spans)).split())


def _is_title(title: str, *, has_links: bool) -> bool:
    """Whether a text may be a title, by its letters and its words."""
    if not any(map(str.isalnum, title)) or is_generic(title):
        return False
    return may_be_title(title, has_links=has_links)


def _facts_of_all(spans: Sequence[Span], name: str | None, links: Sequence[Link]) -> Facts:
    """What a line says that has no title: behind its name, or everywhere outside its links."""
    beside = plain(spans).partition(f"{name}:")[2] if name else ""
    facts = facts_in(beside or _unlinked(spans), marked=True, alone=False)
    return facts.filled(facts_of_labels(links)).filled(facts_behind(spans, None))


def _title_behind_label(
    spans: Sequence[Span], text: str, *, has_links: bool
) -> tuple[str, str | None, TitledBy, Facts]:
    """The title in a text as `title_of` gives it; a label is as sure a sign of one as bold text."""
    own = without_title_label(text)
    title, name, by, facts = title_of(spans, own, has_links=has_links)
    return (title, name, by, facts) if own is text else (title, None, "mark", facts)


def _text(spans: Sequence[Span]) -> str:
    return "".join([span.text for span in spans if not span.image])


def _unlinked(spans: Sequence[Span]) -> str:
    """All the text outside links."""
    return "".join([span.text for span in spans if span.link is None and not span.image])
