"""What is fuzzed of other people's reference files: every reader, and the repair."""

from functools import cache
from itertools import pairwise

from trustworthy_audio_llms import Catalog, Paper, parse_references, repair_bibtex
from trustworthy_audio_llms._references.bibtex import read_bibtex
from trustworthy_audio_llms._references.detect import format_of
from trustworthy_audio_llms._references.encoding import decode


def bibtex(data: bytes) -> None:
    """A `.bib` file is read, its records stand one behind the other, and are found again."""
    text = _read(data, "bibtex")
    place = 0
    for record in read_bibtex(text).records:
        assert place <= record.span.start < record.span.end <= len(text)
        (alone,) = read_bibtex(text[record.span.start : record.span.end]).records
        assert (alone.type, alone.key) == (record.type, record.key)
        place = record.span.end
    catalog = parse_references(text, "bibtex")
    again = parse_references(catalog.to_bibtex(), "bibtex")
    assert len(again.skipped) == 0
    assert sum(len(entry.mentions) for entry in again) == len(catalog)


def ris(data: bytes) -> None:
    """A `.ris` file is read, and what is written of it is found again."""
    catalog = parse_references(_read(data, "ris"), "ris")
    again = parse_references(catalog.to_ris(), "ris")
    assert sum(len(entry.mentions) for entry in again) == len(catalog)


def nbib(data: bytes) -> None:
    """A file of PubMed is read."""
    _read(data, "nbib")


def endnote(data: bytes) -> None:
    """A file of EndNote is read."""
    _read(data, "endnote")


def wos(data: bytes) -> None:
    """A file of Web of Science is read."""
    _read(data, "wos")


def csl(data: bytes) -> None:
    """CSL-JSON is read, and so is each line of it."""
    _read(data, "csl")
    _read(data, "jsonl")


def table(data: bytes) -> None:
    """A table is read, whatever parts its cells."""
    _read(data, "csv")
    _read(data, "tsv")


def repair(data: bytes) -> None:
    """A repaired file stays as it is, and the records nothing is said of are the same bytes."""
    text = decode(data).text
    done = repair_bibtex(text, _works())
    assert repair_bibtex(done.text, _works()).text == done.text
    assert (done.text == text) == (not done.changes)
    changed = {change.key for change in done.changes}
    before, after = read_bibtex(text), read_bibtex(done.text)
    for old, new in zip(before.records, after.records, strict=True):
        if old.key not in changed:
            assert text[old.span.start : old.span.end] == done.text[new.span.start : new.span.end]
    assert _between(text) == _between(done.text)


def _between(text: str) -> list[str]:
    """What stands between the records of a text."""
    records = read_bibtex(text).records
    places = [(first.span.end, second.span.start) for first, second in pairwise(records)]
    return [text[start:end] for start, end in places]


def _read(data: bytes, form: str) -> str:
    """Read bytes of a format twice the same; every place is a line of the text."""
    text = decode(data).text
    format_of(text, f"a.{form}")
    catalog = parse_references(text, form)
    assert parse_references(text, form) == catalog
    last = 1 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    places = [mention.line for entry in catalog for mention in entry.mentions]
    assert all(1 <= line <= last for line in (*places, *(line.line for line in catalog.skipped)))
    catalog.audit()
    return text


@cache
def _works() -> Catalog:
    """Works that are known, for the records in the corpus."""
    published = Paper(
        title="Orders in a Whisper",
        authors=("Bo Li",),
        date="2024",
        arxiv="2405.00001",
        venue="Interspeech 2025",
        status="published",
        verified=True,
    )
    other = Paper(
        title="A Choir of Voices",
        authors=("Eve Adams",),
        date="2023",
        doi="10.1000/182",
        verified=True,
    )
    return Catalog([published, other])
