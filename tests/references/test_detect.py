"""What format a file has."""

import pytest

from trustworthy_audio_llms import InvalidQuery
from trustworthy_audio_llms._references.detect import FORMATS, format_named, format_of

RIS = "1.\r\nTY  - JOUR\r\nTI  - T\r\nER  - \r\n"
NBIB = "\nPMID- 123\nTI  - T\n"
ENW = "\ufeff%0 Journal Article\n%T T\n"
WOS = "FN Clarivate\nVR 1.0\nPT J\nTI T\nER\nEF\n"
BIB = "% words\n@misc{k, title={T}}\n"
CSV = "Authors,Title,Year\nA,T,2024\n"


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        (RIS, "a.ris", "ris"),
        (RIS, "a.txt", "ris"),
        (RIS, "a.bib", "ris"),
        (NBIB, "a.nbib", "nbib"),
        (NBIB, "a.txt", "nbib"),
        (ENW, "a.enw", "endnote"),
        (ENW, "a.txt", "endnote"),
        ("%0 Words\n" + BIB, "a.bib", "bibtex"),
        (WOS, "a.ciw", "wos"),
        (WOS, "a.ris", "wos"),
        (BIB, "a.bib", "bibtex"),
        (BIB, "a.txt", "bibtex"),
        ("no entries", "a.bib", "bibtex"),
        ("", "a.bib", "bibtex"),
        (CSV, "a.csv", "csv"),
        (CSV, "export", "csv"),
        (CSV.replace(",", "\t"), "a.tsv", "tsv"),
        ("PT\tAU\tTI\nJ\tA\tT\n", "savedrecs.txt", "tsv"),
        ("TI,Title\nTY  - JOUR,x\n", "a.csv", "csv"),
        ('"x","Item Title"\n', "export", "csv"),
        ("[]", "a.csl.json", "csl"),
        ('{"items": []}', "a.json", "csl"),
        ('[{"id": 1}]', "a.txt", "csl"),
        ('{"id": 1}\n{"id": 2}\n', "a.json", "jsonl"),
        ('{"id": 1}\n', "a.jsonl", "jsonl"),
        ("words", "a.txt", None),
        ("", "a", None),
    ],
)
def test_what_it_holds_decides(text: str, name: str, format: str | None) -> None:
    """Its name counts where what it holds says nothing."""
    assert format_of(text, name) == format


@pytest.mark.parametrize(
    ("word", "format"),
    [
        ("bibtex", "bibtex"),
        (".bib", "bibtex"),
        ("BibLaTeX", "bibtex"),
        ("csl.json", "csl"),
        (".RIS", "ris"),
    ],
)
def test_people_name_it_in_several_ways(word: str, format: str) -> None:
    """By its own name, by that of a database, or by the end of a file's name."""
    assert format_named(word) == format
    assert all(format_named(known) == known for known in FORMATS)


@pytest.mark.parametrize("word", ["bibtx", "", 3, None])
def test_an_unknown_one_is_refused(word: object) -> None:
    """With those there are."""
    with pytest.raises(InvalidQuery, match="one of bibtex, ris"):
        format_named(word)  # type: ignore[arg-type]
