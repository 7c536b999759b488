"""The command that checks a list or a bibliography."""

import difflib
import sys
from collections.abc import Sequence

import click

import trustworthy_audio_llms as tal

from .._audit.baseline import Baseline
from .._audit.references import is_reference
from .._files import read_bounded, user_path, write_atomically
from .._plural import counted
from .._references.encoding import decode
from . import completion as complete
from . import options, output
from .accepting import Found, Left, at_paths, baseline_of, codes_to_ignore
from .group import command
from .opening import opened, tell_skipped
from .saying import say

_IN_FINDINGS = {
    r"(?<=: )error(?= [a-z0-9-]+ )": "bold red",
    r"(?<=: )warning(?= [a-z0-9-]+ )": "yellow",
}
_IN_DIFFS = {r"^\+.*": "green", r"^-.*": "red", r"^@@.*": "cyan"}
_SEVERITIES = ("error", "warning", "info")
_LARGEST = 1 << 30


@command(
    "audit",
    "tal audit README.md",
    "tal audit README.md --against 2026.11 --json",
    "tal audit paper.bib",
    "tal audit --diff paper.bib",
    "tal audit README.md --fail-on warning --ignore no-date",
)
@click.argument(
    "sources", metavar="PATH_OR_SOURCE...", nargs=-1, required=True, shell_complete=complete.sources
)
@click.option(
    "--against",
    metavar="SOURCE",
    shell_complete=complete.sources,
    help="What is known to be right, such as 2026.11; for references the newest bundled catalogue "
    "by default, and nothing with `none`.",
)
@click.option("--fix", is_flag=True, help="Correct what is certain in BibTeX files.")
@click.option(
    "--complete", is_flag=True, help="With --fix or --diff: fill in what was left out, too."
)
@click.option(
    "--diff", "as_diff", is_flag=True, help="Show what --fix would change, change nothing."
)
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="The least severe findings for which the exit code is 1.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    show_default="text",
    help="`github` annotates pull requests.",
)
@click.option(
    "--ignore",
    "ignored",
    metavar="CODE",
    multiple=True,
    callback=codes_to_ignore,
    help="Leave out what has this code; may be repeated.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    callback=baseline_of,
    help="Leave out the findings in this file, as --json wrote them.",
)
@options.as_json("The same as --format json: an array of findings.")
def audit(
    sources: Sequence[str],
    against: str | None,
    fix: bool,
    complete: bool,
    as_diff: bool,
    fail_on: str,
    format_: str | None,
    ignored: Sequence[str],
    baseline: Baseline,
    as_json: bool,
) -> None:
    """Check a list or a bibliography for mistakes.

    It is a Markdown file, a folder of them such as a clone, a snapshot, or a reference file
    (BibTeX, RIS, CSL-JSON, …). The most severe findings come first.
    """
    format_ = options.format_of(format_, as_json, json="json", default="text")
    if complete and not (fix or as_diff):
        raise click.UsageError("--complete says what --fix or --diff does: add one of them.")
    if fix or as_diff:
        changed = [_corrected(source, against, complete, write=not as_diff) for source in sources]
        if as_diff:
            sys.exit(any(changed))
    found: list[Found] = []
    entries = skipped = 0
    for source in sources:
        catalog = opened(source, quietly=True)
        entries += len(catalog)
        skipped += len(catalog.skipped)
        found += at_paths(_audited(catalog, source, against), source, several=len(sources) > 1)
    left = Left.of(found, ignored, baseline, for_github=format_ == "github")
    unknown = 0 if format_ == "json" else left.drop("not-in-catalogue")
    findings = sorted(left.findings, key=lambda finding: _SEVERITIES.index(finding.severity))
    _print(findings, format_, sources[0])
    _print_counts(findings, entries, unknown, skipped)
    if left.accepted:
        say(left.accepted)
    if not entries:
        say("No entries, so that nothing was checked: the exit code is 1.")
    if not entries or _fails(findings, fail_on):
        sys.exit(1)


def _audited(catalog: "tal.Catalog", source: str, against: str | None) -> Sequence["tal.Finding"]:
    """Its findings; which lines were skipped is told unless a finding says so."""
    found = catalog.audit(_known(against, catalog))
    said = {(mention.path, mention.line) for one in found for mention in one.mentions}
    left = [one for one in catalog.skipped if (one.path, one.line) not in said]
    tell_skipped(source, left, len(catalog))
    return found


def _fails(findings: Sequence["tal.Finding"], fail_on: str) -> bool:
    if fail_on == "never":
        return False
    failing = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in failing for finding in findings)


def _known(against: str | None, catalog: "tal.Catalog") -> "tal.Catalog | None":
    if against is None:
        return tal.load() if any(map(is_reference, catalog)) else None
    return None if against == "none" else opened(against, quietly=True)


def _print(findings: Sequence["tal.Finding"], format_: str, name: str) -> None:
    from .._audit import findings as written

    content = written.FORMATS[format_](findings, name)
    if format_ == "text":
        output.print_lines(content, _IN_FINDINGS)
    else:
        click.echo(content, nl=False)


def _print_counts(
    findings: Sequence["tal.Finding"], entries: int, unknown: int, skipped: int
) -> None:
    errors = sum(finding.severity == "error" for finding in findings)
    counts = (
        f"{counted(entries, 'entry')}, {counted(len(findings), 'finding')}, {errors} of them errors"
    )
    counts += f", {counted(skipped, 'line')} skipped" if skipped else ""
    say(f"{counts}; {unknown} not in the catalogue" if unknown else counts)


def _corrected(source: str, against: str | None, complete: bool, *, write: bool) -> bool:
    """Correct a BibTeX file, or show how; whether there was something to correct."""
    path = user_path(source)
    if path.suffix.lower() not in (".bib", ".bibtex"):
        raise click.UsageError(f"Only BibTeX files can be corrected, unlike {source!r}.")
    if against == "none":
        raise click.UsageError("What is right is known from a catalogue: name one with --against.")
    decoded = decode(read_bounded(path, _LARGEST))
    known = opened(against, quietly=True)
    repair = tal.repair_bibtex(decoded.text, known, complete=complete)
    if not write:
        lines = (decoded.text.splitlines(keepends=True), repair.text.splitlines(keepends=True))
        changes = "".join(difflib.unified_diff(*lines, source, source))
        output.print_lines(changes, _IN_DIFFS, whole=True)
    elif repair.changes:
        write_atomically(path, decoded.encode(repair.text))
    for change in repair.changes:
        say(f"{source}:{change}")
    if not repair.changes:
        say(f"{source}: nothing to correct")
    return bool(repair.changes)
