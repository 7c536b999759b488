"""One line of a list, part by part: its date, title, links, and what stands beside the title.

The forms are those of the list this library was made for, and those that are customary elsewhere:

    - **2025/05/22** | 🔓 [**Title**](https://…) 🔓      - 2025/05/22 [*Title*](https://…)
    - [Title](https://…) - *A Author et al*, `ICLR 2024`  - **Title**. [[paper]](https://…)
    - Name: Title, *CVPR* 2024: [Paper](https://…)        2025/05/22 Title<br>

It stays one module, because each part is looked for in what the ones before it left.
"""

import functools
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from .._records.dates import PartialDate
from .._records.identifiers import identify
from .beside import (
    NOTHING,
    Facts,
    facts_in,
    is_labelled,
    is_name,
    trimmed_title,
)
from .dating import DATE, read_date
from .links import Link, Role, Targets, links_in, links_of, role_of, roles_of, targets_of
from .parsing import BULLETS
from .spans import Span, plain
from .titles import (
    FUNCTION_WORDS,
    WORDS_OF_A_TITLE,
    TitledBy,
    facts_behind,
    facts_of_labels,
    is_long,
    is_venue_label,
    marked_titles,
    may_be_title,
    name_behind,
    name_in_brackets,
    title_of,
)
from .wording import (
    clean_title,
    is_generic,
    unclosed_bracket,
    without_decoration,
    without_full_stop,
    without_title_label,
)

_MARKER = re.compile(
    rf"\s*(?:[{BULLETS}]|\d{{1,3}}(?:[.)](?!\d)|[、．）])|[（(]\d{{1,3}}[)）]|[①-⑳]"
    r"|\[(?:[ xX]|\d{1,3})\])\s*"
)
_TASK = re.compile(r"\[(?:[ xX]|\d{1,3})\]\s")  # Or the number of a reference.
_EMPTY_BRACKETS = re.compile(r"\[\s?\]")  # What stood in them was a link.
_LINK_NOT_CLOSED = re.compile(r"\[([^\[\]]+)\]\(([^()]*)")
_CLOSING = frozenset(")）]】")
_WORDS_IN_BRACKETS = 5  # Shorter labels in brackets say where a link leads: "[Our Website]".
_MOST_WORDS_BEFORE = 4  # Between a year and a title: a venue and a name; more are a sentence.
_ENDS_OF_NAMES = frozenset(":：|-–—.]】)）")


class Said(NamedTuple):
    """What one line says.

    Attributes:
        date: The date that it begins with.
        is_bracketed: Whether that is a month or day in brackets.
        after_date: The text behind it, as it is shown.
        title: The title, without what stands beside it, or an empty text.
        written: The title as it is written.
        by: What tells the title: the label of a link, bold or italic text, or nothing.
        titled: The link that is the title.
        lead: The words before the title.
        others: The other links.
        roles: What each link of the work leads to, and where.
        facts: What stands beside the title.
        name: The short name before or behind it.
        is_prose: Whether running text leads to the link.
    """

    date: PartialDate | None = None
    is_bracketed: bool = False
    after_date: str = ""
    title: str = ""
    written: str = ""
    by: TitledBy = ""
    titled: Link | None = None
    lead: str = ""
    others: tuple[Link, ...] = ()
    roles: tuple[tuple[Role, str], ...] = ()
    facts: Facts = NOTHING
    name: str | None = None
    is_prose: bool = False

    @property
    def all_facts(self) -> Facts:
        """The facts, the date at the beginning before any other."""
        return Facts(self.date).filled(self.facts)

    @property
    def targets(self) -> Targets:
        """Where the links lead."""
        return _targets(self.roles, self.titled.target or None if self.titled else None)

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to a known identifier, or is said to lead to a paper."""
        is_titled = self.titled is not None and identify(self.titled.target) is not None
        return is_titled or any(role == "paper" for role, _ in self.roles)


# The targets of a line are asked for several times in a row.
@functools.lru_cache(maxsize=64)
def _targets(roles: tuple[tuple[Role, str], ...], titled: str | None) -> Targets:
    return targets_of(roles, titled)


def read_line(spans: Sequence[Span], *, in_list: bool) -> Said:
    """Take a line apart.

    Args:
        spans: What stands on the line.
        in_list: Whether the line is an item of a list, rather than a line of a paragraph.
    """
    links = links_of(spans)
    lead, found, rest = _start(spans, links, in_list=in_list)
    date = read_date(found) if found else None
    is_bracketed = bool(found and found["open"] and found["close"] and found["month"])
    titled = _title_link(links)
    if titled is not None and len(titled.label.split()) < WORDS_OF_A_TITLE:
        titled = _title_link(_not_in_brackets(spans, links))
    if titled is None and not links and (broken := _link_not_closed(rest)):
        titled, rest = broken, ""
    said = Said(date, is_bracketed, _text_after(spans, lead, rest) if found else "")
    if titled is None or _is_before(spans, rest, links, titled):
        return _untitled(said, spans, rest, links)
    return _titled(said, spans, rest, links, titled)


def _start(
    spans: Sequence[Span], links: Sequence[Link], *, in_list: bool
) -> tuple[str, "re.Match[str] | None", str]:
    """The text before the first link without a marker, the date in it, and the text behind that."""
    lead = _text_before_link(spans)
    if (in_list or lead[:1] == "[") and (mark := _TASK.match(lead)):
        lead = lead[mark.end() :]
    elif not in_list:
        marker = _MARKER.match(lead)
        if marker and (links or DATE.match(lead, marker.end())):
            lead = lead[marker.end() :]
    rest = without_decoration(lead, end=False)
    found = DATE.match(rest)
    if found and (found["month"] or _is_year_of_a_work(found, rest[found.end() :], links)):
        return lead, found, rest[found.end() :]
    return lead, None, lead


def is_marked(spans: Sequence[Span]) -> bool:
    """Whether a line of a paragraph begins like an item, or with a date."""
    lead = _text_before_link(spans)
    marker = _MARKER.match(lead)
    start = marker.end() if marker else 0
    dated = DATE.match(without_decoration(lead[start:], end=False))
    if dated and (dated["month"] or marker):
        return True
    return marker is not None and bool(links_of(spans))


def _text_before_link(spans: Sequence[Span]) -> str:
    outside = itertools.takewhile(lambda span: span.link is None or span.image, spans)
    return "".join([span.text for span in outside if not span.image]).lstrip()


def _text_after(spans: Sequence[Span], lead: str, rest: str) -> str:
    """The text of the whole line from where its lead goes on after the date."""
    whole = "".join(span.text for span in spans if not span.image).lstrip()
    at = whole.find(lead)
    return " ".join(whole[at + len(lead) - len(rest) :].split()) if at >= 0 else plain(spans)


def _is_year_of_a_work(found: "re.Match[str]", after: str, links: Sequence[Link]) -> bool:
    """Whether a year alone is a date: it may as well begin a title, "2025 Challenge on …"."""
    return bool(
        (links and not without_decoration(after))
        or (links and after.lstrip()[:1] in (":", "："))
        or after.lstrip()[:1] == "|"
        or found["close"]
    )


def _title_link(links: Sequence[Link]) -> Link | None:
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
    inside: list[Span] = []
    outside, depth = "", 0
    for span in spans:
        if span.link is not None:
            inside += [span] if depth else []
            continue
        for char in span.text if not span.image else "":
            depth = max(0, depth + (char == "[") - (char == "]"))
            outside += char if not depth else ""
    if len(outside.split()) <= WORDS_OF_A_TITLE:
        return links
    short = [link for link in links_of(inside) if len(link.label.split()) < WORDS_OF_A_TITLE]
    return [link for link in links if link not in short]


def _may_be_named(link: Link) -> bool:
    """Whether a label is neither in brackets, "[journal]", nor but the end of its own link."""
    label = link.label
    if "/" in label and link.target.endswith(f"/{label}"):
        return False  # [kettle/cups](https://github.com/kettle/cups)
    is_apart = label[:1] in ("[", "【") and label[-1:] in ("]", "】")
    return not is_apart or len(label.split()) >= _WORDS_IN_BRACKETS or bool(facts_of_labels([link]))


def _is_before(spans: Sequence[Span], rest: str, links: Sequence[Link], titled: Link) -> bool:
    """Whether text before a link is the title, and the link's label something beside it."""
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


def _link_not_closed(text: str) -> Link | None:
    """The link that a text begins with, where Markdown takes it for none."""
    found = _LINK_NOT_CLOSED.match(without_decoration(text, end=False))
    link = Link(found[1], found[2].strip()) if found else None
    return None if link is None or is_generic(link.label) else link


def _titled(
    said: Said, spans: Sequence[Span], rest: str, links: Sequence[Link], titled: Link
) -> Said:
    """A line whose title is the label of a link."""
    others = tuple(link for link in links if link is not titled)
    label = titled.label
    if (opening := unclosed_bracket(rest)) is not None:
        if _is_closed_behind(spans, titled):
            rest = rest[:opening]
        else:  # Markdown takes what follows the inner bracket for the label.
            label, rest = f"{rest[opening + 1 :]}[{titled.label}", rest[:opening]
    rest = rest.rstrip(" <")  # "<[Title](…)> by Ann Example"
    lead = without_decoration(rest)
    written = clean_title(label)
    title, inside = _without_facts_inside(written)
    title, behind = name_behind(title)
    before = facts_in(lead) if lead else NOTHING
    name = None if before else _name_before(spans, rest, lead)
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


def _year_before(lead: str) -> Facts:
    """The year with which words begin that nobody knows: "2024 Kettle Report [Title](…)"."""
    found = DATE.match(lead)
    is_year = found is not None and 0 < len(lead[found.end() :].split()) <= _MOST_WORDS_BEFORE
    return Facts(read_date(found)) if found and is_year else NOTHING


def _without_facts_inside(label: str) -> tuple[str, Facts]:
    """A label without the venue or year in brackets at its end: `[Title (ICLR 2024)](…)`."""
    is_cited = "et al" in label[-24:]  # "Kettles That Whistle, Doe et al., 2017"
    if (label[-1:] not in _CLOSING and not is_cited) or not any(map(str.isdigit, label[-12:])):
        return label, NOTHING
    title, facts = trimmed_title(label)
    is_sure = len(title.split()) >= WORDS_OF_A_TITLE or facts.venue is not None
    return (title, facts) if is_sure and title else (label, NOTHING)


def _is_closed_behind(spans: Sequence[Span], titled: Link) -> bool:
    """Whether a bracket around a link is closed behind it."""
    behind = itertools.dropwhile(lambda span: span.link != titled.target or span.image, spans)
    text = "".join([span.text for span in behind if span.link is None])
    closing, opening = text.find("]"), text.find("[")
    return closing >= 0 and not 0 <= opening < closing


def _name_before(spans: Sequence[Span], rest: str, lead: str) -> str | None:
    """The short name that the words before a title are: "CPC:", "(TEA)", "**TEA**"."""
    if not lead:
        return None
    text = clean_title(lead.strip(" :：-–—|()（）[]【】"))
    if not is_name(text) or is_generic(text) or not FUNCTION_WORDS.isdisjoint(text.split()):
        return None
    is_apart = rest.rstrip()[-1:] in _ENDS_OF_NAMES
    marked = any(text == shown for shown, _ in marked_titles(spans))
    inner = any(char.isupper() or char.isdigit() for char in text[1:])
    return text if is_apart or marked or inner else None


def _is_prose(rest: str, lead: str, titled: Link) -> bool:
    """Whether the words before a link are a sentence that leads to it, not a name or a heading."""
    words = lead.split()
    if rest.rstrip()[-1:] in _ENDS_OF_NAMES:
        return False
    if words[-1].lower() in FUNCTION_WORDS:
        return True
    if len(titled.label.split()) > len(words) + WORDS_OF_A_TITLE:
        return False
    return len(words) >= WORDS_OF_A_TITLE and any(word[:1].islower() for word in words)


def _may_be_its_own(link: Link, title: str) -> bool:
    """Whether a link beside a title leads to something of the same work."""
    return is_generic(link.label) or is_venue_label(link.label) or link.label == title


def _untitled(said: Said, spans: Sequence[Span], rest: str, links: Sequence[Link]) -> Said:
    """A line whose title is no link: bold, or the text before the links."""
    bare = list(links_in(plain([span for span in spans if span.link is None])))
    roles = roles_of([*links, *bare])
    said = said._replace(others=tuple(links), roles=tuple(roles))
    if is_labelled(plain(spans)):
        return said._replace(facts=facts_in(_text(spans), marked=True))
    if any(map(str.isalnum, rest)):
        text = rest
    else:
        unlinked = " ".join(_EMPTY_BRACKETS.sub("", _unlinked(spans)).split())
        text = said.after_date if said.date else unlinked
    title, name, by, facts = _title_behind_label(spans, text, has_links=bool(roles))
    title, inside = _without_facts_inside(without_full_stop(clean_title(title)))
    title, behind = name_behind(title)
    facts = facts.filled(inside)
    if (
        not any(map(str.isalnum, title))
        or is_generic(title)
        or not may_be_title(title, has_links=bool(roles))
        or any(link.announced == title for link in bare)
    ):
        beside = plain(spans).partition(f"{name}:")[2] if name else ""
        whole = facts_in(beside or _unlinked(spans), marked=True, alone=False)
        facts = facts.filled(whole).filled(facts_of_labels(links))
        facts = facts.filled(facts_behind(spans, None))
        return said._replace(facts=facts, name=name or name_in_brackets(rest), lead=rest.strip())
    written = f"{title} ({behind})" if behind else title
    facts = facts.filled(facts_of_labels(links))
    return said._replace(
        title=title, written=written, by=by, facts=facts, name=name or behind, lead=rest.strip()
    )


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
