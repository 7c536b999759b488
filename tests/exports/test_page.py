"""The text of the page; what it does in a browser is in `tests/browser`."""

import base64
import datetime
import hashlib
import html
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from hostile import WORKS
from hypothesis import given
from hypothesis import strategies as st
from made_up import DATASET, DEFENSE, ENTRIES, entries

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Entry, Paper, Snapshot
from trustworthy_audio_llms._text import clean_line


def embedded(page: str, name: str) -> Any:
    """What a script element with data holds."""
    pattern = rf'<script type="application/json" id="{name}">(.*?)</script>'
    (text,) = re.findall(pattern, page, re.S)
    return json.loads(text)


def texts(page: str) -> Any:
    """The texts of the exports, unpacked."""
    (packed,) = re.findall(
        r'<script type="application/octet-stream" id="texts">(.*?)</script>', page
    )
    return json.loads(zlib.decompress(base64.b64decode(packed)))


class TestSelfContained:
    """One file that nothing can be added to."""

    def test_the_policy_names_what_is_in_it(self, catalog: Catalog) -> None:
        """By hashes of the one style and the one script; everything else is refused."""
        page = catalog.to_html()
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        (style,) = re.findall("<style>(.*?)</style>", page, re.S)
        (script,) = re.findall("<script>(.*?)</script>", page, re.S)
        hashes = [
            base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            for text in (script, style)
        ]
        assert policy.split("; ") == [
            "default-src 'none'",
            f"script-src 'sha256-{hashes[0]}'",
            f"style-src 'sha256-{hashes[1]}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]

    def test_the_policy_stands_before_what_it_is_for(self, catalog: Catalog) -> None:
        """A policy in a `meta` element counts for what follows it."""
        page = catalog.to_html()
        assert page.index("Content-Security-Policy") < page.index("<style") < page.index("<script")

    def test_nothing_in_it_names_another_file(self) -> None:
        """No `src`, `srcset`, `@import` or `url()`; the addresses are in the data."""
        page = Catalog().to_html()
        assert not re.findall(r"\bsrc(?:set)?=|@import|\burl\(|<link|innerHTML|\beval\(", page)

    def test_the_same_catalog_gives_the_same_bytes(self, catalog: Catalog, tmp_path: Path) -> None:
        """However often it is written."""
        for name in ("one.html", "two.html"):
            Catalog(ENTRIES, news=catalog.news).write(tmp_path / name)
        assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()

    @pytest.mark.parametrize("works", [ENTRIES, WORKS])
    def test_no_text_ends_its_element(self, works: list[Entry]) -> None:
        """Data hold no character that HTML or an old script engine could read as its own."""
        page = Catalog(works).to_html()
        for data in re.findall(r'<script type="application/json"[^>]*>(.*)</script>', page):
            assert not re.search("[<>&\u2028\u2029]", data)
        assert page.count("<script") == page.count("</script>") == 3

    @given(st.lists(entries(), max_size=2))
    def test_anything_can_be_written(self, records: list[Entry]) -> None:
        """Lone surrogates and whatever else is no text; each part of the data can be read."""
        page = Catalog(records).to_html().encode().decode()
        count = len(Catalog(records))
        assert len(embedded(page, "data")["works"]) == count
        assert len(texts(page)["works"]) == count


class TestContents:
    """What the page holds."""

    @pytest.mark.parametrize("works", [ENTRIES, WORKS, ()])
    def test_the_parts_make_the_files(self, works: list[Entry]) -> None:
        """Put together, the texts of the entries are what the exports give."""
        catalog = Catalog(works)
        packed = texts(catalog.to_html())
        openings, parts = packed["openings"], packed["works"]
        came_to_be = "; ".join(map(clean_line, catalog.provenance))
        records = [f"DP  - {came_to_be}\r\n".join(one["ris"]) for one in parts]
        items = [f', "source": {json.dumps(came_to_be)}'.join(one["csl"]) for one in parts]
        bibtex = [openings["bibtex"], *(one["bibtex"] for one in parts)]
        assert "\n".join(bibtex) == catalog.to_bibtex()
        assert "".join([openings["csv"], *(one["csv"] for one in parts)]) == catalog.to_csv()
        assert "\r\n".join(records) == catalog.to_ris()
        listed = ",\n".join(items)
        assert (f"[\n{listed}\n]\n" if items else "[]\n") == catalog.to_csl()

    def test_a_work_has_what_is_known_and_nothing_empty(self) -> None:
        """Under the names of the fields; mentions stay at home."""
        page = Catalog([DATASET, DEFENSE]).to_html()
        first, second = embedded(page, "data")["works"]
        assert first == {
            "id": "doi:10.5281/zenodo.1234567",
            "kind": "dataset",
            "title": "SpoofSet",
            "name": "SpoofSet",
            "authors": ["Hana Ito"],
            "date": "2023-11",
            "topics": ["deepfake/detection"],
            "scope": "audio-llm",
            "doi": "10.5281/zenodo.1234567",
            "verified": True,
            "citekey": DATASET.citekey,
            "source": "Public",
        }
        assert second["status"] == "under-review"

    def test_the_topics_are_those_in_use_and_above_them(self) -> None:
        """In the order of the tree; what it lacks comes after, with its slug for a title."""
        works = [
            Paper(title="One", topics=("zoo/big-cats", "safety/whispering", "provenance")),
            Paper(title="Two", topics=("safety/jailbreak",)),
        ]
        assert embedded(Catalog(works).to_html(), "data")["topics"] == [
            ["safety", "Safety"],
            ["safety/jailbreak", "Jailbreaks"],
            ["safety/whispering", "Whispering"],
            ["provenance", "Provenance"],
            ["zoo", "Zoo"],
            ["zoo/big-cats", "Big cats"],
        ]

    def test_the_lines_of_a_list_that_can_be_linked_to(self) -> None:
        """Where the list is a repository: path and line of each mention; nowhere else."""
        data = embedded(tal.load("2025.11").to_html(), "data")
        assert data["source"] == "github:Kwwwww74/Awesome-Trustworthy-AudioLLMs"
        assert data["commit"] == "0caa9741fba87e92f6bbeac49faccec6fd18dc2e"
        assert data["works"][0]["mentions"] == [["README.md", 53]]
        elsewhere = embedded(Catalog(ENTRIES).to_html(), "data")
        assert not any("mentions" in work for work in elsewhere["works"])

    def test_venues_and_people_by_their_other_names(self) -> None:
        """The series of each venue that the registry knows; people whom these works spell twice."""
        names = ("Björn W. Schuller", "Bjorn Schuller", "Ana Müller", "Chien-Yu Huang")
        works = [
            Paper(title=f"Number {number}", authors=[name], venue=venue)
            for number, (name, venue) in enumerate(
                zip(names, ("ICASSP 2024", "Our Workshop", "ICASSP 2025", None), strict=True)
            )
        ]
        data = embedded(Catalog(works).to_html(), "data")
        assert data["series"] == [["ICASSP 2024", "ICASSP"], ["ICASSP 2025", "ICASSP"]]
        assert data["persons"] == [["Björn W. Schuller", "Bjorn Schuller"]]

    def test_the_header_says_what_it_is(self) -> None:
        """Title, numbers, snapshot, dates and how it came to be."""
        catalog = tal.load("2026.11").where(kind="survey").search("speech & <audio>")
        page = catalog.to_html(title="Surveys <of speech>")
        assert page.count("Surveys &lt;of speech&gt;") == 2
        assert f"<b>{len(catalog)}</b> work" in page
        assert "<b>2026.11</b> of 2026-11-22" in page
        for line in catalog.provenance:
            assert f"<li>{html.escape(line)}</li>" in page

    def test_the_numbers_and_dates_of_a_fetched_list(self) -> None:
        """How many works, how many verified, and when it was fetched."""
        moment = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
        snapshot = Snapshot(name="github:a/b@c", digest="d", fetched=moment)
        page = Catalog([Paper(title="One", verified=True)], snapshot=snapshot).to_html()
        assert (
            '<li><b>1</b> work</li><li class="beside"><b>1</b> verified</li>'
            '<li>snapshot <b>github:a/b@c</b></li><li class="beside">fetched 2026-03-04</li>'
        ) in page
