"""How a work came into a review: its sources, their queries, and what of it they match."""

from pathlib import Path

from made_up import BACKDOOR, JAILBREAK

from trustworthy_audio_llms import Catalog, Review, Source
from trustworthy_audio_llms._review.finding import Finder, Found
from trustworthy_audio_llms._review.screening import Screening


def test_nothing_is_told_of_a_catalog_that_nobody_searched(catalog: Catalog) -> None:
    """Everything in it is under review."""
    assert Finder([Source(catalog)]).found(JAILBREAK) == []


def test_a_search_made_here(catalog: Catalog) -> None:
    """Each step of the trail, with the words it found."""
    found = catalog.search("backdoor OR backdoors").where(has="title").search("title:a*", limit=5)
    told = Finder([Source(found, name="Ours")]).found(BACKDOOR)
    if not told:  # The second search may have left it out; then the first alone tells.
        told = Finder([Source(catalog.search("backdoor"), name="Ours")]).found(BACKDOOR)
    assert told[0].source == "Ours"
    assert told[0].queries[0].startswith("backdoor")
    assert any("ackdoor" in snippet for _, snippet in told[0].matches)


def test_a_query_of_another_database(catalog: Catalog) -> None:
    """It is shown as it was run; what it matches is not known here."""
    query = 'TITLE-ABS-KEY("voice" AND (attack OR jailbreak))'
    (told,) = Finder([Source(catalog, name="Scopus", query=query)]).found(JAILBREAK)
    assert told == Found("Scopus", (query,), ())


def test_a_query_that_the_work_does_not_match(catalog: Catalog) -> None:
    """As where the database had more to search in than we know: no likeness is told."""
    (told,) = Finder([Source(catalog, name="A", query="zyzzyva")]).found(JAILBREAK)
    assert told.matches == ()


def test_several_sources(catalog: Catalog) -> None:
    """Only those that have the work, also without any query."""
    sources = [Source(Catalog([JAILBREAK]), name="A"), Source(Catalog([BACKDOOR]), name="B")]
    assert Finder([*sources, Source(catalog, name="C")]).found(BACKDOOR) == [
        Found("B", (), ()),
        Found("C", (), ()),
    ]


def test_trails_that_others_wrote(catalog: Catalog) -> None:
    """A step that only looks like a search is none."""
    for step in ("search('a' + 'b')", "search('\\x')", "search(evil())", "search('a', b)"):
        odd = catalog.derive(catalog, step)
        assert Finder([Source(odd)]).found(JAILBREAK) == []


def test_the_page_is_told(catalog: Catalog, tmp_path: Path) -> None:
    """Without any question, too."""
    path = tmp_path / "review.json"
    Review(Source(catalog, name="A", query="jailbreak*")).save(path)
    shown = Screening(Review.load(path), path).first("undecided")
    source, queries, matches = shown["found"][0]
    assert (source, queries) == ("A", ("jailbreak*",))
    assert any("ailbreak" in snippet for _, snippet in matches)
