"""Resolving: records of identifiers from arXiv and doi.org, kept, and asked for politely."""

import datetime
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from disks import posix
from listserver import (
    Fault,
    Handler,
    drip,
    endless,
    html,
    interim,
    redirect,
    reset,
    short,
    stall,
    status,
    truncated,
)
from registrars import Registrars, atom, csl, feed

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, FetchError, InvalidAddress, Paper, Survey, resolve
from trustworthy_audio_llms._sources import answers as _answers
from trustworthy_audio_llms._sources import ask as _ask
from trustworthy_audio_llms._sources import transfer as _transfer
from trustworthy_audio_llms._sources.cache import FOLDER_VARIABLE

TEACUPS = atom("2501.00001", "Teacups That\n  Listen", comment="Accepted to Interspeech 2025")
SAUCERS = csl("10.1000/saucers", "Saucers That Speak")


@pytest.fixture(autouse=True)
def _known(registrars: Registrars, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that arXiv knows, and a work that has a DOI."""
    monkeypatch.setattr(_transfer, "BACKOFF", 0.01)
    registrars.papers["2501.00001"] = TEACUPS
    registrars.works["10.1000/saucers"] = SAUCERS


class TestRecords:
    """What comes is what they say, as a record."""

    def test_of_arxiv(self, registrars: Registrars) -> None:
        """Title, authors, day, category, abstract, and the venue of the comment."""
        (entry,) = resolve(["https://arxiv.org/pdf/2501.00001v1"])
        assert entry.id == "arxiv:2501.00001"
        assert entry.title == "Teacups That Listen"
        assert entry.authors == ("Ana Müller", "Bo Li")
        assert str(entry.date) == "2025-01-02"
        assert (entry.venue, entry.status) == ("Interspeech 2025", "accepted")
        assert entry.arxiv_category == "cs.SD"
        assert entry.abstract == "We teach cups to listen & saucers to speak."
        assert entry.evidence == ("https://arxiv.org/abs/2501.00001",)
        assert not entry.verified
        assert (entry.extra, entry.mentions, entry.citekey) == ((), (), "muller2025teacups")

    def test_of_doi_org(self, registrars: Registrars) -> None:
        """The same of CSL-JSON, whose markup becomes text."""
        (entry,) = resolve(["https://doi.org/10.1000/SAUCERS"])
        assert (entry.id, entry.title) == ("doi:10.1000/saucers", "Saucers That Speak")
        assert (entry.venue, entry.pages) == ("Interspeech 2025", "11–15")
        assert entry.abstract == "We teach cups to listen."
        assert entry.evidence == ("https://doi.org/10.1000/saucers",)
        accept = registrars.requests[0].headers["Accept"]
        assert accept == "application/vnd.citationstyles.csl+json"

    def test_of_one_that_the_agency_calls_otherwise(self, registrars: Registrars) -> None:
        """It answers for the DOI that was asked."""
        registrars.works["10.1000/alias"] = csl("10.1000/other", "Spoons That Sing")
        assert resolve("10.1000/alias")["10.1000/alias"].title == "Spoons That Sing"

    def test_of_the_acl_anthology(self, registrars: Registrars) -> None:
        """It gives out DOIs, which spell its identifiers."""
        doi = "10.18653/v1/2025.acl-long.1"
        registrars.works[doi] = csl(doi, "Forks That Fake")
        assert resolve(["https://aclanthology.org/2025.acl-long.1/"])[0].id == "acl:2025.acl-long.1"

    def test_one_work_of_both(self, registrars: Registrars) -> None:
        """A paper that arXiv says is published is one work with what its DOI says."""
        registrars.papers["2501.00002"] = atom(
            "2501.00002", "Saucers That Speak", doi="10.1000/saucers"
        )
        (entry,) = resolve(["2501.00002", "10.1000/saucers"])
        assert set(entry.identities) == {"arxiv:2501.00002", "doi:10.1000/saucers"}
        assert entry.pages == "11–15"

    def test_a_journal_reference(self, registrars: Registrars) -> None:
        """Where there is one, it says the venue, and it was published."""
        registrars.papers["2501.00003"] = atom(
            "2501.00003", "Forks", journal_ref="Proc. ICASSP 2025", comment="12 pages"
        )
        entry = resolve(["2501.00003"])[0]
        assert (entry.venue, entry.status) == ("ICASSP 2025", "published")

    def test_a_comment_that_names_no_venue(self, registrars: Registrars) -> None:
        """Or that mentions one without a word on appearing there, as a preprint may."""
        for number, comment in enumerate(("44 pages", "An answer to a paper of ICASSP 2024")):
            name = f"2501.0001{number}"
            registrars.papers[name] = atom(name, f"Knives {number}", comment=comment)
            assert resolve([name])[0].venue is None

    @pytest.mark.parametrize("parts", [[[None]], [[]], [["2025"]], [[2025, 8, 17, 3]], "2025"])
    def test_odd_dates(self, registrars: Registrars, parts: object) -> None:
        """Agencies write dates in many ways; none costs the record."""
        registrars.works["10.1000/odd"] = csl("10.1000/odd", "Odd", issued={"date-parts": parts})
        assert resolve(["10.1000/odd"])[0].title == "Odd"

    def test_an_odd_day(self, registrars: Registrars) -> None:
        """A day that is none is left out."""
        registrars.papers["2501.00006"] = atom("2501.00006", "Odd", published="soon")
        assert resolve(["2501.00006"])[0].date is None

    def test_in_order(self, registrars: Registrars) -> None:
        """As they were given, in whatever order they are answered."""
        for number in range(5):
            name = f"2502.0000{number}"
            registrars.papers[name] = atom(name, f"Knives Number {number}")
        names = ["2502.00003", "10.1000/saucers", "2502.00001", "2502.00003"]
        found = resolve(names)
        assert [entry.id.partition(":")[2] for entry in found] == names[:3]
        assert found.snapshot.name == "resolved"


class TestTold:
    """What is not filled in is told."""

    def test_what_is_not_known(self, registrars: Registrars) -> None:
        """An unknown one among several is silently missing at arXiv, a page at doi.org."""
        found = resolve(["2501.99999", "2501.00001", "10.1000/none", "10.1000/saucers"])
        assert len(found) == 2
        assert [(line.line, line.text, line.code) for line in found.skipped] == [
            (1, "2501.99999", "not-known"),
            (3, "10.1000/none", "not-known"),
        ]
        assert found.skipped[0].path == "https://arxiv.org/abs/2501.99999"

    def test_what_nobody_asked_knows(self, registrars: Registrars) -> None:
        """A title, or an identifier of somebody else, is not asked for."""
        found = resolve(["Teacups That Listen", "https://openreview.net/forum?id=aBcDeFgHiJ"])
        assert [line.code for line in found.skipped] == ["not-known"] * 2
        assert "arXiv and doi.org" in found.skipped[0].reason
        assert registrars.requests == []

    @pytest.mark.parametrize(
        "more",
        [
            {"comment": "This paper has been withdrawn by the author"},
            {"comment": "Withdrawn."},
            {"summary": "This article has been withdrawn due to an error in Lemma 2."},
        ],
    )
    def test_what_was_withdrawn(self, registrars: Registrars, more: dict[str, str]) -> None:
        """It is no record to cite."""
        registrars.papers["2501.00004"] = atom("2501.00004", "Oops", **more)
        found = resolve(["2501.00004"])
        assert (len(found), [line.code for line in found.skipped]) == (0, ["withdrawn"])

    def test_what_only_speaks_of_withdrawing(self, registrars: Registrars) -> None:
        """A study of withdrawn money is none that was withdrawn."""
        summary = "We ask how cash is withdrawn by voice."
        registrars.papers["2501.00005"] = atom("2501.00005", "Cash", summary=summary)
        assert len(resolve(["2501.00005"])) == 1

    def test_another_title(self, registrars: Registrars) -> None:
        """An identifier that belongs to another work is told, with its title, and not merged."""
        entry = Paper(title="Teacups Are Deaf", arxiv="2501.00001")
        found = resolve([entry])
        assert len(found) == 0
        (line,) = found.skipped
        assert line.code == "other-title"
        assert line.text == "arxiv:2501.00001 Teacups Are Deaf"
        assert "'Teacups That Listen'" in line.reason

    @pytest.mark.parametrize("item", [{"DOI": "10.1000/x"}, {"title": [], "DOI": "10.1000/x"}])
    def test_an_answer_without_a_title(
        self, registrars: Registrars, item: dict[str, object]
    ) -> None:
        """It says nothing that could be filled in."""
        registrars.works["10.1000/x"] = item
        assert [line.code for line in resolve(["10.1000/x"]).skipped] == ["bad-record"]

    def test_an_answer_that_is_no_item(self, registrars: Registrars) -> None:
        """Nor does one that is no object, however sound."""
        kind = "application/json"
        registrars.faults = [status(200, b"[1]", Content_Type=kind)]
        assert [line.code for line in resolve(["10.1000/x"]).skipped] == ["bad-record"]


class TestCatalogs:
    """A catalog's entries are completed by their own identifiers."""

    def test_blanks_are_filled(self, registrars: Registrars) -> None:
        """Authors, day, abstract: always the same entries, and nothing overwritten."""
        mine = tal.parse_list(
            "- [Teacups That Listen](https://arxiv.org/abs/2501.00001)\n"
            "- [A work without identifier](https://x.example/a/b)\n"
        )
        known = mine.resolve()
        assert [entry.id for entry in known] == [entry.id for entry in mine]
        assert known[0].authors == ("Ana Müller", "Bo Li")
        assert known[0].abstract
        assert known[0].mentions == mine[0].mentions
        assert not known[0].verified
        assert known[0].evidence == ("https://arxiv.org/abs/2501.00001",)
        assert "resolve by arXiv and doi.org, 1 found" in known.trail[-1]
        assert known.skipped == mine.skipped
        assert len(registrars.requests) == 1
        assert mine.resolve() == known
        assert len(registrars.requests) == 1

    def test_nothing_is_overwritten(self, registrars: Registrars) -> None:
        """What the entry says stays, and its kind."""
        mine = Catalog(
            [Survey(title="Teacups that listen", arxiv="2501.00001", authors=["Cy"], venue="ACL")]
        )
        entry = mine.resolve()[0]
        assert (entry.title, entry.authors, entry.venue) == ("Teacups that listen", ("Cy",), "ACL")
        assert entry.kind == "survey"
        assert str(entry.date) == "2025-01-02"

    def test_what_differs_is_told_beside_what_was_skipped(self, registrars: Registrars) -> None:
        """The entry stays as it is."""
        mine = tal.parse_list("- [Teacups Are Deaf](https://arxiv.org/abs/2501.00001)\n- \n")
        known = mine.resolve(progress=lambda *_: None)
        assert known[0] == mine[0]
        assert [line.code for line in known.skipped] == ["empty-item", "other-title"]

    def test_abstracts_are_searched(self, registrars: Registrars) -> None:
        """They are in the user's cache, and come into the search of what was resolved."""
        mine = Catalog([Paper(title="Teacups That Listen", arxiv="2501.00001")])
        assert len(mine.search("saucers")) == 0
        assert len(mine.resolve().search("saucers")) == 1


class TestPolite:
    """Nobody is asked twice, too often, too much at once, or by somebody without a name."""

    def test_many_identifiers_a_request(self, registrars: Registrars) -> None:
        """A hundred, and the answer may hold as many."""
        names = [f"2503.{number:05}" for number in range(250)]
        for name in names:
            registrars.papers[name] = atom(name, f"Knives Number {name}")
        told: list[tuple[int, int]] = []
        assert len(resolve(names, progress=lambda *news: told.append(news))) == 250
        assert len(registrars.requests) == 3
        assert told == [(0, 250), (100, 250), (200, 250), (250, 250)]
        assert all("&max_results=100" in one.path for one in registrars.requests[:2])

    def test_pauses(self, registrars: Registrars, monkeypatch: pytest.MonkeyPatch) -> None:
        """Between two requests to one host, whoever makes them; none before the first."""
        monkeypatch.setattr(_ask, "DOI_PAUSE", 0.2)
        began = time.monotonic()
        threads = [
            threading.Thread(target=resolve, args=([f"10.1000/{number}"],)) for number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - began >= 0.6  # No machine is too slow for that.
        assert len(registrars.requests) == 4

    def test_who_asks(self, registrars: Registrars, monkeypatch: pytest.MonkeyPatch) -> None:
        """The library, its release, where it is from, and whoever lets himself be reached."""
        resolve(["2501.00001"])
        agent = registrars.requests[0].headers["User-Agent"]
        assert re.fullmatch(r"trustworthy_audio_llms/[\w.-]+ \(https://github\.com/\S+\)", agent)
        monkeypatch.setenv(_ask.MAIL_VARIABLE, "ana@example.org")
        resolve(["2501.00001"], refresh=True)
        assert registrars.requests[1].headers["User-Agent"].endswith("; mailto:ana@example.org)")
        monkeypatch.setenv(_ask.MAIL_VARIABLE, "a@b\r\nX: y")
        resolve(["2501.00001"], refresh=True)
        assert registrars.requests[2].headers["User-Agent"] == agent

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
    def test_after_a_fork(self, registrars: Registrars) -> None:
        """A turn that another thread has does not keep the child waiting for ever."""
        code = (
            "import os, trustworthy_audio_llms._sources.ask as ask\n"
            "ask._turns.lock.acquire()\n"
            "child = os.fork()\n"
            "if not child:\n"
            "    os._exit(7 if ask._turns.lock.acquire(timeout=5) else 1)\n"
            "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout == b"7\n"
        turns = _ask._Turns()
        with turns.lock:
            turns.begin_anew()
            assert not turns.lock.locked()


class TestKept:
    """What was answered is asked for once."""

    def test_offline_afterwards(
        self, registrars: Registrars, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In any order and company, without the network."""
        names = ["2501.00001", "10.1000/saucers", "2501.99999"]
        first = resolve(names)
        monkeypatch.setenv(_ask.ARXIV_VARIABLE, "http://127.0.0.1:9/")
        monkeypatch.setenv(_ask.DOI_VARIABLE, "http://127.0.0.1:9/")
        again = resolve(names)
        assert again == first
        assert again.skipped == first.skipped
        assert len(resolve(names[1::-1])) == 2
        assert len(registrars.requests) == 2

    def test_as_it_was_received(self, registrars: Registrars, cache_folder: Path) -> None:
        """So that a later release may read more in it."""
        resolve(["2501.00001", "10.1000/saucers"])
        files = [json.loads(path.read_bytes()) for path in (cache_folder / "answers").iterdir()]
        kept = {file["identity"]: file for file in files}
        assert kept["arxiv:2501.00001"]["source"] == TEACUPS.strip()
        assert json.loads(kept["doi:10.1000/saucers"]["source"]) == SAUCERS
        assert kept["doi:10.1000/saucers"]["url"] == "https://doi.org/10.1000/saucers"
        assert datetime.datetime.fromisoformat(kept["arxiv:2501.00001"]["asked"]).tzinfo

    def test_refresh(self, registrars: Registrars) -> None:
        """It is asked for again where that is wanted, and then kept as it is now."""
        resolve(["2501.00001"])
        registrars.papers["2501.00001"] = atom("2501.00001", "Teacups That Heard")
        assert resolve(["2501.00001"])[0].title == "Teacups That Listen"
        assert resolve(["2501.00001"], refresh=True)[0].title == "Teacups That Heard"
        assert resolve(["2501.00001"])[0].title == "Teacups That Heard"

    def test_that_nothing_is_known_counts_for_some_days(
        self, registrars: Registrars, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Many works are registered a little late."""
        for _ in range(2):
            resolve(["10.1000/late", "2501.00001"])
        assert len(registrars.requests) == 2
        monkeypatch.setattr(_answers, "NEGATIVE_DAYS", 0)
        registrars.works["10.1000/late"] = csl("10.1000/late", "Late")
        assert resolve(["10.1000/late", "2501.00001"])[1].title == "Teacups That Listen"
        assert len(registrars.requests) == 3

    @pytest.mark.parametrize(
        "damage",
        [
            b"",
            b"{",
            b"[]",
            b'{"identity": "doi:10.1000/other", "url": "", "asked": "2026-01-01T00:00:00+00:00"}',
            b'{"identity": "arxiv:2501.00001", "url": "", "asked": "2026-01-01T00:00:00"}',
        ],
    )
    def test_damage(self, registrars: Registrars, cache_folder: Path, damage: bytes) -> None:
        """A damaged answer costs a warning and a request."""
        resolve(["2501.00001"])
        (path,) = (cache_folder / "answers").iterdir()
        path.write_bytes(damage)
        with pytest.warns(RuntimeWarning, match="cannot be read"):
            assert len(resolve(["2501.00001"])) == 1
        assert len(resolve(["2501.00001"])) == 1
        assert len(registrars.requests) == 2

    def test_damage_within(self, registrars: Registrars, cache_folder: Path) -> None:
        """So does one whose answer was changed; that is told until it is asked for again."""
        resolve(["2501.00001"])
        (path,) = (cache_folder / "answers").iterdir()
        path.write_bytes(path.read_bytes().replace(b"</entry>", b"</entr>"))
        (line,) = resolve(["2501.00001"]).skipped
        assert line.code == "bad-record"
        path.write_bytes(
            path.read_bytes().replace(b"entry>", b"other>").replace(b"entr>", b"other>")
        )
        assert [line.code for line in resolve(["2501.00001"]).skipped] == ["bad-record"]
        assert len(resolve(["2501.00001"], refresh=True)) == 1

    def test_a_cache_that_cannot_be_written(
        self, registrars: Registrars, cache_folder: Path
    ) -> None:
        """The records come, with one warning."""
        cache_folder.write_text("no folder", encoding="utf-8")
        with pytest.warns(RuntimeWarning) as caught:
            assert len(resolve(["2501.00001", "10.1000/saucers"])) == 2
        written = [one for one in caught if FOLDER_VARIABLE in str(one.message)]
        assert len(written) == 1

    def test_without_a_home(self, registrars: Registrars, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nor does a user without a home go without."""
        monkeypatch.setenv(FOLDER_VARIABLE, "~nobody-by-this-name/cache")
        with pytest.warns(RuntimeWarning, match="no home"):
            assert len(resolve(["2501.00001"])) == 1

    def test_the_bound(
        self, registrars: Registrars, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The oldest go, a tenth at once."""
        monkeypatch.setattr(_answers, "MAX_ANSWERS", 10)
        names = [f"10.1000/{number}" for number in range(11)]
        for age, name in enumerate(names):
            resolve([name])
            for path in (cache_folder / "answers").iterdir():
                status_ = path.stat()
                os.utime(path, (status_.st_atime, status_.st_mtime - 10 - age))
        assert len(list((cache_folder / "answers").iterdir())) == 9
        registrars.requests.clear()
        resolve(names[-9:])
        assert registrars.requests == []

    def test_cleared(self, registrars: Registrars, cache_folder: Path) -> None:
        """With the rest of the cache, by the day it was asked for."""
        resolve(["2501.00001"])
        tal.clear_cache(before="2020")
        assert list((cache_folder / "answers").iterdir())
        tal.clear_cache()
        assert not list((cache_folder / "answers").iterdir())


def of_a_feed(fault: Fault) -> Fault:
    """A fault that needs something to be sent."""
    return lambda handler, _: fault(handler, feed([TEACUPS]))


FAULTS: dict[str, tuple[Fault, str]] = {
    "404": (status(404), "404"),
    "503": (status(503), "503"),
    "429": (status(429, Retry_After="600"), "Try again after 600 s"),
    "403": (status(403), "403"),
    "page": (html(), "no feed.*<!DOCTYPE html>"),
    "empty": (status(200), "no feed"),
    "truncated": (truncated, "no feed"),
    "other root": (status(200, b"<rss/>"), "no Atom feed"),
    "reset": (of_a_feed(reset), "connection failed"),
    "short": (of_a_feed(short), "connection failed|longer than"),
    "elsewhere": (redirect("https://evil.example/"), "redirects"),
    "endless": (endless, "larger than 1 MiB"),
    "drip": (drip, "longer than 2 seconds"),
    "interim": (interim, "longer than 2 seconds"),
    "stall": (stall, "longer than 2 seconds"),
    "bomb": (
        status(200, b'<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'),
        "document type",
    ),
    "external": (
        status(200, b'<!DOCTYPE f SYSTEM "file:///etc/passwd"><feed/>'),
        "document type",
    ),
    "entity": (status(200, b"<feed>&unknown;</feed>"), "no feed"),
    "deep": (status(200, b"<a>" * 10_000), "nested too deeply"),
    "encoding": (status(200, b"<?xml version='1.0' encoding='x-none'?><feed/>"), "no feed"),
}


class TestFailure:
    """A failure says what happened, and leaves what has come."""

    @pytest.fixture(autouse=True)
    def _narrow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_ask, "MAX_FEED_BYTES", 2**20)

    @pytest.mark.parametrize("name", FAULTS)
    def test_of_arxiv(
        self, registrars: Registrars, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was answered before is there; the next call goes on."""
        resolve(["2501.00001"])
        registrars.papers["2501.00002"] = atom("2501.00002", "Knives")
        fault, said = FAULTS[name]
        registrars.always = fault
        with monkeypatch.context() as patched:
            if "longer than" in said:  # What has an end may take as long as it needs.
                patched.setattr(_transfer, "DEADLINE", 2.0)
            with pytest.raises(FetchError, match=said) as caught:
                resolve(["2501.00001", "2501.00002"])
        assert caught.value.url.startswith(registrars.arxiv)
        assert "the same call goes on from there" in str(caught.value)
        assert len(resolve(["2501.00001"])) == 1
        registrars.always = None
        assert len(resolve(["2501.00001", "2501.00002"])) == 2

    @pytest.mark.parametrize(
        ("fault", "said"),
        [
            (status(503), "503"),
            (html(), "no JSON.*login page"),
            (of_a_feed(reset), "connection failed"),
            (drip, "longer than 2 seconds"),
        ],
        ids=["503", "page", "reset", "drip"],
    )
    def test_of_doi_org(
        self, registrars: Registrars, fault: Fault, said: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What arXiv has answered in the same call is kept."""
        with monkeypatch.context() as patched:

            def answered(handler: Handler, _archive: bytes) -> None:
                if "longer than" in said:  # From the next request on.
                    patched.setattr(_transfer, "DEADLINE", 2.0)
                registrars.reply(handler)

            registrars.faults = [answered]
            registrars.always = fault
            with pytest.raises(FetchError, match=said):
                resolve(["10.1000/saucers", "2501.00001"])
        registrars.always = None
        registrars.requests.clear()
        assert len(resolve(["10.1000/saucers", "2501.00001"])) == 2
        assert len(registrars.requests) == 1

    def test_a_redirect_to_the_publisher(self, registrars: Registrars) -> None:
        """Some agencies give out no metadata, and send everybody to a page."""
        registrars.faults = [redirect("http://publisher.example/a/page")]
        (line,) = resolve(["10.1000/saucers"]).skipped
        assert line.code == "not-known"

    def test_a_redirect_of_arxiv_is_a_failure(self, registrars: Registrars) -> None:
        """There is nowhere else that it could be."""
        registrars.faults = [redirect("http://publisher.example/a/page")]
        with pytest.raises(FetchError, match="redirects to"):
            resolve(["2501.00001"])

    def test_a_malformed_one_among_many(self, registrars: Registrars) -> None:
        """It costs itself: what is refused is asked for in halves."""
        for number in range(9):
            name = f"2504.0000{number}"
            registrars.papers[name] = atom(name, f"Knives Number {number}")
        registrars.papers["2504.00007"] = "malformed"
        found = resolve([f"2504.0000{number}" for number in range(9)])
        assert len(found) == 8
        assert [line.text for line in found.skipped] == ["2504.00007"]

    def test_entries_that_were_not_asked_for(self, registrars: Registrars) -> None:
        """They are passed over, those without an identifier, too."""
        other = atom("2505.00001", "Not asked for")
        nameless = "<entry><title>No identifier</title></entry><entry/>"
        registrars.faults = [status(200, feed([other, nameless, TEACUPS]))]
        assert [entry.id for entry in resolve(["2501.00001"])] == ["arxiv:2501.00001"]

    def test_a_large_answer_is_not_kept(
        self, registrars: Registrars, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is given all the same."""
        monkeypatch.setattr(_ask, "MAX_ANSWER_BYTES", 100)
        for _ in range(2):
            assert len(resolve(["2501.00001"])) == 1
        assert len(registrars.requests) == 2

    @pytest.mark.parametrize("variable", [_ask.ARXIV_VARIABLE, _ask.DOI_VARIABLE])
    @pytest.mark.parametrize(
        "base", ["nonsense", "ftp://x.org/", "http://a:b@x.org/", "http://x/?"]
    )
    def test_a_variable_that_names_no_address(
        self, monkeypatch: pytest.MonkeyPatch, variable: str, base: str
    ) -> None:
        """It is shown, with what it must be."""
        monkeypatch.setenv(variable, base)
        with pytest.raises(InvalidAddress, match=f"`{variable}` must be"):
            resolve(["2501.00001", "10.1000/x"] if "ARXIV" in variable else ["10.1000/x"])

    @posix
    def test_killed_in_between(self, registrars: Registrars, cache_folder: Path) -> None:
        """What has come by then is kept, whole, and the next run goes on from there."""
        names = [f"10.1000/{number}" for number in range(40)]
        registrars.works |= {name: csl(name, f"Knives Number {name}") for name in names}
        code = "import sys, trustworthy_audio_llms as tal; tal.resolve(sys.argv[1:])"
        arguments = [sys.executable, "-c", code, *names]
        reached = threading.Event()

        def held(handler: Handler, archive: bytes) -> None:
            reached.set()
            stall(handler, archive)

        registrars.faults = [lambda handler, _: registrars.reply(handler)] * 5
        registrars.always = held
        with subprocess.Popen(arguments, stderr=subprocess.DEVNULL) as process:
            assert reached.wait(120)
            process.send_signal(signal.SIGKILL)
        registrars.always = None
        done = len(list((cache_folder / "answers").glob("*.json")))
        assert done == 5
        registrars.requests.clear()
        assert len(resolve(names)) == 40
        assert len(registrars.requests) == 40 - done


def test_an_entry_alone(registrars: Registrars) -> None:
    """One text, or one entry, is as good as a list of one."""
    assert len(resolve("2501.00001")) == 1
    assert len(resolve(Paper(title="Teacups that listen", arxiv="2501.00001"))) == 1
