"""What people see: tables that fit, cards, colours, a pager, a progress bar."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from listserver import ListServer, chunked
from made_up import ENTRIES, JAILBREAK, UNDATED
from terminals import Shown, marking_pager, on_terminal

from trustworthy_audio_llms import Catalog, Paper, load, snapshots

pytest.importorskip("termios", reason="there are no pseudo-terminals")

NASTY = "T \x1b[31mred\x1b]0;title\x07 \x9b1m \u202e \x00 end"
WIDTHS = (20, 40, 80, 200)
needs_less = pytest.mark.skipif(shutil.which("less") is None, reason="there is no less")


def saved(tmp_path: Path, *entries: Paper) -> Path:
    """A snapshot file of these works."""
    path = tmp_path / "these.json"
    Catalog(entries).save(path)
    return path


def words(shown: Shown) -> str:
    """What is shown, however it is broken into lines."""
    return " ".join(shown.text.split())


class TestTables:
    """Tables fit the terminal, and lose nothing."""

    @pytest.mark.parametrize("width", WIDTHS)
    def test_nothing_is_lost(self, file: Path, width: int) -> None:
        """Every column of every work is there; a key is never broken."""
        shown = on_terminal("search", "--snapshot", file, columns=width, PAGER="")
        assert shown.code == 0
        keys = [word for line in shown.lines for word in line.split()[:1]]
        for entry in ENTRIES:
            assert entry.citekey in keys
            assert entry.kind in words(shown)
        assert {str(entry.year) for entry in ENTRIES if entry.year} <= set(words(shown).split())
        titles = {word for entry in ENTRIES for word in entry.title.split()}
        assert titles <= set(words(shown).split())

    @pytest.mark.parametrize("width", WIDTHS[1:])
    def test_no_line_is_longer(self, file: Path, width: int) -> None:
        """Than the terminal is wide."""
        shown = on_terminal("search", "--snapshot", file, columns=width, PAGER="")
        assert max(map(len, shown.lines)) <= width

    def test_there_is_a_heading_where_there_is_room(self, file: Path) -> None:
        """The columns stand beside each other, the title's lines below each other."""
        shown = on_terminal("search", "voicebreak", "--snapshot", file, columns=72)
        rows = [line for line in shown.lines if line]
        assert re.fullmatch(r" key +year +kind +title", rows[0])
        title = rows[0].index("title")
        assert rows[2].split()[:3] == [JAILBREAK.citekey, "2025", "paper"]
        assert " ".join(row[title:] for row in rows[2:-1]) == JAILBREAK.title
        assert rows[-1] == "1 work, snapshot unsaved"

    def test_the_title_stands_below_where_there_is_none(self, file: Path) -> None:
        """Beside a key, no title could be read."""
        shown = on_terminal("search", "voicebreak", "--snapshot", file, columns=40)
        assert shown.lines == [
            f"{JAILBREAK.citekey}  2025  paper",
            "  VoiceBreak: Jailbreaking Spoken",
            "  Assistants by Accent",
            "1 work, snapshot unsaved",
        ]

    def test_what_is_not_known_takes_no_place(self, file: Path) -> None:
        """A work without a date has none there."""
        shown = on_terminal("search", "without", "--snapshot", file, columns=30)
        assert shown.lines[0] == f"{UNDATED.citekey}  paper"

    def test_a_key_wider_than_the_terminal_stays_whole(self, tmp_path: Path) -> None:
        """It has a line of its own."""
        key = "a" * 50
        path = saved(tmp_path, Paper(title="A Title", citekey=key, date="2025"))
        shown = on_terminal("search", "--snapshot", path, columns=40)
        assert shown.lines[:3] == [key, "2025", "paper"]

    @pytest.mark.parametrize("width", WIDTHS)
    def test_a_pin_can_be_copied(self, width: int) -> None:
        """Only the terminal breaks it."""
        shown = on_terminal("snapshots", columns=width)
        for snapshot in snapshots():
            assert any(line.endswith(snapshot.pin) for line in shown.lines)
            assert str(snapshot.date) in shown.text
        assert "bundled" in shown.text

    def test_wide_characters_count_twice(self, tmp_path: Path) -> None:
        """As terminals show them."""
        path = saved(tmp_path, Paper(title="语音 大模型 " * 12, date="2025"))
        shown = on_terminal("search", "--snapshot", path, columns=60)
        assert max(len(line) + len(re.findall("[一-龥]", line)) for line in shown.lines) <= 60

    @pytest.mark.parametrize("width", WIDTHS)
    def test_markup_is_text(self, tmp_path: Path, width: int) -> None:
        """Brackets are no colours, colons no emoji."""
        path = saved(tmp_path, Paper(title="[red]A[/red] [link=x] :smile: [/]", date="2025"))
        for arguments in (["search"], ["show", "[red]A[/red] [link=x] :smile: [/]"]):
            shown = on_terminal(*arguments, "--snapshot", path, columns=width)
            assert "[red]A[/red] [link=x] :smile: [/]" in words(shown)

    @pytest.mark.parametrize("arguments", [["search"], ["show", "x"], ["count", "author"]])
    @pytest.mark.parametrize("width", [40, 100])
    def test_no_sequence_of_an_entry_reaches_it(
        self, tmp_path: Path, arguments: list[str], width: int
    ) -> None:
        """Whatever is sent are colours of our own."""
        path = saved(
            tmp_path, Paper(title=NASTY, aliases=["x"], authors=[NASTY], venue=NASTY, note=NASTY)
        )
        shown = on_terminal(*arguments, "--snapshot", path, columns=width)
        assert shown.code == 0
        assert "red" in shown.text
        assert not re.search(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202e]", shown.text)
        assert "31" not in shown.colours
        assert "]0;" not in shown.raw


class TestCounts:
    """`count` draws bars."""

    def test_the_greatest_has_the_longest_bar(self, file: Path) -> None:
        """And nothing that is there has none."""
        shown = on_terminal("count", "year", "--snapshot", file)
        rows = [re.fullmatch(r" +(\d+) +([█▏▎▍▌▋▊▉]+) +(\S+)", line) for line in shown.lines]
        found = {row[3]: (int(row[1]), len(row[2])) for row in rows if row}
        counts = load(file).count("year")
        assert {year: number for year, (number, _) in found.items()} == {
            str(year or "(none)"): number for year, number in counts.items()
        }
        assert [bar for _, bar in sorted(found.values())] == sorted(
            bar for _, bar in found.values()
        )
        assert max(bar for _, bar in found.values()) == 12

    def test_in_ascii(self, file: Path) -> None:
        """Where the terminal knows nothing else."""
        shown = on_terminal("count", "kind", "--snapshot", file, PYTHONIOENCODING="ascii")
        assert re.search("7 +[|] #{12} [|] paper", shown.text)
        assert "\\u" not in shown.text


class TestCard:
    """`show` shows a card."""

    @pytest.mark.parametrize("width", WIDTHS)
    def test_says_all(self, file: Path, width: int) -> None:
        """The title above, the fields below, each beside its name; a link stays whole."""
        shown = on_terminal("show", JAILBREAK.id, "--snapshot", file, columns=width, PAGER="")
        assert words(shown).startswith(JAILBREAK.title)
        assert words(shown).count(JAILBREAK.title) == 1
        assert f"authors {', '.join(JAILBREAK.authors)}" in words(shown)
        assert any(line.endswith(f" {JAILBREAK.id}") for line in shown.lines)
        for name in ("kind", "date", "topics", "keywords", "citekey", "mentions"):
            assert re.search(rf"^{name} +\S", shown.text, re.M)
        assert "Not verified" not in shown.text

    def test_fits(self, file: Path) -> None:
        """Long values are broken below each other."""
        shown = on_terminal("show", JAILBREAK.id, "--snapshot", file, columns=60, PAGER="")
        assert max(map(len, shown.lines)) <= 60

    def test_says_what_is_not_verified(self, file: Path) -> None:
        """Before all else."""
        shown = on_terminal("show", UNDATED.title, "--snapshot", file)
        assert shown.lines[1].startswith("Not verified: ")


class TestColours:
    """Colours are for terminals that show them, and for people who want them."""

    ASKED = (["search"], ["show", JAILBREAK.id], ["count", "year"])

    @pytest.mark.parametrize("arguments", ASKED)
    def test_a_terminal_has_them(self, file: Path, arguments: list[str]) -> None:
        """Our own."""
        assert "36" in on_terminal(*arguments, "--snapshot", file, PAGER="").colours

    @pytest.mark.parametrize(
        "environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
    )
    @pytest.mark.parametrize("arguments", ASKED)
    def test_not_where_they_are_not_wanted(
        self, file: Path, arguments: list[str], environment: dict[str, Any]
    ) -> None:
        """https://no-color.org: not even bold; the rest stays as it is."""
        shown = on_terminal(*arguments, "--snapshot", file, PAGER="", **environment)
        assert "\x1b" not in shown.raw
        assert "2025" in shown.text

    def test_an_empty_no_color_says_nothing(self, file: Path) -> None:
        """As the convention has it."""
        assert on_terminal("search", "--snapshot", file, PAGER="", NO_COLOR="").colours

    def test_changes(self, file: Path, tmp_path: Path) -> None:
        """What came is green, what went is red."""
        other = saved(tmp_path, Paper(title="A New Work"))
        shown = on_terminal("diff", file, other, PAGER="")
        assert re.search(r"\x1b\[32m\+ A New Work", shown.raw)
        assert re.search(r"\x1b\[31m- ", shown.raw)
        assert str(shown.lines[0]).startswith("from ")

    @pytest.mark.parametrize("columns", [30, 80])
    def test_no_word_of_them_is_cut(self, tmp_path: Path, columns: int) -> None:
        """A line that does not fit is broken between words, and goes on further to the right."""
        title = "Of Voices That Speak in Tongues, and of Listeners That Understand None of Them"
        one, other = saved(tmp_path, Paper(title="A")), tmp_path / "other.json"
        Catalog([Paper(title=title, code="https://example.org/" + "x" * 90)]).save(other)
        shown = on_terminal("diff", one, other, columns=columns, PAGER="cat")
        begun = next(n for n, line in enumerate(shown.lines) if line.startswith("+ Of"))
        rows = shown.lines[begun : begun + 4]
        for row in rows:
            assert len(row) <= columns or max(map(len, row.split())) > columns - 4
        assert rows[1].startswith("    ")
        assert set(title.split()) <= set(" ".join(shown.lines).split())

    def test_findings(self, tmp_path: Path) -> None:
        """Errors are red, warnings yellow; the words are the same as in a pipe."""
        path = tmp_path / "README.md"
        path.write_text("- [A CHOIR OF FAKES](https:/arxiv.org/abs/2503.01234)\n", encoding="utf-8")
        shown = on_terminal("audit", path)
        assert shown.code == 1
        assert re.search(r"README.md:1: \x1b\[1;31merror\x1b\[0m malformed-link ", shown.raw)
        assert re.search(r"README.md:1: \x1b\[33mwarning\x1b\[0m title-in-capitals ", shown.raw)


class TestPager:
    """What is longer than the screen goes through a pager, as git does it."""

    @pytest.fixture
    def pager(self, tmp_path: Path) -> str:
        """One that marks the lines it gets."""
        return marking_pager(tmp_path)

    @needs_less
    def test_long_output_is_paged(self) -> None:
        """In less, with colours and on the same screen; `q` ends it, and nobody is told."""
        shown = on_terminal("search", lines=10, keys="q")
        assert shown.code == 0
        assert "36" in shown.colours
        assert "\x1b[?1049h" not in shown.raw
        assert "ESC[" not in shown.text
        assert len(load()) > len(shown.lines)

    @needs_less
    def test_what_people_set_for_less_holds(self) -> None:
        """Here, that it has a screen of its own."""
        shown = on_terminal("search", lines=10, keys="q", LESS="-R")
        assert "\x1b[?1049h" in shown.raw

    def test_any_pager_will_do(self, file: Path, pager: str) -> None:
        """What $PAGER names is run."""
        shown = on_terminal("search", "--snapshot", file, lines=5, PAGER=pager)
        assert all(line.startswith("paged:") for line in shown.lines)
        assert ENTRIES[-1].citekey in shown.text

    def test_short_output_is_not(self, file: Path, pager: str) -> None:
        """It fits on the screen."""
        shown = on_terminal("search", "voicebreak", "--snapshot", file, PAGER=pager)
        assert "paged:" not in shown.text
        assert JAILBREAK.citekey in shown.text

    def test_lines_that_the_terminal_breaks_count_as_they_are_shown(self, pager: str) -> None:
        """A few pins fill a screen that is narrow."""
        wide, narrow = (
            on_terminal("snapshots", columns=columns, lines=10, PAGER=pager)
            for columns in (120, 20)
        )
        assert "paged:" not in wide.text
        assert narrow.text.startswith("paged:")

    @pytest.mark.parametrize(
        ("options", "environment"),
        [
            (["--no-pager"], {}),
            ([], {"PAGER": ""}),
            ([], {"PAGER": "cat"}),
            ([], {"PAGER": "there-is-no-such-pager", "PATH": ""}),
            ([], {"PAGER": " ", "TERM": "dumb"}),
        ],
    )
    def test_it_can_be_left_out(
        self, file: Path, pager: str, options: list[str], environment: dict[str, Any]
    ) -> None:
        """By an option or as for git; where there is none, it is left out too."""
        asked = [*options, "search", "--snapshot", file]
        shown = on_terminal(*asked, lines=5, **({"PAGER": pager} | environment))
        assert shown.code == 0
        assert "paged:" not in shown.text
        assert ENTRIES[0].citekey in shown.text
        assert ENTRIES[-1].citekey in shown.text

    def test_json_is_never_paged(self, file: Path, pager: str) -> None:
        """It is for programs."""
        shown = on_terminal("search", "--json", "--snapshot", file, lines=5, PAGER=pager)
        assert shown.text.startswith('{"id"')

    def test_a_pager_that_ends_early(self, file: Path) -> None:
        """Nobody needs to be told that it read no more."""
        shown = on_terminal("search", lines=5, PAGER="true")
        assert (shown.code, shown.text) == (0, "")


class TestProgress:
    """`fetch` shows how far it is."""

    @pytest.mark.parametrize("unknown", [False, True])
    def test_a_bar(self, server: ListServer, unknown: bool) -> None:
        """Also where the server does not say how much there is."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        server.faults = [chunked] if unknown else []
        shown = on_terminal("fetch")
        assert shown.code == 0
        assert "fetching" in shown.text
        assert re.search(r"\d+/\? bytes" if unknown else r"(\d+)/\1 bytes", shown.text)
        assert load("latest").snapshot.pin in shown.text.replace("\n", "")

    def test_without_colours(self, server: ListServer) -> None:
        """Where they are not wanted."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        assert on_terminal("fetch", NO_COLOR="1").colours <= {"", "0", "1", "2"}
