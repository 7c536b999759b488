"""The selection stands in the address."""

from browsing import Browse, expect

from trustworthy_audio_llms import Catalog, Paper


def test_a_link_shares_the_selection(browse: Browse, curated: Catalog) -> None:
    """Whoever opens the address sees the same works, in the same order, with the same choices."""
    first = browse(curated)
    first.search('"deepfake detection" -survey')
    first.box("kind", "benchmark").check()
    first.box("year", "2025").check()
    first.page.get_by_label("Sort by").select_option("title")
    second = browse(curated, first.fragment)
    assert second.ids() == first.ids() != []
    assert second.page.get_by_role("searchbox").input_value() == '"deepfake detection" -survey'
    assert second.box("kind", "benchmark").is_checked()
    assert second.box("year", "2025").is_checked()
    assert second.page.get_by_label("Sort by").input_value() == "title"


def test_back_and_forward(browse: Browse, catalog: Catalog) -> None:
    """Each choice is a step; what is typed in one go is one."""
    browsed = browse(catalog)
    page = browsed.page
    browsed.box("kind", "survey").check()
    page.get_by_role("searchbox").press_sequentially("overview")
    browsed.box("kind", "survey").uncheck()
    page.go_back()
    expect(browsed.box("kind", "survey")).to_be_checked()
    expect(page.get_by_role("searchbox")).to_have_value("overview")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert browsed.ids() == [entry.id for entry in catalog.where(kind="survey")]
    page.go_back()
    expect(page.locator("#count")).to_have_text("12 works")
    page.go_forward()
    expect(browsed.box("kind", "survey")).to_be_checked()


def test_an_edited_address_is_followed(browse: Browse, catalog: Catalog) -> None:
    """While the page is open, too."""
    browsed = browse(catalog)
    browsed.page.evaluate("location.hash = '#kind=dataset'")
    expect(browsed.page.locator("#count")).to_have_text("1 of 12 works")


def test_any_fragment_is_taken(browse: Browse, catalog: Catalog) -> None:
    """What means nothing is passed over; a value that no work has leaves none."""
    for fragment in ("#%%%&a=b&&=&q&__proto__=x", "#sort=toString&since=soon&until=<b>"):
        assert browse(catalog, fragment).total() == "12 works"
    browsed = browse(catalog, "#kind=novel&topic=%3Cimg%20src%3Dx%3E")
    assert browsed.total() == "0 of 12 works"
    browsed.page.get_by_role("button", name="Remove novel").click()
    browsed.page.get_by_role("button", name="Remove <img src=x>").click()
    assert browsed.total() == "12 works"


def test_values_survive_the_address(browse: Browse) -> None:
    """Whatever a venue or a query holds comes back as it was."""
    venue = "A & B = C # 100% + “ü” @ {x}, 'y' 🎧"
    works = Catalog([Paper(title="One", venue=venue), Paper(title="Two", venue="Other")])
    first = browse(works)
    first.page.get_by_role("checkbox", name=venue).check()
    first.search("one &=#%+ü")
    second = browse(works, first.fragment)
    assert second.ids() == [works[0].id]
    assert second.page.get_by_role("searchbox").input_value() == "one &=#%+ü"
