"""Reading a query: from its marks to its tree, with notices of what is not plain.

A query is a list of alternatives that must all hold: `OR` binds more tightly than `AND`, and a
blank is `AND`. So it was in every release, and so it is in Scopus.

How marks belong together is read here; what a single one asks for stands in `fields`.
"""

import unicodedata
from collections.abc import Iterator

import attrs

from .._errors import InvalidQuery
from .._records.schemes import SCHEMES
from .field_names import field_meant
from .fields import field_of, identity_of, label_of, leaf_of
from .tokens import OPERATORS, Token, check_value, refuse, tokens
from .tree import And, Named, Node, Not, Or

DEEPEST = 100
"""How deep parentheses may nest: far deeper than people write, far from what Python can stand."""

_SINGLE_QUOTES = "'‘’‚‛`´‹›＇"


@attrs.frozen
class Reading:
    """A query that was read.

    Attributes:
        tree: What it asks for; an `And` without parts is everything.
        notices: How it was read, where that is not plain.
    """

    tree: Node
    notices: tuple[str, ...]


def read(query: str) -> Reading:
    """Read a query.

    Raises:
        InvalidQuery: It is not understood; the message says what to write.
    """
    return _Parser(query).read()


class _Parser:
    """One pass over the marks of a query."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._notices: dict[str, None] = {}
        self._mixed = False
        self._opened = False  # Whether a single quote is open.
        self._empty: list[str] = []
        self._tokens = self._spoken(tokens(query))
        self._next = next(self._tokens, None)

    def _spoken(self, marks: Iterator[Token]) -> Iterator[Token]:
        """The marks that say something; the others are told in a notice."""
        for token in marks:
            if token.sort in ("word", "phrase") and not any(map(str.isalnum, token.text)):
                if token.field is not None or token.sort == "phrase" or token.prefix:
                    refuse(token.raw, "nothing is in it to search for", "write a word")
                self._empty.append(token.raw)
                continue
            yield token

    def read(self) -> Reading:
        """The whole query."""
        if self._next is None:
            if self._query.strip():
                refuse(
                    self._query.strip(),
                    "there is no letter or digit in it",
                    "write a word to search for",
                )
            return Reading(And(()), ())
        tree = self._group(0, None)
        if self._next is not None:
            raise InvalidQuery(
                "A parenthesis closes that was not opened: write ( where it begins, or leave it "
                "out.",
                value=self._query,
            )
        for raw in dict.fromkeys(self._empty):
            self._notices[f"{raw[:20]!r} has no letter or digit and is left out."] = None
        if self._mixed:
            shown = str(tree)
            shown = shown if len(shown) <= 200 else f"{shown[:199]}…"
            self._notices[
                f"Read as {shown}: OR binds more tightly than AND and a blank. Parentheses say it "
                "otherwise."
            ] = None
        return Reading(tree, tuple(self._notices))

    def _take(self) -> Token:
        token = self._next
        assert token is not None
        self._next = next(self._tokens, None)
        return token

    def _group(self, depth: int, field: str | None) -> Node:
        """What stands up to the parenthesis that closes, or to the end."""
        clauses: list[list[Node]] = []  # All of them, and of each any part.
        operator: str | None = None  # The one that waits for what comes.
        negated = False
        while self._next is not None and self._next.sort != ")":
            if self._next.sort in ("AND", "OR"):
                self._check_operand(operator, clauses, self._next)
                operator = self._take().sort
                continue
            negated = negated or self._next.sort == "NOT"
            node = self._operand(depth, field)
            if operator == "OR":
                clauses[-1].append(node)
            else:
                clauses.append([node])
            operator = None
        if operator is not None:
            raise InvalidQuery(
                f"Nothing stands after {operator}: write what to search for there, or leave it "
                "out.",
                value=self._query,
            )
        self._check_mixture(any(len(clause) > 1 for clause in clauses), len(clauses) > 1, negated)
        return _joined(clauses)

    def _check_mixture(self, has_or: bool, has_and: bool, has_not: bool) -> None:
        """Refuse, or note, operators side by side that databases read in different ways."""
        if has_or and has_not:
            raise InvalidQuery(
                "OR and NOT stand side by side, and databases disagree what that means: write "
                "parentheses, as in (a OR b) NOT c.",
                value=self._query,
            )
        self._mixed = self._mixed or (has_or and has_and)

    def _check_operand(self, expects: str | None, clauses: list[list[Node]], token: Token) -> None:
        """Refuse an operator with nothing on its left."""
        if expects is not None:
            raise InvalidQuery(
                f"{token.sort} stands right after {expects}: write what to search for between "
                "them, or leave one out.",
                value=self._query,
            )
        if not clauses:
            raise InvalidQuery(
                f"Nothing stands before {token.sort}: write what to search for there, or leave it "
                "out.",
                value=self._query,
            )

    def _operand(self, depth: int, field: str | None) -> Node:
        token = self._take()
        if token.sort == "NOT":
            return self._negated(depth, field)
        if token.sort == "(":
            return self._parenthesis(token, depth, field)
        return self._leaf(token, field)

    def _negated(self, depth: int, field: str | None) -> Node:
        if self._next is None or self._next.sort in ("AND", "OR", "NOT", ")"):
            raise InvalidQuery(
                "Nothing stands after NOT: write what to leave out there.", value=self._query
            )
        return Not(self._operand(depth, field))

    def _parenthesis(self, token: Token, depth: int, field: str | None) -> Node:
        if depth >= DEEPEST:
            raise InvalidQuery(
                f"Parentheses nest more than {DEEPEST} deep: write fewer.", value=self._query
            )
        if token.field is not None:
            field = field_of(token, field)
        node = self._group(depth + 1, field)
        if self._next is None:
            raise InvalidQuery(
                "A parenthesis is not closed: write ) where it ends.", value=self._query
            )
        self._take()
        if node == And(()):
            raise InvalidQuery(
                "Nothing stands in the parentheses: write what to search for there.",
                value=self._query,
            )
        return node

    def _leaf(self, token: Token, field: str | None) -> Node:
        identity = self._identity(token)
        if identity is not None:
            return identity
        if token.field is not None:
            field = field_of(token, field)
            check_value(token)
        elif token.sort == "word":
            self._note(token)
        return leaf_of(token, field)

    def _identity(self, token: Token) -> Named | None:
        """The work that is named, also by an identifier with a label and a blank before it."""
        identity = identity_of(token)
        if identity is None and self._next is not None and label_of(token) in SCHEMES:
            identity = identity_of(self._next)
            if identity is None or identity.field != label_of(token):
                return None
            self._take()
        return identity

    def _note(self, token: Token) -> None:
        """Tell of a word that is read in another way than it may be meant.

        Raises:
            InvalidQuery: It is a field without anything behind it.
        """
        operator = unicodedata.normalize("NFKC", token.text).upper()
        if operator in OPERATORS and not token.prefix:
            self._notices[
                f"{token.text!r} is searched for as a word; as an operator it is written "
                f"{operator}."
            ] = None
        if field := field_meant(label_of(token)):
            self._note_label(token, field)
        if token.text[0] not in _SINGLE_QUOTES and not self._opened:
            return
        if token.text[-1] not in _SINGLE_QUOTES:
            self._opened = True
        elif self._opened:
            self._notices["Single quotes make no phrase: it stands in double quotes."] = None

    def _note_label(self, token: Token, field: str) -> None:
        """Tell of a field before a blank, which is text: a title may begin so."""
        if self._next is None or self._next.sort not in ("word", "phrase", "("):
            refuse(
                token.raw,
                "nothing stands behind the colon",
                f"write what to search for there, as in {field}:…",
            )
        self._notices[
            f"{token.raw!r} before a blank is searched for as a word; a field is written without "
            f"one, as in {field}:…"
        ] = None


def _joined(clauses: list[list[Node]]) -> Node:
    parts = [_one_or(Or, clause) for clause in clauses]
    return _one_or(And, parts)


def _one_or(cls: type[And] | type[Or], parts: list[Node]) -> Node:
    """One part alone, or several joined; what was joined alike in parentheses is one list."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, cls) else (part,))
    return cls(tuple(flat))
