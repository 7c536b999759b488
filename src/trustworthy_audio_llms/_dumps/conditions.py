"""What every record that a query matches must have: conditions that whole columns are asked.

A condition never rules out what the query matches; it may let through what it does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from .._catalog.folding import words
from .._catalog.tree import And, Choice, Named, Node, Not, Or, Text, Years
from .beginnings import beginnings
from .layouts import IDENTIFIERS, TEXTS

_NO_LETTER = "[^a-z0-9]*"
"""What may stand between the letters of a word: `deep fake` and `deep-fake` are `deepfake`."""

# RE2 knows no look-behind; a word starts the text or follows what is no part of one.
_START = "(?:^|[^a-z0-9])"

# How a word goes on after its beginning, perhaps as two words, up to where the next one starts.
_ENDING = "[a-z0-9]*(?:[^a-z0-9]+[a-z0-9]+)?[^a-z0-9]+"

_CITATION_KEY = re.compile(r"[a-z]+[0-9]{4}[a-z].*")
_FIELDS = {"title": "title", "author": "authors", "keyword": "keywords", "venue": "venue"}


@attrs.frozen
class Pattern:
    """What a row must have somewhere in some columns.

    Attributes:
        roles: What the columns say.
        plain: The pattern for texts, in RE2's syntax.
        scattered: The pattern for texts whose words stand in no order, as in inverted abstracts.
    """

    roles: tuple[str, ...]
    plain: str
    scattered: str


@attrs.frozen
class AllOf:
    """Every condition must hold; none of them: every row passes."""

    parts: tuple["Condition", ...] = ()


@attrs.frozen
class OneOf:
    """One of the conditions must hold."""

    parts: tuple["Condition", ...]


Condition = Pattern | AllOf | OneOf
_ALWAYS = AllOf()


def condition_of(node: Node) -> Condition:
    """What every record that a query matches must have."""
    if isinstance(node, And):
        return _all(condition_of(part) for part in node.parts)
    if isinstance(node, Or):
        return _any([condition_of(part) for part in node.parts])
    if isinstance(node, Text):
        return _of_text(node)
    if isinstance(node, Named):
        return _of_name(node)
    assert isinstance(node, Not | Choice | Years)
    return _ALWAYS


def _all(parts: Iterable[Condition]) -> Condition:
    """AllOf of several conditions, the longest pattern first: it leaves the fewest rows."""
    kept = [part for part in parts if part != _ALWAYS]
    kept.sort(key=lambda part: -len(part.plain) if isinstance(part, Pattern) else 0)
    return kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def _any(parts: Sequence[Condition]) -> Condition:
    """One of several conditions; patterns for the same columns become one."""
    if _ALWAYS in parts:
        return _ALWAYS
    by_roles: dict[tuple[str, ...], list[Pattern]] = {}
    others: list[Condition] = []
    for part in parts:
        # Of several patterns that must all hold, one says enough.
        first = part.parts[0] if isinstance(part, AllOf) else part
        if isinstance(first, Pattern):
            by_roles.setdefault(first.roles, []).append(first)
        else:
            others.append(part)
    joined = [
        Pattern(roles, _either(one.plain for one in some), _either(one.scattered for one in some))
        for roles, some in by_roles.items()
    ]
    return joined[0] if len(joined) == 1 and not others else OneOf((*joined, *others))


def _either(patterns: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(f"(?:{pattern})" for pattern in patterns))


def _of_text(leaf: Text) -> Condition:
    if leaf.field is None:
        roles: tuple[str, ...] = (*TEXTS, *IDENTIFIERS)
        if len(leaf.pieces) == 1 and _CITATION_KEY.fullmatch(leaf.pieces[0].lower()):
            return _ALWAYS  # It may be the citation key that the record will have.
    else:
        roles = (_FIELDS.get(leaf.field, leaf.field),)
        if not {*roles} <= {*TEXTS}:
            return _ALWAYS
    last = len(leaf.pieces) - 1
    parts = [
        part
        for place, piece in enumerate(leaf.pieces)
        for part in _of_piece(roles, piece, leaf.prefix and place == last)
    ]
    if len(parts) == len(leaf.pieces) > 1:
        return _in_a_row(parts)
    return _all(parts)


def _in_a_row(parts: Sequence[Pattern]) -> Pattern:
    """What a phrase of plain words must leave: they follow each other."""
    rarest = max(parts, key=lambda part: len(part.scattered))
    following = [parts[0].plain, *(part.plain.replace(_START, "") for part in parts[1:])]
    return Pattern(
        parts[0].roles, _ENDING.join(f"(?:{one})" for one in following), rarest.scattered
    )


def _of_piece(roles: tuple[str, ...], piece: str, prefix: bool) -> Iterator[Pattern]:
    """What a word, or what is joined by hyphens, must leave in a text."""
    parts = words(piece)
    for place, part in enumerate(parts):
        if 0 < place < len(parts) - 1:
            continue  # The first and the last are enough.
        is_prefix = prefix and place == len(parts) - 1
        starts = (part,) if is_prefix else beginnings(part)
        before = "" if place else _START
        yield Pattern(
            roles,
            _either(before + _NO_LETTER.join(map(re.escape, start)) for start in starts),
            _either(scattered for start in starts for scattered in _scattered(start, before)),
        )


def _scattered(start: str, before: str) -> Iterator[str]:
    """A beginning whole, or what may stand alone before a hyphen or a blank."""
    yield before + re.escape(start)
    for length in range(1, len(start)):
        yield f"{before}{re.escape(start[:length])}(?:$|[^a-z0-9])"


def _of_name(leaf: Named) -> Condition:
    if leaf.field == "key":
        return _ALWAYS
    tails = re.findall("[a-z0-9]+", leaf.value.lower())
    if not tails:
        return _ALWAYS
    # A prefix may end within a word; identifiers may be percent-encoded between words.
    pattern = re.escape(tails[-1])
    return Pattern(IDENTIFIERS, pattern, pattern)
