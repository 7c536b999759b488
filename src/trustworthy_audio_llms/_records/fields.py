"""What a record's fields may hold: converters that take what people write, or refuse it.

Each function here makes the converter for one field. Checking while converting, rather than in a
validator of its own, halves the time it takes to make a record.
"""

import functools
import re
from collections.abc import Callable, Iterable, Sequence

from .._text import is_web_link
from .dates import PartialDate
from .schemes import SCHEMES

_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:/[^\W_]+(?:-[^\W_]+)*)*")
_NO_SERIES = (str, set, frozenset)


def text(name: str) -> Callable[[str], str]:
    """A text on one line, its blanks collapsed."""

    def convert(value: str) -> str:
        if isinstance(value, str):
            if value.isprintable() and "  " not in value and value.strip() == value != "":
                return value  # As almost every text already is.
            line = " ".join(value.split())
            if line:
                return line
        raise ValueError(f"`{name}` must be a text that is not empty, not {value!r}.")

    return convert


def word(name: str) -> Callable[[str], str]:
    """A text without blanks; it may be empty."""

    def convert(value: str) -> str:
        if isinstance(value, str) and len(value.split()) <= 1:
            return value
        raise ValueError(f"`{name}` must be a text without blanks, not {value!r}.")

    return convert


def any_text(name: str) -> Callable[[str], str]:
    """A text; it may be empty."""

    def convert(value: str) -> str:
        if isinstance(value, str):
            return value
        raise ValueError(f"`{name}` must be a text, not {value!r}.")

    return convert


def optional_text(name: str) -> Callable[[str | None], str | None]:
    """A text, or None."""
    required = text(name)

    def convert(value: str | None) -> str | None:
        return None if value is None else required(value)

    return convert


def texts(name: str) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Several texts, none of them empty; one string alone is a mistake, not a list of letters.

    A set is refused: its order is another one in every process, and with it the digest.
    """

    def convert(values: Iterable[str]) -> tuple[str, ...]:
        if not isinstance(values, _NO_SERIES):
            try:
                kept = tuple(values)
                if all(map(str.strip, kept)):
                    return kept
            except TypeError:
                pass  # It is no collection, or holds something else than texts.
        raise ValueError(
            f"`{name}` must be several texts in order, none of them empty, not {values!r}."
        )

    return convert


def pairs(name: str) -> Callable[[Iterable[tuple[str, str]]], tuple[tuple[str, str], ...]]:
    """Several pairs of a name and its value, in order; a name may come again, a value be empty."""

    def convert(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        kept = None if isinstance(values, _NO_SERIES) else _as_pairs(values)
        if kept is None:
            raise ValueError(
                f"`{name}` must be several pairs of texts in order, a name and its value, "
                f"not {values!r}."
            )
        return kept

    return convert


def _as_pairs(values: Iterable[object]) -> tuple[tuple[str, str], ...] | None:
    kept: list[tuple[str, str]] = []
    try:
        for value in values:
            # A tuple is a sequence, too; naming it spares the long way to find that out.
            if not isinstance(value, (tuple, Sequence)) or isinstance(value, str):
                return None
            if len(value) != 2:
                return None
            key, text = value
            if not (isinstance(key, str) and isinstance(text, str) and key.strip()):
                return None
            # Files of references have hundreds of thousands of pairs: one that is one is kept.
            kept.append(value if type(value) is tuple else (key, text))
    except TypeError:
        return None  # It is no collection.
    return tuple(kept)


def slugs(name: str) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Several slugs: words joined by hyphens, levels by slashes."""
    several = texts(name)

    def convert(values: Iterable[str]) -> tuple[str, ...]:
        kept = _as_slugs(several(values))
        if kept is not None:
            return kept
        raise ValueError(f"`{name}` must be slugs like 'safety/jailbreak', not {values!r}.")

    return convert


@functools.lru_cache(maxsize=1024)  # Many works share their topics: one check, and one tuple.
def _as_slugs(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    return texts if all(map(_SLUG.fullmatch, texts)) else None


def line_number(name: str) -> Callable[[int], int]:
    """A line of a file, counted from 1; databases and Arrow hold no number beyond 64 bits."""

    def convert(value: int) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value < 1 << 63:
            return value
        raise ValueError(f"`{name}` must be a whole number from 1 to 2^63 - 1, not {value!r}.")

    return convert


def optional_url(name: str) -> Callable[[str | None], str | None]:
    """An http or https URL, or None."""

    def convert(value: str | None) -> str | None:
        if value is None or (isinstance(value, str) and is_web_link(value)):
            return value
        raise ValueError(f"`{name}` must be an http or https URL, not {value!r}.")

    return convert


def date(name: str) -> Callable[[PartialDate | str], PartialDate]:
    """A date, also as it is written (`2025-03`)."""

    def convert(value: PartialDate | str) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, str):
            try:
                return PartialDate.parse(value)
            except ValueError as error:
                raise ValueError(str(error).replace("`date`", f"`{name}`", 1)) from None
        raise ValueError(f"`{name}` must be a date like '2025-03', not {value!r}.")

    return convert


def optional_date(name: str) -> Callable[[PartialDate | str | None], PartialDate | None]:
    """A date, also as it is written (`2025-03`), or None."""
    required = date(name)

    def convert(value: PartialDate | str | None) -> PartialDate | None:
        return None if value is None else required(value)

    return convert


def optional_identifier(name: str) -> Callable[[str | None], str | None]:
    """An identifier of the scheme of that name, in any spelling, or None."""
    scheme = SCHEMES[name]

    def convert(value: str | None) -> str | None:
        if value is None:
            return None
        parsed = scheme.parse(value) if isinstance(value, str) else None
        if parsed is None:
            raise ValueError(
                f"`{name}` must be an identifier like {scheme.example}, not {value!r}."
            )
        return parsed

    return convert


def one_of(name: str, *allowed: object) -> Callable[[object], object]:
    """One of a few words."""

    def convert(value: object) -> object:
        if value in allowed:
            return allowed[allowed.index(value)]  # The same object for all who hold it.
        raise ValueError(f"`{name}` must be one of {allowed}, not {value!r}.")

    return convert


def flag(name: str) -> Callable[[object], bool]:
    """True or False, and nothing that merely counts as one."""

    def convert(value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise ValueError(f"`{name}` must be True or False, not {value!r}.")

    return convert
