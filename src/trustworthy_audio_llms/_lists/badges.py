"""Badges: what such a picture shows is written in its address, and mostly nowhere else."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from .wording import is_generic

_HOST = "shields.io/"
# `badge/LABEL-MESSAGE-COLOUR`, in which a dash and an underscore that are shown stand twice.
_STATIC = re.compile(r"shields\.io/badge/([^?#/]{1,120})")
_PARTS = re.compile(r"(?<!-)-(?!-)")
_STARS = re.compile(r"shields\.io/github/stars/([\w.-]+/[\w.-]+)")
# Labels that only say what the message is.
_LABELS = frozenset("conference venue journal published publish accepted year date".split())
_YEAR = re.compile(r"(?:19|20)\d\d|['’‘]\d\d")


class Badge(NamedTuple):
    """A picture that may be a badge.

    Attributes:
        text: What it shows, or else its text in place of it.
        repository: The repository whose stars it counts, or None.
    """

    text: str
    repository: str | None = None


def badges_of(text: str, source: str) -> Iterator[Badge]:
    """What a picture says: by its own text, and where that names no year by what it shows.

    Args:
        text: The text that stands for it.
        source: Its address.
    """
    if _HOST not in source:
        yield Badge(text)
        return
    stars = _STARS.search(source)
    repository = f"https://github.com/{stars[1].removesuffix('.svg')}" if stars else None
    shown = _shown(source)
    if text or not shown:
        yield Badge(text, repository)
    if shown and (not text or (_YEAR.search(shown) and not _YEAR.search(text))):
        yield Badge(shown)


def _shown(source: str) -> str:
    """What a badge shows: label and message, or the message of a label that names no work."""
    found = _STATIC.search(source)
    if found is None:
        return ""
    path = unquote(found[1]).removesuffix(".svg")
    parts = [_written_out(part) for part in _PARTS.split(path)][:-1]  # The last one is a colour.
    says_nothing = bool(parts) and (is_generic(parts[0]) or parts[0].lower() in _LABELS)
    if len(parts) == 2 and says_nothing and _YEAR.search(parts[1]):
        return parts[1]
    return " ".join(parts)


def _written_out(part: str) -> str:
    return part.replace("--", "-").replace("__", "\0").replace("_", " ").replace("\0", "_").strip()
