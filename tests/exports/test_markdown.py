"""Catalogs as Markdown lists, and back through the reader."""

import hypothesis
import pytest
from hypothesis import strategies as st

import trustworthy_audio_llms as tal


def facts(catalog: tal.Catalog) -> list[tuple[str, str | None, tal.PartialDate | None]]:
    """What the forms of a list have a place for."""
    return [(entry.title, entry.url, entry.date) for entry in catalog]


@pytest.mark.parametrize("name", ["2025.11", "2026.11"])
def test_every_bundled_work_comes_back(name: str) -> None:
    """Title, link and date of every work survive, and nothing is skipped."""
    catalog = tal.load(name)
    again = tal.parse_list(catalog.to_markdown())
    assert sorted(map(str, facts(again))) == sorted(map(str, facts(catalog)))
    assert again.skipped == ()


@hypothesis.given(
    title=st.from_regex(
        r"[A-Z][a-z]{3,8}( [A-Za-zé]{2,5}[*_#$&<>~+!]?[A-Za-z0-9“”–-]{1,5}){0,4} [A-Z][a-z]{3,8}",
        fullmatch=True,
    ),
    date=st.sampled_from([None, "2025", "2025-03", "2025-03-09"]),
    url=st.sampled_from(
        [None, "https://arxiv.org/abs/2405.19103", "https://example.org/a_(b)?c=d"]
    ),
)
def test_titles_that_look_like_markup_come_back(
    title: str, date: str | None, url: str | None
) -> None:
    """Whatever is in a title, it is read back as it was."""
    entry = tal.Paper(title=title, date=date, url=url)
    (again,) = tal.parse_list(tal.Catalog([entry]).to_markdown())
    assert (again.title, again.date) == (entry.title, entry.date)
    assert again.url == entry.url


def test_what_is_not_verified_carries_a_warning_sign() -> None:
    """A reader of the list sees which works nobody could confirm."""
    catalog = tal.Catalog(
        [
            tal.Paper(title="A Confirmed Work", date="2025", verified=True),
            tal.Paper(title="An Unconfirmed Work", date="2024"),
        ]
    )
    confirmed, unconfirmed = (line for line in catalog.to_markdown().splitlines() if "Work" in line)
    assert "⚠" not in confirmed
    assert "⚠" in unconfirmed


def test_a_work_without_date_and_link_is_a_row() -> None:
    """What a bullet could not be read back from stands in a table."""
    entry = tal.Paper(title="A Work", venue="ACL 2025", keywords=["speech", "a|b"])
    text = tal.Catalog([entry]).to_markdown()
    assert "| Date | Title | Authors | Venue | Link | Keywords | Description |" in text
    (again,) = tal.parse_list(text)
    assert (again.title, again.venue, again.keywords) == ("A Work", "ACL 2025", ("speech", "a|b"))


def test_it_says_how_it_came_to_be() -> None:
    """The pin and the steps stand in a comment, which cannot be ended by what they hold."""
    catalog = tal.load("2025.11").where(keyword="a --> b")
    comment = catalog.to_markdown().partition("-->")[0]
    assert catalog.snapshot.pin in comment
    assert "where(keyword='a ‐‐> b')" in comment


def test_what_a_person_wants_to_know_is_there() -> None:
    """Authors, venue and identifiers, and a legend for the mark; all of it comes back."""
    entry = tal.Paper(
        title="Orders in a Whisper",
        authors=["Roe, Ana", "Bo Li"],
        date="2025-05-22",
        venue="ICASSP 2026",
        status="under-review",
        url="https://arxiv.org/abs/2505.01234",
        doi="10.1000/182",
        authors_complete=False,
    )
    text = tal.Catalog([entry]).to_markdown()
    assert (
        "- **2025/05/22** | [**Orders in a Whisper**](<https://arxiv.org/abs/2505.01234>)." in text
    )
    assert (
        " *Ana Roe, Bo Li et al.*. ICASSP 2026 (under review). [[DOI]](<https://doi.org/10." in text
    )
    assert "⚠️ not verified: no two independent sources confirm it." in text
    (again,) = tal.parse_list(text)
    assert (again.authors, again.authors_complete) == (("Ana Roe", "Bo Li"), False)
    assert (again.venue, again.status, again.doi) == ("ICASSP 2026", "under-review", "10.1000/182")


def test_an_identifier_is_a_link_where_there_is_no_other() -> None:
    """Whoever reads the list must find the work."""
    entry = tal.Paper(
        title="Orders in a Whisper", date="2025", openreview="AbCdEf1234", verified=True
    )
    text = tal.Catalog([entry]).to_markdown()
    assert "[[OpenReview]](<https://openreview.net/forum?id=AbCdEf1234>)" in text
    assert "⚠️" not in text


def test_a_review_without_a_venue_is_told() -> None:
    """It is all that is known of its appearance."""
    entry = tal.Paper(title="Orders in a Whisper", date="2025", status="under-review")
    assert "under review" in tal.Catalog([entry]).to_markdown()
