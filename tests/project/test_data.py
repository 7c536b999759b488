"""The bundled snapshots: every rule of `tools/catalogue_rules.py` holds, and can fail."""

import functools
import json
import os
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest
from catalogue_rules import (
    CURATED_RULES,
    RULES,
    Rule,
    faults,
    has_a_topic,
    has_the_month_of_its_arxiv_id,
    holds_no_abstract,
    is_free_of_markup,
    is_free_of_mojibake,
    is_verified_twice,
    keeps_its_identity,
    keeps_to_the_taxonomy,
    names_its_authors,
    names_its_sources,
    newest_first,
    says_that_authors_are_missing,
    says_why_it_is_not_verified,
    spells_its_title,
)

from trustworthy_audio_llms._bundle import read_data, snapshot_names
from trustworthy_audio_llms._records.entries import Benchmark, Entry, Paper
from trustworthy_audio_llms._records.identifiers import title_identity
from trustworthy_audio_llms._snapshots.codec import (
    Contents,
    canonical_json,
    digest_of,
    read_snapshot_file,
    snapshot_file,
)
from trustworthy_audio_llms._snapshots.snapshot import Snapshot

CURATED = "2026.11"
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("TRUSTWORTHY_AUDIO_LLMS_SHARED", ROOT.parent / "shared"))
CATALOGUE = SHARED / "catalogue"
needs_catalogue = pytest.mark.skipif(
    not CATALOGUE.is_dir(), reason=f"the researched facts are not at {CATALOGUE}"
)


@functools.cache
def contents(name: str) -> Contents:
    """A bundled snapshot, every field checked."""
    return read_snapshot_file(read_data(f"snapshots/{name}.json"), name)


FINE = Paper(
    title="A Fine Paper",
    authors=["Ada Lovelace"],
    arxiv="2405.19103",
    date="2024-05",
    topics=["safety/jailbreak"],
    verified=True,
    evidence=["one/list:README.md", "https://two.example.org/1"],
)
BROKEN: dict[Rule, list[Entry]] = {
    keeps_its_identity: [
        attrs.evolve(FINE, id="doi:10.1000/1", doi="10.1000/1"),
    ],
    has_the_month_of_its_arxiv_id: [
        attrs.evolve(FINE, date="2024-06"),
        attrs.evolve(FINE, date="2024-03-31"),
        attrs.evolve(FINE, date="2023"),
    ],
    names_its_authors: [
        attrs.evolve(FINE, authors=["Ada Lovelace", "Ada Lovelace"]),
        attrs.evolve(FINE, authors=["Ada LOVELACE"]),
        attrs.evolve(FINE, authors=["ADA B."]),
        attrs.evolve(FINE, authors=["Ada LOvelace"]),
        attrs.evolve(FINE, authors=["Ada lovelace"]),
        attrs.evolve(FINE, authors=["Ada Lovelace et.al."]),
        attrs.evolve(FINE, authors=["Ada Lovelace and George Byron"]),
        attrs.evolve(FINE, authors=["Lovelace, Ada"]),
        attrs.evolve(FINE, authors=["Lovelace", "Ada"]),
    ],
    spells_its_title: [
        attrs.evolve(FINE, title="A FINE PAPER"),
        attrs.evolve(FINE, title="A fine paper."),
    ],
    is_free_of_mojibake: [
        attrs.evolve(FINE, authors=["JosÃ© Silva"]),
        attrs.evolve(FINE, title="A fine paper â€“ and more"),
        attrs.evolve(FINE, title="A fine \N{REPLACEMENT CHARACTER}"),
        attrs.evolve(FINE, title="A fi\N{COMBINING ACUTE ACCENT}ne paper"),
        attrs.evolve(FINE, title="A \N{ZERO WIDTH SPACE}fine paper"),
    ],
    is_free_of_markup: [
        attrs.evolve(FINE, title="A <i>fine</i> paper"),
        attrs.evolve(FINE, keywords=["attacks &amp; risks"]),
        attrs.evolve(FINE, authors=['Kurt G\\"odel']),
        attrs.evolve(FINE, title="A $p$-adic paper"),
    ],
    holds_no_abstract: [
        attrs.evolve(FINE, description="We show that " * 20),
        attrs.evolve(FINE, note="We show that " * 40),
    ],
    names_its_sources: [
        attrs.evolve(FINE, evidence=["seen somewhere", "https://two.example.org/1"]),
        attrs.evolve(FINE, evidence=["two.example.org/1"]),
    ],
    is_verified_twice: [
        attrs.evolve(FINE, evidence=["one/list:README.md"]),
        attrs.evolve(FINE, evidence=["one/list:README.md", "One/copy:README.md"]),
        attrs.evolve(FINE, evidence=["https://a.example.org/1", "https://b.example.org/1"]),
    ],
    keeps_to_the_taxonomy: [
        attrs.evolve(FINE, topics=["safety/jailbrake"]),
        attrs.evolve(FINE, topics=["safety", "safety/jailbreak"]),
        attrs.evolve(FINE, topics=["fairness", "fairness"]),
    ],
    has_a_topic: [attrs.evolve(FINE, topics=[])],
    says_why_it_is_not_verified: [attrs.evolve(FINE, verified=False)],
    says_that_authors_are_missing: [attrs.evolve(FINE, authors=[], note="Read it.")],
}


@pytest.mark.parametrize("rule", [*RULES, *CURATED_RULES], ids=lambda rule: rule.__name__)
class TestRules:
    """The rules for one entry."""

    def test_a_rule_takes_what_is_fine(self, rule: Rule) -> None:
        """An entry as it should be breaks none."""
        assert rule(FINE)

    def test_a_rule_can_fail(self, rule: Rule) -> None:
        """None of its counterexamples keeps it: a rule that cannot fail would hold nothing."""
        assert [entry for entry in BROKEN[rule] if rule(entry)] == []


def snapshot_of(*entries: Entry, name: str = "2026.11", commit: str | None = None) -> bytes:
    """The file of a snapshot of these entries, in this order."""
    content = canonical_json(entries)
    header = Snapshot(name=name, commit=commit, digest=digest_of(content))
    return snapshot_file(header, content)


class TestFaults:
    """What a check of a snapshot file tells."""

    OTHER = attrs.evolve(
        FINE, id="", title="Another Paper", arxiv="2404.00001", date="2024-04", citekey=""
    )

    def test_there_are_none_in_a_snapshot_that_keeps_the_rules(self) -> None:
        """Whatever it holds."""
        assert list(faults(snapshot_of(FINE, self.OTHER), "2026.11")) == []
        assert list(faults(snapshot_of(), "2026.11")) == []

    def test_a_broken_rule_is_told_at_the_line_of_its_entry(self) -> None:
        """With the rule, the entry, and what the rule demands."""
        wrong = attrs.evolve(self.OTHER, authors=["Ada LOVELACE"])
        data = snapshot_of(FINE, wrong)
        [fault] = faults(data, "2026.11")

        assert data.decode().split("\n")[fault.line - 1] == '"id":"arxiv:2404.00001",'
        assert fault.rule == "names-its-authors"
        assert fault.message.startswith("arxiv:2404.00001 breaks it: Authors are full names")

    @pytest.mark.parametrize(
        ("data", "rule"),
        [
            (b"{}", "readable"),
            (snapshot_of(FINE).replace(b"A Fine", b"A Fake"), "readable"),
            (snapshot_of(FINE, name="2026.10"), "is-named-after-its-month"),
            (snapshot_of(FINE).replace(b'{"schema":', b'{"schema": ', 1), "is-canonical"),
            (snapshot_of(OTHER, FINE), "is-in-order"),
            (
                snapshot_of(FINE, attrs.evolve(OTHER, aliases=["A fine paper!"])),
                "holds-a-work-once",
            ),
            (
                snapshot_of(FINE, attrs.evolve(OTHER, citekey=FINE.citekey.upper())),
                "has-distinct-citation-keys",
            ),
            (
                snapshot_of(attrs.evolve(FINE, introduced_by="arxiv:2404.00001")),
                "holds-what-introduces-an-entry",
            ),
            (snapshot_of(attrs.evolve(FINE, topics=[])), "has-a-topic"),
        ],
    )
    def test_each_rule_for_a_snapshot_can_fail(self, data: bytes, rule: str) -> None:
        """It is named, and nothing else is."""
        assert {fault.rule for fault in faults(data, "2026.11")} == {rule}

    def test_a_list_keeps_its_own_order_and_gaps(self) -> None:
        """What is as a list had it is not curated."""
        bare = attrs.evolve(FINE, topics=[], verified=False, authors=[])
        assert list(faults(snapshot_of(self.OTHER, bare, commit="a" * 40), "2026.11")) == []

    def test_the_order_of_a_curated_snapshot(self) -> None:
        """The newest first, without date last; those of one date by their ids."""
        dates = ["2024", "2024-05", None, "2024-05-02", "2024-05", None]
        works = [Paper(title=f"Work {number}", date=date) for number, date in enumerate(dates, 1)]
        assert [work.title[-1] for work in newest_first(reversed(works))] == list("425136")


@pytest.mark.parametrize("name", snapshot_names())
class TestEverySnapshot:
    """The bundled snapshots."""

    def test_no_rule_is_broken(self, name: str) -> None:
        """For every entry, and for the snapshot as a whole."""
        assert list(faults(read_data(f"snapshots/{name}.json"), name)) == []

    def test_loading_without_checks_gives_the_same_records(self, name: str) -> None:
        """The bundle is loaded without checking every field again; this is why it may be."""
        data = read_data(f"snapshots/{name}.json")

        assert read_snapshot_file(data, name, trusted=True) == contents(name)


LAUNCHED_AND_FOUND = {
    "Hidden in the Noise (HIN): Audio Backdoor Attacks on Audio-LLMs": "arxiv:2508.02175",
    "AudioSafe": "title:audiosafe",
    "AudioSafe (2025)": "title:audiosafe",
    "ASVspoof": "arxiv:2408.08739",
    "AV-Deepfake1M++": "arxiv:2507.20579",
    "ASVspoof / AV-Deepfake1M++": "arxiv:2507.20579",
    "LAV-DF": "arxiv:2204.06228",
    "VoxCeleb2": "arxiv:1806.05622",
}
LAUNCHED_NOT_FOUND = [
    "A Survey on Trustworthy Audio-LLMs: Capabilities and Threats",
    "Safety and Alignment in Speech-Driven LLMs",
    "Audio Deepfake Forensics in the Era of Generative AI",
    "AudioJailBench: Jailbreak Attacks on Speech-Driven LLMs",
    "Adversarial Whispering: Covert Speech Prompts for Multimodal LLMs",
    "Listen to My Voice: Attacking End-to-End ASR via Adversarial Speech",
    "Fine-Mixing: Robust LoRA Fine-Tuning for Audio Safety Alignment",
    "AudioGuard: Detecting and Defending Audio-LLM Backdoors",
    "MMDefend: Multimodal Jailbreak Defense Framework",
    "TALEBench",
    "TALEBench (2024)",
    "AudioJailBench",
    "AudioJailBench (2024)",
    "ALLM_long_TTS",
    "FF++ Audio Extended",
]


@functools.cache
def by_title() -> dict[str, Entry]:
    """The curated works, by their titles and aliases."""
    return {
        title_identity(title): entry
        for entry in contents(CURATED).entries
        for title in (entry.title, *entry.aliases)
    }


class TestCuratedSnapshot:
    """What the curated snapshot promises beyond the rules for all."""

    @pytest.mark.parametrize(("title", "identity"), LAUNCHED_AND_FOUND.items())
    def test_works_of_the_launched_list_are_found_by_their_launched_title(
        self, title: str, identity: str
    ) -> None:
        """They are the verified work, and remember their line in that list."""
        entry = by_title()[title_identity(title)]

        assert entry.id == identity
        assert entry.verified
        assert {mention.path for mention in entry.mentions} == {"README.md"}

    @pytest.mark.parametrize("title", LAUNCHED_NOT_FOUND)
    def test_works_that_nobody_can_find_stay_as_launched(self, title: str) -> None:
        """They carry no identifier that was guessed, and say that they were looked for."""
        entry = by_title()[title_identity(title)]

        assert entry.id.startswith("title:")
        assert not entry.verified
        assert re.search(r"^No public \w+ .*was found.*Checked on 2026-11-22\.$", entry.note or "")
        assert len(entry.mentions) == 1

    def test_an_artefact_without_a_paper_points_to_the_work_that_introduces_it(self) -> None:
        """AudioSafe has no paper of its own."""
        entry = by_title()["title:audiosafe"]

        assert isinstance(entry, Benchmark)
        assert entry.introduced_by == "arxiv:2508.02175"

    def test_a_series_is_its_editions(self) -> None:
        """The row that names ASVspoof is mentioned by each edition."""
        editions = [
            entry.name
            for entry in contents(CURATED).entries
            if any(mention.line == 84 for mention in entry.mentions)
        ]

        assert Counter(editions) == {
            "ASVspoof 5": 3,
            "ASVspoof 2021": 2,
            "ASVspoof 2019": 2,
            "ASVspoof 2017": 1,
            "ASVspoof 2015": 1,
            "AV-Deepfake1M++": 1,
        }


@needs_catalogue
class TestCuratedSnapshotAgainstTheFacts:
    """The curated snapshot is made from the researched facts, and loses none of them."""

    def test_every_fact_is_there(self) -> None:
        """Each work is found by its identifier, under the title the facts give it, as verified."""
        known = {
            identity: entry for entry in contents(CURATED).entries for identity in entry.identities
        }
        lines = CATALOGUE.joinpath("facts.jsonl").read_text(encoding="utf-8").splitlines()
        lost = []
        for fact in map(json.loads, lines):
            identity = f"arxiv:{fact['arxiv']}" if fact["arxiv"] else f"acl:{fact['acl']}"
            entry = known.get(identity)
            if (
                entry is None
                or not {fact["title"], *fact["also_titled"]} <= {entry.title, *entry.aliases}
                or entry.verified != fact["verified"]
            ):
                lost.append(identity)

        assert len(lines) == 716
        assert lost == []

    def test_no_guess_of_the_launched_list_was_merged(self) -> None:
        """What a launched work may be does not answer to its launched title."""
        launched = json.loads(CATALOGUE.joinpath("launch.json").read_text(encoding="utf-8"))
        guesses = {guess["arxiv"] for work in launched for guess in work["may_be"]}

        assert guesses
        for entry in contents(CURATED).entries:
            if entry.arxiv in guesses:
                assert not entry.mentions
                assert not {title_identity(work["title"]) for work in launched} & {
                    title_identity(title) for title in (entry.title, *entry.aliases)
                }
