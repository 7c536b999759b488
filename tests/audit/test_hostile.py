"""The audit of lists that want it to take long, or to write without end."""

import tracemalloc
from collections.abc import Callable

import pytest
from growth import in_proportion

from trustworthy_audio_llms import Catalog, Mention, Paper
from trustworthy_audio_llms._audit.findings import FORMATS


def nested(count: int) -> Catalog:
    """Titles that each begin with the one before."""
    words = [f"word{number}" for number in range(count)]
    return Catalog([Paper(title=" ".join(words[: n + 4])) for n in range(count)])


def hub(count: int) -> Catalog:
    """A title in a thousand places, with which all others begin."""
    mentions = [Mention("a.md", number + 1, title="A Long Way Home") for number in range(count)]
    first = Paper(title="A Long Way Home", mentions=mentions)
    return Catalog([first, *(Paper(title=f"A Long Way Home {_word(n)}") for n in range(count))])


def siblings(count: int) -> Catalog:
    """Titles of many words, each of which differs from all others in one."""
    words = "of all the many birds that sing in the morning while the city is asleep".split()
    return Catalog(
        [Paper(title=" ".join([*words[:5], _word(n), *words[5:]])) for n in range(count)]
    )


def places(count: int) -> Catalog:
    """One work under many titles and dates, in many places."""
    mentions = [
        Mention("a.md", n + 1, title=f"{_word(n)} AND ITS TITLE", date=f"{1900 + n % 200}")
        for n in range(count)
    ]
    return Catalog([Paper(title="One Work", arxiv="2401.00001", mentions=mentions)])


def long_titles(count: int) -> Catalog:
    """Titles as long as a page, nearly all alike."""
    page = "word " * 200
    return Catalog([Paper(title=f"{page} {_word(n)}") for n in range(count // 20)])


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


SHAPES = [hub, siblings, places, long_titles]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_written_is_linear(shape: Callable[[int], Catalog]) -> None:
    """Ten times the list gives ten times the text, in every format."""
    small, large = (shape(count).audit() for count in (300, 3000))
    for write in FORMATS.values():
        assert len(write(large, "list")) <= 15 * max(len(write(small, "list")), 2_000)


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: Callable[[int], Catalog]) -> None:
    """Ten times the list takes ten times as long, not a hundred times."""
    assert in_proportion(lambda count: shape(count).audit, 400, times=10)


def test_titles_within_titles() -> None:
    """A megabyte of them takes no more than a few of its size, in memory and on paper."""
    catalog = nested(500)
    size = sum(len(entry.title) for entry in catalog)
    assert size > 800_000
    tracemalloc.start()
    try:
        findings = catalog.audit()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60 * size
    assert max(len(write(findings, "list")) for write in FORMATS.values()) < 4 * size


def test_a_finding_names_the_first_places() -> None:
    """And says how many there are."""
    (finding, *_) = places(100).audit()
    assert len(finding.mentions) == 20
    assert finding.message.endswith("It is in 100 places; these are the first.")


def test_a_title_that_is_none_is_shortened() -> None:
    """Nobody reads a page in a message."""
    (finding,) = Catalog([Paper(title="word " * 999, date="2024")]).audit()
    assert finding.code == "no-link"
    assert len(finding.message) < 300
