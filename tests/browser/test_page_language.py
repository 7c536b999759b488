"""The page reads, finds and ranks as the library does: whole lists, in order."""

from typing import Any
from urllib.parse import urlencode

from browsing import Browse, ids
from search_cases import answers, cases

from trustworthy_audio_llms import Catalog, Paper

_ANSWER = """queries => queries.map(query => {
    const keys = numbers => numbers.map(number => works[number].record.citekey);
    const {numbers, notices: read} = rankedFor(index(), query);
    const answer = {rank: keys(numbers.slice(0, 60)), read};
    try {
        const {tree, notices} = readQuery(query);
        const found = index().search(tree);
        const hints = found.length ? [] : hintsFor(index(), tree);
        return {...answer, search: keys(found), notices: [...notices, ...hints]};
    } catch (error) {
        if (!(error instanceof InvalidQuery)) throw error;
        return {...answer, refused: true};
    }
})"""


class TestLanguage:
    """One file of cases, asked of both."""

    def test_every_case_has_the_library_s_answer(self, browse: Browse, curated: Catalog) -> None:
        """What is found, in which order, what is near, and every notice."""
        asked = list(cases())
        assert len(asked) >= 500
        given = browse(curated).page.evaluate(_ANSWER, asked)
        pairs = zip(asked, given, strict=True)
        assert [query for query, answer in pairs if answer != answers(curated, query)] == []

    def test_works_that_nobody_has_seen(self, browse: Browse) -> None:
        """Abstracts, other scripts, ligatures, letters that do not decompose, two identifiers."""
        works = Catalog(
            [
                Paper(title="Ｆｕｌｌ Wídth", abstract="Jailbreaks, ﬁne", authors=["Ærø Łódź"]),
                Paper(
                    title="声音 越狱",
                    keywords=["речь"],
                    doi="10.1145/1.2",
                    arxiv="2501.00001",
                ),
                Paper(title="½ of a Voice", topics=["music/cover"], verified=True, date="2024"),
                Paper(title="Voice Cloning", venue="ICASSP 2026", description="red\nteaming"),
            ]
        )
        asked = (
            "jailbreak|fine|aero|lodz|声音|речь|10.1145/1.2|2501.00001|topic:music|1|voice|year:2024"
            '|"red teaming"|red-teaming|redteaming|abstract:jailbroken|venue:icassp|icassp 2026'
            "|full width|clone voices|verified:yes|NOT voice|music|voise cloning"
        ).split("|")
        given = browse(works).page.evaluate(_ANSWER, asked)
        for query, answer in zip(asked, given, strict=True):
            assert answer == answers(works, query), query


class TestTyping:
    """While a word is being typed, it is a beginning."""

    def test_each_letter_answers(self, browse: Browse, curated: Catalog) -> None:
        """A blank or Enter ends the word; the page says which of the two is shown."""
        browsed = browse(curated)
        assert browsed.type("jailb") == ids(curated.search("jailb*"))
        assert "begins with “jailb”" in browsed.reading()[-1]
        assert browsed.type("jailbreak ") == ids(curated.search("jailbreak"))
        assert browsed.reading() == []
        assert browsed.type("audio AND title:jailb") == ids(curated.search("audio title:jailb*"))
        browsed.page.get_by_role("searchbox").press("Enter")
        assert browsed.reading()[0].startswith("Found alone: audio")

    def test_what_cannot_go_on_is_whole(self, browse: Browse, curated: Catalog) -> None:
        """A phrase, an identifier, an operator, a value."""
        browsed = browse(curated)
        for query in ('"voice cloning"', "2405.19103", "kind:dataset", "year:2024"):
            assert browsed.type(query) == ids(curated.search(query)), query
            assert browsed.reading() == [], query
        browsed.type("jailbreak AND")
        assert browsed.reading()[0].startswith("Nothing stands after AND")
        browsed.type('"voice')
        assert browsed.reading()[0].startswith("A quote is not closed")

    def test_a_link_is_the_library_s_answer(self, browse: Browse, curated: Catalog) -> None:
        """Whoever opens it has typed nothing."""
        browsed = browse(curated, "#q=jailb")
        assert "Found" not in "".join(browsed.reading())
        assert "begins with" not in "".join(browsed.reading())

    def test_other_orders_show_the_same_works(self, browse: Browse, curated: Catalog) -> None:
        """In that order."""
        browsed = browse(curated, "#q=watermark&sort=newest")
        assert sorted(browsed.ids()) == sorted(ids(curated.search("watermark")))


class TestNothingFound:
    """What stands there when nothing matches."""

    def test_the_works_that_come_near(self, browse: Browse, curated: Catalog) -> None:
        """Below lines that say so, and what to try."""
        browsed = browse(curated)
        shown = browsed.search("watermrak codec")
        assert shown == ids(curated.rank("watermrak codec"))
        hints = list(curated.search("watermrak codec").notices)
        lines = browsed.reading()
        assert lines[: len(hints)] == hints
        assert lines[-1] == "No work matches exactly. Below are the works that come near:"
        assert browsed.total() == "None match; 20 come near"

    def test_a_query_that_is_refused(self, browse: Browse, curated: Catalog) -> None:
        """The library's sentence, and what comes near."""
        browsed = browse(curated)
        assert browsed.search("(watermark codec") == ids(curated.rank("(watermark codec"))
        assert browsed.reading()[0] == "A parenthesis is not closed: write ) where it ends."


class TestReplay:
    """What is saved names a call that finds the same works in a script."""

    def test_of_everything_that_can_be_chosen(self, browse: Browse, curated: Catalog) -> None:
        """The same set, by the library."""
        one = next(one for one in curated if one.keywords and one.venue and one.scope)
        for fragment in (
            "#q=jailbreak",
            "#q=watermrak+codec",
            "#q=jailbreak&kind=paper&topic=safety&verified=yes",
            "#series=ICASSP&series=ACL&scope=speech&has=code",
            "#series=Interspeech&series=",
            f"#{urlencode({'scope': one.scope, 'author': one.authors[0]})}",
            f"#{urlencode({'keyword': one.keywords[0], 'venue': one.venue})}",
            f"#work={curated[3].citekey}&work={curated[5].id}",
            "#year=2024&year=&venue=&since=2024-02&until=2025-01",
            "#q=%22voice+clon*%22&venue=ICASSP+2026&venue=",
            "#q=m%C3%BCller+-survey&kind=survey&kind=dataset",
        ):
            browsed = browse(curated, fragment)
            line = browsed.save("BibTeX").decode().split("\n\n")[0].splitlines()[-1]
            call = line.removeprefix("% ")
            names: dict[str, Any] = {"catalog": curated}
            assert set(eval(call, names)) == set(browsed.listed()), call

    def test_of_what_is_being_typed(self, browse: Browse, curated: Catalog) -> None:
        """Its last word is a beginning in the script, too."""
        browsed = browse(curated)
        shown = browsed.type("audio jailb")
        line = browsed.save("BibTeX").decode().split("\n\n")[0].splitlines()[-1]
        assert ids(eval(line.removeprefix("% "), {"catalog": curated})) == shown
