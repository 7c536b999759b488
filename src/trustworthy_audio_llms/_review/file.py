"""The file of a review: its sources and its log, as JSON."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from .._errors import ReviewMismatch
from .._snapshots.codec import converter, digest_of
from .events import Event, Exclusion, event_from_json, event_to_json
from .saved import SavedSource

SCHEMA = 2
"""The version of the review file format; it grows when older versions could not read it."""

_STEPS_ONLY = 1
"""The version in which a log had nothing but steps, without time or name. A log that says no more
is still written in it, so that equal reviews are equal bytes, and older releases can read them."""


@attrs.frozen(kw_only=True)
class SavedPrevious:
    """The review that another one goes on from, as the file has it.

    Attributes:
        seen: The works that it screened.
        included: The ids of those it included.
        log: Its log.
    """

    seen: SavedSource
    included: tuple[str, ...]
    log: tuple[Event, ...] = ()


@attrs.frozen(kw_only=True)
class SavedReview:
    """A review, as its file has it.

    Attributes:
        title: What the review is about.
        sources: The catalogs under review.
        log: The lines of the log, in order.
        previous: The review it goes on from, or None.
    """

    title: str
    sources: tuple[SavedSource, ...]
    log: tuple[Event, ...] = ()
    previous: SavedPrevious | None = None

    @property
    def owner(self) -> str:
        """What tells the journal of this review from another one's: a digest of its records."""
        return digest_of(" ".join(source.digest for source in self.sources).encode())


def review_file(saved: SavedReview) -> bytes:
    """The bytes of a review file."""
    document = _first_version(saved) if _is_plain(saved) else _second_version(saved)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _is_plain(saved: SavedReview) -> bool:
    """Whether the first version of the format can say it all."""
    is_old = all(isinstance(event, Exclusion) and event.when is None for event in saved.log)
    return is_old and saved.previous is None and all(one.is_plain for one in saved.sources)


def _first_version(saved: SavedReview) -> dict[str, Any]:
    unstructure = converter().unstructure
    return {
        "schema": _STEPS_ONLY,
        "title": saved.title,
        "sources": [unstructure(source) for source in saved.sources],
        "exclusions": [unstructure(step) for step in saved.log],
    }


def _second_version(saved: SavedReview) -> dict[str, Any]:
    unstructure = converter().unstructure
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "title": saved.title,
        "sources": [unstructure(source) for source in saved.sources],
    }
    if saved.previous is not None:
        document["previous"] = {
            "seen": unstructure(saved.previous.seen),
            "included": list(saved.previous.included),
            "log": _log(saved.previous.log),
        }
    return document | {"log": _log(saved.log)}


def _log(events: Iterable[Event]) -> list[dict[str, Any]]:
    return [event_to_json(event) for event in events]


def read_review_file(path: Path) -> SavedReview:
    """Read a review file.

    Raises:
        ReviewMismatch: It is no review file, or of a newer format than this version reads.
        OSError: It cannot be read.
    """
    data = path.read_bytes()
    try:
        document = json.loads(data)
        schema = int(document.pop("schema"))
        saved = _structured(document, schema) if schema <= SCHEMA else None
    except Exception as error:  # cattrs raises nothing less for a word that is not in a Literal.
        raise ReviewMismatch(
            f"{path} is no review file, or was changed ({type(error).__name__}: {error}).",
            path=str(path),
        ) from error
    if saved is None:
        raise ReviewMismatch(
            f"The schema of the review {path} is {schema}, and this version of the library reads "
            f"up to {SCHEMA}: upgrade with `pip install --upgrade trustworthy_audio_llms`.",
            path=str(path),
        )
    return saved


def _structured(document: dict[str, Any], schema: int) -> SavedReview:
    """A review from the JSON of its file."""
    structure = converter().structure
    title, sources = document.pop("title"), document.pop("sources")
    previous = document.pop("previous", None) if schema > _STEPS_ONLY else None
    if schema == _STEPS_ONLY:
        log: tuple[Event, ...] = structure(document.pop("exclusions"), tuple[Exclusion, ...])
    else:
        log = _events(document.pop("log"))
    if document:
        raise ValueError(f"a review has no fields {list(document)}")
    return SavedReview(
        title=structure(title, str),
        sources=structure(sources, tuple[SavedSource, ...]),
        log=log,
        previous=None if previous is None else _previous(previous),
    )


def _previous(record: Mapping[str, Any]) -> SavedPrevious:
    structure = converter().structure
    return SavedPrevious(
        seen=structure(record["seen"], SavedSource),
        included=structure(record["included"], tuple[str, ...]),
        log=_events(record["log"]),
    )


def _events(records: Iterable[dict[str, Any]]) -> tuple[Event, ...]:
    return tuple(event_from_json(record) for record in records)
