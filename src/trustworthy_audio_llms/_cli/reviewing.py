"""The commands about a review: what it comes to, its duplicates, and screening its works."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

import trustworthy_audio_llms as tal

from .._plural import counted
from .._review.stages import STAGES
from . import completion as complete
from . import options, output
from .group import command
from .opening import opened
from .saying import say

_OF_THE_FLOW = (".svg", ".png", ".md", ".txt")
_OF_THE_WORKS = (".csv", ".xlsx", ".ris", ".bib")
_REVIEW = click.argument("file", metavar="REVIEW", type=click.Path(dir_okay=False, path_type=Path))


@command(
    "review",
    "tal review review.json",
    "tal review review.json --methods",
    "tal review review.json -o prisma.svg",
)
@_REVIEW
@click.option("--methods", is_flag=True, help="The paragraph for the methods section instead.")
@options.output_file(
    f"A file: the flow, if it ends in {', '.join(_OF_THE_FLOW)}; every work with what was decided, "
    f"if in {', '.join(_OF_THE_WORKS)}."
)
@options.as_json("The counts of the flow, as one JSON object.")
def review(file: Path, methods: bool, path: Path | None, as_json: bool) -> None:
    """Show what a review comes to, step by step.

    REVIEW is a file that `Review.save` or `screen` wrote.
    """
    if methods + as_json + (path is not None) > 1:
        raise click.UsageError("Take one of --methods, --json and -o.")
    loaded = tal.Review.load(file)
    if methods:
        click.echo(loaded.methods())
    elif as_json:
        output.write_json_lines([loaded.flow().to_dict()])
    elif path is None:
        click.echo(loaded.flow())
    else:
        is_flow = path.suffix.lower() in _OF_THE_FLOW
        (loaded.flow() if is_flow else loaded).write(path)
        say(f"{counted(len(loaded.catalog), 'work')} in {path}")


@command(
    "duplicates",
    "tal duplicates review.json",
    "tal duplicates review.json --apart 1 --by ann",
)
@_REVIEW
@click.option(
    "--apart",
    "numbers",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Tell the two of this line apart: they are two works. May be repeated.",
)
@click.option("--by", metavar="NAME", help="Who says so.")
@options.as_json("A JSON object a line for each pair, with --apart for each that was told apart.")
def duplicates(file: Path, numbers: tuple[int, ...], by: str | None, as_json: bool) -> None:
    """Show what a review takes for one work, and why.

    REVIEW is a file that `Review.save` or `screen` wrote. What is told apart is screened on its
    own, and no longer listed.
    """
    if by is not None and not numbers:
        raise click.UsageError("--by goes with --apart: it says who tells them apart.")
    loaded = tal.Review.load(file)
    pairs = dict(enumerate(loaded.duplicates(), start=1))
    if numbers:
        _tell_apart(loaded, file, [_pair(pairs, number) for number in dict.fromkeys(numbers)], by)
        pairs = {number: pairs[number] for number in dict.fromkeys(numbers)}
    if as_json:
        output.write_json_lines(_duplicate_record(*pair) for pair in pairs.items())
    elif pairs:
        rows = [(str(number), pair.relation.value, str(pair)) for number, pair in pairs.items()]
        output.print_table({"number": "cyan", "relation": "", "records": ""}, rows)
    if not pairs:
        say("nothing is taken for one work")
        raise click.exceptions.Exit(1)


def _pair(pairs: "Mapping[int, tal.Duplicate]", number: int) -> "tal.Duplicate":
    if number not in pairs:
        listed = f"{counted(len(pairs), 'pair')} {'is' if len(pairs) == 1 else 'are'} listed"
        raise click.UsageError(f"There is no line {number}: {listed}.")
    return pairs[number]


def _tell_apart(
    review: "tal.Review", file: Path, pairs: "Sequence[tal.Duplicate]", by: str | None
) -> None:
    """Tell pairs of a review apart, and save it."""
    for pair in pairs:
        review.tell_apart(pair, by=by)
    review.save(file)
    say(f"{counted(len(pairs), 'pair')} told apart in {file}")


def _duplicate_record(number: int, pair: "tal.Duplicate") -> dict[str, object]:
    """What JSON tells of a pair."""
    return {
        "number": number,
        "relation": pair.relation.value,
        "entry": pair.entry.id,
        "other": pair.other.id,
        "title": pair.other.title,
        "places": [[str(place) for place in one.mentions] for one in (pair.entry, pair.other)],
        "reason": pair.reason,
        "by_title_alone": pair.by_title_alone,
    }


@command(
    "screen",
    "tal screen review.json --by ann",
    "tal screen mine.json --of 2026.11 --of README.md --by ann",
    "tal screen review.json --question 'jailbreak attacks'",
)
@_REVIEW
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
@click.option(
    "--stage", type=click.Choice(STAGES), show_default="screening", help="What is decided on."
)
@click.option("--reason", "reasons", multiple=True, metavar="TEXT", help="A reason to offer.")
@click.option("--open/--no-open", "open_", default=True, help="Whether to open the browser.")
@options.as_json("When done, a JSON object with the counts; the address goes first, as text.")
def screen(
    file: Path,
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
    review = _begun(file, sources) if sources else tal.Review.load(file)
    known = next(one for one in STAGES if one == (stage or "screening"))
    review.screen(question, by, stage=known, reasons=reasons, open_browser=open_)
    undecided = review.undecided(by, stage=known)
    counts = {"decisions": len(review.decisions), "undecided": len(undecided)}
    if as_json:
        output.write_json_lines([counts])
    else:
        say("{decisions} decisions, {undecided} works undecided".format(**counts))


def _begun(file: Path, sources: tuple[str, ...]) -> "tal.Review":
    """A new review of sources, in its file."""
    if file.exists():
        raise click.UsageError(f"{str(file)!r} is there already: leave out --of to go on with it.")
    review = tal.Review({source: opened(source) for source in sources}, title=file.stem)
    review.save(file)
    return review
