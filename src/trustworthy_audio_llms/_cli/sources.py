"""The commands about where works come from: fetching, listing and comparing snapshots."""

from pathlib import Path

import click

import trustworthy_audio_llms as tal

from .._exports.formats import FORMATS
from .._plural import counted
from . import completion as complete
from . import options, output
from .group import command
from .opening import opened
from .saying import say
from .terminal import progress_bar

_IN_CHANGES = {r"^[+] .*": "green", r"^- .*": "red", r"^[>~] .*": "yellow"}


@command(
    "fetch",
    "tal fetch",
    "tal fetch main --json",
)
@click.argument("ref", metavar="[REF_OR_PIN]", default="HEAD")
@click.option("--repo", metavar="OWNER/NAME", help="Another repository than the list's own.")
@options.as_json("The snapshot, as one JSON object, with how many entries and skipped lines.")
def fetch(ref: str, repo: str | None, as_json: bool) -> None:
    """Fetch the list as it is now, or was, into the cache.

    A ref is a branch, a tag or a commit. What a pin brings is kept only if it has its digest.
    """
    which = {"pin" if ":" in ref else "ref": ref}  # Git allows no colon in a ref.
    if repo is not None:
        which["repo"] = repo
    with progress_bar("fetching") as progress:
        catalog = tal.fetch(progress=progress, **which)
    counts = {"entries": len(catalog), "skipped": len(catalog.skipped)}
    if as_json:
        output.write_json_lines([{**output.snapshot_record(catalog.snapshot), **counts}])
    else:
        click.echo(catalog.snapshot.pin)
    say("{entries} entries, {skipped} lines skipped".format(**counts))


@command(
    "resolve",
    "tal resolve 2405.19103",
    "tal resolve 2405.19103 https://doi.org/10.1000/saucers -o refs.bib",
)
@click.argument("identities", nargs=-1, metavar="IDENTIFIER...", shell_complete=complete.works)
@click.option("--snapshot", "source", metavar="SOURCE", help="All of a snapshot, a list or a file.")
@click.option("--refresh", is_flag=True, help="Ask again for what is known.")
@options.output_file(f"A file that ends in {', '.join(FORMATS)}.")
@options.as_json("The records, a JSON object a line.")
def resolve(
    identities: tuple[str, ...],
    source: str | None,
    refresh: bool,
    path: Path | None,
    as_json: bool,
) -> None:
    """Ask arXiv and doi.org for the records of identifiers.

    What they answered is kept: a second time makes no request. What is not known there is told on
    stderr, and the exit code is 1 where nothing is.
    """
    if bool(identities) == (source is not None):
        raise click.UsageError("Name identifiers, or a snapshot, and not both.")
    with progress_bar("asking", counted=True) as progress:
        if source is None:
            found = tal.resolve(identities, refresh=refresh, progress=progress)
        else:
            found = opened(source).resolve(refresh=refresh, progress=progress)
    for line in found.skipped if source is None else ():
        say(f"{line.text}: {line.reason}")
    if path is not None:
        found.write(path)
    elif as_json:
        output.write(found.to_jsonl())
    else:
        output.print_works(found)
    if not len(found):
        raise click.exceptions.Exit(1)


@command("snapshots", "tal snapshots")
@options.as_json("The snapshots, a JSON object a line.")
def list_snapshots(as_json: bool) -> None:
    """List the bundled and the fetched snapshots."""
    listed = tal.snapshots()
    if as_json:
        output.write_json_lines(map(output.snapshot_record, listed))
    else:
        output.print_snapshots(listed)


@command(
    "clear-cache",
    "tal clear-cache --before 2026-06",
    "tal clear-cache --json > removed.jsonl",
)
@click.option("--keep", multiple=True, metavar="PIN", help="A snapshot that stays; repeatable.")
@click.option("--before", metavar="DAY", help="Only what was fetched before this day.")
@options.as_json("The snapshots that were removed, a JSON object a line.")
def clear_cache(keep: tuple[str, ...], before: str | None, as_json: bool) -> None:
    """Remove what was fetched from the cache.

    It prints the pins of what it removes: fetch PIN brings each back.
    """
    removed = tal.clear_cache(keep=keep, before=before)
    if as_json:
        output.write_json_lines(map(output.snapshot_record, removed))
    else:
        for snapshot in removed:
            click.echo(snapshot.pin)
    say(f"{counted(len(removed), 'snapshot')} removed")


@command(
    "diff",
    "tal diff 2025.11",
    "tal diff 2026.11 2026.11.2 --topic safety/jailbreak",
    "tal diff 2025.11 2026.11 --format markdown > changes.md",
)
@click.argument("old", shell_complete=complete.sources)
@click.argument("new", default="latest", shell_complete=complete.sources)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    show_default="text",
    help="For people, for a page, or for programs.",
)
@options.as_json("The same as --format json.")
@click.option(
    "--topic",
    multiple=True,
    metavar="SLUG",
    shell_complete=complete.topics,
    help="Only works of this topic, or those below it.",
)
def compare(old: str, new: str, format_: str | None, as_json: bool, topic: tuple[str, ...]) -> None:
    """Show what is new since a snapshot.

    NEW is another one, by default the latest that was fetched; either may be a list or a reference
    file. Works stand after + if they
    were added, - if removed, > if renamed, ~ if otherwise changed.
    """
    format_ = options.format_of(format_, as_json, json="json", default="text")
    changes = tal.diff(opened(old), opened(new))
    if topic:
        changes = changes.where(topic=topic)
    if format_ == "text":
        output.print_lines(f"{changes}\n", _IN_CHANGES)
    else:
        output.write(changes.to_json() if format_ == "json" else changes.to_markdown())
