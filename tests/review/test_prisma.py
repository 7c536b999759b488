"""The flow diagram beside the templates of the PRISMA 2020 statement, box by box."""

import itertools
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from trustworthy_audio_llms import Catalog, Flow, InvalidQuery, Paper, Review, Source
from trustworthy_audio_llms._review.stages import VERDICTS, Verdict

SVG = "{http://www.w3.org/2000/svg}"


def works(start: int, end: int) -> Catalog:
    """Works by number."""
    return Catalog(Paper(title=f"Work number {number}") for number in range(start, end))


def pairs(number: int) -> Catalog:
    """So many studies, each a preprint and the paper that came of it."""
    found = []
    for one in range(number):
        about: dict[str, Any] = {"title": f"Voices that attack {one}", "authors": ("Bo Li",)}
        found.append(Paper(arxiv=f"2503.0000{one}", date="2025-03", status="preprint", **about))
        found.append(
            Paper(doi=f"10.1234/{one}", date="2026-05", venue="Journal of Voices", **about)
        )
    return Catalog(found)


def check_sums(before: Flow, flow: Flow, after: Flow) -> None:
    """Hold the numbers of an update against those of the review before it, and of what is left.

    Args:
        before: The flow of the review before it.
        flow: That of the update.
        after: That of a new review of the works that it includes.
    """
    assert (flow.previous, flow.previous_studies) == (before.included, before.studies)
    assert (flow.included, flow.studies) == (after.included, after.studies)
    assert before.included - flow.dropped + flow.reinstated + flow.new == after.included
    back = flow.reinstated_studies - flow.dropped_studies
    assert before.studies + back + flow.new_studies == after.studies
    told = flow.to_dict()
    assert all(number >= 0 for number in told.values() if isinstance(number, int))
    assert told["studies_included"] == after.studies


def number(title: str) -> int:
    """The number of a work."""
    return int(title.rpartition(" ")[2])


def reviewed(*, other: bool, previous: Review | Catalog | None = None, first: int = 0) -> Review:
    """A review of two databases and a register, and, if so wanted, of other methods."""
    sources = {
        "Scopus": Source(works(first, first + 60)),
        "IEEE Xplore": Source(works(first + 40, first + 90)),
        "PROSPERO": Source(works(first + 90, first + 100), kind="register"),
    }
    if other:
        sources["labs.example"] = Source(works(first + 100, first + 112), kind="website")
        sources["A society"] = Source(works(first + 112, first + 115), kind="organisation")
        sources["References of surveys"] = Source(works(first + 115, first + 120), kind="citations")
    review = Review(sources, title="Voices", previous=previous)

    def between(low: int, high: int) -> list[str]:
        return [f"Work number {one}" for one in range(first + low, first + high)]

    review.exclude("low score", between(0, 7), stage="identification", tool="ASReview")
    review.exclude("retracted", between(7, 9), stage="identification")
    review.exclude("off topic", between(9, 30))
    review.exclude("no full text", between(30, 32), stage="retrieval")
    if other:
        review.exclude("no full text", between(100, 103), stage="retrieval")
    review.exclude("no attack", between(32, 40), stage="eligibility")
    review.exclude("no audio", between(40, 44), stage="eligibility")
    if other:
        review.exclude("no attack", between(103, 107), stage="eligibility")
    return review


def boxes(flow: Flow) -> list[str]:
    """The boxes of a diagram, each as one line, from above to below and left to right."""
    root = ET.fromstring(flow.to_svg())
    found = []
    for rectangle in root.iter(f"{SVG}rect"):
        left, top, width, height = (
            float(rectangle.get(name, "0")) for name in ("x", "y", "width", "height")
        )
        if rectangle.get("stroke"):
            inside = [
                text
                for text in root.iter(f"{SVG}text")
                if left <= float(text.get("x", "0")) <= left + width
                and top <= float(text.get("y", "0")) <= top + height
            ]
            found.append((top, left, " ".join(str(text.text) for text in inside)))
    return [text for _, _, text in sorted(found)]


NEW = """
Identification of studies via databases and registers
Identification
Records identified from: Databases (n = 110) Scopus (n = 60) IEEE Xplore (n = 50) Registers \
(n = 10) PROSPERO (n = 10)
Records removed before screening: Duplicate records removed (n = 20) IEEE Xplore (n = 20) Records \
marked as ineligible by automation tools (n = 7) Records removed for other reasons (n = 2) \
retracted (n = 2)
Screening
Records screened (n = 91)
Records excluded (n = 21) off topic (n = 21)
Reports sought for retrieval (n = 70)
Reports not retrieved (n = 2) no full text (n = 2)
Reports assessed for eligibility (n = 68)
Reports excluded (n = 12) no attack (n = 8) no audio (n = 4)
Included
Studies included in review (n = 56) Reports of included studies (n = 56)
"""
BOTH = """
Identification of studies via databases and registers
Identification of studies via other methods
Identification
Records identified from: Databases (n = 110) Scopus (n = 60) IEEE Xplore (n = 50) Registers \
(n = 10) PROSPERO (n = 10)
Records removed before screening: Duplicate records removed (n = 20) IEEE Xplore (n = 20) Records \
marked as ineligible by automation tools (n = 7) Records removed for other reasons (n = 2) \
retracted (n = 2)
Records identified from: Websites (n = 12) labs.example (n = 12) Organisations (n = 3) A society \
(n = 3) Citation searching (n = 5) References of surveys (n = 5)
Screening
Records screened (n = 91)
Records excluded (n = 21) off topic (n = 21)
Reports sought for retrieval (n = 70)
Reports not retrieved (n = 2) no full text (n = 2)
Reports sought for retrieval (n = 20)
Reports not retrieved (n = 3) no full text (n = 3)
Reports assessed for eligibility (n = 68)
Reports excluded (n = 12) no attack (n = 8) no audio (n = 4)
Reports assessed for eligibility (n = 17)
Reports excluded (n = 4) no attack (n = 4)
Included
Studies included in review (n = 69) Reports of included studies (n = 69)
"""


class TestTemplates:
    """Each of the four templates, with its words."""

    @pytest.mark.parametrize(("other", "expected"), [(False, NEW), (True, BOTH)])
    def test_new_reviews(self, other: bool, expected: str) -> None:
        """Databases and registers alone, and with other methods."""
        assert boxes(reviewed(other=other).flow()) == expected.strip().splitlines()

    @pytest.mark.parametrize("other", [False, True])
    def test_updated_reviews(self, other: bool) -> None:
        """The previous studies stand on the left, and the total below."""
        before = reviewed(other=False)
        flow = reviewed(other=other, previous=before, first=200).flow()
        found = boxes(flow)
        ways = ["databases and registers", "other methods"][: 1 + other]
        headings = [f"Identification of new studies via {way}" for way in ways]
        assert found[: 1 + len(headings)] == ["Previous studies", *headings]
        new = 69 if other else 56
        assert found[3 + other] == (
            "Studies included in previous version of review (n = 56) "
            "Reports of studies included in previous version of review (n = 56)"
        )
        assert found[-2:] == [
            (
                f"New studies included in review (n = {new}) "
                f"Reports of new included studies (n = {new})"
            ),
            (
                f"Total studies included in review (n = {new + 56}) "
                f"Reports of total included studies (n = {new + 56})"
            ),
        ]
        assert flow.included == new + 56

    @pytest.mark.parametrize(
        ("other", "previous", "arrows"),
        [(False, False, 8), (True, False, 8 + 5), (False, True, 10), (True, True, 15)],
    )
    def test_arrows(self, other: bool, previous: bool, arrows: int) -> None:
        """Each box leads to the next one, and to what leaves it."""
        before = works(500, 510) if previous else None
        svg = reviewed(other=other, previous=before).flow().to_svg()
        assert svg.count("<polygon") == arrows

    def test_every_number_adds_up(self) -> None:
        """What enters a box is what the one before left."""
        flow = reviewed(other=True).flow()
        for column in flow.columns:
            assert column.identified - column.duplicates == column.entered("identification")
            assert column.entered("identification") - column.left("identification") == (
                column.screened
            )
            assert column.entered("eligibility") - column.left("eligibility") == column.left_over


class TestNothingIsLost:
    """What the templates have no box for has one here, and only then."""

    def test_other_methods_that_were_screened(self) -> None:
        """By the record, or as duplicates."""
        review = Review(
            {
                "A": Source(works(0, 5)),
                "B": Source(works(3, 9), kind="other"),
            }
        )
        review.exclude("off topic", ["Work number 8"])
        found = boxes(review.flow())
        assert "Records identified from: Websites (n = 0) Organisations (n = 0) Citation " in (
            " / ".join(found)
        )
        assert "Citation searching (n = 0) Other (n = 6)" in " / ".join(found)
        assert found.count("Records screened (n = 4)") == 1
        assert "Records excluded (n = 1) off topic (n = 1)" in found
        assert sum("Duplicate records removed (n = 2)" in box for box in found) == 1

    def test_tools_at_later_stages(self) -> None:
        """The footnote of the template asks for both numbers."""
        review = Review(works(0, 5))
        review.exclude("low score", ["Work number 0", "Work number 1"], tool="a model")
        review.exclude("off topic", ["Work number 2"])
        assert (
            "Records excluded (n = 3) by a human (n = 1) by automation tools (n = 2) "
            "low score (n = 2) off topic (n = 1)"
        ) in boxes(review.flow())
        assert "2    of these, by automation tools" in str(review.flow())

    def test_works_that_nobody_settled(self) -> None:
        """They count as included, and the text says that they are not decided."""
        review = Review(works(0, 5))
        review.decide("Work number 0", "include", by="ann")
        assert "\n4    of these, not yet decided\n" in str(review.flow())
        assert review.flow().to_dict()["undecided"] == 4

    def test_versions_of_one_study(self) -> None:
        """A preprint and its publication are two reports of one study."""
        about: dict[str, Any] = {"title": "Voices That Attack", "authors": ("Ana Müller", "Bo Li")}
        works = Catalog(
            [
                Paper(arxiv="2503.01234", date="2025-03", status="preprint", **about),
                Paper(
                    doi="10.1234/voices",
                    date="2026-05",
                    published="2026-05",
                    venue="Journal of Voices",
                    status="published",
                    **about,
                ),
                Paper(title="Another"),
            ]
        )
        assert len(works) == 3
        review = Review(works)
        flow = review.flow()
        assert (flow.included, flow.versions, flow.studies) == (3, 1, 2)
        assert boxes(flow)[-1] == (
            "Studies included in review (n = 2) Reports of included studies (n = 3)"
        )
        assert "\n3    Reports of these studies\n" in str(flow)
        assert (flow.to_dict()["studies_included"], flow.to_dict()["reports_included"]) == (2, 3)
        assert "1 work of them was another version" in review.methods()
        review.exclude("a preprint", status="preprint")
        assert review.flow().versions == 0
        other = Paper(doi="10.1234/again", date="2026-09", venue="Archive of Voices", **about)
        assert Review(Catalog([*works, other])).flow().studies == 2

    def test_versions_in_an_update(self) -> None:
        """The earlier review's studies are those it counted, and a study in two reports is one."""
        first = Review(pairs(2), title="First")
        assert (first.flow().included, first.flow().studies) == (4, 2)
        update = Review(pairs(3), title="Second", previous=first)
        flow = update.flow()
        assert (flow.previous_studies, flow.new_studies, flow.studies) == (2, 1, 3)
        said = re.sub(" +", " ", str(flow))
        for line in (
            "2 Studies included in previous version of review\n4 Reports of these studies",
            "1 New studies included in review\n2 Reports of these studies",
            "3 Total studies included in review\n6 Reports of these studies",
        ):
            assert line in said
        assert boxes(flow)[-2:] == [
            "New studies included in review (n = 1) Reports of new included studies (n = 2)",
            "Total studies included in review (n = 3) Reports of total included studies (n = 6)",
        ]
        assert (
            "Studies included in previous version of review (n = 2) "
            "Reports of studies included in previous version of review (n = 4)"
        ) in boxes(flow)
        assert flow.to_dict()["previous_reports"] == 4
        assert "which included 2 studies (in 4 reports). " in update.methods()
        assert " 1 new study (in 2 reports) was included, 3 in all. " in update.methods()

    def test_one_report_of_two_left_since(self) -> None:
        """Its study stays, and the report is told."""
        first = Review(pairs(1))
        update = Review(pairs(1), previous=first)
        update.decide("doi:10.1234/0", "exclude", "retracted")
        flow = update.flow()
        assert (flow.dropped, flow.dropped_studies, flow.studies) == (1, 0, 1)
        assert "1    of these, reports excluded since" in str(flow)
        assert "Of these, 1 report was excluded since. " in update.methods()

    @pytest.mark.parametrize("is_searched", [True, False])
    def test_what_was_excluded_then_and_is_included_since(self, is_searched: bool) -> None:
        """No box of the templates has it, so that it would be lost; it is told beside them."""
        first = Review(works(0, 3))
        first.decide("Work number 1", "exclude", "off topic")
        update = Review(works(0 if is_searched else 3, 5), previous=first)
        update.decide("Work number 1", "include")
        flow = update.flow()
        assert (flow.previous, flow.reinstated, flow.new) == (2, 1, 2)
        assert flow.included == len(update.included) == 5
        assert "1    of these, excluded then, and included since\n" in str(flow)
        assert any("Excluded then, and included since (n = 1)" in box for box in boxes(flow))
        assert flow.to_dict()["previously_excluded_studies_included_since"] == 1
        assert "Of what it had excluded, 1 study was included since. " in update.methods()

    @pytest.mark.parametrize("then", [*itertools.product(("include", "exclude"), repeat=3)])
    def test_sums_of_an_update(self, then: tuple[Verdict, ...]) -> None:
        """Whatever was decided in either, what was and what came is what is."""
        found = [*pairs(1), *works(0, 1)]
        first = Review(Catalog(found))
        for work, verdict in zip(found, then, strict=True):
            first.decide(work, verdict)
        for now in itertools.product(VERDICTS, repeat=3):
            update = Review(Catalog([*found, *pairs(2)]), previous=first)
            for work, verdict in zip(found, now, strict=True):
                update.decide(work, verdict)
            check_sums(first.flow(), update.flow(), Review(update.included).flow())

    def test_numbers_by_name(self) -> None:
        """As JSON holds them."""
        told = reviewed(other=True, previous=works(500, 510)).flow().to_dict()
        assert told["previous_studies"] == 10
        assert told["new_studies_included"] == 69
        assert told["studies_included"] == 79
        assert told["excluded_by_automation_tools"] == {"identification": 7}
        assert told["records_removed_for_other_reasons"] == {"retracted": 2}
        assert told["other_methods"]["reports_sought_for_retrieval"] == 20
        assert told["other_methods"]["sources"][0]["kind"] == "website"

    def test_text(self) -> None:
        """Every count, also of what came by other methods."""
        said = re.sub(" +", " ", str(reviewed(other=True, previous=works(500, 510)).flow()))
        for line in (
            "10 Studies included in previous version of review",
            "7 Records marked as ineligible by automation tools",
            "2 Records removed for other reasons",
            "20 Records identified via other methods",
            "69 New studies included in review",
            "79 Total studies included in review",
        ):
            assert line in said

    def test_when_a_source_was_searched(self) -> None:
        """The day is told as a text."""
        flow = Review(Source(works(0, 1), searched="2026-11-20")).flow()
        assert flow.to_dict()["sources"][0]["searched"] == "2026-11-20"


class TestWriting:
    """SVG, PNG, Markdown and text, by the name of the file."""

    @pytest.mark.parametrize("name", ["flow.svg", "flow.SVG", "flow.md", "flow.txt"])
    def test_texts(self, tmp_path: Path, name: str) -> None:
        """Each as its method gives it."""
        flow = reviewed(other=True).flow()
        flow.write(tmp_path / name)
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert written in (flow.to_svg(), flow.to_markdown(), f"{flow}\n")

    def test_a_format_that_is_none(self, tmp_path: Path) -> None:
        """The error names those there are."""
        with pytest.raises(InvalidQuery, match=r"'flow\.pdf'.*\.svg, \.png, \.md, \.txt"):
            reviewed(other=False).flow().write(tmp_path / "flow.pdf")

    def test_png(self, tmp_path: Path) -> None:
        """As large as is asked, the same bytes every time, whatever the texts hold."""
        pytest.importorskip("matplotlib")
        titled = Review({"$x^2$ <b>": works(0, 3)}, title="$\\frac{ — é")
        flow = titled.flow()
        flow.write(tmp_path / "flow.png")
        data = (tmp_path / "flow.png").read_bytes()
        assert data.startswith(b"\x89PNG")
        assert data == flow.to_png()
        width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
        drawn = ET.fromstring(flow.to_svg())
        assert (width, height) == tuple(
            2 * int(drawn.get(name, "0")) for name in ("width", "height")
        )
        small = flow.to_png(scale=1)
        assert int.from_bytes(small[16:20]) * 2 == width
