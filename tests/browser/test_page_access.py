"""The page for every reader: keyboard, screen reader, phone, paper, light and dark."""

from importlib import resources

import pytest
from browsing import Browse, Browsed, expect

from trustworthy_audio_llms import Catalog, Paper


def axe() -> str:
    """The source of axe-core, as a package for Python brings it along."""
    pytest.importorskip("axe_playwright_python")
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def findings(browsed: Browsed) -> list[str]:
    """What axe-core finds wrong, with the element it finds it at."""
    browsed.page.evaluate(axe())
    result = browsed.page.evaluate("axe.run()")
    return [
        f"{found['impact']} {found['id']}: {node['html'][:200]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


class TestAxe:
    """The checks of axe-core."""

    @pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
    def test_it_finds_nothing(
        self, browse: Browse, curated: Catalog, scheme: str, width: int
    ) -> None:
        """With choices made and everything unfolded; contrast included."""
        size = {"width": width, "height": 900}
        works = curated.where(verified=False) | curated.where(has="code")[:9]
        fragment = "#q=audio&kind=paper&kind=benchmark&since=2024-01"
        browsed = browse(works, fragment, color_scheme=scheme, viewport=size)
        assert browsed.page.locator(".warning").count() > 1
        browsed.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert findings(browsed) == []


class TestKeyboard:
    """Everything can be done without a mouse."""

    def test_tab_goes_through_the_page(self, browse: Browse, catalog: Catalog) -> None:
        """In the order of the page, with a focus that can be seen, past 12 bars in one step."""
        browsed = browse(catalog)
        keyboard = browsed.page.keyboard
        stops = []
        for _ in range(20):
            keyboard.press("Tab")
            stops.append(
                browsed.page.evaluate(
                    "(({id, name, className, localName}) => id || name || className || localName)"
                    "(document.activeElement)"
                )
            )
            style = browsed.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", stops
        assert stops[:4] == ["skip", "summary", "query", "column"]
        assert stops.count("column") == 1
        assert "topic" in stops

    def test_the_works_can_be_reached_at_once(self, browse: Browse, catalog: Catalog) -> None:
        """The first stop skips search and filters, and leaves them as they are."""
        browsed = browse(catalog, "#kind=survey")
        page = browsed.page
        page.keyboard.press("Tab")
        expect(page.get_by_text("Skip to the works")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#works")).to_be_focused()
        assert browsed.total() == "1 of 12 works"
        page.keyboard.press("Tab")
        expect(page.get_by_label("Sort by")).to_be_focused()

    def test_a_review_without_a_mouse(self, browse: Browse, catalog: Catalog) -> None:
        """Search, choose, copy, and take a filter away."""
        browsed = browse(catalog)
        page = browsed.page
        page.get_by_role("searchbox").focus()
        page.keyboard.type("jailbreak")
        browsed.box("kind", "paper").focus()
        page.keyboard.press("Space")
        assert browsed.total() == "3 of 12 works"
        page.get_by_role("button", name="Copy BibTeX").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("BibTeX copied")
        page.get_by_role("button", name="Clear all").focus()
        page.keyboard.press("Enter")
        assert browsed.total() == "12 works"
        expect(page.locator("#works")).to_be_focused()

    def test_more_works_keep_the_place(self, browse: Browse, curated: Catalog) -> None:
        """Who asks for more by keyboard goes on at the first work that is new."""
        page = browse(curated).page
        count = page.locator("h3").count()
        page.locator("#more button").evaluate("button => button.click()")
        focused = page.evaluate("document.activeElement.id")
        assert focused == page.locator("h3").nth(count).get_attribute("id")

    def test_scrolling_brings_more_works(self, browse: Browse, curated: Catalog) -> None:
        """As far as there are any, without a key."""
        page = browse(curated).page
        expect(page.locator("h3").nth(100)).not_to_be_attached()
        page.locator("#more").scroll_into_view_if_needed()
        expect(page.locator("h3").nth(40)).to_be_attached()

    def test_all_authors_can_be_seen(self, browse: Browse, curated: Catalog) -> None:
        """A long line of names is cut, and comes whole when asked for."""
        entry = max(curated, key=lambda entry: len(entry.authors))
        page = browse(curated.where(lambda one: one is entry)).page
        assert entry.authors[-1] not in page.locator(".authors").inner_text()
        page.get_by_role("button", name=f"and {len(entry.authors) - 12} others").press("Enter")
        assert page.locator(".authors").inner_text().strip() == ", ".join(entry.authors)


class TestScreenReader:
    """What is heard."""

    def test_the_count_is_announced(self, browse: Browse, catalog: Catalog) -> None:
        """It is a live region, and follows each choice."""
        browsed = browse(catalog)
        browsed.search("jailbreak")
        assert browsed.page.get_by_role("status").first.inner_text() == "4 of 12 works"

    def test_what_is_not_verified_says_so_in_words(self, browse: Browse, catalog: Catalog) -> None:
        """With the reason, and only there."""
        browsed = browse(catalog)
        for entry in browsed.listed():
            article = browsed.page.get_by_role("article", name=entry.title, exact=True)
            warned = article.get_by_text("Not verified.").count() == 1
            assert warned is not entry.verified
            if entry.note:
                assert entry.note in article.inner_text()

    def test_the_places_of_fields_stand_with_the_evidence(self, browse: Browse) -> None:
        """Each with the names of the fields that were seen there."""
        seen = ["venue doi: https://e.org/list", "code: one/list:README.md"]
        work = Paper(title="Orders in a Whisper", evidence=["two/list:README.md"], rests_on=seen)
        details = browse(Catalog([work])).page.locator("details.evidence")
        details.locator("summary").click()
        expect(details.locator("summary")).to_have_text("Evidence (3)")
        expect(details.locator("li")).to_have_text(["two/list:README.md", *seen])
        assert details.locator("a").get_attribute("href") == "https://e.org/list"

    def test_an_entry_says_what_is_known(self, browse: Browse, catalog: Catalog) -> None:
        """Authors, date, kind, venue, topics, description, links and evidence."""
        page = browse(catalog).page
        article = page.get_by_role("article", name="VoiceBreak")
        article.locator("summary").click()
        text = article.inner_text()
        for words in (
            "2025-03-09",
            "Also: Accents That Break Assistants",
            "Ana Müller, Bo Li",
            "ACL 2025",
            "Jailbreaks",
            "Fairness and bias",
            "Shows that accents carry",
            "Evidence (2)",
            "owner/one:README.md",
        ):
            assert words in text
        targets = article.locator(".actions a").evaluate_all(
            "all => all.map(a => [a.text, a.href])"
        )
        assert targets == [
            ["arXiv 2503.01234", "https://arxiv.org/abs/2503.01234"],
            ["DOI 10.1145/3700000.3700001", "https://doi.org/10.1145/3700000.3700001"],
            ["Code", "https://example.org/voicebreak"],
        ]
        review = page.get_by_role("article", name="Listening Twice")
        assert "ICLR 2026 (under review)" in review.inner_text()


class TestPhone:
    """A narrow screen."""

    @pytest.mark.parametrize("works", ["curated", "marked_up"])
    def test_nothing_scrolls_sideways(
        self, browse: Browse, request: pytest.FixtureRequest, works: str
    ) -> None:
        """Whatever is shown and unfolded."""
        size = {"width": 360, "height": 740}
        browsed = browse(request.getfixturevalue(works), "#q=-zyzzyva", viewport=size)
        browsed.listed()
        width = "document.documentElement.scrollWidth"
        assert browsed.page.evaluate(width) == 360
        browsed.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert browsed.page.evaluate(width) == 360

    def test_filters_fold(self, browse: Browse, catalog: Catalog) -> None:
        """The works come first; on a wide screen, filters stand beside them."""
        browsed = browse(catalog, viewport={"width": 360, "height": 740})
        assert browsed.box("kind", "paper").is_hidden()
        browsed.page.get_by_text("Filters", exact=True).first.click()
        browsed.box("kind", "paper").check()
        browsed.page.set_viewport_size({"width": 1440, "height": 900})
        expect(browsed.box("kind", "paper")).to_be_visible()


class TestPaper:
    """The selection, printed."""

    def test_it_is_whole(self, browse: Browse, curated: Catalog) -> None:
        """Also what was not on the screen yet; nothing to press, and links with their addresses."""
        browsed = browse(curated, "#kind=survey")
        page = browsed.page
        assert page.pdf().startswith(b"%PDF")
        surveys = curated.where(kind="survey")
        assert page.locator("article").count() == len(surveys)
        page.emulate_media(media="print")
        for control in page.locator("button, input, select, summary").all()[:60]:
            text = control.inner_text().strip()
            assert (
                control.is_hidden()
                or text in ("Survey", "How this page came to be")
                or (control.evaluate("e => e.matches('.facts button, .chip')"))
            )
        content = page.locator(".actions a").first.evaluate(
            "a => [getComputedStyle(a, '::after').content, a.href]"
        )
        assert content[1] in content[0]
        assert curated.snapshot.pin in page.locator("#provenance").inner_text()


def test_without_scripts(browse: Browse, catalog: Catalog) -> None:
    """The header stands, and a notice says what to do."""
    page = browse(catalog, java_script_enabled=False).page
    expect(page.locator("noscript p")).to_be_visible()
    assert "12 works" in page.locator("header").inner_text()
    assert page.locator("#query").is_hidden()
