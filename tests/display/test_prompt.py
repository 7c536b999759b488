"""How catalogs look at a prompt."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import ENTRIES, any_text, entries

from trustworthy_audio_llms import (
    Catalog,
    Entry,
    Paper,
    PartialDate,
    Skipped,
    SkipReason,
    Snapshot,
    parse_list,
)
from trustworthy_audio_llms._display.prompt import _age, catalog_text, skipped_line

TODAY = datetime.date(2026, 3, 10)
PLAIN = Snapshot(name="2026.11", source="a catalogue", digest="sha256:0")


class TestTitleLine:
    """The first line says what this is, how old and from where."""

    @pytest.mark.parametrize(
        ("date", "age"),
        [
            (None, "of unknown age"),
            (PartialDate(2026, 3, 10), "of today"),
            (PartialDate(2026, 3, 9), "1 day old"),
            (PartialDate(2026, 3, 8), "2 days old"),
            (PartialDate(2025, 3, 10), "365 days old"),
            (PartialDate(2026, 3), "of 2026-03"),
            (PartialDate(2026, 2), "10 days old"),
            (PartialDate(2026), "of 2026"),
            (PartialDate(2025), "69 days old"),
            (PartialDate(2026, 3, 11), "of 2026-03-11"),
        ],
    )
    def test_age(self, date: PartialDate | None, age: str) -> None:
        """From the last day that the date may mean; a clock may be wrong."""
        assert _age(Snapshot(name="x", digest="", date=date), TODAY) == age

    def test_a_month_is_not_of_today_on_its_last_day(self) -> None:
        """It may have been any of its days."""
        snapshot = Snapshot(name="x", digest="", date=PartialDate(2026, 2))
        assert _age(snapshot, datetime.date(2026, 2, 28)) == "of 2026-02"

    def test_age_is_that_of_now(self) -> None:
        """By the clock of this machine."""
        old = Snapshot(name="x", digest="", date=PartialDate(2001, 1, 1))
        assert _age(old) == f"{(datetime.date.today() - datetime.date(2001, 1, 1)).days} days old"

    @pytest.mark.parametrize(
        ("count", "trail", "shown"),
        [
            (0, (), "0 entries: 2026.11 (of unknown age, from a catalogue)"),
            (1, ("pin",), "1 entry: 2026.11 (of unknown age, from a catalogue)"),
            (
                2,
                ("pin", "a"),
                "2 entries: 2026.11 (of unknown age, from a catalogue, 1 filter applied)",
            ),
            (
                2,
                ("pin", "a", "b"),
                "2 entries: 2026.11 (of unknown age, from a catalogue, 2 filters applied)",
            ),
        ],
    )
    def test_counts(self, count: int, trail: tuple[str, ...], shown: str) -> None:
        """Entries and steps."""
        assert catalog_text(ENTRIES[:count], PLAIN, trail).splitlines()[0] == f"Catalog of {shown}"

    @pytest.mark.parametrize(
        ("name", "source"),
        [("github:owner/list@aaaa", "github:owner/list"), ("unsaved", "")],
    )
    def test_a_source_that_the_name_tells_is_not_told_twice(self, name: str, source: str) -> None:
        """The line is long enough."""
        line = catalog_text((), Snapshot(name=name, source=source, digest=""), ())
        assert line == f"Catalog of 0 entries: {name} (of unknown age)"


class TestText:
    """A short table for a terminal."""

    def test_has_a_line_an_entry(self) -> None:
        """Year, kind, a mark for what is not verified, title."""
        lines = catalog_text(ENTRIES[:10], PLAIN, ()).splitlines()
        assert lines[1] == "2025  paper        VoiceBreak: Jailbreaking Spoken Assistants by Accent"
        assert lines[6] == "2025  paper      ? Whispering Backdoors"
        assert lines[7] == "      paper      ? A Work Without Date"
        assert lines[8].startswith("2025  survey       A Survey")
        assert len(lines) == 11

    def test_says_how_many_more_there_are(self) -> None:
        """Ten are shown."""
        assert catalog_text(ENTRIES, PLAIN, ()).splitlines()[11:] == ["… and 2 more"]
        assert catalog_text(ENTRIES[:11], PLAIN, ()).splitlines()[11:] == ["… and 1 more"]

    def test_cuts_long_titles(self) -> None:
        """A line has at most 79 characters."""
        fits, long = Paper(title="x" * 60), Paper(title="x" * 61)
        lines = catalog_text([fits, long], PLAIN, ()).splitlines()
        assert lines[1].endswith(f" {'x' * 60}")
        assert lines[2].endswith(f" {'x' * 59}…")
        assert len(lines[1]) == len(lines[2]) == 79

    @pytest.mark.parametrize(
        "title",
        [
            "\x1b[31mRed",
            "\x1b]0;title\x07",
            "\x9b31m",
            "a\x08b",
            "a\u202eb",
            "a\u2066b",
            "\x00",
            "\ud83d x",
        ],
    )
    def test_no_escape_sequence_reaches_the_terminal(self, title: str) -> None:
        """Neither from an entry nor from a snapshot; nothing turns the order of writing."""
        snapshot = Snapshot(name=title, source=f"from {title}", digest="")
        text = catalog_text([Paper(title=f"x{title}")], snapshot, (title, title))
        assert all(char.isprintable() or char == "\n" for char in text)
        assert not set("\u202e\u2066") & set(text)

    @settings(max_examples=50)
    @given(st.lists(entries(), max_size=3), any_text)
    def test_has_as_many_lines_as_it_says(self, records: list[Entry], name: str) -> None:
        """No title starts a line of its own, and all can be printed."""
        text = catalog_text(records, Snapshot(name=name, digest=""), ())
        assert len(text.split("\n")) == 1 + len(records)
        text.encode()


def test_a_catalog_uses_it(catalog: Catalog) -> None:
    """With its own entries, snapshot and trail."""
    narrowed = catalog.where(kind="paper")
    assert repr(narrowed) == catalog_text(list(narrowed), narrowed.snapshot, narrowed.trail)


class TestSkipped:
    """How many lines were not read is said, loudly where that is most."""

    @pytest.mark.parametrize(
        ("entries", "codes", "said"),
        [
            (3, [], None),
            (3, ["no-title"], "1 line was skipped: see `skipped`."),
            (3, ["no-title"] * 3, "3 lines were skipped: see `skipped`."),
            (
                1,
                ["no-title", "in-html", "no-title"],
                "! 3 lines were skipped, more than read: 2 no-title, 1 in-html. See `skipped`.",
            ),
        ],
    )
    def test_line(self, entries: int, codes: list[str], said: str | None) -> None:
        """With the reasons that are most frequent."""
        skipped = [Skipped("a.md", 1, "-", "", SkipReason(code)) for code in codes]

        assert skipped_line(entries, skipped) == said

    def test_a_list_that_is_hardly_read(self) -> None:
        """An empty catalog says so, also in a notebook; what is chosen of it does not."""
        catalog = parse_list("- words\n- more words\n")

        assert "! 2 lines were skipped, more than read: 2 no-link-to-work" in repr(catalog)
        assert "2 lines were skipped" in catalog._repr_html_()
        assert "skipped" not in repr(catalog.where(year=2024))
