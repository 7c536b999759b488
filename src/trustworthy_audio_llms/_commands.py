"""The commands, each a thin layer over the function of the same name."""

import contextlib
import functools
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ._canonical import entry_to_json
from ._catalog import Catalog
from ._clean import terminal_line
from ._diff import Diff, diff
from ._errors import CatalogError, InvalidQuery
from ._exports import FORMATS
from ._fetch import REPO, fetch
from ._findings import FORMATS as FINDING_FORMATS
from ._lists import read_list
from ._load import load, snapshots
from ._records import KINDS, Entry
from ._tables import to_jsonl

_Command = TypeVar("_Command", bound=Callable[..., None])


@contextlib.contextmanager
def _in_one_line() -> Iterator[None]:
    """Show the library's errors and warnings as one line each, and none of them as a traceback."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            yield
        except InvalidQuery as error:
            raise click.UsageError(str(error)) from error
        except BrokenPipeError:  # Click ends quietly where the reader has seen enough.
            raise
        except (CatalogError, OSError) as error:
            raise click.ClickException(str(error)) from error
        finally:
            for warning in warned:
                click.echo(f"warning: {terminal_line(str(warning.message))}", err=True)


def _command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a command of this name that shows errors in one line."""

    def register(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def run(**given: Any) -> None:
            with _in_one_line():
                function(**given)

        return commands.command(name)(run)

    return register


_snapshot = click.option(
    "--snapshot",
    "source",
    metavar="SOURCE",
    help="A bundled snapshot, `latest`, a pin or a snapshot file; the newest bundled by default.",
)


def _criteria(function: _Command) -> _Command:
    """The options that narrow a catalog."""
    options = [
        click.option("--kind", type=click.Choice(list(KINDS)), multiple=True),
        click.option("--topic", multiple=True, metavar="SLUG", help="With the topics below it."),
        click.option("--year", type=int, multiple=True),
        click.option("--since", metavar="DATE", help="Like 2025, 2025-03 or 2025-03-09."),
        click.option("--until", metavar="DATE"),
        click.option("--author", multiple=True),
        click.option("--venue", multiple=True),
        click.option("--verified", is_flag=True, default=None, help="Only verified works."),
        _snapshot,
    ]
    for option in reversed(options):
        function = option(function)
    return function


def _chosen(query: str, source: str | None, criteria: dict[str, Any]) -> Catalog:
    given = {name: value for name, value in criteria.items() if value not in (None, ())}
    catalog = load(source)
    narrowed = catalog.where(**given) if given else catalog
    return narrowed.search(query) if query else narrowed


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trustworthy_audio_llms")
def commands() -> None:
    """The literature on trustworthy audio LLMs: search it, cite it, pin it.

    Exit codes: 0 when done, 1 when something failed or nothing was found, 2 for wrong usage.
    """


@_command("search")
@click.argument("query", nargs=-1)
@_criteria
@click.option("--limit", type=click.IntRange(min=1), help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def search(
    query: tuple[str, ...], source: str | None, limit: int | None, as_json: bool, **criteria: Any
) -> None:
    """Find works: words, "a phrase", prefix*, one OR other, -without."""
    found = _chosen(" ".join(query), source, criteria)
    shown = found if limit is None else found[:limit]
    if as_json:
        _write(shown.to_jsonl())
    else:
        _table(("key", "year", "kind", "title"), [_columns(entry) for entry in shown])
    if not len(found):
        click.echo("nothing matches", err=True)
        sys.exit(1)


@_command("show")
@click.argument("identity")
@_snapshot
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(identity: str, source: str | None, as_json: bool) -> None:
    """Show a work, by identifier, URL, citation key or exact title."""
    entry = load(source)[identity]
    if as_json:
        _write(to_jsonl([entry]))
        return
    record = entry_to_json(entry)
    width = max(map(len, record))
    for name, value in record.items():
        for part in _parts(value):
            click.echo(f"{name:{width}}  {terminal_line(part)}")
            name = ""


@_command("export")
@click.argument("query", nargs=-1)
@_criteria
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"A file that ends in {', '.join(FORMATS)}.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([ending.lstrip(".") for ending in FORMATS]),
    default="bib",
    show_default=True,
    help="The format on standard output, where no file is named.",
)
def export(
    query: tuple[str, ...],
    source: str | None,
    output: Path | None,
    format_: str,
    **criteria: Any,
) -> None:
    """Export works, all or those that match, to a file or standard output."""
    chosen = _chosen(" ".join(query), source, criteria)
    if output is None:
        _write(FORMATS[f".{format_}"](chosen))
    else:
        chosen.write(output)
        click.echo(f"{len(chosen)} entries in {output}", err=True)


@_command("fetch")
@click.argument("ref", default="HEAD")
@click.option("--repo", default=REPO, show_default=True, metavar="OWNER/NAME")
def fetch_list(ref: str, repo: str) -> None:
    """Fetch the list as it is now, or at a branch, tag or commit, into the cache."""
    with _progress() as progress:
        catalog = fetch(ref, repo=repo, progress=progress)
    click.echo(catalog.snapshot.pin)
    click.echo(f"{len(catalog)} entries, {len(catalog.skipped)} lines skipped", err=True)


@_command("diff")
@click.argument("old")
@click.argument("new", default="latest")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
def compare(old: str, new: str, format_: str) -> None:
    """Show what is new since a snapshot: in another one, or in the latest that was fetched.

    Works stand after + if they were added, - if removed, > if renamed, ~ if otherwise changed.
    """
    changes = diff(old, new)
    written = {"markdown": Diff.to_markdown, "json": Diff.to_json}.get(format_, str)
    click.echo(written(changes).rstrip("\n"))


@_command("audit")
@click.argument("list_", metavar="PATH_OR_SOURCE")
@click.option("--against", metavar="SOURCE", help="What is known to be right, such as 2026.11.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FINDING_FORMATS)),
    default="text",
    show_default=True,
    help="`github` annotates pull requests.",
)
def audit(list_: str, against: str | None, format_: str) -> None:
    """Check a list: a Markdown file, a folder of them such as a clone, or a snapshot.

    The most severe findings come first. The exit code is 1 if there are errors.
    """
    path = Path(list_)
    is_markdown = path.is_dir() or path.suffix.lower() in (".md", ".markdown")
    catalog = read_list(path) if is_markdown else load(list_)
    findings = catalog.audit(load(against) if against else None)
    click.echo(FINDING_FORMATS[format_](findings, list_), nl=False)
    errors = sum(finding.severity == "error" for finding in findings)
    counts = f"{len(catalog)} entries, {len(findings)} findings, {errors} of them errors"
    click.echo(counts, err=True)
    if errors or not len(catalog):
        sys.exit(1)


@_command("snapshots")
def list_snapshots() -> None:
    """List the bundled and the fetched snapshots, newest first."""
    rows = [
        (str(known.date or ""), "fetched" if known.fetched else "bundled", known.pin)
        for known in snapshots()
    ]
    _table(("date", "from", "pin"), rows)


def _write(content: str | bytes) -> None:
    """Write what a program is to read: in UTF-8, whatever the terminal's encoding is."""
    click.echo(content.encode() if isinstance(content, str) else content, nl=False)


def _columns(entry: Entry) -> tuple[str, str, str, str]:
    mark = "" if entry.verified else " (unverified)"
    return entry.citekey, str(entry.year or ""), entry.kind, f"{entry.title}{mark}"


def _parts(value: object) -> list[str]:
    """The values of a field, one a line."""
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in _parts(item)]
    if isinstance(value, dict):
        return [", ".join(f"{name} {part}" for name, part in value.items())]
    return [str(value)]


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows as a table on a terminal, and separated by tabs into a pipe."""
    cleaned = [tuple(map(terminal_line, row)) for row in rows]
    if not sys.stdout.isatty():
        for row in cleaned:
            click.echo("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*header, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in cleaned:
        table.add_row(*map(Text, row))
    Console().print(table)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on stderr, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress

    console = Console(stderr=True)
    columns = ("fetching", BarColumn(), DownloadColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("fetching", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
