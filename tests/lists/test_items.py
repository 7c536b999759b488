"""Items of several lines, and items in them: which of them are one work."""

# The lines of lists are long.

from lists import TITLE, URL, entry, read, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._records.skipping import SkipReason


class TestItems:
    """An item of several lines."""

    def test_a_link_above_the_title(self) -> None:
        """Is the link of the work."""
        assert read(f"- [paper]({URL})\n  {TITLE}\n") == [entry(1, TITLE, URL)]

    def test_a_title_that_is_in_italics_at_its_end(self) -> None:
        """What is in italics there is no venue, as no mark parts it from the title."""
        assert read(f"- Kettles That *Whistle* [Paper]({URL})") == [
            entry(1, "Kettles That Whistle", URL)
        ]

    def test_an_emoji_by_its_name_behind_a_title(self) -> None:
        """Is no part of it."""
        assert read(f"- [{TITLE} :fire:]({URL})") == [entry(1, TITLE, URL)]

    def test_a_short_label_of_a_link_to_a_site_that_nobody_knows(self) -> None:
        """Without works beside it nothing says that it is one."""
        assert read("- [Two Pots](https://a.example/b)") == [skipped(1, SkipReason.UNKNOWN_LINK)]

    def test_a_link_whose_label_is_an_emoji(self) -> None:
        """There is no title."""
        assert read(f"- [:fire:]({URL})") == [skipped(1, SkipReason.NO_TITLE)]

    def test_authors_above_the_title(self) -> None:
        """With the name before them, the links below."""
        text = (
            f'- **KTW:** Ada Example, Bo Sample.<br />\n\n  "{TITLE}." ICASSP(2024)\n\n'
            f"  [[paper]({URL})]\n\n- Cy Demo, Di Trial:\n  Pots That Listen Closely.\n\n"
            "  [[paper](https://arxiv.org/abs/2501.00002)]\n"
        )
        first, second = read_list_files([("README.md", text)]).entries

        assert (first.title, first.name, first.url) == (TITLE, "KTW", URL)
        assert (first.authors, first.venue) == (("Ada Example", "Bo Sample"), "ICASSP(2024)")
        assert (second.title, second.authors) == (
            "Pots That Listen Closely",
            ("Cy Demo", "Di Trial"),
        )


class TestGroups:
    """Works nested in an item that is none."""

    def test_works_of_two_lines(self) -> None:
        """Each is one, with what stands on its lines."""
        text = (
            f"- `Kettles`:\n  - **{TITLE}**\n  *Ada Example, Bo Sample* [[paper]]({URL}) 2024.2\n"
            "  - **Pots That Listen Closely**\n  *Cy Demo, Di Trial* [[paper]]"
            "(https://arxiv.org/abs/2501.00002) 2025.1\n"
        )
        first, second = read_list_files([("README.md", text)]).entries

        assert (first.title, str(first.date), first.authors) == (
            TITLE,
            "2024-02",
            ("Ada Example", "Bo Sample"),
        )
        assert (second.title, str(second.date)) == ("Pots That Listen Closely", "2025-01")

    def test_works_of_a_day(self) -> None:
        """The date above them is theirs, and no line that was skipped."""
        text = (
            f"- **[2024.02.03]**\n    - Paper: [{TITLE}]({URL}) ICASSP 2024\n"
            "    - 2024-01 [Pots That Listen Closely](https://arxiv.org/abs/2401.00002)\n"
            "    - Paper: [Pans](https://a.example/pans)\n"
        )
        found = read_list_files([("README.md", text)])

        assert [(one.title, str(one.date)) for one in found.entries] == [
            (TITLE, "2024-02-03"),
            ("Pots That Listen Closely", "2024-01"),
        ]
        assert [one.line for one in found.skipped] == [4]
