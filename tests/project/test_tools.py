"""`tools/catalogue.py`, run for real on a copy of the data."""

import difflib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from archives import unpack

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Benchmark, Entry, Paper, Snapshot
from trustworthy_audio_llms._bundle import read_data, snapshot_names
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import snapshot_file

ROOT = Path(__file__).parents[2]
NEWEST = snapshot_names()[0]

NEW = ("2512.98765", "--title", "Orders in a Whisper: Attacks by Tone")
FACTS = (
    *("--author", "Ana Müller", "--author", "Bo Li", "--date", "2025-12-08"),
    *("--topic", "safety/jailbreak", "--keyword", "voice assistants", "--kind", "benchmark"),
)
EVIDENCE = ("--evidence", "one/list:README.md", "--evidence", "https://two.example.org/1")


class Checkout:
    """A copy of what the tool works on: itself, the snapshots, and the page about them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.snapshots = root / "data" / "snapshots"
        self.changes = root / "tools" / "changes" / NEWEST
        self.page = root / "docs" / "catalogue.md"
        shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__*"))
        self.snapshots.mkdir(parents=True)
        for name in snapshot_names():
            self.file(name).write_bytes(read_data(f"snapshots/{name}.json"))
        for name in ("keywords.json", "names.json"):
            (root / "data" / name).write_bytes(read_data(name))
        self.page.parent.mkdir()
        for page in ("docs/catalogue.md", "docs/verification.md", "README.md"):
            shutil.copy(ROOT / page, root / page)

    def file(self, name: str = NEWEST) -> Path:
        """The file of a snapshot."""
        return self.snapshots / f"{name}.json"

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the tool with these arguments."""
        return subprocess.run(
            [sys.executable, self.root / "tools" / "catalogue.py", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def add(self, *arguments: str) -> Entry:
        """Add a work to the newest snapshot, and give it back as it stands there."""
        before = tal.load(self.file())
        done = self.run("add", *arguments)
        assert done.returncode == 0, done.stderr
        [added] = tal.load(self.file()) - before
        return added

    def refusal(self, *arguments: str) -> str:
        """Why a work is not added; the snapshot stays as it was."""
        before = self.file().read_bytes()
        done = self.run("add", *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert self.file().read_bytes() == before
        return done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh copy."""
    return Checkout(tmp_path)


class TestAdd:
    """`add`: from an identifier or a row with its facts to a record in its place."""

    def test_an_identifier_with_its_facts_becomes_a_record(self, checkout: Checkout) -> None:
        """Every fact is in its field; the page of the work is its link."""
        assert checkout.add(*NEW, *FACTS, *EVIDENCE) == Benchmark(
            title="Orders in a Whisper: Attacks by Tone",
            authors=("Ana Müller", "Bo Li"),
            date="2025-12-08",
            topics=("safety/jailbreak",),
            keywords=("voice assistant",),
            scope="audio-llm",
            url="https://arxiv.org/abs/2512.98765",
            arxiv="2512.98765",
            verified=True,
            evidence=("one/list:README.md", "https://two.example.org/1"),
        )

    def test_only_that_entry_and_the_header_change(self, checkout: Checkout) -> None:
        """The change can be read in a pull request, and the file keeps every rule."""
        before = checkout.file().read_text(encoding="utf-8").splitlines()
        done = checkout.run("add", *NEW, *FACTS, *EVIDENCE)
        after = checkout.file().read_text(encoding="utf-8").splitlines()
        lines = list(difflib.ndiff(before[1:], after[1:]))
        added = "\n".join(line[2:] for line in lines if line.startswith("+ "))

        assert done.stdout == (
            f"data/snapshots/{NEWEST}.json: added arxiv:2512.98765 as muller2025orders, verified\n"
        )
        assert not [line for line in lines if line.startswith("- ")]
        [change] = (checkout.changes / "added.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(change)["arxiv"] == "2512.98765"
        assert added.count('"id":') == added.count('"arxiv:2512.98765"') == 1
        assert re.sub("sha256:[0-9a-f]+", "", before[0]) == re.sub("sha256:[0-9a-f]+", "", after[0])
        assert checkout.run("check").returncode == 0

    def test_a_row_of_the_launched_form_is_accepted(self, checkout: Checkout) -> None:
        """With its year, venue and status, its keywords, and the topic they mean."""
        row = "| 2025 | **Orders in a Whisper** | ICLR 2026 (under review) | Jailbreak, tone |"
        added = checkout.add(row, "--openreview", "aBcDeFgHiJ", "--author", "Bo Li", *EVIDENCE)

        assert added == Paper(
            title="Orders in a Whisper",
            authors=("Bo Li",),
            date="2025",
            venue="ICLR 2026",
            status="under-review",
            topics=("safety/jailbreak",),
            keywords=("jailbreak",),
            scope="audio-llm",
            url="https://openreview.net/forum?id=aBcDeFgHiJ",
            openreview="aBcDeFgHiJ",
            verified=True,
            evidence=("one/list:README.md", "https://two.example.org/1"),
        )

    def test_options_go_before_what_the_row_says(self, checkout: Checkout) -> None:
        """A contributor corrects a row without writing it again."""
        row = "| 2025 | Orders in a Whisper | arXiv | tone |"
        added = checkout.add(
            *(row, "--arxiv", "2512.98765", "--date", "2025-12-08", "--venue", "ACL 2026"),
            *("--status", "published", "--topic", "safety", "--author", "Bo Li"),
        )

        assert (str(added.date), added.venue, added.status) == (
            "2025-12-08",
            "ACL 2026",
            "published",
        )

    @pytest.mark.parametrize(
        ("work", "identity", "url"),
        [
            ("https://arxiv.org/pdf/2512.98765v2", "arxiv:2512.98765", None),
            ("10.1145/9999999.1234567", "doi:10.1145/9999999.1234567", None),
            ("openreview:aBcDeFgHiJ", "openreview:aBcDeFgHiJ", None),
            ("https://aclanthology.org/2031.acl-long.9999/", "acl:2031.acl-long.9999", None),
            ("2512.98765", "arxiv:2512.98765", "https://voice.example.org/orders"),
        ],
    )
    def test_any_identifier_in_any_spelling_names_a_work(
        self, checkout: Checkout, work: str, identity: str, url: str | None
    ) -> None:
        """Its page is the link unless another is given."""
        given = ("--url", url) if url else ()
        added = checkout.add(work, *NEW[1:], "--topic", "safety", *given)

        assert added.id == identity
        assert added.url == (url or added.url)
        assert added.url is not None
        assert tal.Catalog([added]).audit() == [] or identity.startswith(("doi", "open", "acl"))

    def test_without_a_date_it_has_the_month_of_its_arxiv_identifier(
        self, checkout: Checkout
    ) -> None:
        """That much is known."""
        assert str(checkout.add(*NEW, "--topic", "safety").date) == "2025-12"

    @pytest.mark.parametrize(
        "evidence",
        [
            (),
            ("--evidence", "one/list:README.md"),
            ("--evidence", "one/list:README.md", "--evidence", "one/other:README.md"),
        ],
    )
    def test_without_two_sources_it_is_not_verified(
        self, checkout: Checkout, evidence: tuple[str, ...]
    ) -> None:
        """Two pieces of evidence of one owner are one source; a note says so."""
        done = checkout.run("add", *NEW, *FACTS, *evidence)
        added = tal.load(checkout.file())["2512.98765"]

        assert done.stdout.endswith(", not verified\n")
        assert not added.verified
        assert added.note == "Not confirmed by two independent sources."

    def test_without_an_identifier_it_is_not_verified(self, checkout: Checkout) -> None:
        """There is nothing for two sources to agree on, unless another work introduces it."""
        row = "| 2025 | {} | arXiv | jailbreak |"
        author = ("--author", "Bo Li")
        introduced = ("--introduced-by", "arxiv:2405.19103")

        assert not checkout.add(row.format("Orders of Tone"), *author, *EVIDENCE).verified
        assert checkout.add(row.format("More of Tone"), *author, *EVIDENCE, *introduced).verified

    def test_a_note_of_ones_own_is_kept(self, checkout: Checkout) -> None:
        """It says more."""
        added = checkout.add(*NEW, *FACTS, "--note", "Seen on a poster only.")
        assert added.note == "Seen on a poster only."

    def test_citation_keys_of_others_stay(self, checkout: Checkout) -> None:
        """A key that is taken gets letters, though the new work is older."""
        taken = tal.load(checkout.file())["2405.19103"]
        before = {entry.id: entry.citekey for entry in tal.load(checkout.file())}
        added = checkout.add(
            *("2405.98765", "--title", f"{taken.title.split()[0]} Else", "--date", "2024-04-30"),
            *("--author", taken.authors[0], "--topic", "safety"),
        )
        after = {entry.id: entry.citekey for entry in tal.load(checkout.file())}

        assert re.fullmatch(rf"{taken.citekey}[b-z]{{5}}", added.citekey)
        assert after == before | {added.id: added.citekey}

    @pytest.mark.parametrize(
        "again",
        [
            ("https://arxiv.org/abs/2405.19103v3", "--title", "Another Title"),
            ("| 2024 | voice jailbreak attacks against GPT-4o! | arXiv | x |",),
            ("doi:10.48550/arXiv.2405.19103", "--title", "Another Title"),
        ],
    )
    def test_what_is_there_already_is_refused(
        self, checkout: Checkout, again: tuple[str, ...]
    ) -> None:
        """The message names it, by identity, title and key."""
        refusal = checkout.refusal(*again, "--topic", "safety")
        assert "It is there already: arxiv:2405.19103, 'Voice Jailbreak Attacks" in refusal
        assert "as shen2024voice." in refusal

    def test_the_same_title_under_another_identifier_is_refused(self, checkout: Checkout) -> None:
        """Two works of one title could not be told apart."""
        title = "Voice Jailbreak Attacks Against GPT-4o"
        refusal = checkout.refusal("2512.98765", "--title", title, "--topic", "safety")
        assert "answers to title:voice-jailbreak-attacks-against-gpt-4o" in refusal

    def test_a_title_that_is_nearly_there_is_warned_of(self, checkout: Checkout) -> None:
        """It may be the same work; the contributor decides."""
        title = "Voice Jailbreak Attacks Against GPT-4o, Revisited at Length"
        done = checkout.run("add", "2512.98765", "--title", title, "--topic", "safety")

        assert done.returncode == 0
        assert done.stderr.startswith("warning: 'Voice Jailbreak Attacks Against GPT-4o' is nearly")
        assert checkout.run("add", "2512.98764", *NEW[1:], "--topic", "safety").stderr == ""

    @pytest.mark.parametrize(
        ("arguments", "why"),
        [
            (("2512.98765",), "Its title is missing"),
            (("whisper", "--title", "Orders"), "'whisper' is no identifier"),
            (("| Orders in a Whisper |",), "cannot be read: "),
            (
                ("| 2025 | Paper Title | Venue | Keywords |",),
                "cannot be read: the example of a row",
            ),
            ((*NEW, "--date", "2025-13"), "`month` must be a whole number from 1 to 12"),
            ((*NEW,), "An entry has a topic"),
            ((*NEW, "--topic", "safety/jailbrake"), "Topics are in the tree"),
            ((*NEW, "--topic", "safety", "--date", "2024"), "The date is in the month"),
            ((*NEW, "--topic", "safety", "--author", "BO LI"), "Authors are full names"),
            ((*NEW, "--topic", "safety", "--evidence", "a blog"), "Evidence is a URL"),
            ((*NEW, "--topic", "safety", "--venue", "Murmurs 2026"), "the registry of venues has"),
            ((*NEW, "--topic", "safety", *EVIDENCE), "Where a verified work has no authors"),
            ((*NEW, "--topic", "safety", "--into", "2025.11"), "to which nothing is added"),
            ((*NEW, "--topic", "safety", "--into", "next"), "both are YYYY.M"),
        ],
    )
    def test_what_would_break_a_rule_is_refused(
        self, checkout: Checkout, arguments: tuple[str, ...], why: str
    ) -> None:
        """The message says what is missing or wrong; nothing is written."""
        refusal = checkout.refusal(*arguments)

        assert refusal.startswith("nothing was added: ")
        assert why in refusal
        assert sorted(file.stem for file in checkout.snapshots.iterdir()) == sorted(
            snapshot_names()
        )

    def test_another_snapshot_starts_as_a_copy_of_the_newest(self, checkout: Checkout) -> None:
        """The newest stays as it was released; more works go where the first went."""
        before = checkout.file().read_bytes()
        first = checkout.run("add", *NEW, *FACTS, "--into", "2031.02")
        second = checkout.run("add", "2512.98764", *NEW[1:2], "Else", *FACTS, "--into", "2031.02")
        after = tal.load(checkout.file("2031.02"))

        assert (first.returncode, second.returncode) == (0, 0)
        assert checkout.file().read_bytes() == before
        assert len(after) == len(tal.load(checkout.file())) + 2
        assert after.snapshot.name == "2031.02"
        assert str(after.snapshot.date) > "2026-11-22"
        assert checkout.run("check").returncode == 0

    def test_a_keyword_that_is_no_term_is_left_out(self, checkout: Checkout) -> None:
        """And told, so that the contributor may add it to the vocabulary."""
        done = checkout.run("add", *NEW, *FACTS, "--keyword", "tone of voice")
        assert done.stderr == (
            "warning: 'tone of voice' is no term of data/keywords.json, left out\n"
        )

    def test_what_is_on_arxiv_alone_has_no_venue(self, checkout: Checkout) -> None:
        """A repository publishes nothing."""
        row = "| 2025 | Orders in a Whisper | arXiv | jailbreak |"
        added = checkout.add(row, "--arxiv", "2512.98765", "--date", "2025-12")
        assert (added.venue, added.status) == (None, None)

    def test_what_follows_from_an_acl_id_is_there(self, checkout: Checkout) -> None:
        """The volume says where it was published, and when."""
        added = checkout.add("2031.findings-acl.9999", *NEW[1:], "--topic", "safety")
        assert (added.venue, str(added.published)) == ("Findings of ACL 2031", "2031")
        assert added.doi == "10.18653/v1/2031.findings-acl.9999"
        assert added.rests_on == ("doi: the ACL Anthology's rule 10.18653/v1/<its identifier>",)


class TestBuild:
    """`build`: from a snapshot and changes to the next snapshot."""

    def change(self, checkout: Checkout, *changes: object) -> str:
        """Build a snapshot from these changes; what the tool says of them."""
        folder = checkout.root / "tools" / "changes" / "2031.02"
        folder.mkdir(parents=True, exist_ok=True)
        told = {"from": NEWEST, "date": "2031-02-03", "changes": ["all.jsonl"]}
        (folder / "snapshot.json").write_text(json.dumps(told), encoding="utf-8")
        lines = "\n".join(json.dumps(change) for change in changes) + "\n"
        (folder / "all.jsonl").write_text(lines, encoding="utf-8")
        done = checkout.run("build", "2031.02")
        return done.stdout + done.stderr

    def test_the_newest_snapshot_is_made_so(self, checkout: Checkout) -> None:
        """Byte for byte, from files that are checked in."""
        before = checkout.file().read_bytes()
        checkout.file().unlink()
        assert checkout.run("build", NEWEST).returncode == 0
        assert checkout.file().read_bytes() == before

    def test_a_change_says_what_a_work_says_now(self, checkout: Checkout) -> None:
        """Its former title finds it still, its key stays, and each field has its place."""
        old = tal.load(checkout.file())["2405.19103"]
        said = {"title": "Voice Jailbreaks", "venue": "Proc. NDSS 2031", "status": "published"}
        places = [["title", "one/list:README.md"], ["venue", "two/list:README.md (page 3)"]]
        change = {"id": old.id, "set": said, "append": {"aliases": ["VJ"]}, "rests_on": places}
        assert self.change(checkout, change).endswith("2031.02.json: 1110 works\n")
        new = tal.load(checkout.file("2031.02"))["2405.19103"]

        assert new.title == "Voice Jailbreaks"
        assert {old.title, "VJ"} <= {*new.aliases}
        assert new.citekey == old.citekey
        assert (new.venue, str(new.published)) == ("NDSS 2031", "2031")
        assert new.sources_of("venue") == ("two/list:README.md (page 3)",)
        assert tal.load(checkout.file("2031.02")).snapshot.date == tal.PartialDate(2031, 2, 3)

    def test_what_is_replaced_rests_no_longer_on_its_places(self, checkout: Checkout) -> None:
        """A field without a value has no place either."""
        places = [["code data", "one/list:README.md"]]
        first = {
            "id": "arxiv:2405.19103",
            "set": {"code": "https://a.org/b", "data": "https://a.org/c"},
        }
        second = {"id": "arxiv:2405.19103", "set": {"code": None}}
        self.change(checkout, first | {"rests_on": places}, second)
        new = tal.load(checkout.file("2031.02"))["2405.19103"]
        assert new.code is None
        assert new.rests_on[-1:] == ("data: one/list:README.md",)

    def test_a_work_may_leave_or_change_its_kind(self, checkout: Checkout) -> None:
        """What has no such field keeps the others."""
        self.change(
            checkout,
            {"id": "arxiv:2405.19103", "leaves": "A test."},
            {"id": "title:ff-audio-extended", "set": {"kind": "benchmark"}},
        )
        catalog = tal.load(checkout.file("2031.02"))
        assert "2405.19103" not in catalog
        assert catalog["FF++ Audio Extended"].kind == "benchmark"

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"id": "arxiv:2512.98765", "leaves": "x"}, "is to be changed, and is not there"),
            ({"title": "T", "kind": "paper", "arxiv": "2405.19103"}, "is there already"),
            ({"id": "arxiv:2405.19103", "set": {"venue": "Murmurs"}}, "the registry of venues has"),
            ({"id": "arxiv:2405.19103", "set": {"date": "2024-13"}}, "`month` must be"),
        ],
    )
    def test_what_cannot_be_made_is_told(
        self, checkout: Checkout, change: object, why: str
    ) -> None:
        """And nothing is written."""
        said = self.change(checkout, change)
        assert said.startswith("nothing was made: ")
        assert why in said
        assert not checkout.file("2031.02").exists()

    def test_a_snapshot_that_its_changes_do_not_make_is_an_error(self, checkout: Checkout) -> None:
        """Whoever edits the file by hand is told where to write instead."""
        with (checkout.changes / "decisions.jsonl").open("a", encoding="utf-8") as lines:
            lines.write('{"id": "arxiv:2405.19103", "leaves": "A test."}\n')
        done = checkout.run("check")
        assert done.returncode == 1
        assert f"data/snapshots/{NEWEST}.json:1: error is-what-its-changes-make" in done.stdout


class TestContributing:
    """What CONTRIBUTING tells people to type."""

    def test_the_commands_for_adding_a_work_do_what_they_say(self, checkout: Checkout) -> None:
        """Each of them, one after the other."""
        text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        start, end = text.index("## Adding a work"), text.index("The snapshot of the list")
        blocks = re.findall(r"```sh\n(.*?)```", text[start:end], re.S)
        commands = [
            shlex.split(command)
            for block in blocks
            for command in block.replace("\\\n", " ").splitlines()
        ]
        for python, tool, *arguments in commands:
            assert (python, tool) == ("python", "tools/catalogue.py")
            done = checkout.run(*arguments)
            assert done.returncode == 0, done.stderr
        catalog = tal.load(checkout.file())

        assert [command[2] for command in commands] == ["add", "add", "check", "counts"]
        assert catalog["2512.98765"].verified
        assert not catalog["openreview:aBcDeFgHiJ"].verified
        assert f"{len(catalog)} works" in checkout.page.read_text(encoding="utf-8")


class TestCheck:
    """`check`: the rules, told as linters tell them."""

    def test_the_bundled_snapshots_pass(self, checkout: Checkout) -> None:
        """Without a word."""
        done = checkout.run("check")
        assert (done.stdout, done.returncode) == ("", 0)

    def test_a_broken_rule_is_an_error_at_its_line(self, checkout: Checkout) -> None:
        """As `path:line: error rule message`, and the exit code is 1."""
        wrong = Paper(title="Orders in a Whisper", arxiv="2512.98765", date="2025-10")
        content = canonical_json([wrong])
        header = Snapshot(name="2031.02", digest=digest_of(content))
        checkout.file("2031.02").write_bytes(snapshot_file(header, content))
        done = checkout.run("check")

        assert done.returncode == 1
        assert "data/snapshots/2031.02.json:7: error has-the-month-of-its-arxiv-id " in done.stdout

    def test_a_changed_file_is_an_error(self, checkout: Checkout) -> None:
        """Its digest tells."""
        data = checkout.file().read_bytes()
        checkout.file().write_bytes(data.replace(b"Voice Jailbreak", b"Voice Jailbrake", 1))
        done = checkout.run("check")

        assert done.returncode == 1
        assert re.match(
            rf"data/snapshots/{NEWEST}\.json:1: error readable .*its digest", done.stdout
        )


class TestCounts:
    """`counts`: the numbers in the documentation."""

    def test_the_pages_are_up_to_date(self, checkout: Checkout) -> None:
        """`python tools/catalogue.py counts --write` changes nothing."""
        pages = [checkout.page, checkout.root / "README.md"]
        pages.append(checkout.page.with_name("verification.md"))
        before = [page.read_bytes() for page in pages]
        assert checkout.run("counts", "--write").returncode == 0
        assert [page.read_bytes() for page in pages] == before

    def test_the_numbers_are_those_of_the_newest_snapshot(self, checkout: Checkout) -> None:
        """By topic with those below it, by kind, by year, and without a year."""
        catalog = tal.load()
        printed = checkout.run("counts").stdout

        verified = len(catalog.where(verified=True))
        assert f"{len(catalog)} works, {verified} of them verified." in printed
        assert f"| `safety` | {len(catalog.where(topic='safety'))} |" in printed
        assert f"| `survey` | {len(catalog.where(kind='survey'))} |" in printed
        assert f"| 2025 | {len(catalog.where(year=2025))} |" in printed
        assert f"| without a date | {sum(not entry.date for entry in catalog)} |" in printed

    def test_a_new_work_changes_the_page(self, checkout: Checkout) -> None:
        """Only between the marks."""
        before = checkout.page.read_text(encoding="utf-8")
        checkout.add(*NEW, *FACTS)
        checkout.run("counts", "--write")
        after = checkout.page.read_text(encoding="utf-8")
        start = before.index("<!-- counts:begin -->")

        assert f"{len(tal.load()) + 1} works" in after
        assert after[:start] == before[:start]
        assert after.endswith("<!-- counts:end -->\n")

    def test_a_snapshot_of_dated_works_has_no_row_for_others(self, checkout: Checkout) -> None:
        """Nothing is counted that is not there."""
        for file in checkout.snapshots.iterdir():
            file.unlink()
        content = canonical_json([Paper(title="Orders in a Whisper", date="2025")])
        header = Snapshot(name="2031.02", digest=digest_of(content))
        checkout.file("2031.02").write_bytes(snapshot_file(header, content))
        printed = checkout.run("counts").stdout

        assert printed.startswith("1 works, 0 of them verified.\n")
        assert "without a date" not in printed
        assert "`safety`" not in printed


class TestGains:
    """`gains`: what a list gains from the catalogue."""

    def test_works_whose_authors_are_known_are_counted(self, checkout: Checkout) -> None:
        """Those that have authors already, and those nobody knows, are not."""
        text = (
            "- 2024/05/29 [Voice Jailbreak Attacks](https://arxiv.org/abs/2405.19103)\n"
            "- 2025/12/08 [Orders in a Whisper](https://arxiv.org/abs/2512.98765)\n\n"
            "| Year | Title | Authors |\n|---|---|---|\n"
            "| 2025 | [Attacks](https://arxiv.org/abs/2505.14103) | Bo Li |\n"
        )
        file = checkout.root / "list.md"
        file.write_text(text, encoding="utf-8")

        assert checkout.run("gains", file).stdout == "1 of the 3\n"

    def test_the_number_in_the_readme_is_right(
        self, checkout: Checkout, shared: Path, tmp_path: Path
    ) -> None:
        """For the newest list there is at hand."""
        [archive] = shared.glob("upstream/archives/c42c5c8*.tar.gz")
        top = unpack(archive, tmp_path / "list")
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        quoted = re.findall("<!-- gained -->(.*?)<!-- /gained -->", readme)

        assert [checkout.run("gains", top).stdout.strip()] == quoted


class TestList:
    """`list`: the snapshot of a list in one README."""

    def test_it_makes_the_snapshot_of_a_list(self, checkout: Checkout) -> None:
        """With where it comes from in its header, and what was skipped."""
        readme = checkout.root / "list.md"
        readme.write_bytes("- 2025/12/08 [Order](https://arxiv.org/abs/2512.98765)\n- §".encode())
        done = checkout.run(
            *("list", readme, "--name", "2031.02", "--source", "github:owner/name"),
            *("--commit", "a" * 40, "--date", "2031-02-03"),
        )
        catalog = tal.load(checkout.file("2031.02"))

        assert done.returncode == 0
        assert attrs.evolve(catalog.snapshot, digest="") == Snapshot(
            name="2031.02",
            source="github:owner/name",
            commit="a" * 40,
            date=tal.PartialDate(2031, 2, 3),
            digest="",
        )
        assert [entry.id for entry in catalog] == ["arxiv:2512.98765"]
        assert [skipped.line for skipped in catalog.skipped] == [2]

    def test_the_launched_snapshot_is_made_so(self, checkout: Checkout, shared: Path) -> None:
        """The command in CONTRIBUTING gives the bundled records again, with their digest."""
        header = json.loads(read_data("snapshots/2025.11.json").partition(b",\n")[0] + b"}")
        checkout.file("2025.11").unlink()
        checkout.run(
            *("list", shared / "upstream" / "launch-README.md", "--name", "2025.11"),
            *("--source", header["source"], "--commit", header["commit"]),
            *("--date", header["date"]),
        )

        made, bundled = tal.load(checkout.file("2025.11")), tal.load("2025.11")
        assert made.snapshot == bundled.snapshot
        # Why a line was skipped is for people, and may be said better than it was.
        assert [(line.line, line.text) for line in made.skipped] == [
            (line.line, line.text) for line in bundled.skipped
        ]
