"""The screening page in Chromium: by keyboard, by two people, killed in between, for everybody."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import PATIENCE, expect
from disks import posix
from screened import Served

from trustworthy_audio_llms import Catalog, Paper, Review, Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route

Open = Callable[..., "Page"]
REASONS = ("not about audio", "no attack")


def saved(works: Catalog, folder: Path, title: str = "Voices") -> Path:
    """The file of a review of works that nobody has judged."""
    Review(works, title=title).save(folder / "review.json")
    return folder / "review.json"


def numbered(count: int) -> Catalog:
    """So many works."""
    return Catalog(Paper(title=f"Work number {number}") for number in range(count))


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Open]:
    """A function that opens an address; no page may complain, nor ask anybody else."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    strays: list[str] = []

    def dismissed(dialog: "Dialog") -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    def opened(url: str, *, quiet: bool = True, **options: Any) -> "Page":
        def asked(request: "Request") -> None:
            if not request.url.startswith((url, "data:")):
                strays.append(request.url)

        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if quiet:
            page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", dismissed)
        page.on("request", asked)
        page.goto(url)
        expect(page.locator("#work, #done").first).to_be_attached()
        expect(page.locator("#desk")).to_be_visible()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert strays == []


def act(page: "Page", key: str) -> None:
    """Press a key when nothing is awaited any more: meanwhile, keys are deaf."""
    expect(page.locator("body")).not_to_have_attribute("aria-busy", "true")
    page.keyboard.press(key)


def press(page: "Page", key: str) -> None:
    """Press a key and wait until the next work is there."""
    before = page.locator("#count").inner_text()
    act(page, key)
    expect(page.locator("#count")).not_to_have_text(before)


def release(page: "Page", held: "list[Route]") -> None:
    """Let the one message go on that is held back."""
    for _ in range(PATIENCE // 10):
        if held:
            break
        page.wait_for_timeout(10)
    assert len(held) == 1
    held.pop().continue_()


def decided(page: "Page") -> int:
    """How many works the page says are decided."""
    return int(page.locator("#count").inner_text().split(" ")[0])


class TestKeyboard:
    """A review is screened by keys alone."""

    def test_every_key(self, open_page: Open, tmp_path: Path) -> None:
        """Include, exclude by number and for another reason, unsure, back, skip, note."""
        path = saved(numbered(6), tmp_path)
        with Served(path, by="ann", reasons=REASONS) as served:
            page = open_page(served.server.url)
            expect(page.locator("#heading")).to_have_text("Work number 0")
            expect(page.locator("#heading")).to_be_focused()
            press(page, "i")
            press(page, "2")
            press(page, "u")
            expect(page.locator("#heading")).to_have_text("Work number 3")
            page.keyboard.press("n")
            page.keyboard.type("in 3 pages: i")
            page.keyboard.press("Escape")
            page.keyboard.press("e")
            page.keyboard.type("a talk")
            press(page, "Enter")
            act(page, "s")
            expect(page.locator("#heading")).to_have_text("Work number 5")
            act(page, "b")
            expect(page.locator("#heading")).to_have_text("Work number 4")
            act(page, "b")
            expect(page.locator(".own")).to_have_text("You said: excluded (a talk)")
            expect(page.locator("#note")).to_have_value("in 3 pages: i")
            expect(page.get_by_role("button", name="3 a talk")).to_be_visible()
        words = Review.load(path).decisions
        assert [(one.verdict, one.reason) for one in words] == [
            ("include", None),
            ("exclude", "no attack"),
            ("unsure", None),
            ("exclude", "a talk"),
        ]
        assert words[3].note == "in 3 pages: i"
        assert {one.by for one in words} == {"ann"}

    def test_to_the_end(self, open_page: Open, tmp_path: Path) -> None:
        """When every work is decided, the page says so, and one can go back, or finish."""
        path = saved(numbered(2), tmp_path)
        with Served(path) as served:
            page = open_page(served.server.url)
            press(page, "i")
            press(page, "i")
            expect(page.get_by_role("heading", name="Every work is decided")).to_be_focused()
            act(page, "i")
            act(page, "b")
            expect(page.get_by_role("heading", name="Work number 1")).to_be_focused()
            page.get_by_role("button", name="Finish").press("Enter")
            expect(page.get_by_role("alert")).to_contain_text("Everything is saved")
            assert served.ended
        assert len(Review.load(path).decisions) == 2

    def test_what_is_asked_meanwhile(self, open_page: Open, tmp_path: Path) -> None:
        """While an answer is awaited, keys are deaf, but an order and the end are kept in mind."""
        path = saved(
            Catalog(Paper(title=f"Work of {y}", date=f"{y}") for y in (2021, 2022)), tmp_path
        )
        held: list[Route] = []

        def hold(route: "Route") -> None:
            held.append(route)

        with Served(path) as served:
            page = open_page(served.server.url)
            page.route("**/decision", hold)
            page.keyboard.press("i")
            page.keyboard.press("i")
            page.get_by_label("Order").select_option("Newest first")
            release(page, held)
            expect(page.get_by_role("heading", name="Work of 2022")).to_be_focused()
            act(page, "u")  # The order is asked for only now, and shows the same work.
            page.get_by_role("button", name="Finish").click()
            release(page, held)
            expect(page.get_by_role("alert")).to_contain_text("Everything is saved")
            assert served.ended
        decisions = Review.load(path).decisions
        assert [one.verdict for one in decisions] == ["include", "unsure"]

    def test_a_reason_that_is_missing(self, open_page: Open, tmp_path: Path) -> None:
        """Nothing is excluded without one."""
        with Served(saved(numbered(2), tmp_path)) as served:
            page = open_page(served.server.url)
            page.keyboard.press("e")
            page.keyboard.press("Enter")
            expect(page.get_by_role("alert")).to_contain_text("Type why")
            page.keyboard.press("Escape")
            act(page, "9")
            press(page, "i")
            assert decided(page) == 1

    def test_keys_can_be_turned_off(self, open_page: Open, tmp_path: Path) -> None:
        """Who speaks to the computer types letters by accident (WCAG 2.1.4)."""
        with Served(saved(numbered(2), tmp_path)) as served:
            page = open_page(served.server.url)
            page.get_by_label("Keys").uncheck()
            page.locator("#heading").focus()
            page.keyboard.press("i")
            page.keyboard.press("Control+i")
            page.get_by_role("button", name="Unsure").click()
            expect(page.locator("#heading")).to_have_text("Work number 1")
        assert [one.verdict for one in served.review.decisions] == ["unsure"]

    def test_a_draft_is_kept(self, open_page: Open, tmp_path: Path) -> None:
        """A note that was typed comes back with its work."""
        with Served(saved(numbered(3), tmp_path)) as served:
            page = open_page(served.server.url)
            page.locator("#note").fill("later")
            page.get_by_role("button", name="Skip").click()
            expect(page.locator("#note")).to_have_value("")
            page.get_by_role("button", name="Back").click()
            expect(page.locator("#note")).to_have_value("later")


class TestOrder:
    """Which work comes first, and why."""

    def test_a_question(self, open_page: Open, catalog: Catalog, tmp_path: Path) -> None:
        """What answers it comes first; its words are marked; another order can be chosen."""
        with Served(saved(catalog, tmp_path), question="jailbreaks of assistants") as served:
            page = open_page(served.server.url)
            marks = page.locator("#heading mark, .keywords mark").all_inner_texts()
            assert {mark.lower() for mark in marks} & {"jailbreak", "jailbreaking", "assistants"}
            page.get_by_label("Order").select_option("date")
            expect(page.locator("#heading")).to_have_text("AuditKit")
            press(page, "u")
            page.get_by_label("Order").select_option("undecided")
            expect(page.locator("#place")).to_have_text("Work 1 of 12")

    def test_where_it_was_found(self, open_page: Open, catalog: Catalog, tmp_path: Path) -> None:
        """Each source that has the work, its query, and the words that it matches, marked."""
        query = "title:jailbreak* OR title:jailbreaking"
        sources = [Source(catalog.search(query), name="Ours"), Source(catalog, name="Scopus")]
        Review(sources).save(tmp_path / "review.json")
        with Served(tmp_path / "review.json") as served:
            page = open_page(served.server.url)
            found = page.get_by_role("list", name="Where it was found")
            expect(found.locator("> li")).to_have_count(2)
            expect(found.locator("> li").first).to_contain_text("Ours, by")
            expect(found.locator("q")).to_have_text(query)
            expect(found.locator("mark").first).to_contain_text("ailbreak")
            expect(found.locator("> li").last).to_have_text("Scopus")

    def test_what_is_known(self, open_page: Open, tmp_path: Path) -> None:
        """Authors, venue, abstract, links and evidence."""
        work = Paper(
            title="Voice Attacks",
            authors=("Ana Müller", "Bo Li"),
            venue="ACL 2025",
            date="2025-03-09",
            abstract="We attack voices.",
            arxiv="2503.01234",
            evidence=("owner/one:README.md",),
        )
        with Served(saved(Catalog([work]), tmp_path)) as served:
            page = open_page(served.server.url)
            text = page.locator("#work").inner_text()
            for words in ("Ana Müller, Bo Li", "ACL 2025", "2025-03-09", "We attack", "Evidence"):
                assert words in text
            link = page.get_by_role("link", name="arXiv 2503.01234")
            assert link.get_attribute("href") == "https://arxiv.org/abs/2503.01234"
            assert link.get_attribute("target") == "_blank"
            assert "noopener" in str(link.get_attribute("rel"))


SCREEN = """
import sys
from trustworthy_audio_llms import Review
Review.load(sys.argv[1]).screen(by=sys.argv[2], reasons=["no"], open_browser=False)
"""


class Process:
    """The screening in a process of its own, which can be killed."""

    def __init__(self, path: Path, by: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCREEN, str(path), by],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def kill(self) -> None:
        """End it without a word."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def interrupt(self) -> None:
        """End it as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        assert self._process.wait() == 0
        assert self._process.stdout is not None
        self._process.stdout.close()


@posix
class TestNothingIsLost:
    """By whatever happens."""

    def test_two_people_and_a_killed_process(self, open_page: Open, tmp_path: Path) -> None:
        """200 works, twice, at the same time, one of them killed in between."""
        path = saved(numbered(200), tmp_path)
        first, second = Process(path, "ann"), Process(path, "bob")
        ann, bob = open_page(first.url, quiet=False), open_page(second.url)
        for number in range(200):
            if number == 120:
                said = decided(ann)
                first.kill()
                act(ann, "i")
                expect(ann.get_by_role("alert")).to_contain_text("Not saved")
                first = Process(path, "ann")
                ann = open_page(first.url)
                assert decided(ann) == said == 120
            press(ann, "i" if number % 2 else "1")
            press(bob, "i" if number % 3 else "1")
        first.interrupt()
        second.interrupt()
        assert [one.name for one in tmp_path.iterdir()] == ["review.json"]
        review = Review.load(path)
        assert len(review.decisions) == 400
        (agreed,) = review.agreement()
        alike = sum(bool(number % 2) == bool(number % 3) for number in range(200))
        assert (agreed.works, agreed.agreed) == (200, alike)
        by_ann = [one for one in review.decisions if one.by == "ann"]
        assert len({one.work for one in by_ann}) == 200

    def test_settling(self, open_page: Open, tmp_path: Path) -> None:
        """Without a name, the works on which reviewers differ come first, with their words."""
        path = saved(numbered(3), tmp_path)
        review = Review.load(path)
        for number in range(3):
            review.decide(f"Work number {number}", "include", by="ann")
            verdict = "exclude" if number == 1 else "include"
            review.decide(f"Work number {number}", verdict, "no <b>", by="bob")  # type: ignore[arg-type]
        review.save(path)
        with Served(path) as served:
            page = open_page(served.server.url)
            expect(page.locator("#heading")).to_have_text("Work number 1")
            expect(page.locator(".own")).to_have_text(
                ["ann said: included", "bob said: excluded (no <b>)"]
            )
            press(page, "1")
            assert decided(page) == 3
        assert len(Review.load(path).excluded) == 1

    def test_two_tabs(self, open_page: Open, tmp_path: Path) -> None:
        """What one tab said, the other does not overwrite: it shows it."""
        path = saved(numbered(3), tmp_path)
        with Served(path, by="ann", reasons=REASONS) as served:
            one = open_page(served.server.url)
            other = open_page(served.server.url, quiet=False)
            press(one, "1")
            act(other, "i")
            expect(other.get_by_role("alert")).to_contain_text("elsewhere")
            expect(other.locator(".own")).to_have_text("You said: excluded (not about audio)")
            act(other, "i")
            expect(other.locator("#heading")).to_have_text("Work number 1")
        assert [one.verdict for one in Review.load(path).decisions] == ["exclude", "include"]


class TestReaders:
    """For every reader."""

    @pytest.mark.parametrize(
        ("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 360), ("dark", 360)]
    )
    def test_axe_finds_nothing(
        self, open_page: Open, curated: Catalog, tmp_path: Path, scheme: str, width: int
    ) -> None:
        """Light and dark, wide and narrow: a new work, a decided one, and the end."""
        pytest.importorskip("axe_playwright_python")
        source = resources.files("axe_playwright_python").joinpath("axe.min.js")
        works = (curated.where(verified=False) | curated.where(has="code"))[:2]
        path = saved(works, tmp_path)
        # The page lets nobody run scripts but its own; axe is such a one.
        options = {
            "color_scheme": scheme,
            "viewport": {"width": width, "height": 800},
            "bypass_csp": True,
        }
        with Served(path, by="ann", question="audio attacks", reasons=REASONS) as served:
            page = open_page(served.server.url, **options)
            page.evaluate(source.read_text("utf-8"))
            for key in ("i", "u", "b"):
                page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
                result = page.evaluate("axe.run()")
                assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == []
                assert page.evaluate("document.documentElement.scrollWidth") == width
                if key != "b":
                    press(page, key)
            page.get_by_role("button", name="Back").click()
            expect(page.locator(".own")).to_be_visible()
            assert page.evaluate("axe.run()")["violations"] == []

    def test_what_is_heard(self, open_page: Open, tmp_path: Path) -> None:
        """What was saved is announced, and the next title has the focus."""
        with Served(saved(numbered(2), tmp_path)) as served:
            page = open_page(served.server.url)
            press(page, "i")
            expect(page.get_by_role("status")).to_have_text("Saved: included. 1 of 2 decided.")
            expect(page.get_by_role("heading", name="Work number 1")).to_be_focused()
            assert page.get_by_role("progressbar", name="Works decided").count() == 1


class TestSafety:
    """Text from the catalogue only ever becomes text."""

    def test_markup_is_text(self, open_page: Open, marked_up: Catalog, tmp_path: Path) -> None:
        """In every place of every work, in title, reviewer, reasons and question."""
        evil = "<img src=x onerror=alert(1)>"
        path = tmp_path / "review.json"
        named = [Source(marked_up, name=f"{evil}{number}", query=evil) for number in range(2)]
        Review(named, title=evil).save(path)
        with Served(path, by=evil, question=f"script {evil}", reasons=[evil]) as served:
            page = open_page(served.server.url)
            works = len(served.get("state")["orders"]) and served.get("state")["works"]
            seen = set()
            for _ in range(works):
                seen |= set(page.locator("#work q").all_inner_texts())
                page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
                assert page.locator("main img, main script, main svg, main style").count() == 0
                schemes = page.locator("#work a").evaluate_all("all => all.map(a => a.protocol)")
                assert set(schemes) <= {"http:", "https:"}
                press(page, "1")
            assert page.locator("img").count() == 0
            assert page.locator("#title").inner_text() == evil
            assert seen == {f"“{evil}”"} or seen == {evil}
        assert len(Review.load(path).decisions) == works

    def test_nothing_stays_in_the_browser(self, open_page: Open, tmp_path: Path) -> None:
        """Neither storage nor cookies."""
        with Served(saved(numbered(2), tmp_path)) as served:
            page = open_page(served.server.url)
            press(page, "i")
            assert page.context.cookies() == []
            kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
            assert json.loads(kept) == [{}, {}]


def test_ten_thousand_works(open_page: Open, tmp_path: Path) -> None:
    """A key costs one request and as much as with ten works: nothing is sent or drawn besides."""
    costs = []
    for count in (10, 10_000):
        (tmp_path / str(count)).mkdir()
        with Served(saved(numbered(count), tmp_path / str(count)), by="ann") as served:
            page = open_page(served.server.url)
            press(page, "i")  # The second answer and those after it guess how long it takes.
            page.evaluate(WATCH)
            with page.expect_response("**/decision") as answered:
                press(page, "i")
            act(page, "n")  # It is at rest.
            requests, changes, elements = page.evaluate("window.watched()")
            assert requests == 1
            costs.append((len(answered.value.body()), changes, elements))
    (little, few, elements), (size, changes, all_elements) = costs
    assert size - little < 100  # Longer numbers.
    assert changes == few
    assert all_elements == elements


# How many requests are made, and how many changes to the page.
WATCH = """() => {
    let requests = 0, changes = 0;
    const asking = window.fetch;
    window.fetch = (...asked) => { requests += 1; return asking(...asked); };
    const watching = new MutationObserver((seen) => { changes += seen.length; });
    watching.observe(document, {childList: true, characterData: true, subtree: true});
    window.watched = () => {
        changes += watching.takeRecords().length;
        return [requests, changes, document.querySelectorAll("*").length];
    };
}"""
