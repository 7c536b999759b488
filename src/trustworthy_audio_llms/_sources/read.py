"""Opening lists and reference files that are at hand: a text, a file, or a folder of them."""

import contextlib
import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from .._catalog.catalog import Catalog
from .._errors import check_text
from .._files import read_bounded, user_path
from .._lists.reader import read_list_files
from .._lists.structure import MARKDOWN
from .._public import public
from .._records.identifiers import slug
from .._records.mentions import Skipped
from .._records.skipping import SkipReason
from .._records.uniting import unite
from .._references.detect import SUFFIXES, format_named, format_of
from .._references.encoding import decode
from .._references.reader import Reading, read_reference_text
from .texts import markdown_text, told_of_text

_LARGEST = 1 << 30
"""The most bytes a reference file may have."""

# A text of one word that ends like the name of a file was meant as its path; so was one of several
# that begins like a path.
_PATH = re.compile(
    r"(?:[^\s<>\[\]()|*#]{1,400}|(?:~?/|\.{1,2}/|[a-z]:[/\\])[^\n<>\[\]()|*#]{1,400})"
    r"\.(?:md|markdown)",
    re.IGNORECASE,
)
_REPOSITORY = re.compile(r"(?:https?://)?github\.com/[\w.-]+/[\w.-]+/?", re.IGNORECASE)
_OTHER_FORMATS = {
    **dict.fromkeys(SUFFIXES, "`read_references` reads references."),
    ".pdf": "A list is read from its Markdown.",
    ".html": "A list is read from its Markdown.",
    ".zip": "Unpack it first.",
    ".gz": "Unpack it first.",
}
"""What to do with files of other kinds."""


@public
def parse_list(text: str, *, path: str = "README.md") -> Catalog:
    """Read a list from the text of one Markdown file.

    Raises on no content: what is not understood is in the catalog's `skipped`.

    Args:
        text: The Markdown.
        path: The file's path in its list, which tells topics (`papers/safety/jailbreak.md`).

    Raises:
        InvalidQuery: What is given is no text.
    """
    check_text("A list", text)
    if _PATH.fullmatch(text.strip()):
        _hint(f"This text looks like a path: {text.strip()!r}. `read_list` reads files.")
    elif _REPOSITORY.fullmatch(text.strip()):
        _hint(f"This text is an address: {text.strip()!r}. `fetch` reads repositories.")
    return _read([(path, text)], path)


@public
def read_list(path: str | os.PathLike[str]) -> Catalog:
    """Read a list from a Markdown file, or from a folder of them such as a clone.

    In a folder every Markdown file counts, except in hidden folders; links are not followed.

    Args:
        path: The file or folder.

    Raises:
        OSError: It cannot be read.
    """
    root = user_path(path)
    if hint := _hint_at_no_path(os.fspath(path)):
        _hint(hint)
    if not root.is_dir():
        if root.suffix.lower() not in MARKDOWN and root.suffix.lower() in _OTHER_FORMATS:
            _hint(f"{root.name} is no Markdown by its name. {_OTHER_FORMATS[root.suffix.lower()]}")
        return _read([(root.name, _text(root))], str(path))
    files = [(file.relative_to(root).as_posix(), _text(file)) for file in _markdown_files(root)]
    if not files:
        _hint(f"There is no Markdown file in {str(path)!r}, hidden folders left out.")
    return _read(sorted(files), str(path))


def _hint_at_no_path(path: str) -> str | None:
    """What to do with what is no path: an address, or the text of a list."""
    if os.path.lexists(path):
        return None
    if _REPOSITORY.fullmatch(path.strip()):
        return f"This path is an address: {path.strip()!r}. `fetch` reads repositories."
    return (
        "This path is a text of several lines. `parse_list` reads texts." if "\n" in path else None
    )


def _hint(text: str) -> None:
    warnings.warn(text, UserWarning, stacklevel=3)


@public
def parse_references(text: str, format: str) -> Catalog:
    """Read references from the text of a file that somebody else wrote.

    Raises on no content: a record becomes an entry, or it stands in the catalog's `skipped`.

    Args:
        text: The text.
        format: `bibtex` (BibLaTeX too), `ris`, `nbib` (PubMed), `endnote` (tagged, `.enw`), `wos`
            (Web of Science, tagged), `csl` (CSL-JSON), `csv`, `tsv` or `jsonl`.

    Raises:
        InvalidQuery: There is no such format, or what is given is no text.
    """
    check_text("A reference file", text)
    form = format_named(format)
    name = f"references{next(end for end, word in SUFFIXES.items() if word == form)}"
    return _read_references([read_reference_text(text, form, name)], name)


@public
def read_references(path: str | os.PathLike[str], *, format: str | None = None) -> Catalog:
    """Read references from a file that somebody else wrote, or from a folder of them.

    BibTeX and BibLaTeX, RIS, PubMed's `.nbib`, EndNote's `.enw`, Web of Science, CSL-JSON, and
    tables (CSV, TSV, JSON Lines) of Scopus, IEEE Xplore, PubMed, Springer, Web of Science,
    OpenAlex, ASReview and of this library. Raises on no content: a record becomes an entry with
    its key, its place and all it says, or it stands in the catalog's `skipped`. Records of one
    work are one entry.

    Args:
        path: The file or folder. In a folder every file counts whose name ends like one of
            references, except in hidden folders; links are not followed.
        format: The format, as for `parse_references`; by default what the file holds tells.

    Raises:
        OSError: It cannot be read.
        InvalidQuery: There is no such format.
    """
    form = None if format is None else format_named(format)
    root = user_path(path)
    if not root.is_dir():
        return _read_references([_references_in(root, root.name, form)], str(path))
    files = [(file.relative_to(root).as_posix(), file) for file in _reference_files(root)]
    readings = [_references_in(file, name, form) for name, file in sorted(files)]
    return _read_references(readings, str(path))


def _references_in(file: Path, name: str, form: str | None) -> Reading:
    decoded = decode(read_bounded(file, _LARGEST))
    format_ = form or format_of(decoded.text, name)
    if format_ is None:
        reason = SkipReason.NO_RECORDS
        return Reading((), (Skipped(name, 1, "", reason.text, reason),))
    reading = read_reference_text(decoded.text, format_, name)
    if not decoded.guessed:
        return reading
    reason = SkipReason.ENCODING
    said = Skipped(name, 1, "", reason.text, reason)
    return Reading(reading.entries, (said, *reading.skipped))


def _read_references(readings: list[Reading], source: str) -> Catalog:
    united = unite(entry for reading in readings for entry in reading.entries)
    return Catalog.from_reading(
        united.entries,
        skipped=[line for reading in readings for line in reading.skipped],
        unions=united.unions,
        name=slug(Path(source).stem) or "references",
        source=source,
    )


def _reference_files(root: Path) -> Iterator[Path]:
    return _files(root, tuple(SUFFIXES))


def _markdown_files(root: Path) -> Iterator[Path]:
    return _files(root, MARKDOWN)


def _files(root: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    # `os.walk` calls itself for each folder before Python 3.12, and a clone may be deep.
    folders = [root]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    folders += [] if one.name.startswith(".") else [Path(one.path)]
                elif one.name.lower().endswith(suffixes) and one.is_file(follow_symlinks=False):
                    yield Path(one.path)


def _text(file: Path) -> str:
    return markdown_text(file.read_bytes())


def _read(files: list[tuple[str, str]], source: str) -> Catalog:
    reading = read_list_files(files)
    lost = [one for path, text in files for one in told_of_text(path, text)]
    return Catalog.from_reading(
        reading.entries,
        news=reading.news,
        skipped=[*lost, *reading.skipped],
        unions=reading.unions,
        name=slug(Path(source).stem) or "list",
        source=source,
    )
