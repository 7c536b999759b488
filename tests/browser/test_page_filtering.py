"""Filters and timeline, as with `Catalog.where`."""

import json
from typing import Any, cast

import pytest
from browsing import Browse, expect, ids

from trustworthy_audio_llms import Catalog, Entry, Paper, topics
from trustworthy_audio_llms._bundle import read_data

CHOICES: dict[str, dict[str, Any]] = {
    "topic=safety": {"topic": "safety"},
    "topic=safety/jailbreak&topic=fairness": {"topic": ["safety/jailbreak", "fairness"]},
    "kind=paper": {"kind": "paper"},
    "kind=survey&kind=dataset": {"kind": ["survey", "dataset"]},
    "year=2024&year=2019": {"year": [2024, 2019]},
    "verified=no": {"verified": False},
    "verified=yes&topic=deepfake": {"verified": True, "topic": "deepfake"},
    "venue=ICASSP+2026": {"venue": "ICASSP 2026"},
    "series=ICASSP&series=ACL": {"series": ["ICASSP", "ACL"]},
    "scope=speech": {"scope": "speech"},
    "has=code": {"has": "code"},
    "has=code&has=data": {"has": ["code", "data"]},
    "since=2025-03&until=2025-06": {"since": "2025-03", "until": "2025-06"},
    "since=2026-01": {"since": "2026-01"},
    "until=2019-12": {"until": "2019-12"},
}


def series_or_venue(entry: Entry) -> str:
    """The series of a work's venue, the venue itself where nobody knows it, or nothing."""
    (series,) = Catalog([entry]).count("series")
    return series or entry.venue or ""


_PERSON, _OTHERS = next(iter(json.loads(read_data("names.json")).items()))
SPELLINGS = (_PERSON, *_OTHERS)
CODED = (("One", None), ("Two", "https://example.org/two"))


class TestFilters:
    """A filter leaves what `where` leaves."""

    def test_the_same_works(self, browse: Browse, curated: Catalog) -> None:
        """Several values of one criterion mean any of them, several criteria mean all."""
        browsed = browse(curated)
        for fragment, criteria in CHOICES.items():
            expected = curated.where(**criteria)
            assert 0 < len(expected) < len(curated)
            browsed.go(f"#{fragment}")
            expect(browsed.page.locator("#count")).to_have_text(
                f"{len(expected)} of {len(curated)} works"
            )
            assert set(browsed.ids()) == set(ids(expected)), fragment

    def test_what_is_not_stated_can_be_chosen(self, browse: Browse, catalog: Catalog) -> None:
        """Works without a date or a venue are a choice of their own, the last one."""
        browsed = browse(catalog)
        browsed.box("year", "").check()
        browsed.box("series", "").check()
        assert set(browsed.ids()) == {
            entry.id for entry in catalog if not entry.date and not entry.venue
        }

    def test_a_click_chooses_and_another_one_takes_it_back(
        self, browse: Browse, catalog: Catalog
    ) -> None:
        """Checkboxes, by their labels."""
        browsed = browse(catalog)
        browsed.box("kind", "benchmark").check()
        browsed.box("kind", "dataset").check()
        assert {entry.kind for entry in browsed.listed()} == {"benchmark", "dataset"}
        browsed.box("kind", "benchmark").uncheck()
        assert {entry.kind for entry in browsed.listed()} == {"dataset"}

    def test_many_venues_fold(self, browse: Browse, curated: Catalog) -> None:
        """The most frequent series are shown; all when asked for; chosen ones always."""
        browsed = browse(curated)
        venues = browsed.page.locator("ul.series li:visible")
        expect(venues).to_have_count(10)
        stated = len(set(map(series_or_venue, curated.where(has="venue"))))
        browsed.page.get_by_role("button", name=f"Show all {stated + 1}").click()
        expect(venues).to_have_count(stated + 1)
        browsed.box("series", "").check()
        browsed.page.get_by_role("button", name="Show fewer").click()
        expect(venues).to_have_count(11)
        expect(browsed.box("series", "")).to_be_checked()

    def test_a_topic_of_an_entry_is_a_filter(self, browse: Browse, catalog: Catalog) -> None:
        """Its button leaves the works of that topic."""
        browsed = browse(catalog)
        browsed.page.locator("[data-value='safety/jailbreak']").first.click()
        assert set(browsed.ids()) == set(ids(catalog.where(topic="safety/jailbreak")))
        assert browsed.box("topic", "safety/jailbreak").is_checked()

    def test_authors_venues_and_keywords_are_filters(
        self, browse: Browse, curated: Catalog
    ) -> None:
        """A press on one leaves its works, under every spelling of a name."""
        browsed = browse(curated, "#sort=listed")
        entry = next(one for one in curated if one.authors and one.keywords and one.venue)
        article = browsed.page.locator("article").nth(curated.index(entry))
        browsed.listed()
        article.get_by_role("button", name="Details").click()
        article.get_by_role("button", name=entry.keywords[0], exact=True).click()
        assert set(browsed.listed()) == {
            one for one in curated if entry.keywords[0] in one.keywords
        }
        browsed.page.get_by_role("button", name=entry.authors[0], exact=True).first.click()
        browsed.page.get_by_role("button", name=f"Remove {entry.keywords[0]}").click()
        assert entry in browsed.listed()
        assert set(browsed.ids()) == set(ids(curated.where(author=entry.authors[0])))
        browsed.page.get_by_role("button", name="Clear all").click()
        article.get_by_role("button", name=entry.venue, exact=True).click()
        assert set(map(series_or_venue, browsed.listed())) == {series_or_venue(entry)}

    def test_spellings_of_a_name_are_one_person(self, browse: Browse) -> None:
        """As `where` takes them; a press on one spelling finds the others."""
        names = ("Hyungjin Chung", *SPELLINGS)
        works = Catalog(
            Paper(title=f"Number {number}", authors=[name]) for number, name in enumerate(names)
        )
        browsed = browse(works)
        browsed.page.locator(".authors").get_by_role("button", name=SPELLINGS[-1]).click()
        assert set(browsed.ids()) == set(ids(works[1:]))

    def test_what_parts_no_works_is_no_filter(self, browse: Browse) -> None:
        """A group is shown where at least one of its values would leave some works out."""
        works = Catalog(Paper(title=title, date="2024", code=code) for title, code in CODED)
        groups = browse(works).page.locator("fieldset:visible legend").all_inner_texts()
        assert groups == ["With"]

    def test_what_is_chosen_can_be_taken_away(self, browse: Browse, catalog: Catalog) -> None:
        """One by one, or all at once; the order stays."""
        fragment = "#q=a&topic=safety&kind=paper&year=2025&verified=yes&since=2025-01&sort=title"
        browsed = browse(catalog, fragment)
        chosen = browsed.page.get_by_role("group", name="Chosen filters")
        assert chosen.get_by_role("button").all_text_contents() == [
            "Remove Safety",
            "Remove paper",
            "Remove verified",
            "Remove 2025",
            "Remove 2025-01 – …",
            "Clear all",
            "Put all into the basket",
        ]
        chosen.get_by_role("button", name="Remove Safety").click()
        assert "topic" not in browsed.fragment
        chosen.get_by_role("button", name="Clear all").click()
        assert browsed.fragment == "#sort=title"
        assert browsed.total() == "12 works"
        assert chosen.is_hidden()


class TestCounts:
    """The numbers beside the values."""

    def test_they_follow_the_selection(self, browse: Browse, curated: Catalog) -> None:
        """Each counts the works there would be, so that a facet passes over its own choice."""
        browsed = browse(curated)
        narrowed = curated
        for facet in ("topic", "kind", "verified"):
            for value, count in browsed.counts(facet).items():
                wanted = {"yes": True, "no": False}.get(value, value)
                assert count == len(narrowed.where(**cast(Any, {facet: wanted}))), (facet, value)
        browsed.go("#q=detection&topic=deepfake&kind=benchmark")
        found = curated.search("detection")
        by_topic = browsed.counts("topic")
        for topic, count in by_topic.items():
            assert count == len(found.where(kind="benchmark", topic=topic)), topic
        for kind, count in browsed.counts("kind").items():
            assert count == len(found.where(topic="deepfake", kind=cast(Any, kind))), kind
        both = found.where(topic="deepfake", kind="benchmark")
        years = {year: count for year, count in browsed.counts("year").items() if count}
        assert years == {str(year or ""): count for year, count in both.count("year").items()}
        venues = {venue: count for venue, count in browsed.counts("series").items() if count}
        assert venues == both.count(series_or_venue)

    def test_the_topics_are_the_tree(self, browse: Browse, curated: Catalog) -> None:
        """In its order, with its titles, as far as works have them."""
        names = browse(curated).page.locator("ul.topic .name").all_inner_texts()
        used = [topic.title for topic in topics() if len(curated.where(topic=topic.slug))]
        assert names == used

    def test_topics_that_the_tree_lacks(self, browse: Browse) -> None:
        """A list's own topics stand where they belong, after those that are known."""
        works = Catalog(
            [
                Paper(title="One", topics=("zoo-keeping/big-cats",)),
                Paper(title="Two", topics=("safety/whispering",)),
                Paper(title="Three", topics=("fairness",)),
            ]
        )
        names = browse(works).page.locator("ul.topic .name").all_inner_texts()
        assert names == ["Safety", "Whispering", "Fairness and bias", "Zoo keeping", "Big cats"]


class TestTimeline:
    """How many works there are at each time, and the choice of a span."""

    def test_it_counts_works_by_month(self, browse: Browse, curated: Catalog) -> None:
        """From the first year to the last; what is dated by year alone is said to be left out."""
        browsed = browse(curated)
        bars = browsed.page.locator(".plot button")
        years = [entry.year for entry in curated if entry.year]
        assert bars.count() == 12 * (max(years) - min(years) + 1)
        months = curated.count("month")
        assert bars.nth(12 * (2025 - min(years)) + 4).get_attribute("title") == (
            f"May 2025: {months['2025-05']}"
        )
        assert f"{months[None]} without a month" in browsed.page.locator("#timeline").inner_text()

    def test_all_works_stand_behind_those_that_are_left(
        self, browse: Browse, curated: Catalog
    ) -> None:
        """On one scale, whatever is chosen."""
        browsed = browse(curated)
        scale = browsed.page.locator(".scale").inner_text().split(" · ")[0]
        month, whole = max(curated.count("month").items(), key=lambda one: one[1] * bool(one[0]))
        assert scale == f"up to {whole} a month"
        browsed.go("#topic=deepfake")
        assert browsed.page.locator(".scale").inner_text().startswith(f"{scale} · pale: all works")
        left = curated.where(topic="deepfake").count("month")[month]
        bar = browsed.page.locator(f".plot button[title$=': {left} of {whole}']")
        shares = bar.evaluate(
            "bar => ['--share', '--whole'].map(name => Number(bar.style.getPropertyValue(name)))"
        )
        assert shares == [pytest.approx(left / whole), 1]

    def test_a_click_chooses_a_month(self, browse: Browse, curated: Catalog) -> None:
        """And another click on it lets it go."""
        browsed = browse(curated)
        bar = browsed.page.locator(".plot button[title^='May 2025:']")
        bar.click()
        assert set(browsed.ids()) == set(ids(curated.where(since="2025-05", until="2025-05")))
        assert bar.get_attribute("aria-pressed") == "true"
        bar.click()
        assert len(browsed.ids()) == len(curated)
        assert bar.get_attribute("aria-pressed") == "false"

    def test_dragging_chooses_a_span(self, browse: Browse, curated: Catalog) -> None:
        """In either direction; a year's label chooses the year."""
        browsed = browse(curated)
        start = browsed.page.locator(".plot button[title^='June 2025:']").bounding_box()
        end = browsed.page.locator(".plot button[title^='March 2025:']").bounding_box()
        assert start
        assert end
        mouse = browsed.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + 20)
        mouse.down()
        mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=5)
        mouse.up()
        assert browsed.fragment == "#since=2025-03&until=2025-06"
        browsed.page.get_by_role("button", name="The year 2024").click()
        assert set(browsed.ids()) == set(ids(curated.where(year=2024)))

    def test_the_keyboard_chooses_a_span(self, browse: Browse, curated: Catalog) -> None:
        """Arrows move, Enter chooses, Shift extends, and only one bar is a stop for Tab."""
        browsed = browse(curated)
        page = browsed.page
        page.locator(".plot button[tabindex='0']").focus()
        page.keyboard.press("End")
        page.keyboard.press("PageUp")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        assert browsed.fragment == "#since=2025-11&until=2025-11"
        page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("Shift+ArrowLeft")
        assert browsed.fragment == "#since=2025-09&until=2025-11"
        assert page.evaluate("document.activeElement.title").startswith("September 2025:")
        assert page.locator(".plot button[tabindex='0']").count() == 1
        page.keyboard.press("Home")
        page.keyboard.press(" ")
        assert browsed.fragment == "#since=2015-01&until=2015-01"

    @pytest.mark.parametrize(
        ("years", "bars", "words"),
        [
            ((1990, 2025), 36, "2000: 0"),
            ((1600, 2025), 43, "1600 to 1609: 1"),
            ((1, 9999), 100, "0000 to 0099: 1"),
        ],
    )
    def test_long_times_take_fewer_bars(
        self, browse: Browse, years: tuple[int, int], bars: int, words: str
    ) -> None:
        """A year each, ten or a hundred: the page does not grow with what a list makes up."""
        works = Catalog([Paper(title=f"In {year}", date=f"{year:04}") for year in years])
        browsed = browse(works)
        found = browsed.page.locator(".plot button")
        assert found.count() == bars
        assert browsed.page.get_by_role("button", name=words, exact=True).count() == 1
        found.last.click()
        assert browsed.ids() == [works[1].id]

    def test_without_dates(self, browse: Browse) -> None:
        """There is nothing to draw, and that is said."""
        browsed = browse(Catalog([Paper(title="Some time")]))
        assert browsed.page.locator(".plot button").count() == 0
        assert "1 without a date" in browsed.page.locator("#timeline").inner_text()
