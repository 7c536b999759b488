"""The page for every reader: keyboard, screen reader, phone, paper, light and dark."""

import re
from importlib import resources

import pytest
from browsing import Browse, Browsed, expect

import trustworthy_audio_llms as tal
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
        browsed.unfold()
        assert findings(browsed) == []

    def test_nor_with_the_filters_open(self, browse: Browse, curated: Catalog) -> None:
        """On the sheet that they are on a phone."""
        size = {"width": 360, "height": 740}
        browsed = browse(curated, "#topic=safety", color_scheme="light", viewport=size)
        browsed.page.get_by_role("button", name="Filters (1)").click()
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
        assert stops.index("scope") < stops.index("topic")

    def test_a_slash_leads_to_the_search(self, browse: Browse, catalog: Catalog) -> None:
        """With what stands there selected; in the field itself it is a letter."""
        page = browse(catalog, "#q=jailbreak").page
        page.locator("h3 a").first.focus()
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("a/b")
        expect(page.get_by_role("searchbox")).to_have_value("a/b")

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
        # In one go, since others are listed by themselves where the end of the page is near.
        focused, first = page.locator("#more button").evaluate(
            """button => {
                const before = document.querySelectorAll("h3").length;
                button.click();
                return [document.activeElement.id, document.querySelectorAll("h3")[before].id];
            }"""
        )
        assert focused == first != ""

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
        page.get_by_role("button", name=f"and {len(entry.authors) - 8} others").press("Enter")
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
        page = browse(Catalog([work])).page
        page.get_by_role("button", name="Details").click()
        assert page.locator(".unfolded").inner_text().splitlines()[:6] == [
            "identifier, title",
            "two/list:README.md",
            "venue, doi",
            "https://e.org/list",
            "code",
            "one/list:README.md",
        ]
        page.get_by_role("button", name="Details").click()
        expect(page.locator(".unfolded")).to_have_count(0)

    def test_evidence_leads_to_where_it_stands(self, browse: Browse) -> None:
        """Files in repositories, at a commit where one is named, identifiers and addresses."""
        places = {
            "one/list:docs/A&B.md": "https://github.com/one/list/blob/HEAD/docs/A%26B.md",
            "one/list": "https://github.com/one/list",
            "one/list:a.md@0caa974": "https://github.com/one/list/blob/0caa974/a.md",
            "one/list:a.md (version of 2025-03-25)": "https://github.com/one/list/blob/HEAD/a.md",
            "arXiv:2405.19103v2": "https://arxiv.org/abs/2405.19103",
            "DOI 10.1145/3700000.3700001": "https://doi.org/10.1145/3700000.3700001",
            "ACL Anthology 2024.acl-long.1": "https://aclanthology.org/2024.acl-long.1/",
            "openreview:AbCdEf12_3": "https://openreview.net/forum?id=AbCdEf12_3",
            "https://e.org/a (b)": "https://e.org/a%20(b)",
            "the authors' page": None,
        }
        page = browse(Catalog([Paper(title="One", evidence=list(places))])).page
        page.get_by_role("button", name="Details").click()
        items = page.locator(".unfolded dd").first.locator("li")
        assert items.all_inner_texts() == list(places)
        for number, address in enumerate(places.values()):
            links = items.nth(number).locator("a").evaluate_all("all => all.map(a => a.href)")
            assert links == ([address] if address else [])

    def test_one_place_is_named_once(self, browse: Browse) -> None:
        """A link to what an identifier leads to is that identifier, however it is written."""
        work = Paper(title="One", doi="10.21437/a.2026-9", url="https://doi.org/10.21437/A.2026-9")
        assert browse(Catalog([work])).page.locator(".actions a").all_inner_texts() == ["DOI"]

    def test_lines_of_the_list_are_links(self, browse: Browse) -> None:
        """To the file as it was at the commit of the snapshot."""
        page = browse(tal.load("2025.11")[:1]).page
        page.get_by_role("button", name="Details").click()
        target = page.locator(".unfolded a", has_text="README.md:").get_attribute("href")
        assert target == (
            "https://github.com/Kwwwww74/Awesome-Trustworthy-AudioLLMs/blob/"
            "0caa9741fba87e92f6bbeac49faccec6fd18dc2e/README.md#L53"
        )

    def test_an_entry_says_what_is_known(self, browse: Browse, catalog: Catalog) -> None:
        """Authors, date, kind, venue, topics, description, links and evidence."""
        page = browse(catalog).page
        article = page.get_by_role("article", name="VoiceBreak")
        article.get_by_role("button", name="Details").click()
        text = article.inner_text()
        for words in (
            "2025-03-09",
            "Accents That Break Assistants",
            "Ana Müller, Bo Li",
            "ACL 2025",
            "Jailbreaks",
            "Fairness and bias",
            "Shows that accents carry",
            "jailbreak, accent",
            "owner/one:README.md",
        ):
            assert words in text
        targets = article.locator(".actions a").evaluate_all(
            "all => all.map(a => [a.text, a.href])"
        )
        assert targets == [
            ["arXiv", "https://arxiv.org/abs/2503.01234"],
            ["DOI", "https://doi.org/10.1145/3700000.3700001"],
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
        assert browsed.page.evaluate(width) <= 360
        browsed.unfold()
        assert browsed.page.evaluate(width) <= 360

    def test_filters_are_a_sheet(self, browse: Browse, catalog: Catalog) -> None:
        """The way out of it says what is left; on a wide screen, filters stand beside the works."""
        browsed = browse(catalog, viewport={"width": 360, "height": 740})
        page = browsed.page
        assert browsed.box("kind", "paper").is_hidden()
        page.get_by_role("button", name="Filters", exact=True).click()
        browsed.box("kind", "survey").check()
        page.get_by_role("button", name="Show 1 work", exact=True).click()
        assert browsed.box("kind", "survey").is_hidden()
        expect(page.locator("#works")).to_be_focused()
        page.get_by_role("button", name="Filters (1)").click()
        page.set_viewport_size({"width": 1440, "height": 900})
        expect(browsed.box("kind", "survey")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


class TestRoom:
    """How much of a screen is for works."""

    @pytest.mark.parametrize(
        ("width", "height", "above", "works"), [(1440, 900, 300, 8), (360, 740, 300, 3)]
    )
    def test_works_have_most_of_it(
        self, browse: Browse, curated: Catalog, width: int, height: int, above: int, works: int
    ) -> None:
        """They begin in the upper part, and several stand there at once."""
        page = browse(curated, viewport={"width": width, "height": height}).page
        tops = page.locator(".work").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().top)"
        )
        assert tops[0] <= above
        assert len([top for top in tops if top < height - 40]) >= works

    @pytest.mark.parametrize("width", [1440, 1280, 800])
    def test_nothing_moves_while_one_types(
        self, browse: Browse, curated: Catalog, width: int
    ) -> None:
        """Whatever is told of what was typed so far, the first work stands where it stood."""
        browsed = browse(curated, viewport={"width": width, "height": 900})
        places = set()
        lines = set()
        for query in (
            "",
            "jailb",
            "jailbreak ",
            "a OR b -c",
            '"audio jail',
            "wwww",
            "voise clonig ",
        ):
            browsed.type(query)
            lines.add(len(browsed.reading()))
            box = browsed.page.locator("#list").bounding_box()
            assert box
            places.add((box["x"], box["y"]))
        assert len(places) == 1
        assert max(lines) > 2


class TestPaper:
    """The selection, printed."""

    def test_it_is_whole(self, browse: Browse, curated: Catalog) -> None:
        """Also what was not on the screen yet; nothing to press, and links with their addresses."""
        browsed = browse(curated, "#kind=survey")
        page = browsed.page
        surveys = curated.where(kind="survey")
        sheets = len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))
        assert 0 < sheets <= 1 + len(surveys) / 15
        assert page.locator("article").count() == len(surveys)
        page.emulate_media(media="print")
        for control in page.locator("button, input, select, summary").all()[:60]:
            text = control.inner_text().strip()
            assert control.is_hidden() or control.evaluate(
                "e => e.matches('.facts button, .authors button, .chip')"
            ), text
        content = page.locator(".actions a").first.evaluate(
            "a => [getComputedStyle(a, '::after').content, a.href]"
        )
        assert content[0].strip('"') in content[1]
        assert curated.snapshot.pin in page.locator("#provenance").inner_text()


def test_without_scripts(browse: Browse, catalog: Catalog) -> None:
    """The header stands, and a notice says what to do."""
    page = browse(catalog, java_script_enabled=False).page
    expect(page.locator("noscript p")).to_be_visible()
    assert "12 works" in page.locator("header").inner_text()
    assert page.locator("#query").is_hidden()
