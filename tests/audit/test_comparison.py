"""What a reference and a known record say differently."""

import attrs
import pytest

from trustworthy_audio_llms import Entry, Paper
from trustworthy_audio_llms._audit.comparison import (
    KnownWorks,
    has_title,
    is_incomplete,
    is_misspelt,
    missing_identifiers,
    publication,
    strange_authors,
    wrong_year,
)
from trustworthy_audio_llms._records.index import IdentityIndex

WORK = Paper(
    title="VoiceBreak: Jailbreaking Spoken Assistants by Accent",
    aliases=("Accents That Break Assistants",),
    name="VoiceBreak",
    authors=("Ana Müller", "Bo Li", "Chen Wei"),
    date="2024-03-09",
    venue="Interspeech 2025",
    status="published",
    arxiv="2403.01234",
    doi="10.21437/interspeech.2025-1",
    verified=True,
)


def reference(**facts: object) -> Entry:
    """A reference to the work."""
    own = {"title": WORK.title, "authors": WORK.authors, "date": "2024", "arxiv": "2403.01234"}
    return Paper(**(own | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "has", "misspelt"),
    [
        (WORK.title, True, True),
        ("voicebreak: jailbreaking spoken assistants by accent", True, True),
        ("Accents that break assistants", True, True),
        ("VoiceBreak", True, False),
        ("VoiceBreak: A Preliminary Study", True, False),
        ("VoiceBreak: Jailbraking Spoken Asistants by Accent", True, True),
        ("VoiceBrake: Jailbreaking Spoken Assistants by Accents", False, True),
        ("A Choir of Fake Voices", False, False),
    ],
)
def test_titles(title: str, has: bool, misspelt: bool) -> None:
    """Known, misspelt, or another one."""
    assert has_title(reference(title=title), WORK) is has
    assert is_misspelt(reference(title=title), WORK) is misspelt


def test_the_numbers_of_a_series_are_no_misspelling() -> None:
    """`ASVspoof 2019` is not `ASVspoof 2021`."""
    first = Paper(title="The Whisper Challenge 2019: A Database of Spoofed Speech")
    second = Paper(title="The Whisper Challenge 2021: A Database of Spoofed Speech")
    assert not is_misspelt(first, second)


@pytest.mark.parametrize(
    ("facts", "year"),
    [
        ({"date": None}, None),
        ({"date": "2024"}, None),
        ({"date": "2025"}, None),
        ({"date": "2023"}, 2024),
        ({"date": "2027"}, 2024),
        ({"venue": "Interspeech 2025", "status": "published", "date": "2025"}, None),
        ({"venue": "Interspeech 2025", "status": "published", "date": "2024"}, 2025),
        ({"venue": "ICASSP 2025", "status": "published", "date": "2024"}, None),
        ({"venue": "Somewhere", "status": "published", "date": "2020"}, None),
        ({"arxiv": None, "date": "2020"}, None),
    ],
)
def test_years(facts: dict[str, object], year: int | None) -> None:
    """The year of the preprint, of the publication, or one that is wrong."""
    assert wrong_year(reference(**facts), WORK) == year


def test_years_of_works_that_nobody_dates() -> None:
    """Nothing is said where the catalogue does not know."""
    undated = attrs.evolve(WORK, date=None, venue=None, status=None)
    assert wrong_year(reference(date="1999"), undated) is None


@pytest.mark.parametrize(
    ("authors", "strangers"),
    [
        (("Ana Müller", "Bo Li", "Chen Wei"), []),
        (("Mueller, Ana",), []),
        (("A. Muller", "B. Li"), []),
        (("Wei Chen", "Li Bo"), []),
        (("Ana Müler",), []),
        (("Ana Müller", "Zoltan Kovacs"), ["Zoltan Kovacs"]),
        (("Q. Z.",), []),
        ((), []),
    ],
)
def test_authors(authors: tuple[str, ...], strangers: list[str]) -> None:
    """Only names that are no spelling of any other are strange."""
    assert strange_authors(reference(authors=authors), WORK) == strangers


def test_authors_of_works_whose_authors_are_not_all_known() -> None:
    """Nothing is said of them."""
    some = attrs.evolve(WORK, authors_complete=False)
    assert strange_authors(reference(authors=("Zoltan Kovacs",)), some) == []
    assert not is_incomplete(reference(authors=(), authors_complete=False), some)


def test_authors_left_out() -> None:
    """By "and others", or where none is named."""
    assert is_incomplete(reference(authors=("Ana Müller",), authors_complete=False), WORK)
    assert is_incomplete(reference(authors=()), WORK)
    assert not is_incomplete(reference(authors=("Ana Müller",)), WORK)
    assert not is_incomplete(reference(), WORK)


def test_publications() -> None:
    """Where the record says that it was published."""
    published = publication(WORK)
    assert published is not None
    assert (published.venue, published.year) == ("Interspeech 2025", 2025)
    dated = publication(attrs.evolve(WORK, published="2026-01"))
    assert dated is not None
    assert dated.year == 2026
    unknown = publication(attrs.evolve(WORK, venue="A Workshop Nobody Knows"))
    assert unknown == ("A Workshop Nobody Knows", None, None)
    for facts in ({"venue": None}, {"status": "under-review"}, {"venue": "arXiv"}):
        assert publication(attrs.evolve(WORK, **facts)) is None


def test_identifiers_that_are_missing() -> None:
    """A DOI, else any at all."""
    assert list(missing_identifiers(reference(), WORK)) == [("doi", WORK.doi)]
    assert list(missing_identifiers(reference(doi="10.1000/182"), WORK)) == []
    preprint = attrs.evolve(WORK, doi=None)
    assert list(missing_identifiers(reference(arxiv=None), preprint)) == [("arxiv", "2403.01234")]
    assert list(missing_identifiers(reference(), preprint)) == []


def test_an_identifier_is_no_proof() -> None:
    """Nor is a title, where the authors are others."""
    known = KnownWorks(IdentityIndex([WORK]))
    assert known.work(reference()) == WORK
    assert (
        known.work(reference(title="VoiceBrake: Jailbreaking Spoken Assistants by Accents")) == WORK
    )
    assert known.work(reference(title="A Choir of Fake Voices")) is None
    assert known.work(reference(arxiv=None)) == WORK
    assert known.work(reference(arxiv=None, authors=("Zoltan Kovacs",))) is None
    assert known.work(reference(arxiv=None, title=WORK.citekey)) is None
    assert known.owner("arxiv:2403.01234") == WORK
    assert known.owner("arxiv:2403.00001") is None
