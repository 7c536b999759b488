"""The commands, each a thin layer over the function of the same name."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import click

import trustworthy_audio_llms as tal

from .._exports.formats import FORMATS
from . import completion as complete
from . import options, output
from .group import command
from .group import commands as commands
from .terminal import progress_bar

_BY = ("year", "month", "kind", "topic", "venue", "author", "keyword", "section")
_IN_FINDINGS = {r"(?<=: )error(?= [a-z-]+ )": "bold red", r"(?<=: )warning(?= [a-z-]+ )": "yellow"}
_IN_CHANGES = {r"^[+] .*": "green", r"^- .*": "red", r"^[>~] .*": "yellow"}


@command(
    "search",
    "trustworthy-audio-llms search red-teaming OR jailbreak --since 2025",
    "trustworthy-audio-llms search '\"large audio-language\"' --topic safety --sort date",
    "trustworthy-audio-llms search --kind dataset --has data --json",
)
@options.selection
@options.order
@click.option("--limit", type=click.IntRange(min=1), help="How many at the most.")
@options.as_json("The records, a JSON object a line.")
def search(limit: int | None, as_json: bool, **wanted: Any) -> None:
    """Find works that match a query.

    Words must all be there; "a phrase", prefix*, one OR other, and, after --, -without.
    """
    found = options.chosen(**wanted)
    shown = found if limit is None else found[:limit]
    if as_json:
        output.write(shown.to_jsonl())
        return
    output.print_works(shown)


@command(
    "show",
    "trustworthy-audio-llms show 2405.19103",
    "trustworthy-audio-llms show https://doi.org/10.48550/arXiv.2405.19103 --json",
)
@click.argument("identity", shell_complete=complete.works)
@options.snapshot
@options.as_json("The record, as one JSON object.")
def show(identity: str, source: str | None, as_json: bool) -> None:
    """Show a work, by identifier, URL, key or title."""
    entry = tal.load(source)[identity]
    if as_json:
        output.write(tal.Catalog([entry]).to_jsonl())
    else:
        output.print_work(entry)


@command(
    "count",
    "trustworthy-audio-llms count year --topic safety/jailbreak",
    "trustworthy-audio-llms count venue benchmark --limit 5",
)
@click.argument("by", type=click.Choice(_BY))
@options.selection
@click.option("--limit", type=click.IntRange(min=1), help="How many at the most.")
@options.as_json("A JSON object a line: value, null where there is none, and count.")
def count(by: str, limit: int | None, as_json: bool, **wanted: Any) -> None:
    """Count works by year, kind, topic or the like.

    Years and months are in order; of the others, the most frequent come first.
    """
    found = options.chosen(**wanted)
    counts = sorted(found.count(by).items(), key=lambda item: (item[0] is None, str(item[0])))
    if by not in ("year", "month"):
        counts.sort(key=lambda item: -item[1])
    kept = counts[:limit]
    if as_json:
        output.write_json_lines({"value": value, "count": number} for value, number in kept)
    else:
        rows = [("" if value is None else str(value), number) for value, number in kept]
        output.print_counts(by, rows)


@command(
    "topics",
    "trustworthy-audio-llms topics",
    "trustworthy-audio-llms topics --snapshot 2025.11 --json",
)
@options.snapshot
@options.as_json("A JSON object a line: topic, count and title.")
def list_topics(source: str | None, as_json: bool) -> None:
    """List the topics, with how many works are about each.

    A topic counts the works of those below it, too.
    """
    catalog = tal.load(source)
    titles = {topic.slug: topic.title for topic in tal.topics()}
    own = sorted({topic for entry in catalog for topic in entry.topics} - set(titles))
    rows = [
        (topic, len(catalog.where(topic=topic)), titles.get(topic, "")) for topic in (*titles, *own)
    ]
    if as_json:
        output.write_json_lines({"topic": row[0], "count": row[1], "title": row[2]} for row in rows)
        return
    columns = {"topic": "cyan", "works": "", "title": ""}
    output.print_table(columns, [(row[0], str(row[1]), row[2]) for row in rows])


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


@command(
    "diff",
    "trustworthy-audio-llms diff 2025.11",
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
def compare(old: str, new: str, format_: str | None, as_json: bool) -> None:
    """Show what is new since a snapshot.

    NEW is another snapshot, by default the latest that was fetched. Works stand after + if they
    were added, - if removed, > if renamed, ~ if otherwise changed.
    """
    format_ = options.format_of(format_, as_json, json="json", default="text")
    changes = tal.diff(old, new)
    if format_ == "text":
        output.print_lines(f"{changes}\n", _IN_CHANGES)
    else:
        output.write(changes.to_json() if format_ == "json" else changes.to_markdown())


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
    "completion",
    'eval "$(trustworthy-audio-llms completion bash)"   # in ~/.bashrc',
    'eval "$(trustworthy-audio-llms completion zsh)"    # in ~/.zshrc, after compinit',
    "trustworthy-audio-llms completion fish | source    # in ~/.config/fish/config.fish",
)
@click.argument("shell", type=click.Choice(list(complete.SHELLS)))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete.

    With it, Tab completes commands, options, topics, snapshots and citation keys.
    """
    program = str(click.get_current_context().find_root().info_name)
    output.write(complete.script(shell, program, commands))
