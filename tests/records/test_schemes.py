"""The table of identifier schemes: one row and one field are all that a new one takes."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import attrs
import pytest

from trustworthy_audio_llms import Catalog, Mention, Paper, identify
from trustworthy_audio_llms._records import fields, identifiers
from trustworthy_audio_llms._records.schemes import SCHEMES, Scheme
from trustworthy_audio_llms._references.identifiers import identifiers_in


def parse_hal(text: str) -> str | None:
    """Read an identifier of HAL, bare or in a link, in any version."""
    found = re.search(r"\b(hal-[0-9]{8})(?:v[0-9]+)?\b", text.lower())
    return found[1] if found else None


HAL = Scheme(
    name="hal",
    label="HAL",
    parse=parse_hal,
    page="https://hal.science/{}",
    example="hal-01234567",
    in_text=r"hal-\d{8}",
    addresses=r"https?://hal\.science/",
    one_page=True,
)


@pytest.fixture(autouse=True, scope="module")
def scheme() -> Iterator[None]:
    """The row, for as long as these tests run."""
    SCHEMES["hal"] = HAL
    identifiers._identify.cache_clear()
    yield
    del SCHEMES["hal"]
    identifiers._identify.cache_clear()


@pytest.fixture(scope="module")
def work(scheme: None) -> Paper:
    """A work that has such an identifier and nothing else to be known by."""

    @attrs.frozen(kw_only=True)
    class Deposit(Paper):
        hal: str | None = attrs.field(  # mypy knows converters only by name.
            default=None,
            converter=fields.optional_identifier("hal"),  # type: ignore[misc]
        )

    return Deposit(
        title="Des ordres dans un murmure",
        authors=["Ana Müller"],
        date="2025-03",
        hal="https://hal.science/hal-01234567v2",
        verified=True,
    )


@pytest.fixture(scope="module")
def catalog(work: Paper) -> Catalog:
    """A catalog of two mentions of the work, which have nothing else in common."""
    again = attrs.evolve(work, title="Whispered orders", id="", citekey="", date="2025-03-04")
    return Catalog([work, again])


def test_it_is_read(catalog: Catalog, work: Paper) -> None:
    """In any spelling, as identity of records, for looking up and for merging."""
    assert identify("hal-01234567v3") == "hal:hal-01234567"
    assert work.id == "hal:hal-01234567"
    assert [entry.title for entry in catalog] == [work.title]
    assert catalog["https://hal.science/hal-01234567"].aliases == ("Whispered orders",)


def test_it_is_in_every_reference(catalog: Catalog) -> None:
    """Its page is the link of a work that has no other."""
    page = "https://hal.science/hal-01234567"
    assert f"url = {{{page}}}" in catalog.to_bibtex()
    assert f"url = {{{page}}}" in catalog.to_biblatex()
    assert f"UR  - {page}\r\n" in catalog.to_ris()
    assert json.loads(catalog.to_csl())[0]["URL"] == page


def test_it_is_in_every_table(catalog: Catalog, tmp_path: Path) -> None:
    """A column under its name."""
    assert "hal-01234567" in catalog.to_csv().splitlines()[1].split(",")
    assert json.loads(catalog.to_jsonl())["hal"] == "hal-01234567"
    catalog.write(tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        assert database.execute("SELECT hal FROM entries").fetchall() == [("hal-01234567",)]
    pytest.importorskip("pyarrow")
    assert catalog.to_arrow()["hal"].to_pylist() == ["hal-01234567"]


def test_the_page_links_to_it(catalog: Catalog) -> None:
    """It is told label and address, and makes the links of them."""
    page = catalog.to_html()
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert data is not None
    told = json.loads(data[1])
    assert ["hal", "HAL", "https://hal.science/{}"] in told["schemes"]
    assert told["works"][0]["hal"] == "hal-01234567"


def test_the_audit_knows_its_links(work: Paper) -> None:
    """Which are the work's own page, and which lead nowhere."""
    mentions = [
        Mention("README.md", 1, url="https://hal.science/hal-01234567v2/document"),
        Mention("README.md", 2, url="https://hal.science/search"),
    ]
    found = Catalog([attrs.evolve(work, mentions=mentions)]).audit()
    by_code = {finding.code: finding.message for finding in found}
    assert by_code["link-not-canonical"].endswith("Use https://hal.science/hal-01234567.")
    assert "https://hal.science/search" in by_code["malformed-link"]


def test_it_is_found_in_reference_files() -> None:
    """In whichever field holds it."""
    assert identifiers_in(["See HAL-01234567v2, p. 3"], []) == {"hal": "hal-01234567"}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_every_row_holds(scheme: Scheme) -> None:
    """Its example is canonical, is read on its page and as an identity, and is a field."""
    page = scheme.page_of(scheme.example)
    assert scheme.parse(scheme.example) == scheme.example
    assert scheme.parse(page) == scheme.example
    assert identify(page) == identify(scheme.identity(scheme.example))
    assert identify(page) in {scheme.identity(scheme.example), "acl:2024.acl-long.1"}
    assert re.match(scheme.addresses or "", page)
    assert scheme.name in attrs.fields_dict(Paper)
    assert (identify(scheme.example) is None) == scheme.mistakable
    for prefix in scheme.doi_prefixes:
        assert identify(f"doi:{prefix}{scheme.example}") == scheme.identity(scheme.example)


@pytest.mark.parametrize(
    "filling", ["arxiv", "arxiv ", "arxiv:abs", " ", "id ", "10.1234/", "acl:"]
)
def test_running_text_is_searched_in_linear_time(filling: str) -> None:
    """Whoever writes a file of references may write anything."""
    for start in ("arxiv", "openreview.net/forum?", "10.1234/"):
        identifiers_in([f"{start}{filling * 20_000}!"], [])
