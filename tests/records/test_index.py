"""Entries are found by identity, in any spelling, by citation key and by title."""

import pytest
from hypothesis import given
from made_up import (
    DATASET,
    DEFENSE,
    ENTRIES,
    JAILBREAK,
    OLD,
    PREPRINT,
    SURVEY,
    TOOLKIT,
    UNDATED,
    UNTRACED,
    any_text,
    changed,
)

from trustworthy_audio_llms import Entry, Paper
from trustworthy_audio_llms._records.index import IdentityIndex

INDEX = IdentityIndex(ENTRIES)


class TestFind:
    """A text names at most one entry."""

    @pytest.mark.parametrize("entry", ENTRIES)
    def test_every_entry_by_everything_it_is_called(self, entry: Entry) -> None:
        """Its id, its other identities, its key, its title and its other titles."""
        names = [entry.id, *entry.identities, entry.citekey, entry.title, *entry.aliases]
        assert [INDEX.find(name) for name in names] == [entry] * len(names)

    @pytest.mark.parametrize(
        ("text", "entry"),
        [
            ("2503.01234", JAILBREAK),
            ("2503.01234v3", JAILBREAK),
            ("arXiv:2503.01234v2 [cs.SD]", JAILBREAK),
            (" https://www.arxiv.org/pdf/2503.01234v1.pdf ", JAILBREAK),
            ("https://arxiv.org/html/2503.01234#S1", JAILBREAK),
            ("10.48550/arXiv.2503.01234", JAILBREAK),
            ("10.1145/3700000.3700001", JAILBREAK),
            ("https://dl.acm.org/doi/10.1145/3700000.3700001", JAILBREAK),
            ("muller2025voicebreak", JAILBREAK),
            ("Muller2025VoiceBreak", JAILBREAK),
            ("voicebreak jailbreaking spoken assistants by accent", JAILBREAK),
            ("Voicebreak – Jailbreaking  Spoken Assistants, by Accent!", JAILBREAK),
            ("accents that break assistants", JAILBREAK),
            ("title:accents-that-break-assistants", JAILBREAK),
            ("AbCdEf12_3", DEFENSE),
            ("openreview:AbCdEf12_3", DEFENSE),
            ("https://openreview.net/pdf?noteId=x&id=AbCdEf12_3", DEFENSE),
            ("cs.SD/0112017", OLD),
            ("2025.findings-emnlp.12", SURVEY),
            ("https://aclanthology.org/2025.findings-emnlp.12.pdf", SURVEY),
            ("https://doi.org/10.18653/v1/2025.findings-emnlp.12", SURVEY),
            ("https://example.org/undated", UNDATED),
            ("https://github.com/example/auditkit", TOOLKIT),
            ("Uber die Lautheit", PREPRINT),
            ("ÜBER DIE LAUTHEIT", PREPRINT),
            ("title:whispering-backdoors", UNTRACED),
        ],
    )
    def test_in_any_spelling(self, text: str, entry: Entry) -> None:
        """As it would be pasted from a paper, a browser or a bibliography."""
        assert INDEX.find(text) == entry

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "2503.01235",
            "10.1145/3700000",
            "abcdef12_3",
            "VoiceBreak: Jailbreaking",
            "muller2025",
            "arxiv:",
            "title:",
            "openreview:",
            "\x00",
            "\ud83d",
            "None",
        ],
    )
    def test_nothing_else(self, text: str) -> None:
        """A part of a title is for `search`; nothing is guessed."""
        assert INDEX.find(text) is None

    @given(any_text)
    def test_no_text_raises(self, text: str) -> None:
        """People paste anything."""
        assert INDEX.find(text) is None

    def test_identifiers_come_first(self) -> None:
        """Where one entry is called what another one is, the identifier decides, then the key."""
        by_alias = Paper(title="A", aliases=["2503.01234", "muller2025voicebreak"])
        by_title = Paper(title="muller2025voicebreak", citekey="x")
        index = IdentityIndex([by_alias, by_title, JAILBREAK])
        assert index.find("2503.01234") == JAILBREAK
        assert index.find("muller2025voicebreak") == JAILBREAK

    def test_titles_come_before_other_titles(self) -> None:
        """What a work is called now counts for more than what another was called."""
        renamed = Paper(title="B", aliases=["A"], arxiv="2501.00001")
        own = Paper(title="A", arxiv="2501.00002")
        assert IdentityIndex([renamed, own]).find("A") == own

    def test_urls_come_before_other_titles(self) -> None:
        """A link names the entry that links there."""
        url = "https://example.org/a"
        called, linked = Paper(title="A", aliases=[url]), Paper(title="B", url=url)
        assert IdentityIndex([called, linked]).find(url) == linked


class TestSame:
    """Two records are of one work by the rule by which mentions are merged."""

    @pytest.mark.parametrize("entry", ENTRIES)
    def test_each_entry_is_its_own(self, entry: Entry) -> None:
        """Also when it has another title, as long as an identifier is the same."""
        assert INDEX.same(entry) == entry
        if not entry.id.startswith("title:"):
            assert INDEX.same(changed(entry, title="Another", aliases=())) == entry

    def test_any_identifier_will_do(self) -> None:
        """A preprint and its publication share what they share."""
        assert INDEX.same(Paper(title="X", doi="10.1145/3700000.3700001")) == JAILBREAK
        assert INDEX.same(Paper(title="X", doi="10.1145/9.9", arxiv="2503.01234v2")) == JAILBREAK

    def test_a_title_will_do(self) -> None:
        """Its own or another one, without case and punctuation."""
        assert INDEX.same(Paper(title="a theory of HEARING.")) == OLD
        assert INDEX.same(Paper(title="X", aliases=["A theory of hearing"])) == OLD
        assert INDEX.same(Paper(title="Accents that break assistants")) == JAILBREAK

    def test_a_title_will_do_where_the_schemes_differ(self) -> None:
        """An arXiv identifier does not contradict a DOI."""
        assert INDEX.same(Paper(title="SpoofSet", arxiv="2311.00001")) == DATASET
        assert INDEX.same(Paper(title="A Theory of Hearing", doi="10.1002/a:b")) == OLD

    def test_a_title_is_not_enough_where_identifiers_contradict(self) -> None:
        """Two arXiv identifiers are two works, whatever they are called."""
        assert INDEX.same(Paper(title="A Theory of Hearing", arxiv="2501.99999")) is None

    def test_nothing_is_guessed(self) -> None:
        """Titles that are merely alike often belong to different works."""
        assert INDEX.same(Paper(title="A Theory of Hearings")) is None


class TestNotFound:
    """What is not found is answered with what is near."""

    @pytest.mark.parametrize(
        ("text", "near"),
        [
            ("A Theory of Herring", "'A Theory of Hearing'"),
            ("arxiv:2503.01235", "'arxiv:2503.01234'"),
            ("mueller2025voicebreak", "'muller2025voicebreak'"),
            ("Accents Which Break Assistants", "'Accents That Break Assistants'"),
        ],
    )
    def test_names_near_misses(self, text: str, near: str) -> None:
        """By id, key, title and other titles."""
        assert INDEX.not_found(text).startswith(f"No entry is {text!r}. Did you mean ")
        assert near in INDEX.not_found(text)

    def test_is_silent_where_nothing_is_near(self) -> None:
        """The sentence ends there."""
        assert INDEX.not_found("zzz") == "No entry is 'zzz'."
