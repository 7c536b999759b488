"""A small made-up catalogue with works of every kind, and strategies that make up any."""

import datetime
from typing import Any

import attrs
from hypothesis import strategies as st

from trustworthy_audio_llms import (
    Benchmark,
    Dataset,
    Entry,
    Mention,
    NewsItem,
    Paper,
    PartialDate,
    Skipped,
    Survey,
    Toolkit,
)

JAILBREAK = Paper(
    title="VoiceBreak: Jailbreaking Spoken Assistants by Accent",
    aliases=("Accents That Break Assistants",),
    name="VoiceBreak",
    authors=("Ana Müller", "Bo Li"),
    date="2025-03-09",
    venue="ACL 2025",
    status="published",
    topics=("safety/jailbreak", "fairness"),
    keywords=("jailbreak", "accent"),
    description="Shows that accents carry harmful requests past the guard rails.",
    url="https://arxiv.org/abs/2503.01234",
    arxiv="2503.01234",
    doi="10.1145/3700000.3700001",
    code="https://example.org/voicebreak",
    featured=True,
    verified=True,
    evidence=("owner/one:README.md", "owner/two:README.md"),
    mentions=(Mention("papers/safety/jailbreak.md", 7, "2025"),),
    scope="audio-llm",
)
DEFENSE = Paper(
    title="Listening Twice: Defending Speech Models Against Jailbreaks",
    authors=("Bo Li",),
    date="2025-06",
    venue="ICLR 2026",
    status="under-review",
    topics=("safety/defense",),
    keywords=("defence", "red-teaming"),
    url="https://openreview.net/forum?id=AbCdEf12_3",
    openreview="AbCdEf12_3",
    verified=True,
    mentions=(Mention("README.md", 12, "Safety"),),
    scope="audio-llm",
)
BACKDOOR = Paper(
    title="Triggers in Silence",
    authors=("Chen Wei", "Dora de la Cruz"),
    date="2024",
    topics=("security/backdoor",),
    description="A jailbreak is mentioned only here.",
    arxiv="2404.00001",
    verified=True,
    scope="audio-llm",
)
PREPRINT = Paper(
    title="Über die Lautheit",
    authors=("Jürgen Groß",),
    date="2025-01",
    status="preprint",
    topics=("robustness",),
    keywords=("loudness",),
    arxiv="2501.00007",
    scope="speech",
    verified=True,
)
OLD = Paper(
    title="A Theory of Hearing",
    authors=("Eve Adams",),
    date="2001-12-20",
    topics=("capability",),
    arxiv="cs/0112017",
    verified=True,
    scope="audio-llm",
)
UNTRACED = Paper(
    title="Whispering Backdoors",
    date="2025",
    topics=("security/backdoor",),
    note="Nobody has found this work.",
    mentions=(Mention("README.md", 30, "Security"),),
    scope="audio-llm",
)
UNDATED = Paper(title="A Work Without Date", url="https://example.org/undated", scope="audio-llm")
SURVEY = Survey(
    title="A Survey of Trust in Audio Language Models",
    authors=("Ana Müller", "Fay Okoye", "Bo Li"),
    date="2025-06-30",
    venue="Findings of EMNLP 2025",
    status="published",
    topics=("safety",),
    keywords=("survey",),
    acl="2025.findings-emnlp.12",
    verified=True,
    scope="audio-llm",
)
BENCHMARK = Benchmark(
    title="AudioTrust-X: A Benchmark",
    name="AudioTrust-X",
    authors=("Gus Haddad",),
    date="2025-05-16",
    topics=("evaluation",),
    keywords=("benchmark", "jailbreak"),
    arxiv="2505.00016",
    data="https://example.org/audiotrust-x/data",
    verified=True,
    scope="audio-llm",
)
SMALL_BENCHMARK = Benchmark(
    title="EchoBench",
    name="EchoBench",
    topics=("hallucination",),
    introduced_by="arxiv:2505.00016",
    scope="audio-llm",
)
DATASET = Dataset(
    title="SpoofSet",
    name="SpoofSet",
    authors=("Hana Ito",),
    date="2023-11",
    topics=("deepfake/detection",),
    doi="10.5281/zenodo.1234567",
    source="Public",
    verified=True,
    scope="audio-llm",
)
TOOLKIT = Toolkit(
    title="AuditKit",
    name="AuditKit",
    date="2026-02-01",
    topics=("evaluation",),
    url="https://github.com/example/auditkit",
    code="https://github.com/example/auditkit",
    scope="speech",
)

ENTRIES: tuple[Entry, ...] = (
    JAILBREAK,
    DEFENSE,
    BACKDOOR,
    PREPRINT,
    OLD,
    UNTRACED,
    UNDATED,
    SURVEY,
    BENCHMARK,
    SMALL_BENCHMARK,
    DATASET,
    TOOLKIT,
)
NEWS = (
    NewsItem("2025-11", "The list is online."),
    NewsItem("2025-11-12", "VoiceBreak is out.", mentions=(Mention("README.md", 4, "News"),)),
)
SKIPPED = (Skipped("README.md", 9, "- ?", "no title"),)

# Anything a text may hold: lone surrogates, NUL, emoji, line ends, other scripts.
any_text = st.text(st.characters(codec=None) | st.sampled_from("\ud83d\x00🎧\u202e\x1b\n\t '\"<"))
texts = any_text.filter(lambda text: text.strip())
years = st.integers(1, 9999)
dates = st.one_of(
    st.builds(PartialDate, years),
    st.builds(PartialDate, years, st.integers(1, 12)),
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
)
slugs = st.from_regex(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+)?", fullmatch=True)
links = st.sampled_from(["https://example.org/x?y=1&z=%20#a", "http://bücher.example/日本", None])
mentions = st.builds(
    Mention,
    path=texts,
    line=st.integers(1, 10**9),
    section=any_text,
    title=st.none() | texts,
    url=st.none() | texts,
    date=st.none() | dates,
)
news_items = st.builds(
    NewsItem, date=dates, text=texts, mentions=st.lists(mentions, max_size=2).map(tuple)
)
skipped_lines = st.builds(
    Skipped, path=any_text, line=st.integers(1, 10**9), text=any_text, reason=any_text
)
moments = st.datetimes(timezones=st.sampled_from([None, datetime.UTC])) | st.none()

FIELDS: dict[str, st.SearchStrategy[object]] = {
    "title": texts,
    "aliases": st.lists(texts, max_size=2),
    "name": st.none() | texts,
    "authors": st.lists(texts, max_size=3),
    "authors_complete": st.booleans(),
    "date": st.none() | dates,
    "published": st.none() | dates,
    "venue": st.none() | texts,
    "volume": st.none() | texts,
    "number": st.none() | texts,
    "pages": st.none() | texts,
    "status": st.sampled_from(["published", "accepted", "preprint", "under-review", None]),
    "topics": st.lists(slugs, max_size=3),
    "keywords": st.lists(texts, max_size=2),
    "scope": st.sampled_from(["audio-llm", "speech", None]),
    "description": st.none() | texts,
    "abstract": st.none() | texts,
    "note": st.none() | texts,
    "url": links,
    "arxiv": st.none() | st.from_regex(r"2[0-9](0[1-9]|1[0-2])\.[0-9]{5}", fullmatch=True),
    "arxiv_category": st.none() | texts,
    "doi": st.none() | st.from_regex(r"10\.[0-9]{4}/[a-z0-9().-]*[a-z0-9]", fullmatch=True),
    "openreview": st.none() | st.from_regex(r"[A-Za-z0-9_-]{10}", fullmatch=True),
    "acl": st.none() | st.sampled_from(["2024.acl-long.1", "P19-1001"]),
    "code": links,
    "data": links,
    "introduced_by": st.none() | texts,
    "featured": st.booleans(),
    "verified": st.booleans(),
    "evidence": st.lists(texts, max_size=2),
    "rests_on": st.lists(texts, max_size=2),
    "extra": st.lists(st.tuples(texts, any_text), max_size=2),
    "mentions": st.lists(mentions, max_size=2),
}
"""For each field of an entry what it may hold, but for those that follow from the others."""


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry at all."""
    cls = draw(st.sampled_from([Entry, Paper, Survey, Benchmark, Dataset, Toolkit]))
    given_: dict[str, Any] = {"title": draw(texts)}
    # In order, since that of a set is another one in every process.
    for name in sorted(draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=8))):
        given_[name] = draw(FIELDS[name])
    if cls is Dataset:
        given_["source"] = draw(st.none() | texts)
    return cls(**given_)


def changed(entry: Entry, **facts: Any) -> Entry:
    """The entry with other facts, its id following from them."""
    return attrs.evolve(entry, id="", **facts)
