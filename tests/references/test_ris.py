"""RIS in its dialects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._references.ris import page_range, read_name

RECORD = """TY  - JOUR
ID  - mueller2024
TI  - Orders in a Whisper
AU  - Müller, Ana
AU  - Li, Bo
PY  - 2024
DA  - 2024/05/17/
T2  - A Journal of Whispers
VL  - 3
IS  - 2
SP  - 11
EP  - 19
DO  - 10.1000/182
UR  - https://example.org/whisper
KW  - *whisper
KW  - audio
AB  - One sentence
  and another.
N1  - Cited By: 3
PB  - Publisher
ER  -
"""


def read(text: str) -> tal.Catalog:
    """The works of a file."""
    return tal.parse_references(text, "ris")


def test_every_field_is_read() -> None:
    """And what an entry has no field for is kept as it was read."""
    entry = read(RECORD)[0]
    assert entry.title == "Orders in a Whisper"
    assert entry.authors == ("Ana Müller", "Bo Li")
    assert str(entry.date) == "2024-05-17"
    assert entry.published == entry.date
    assert (entry.venue, entry.status) == ("A Journal of Whispers", "published")
    assert (entry.volume, entry.number, entry.pages) == ("3", "2", "11–19")
    assert entry.doi == "10.1000/182"
    assert entry.url == "https://example.org/whisper"
    assert entry.keywords == ("whisper", "audio")
    assert entry.abstract == "One sentence and another."
    assert entry.citekey == "mueller2024"
    assert entry.extra[0] == ("entrytype", "JOUR")
    assert ("PB", "Publisher") in entry.extra
    assert [str(mention) for mention in entry.mentions] == ["references.ris:1"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("ER  -\n", "ER  - \n"),
        lambda text: text.replace("ER  -\n", ""),
        lambda text: "Provider: Somebody\nDatabase: Something\n\n1.\n" + text,
        lambda text: text.replace("  - ", " \t- "),
        lambda text: text.replace("  - ", "\t- "),
        lambda text: text.replace("\nAU", "\n\nAU", 1),
        lambda text: text.replace("TI  -", "T1  -").replace("AU  -", "A1  -"),
        lambda text: text.replace("T2  -", "JF  -"),
        lambda text: text.replace("AB  -", "N2  -"),
        lambda text: text.replace("PY  - 2024\nDA  -", "Y1  -"),
        lambda text: text.replace("PB  - Publisher\n", "").replace(
            "ER  -\n", "ER  - \nPB  - Publisher\n"
        ),
        lambda text: text.replace("TI  - Orders in a Whisper", "TI  - <b>Orders</b> in\na Whisper"),
    ],
)
def test_dialects_say_the_same(change: object) -> None:
    """Whatever databases do to the format."""
    expected = read(RECORD)[0]
    catalog = read(change(RECORD))  # type: ignore[operator]
    assert len(catalog) == 1
    entry = catalog[0]
    for name in ("title", "authors", "date", "venue", "pages", "doi", "keywords", "abstract"):
        assert getattr(entry, name) == getattr(expected, name)
    assert dict(entry.extra)["PB"] == "Publisher"


def test_a_record_without_an_end_ends_with_the_next() -> None:
    """None is lost, nor is one that has lost its beginning."""
    text = (
        "TY  - CONF\nTI  - One\nTY  - CHAP\nTI  - Two\nER  - \nTI  - Three\nAU  - Li, B\nER  - \n"
    )
    assert [entry.title for entry in read(text)] == ["One", "Two", "Three"]


def test_an_end_without_its_hyphen() -> None:
    """It has lost it with the blanks behind it, and the next record is none of its own."""
    text = "TY  - CONF\nTI  - One\nER\nTI  - Two\nER  \nTY  - CONF\nTI  - Three\nER -\n"
    assert [entry.title for entry in read(text)] == ["One", "Two", "Three"]


def test_lines_that_belong_to_nothing_are_told() -> None:
    """With their place; headings and numbers are none of a record."""
    catalog = read("1.\nA heading\nPB  - Nobody\nER  - \n" + RECORD)
    assert len(catalog) == 1
    assert [(line.line, line.text) for line in catalog.skipped] == [(3, "PB  - Nobody")]
    assert catalog.skipped[0].code is tal.SkipReason.BAD_RECORD
    assert not read("ER  - \n").skipped
    assert read("").skipped == ()


def test_a_whole_is_in_nothing() -> None:
    """A series of books is no journal."""
    assert read("TY  - BOOK\nTI  - A Book\nT2  - A Series\nER  - ")[0].venue is None


def test_a_record_that_says_nothing_is_told() -> None:
    """Without a title, a key or an abstract there is nothing to screen or to cite."""
    catalog = read("TY  - JOUR\nT2  - A Journal\nER  - ")
    assert [line.code for line in catalog.skipped] == [tal.SkipReason.NO_TITLE]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Müller, Ana", "Ana Müller"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("King, Martin L Jr", "Martin L King Jr"),
        ("King, Martin L 3rd", "Martin L King 3rd"),
        ("Lee, SR", "SR Lee"),
        ("H. -P. Müller", "H.-P. Müller"),
        ("[No author name available]", None),
        ("[Anonymous]", None),
        ("Example Sample, Gabriel", "Example Sample, Gabriel"),
        ("Liu R.", "Liu R."),
        ("A Consortium", "A Consortium"),
        ("Plato,", "Plato"),
        ("A House of Letters,", "{A House of Letters}"),
        ("others", None),
        (" ; ", None),
        (",", None),
        (", ,", None),
        (";, ,", None),
    ],
)
def test_names(written: str, name: str | None) -> None:
    """Family name first, or an organisation; "others" is nobody."""
    assert read_name(written) == name


def test_others_say_that_there_are_more() -> None:
    """As our own exports write it."""
    assert (
        read("TY  - JOUR\nTI  - T\nAU  - Li, Bo\nAU  - others\nER  - ")[0].authors_complete is False
    )


def test_nobody_is_no_author_left_out() -> None:
    """What stands for authors where there are none does not say that there are more."""
    text = "TY  - JOUR\nTI  - T\nAU  - [No author name available]\nER  - "
    (entry,) = read(text)
    assert (entry.authors, entry.authors_complete) == ((), True)


def test_the_number_of_an_article() -> None:
    """It stands for pages where there are none."""
    (entry,) = read("TY  - JOUR\nTI  - T\nC7  - 103045\nER  - ")
    assert entry.pages == "103045"
    (entry,) = read("TY  - JOUR\nTI  - T\nC7  - 103045\nSP  - 1\nEP  - 9\nER  - ")
    assert entry.pages == "1–9"


def test_keywords_on_one_line() -> None:
    """Some have them one a line, some with semicolons between them."""
    (entry,) = read("TY  - JOUR\nTI  - T\nKW  - *speech\nKW  - audio;speech; \nER  - ")
    assert entry.keywords == ("speech", "audio")


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        ("11", "19", "11–19"),
        ("11-19", "", "11–19"),
        ("11-19", "19", "11–19"),
        ("pp 37-64", "", "37–64"),
        ("p. 3", "", "3"),
        ("e0815", "", "e0815"),
        ("11", "11", "11"),
        ("", "19", "19"),
        ("", "", ""),
    ],
)
def test_pages(first: str, last: str, pages: str) -> None:
    """From the first to the last, however they are parted."""
    assert page_range(first, last) == pages


def test_what_we_write_comes_back(catalog: tal.Catalog) -> None:
    """Our own export loses nothing that the format holds."""
    again = read(catalog.to_ris())
    assert len(again) == len(catalog)
    assert not again.skipped
    for entry, read_again in zip(catalog, again, strict=True):
        assert read_again.title == entry.title
        assert read_again.authors == entry.authors
        assert read_again.arxiv == entry.arxiv
        assert read_again.citekey == entry.citekey


@given(
    st.lists(st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - T", "AU  - a, b", "x", "", "PB -"]))
)
def test_no_text_raises(lines: list[str]) -> None:
    """Whatever stands in the lines; every type begins one record."""
    catalog = read("\n".join(lines))
    assert all(entry.mentions for entry in catalog)
