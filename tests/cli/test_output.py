"""How works stand in a table: wide terminals say more, and say it in whole words."""

import io

import click
import pytest

from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms._cli.commands import commands
from trustworthy_audio_llms._cli.output import print_lines, print_works

WORKS = Catalog(
    [
        Paper(
            title="Voices of Tea",
            authors=["Ana Müller", "Bo Li"],
            date="2025",
            venue="Workshop on the Trustworthiness of Kettles and Other Talking Appliances",
            verified=True,
        ),
        Paper(title="Cups", authors=["Cy Diaz"], venue="ICASSP 2024", date="2024"),
        Paper(title="Saucers"),
    ]
)


class Terminal(io.StringIO):
    """A standard output that says that it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(monkeypatch: pytest.MonkeyPatch, columns: int) -> str:
    """What is printed on a terminal so wide, a line as one run of words."""
    output = Terminal()
    monkeypatch.setattr("sys.stdout", output)
    monkeypatch.setenv("COLUMNS", str(columns))
    with click.Context(commands) as context:
        context.params["no_pager"] = True
        print_works(WORKS)
    return " ".join(output.getvalue().split())


def test_a_wide_terminal_shows_author_and_venue(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first author, with a word where there are more; a venue as far as its words fit."""
    text = shown(monkeypatch, 200)
    assert "Müller et al." in text
    assert "Diaz ICASSP 2024 Cups" in text
    assert "Workshop on the" in text
    assert "…" in text
    assert "Appliances" not in text
    assert "3 works, snapshot unsaved" in text


def test_a_narrow_one_shows_the_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no room for more."""
    text = shown(monkeypatch, 60)
    assert "Voices of Tea" in text
    assert "Müller" not in text


@pytest.mark.parametrize("whole", [False, True])
def test_lines_are_broken_between_words(monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    """And go on further to the right than they begin, unless they must stay whole."""
    output = Terminal()
    monkeypatch.setattr("sys.stdout", output)
    monkeypatch.setenv("COLUMNS", "24")
    address = "https://example.org/" + "x" * 20
    with click.Context(commands) as context:
        context.params["no_pager"] = True
        print_lines(f"  voices that speak {address} of tea\n", {"voices": "bold"}, whole=whole)
    lines = click.unstyle(output.getvalue()).splitlines()
    if whole:
        assert lines == [f"  voices that speak {address} of tea"]
    else:
        assert lines == ["  voices that", f"      speak {address}", "      of tea"]
