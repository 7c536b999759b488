"""CSL-JSON, as Zotero, pandoc, Crossref and DataCite give it.

Crossref and DataCite bend it: titles as lists, dates with four parts or none, types of their own.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .._records.dates import PartialDate
from .._records.names import Name
from .dates import read_date
from .names import full_name
from .record import Form, RawRecord
from .ris import page_range
from .tagged import Stray
from .web_text import from_web

_FORMS: dict[str, Form] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "journal-article": "article",
    "review": "article",
    "paper-conference": "paper",
    "proceedings-article": "paper",
    "chapter": "paper",
    "book-chapter": "paper",
    "article": "preprint",
    "preprint": "preprint",
    "posted-content": "preprint",
    "manuscript": "preprint",
    "dataset": "dataset",
    "software": "software",
}
_DATES = ("issued", "published", "published-print", "published-online", "posted", "created")
_KEYWORDS = ("keyword", "subject", "categories")
_IDENTIFIERS = ("DOI", "doi", "number", "archive_location", "URL", "collection-title")
# What may be half of a character, which no file could hold again.
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_LISTS = ("message", "items", "references")
_LONGEST_TEXT = 240


def read_csl(text: str) -> Iterator[RawRecord | Stray]:
    """Read CSL-JSON: a list of items, one item, or an object that holds either.

    Args:
        text: The file.
    """
    items, error = parse_json(text)
    if error:
        yield error
        return
    lines = _lines_of_items(text)
    for number, item in enumerate(_items(items)):
        line = lines[number] if number < len(lines) else 1
        if isinstance(item, dict):
            yield csl_record(item, line)
        else:
            yield Stray(line, _as_read(item)[:_LONGEST_TEXT])


def parse_json(text: str) -> tuple[Any, Stray | None]:
    """Read JSON, however deep, large or broken it is.

    Returns:
        The value, and where it is none what is told instead.
    """
    try:
        value = json.loads(text.lstrip("\ufeff"))
        if _HALF_CHARACTER.search(text):
            whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
            value = json.loads(whole)
        return value, None
    except json.JSONDecodeError as error:
        line = re.split(r"\r\n|\r|\n", text)[error.lineno - 1 : error.lineno]
        return None, Stray(error.lineno, "".join(line).strip()[:_LONGEST_TEXT])
    except (RecursionError, ValueError):  # Nested too deeply, or a number without end.
        return None, Stray(1, text.lstrip()[:_LONGEST_TEXT].splitlines()[0])


def _items(value: Any) -> list[Any]:
    """The items of a list, of what an object has under `items` or the like, or the object alone."""
    for name in _LISTS:
        if isinstance(value, dict) and isinstance(value.get(name), list | dict):
            value = value[name]
    return value if isinstance(value, list) else [value]


def _lines_of_items(text: str) -> list[int]:
    """The lines on which the objects begin that stand in no other one."""
    lines = []
    line, depth = 1, 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*+"?|[{}]|\r\n|[\r\n]', text, re.S):
        if token[0] == "{":
            lines += [line] if depth == 0 else []
            depth += 1
        elif token[0] == "}":
            depth -= 1
        elif token[0][0] in "\r\n":
            line += 1
    return lines


def csl_record(item: Mapping[str, Any], line: int) -> RawRecord:
    """What an item of CSL-JSON says.

    Args:
        item: The item.
        line: Its first line.
    """
    type_ = _text(item.get("type"))
    names = [_name(name) for name in _list(item.get("author"))]
    kept = [name for name in names if name and name.lower() != "others"]
    shown = _as_read({name: item[name] for name in ("id", "title") if name in item})
    return RawRecord(
        line=line,
        text=shown[:_LONGEST_TEXT],
        type=type_,
        form="preprint" if item.get("genre") == "preprint" else _FORMS.get(type_, "other"),
        key=_first(item, "id", "citation-key"),
        fields=tuple([(str(name).strip() or "-", _as_read(value)) for name, value in item.items()]),
        title=_title(item),
        authors=tuple(kept),
        authors_complete=len(kept) == len(names),
        date=next(filter(None, (_date(item.get(name)) for name in _DATES)), None),
        venue=from_web(_first(item, "container-title", "event-title")),
        volume=_first(item, "volume"),
        number=_first(item, "issue"),
        pages=page_range(_first(item, "page", "article-number"), ""),
        abstract=from_web(_first(item, "abstract")),
        keywords=_words(next(filter(None, map(item.get, _KEYWORDS)), "")),
        url=_first(item, "URL", "url"),
        identifiers=tuple(_text(item.get(name)) for name in _IDENTIFIERS),
        remarks=(_first(item, "note"), _first(item, "status"), _first(item, "genre")),
    )


def _first(item: Mapping[str, Any], *names: str) -> str:
    """The first of some values that is a text, or an empty one."""
    return next(filter(None, (_text(item.get(name)) for name in names)), "")


def _title(item: Mapping[str, Any]) -> str:
    title, subtitle = _first(item, "title"), _first(item, "subtitle")
    has_more = subtitle and subtitle.lower() not in title.lower()
    return from_web(f"{title}: {subtitle}" if has_more else title)


def _text(value: Any) -> str:
    """A value as text on one line; of a list its first value."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _as_read(value: Any) -> str:
    """A value as it stands in the file, for `extra`."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _name(person: Any) -> str | None:
    if isinstance(person, str):
        return person.strip() or None
    if not isinstance(person, dict):
        return None
    if literal := _text(person.get("literal")) or _text(person.get("name")):
        return full_name(Name(literal)) if "," in literal else literal
    particles = [_text(person.get(part)) for part in ("dropping-particle", "non-dropping-particle")]
    family = " ".join(filter(None, (*particles, _text(person.get("family")))))
    given, suffix = _text(person.get("given")), _text(person.get("suffix"))
    return full_name(Name(family, given, suffix)) if family or given else None


def _date(value: Any) -> PartialDate | None:
    """A date; its parts may be numbers or texts, four, or none (`[[null]]`)."""
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    while isinstance(parts, list) and parts and isinstance(parts[0], list):
        parts = parts[0]
    numbers = [str(part) for part in _list(parts)[:3] if isinstance(part, int | str)]
    return read_date("-".join(numbers)) or read_date(_first(value, "raw", "literal"))


def _words(value: Any) -> tuple[str, ...]:
    texts = re.split("[,;]", value) if isinstance(value, str) else map(_text, _list(value))
    return tuple(dict.fromkeys(word for text in texts if (word := " ".join(text.split()))))
