"""What records take and give; only type-checked, never run. What they must refuse is here too."""

import datetime
from pathlib import Path
from typing import Any, assert_type

import attrs

import trustworthy_audio_llms as tal

# Constructors take what the converters take: lists for tuples, texts for dates.
paper = tal.Paper(
    title="T",
    authors=["Ana Müller"],
    date="2025-03",
    arxiv="https://arxiv.org/abs/2503.01234v2",
    status="preprint",
    topics=("safety/jailbreak",),
    mentions=[tal.Mention("README.md", 7, title="T", date="2025-03")],
)
assert_type(paper, tal.Paper)
assert_type(attrs.evolve(paper, venue="ACL 2026"), tal.Paper)
assert_type(tal.NewsItem("2025-11-12", "The list is online.").text, str)
assert_type(tal.Entry(title="T").identities, tuple[str, ...])

# What they give is exact.
assert_type(paper.doi, str | None)
assert_type(paper.verified, bool)
assert_type(paper.mentions[0].line, int)
assert_type(paper.mentions[0].date, tal.PartialDate | None)
assert_type(tal.PartialDate(2025) < tal.PartialDate.parse("2025-03"), bool)
assert_type(tal.PartialDate(2025).latest, datetime.date)

# Fields cannot be set, and a catalog cannot be changed.
paper.title = "U"  # type: ignore[misc]
catalog = tal.Catalog([paper], news=[tal.NewsItem("2025", "Out.")])
catalog[0] = paper  # type: ignore[index]
catalog.news = ()  # type: ignore[misc]

# A catalog is searched, explained and compared.
for match in catalog.explain("jailbreak", paper):
    assert_type(match.field, str)
    assert_type(match.snippet, str)
assert_type(catalog.same(paper), tal.Entry | None)
assert_type(catalog.get("x", 0), tal.Entry | int)
assert_type(paper in catalog, bool)
assert_type(catalog.provenance, tuple[str, ...])
assert_type(catalog.group(lambda entry: entry.year), dict[Any, tal.Catalog])
changes = tal.diff(catalog, catalog)
assert_type(changes.added, tal.Catalog)
for change in changes.changed:
    assert_type(change.old, tal.Entry)
    assert_type(change.fields[0].field, str)
assert_type(changes.to_markdown(), str)
assert_type(catalog.audit(), list[tal.Finding])

# Paths may be texts or paths.
catalog.save("mine.json")
catalog.write(Path("refs.bib"))
assert_type(tal.read_list(Path("list")), tal.Catalog)
assert_type(tal.repair_bibtex("@misc{k}", against="2026.11"), tal.Repair)
assert_type(tal.repair_bibtex("@misc{k}").changes, tuple[tal.Correction, ...])
assert_type(tal.snapshots()[0].fetched, datetime.datetime | None)
assert_type([topic.slug for topic in tal.topics()], list[str])

# Errors carry what was wrong.
try:
    catalog["nonsense"]
except tal.EntryNotFound as missing:
    assert_type(missing.identity, str)
    as_key_error: KeyError = missing
try:
    catalog.where(topic="nonsense")
except tal.InvalidQuery as wrong:
    assert_type(wrong.value, object)
