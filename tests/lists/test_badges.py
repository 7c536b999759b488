"""Badges: what they show stands in their address."""

import pytest

from trustworthy_audio_llms import parse_list
from trustworthy_audio_llms._lists.badges import Badge, badges_of

SHIELDS = "https://img.shields.io"
TITLE = "Teacups That Listen to Saucers"
URL = "https://arxiv.org/abs/2301.01234"


class TestBadges:
    """`badges_of` reads a picture's text, and what it shows."""

    @pytest.mark.parametrize(
        ("text", "source", "texts"),
        [
            ("a", "https://example.org/badge/ICLR-2025-blue", ["a"]),
            ("", f"{SHIELDS}/badge/ICLR-2025-blue", ["ICLR 2025"]),
            ("Paper", f"{SHIELDS}/badge/ICLR-2025-blue.svg?style=flat", ["Paper", "ICLR 2025"]),
            ("ICLR'25", f"{SHIELDS}/badge/ICLR-2025-blue", ["ICLR'25"]),
            ("", f"{SHIELDS}/badge/Conference-ICML'24-blue", ["ICML'24"]),
            ("Paper", f"{SHIELDS}/badge/arXiv-2025.09-red", ["Paper", "2025.09"]),
            ("", f"{SHIELDS}/badge/ACL_Findings%202024-blue", ["ACL Findings 2024"]),
            ("", f"{SHIELDS}/badge/2024--05--06-blue", ["2024-05-06"]),
            ("Code", f"{SHIELDS}/badge/GitHub-black", ["Code"]),
            ("License", f"{SHIELDS}/github/license/tea/cups", ["License"]),
        ],
    )
    def test_what_a_badge_says(self, text: str, source: str, texts: list[str]) -> None:
        """Its own text, and beside it only what has a year that this has not."""
        assert [badge.text for badge in badges_of(text, source)] == texts

    def test_stars_tell_of_a_repository(self) -> None:
        """That is where they are counted."""
        source = f"{SHIELDS}/github/stars/tea/cups.svg?style=social"

        assert list(badges_of("", source)) == [Badge("", "https://github.com/tea/cups")]


@pytest.mark.parametrize("form", ["- {}\n", "<ul><li>{}</ul>\n"])
class TestWorksWithBadges:
    """A work is read with what its badges say, in Markdown and in HTML."""

    def test_the_venue_of_a_badge_in_html(self, form: str) -> None:
        """Though its text says but what the link leads to."""
        badge = f'<img src="{SHIELDS}/badge/ICLR-2025-blue" alt="PDF Badge">'
        (entry,) = parse_list(form.format(f'<b>{TITLE}</b>, <a href="{URL}">{badge}</a>'))

        assert (entry.title, entry.url, entry.venue) == (TITLE, URL, "ICLR 2025")
        assert str(entry.date) == "2025"

    def test_stars_lead_to_the_code(self, form: str) -> None:
        """Where they are no link themselves; else the link does."""
        stars = f'<img src="{SHIELDS}/github/stars/tea/cups">'
        own = f'<a href="https://github.com/tea/pot">{stars}</a>'

        for badge, code in ((stars, "tea/cups"), (own, "tea/pot")):
            (entry,) = parse_list(form.format(f'<a href="{URL}">{TITLE}</a> {badge}'))
            assert (entry.url, entry.code) == (URL, f"https://github.com/{code}")


def test_badges_of_markdown() -> None:
    """They are read like those of HTML."""
    venue = f"![]({SHIELDS}/badge/ICLR-2025-blue)"
    stars = f"![stars]({SHIELDS}/github/stars/tea/cups)"
    (entry,) = parse_list(f"- [{TITLE}]({URL}) {venue} {stars}")

    assert (entry.venue, entry.code) == ("ICLR 2025", "https://github.com/tea/cups")
