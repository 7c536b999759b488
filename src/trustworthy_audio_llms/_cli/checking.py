"""The command that checks a list."""

import sys
from pathlib import Path

import click

import trustworthy_audio_llms as tal

from . import completion as complete
from . import options, output
from .group import command

_IN_FINDINGS = {r"(?<=: )error(?= [a-z-]+ )": "bold red", r"(?<=: )warning(?= [a-z-]+ )": "yellow"}


@command(
    "audit",
    "trustworthy-audio-llms audit README.md",
    "trustworthy-audio-llms audit README.md --against 2026.11 --json",
)
@click.argument("list_", metavar="PATH_OR_SOURCE", shell_complete=complete.sources)
@click.option(
    "--against",
    metavar="SOURCE",
    shell_complete=complete.sources,
    help="What is known to be right, such as 2026.11.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    show_default="text",
    help="`github` annotates pull requests.",
)
@options.as_json("The same as --format json: an array of findings.")
def audit(list_: str, against: str | None, format_: str | None, as_json: bool) -> None:
    """Check a list for mistakes.

    It is a Markdown file, a folder of them such as a clone, or a snapshot. The most severe
    findings come first. The exit code is 1 if there are errors.
    """
    from .._audit import findings as written

    format_ = options.format_of(format_, as_json, json="json", default="text")
    path = Path(list_)
    is_markdown = path.is_dir() or path.suffix.lower() in (".md", ".markdown")
    catalog = tal.read_list(path) if is_markdown else tal.load(list_)
    findings = catalog.audit(tal.load(against) if against else None)
    content = written.FORMATS[format_](findings, list_)
    if format_ == "text":
        output.print_lines(content, _IN_FINDINGS)
    else:
        click.echo(content, nl=False)
    errors = sum(finding.severity == "error" for finding in findings)
    counts = f"{len(catalog)} entries, {len(findings)} findings, {errors} of them errors"
    click.echo(counts, err=True)
    if errors or not len(catalog):
        sys.exit(1)
