"""The command line: the library's functions as commands."""

import errno
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import click
import pytest
from commandline import Result, Run
from listserver import REPO, ListServer, status
from made_up import BENCHMARK, ENTRIES, JAILBREAK
from registrars import Registrars, atom, csl
from screened import finish
from terminals import marking_pager

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Paper, Review, load
from trustworthy_audio_llms._bundle import snapshot_names
from trustworthy_audio_llms._cli.commands import commands
from trustworthy_audio_llms._cli.main import main
from trustworthy_audio_llms._exports.formats import FORMATS

NASTY = "T \x1b[31mred\x1b]0;title\x07 \x9b1m \u202e \ud83d \x00 end"


def keys(result: Result) -> list[str]:
    """The citation keys in the first column."""
    return [line.split("\t")[0] for line in result.out.splitlines()]


def json_lines(result: Result) -> list[dict[str, object]]:
    """The objects, one a line."""
    return [json.loads(line) for line in result.out.splitlines()]


def refused(result: Result, code: int, message: str) -> None:
    """Whether a command failed with one line on stderr and nothing else."""
    assert result.code == code
    assert result.out == ""
    assert re.fullmatch(rf"trustworthy-audio-llms: [^\n]*{message}[^\n]*\n", result.err), result.err


class TestSearch:
    """`search` lists works that match."""

    def test_finds_works(self, run: Run, file: Path) -> None:
        """One a line, the columns parted by tabs; what is not verified says so."""
        (key,) = (entry.citekey for entry in ENTRIES if entry.title == "Whispering Backdoors")
        result = run("search", "whispering", "--snapshot", file)
        assert result == Result(0, f"{key}\t2025\tpaper\tWhispering Backdoors (unverified)\n", "")

    def test_what_is_not_known_is_blank(self, run: Run, file: Path) -> None:
        """A column stays a column."""
        result = run("search", "without", "--snapshot", file)
        assert re.fullmatch(r"\w+\t\tpaper\tA Work Without Date \(unverified\)\n", result.out)

    def test_finds_all_without_a_query(self, run: Run, file: Path) -> None:
        """In the order of the catalog."""
        assert keys(run("search", "--snapshot", file)) == [entry.citekey for entry in ENTRIES]

    def test_joins_its_arguments(self, run: Run, file: Path, catalog: Catalog) -> None:
        """Quotes are not needed but for phrases."""
        for query in (["jailbreak", "OR", "hearing"], ["jail*"], ['"audio language"']):
            found = keys(run("search", "--snapshot", file, *query))
            assert found == [entry.citekey for entry in catalog.search(" ".join(query))]

    def test_what_begins_with_a_hyphen_comes_after_two(self, run: Run, file: Path) -> None:
        """As everywhere on the command line."""
        assert JAILBREAK.citekey not in keys(run("search", "--snapshot", file, "--", "-jailbreak"))

    @pytest.mark.parametrize(
        ("arguments", "criteria"),
        [
            (["--kind", "survey"], {"kind": "survey"}),
            (["--kind", "dataset", "--kind", "toolkit"], {"kind": ["dataset", "toolkit"]}),
            (["--topic", "safety"], {"topic": "safety"}),
            (["--year", "2025", "--year", "2024"], {"year": [2025, 2024]}),
            (["--since", "2025-06", "--until", "2025"], {"since": "2025-06", "until": "2025"}),
            (["--author", "Müller"], {"author": "Müller"}),
            (["--author", "Haddad", "--author", "Ito"], {"author": ["Haddad", "Ito"]}),
            (["--venue", "ACL"], {"venue": "ACL"}),
            (["--verified"], {"verified": True}),
            (["--unverified"], {"verified": False}),
            (["--featured"], {"featured": True}),
            (["--scope", "speech"], {"scope": "speech"}),
            (["--keyword", "jailbreak"], {"keyword": "jailbreak"}),
            (["--section", "2025"], {"section": "2025"}),
            (["--status", "published"], {"status": "published"}),
            (["--month", "2025-03"], {"month": "2025-03"}),
            (["--has", "code", "--has", "data"], {"has": ["code", "data"]}),
        ],
    )
    def test_narrows(
        self,
        run: Run,
        file: Path,
        catalog: Catalog,
        arguments: list[str],
        criteria: Any,
    ) -> None:
        """As `Catalog.where` does."""
        found = keys(run("search", "--snapshot", file, *arguments))
        assert found == [entry.citekey for entry in catalog.where(**criteria)]
        assert 0 < len(found) < len(ENTRIES)

    @pytest.mark.parametrize(
        ("arguments", "by", "reverse"),
        [
            (["--sort", "title"], ("title",), False),
            (["--sort", "kind", "--sort", "date", "--reverse"], ("kind", "date"), True),
        ],
    )
    def test_sorts(
        self,
        run: Run,
        file: Path,
        catalog: Catalog,
        arguments: list[str],
        by: tuple[str, ...],
        reverse: bool,
    ) -> None:
        """As `Catalog.sort` does."""
        found = keys(run("search", "--snapshot", file, *arguments))
        assert found == [entry.citekey for entry in catalog.sort(*by, reverse=reverse)]

    def test_only_what_is_sorted_can_be_reversed(self, run: Run) -> None:
        """Nobody means the worst match first."""
        refused(run("search", "voice", "--reverse"), 2, "--reverse needs --sort")

    def test_a_limit_takes_the_best(self, run: Run, file: Path, catalog: Catalog) -> None:
        """Of those that match."""
        found = keys(run("search", "jailbreak", "--limit", "2", "--snapshot", file))
        assert found == [entry.citekey for entry in catalog.search("jailbreak")[:2]]

    def test_as_json(self, run: Run, file: Path, catalog: Catalog) -> None:
        """The export as JSON Lines."""
        result = run("search", "jailbreak", "--limit", "2", "--json", "--snapshot", file)
        assert result.out == catalog.search("jailbreak")[:2].to_jsonl()

    def test_the_bundle_is_searched_by_default(self, run: Run) -> None:
        """With the newest snapshot."""
        (key,) = keys(run("search", '"Voice Jailbreak Attacks Against GPT-4o"'))
        assert key == load()["2405.19103"].citekey

    @pytest.mark.parametrize("arguments", [[], ["--json"]])
    def test_nothing_found_is_a_failure(self, run: Run, file: Path, arguments: list[str]) -> None:
        """For scripts: exit code 1, nothing on stdout."""
        result = run("search", "nonsense", "--snapshot", file, *arguments)
        assert result == Result(1, "", "nothing matches\n")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--topic", "jailbreak"], "No topic is called 'jailbreak'. Did you mean"),
            (["--since", "soon"], "`since` must be a date"),
            (["--year", "soon"], "Invalid value for '--year'"),
            (["--kind", "papers"], "'papers' is not one of 'paper', 'survey'"),
            (["--limit", "0"], "Invalid value for '--limit'"),
            (["--nonsense"], "No such option"),
        ],
    )
    def test_a_wrong_criterion_is_wrong_usage(
        self, run: Run, arguments: list[str], message: str
    ) -> None:
        """Exit code 2, one line."""
        refused(run("search", "voice", *arguments), 2, message)


class TestRank:
    """`rank` finds what is near."""

    def test_is_that_of_the_catalog(self, run: Run, file: Path, catalog: Catalog) -> None:
        """Its arguments are one question."""
        found = keys(run("rank", "--snapshot", file, "how", "to", "jailbreak", "--limit", "3"))
        assert found == [entry.citekey for entry in catalog.rank("how to jailbreak", limit=3)]

    def test_like_a_work(self, run: Run, file: Path, catalog: Catalog) -> None:
        """In any spelling of its name."""
        result = run("rank", "--snapshot", file, "--like", JAILBREAK.citekey, "--json")
        assert result.out == catalog.rank(JAILBREAK).to_jsonl()

    def test_tells_how_it_was_read(self, run: Run, file: Path) -> None:
        """On stderr."""
        result = run("rank", "--snapshot", file, "jailbraek")
        assert result.err.startswith("'jailbraek' is found nowhere; read as 'jailbreak'.")

    def test_nothing_found_is_a_failure(self, run: Run, file: Path) -> None:
        """As for `search`."""
        result = run("rank", "--snapshot", file, "xyzzy")
        assert (result.code, result.out) == (1, "")
        assert "Nothing comes near" in result.err

    @pytest.mark.parametrize("arguments", [[], ["voice", "--like", "x"]])
    def test_wants_one_of_two(self, run: Run, arguments: list[str]) -> None:
        """A question or a work."""
        refused(run("rank", *arguments), 2, "Write a question, or --like and a work.")


class TestNotices:
    """How a query was read is told on stderr."""

    def test_of_search(self, run: Run, file: Path) -> None:
        """And of `where`."""
        result = run("search", "--snapshot", file, "voice", "and", "jailbreak")
        assert "'and' is searched for as a word" in result.err
        result = run("search", "--snapshot", file, "--author", "Mülller")
        assert "No work here has the author 'Mülller'. Did you mean" in result.err


class TestShow:
    """`show` shows one work."""

    @pytest.mark.parametrize(
        "identity",
        ["2503.01234v2", "https://arxiv.org/pdf/2503.01234", JAILBREAK.citekey, JAILBREAK.title],
    )
    def test_by_any_identity(self, run: Run, file: Path, identity: str) -> None:
        """A field a line, several values below each other."""
        result = run("show", identity, "--snapshot", file)
        assert result.code == 0
        assert result.out.splitlines()[:7] == [
            "id           arxiv:2503.01234",
            "kind         paper",
            "title        VoiceBreak: Jailbreaking Spoken Assistants by Accent",
            "aliases      Accents That Break Assistants",
            "name         VoiceBreak",
            "authors      Ana Müller",
            "             Bo Li",
        ]
        assert "mentions     path papers/safety/jailbreak.md, line 7, section 2025" in result.out

    def test_as_json(self, run: Run, file: Path) -> None:
        """Every field, also those that say nothing."""
        told = json.loads(run("show", BENCHMARK.id, "--json", "--snapshot", file).out)
        assert told["title"] == BENCHMARK.title
        assert told["venue"] is None

    def test_what_is_not_there_is_a_failure(self, run: Run, file: Path) -> None:
        """With near misses, in one line."""
        message = "No entry is '2503.1234'. Did you mean 'arxiv:2503.01234'"
        refused(run("show", "2503.1234", "--snapshot", file), 1, re.escape(message))

    def test_an_identity_is_needed(self, run: Run) -> None:
        """Without it nothing is asked."""
        refused(run("show"), 2, "Missing argument 'IDENTITY'")


class TestCount:
    """`count` counts works."""

    def test_years_are_in_order(self, run: Run, file: Path, catalog: Catalog) -> None:
        """Value and number, parted by a tab; what is not known comes last and is blank."""
        counts = catalog.count("year")
        years = [*sorted(year for year in counts if year), None]
        expected = [f"{year or ''}\t{counts[year]}" for year in years]
        assert run("count", "year", "--snapshot", file).out.splitlines() == expected

    def test_others_by_number(self, run: Run, file: Path, catalog: Catalog) -> None:
        """The most frequent first, those of one number by name."""
        counts = catalog.count("kind")
        kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
        expected = [f"{kind}\t{counts[kind]}" for kind in kinds]
        assert run("count", "kind", "--snapshot", file).out.splitlines() == expected

    def test_of_what_was_chosen(self, run: Run, file: Path, catalog: Catalog) -> None:
        """By a query and criteria, as for `search`; the first few of them."""
        chosen = ["jailbreak", "--kind", "paper", "--limit", "1", "--snapshot", file]
        counts = catalog.where(kind="paper").search("jailbreak").count("year")
        assert run("count", "year", *chosen).out == f"{min(counts)}\t{counts[min(counts)]}\n"

    def test_as_json(self, run: Run, file: Path, catalog: Catalog) -> None:
        """An object a line; what is not known is null."""
        told = json_lines(run("count", "year", "--json", "--snapshot", file))
        assert {record["value"]: record["count"] for record in told} == catalog.count("year")
        assert told[-1]["value"] is None

    def test_of_nothing(self, run: Run, file: Path) -> None:
        """Exit code 1."""
        result = run("count", "year", "nonsense", "--snapshot", file)
        assert result == Result(1, "", "nothing matches\n")

    def test_by_something_else(self, run: Run) -> None:
        """Wrong usage."""
        refused(run("count", "colour"), 2, "not counted by 'colour'\\. BY is year, month")


class TestTopics:
    """`topics` lists the words for `--topic`."""

    def test_all_of_them(self, run: Run, file: Path, catalog: Catalog) -> None:
        """Each with the number of works about it or those below it, and its title."""
        rows = [line.split("\t") for line in run("topics", "--snapshot", file).out.splitlines()]
        known = [topic.slug for topic in tal.topics()]
        assert [row[0] for row in rows][: len(known)] == known
        for slug, number, title in rows[: len(known)]:
            assert title == tal.topics()[slug].title
            assert int(number) == len(catalog.where(topic=slug))

    def test_those_of_the_list_itself(self, run: Run, tmp_path: Path) -> None:
        """A list may have sections that the taxonomy does not know."""
        Catalog([Paper(title="T", topics=["of-its-own"])]).save(tmp_path / "a.json")
        assert run("topics", "--snapshot", tmp_path / "a.json").out.endswith("of-its-own\t1\t\n")

    def test_as_json(self, run: Run, file: Path, catalog: Catalog) -> None:
        """An object a line."""
        told = [
            json.loads(line)
            for line in run("topics", "--json", "--snapshot", file).out.splitlines()
        ]
        number = len(catalog.where(topic="safety"))
        assert told[0] == {
            "topic": "safety",
            "count": number,
            "title": tal.topics()["safety"].title,
        }


class TestBrowse:
    """`browse` shows works in the browser."""

    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The addresses that a browser was asked to open."""
        asked: list[str] = []

        def opens(url: str) -> bool:
            asked.append(url)
            return True

        monkeypatch.setattr(webbrowser, "open", opens)
        return asked

    def test_opens_a_page(self, run: Run, file: Path, opened: list[str]) -> None:
        """A new one that stays, with the works that were chosen; its path is printed."""
        result = run("browse", "voicebreak", "--snapshot", file)
        path = Path(result.out.removesuffix("\n"))
        assert result == Result(0, f"{path}\n", "")
        assert opened == [path.as_uri()]
        page = path.read_text(encoding="utf-8")
        assert JAILBREAK.title in page
        assert BENCHMARK.title not in page
        shutil.rmtree(path.parent)

    def test_where_it_is_wanted(
        self, run: Run, file: Path, opened: list[str], tmp_path: Path
    ) -> None:
        """And unopened, if so wanted."""
        path = tmp_path / "page.html"
        result = run("browse", "--snapshot", file, "-o", path, "--no-open")
        assert result == Result(0, f"{path}\n", "")
        assert path.read_text(encoding="utf-8") == load(file).to_html()
        assert opened == []

    def test_as_json(self, run: Run, file: Path, opened: list[str], tmp_path: Path) -> None:
        """An object with the path."""
        path = tmp_path / "page.html"
        result = run("browse", "--snapshot", file, "-o", path, "--json")
        assert json.loads(result.out) == {"path": str(path)}
        assert opened == [path.as_uri()]

    def test_without_a_browser(
        self, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """As on a server: the page is there all the same."""
        monkeypatch.setattr(webbrowser, "open", lambda _: False)
        path = tmp_path / "page.html"
        result = run("browse", "--snapshot", file, "-o", path)
        assert result == Result(0, f"{path}\n", "No browser could be opened.\n")
        assert path.exists()

    def test_another_ending(self, run: Run, opened: list[str], tmp_path: Path) -> None:
        """Wrong usage, before anything is written."""
        refused(run("browse", "-o", tmp_path / "page.bib"), 2, "ends in .html")
        assert opened == []
        assert list(tmp_path.iterdir()) == []

    def test_nothing_found(self, run: Run, file: Path, opened: list[str], tmp_path: Path) -> None:
        """Then there is no page."""
        result = run("browse", "nonsense", "--snapshot", file, "-o", tmp_path / "page.html")
        assert result == Result(1, "", "nothing matches\n")
        assert not (tmp_path / "page.html").exists()
        assert opened == []


class TestExport:
    """`export` writes references."""

    def test_as_json(self, run: Run, file: Path) -> None:
        """JSON Lines."""
        result = run("export", "--json", "--snapshot", file)
        assert result.out == load(file).to_jsonl()
        assert run("export", "--json", "--format", "jsonl", "--snapshot", file) == result

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--format", "ris", "--json"],
            ["-o", "x.bib", "--format", "ris"],
            ["-o", "x.bib", "--json"],
        ],
    )
    def test_two_formats_are_one_too_many(self, run: Run, arguments: list[str]) -> None:
        """Wrong usage: none of them is passed over."""
        refused(run("export", *arguments), 2, "--format")

    def test_nothing_found(self, run: Run, file: Path, tmp_path: Path) -> None:
        """Exit code 1, and no file."""
        result = run("export", "nonsense", "--snapshot", file, "-o", tmp_path / "refs.bib")
        assert result == Result(1, "", "nothing matches\n")
        assert not (tmp_path / "refs.bib").exists()

    def test_without_what_a_format_needs(
        self, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It says what to install."""
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        refused(run("export", "--format", "parquet", "--snapshot", file), 1, "pip install .*arrow")

    @pytest.mark.parametrize("ending", sorted(set(FORMATS) - {".parquet", ".sqlite"}))
    def test_to_stdout(self, run: Run, file: Path, ending: str) -> None:
        """In UTF-8, whatever the terminal's encoding is."""
        result = run("export", "--format", ending[1:], "--snapshot", file)
        assert result.out.replace("\r\n", "\n") == str(FORMATS[ending](load(file))).replace(
            "\r\n", "\n"
        )
        assert result.err == ""

    def test_bytes_to_stdout(
        self,
        file: Path,
        monkeypatch: pytest.MonkeyPatch,
        capfdbinary: pytest.CaptureFixture[bytes],
    ) -> None:
        """For a pipe into a file."""
        arguments = ["export", "--format", "sqlite", "--snapshot", str(file)]
        monkeypatch.setattr(sys, "argv", ["prog", *arguments])
        with pytest.raises(SystemExit):
            main()
        assert capfdbinary.readouterr().out.startswith(b"SQLite format 3\x00")

    def test_is_bibtex_unless_told_otherwise(self, run: Run, file: Path) -> None:
        """What most people want."""
        result = run("export", "hearing", "--snapshot", file)
        assert result.out == load(file).search("hearing").to_bibtex()

    def test_to_a_file(self, run: Run, file: Path, tmp_path: Path) -> None:
        """Its ending chooses the format; what was written is said to people."""
        path = tmp_path / "refs.jsonl"
        result = run("export", "--kind", "benchmark", "-o", path, "--snapshot", file)
        assert result == Result(0, "", f"2 entries in {path}\n")
        assert path.read_text(encoding="utf-8") == load(file).benchmarks.to_jsonl()

    def test_csv_for_excel(self, run: Run, file: Path, tmp_path: Path) -> None:
        """With the mark by which it sees UTF-8, into a file and into a pipe."""
        path = tmp_path / "works.csv"
        assert run("export", "--bom", "-o", path, "--snapshot", file).code == 0
        piped = run("export", "--bom", "--format", "csv", "--snapshot", file)
        text = load(file).to_csv(bom=True)
        assert path.read_bytes() == text.encode()
        assert piped.out.replace("\r\n", "\n") == text.replace("\r\n", "\n")
        assert text.startswith("\ufeff")

    @pytest.mark.parametrize("arguments", [[], ["--format", "ris"], ["-o", "refs.bib"]])
    def test_no_other_format_has_such_a_mark(self, run: Run, arguments: list[str]) -> None:
        """Programs that read it would take it for text."""
        refused(run("export", "--bom", *arguments), 2, "--bom is for CSV")

    def test_to_a_file_of_no_format(self, run: Run, file: Path, tmp_path: Path) -> None:
        """It says which there are."""
        result = run("export", "-o", tmp_path / "refs.docx", "--snapshot", file)
        refused(result, 2, "The endings are .bib")

    def test_to_a_place_that_is_not_there(self, run: Run, file: Path, tmp_path: Path) -> None:
        """Exit code 1, one line."""
        refused(
            run("export", "-o", tmp_path / "x" / "refs.bib", "--snapshot", file), 1, "No such file"
        )


class TestFetch:
    """`fetch` fetches the list, and says what it has."""

    def test_prints_the_pin(self, run: Run, server: ListServer) -> None:
        """For programs; the counts are for people. Nothing else is printed where no terminal is."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        result = run("fetch")
        assert result.code == 0
        assert result.out == f"{load('latest').snapshot.pin}\n"
        assert result.err.splitlines() == ["1 entries, 0 lines skipped"]

    def test_of_a_commit_of_another_repository(self, run: Run, server: ListServer) -> None:
        """Both may be named."""
        commit = server.put({"README.md": "# A list\n"}, repo="some/list")
        with_warning = run("fetch", commit, "--repo", "some/list")
        assert with_warning.out.startswith(f"github:some/list@{commit}#sha256:")
        assert re.search(
            r"^warning: The list some/list .* has no entries[^\n]*$", with_warning.err, re.M
        )

    def test_as_json(self, run: Run, server: ListServer) -> None:
        """The snapshot as an object, as in `snapshots`, with what it has."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        told = json.loads(run("fetch", "--json").out)
        assert (told.pop("entries"), told.pop("skipped")) == (1, 0)
        known = json_lines(run("snapshots", "--json"))
        assert told in known

    def test_of_a_pin(self, run: Run, server: ListServer) -> None:
        """Gives what has its digest; a pin that says otherwise is refused, and nothing is kept."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        pin = run("fetch").out.strip()
        assert run("fetch", pin).out.strip() == pin
        other = pin[:-4] + ("0000" if pin[-4:] != "0000" else "1111")
        refused(run("fetch", other), 1, other.partition("#")[2])
        refused(run("fetch", "2026.11@sha256:abc"), 2, "`pin` must be one line")

    def test_records_of_identifiers(self, run: Run, registrars: Registrars, tmp_path: Path) -> None:
        """`resolve` asks for identifiers, or for all of a snapshot, and tells what is not known."""
        mine = tmp_path / "mine.json"
        Catalog([Paper(title="Teacups That Listen", arxiv="2501.00001")]).save(mine)
        registrars.papers["2501.00001"] = atom("2501.00001", "Teacups That Listen")
        result = run("resolve", "2501.00001", "2501.99999")
        assert "Teacups That Listen" in result.out
        assert result.err.startswith("2501.99999: not known")
        (record,) = json_lines(run("resolve", "--snapshot", str(mine), "--json"))
        assert record["authors"] == ["Ana Müller", "Bo Li"]
        assert len(registrars.requests) == 1
        assert run("resolve", "2501.00001", "-o", str(tmp_path / "refs.bib")).code == 0
        assert "Listen" in (tmp_path / "refs.bib").read_text(encoding="utf-8")
        assert run("resolve", "2501.99999").code == 1
        assert run("resolve", "2501.00001", "--refresh").code == 0
        assert len(registrars.requests) == 2
        refused(run("resolve"), 2, "Name identifiers, or a snapshot")
        refused(run("resolve", "x", "--snapshot", str(mine)), 2, "not both")

    def test_and_is_cleared(self, run: Run, server: ListServer) -> None:
        """`clear-cache` prints the pins of what it removes, which bring it back."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        pin = run("fetch").out.strip()
        assert run("clear-cache", "--keep", pin).err == "0 snapshots removed\n"
        assert run("clear-cache", "--before", "2020").out == ""
        told = json_lines(run("clear-cache", "--json"))
        assert [record["pin"] for record in told] == [pin]
        assert run("fetch", pin).out.strip() == pin
        result = run("clear-cache")
        assert (result.out.strip(), result.err) == (pin, "1 snapshot removed\n")
        refused(run("clear-cache", "--before", "never"), 2, "`before` is no day")

    def test_a_failure_is_one_line(self, run: Run, server: ListServer) -> None:
        """Exit code 1."""
        server.always = status(404)
        refused(run("fetch"), 1, "404")

    def test_no_repository_is_one_line(self, run: Run) -> None:
        """Before anything is asked."""
        refused(run("fetch", "--repo", "nonsense"), 1, "as its address, not 'nonsense'")
        assert "/" in REPO


class TestDiff:
    """`diff` shows what changed."""

    @pytest.fixture
    def newer(self, catalog: Catalog, tmp_path: Path) -> Path:
        """A snapshot file with one work more."""
        path = tmp_path / "newer.json"
        (catalog | Catalog([Paper(title="A New Work")])).save(path)
        return path

    @pytest.mark.parametrize(
        ("format_", "written"),
        [("text", str), ("markdown", tal.Diff.to_markdown), ("json", tal.Diff.to_json)],
    )
    def test_in_every_format(
        self, run: Run, file: Path, newer: Path, format_: str, written: Callable[[tal.Diff], str]
    ) -> None:
        """As the library writes it."""
        result = run("diff", file, newer, "--format", format_)
        assert result == Result(
            0, written(tal.diff(load(file), load(newer))).rstrip("\n") + "\n", ""
        )
        assert "A New Work" in result.out

    def test_as_json(self, run: Run, file: Path, newer: Path) -> None:
        """The same as `--format json`, and nothing else."""
        assert run("diff", file, newer, "--json") == run("diff", file, newer, "--format", "json")
        refused(run("diff", file, newer, "--json", "--format", "markdown"), 2, "--json is --format")

    def test_in_colour_where_it_is_asked_for(
        self, run: Run, file: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As in the log of a workflow; the text is the same."""
        plain = run("diff", file, newer).out
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.delenv("NO_COLOR", raising=False)
        coloured = run("diff", file, newer).out
        assert "\x1b[32m" in coloured
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain

    def test_with_the_latest(self, run: Run) -> None:
        """Where nothing was fetched, that is the newest bundled one."""
        oldest = snapshot_names()[-1]
        result = run("diff", oldest)
        assert result.out == f"{tal.diff(load(oldest), load())}\n"

    def test_with_what_is_not_there(self, run: Run) -> None:
        """Exit code 1, one line."""
        refused(run("diff", "2024.1"), 1, "No snapshot is called '2024.1'")


class TestSnapshots:
    """`snapshots` lists what there is."""

    def test_lists_date_origin_and_pin(self, run: Run, server: ListServer) -> None:
        """The bundled and the fetched, newest first."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        pin = tal.fetch().snapshot.pin
        rows = [line.split("\t") for line in run("snapshots").out.splitlines()]
        assert [row[2] for row in rows] == [snapshot.pin for snapshot in tal.snapshots()]
        assert {row[2]: row[1] for row in rows}[pin] == "fetched"
        assert [row[1] for row in rows].count("bundled") == len(snapshot_names())

    def test_as_json(self, run: Run, server: ListServer) -> None:
        """An object a line, with all that is known of each."""
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        snapshot = tal.fetch().snapshot
        told = json_lines(run("snapshots", "--json"))
        assert [record["pin"] for record in told] == [known.pin for known in tal.snapshots()]
        (fetched,) = [record for record in told if record["from"] == "fetched"]
        assert snapshot.fetched is not None
        assert fetched == {
            "name": snapshot.name,
            "from": "fetched",
            "source": snapshot.source,
            "commit": snapshot.commit,
            "date": str(snapshot.date),
            "fetched": snapshot.fetched.isoformat(),
            "digest": snapshot.digest,
            "pin": snapshot.pin,
        }
        assert {record["fetched"] for record in told if record["from"] == "bundled"} == {None}


class ATerminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is none."""
        return True


class TestTerminal:
    """What people see, in this process; `test_terminal.py` has real terminals."""

    @pytest.fixture
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make stdout a terminal, one of 80 columns and 25 lines that knows no colours."""
        monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
        for name, value in {"TERM": "dumb", "COLUMNS": "80", "LINES": "25", "LESS": ""}.items():
            monkeypatch.setenv(name, value)
        for name in ("PAGER", "NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)

    @pytest.mark.usefixtures("terminal")
    def test_a_terminal_gets_a_table(self, run: Run, file: Path) -> None:
        """With a header, folded to its width."""
        result = run("search", "voicebreak OR whispering", "--snapshot", file)
        lines = result.out.splitlines()
        assert any(re.match(r"\s*key +year +kind +title", line) for line in lines)
        assert "muller2025voicebreak" in result.out
        assert "(unverified)" in result.out
        assert max(map(len, lines)) <= 80

    @pytest.mark.usefixtures("terminal")
    @pytest.mark.parametrize(("columns", "before"), [("40", "  "), ("25", "\n")])
    def test_a_narrow_one_gets_what_fits(
        self, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, columns: str, before: str
    ) -> None:
        """The title below the rest."""
        monkeypatch.setenv("COLUMNS", columns)
        result = run("search", "voicebreak", "--snapshot", file)
        assert result.out.startswith(f"muller2025voicebreak{before}2025")
        assert f" {JAILBREAK.title} 1 work, snapshot" in " ".join(result.out.split())

    @pytest.mark.usefixtures("terminal")
    def test_pins_stay_whole(self, run: Run) -> None:
        """However narrow it is."""
        lines = run("snapshots").out.splitlines()
        assert f"  {load().snapshot.pin}" in lines

    @pytest.mark.usefixtures("terminal")
    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
    def test_counts_have_bars(
        self, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
    ) -> None:
        """Of what the terminal knows."""
        with ATerminal(open(os.dup(1), "wb"), encoding=encoding) as stdout:
            monkeypatch.setattr(sys, "stdout", stdout)
            result = run("count", "kind", "--snapshot", file)
        assert ("█" * 12 if encoding == "utf-8" else "#" * 12) in result.out

    @pytest.mark.usefixtures("terminal")
    @pytest.mark.parametrize("identity", [JAILBREAK.id, "A Work Without Date"])
    def test_a_card(self, run: Run, file: Path, identity: str) -> None:
        """What nobody has verified says so."""
        result = run("show", identity, "--snapshot", file)
        entry = load(file)[identity]
        assert result.out.startswith(f"{entry.title}\n")
        assert ("Not verified" in result.out) == (not entry.verified)
        assert re.search(rf"^id +{re.escape(entry.id)}$", result.out, re.M)

    @pytest.mark.usefixtures("terminal")
    @pytest.mark.parametrize("asked", [[], ["--no-pager"]])
    def test_a_pager(
        self,
        run: Run,
        file: Path,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        asked: list[str],
    ) -> None:
        """For what is longer than the screen, unless nobody wants it."""
        monkeypatch.setenv("LINES", "5")
        monkeypatch.setenv("PAGER", marking_pager(tmp_path))
        with ATerminal(open(os.devnull, "rb")) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            result = run(*asked, "search", "--snapshot", file)
        assert JAILBREAK.citekey in result.out
        assert ("paged:" in result.out) == (not asked)

    @pytest.mark.usefixtures("terminal")
    def test_progress_is_for_people(
        self, run: Run, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The bar is on stderr, so that the pin can still be piped."""
        monkeypatch.setenv("TERM", "xterm")
        server.put({"README.md": "- 2025/03/09 [T](https://arxiv.org/abs/2503.01234)\n"})
        result = run("fetch")
        assert result.out == f"{load('latest').snapshot.pin}\n"
        assert "fetching" in result.err
        assert "bytes" in result.err

    @pytest.mark.usefixtures("terminal")
    def test_markup_in_a_title_is_text(self, run: Run, tmp_path: Path) -> None:
        """Brackets are no colours."""
        Catalog([Paper(title="[red]A[/red] [link=x]", date="2025")]).save(tmp_path / "a.json")
        assert "[red]A[/red] [link=x]" in run("search", "--snapshot", tmp_path / "a.json").out

    @pytest.mark.parametrize(
        "arguments",
        [
            ["search"],
            ["search", "--json"],
            ["show", "T red end"],
            ["show", "--json", "T red end"],
            ["export"],
            ["export", "--format", "jsonl"],
            ["diff", "2025.11"],
        ],
    )
    def test_no_escape_sequence_reaches_it(
        self, run: Run, tmp_path: Path, arguments: list[str]
    ) -> None:
        """Whatever an entry holds."""
        path = tmp_path / "a.json"
        Catalog([Paper(title=NASTY, aliases=["T red end"], authors=[NASTY], note=NASTY)]).save(path)
        named = [str(path)] if arguments[0] == "diff" else ["--snapshot", str(path)]
        result = run(*arguments, *named)
        assert result.out
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", result.out + result.err)

    def test_no_escape_sequence_in_an_error(self, run: Run, file: Path) -> None:
        """What was asked for may hold one, too."""
        result = run("show", "\x1b[31mred", "--snapshot", "\x1b]0;x\x07")
        assert result.code == 1
        assert "\x1b" not in result.err
        assert result.err.count("\n") == 1


class TestProgram:
    """The program around the commands."""

    @pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["search", "-h"]])
    def test_helps(self, run: Run, arguments: list[str]) -> None:
        """Also when nothing is asked."""
        result = run(*arguments)
        assert result.code == 0
        assert result.out.startswith("Usage: trustworthy-audio-llms ")
        assert result.err == ""

    def test_names_every_command(self, run: Run) -> None:
        """With what it does."""
        out = run("--help").out
        for command in commands.commands:
            assert re.search(rf"^  {command} +[A-Z]", out, re.M)
        assert "...\n" not in out.partition("Commands:")[2]  # Each says it in few words.

    @pytest.mark.parametrize("arguments", [["nonsense"], ["-x"], ["--nonsense"]])
    def test_no_such_command(self, run: Run, arguments: list[str]) -> None:
        """Wrong usage."""
        refused(run(*arguments), 2, "No such ")

    @pytest.mark.parametrize(
        ("arguments", "meant"),
        [
            (["serch"], "'search'"),
            (["snapshot"], "'snapshots'"),
            (["search", "--topc", "safety"], "--topic"),
            (["search", "--topic", "safty"], "'safety'"),
            (["search", "--has", "cod"], "'code'"),
            (["search", "--sort", "yeer"], "'year'"),
            (["show", "2405.1910"], "'arxiv:2405.19103'"),
            (["diff", "2025.1"], "'2025.11'"),
        ],
    )
    def test_near_misses(self, run: Run, arguments: list[str], meant: str) -> None:
        """What was probably meant is named."""
        result = run(*arguments)
        assert result.code in (1, 2)
        assert re.search(r"Did you mean|Possible options", result.err)  # As click has it.
        assert meant in result.err
        assert result.err.count("\n") == 1

    def test_version(self, run: Run) -> None:
        """It also says how old the data are."""
        expected = f"trustworthy-audio-llms {tal.__version__}, newest bundled snapshot "
        assert run("--version") == Result(0, f"{expected}{snapshot_names()[0]}\n", "")

    def test_version_of_what_is_not_installed(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A checkout on the path has none; the data are known all the same."""

        def version(name: str) -> str:
            raise metadata.PackageNotFoundError(name)

        monkeypatch.setattr(metadata, "version", version)
        monkeypatch.delitem(vars(tal), "__version__", raising=False)
        name = load().snapshot.name
        told = f"trustworthy-audio-llms (not installed), newest bundled snapshot {name}\n"
        assert run("--version") == Result(0, told, "")

    def test_interrupted(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C ends it without a traceback."""

        def interrupt() -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("trustworthy_audio_llms.snapshots", interrupt)
        result = run("snapshots")
        assert result.code == 1
        assert "Traceback" not in result.err

    def test_a_pipe_that_is_closed(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The reader has seen enough; nobody needs to be told."""

        def write() -> None:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

        for name in ("stdout", "stderr"):  # Click puts others in their place.
            monkeypatch.setattr(sys, name, getattr(sys, name))
        monkeypatch.setattr("trustworthy_audio_llms.snapshots", write)
        assert run("snapshots").err == ""

    def test_a_broken_installation_is_not_hidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is nothing that an extra would mend."""
        monkeypatch.setitem(sys.modules, "trustworthy_audio_llms._snapshots.codec", None)
        monkeypatch.setattr(sys, "argv", ["prog", "show", "2405.19103"])
        with pytest.raises(ModuleNotFoundError, match="codec"):
            main()

    def test_an_error_that_is_ours_is_not_hidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A bug keeps its traceback."""

        def fail() -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("trustworthy_audio_llms.snapshots", fail)
        monkeypatch.setattr(sys, "argv", ["prog", "snapshots"])
        with pytest.raises(ZeroDivisionError):
            main()


def opened(address: str) -> bool:
    """A browser that looks at pages, and whose user ends a screening at once."""
    return finish(address) if address.startswith("http:") else True


class TestScreen:
    """`screen` serves a page until somebody is done."""

    def test_the_counts(
        self, run: Run, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """They are told at the end, as text or JSON, and the address goes first."""
        monkeypatch.setattr(webbrowser, "open", opened)
        review = Review(catalog)
        review.decide(catalog[0], "include", by="ann")
        review.save(tmp_path / "review.json")
        told = run("screen", tmp_path / "review.json", "--by", "ann")
        assert told.out.startswith("http://127.0.0.1:")
        assert told.err == "1 decisions, 11 works undecided\n"
        told = run("screen", tmp_path / "review.json", "--stage", "eligibility", "--json")
        assert json.loads(told.out.splitlines()[1]) == {"decisions": 1, "undecided": 12}

    def test_a_new_review(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of a snapshot and a list, each named as it was given; nothing is begun over another."""
        monkeypatch.setattr(webbrowser, "open", opened)
        monkeypatch.chdir(tmp_path)
        Path("list.md").write_text("- 2025/03/09 [T](http://arxiv.org/abs/2503.01234)\n")
        begin = ("screen", "voices.json", "--of", "2025.11", "--of", "list.md")
        assert run(*begin).code == 0
        flow = Review.load("voices.json").flow()
        assert [source.name for source in flow.sources] == ["2025.11", "list.md"]
        assert flow.title == "voices"
        told = run(*begin)
        assert told.code == 2
        assert "is there already" in told.err

    def test_no_review(self, run: Run, tmp_path: Path) -> None:
        """One line says so."""
        told = run("screen", tmp_path / "review.json")
        assert told.code == 1
        assert "review.json" in told.err


class TestHelp:
    """Every command shows how it is used, in examples that work."""

    @pytest.fixture
    def run_all(
        self,
        run: Run,
        server: ListServer,
        registrars: Registrars,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> Callable[[list[str]], None]:
        """Runs examples, in a folder with a list and with one to fetch."""
        text = "- 2025/03/09 [T](http://arxiv.org/abs/2503.01234)\n"
        (tmp_path / "README.md").write_text(text, encoding="utf-8")
        (tmp_path / "paper.bib").write_text("@misc{t, title = {Of T}}\n", encoding="utf-8")
        server.put({"README.md": text}, refs=("HEAD", "main"))
        monkeypatch.chdir(tmp_path)
        registrars.papers["2405.19103"] = atom("2405.19103", "Voice Jailbreak Attacks")
        registrars.works["10.1000/saucers"] = csl("10.1000/saucers", "Saucers That Speak")
        Review([load("2025.11"), load("2026.11")]).save(tmp_path / "review.json")
        monkeypatch.setattr(webbrowser, "open", opened)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

        def run_all(examples: list[str]) -> None:
            assert examples
            for example in examples:
                result = run(*shlex.split(example))
                assert result.code == 0, (example, result)
                assert result.out or result.err or " -o " in example

        return run_all

    @pytest.mark.parametrize("name", sorted(commands.commands))
    def test_examples(self, run: Run, run_all: Callable[[list[str]], None], name: str) -> None:
        """Each of them."""
        if name == "plot":
            pytest.importorskip("matplotlib", reason="matplotlib is not installed")
        shown = run(name, "--help").out.partition("Example")[2]
        run_all(re.findall(rf"(?:tal|audio-llms) ({name}\b[^|)>#\n]*)", shown))

    def test_examples_of_the_page(self, run_all: Callable[[list[str]], None]) -> None:
        """Those in the documentation, too, which tells of every command."""
        page = (Path(__file__).parents[2] / "docs/commandline.md").read_text(encoding="utf-8")
        run_all(re.findall(r"^trustworthy-audio-llms ([^|\n]*)", page, re.M))
        assert set(re.findall(r"(?:tal|-llms) ([\w-]+)", page)) >= set(commands.commands)

    @pytest.mark.parametrize("name", sorted(commands.commands))
    def test_every_option_has_help(self, name: str) -> None:
        """And the examples fit a terminal of 80 columns."""
        for one in commands.commands[name].params:
            assert isinstance(one, click.Argument) or (isinstance(one, click.Option) and one.help)
        examples = (commands.commands[name].epilog or "").splitlines()
        assert max(map(len, examples)) <= 80

    @pytest.mark.parametrize("name", sorted(commands.commands))
    def test_json(self, name: str) -> None:
        """All that has something to tell programs has `--json`."""
        options = {option for one in commands.commands[name].params for option in one.opts}
        assert ("--json" in options) == (name != "completion")

    def test_near_misses_of_what_is_counted(self, run: Run) -> None:
        """And not all the fields there are."""
        refused(run("count", "yaer"), 2, "Did you mean 'year'\\? BY is ")
        refused(run("count"), 2, "Missing argument 'BY'. BY is year, month, .* or any field")


def process(*arguments: str, code: str = "", **environment: str) -> subprocess.Popen[bytes]:
    """Start the command line in a process of its own, after some other code."""
    start = ["-c", f"{code}\nfrom trustworthy_audio_llms._cli.main import main\nmain()"]
    command = start if code else ["-m", "trustworthy_audio_llms"]
    return subprocess.Popen(
        [sys.executable, "-W", "error", *command, *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


class TestProcess:
    """What only a process of its own shows."""

    def test_python_m(self, file: Path) -> None:
        """`python -m trustworthy_audio_llms` is the command line."""
        started = process("show", "2503.01234", "--snapshot", str(file))
        out, err = started.communicate()
        assert (started.returncode, err) == (0, b"")
        assert out.startswith(b"id           arxiv:2503.01234")

    @pytest.mark.parametrize(
        ("arguments", "absent"),
        [
            (["--help"], {"cattrs", "markdown_it", "requests", "rich", "sqlite3"}),
            (["snapshots"], {"markdown_it", "requests", "rich", "sqlite3"}),
            (["diff", "2025.11"], {"markdown_it", "requests", "rich", "sqlite3"}),
        ],
    )
    def test_loads_only_what_it_needs(self, arguments: list[str], absent: set[str]) -> None:
        """So that help, and what goes into a pipe, comes at once."""
        code = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
        _, err = process(*arguments, code=code).communicate()
        loaded = set(err.decode().split())
        assert "click" in loaded
        assert not loaded & absent

    @pytest.mark.parametrize("missing", ["click", "rich"])
    def test_without_the_extra(self, missing: str) -> None:
        """It says what to install."""
        block = (
            "import sys\n"
            "class Missing:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            f"        if name.partition('.')[0] == {missing!r}:\n"
            "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
            "sys.meta_path.insert(0, Missing())"
        )
        started = process("snapshots" if missing == "click" else "fetch", code=block)
        out, err = started.communicate()
        assert (started.returncode, out) == (1, b"")
        assert err.count(b"\n") == 1
        assert b"pip install 'trustworthy_audio_llms[cli]'" in err

    def test_a_reader_that_has_seen_enough(self) -> None:
        """`| head -1` gets its line, and nobody a traceback."""
        started = process("search", "--json")
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.readline().startswith(b'{"id": "')
        started.stdout.close()
        err = started.stderr.read()
        started.stderr.close()
        assert started.wait() in (0, 1)  # As the release of click has it.
        assert err == b""

    def test_a_terminal_that_cannot_show_a_title(self, tmp_path: Path) -> None:
        """What is printed for people is escaped, what is exported is UTF-8."""
        path = tmp_path / "a.json"
        Catalog([Paper(title="语音 über alles")]).save(path)
        arguments = ["search", "--snapshot", str(path)]
        started = process(*arguments, PYTHONIOENCODING="latin-1")
        out, err = started.communicate()
        assert (started.returncode, err) == (0, b"")
        assert b"\\u8bed\\u97f3 \xfcber alles" in out
        started = process(*arguments, "--json", PYTHONIOENCODING="latin-1")
        assert "语音 über alles".encode() in started.communicate()[0]
