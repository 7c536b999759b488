"""What a shell completes after Tab: snapshots, topics, fields and the works of a catalog.

A shell waits for the answer and shows whatever else is printed, so nothing here fails or warns.
"""

import functools
import warnings
from collections.abc import Callable, Iterator

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete

import trustworthy_audio_llms as tal

from .opening import opened

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
"""What makes the scripts, by shell."""

Items = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]


def script(shell: str, program: str, command: click.Command) -> str:
    """The script that makes a shell complete the arguments of a program.

    Args:
        shell: One of `SHELLS`.
        program: The name the program is called by.
        command: Its command line.
    """
    variable = f"_{program.replace('-', '_')}_COMPLETE".upper()  # The one click looks for.
    return SHELLS[shell](command, {}, program, variable).source()


def _completing(candidates: Callable[[click.Context], Iterator[tuple[str, str]]]) -> Items:
    """Complete with those candidates, each with what it is, that begin like the word."""

    @functools.wraps(candidates)
    def complete(
        context: click.Context, _parameter: click.Parameter, word: str
    ) -> "list[CompletionItem[str]]":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                found = {
                    name: meaning for name, meaning in candidates(context) if name.startswith(word)
                }
            except (tal.CatalogError, OSError):
                found = {}
        return [CompletionItem(name, help=meaning) for name, meaning in found.items()]

    return complete


@_completing
def topics(_context: click.Context) -> Iterator[tuple[str, str]]:
    """The slugs of the topics, with their titles."""
    for topic in tal.topics():
        yield topic.slug, topic.title


@_completing
def fields(_context: click.Context) -> Iterator[tuple[str, str]]:
    """The names of the fields of a work."""
    import attrs

    for field in attrs.fields(tal.Dataset):
        yield field.name, ""


@_completing
def works(context: click.Context) -> Iterator[tuple[str, str]]:
    """The citation keys and identifiers of the works in the snapshot that was named."""
    entries = opened(context.params.get("source"), quietly=True)
    for entry in entries:
        yield entry.citekey, entry.title
    # For bash, a colon ends a word: there an identifier is completed without its scheme.
    for entry in entries:
        for identity in (entry.id, entry.id.partition(":")[2]):
            yield identity, entry.title


@_completing
def _sources(_context: click.Context) -> Iterator[tuple[str, str]]:
    yield "latest", "the newest that was fetched"
    for snapshot in tal.snapshots():
        if snapshot.fetched:
            yield snapshot.pin, f"fetched {snapshot.fetched:%Y-%m-%d}"
        else:
            yield snapshot.name, f"bundled, of {snapshot.date}"


def sources(
    context: click.Context, parameter: click.Parameter, word: str
) -> "list[CompletionItem[str]]":
    """The names of the snapshots, and where the word begins none of them, files."""
    return _sources(context, parameter, word) or [CompletionItem(word, type="file")]
