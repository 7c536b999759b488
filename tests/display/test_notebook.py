"""How catalogs, works, differences, reviews and findings look in a notebook."""

import datetime
import html.parser
import re

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import BENCHMARK, ENTRIES, JAILBREAK, UNTRACED, entries, texts

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Entry, Finding, Mention, Paper, Review, Snapshot
from trustworthy_audio_llms._audit.findings import Findings

# What a notebook's sanitizer leaves alone, and what these tables are made of.
TAGS = set("a b br caption p span table tbody td th thead tr".split())
ATTRIBUTES = set("class colspan href rel style target".split())
HOSTILE = [
    "<script>alert(1)</script>",
    "</td></table><b>",
    "'\" onclick=x",
    "&lt;",
    "\x1b[31m<i>",
    "a\u202eb",
    "\ud83d x",
]


class Page(html.parser.HTMLParser):
    """Reads a page, and fails where it is not well formed or has what it must not have."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []
        page.encode()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that is allowed, with attributes that are."""
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag == "br":
            self.handle_data("\n")
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take text, as part of a cell where it is in one."""
        self.text += data
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def page_of(shown: object) -> Page:
    """What a notebook shows of a thing."""
    return Page(shown._repr_html_())  # type: ignore[attr-defined]


class TestCatalog:
    """A short table with links."""

    def test_a_row_a_work(self) -> None:
        """Year, kind, title, authors, venue, under a line that says what this is."""
        page = page_of(Catalog([JAILBREAK], snapshot=Snapshot(name="mine", digest="sha256:0")))
        assert page.text.startswith("Catalog of 1 entry: mine (of unknown age)")
        assert page.rows == [
            ["Year", "Kind", "Title", "Authors", "Venue"],
            ["2025", "paper", JAILBREAK.title, "Ana Müller, Bo Li", "ACL 2025"],
        ]
        assert page.links == ["https://arxiv.org/abs/2503.01234"]

    def test_what_is_not_verified_says_so_in_words(self) -> None:
        """Behind the title; a verified work says nothing."""
        _, verified, untraced = page_of(Catalog([JAILBREAK, UNTRACED])).rows
        assert "verified" not in "".join(verified)
        assert untraced[2] == "Whispering Backdoors (not verified)"

    @pytest.mark.parametrize(
        ("authors", "shown"),
        [((), ""), (("A", "B", "C"), "A, B, C"), (("A", "B", "C", "D"), "A et al.")],
    )
    def test_names_up_to_three_authors(self, authors: tuple[str, ...], shown: str) -> None:
        """Of more, the first."""
        assert page_of(Catalog([Paper(title="T", authors=authors)])).rows[1][3] == shown

    def test_says_how_many_more_there_are(self) -> None:
        """Ten are shown."""
        assert page_of(Catalog(ENTRIES)).rows[11:] == [["… and 2 more"]]
        assert page_of(Catalog(ENTRIES[:11])).rows[11:] == [["… and 1 more"]]
        assert page_of(Catalog(ENTRIES[:10])).rows[11:] == []

    def test_an_empty_one(self) -> None:
        """The head alone."""
        assert len(page_of(Catalog()).rows) == 1

    @pytest.mark.parametrize("text", HOSTILE)
    def test_escapes_everything(self, text: str) -> None:
        """Titles, links, names and sources are text; nothing turns the order of writing."""
        url = "https://example.org/'\"><script>alert(1)</script>"
        entry = Paper(title=f"T {text}", venue=f"V {text}", authors=[f"A {text}"], url=url)
        snapshot = Snapshot(name=text, source=f"from {text}", digest="sha256:0")
        page = page_of(Catalog([entry], snapshot=snapshot))
        assert not set("\x1b\u202e") & set(page.text)

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/etc", "\x00"])
    def test_links_only_to_the_web(self, url: str) -> None:
        """A bundled record is not checked again, so the link is."""
        entry = Paper(title="T")
        object.__setattr__(entry, "url", url)
        assert page_of(Catalog([entry])).links == []

    def test_light_and_dark_notebooks_show_it(self) -> None:
        """No colour is set, and a `$` starts no formula."""
        page = Catalog(ENTRIES)._repr_html_()
        styles = re.findall(r'style="([^"]*)"', page)
        assert {value for style in styles for value in re.findall(r"color:(\w+)", style)} == {
            "inherit"
        }
        assert "tex2jax_ignore" in page

    @settings(max_examples=50)
    @given(st.lists(entries(), max_size=3))
    def test_can_be_shown(self, records: list[Entry]) -> None:
        """Whatever the entries hold."""
        catalog = Catalog(records)
        assert len(page_of(catalog).rows) == 1 + len(catalog)


class TestEntry:
    """A table of the fields that say something."""

    def test_fields_by_name(self) -> None:
        """Under the title and kind; several values with commas, places by line."""
        page = page_of(JAILBREAK)
        facts = dict(page.rows)
        assert page.text.startswith(f"{JAILBREAK.title} (paper)")
        assert facts["authors"] == "Ana Müller, Bo Li"
        assert facts["date"] == "2025-03-09"
        assert facts["mentions"] == "papers/safety/jailbreak.md:7"
        assert {JAILBREAK.url, JAILBREAK.code} <= set(page.links)
        assert "note" not in facts

    def test_what_is_not_verified_says_so_in_words(self) -> None:
        """Beside its kind; its note says why."""
        page = page_of(UNTRACED)
        assert page.text.startswith("Whispering Backdoors (paper, not verified)")
        assert dict(page.rows)["note"] == UNTRACED.note

    @settings(max_examples=100)
    @given(entries())
    def test_can_be_shown(self, entry: Entry) -> None:
        """Whatever it holds."""
        assert "id" in dict(page_of(entry).rows)


class TestDiff:
    """A table for each sort of difference."""

    def test_a_table_for_each_sort(self) -> None:
        """Added, removed, renamed, changed, with the counts and the fields."""
        changed = attrs.evolve(BENCHMARK, venue="ACL <2025>")
        renamed = attrs.evolve(JAILBREAK, title="Another Title")
        diff = tal.diff(
            Catalog([JAILBREAK, BENCHMARK, UNTRACED]), Catalog([renamed, changed, ENTRIES[1]])
        )
        page = page_of(diff)
        assert "1 added, 1 removed, 2 changed (1 renamed)" in page.text
        told = ("Added: 1", "Removed: 1", "Renamed: 1", "Changed: 1")
        assert [page.text.index(word) for word in told] == sorted(map(page.text.index, told))
        assert [BENCHMARK.title, "venue: nothing → ACL <2025>"] in page.rows

    def test_no_difference(self) -> None:
        """The counts alone."""
        page = page_of(tal.diff(Catalog(), Catalog()))
        assert page.rows == []
        assert "0 added" in page.text

    def test_says_how_many_more_there_are(self) -> None:
        """Ten of a sort are shown."""
        after = Catalog(attrs.evolve(entry, note="New.") for entry in ENTRIES)
        assert page_of(tal.diff(Catalog(ENTRIES), after)).rows[-1] == ["… and 2 more"]

    @settings(max_examples=30)
    @given(st.lists(entries(), max_size=3), texts)
    def test_can_be_shown(self, records: list[Entry], note: str) -> None:
        """Whatever has changed."""
        before = Catalog(records)
        page_of(tal.diff(before, Catalog(attrs.evolve(entry, note=note) for entry in before)))


class TestReview:
    """Its steps, with what each excluded."""

    def test_a_row_a_step(self) -> None:
        """Stage, reason and count, under the counts of all."""
        review = Review(Catalog(ENTRIES), title="A <title>")
        review.exclude("<b>old</b>", until="2002")
        review.exclude("no link", lambda entry: not entry.url, stage="eligibility")
        page = page_of(review)
        assert page.text.startswith("Review 'A <title>': 12 screened")
        assert page.rows[1] == ["screening", "<b>old</b>", "1"]
        assert page.rows[2][:2] == ["eligibility", "no link"]

    def test_before_the_first_step(self) -> None:
        """The counts alone."""
        page = page_of(Review(Catalog(ENTRIES)))
        assert page.rows == []
        assert "12 included" in page.text


class TestFindings:
    """What an audit finds is a list that a notebook shows as a table."""

    def test_an_audit_is_a_list(self) -> None:
        """With whatever lists do."""
        found = Catalog([Paper(title="T")]).audit()
        assert isinstance(found, list)
        assert found == [*found]
        assert all(isinstance(one, Finding) for one in found)

    def test_a_row_a_finding(self) -> None:
        """Severity, code, places, message, under the counts of each severity."""
        places = (Mention("a.md", 1), Mention("<b>.md", 2))
        one = Finding("two-titles", "error", ("title:t",), "Two <i>titles</i>.", places)
        two = Finding("no-date", "warning", (), "No date.", ())
        page = page_of(Findings([one, two, two]))
        assert page.text.startswith("Findings: 1 error, 2 warnings")
        assert page.rows[1:3] == [
            ["error", "two-titles", "a.md:1\n<b>.md:2", "Two <i>titles</i>."],
            ["warning", "no-date", "", "No date."],
        ]

    def test_says_how_many_more_there_are(self) -> None:
        """Twenty are shown."""
        finding = Finding("no-date", "info", (), "No date.", ())
        assert page_of(Findings([finding] * 21)).rows[-1] == ["… and 1 more"]
        assert len(page_of(Findings([finding] * 20)).rows) == 21

    def test_no_findings(self) -> None:
        """Said in words."""
        assert page_of(Catalog().audit()).text == "No findings"

    def test_one_of_them(self) -> None:
        """A table of its fields."""
        finding = Finding("no-date", "warning", ("title:<t>",), "No <date>.", (Mention("a.md", 1),))
        page = page_of(finding)
        assert page.text.startswith("warning: no-date")
        assert page.rows == [
            ["ids", "title:<t>"],
            ["message", "No <date>."],
            ["mentions", "a.md:1"],
        ]


class TestEvidence:
    """What can be looked at is linked."""

    def test_places_are_linked(self) -> None:
        """A URL, and a file of a repository; what names neither stays text."""
        entry = Paper(
            title="T",
            evidence=["owner/list:papers/a b.md", "https://example.org/1", "a talk", "o/l://x"],
            rests_on=["venue published: https://example.org/2", "pages: o/p:c#d.md"],
        )
        page = page_of(entry)
        assert page.links == [
            "https://github.com/owner/list/blob/HEAD/papers/a%20b.md",
            "https://example.org/1",
            "https://example.org/2",
            "https://github.com/o/p/blob/HEAD/c%23d.md",
        ]
        facts = dict(page.rows)
        assert facts["evidence"].splitlines() == list(entry.evidence)
        assert facts["rests_on"].splitlines() == list(entry.rests_on)

    @pytest.mark.parametrize(
        "place", ["javascript:x/y:z", "o/l:\ud83d", 'o/l:"><script>', "../l:x"]
    )
    def test_hostile_places(self, place: str) -> None:
        """Lead to a repository, or nowhere."""
        entry = Paper(title="T")
        object.__setattr__(entry, "evidence", (place,))
        assert all(link.startswith("https://github.com/o/l/") for link in page_of(entry).links)


class TestTopics:
    """The taxonomy as a table."""

    def test_a_row_a_topic(self) -> None:
        """In the order of the tree, what is below another indented, with what belongs to it."""
        page = page_of(tal.topics())
        first, below = list(tal.topics())[:2]
        assert page.text.startswith(f"Taxonomy of {len(tal.topics())} topics")
        assert page.rows[1] == [first.title, first.slug, first.description]
        assert page.rows[2] == [f"\u2003{below.title}", below.slug, below.description]
        assert len(page.rows) == 1 + len(tal.topics())


class TestSnapshots:
    """What there is to load, as lines and as a table."""

    def test_a_row_a_snapshot(self) -> None:
        """Date, whether it was fetched, and the pin."""
        listed = tal.snapshots()
        page = page_of(listed)
        assert page.text.startswith(f"Snapshots: {len(listed)}")
        assert [*page.rows[-1]] == ["2025-11-12", "bundled", tal.load("2025.11").snapshot.pin]

    def test_a_line_a_snapshot(self) -> None:
        """At a prompt; without any, as an empty list."""
        when = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
        one = Snapshot(name="mine", digest="sha256:0", fetched=when)
        dated = Snapshot(name="old", digest="sha256:1", date=tal.PartialDate(2025, 3))
        assert repr(tal.Snapshots([one, dated])).splitlines() == [
            "            fetched  mine@sha256:0",
            "2025-03     bundled  old@sha256:1",
        ]
        assert repr(tal.Snapshots()) == "[]"


class TestMatches:
    """Why a work was found."""

    def test_of_a_query(self) -> None:
        """The field, and the words around with those that match set off."""
        found = Catalog(ENTRIES).explain("jailbreak*", JAILBREAK)
        assert isinstance(found, list)
        page = page_of(found)
        assert page.rows[0] == ["Field", "Words"]
        assert [row[0] for row in page.rows[1:]] == [match.field for match in found]
        assert "**" not in page.text
        assert "<b>" in found._repr_html_()  # type: ignore[attr-defined]
        assert repr(found).splitlines()[0] == f"{found[0].field}: {found[0].snippet}"

    def test_of_a_question(self) -> None:
        """The sum, too."""
        catalog = tal.load("2025.11")
        entry = catalog.rank("jailbreak of voices")[0]
        found = catalog.explain("jailbreak of voices", entry)
        points = sum(match.points for match in found)
        page = page_of(found)
        assert page.text.startswith(f"Matches: {points} points")
        assert page.rows[0] == ["Field", "Words", "Asked for", "Points"]
        assert repr(found).startswith(f"{found[0].points} = ")

    def test_no_match(self) -> None:
        """Said in words, and as an empty list."""
        assert page_of(tal.Matches()).text == "No match"
        assert repr(tal.Matches()) == "[]"

    @pytest.mark.parametrize("text", [*HOSTILE, "a ** b", "<b>**x**"])
    def test_escapes_everything(self, text: str) -> None:
        """A snippet is text; an odd number of marks are marks of the text itself."""
        page = page_of(tal.Matches([tal.Match("title", text)]))
        assert not set("\x1b\u202e") & set(page.text)
        assert ("**" in page.text) == (text == "a ** b")
