"""Code that users write, which only has to type-check; it is never run."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, assert_type

import trustworthy_audio_llms as tal

# A catalog, from wherever it comes.
catalog = tal.load()
assert_type(catalog, tal.Catalog)
assert_type(tal.load("2025.11"), tal.Catalog)
assert_type(tal.load(Path("mine.json")), tal.Catalog)
assert_type(tal.fetch("HEAD", repo="owner/name"), tal.Catalog)
assert_type(tal.read_list("README.md"), tal.Catalog)
assert_type(tal.parse_list("- 2025/01/01 [T](https://arxiv.org/abs/2501.00001)"), tal.Catalog)
assert_type(tal.Catalog([tal.Paper(title="T", date="2025-01")]), tal.Catalog)
assert_type(tal.snapshots(), list[tal.Snapshot])
assert_type(tal.topics(), tal.Taxonomy)
assert_type(tal.identify("2405.19103v2"), str | None)
assert_type(tal.venues(), tal.Venues)
assert_type(tal.venues().find("Proc. Interspeech 2025"), tal.Edition | None)
assert_type(tal.venues()["ICASSP"], tal.Venue)
assert_type(tal.__version__, Any)

# A catalog is a sequence of entries, and more than one.
entries: Sequence[tal.Entry] = catalog
assert_type(catalog[0], tal.Entry)
assert_type(catalog["arxiv:2405.19103"], tal.Entry)
assert_type(catalog[:10], tal.Catalog)
assert_type("arxiv:2405.19103" in catalog, bool)
assert_type(catalog.get("arxiv:2405.19103"), tal.Entry | None)
assert_type([entry.title for entry in catalog], list[str])
assert_type(catalog.news, tuple[tal.NewsItem, ...])
assert_type(catalog.skipped, tal.SkippedLines)
assert_type(catalog.skipped.group(), dict[tal.SkipReason, tal.SkippedLines])
assert_type(catalog.skipped[0].code, tal.SkipReason)
assert_type(catalog.trail, tuple[str, ...])
assert_type(catalog.snapshot.pin, str)

# What narrows or joins catalogs gives catalogs.
assert_type(catalog.where(topic="safety/jailbreak", since="2025"), tal.Catalog)
assert_type(catalog.where(lambda entry: bool(entry.code), kind=["paper", "survey"]), tal.Catalog)
assert_type(catalog.search("benchmark OR red-teaming", limit=5), tal.Catalog)
assert_type(catalog.where(status="published", series=["ICASSP"], month="2025-03"), tal.Catalog)
catalog.where(kind="papers")  # type: ignore[arg-type]
catalog.where(topics="safety")  # type: ignore[call-arg]
assert_type(catalog.rank("do codecs remove watermarks?", limit=5), tal.Catalog)
assert_type(catalog.rank(catalog[0]), tal.Catalog)
assert_type(catalog.notices, tuple[str, ...])
assert_type(catalog.search(tal.Query("audio")), tal.Catalog)
assert_type(tal.Query("audio").to("scopus"), str)
assert_type(catalog.sort("year", lambda entry: entry.title, reverse=True), tal.Catalog)
assert_type(catalog.count("year"), Counter[Any])
assert_type(catalog.group("kind"), dict[Any, tal.Catalog])
assert_type(catalog.papers | catalog.datasets & catalog - catalog, tal.Catalog)
assert_type(catalog.enrich(tal.load("2025.11")), tal.Catalog)
assert_type(tal.diff(tal.load("2025.11"), catalog), tal.Diff)

# What records say.
entry = catalog[0]
assert_type(entry.authors, tuple[str, ...])
assert_type(entry.date, tal.PartialDate | None)
assert_type(entry.year, int | None)
assert_type(entry.mentions, tuple[tal.Mention, ...])
assert_type(entry.kind, str)
assert_type(tal.Dataset(title="D", source="Public").source, str | None)

# Errors carry what was wrong, and are the builtins that one would expect.
try:
    tal.load("2024.01")
except tal.SnapshotNotFound as error:
    assert_type(error.source, str)
    as_builtin: LookupError = error
except tal.SnapshotCorrupt as error:
    assert_type(error.path, str)
    as_value_error: ValueError = error
try:
    tal.fetch()
except tal.FetchError as error:
    assert_type(error.url, str)
    as_os_error: OSError = error

# What is asked for is a text, an entry, or several; what comes is a catalog like any other.
assert_type(tal.resolve("2405.19103"), tal.Catalog)
assert_type(tal.resolve([entry, "10.1000/x"], refresh=True), tal.Catalog)
assert_type(tal.load().resolve(progress=lambda done, total: None), tal.Catalog)
assert_type(tal.clear_cache(before="2026-01"), list[tal.Snapshot])

# Reviews: of one catalog or several, by name, with what people decide.
review = tal.Review({"A": catalog, "B": tal.Source(catalog, kind="register")}, title="T")
assert_type(review.exclude("old", until=2020), tal.Catalog)
assert_type(review.exclude("no", ["key", entry], stage="eligibility", by="ann"), tal.Catalog)
assert_type(review.decide(entry, "include", by="ann"), tal.Decision)
review.decide(entry, "perhaps")  # type: ignore[arg-type]
assert_type(review.tell_apart(entry, "key", by="ann"), tal.Distinct)
assert_type(review.duplicates(), list[tal.Duplicate])
assert_type(review.undo(), tal.Exclusion | tal.Decision | tal.Distinct)
assert_type(review.undecided("ann"), tal.Catalog)
assert_type(review.disagreements(), tal.Catalog)
assert_type(review.agreement(), tuple[tal.Agreement, ...])
assert_type(review.agreement()[0].kappa, float | None)
assert_type(review.merge(tal.Review(catalog)), tal.Intake)
assert_type(review.read_decisions("rayyan.csv", by="ann").unmatched, tuple[tal.Unmatched, ...])
assert_type(review.included | review.excluded, tal.Catalog)
assert_type(review.flow(), tal.Flow)
assert_type(review.flow().other, tal.Column | None)
assert_type(review.flow().sources, tuple[tal.SourceCount, ...])
assert_type(review.methods(), str)
assert_type(review.table("excluded", "latex"), str)
assert_type(tal.Review.load("review.json"), tal.Review)
assert_type(tal.Review(catalog, previous=review).flow().studies, int)
