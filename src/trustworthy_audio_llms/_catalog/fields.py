"""The fields of a query, and what a single mark asks for in one of them, or in all."""

import re

from .._errors import InvalidQuery, near_misses, unknown
from .._records.entries import KINDS
from .._records.identifiers import identify
from .folding import words
from .tokens import Token, refuse
from .tree import Choice, Named, Node, Text, Years

# The fields in which words are searched for, those with a few values, and all.
_OF_WORDS = ("title", "name", "author", "keyword", "topic", "venue", "description", "abstract")
_CHOICES = {"kind": tuple(KINDS), "scope": ("audio-llm", "speech"), "verified": ("yes", "no")}
_FIELDS = (*_OF_WORDS, *_CHOICES, "year", "arxiv", "doi", "key")
_TRUTH = {"true": "yes", "yes": "yes", "1": "yes", "false": "no", "no": "no", "0": "no"}
_ABROAD = {
    "ti": "title",
    "tit": "title",
    "au": "author",
    "auth": "author",
    "ab": "abstract",
    "abs": "abstract",
    "kw": "keyword",
    "key-word": "keyword",
    "so": "venue",
    "journal": "venue",
    "py": "year",
    "date": "year",
    "type": "kind",
    "id": "arxiv",
    "citekey": "key",
}
"""What other databases and people call a field of ours."""
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")  # Marks around a word, which say nothing.
_YEARS = re.compile(r"(\d{4})?\s*([-–—−]|\.\.)?\s*(\d{4})?")


def identity_of(token: Token) -> Named | None:
    """The work that a mark names, where it is an identifier or the address of one."""
    if token.prefix or (not any(map(str.isdigit, token.raw)) and "://" not in token.raw):
        return None
    if token.field is not None and token.field.lower() in _OF_WORDS:
        return None
    raw = token.text if token.sort == "phrase" else token.raw
    found = identify(raw)
    if found is None:
        return None
    scheme, _, value = found.partition(":")
    return Named(scheme, value)


def field_of(token: Token, outer: str | None) -> str:
    """The field that a mark names.

    Raises:
        InvalidQuery: There is none of that name, or one stands in the parentheses of another.
    """
    assert token.field is not None
    name = token.field.lower()
    if name not in _FIELDS:
        raise _no_field(token)
    if outer is not None:
        refuse(
            token.raw, f"a field stands inside {outer}:(…)", "write it outside of the parentheses"
        )
    return name


def _no_field(token: Token) -> InvalidQuery:
    name = token.field or ""
    text = f"{name}:{token.text}"
    known = _ABROAD.get(name.lower())
    near = f" Did you mean {known!r}?" if known else near_misses(name.lower(), _FIELDS)
    return InvalidQuery(
        f"There is no field {name!r}.{near} The fields are {', '.join(_FIELDS)}. To search for the "
        f'text itself, write "{text[:60]}" in quotes.',
        value=name,
    )


def leaf_of(token: Token, field: str | None) -> Node:
    """What a mark asks for, in a field or in all that are searched without one.

    Raises:
        InvalidQuery: There is nothing in it to search for, or it is no value of its field.
    """
    if field == "year":
        return _years(token)
    if field in _CHOICES:
        return Choice(field, _choice(field, token))
    if field == "topic" and not token.prefix:
        return Choice("topic", token.text.strip())
    if field in ("arxiv", "doi", "key"):
        return Named(field, token.text.strip().lower(), token.prefix)
    trimmed = (_AROUND.sub("", piece) for piece in token.text.split())
    pieces = tuple(piece for piece in trimmed if words(piece))
    if not pieces:
        refuse(token.raw, "nothing is in it to search for", "write a word")
    return Text(pieces, token.prefix, field)


def _years(token: Token) -> Years:
    found = _YEARS.fullmatch(token.text.strip())
    if found is None or token.prefix or not (found[1] or found[3]):
        refuse(
            f"year:{token.text}", "it is no year", "write year:2025, year:2024-2026 or year:2024-"
        )
    first, last = found[1], found[3] if found[2] else found[1]
    if first and last and first > last:
        refuse(f"year:{token.text}", "it ends before it begins", "write the earlier year first")
    return Years(_year(first), _year(last))


def _year(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _choice(field: str, token: Token) -> str:
    value = token.text.strip().lower()
    if field == "verified":
        value = _TRUTH.get(value, value)
    if token.prefix or value not in _CHOICES[field]:
        raise unknown(
            field, token.text, _CHOICES[field], f" There are {', '.join(_CHOICES[field])}."
        )
    return value
