"""Snapshot files: records as canonical JSON, and back.

Canonical JSON is what digests are taken over: UTF-8, one line a field in the order of the class,
fields that hold their default left out, so that equal records are equal bytes, and one entry's
change is a small diff. A snapshot file is JSON too, with that text inside as it is:

    {"schema":2,"name":"2026.11.2",…,"digest":"sha256:…",
    "skipped":[…],
    "content":{"schema":2,"entries":[…],"news":[…]}
    }

Schema 1 had fewer fields, and an entry without `scope` was about audio LLMs; in schema 2 nobody
said. Records that schema 1 can hold are written in it, without a word on the schema in the content,
so that equal records have one digest whatever release takes it, and older releases read them.
"""

import contextlib
import datetime
import functools
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn, cast

import attrs
import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from .._errors import SnapshotCorrupt
from .._records.dates import PartialDate
from .._records.entries import KINDS, Entry, Mention, NewsItem, Skipped
from .._records.shapes import shape_of
from .._records.skipping import code_of_prose
from .snapshot import Snapshot

SCHEMA = 2
"""The version of the snapshot file format; it grows when older versions could not read it."""

_FIELDS_OF_1 = frozenset(
    "id title aliases name authors date venue status topics keywords scope description note url "
    "arxiv doi openreview acl code data introduced_by featured verified evidence mentions citekey "
    "source".split()
)
_DEFAULTS_OF_1: dict[str, Any] = {"scope": "audio-llm"}
"""The defaults that were others in schema 1."""

_READABLE = tuple(str(version) for version in range(1, SCHEMA + 1))
_STATED = re.compile(rb'\s*\{\s*"schema"\s*:\s*([0-9]+)')
_CONTENT = b'\n"content":'
_CONTENT_STATED = re.compile(rb'\{"schema":([0-9]+),')
_END = b"\n}\n"
_BETWEEN = b"\n},\n{\n"
_PIECE = 1 << 17
"""How many bytes of content are parsed at once, up to the end of an entry."""
_CLASSES: dict[str, type[Entry]] = {"entry": Entry, **KINDS}
_UNREADABLE = (
    AttributeError,
    ForbiddenExtraKeysError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)
_SHARED: dict[str, Callable[[Any], Any]] = {
    "topics": lambda values: tuple(map(sys.intern, values)),
    "scope": sys.intern,
    "status": sys.intern,
}
"""How values that many records have become one object, as the converters of the fields do too."""

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@attrs.frozen
class Contents:
    """What a snapshot file holds.

    Attributes:
        snapshot: Where the records come from, with their digest.
        entries: The entries, in order.
        news: The news, in order.
        skipped: What was not understood when the list was read.
    """

    snapshot: Snapshot
    entries: tuple[Entry, ...]
    news: tuple[NewsItem, ...]
    skipped: tuple[Skipped, ...]


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

    for cls in (*_CLASSES.values(), NewsItem):
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

    def conversion(about: "attrs.Attribute[Any]") -> _Convert | None:
        if about.name in own:
            return own[about.name]
        if about.converter is not None and not trusted:
            return cast(_Convert, about.converter)
        if about.name in _SHARED:
            return _SHARED[about.name]
        shape = shape_of(about, cls)
        if shape.item is PartialDate:
            return _date_of
        if shape.item is tuple:
            return lambda pairs: tuple(map(tuple, pairs))
        return tuple if shape.many else None

    defaults = _DEFAULTS_OF_1 if schema == 1 else {}
    fields = {
        about.name: (
            getattr(cls, about.name).__set__,
            conversion(about),
            defaults.get(about.name, about.default),
        )
        for about in attrs.fields(cls)
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
    if kind not in _CLASSES:
        raise ValueError(f"`kind` must be one of {tuple(KINDS)}, not {kind!r}.")
    return converter(schema=schema).structure(record, _CLASSES[kind])


def _one_field_a_line(record: dict[str, Any]) -> str:
    fields = ",\n".join(f'"{name}":{_to_json(value)}' for name, value in record.items())
    return f"{{\n{fields}\n}}"


def canonical_json(entries: Iterable[Entry], news: Iterable[NewsItem] = ()) -> bytes:
    """The canonical JSON of records: what their digest is taken over."""
    held = list(entries)
    schema = schema_of(held)
    unstructure = converter().unstructure
    works = ",\n".join(_one_field_a_line(entry_to_json(entry, schema=schema)) for entry in held)
    items = ",\n".join(_to_json(unstructure(item)) for item in news)
    stated = "" if schema == 1 else f'"schema":{schema},'
    # A lone surrogate is no character, but a title that holds one must not stop a digest.
    text = f'{{{stated}"entries":[\n{works}\n],"news":[\n{items}\n]}}'
    return text.encode("utf-8", "surrogatepass")


def _stated_schema(content: bytes, start: int = 0) -> int:
    """The schema that canonical JSON is written in; it is under the digest, as all that it says."""
    stated = _CONTENT_STATED.match(content, start)
    return int(stated[1]) if stated else 1


def digest_of(content: bytes | memoryview) -> str:
    """The digest of canonical JSON: `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def snapshot_file(snapshot: Snapshot, content: bytes, skipped: Sequence[Skipped] = ()) -> bytes:
    """The bytes of a snapshot file.

    Args:
        snapshot: What the header says; its digest must be that of the content.
        content: The canonical JSON of the records.
        skipped: What was not understood when the list was read.
    """
    unstructure = converter().unstructure
    header = _to_json({"schema": _stated_schema(content), **unstructure(snapshot)})
    left_out = ",\n".join(_to_json(unstructure(item)) for item in skipped)
    text = f'{header[:-1]},\n"skipped":[\n{left_out}\n],'
    return text.encode("utf-8", "surrogatepass") + _CONTENT + content + b"\n}\n"


def read_snapshot_file(data: bytes, path: str, *, trusted: bool = False) -> Contents:
    """Read a snapshot file and check its digest.

    Args:
        data: The bytes of the file.
        path: Its name, for messages.
        trusted: Whether fields need no check once the digest is right.

    Raises:
        SnapshotCorrupt: The file is cut short or changed, its content is no set of records, or
            its schema is newer than this version of the library knows.
    """
    header, start, end = _parts(data, path)
    made = converter(trusted=trusted, schema=_stated_schema(data, start))
    with _readable(path, "its header"):
        skipped = made.structure(header.pop("skipped"), tuple[Skipped, ...])
        snapshot = made.structure(header, Snapshot)
    found = digest_of(memoryview(data)[start:end])
    if found != snapshot.digest:
        raise SnapshotCorrupt(
            f"The snapshot file {path} was changed: its digest should be {snapshot.digest} but is "
            f"{found}. Delete it and fetch or save it again.",
            path=path,
            expected=snapshot.digest,
            found=found,
        )
    restore = {kind: made.get_structure_hook(cls) for kind, cls in _CLASSES.items()}
    entries: list[Entry] = []
    told: list[Any] = []
    for records, news_records in _pieces(data, start, end, path):
        told += news_records
        try:
            for record in records:
                entries.append(restore[record["kind"]](record, None))  # noqa: PERF401 (counted)
        except _UNREADABLE as error:
            _corrupt(path, f"entry {len(entries) + 1} cannot be read ({_said(error)})", cause=error)
    if not trusted:
        identities = [identity for entry in entries for identity in entry.identities]
        if len(set(identities)) < len(identities):
            _corrupt(path, "two of its entries are one work")
        if len({entry.citekey.lower() for entry in entries}) < len(entries):
            _corrupt(path, "two of its entries have one citation key, but for capitals")
    with _readable(path, "its news"):
        news = made.structure(told, tuple[NewsItem, ...])
    return Contents(snapshot, tuple(entries), news, skipped)


def read_snapshot_header(data: bytes, path: str) -> Snapshot:
    """Read only where a snapshot file comes from, from its first line.

    Raises:
        SnapshotCorrupt: The line cannot be read.
    """
    first = data.partition(b"\n")[0].rstrip(b",")
    with _readable(path, "its first line"):
        header = json.loads(first + b"}")
        header.pop("schema")
        return converter().structure(header, Snapshot)


def _parts(data: bytes, path: str) -> tuple[dict[str, Any], int, int]:
    """The header, and where the content starts and ends, which is what is hashed and read."""
    stated = _STATED.match(data)
    if stated is None:
        _corrupt(path, "it is no snapshot file, as `Catalog.save` writes it")
    schema = stated[1].decode()
    if schema not in _READABLE:  # Before all else: what follows may have another form then.
        _corrupt(
            path,
            f"its schema is {schema} and this version of the library reads up to {SCHEMA}: upgrade "
            "with `pip install --upgrade trustworthy_audio_llms`",
        )
    before = data.find(_CONTENT)
    start, end = before + len(_CONTENT), len(data) - len(_END)
    if before < 0 or end < start or not data.endswith(_END):
        _corrupt(path, "it is cut short, or its line ends were changed")
    if _stated_schema(data, start) != int(schema):
        _corrupt(path, "its header and its content are of different schemas")
    with _readable(path, "its header"):
        header = json.loads(data[:before].rstrip(b",") + b"}")
        del header["schema"]
    return header, start, end


def _pieces(
    data: bytes, start: int, end: int, path: str
) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """The content, parsed a piece at a time: its entries, and at the end its news.

    All of it at once would take more memory than the records do. It is cut where an entry ends
    and the next one begins: those bytes stand nowhere else, since no text in JSON has a line end.
    """
    opening = b""
    with _readable(path, "its content"):
        while (cut := data.find(_BETWEEN, start + _PIECE, end)) >= 0:
            piece = json.loads(b"".join((opening, memoryview(data)[start : cut + 2], b"]}")))
            yield piece["entries"], []
            start, opening = cut + 3, b'{"entries":['
        piece = json.loads(b"".join((opening, memoryview(data)[start:end])))
        yield list(piece["entries"]), list(piece["news"])


@contextlib.contextmanager
def _readable(path: str, what: str) -> Iterator[None]:
    """Make what goes wrong while a part of a file is read say which part of which file it is."""
    try:
        yield
    except _UNREADABLE as error:
        _corrupt(path, f"{what} cannot be read ({_said(error)})", cause=error)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _corrupt(path: str, why: str, *, cause: Exception | None = None) -> NoReturn:
    raise SnapshotCorrupt(f"The snapshot file {path} cannot be used: {why}.", path=path) from cause
