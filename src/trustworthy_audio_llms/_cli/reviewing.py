"""The command that screens the works of a review."""

from pathlib import Path

import click

import trustworthy_audio_llms as tal

from .._review.stages import STAGES
from . import completion as complete
from . import options, output
from .group import command
from .opening import opened


@command(
    "screen",
    "trustworthy-audio-llms screen review.json --by ann",
    "trustworthy-audio-llms screen mine.json --of 2026.11 --of README.md --by ann",
    "trustworthy-audio-llms screen review.json --question 'jailbreak attacks' --reason 'no audio'",
)
@click.argument("path", metavar="REVIEW", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--of",
    "sources",
    multiple=True,
    metavar="SOURCE",
    shell_complete=complete.sources,
    help="Begin the review, of a snapshot, a list or a reference file. May be repeated.",
)
@click.option("--question", metavar="WORDS", help="What comes first, and is marked.")
@click.option("--by", metavar="NAME", help="Who screens.")
@click.option("--stage", type=click.Choice(STAGES), show_default="screening")
@click.option("--reason", "reasons", multiple=True, metavar="TEXT", help="A reason to offer.")
@click.option("--open/--no-open", "open_", default=True, help="Whether to open the browser.")
@options.as_json("When done, a JSON object with the counts; the address goes first, as text.")
def screen(
    path: Path,
    sources: tuple[str, ...],
    question: str | None,
    by: str | None,
    stage: str | None,
    reasons: tuple[str, ...],
    open_: bool,
    as_json: bool,
) -> None:
    """Screen the works of a review in the browser.

    REVIEW is a file that `Review.save` wrote, or with --of a new one. Its works are shown one at
    a time, and every decision is on the disk before the next one is shown. The address is
    printed; only this machine can reach it. It ends with Finish on the page, or with Ctrl-C here.
    """
    review = _begun(path, sources) if sources else tal.Review.load(path)
    known = next(one for one in STAGES if one == (stage or "screening"))
    review.screen(question, by, stage=known, reasons=reasons, open_browser=open_)
    undecided = review.undecided(by, stage=known)
    counts = {"decisions": len(review.decisions), "undecided": len(undecided)}
    if as_json:
        output.write_json_lines([counts])
    else:
        click.echo("{decisions} decisions, {undecided} works undecided".format(**counts), err=True)


def _begun(path: Path, sources: tuple[str, ...]) -> "tal.Review":
    """A new review of sources, in its file."""
    if path.exists():
        raise click.UsageError(f"{str(path)!r} is there already: leave out --of to go on with it.")
    review = tal.Review({source: opened(source) for source in sources}, title=path.stem)
    review.save(path)
    return review
