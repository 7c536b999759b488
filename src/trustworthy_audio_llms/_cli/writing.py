"""The commands that write works: as a file, or as a page for the browser."""

import tempfile
from pathlib import Path
from typing import Any

import click

from .._exports.formats import FORMATS
from . import options, output
from .group import command


@command(
    "export",
    "trustworthy-audio-llms export --topic deepfake/detection -o refs.bib",
    "trustworthy-audio-llms export --since 2025 --format csv > works.csv",
)
@options.selection
@options.order
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"A file that ends in {', '.join(FORMATS)}.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([ending.lstrip(".") for ending in FORMATS]),
    show_default="bib",
    help="The format on standard output, where no file is named.",
)
@options.as_json("The same as --format jsonl.")
def export(path: Path | None, format_: str | None, as_json: bool, **wanted: Any) -> None:
    """Export works to a file or standard output."""
    if path is not None and (format_ or as_json):
        raise click.UsageError("The name after -o says the format: leave out --format and --json.")
    format_ = options.format_of(format_, as_json, json="jsonl", default="bib")
    found = options.chosen(**wanted)
    if path is None:
        output.write(FORMATS[f".{format_}"](found))
    else:
        found.write(path)
        click.echo(f"{len(found)} entries in {path}", err=True)


@command(
    "browse",
    "trustworthy-audio-llms browse",
    "trustworthy-audio-llms browse jailbreak --since 2025 -o jailbreaks.html --no-open",
)
@options.selection
@options.order
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page, which ends in .html; in a new temporary folder by default.",
)
@click.option("--open/--no-open", "open_", default=True, help="Whether to open it.")
@options.as_json("A JSON object with the path.")
def browse(path: Path | None, open_: bool, as_json: bool, **wanted: Any) -> None:
    """Write works as a page and open it in the browser.

    The page needs no network, and stays until you delete it. Its path is printed.
    """
    if path is not None and path.suffix.lower() != ".html":
        raise click.UsageError(f"The name of a page ends in .html, unlike {str(path)!r}.")
    found = options.chosen(**wanted)
    # The browser may read it long after this process has ended.
    path = path or Path(tempfile.mkdtemp(prefix="trustworthy-audio-llms-"), "catalogue.html")
    found.write(path)
    if as_json:
        output.write_json_lines([{"path": str(path.resolve())}])
    else:
        click.echo(path.resolve())
    import webbrowser  # Only here.

    if open_ and not webbrowser.open(path.resolve().as_uri()):
        click.echo("No browser could be opened.", err=True)
