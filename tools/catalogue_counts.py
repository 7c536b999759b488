"""Numbers of what a catalogue holds: tables for its page, and single ones for others."""

import re
from collections.abc import Iterable, Sequence

from trustworthy_audio_llms import Catalog, Entry, topics
from trustworthy_audio_llms._records.venues import find_venue

_MARKED = re.compile(r"(?<=<!-- counts:begin -->\n).*(?=<!-- counts:end -->)", re.S)
_NUMBER = re.compile(r"(<!-- made: ([a-z ]+) -->).*?(<!-- /made -->)")

_FIELDS = ("authors", "venue", "published", "doi", "code", "data", "arxiv", "openreview", "acl")
"""The fields whose coverage is told."""

_MOST_VENUES = 15


def tables(catalog: Catalog) -> str:
    """How many works there are by topic, kind, year and venue, and what is known of them."""
    verified = len(catalog.where(verified=True))
    by_topic = [
        (f"{'– ' * topic.slug.count('/')}{topic.title}", f"`{topic.slug}`", len(works))
        for topic in topics()
        if (works := catalog.where(topic=topic.slug))
    ]
    kinds = catalog.count("kind")
    years = catalog.count("year")
    dated = sorted(((year, count) for year, count in years.items() if year), reverse=True)
    undated = [("without a date", years[None])] if years[None] else []
    known = [(f"`{name}`", _with(catalog, name), share(catalog, name)) for name in _FIELDS]
    series = [pair for pair in catalog.count(_series).most_common() if pair[0]][:_MOST_VENUES]
    return "\n".join(
        (
            f"{len(catalog)} works, {verified} of them verified.\n",
            "## What is known of them\n",
            _table(("Field", "Works", "Share"), known),
            "## By topic\n",
            "A topic counts the works of the topics below it; a work may have several topics.\n",
            _table(("Topic", "Slug", "Works"), by_topic),
            "## By kind\n",
            _table(("Kind", "Works"), [(f"`{kind}`", kinds[kind]) for kind in sorted(kinds)]),
            "## By year\n",
            _table(("Year", "Works"), [*dated, *undated]),
            "## By venue\n",
            f"The {_MOST_VENUES} with most works; Findings and workshops count for themselves.\n",
            _table(("Venue", "Works"), series),
        )
    )


def _series(entry: Entry) -> str | None:
    edition = find_venue(entry.venue) if entry.venue else None
    return edition.series if edition else None


def _is_listed_code(entry: Entry) -> bool:
    """Whether a link to code rests on lists only: no place of its own, and none of its owner."""
    repository = (entry.code or "").removeprefix("https://github.com/").lower()
    return (
        bool(entry.code)
        and entry.sources_of("code") == entry.evidence
        and not any(place.lower().startswith(repository) for place in entry.evidence)
    )


def _with(catalog: Catalog, name: str) -> int:
    return len(catalog.where(has=name))


def share(catalog: Catalog, name: str) -> str:
    """How many works have a field, in percent."""
    return f"{100 * _with(catalog, name) / max(len(catalog), 1):.0f} %"


def numbers(catalog: Catalog) -> dict[str, str]:
    """The single numbers that pages quote, by the names they go by there."""
    dates = [entry.date for entry in catalog if entry.date]
    complete = [entry for entry in catalog if entry.authors and entry.authors_complete]
    snapshot = catalog.snapshot
    return {
        "works": str(len(catalog)),
        "verified": str(len(catalog.where(verified=True))),
        "unverified": str(len(catalog.where(verified=False))),
        "newest": str(max(dates, default="none")),
        "snapshot": snapshot.name,
        "day": str(snapshot.date),
        "listed code": str(len([entry for entry in catalog if _is_listed_code(entry)])),
        "all authors": f"{100 * len(complete) / max(len(catalog), 1):.0f} %",
        **{name: share(catalog, name) for name in _FIELDS},
    }


def with_tables(page: str, catalog: Catalog) -> str:
    """A page with the tables between its marks, `counts:begin` and `counts:end` in comments."""
    return _MARKED.sub(lambda _: f"\n{tables(catalog)}\n", page)


def with_numbers(page: str, catalog: Catalog) -> str:
    """A page with each number between its marks, `made:` with the number's name, and `/made`."""
    known = numbers(catalog)
    return _NUMBER.sub(lambda found: f"{found[1]}{known[found[2]]}{found[3]}", page)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, its last column numbers."""
    rule = ["---"] * (len(header) - 1) + ["---:"]
    lines = [f"| {' | '.join(map(str, row))} |" for row in (header, rule, *rows)]
    return "\n".join(lines) + "\n"
