"""What a single mark of a query asks for, in one field or in all."""

import re

from .._errors import InvalidQuery, near_misses, unknown
from .._records.identifiers import identify
from .._records.schemes import SCHEMES
from .field_names import ABROAD, CHOICES, FIELDS, TEXT_FIELDS
from .folding import words
from .tokens import FIELD, Token, refuse
from .tree import Choice, Named, Node, Text, Years

_TRUTH = {"true": "yes", "yes": "yes", "1": "yes", "false": "no", "no": "no", "0": "no"}
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")  # Marks around a word, which say nothing.
_YEARS = re.compile(r"(\d{4})?\s*([-–—−]|\.\.)?\s*(\d{4})?")


def identity_of(token: Token) -> Named | None:
    """The work that a mark names, where it is an identifier or the address of one."""
    if token.prefix or (not any(map(str.isdigit, token.raw)) and "://" not in token.raw):
        return None
    if token.field is not None and token.field.lower() in TEXT_FIELDS:
        return None
    raw = token.text if token.sort == "phrase" else token.raw
    found = identify(raw)
    if found is None:
        return None
    scheme, _, value = found.partition(":")
    return Named(scheme, value)


def label_of(token: Token) -> str:
    """The word of a mark that ends with a colon, in small letters; else empty."""
    found = FIELD.fullmatch(token.text) if token.sort == "word" and token.field is None else None
    return found[1].lower() if found and not found[2] else ""


def field_of(token: Token, outer: str | None) -> str:
    """The field that a mark names.

    Raises:
        InvalidQuery: There is none of that name, or one stands in the parentheses of another.
    """
    assert token.field is not None
    name = token.field.lower()
    if name not in FIELDS:
        raise _no_field(token)
    if outer is not None:
        refuse(
            token.raw, f"a field stands inside {outer}:(…)", "write it outside of the parentheses"
        )
    return name


def _no_field(token: Token) -> InvalidQuery:
    name = token.field or ""
    text = f"{name}:{token.text}"
    known = ABROAD.get(name.lower())
    near = f" Did you mean {known!r}?" if known else near_misses(name.lower(), FIELDS)
    return InvalidQuery(
        f"There is no field {name!r}.{near} The fields are {', '.join(FIELDS)}. To search for the "
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
    if field in CHOICES:
        return Choice(field, _choice(field, token))
    if field == "topic" and not token.prefix:
        return Choice("topic", token.text.strip())
    if field in ("arxiv", "doi", "key"):
        return _named(field, token)
    trimmed = (_AROUND.sub("", piece) for piece in token.text.split())
    pieces = tuple(piece for piece in trimmed if words(piece))
    if not pieces:
        refuse(token.raw, "nothing is in it to search for", "write a word")
    return Text(pieces, token.prefix, field)


def _named(field: str, token: Token) -> Named:
    value = token.text.strip().lower()
    if field in SCHEMES and not token.prefix and identify(f"{field}:{value}") is None:
        label, example = SCHEMES[field].label, SCHEMES[field].example
        refuse(
            f"{field}:{token.text}",
            f"it is no {label} identifier",
            f"write {field}:{example}, or {field}:{example[:7]}* for all that begin so",
        )
    return Named(field, value, token.prefix)


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
    if token.prefix or value not in CHOICES[field]:
        raise unknown(field, token.text, CHOICES[field], f" There are {', '.join(CHOICES[field])}.")
    return value
