"""Works are kept in a basket, and each has an address of its own."""

import json

import pytest
from browsing import Browse, Browsed, expect

from trustworthy_audio_llms import Catalog, Paper


def keep(browsed: Browsed, *places: int) -> None:
    """Put works of the list into the basket, or take them out."""
    for place in places:
        browsed.page.locator("[data-keep]").nth(place).click()


class TestBasket:
    """What is kept is there again, to be looked at, exported and shared."""

    def test_it_is_a_selection(self, browse: Browse, catalog: Catalog) -> None:
        """In its address, so that its exports and its replay are those of any selection."""
        browsed = browse(catalog)
        basket = browsed.page.locator("#basket")
        expect(basket).to_be_disabled()
        entries = browsed.listed()
        keep(browsed, 0, 3, 5)
        keep(browsed, 3)
        expect(browsed.page.locator("[data-keep][aria-pressed=true]")).to_have_count(2)
        browsed.search("nothing like that")
        basket.click()
        expect(basket).to_have_attribute("aria-pressed", "true")
        assert set(browsed.listed()) == {entries[0], entries[5]}
        line = browsed.save("BibTeX").decode().split("\n\n")[0].splitlines()[-1]
        assert set(eval(line.removeprefix("% "), {"catalog": catalog})) == {entries[0], entries[5]}
        basket.click()
        assert browsed.total() == "12 works"

    def test_it_is_kept(self, browse: Browse, catalog: Catalog) -> None:
        """From one visit to the next, and in every window."""
        browsed = browse(catalog)
        keep(browsed, 1, 2)
        browsed.page.reload()
        expect(browsed.page.locator("#basket")).to_have_text("Basket (2)")
        other = browsed.page.context.new_page()
        other.goto(browsed.address)
        expect(other.locator("#basket")).to_have_text("Basket (2)")  # A browser needs its time.
        other.locator("[data-keep]").first.click()
        expect(other.locator("#basket")).to_have_text("Basket (3)")
        expect(browsed.page.locator("#basket")).to_have_text("Basket (3)")

    def test_it_can_be_emptied(self, browse: Browse, catalog: Catalog) -> None:
        """While one looks at it; what other pages of the snapshot keep stays."""
        browsed = browse(catalog)
        keep(browsed, 1)
        (name,) = browsed.page.evaluate("Object.keys(localStorage)")
        held = json.loads(browsed.page.evaluate("name => localStorage[name]", name))
        written = json.dumps([*held, "elsewhere2020work"])
        browsed.page.evaluate("([name, text]) => { localStorage[name] = text }", [name, written])
        keep(browsed, 2)
        browsed.page.locator("#basket").click()
        browsed.page.get_by_role("button", name="Empty the basket").click()
        expect(browsed.page.locator("#basket")).to_be_disabled()
        assert browsed.total() == "12 works"
        expect(browsed.page.locator("[data-keep][aria-pressed=true]")).to_have_count(0)
        left = browsed.page.evaluate("name => localStorage[name]", name)
        assert json.loads(left) == ["elsewhere2020work"]

    def test_a_selection_is_put_into_it(self, browse: Browse, catalog: Catalog) -> None:
        """All of it at once, with what is there already."""
        browsed = browse(catalog)
        keep(browsed, 0)
        (kept,) = browsed.listed()[:1]
        browsed.box("kind", "paper").check()
        papers = set(browsed.listed())
        browsed.page.get_by_role("button", name="Put all into the basket").click()
        browsed.page.locator("#basket").click()
        assert set(browsed.listed()) == {kept} | papers

    @pytest.mark.parametrize(
        "broken",
        [
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})",
            "Storage.prototype.setItem = () => { throw new Error('full'); }",
        ],
    )
    def test_without_a_place_to_keep_it(
        self, browse: Browse, catalog: Catalog, broken: str
    ) -> None:
        """It lasts as long as the page, without a word."""
        browsed = browse(catalog)
        browsed.page.context.add_init_script(broken)
        browsed.page.reload()
        keep(browsed, 0, 1)
        expect(browsed.page.locator("#basket")).to_have_text("Basket (2)")

    def test_what_somebody_else_wrote_there(self, browse: Browse, catalog: Catalog) -> None:
        """Is no basket of ours, and breaks nothing."""
        browsed = browse(catalog)
        keep(browsed, 0)
        for written in ("{", "{}", "7", "null", '[{"a": 1}]'):
            browsed.page.evaluate(
                "text => Object.keys(localStorage).forEach(key => localStorage.setItem(key, text))",
                written,
            )
            browsed.page.reload()
            expect(browsed.page.locator("#basket")).to_be_disabled()
            keep(browsed, 0)
            expect(browsed.page.locator("#basket")).to_have_text("Basket (1)")


class TestPermalink:
    """An address for each work."""

    def test_it_shows_the_work_alone(self, browse: Browse, catalog: Catalog) -> None:
        """With all that is known of it; by its key, or by any identity."""
        entry = catalog.where(topic="safety/jailbreak")[0]
        browsed = browse(catalog)
        article = browsed.page.get_by_role("article", name=entry.title)
        article.get_by_role("button", name="Details").click()
        article.get_by_role("link", name="link to this work").click()
        expect(browsed.page.locator("article")).to_have_count(1)
        assert browsed.fragment == f"#work={entry.citekey}"
        expect(browsed.page.locator(".unfolded")).to_be_visible()
        for identity in entry.identities:
            assert browse(catalog, f"#work={identity}").listed() == [entry]

    def test_of_a_work_that_is_not_here(self, browse: Browse, catalog: Catalog) -> None:
        """Nothing is shown, and the way back is."""
        browsed = browse(catalog, "#work=nobody2026nothing")
        assert browsed.total() == "0 of 12 works"
        browsed.page.get_by_role("button", name="Remove nobody2026nothing").click()
        assert browsed.total() == "12 works"


class TestMarks:
    """The words that were searched for are marked where they stand."""

    def test_in_what_is_shown(self, browse: Browse, curated: Catalog) -> None:
        """In all their forms, next to each other where a phrase was asked for."""
        browsed = browse(curated)
        browsed.search('("deepfake detection" OR title:jailbreaks) -survey')
        marked = set(browsed.page.locator("h3 mark").all_inner_texts())
        words = {word.lower() for word in marked}
        assert {"deepfake detection", "jailbreak"} <= words
        assert all("deepfake" in word or "jailbr" in word for word in words)

    def test_where_else_it_was_found(self, browse: Browse) -> None:
        """A line names the field that is not shown, shortened around what was found in it."""
        long = " ".join(["much"] * 50)
        works = Catalog(
            [
                Paper(title="One", keywords=["speech", "tigers"]),
                Paper(title="A Tiger", keywords=["tiger"]),
                Paper(title="Two", abstract=f"{long} a tiger {long}"),
                Paper(title="Three", name="TigerBench"),
            ]
        )
        browsed = browse(works)
        browsed.search("tiger OR tigerbench")
        lines = browsed.page.locator(".found").all_inner_texts()
        assert sorted(line[:8] for line in lines) == ["Abstract", "Introduc", "Keywords"]
        assert all(len(line) < 220 for line in lines)
        assert "tiger" in browsed.page.locator(".found", has_text="Abstract").inner_text()

    def test_of_what_comes_near(self, browse: Browse, curated: Catalog) -> None:
        """Also in other words for the same."""
        browsed = browse(curated)
        browsed.search("watermrak codec")
        assert browsed.page.locator("mark", has_text="atermark").count() > 3
