"""Copying and saving: what the page gives is what the library gives."""

import ast
import csv
import io
from typing import Any

import attrs
import pytest
from browsing import Browse, Browsed, expect
from hostile import WORKS

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog
from trustworthy_audio_llms._exports.bibtex import to_bibtex
from trustworthy_audio_llms._exports.csl import to_csl
from trustworthy_audio_llms._exports.ris import to_ris

# What an element says, one after the other: it may say the next before anybody looks.
SAYINGS = """element => {
    window.sayings = [];
    new MutationObserver(() => window.sayings.push(element.textContent))
        .observe(element, {childList: true, characterData: true, subtree: true});
}"""


def found(browsed: Browsed) -> Catalog:
    """The works that are shown, as a catalog."""
    return Catalog(browsed.listed())


def copied(browsed: Browsed) -> str:
    """The text on the clipboard, with the line ends it was given."""
    browsed.page.bring_to_front()
    return str(browsed.page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n")


class TestCopying:
    """The button beside a work copies its reference."""

    def test_it_is_the_reference_of_the_library(self, browse: Browse, catalog: Catalog) -> None:
        """Character by character; the button and a live region say that it is done."""
        browsed = browse(catalog)
        for entry in browsed.listed()[:3]:
            browsed.go()
            article = browsed.page.get_by_role("article", name=entry.title)
            article.get_by_role("button", name="Copy BibTeX").click()
            expect(browsed.page.locator("#said")).to_have_text("BibTeX copied")
            assert copied(browsed) == to_bibtex([entry])

    def test_without_the_clipboard_interface(self, browse: Browse, catalog: Catalog) -> None:
        """Where a browser does not have it for pages like this one, the old way is taken."""
        browsed = browse(catalog)
        browsed.page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')) }"
        )
        entry = browsed.listed()[0]
        button = browsed.page.get_by_role("button", name="Copy BibTeX").first
        button.evaluate(SAYINGS)
        button.click()
        expect(browsed.page.locator("#said")).to_have_text("BibTeX copied")
        assert browsed.page.evaluate("window.sayings")[0] == "Copied"
        assert copied(browsed) == to_bibtex([entry])
        assert browsed.page.locator("textarea").count() == 0


class TestSaving:
    """The selection as files."""

    def test_all_of_it_is_what_write_writes(self, browse: Browse, curated: Catalog) -> None:
        """Byte by byte, as long as nothing is chosen but the catalog's own order."""
        browsed = browse(curated, "#sort=listed")
        assert browsed.save("BibTeX") == curated.to_bibtex().encode()
        assert browsed.save("RIS") == curated.to_ris().encode()
        assert browsed.save("CSL-JSON") == curated.to_csl().encode()
        assert browsed.save("CSV") == curated.to_csv().encode()

    def test_hostile_works_are_what_write_writes(self, browse: Browse) -> None:
        """The texts pass through the page unharmed."""
        works = Catalog(WORKS)
        browsed = browse(works, "#sort=listed")
        assert browsed.save("BibTeX") == works.to_bibtex().encode()
        assert browsed.save("RIS") == works.to_ris().encode()
        assert browsed.save("CSL-JSON") == works.to_csl().encode()
        assert browsed.save("CSV") == works.to_csv().encode()

    def test_a_selection_says_how_it_came_to_be(self, browse: Browse, curated: Catalog) -> None:
        """The lines of the library, then what was chosen; then the same references."""
        whole = curated.where(scope="audio-llm")
        browsed = browse(whole, "#topic=safety/jailbreak&sort=listed")
        expected = whole.where(topic="safety/jailbreak")
        header, *references = browsed.save("BibTeX").decode().split("\n\n")
        lines = header.splitlines()
        assert whole.snapshot.digest in lines[0]
        assert lines[1] == f"% {whole.provenance[1]}"
        step = f"page(#topic=safety/jailbreak&sort=listed): {len(expected)} of {len(whole)}"
        replay = "catalog.where(topic=['safety/jailbreak'])"
        assert lines[2:] == [f"% {step}", f"% {replay}"]
        assert "\n\n".join(references) == to_bibtex(expected)
        assert browsed.save("CSV") == expected.to_csv().encode()
        header_lines = [*whole.provenance, step, replay]
        assert browsed.save("RIS") == to_ris(expected, header=header_lines).encode()
        assert browsed.save("CSL-JSON") == to_csl(expected, header=header_lines).encode()
        browsed.page.get_by_text("How this page came to be").click()
        provenance = browsed.page.locator("#provenance li").all_inner_texts()
        assert provenance == [*whole.provenance, step, replay]

    def test_a_script_opens_the_selection(self, browse: Browse, curated: Catalog) -> None:
        """By its pin and its keys: it is the same works, or an error."""
        browsed = browse(curated, "#q=jailbreak&kind=benchmark")
        script = browsed.save("Script").decode()
        assert f'tal.load("{curated.snapshot.pin}")' in script
        names: dict[str, Any] = {}
        exec(compile(script, "selection.py", "exec"), names)
        assert list(names["selection"]) == list(curated.where(kind="benchmark") & found(browsed))
        assert names["selection"].snapshot == curated.snapshot
        with pytest.raises(AssertionError):
            exec(script.replace("KEYS = [", "KEYS = ['nobody2026nothing',"), {})

    def test_names_cannot_write_into_a_script(self, browse: Browse) -> None:
        """What a snapshot, a query or a key is called stays in its line and its quotes."""
        named = attrs.evolve(tal.load("2025.11").snapshot, name='x"\n\u2028y\\')
        browsed = browse(Catalog(WORKS, snapshot=named))
        browsed.search('NOT "); raise SystemExit #"')
        lines = ast.parse(browsed.save("Script").decode()).body
        assert [type(line).__name__ for line in lines] == [
            *("Import", "Assign", "Assign", "FunctionDef", "Assign", "Assert"),
        ]

    def test_it_is_saved_in_the_order_that_is_shown(self, browse: Browse, curated: Catalog) -> None:
        """As a table that Python reads."""
        browsed = browse(curated, "#q=jailbreak+benchmark")
        rows = list(csv.DictReader(io.StringIO(browsed.save("CSV").decode(), newline="")))
        assert [row["key"] for row in rows] == [entry.citekey for entry in browsed.listed()]

    def test_a_query_cannot_write_references(self, browse: Browse, catalog: Catalog) -> None:
        """Whatever was searched for stands in one comment, without an @ or a line end."""
        browsed = browse(catalog)
        browsed.search('jailbreak -"}\n@misc{forged,title={x}}%"')
        header = browsed.save("BibTeX").decode().split("\n\n")[0].splitlines()
        assert header[-2].startswith("% page(#q=jailbreak")
        assert header[-1].startswith("% catalog.")
        assert not {*"@{}"} & {*"".join(header[-2:])}

    def test_bibtex_readers_take_it(self, browse: Browse, curated: Catalog) -> None:
        """Every entry, under its key."""
        database = pytest.importorskip("pybtex.database")
        browsed = browse(curated, "#topic=fairness")
        found = database.parse_string(browsed.save("BibTeX").decode(), "bibtex")
        assert list(found.entries) == [entry.citekey for entry in browsed.listed()]

    def test_the_file_has_a_name(self, browse: Browse, curated: Catalog) -> None:
        """That of the snapshot; a selection says that it is one."""
        browsed = browse(curated)
        for fragment, name in [("", "2026.11.bib"), ("#kind=survey", "2026.11-selection.bib")]:
            browsed.go(fragment)
            with browsed.page.expect_download() as download:
                browsed.page.get_by_role("button", name="BibTeX", exact=True).click()
            assert download.value.suggested_filename == name
        with browsed.page.expect_download() as download:
            browsed.page.get_by_role("button", name="CSL-JSON", exact=True).click()
        assert download.value.suggested_filename == "2026.11-selection.csl.json"

    def test_nothing_cannot_be_saved(self, browse: Browse, catalog: Catalog) -> None:
        """Without works, the buttons are off."""
        browsed = browse(catalog, "#q=zyzzyva")
        for format_ in ("BibTeX", "RIS", "CSL-JSON", "CSV", "Script"):
            assert browsed.page.get_by_role("button", name=format_, exact=True).is_disabled()
        assert "No work matches" in browsed.page.locator("#list").evaluate(
            "list => getComputedStyle(list, '::before').content"
        )
