"""Every field of every record, filled with what is hostile, through every export.

The fields are those that the classes of records declare, so that a new one is tried at once. Each
export is read back by the programs that read it elsewhere.
"""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Dataset, Entry, Mention, Paper
from trustworthy_audio_llms._exports.sqlite import to_sqlite
from trustworthy_audio_llms._records.entries import KINDS

HOSTILE = {
    "TeX": r"\input{/etc/passwd} \write18{id} 100% #1 ~ ^^5c _ & $\def\x{y}$ \\ { unbalanced",
    "ends of fields": "} }, x = {\\end{document}},\n}\n@misc{forged, title = {x}}\n@comment{",
    "lines": "One\r\nER  - \r\nTY  - JOUR\nTI  - forged\n\n# Heading\n- [Forged](https://e.org)\n",
    "formulas": "=cmd|'/c calc'!A0;=1+1; +1,\"-1\"\t@SUM(1)",
    "semicolons": 'a;=1+1;" =2+2;＝3',
    "controls": "NUL\x00, \x1b]0;title\x07 \x1b[31m \x07 \x85 \u2028 \u2029 \ufeff end",
    "direction": "left \u202e thgir \u2066 inside \u2069 \U000e0041 end",
    "HTML": "<script>alert(1)</script></script><!-- <img src=x onerror=alert(1)> \"' &amp; ]]>",
    "Markdown": "[a](javascript:x) ![b](c) | cell | `d` **e** <https://e.org> @user www.e.org $x$",
    "identifiers": "a^^5cimmediate#$%&~<é>_(x)'b",
    "surrogates": "half \ud83d and \udc00 end",
    "much": "word " * 20_000,
    "one word": "x" * 100_000,
}
FIELDS = {field.name: field for cls in KINDS.values() for field in attrs.fields(cls)}
NO_LINK = r"[\s\x00-\x1f\x7f\ud800-\udfff]"


def _shapes(value: str) -> Iterator[object]:
    """A text in all the ways in which a field may hold one, the freest first."""
    squeezed = re.sub(r"\s", "", value)
    word = re.sub(r"[^a-z]", "", value) or "x"
    yield (Mention(path=value, line=1, section=value, title=value, url=value),)
    yield (
        ("entrytype", "book"),
        ("publisher", value),
        ("note", value),
        (value, value),
        ("X1", value),
    )
    yield "Ana Müller", value, f"{value}, Bo"
    yield value
    yield f"https://e.org/{re.sub(NO_LINK, '', value)}"
    yield f"10.1000/{squeezed}"
    yield f"doi:10.1000/{squeezed}"
    yield (f"safety/{word}",)
    yield squeezed
    yield word


def _made(cls: type[Entry], facts: dict[str, Any], field: str, value: str) -> Iterator[Entry]:
    """A record with a value in a field, in the first way in which the field takes it, if any."""
    for shape in _shapes(value):
        try:
            yield cls(**{**facts, field: shape})
        except ValueError:
            continue  # It is refused at the door.
        return


def _works(field: str) -> list[Entry]:
    """Works with each value in a field, as a list has them and as a file of references has them."""
    found: list[Entry] = [Paper(title="The first work", date="2024")]
    listed_as = Paper if field in {one.name for one in attrs.fields(Paper)} else Dataset
    for number, (name, value) in enumerate(HOSTILE.items()):
        listed = {
            "title": f"A work with {name}",
            "authors": ["Ana Müller", "Bo Li"],
            "date": "2024-05",
            "venue": "ACL 2024",
            "volume": "3",
            "pages": "1-9",
            "arxiv": f"2405.{number:05}",
        }
        found += _made(listed_as, listed, field, value)
        from_file = {
            "title": f"A record with {name}",
            "extra": [("entrytype", "incollection")],
            "citekey": f"record{number}",
        }
        found += _made(Dataset, from_file, field, value)
    return [*found, Paper(title="The last work", date="2024")]


@pytest.fixture(scope="module", params=FIELDS)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    """Works with hostile values in one field, chosen by what has a hostile name."""

    def chosen(entry: Entry) -> bool:
        return True

    chosen.__name__ = " ".join(value[:200] for value in HOSTILE.values())
    return Catalog(_works(request.param)).where(chosen)


def test_every_field_of_text_is_tried() -> None:
    """All but those in which nothing hostile can stand: of a few values, or of a strict form."""
    tried = {name for name in FIELDS if len(_works(name)) > len(HOSTILE)}
    assert set(FIELDS) - tried == set(
        "acl arxiv authors_complete date featured published scope status verified".split()
    )


def keys(catalog: Catalog) -> list[str]:
    """The keys of the works, in order."""
    return [entry.citekey for entry in catalog]


DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the order in which a text is shown."""


def is_clean(text: str) -> bool:
    """Whether a text can be written, and holds no control but tabs and line ends."""
    text.encode("utf-8")
    return re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\U000e0041]", text) is None


# What may stand in a field of BibTeX that TeX reads: macros of letters and signs, and nothing else.
_HARMLESS = re.compile(
    r"\\(?:textbackslash|textasciitilde|textasciicircum)(?![a-zA-Z])|\\[&%$#_{}]"
    r"|\{\\(?:[`'^~=.\"][A-Za-z]|[uvHcrk.'^=~`\"]\{?[A-Za-z]\}|H [A-Za-z]|(?:o|O|l|L|ss|ae|AE|i))\}"
)
_FORMULA = re.compile(r"\$x\$")
_READ_BY_TEX = re.compile(r"[\\%$#&~^]|[^\\]_")


@pytest.mark.parametrize("write", [Catalog.to_bibtex, Catalog.to_biblatex])
def test_bibtex(catalog: Catalog, write: Callable[[Catalog], str]) -> None:
    """Every entry is read, none is forged, and nothing is left that TeX would run or take amiss."""
    database = pytest.importorskip("pybtex.database")
    errors = pytest.importorskip("pybtex.errors")
    text = write(catalog)
    assert is_clean(text)
    with errors.capture() as told:
        found = database.parse_string(text, "bibtex")
    assert told == []
    assert list(found.entries) == keys(catalog)
    again = tal.parse_references(text, "bibtex")
    assert (keys(again), again.skipped) == (keys(catalog), ())
    for entry in found.entries.values():
        for name, value in entry.fields.items():
            if name in ("url", "doi"):  # Readers take them as they are.
                assert not re.search(r"[\\{}^\"<>\s]|[^!-~]", value), value[:200]
            else:
                plain = _HARMLESS.sub("", _FORMULA.sub("", value))
                assert not _READ_BY_TEX.search(plain), (name, plain[:200])


def test_ris(catalog: Catalog) -> None:
    """One record a work, one line a value."""
    rispy = pytest.importorskip("rispy")
    text = catalog.to_ris()
    assert is_clean(text)
    assert [record["id"] for record in rispy.loads(text)] == keys(catalog)
    again = tal.parse_references(text, "ris")
    assert (keys(again), again.skipped) == (keys(catalog), ())
    lines = [line for line in re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text) if line]
    assert all(re.match(r"[A-Z][A-Z0-9]  - (?!.*  - )", line) for line in lines)


def test_csl(catalog: Catalog) -> None:
    """One item a work, and what a processor makes of it is one reference."""
    text = catalog.to_csl()
    assert is_clean(text)
    items = json.loads(text)
    assert [item["id"] for item in items] == keys(catalog)
    assert all(item["title"] for item in items)
    again = tal.parse_references(text, "csl")
    assert (keys(again), again.skipped) == (keys(catalog), ())


@pytest.fixture
def large_cells() -> Iterator[None]:
    """The reader of CSV takes cells of any size meanwhile."""
    before = csv.field_size_limit(1 << 24)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("large_cells")
def test_csv(catalog: Catalog) -> None:
    """One row a work, no line ends in cells, and no cell that a spreadsheet would run."""
    text = catalog.to_csv()
    assert is_clean(text)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [row[header.index("key")] for row in rows] == keys(catalog)
    for row in rows:
        assert len(row) == len(header)
        assert not any(re.search("[\r\n\t\x85\u2028\u2029]", cell) for cell in row)
        assert not any(re.match(r"[=+\-@＝＋－＠]|.*;[\s\"]*[=+\-@＝＋－＠]", cell) for cell in row)


def test_jsonl(catalog: Catalog) -> None:
    """One line a work, for whatever parts lines."""
    text = catalog.to_jsonl()
    assert is_clean(text)
    assert [json.loads(line)["citekey"] for line in text.splitlines()] == keys(catalog)


def test_sqlite(catalog: Catalog) -> None:
    """One row a work; the database is sound, and its search finds them."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(catalog, header=catalog.provenance))
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = [key for (key,) in database.execute("SELECT citekey FROM entries")]
        assert sorted(found) == sorted(keys(catalog))
        ends = "SELECT count(*) FROM search WHERE search MATCH 'title:(first OR last)'"
        assert database.execute(ends).fetchone() == (2,)
        dump = "\n".join(database.iterdump())
    assert is_clean(dump)


def test_markdown(catalog: Catalog) -> None:
    """Our reader reads the works that were written, and no other; what is too long it tells."""
    text = catalog.to_markdown()
    assert is_clean(text)
    assert not DIRECTION.search(text)
    again = tal.parse_list(text)
    assert len(again) + len(again.skipped) == len(catalog)
    assert all(len(line.text) > 100 for line in again.skipped)
    ours = {entry.title for entry in catalog if entry.title.startswith(("A ", "The "))}
    missing = ours - {entry.title for entry in again}
    assert all(title.endswith((" much", " one word")) for title in missing)


def test_text(catalog: Catalog) -> None:
    """One line a work, which a terminal may print."""
    text = catalog.to_text()
    assert is_clean(text)
    assert not DIRECTION.search(text)
    assert len(text.splitlines()) == len(catalog)
    assert all(is_clean(str(entry)) and str(entry).count("\n") == 0 for entry in catalog)


class _Elements(HTMLParser):
    """The elements of a page, and what they would run or open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.dangerous: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attributes:
            if name.startswith("on") or (value or "").startswith("javascript:"):
                self.dangerous.append(f"{tag} {name}")


def elements(html: str) -> _Elements:
    """What a browser makes of a page."""
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser


def test_html(catalog: Catalog) -> None:
    """A page and a notebook have the elements they have for any work, and run nothing."""
    page = catalog.to_html()
    assert is_clean(page)
    found, plain = elements(page), elements(Catalog(catalog[:1]).to_html())
    assert found.dangerous == []
    assert found.tags.count("script") == plain.tags.count("script")
    assert "img" not in found.tags
    shown = elements("".join(entry._repr_html_() for entry in catalog) + catalog._repr_html_())
    assert shown.dangerous == []
    assert not {"script", "img"} & set(shown.tags)
