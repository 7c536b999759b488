"""Headings and summaries that are works themselves."""

import pytest
from lists import OTHER, OTHER_URL, TITLE, URL, entry, read, skipped

from trustworthy_audio_llms._records.skipping import SkipReason


class TestHeadings:
    """A heading may be a link."""

    @pytest.mark.parametrize(
        "form", ["## {t}({u})", "## {t} ({u})", "# [{t}]({u})", "### 🏆 {t} <{u}> #"]
    )
    def test_works(self, form: str) -> None:
        """One that links to a work names it; what stands below is under no section of that name."""
        text = f"{form.format(t=TITLE, u=URL)}\n- [{OTHER}]({OTHER_URL})"

        assert read(text) == [entry(1, TITLE, URL), entry(2, OTHER, OTHER_URL)]

    @pytest.mark.parametrize(
        "heading",
        [
            "Attacks",
            "Attacks: https://a.example/b",
            "**Attacks by Tone** [paper](https://a.example/b)",
        ],
    )
    def test_sections(self, heading: str) -> None:
        """One that leads to no identifier names a section, unless its text is the link."""
        assert read(f"## {heading}\n- [{OTHER}]({OTHER_URL})") == [entry(2, OTHER, OTHER_URL)]

    @pytest.mark.parametrize(
        "form", ["### Ann Example and Bob Sample [Paper]({u})", "### [Paper]({u})"]
    )
    def test_without_a_title(self, form: str) -> None:
        """One that leads to a paper is told, though nobody can say which."""
        assert read(form.format(u=URL)) == [skipped(1, SkipReason.NO_TITLE)]

    def test_to_a_site_that_nobody_knows(self) -> None:
        """Then it is a section like others."""
        text = f"# [Kettles That Whistle](https://a.example/b)\n\n- [{TITLE}]({URL})\n"

        assert read(text) == [entry(3, TITLE, URL)]
