"""The options and arguments that several commands share, and the works they choose."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

import trustworthy_audio_llms as tal

from .._records.entries import KINDS, Status
from . import completion as complete
from . import output
from .opening import opened
from .saying import say

if TYPE_CHECKING:
    _Parameter = click.ParamType[Any]
else:
    _Parameter = click.ParamType  # Before click 8.4 it says nothing of its values.

_Function = TypeVar("_Function", bound=Callable[..., None])

snapshot = click.option(
    "--snapshot",
    "source",
    metavar="SOURCE",
    shell_complete=complete.sources,
    help="A bundled snapshot, `latest`, a pin, a snapshot file, a Markdown list or a reference "
    "file; the newest bundled by default.",
)


class _Years(_Parameter):
    """A year or a span of years."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if re.fullmatch(r"\d{1,4}(?:\s*[-–]\s*\d{4})?", str(value)) is None:
            self.fail(f"{value!r} is no year like 2025, and no span like 2024-2026.", param, ctx)
        return str(value)


_SELECTION = (
    click.argument("query", nargs=-1),
    click.option(
        "--kind", type=click.Choice(list(KINDS)), multiple=True, help="Papers include surveys."
    ),
    click.option(
        "--topic",
        multiple=True,
        metavar="SLUG",
        shell_complete=complete.topics,
        help="With the topics below it; `topics` lists them.",
    ),
    click.option(
        "--scope",
        type=click.Choice(["audio-llm", "speech"]),
        multiple=True,
        help="About audio LLMs, or the speech and audio security around them.",
    ),
    click.option("--year", type=_Years(), multiple=True, help="Like 2025 or 2024-2026."),
    click.option("--month", multiple=True, metavar="MONTH", help="Like 2025-03."),
    click.option("--since", metavar="DATE", help="Like 2025, 2025-03 or 2025-03-09."),
    click.option("--until", metavar="DATE", help="The last day, written likewise."),
    click.option("--author", multiple=True, metavar="WORDS", help="Like Shen, or a whole name."),
    click.option("--venue", multiple=True, metavar="WORDS", help="Of its name, like ICASSP 2026."),
    click.option("--series", multiple=True, metavar="NAME", help="Of a venue, like ICASSP."),
    click.option(
        "--status", type=click.Choice(get_args(Status)), multiple=True, help="Of its publication."
    ),
    click.option("--keyword", multiple=True, metavar="WORDS", help="Of one of its keywords."),
    click.option("--section", multiple=True, metavar="WORDS", help="Of the heading in the list."),
    click.option(
        "--has",
        multiple=True,
        metavar="FIELD",
        shell_complete=complete.fields,
        help="A field that is not empty, such as code.",
    ),
    click.option("--featured", is_flag=True, default=None, help="Only what the list singles out."),
    click.option("--verified/--unverified", default=None, help="Only what is verified, or is not."),
    snapshot,
    click.option(
        "--enrich",
        metavar="SOURCE",
        shell_complete=complete.sources,
        help="Fill the blanks first from this catalogue, such as 2026.11.",
    ),
)
_ORDER = (
    click.option(
        "--sort",
        multiple=True,
        metavar="KEY",
        shell_complete=complete.fields,
        help="By a field such as date, venue or title; the best match first by default.",
    ),
    click.option("--reverse", is_flag=True, help="With --sort, the greatest first."),
)


def selection(function: _Function) -> _Function:
    """The query and the criteria that narrow a catalog; they arrive as `chosen` takes them."""
    for option in reversed(_SELECTION):
        function = option(function)
    return function


def order(function: _Function) -> _Function:
    """The order of what was found."""
    for option in reversed(_ORDER):
        function = option(function)
    return function


def output_file(told: str, *, required: bool = False) -> Callable[[_Function], _Function]:
    """The option `-o`, with what the file may be; it arrives as `path`."""
    return click.option(
        "-o",
        "--output",
        "path",
        required=required,
        type=click.Path(dir_okay=False, path_type=Path),
        help=told,
    )


def as_json(told: str) -> Callable[[_Function], _Function]:
    """The option `--json`, with what it prints."""
    return click.option("--json", "as_json", is_flag=True, help=told)


def format_of(given: str | None, as_json: bool, *, json: str, default: str) -> str:
    """The format that `--format` and `--json` ask for together.

    Args:
        given: What `--format` says, or None.
        as_json: Whether `--json` is there.
        json: The format that `--json` stands for.
        default: The format without either.

    Raises:
        click.UsageError: They ask for different ones.
    """
    if not as_json:
        return given or default
    if given not in (None, json):
        raise click.UsageError(f"--json is --format {json}; it cannot be --format {given}, too.")
    return json


def chosen(
    *,
    query: Sequence[str],
    source: str | None,
    enrich: str | None = None,
    sort: Sequence[str] = (),
    reverse: bool = False,
    **criteria: Any,
) -> "tal.Catalog":
    """The works that are asked for.

    Raises:
        click.UsageError: An order is reversed that nobody asked for.
        click.exceptions.Exit: Nothing matches.
    """
    if reverse and not sort:
        raise click.UsageError("--reverse needs --sort, which says by what.")
    catalog = opened(source)
    if enrich is not None:
        catalog = catalog.enrich(opened(enrich))
    wanted = {name: value for name, value in criteria.items() if value not in (None, ())}
    if wanted:
        catalog = catalog.where(**wanted)
        output.notice(catalog.notices)
    if words := " ".join(query):
        catalog = catalog.search(words)
        output.notice(catalog.notices)
    if not len(catalog):
        say("nothing matches")
        raise click.exceptions.Exit(1)
    return catalog.sort(*sort, reverse=reverse) if sort else catalog
