"""Findings about references: each where it is due, and nowhere else."""

import datetime
import re
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._audit.findings import to_text
from trustworthy_audio_llms._audit.reference_codes import CODES
from trustworthy_audio_llms._audit.references import audit_references, is_reference

PAGE = Path(__file__).parents[2] / "docs" / "audit.md"
TODAY = datetime.date(2026, 11, 26)
WORKS = tal.Catalog(
    [
        tal.Paper(
            title="VoiceBreak: Jailbreaking Spoken Assistants by Accent",
            authors=("Ana Müller", "Bo Li", "Chen Wei"),
            date="2024-03-09",
            venue="Interspeech 2025",
            status="published",
            arxiv="2403.01234",
            doi="10.21437/interspeech.2025-1",
            verified=True,
        ),
        tal.Paper(
            title="Listening Twice to Spoken Orders",
            authors=("Eve Adams", "Dora de la Cruz"),
            date="2025-06-01",
            arxiv="2506.00001",
            verified=True,
        ),
    ]
)
GOOD = (
    "title={Listening Twice to Spoken Orders}, author={Adams, Eve and de la Cruz, Dora},"
    "journal={arXiv preprint arXiv:2506.00001}, year=2025"
)


def codes(text: str, against: tal.Catalog | None = WORKS) -> list[str]:
    """The codes of the findings in a BibTeX file."""
    known = tal.parse_references(text, "bibtex")
    return [finding.code for finding in known.audit(against)]


def record(fields: str, key: str = "k", type_: str = "article") -> str:
    """A record of BibTeX."""
    return f"@{type_}{{{key}, {fields}}}\n"


def test_a_record_that_is_right_raises_nothing() -> None:
    """Neither with a catalogue nor without."""
    assert codes(record(GOOD)) == []
    assert codes(record(GOOD), None) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("title={T T}, doi={nope}", "no-such-identifier"),
        ("title={T T}, journal={arXiv preprint arXiv:2405.1910}, year=2024", "no-such-identifier"),
        ("title={T T}, eprint={arXiv:2413.00001}", "no-such-identifier"),
        ("title={T T}, year=2199", "future-year"),
        ("title={T T}, eprint={2405.19103}, archiveprefix={arXiv}, year=2022", "year-before-arxiv"),
        ("title={T T}, author={Firstname Lastname and Bo Li}", "placeholder"),
        ("title={TODO}", "placeholder"),
        ("title={T T}, doi={10.5555/abc}", "test-doi"),
        ("title={T T}, author={A. Li, B. Wu, C. Xu}", "authors-unparted"),
        ("title={T T}, author={{Ana Li, Bo Wu, Chen Xu}}", "authors-unparted"),
        ("title={T T}, author={Li, Ana; Wu, Bo; Xu, Chen}", "authors-unparted"),
    ],
)
def test_without_a_catalogue(fields: str, code: str) -> None:
    """What is wrong whatever is known."""
    assert codes(record(fields), None) == [code]


@pytest.mark.parametrize(
    "fields",
    [
        "title={T T}, doi={https://doi.org/10.1000/182}",
        "title={T T}, doi={DOI 10.1000/182}",
        "title={T T}, doi={10.5555/3295222.3295349}",
        "title={T T}, eprint={2501.00001}, archiveprefix={arXiv}, year=2024",
        "title={T T}, eprint={2501.00001}, booktitle={A Conference}, year=2020",
        "title={T T}, year=2026, booktitle={A Conference}",
        "title={T T}, author={Li, Jr., Ana}",
        "title={T T}, author={Li, III, Ana}",
        "title={T T}, author={Adams, Eve}",
        "title={T T}, author={{The Institute, Department of Speech, Team A}}",
        "title={T T}, author={Smith, John and Doe, A.}",
        "title={T T}, author={Anonymous}",
        "title={Untitled Speech: A Study}",
        "title={T T}, year={in press}",
    ],
)
def test_nobody_is_alarmed_for_nothing(fields: str) -> None:
    """Unusual, and right."""
    assert codes(record(fields), None) == []


def test_years_that_are_to_come() -> None:
    """What is accepted today may appear next year; what is posted may not."""

    def found(fields: str) -> list[str]:
        entries = list(tal.parse_references(record(fields), "bibtex"))
        return [finding.code for finding in audit_references(entries, today=TODAY)]

    assert found("title={T T}, year=2027, booktitle={A Conference}") == []
    assert found("title={T T}, year=2027") == ["future-year"]
    assert found("title={T T}, year=2028, booktitle={A Conference}") == ["future-year"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            (
                "title={VoiceBreak: Jailbreaking Spoken Assistants by Accent}, year=2024,"
                "author={Ana Müller and Bo Li and Chen Wei}, doi={10.48550/arXiv.2403.01234}"
            ),
            ["published-since"],
        ),
        (GOOD.replace("Twice to", "Twise too"), ["title-misspelt"]),
        (GOOD.replace("Adams, Eve", "Kovacs, Zoltan"), ["authors-differ"]),
        (GOOD.replace("year=2025", "year=2021"), ["year-before-arxiv", "year-differs"]),
        (GOOD.replace("de la Cruz, Dora", "others"), ["authors-known"]),
        (GOOD.replace("2506.00001", "2506.00002"), ["identifier-of-another"]),
        (
            "title={Listening Twice to Spoken Orders}, author={Eve Adams and Dora de la Cruz}",
            ["identifier-missing"],
        ),
        (
            GOOD.replace("arXiv preprint arXiv:2506.00001", "A Journal"),
            ["identifier-missing", "catalogue-lacks"],
        ),
        (
            "title={A Choir of Voices}, author={Bo Li}, eprint={2506.00001}",
            ["identifier-of-another"],
        ),
        ("title={A Choir of Voices}, author={Bo Li}", ["not-in-catalogue"]),
    ],
)
def test_against_a_catalogue(fields: str, expected: list[str]) -> None:
    """In three directions: it knows more, the file does, or they contradict."""
    found = codes(record(fields))
    assert sorted(found) == sorted(expected)


def test_a_work_that_was_accepted_is_said_to_be() -> None:
    """No more is known of it."""
    accepted = tal.Catalog(
        [
            tal.Paper(
                title="T of T",
                authors=("Bo Li",),
                arxiv="2405.19103",
                venue="ACL 2026",
                status="accepted",
            )
        ]
    )
    text = record("title={T of T}, author={Bo Li}, eprint={2405.19103}, year=2024")
    messages = [finding.message for finding in tal.parse_references(text, "bibtex").audit(accepted)]
    assert any("has been accepted at ACL 2026" in message for message in messages)


class TestFiles:
    """What is wrong with a file as a whole."""

    def test_keys_twice(self) -> None:
        """Case does not count, and other files have keys of their own."""
        text = record("title={One of One}", "A") + record("title={Two of Two}", "a")
        (finding,) = tal.parse_references(text, "bibtex").audit()
        assert (finding.code, len(finding.ids)) == ("key-twice", 2)
        assert [mention.line for mention in finding.mentions] == [1, 2]

    def test_records_without_keys(self) -> None:
        """Have none in common."""
        assert not codes(record("title={One of One}", "") + record("title={Two of Two}", ""), None)

    def test_two_works_of_one_title(self) -> None:
        """Are no versions of each other."""
        text = record("title={Deep Whispers}, author={Bo Li}, year=2015", "a")
        text += record("title={Deep Whispers}, author={Eve Adams}, year=2016", "b")
        assert not codes(text, None)

    def test_one_work_under_two_keys(self, tmp_path: Path) -> None:
        """Of one file; that databases have the same work is no fault."""
        text = record(GOOD, "a") + record(GOOD, "b")
        assert codes(text) == ["duplicate"]
        (tmp_path / "a.bib").write_text(record(GOOD, "a"), "utf-8")
        (tmp_path / "b.bib").write_text(record(GOOD, "b"), "utf-8")
        assert not tal.read_references(tmp_path).audit()

    def test_two_versions_of_one_work(self) -> None:
        """Are told, since only one is meant to be cited."""
        text = record(GOOD, "a") + record(
            "title={Listening Twice to Spoken Orders}, author={Eve Adams and Dora de la Cruz},"
            "booktitle={Proc. ICASSP}, year=2026",
            "b",
            "inproceedings",
        )
        assert "two-versions" in codes(text)

    def test_one_identifier_of_two_works(self) -> None:
        """One of them is wrong."""
        text = record("title={A Choir}, author={Bo Li}, doi={10.1000/182}", "a")
        text += record("title={An Orchestra}, author={Eve Adams}, doi={10.1000/182}", "b")
        assert "identifier-of-another" in codes(text, None)

    def test_what_cannot_be_read(self) -> None:
        """With its line."""
        (finding,) = tal.parse_references("\n@misc{a, title={", "bibtex").audit()
        assert (finding.code, finding.mentions[0].line) == ("unreadable-record", 2)

    def test_another_encoding(self, tmp_path: Path) -> None:
        """Is told, since accents may be others."""
        path = tmp_path / "a.bib"
        path.write_bytes("@misc{a, title={Über Über}}".encode("latin-1"))
        assert [finding.code for finding in tal.read_references(path).audit()] == ["not-utf-8"]

    def test_references_are_no_list(self) -> None:
        """Rules for lists do not apply, nor do these to lists."""
        assert not any(map(is_reference, WORKS))
        assert not codes("@book{a, title={A BOOK IN CAPITALS}}", None)
        listed = tal.parse_list("- [A Choir of Voices](https://arxiv.org/abs/2501.00001)")
        assert "not-in-catalogue" not in [finding.code for finding in listed.audit(WORKS)]

    def test_the_most_severe_come_first(self) -> None:
        """Whatever they are about."""
        text = record("title={A Choir}, doi={nope}, year=2000", "a") + record("title={TODO}", "b")
        severities = [f.severity for f in tal.parse_references(text, "bibtex").audit(WORKS)]
        assert severities == sorted(severities, key=["error", "warning", "info"].index)


SECTION = re.compile(r"^### `(.+?)`\n(.*?)(?=^##|\Z)", re.M | re.S)
EXAMPLE = re.compile(r"^```bibtex\n(.*?)^```\n", re.M | re.S)
PRINTED = re.compile(r"^```text\n(.*?)^```\n", re.M | re.S)
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = {code: body for code, body in SECTION.findall(TEXT) if code in CODES}


class TestPage:
    """The page that documents the codes."""

    def test_the_table_lists_every_code_with_its_meaning(self) -> None:
        """In the order of the codes, the most severe first."""
        rows = re.findall(r"^\| `(.+)` \| (.+) \| (.+) \|$", TEXT, re.M)
        assert [row for row in rows if row[0] in CODES] == [
            (code, severity, meaning) for code, (severity, meaning) in CODES.items()
        ]
        assert list(SECTIONS) == list(CODES)

    @pytest.mark.parametrize("code", [code for code in CODES if code != "not-utf-8"])
    def test_the_example_triggers_the_code(self, code: str) -> None:
        """The command prints what the page shows, held against 2026.11."""
        (example,) = EXAMPLE.findall(SECTIONS[code])
        found = tal.parse_references(example, "bibtex").audit(tal.load("2026.11"))
        shown = [finding for finding in found if finding.code == code]
        assert shown
        assert {f.code for f in found} <= {code, "not-in-catalogue"} or code == "two-versions"
        assert PRINTED.findall(SECTIONS[code]) == [to_text(shown, "")]

    @pytest.mark.parametrize("code", CODES)
    def test_every_section_ends_with_a_remedy(self, code: str) -> None:
        """Whoever reads it learns what to do."""
        assert SECTIONS[code].strip().endswith(".")
