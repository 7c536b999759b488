"""The commands that find, show and count works."""

from typing import TYPE_CHECKING, Any

import click

import trustworthy_audio_llms as tal

from .._catalog.keys import FIELD_NAMES, GROUPINGS
from .._errors import near_misses
from . import completion as complete
from . import options, output
from .group import command
from .opening import opened

_BY = f"BY is {', '.join(GROUPINGS)}, or any field of a work."
_FIELDS = tuple(name for name in FIELD_NAMES if name not in GROUPINGS)


@command(
    "search",
    "tal search red-teaming OR jailbreak --since 2025",
    "tal search '\"large audio-language\"' --topic safety --sort date",
    "tal search --kind dataset --has data --json",
)
@options.selection
@options.order
@click.option("--limit", type=click.IntRange(min=1), help="How many at the most.")
@options.as_json("The records, a JSON object a line.")
def search(limit: int | None, as_json: bool, **wanted: Any) -> None:
    """Find works that match a query.

    Words must all be there; AND, OR, NOT, ( ), "a phrase", prefix*, title:word, author:name,
    year:2024-2026 and the like narrow or widen. How a query was read is told on stderr.
    """
    found = options.chosen(**wanted)
    if as_json:
        output.write(found[:limit].to_jsonl())
    else:
        output.print_works(found, limit)


@command(
    "rank",
    "tal rank do audio watermarks survive neural codecs",
    "tal rank --like 2405.19103 --limit 10",
)
@click.argument("question", nargs=-1)
@click.option("--like", metavar="IDENTITY", help="Works like this one, in place of a question.")
@options.snapshot
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many at the most.",
)
@options.as_json("The records, a JSON object a line.")
def rank(
    question: tuple[str, ...], like: str | None, source: str | None, limit: int, as_json: bool
) -> None:
    """Find the works nearest to a question, whatever its words.

    For finding; what is counted and reported is what `search` finds.
    """
    if bool(question) == bool(like):
        raise click.UsageError("Write a question, or --like and a work.")
    catalog = opened(source)
    found = catalog.rank(catalog[like] if like else " ".join(question), limit=limit)
    output.notice(found.notices)
    if not len(found):
        raise click.exceptions.Exit(1)
    if as_json:
        output.write(found.to_jsonl())
    else:
        output.print_works(found)


@command(
    "show",
    "tal show 2405.19103",
    "tal show https://doi.org/10.48550/arXiv.2405.19103 --json",
)
@click.argument("identity", shell_complete=complete.works)
@options.snapshot
@options.as_json("The record, as one JSON object.")
def show(identity: str, source: str | None, as_json: bool) -> None:
    """Show a work, by identifier, URL, key or title."""
    entry = opened(source, quietly=True)[identity]
    if as_json:
        output.write(tal.Catalog([entry]).to_jsonl())
    else:
        output.print_work(entry)


if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # Before click 8.2 it says nothing of its values.


class _By(_Choice):
    """What works are counted by; near misses are named, not all that there is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            near = near_misses(str(value), self.choices)
            self.fail(f"Works are not counted by {value!r}.{near} {_BY}", param, ctx)
        return str(value)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return _BY


@command(
    "count",
    "tal count year --topic safety/jailbreak",
    "tal count venue benchmark --limit 5",
)
@click.argument("by", metavar="BY", type=_By((*GROUPINGS, *_FIELDS)))
@options.selection
@click.option("--limit", type=click.IntRange(min=1), help="How many at the most.")
@options.as_json("A JSON object a line: value, null where there is none, and count.")
def count(by: str, limit: int | None, as_json: bool, **wanted: Any) -> None:
    """Count works by year, kind, topic or the like.

    BY is year, month, kind, topic, venue, series, author, keyword, section or any field of a work.
    Years and months are in order; of the others, the most frequent come first.
    """
    found = options.chosen(**wanted)
    counts = sorted(found.count(by).items(), key=lambda item: (item[0] is None, str(item[0])))
    if by not in ("year", "month"):
        counts.sort(key=lambda item: -item[1])
    first = counts[:limit]
    if as_json:
        output.write_json_lines({"value": value, "count": number} for value, number in first)
    else:
        rows = [("" if value is None else str(value), number) for value, number in first]
        output.print_counts(by, rows)


@command(
    "topics",
    "tal topics",
    "tal topics --snapshot 2025.11 --json",
)
@options.snapshot
@options.as_json("A JSON object a line: topic, count and title.")
def list_topics(source: str | None, as_json: bool) -> None:
    """List the topics, with how many works are about each.

    A topic counts the works of those below it, too.
    """
    catalog = opened(source)
    titles = {topic.slug: topic.title for topic in tal.topics()}
    others = sorted({topic for entry in catalog for topic in entry.topics} - set(titles))
    rows = [
        (topic, len(catalog.where(topic=topic)), titles.get(topic, ""))
        for topic in (*titles, *others)
    ]
    if as_json:
        output.write_json_lines({"topic": row[0], "count": row[1], "title": row[2]} for row in rows)
        return
    columns = {"topic": "cyan", "works": "", "title": ""}
    output.print_table(columns, [(row[0], str(row[1]), row[2]) for row in rows])
