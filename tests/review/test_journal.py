"""The journal beside a review: what was said is on disk, whoever is killed or writes as well."""

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent import futures
from pathlib import Path
from typing import Any

import pytest
from disks import posix
from made_up import BACKDOOR, JAILBREAK, OLD

from trustworthy_audio_llms import Catalog, Decision, Review, ReviewMismatch, Source
from trustworthy_audio_llms._review import journal
from trustworthy_audio_llms._review.file import read_review_file

NOW = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)


def word(work: str = OLD.id, by: str = "ann", second: int = 0, **more: Any) -> Decision:
    """A word of a reviewer."""
    when = NOW + datetime.timedelta(seconds=second)
    return Decision(work=work, verdict="exclude", by=by, when=when, **more)


@pytest.fixture
def saved(catalog: Catalog, tmp_path: Path) -> Path:
    """The file of a review with one step."""
    review = Review(catalog, title="Voices")
    review.exclude("too new", since=2026)
    review.save(tmp_path / "review.json")
    return tmp_path / "review.json"


def owner(path: Path) -> str:
    """What the journal of a review begins with."""
    return read_review_file(path).owner


def append(path: Path, *words: Decision) -> None:
    """Put words into the journal of a review."""
    journal.append(path, owner(path), words)


class TestKept:
    """What was appended is there when the review is opened."""

    def test_words_count(self, saved: Path) -> None:
        """In the order in which they were said, and once."""
        before = saved.read_bytes()
        append(saved, word(), word(BACKDOOR.id, second=1))
        append(saved, word(by="bob", second=2))
        review = Review.load(saved)
        assert len(review.decisions) == 3
        assert OLD in review.excluded
        assert saved.read_bytes() == before

    def test_half_a_line(self, saved: Path) -> None:
        """A killed process leaves one; nobody was told it is saved, and what follows is read."""
        append(saved, word())
        path = journal.journal_of(saved)
        path.write_bytes(path.read_bytes() + b'{"act": "decide", "wo')
        with pytest.warns(UserWarning, match="cut short"):
            assert len(Review.load(saved).decisions) == 1
        append(saved, word(BACKDOOR.id, second=1))
        with pytest.warns(UserWarning, match="cut short"):
            assert len(Review.load(saved).decisions) == 2

    def test_saving_empties_it(self, saved: Path) -> None:
        """What it had stands in the file then."""
        append(saved, word())
        Review.load(saved).save(saved)
        assert not journal.journal_of(saved).exists()
        assert len(Review.load(saved).decisions) == 1

    def test_folding(self, saved: Path) -> None:
        """The file takes in what the journal holds, and nothing twice; without one it stays."""
        append(saved, word())
        journal.fold(saved)
        append(saved, word(), word(BACKDOOR.id, second=1))
        journal.fold(saved)
        assert [path.name for path in saved.parent.iterdir()] == ["review.json"]
        before = saved.read_bytes()
        journal.fold(saved)
        assert saved.read_bytes() == before
        assert len(Review.load(saved).decisions) == 2

    def test_a_review_that_was_open_meanwhile(self, saved: Path) -> None:
        """Saving it takes in what others have said since, folded or not."""
        open_ = Review.load(saved)
        append(saved, word())
        journal.fold(saved)
        append(saved, word(BACKDOOR.id, second=1))
        open_.decide(JAILBREAK, "include", by="carol")
        open_.save(saved)
        assert len(Review.load(saved).decisions) == 3
        assert len(open_.decisions) == 3

    def test_steps_that_others_took_meanwhile(self, saved: Path) -> None:
        """A step, and one that was undone, come in as well."""
        one, other = Review.load(saved), Review.load(saved)
        other.exclude("too old", until=2010)
        other.exclude("no", [JAILBREAK])
        other.undo()
        other.save(saved)
        one.save(saved)
        assert one.log == other.log
        assert len(one.exclusions) == 2

    def test_another_review_saved_over_it(self, saved: Path, catalog: Catalog) -> None:
        """It replaces the file; words in the journal are kept, since they are on the same works."""
        append(saved, word())
        fresh = Review(catalog, title="Begun again")
        fresh.save(saved)
        assert journal.journal_of(saved).exists()
        assert len(Review.load(saved).decisions) == 1

    def test_an_empty_journal(self, saved: Path) -> None:
        """It says nothing."""
        journal.journal_of(saved).touch()
        assert Review.load(saved).decisions == ()


class TestDamage:
    """A journal that lies is refused."""

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (b'{"act": "decide"}', "cannot be read"),
            (b'{"act": "sing"}', "cannot be read"),
            (b"5", "cannot be read"),
            (
                b'{"act":"decide","work":"x","verdict":"no","when":"2026-11-26T12:00:00+00:00"}',
                "read",
            ),
            (b'{"act":"decide","work":"x","verdict":"include","when":"2026-11-26"}', "time zone"),
            (
                b'{"act":"decide","work":"x","verdict":"include","when":"2026-11-26T12:00:00+00:00"}',
                r"other works.*\(x\)",
            ),
        ],
    )
    def test_lines(self, saved: Path, line: bytes, said: str) -> None:
        """What is no word, or about no work."""
        append(saved, word())
        path = journal.journal_of(saved)
        path.write_bytes(path.read_bytes() + line + b"\n")
        with pytest.raises(ReviewMismatch, match=said):
            Review.load(saved)

    @pytest.mark.parametrize("data", [b"{}\n", b"5\n", b'{"review": "sha256:0"}\n', b"[" * 5000])
    def test_of_another_review(self, saved: Path, data: bytes) -> None:
        """Neither read, written nor folded; saving leaves it where it is."""
        review = Review.load(saved)
        path = journal.journal_of(saved)
        path.write_bytes(data)
        acts: list[Callable[[], object]] = [
            lambda: Review.load(saved),
            lambda: append(saved, word()),
            lambda: journal.fold(saved),
        ]
        for act in acts:
            with pytest.raises(ReviewMismatch, match="another review"):
                act()
        Review(review.catalog).save(saved)
        assert path.read_bytes() == data

    @posix
    def test_a_pipe(self, saved: Path) -> None:
        """Nobody waits for it."""
        os.mkfifo(journal.journal_of(saved))
        with pytest.raises(OSError, match="no regular file"):
            Review.load(saved)

    @posix
    def test_a_full_disk(self, saved: Path) -> None:
        """A word that was not written whole is not said to be saved."""
        import resource  # Only there.

        append(saved, word())
        most = journal.journal_of(saved).stat().st_size + 20
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
        try:
            with pytest.raises(OSError, match="disk full"):
                append(saved, word(second=5))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
        with pytest.warns(UserWarning, match="cut short"):
            assert len(Review.load(saved).decisions) == 1


class TestProcesses:
    """Any number of processes may write and fold at once."""

    def test_nothing_is_lost(self, saved: Path) -> None:
        """Two that append, and one that folds all the time."""
        code = (
            "import sys; from pathlib import Path; from test_journal import append, word, journal;"
            f"path = Path({str(saved)!r}); name = sys.argv[1]\n"
            "for second in range(60):\n"
            "    if name == 'fold': journal.fold(path)\n"
            "    else: append(path, word(by=name, second=second))"
        )
        path = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code, name], env=os.environ | {"PYTHONPATH": path}
            )
            for name in ("ann", "bob", "fold")
        ]
        assert [process.wait() for process in running] == [0, 0, 0]
        journal.fold(saved)
        words = Review.load(saved).decisions
        assert len(words) == 120
        assert {one.by for one in words} == {"ann", "bob"}

    @posix
    def test_a_journal_that_is_removed_meanwhile(self, saved: Path) -> None:
        """Whoever waited for its lock writes into a new one, not into one that nobody sees."""
        append(saved, word())
        path = journal.journal_of(saved)
        with futures.ThreadPoolExecutor() as pool:
            with journal._locked(path, create=False):
                waiting = pool.submit(append, saved, word(BACKDOOR.id, second=1))
                time.sleep(0.2)
                path.unlink()
            waiting.result()
        assert [one.work for one in Review.load(saved).decisions] == [BACKDOOR.id]

    @posix
    def test_a_process_that_is_killed(self, saved: Path) -> None:
        """What it said to be saved is there, and its lock is free."""
        code = (
            "import itertools; from pathlib import Path; from test_journal import append, word\n"
            "for second in itertools.count():\n"
            f"    append(Path({str(saved)!r}), word(second=second)); print(second, flush=True)"
        )
        path = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
        with subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            for _ in range(20):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            said = 20 + len(process.stdout.read().splitlines())
        assert said <= len(Review.load(saved).decisions) <= said + 1


class TestFile:
    """What the file itself holds of words, sources and previous reviews."""

    def test_all_of_it_comes_back(self, catalog: Catalog, tmp_path: Path) -> None:
        """Names, kinds, queries, days, words, what was undone, and the review before."""
        first = Review(catalog.where(until=2024), title="2024")
        first.decide(OLD, "exclude", "too old", by="ann", note="page 3")
        source = Source(catalog, kind="register", query="a OR b", searched="2026-11-20")
        review = Review({"Mine": source}, title="2026", previous=first)
        review.decide(JAILBREAK, "include", by="bob")
        review.decide(BACKDOOR, "unsure")
        review.undo()
        review.exclude("no", [JAILBREAK], by="bob", tool="a tool", stage="eligibility")
        review.save(tmp_path / "review.json")
        again = Review.load(tmp_path / "review.json")
        assert again.log == review.log
        assert again.flow() == review.flow()
        assert again.sources[0].label == "Mine"
        assert again.reason(OLD) == "too old"
        again.save(tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == (tmp_path / "review.json").read_bytes()

    @pytest.mark.parametrize(
        ("edit", "said"),
        [
            (lambda document: document["log"][0].update(work="x"), "other works"),
            (lambda document: document["log"][0].update(verdict="x"), "no review file"),
            (lambda document: document["log"][1].update(undoes="x"), "what nobody said"),
            (lambda document: document["previous"].update(included=["x"]), "goes on from"),
            (lambda document: document["previous"].pop("log"), "no review file"),
            (lambda document: document.update(more=1), "no fields"),
        ],
    )
    def test_what_lies(self, catalog: Catalog, tmp_path: Path, edit: Any, said: str) -> None:
        """Each is refused."""
        review = Review(catalog, previous=Catalog([OLD]))
        review.decide(JAILBREAK, "include")
        review.undo()
        path = tmp_path / "review.json"
        review.save(path)
        document = json.loads(path.read_bytes())
        edit(document)
        path.write_text(json.dumps(document), encoding="utf-8")
        with pytest.raises(ReviewMismatch, match=said):
            Review.load(path)

    def test_in_the_home_of_the_user(
        self, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A tilde is what the shell makes of it."""
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        Review(catalog).save("~/review.json")
        assert (tmp_path / "review.json").is_file()
        assert list(Review.load("~/review.json").catalog) == list(catalog)
