"""Records as canonical JSON, and back.

Canonical JSON is what digests are taken over: UTF-8, one line a field in the order of the class,
fields that hold their default left out, so that equal records are equal bytes, and one entry's
change is a small diff.

Schema 1 had fewer fields, and an entry without `scope` was about audio LLMs; in schema 2 nobody
said. Records that schema 1 can hold are written in it, without a word on the schema in the content,
so that equal records have one digest whatever release takes it, and older releases read them.
"""

import datetime
import functools
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, cast

import attrs
import cattrs

from .._records.dates import PartialDate
from .._records.entries import KINDS, Entry
from .._records.mentions import Mention, NewsItem, Skipped
from .._records.shapes import shape_of
from .._records.skipping import code_of_prose

SCHEMA = 2
"""The version of the snapshot file format; it grows when older versions could not read it."""

_FIELDS_OF_1 = frozenset(
    "id title aliases name authors date venue status topics keywords scope description note url "
    "arxiv doi openreview acl code data introduced_by featured verified evidence mentions citekey "
    "source".split()
)
_DEFAULTS_OF_1: dict[str, Any] = {"scope": "audio-llm"}
"""The defaults that were others in schema 1."""

_CONTENT_STATED = re.compile(rb'\{"schema":([0-9]+),')
CLASSES: dict[str, type[Entry]] = {"entry": Entry, **KINDS}
"""The class of each kind, as the JSON of an entry names it."""

_SHARED: dict[str, Callable[[Any], Any]] = {
    "topics": lambda values: tuple(map(sys.intern, values)),
    "scope": sys.intern,
    "status": sys.intern,
}
"""How values that many records have become one object, as the converters of the fields do too."""

to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without blanks, as it is hashed."""

# Years come again and again, most days do.
_date_of = functools.lru_cache(maxsize=4096)(PartialDate.parse)

_Convert = Callable[[Any], Any]
_Restore = Callable[[dict[str, Any], object], Any]


@functools.cache
def converter(*, trusted: bool = False, schema: int = SCHEMA) -> cattrs.Converter:
    """The converter between records and what JSON can hold; defaults are left out.

    Args:
        trusted: Whether the JSON is known to hold canonical records (the bundle, which is tested
            entry by entry), so that the fields need not be checked again.
        schema: The schema whose defaults are left out of the JSON that is read.
    """
    made = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True, detailed_validation=False)
    made.register_unstructure_hook(PartialDate, str)
    made.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
    made.register_unstructure_hook(datetime.datetime, datetime.datetime.isoformat)
    made.register_structure_hook(
        datetime.datetime, lambda text, _: datetime.datetime.fromisoformat(text)
    )
    restore_mention = _restorer(Mention, trusted, schema)
    made.register_structure_hook(Mention, restore_mention)

    def mentions(records: Iterable[Any]) -> tuple[Mention, ...]:
        return tuple([restore_mention(record, None) for record in records])

    for cls in (*CLASSES.values(), NewsItem):
        made.register_structure_hook(cls, _restorer(cls, trusted, schema, mentions=mentions))
    # A code that follows from the prose, as in files older than the codes, is not written.
    made.register_structure_hook(Skipped, lambda record, _: Skipped(**record))
    made.register_unstructure_hook(Skipped, _skipped_to_json)
    return made


def _restorer(cls: type[Any], trusted: bool, schema: int, **own: _Convert) -> _Restore:
    """Make the function that turns the JSON of one class into its record.

    It does what the constructor does, but only for the fields that are there. Most are not: this
    is what keeps loading near the speed of `json.loads`.

    Args:
        cls: The class.
        trusted: Whether the fields need no check.
        schema: The schema whose defaults were left out.
        **own: For fields that hold records, what makes these.
    """
    defaults = _DEFAULTS_OF_1 if schema == 1 else {}
    fields = {
        field.name: (
            getattr(cls, field.name).__set__,
            own.get(field.name) or _conversion(field, cls, trusted),
            defaults.get(field.name, field.default),
        )
        for field in attrs.fields(cls)
    }
    finish = None if trusted else getattr(cls, "__attrs_post_init__", None)

    @functools.lru_cache(maxsize=1024)
    def plan(names: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
        """How to fill a record whose JSON has these fields: (put, convert), (put, default)."""
        if unknown := [name for name in names if name not in fields and name != "kind"]:
            raise ValueError(f"{cls.__name__} has no fields {unknown}.")
        left = [(name, put, usual) for name, (put, _, usual) in fields.items() if name not in names]
        if missing := [name for name, _, usual in left if usual is attrs.NOTHING]:
            raise ValueError(f"{cls.__name__} needs the fields {missing}.")
        ignored = (lambda _record, _value: None, None, None)
        given = [fields.get(name, ignored)[:2] for name in names]
        return given, [(put, usual) for _, put, usual in left]

    def restore(values: dict[str, Any], _: object) -> Any:
        record = object.__new__(cls)
        given, left = plan(tuple(values))
        for (put, convert), value in zip(given, values.values()):  # noqa: B905 (the same length)
            put(record, value if convert is None else convert(value))
        for put, usual in left:
            put(record, usual)
        if finish is not None:
            finish(record)
        return record

    return restore


def _conversion(field: "attrs.Attribute[Any]", cls: type[Any], trusted: bool) -> _Convert | None:
    """What turns the JSON of one field into its value; None where they are the same."""
    if field.converter is not None and not trusted:
        return cast(_Convert, field.converter)
    if field.name in _SHARED:
        return _SHARED[field.name]
    shape = shape_of(field, cls)
    if shape.item is PartialDate:
        return _date_of
    if shape.item is tuple:
        return lambda pairs: tuple(map(tuple, pairs))
    return tuple if shape.many else None


def _skipped_to_json(line: Skipped) -> dict[str, Any]:
    record = attrs.asdict(line)
    if line.code is code_of_prose(line.reason):
        del record["code"]
    return record


def schema_of(entries: Iterable[Entry]) -> int:
    """The lowest schema that can hold these entries."""
    return max(map(_schema_of_one, entries), default=1)


def _schema_of_one(entry: Entry) -> int:
    if entry.scope is None or entry.status == "accepted":
        return 2
    later = _later(type(entry))  # type: ignore[arg-type]  # A class is hashable, mypy notwithstanding.
    return 1 if all(getattr(entry, name) == usual for name, usual in later) else 2


@functools.cache
def _later(cls: "type[attrs.AttrsInstance]") -> list[tuple[str, Any]]:
    """The fields that schema 1 did not have, with their defaults."""
    fields = attrs.fields(cls)
    return [(field.name, field.default) for field in fields if field.name not in _FIELDS_OF_1]


def entry_to_json(entry: Entry, *, schema: int = SCHEMA) -> dict[str, Any]:
    """An entry as what JSON can hold: id and kind first, fields with their default left out.

    Args:
        entry: The entry.
        schema: The schema whose defaults are left out; it must be able to hold the entry.
    """
    record = converter().unstructure(entry)
    if schema == 1 and record["scope"] == _DEFAULTS_OF_1["scope"]:
        del record["scope"]
    return {"id": record.pop("id"), "kind": entry.kind, **record}


def entry_from_json(record: dict[str, Any], *, schema: int = SCHEMA) -> Entry:
    """An entry from what `entry_to_json` made of it.

    Args:
        record: What it made.
        schema: The schema it was made in.

    Raises:
        ValueError: A field is missing, unknown or not what it must be.
    """
    kind = record.get("kind")
    if kind not in CLASSES:
        raise ValueError(f"`kind` must be one of {tuple(KINDS)}, not {kind!r}.")
    return converter(schema=schema).structure(record, CLASSES[kind])


def _one_field_a_line(record: dict[str, Any]) -> str:
    fields = ",\n".join(f'"{name}":{to_json(value)}' for name, value in record.items())
    return f"{{\n{fields}\n}}"


def canonical_json(entries: Iterable[Entry], news: Iterable[NewsItem] = ()) -> bytes:
    """The canonical JSON of records: what their digest is taken over."""
    held = list(entries)
    schema = schema_of(held)
    unstructure = converter().unstructure
    works = ",\n".join(_one_field_a_line(entry_to_json(entry, schema=schema)) for entry in held)
    items = ",\n".join(to_json(unstructure(item)) for item in news)
    stated = "" if schema == 1 else f'"schema":{schema},'
    # A lone surrogate is no character, but a title that holds one must not stop a digest.
    text = f'{{{stated}"entries":[\n{works}\n],"news":[\n{items}\n]}}'
    return text.encode("utf-8", "surrogatepass")


def stated_schema(content: bytes, start: int = 0) -> int:
    """The schema that canonical JSON is written in; it is under the digest, as all that it says."""
    stated = _CONTENT_STATED.match(content, start)
    return int(stated[1]) if stated else 1


def digest_of(content: bytes | memoryview) -> str:
    """The digest of canonical JSON: `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
