"""Opening what a command is given: a snapshot, a list, or a reference file."""

import textwrap
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path

import trustworthy_audio_llms as tal

from .._files import user_path
from .._plural import counted
from .._text import terminal_line
from .saying import say

_MARKDOWN = (".md", ".markdown")
_TOLD = 5  # Lines that were not read.
_REASONS = 3
_LONGEST = 60  # Characters of one of them.


def opened(source: str | None, *, quietly: bool = False) -> "tal.Catalog":
    """The catalog of a source.

    Args:
        source: A Markdown list or a folder of them, a reference file, or what `load` takes.
        quietly: Whether to say nothing of lines that were not understood.
    """
    read = _reader_of(user_path(source)) if source is not None else None
    if source is None or read is None:
        return tal.load(source)
    catalog = read(source)
    if not quietly:
        tell_skipped(source, catalog.skipped, len(catalog))
    return catalog


def tell_skipped(source: str, skipped: Sequence["tal.Skipped"], entries: int) -> None:
    """Say what of a file was not read, if anything, and why; of much, the beginning.

    Args:
        source: The file or folder.
        skipped: What was not read.
        entries: How many works were; where these are fewer, it is said louder.
    """
    if not skipped:
        return
    said = f"{counted(len(skipped), 'line')} of {source} not read"
    if len(skipped) > entries:
        said = f"{said}, more than read ({counted(entries, 'work')})"
    if len(skipped) > _TOLD:
        groups = tal.SkippedLines(skipped).group()
        reasons = [f"{len(lines)} {code}" for code, lines in groups.items()]
        more = ", …" if len(reasons) > _REASONS else ""
        said = f"{said}: {', '.join(reasons[:_REASONS])}{more}. The first of them"
    say(f"{said}:")
    for line in skipped[:_TOLD]:
        text = textwrap.shorten(terminal_line(line.text), _LONGEST, placeholder=" …")
        say(f"{line.path}:{line.line}: {line.reason}{f': {text}' if text else ''}")
    if len(skipped) > _TOLD:
        say(f"… and {len(skipped) - _TOLD} more")


def _reader_of(path: Path) -> "Callable[[str], tal.Catalog] | None":
    """What reads a list or a reference file; None where `load` does."""
    from .._references.detect import SUFFIXES  # Only here: most commands take the bundle.

    if path.is_dir():
        names = (file.name.lower() for file in path.rglob("*"))
        return tal.read_list if _is_list(names, SUFFIXES) else tal.read_references
    if path.suffix.lower() in _MARKDOWN:
        return tal.read_list
    if path.suffix.lower() in SUFFIXES:
        is_ours = path.suffix.lower() == ".json" and _is_snapshot(path)
        return None if is_ours else tal.read_references
    # A file by any other name is a list, as README is, unless it is a snapshot.
    return tal.read_list if path.is_file() and not _is_snapshot(path) else None


def _is_list(names: Iterator[str], suffixes: Container[str]) -> bool:
    """Whether a folder holds a list, and not references alone."""
    ends = [name[name.rfind(".") :] for name in names if "." in name]
    return not any(end in suffixes for end in ends) or any(end in _MARKDOWN for end in ends)


def _is_snapshot(path: Path) -> bool:
    """Whether a file is one of ours, which says so in its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return b'"schema"' in file.read(64)
