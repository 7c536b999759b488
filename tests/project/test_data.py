"""The bundled snapshots: every rule of `tools/catalogue_rules.py` holds, and can fail."""

import functools
import json
import os
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest
from catalogue_keywords import keywords_of, terms_in
from catalogue_publication import (
    PUBLICATION_RULES,
    Rule,
    appeared_after_it_was_posted,
    cites_nothing_of_another,
    has_the_doi_of_its_acl_id,
    has_the_venue_of_its_acl_id,
    is_of_a_registered_venue,
    is_of_the_kind_of_its_title,
    keeps_to_the_vocabulary,
    rests_on_what_it_says,
    says_how_far_it_has_come,
    says_when_it_appeared,
    says_whether_authors_are_complete,
)
from catalogue_rules import (
    CURATED_RULES,
    RULES,
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
from trustworthy_audio_llms._records.keywords import folded, index, load_vocabulary
from trustworthy_audio_llms._records.mentions import Mention
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import Contents, read_snapshot_file, snapshot_file
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
LOST = Paper(
    title="A Lost Paper",
    note="No public work of this title was found.",
    topics=["safety"],
    mentions=[Mention("README.md", 1)],
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
    is_of_a_registered_venue: [
        attrs.evolve(FINE, venue="Journal of Murmurs"),
        attrs.evolve(FINE, venue="Proc. Interspeech 2025"),
        attrs.evolve(FINE, venue="arXiv"),
    ],
    says_how_far_it_has_come: [
        attrs.evolve(FINE, venue="ICASSP 2026"),
        attrs.evolve(FINE, venue="ICASSP 2026", status="preprint"),
        attrs.evolve(FINE, status="published"),
    ],
    says_when_it_appeared: [
        attrs.evolve(FINE, venue="ICASSP 2026", status="published"),
        attrs.evolve(FINE, venue="ICASSP 2026", status="published", published="2025"),
        attrs.evolve(FINE, venue="ICASSP 2026", status="accepted", published="2026"),
        attrs.evolve(FINE, published="2026"),
    ],
    appeared_after_it_was_posted: [attrs.evolve(FINE, published="2023", note="Read it.")],
    has_the_doi_of_its_acl_id: [
        attrs.evolve(FINE, doi="10.18653/v1/2025.acl-long.1", acl="2025.acl-long.2"),
        attrs.evolve(FINE, doi="10.18653/v1/2025.acl-long.1"),
    ],
    has_the_venue_of_its_acl_id: [
        attrs.evolve(FINE, acl="2025.acl-long.1", venue="ACL 2026"),
        attrs.evolve(FINE, acl="2025.findings-acl.1", venue="ACL 2025"),
        attrs.evolve(FINE, acl="2025.emnlp-main.1"),
    ],
    says_whether_authors_are_complete: [attrs.evolve(FINE, authors_complete=False)],
    keeps_to_the_vocabulary: [
        attrs.evolve(FINE, keywords=["murmurs"]),
        attrs.evolve(FINE, keywords=["jailbreak", "jailbreak"]),
    ],
    is_of_the_kind_of_its_title: [
        attrs.evolve(FINE, title=title)
        for title in ("A Survey", "MurmurBench", "Benchmarking It", "A Dataset", "The X Challenge")
    ],
    rests_on_what_it_says: [
        attrs.evolve(FINE, rests_on=["venue: one/list:README.md"]),
        attrs.evolve(FINE, rests_on=["nothing: one/list:README.md"]),
        attrs.evolve(FINE, rests_on=["title"]),
    ],
    cites_nothing_of_another: [
        attrs.evolve(LOST, venue="KDD"),
        attrs.evolve(LOST, evidence=["one/list:README.md"]),
    ],
}
"""For each rule, entries that break it."""

KEEPING = [
    attrs.evolve(FINE, venue="ICASSP 2026", status="published", published="2026"),
    attrs.evolve(FINE, venue="ICASSP 2026", status="under-review"),
    attrs.evolve(FINE, venue="IEEE SPL", status="published"),
    attrs.evolve(FINE, published="2023", note="Posted on arXiv after it was published.", date=None),
    attrs.evolve(FINE, doi="10.1145/3658644.3670325"),
    attrs.evolve(FINE, acl="P19-1001"),
    attrs.evolve(FINE, authors_complete=False, note="The authors are not all recorded."),
    attrs.evolve(FINE, id="", arxiv="2510.01254", title="Do Bias Benchmarks Generalise?"),
    attrs.evolve(FINE, code="https://github.com/a/b", rests_on=["code title: a/b:README.md"]),
    LOST,
]
"""What some rule might be thought to forbid, and does not."""


ALL_RULES = [*RULES, *CURATED_RULES, *PUBLICATION_RULES]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.__name__)
class TestRules:
    """The rules for one entry."""

    def test_a_rule_takes_what_is_fine(self, rule: Rule) -> None:
        """An entry as it should be breaks none."""
        assert rule(FINE)

    def test_a_rule_can_fail(self, rule: Rule) -> None:
        """None of its counterexamples keeps it: a rule that cannot fail would hold nothing."""
        assert [entry for entry in BROKEN[rule] if rule(entry)] == []


@pytest.mark.parametrize("entry", KEEPING, ids=lambda entry: str(entry.id))
def test_no_rule_of_publication_forbids_too_much(entry: Entry) -> None:
    """What is known of a work differs; none of these records claims too much."""
    if entry.published and entry.venue is None:
        assert appeared_after_it_was_posted(entry)
    else:
        assert [rule.__name__ for rule in PUBLICATION_RULES if not rule(entry)] == []


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
                "readable",
            ),
            (
                snapshot_of(attrs.evolve(FINE, introduced_by="arxiv:2404.00001")),
                "holds-what-introduces-an-entry",
            ),
            (snapshot_of(attrs.evolve(FINE, topics=[])), "has-a-topic"),
            (
                snapshot_of(
                    attrs.evolve(FINE, code="https://github.com/a/b"),
                    attrs.evolve(OTHER, code="https://github.com/A/B/", authors=["Ada Byron"]),
                ),
                "links-to-its-own-code",
            ),
        ],
    )
    def test_each_rule_for_a_snapshot_can_fail(self, data: bytes, rule: str) -> None:
        """It is named, and nothing else is."""
        assert {fault.rule for fault in faults(data, "2026.11")} == {rule}

    def test_rules_of_publication_hold_since_they_are_there(self) -> None:
        """What was released before stays as it was."""
        early = attrs.evolve(FINE, venue="Journal of Murmurs")
        assert list(faults(snapshot_of(early), "2026.11")) == []
        told = {fault.rule for fault in faults(snapshot_of(early, name="2026.12"), "2026.12")}
        assert told == {"is-of-a-registered-venue", "says-how-far-it-has-come"}

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


NEWEST = snapshot_names()[0]


class TestNewestSnapshot:
    """What the newest curated snapshot promises beyond its rules."""

    def entries(self) -> dict[str, Entry]:
        """Its works, by everything they answer to."""
        names: dict[str, Entry] = {}
        for entry in contents(NEWEST).entries:
            titles = [title_identity(title) for title in (entry.title, *entry.aliases)]
            names |= dict.fromkeys((*entry.identities, *titles), entry)
        return names

    @pytest.mark.parametrize("title", [*LAUNCHED_AND_FOUND, *LAUNCHED_NOT_FOUND])
    def test_every_launched_title_finds_its_work(self, title: str) -> None:
        """What the launched list calls a work is among its titles, whatever it is called now."""
        assert title_identity(title) in self.entries()

    def test_every_work_of_the_snapshot_before_is_there_or_left(self) -> None:
        """Under its identifier and its former title, with its key; a few left, with a reason."""
        now = self.entries()
        lines = (ROOT / "tools/changes" / NEWEST / "decisions.jsonl").read_text(encoding="utf-8")
        changes = [json.loads(line) for line in lines.splitlines()]
        left = {change["id"]: change["leaves"] for change in changes if "leaves" in change}
        for entry in contents(CURATED).entries:
            if entry.id in left:
                assert entry.id not in now
                assert left[entry.id].endswith(".")
            else:
                assert now[entry.id].citekey == entry.citekey
                assert now[title_identity(entry.title)] is now[entry.id]
        assert len(left) == 10

    def test_it_knows_as_much_as_it_must(self) -> None:
        """Shares below these would be a loss."""
        entries = contents(NEWEST).entries

        def share(name: str) -> float:
            return sum(bool(getattr(entry, name)) for entry in entries) / len(entries)

        assert len(entries) >= 1_100
        assert share("venue") >= 0.53
        assert share("doi") >= 0.27
        assert share("code") >= 0.18
        complete = [entry for entry in entries if entry.authors and entry.authors_complete]
        assert len(complete) / len(entries) >= 0.97

    def test_it_grew_no_faster_than_its_works(self) -> None:
        """A work takes no more bytes than before, though more is known of it."""
        sizes = {
            name: len(read_data(f"snapshots/{name}.json")) / len(contents(name).entries)
            for name in (CURATED, NEWEST)
        }
        assert sizes[NEWEST] <= sizes[CURATED]


class TestNames:
    """`data/names.json`: the spellings of one person."""

    NAMES: dict[str, list[str]] = json.loads(read_data("names.json"))

    def test_a_spelling_is_of_one_person(self) -> None:
        """Each once, and none is another person's own."""
        spellings = [name for others in self.NAMES.values() for name in others]
        assert len(set(spellings)) == len(spellings)
        assert set(spellings).isdisjoint(self.NAMES)

    def test_each_is_in_the_catalogue(self) -> None:
        """A person is there for two spellings that occur, in this snapshot or the one before."""
        known = {
            author
            for name in (CURATED, NEWEST)
            for entry in contents(name).entries
            for author in entry.authors
        }
        for name, others in self.NAMES.items():
            assert known & {name, *others}, name


class TestVocabulary:
    """The vocabulary of keywords, and the terms that a text names."""

    TERMS = index(load_vocabulary())

    @pytest.mark.parametrize(
        ("text", "terms"),
        [
            ("LALMs", ["large audio-language model"]),
            (
                "Audio Language-Models and ASR",
                ["large audio-language model", "automatic speech recognition"],
            ),
            ("Speaker Anonymisation", ["speaker anonymization"]),
            ("Whisper hallucinates", ["Whisper", "hallucination"]),
            ("Orders in a Whisper", []),
            ("Nothing of the kind", []),
            ("", []),
        ],
    )
    def test_a_text_names_terms(self, text: str, terms: list[str]) -> None:
        """In any spelling, without case, hyphens and plurals; a name is no word."""
        assert terms_in(text, self.TERMS) == terms

    def test_a_work_has_the_terms_of_its_titles_first(self) -> None:
        """Each once, and not too many."""
        titles = ["A Jailbreak Benchmark", "Jailbreaks"]
        assert keywords_of(titles, ["LALM", "murmur"], self.TERMS) == (
            "jailbreak",
            "benchmark",
            "large audio-language model",
        )
        assert len(keywords_of([" ".join(load_vocabulary())], [], self.TERMS)) == 8

    def test_a_spelling_means_one_term(self) -> None:
        """Else nobody could say which."""
        with pytest.raises(ValueError, match="'dog' means 'cat' and 'dog'"):
            index({"cat": ["dogs"], "dog": ["dogs"]})

    def test_words_are_folded(self) -> None:
        """Case, accents, hyphens, British endings and plurals make no difference."""
        assert folded("Anonymised Müller-Voices, bias") == ("anonymized", "muller", "voice", "bias")
