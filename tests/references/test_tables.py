"""Tables of databases, whole and broken."""

import csv
import io
from functools import partial

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal

SCOPUS = (
    '\ufeff"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume",'
    '"Issue","Art. No.","Page start","Page end","DOI","Link","Abstract","Author Keywords",'
    '"Document Type","Source","EID"\r\n'
    '"Müller A.; Li B.","Müller, Ana (1); Li, Bo (2)","1; 2","Orders in a Whisper","2024",'
    '"Journal of Whispers","3","2","","11","19","10.1000/182","https://www.scopus.com/1",'
    '"One ""sentence"".","audio; whisper","Article","Scopus","2-s2.0-1"\r\n'
)
IEEE = (
    '"Document Title",Authors,"Author Affiliations","Publication Title",Date Added To Xplore,'
    '"Publication Year","Volume","Issue","Start Page","End Page","Abstract","DOI",PDF Link,'
    '"Author Keywords","Document Identifier"\n'
    '"Orders in a Whisper","A. Müller; B. Li","X; Y","Journal of Whispers","1 May 2024","2024",'
    '"3","2","11","19","One ""sentence"".","10.1000/182","https://ieeexplore.ieee.org/1",'
    '"audio;whisper","IEEE Journals"\n'
)
PUBMED = (
    "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,DOI\n"
    '"1","Orders in a Whisper","Müller A, Li B.","J Whisp. 2024","Müller A","Journal of Whispers",'
    '"2024","2024/05/17","","10.1000/182"\n'
)
SPRINGER = (
    "Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,Authors,"
    "Publication Year,URL,Content Type\n"
    '"Orders in a Whisper","Journal of Whispers","","3","2","10.1000/182","Ana MüllerBo Li","2024",'
    '"http://link.springer.com/1","Article"\n'
)
OPENALEX = (
    "id,doi,display_name,title,publication_year,publication_date,type,"
    "authorships.author.display_name,primary_location.source.display_name,biblio.volume,"
    "biblio.issue,biblio.first_page,biblio.last_page,abstract\n"
    "https://openalex.org/W1,https://doi.org/10.1000/182,Orders in a Whisper,Orders in a Whisper,"
    "2024,2024-05-17,article,Ana Müller|Bo Li,Journal of Whispers,3,2,11,19,One sentence.\n"
)
OPENALEX_OLD = (
    "openalex_id,title,doi,publication_year,author_names,host_venue_display_name,included\n"
    "https://openalex.org/W1,Orders in a Whisper,https://doi.org/10.1000/182,2024,"
    "Ana Müller; Bo Li,Journal of Whispers,1\n"
)
ASREVIEW = (
    "record_id,title,authors,abstract,keywords,year,doi,url,journal\n"
    "1,Orders in a Whisper,Ana Müller; Bo Li,One sentence.,audio; whisper,2024.0,10.1000/182,"
    "https://example.org,Journal of Whispers\n"
)


def read(text: str) -> tal.Catalog:
    """The works of a table."""
    return tal.parse_references(text, "csv")


@pytest.mark.parametrize(
    "text",
    [SCOPUS, IEEE, PUBMED, SPRINGER, OPENALEX, OPENALEX_OLD, ASREVIEW],
    ids=["scopus", "ieee", "pubmed", "springer", "openalex", "openalex-old", "asreview"],
)
def test_each_database(text: str) -> None:
    """By the names of its columns."""
    (entry,) = read(text)
    assert entry.title == "Orders in a Whisper"
    assert [author.split()[-1] for author in entry.authors] == ["Müller", "Li"]
    assert entry.year == 2024
    assert entry.doi == "10.1000/182"
    assert entry.venue == "Journal of Whispers"
    said = dict(entry.extra)
    if "biblio.volume" in said or "Volume" in said:
        assert (entry.volume, entry.number, entry.pages) == ("3", "2", "11–19")
    assert entry.mentions[0].line == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: "sep=,\n" + text,
        lambda text: "Search results\n\nof today\n" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n"),
    ],
)
def test_dialects_say_the_same(change: object) -> None:
    """Other marks between the cells, lines above the names of the columns, empty rows."""
    plain = "title,year,doi\nOne,2024,10.1000/182\nTwo,2023,10.1000/183\n"
    catalog = read(change(plain))  # type: ignore[operator]
    assert [(entry.title, entry.year) for entry in catalog] == [("One", 2024), ("Two", 2023)]
    assert not catalog.skipped


def test_ragged_rows_are_read() -> None:
    """Cells that are missing say nothing, those that are too many are kept."""
    one, two = read("title,year\nOne\nTwo,2024,more,\n")
    assert one.year is None
    assert two.extra[-1] == ("column 3", "more")
    assert read(",title\n7,One\n")[0].extra[1] == ("index", "7")


@pytest.mark.parametrize(
    ("bad", "skipped"),
    [
        ('"Bad, 2024', [3]),
        ('"Bad "quoted" title",2024', []),
        ('"Bad" title",2024', [3]),
        ('"Bad,"2024', [3]),
        ('"Two\nlines",2024', []),
    ],
)
def test_a_row_that_does_not_close_costs_itself(bad: str, skipped: list[int]) -> None:
    """The rest of the file is read, however its quotes are set."""
    catalog = read(f'title,year\nOne,2024\n{bad}\n"Three",2024\n"Four\nlines",2024\n')
    titles = [entry.title for entry in catalog]
    assert titles[0] == "One"
    assert titles[-2:] == ["Three", "Four lines"]
    assert [line.line for line in catalog.skipped] == skipped
    assert len(titles) + len(skipped) == 4


def test_cells_too_large_cost_their_row() -> None:
    """What no abstract is long enough for."""
    catalog = read(f'title,abstract\nOne,"{"x" * 200_000}"\nTwo,y\n')
    assert [entry.title for entry in catalog] == ["Two"]
    assert [line.line for line in catalog.skipped] == [2]
    assert len(catalog.skipped[0].text) < 300


@pytest.mark.parametrize("text", ["words\nand words\n", "a,b\n1,2\n" * 9])
def test_without_a_column_of_titles_it_is_told(text: str) -> None:
    """Nothing is guessed."""
    catalog = read(text)
    assert len(catalog) == 0
    assert [line.line for line in catalog.skipped] == [1]


def test_an_empty_file_says_nothing() -> None:
    """And is told as such."""
    assert len(read("")) == 0


def test_rows_without_titles_have_their_abstract() -> None:
    """So that they can be screened; those without either are told."""
    catalog = read("title,abstract,year\n,A study of whispers.,\n,,2024\n,,\n")
    assert [entry.title for entry in catalog] == ["A study of whispers."]
    assert catalog[0].note == "The file gives no title"
    assert [(line.line, line.code) for line in catalog.skipped] == [(3, tal.SkipReason.NO_TITLE)]
    long = read("title,abstract\n," + "word " * 100)[0].title
    assert len(long) < 130
    assert len(read("title,abstract\n," + "w" * 500)[0].title) < 130


def test_what_we_write_comes_back(catalog: tal.Catalog) -> None:
    """All that a work says of itself; that it is verified, no file can say."""
    again = read(catalog.to_csv())
    assert not again.skipped
    assert len(again) == len(catalog)
    for entry, row in zip(catalog, again, strict=True):
        for name in ("title", "authors", "date", "topics", "scope", "arxiv", "kind"):
            assert getattr(row, name) == getattr(entry, name), name
        for name in ("openreview", "acl", "code", "data", "name", "featured", "citekey", "aliases"):
            assert getattr(row, name) == getattr(entry, name), name
        assert not row.verified


def test_values_that_no_entry_takes_stay_beside_it() -> None:
    """A table may call itself ours and hold anything."""
    header = "key,kind,title,topics,code,status,scope"
    entry = read(f"{header}\nk,paper,One,Not A Slug,http://,nonsense,x\n")[0]
    assert entry.topics == ()
    assert ("topics", "Not A Slug") in entry.extra


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=5))
def test_every_row_is_an_entry_or_told(rows: list[list[str]]) -> None:
    """Whatever the cells hold, as `csv` writes them."""
    file = io.StringIO()
    csv.writer(file).writerows([["title", "year", "x"], *rows])
    catalog = read(file.getvalue())
    said = [row for row in rows if any(cell.strip() for cell in row)]
    assert sum(len(entry.mentions) for entry in catalog) + len(catalog.skipped) >= len(said) > -1


@given(st.text(alphabet='title,year\n"; x', max_size=60))
def test_no_text_raises(text: str) -> None:
    """Whatever its quotes do."""
    read(text)
    read("title,year\n" + text)


def test_time_is_linear() -> None:
    """Also where every line opens a quote."""
    assert in_proportion(lambda n: partial(read, "title,year\n" + 'a,"b\n' * n), 1_000, times=20)
