"""What a query asks for, as a tree; `str()` of it is the query with every parenthesis."""

import re

import attrs

from .tokens import is_operator

# A word that reads the same when it is read again; anything else is printed as a phrase.
_PLAIN = re.compile(r"[^\W_]+(?:[-.'’/+&][^\W_]+)*")


@attrs.frozen
class Text:
    """Words next to each other in one value of a field.

    Attributes:
        pieces: The words as they were typed; what is joined by a hyphen is one of them.
        prefix: Whether the last word is only the beginning of one.
        field: The field, or None for any.
    """

    pieces: tuple[str, ...]
    prefix: bool = False
    field: str | None = None

    def __str__(self) -> str:
        text = " ".join(self.pieces)
        star = "*" if self.prefix else ""
        if _PLAIN.fullmatch(text) and not is_operator(text):
            return f"{_named(self.field)}{text}{star}"
        return f'{_named(self.field)}"{text}{star}"'


@attrs.frozen
class Years:
    """A range of years, open where it is None; works without a year are in none."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        if self.first == self.last:
            return f"year:{self.first}"
        return f"year:{self.first or ''}-{self.last or ''}"


@attrs.frozen
class Choice:
    """A field with a value of its own: `kind`, `scope`, `verified`, `topic`."""

    field: str
    value: str

    def __str__(self) -> str:
        plain = re.fullmatch(r"[\w/-]+", self.value)
        return f"{self.field}:{self.value}" if plain else f'{self.field}:"{self.value}"'


@attrs.frozen
class Named:
    """A work by its identity or citation key, or works whose identity or key begins so."""

    field: str
    value: str
    prefix: bool = False

    def __str__(self) -> str:
        return f"{self.field}:{self.value}{'*' if self.prefix else ''}"


@attrs.frozen
class Not:
    """What does not match."""

    part: "Node"

    def __str__(self) -> str:
        return f"NOT {_inner(self.part)}"


@attrs.frozen
class And:
    """What matches every part."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " AND ".join(map(_inner, self.parts))


@attrs.frozen
class Or:
    """What matches any part."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " OR ".join(map(_inner, self.parts))


Leaf = Text | Years | Choice | Named
Node = Leaf | Not | And | Or


def _named(field: str | None) -> str:
    return "" if field is None else f"{field}:"


def _inner(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)


def leaves(node: Node) -> list[Leaf]:
    """The leaves of a tree that are asked for, in order; not those below a NOT."""
    found: list[Leaf] = []
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, And | Or):
            todo.extend(reversed(current.parts))
        elif not isinstance(current, Not):
            found.append(current)
    return found
