"""Headings and summaries that are works themselves."""

from lists import TITLE, URL, entry, read


class TestHeadings:
    """A heading may be a link."""

    def test_to_a_site_that_nobody_knows(self) -> None:
        """Then it is a section like others."""
        text = f"# [Kettles That Whistle](https://a.example/b)\n\n- [{TITLE}]({URL})\n"

        assert read(text) == [entry(3, TITLE, URL)]
