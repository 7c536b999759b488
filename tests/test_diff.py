"""Diffs: what came, what went, what changed, and what is merely told otherwise."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import BACKDOOR, DATASET, ENTRIES, JAILBREAK, UNTRACED, any_text, changed, entries
from markdown_it import MarkdownIt

from trustworthy_audio_llms import (
    Benchmark,
    Catalog,
    Entry,
    InvalidQuery,
    Mention,
    Paper,
    SnapshotNotFound,
    diff,
    load,
)
from trustworthy_audio_llms._cli.commands import commands


def titles(catalog: Catalog) -> list[str]:
    """The titles of a catalog's entries."""
    return [entry.title for entry in catalog]


def fields(old: Entry, new: Entry) -> dict[str, tuple[Any, Any]]:
    """What a diff says has changed of one work."""
    changes = diff(Catalog([old]), Catalog([new])).changed
    return {field.field: (field.old, field.new) for change in changes for field in change.fields}


class TestComparing:
    """Each work is added, removed, changed, or as it was."""

    def test_added_and_removed(self) -> None:
        """Works that only one of the catalogs has, as catalogs that say where they come from."""
        old, new = Catalog(ENTRIES[:8]), Catalog(ENTRIES[2:])
        changes = diff(old, new)
        assert titles(changes.added) == titles(new[6:])
        assert titles(changes.removed) == titles(old[:2])
        assert changes.changed == ()
        assert changes.added.snapshot == new.snapshot
        assert changes.added.trail[-1] == f"added since ({old.snapshot.pin}): 4 of 10"
        assert changes.removed.trail == (
            old.snapshot.pin,
            f"removed until ({new.snapshot.pin}): 2 of 8",
        )

    def test_nothing(self, catalog: Catalog) -> None:
        """A catalog and itself, in any order, do not differ."""
        assert not diff(catalog, catalog.sort("title"))

    @pytest.mark.parametrize("new", [ENTRIES[1:], (*ENTRIES, Paper(title="New")), ENTRIES[:1]])
    def test_something(self, catalog: Catalog, new: tuple[Entry, ...]) -> None:
        """Any difference counts."""
        assert diff(catalog, Catalog(new))

    def test_changed_fields(self) -> None:
        """Every field of a record, before and after, in the order of the record."""
        new = changed(JAILBREAK, authors=("Ana Müller",), venue=None, verified=False, note="Gone.")
        assert list(fields(JAILBREAK, new).items()) == [
            ("authors", (("Ana Müller", "Bo Li"), ("Ana Müller",))),
            ("venue", ("ACL 2025", None)),
            ("note", (None, "Gone.")),
            ("verified", (True, False)),
        ]

    def test_another_kind(self) -> None:
        """Kind is a field, too; what only one kind has is None in the other."""
        facts = {a.name: getattr(DATASET, a.name) for a in attrs.fields(Paper)}
        assert fields(DATASET, Benchmark(**facts)) == {
            "kind": ("dataset", "benchmark"),
            "source": ("Public", None),
        }

    def test_what_is_no_change(self) -> None:
        """Where a list mentions a work, and what follows from other facts."""
        elsewhere = changed(JAILBREAK, mentions=(Mention("b.md", 1),), aliases=())
        assert fields(JAILBREAK, elsewhere) == {}

    def test_another_citation_key(self) -> None:
        """Whoever cites the work by it must know."""
        assert fields(JAILBREAK, changed(JAILBREAK, citekey="x")) == {
            "citekey": ("muller2025voicebreak", "x")
        }

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ({"arxiv": "2501.00001"}, {"arxiv": "2501.00001", "doi": "10.1145/1.2"}),
            ({"doi": "10.1145/1.2"}, {"arxiv": "2501.00001", "doi": "10.1145/1.2"}),
            ({}, {"arxiv": "2501.00001"}),
            ({"openreview": "AbCdEf12_3"}, {}),
            ({"doi": "10.48550/arXiv.2501.00001"}, {"arxiv": "2501.00001"}),
        ],
    )
    def test_a_work_that_got_an_identifier(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """It is the work it was, neither added nor removed."""
        changes = diff(Catalog([Paper(title="T", **old)]), Catalog([Paper(title="T", **new)]))
        assert not len(changes.added)
        assert not len(changes.removed)
        assert len(changes.changed) == 1

    def test_an_identifier_counts_for_more_than_a_title(self) -> None:
        """A new work that took the title does not take the place of the one it belongs to."""
        old = Catalog([Paper(title="Echo", arxiv="2501.00001")])
        new = Catalog(
            [
                Paper(title="Echo", doi="10.1145/1.2"),
                Paper(title="Echo, Renamed", arxiv="2501.00001"),
            ]
        )
        changes = diff(old, new)
        assert titles(changes.added) == ["Echo"]
        assert [change.new.title for change in changes.changed] == ["Echo, Renamed"]

    def test_one_work_that_became_two(self) -> None:
        """One of them is the old one, the other is added; and the other way round."""
        one = Catalog([Paper(title="Echo", arxiv="2501.00001", doi="10.1145/1.2")])
        two = Catalog(
            [
                Paper(title="Echo", arxiv="2501.00001"),
                Paper(title="Echo, Part 2", doi="10.1145/1.2"),
            ]
        )
        assert titles(diff(one, two).added) == ["Echo, Part 2"]
        assert titles(diff(two, one).removed) == ["Echo, Part 2"]

    @given(st.lists(entries(), max_size=5), st.lists(entries(), max_size=5))
    def test_the_numbers_add_up(self, old: list[Entry], new: list[Entry]) -> None:
        """What was there, less what went, with what came, is what is there."""
        before, after = Catalog(old), Catalog(new + old[:2])
        changes = diff(before, after)
        assert len(before) - len(changes.removed) + len(changes.added) == len(after)
        assert len(changes.changed) <= len(after) - len(changes.added)

    def test_sources(self, tmp_path: Path) -> None:
        """A catalog may be given by whatever opens it: what is new since my pin is one call."""
        old, new = load("2025.11"), load("2026.11")
        new.save(tmp_path / "mine.json")
        assert diff(old.snapshot.pin, tmp_path / "mine.json") == diff(old, new)
        assert diff(old.snapshot.pin) == diff("2025.11", "latest") == diff(old, load("latest"))

    def test_a_source_that_is_not_there(self) -> None:
        """The error is that of `load`."""
        with pytest.raises(SnapshotNotFound, match=r"2025\.12"):
            diff("2025.12", "2026.11")


class TestRenamed:
    """Works of another title are told apart."""

    def test_another_title(self) -> None:
        """A renamed work is among the changed ones."""
        new = changed(BACKDOOR, title="Silence Speaks", note="Renamed.")
        changes = diff(Catalog([BACKDOOR, UNTRACED]), Catalog([new, changed(UNTRACED, note="X")]))
        assert [change.new for change in changes.renamed] == [new]
        assert len(changes.changed) == 2

    def test_another_spelling(self) -> None:
        """Capitals, accents and punctuation make no other title, but are a change."""
        changes = diff(
            Catalog([BACKDOOR]), Catalog([changed(BACKDOOR, title="TRIGGERS, in Silence")])
        )
        assert changes.renamed == ()
        assert [field.field for field in changes.changed[0].fields] == ["title"]


OLD = Catalog((BACKDOOR, DATASET, JAILBREAK))
NEW = Catalog(
    (
        changed(BACKDOOR, title="Silence Speaks", authors=("Dora de la Cruz", "Chen Wei")),
        changed(
            JAILBREAK,
            topics=("safety/jailbreak", "robustness"),
            date="2025-03-10",
            keywords=(),
            code=None,
            featured=False,
        ),
        Paper(title="A New *Work*"),
    )
)
PINS = (OLD.snapshot.pin, NEW.snapshot.pin)


class TestTelling:
    """A diff reads well as text, as Markdown and for programs."""

    def test_the_repr(self) -> None:
        """The counts."""
        assert repr(diff(OLD, NEW)) == "<Diff 1 added, 1 removed, 2 changed (1 renamed)>"
        assert repr(diff(OLD, OLD)) == "<Diff 0 added, 0 removed, 0 changed>"

    def test_text(self) -> None:
        """A line a work, its sort in front; of several values only what came and went."""
        assert str(diff(OLD, NEW)) == "\n".join(
            (
                f"from {PINS[0]}",
                f"to {PINS[1]}",
                "1 added, 1 removed, 2 changed (1 renamed)",
                "+ A New *Work* [title:a-new-work]",
                "- 2023-11 SpoofSet [doi:10.5281/zenodo.1234567]",
                "> 2024 Silence Speaks [arxiv:2404.00001]",
                "    title: Triggers in Silence → Silence Speaks",
                "    authors: Chen Wei, Dora de la Cruz → Dora de la Cruz, Chen Wei",
                (
                    "~ 2025-03-10 VoiceBreak: Jailbreaking Spoken Assistants by Accent "
                    "[arxiv:2503.01234]"
                ),
                "    date: 2025-03-09 → 2025-03-10",
                "    topics: + robustness, - fairness",
                "    keywords: jailbreak, accent → nothing",
                "    code: https://example.org/voicebreak → nothing",
                "    featured: True → False",
            )
        )

    def test_markdown(self) -> None:
        """A heading for each sort that there is, a list below."""
        html = MarkdownIt().render(diff(OLD, NEW).to_markdown())
        assert f"<p>From {PINS[0]} to {PINS[1]}: 1 added, 1 removed, 2 changed" in html
        assert html.count("<h2>") == 4
        assert "<h2>Added</h2>\n<ul>\n<li>A New *Work* [title:a-new-work]</li>\n</ul>" in html
        assert "<li>topics: + robustness, - fairness</li>" in html
        for heading in ("Removed", "Renamed", "Changed"):
            assert f"<h2>{heading}</h2>" in html

    def test_markdown_of_nothing(self) -> None:
        """No headings without works."""
        assert diff(OLD, OLD).to_markdown() == (
            f"From {PINS[0]} to {PINS[0]}: 0 added, 0 removed, 0 changed.\n"
        )

    def test_json(self) -> None:
        """Everything, with values as they are."""
        text = diff(OLD, NEW).to_json()
        assert text.endswith("}\n")
        told = json.loads(text)
        assert list(told) == ["old", "new", "added", "removed", "renamed", "changed"]
        assert (told["old"], told["new"]) == PINS
        assert [entry["id"] for entry in told["added"]] == ["title:a-new-work"]
        assert told["removed"][0]["kind"] == "dataset"
        assert told["renamed"] == ["arxiv:2404.00001"]
        assert told["changed"][0]["title"] == "Silence Speaks"
        assert told["changed"][1]["id"] == "arxiv:2503.01234"
        assert told["changed"][1]["fields"] == {
            "date": {"old": "2025-03-09", "new": "2025-03-10"},
            "topics": {
                "old": ["safety/jailbreak", "fairness"],
                "new": ["safety/jailbreak", "robustness"],
            },
            "keywords": {"old": ["jailbreak", "accent"], "new": []},
            "code": {"old": "https://example.org/voicebreak", "new": None},
            "featured": {"old": True, "new": False},
        }

    @given(any_text.filter(str.strip), any_text.filter(str.strip))
    @example("Half a character \ud83d", "\x1b[31m red \u202e\n+ a forged line")
    def test_texts_that_are_no_text(self, title: str, note: str) -> None:
        """No escape sequence, forged line or markup comes through from data."""
        work = Paper(title=title, arxiv="2501.00001")
        changes = diff(
            Catalog([work]),
            Catalog([changed(work, note=note), Paper(title=f"x{title}", citekey="another")]),
        )
        lines = str(changes).split("\n")
        assert len(lines) == 6
        assert not any("\x1b" in line or "\u202e" in line for line in lines)
        assert len(json.loads(changes.to_json().encode("utf-8"))["changed"]) == 1
        tokens = MarkdownIt("commonmark").parse(changes.to_markdown())
        assert sum(token.type == "list_item_open" for token in tokens) == 3
        inside = [child.type for token in tokens for child in token.children or ()]
        assert set(inside) <= {"text", "html_inline"}  # An empty comment parts an @ from a name.


class TestWhere:
    """The part of a difference that somebody asks for."""

    def test_of_a_topic(self) -> None:
        """What came, what went and what changed there, of the same two catalogs."""
        whole = diff("2025.11", "2026.11")
        part = whole.where(topic="safety/jailbreak")
        assert (part.old, part.new) == (whole.old, whole.new)
        assert list(part.added) == list(whole.added.where(topic="safety/jailbreak"))
        assert list(part.removed) == list(whole.removed.where(topic="safety/jailbreak"))
        assert part.changed
        assert set(part.changed) < set(whole.changed)
        assert all(
            any(topic.startswith("safety/jailbreak") for topic in change.new.topics)
            for change in part.changed
        )

    def test_by_a_function(self) -> None:
        """As for a catalog."""
        assert not diff(OLD, NEW).where(lambda entry: False)
        assert diff(OLD, NEW).where(lambda entry: True) == diff(OLD, NEW)

    def test_what_there_is_not(self) -> None:
        """Is refused, with near misses."""
        with pytest.raises(InvalidQuery, match="Did you mean"):
            diff(OLD, NEW).where(topic="jailbrake")


class TestSources:
    """What only a second source has was not added to the first."""

    def test_two_sources_are_told(self) -> None:
        """As text and as Markdown."""
        changes = diff("2025.11", "2026.11")
        assert changes.is_of_two_sources
        told = "these are two sources: what is added is what only the second one has"
        assert str(changes).split("\n")[3] == told
        assert f"\n{told.capitalize()}.\n" in changes.to_markdown()

    def test_one_source_is_not(self) -> None:
        """There what is added was added."""
        changes = diff("2026.11", "2026.11.2")
        assert not changes.is_of_two_sources
        assert "two sources" not in str(changes) + changes.to_markdown()


class TestCommand:
    """`diff` on the command line is `diff` in Python."""

    def said(self, *arguments: str) -> str:
        """What the command prints."""
        done = CliRunner().invoke(commands, ["diff", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    def test_what_is_new_since_my_pin(self) -> None:
        """The pin is enough."""
        pin = load("2025.11").snapshot.pin
        assert self.said(pin) == f"{diff(pin)}\n"

    def test_formats(self) -> None:
        """Text unless it is asked for otherwise."""
        changes = diff("2025.11", "2026.11")
        assert self.said("2025.11", "2026.11", "--format", "text") == f"{changes}\n"
        assert self.said("2025.11", "2026.11", "--format", "markdown") == changes.to_markdown()
        assert self.said("2025.11", "2026.11", "--format", "json") == changes.to_json()
