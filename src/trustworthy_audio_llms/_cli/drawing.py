"""The command that draws works."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

import trustworthy_audio_llms as tal

from .._extras import load_extra
from .._plural import counted
from . import options, output
from .group import command
from .saying import say

_TAKES = {
    "months": ("level", "top", "last", "as_of"),
    "topics": ("level", "top", "last", "as_of"),
    "kinds": (),
    "venues": ("top", "editions"),
    "cooccurrence": ("level", "top"),
}
"""What there is to draw, each with the options it takes."""

_ENDINGS = (".svg", ".png", ".pdf")


@command(
    "plot",
    "tal plot months --topic safety/jailbreak -o months.svg",
    "tal plot topics --level 2 --since 2023 -o topics.png",
)
@click.argument("what", metavar="WHAT", type=click.Choice(list(_TAKES)))
@options.selection
@options.output_file(f"A file that ends in {', '.join(_ENDINGS)}.", required=True)
@click.option("--level", type=int, help="How deep in the taxonomy topics are told apart.")
@click.option("--top", type=int, help="How many topics, or venues, are shown.")
@click.option("--last", type=int, help="How many months, or years, are shown.")
@click.option("--as-of", metavar="DATE", help="What is later is not over; that of the snapshot.")
@click.option("--editions", is_flag=True, default=None, help="Each year of a venue for itself.")
@options.as_json("A JSON object with the path and how many works there are.")
def plot(
    what: str,
    path: Path,
    level: int | None,
    top: int | None,
    last: int | None,
    as_of: str | None,
    editions: bool | None,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Draw works by month, topic, kind or venue.

    WHAT is months, topics (by year), kinds, venues or cooccurrence (of topics). It needs the
    extra `plot`.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise click.UsageError(f"The name ends in {', '.join(_ENDINGS)}, unlike {str(path)!r}.")
    given = {"level": level, "top": top, "last": last, "as_of": as_of, "editions": editions}
    given = {name: value for name, value in given.items() if value is not None}
    if wrong := [name for name in given if name not in _TAKES[what]]:
        raise click.UsageError(f"`plot {what}` takes no --{wrong[0].replace('_', '-')}.")
    load_extra("matplotlib", "plot", purpose="plot").use("agg")  # No window: a file is wanted.
    found = options.chosen(**wanted)
    _save(found, what, given, path)
    if as_json:
        output.write_json_lines([{"path": str(path.resolve()), "works": len(found)}])
    else:
        say(f"{counted(len(found), 'work')} in {path}")


def _save(found: "tal.Catalog", what: str, given: Mapping[str, Any], path: Path) -> None:
    """Draw a plot into a file, which is written whole or not at all."""
    import io

    from .._files import write_atomically

    ax = getattr(found.plot, what)(**given)
    drawn = io.BytesIO()
    ax.figure.savefig(drawn, format=path.suffix[1:].lower())
    write_atomically(path, drawn.getvalue())
