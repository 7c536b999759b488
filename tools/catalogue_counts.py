"""Tables of what a catalogue holds, as Markdown."""

import re
from collections.abc import Iterable, Sequence

from trustworthy_audio_llms import Catalog, topics

_MARKED = re.compile(r"(?<=<!-- counts:begin -->\n).*(?=<!-- counts:end -->)", re.S)


def tables(catalog: Catalog) -> str:
    """How many works there are by topic, kind and year; each table under a heading."""
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
    return "\n".join(
        (
            f"{len(catalog)} works, {verified} of them verified.\n",
            "## By topic\n",
            "A topic counts the works of the topics below it; a work may have several topics.\n",
            _table(("Topic", "Slug", "Works"), by_topic),
            "## By kind\n",
            _table(("Kind", "Works"), [(f"`{kind}`", kinds[kind]) for kind in sorted(kinds)]),
            "## By year\n",
            _table(("Year", "Works"), [*dated, *undated]),
        )
    )


def with_tables(page: str, catalog: Catalog) -> str:
    """A page with the tables between its marks, `counts:begin` and `counts:end` in comments."""
    return _MARKED.sub(lambda _: f"\n{tables(catalog)}\n", page)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, its last column numbers."""
    rule = ["---"] * (len(header) - 1) + ["---:"]
    lines = [f"| {' | '.join(map(str, row))} |" for row in (header, rule, *rows)]
    return "\n".join(lines) + "\n"
