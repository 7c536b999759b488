"""The commands about where works come from: fetching, listing and comparing snapshots."""

import click

import trustworthy_audio_llms as tal

from . import completion as complete
from . import options, output
from .group import command
from .opening import opened
from .terminal import progress_bar

_IN_CHANGES = {r"^[+] .*": "green", r"^- .*": "red", r"^[>~] .*": "yellow"}


@command(
    "fetch",
    "trustworthy-audio-llms fetch",
    "trustworthy-audio-llms fetch main --json",
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
    click.echo("{entries} entries, {skipped} lines skipped".format(**counts), err=True)


@command("snapshots", "trustworthy-audio-llms snapshots")
@options.as_json("The snapshots, a JSON object a line.")
def list_snapshots(as_json: bool) -> None:
    """List the bundled and the fetched snapshots."""
    known = tal.snapshots()
    if as_json:
        output.write_json_lines(map(output.snapshot_record, known))
    else:
        output.print_snapshots(known)


@command(
    "clear-cache",
    "trustworthy-audio-llms clear-cache --before 2026-06",
    "trustworthy-audio-llms clear-cache --json > removed.jsonl",
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
    click.echo(f"{len(removed)} snapshots removed", err=True)


@command(
    "diff",
    "trustworthy-audio-llms diff 2025.11",
    "trustworthy-audio-llms diff 2026.11 2026.11.2 --topic safety/jailbreak",
    "trustworthy-audio-llms diff 2025.11 2026.11 --format markdown > changes.md",
)
@click.argument("old", shell_complete=complete.sources)
@click.argument("new", default="latest", shell_complete=complete.sources)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    show_default="text",
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
