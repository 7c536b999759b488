"""The flow of a review: its arithmetic, and the words and numbers it is told in."""

import json
import xml.etree.ElementTree as ET
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import any_text
from markdown_it import MarkdownIt

from trustworthy_audio_llms import Flow, SourceCount
from trustworthy_audio_llms._review.stages import STAGES

STEP = "where(kind='paper'): 100 of 734"
PIN = f"2026.11@sha256:{'8' * 64}"


def flow(**facts: Any) -> Flow:
    """A flow of two sources that has come through all stages."""
    given: dict[str, Any] = {
        "title": "Audio jailbreaks",
        "sources": (
            SourceCount(
                "2026.11", (f"{PIN} (of 2026-11-22)", "where(kind='paper'): 100 of 734"), 100
            ),
            SourceCount("mine", ("mine@sha256:0",), 20),
        ),
        "duplicates": 15,
        "excluded": {
            "screening": {"not about audio LLMs": 40, "a survey": 5},
            "retrieval": {},
            "eligibility": {"no attack": 10},
        },
    }
    return Flow(**given | facts)


def texts(svg: str) -> list[str]:
    """The texts of a diagram, as a reader sees them."""
    root = ET.fromstring(svg)
    return [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]


class TestArithmetic:
    """What enters a stage is what the one before left."""

    def test_each_step(self) -> None:
        """Records less duplicates are screened; less what is excluded, the rest is left."""
        counts = flow()
        assert counts.identified == 120
        assert counts.screened == counts.entered("screening") == 105
        assert counts.left("screening") == 45
        assert counts.entered("retrieval") == counts.entered("eligibility") == 60
        assert counts.included == 50

    def test_a_review_that_has_just_begun(self) -> None:
        """Nothing is excluded, at a stage that was not reached either."""
        counts = flow(excluded={"screening": {}})
        assert [counts.left(stage) for stage in STAGES] == [0, 0, 0, 0]
        assert counts.included == 105


class TestText:
    """Text and Markdown tell every count, the reasons below their step."""

    def test_text(self) -> None:
        """A number a line, and where the records come from."""
        assert str(flow()) == "\n".join(
            (
                "Audio jailbreaks",
                "120  Records identified",
                "100    2026.11",
                " 20    mine",
                " 15  Duplicate records removed",
                "105  Records screened",
                " 45  Records excluded",
                " 40    not about audio LLMs",
                "  5    a survey",
                " 60  Reports sought for retrieval",
                "  0  Reports not retrieved",
                " 60  Reports assessed for eligibility",
                " 10  Reports excluded",
                " 10    no attack",
                " 50  Studies included in review",
                f"from {PIN} (of 2026-11-22)",
                "from where(kind='paper'): 100 of 734",
                "from mine@sha256:0",
            )
        )

    def test_stages_that_were_not_reached(self) -> None:
        """They are left out, as are a title and sources that say nothing."""
        said = str(flow(title="", sources=flow().sources[:1], excluded={"screening": {}}))
        assert said.startswith("100  Records identified\n 15  Duplicate records removed\n")
        assert "Reports" not in said

    def test_markdown(self) -> None:
        """A table that Markdown reads as one."""
        html = MarkdownIt("commonmark").enable("table").render(flow().to_markdown())
        assert "<p><strong>Audio jailbreaks</strong></p>" in html
        assert html.count("<tr>") == 1 + 14
        assert (
            '<td style="text-align:left">– a survey</td>\n<td style="text-align:right">5<' in html
        )
        assert "<li>where(kind='paper'): 100 of 734</li>" in html

    def test_markdown_in_reasons(self) -> None:
        """A reason is one cell of text, whatever it holds."""
        told = flow(excluded={"screening": {"a | *b* <i>": 1}}).to_markdown()
        html = MarkdownIt("commonmark").enable("table").render(told)
        assert '<td style="text-align:left">– a | *b* &lt;i&gt;</td>' in html

    def test_markdown_without_a_title(self) -> None:
        """Then it begins with the table."""
        assert flow(title="").to_markdown().startswith("| Step | n |\n")

    def test_the_repr(self) -> None:
        """The counts that matter, short."""
        assert repr(flow()) == "<Flow 105 screened, 55 excluded, 50 included>"

    def test_numbers(self) -> None:
        """The dictionary is JSON, and names what PRISMA names."""
        told = json.loads(json.dumps(flow().to_dict()))
        assert {name: value for name, value in told.items() if name != "sources"} == {
            "title": "Audio jailbreaks",
            "records_identified": 120,
            "duplicate_records_removed": 15,
            "records_screened": 105,
            "records_excluded": {"not about audio LLMs": 40, "a survey": 5},
            "reports_sought_for_retrieval": 60,
            "reports_not_retrieved": {},
            "reports_assessed_for_eligibility": 60,
            "reports_excluded": {"no attack": 10},
            "studies_included": 50,
        }
        assert told["sources"][1] == {
            "name": "mine",
            "provenance": ["mine@sha256:0"],
            "records": 20,
            "duplicates": 0,
            "kind": "database",
        }

    def test_numbers_of_stages_that_were_not_reached(self) -> None:
        """They are null, which is not 0."""
        told = flow(excluded={"screening": {}}).to_dict()
        assert told["records_excluded"] == {}
        assert told["reports_not_retrieved"] is told["reports_assessed_for_eligibility"] is None

    @given(any_text, any_text)
    def test_texts_that_are_no_text(self, title: str, reason: str) -> None:
        """No line break, escape sequence or markup comes through from data."""
        counts = flow(title=title, excluded={"screening": {reason: 1}})
        said = str(counts).split("\n")
        assert len(said) == 11 + bool(title)
        assert not {"Cc", "Zl", "Zp"} & {category(char) for line in said for char in line}
        html = MarkdownIt("commonmark").enable("table").render(counts.to_markdown())
        assert html.count("<tr>") == 1 + 8


class TestDiagram:
    """The diagram has PRISMA's boxes, in its words, with our numbers."""

    def test_the_boxes(self) -> None:
        """From above to below, and from left to right."""
        assert " / ".join(texts(flow().to_svg())).startswith(
            "Audio jailbreaks / Identification of studies via databases and registers"
        )
        for box in (
            (
                "Records identified from: / Databases (n = 120) / 2026.11 (n = 100) / "
                "mine (n = 20) / Registers (n = 0)"
            ),
            (
                "Records removed before screening: / Duplicate records removed (n = 15) / "
                "Records marked as ineligible by automation / tools (n = 0) / "
                "Records removed for other reasons (n = 0)"
            ),
            "Records screened / (n = 105)",
            "Records excluded / (n = 45) / not about audio LLMs (n = 40) / a survey (n = 5)",
            "Reports sought for retrieval / (n = 60)",
            "Reports not retrieved / (n = 0)",
            "Reports assessed for eligibility / (n = 60)",
            "Reports excluded / (n = 10) / no attack (n = 10)",
            "Studies included in review / (n = 50) / Reports of included studies / (n = 50)",
        ):
            assert box in " / ".join(texts(flow().to_svg()))

    def test_the_phases(self) -> None:
        """They stand at the side."""
        phases = ["Identification", "Screening", "Included"]
        assert [text for text in texts(flow().to_svg()) if text in phases] == phases

    def test_one_source(self) -> None:
        """It needs no line of its own."""
        assert "2026.11 (n = 100)" not in texts(flow(sources=flow().sources[:1]).to_svg())

    @pytest.mark.parametrize(("reached", "left"), [(1, 4), (2, 2), (3, 0)])
    def test_stages_that_were_not_reached(self, reached: int, left: int) -> None:
        """Their boxes are there, dashed and without numbers."""
        svg = flow(excluded={stage: {} for stage in STAGES[1 : reached + 1]}).to_svg()
        assert texts(svg).count("(not recorded)") == svg.count("stroke-dasharray") == left

    def test_where_it_comes_from(self) -> None:
        """Below stand the pins and the PRISMA statement; a screen reader gets every count."""
        svg = flow().to_svg()
        shown = "".join(texts(svg))
        assert f"Records from {PIN} (of 2026-11-22)" in shown
        assert "doi:10.1136/bmj.n71" in shown
        described = ET.fromstring(svg).find("{http://www.w3.org/2000/svg}desc")
        assert described is not None
        assert [line.strip() for line in str(described.text).split("\n")] == [
            " ".join(line.split()) for line in str(flow()).split("\n")
        ]

    def test_a_notebook_shows_it(self) -> None:
        """The representation of a flow is its diagram."""
        assert flow()._repr_svg_() == flow().to_svg()

    def test_titles_are_text(self) -> None:
        """Markup in a title, a reason or a source is shown, not run."""
        evil = '<script>alert("1")</script> & \' ]]> <b onload=x>'
        svg = flow(
            title=evil,
            sources=(SourceCount(evil, (evil,), 1), SourceCount("b", ("b",), 2)),
            excluded={"screening": {evil: 1}},
        ).to_svg()
        names = {element.tag.partition("}")[2] for element in ET.fromstring(svg).iter()}
        assert names == {"svg", "title", "desc", "rect", "text", "path", "polygon"}
        assert evil in " ".join(texts(svg))

    @given(st.lists(any_text, max_size=3), st.integers(0, 10**12))
    def test_any_text_gives_xml(self, reasons: list[str], number: int) -> None:
        """Whatever the words hold, a browser can read the diagram."""
        excluded = {"screening": dict.fromkeys(reasons, number)}
        svg = flow(title="".join(reasons), excluded=excluded).to_svg()
        svg.encode("utf-8")
        ET.fromstring(svg)
