"""Works told on several lines: what those around a title say of it."""

# The lines of lists are long.
# ruff: noqa: E501

from lists import TITLE, URL, entry, joined, read

from trustworthy_audio_llms._lists.reader import read_list_files


class TestWorksOfSeveralLines:
    """Authors, venues and links, of an item or a paragraph."""

    def test_a_label_below_the_link_of_a_paper(self) -> None:
        """Is neither the title nor an author."""
        thesis = "https://repository.example/thesis.pdf"
        text = f"- {TITLE}.\n  [[pdf]]({URL})\n  [[Doctoral Thesis]]({thesis})\n  - Ada Example and Bo Sample. *ICASSP*, 2024.\n"
        (one,) = read_list_files([("README.md", text)]).entries

        assert (one.title, one.url, one.authors) == (TITLE, URL, ("Ada Example", "Bo Sample"))

    def test_one_author_below_a_title(self) -> None:
        """In italics beside the link, or before the venue."""
        text = (
            f"1. **{TITLE}**\n   *Ann Example* [[paper]]({URL}) 2024.2\n\n"
            "1. Pots That Listen Closely.\n   [[pdf]](https://arxiv.org/abs/2501.00002)\n"
            "   - Bob Sample. *Thesis at Nowhere University*, 2024.\n"
        )
        first, second = read_list_files([("README.md", text)]).entries

        assert (first.authors, second.authors) == (("Ann Example",), ("Bob Sample",))

    def test_authors_between_a_title_and_its_links(self) -> None:
        """Belong to it, as do other facts."""
        text = f"{TITLE}  \nAnn Example, Bob Sample  \nICLR 2024  \n{URL}\n"
        (one,) = read_list_files([("README.md", text)]).entries

        assert (one.url, one.venue, one.authors) == (
            URL,
            "ICLR 2024",
            ("Ann Example", "Bob Sample"),
        )

    def test_a_venue_beside_links(self) -> None:
        """Their labels are no part of it; and a title in capitals is no list of authors."""
        text = f"**A Bond Between Pots and Loud Kettles** \\\n*Ann Example* \\\nICML 2011. [[Paper]({URL})]"
        (one,) = read_list_files([("README.md", text)]).entries

        assert (one.title, one.venue) == ("A Bond Between Pots and Loud Kettles", "ICML 2011")

    def test_authors_between_two_works(self) -> None:
        """Belong to the work above them."""
        lines = [
            f"[{TITLE}]({URL})",
            "*Ann Example, Bob Sample*",
            "[Pots That Listen Closely](https://arxiv.org/abs/2501.00002)",
            "*Cy Demo, Di Trial*",
        ]

        assert read(joined(lines)) == [
            entry(1, TITLE, URL),
            entry(3, "Pots That Listen Closely", "https://arxiv.org/abs/2501.00002"),
        ]
