"""A page shows hostile text as text, and asks nobody for anything."""

import pytest
from browsing import Browse
from hostile import WORKS

from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms._text import clean_line


class TestHostileText:
    """Nothing in a list becomes markup or code."""

    def test_titles_are_shown_as_they_are(self, browse: Browse, marked_up: Catalog) -> None:
        """All of them, in full."""
        browsed = browse(marked_up, "#sort=listed")
        browsed.listed()
        shown = browsed.page.locator("h3").evaluate_all("all => all.map(one => one.textContent)")
        assert shown == [clean_line(entry.title) for entry in marked_up]

    def test_nothing_is_injected(self, browse: Browse, marked_up: Catalog) -> None:
        """No element and no attribute but our own; no dialog, which any test would notice."""
        browsed = browse(marked_up)
        browsed.listed()
        page = browsed.page
        browsed.unfold()
        names = page.evaluate(
            "[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"
        )
        assert not {"img", "svg", "iframe", "object", "embed", "base"} & set(names)
        assert page.locator("script").count() == 3
        assert page.locator("style").count() == page.locator("h1").count() == 1
        attributes = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        )
        assert not [name for name in attributes if name.startswith("on")]

    def test_only_web_links_are_links(self, browse: Browse, marked_up: Catalog) -> None:
        """Evidence that is no address of the web is a text."""
        browsed = browse(marked_up)
        browsed.unfold()
        page = browsed.page
        targets = page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        own = {target for target in targets if target.startswith("#")}
        assert {target.partition("=")[0] for target in own} == {"#works", "#work"}
        assert {target.partition(":")[0] for target in set(targets) - own} == {"https"}
        assert page.get_by_text("javascript:alert(1)").first.evaluate("e => e.localName") == "li"

    def test_text_cannot_turn_its_surroundings(self, browse: Browse) -> None:
        """Controls of the direction of writing end with the text they are in."""
        works = Catalog([Paper(title="\u202eturned", venue="\u2067also", authors=("\u202eme",))])
        page = browse(works).page
        for selector in ("h3", ".authors", ".facts li[dir]", ".series .name"):
            style = page.locator(selector).first.evaluate("e => getComputedStyle(e).unicodeBidi")
            assert style in ("isolate", "plaintext"), selector

    def test_each_text_is_written_its_own_way(self, browse: Browse) -> None:
        """From right to left, where its script is."""
        works = Catalog([Paper(title="مراجعة", description="Speech"), Paper(title="Speech")])
        page = browse(works, "#sort=listed").page
        ways = [page.locator(name).first for name in ("h3", ".description")]
        ways.append(page.locator("h3").last)
        directions = [way.evaluate("e => getComputedStyle(e).direction") for way in ways]
        assert directions == ["rtl", "ltr", "ltr"]

    def test_the_header_is_escaped(self, browse: Browse) -> None:
        """Steps of the trail hold what users typed."""
        hostile = "</ol><script>alert(1)</script>"
        page = browse(Catalog(WORKS[:3]).search(hostile)).page
        page.get_by_text("How this page came to be").click()
        assert hostile in page.locator("#provenance").inner_text()


class TestPolicy:
    """The Content-Security-Policy lets nothing else run, load or be sent."""

    @pytest.mark.parametrize(
        "injected",
        [
            "<script>document.title = 'run'</script>",
            "<img src=x onerror=\"document.title = 'run'\">",
            "<a href=\"javascript:document.title = 'run'\">x</a>",
        ],
    )
    def test_other_scripts_do_not_run(
        self, browse: Browse, catalog: Catalog, injected: str
    ) -> None:
        """Even if one were in the file."""
        browsed = browse(
            catalog,
            quiet=False,
            edit=lambda text: text.replace("<noscript>", f"{injected}<noscript>"),
        )
        browsed.page.locator("body").evaluate(
            "body => body.querySelector('a[href^=java]')?.click()"
        )
        refusal = "Content Security Policy"
        browsed.until(lambda: any(refusal in message for message in browsed.complaints))
        assert browsed.page.title() == "Trustworthy audio LLMs"
        assert browsed.total() == "12 works"

    @pytest.mark.parametrize(
        "attempt",
        [
            "fetch(`${location.href}?x`)",
            "new Promise((_, no) => { const i = new Image(); i.onerror = no; i.src = 'x.png' })",
            (
                "new Promise((_, no) => { const f = document.createElement('form'); f.action = 'x';"
                " document.body.append(f); addEventListener('securitypolicyviolation', no);"
                " f.submit() })"
            ),
        ],
    )
    def test_nothing_is_asked_for(self, browse: Browse, catalog: Catalog, attempt: str) -> None:
        """No request, image or form leaves the page."""
        browsed = browse(catalog, quiet=False)
        outcome = browsed.page.evaluate(f"({attempt}).then(() => 'sent', () => 'refused')")
        assert outcome == "refused"
        assert browsed.answered == [browsed.address]

    def test_it_is_quiet(self, browse: Browse, curated: Catalog) -> None:
        """Used from one end to the other, it asks for nothing but itself and says no word."""
        browsed = browse(curated)
        browsed.search("audio")
        browsed.box("kind", "survey").check()
        browsed.unfold()
        browsed.save("BibTeX")
        browsed.listed()
        assert browsed.requests == [browsed.address]
        assert browsed.complaints == []


def test_without_works(browse: Browse) -> None:
    """A page of nothing says so."""
    browsed = browse(Catalog())
    assert browsed.total() == "0 works"
    assert "0 works" in browsed.page.locator("header").inner_text()
