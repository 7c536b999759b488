"""The commands that write works: as a file, or as a page for the browser."""

import tempfile
from pathlib import Path
from typing import Any

import click

import trustworthy_audio_llms as tal

from .._exports.formats import FORMATS
from .._files import write_atomically
from . import completion as complete
from . import options, output
from .group import command
from .opening import opened
from .saying import say

_OUTPUT = options.output_file(f"A file that ends in {', '.join(FORMATS)}.")
_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice([ending.lstrip(".") for ending in FORMATS]),
    show_default="bib",
    help="The format on standard output, where no file is named.",
)


def _format_of(path: Path | None, format_: str | None, as_json: bool) -> str:
    """The format that the options ask for together."""
    if path is not None and (format_ or as_json):
        raise click.UsageError("The name after -o says the format: leave out --format and --json.")
    return options.format_of(format_, as_json, json="jsonl", default="bib")


@command(
    "export",
    "tal export --topic deepfake/detection -o refs.bib",
    "tal export --since 2025 --format csv > works.csv",
)
@options.selection
@options.order
@_OUTPUT
@_FORMAT
@click.option(
    "--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel sees UTF-8."
)
@options.as_json("The same as --format jsonl.")
def export(path: Path | None, format_: str | None, bom: bool, as_json: bool, **wanted: Any) -> None:
    """Export works to a file or standard output."""
    format_ = _format_of(path, format_, as_json)
    if bom and (path.suffix.lower() if path else f".{format_}") != ".csv":
        raise click.UsageError("--bom is for CSV: add --format csv, or -o with a name in .csv.")
    _write(options.chosen(**wanted), path, format_, bom=bom)


def _write(found: "tal.Catalog", path: Path | None, format_: str, *, bom: bool = False) -> None:
    """Write works to a file, or in a format to standard output."""
    if bom:
        text = found.to_csv(bom=True)
        output.write(text) if path is None else write_atomically(path, text.encode())
    elif path is None:
        output.write(FORMATS[f".{format_}"](found))
    else:
        found.write(path)
    if path is not None:
        say(f"{len(found)} entries in {path}")


@command(
    "enrich",
    "tal enrich paper.bib -o full.bib",
    "tal enrich README.md --with 2026.11 --format csv > list.csv",
)
@click.argument("source", shell_complete=complete.sources)
@click.option(
    "--with",
    "known",
    metavar="SOURCE",
    shell_complete=complete.sources,
    help="What knows more; the newest bundled snapshot by default.",
)
@_OUTPUT
@_FORMAT
@options.as_json("The same as --format jsonl.")
def enrich(
    source: str, known: str | None, path: Path | None, format_: str | None, as_json: bool
) -> None:
    """Fill the blanks of a list or a reference file, and write it.

    Nothing that it says is overwritten, and no work is added. SOURCE may be a snapshot, too.
    """
    format_ = _format_of(path, format_, as_json)
    catalog = opened(source)
    filled = catalog.enrich(opened(known))
    pairs = zip(catalog, filled, strict=True)
    say(f"{sum(old != new for old, new in pairs)} of {len(catalog)} entries had blanks filled")
    _write(filled, path, format_)


@command(
    "save",
    "tal save jailbreaks.json --topic safety/jailbreak --since 2025",
    "tal save list.json --snapshot README.md --enrich 2026.11",
)
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@options.selection
@options.as_json("The snapshot, as one JSON object.")
def save(path: Path, as_json: bool, **wanted: Any) -> None:
    """Save works as a snapshot file of your own, and print its pin.

    Every command takes it: `search --snapshot FILE`. `export` writes references instead.
    """
    if path.suffix.lower() != ".json":
        raise click.UsageError(f"The name of a snapshot ends in .json, unlike {str(path)!r}.")
    found = options.chosen(**wanted)
    found.save(path)
    saved = tal.load(path).snapshot
    if as_json:
        output.write_json_lines([output.snapshot_record(saved)])
    else:
        click.echo(saved.pin)
    say(f"{len(found)} entries in {path}")


@command(
    "browse",
    "tal browse",
    "tal browse jailbreak --since 2025 -o jailbreaks.html --no-open",
)
@options.selection
@options.order
@options.output_file("The page, which ends in .html; in a new temporary folder by default.")
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
        say("No browser could be opened.")
