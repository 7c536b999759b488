"""Searching on the page, as with `Catalog.search`."""

import pytest
from browsing import Browse, ids

from trustworthy_audio_llms import Catalog, Paper

SAME = """
    jailbreak|JAILBREAK|jailbreaks|jailbreak benchmark|"large audio language model"|red-teaming
    |"deepfake detection" -benchmark|watermark OR anonymization|watermark OR backdoor speech
    |Müller|muller|interspeech 2025|safety/jailbreak|adversar*|whisp* -attack|-deepfake|AudioTrust
    |"embodied agents" OR "voice agent"|-"deepfake detection" codec|zyzzyva
"""
REFUSED = r'*|OR|OR OR|-OR|-|--|-*|"|""|(|\|💥|a OR|[a-|a*b|NEAR(|titel:x|"open|<>|a ) b'.split("|")
ODD = ["", "  ", "--x", "<b>", "constructor", "x" * 5000, "__proto__", "hasOwnProperty", "toString"]


class TestQueries:
    """A query finds what it finds in the library."""

    def test_the_same_works(self, browse: Browse, curated: Catalog) -> None:
        """Words, phrases, prefixes, alternatives and exclusions; case, accents and plurals fold."""
        browsed = browse(curated)
        for query in map(str.strip, SAME.split("|")):
            assert browsed.search(query) == ids(curated.search(query)), query

    def test_no_input_breaks_it(self, browse: Browse, catalog: Catalog) -> None:
        """What means nothing is told, and the page goes on."""
        browsed = browse(catalog)
        for query in ODD:
            assert set(browsed.search(query)) == set(ids(catalog.search(query))), query
        for query in REFUSED:
            browsed.search(query)
            assert browsed.reading(), query
        assert browsed.search("jailbreak") == ids(catalog.search("jailbreak"))

    def test_scripts_without_case(self, browse: Browse) -> None:
        """Words are words in any script; combining marks and width do not count."""
        works = Catalog(
            [Paper(title="声音 越狱"), Paper(title="Ｆｕｌｌ Wídth"), Paper(title="Звук")]
        )
        browsed = browse(works)
        assert browsed.type("越") == [works[0].id]
        assert browsed.search("full width") == [works[1].id]
        assert browsed.search("ЗВУК") == [works[2].id]


class TestOrder:
    """What is found is sorted."""

    def test_the_best_match_comes_first(self, browse: Browse) -> None:
        """A title counts more than a description, and a rare word more than a common one."""
        works = Catalog(
            [
                Paper(title="Other", description="echo"),
                Paper(title="Echo audio"),
                Paper(title="Audio rest", description="tiger"),
                Paper(title="Tiger rest", description="audio"),
            ]
        )
        browsed = browse(works)
        assert [entry.title for entry in browsed.listed()] == [entry.title for entry in works]
        assert browsed.search("echo") == [works[1].id, works[0].id]
        assert browsed.search("audio tiger") == [works[3].id, works[2].id]
        assert browsed.page.get_by_label("Sort by").input_value() == "best"

    @pytest.mark.parametrize(
        ("order", "by", "reverse"), [("newest", "date", True), ("oldest", "date", False)]
    )
    def test_by_date(
        self, browse: Browse, curated: Catalog, order: str, by: str, reverse: bool
    ) -> None:
        """As `Catalog.sort` does: what has no date comes last, either way."""
        browsed = browse(curated)
        browsed.page.get_by_label("Sort by").select_option(order)
        dates = [entry.date for entry in browsed.listed()]
        assert dates == [entry.date for entry in curated.sort(by, reverse=reverse)]

    def test_by_title_and_as_listed(self, browse: Browse, catalog: Catalog) -> None:
        """Titles without regard to case and accents; and the catalog's own order."""
        browsed = browse(catalog)
        browsed.page.get_by_label("Sort by").select_option("title")
        titles = [entry.title.casefold().replace("ü", "u") for entry in browsed.listed()]
        assert titles == sorted(titles)
        browsed.page.get_by_label("Sort by").select_option("listed")
        assert browsed.ids() == ids(catalog)

    def test_the_best_match_needs_a_query(self, browse: Browse, catalog: Catalog) -> None:
        """Without one, it cannot be chosen, and an address that names it shows the newest first."""
        browsed = browse(catalog, "#sort=best")
        assert browsed.page.get_by_label("Sort by").input_value() == "newest"
        assert browsed.page.locator("option[value=best]").is_disabled()
